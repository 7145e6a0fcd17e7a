"""Certificates: what SymPy's rings work out is multiplied back by FLINT, and a sign shows why.

A gcd or a factorisation is a claim about a product, whoever made it. The product is formed here, in
a ring that did not make the claim, and a claim that fails raises :class:`Disagreement`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import Any

import flint
import sympy as sp
from sympy.core.function import AppliedUndef
from sympy.polys.rings import PolyElement

from solutions.kernel.errors import Disagreement
from solutions.kernel.terms.letters import is_defined, opened
from solutions.kernel.terms.polynomials import FlintRing

Terms = tuple[tuple[tuple[int, ...], Fraction], ...]


def in_flint(poly: PolyElement) -> Any:
    """A polynomial of SymPy's in FLINT's ring, coefficient by coefficient."""
    return FlintRing(poly.ring.ngens).context.from_dict(
        {powers: flint.fmpq(int(c.numerator), int(c.denominator)) for powers, c in poly.items()}
    )


def cancelled(top: PolyElement, bottom: PolyElement) -> tuple[PolyElement, PolyElement]:
    """``top/bottom`` in lowest terms; the common factor times each gives back what was there."""
    short, below = top.cancel(bottom)
    if (short, below) == (top, bottom):
        return short, below
    above, under, now_above, now_under = map(in_flint, (top, bottom, short, below))
    common = divmod(under, now_under)[0] if now_under else now_under
    if common * now_under != under or common * now_above != above:
        raise Disagreement(f"({top})/({bottom}) is not ({short})/({below}), as SymPy cancels it")
    return short, below


def factored(poly: PolyElement) -> tuple[Fraction, list[tuple[PolyElement, int]]]:
    """Content and factors of ``poly``; their product is ``poly``."""
    content, factors = poly.factor_list()
    number = flint.fmpq(int(content.numerator), int(content.denominator))
    if prod((in_flint(one) ** int(power) for one, power in factors), start=number) != in_flint(
        poly
    ):
        raise Disagreement(f"{poly} is not {content} times {factors}, as SymPy factors it")
    return Fraction(int(content.numerator), int(content.denominator)), factors


def primes(number: Fraction) -> dict[int, int]:
    """A positive number as powers of primes; their product is the number."""
    found = {int(prime): int(power) for prime, power in sp.factorrat(sp.Rational(number)).items()}
    if prod(Fraction(prime) ** power for prime, power in found.items()) != number:
        raise Disagreement(f"{number} is not {found}, as SymPy factors it")
    return found


@dataclass(frozen=True)
class Coefficients:
    """A quotient of polynomials, all coefficients of the sign ``way``, in signed generators.

    ``gens`` are the certificates of the generators; ``None`` for one that may be of any sign, which
    only has even powers.
    """

    top: Terms
    bottom: Terms
    way: int
    gens: tuple[SignCertificate | None, ...]

    def strict(self, terms: Terms) -> bool:
        """Has a term generators that are all positive?"""
        return any(
            all(
                gen is not None and gen.strict
                for gen, p in zip(self.gens, powers, strict=True)
                if p
            )
            for powers, _ in terms
        )

    def hold(self, strict: bool) -> bool:
        """Do the coefficients give the sign, and a denominator that is not 0?"""
        signed = all(
            coefficient * self.way > 0
            and all(
                gen is not None or power % 2 == 0
                for gen, power in zip(self.gens, powers, strict=True)
            )
            for powers, coefficient in (*self.top, *self.bottom)
        )
        return signed and self.strict(self.bottom) and (self.strict(self.top) or not strict)


@dataclass(frozen=True)
class SignCertificate:
    """Why ``expr`` is ≥ 0, with ``strict`` > 0: a rule, and the certificates that it rests on.

    ``data`` are the coefficients, or the inequality of Γ and how many times it is taken.
    """

    expr: sp.Expr
    strict: bool
    rule: str
    parts: tuple[SignCertificate, ...] = ()
    data: Any = None

    def check(self) -> bool:
        """Look at everything again: the rule, and all that it rests on."""
        return bool(RULES[self.rule](self)) and all(part.check() for part in self.parts)

    def about(self, *exprs: sp.Expr) -> bool:
        """Are the parts about these expressions?"""
        return tuple(part.expr for part in self.parts) == exprs

    def within(self) -> bool:
        """Is each part about an argument of the expression?"""
        return all(part.expr in self.expr.args for part in self.parts)

    def is_apart(self) -> bool:
        """Is what stands between the bars, or its negative, shown to be positive where claimed?"""
        (inside,) = self.expr.args
        shown = any(part.strict and part.expr in (inside, -inside) for part in self.parts)
        return shown or not self.strict

    def some(self) -> bool:
        """Is one part enough for what is claimed?"""
        return not self.strict or any(part.strict for part in self.parts)

    def every(self) -> bool:
        """Are all parts enough for what is claimed?"""
        return not self.strict or all(part.strict for part in self.parts)


def _declared(of: SignCertificate) -> bool:
    expr = of.expr
    if isinstance(expr, sp.exp) or expr in (sp.E, sp.pi):
        return True
    bare = expr.is_Symbol or (isinstance(expr, AppliedUndef) and not is_defined(expr))
    delta = isinstance(expr, sp.KroneckerDelta) and not of.strict
    return delta or (bare and bool(expr.is_positive if of.strict else expr.is_nonnegative))


def _power(of: SignCertificate) -> bool:
    base, exponent = of.expr.as_base_exp()
    if not of.parts:
        return bool(exponent.is_Integer and exponent > 0 and exponent % 2 == 0 and not of.strict)
    positive = of.parts[0].strict or (exponent.is_Rational and exponent > 0 and not of.strict)
    return of.about(base) and bool(positive)


def _fact(of: SignCertificate) -> bool:
    fact, times = of.data
    return bool(times > 0 and (not of.strict or "=" not in fact.rel_op))


RULES: dict[str, Callable[[SignCertificate], Any]] = {
    "number": lambda of: of.expr.is_Rational and (of.expr > 0 or (of.expr == 0 and not of.strict)),
    "declared": _declared,
    "body": lambda of: is_defined(of.expr) and of.about(opened(of.expr)) and of.every(),
    "sum": lambda of: of.expr.is_Add and of.about(*of.expr.args) and of.some(),
    "product": lambda of: of.expr.is_Mul and of.about(*of.expr.args) and of.every(),
    "power": _power,
    "logarithm": lambda of: (
        isinstance(of.expr, sp.log) and of.about(of.expr.args[0] - 1) and of.every()
    ),
    "terms of a sum": lambda of: isinstance(of.expr, sp.Sum) and of.parts and of.some(),
    "factors of a product": lambda of: isinstance(of.expr, sp.Product) and of.parts and of.every(),
    "chart": lambda of: len(of.parts) == 1 and of.every(),
    "coefficients": lambda of: (
        of.data.hold(of.strict) and all(gen is None or gen.check() for gen in of.data.gens)
    ),
    "factorial": lambda of: isinstance(of.expr, sp.factorial) and of.about(of.expr.args[0]),
    "absolute value": lambda of: isinstance(of.expr, sp.Abs) and of.is_apart(),
    "indicator": lambda of: (
        isinstance(of.expr, sp.Piecewise)
        and all(value in (0, 1) for value, _ in of.expr.args)
        and not of.strict
    ),
    "largest": lambda of: isinstance(of.expr, sp.Max) and of.parts and of.within() and of.every(),
    "smallest": lambda of: isinstance(of.expr, sp.Min) and of.about(*of.expr.args) and of.every(),
    "tangents": lambda of: of.parts and (of.parts[0].strict or not of.strict),
    "fact": _fact,
}
"""What each rule asks of its parts, its data and the expression."""
