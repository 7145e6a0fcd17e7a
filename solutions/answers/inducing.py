"""Equal at the first number, and from each number on at the next: induction over a limit."""

from __future__ import annotations

import sympy as sp

from solutions.answers.proofs import same
from solutions.answers.rewriting import Beyond
from solutions.kernel.domains.domain import Domain
from solutions.kernel.terms.binding import bound


def induction(left: sp.Expr, right: sp.Expr, domain: Domain) -> bool:
    """For an upper limit that is a whole letter n: equal at the first, and then at the next.

    The domain says of n only where it begins (its declaration, or one fact n ≥ c) and does not
    exclude any n, so all values of n are reached from the first. The step is proved for every n
    of the domain, of which n + 1 is another. The base writes the sum out by the rule that holds
    for every limit.
    """
    gap = left - right
    limits = {limit[2] for part in gap.atoms(sp.Sum, sp.Product) for limit in part.limits}
    for letter in sorted((s for s in limits if s.is_Symbol and s.is_integer), key=str):
        first = _first(letter, domain)
        if first is None or letter in bound(gap):
            continue
        base = gap.xreplace({letter: first}).doit()
        if same(base, sp.S.Zero, domain) and same(*_next(left, right, letter), domain):
            return True
    return False


def _first(letter: sp.Symbol, domain: Domain) -> sp.Integer | None:
    """The least value of a letter that takes every whole number from there on."""
    if any(expr.has(letter) for expr in (*domain.nonzero, *domain.whole)):
        return None
    facts = [fact for fact in domain.facts if fact.has(letter)]
    least = sp.S.One if letter.is_positive else sp.S.Zero if letter.is_nonnegative else None
    if not facts:
        return least
    if len(facts) > 1 or facts[0].lhs != letter or not facts[0].rhs.is_Integer:
        return None
    bounds = {">=": facts[0].rhs, ">": facts[0].rhs + 1}
    low = bounds.get(facts[0].rel_op)
    return low if low is None or least is None else max(low, least)


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
