"""Mathematics on a page, set when the page is built: a Python-Markdown extension.

It takes what pymdownx.arithmatex (with `generic: true`) and the page blocks leave, and stops the
build at a formula that MathJax refuses. Other makers of pages call `set_formulas`.
"""

import re
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from solutions.web.typesetting.formulas import (
    MACROS,
    MathsError,
    Setup,
    has_formula,
    set_formulas,
    toc_name,
)

__all__ = ["MACROS", "MathsError", "MathsExtension", "Setup", "makeExtension", "set_formulas"]


class _Start(Preprocessor):
    """Keeps the page as it was written, to name lines in messages."""

    source = ""

    def run(self, lines: list[str]) -> list[str]:
        self.source = "\n".join(lines)
        return lines


class _Whole(Treeprocessor):
    """Runs last and marks that postprocessors now get the page, no longer a heading for `toc`."""

    reached = False

    def run(self, root: Element) -> None:
        self.reached = True


class _Set(Postprocessor):
    def __init__(self, md: Markdown, start: _Start, whole: _Whole, setup: Setup) -> None:
        super().__init__(md)
        self.md, self.start, self.whole, self.setup = md, start, whole, setup

    def run(self, text: str) -> str:
        if not self.whole.reached:
            return text
        self.whole.reached = False
        file = getattr(_processor(self.md, "relpath"), "file", None)  # MkDocs tells it there
        try:
            if file is None:
                text = set_formulas(text, "this page", source=self.start.source, setup=self.setup)
            else:
                page, source = _shown(Path(file.abs_src_path or file.src_uri)), file.content_string
                text = set_formulas(text, page, source=source, setup=self.setup)
        except MathsError as error:
            # MkDocs prints its own BuildError as a line, anything else as a traceback.
            mkdocs: Any = sys.modules.get("mkdocs.exceptions") if file else None
            raise (mkdocs.BuildError(str(error)) if mkdocs else error) from None
        for token in _flat(getattr(self.md, "toc_tokens", [])):
            if has_formula(token["html"]) and not token["data-toc-label"]:
                name, plain = toc_name(token["html"], self.setup), token["name"]
                token["name"] = name
                link = f'<a href="#{token["id"]}">'
                text = text.replace(f"{link}{plain}</a>", f"{link}{name}</a>")  # a [TOC]
        _plain_title(self.md)
        return text


def _shown(path: Path) -> str:
    with suppress(ValueError):
        return path.resolve().relative_to(Path.cwd().resolve()).as_posix()
    return path.as_posix()


def _plain_title(md: Markdown) -> None:
    """MkDocs uses the first heading in attributes and in <title>, where only text can stand."""
    extracted = _processor(md, "mkdocs_extract_title")
    if title := getattr(extracted, "title", None):
        extracted.title = re.sub(r"\\\((.*?)\\\)", r"\1", title)


def _processor(md: Markdown, name: str) -> Any:
    if name not in md.treeprocessors:  # a Registry, which has no get
        return None
    return md.treeprocessors[name]


def _flat(tokens: list[Any]) -> list[Any]:
    return [each for token in tokens for each in (token, *_flat(token["children"]))]


class MathsExtension(Extension):
    """Options: macros, cache (a folder), timeout (seconds), node (a program)."""

    def __init__(self, **options: Any) -> None:
        self.config = {
            "macros": [{}, "TeX macros: name to body, or to [body, number of arguments]"],
            "cache": ["", "folder of formulas set before; .cache/maths of the project if empty"],
            "timeout": [60, "seconds within which Node has to answer for a page"],
            "node": ["", "the program to run; found by itself if empty"],
        }
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:
        setup = Setup(
            macros=self.getConfig("macros"),
            cache=Path(self.getConfig("cache") or Setup.cache),
            timeout=float(self.getConfig("timeout")),
            node=self.getConfig("node") or None,
        )
        start, whole = _Start(md), _Whole(md)
        md.preprocessors.register(start, "maths-start", 1000)
        md.treeprocessors.register(whole, "maths-whole", -1000)
        md.postprocessors.register(_Set(md, start, whole, setup), "maths", -10)


def makeExtension(**options: Any) -> MathsExtension:
    return MathsExtension(**options)
