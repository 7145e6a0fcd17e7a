"""The decision: are two expressions the same function on a domain?

Two exact engines answer from the same trees: SymPy's sparse polynomials and FLINT's. Each
cross-multiplies, expands, takes roots out and compares with zero. They must agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy as sp

from solutions.kernel.algebra import reasoning
from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import Disagreement, Malformed, Undecided
from solutions.kernel.terms import polynomials


@dataclass(frozen=True)
class Decision:
    """Whether two normal forms agree, and how large they were."""

    same: bool
    generators: int
    terms: int


def decide(left: sp.Expr, right: sp.Expr, domain: Domain) -> Decision:
    """Decide ``left = right`` on ``domain`` by both engines.

    ``same=False`` says that the normal forms differ, which refutes nothing by itself. Raises
    :class:`Undecided` outside the kernel's language and :class:`Disagreement` when the engines
    differ.
    """
    on = reasoning(domain)
    nodes = on.tree(sp.sympify(left)), on.tree(sp.sympify(right))
    gens = polynomials.generators(nodes, on.tree)
    first = _difference(nodes, gens, polynomials.SparseRing(len(gens.keys)))
    second = _difference(nodes, gens, polynomials.FlintRing(len(gens.keys)))
    answers = [not bool(difference) for _, difference in (first, second)]
    if answers[0] != answers[1]:
        raise Disagreement(
            f"SymPy's polynomials say {answers[0]}, FLINT's say {answers[1]}: {left} = {right}"
        )
    return Decision(answers[0], len(gens.keys), first[0])


def _difference(nodes: tuple[Any, Any], gens: polynomials.Generators, ring: Any) -> tuple[int, Any]:
    """``(terms, left − right)`` after multiplying by both denominators, which are not zero."""
    (top, bottom), (top2, bottom2) = (polynomials.evaluate(node, gens, ring) for node in nodes)
    if not all(polynomials.reduce_roots(below, gens, ring) for below in (bottom, bottom2)):
        raise Undecided("a denominator is zero: is the domain empty?")
    left, right = top * bottom2, top2 * bottom
    size = len(ring.terms(left)) + len(ring.terms(right))
    return size, polynomials.reduce_roots(left - right, gens, ring)


def same(left: sp.Expr, right: sp.Expr, domain: Domain) -> bool:
    """``decide(left, right, domain).same``"""
    return decide(left, right, domain).same


def agree(left: sp.Expr, right: sp.Expr, domain: Domain) -> bool:
    """Are they decided to be the same?  What is outside the kernel's language is not."""
    try:
        return same(left, right, domain)
    except (Malformed, Undecided, TypeError):
        return False


def expanded(expr: sp.Expr, domain: Domain) -> sp.Expr:
    """The sum that ``expr`` expands to; as it is where that is not decided to be the same."""
    found = sp.expand(expr)
    return found if found == expr or agree(found, expr, domain) else expr


def in_factors(expr: sp.Expr, domain: Domain) -> sp.Expr:
    """A quotient as a page shows it, in factors; as it is where that is not proved to be the same.

    What SymPy factors is for the eye, and stands beside a tick all the same.
    """
    shown = sp.factor(sp.together(expr))
    return shown if agree(shown, expr, domain) else expr
