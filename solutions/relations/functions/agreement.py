"""Agreement: two real expressions have the same value wherever Γ holds and both have one.

That is what is asked of a typed answer, whose text says itself where it has a value. It is less
than an equality of a derivation, which asks that both sides have a value on all of Γ; so it is no
rule, and makes no theorem. Proved is an agreement by the kernel's normal form, of which every way
here asks no less, and by a point of Γ at which both have values, since of none everything is true.
Refuted it is by a point at which the two values certainly differ. No float decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import sympy as sp

from solutions.evidence import counterexamples
from solutions.evidence.counterexamples import Counterexample, counterexample, points
from solutions.evidence.evidence import Evidence, Reason, proved, refuted, undecided
from solutions.kernel import identity, signs
from solutions.kernel.domains.domain import EVERYWHERE, Domain
from solutions.kernel.errors import Undecided
from solutions.kernel.terms.binding import bound
from solutions.numbers import values
from solutions.relations.conditions.elementary import at_points, elementary, opaque
from solutions.relations.conditions.exact_zero import zero
from solutions.relations.conditions.fractions import numerator
from solutions.relations.equalities.cases import SIGNED, cases
from solutions.relations.equalities.induction import over_a_limit
from solutions.relations.equalities.rewritten import Rewriter
from solutions.relations.equalities.summation import power_sum
from solutions.relations.functions.constancy import any_sign, constant
from solutions.relations.functions.half_angles import by_half_angles
from solutions.relations.functions.parity import parities
from solutions.relations.functions.radicals import squares_out

GLANCE, QUICK, LONG = 2, 24, 400
"""How many points are tried before, between and after the proofs."""
CASES = 4
"""Signs that are told apart, at most."""
LETTERS = 3
"""Letters of any sign that are split into theirs, at most."""
NO_NUMBERS = (sp.nan, sp.zoo, sp.oo, -sp.oo, sp.I)


def agreement(left: sp.Expr, right: sp.Expr, domain: Domain) -> Evidence:
    """Judge whether they agree on the domain, which says already where both are defined."""
    shown = at_points(left), at_points(right)
    if left == right:
        return _proved("same terms", shown, _at_points(domain))
    sides = _turned(left, right, domain)
    domain = _at_points(domain)
    # Why no proof was found; and why no point was, if that is all.
    reasons: list[Undecided] = []
    found = _differ(*shown, domain, GLANCE)
    for kind, way in WAYS if found is None else ():
        if _tried(way, *sides, reasons):
            return _proved(kind, shown, domain)
        found = _differ(*shown, domain, QUICK) if kind == FIRST else None
        if found is not None:
            break
    try:
        found = found or counterexample(*shown, domain, LONG)
    except Undecided as why:
        reasons.append(why)
    if found is not None:
        return refuted(Reason("claimed", (right,)), found)
    return undecided(reasons[0] if reasons else "neither proof nor point")


def apart(left: sp.Expr, right: sp.Expr, domain: Domain) -> bool:
    """Do they certainly differ at one of the first points? ``agreement`` finds a simple one."""
    try:
        point = counterexamples.apart(at_points(left), at_points(right), _at_points(domain), GLANCE)
    except Undecided:
        return False
    return point is not None


def same(left: sp.Expr, right: sp.Expr, domain: Domain) -> bool:
    """Is the difference zero in every case of its signs?

    The cases cover the domain, in each an absolute value is what it is replaced by, and the kernel
    decides each numerator. A denominator that is 0 stood in the text, which is undefined there, or
    came from a tangent (see :mod:`solutions.relations.functions.half_angles`).
    """
    gap = squares_out(elementary(left - right), domain)
    if zero(gap):
        return True
    for each in parities(gap, domain):
        moved = squares_out(by_half_angles(each, domain), domain)
        for case, inside in _in_cases(moved, domain, CASES):
            top = numerator(opaque(case))
            if not (zero(top) or identity.same(top, sp.S.Zero, inside)):
                return False
    return True


def _in_cases(gap: sp.Expr, domain: Domain, left: int) -> Iterator[tuple[sp.Expr, Domain]]:
    """The cases of all signs, those of squares that are seen only in a case included."""
    for case, inside in cases(gap, domain, left):
        out = squares_out(case, inside)
        if left and out != case and out.has(*SIGNED):
            yield from _in_cases(out, inside, left - 1)
        else:
            yield out, inside


def sign_by_sign(left: sp.Expr, right: sp.Expr, domain: Domain) -> bool:
    """With each letter of any sign positive, negative and zero in turn, which is every number."""
    gap = left - right
    free = [s for s in sorted(gap.free_symbols - bound(gap), key=str) if any_sign(s)]
    if not 0 < len(free) <= LETTERS:
        return False
    letter, whole = free[0], free[0].is_integer
    size = sp.Symbol(f"|{letter}|", positive=True, integer=whole or None)
    for value in (size, -size, sp.S.Zero):
        if value == 0 and letter.is_nonzero:
            continue
        if not _somewhere(domain, letter, value):
            continue
        inside = domain.at({letter: value})
        moved = gap.xreplace({letter: value})
        if moved.has(*NO_NUMBERS):
            continue  # SymPy's value is none, so the text's is none
        if not (
            _tried(same, moved, sp.S.Zero, inside, []) or sign_by_sign(moved, sp.S.Zero, inside)
        ):
            return False
    return True


def _somewhere(domain: Domain, letter: sp.Symbol, value: sp.Expr) -> bool:
    """False where a condition of the domain is proved false with this value, or has none."""
    put = {letter: value}
    for fact in domain.facts:
        below = (fact.lts - fact.gts).xreplace(put)
        wrong = signs.positive if "=" in fact.rel_op else signs.nonnegative
        if below.has(*NO_NUMBERS) or wrong(below, EVERYWHERE):
            return False
    return not any(
        expr == 0 or expr.has(*NO_NUMBERS)
        for expr in (excluded.xreplace(put) for excluded in domain.nonzero)
    )


def squared(left: sp.Expr, right: sp.Expr, domain: Domain) -> bool:
    """Two sides of one sign are equal when their squares are."""
    one_sign = any(
        _one_sign(sign * left, domain) and _one_sign(sign * right, domain) for sign in (1, -1)
    )
    return one_sign and same(left**2, right**2, domain)


def _one_sign(expr: sp.Expr, domain: Domain) -> bool:
    """Is this ≥ 0 wherever it has a value: a root, an absolute value, or what the kernel knows?"""
    if isinstance(expr, sp.Abs) or (expr.is_Pow and expr.exp.is_Rational and expr.exp.q % 2 == 0):
        return True
    return signs.nonnegative(expr, domain)


def unchanging(left: sp.Expr, right: sp.Expr, domain: Domain) -> bool:
    """Without a slope, and equal at one point (:mod:`solutions.relations.functions.constancy`)."""
    return constant(left, right, domain, same)


def inductive(left: sp.Expr, right: sp.Expr, domain: Domain) -> bool:
    """By induction over a limit: see :mod:`solutions.relations.equalities.induction`."""
    return over_a_limit(left, right, domain, same)


Way = Callable[[sp.Expr, sp.Expr, Domain], bool]
FIRST = "in every case"
WAYS: tuple[tuple[str, Way], ...] = (
    (FIRST, same),
    ("letter by letter", sign_by_sign),
    ("squares agree", squared),
    ("no slope", unchanging),
    ("over a limit", inductive),
)
"""How an agreement is proved, and the kind of reason that says so."""


def _tried(
    way: Way, left: sp.Expr, right: sp.Expr, domain: Domain, reasons: list[Undecided]
) -> bool:
    try:
        return way(left, right, domain)
    except Undecided as why:
        reasons.append(why)
        return False


def _proved(kind: str, sides: tuple[sp.Expr, sp.Expr], domain: Domain) -> Evidence:
    """Proved, if there is a point at all: of none, everything is true."""
    told = proved(Reason(kind))
    if not (domain.facts or domain.nonzero):
        return told
    for point in points(sides[0].free_symbols | sides[1].free_symbols, domain, LONG):
        try:
            for side in sides:
                values.value(side, point)
        except Undecided:
            continue
        return told
    return undecided("defined nowhere")


def _differ(left: sp.Expr, right: sp.Expr, domain: Domain, tries: int) -> Counterexample | None:
    try:
        return counterexample(left, right, domain, tries)
    except Undecided:
        return None


def _at_points(domain: Domain) -> Domain:
    facts = [fact.func(*map(at_points, fact.args)) for fact in domain.facts]
    if any(fact in (sp.true, sp.false) for fact in facts):
        return domain
    excluded = tuple(map(at_points, domain.nonzero))
    return Domain(tuple(facts), domain.unit_sums, domain.whole, excluded)


def _turned(left: sp.Expr, right: sp.Expr, domain: Domain) -> tuple[sp.Expr, sp.Expr, Domain]:
    """With sums of powers closed, and with −x for each letter x that is below 0.

    The kernel knows most of positive letters.
    """
    left, right = (_without_power_sums(side, domain) for side in (left, right))
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
    try:
        return left.xreplace(moved), right.xreplace(moved), domain.at(moved) if moved else domain
    except Undecided:
        return left, right, domain


def _without_power_sums(side: sp.Expr, domain: Domain) -> sp.Expr:
    try:
        return Rewriter((power_sum,)).rewrite(side, domain) if side.has(sp.Sum) else side
    except Undecided:
        return side
