"""Equality: an identity, or a substitution.

A relation is a value with a ``kind``, the TeX ``sign`` that a page prints, and ``judge``, which
decides whether it holds between two values on a domain.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar, Protocol

import sympy as sp
from sympy.core.function import AppliedUndef

from solutions.evidence.counterexamples import counterexample
from solutions.evidence.evidence import (
    REFUTED,
    UNDECIDED,
    Evidence,
    Reason,
    proved,
    refuted,
    together,
    undecided,
)
from solutions.kernel.composition import EQUALITY, Relation
from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import Disagreement, Undecided
from solutions.kernel.identity import decide
from solutions.kernel.terms.letters import opened
from solutions.objects.laws import (
    Combination,
    Enclosure,
    Mean,
    Normal,
    Value,
    components,
    numbers,
    put,
)
from solutions.printing.formulas import text
from solutions.relations.conditions.binders import in_full, stated
from solutions.relations.conditions.existence import exists
from solutions.relations.conditions.wholeness import unlike


def equal(lhs: sp.Expr, rhs: sp.Expr, domain: Domain) -> Evidence:
    """Judge ``lhs = rhs``: prove it by the normal form, or refute it at a point."""
    reason: Reason | Undecided | None = None
    try:
        decision = decide(lhs, rhs, domain)
        if decision.same:
            found = counterexample(lhs, rhs, domain, tries=12)
            if found is not None:
                raise Disagreement(
                    f"the normal forms agree and the values do not: {text(lhs)} = {text(rhs)}, "
                    f"{found.sentence()}"
                )
            return proved(Reason("normal form", (decision.generators, decision.terms)))
        reason = Reason("normal forms differ")
    except Undecided as why:
        reason = why
    try:
        found = counterexample(lhs, rhs, domain)
    except Undecided as why:
        return undecided(reason or why)
    return (
        refuted(Reason("claimed", (rhs,)), found)
        if found
        else undecided(reason or "nothing compared")
    )


def equal_on(lhs: sp.Expr, rhs: sp.Expr, inside: Domain, wider: Domain) -> Evidence:
    """``lhs = rhs`` inside a range of an index, or already wherever it is not asked for."""
    found = equal(lhs, rhs, wider)
    return found if found.holds else equal(lhs, rhs, inside)


def equal_values(lhs: Value, rhs: Value, domain: Domain) -> Evidence:
    """The same for laws and enclosures, component by component."""
    if isinstance(lhs, Combination | Normal) != isinstance(rhs, Normal):
        return undecided("two kinds", lhs, rhs)
    try:
        if isinstance(lhs, Combination | Mean | Normal):
            exists(lhs, domain)
    except Undecided as why:
        return undecided(why)
    parts = []
    for (name, a), (_, b) in zip(components(lhs), components(rhs), strict=True):
        if isinstance(a, Enclosure) and isinstance(b, Enclosure):
            parts.append((f"{name} lower end".strip(), equal(a.lower, b.lower, domain)))
            parts.append((f"{name} upper end".strip(), equal(a.upper, b.upper, domain)))
        elif isinstance(a, Enclosure) or isinstance(b, Enclosure):
            return undecided("enclosure no number")
        else:
            parts.append((name, equal(a, b, domain)))
    found = together(parts)
    try:
        if found.verdict != REFUTED and isinstance(rhs, Combination | Mean | Normal):
            exists(rhs, domain)
    except Undecided as why:
        return undecided(why)
    return found


class Beyond(Protocol):
    """What an equality may use besides the normal form."""

    def judge(self, lhs: Value, rhs: Value, domain: Domain, plain: Evidence) -> Evidence: ...


@dataclass(frozen=True)
class Identity:
    """``lhs = rhs`` on the domain; ``under`` names unit sums such as Σπ = 1 that it may use.

    ``beyond`` are the rules for what the normal form knows nothing of.
    """

    under: tuple[sp.Sum, ...] = ()
    beyond: Beyond | None = None
    kind: ClassVar[str] = "identity"
    sign: ClassVar[str] = "="
    link: ClassVar[Relation] = EQUALITY

    def judge(self, lhs: Value, rhs: Value, domain: Domain) -> Evidence:
        """Decide it, and say which constraint it needed."""
        full = self._decided(lhs, rhs, domain.and_(unit_sums=self.under))
        if full.verdict == UNDECIDED and full.problem and (on := _counter(lhs, rhs)):
            hint = Reason("by induction", (on,))
            return replace(full, problem=replace(full.problem, hint=hint))
        if not full.holds or not self.under:
            return full
        others = tuple(total for total in domain.unit_sums if total not in self.under)
        without = self._decided(lhs, rhs, replace(domain, unit_sums=others))
        return full.because(after=(Reason("unit sums needed", (self.under, without.holds)),))

    def _decided(self, lhs: Value, rhs: Value, domain: Domain) -> Evidence:
        plain = equal_values(lhs, rhs, domain)
        return plain if self.beyond is None else self.beyond.judge(lhs, rhs, domain, plain)


def _counter(lhs: Value, rhs: Value) -> sp.Symbol | None:
    """The letter up to which one side is a sum or product, and the other is not."""
    for one, other in ((lhs, rhs), (rhs, lhs)):
        if isinstance(one, sp.Sum | sp.Product) and isinstance(other, sp.Expr):
            last = one.limits[-1][2]
            if last.is_Symbol and not other.has(sp.Sum, sp.Product):
                return last
    return None


@dataclass(frozen=True)
class Substitution:
    """``rhs`` is ``lhs`` with letters replaced, each where the domain allows it."""

    values: tuple[tuple[sp.Symbol, sp.Expr], ...]
    kind: ClassVar[str] = "substitution"
    sign: ClassVar[str] = "="
    link: ClassVar[Relation] = EQUALITY

    def judge(self, lhs: Value, rhs: Value, domain: Domain) -> Evidence:
        """The domain is the one after the replacement."""
        try:
            moved = put(lhs, dict(self.values))
        except Undecided as why:
            return undecided(why)
        for old, new in self.values:
            wanted = self._unlike(old, new, moved, domain)
            if wanted:
                return undecided(wanted)
        found = equal_values(moved, rhs, domain)
        return found.because(Reason("with values", (self.values, domain.whole)))

    def _unlike(self, old: Any, new: Any, moved: Value, domain: Domain) -> Reason | None:
        """Why ``new`` may not stand for ``old``; ``None`` if it may.

        The value of a function may be replaced where the function occurs nowhere else: then any
        function with that value will do.
        """
        if isinstance(old, AppliedUndef) and opened(old) == old:
            sides = [*numbers(moved), *stated(domain), *(value for _, value in self.values)]
            if any(in_full(side).has(old.func) for side in (*sides, *domain.unit_sums)):
                return Reason("function elsewhere", (old,))
        elif not isinstance(old, sp.Symbol):
            return Reason("no letter to replace", (old,))
        missing = unlike(new, old, domain)
        return Reason("unlike declared", (missing, old)) if missing else None
