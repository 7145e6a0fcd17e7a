"""Case distinction: |a| is a where a ≥ 0 and −a where a ≤ 0, and the two cases are everything.

A claim with absolute values, maxima, minima or indicators is a claim without them in each case,
with the case's sign as one more fact of Γ. So is one with the sign of a, which is 1 or −1 there,
where a is not 0 or what the sign belongs to vanishes with a, as the odd root sign(a)·|a|^(1/n)
does.
"""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp
from sympy.core.relational import Relational

from solutions.evidence.evidence import Reason
from solutions.kernel import signs
from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import Undecided
from solutions.kernel.identity import in_factors
from solutions.kernel.terms.binding import bound, standard
from solutions.relations.conditions.defined import bare
from solutions.relations.conditions.elementary import EXTREMES, by_rules

SIGNED = (sp.Abs, sp.sign)
DEEPEST = 5
"""So many signs are told apart, at most."""


def cases(expr: sp.Expr, domain: Domain, left: int = DEEPEST) -> Iterator[tuple[sp.Expr, Domain]]:
    """``expr`` without them, on parts that together are the domain."""
    expr = standard(expr)  # of an index SymPy knows no sign then that its range does not give
    expr = by_rules(expr, EXTREMES)
    inside = _next(expr)
    if inside is None:
        yield from _indicators(expr, domain, left)
        return
    known = _known(inside, domain)
    if known is None and left == 0:
        raise Undecided(Reason("too many signs", (DEEPEST,)))
    _require_told(expr, inside, domain)
    for sign in (1, -1) if known is None else (known,):
        moved = expr.xreplace(_values(expr, inside, sign))
        if known is not None:
            yield from cases(moved, domain, left)
            continue
        kind = sp.GreaterThan if sign > 0 else sp.LessThan
        part = domain.and_(bare(kind(inside, 0, evaluate=False)))
        if not _empty(inside, sign, domain):
            yield from cases(moved, part, left - 1)


def _indicators(expr: sp.Expr, domain: Domain, left: int) -> Iterator[tuple[sp.Expr, Domain]]:
    """With each indicator 1 where its inequality holds, and 0 where it does not."""
    hidden = bound(expr)
    plain = [part for part in expr.atoms(sp.Piecewise) if not part.free_symbols & hidden]
    part = min(plain, key=str, default=None)
    if part is None:
        yield expr, domain
        return
    if left == 0:
        raise Undecided(Reason("too many signs", (DEEPEST,)))
    (holds, condition), *others = part.args
    if [other[1] for other in others] != [sp.true] or not isinstance(condition, Relational):
        raise Undecided(Reason("no indicator", (part,)))
    for fact, number in ((condition, holds), (_opposite(condition), others[0][0])):
        yield from _indicators(expr.xreplace({part: number}), domain.and_(fact), left - 1)


def _opposite(condition: Relational) -> Relational:
    """a > b for a ≤ b, and so on."""
    kinds = {
        "<=": sp.StrictGreaterThan,
        "<": sp.GreaterThan,
        ">=": sp.StrictLessThan,
        ">": sp.LessThan,
    }
    return kinds[condition.rel_op](condition.lhs, condition.rhs, evaluate=False)


def _next(expr: sp.Expr) -> sp.Expr | None:
    """The first quantity whose sign matters, with no such quantity inside it.

    One with a bound index in it may change its sign from term to term, and is left alone.
    """
    hidden = bound(expr)
    found = {part.args[0] for part in expr.atoms(*SIGNED) if not part.free_symbols & hidden}
    plain = [part for part in found if not part.has(*SIGNED)]
    return min(plain, key=lambda part: (sp.count_ops(part), str(part)), default=None)


def _known(inside: sp.Expr, domain: Domain) -> int | None:
    """1 for what is ≥ 0 on the domain, −1 for what is ≤ 0: as a whole, or by its factors."""
    for sign in (1, -1):
        if signs.nonnegative(sign * inside, domain):
            return sign
    factors = sp.Mul.make_args(in_factors(inside, domain) if inside.is_polynomial() else inside)
    total = 1
    for factor in factors if len(factors) > 1 else ():
        base, power = factor.as_base_exp()
        if power.is_Integer and power % 2 == 0:
            continue
        known = _known(base if power.is_Integer else factor, domain)
        if known is None:
            return None
        total *= known
    return total if len(factors) > 1 else None


def _empty(inside: sp.Expr, sign: int, domain: Domain) -> bool:
    return signs.positive(-sign * inside, domain)


def _values(expr: sp.Expr, inside: sp.Expr, sign: int) -> dict[sp.Expr, sp.Expr]:
    """What |a| and |−a|, and the signs of a and −a, are in the case that a has this sign."""
    found = {}
    for part in expr.atoms(*SIGNED):
        if part.args[0] in (inside, -inside):
            turned = sign if part.args[0] == inside else -sign
            found[part] = sp.Integer(turned) if isinstance(part, sp.sign) else sign * inside
    return found


def _require_told(expr: sp.Expr, inside: sp.Expr, domain: Domain) -> None:
    """Raise unless it makes no difference what the sign of 0 is taken for."""
    marks = [mark for mark in expr.atoms(sp.sign) if mark.args[0] in (inside, -inside)]
    if any(not _vanishes(expr, mark) for mark in marks):
        signs.require_nonzero(inside, domain)


def _vanishes(expr: sp.Expr, mark: sp.Expr) -> bool:
    """Is each sign of a in the expression multiplied by a positive power of |a|?"""
    if not expr.has(mark):
        return True
    if expr.is_Mul:
        powers = [f.exp for f in expr.args if f.is_Pow and f.base == sp.Abs(mark.args[0])]
        if sp.Abs(mark.args[0]) in expr.args or any(power.is_positive for power in powers):
            return True
    return expr != mark and all(_vanishes(arg, mark) for arg in expr.args)
