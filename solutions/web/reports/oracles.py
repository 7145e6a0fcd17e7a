"""What other programs say of our numbers, on a page: a section for each program, a row for each."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from solutions import catalogue
from solutions.oracles.verdicts import AGREES, NOT_RUN
from solutions.printing.markup import counted, prose
from solutions.web.pages.tables import Href

_POWER = re.compile(r"(-?[\d.]+)e([+-]?\d+)")
HEADS = (
    "part",
    "what is compared",
    "ours, theirs",
    "apart",
    "nearest wrong twin",
)


Entry = dict[str, Any]


def oracles(entries: list[Entry], href: Href) -> list[tuple[str, str]]:
    """For each program its name and its section."""
    return [(entry["id"], _section(entry, href)) for entry in entries]


def summary(entries: list[Entry]) -> str:
    """How many programs agree, in how many comparisons, and which were not run."""
    ran = [entry for entry in entries if entry["verdict"] == AGREES]
    rows = [row for entry in ran for row in entry["comparisons"]]
    told = (
        f"{len(ran)} of {counted(len(entries), 'program')} ran and agree, in "
        f"{counted(len(rows), 'comparison')} at {counted(sum(r['cases'] for r in rows), 'point')}; "
        f"wrong twins told apart: {sum(len(row['twins']) for row in rows)}"
    )
    absent = [entry["id"] for entry in entries if entry["verdict"] == NOT_RUN]
    stale = [entry["id"] for entry in entries if entry.get("stale")]
    told += f". Not run: {', '.join(absent)}" if absent else ""
    told += f". Run before the last change of a part: {', '.join(stale)}" if stale else ""
    return f"<p>{escape(told)}.</p>"


def _section(entry: Entry, href: Href) -> str:
    facts = [prose(entry["about"])]
    if entry["versions"]:
        facts.append(escape(", ".join(f"{name} {no}" for name, no in entry["versions"].items())))
    if entry["heavy"] and "date" in entry:
        facts.append(f"last run on {escape(entry['date'])}")
    head = f"<p>{'; '.join(facts)}.</p>"
    if entry.get("stale"):
        head += (
            "<p><strong>Stale:</strong> a source that these numbers come from has changed since. "
            "<code>make oracles</code> runs it anew.</p>"
        )
    if entry["verdict"] == NOT_RUN:
        return f"{head}<p><strong>Not run:</strong> {prose(entry['why'])}.</p>"
    return head + _table(entry["comparisons"], href)


def _table(rows: list[Entry], href: Href) -> str:
    heads = "".join(f'<th scope="col">{name}</th> ' for name in HEADS)
    return (
        f'<div class="scroll"><table class="audit"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{''.join(_row(row, href) for row in rows)}</tbody></table></div>"
    )


def _row(row: Entry, href: Href) -> str:
    problem = catalogue.problem_of(row["part"])
    link = escape(href(f"{problem.folder}/{row['part'].removeprefix(problem.number)}.md"))
    apart, allowed = (_number(_rough(row[name])) for name in ("difference", "allowed"))
    cells = (
        f"{prose(row['what'])}, at {counted(row['cases'], 'point')}"
        f"<br><small>allowed: {prose(row['budget'])}</small>",
        f"{_number(row['ours'])}<br>{_number(row['theirs'])}",
        f"{escape(row['verdict'])}:<br>{apart}<br>of&nbsp;{allowed}",
        _twins(row["twins"]),
    )
    shown = "".join(f"<td>{cell}</td> " for cell in cells)
    return f'<tr><th scope="row"><a href="{link}">{row["part"]}</a></th> {shown}</tr>'


def _twins(twins: list[Entry]) -> str:
    """The one that comes nearest of those that were told apart."""
    near = min(twins, key=lambda twin: twin["difference"] / twin["allowed"])
    return f"{_number(_rough(near['difference']))} off: {prose(near['why'])}"


def _rough(number: float) -> str:
    """Two digits, without a power of ten where that is easier to read."""
    return f"{number:.2g}" if 0.01 <= number < 100 else f"{number:.1e}"


def _number(text: str) -> str:
    """A number as on paper: 2.0 · 10⁻¹⁶ for 2.0e-16."""
    power = _POWER.fullmatch(text)
    if power is None:
        return escape(text.replace("-", "−"))
    digits, exponent = power[1].replace("-", "−"), str(int(power[2])).replace("-", "−")
    return f"{digits}&nbsp;·&nbsp;10<sup>{exponent}</sup>"
