"""What became of the mutants of every part, on a page: counts, what caught them, and the rest."""

from __future__ import annotations

from html import escape
from typing import Any

from solutions.mutation import tally
from solutions.printing.markup import prose
from solutions.web.lookup import unknown

KINDS = ("expressions", "source")

Results = dict[str, dict[str, Any]]


def table(results: Results) -> str:
    """A row per part and kind: mutants, how many are no errors, what caught the others."""
    rows = "".join(
        _row(part, kind, entry[kind], stale=entry["stale"])
        for part, entry in results.items()
        for kind in KINDS
        if kind in entry
    )
    heads = ("part", "mutants of", "made", "not wrong", "caught", "undecided", "left", "score")
    return framed(heads, rows)


def _row(part: str, kind: str, of: dict[str, Any], *, stale: bool) -> str:
    same = sum(of[name] for name in tally.NOT_COUNTED)
    cells = (
        "lines" if kind == "expressions" else "the module’s text",
        of["mutants"],
        same,
        of["caught"],
        of["undecided"],
        of["survivors"],
        tally.score(of) + (" (before the last change)" if stale else ""),
    )
    shown = "".join(f"<td>{escape(str(cell))}</td> " for cell in cells)
    return f'<tr><th scope="row">{part}</th> {shown}</tr>'


def survivors(results: Results) -> str:
    """Every survivor with its place and its explanation; one sentence where there is none."""
    left = [(part, one) for part, entry in results.items() for one in entry["survivors"]]
    if not left:
        return "<p>No mutant is left.</p>"
    rows = "".join(
        f'<tr><th scope="row">{part} {escape(one["name"])}</th> '
        f'<td><code class="place">{escape(one["file"])}:{one["line"]}</code></td> '
        f"<td>{escape(one['how'])}</td> <td><code>{escape(one['mutant'])}</code></td> "
        f"<td>{prose(one['explanation'] or 'not explained')}</td></tr>"
        for part, one in left
    )
    return framed(("line", "place", "change", "what it says then", "why it is left"), rows)


def caught_by(results: Results) -> str:
    """What caught how many, over all parts."""
    rows = ""
    for kind in KINDS:
        whole = tally.together([entry[kind] for entry in results.values() if kind in entry])
        sums: dict[str, int] = {}
        for what, number in whole["by"].items():
            name = "an independent check" if what.startswith("check ") else what
            sums[name] = sums.get(name, 0) + number
        of = "lines" if kind == "expressions" else "the modules’ text"
        rows += "".join(
            f'<tr><th scope="row">{of}</th> <td>{escape(what)}</td> <td>{number}</td></tr>'
            for what, number in sums.items()
        )
    return framed(("mutants of", "caught by", "number"), rows)


def count(results: Results, what: str) -> str:
    """A number over all parts and both kinds: mutants, caught, survivors, date."""
    whole = tally.together([e[kind] for e in results.values() for kind in KINDS if kind in e])
    dates = sorted({entry["date"] for entry in results.values()})
    known = {
        "mutants": str(whole["mutants"]),
        "wrong": str(whole["caught"] + whole["survivors"]),
        "caught": str(whole["caught"]),
        "survivors": str(whole["survivors"]),
        "date": " and ".join(dict.fromkeys(dates[:1] + dates[-1:])),
        "score": tally.score(whole),
        "stale": str(sum(entry["stale"] for entry in results.values())),
    }
    if what not in known:
        raise unknown("count of the mutants", what, known)
    return known[what]


def framed(heads: tuple[str, ...], rows: str) -> str:
    """A table that scrolls where it is too wide."""
    head = "".join(f'<th scope="col">{name}</th> ' for name in heads)
    return (
        f'<div class="scroll"><table class="audit"><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )
