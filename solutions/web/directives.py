"""What a page may ask for: the blocks and the inline values, and what each of them shows."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from markdown import Markdown

from solutions.answers.letters import lacking
from solutions.printing.markup import BlockError
from solutions.web.lookup import ROOT, Receipts, called, current, find_part, problem_of, unknown
from solutions.web.page import Page
from solutions.web.pages import answers, asking, checks, code, figure, snippets, steps, tables
from solutions.web.reports import (
    audit,
    audit_tables,
    engine_mutants,
    errata,
    kernel,
    mutants,
    oracles,
)

_ID = re.compile(r' id="([^"]*)"')


@dataclass(frozen=True)
class Text:
    """A page as its blocks see it: the receipts they may show, and where they stand."""

    md: Markdown
    page: Page
    source: Any
    lines: list[str]
    audited: Any = "solutions.transcript.report.current"

    @cached_property
    def receipts(self) -> Receipts:
        return current(self.source)

    @cached_property
    def audit(self) -> audit.Audit:
        found: audit.Audit = called(self.audited)
        return found

    def stash(self, html: str) -> list[str]:
        """The line that stands for this HTML until Markdown is done."""
        return [self.md.htmlStash.store(_ID.sub(self._once, html))]

    def _once(self, match: re.Match[str]) -> str:
        # A step shown twice has its anchor where it is shown first.
        known = match[1] in self.page.anchors
        self.page.anchors.add(match[1])
        return "" if known else match[0]


Show = Callable[..., Any]


@dataclass(frozen=True)
class Word:
    """A block or an inline value: the words after its name, how many are needed, what it shows.

    A usage that ends in … takes any number of words more.
    """

    usage: str
    needed: int
    show: Show


def _part(text: Text, part: str) -> list[str]:
    receipt = find_part(text.receipts, part)
    shown = re.search(rf"(?m)^\s*::: snippet {part} (\S+)\s*$", "\n".join(text.lines))
    anchor = f"{part}-code-{shown[1]}" if shown else ""
    html = tables.header(text.receipts, part, text.page.href, anchor)
    return [f"# {tables.title(receipt)}", "", *text.stash(html)]


def _steps(text: Text, part: str, derivation: str, *wanted: str) -> list[str]:
    return text.stash(steps.steps(text.receipts, part, derivation, wanted, text.page.anchors))


def _box(text: Text, part: str, name: str) -> list[str]:
    return text.stash(steps.box(text.receipts, part, name))


def _checks(text: Text, part: str) -> list[str]:
    return text.stash(checks.checks(text.receipts, part))


def _decoys(text: Text, part: str) -> list[str]:
    return text.stash(checks.decoys(text.receipts, part))


def _snippet(text: Text, part: str, name: str) -> list[str]:
    module = snippets.home(find_part(text.receipts, part)["module"], name)
    section = snippets.section(ROOT / module, name, module)
    anchor = text.stash(f'<div id="{part}-code-{name}"></div>')
    return [*anchor, "", *text.stash(code.python(section, module))]


def _boxes(text: Text, problem: str) -> list[str]:
    return text.stash(tables.boxes(text.receipts, problem, text.page.href))


def _status(text: Text) -> list[str]:
    return text.stash(tables.status(text.receipts, text.page.href))


def _inline_box(text: Text, part: str, name: str) -> str:
    return text.md.htmlStash.store(tables.inline_box(text.receipts, part, name))


def _count(text: Text, what: str) -> str:
    return tables.count(text.receipts, what)


def _attempts(text: Text, part: str) -> list[str]:
    lines: list[str] = []
    for heading, html in audit.attempts(text.audit, part):
        lines += [f"## {heading}", "", *text.stash(html), ""]
    return lines


def _claim(text: Text, name: str) -> list[str]:
    return text.stash(audit.claim(text.audit, name, text.page.href))


AUDIT: dict[str, Show] = {
    "summary": audit_tables.summary,
    "claims": audit_tables.table,
    "disagreements": audit_tables.disagreements,
    "margin": audit_tables.margin,
    "nudges": audit_tables.moved,
    "wrong-lines": audit_tables.placed,
}
"""What ``::: audit WHAT`` shows."""


def _audit(text: Text, what: str, *problem: str) -> list[str]:
    if what not in AUDIT:
        raise unknown("table of the audit", what, AUDIT)
    if problem and what != "claims":
        raise BlockError("only ::: audit claims takes the name of a problem")
    return text.stash(AUDIT[what](text.audit, text.page.href, *problem))


def _audited(text: Text, what: str, part: str = "") -> str:
    return audit.count(text.audit, what, part)


def _verdict(text: Text, name: str) -> str:
    return text.md.htmlStash.store(audit.word(audit.find_claim(text.audit, name)["verdict"]))


def _errata(text: Text) -> list[str]:
    lines: list[str] = []
    for subject, html in errata.errata(called("solutions.errata.report.current")):
        lines += [f"## {subject}", "", *text.stash(html), ""]
    return lines


ENGINE_MUTANTS = {"engine": engine_mutants.modules, "engine-left": engine_mutants.survivors}
MUTANTS = {
    "table": mutants.table,
    "caught-by": mutants.caught_by,
    "survivors": mutants.survivors,
}
"""What ``::: mutants WHAT`` shows."""


def _mutants(text: Text, what: str) -> list[str]:
    if what in ENGINE_MUTANTS:
        found = called("solutions.mutation.engine.results.current")
        return text.stash(ENGINE_MUTANTS[what](found))
    if what not in MUTANTS:
        raise unknown("table of mutants", what, [*MUTANTS, *ENGINE_MUTANTS])
    return text.stash(MUTANTS[what](called("solutions.mutation.results.shown")))


def _mutated(text: Text, what: str) -> str:
    del text
    if what.startswith("engine-"):
        found = called("solutions.mutation.engine.results.current")
        return engine_mutants.count(found, what.removeprefix("engine-"))
    return mutants.count(called("solutions.mutation.results.shown"), what)


def _printed(text: Text, what: str) -> str:
    del text
    return errata.count(called("solutions.errata.report.current"), what)


def _figure(text: Text, name: str) -> list[str]:
    find_part(text.receipts, name[:2])
    html = figure.figure(called("solutions.figures.report.current"), name)
    return text.stash(figure.wired(html, text.page.href))


def _kernel(text: Text) -> list[str]:
    return text.stash(kernel.table())


def _follows(text: Text) -> list[str]:
    return text.stash(kernel.follows())


def _in_kernel(text: Text, what: str) -> str:
    del text
    return kernel.count(what)


def _answers(text: Text, part: str) -> list[str]:
    folder = problem_of(find_part(text.receipts, part))
    tables_of = called("solutions.answers.tables.report.current")
    if part not in tables_of:
        raise BlockError(
            f"there is no table of answers to {part}; write "
            f"solutions/{folder}/answers/part_{part}.py, or leave ::: answers out"
        )
    return text.stash(answers.table(tables_of[part]))


def _oracles(text: Text) -> list[str]:
    entries = called("solutions.oracles.report.current")
    lines = text.stash(oracles.summary(entries))
    for program, html in oracles.oracles(entries, text.page.href):
        lines += ["", f"## {program}", "", *text.stash(html)]
    return lines


def _answer(text: Text, part: str) -> list[str]:
    find_part(text.receipts, part)
    if why := lacking(part):
        raise BlockError(f"{why}; or leave ::: answer {part} out")
    return text.stash(asking.answer(part, text.page.href))


def _compare(text: Text) -> list[str]:
    return text.stash(asking.compare(text.page.href))


def _lines(text: Text) -> list[str]:
    return text.stash(asking.lines(text.page.href))


BLOCKS = {
    "part": Word("PART", 1, _part),
    "steps": Word("PART DERIVATION [STEP or FIRST..LAST …]", 2, _steps),
    "box": Word("PART BOX", 2, _box),
    "checks": Word("PART", 1, _checks),
    "decoys": Word("PART", 1, _decoys),
    "snippet": Word("PART SECTION", 2, _snippet),
    "boxes": Word("PROBLEM", 1, _boxes),
    "figure": Word("NAME", 1, _figure),
    "status": Word("", 0, _status),
    "attempts": Word("PART", 1, _attempts),
    "claim": Word("CLAIM", 1, _claim),
    "audit": Word("WHAT [PROBLEM]", 1, _audit),
    "errata": Word("", 0, _errata),
    "mutants": Word("WHAT", 1, _mutants),
    "oracles": Word("", 0, _oracles),
    "kernel": Word("", 0, _kernel),
    "follows": Word("", 0, _follows),
    "answer": Word("PART", 1, _answer),
    "compare": Word("", 0, _compare),
    "lines": Word("", 0, _lines),
    "answers": Word("PART", 1, _answers),
}
INLINES = {
    "box": Word("PART BOX", 2, _inline_box),
    "count": Word("WHAT", 1, _count),
    "audit": Word("WHAT [PART]", 1, _audited),
    "verdict": Word("CLAIM", 1, _verdict),
    "errata": Word("WHAT", 1, _printed),
    "mutants": Word("WHAT", 1, _mutated),
    "kernel": Word("WHAT", 1, _in_kernel),
}


_BLOCK = ("block", "::: {}")
_INLINE = ("inline value", "[[{}]]")


def block(text: Text, call: str) -> list[str]:
    """The lines in place of `::: call`. Raises BlockError when it is no block or malformed."""
    show, words = _called(BLOCKS, *_BLOCK, call)
    lines: list[str] = show(text, *words)
    return lines


def inline(text: Text, call: str) -> str:
    """What stands in place of `[[call]]`."""
    show, words = _called(INLINES, *_INLINE, call)
    return str(show(text, *words))


def understood(known: dict[str, Word], call: str, parts: Collection[str]) -> None:
    """Raise BlockError for a call of no known name, with too few words or too many, or of no part.

    It asks for no receipt, so that it can be said before anything is judged.
    """
    _, words = _called(known, *(_INLINE if known is INLINES else _BLOCK), call)
    asked = known[call.split()[0]].usage.split()
    for word, name in zip(words, asked, strict=False):
        if name.strip("[]") == "PART" and word not in parts:
            raise unknown("part", word, parts)


def _called(known: dict[str, Word], kind: str, form: str, call: str) -> tuple[Show, list[str]]:
    name, *words = call.split() or [""]
    if name not in known:
        raise unknown(kind, name, known)
    word = known[name]
    more = word.usage.endswith("…]")
    if len(words) < word.needed or not (more or len(words) <= len(word.usage.split())):
        usage = form.format(f"{name} {word.usage}".strip())
        raise BlockError(f'"{form.format(call.strip())}" is malformed; write {usage}')
    return word.show, words
