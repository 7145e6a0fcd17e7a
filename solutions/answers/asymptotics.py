"""What is small in a pasted derivation: ``x → 0`` or ``x ≪ 1`` in the domain, and ≈ and → by it.

Each small letter is positive and tends to zero, independently of the others; all other letters are
held fixed. Then ≈ means what it means on the pages of the parts: every displayed term counts.
"""

from __future__ import annotations

import re
from typing import Any

import sympy as sp

from solutions.evidence.evidence import REFUTED, UNDECIDED
from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import Malformed, Undecided
from solutions.printing.formulas import text
from solutions.relations.limits.approximation import Approximation
from solutions.relations.limits.limit import Limit
from solutions.relations.regimes.regime import Regime

_SMALL = re.compile(
    r"^\s*(?P<letter>[^\s<>=≪→\\]+|\\[A-Za-z]+(?:\s+[A-Za-z])?)\s*"
    r"(?:(?:->|→|\\to(?![A-Za-z])|\\rightarrow)\s*0|(?:<<|≪|\\ll(?![A-Za-z]))\s*1)\s*$"
)


def parted(where: str) -> tuple[str, list[str]]:
    """The conditions with ``x > 0`` for ``x → 0``, and the letters that are small."""
    small: list[str] = []
    kept: list[str] = []
    for said in re.split(r"[,;]", where):
        found = _SMALL.match(said)
        if found:
            small.append(found["letter"])
            kept.append(f"{found['letter']} > 0")
        else:
            kept.append(said)
    return (", ".join(kept), small) if small else (where, [])


def judged(sign: str, before: Any, now: Any, letters: list[Any], domain: Domain) -> dict[str, Any]:
    """Is ``before ≈ now``, or does ``before → now``, as the letters tend to zero?"""
    if not (isinstance(before, sp.Expr) and isinstance(now, sp.Expr)):
        told = "both sides have to be numbers"
        return {"verdict": UNDECIDED, "because": told, "counterexample": ""}
    others = sorted((before.free_symbols | now.free_symbols) - set(letters), key=str)
    named = ", ".join(f"{text(letter)} → 0" for letter in letters)
    small = tuple(letters)
    regime = Regime(named, small, small, (), (), fixed=tuple(others), where=domain)
    relation = Approximation(regime) if sign == "≈" else Limit(regime)
    try:
        evidence = relation.judge(before, now, domain)
    except (Undecided, Malformed) as why:
        return {"verdict": UNDECIDED, "because": str(why), "counterexample": ""}
    problem = evidence.problem
    if problem is None:
        return {"verdict": "holds", "because": f"for {named}", "counterexample": ""}
    verdict = "wrong" if evidence.verdict == REFUTED else UNDECIDED
    return {"verdict": verdict, "because": problem.said, "counterexample": problem.point}
