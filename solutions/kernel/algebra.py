"""Normal forms: cancelled quotients of polynomials over ℚ in the generators of an expression.

Here the rules are tied together: each is given the others by :class:`Reasoning`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

import sympy as sp

from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import Disagreement, Undecided
from solutions.kernel.reasoner import Quotient, Reasoner
from solutions.kernel.rules import factors, positivity, translation
from solutions.kernel.terms import certificates, polynomials
from solutions.kernel.terms.declared import Sign
from solutions.kernel.terms.trees import Node

__all__ = ["Quotient", "Reasoning", "canonical", "quotient", "reasoning", "translate"]


@dataclass(frozen=True)
class Reasoning(Reasoner):
    """What the rules of the kernel know of expressions on ``domain``; each answer is kept."""

    domain: Domain

    def on(self, domain: Domain) -> Reasoning:
        """The same on another domain."""
        return Reasoning(domain)

    @lru_cache(maxsize=65536)  # noqa: B019
    def tree(self, expr: sp.Expr) -> Node:
        """The tree of ``expr``."""
        return translation.translate(expr, self)

    @lru_cache(maxsize=65536)  # noqa: B019
    def quotient(self, expr: sp.Expr) -> Quotient:
        """The cancelled normal form of ``expr``."""
        node = self.tree(expr)
        gens = polynomials.generators((node,), self.tree)
        size = len(gens.keys)
        ours, theirs = (
            [
                polynomials.reduce_roots(poly, gens, ring)
                for poly in polynomials.evaluate(node, gens, ring)
            ]
            for ring in (polynomials.SparseRing(size), polynomials.FlintRing(size))
        )
        if list(map(certificates.in_flint, ours)) != theirs:
            raise Disagreement(f"SymPy's polynomials and FLINT's expand {expr} differently")
        if not ours[1]:
            raise Undecided(f"a denominator of {expr} is zero: is the domain empty?")
        return Quotient(*certificates.cancelled(*ours), gens)

    @lru_cache(maxsize=65536)  # noqa: B019
    def sign(self, expr: sp.Expr) -> Sign:
        """The sign that ``expr`` has wherever it has a value."""
        return positivity.sign(expr, self)

    @lru_cache(maxsize=65536)  # noqa: B019
    def factors(self, expr: sp.Expr, *, zero: bool = False) -> tuple[tuple[sp.Expr, Fraction], ...]:
        """A positive ``expr`` as powers of its irreducible factors."""
        return factors.positive_factors(expr, self, zero=zero)


def reasoning(domain: Domain) -> Reasoning:
    """What the rules know on a domain; what was put for letters makes no difference to them."""
    return Reasoning(replace(domain, put=()) if domain.put else domain)


def translate(expr: sp.Expr, domain: Domain) -> Node:
    """The tree of ``expr``; raises :class:`Undecided` where language or signs do not reach."""
    return reasoning(domain).tree(sp.sympify(expr, strict=True))


def quotient(expr: sp.Expr, domain: Domain) -> Quotient:
    """The cancelled normal form of ``expr``."""
    return reasoning(domain).quotient(expr)


def canonical(expr: sp.Expr, domain: Domain) -> sp.Expr:
    """One expression for all that have the same normal form."""
    return reasoning(domain).canonical(expr)
