"""Coloured code without marks for what has no colour: half the elements, nearly the same look.

Names, operators, brackets and spaces stand in most places of a program. A Python-Markdown
extension that runs over what pymdownx.highlight leaves.
"""

import re
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor

_PLAIN = re.compile(r'<span class="(?:n|o|p|w)">([^<]*)</span>')


class _Plain(Postprocessor):
    def run(self, text: str) -> str:
        return _PLAIN.sub(r"\1", text)


class CodeExtension(Extension):
    """Has no options."""

    def extendMarkdown(self, md: Markdown) -> None:
        # After raw HTML, which highlighted code is, has come back (30).
        md.postprocessors.register(_Plain(md), "plain-code", 5)


def makeExtension(**options: Any) -> CodeExtension:
    return CodeExtension(**options)
