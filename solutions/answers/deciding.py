"""Are two real expressions equal wherever both are defined? Exactly first, then at points.

"equal" rests on the kernel's normal form, and on a domain of which a point is known; "different"
on a rational point of the domain at which the two values certainly differ; anything else is
undecided. No float decides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import sympy as sp

from solutions.answers import proofs
from solutions.answers.counting import without_power_sums
from solutions.answers.flat import constant
from solutions.answers.inducing import induction
from solutions.answers.rewriting import Beyond, pointwise
from solutions.evidence.counterexamples import Counterexample, counterexample, points
from solutions.kernel.domains.domain import Domain
from solutions.kernel.messages import Undecided
from solutions.numbers import values

EQUAL, DIFFERENT, UNDECIDED = "equal", "different", "undecided"
GLANCE, QUICK, LONG = 2, 24, 400
"""How many points are tried before, between and after the proofs."""
NOWHERE = "no point was found where both are defined"


@dataclass(frozen=True)
class Decision:
    """The verdict, the point where the values differ, and why nothing was decided."""

    verdict: str
    point: Counterexample | None = None
    reason: str = ""


def decide(left: sp.Expr, right: sp.Expr, domain: Domain) -> Decision:
    """Compare on the domain, which says already where both are defined."""
    shown = pointwise(left), pointwise(right)
    sides = _turned(left, right, domain)
    domain = _pointwise(domain)
    if left == right:
        return _equal(*shown, domain)
    reasons: list[str] = []  # why no proof was found; why no point was, if that is all
    found = _refuted(*shown, domain, GLANCE)
    if found is None and _proved(proofs.same, *sides, reasons):
        return _equal(*shown, domain)
    found = found or _refuted(*shown, domain, QUICK)
    if found is None and any(_proved(way, *sides, reasons) for way in HARDER):
        return _equal(*shown, domain)
    try:
        found = found or counterexample(*shown, domain, LONG)
    except Undecided as why:
        reasons.append(str(why))
    if found is not None:
        return Decision(DIFFERENT, found)
    reasons.append("no point was found where they differ, and no proof that there is none")
    return Decision(UNDECIDED, None, reasons[0])


def apart(left: sp.Expr, right: sp.Expr, domain: Domain) -> bool:
    """Do they certainly differ at one of the first points? Then ``decide`` finds a simple one."""
    left, right, domain = pointwise(left), pointwise(right), _pointwise(domain)
    for point in points(left.free_symbols | right.free_symbols, domain, GLANCE):
        try:
            if values.different(left, right, point) is not None:
                return True
        except Undecided:
            continue
    return False


def _equal(left: sp.Expr, right: sp.Expr, domain: Domain) -> Decision:
    """Equal, if there is a point at all: of none, everything is true."""
    if not (domain.facts or domain.nonzero):
        return Decision(EQUAL)
    for point in points(left.free_symbols | right.free_symbols, domain, LONG):
        try:
            for side in (left, right):
                values.value(side, point)
        except Undecided:
            continue
        return Decision(EQUAL)
    return Decision(UNDECIDED, None, NOWHERE)


def _pointwise(domain: Domain) -> Domain:
    facts = [fact.func(*map(pointwise, fact.args)) for fact in domain.facts]
    if any(fact in (sp.true, sp.false) for fact in facts):
        return domain
    excluded = tuple(map(pointwise, domain.nonzero))
    return Domain(tuple(facts), domain.unit_sums, domain.whole, excluded)


def _turned(left: sp.Expr, right: sp.Expr, domain: Domain) -> tuple[sp.Expr, sp.Expr, Domain]:
    """With −x for each letter x that is below 0, since the kernel knows most of positive ones."""
    moved = {
        letter: -sp.Symbol(
            f"-{letter}",
            positive=letter.is_negative or None,
            nonnegative=True,
            integer=letter.is_integer or None,
        )
        for letter in left.free_symbols | right.free_symbols
        if letter.is_nonpositive
    }
    left, right = without_power_sums(left), without_power_sums(right)
    try:
        return left.xreplace(moved), right.xreplace(moved), domain.at(moved) if moved else domain
    except Undecided:
        return left, right, domain


Way = Callable[[sp.Expr, sp.Expr, Domain], bool]
HARDER: tuple[Way, ...] = (proofs.sign_by_sign, proofs.squared, constant, induction)


def _proved(way: Way, left: sp.Expr, right: sp.Expr, domain: Domain, reasons: list[str]) -> bool:
    try:
        return way(left, right, domain)
    except (Undecided, Beyond) as why:
        reasons.append(str(why))
        return False


def _refuted(left: sp.Expr, right: sp.Expr, domain: Domain, tries: int) -> Counterexample | None:
    try:
        return counterexample(left, right, domain, tries)
    except Undecided:
        return None
