"""What became of the mutants of the engine's own source, on a page: counts, and what is left."""

from __future__ import annotations

from html import escape
from typing import Any

from solutions.mutation import tally
from solutions.mutation.engine import results
from solutions.printing.markup import prose
from solutions.web.lookup import unknown
from solutions.web.reports.mutants import framed

Results = dict[str, dict[str, Any]]

STALE = " (before the last change)"
NOT_YET = "<p>The engine has not been mutated yet.</p>"


def modules(found: Results) -> str:
    """A row per module of the engine: mutants, caught, equal, left, score."""
    if not found:
        return NOT_YET
    rows = "".join(_row(file, of) for file, of in found.items())
    heads = ("module", "made", "caught", "never ended", "equal", "left", "score")
    return framed(heads, rows)


def _row(file: str, of: dict[str, Any]) -> str:
    cells = (
        of["mutants"],
        of["caught"],
        of["never ended"],
        of["equal"],
        of["survivors"],
        tally.score(of) + (STALE if of["stale"] else ""),
    )
    shown = "".join(f"<td>{escape(str(cell))}</td> " for cell in cells)
    return f'<tr><th scope="row"><code class="place">{escape(file)}</code></th> {shown}</tr>'


def survivors(found: Results) -> str:
    """Every mutant that no test noticed, with the reason why it says the same, if it does."""
    left = [(file, one) for file, of in found.items() for one in of["listed"]]
    if not left:
        return "<p>No mutant of the engine is left.</p>" if found else NOT_YET
    rows = "".join(
        f'<tr><th scope="row"><code class="place">{escape(file)}:{one["line"]}</code></th> '
        f"<td>{escape(one['how'])}</td> <td><code>{escape(one['change'])}</code></td> "
        f"<td>{prose(one['reason'] or one['told'] or 'not explained')}</td></tr>"
        for file, one in left
    )
    return framed(("place", "change", "before and after", "why it is left"), rows)


def count(found: Results, what: str) -> str:
    """Of all modules: mutants, wrong, caught, equal, survivors, date, score, extent."""
    whole = results.together(found.values())
    stale = any(of["stale"] for of in found.values())
    known = {
        "mutants": str(whole["mutants"]),
        "wrong": str(whole["caught"] + whole["survivors"]),
        "caught": str(whole["caught"]),
        "equal": str(whole["equal"]),
        "survivors": str(whole["survivors"]),
        "date": next((of["date"] for of in found.values()), "no day") + (STALE if stale else ""),
        "score": tally.score(whole),
        "extent": extent(next(iter(found.values()), None)),
    }
    if what not in known:
        raise unknown("count of the engine’s mutants", what, known)
    return known[what]


def extent(of: dict[str, Any] | None) -> str:
    """How much of the engine the last run covered, and by how many tests."""
    if of is None:
        return "none"
    whole = of["judged"] == of["of"]
    share = "all of them" if whole else f"{of['judged']} of them, drawn by chance,"
    tests = "all tests that run its place"
    if of["budget"]:
        tests = f"the quickest tests that run its place, {of['budget']:g} seconds of them"
    return f"{of['of']} mutants can be made; {share} were judged, each by {tests}"
