"""Equality, in its three forms: an identity, a substitution, and a closed form by induction.

A relation is a value with a ``kind``, the TeX ``sign`` that a page prints, and ``judge``, which
decides whether it holds between two values on a domain.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy as sp

from solutions.engine.domain import EVERYWHERE, Domain
from solutions.engine.evidence import Evidence, proved, refuted, together, undecided
from solutions.engine.identity import decide
from solutions.engine.messages import Disagreement, Undecided
from solutions.engine.objects import Combination, Enclosure, Normal, Recursion, Value, components
from solutions.engine.printing import tex, text
from solutions.engine.refute import counterexample


def equal(lhs: sp.Expr, rhs: sp.Expr, domain: Domain) -> Evidence:
    """Judge ``lhs = rhs``: prove it by the normal form, or refute it at a point."""
    reason = ""
    try:
        decision = decide(lhs, rhs, domain)
        if decision.same:
            found = counterexample(lhs, rhs, domain, tries=12)
            if found is not None:
                raise Disagreement(
                    f"the normal forms agree and the values do not: {text(lhs)} = {text(rhs)}, "
                    f"{found.sentence()}"
                )
            return proved(
                "both sides have the same normal form "
                f"({decision.generators} generators, {decision.terms} terms), "
                "by SymPy’s polynomials and again by FLINT’s"
            )
        reason = "the normal forms differ, yet no point was found where the values do"
    except Undecided as why:
        reason = str(why)
    try:
        found = counterexample(lhs, rhs, domain)
    except Undecided as why:
        return undecided(reason if "no admissible" not in str(why) else str(why))
    return refuted(f"{text(rhs)} is claimed", found) if found else undecided(reason)


def equal_values(lhs: Value, rhs: Value, domain: Domain) -> Evidence:
    """The same for laws and enclosures, component by component."""
    if isinstance(lhs, Combination | Normal) != isinstance(rhs, Normal):
        return undecided(f"{text(lhs)} and {text(rhs)} are not of one kind")
    parts = []
    for (name, a), (_, b) in zip(components(lhs), components(rhs), strict=True):
        if isinstance(a, Enclosure) and isinstance(b, Enclosure):
            parts.append((f"{name} lower end".strip(), equal(a.lower, b.lower, domain)))
            parts.append((f"{name} upper end".strip(), equal(a.upper, b.upper, domain)))
        elif isinstance(a, Enclosure) or isinstance(b, Enclosure):
            return undecided("an enclosure is not a number; it can only tend to one")
        else:
            parts.append((name, equal(a, b, domain)))
    return together(parts)


@dataclass(frozen=True)
class Identity:
    """``lhs = rhs`` on the domain; ``under`` names unit sums such as Σπ = 1 that it may use."""

    under: tuple[sp.Sum, ...] = ()
    kind: str = "identity"
    sign: str = "="

    def judge(self, lhs: Value, rhs: Value, domain: Domain) -> Evidence:
        """Decide it, and say which constraint it needed."""
        full = equal_values(lhs, rhs, domain.and_(unit_sums=self.under))
        if not full.holds or not self.under:
            return full
        without = equal_values(lhs, rhs, domain)
        named = ", ".join(f"${tex(total)} = 1$" for total in self.under)
        needed = "holds even without" if without.holds else "uses"
        return Evidence(full.verdict, (*full.lines, f"{needed} {named}"), full.note)


@dataclass(frozen=True)
class Substitution:
    """``rhs`` is ``lhs`` with letters replaced, each where the domain allows it."""

    values: tuple[tuple[sp.Symbol, sp.Expr], ...]
    kind: str = "substitution"
    sign: str = "="

    def judge(self, lhs: Value, rhs: Value, domain: Domain) -> Evidence:
        """The domain is the one after the replacement."""
        said = ", ".join(f"${tex(old)} = {tex(new)}$" for old, new in self.values)
        found = equal_values(lhs.xreplace(dict(self.values)), rhs, domain)
        return Evidence(found.verdict, (f"with {said}", *found.lines), found.note, found.message)


@dataclass(frozen=True)
class Induction:
    """``rhs`` is the closed form, in the counter ``on``, of a recursion, sum or product.

    Base and step are identities. The counter starts at ``start``; ``step_where`` holds in the step
    (for instance n + 1 ≤ T).
    """

    on: sp.Symbol
    start: int
    step_where: Domain = EVERYWHERE
    kind: str = "induction"
    sign: str = "="

    def judge(self, lhs: Value, rhs: Value, domain: Domain) -> Evidence:
        """Prove the base and the step."""
        now, after = {self.on: sp.Integer(self.start)}, {self.on: self.on + 1}
        # The step's own facts come first: of two lower bounds a chart uses the first.
        inside = self.step_where.and_(
            *domain.facts, self.on >= self.start, unit_sums=domain.unit_sums
        )
        try:
            at_base = domain.at(now)
            if isinstance(lhs, Recursion):
                base, step = lhs.first, lhs.next(rhs)
            else:
                base, step = _whole(lhs.xreplace(now)), _one_more(lhs, rhs, self.on)
        except Undecided as why:
            return undecided(str(why))
        return together(
            [
                (
                    f"base ${tex(self.on)} = {self.start}$",
                    equal_values(base, rhs.xreplace(now), at_base),
                ),
                (
                    f"step from ${tex(self.on)}$ to ${tex(self.on)} + 1$",
                    equal_values(step, rhs.xreplace(after), inside),
                ),
            ]
        )


def _whole(expr: Any) -> Any:
    """A sum or product with whole limits, written out."""
    return expr.replace(
        lambda part: (
            isinstance(part, sp.Sum | sp.Product)
            and all(limit.is_Integer for limits in part.limits for limit in limits[1:])
        ),
        lambda part: part.doit(),
    )


def _one_more(lhs: sp.Expr, closed: sp.Expr, on: sp.Symbol) -> sp.Expr:
    """``lhs`` at n + 1, with its sum or product up to n replaced by the closed form."""
    single = isinstance(lhs, sp.Sum | sp.Product) and len(lhs.limits) == 1
    if not single or lhs.limits[0][2] != on:
        raise Undecided(f"{text(lhs)} is not a sum or product up to {text(on)}")
    index = lhs.limits[0][0]
    if on in lhs.function.free_symbols:
        raise Undecided(f"the terms of {text(lhs)} depend on {text(on)}")
    last = lhs.function.xreplace({index: on + 1})
    return closed + last if isinstance(lhs, sp.Sum) else closed * last
