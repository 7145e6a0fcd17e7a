"""Is a reading true, and does it follow? Both are decided by the engine's relations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import sympy as sp

from solutions.evidence.evidence import REFUTED, Evidence, Problem, undecided
from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import Undecided
from solutions.kernel.identity import agree
from solutions.objects.laws import Value
from solutions.printing.formulas import tex
from solutions.relations.equalities.equality import Identity
from solutions.relations.limits.approximation import Approximation, displayed_terms
from solutions.relations.limits.limit import Limit
from solutions.relations.limits.squeezed import by_ends
from solutions.statements.step import Rule
from solutions.transcript.integrals import Integral
from solutions.transcript.products import Telescoping
from solutions.transcript.reading import Chain
from solutions.transcript.words import CORRECT, LEADING, WRONG

LOOSE = "an equals sign where ≈ is meant"

Given = list[tuple[Value, tuple[str, ...]]]
"""Values that a left side may stand for, each with the blemishes that this costs."""


@dataclass(frozen=True)
class Found:
    """A verdict on one statement: its blemishes, and the evidence of a link that does not hold."""

    verdict: str
    blemishes: tuple[str, ...] = ()
    failed: Evidence | None = None

    @property
    def problem(self) -> Problem | None:
        """What is wrong with it, and where."""
        return self.failed.problem if self.failed else None

    @property
    def is_open(self) -> bool:
        """Was nothing decided, which no audit may leave?"""
        return self.failed is not None and self.failed.verdict != REFUTED


@dataclass(frozen=True)
class Way:
    """A way to take a link: what stands on the left, the relation, and at what price."""

    left: Value
    relation: Rule
    domain: Domain
    blemishes: tuple[str, ...] = ()


def truth(chain: Chain) -> Found:
    """Is the statement true of its quantity? Its first link that is not decides."""
    given: Given = [(chain.of.value, ())]
    given += [(value, (name,)) for name, value in chain.of.variants]
    return _settle(chain, given, to_order=True)


def follows(chain: Chain) -> Found | None:
    """Does the statement follow from what the lines before give? ``None`` if nothing is before."""
    if chain.after is None:
        return None
    return _settle(chain, [(chain.after.value, ())], to_order=False)


def _settle(chain: Chain, given: Given, *, to_order: bool) -> Found:
    """Take link after link; with ``to_order`` the first may be right to the order asked only."""
    blemishes: list[str] = []
    leading: Found | None = None
    left = given
    for place, link in enumerate(chain.links):
        first: Evidence | None = None
        for way in _ways(chain, left, link.relation):
            evidence = judge(way.left, way.relation, link.value, way.domain)
            first = first or evidence
            if evidence.holds:
                blemishes += way.blemishes
                break
        else:
            if first is None:
                raise AssertionError("a link has at least one way to be taken")
            failed = Found(WRONG, failed=first)
            if place or not to_order or not to_the_order_asked(chain, link.value):
                return failed
            leading = failed
        left = [(link.value, ())]
    told = tuple(dict.fromkeys(blemishes))
    if leading is not None:
        return replace(leading, verdict=LEADING, blemishes=told)
    return Found(CORRECT, told)


def _ways(chain: Chain, given: Given, relation: Rule) -> Iterator[Way]:
    """As it is written first; then with one blemish after the other."""
    domain = chain.domain
    asked = chain.of.asked
    regime = chain.regime or (asked.when if asked else None)
    narrow = domain.and_(*chain.only)
    only = f"holds only for {', '.join(f'${tex(fact)}$' for fact in chain.only)}"
    for left, price in given:
        yield Way(left, relation, domain, price)
        if chain.only:
            yield Way(left, relation, narrow, (*price, only))
        if isinstance(relation, Identity) and regime is not None:
            loose = regime if isinstance(regime, Limit) else Approximation(regime)
            yield Way(left, loose, domain, (*price, LOOSE))
            if chain.only:
                yield Way(left, loose, narrow, (*price, only, LOOSE))


def judge(left: Value, relation: Rule, right: Value, domain: Domain) -> Evidence:
    """The engine’s evidence for one relation; an integral or a product stands for its value.

    In σ² + √(t(t − Δt)) ≈ σ² + t − Δt/2 the term σ² is exact, however small it is, and the rest is
    what is claimed: an approximation that fails is judged once more without the terms shared.
    """
    try:
        left, right = plain(left, domain), plain(right, domain)
        long = by_ends(left, relation, right, domain, judge)
        if long is not None:
            return long
        evidence = relation.judge(left, right, domain)
        if (
            isinstance(relation, Approximation)
            and not evidence.holds
            and (rest := _without_shared(left, right, domain))
        ):
            again = relation.judge(*rest, domain)
            return again if again.holds else evidence
        return evidence
    except Undecided as why:
        return undecided(why)


def _with_factors(expr: sp.Expr, domain: Domain) -> sp.Expr:
    """With common factors in front, which shows fewer terms; as it is unless that is the same."""
    shown = sp.factor_terms(expr)
    return shown if agree(shown, expr, domain) else expr


def _without_shared(left: Value, right: Value, domain: Domain) -> tuple[sp.Expr, sp.Expr] | None:
    """Both sides without the terms that they display alike; ``None`` where nothing would go."""
    if not (isinstance(left, sp.Expr) and isinstance(right, sp.Expr)):
        return None
    ours, theirs = displayed_terms(left), displayed_terms(right)
    shared = [term for term in theirs if term in ours]
    rest = [
        _with_factors(sp.Add(*(term for term in side if term not in shared)), domain)
        for side in (ours, theirs)
    ]
    return (rest[0], rest[1]) if shared and rest[1] != 0 else None


def plain(value: Value, domain: Domain) -> Value:
    """What a value is for the engine."""
    return value.value(domain) if isinstance(value, Integral | Telescoping) else value


def to_the_order_asked(chain: Chain, value: Any) -> bool:
    """Is ``value`` right to the order that the part asks for?"""
    asked = chain.of.asked
    if asked is None:
        return False
    return judge(value, Approximation(asked.when), asked.value, chain.domain).holds
