"""Signs on a domain, as the rest of the package asks for them: of what has a value, and proved."""

from __future__ import annotations

from typing import Any

import sympy as sp

from solutions.kernel.algebra import reasoning
from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import Undecided
from solutions.kernel.rules import positivity
from solutions.kernel.terms.certificates import SignCertificate


def positive(expr: sp.Expr, domain: Domain) -> bool:
    """Is ``expr > 0`` proved on ``domain``?"""
    return reasoning(domain).positive(expr)


def nonnegative(expr: sp.Expr, domain: Domain) -> bool:
    """Is ``expr ≥ 0`` proved on ``domain``?"""
    return reasoning(domain).nonnegative(expr)


def holds(fact: Any, domain: Domain) -> bool:
    """Is an inequality proved on ``domain``?"""
    return reasoning(domain).holds(fact)


def whole(expr: sp.Expr, domain: Domain) -> bool:
    """Is ``expr`` known to be a whole number on ``domain``?"""
    return reasoning(domain).whole(expr)


def require_positive(expr: sp.Expr, domain: Domain) -> None:
    """Raise :class:`Undecided` unless ``expr > 0`` is proved."""
    if not positive(expr, domain):
        raise Undecided(f"{expr} > 0 is not proved on the declared domain")


def require_nonzero(expr: sp.Expr, domain: Domain) -> None:
    """Raise :class:`Undecided` unless ``expr ≠ 0`` is proved."""
    positivity.require_nonzero(expr, reasoning(domain))


def certify(expr: sp.Expr, domain: Domain) -> SignCertificate:
    """Why ``expr`` is positive or non-negative on ``domain``; raises :class:`Undecided`."""
    on = reasoning(domain)
    found = on.sign(expr) if on.exists(expr) else None
    if found is None:
        raise Undecided(f"{expr} ≥ 0 is not proved on the declared domain")
    return found
