"""Counts of what became of a part's mutants, as plain data. No SymPy here: a page reads this."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from solutions.mutation.explained import EXPLAINED

NOT_COUNTED = ("equal", "shown otherwise", "same order", "weaker", "true")
"""Kinds of mutants that are not wrong, so that there is nothing to catch."""

LISTED = ("survivor", "true", "same order", "shown otherwise")
"""Kinds that are listed one by one."""


def tally(fates: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Mutants, how many were equal, weaker …, what caught the others, and which survived."""
    found = list(fates)
    outcomes = Counter(fate["outcome"] for fate in found)
    caught = [fate for fate in found if fate["outcome"] == "caught"]
    by = Counter(fate["by"] for fate in caught)
    keys = ("file", "line", "name", "how", "mutant", "outcome")
    return {
        "mutants": len(found),
        **{kind: outcomes[kind] for kind in NOT_COUNTED},
        "caught": len(caught),
        "undecided": sum(fate["verdict"] == "undecided" for fate in caught),
        "by": dict(by.most_common()),
        "survivors": outcomes["survivor"],
        "listed": [{key: fate[key] for key in keys} for fate in found if fate["outcome"] in LISTED],
    }


def together(tallies: list[dict[str, Any]]) -> dict[str, Any]:
    """The sum of several tallies, without their lists."""
    numbers = ("mutants", *NOT_COUNTED, "caught", "undecided", "survivors")
    by: Counter[str] = Counter()
    for one in tallies:
        by.update(one["by"])
    return {name: sum(one[name] for one in tallies) for name in numbers} | {
        "by": dict(by.most_common())
    }


def explained(part: str, fate: dict[str, Any]) -> str:
    """The sentence that somebody wrote on a survivor; empty if there is none."""
    return EXPLAINED.get((part, fate["mutant"]), "")


def survivors(part: str, of: dict[str, Any]) -> list[dict[str, Any]]:
    """The survivors of a tally, each with its explanation."""
    return [
        {**fate, "explanation": explained(part, fate)}
        for fate in of["listed"]
        if fate["outcome"] == "survivor"
    ]


def score(of: dict[str, Any]) -> str:
    """The share of wrong mutants that were caught, rounded down."""
    wrong = of["caught"] + of["survivors"]
    if not wrong:
        return "no wrong mutant"
    tenths = 1000 * of["caught"] // wrong
    return f"{tenths // 10}.{tenths % 10} %" if tenths < 1000 else "100 %"


def line(part: str, kind: str, of: dict[str, Any]) -> str:
    """A part's results in one line."""
    same = [f"{of[kind]} {kind}" for kind in NOT_COUNTED if of[kind]]
    by: Counter[str] = Counter()
    for what, count in of["by"].items():
        by["checks" if what.startswith("check ") else what] += count
    how = ", ".join(f"{count} by {what}" for what, count in by.items())
    undecided = f"; {of['undecided']} of them undecided" if of["undecided"] else ""
    caught = f"{of['caught']} caught" + (f" ({how}{undecided})" if how else "")
    left = "1 survivor" if of["survivors"] == 1 else f"{of['survivors']} survivors"
    parts = [f"{of['mutants']} mutants", *same, caught, left]
    return f"{part} {kind}: {', '.join(parts)}, score {score(of)}"
