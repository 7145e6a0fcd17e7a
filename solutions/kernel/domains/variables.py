"""Bound real variables: what an integral, a law or a limit runs over, under a name of its own.

Like the indices of :mod:`solutions.kernel.terms.binding` they are of a class that no letter of a
sheet has. So a fact on a letter is never about the variable of an integral that happens to be
called the same, and no letter that is put in can be captured.
"""

from __future__ import annotations

from collections.abc import Iterable

import sympy as sp
from sympy.core.function import AppliedUndef

from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import Undecided


class Variable(sp.Symbol):
    """A bound real variable inside a rule."""

    __slots__ = ()


def variable(*near: sp.Basic) -> Variable:
    """A real variable ``x_n`` that occurs in none of ``near``."""
    taken = [
        int(symbol.name[2:])
        for expr in near
        for symbol in expr.atoms(Variable)
        if symbol.name.startswith("x_")
    ]
    return Variable(f"x_{max(taken, default=-1) + 1}", real=True)


def renamed(body: sp.Expr, old: sp.Symbol, domain: Domain) -> tuple[sp.Expr, Variable]:
    """``body`` with its bound variable ``old`` under a fresh name, of which Γ says nothing.

    Raises :class:`Undecided` for a variable that is declared to have a sign or to be whole: SymPy
    has used that while the body was built, and the variable runs over more.
    """
    if not old.is_real or old.is_nonnegative or old.is_nonpositive or old.is_nonzero:
        raise Undecided(
            f"{old} runs over a whole interval or line here; declare it with real=True and no sign"
        )
    if old.is_integer or old.is_polar:
        raise Undecided(f"{old} is declared more than real, and runs over real numbers here")
    new = variable(body, *facts_of(domain))
    return body.xreplace({old: new}), new


def facts_of(domain: Domain) -> Iterable[sp.Basic]:
    """All expressions that a domain speaks of."""
    return (*domain.facts, *domain.whole, *domain.nonzero)


def jumps(part: sp.Basic, letter: sp.Basic) -> bool:
    """May a part jump as the letter moves? Then what is said of it may hold at one place alone."""
    kinds = (sp.Piecewise, sp.KroneckerDelta, sp.floor, sp.ceiling, sp.sign, AppliedUndef)
    return any(
        one.has(letter) and (not isinstance(one, AppliedUndef) or bool(one.is_integer))
        for one in part.atoms(*kinds)
    )
