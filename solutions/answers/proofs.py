"""Ways to prove that two expressions are equal on a domain; each says why it proves that.

A proof is an argument about every point of the domain, at which both sides have a value. The
last word is the kernel's normal form: if it is zero, the expression is zero for all values of
its generators that satisfy their relations, and so for those that they have.
"""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from solutions.answers import constants
from solutions.answers.counting import parities
from solutions.answers.defined import restricted
from solutions.answers.rewriting import Beyond, opaque, plain, without_angles
from solutions.kernel import identity, signs
from solutions.kernel.domains.domain import Domain
from solutions.kernel.messages import Undecided
from solutions.kernel.terms.binding import bound

CASES = 4
"""Absolute values that are split into their two signs, at most."""
NO_NUMBERS = (sp.nan, sp.zoo, sp.oo, -sp.oo, sp.I)
LETTERS = 3
"""Letters of any sign that are split into theirs, at most."""


def same(left: sp.Expr, right: sp.Expr, domain: Domain) -> bool:
    """Is the difference zero in every case of its absolute values?

    The cases cover the domain, in each an absolute value is what it is replaced by, and the
    kernel decides each. Sound with the tangents of half angles too: see ``without_angles``.
    """
    gap = plain(left - right)
    if constants.zero(gap):
        return True
    for with_parity in parities(gap):
        moved = plain(without_angles(with_parity))
        for case, inside in _cases(moved, domain, CASES):
            top = numerator(opaque(case))
            if not (constants.zero(top) or identity.same(top, sp.S.Zero, inside)):
                return False
    return True


def numerator(gap: sp.Expr) -> sp.Expr:
    """The numerator over one denominator, for a gap that has a value on the domain.

    ``together`` uses only a/b + c/d = (ad + cb)/bd and powers of products, which hold wherever the
    gap has a value; there the denominator is finite, so a numerator 0 over a denominator other
    than 0 makes the gap 0. A denominator that is 0 stood in the text, which is undefined there, or
    came from a tangent, where the gap is continuous (see ``without_angles``).
    """
    return sp.numer(sp.together(gap))


def _cases(gap: sp.Expr, domain: Domain, left: int) -> Iterator[tuple[sp.Expr, Domain]]:
    """The gap without absolute values and signs, on parts that together are the domain.

    A sign stands only in sign(a)·|a|^(1/n), the odd root of a, which is 0 at a = 0 whatever
    sign(0) is taken for; so +1 does for a ≥ 0 and −1 for a ≤ 0.
    """
    parts = sorted(gap.atoms(sp.Abs, sp.sign), key=lambda part: (sp.count_ops(part), str(part)))
    inner = next((part for part in parts if not part.args[0].has(sp.Abs, sp.sign)), None)
    if inner is None:
        yield gap, domain
        return
    inside = inner.args[0]
    if inside.free_symbols & bound(gap):
        raise Beyond(f"the sign of {inside} may change from term to term")
    known = sign_of(inside, domain)
    if left == 0 and known is None:
        raise Beyond("more absolute values than are looked into")
    for sign in (1, -1) if known is None else (known,):
        value = {
            part: sp.Integer(sign) if isinstance(part, sp.sign) else sign * inside
            for part in parts
            if part.args[0] == inside
        }
        fact = inside >= 0 if sign > 0 else inside <= 0
        if fact == sp.false:
            continue
        within = domain if known or fact == sp.true else restricted(domain, [fact])
        yield from _cases(plain(gap.xreplace(value)), within, left - (known is None))


def sign_of(expr: sp.Expr, domain: Domain) -> int | None:
    """1 for an expression that is ≥ 0 on the domain, −1 for ≤ 0: by its irreducible factors."""
    for sign in (1, -1):
        if signs.nonnegative(sign * expr, domain):
            return sign
    if not expr.is_polynomial():
        return None
    try:
        number, factors = sp.factor_list(expr)
    except sp.PolynomialError:
        return None
    total = 1 if number > 0 else -1
    if len(factors) == 1 and factors[0][1] == 1:
        return None
    for factor, power in factors:
        if power % 2 == 0:
            continue
        known = sign_of(factor, domain)
        if known is None:
            return None
        total *= known
    return total


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
        if not holds_somewhere(domain, letter, value):
            continue
        inside = domain.at({letter: value})
        moved = gap.xreplace({letter: value})
        if moved.has(*NO_NUMBERS):
            continue  # SymPy's value is none, so the text's is none
        if not (_tried(moved, inside) or sign_by_sign(moved, sp.S.Zero, inside)):
            return False
    return True


def _tried(gap: sp.Expr, domain: Domain) -> bool:
    try:
        return same(gap, sp.S.Zero, domain)
    except (Undecided, Beyond):
        return False


def holds_somewhere(domain: Domain, letter: sp.Symbol, value: sp.Expr) -> bool:
    """False where a condition of the domain is false with this value of the letter, or has none."""
    put = {letter: value}
    for fact in domain.facts:
        sides = fact.lhs.xreplace(put), fact.rhs.xreplace(put)
        if any(side.has(*NO_NUMBERS) for side in sides) or fact.func(*sides) == sp.false:
            return False
    return not any(
        expr == 0 or expr.has(*NO_NUMBERS)
        for expr in (excluded.xreplace(put) for excluded in domain.nonzero)
    )


def any_sign(letter: sp.Symbol) -> bool:
    return letter.is_nonnegative is None and letter.is_nonpositive is None


def squared(left: sp.Expr, right: sp.Expr, domain: Domain) -> bool:
    """Two sides of one sign are equal when their squares are."""
    one_sign = any(
        _one_sign(sign * left, domain) and _one_sign(sign * right, domain) for sign in (1, -1)
    )
    return one_sign and same(sp.expand(left**2), sp.expand(right**2), domain)


def _one_sign(expr: sp.Expr, domain: Domain) -> bool:
    """Is this ≥ 0 wherever it has a value: a root, an absolute value, or what the kernel knows?"""
    if isinstance(expr, sp.Abs) or (expr.is_Pow and expr.exp.is_Rational and expr.exp.q % 2 == 0):
        return True
    return signs.nonnegative(expr, domain)
