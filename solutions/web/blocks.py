"""The Python-Markdown extension that puts receipts on a page.

A block stands alone on a line:

    ::: part 1d                     ::: steps 1d shrink         ::: steps 1d shrink start..ends
    ::: box 1d law                  ::: checks 1d               ::: decoys 1d
    ::: snippet 1d derivation       ::: boxes dpo               ::: status
    ::: attempts 1e                 ::: claim 1e-12             ::: audit summary
    ::: answer 1e                   ::: compare                 ::: lines
    ::: kernel                      ::: follows

and in running text `[[box 1d law]]`, `[[count steps]]` and `[[audit claims]]`. Everything shown
comes out of receipts that hold. A name that does not exist stops the build with the page and the
line.
"""

import re
import sys
from collections.abc import Callable, Collection
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from solutions.kernel.errors import NotVerified
from solutions.printing.markup import BlockError
from solutions.web import page
from solutions.web.directives import BLOCKS, INLINES, Text, block, inline, understood

_CODE = r"(?P<quote>`+)(?!`).*?(?<!`)(?P=quote)(?!`)"
_BLOCK = re.compile(r"(\s*):::(.*)")
_VERDICT = (
    r"""class=["']?[^"'>]*\b(?:box|verdict|proved|measured)\b|\{[^{}$]*\.(?:box|verdict|proved)\b"""
)
_STRAY = re.compile(
    rf"{_CODE}|(?P<block>:::)|(?P<boxed>\\boxed)|(?P<verdict>{_VERDICT})"
    r"|(?P<open>\[\[(?:box|count|audit|verdict|errata|mutants|kernel)\b(?![^\[\]]*\]\]))"
)
_STRAYS = {
    "boxed": "a typed \\boxed; results are shown by ::: box PART BOX",
    "verdict": "a typed verdict; what holds is shown by ::: steps, ::: box and ::: checks",
    "open": "an inline value begins here and does not end on this line; write [[box PART BOX]]",
}
_FENCE = re.compile(r"[\s>]*(`{3,}|~{3,})([^`]*)")
_WHOLE = re.compile(rf"{_CODE}|\$[^$]*\$|\\.")
_INLINE = re.compile(rf"{_CODE}|\[\[(?P<call>[^\[\]]*)\]\]")


class BlocksExtension(Extension):
    """Options: receipts (a dotted name, a function or the receipts), page (its path)."""

    def __init__(self, **options: Any) -> None:
        self.config = {
            "receipts": ["solutions.verify.verified", "what gives the receipts"],
            "audit": ["solutions.transcript.report.current", "what gives the audit"],
            "page": ["", "the page's path below docs/, where no builder tells it"],
        }
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:
        sources = self.getConfig("receipts"), self.getConfig("audit")
        blocks = _Blocks(md, sources, self.getConfig("page"))
        # After line ends and tabs are normal (30), before fenced code is taken away (25).
        md.preprocessors.register(blocks, "receipts", 28)


def makeExtension(**options: Any) -> BlocksExtension:
    return BlocksExtension(**options)


class _Blocks(Preprocessor):
    def __init__(self, md: Markdown, sources: tuple[Any, Any], src: str) -> None:
        super().__init__(md)
        self.sources, self.src = sources, src

    def run(self, lines: list[str]) -> list[str]:
        receipts, audit = self.sources
        text = Text(self.md, page.of(self.md, self.src), receipts, lines, audit)
        return replaced(
            text.page, lines, lambda call: block(text, call), lambda call: inline(text, call)
        )


def look(where: page.Page, lines: list[str], parts: Collection[str]) -> None:
    """Raise what a page's words make clear before anything is judged: names, fences, parts."""

    def seen(call: str) -> list[str]:
        understood(BLOCKS, call, parts)
        return []

    def seen_inline(call: str) -> str:
        understood(INLINES, call, parts)
        return ""

    replaced(where, lines, seen, seen_inline)


def replaced(
    where: page.Page,
    lines: list[str],
    block: Callable[[str], list[str]],
    inline: Callable[[str], str],
) -> list[str]:
    """The lines with each block and each inline value outside of code replaced by what is given."""
    out: list[str] = []
    fence, opened_at = "", 0
    for number, line in enumerate(lines, start=1):
        before = fence
        try:
            fence = _fence_after(line, before)
            out += [line] if before or fence else _shown(line, block, inline)
        except Exception as error:
            raise _stop(where, lines, number, error) from error
        opened_at = opened_at if before else number
    if fence:
        unclosed = BlockError(f"the fence {fence} never closes; blocks after it would not show")
        raise _stop(where, lines, opened_at, unclosed)
    return out


def _fence_after(line: str, fence: str) -> str:
    """The fence that is open after this line, given the one open before it; "" for none."""
    mark = _FENCE.fullmatch(line)
    if not mark:
        return fence
    if fence:
        return "" if mark[1].startswith(fence) and not mark[2].strip() else fence
    return mark[1]


def _shown(line: str, block: Callable[[str], list[str]], inline: Callable[[str], str]) -> list[str]:
    if match := _BLOCK.fullmatch(line):
        return ["", *(match[1] + row for row in block(match[2])), ""]
    for found in _STRAY.finditer(line):
        if found["block"]:
            raise BlockError(f"a block stands alone on its line, but here is {line.strip()!r}")
        if found.lastgroup in _STRAYS:
            raise BlockError(_STRAYS[found.lastgroup])
    return [_INLINE.sub(lambda found: _value(found, inline), line)]


def _value(found: re.Match[str], inline: Callable[[str], str]) -> str:
    if found["quote"]:
        return found[0]
    before = _WHOLE.sub("", found.string[: found.start()])
    if "$" in before or re.search(r"<[a-zA-Z/][^>]*$", before):
        raise BlockError(f"{found[0]} stands inside a formula or a tag; end that before it")
    return inline(found["call"])


def _stop(place: page.Page, lines: list[str], number: int, error: Exception) -> Exception:
    """The error with its page and line; what the blocks do not know stays as it is."""
    where = place.at(number, lines)
    if isinstance(error, BlockError):
        message = f"{where}  {error}"
    elif isinstance(error, KeyError):
        message = f"{where}  a receipt lacks {error}; delete .cache/receipts and build again"
    elif isinstance(error, NotVerified):
        message = f"{error}\n\n{where} needs parts that hold."
    else:
        return error
    # MkDocs prints its own BuildError as one line, anything else as a traceback.
    mkdocs = sys.modules.get("mkdocs.exceptions")
    return mkdocs.BuildError(message) if mkdocs and place.path else BlockError(message)
