"""Are two real expressions equal wherever both are defined? Exactly first, then at points.

"equal" rests on the kernel's normal form; "different" on a rational point of the domain at which
the two values certainly differ; anything else is undecided. No float decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice

import sympy as sp

from solutions.answers.defined import restricted
from solutions.answers.rewriting import Beyond, plain, without_angles
from solutions.engine import identity, signs
from solutions.engine.domain import Domain
from solutions.engine.messages import Undecided
from solutions.engine.points import Point
from solutions.engine.refute import Counterexample, admissible, counterexample, points

EQUAL, DIFFERENT, UNDECIDED = "equal", "different", "undecided"
CASES = 4
"""Absolute values that are split into their two signs, at most."""
LETTERS = 3
"""Letters of any sign that are split into theirs, at most."""
GLANCE, QUICK, LONG = 2, 24, 400
"""How many points are tried before, between and after the proofs."""


@dataclass(frozen=True)
class Decision:
    """The verdict, the point where the values differ, and why nothing was decided."""

    verdict: str
    point: Counterexample | None = None
    reason: str = ""


def decide(left: sp.Expr, right: sp.Expr, domain: Domain) -> Decision:
    """Compare on the domain, which says already where both are defined."""
    left, right = sp.sympify(left), sp.sympify(right)
    if left == right:
        return Decision(EQUAL)
    reasons: list[str] = []  # why no proof was found; why no point was, if that is all
    found = _refuted(left, right, domain, GLANCE)
    if found is None and _proved(same, left, right, domain, reasons):
        return Decision(EQUAL)
    found = found or _refuted(left, right, domain, QUICK)
    if found is None and any(_proved(way, left, right, domain, reasons) for way in HARDER):
        return Decision(EQUAL)
    try:
        found = found or counterexample(left, right, domain, LONG)
    except Undecided as why:
        reasons.append(str(why))
    if found is not None:
        return Decision(DIFFERENT, found)
    reasons.append("no point was found where they differ, and no proof that there is none")
    return Decision(UNDECIDED, None, reasons[0])


Way = Callable[[sp.Expr, sp.Expr, Domain], bool]


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


def same(left: sp.Expr, right: sp.Expr, domain: Domain) -> bool:
    """Is the difference zero in every case of its absolute values?"""
    gap = plain(left - right)
    return all(
        identity.same(_numerator(without_angles(case)), sp.S.Zero, inside)
        for case, inside in _cases(gap, domain, CASES)
    )


def _numerator(gap: sp.Expr) -> sp.Expr:
    """The numerator over one denominator, which differs from zero where both are defined."""
    return sp.numer(sp.together(gap))


def _cases(gap: sp.Expr, domain: Domain, left: int) -> Iterator[tuple[sp.Expr, Domain]]:
    """The gap without absolute values, on parts that together are the domain."""
    absolute = sorted(gap.atoms(sp.Abs), key=lambda part: (sp.count_ops(part), str(part)))
    inner = next((part for part in absolute if not part.args[0].has(sp.Abs)), None)
    if inner is None:
        yield gap, domain
        return
    if left == 0:
        raise Beyond("more absolute values than are looked into")
    inside = inner.args[0]
    for sign in (1, -1):
        if signs.nonnegative(sign * inside, domain):
            yield from _cases(gap.xreplace({inner: sign * inside}), domain, left - 1)
            return
    for sign, fact in ((1, inside >= 0), (-1, inside <= 0)):
        if fact != sp.false:
            smaller = domain if fact == sp.true else restricted(domain, [fact])
            yield from _cases(gap.xreplace({inner: sign * inside}), smaller, left - 1)


def sign_by_sign(left: sp.Expr, right: sp.Expr, domain: Domain) -> bool:
    """With each letter of any sign positive, negative and zero in turn."""
    gap = left - right
    free = [s for s in sorted(gap.free_symbols, key=str) if _any_sign(s)]
    if not 0 < len(free) <= LETTERS:
        return False
    letter, whole = free[0], free[0].is_integer
    size = sp.Symbol(f"|{letter}|", positive=True, integer=whole or None)
    for value in (size, -size, sp.S.Zero):
        try:
            inside = domain.at({letter: value})
            moved = gap.xreplace({letter: value})
        except Undecided:
            continue  # no point of the domain has this sign
        if moved.has(sp.nan, sp.zoo, sp.oo, sp.I):
            continue  # nor is the text defined there
        if not (same(moved, sp.S.Zero, inside) or sign_by_sign(moved, sp.S.Zero, inside)):
            return False
    return True


def _any_sign(letter: sp.Symbol) -> bool:
    return letter.is_nonnegative is None and letter.is_nonpositive is None


def squared(left: sp.Expr, right: sp.Expr, domain: Domain) -> bool:
    """Two sides of one sign are equal when their squares are."""
    one_sign = any(
        signs.nonnegative(sign * left, domain) and signs.nonnegative(sign * right, domain)
        for sign in (1, -1)
    )
    return one_sign and same(sp.expand(left**2), sp.expand(right**2), domain)


def constant(left: sp.Expr, right: sp.Expr, domain: Domain) -> bool:
    """No slope in any letter on a connected domain, and equal at a point of it."""
    gap = left - right
    letters = sorted(gap.free_symbols, key=str)
    linear = all((fact.lhs - fact.rhs).is_polynomial() for fact in domain.facts)
    flat = all(sp.Poly(fact.lhs - fact.rhs).total_degree() <= 1 for fact in domain.facts if linear)
    if not letters or domain.nonzero or domain.whole or not (linear and flat):
        return False
    if any(letter.is_integer for letter in letters) or gap.has(sp.Sum, sp.Product):
        return False
    if not all(same(sp.diff(gap, letter), sp.S.Zero, domain) for letter in letters):
        return False
    ones = Point(dict.fromkeys(letters, Fraction(1)), domain)
    some = [ones] if admissible(ones, domain) else []
    some += islice(points(set(letters), domain, 60), 8)
    return any(same(gap.xreplace(exactly(point)), sp.S.Zero, Domain()) for point in some)


def exactly(point: Point) -> dict[sp.Symbol, sp.Rational]:
    """The letters of a point with their values."""
    return {s: sp.Rational(n.numerator, n.denominator) for s, n in point.symbols.items()}


def induction(left: sp.Expr, right: sp.Expr, domain: Domain) -> bool:
    """For an upper limit that is a whole letter: equal at the first, and then at the next."""
    gap = left - right
    limits = {limit[2] for part in gap.atoms(sp.Sum, sp.Product) for limit in part.limits}
    for letter in sorted((s for s in limits if s.is_Symbol and s.is_integer), key=str):
        first = sp.S.One if letter.is_positive else sp.S.Zero if letter.is_nonnegative else None
        if first is None or any(fact.has(letter) for fact in domain.facts):
            continue
        base = gap.xreplace({letter: first}).doit()
        if same(base, sp.S.Zero, domain) and same(*_next(left, right, letter), domain):
            return True
    return False


def _next(left: sp.Expr, right: sp.Expr, letter: sp.Symbol) -> tuple[sp.Expr, sp.Expr]:
    """Both sides at the next number, if they are equal at this one.

    Where one of them is a sum or a product and nothing else, the other stands for it.
    """
    for indexed, closed in ((left, right), (right, left)):
        if isinstance(indexed, sp.Sum | sp.Product) and not closed.has(sp.Sum, sp.Product):
            grown = _grown(indexed, letter).xreplace({indexed: closed})
            return grown, closed.xreplace({letter: letter + 1})
    return _grown(left - right, letter), left - right


def _grown(gap: sp.Expr, letter: sp.Symbol) -> sp.Expr:
    """At the next number, with the last term of each sum written out."""

    def split(part: sp.Expr) -> sp.Expr:
        (index, low, high), *outer = part.limits
        if high != letter or outer or low.has(letter) or part.function.has(letter):
            raise Beyond(f"a sum whose terms depend on its limit: {part}")
        last = part.function.xreplace({index: letter + 1})
        return part + last if isinstance(part, sp.Sum) else part * last

    sums = {part: sp.Dummy(real=True) for part in gap.atoms(sp.Sum, sp.Product) if part.has(letter)}
    grown = gap.xreplace(sums).xreplace({letter: letter + 1})
    return grown.xreplace({name: split(part) for part, name in sums.items()})


HARDER: tuple[Way, ...] = (sign_by_sign, squared, constant, induction)
