"""Equations: L₁ = R₁ says what L₂ = R₂ says where both hold at the same points of Γ.

If L₁ − R₁ = c·(L₂ − R₂) on Γ and c is proved to differ from 0 there, then one gap is 0 where the
other is. So it is too if neither gap is 0 anywhere, or each everywhere. The two say different
things if there is a point of Γ at which exactly one holds: one gap is proved to be exactly 0 there,
and the other certainly is not. SymPy proposes c, and places where a gap may vanish; both are
proved.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import sympy as sp

from solutions.evidence.counterexamples import inhabited, points
from solutions.evidence.evidence import Evidence, Reason, proved, refuted, undecided
from solutions.kernel import signs
from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import Undecided
from solutions.numbers.points import fits
from solutions.printing.formulas import text
from solutions.relations.conditions.defined import certainly
from solutions.relations.conditions.exact_zero import sign_of
from solutions.relations.conditions.fractions import numerator
from solutions.relations.functions.agreement import agreement
from solutions.relations.functions.constancy import exactly

PLACES = 24
"""Points at which all letters but one are held while the last is solved for."""
LARGEST = 200
"""Operations in a gap of which a quotient is proposed."""
DEGREE = 12
"""Highest power of a letter that an equation is solved for."""

Place = dict[sp.Symbol, sp.Expr]


@dataclass(frozen=True)
class Equation:
    """``lhs = rhs``, a claim that holds at some points and not at others."""

    lhs: sp.Expr
    rhs: sp.Expr

    @property
    def gap(self) -> sp.Expr:
        """What is 0 where it holds."""
        return self.lhs - self.rhs


def equivalent(one: Equation, other: Equation, domain: Domain) -> Evidence:
    """Do the equations hold at the same points of the domain, where all sides have values?"""
    told = _proved(one.gap, other.gap, domain)
    if told is not None:
        return proved(told) if inhabited(domain) else undecided("defined nowhere")
    for mine, its, said in ((one, other, "first holds"), (other, one, "second holds")):
        for place in _solutions(mine.gap, its.gap, domain):
            if _vanishes(mine.gap, place) and _vanishes(its.gap, place) is False:
                return refuted(Reason(said, (_shown(place),)))
    return undecided("equations open")


def _proved(gap: sp.Expr, other: sp.Expr, domain: Domain) -> Reason | None:
    """Why both are 0 at the same points."""
    always = [agreement(each, sp.S.Zero, domain).holds for each in (gap, other)]
    if all(always):
        return Reason("both everywhere")
    if any(always):
        return None
    if _nonzero(gap, domain) and _nonzero(other, domain):
        return Reason("both nowhere")
    ratio = _proposed(gap, other)
    if ratio is None or not _nonzero(ratio, domain):
        return None
    return Reason("times", (ratio,)) if agreement(gap, ratio * other, domain).holds else None


def _proposed(gap: sp.Expr, other: sp.Expr) -> sp.Expr | None:
    """What one gap may be the other times."""
    if max(gap.count_ops(), other.count_ops()) > LARGEST:
        return None
    try:
        found = sp.factor(sp.cancel(sp.together(gap / other)))
    except (sp.PolynomialError, NotImplementedError):
        return None
    return None if found.has(sp.nan, sp.zoo, sp.oo, sp.I) else found


def _nonzero(expr: sp.Expr, domain: Domain) -> bool:
    try:
        signs.require_nonzero(expr, domain)
    except Undecided:
        return False
    return True


def _solutions(gap: sp.Expr, other: sp.Expr, domain: Domain) -> Iterator[Place]:
    """Places of the domain at which the gap may be 0."""
    letters = gap.free_symbols | other.free_symbols
    for point in points(letters, domain, PLACES):
        yield exactly(point)
        for letter in sorted(gap.free_symbols, key=str):
            held = exactly(point)
            held.pop(letter, None)
            for root in _roots(gap.xreplace(held), letter):
                place = {**held, letter: root}
                if _admissible(place, domain):
                    yield place


def _shown(place: Place) -> str:
    return ", ".join(f"{text(letter)} = {text(place[letter])}" for letter in sorted(place, key=str))


def _roots(gap: sp.Expr, letter: sp.Symbol) -> Iterator[sp.Expr]:
    """Rational roots of a polynomial, and those of a quadratic or a pure power."""
    top = numerator(gap)
    if not top.is_polynomial(letter) or top.free_symbols != {letter}:
        return
    poly = sp.Poly(top, letter)
    if not 0 < poly.degree() <= DEGREE or not all(c.is_Rational for c in poly.all_coeffs()):
        return
    yield from poly.ground_roots()
    terms = poly.terms()
    if len(terms) == 2 and terms[1][0] == (0,):
        size, power = -terms[1][1] / terms[0][1], poly.degree()
        if size > 0:
            yield sp.root(size, power)
    elif poly.degree() == 2:
        a, b, c = poly.all_coeffs()
        if (square := b**2 - 4 * a * c) > 0:
            yield from ((-b + sign * sp.sqrt(square)) / (2 * a) for sign in (1, -1))


def _admissible(place: Place, domain: Domain) -> bool:
    """Is every letter of its kind there, and do all facts of the domain certainly hold?"""
    try:
        if not all(_fits(letter, number) for letter, number in place.items()):
            return False
        if not all(sign_of(expr.xreplace(place)) for expr in domain.nonzero):
            return False
        if not all(certainly(fact, place) for fact in domain.facts):
            return False
        return all(expr.xreplace(place).is_Integer for expr in domain.whole)
    except Undecided:
        return False


def _fits(letter: sp.Symbol, number: sp.Expr) -> bool:
    if number.is_Rational:
        return fits(letter, Fraction(int(number.p), int(number.q)))
    if letter.is_rational is not None or letter.is_irrational is not None:
        return False
    sign = sign_of(number)
    return (letter.is_nonnegative is None or letter.is_nonnegative == (sign >= 0)) and (
        letter.is_nonpositive is None or letter.is_nonpositive == (sign <= 0)
    )


def _vanishes(gap: sp.Expr, place: Place) -> bool | None:
    """Is the gap exactly 0 there, or certainly not; ``None`` where that is not known."""
    try:
        return sign_of(gap.xreplace(place)) == 0
    except Undecided:
        return None
