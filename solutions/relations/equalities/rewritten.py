"""A rewriting with what it rests on, and rules applied to the parts of an expression.

A rule looks at one object and gives :class:`Rewritten` or ``None``; it raises
:class:`Undecided` where it would apply and a condition is missing. Rules see the inside of a sum or
product with an index of its own and with the facts that hold there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import sympy as sp

from solutions.evidence.evidence import UNDECIDED, Evidence, Reason, reason_of, together
from solutions.kernel import signs
from solutions.kernel.algebra import reasoning
from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import Undecided
from solutions.kernel.rules.integrals import taken_apart
from solutions.kernel.rules.ranges import outermost, over
from solutions.kernel.rules.series import is_series


@dataclass(frozen=True)
class Rewritten:
    """An equal expression, and the claims that this rests on, each with its name."""

    expr: sp.Expr
    parts: tuple[tuple[str | Reason, Evidence], ...]


def certified(found: Rewritten) -> sp.Expr:
    """The expression; raises :class:`Undecided` unless all that it rests on holds."""
    rests = together([*found.parts])
    if rests.problem is not None:
        raise Undecided(rests.problem.reason)
    return found.expr


Rule = Callable[[sp.Expr, Domain], Rewritten | None]
LIMIT = 200
"""So many objects are rewritten, at most."""


@dataclass
class Rewriter:
    """Applies rules from the inside out and keeps what was used, and what was missing."""

    rules: tuple[Rule, ...]
    parts: list[tuple[str | Reason, Evidence]] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)

    def rewrite(self, expr: sp.Expr, domain: Domain) -> sp.Expr:
        """``expr`` with all that a rule knows rewritten; the same where none does."""
        if not expr.args:
            return expr
        return self._apply(self._inside(expr, domain), domain)

    def _inside(self, expr: sp.Expr, domain: Domain) -> sp.Expr:
        if is_series(expr):
            return expr
        if isinstance(expr, sp.Sum | sp.Product):
            body, old, low, high = outermost(expr)
            if not signs.nonnegative(high - low + 1, domain):
                return expr
            terms = over(body, old, low, high, reasoning(domain))
            inner = self.rewrite(terms.body, terms.inside.domain)
            return expr if inner == terms.body else expr.func(inner, (terms.index, low, high))
        if isinstance(expr, sp.Integral):
            return self._under_integral(expr, domain)
        if isinstance(expr, sp.Derivative) or not all(isinstance(a, sp.Expr) for a in expr.args):
            return expr
        inner = [self.rewrite(arg, domain) for arg in expr.args]
        return expr if tuple(inner) == expr.args else expr.func(*inner)

    def _under_integral(self, expr: sp.Integral, domain: Domain) -> sp.Expr:
        if len(expr.limits) == 1 and not expr.function.has(sp.Sum, sp.Product, sp.Integral):
            return expr
        try:
            found = taken_apart(expr, reasoning(domain))
        except Undecided as why:
            self.reasons.append(reason_of(why))
            return expr
        inner = self.rewrite(found.body, found.inside)
        ends = (found.variable, found.low, found.high)
        return expr if inner == found.body else sp.Integral(inner, ends)

    def _apply(self, expr: sp.Expr, domain: Domain) -> sp.Expr:
        for rule in self.rules:
            try:
                found = rule(expr, domain)
            except Undecided as why:
                self.reasons.append(reason_of(why))
                continue
            if found is None or found.expr == expr:
                continue
            failed = [part for _, part in found.parts if not part.holds]
            if failed:
                open_ = [part.problem for part in failed if part.verdict == UNDECIDED]
                self.reasons += [problem.reason for problem in open_ if problem]
                continue
            if len(self.parts) > LIMIT:
                raise Undecided(Reason("too many to rewrite", (LIMIT,)))
            self.parts += found.parts
            return found.expr
        return expr
