"""The table of errata on a page: the right form, the misprint, and the point between them."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import Any

from solutions.printing.markup import formula, number, prose, verdict
from solutions.web.lookup import unknown


def errata(table: dict[str, Any]) -> list[tuple[str, str]]:
    """For each subject its name and its entries."""
    subjects = groupby(table["errata"], key=lambda entry: entry["subject"])
    return [
        (subject, f'<ul class="errata">{"".join(map(_entry, entries))}</ul>')
        for subject, entries in subjects
    ]


def count(table: dict[str, Any], what: str) -> str:
    """``count``, ``cited`` or ``often_seen``."""
    known = {name: table[name] for name in ("count", "cited", "often_seen")}
    if what not in known:
        raise unknown("count of the errata", what, known)
    return str(known[what])


def _entry(entry: dict[str, Any]) -> str:
    right, wrong = entry["right"], entry["misprint"]
    return (
        f'<li class="erratum" id="{entry["name"]}"><p>{prose(entry["about"])}</p>'
        f'<div class="display">{formula(right["latex"], display=True)}</div>'
        f'<p class="because">{verdict("proved")} · what is printed instead:</p>'
        f'<div class="display">{formula(wrong["latex"], display=True)}</div>'
        f'<p class="because">{verdict("refuted")} '
        f"{number(wrong['counterexample_tex'])}</p>"
        f'<p class="source">{_source(entry["citation"], cited=entry["cited"])}</p></li>'
    )


def _source(citation: dict[str, str], *, cited: bool) -> str:
    if not cited:
        return f"Often seen: {prose(citation['place'])}"
    named = f"{escape(citation['author'])}, <cite>{escape(citation['title'])}</cite>"
    told = ", ".join(filter(None, [citation["edition"], citation["place"]]))
    answer = f" ({escape(citation['answer'])})" if citation["answer"] else ""
    reported = f" Reported: {escape(citation['reported'])}{answer}." if citation["reported"] else ""
    return f"{named}, {prose(told)}.{reported}"
