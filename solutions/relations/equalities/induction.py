"""Closed forms by induction: of a recursion, or of a sum or product up to n.

Two sides are equal at the first number, and from each number on at the next one: then they are at
all. The step writes out the last term of each sum or product up to n, and puts the closed form for
what is left of it where one side is that sum or product alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import sympy as sp

from solutions.evidence.counterexamples import counterexample
from solutions.evidence.evidence import Evidence, Reason, refuted, together, undecided
from solutions.kernel import signs
from solutions.kernel.composition import EQUALITY, Relation
from solutions.kernel.domains.domain import EVERYWHERE, Domain
from solutions.kernel.errors import Undecided
from solutions.kernel.terms.binding import bound
from solutions.objects.laws import Combination, Normal, Recursion, Value, free_symbols, put
from solutions.printing.formulas import text
from solutions.relations.conditions.containment import dropped, within
from solutions.relations.conditions.defined import Same
from solutions.relations.conditions.existence import begins, exists, has_value, holds_for
from solutions.relations.equalities.equality import equal, equal_values
from solutions.relations.sampling import outside


@dataclass(frozen=True)
class Induction:
    """``rhs`` is the closed form, in the counter ``on``, of a recursion, sum or product.

    Claimed for every n ≥ ``start`` that the domain admits. The base is an identity at ``start``.
    The step leads from n to n + 1 wherever n + 1 is admitted, and n must be admitted there too;
    ``step_where`` are facts that this implies, such as n + 1 ≤ T, for signs to be found by.
    """

    on: sp.Symbol
    start: int
    step_where: Domain = EVERYWHERE
    kind: ClassVar[str] = "induction"
    sign: ClassVar[str] = "="
    link: ClassVar[Relation] = EQUALITY

    def judge(self, lhs: Value, rhs: Value, domain: Domain) -> Evidence:
        """Prove the base and the step."""
        try:
            later = domain.at({self.on: self.on + 1}).and_(self.on >= self.start)
            inside = later.and_(*self.step_where.facts)
            told = self._out_of_reach(domain, later)
            if told:
                return undecided(told)
            now, after = {self.on: sp.Integer(self.start)}, {self.on: self.on + 1}
            at_base = domain.at(now)
            if isinstance(lhs, Recursion):
                told = self._out_of_step(lhs, rhs)
                if told:
                    return undecided(told)
                begins(lhs, at_base)
                has_value(lhs.then, inside, lhs.standing(rhs))
                base, step = lhs.first, lhs.next(rhs)
            else:
                base, step = put(lhs, now), _one_more(lhs, rhs, self.on)
                # Points of the whole statement tell more of a wrong one than base and step do.
                beside = counterexample(lhs, rhs, domain, tries=8)
                if beside:
                    return refuted(Reason("claimed", (rhs,)), beside)
            parts = [
                (Reason("base", (self.on, sp.Integer(self.start))), base, put(rhs, now), at_base),
                (Reason("induction step", (self.on,)), step, put(rhs, after), inside),
            ]
        except Undecided as why:
            return undecided(why)
        found = together([(name, equal_values(a, b, where)) for name, a, b, where in parts])
        if found.holds and isinstance(lhs, Recursion):
            if told := _moving_mean(lhs, rhs, domain):
                return undecided(told)
            try:
                exists(rhs, domain)
                holds_for(lhs, rhs, domain)
            except Undecided as why:
                return undecided(why)
            outside.recursion(lhs, rhs, domain, self.start)
        return found

    def _out_of_step(self, lhs: Recursion, rhs: Value) -> Reason | None:
        """Why the recursion and the induction are not about the same; ``None`` if they are."""
        if lhs.on != self.on:
            return Reason("two counters", (lhs.on, self.on))
        if lhs.start != self.start:
            return Reason("two starts", (lhs.start, self.start))
        caught = sorted(set(lhs.letters) & free_symbols(rhs), key=str)
        if caught:
            return Reason("bound in closed form", (tuple(caught),))
        return None

    def _out_of_reach(self, domain: Domain, later: Domain) -> Reason | None:
        """Why base and step would not cover the domain; ``None`` if they do."""
        n = self.on
        if not self.on.is_integer:
            return Reason("no integer", (n,))
        if not signs.nonnegative(self.on - self.start, domain):
            return Reason("below base", (n, self.start))
        unclaimed = [*within(later, domain), *dropped(later, domain)]
        unclaimed += [f"{text(expr)} ≠ 0" for expr in domain.nonzero if not _differs(expr, later)]
        if unclaimed:
            return Reason("step outside claim", (n, tuple(unclaimed)))
        assumed = within(later, self.step_where)
        if assumed:
            return Reason("step assumes", (tuple(assumed),))
        return None


def _moving_mean(lhs: Recursion, rhs: Value, domain: Domain) -> Reason | None:
    """Is one letter given for what was there before, though its mean does not stay as it was?"""
    alone = isinstance(lhs.then, Combination) and not isinstance(lhs.previous, tuple)
    if not alone or not isinstance(rhs, Normal) or equal(rhs.mean, lhs.first.mean, domain).holds:
        return None
    return Reason("mean moves", (lhs.first.mean, rhs.mean))


def _differs(expr: sp.Expr, domain: Domain) -> bool:
    try:
        signs.require_nonzero(expr, domain)
    except Undecided:
        return False
    return True


def _one_more(lhs: sp.Expr, closed: sp.Expr, on: sp.Symbol) -> sp.Expr:
    """``lhs`` at n + 1, with its sum or product up to n replaced by the closed form."""
    if not isinstance(lhs, sp.Sum | sp.Product) or len(lhs.limits) > 1 or lhs.limits[0][2] != on:
        raise Undecided(Reason("not one sum", (lhs, on)))
    return grown(lhs, on).xreplace({lhs: closed})


def grown(expr: sp.Expr, on: sp.Symbol) -> sp.Expr:
    """``expr`` at n + 1, with the last term of each sum or product up to n written out."""

    def split(part: sp.Expr) -> sp.Expr:
        (index, low, high), *outer = part.limits
        if high != on or outer or on in part.function.free_symbols | low.free_symbols:
            raise Undecided(Reason("terms depend", (part, on)))
        last = put(part.function, {index: on + 1})
        return part + last if isinstance(part, sp.Sum) else part * last

    series = [part for part in expr.atoms(sp.Sum, sp.Product) if part.has(on)]
    names = {part: sp.Dummy(real=True) for part in series}
    moved = expr.xreplace(names).xreplace({on: on + 1})
    return moved.xreplace({name: split(part) for part, name in names.items()})


def over_a_limit(left: sp.Expr, right: sp.Expr, domain: Domain, same: Same) -> bool:
    """``left = right`` by induction over a whole letter up to which one of them is added up.

    The domain says of n only where it begins (its declaration, or one fact n ≥ c) and does not
    exclude any n, so all values of n are reached from the first. The step is proved for every n of
    the domain, of which n + 1 is another. ``same`` judges base and step.
    """
    gap = left - right
    limits = {limit[2] for part in gap.atoms(sp.Sum, sp.Product) for limit in part.limits}
    for letter in sorted((s for s in limits if s.is_Symbol and s.is_integer), key=str):
        first = _first(letter, domain)
        if first is None or letter in bound(gap):
            continue
        at_base = gap.xreplace({letter: first})
        if same(at_base, sp.S.Zero, domain) and same(*_next(left, right, letter), domain):
            return True
    return False


def _first(letter: sp.Symbol, domain: Domain) -> sp.Integer | None:
    """The least value of a letter that takes every whole number from there on."""
    if any(expr.has(letter) for expr in (*domain.nonzero, *domain.whole, *domain.unit_sums)):
        return None
    if any(getattr(letter, f"is_{kind}") is not None for kind in ("even", "prime", "composite")):
        return None  # the number after one of them is none
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
    """Both sides at the next number, if they are equal at this one."""
    for indexed, closed in ((left, right), (right, left)):
        if isinstance(indexed, sp.Sum | sp.Product) and not closed.has(sp.Sum, sp.Product):
            return _one_more(indexed, closed, letter), closed.xreplace({letter: letter + 1})
    return grown(left - right, letter), left - right
