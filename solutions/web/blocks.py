"""The Python-Markdown extension that puts receipts on a page.

A block stands alone on a line:

    ::: part 1d                     ::: steps 1d shrink         ::: steps 1d shrink 2-3
    ::: box 1d law                  ::: checks 1d               ::: decoys 1d
    ::: snippet 1d derivation       ::: boxes dpo               ::: status

and in running text `[[box 1d law]]` and `[[count steps]]`. Everything shown comes out of receipts
that hold. A name that does not exist stops the build with the page and the line.
"""

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from solutions.web import checks, page, snippets, steps, tables
from solutions.web.lookup import ROOT, Receipts, current, find_part, unknown
from solutions.web.markup import BlockError

_BLOCK = re.compile(r"(\s*):::(.*)")
_FENCE = re.compile(r"[\s>]*(`{3,}|~{3,})(.*)")
_INLINE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)|\[\[([^\[\]]*)\]\]")


@dataclass(frozen=True)
class _Text:
    """The page as the blocks see it: what they may show, and where they stand."""

    md: Markdown
    page: page.Page
    source: Any
    lines: list[str]

    @cached_property
    def receipts(self) -> Receipts:
        return current(self.source)

    def stash(self, html: str) -> list[str]:
        return [self.md.htmlStash.store(html)]

    def anchor_of_code(self, part: str) -> str:
        """The anchor of the first section of the part's module on this page, or nothing."""
        found = re.search(rf"(?m)^\s*::: snippet {part} (\S+)\s*$", "\n".join(self.lines))
        return f"{part}-code-{found[1]}" if found else ""


def _part(text: _Text, part: str) -> list[str]:
    receipt = find_part(text.receipts, part)
    code = text.anchor_of_code(part)
    html = tables.header(text.receipts, part, text.page.href, code)
    return [f"# {tables.title(receipt)}", "", *text.stash(html)]


def _snippet(text: _Text, part: str, name: str) -> list[str]:
    module = find_part(text.receipts, part)["module"]
    code = snippets.section(ROOT / module, name, module)
    anchor = text.stash(f'<div id="{part}-code-{name}"></div>')
    if "fenced_code_block" in text.md.preprocessors:
        return [*anchor, "", *snippets.fenced(code, module)]
    return [*anchor, "", *text.stash(f"<pre><code>{escape(code)}</code></pre>")]


_Show = Callable[..., list[str]]

# name: (what follows it, the least number of words, what it shows)
_BLOCKS: dict[str, tuple[str, int, _Show]] = {
    "part": ("PART", 1, _part),
    "steps": (
        "PART DERIVATION [FIRST-LAST]",
        2,
        lambda t, *words: t.stash(steps.steps(t.receipts, *words)),
    ),
    "box": ("PART BOX", 2, lambda t, *words: t.stash(steps.box(t.receipts, *words))),
    "checks": ("PART", 1, lambda t, part: t.stash(checks.checks(t.receipts, part))),
    "decoys": ("PART", 1, lambda t, part: t.stash(checks.decoys(t.receipts, part))),
    "snippet": ("PART SECTION", 2, _snippet),
    "boxes": (
        "PROBLEM",
        1,
        lambda t, problem: t.stash(tables.boxes(t.receipts, problem, t.page.href)),
    ),
    "status": ("", 0, lambda t: t.stash(tables.status(t.receipts, t.page.href))),
}
_INLINES: dict[str, tuple[str, int, Callable[..., str]]] = {
    "box": ("PART BOX", 2, tables.inline_box),
    "count": ("WHAT", 1, tables.count),
}


def _called(table: dict[str, Any], kind: str, call: str) -> tuple[Callable[..., Any], list[str]]:
    name, *words = call.split() or [""]
    if name not in table:
        raise unknown(kind, name, table)
    usage, least, show = table[name]
    if not least <= len(words) <= len(usage.split()):
        form = f"::: {name} {usage}".strip() if kind == "block" else f"[[{name} {usage}]]"
        raise BlockError(f'"{call.strip()}" is malformed; write {form}')
    return show, words


class _Blocks(Preprocessor):
    def __init__(self, md: Markdown, source: Any, src: str) -> None:
        super().__init__(md)
        self.source, self.src = source, src

    def run(self, lines: list[str]) -> list[str]:
        here = page.of(self.md, self.src)
        text = _Text(self.md, here, self.source, lines)
        number = 0
        try:
            out: list[str] = []
            for number, shown in _expanded(text):
                out += shown
        except Exception as error:
            raise _stop(text, number, error) from error
        return out


def _expanded(text: _Text) -> Iterator[tuple[int, list[str]]]:
    """Every line with what takes its place; code in fences is left alone."""
    fence = ""
    for number, line in enumerate(text.lines, start=1):
        yield number, []  # so that an error below has its line
        if "\\boxed" in line:
            raise BlockError("a typed \\boxed; boxes come from the part: write ::: box PART BOX")
        opened = _FENCE.fullmatch(line)
        if fence:
            closes = opened and opened[1].startswith(fence) and not opened[2].strip()
            fence = "" if closes else fence
        elif opened:
            fence = opened[1]
        elif block := _BLOCK.fullmatch(line):
            show, words = _called(_BLOCKS, "block", block[2])
            indent = block[1]
            shown = [indent + row for row in show(text, *words)]
            yield number, ["", *shown, ""]
            continue
        elif "[[" in line:
            line = _INLINE.sub(lambda match: _inline(text, match), line)
        yield number, [line]


def _inline(text: _Text, match: re.Match[str]) -> str:
    if match[1]:
        return match[0]
    show, words = _called(_INLINES, "inline value", match[2])
    html: str = show(text.receipts, *words)
    return html if html.isdigit() else text.md.htmlStash.store(html)


def _stop(text: _Text, number: int, error: Exception) -> Exception:
    where = text.page.at(number, text.lines)
    if isinstance(error, BlockError):
        message = f"{where}  {error}"
    elif type(error).__name__ == "NotVerified":
        message = f"{error}\n\n{where} needs parts that hold."
    else:
        return error
    # MkDocs prints its own BuildError as one line, anything else as a traceback.
    mkdocs = sys.modules.get("mkdocs.exceptions")
    return mkdocs.BuildError(message) if mkdocs and text.page.path else BlockError(message)


class BlocksExtension(Extension):
    def __init__(self, **options: Any) -> None:
        self.config = {
            "receipts": [
                "solutions.verify.verified",
                "dotted name of the function that returns the receipts, or the receipts themselves",
            ],
            "page": ["", "the page's path below docs/, where no builder tells it"],
        }
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:
        blocks = _Blocks(md, self.getConfig("receipts"), self.getConfig("page"))
        # After line ends and tabs are normal (30), before fenced code is taken away (25).
        md.preprocessors.register(blocks, "receipts", 28)


def makeExtension(**options: Any) -> BlocksExtension:
    return BlocksExtension(**options)
