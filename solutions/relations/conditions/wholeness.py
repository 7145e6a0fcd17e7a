"""What a value is proved to be: a whole number, or of the kind that a letter is declared."""

from __future__ import annotations

import sympy as sp
from sympy.core.function import AppliedUndef

from solutions.kernel import signs
from solutions.kernel.domains.domain import Domain
from solutions.kernel.domains.substitution import RATIONAL, SPECIAL
from solutions.kernel.errors import Undecided
from solutions.kernel.identity import agree
from solutions.kernel.terms.letters import is_claimed, opened
from solutions.printing.formulas import text


def is_whole(expr: sp.Expr, domain: Domain) -> bool:
    """Is ``expr`` proved to be a whole number on ``domain``?

    A bare letter or undefined function is if it is declared so; sums, products and powers of whole
    numbers are, and what differs by a whole number from one that the domain states.
    """
    if expr.is_Integer or expr in domain.whole:
        return True
    if expr.is_Symbol or (isinstance(expr, AppliedUndef) and opened(expr) == expr):
        return bool(expr.is_integer) or _beside(expr, domain)
    if (expr.is_Add or expr.is_Mul) and all(is_whole(arg, domain) for arg in expr.args):
        return True
    if expr.is_Pow and is_whole(expr.base, domain) and is_whole(expr.exp, domain):
        return signs.nonnegative(expr.exp, domain) or _beside(expr, domain)
    return _beside(expr, domain)


def _beside(expr: sp.Expr, domain: Domain) -> bool:
    apart = ((known, sp.expand(expr - known)) for known in domain.whole)
    return any(gap.is_Integer and agree(expr, known + gap, domain) for known, gap in apart)


def unlike(value: sp.Expr, declared: sp.Expr, domain: Domain) -> str:
    """What a letter or abbreviation is declared to be and ``value`` is not proved to be."""
    for kind in ("zero", *SPECIAL):
        implied = kind in RATIONAL and _called(declared, "integer")
        bare = value.is_Symbol or value.is_Rational
        if _called(declared, kind) and not (implied or (bare and _called(value, kind))):
            return f"{text(value)} {kind}"
    if _called(declared, "integer") and not is_whole(value, domain):
        return f"{text(value)} whole"
    if _called(declared, "positive"):
        return "" if signs.positive(value, domain) else f"{text(value)} > 0"
    if _called(declared, "negative"):
        return "" if signs.positive(-value, domain) else f"{text(value)} < 0"
    if _called(declared, "nonnegative"):
        return "" if signs.nonnegative(value, domain) else f"{text(value)} ≥ 0"
    if _called(declared, "nonpositive"):
        return "" if signs.nonnegative(-value, domain) else f"{text(value)} ≤ 0"
    if _called(declared, "nonzero"):
        try:
            signs.require_nonzero(value, domain)
        except Undecided:
            return f"{text(value)} ≠ 0"
    return ""


def _called(declared: sp.Expr, kind: str) -> bool:
    """Is a letter declared, or an abbreviation said, to be of this kind?"""
    return bool(getattr(declared, f"is_{kind}")) or is_claimed(declared, kind)
