"""Is one domain inside another? A claim may be narrowed on the way and never silently widened."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import sympy as sp

from solutions.kernel import signs
from solutions.kernel.domains.domain import Domain
from solutions.printing.formulas import text


def within(facts: Domain, wider: Domain) -> list[str]:
    """The facts of ``wider`` that are not proved on ``facts``; empty: nothing is enlarged.

    Unit sums and whole numbers are compared by :func:`dropped`.
    """
    missing = []
    for fact in wider.facts:
        gap = fact.lhs - fact.rhs if ">" in fact.rel_op else fact.rhs - fact.lhs
        holds = fact in facts.facts or (
            signs.nonnegative(gap, facts) if "=" in fact.rel_op else signs.positive(gap, facts)
        )
        if not holds:
            missing.append(text_of(fact))
    return missing


def without(domain: Domain, letters: set[sp.Symbol]) -> Domain:
    """``domain`` without what it says of any of ``letters``."""

    def keeps(expr: Any) -> bool:
        return not expr.free_symbols & letters

    return replace(
        domain,
        facts=tuple(filter(keeps, domain.facts)),
        whole=tuple(filter(keeps, domain.whole)),
        nonzero=tuple(filter(keeps, domain.nonzero)),
        put=(),
    )


def not_admitted(domain: Domain, letter: sp.Symbol, place: sp.Expr) -> list[str]:
    """What would have to be known for ``letter`` to have the value ``place`` in ``domain``.

    Raises :class:`Undecided` where it certainly has not.
    """
    others = tuple(fact for fact in domain.facts if letter not in fact.free_symbols)
    return within(Domain(others, domain.unit_sums), domain.at({letter: place}))


def dropped(domain: Domain, before: Domain) -> list[str]:
    """The unit sums and whole numbers of the line ``before`` that ``domain`` no longer has."""
    sums = [f"{text(unit)} = 1" for unit in before.unit_sums if unit not in domain.unit_sums]
    return sums + [
        f"{text(expr)} is a whole number" for expr in before.whole if not signs.whole(expr, domain)
    ]


def text_of(fact: Any) -> str:
    """An inequality for a terminal: ``Δt ≤ t``."""
    sign = {"<": "<", "<=": "≤", ">": ">", ">=": "≥"}[fact.rel_op]
    return f"{text(fact.lhs)} {sign} {text(fact.rhs)}"
