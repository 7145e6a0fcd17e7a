"""A document again as one self-contained page, each formula coloured by its verdict."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

Found = dict[str, Any]
_STYLE = """
body { font: 1rem/1.6 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem;
  color: #1c1c1e; background: #fff; }
h1, .line { overflow-wrap: anywhere; }
a { color: #0b57d0; }
.line { display: block; white-space: pre-wrap; padding-left: 3em; text-indent: -3em; }
.number { display: inline-block; width: 3em; text-indent: 0; color: #6b6b70; user-select: none; }
.holds, .definition, .given { background: #dff3e3; }
.leading-order, .inherited, .undecided { background: #fdf0cd; }
.wrong { background: #fbdcdc; outline: 2px solid #b3261e; }
.unread { background: #e8e8ed; }
details { margin: 0 0 0 3em; font-size: .9rem; }
table { border-collapse: collapse; } td, th { padding: .2rem .8rem .2rem 0; text-align: left; }
@media (prefers-color-scheme: dark) { body { color: #ececf0; background: #17171a; }
  .holds, .definition, .given { background: #123d1e; } .wrong { background: #541414; }
  .leading-order, .inherited, .undecided { background: #493a0a; } .unread { background: #38383e; }
  .number { color: #a0a0a8; } a { color: #a8c7fa; } }
@media print { details { display: block; } .wrong { outline: 2px solid #000; } }
"""


def page(graded: Found, text: str) -> str:
    """The page of a graded document with this text."""
    by_line: dict[int, list[Found]] = {}
    for one in graded["formulas"]:
        by_line.setdefault(one["line"], []).append(one)
    body = "".join(
        _line(number, line, by_line.get(number, []))
        for number, line in enumerate(text.split("\n"), start=1)
    )
    parts = "".join(
        f"<tr><td>{escape(part['id'])}</td><td>{escape(part['verdict'])}</td>"
        f"<td>{_link(part['first_wrong'])}</td></tr>"
        for part in graded["parts"]
    )
    name = escape(Path(graded["file"]).name)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{name}, judged</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{name}</h1>\n<p>{graded['read']} formulas read, {graded['unread']} unread.</p>\n"
        f"<table><tr><th>part</th><th>verdict</th><th>first wrong line</th></tr>{parts}</table>\n"
        f"<div>{body}</div>\n</body>\n</html>\n"
    )


def _link(line: int | None) -> str:
    return "none" if line is None else f'<a href="#line-{line}">{line}</a>'


_ORDER = (
    "wrong",
    "unread",
    "undecided",
    "inherited",
    "leading-order",
    "definition",
    "given",
    "holds",
)


def _line(number: int, text: str, found: list[Found]) -> str:
    worst = min((one["verdict"] for one in found), key=_ORDER.index, default="")
    said = "".join(
        f"<details{' open' if one['verdict'] == 'wrong' else ''}><summary>{escape(one['verdict'])}"
        f"</summary>{escape(one['because'])}"
        + (f"; {escape(one['counterexample'])}" if one["counterexample"] else "")
        + "</details>"
        for one in found
    )
    marked = f'<span class="{worst}">{escape(text)}</span>' if worst else escape(text)
    told = f'<span class="number">{number}</span>{marked}'
    return f'<span class="line" id="line-{number}">{told}</span>{said}'
