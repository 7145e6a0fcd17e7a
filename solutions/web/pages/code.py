"""Coloured Python without marks for what has no colour: half the elements, nearly the same look.

Names, operators, brackets and spaces stand in most places of a program. :func:`python` colours the
code of modules and notebooks, and keeps it on disk; the Python-Markdown extension thins out what
pymdownx.highlight makes of code that stands on a page.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

import pygments
from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer
from pygments.token import Token, _TokenType

from solutions.work import disk, sources

CACHE = sources.ROOT / ".cache" / "code"
_PLAIN = re.compile(r'<span class="(?:n|o|p|w)">([^<]*)</span>')


def python(source: str, title: str = "", cache: Path = CACHE) -> str:
    """Python as HTML in the theme's own classes; kept in ``cache`` under its content."""
    text = "\0".join((pygments.__version__, title, source))
    path = cache / f"{sha256(text.encode()).hexdigest()}.html"
    with suppress(OSError, ValueError):
        digest, body = path.read_text(encoding="utf-8").split("\n", 1)
        if digest == _seal(path, body):
            return body
    formatter = HtmlFormatter(cssclass="language-python highlight", filename=title, wrapcode=True)
    body = pygments.format(_coloured(PythonLexer().get_tokens(source)), formatter).strip()
    with suppress(OSError):
        disk.replace(path, f"{_seal(path, body)}\n{body}")
    return body


def _seal(path: Path, body: str) -> str:
    """Of the name too, so that the colours of another program are not taken for this one's."""
    return sha256(f"{path.stem}\0{body}".encode()).hexdigest()


def _coloured(tokens: Iterable[tuple[_TokenType, str]]) -> Iterator[tuple[_TokenType, str]]:
    plain = (Token.Name, Token.Text.Whitespace, Token.Operator, Token.Punctuation)
    for kind, text in tokens:
        yield (Token.Text if kind in plain else kind), text


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
