"""The page blocks as plain text: what a build costs without them. A Python-Markdown extension."""

import re
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

_BLOCK = re.compile(r"^(\s*):::(.*)$")


class _AsText(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return [_BLOCK.sub(r"\1`\2`", line).replace("[[", "").replace("]]", "") for line in lines]


class PlainExtension(Extension):
    """Has no options."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.preprocessors.register(_AsText(md), "as-text", 28)


def makeExtension(**options: Any) -> PlainExtension:
    return PlainExtension(**options)
