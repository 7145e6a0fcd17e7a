"""What the rules of the kernel may ask of one another: a tree, a normal form or a sign on Γ.

A rule does not import the others: it is given a :class:`Reasoner`, and asks. So the folder can be
read in the order of its imports, and :mod:`solutions.kernel.algebra`, the last of them, ties all
rules together.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Protocol

import sympy as sp
from sympy.core.relational import Relational
from sympy.polys.rings import PolyElement

from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import Disagreement, Undecided
from solutions.kernel.terms import polynomials, trees
from solutions.kernel.terms.declared import Sign, plainly_whole


@dataclass(frozen=True)
class Quotient:
    """A cancelled quotient of two polynomials, with what its generators stand for."""

    top: PolyElement
    bottom: PolyElement
    gens: polynomials.Generators

    def generator(self, place: int) -> sp.Expr:
        """What a generator stands for."""
        kind, expr = self.gens.keys[place]
        whole = sp.exp(expr) if kind == "exp" else expr
        split = self.gens.splits[place]
        return whole if split == 1 else _fraction_power(kind, expr, sp.Rational(1, split))

    def monomial(self, powers: tuple[int, ...], coefficient: Any = 1) -> sp.Expr:
        """``coefficient · Π gᵢ^powersᵢ`` as an expression."""
        factors = [
            _fraction_power(*self.gens.keys[place], sp.Rational(power, self.gens.splits[place]))
            for place, power in enumerate(powers)
            if power
        ]
        return sp.Mul(sp.QQ.to_sympy(sp.QQ.convert(coefficient)), *factors)

    def expression(self, poly: PolyElement) -> sp.Expr:
        """A polynomial in the generators as an expression."""
        return sp.Add(*(self.monomial(powers, c) for powers, c in poly.terms()))


def _fraction_power(kind: str, expr: sp.Expr, power: sp.Rational) -> sp.Expr:
    return sp.exp(power * expr) if kind == "exp" else expr**power


class Reasoner(Protocol):
    """All that is known of expressions on one domain."""

    domain: Domain

    def on(self, domain: Domain) -> Reasoner:
        """The same on another domain."""

    def tree(self, expr: sp.Expr) -> trees.Node:
        """The tree of ``expr``; raises :class:`Undecided` where language or signs do not reach."""

    def quotient(self, expr: sp.Expr) -> Quotient:
        """The cancelled normal form of ``expr``."""

    def sign(self, expr: sp.Expr) -> Sign:
        """The sign that ``expr`` has wherever it has a value."""

    def factors(self, expr: sp.Expr, *, zero: bool = False) -> tuple[tuple[sp.Expr, Fraction], ...]:
        """A positive (with ``zero``: non-negative) ``expr`` as powers of irreducible factors."""

    def canonical(self, expr: sp.Expr) -> sp.Expr:
        """One expression for all that have the same normal form."""
        if expr.is_Rational:
            return expr
        if expr.is_Symbol:
            trees.atom(expr)  # which asks that it is declared real
            return expr
        form = self.quotient(expr)
        return form.expression(form.top) / form.expression(form.bottom)

    def expanded(self, expr: sp.Expr) -> sp.Expr:
        """``expr`` as SymPy multiplies it out, which leaves its normal form as it is."""
        found = sp.expand(expr)
        if self.canonical(found) != self.canonical(expr):
            raise Disagreement(f"{expr} is not {found}, as SymPy expands it")
        return found

    def exists(self, expr: sp.Expr) -> bool:
        """Has ``expr`` a value on all of the domain? What has none has no sign."""
        try:
            self.tree(expr)
        except Undecided:
            return False
        return True

    def positive(self, expr: sp.Expr) -> bool:
        """Is ``expr > 0`` proved?"""
        sign = self.sign(expr)
        return sign is not None and sign.strict and self.exists(expr)

    def nonnegative(self, expr: sp.Expr) -> bool:
        """Is ``expr ≥ 0`` proved?"""
        return self.sign(expr) is not None and self.exists(expr)

    def holds(self, fact: Any) -> bool:
        """Is an inequality proved?"""
        if not isinstance(fact, Relational):
            return bool(fact == sp.true)
        gap = fact.gts - fact.lts
        return self.nonnegative(gap) if "=" in fact.rel_op else self.positive(gap)

    def whole(self, expr: sp.Expr) -> bool:
        """Is ``expr`` a whole number: by declaration, or by what the domain says is whole?"""
        known = self.domain.whole
        return plainly_whole(expr, known) or any(
            plainly_whole(self.canonical(expr - part), known) for part in (0, *known)
        )
