"""f ≈ g in a regime, where every displayed term of g must count; and limits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

import sympy as sp

from solutions.engine import values
from solutions.engine.domain import Domain
from solutions.engine.evidence import Evidence, proved, refuted, together, undecided
from solutions.engine.messages import Undecided
from solutions.engine.objects import Enclosure, Normal, Value, components
from solutions.engine.printing import tex, text
from solutions.engine.refute import Counterexample
from solutions.engine.regime import Regime, expansion, leading, negligible, path
from solutions.engine.relations import equal
from solutions.engine.values import Point

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")


def displayed_terms(expr: sp.Expr) -> list[sp.Expr]:
    """The terms a reader sees: products of sums multiplied out, denominators left alone."""
    top, bottom = sp.fraction(expr) if expr.is_Mul or expr.is_Pow else (expr, sp.S.One)
    opened = sp.expand_mul(top) if top.is_Mul or top.is_Pow else top
    return [term / bottom for term in sp.Add.make_args(opened)]


@dataclass(frozen=True)
class Approximation:
    """``lhs ≈ rhs``: the difference is negligible against each displayed term of ``rhs``."""

    when: Regime
    kind: str = "approximation"
    sign: str = r"\approx"

    def judge(self, lhs: Value, rhs: Value, domain: Domain) -> Evidence:
        """Component by component; an enclosure approximates if both its ends do."""
        del domain
        return _each(lhs, rhs, lambda a, b: _approximates(a, b, self.when))


@dataclass(frozen=True)
class Limit:
    """``lhs → rhs`` as the regime's variables vanish, everything else held fixed."""

    when: Regime
    kind: str = "limit"
    sign: str = r"\longrightarrow"

    def judge(self, lhs: Value, rhs: Value, domain: Domain) -> Evidence:
        """The difference tends to 0; an enclosure's two ends must tend to the same."""
        del domain
        return _each(lhs, rhs, lambda a, b: _tends(a, b, self.when))


def _each(lhs: Value, rhs: Value, judge: Callable[[sp.Expr, sp.Expr], Evidence]) -> Evidence:
    if isinstance(lhs, Normal) != isinstance(rhs, Normal):
        return undecided(f"{text(lhs)} and {text(rhs)} are not of one kind")
    parts: list[tuple[str, Evidence]] = []
    for (name, a), (_, b) in zip(components(lhs), components(rhs), strict=True):
        if isinstance(b, Enclosure):
            return undecided("an enclosure cannot be the claimed value")
        ends = (
            [("lower end", a.lower), ("upper end", a.upper)]
            if isinstance(a, Enclosure)
            else [("", a)]
        )
        for end, number in ends:
            label = " ".join(filter(None, (name, end)))
            if number == 0 and b == 0:
                continue
            found = judge(number, b)
            if end:
                told = found.note.replace(r"\text{next term }", rf"\text{{{end} off by }}")
                found = replace(found, note=told)
            parts.append((label if len(components(lhs)) > 1 and end else end, found))
    return together(parts)


def _shared(exact: sp.Expr, claimed: sp.Expr) -> sp.Expr:
    """The letters of any sign, such as x_t, that multiply both sides; at 0 both sides are 0."""
    both = set(sp.Mul.make_args(exact)) & set(sp.Mul.make_args(claimed))
    return sp.Mul(*(f for f in both if f.is_Symbol and f.is_real and f.is_nonzero is None))


def _approximates(exact: sp.Expr, claimed: sp.Expr, regime: Regime) -> Evidence:
    factor = _shared(exact, claimed)
    exact, claimed = exact / factor, claimed / factor
    try:
        for place, term in enumerate(terms := displayed_terms(claimed)):
            if not negligible(exact - claimed, term, regime):
                along = path(exact - claimed, term, regime)
                if along is None:
                    return undecided(f"whether the error is negligible against {text(term)}")
                return _refutation(exact, claimed, (place, terms), along, regime)
        error = leading(exact - claimed, regime)
    except Undecided as why:
        return undecided(str(why))
    if error == 0:
        return proved("the two are equal")
    word = "the displayed term" if len(terms) == 1 else f"each of the {len(terms)} displayed terms"
    shown = tex(error * factor)
    return proved(
        f"the error is negligible against {word}, along every path of ${regime.tex()}$",
        f"the error to leading order is ${shown}$",
        note=rf"\text{{next term }} {shown}",
    )


def _refutation(
    exact: sp.Expr,
    claimed: sp.Expr,
    failed: tuple[int, list[sp.Expr]],
    along: dict[sp.Symbol, int],
    regime: Regime,
) -> Evidence:
    place, terms = failed
    truth = _joined(expansion(exact, regime, max(2, place + 1)))
    term = text(terms[place])
    signed = term if term.startswith("−") else f"+{term}"
    what = (
        f"{text(claimed)} is wrong"
        if len(terms) == 1
        else f"{text(claimed)} is wrong in its {ORDINALS[min(place, 5)]} term ({signed})"
    )
    return refuted(
        f"{what}: the exact value is {truth} + …", _sample(exact, claimed, along, regime)
    )


def _joined(parts: list[sp.Expr]) -> str:
    out = text(parts[0]) if parts else "0"
    for part in parts[1:]:
        shown = text(part)
        out += f" − {shown[1:]}" if shown.startswith("−") else f" + {shown}"
    return out


def _sample(
    exact: sp.Expr, claimed: sp.Expr, along: dict[sp.Symbol, int], regime: Regime
) -> Counterexample | None:
    """Both values at ε = 1/10 on the path."""
    chart = dict(regime.chart)
    symbols = (exact - claimed).free_symbols
    wanted = symbols.union(*(chart[s].free_symbols for s in symbols if s in chart)) - set(chart)
    drawn = {s: sp.Rational(1, 10) ** along.get(s, 0) for s in wanted}
    numbers = {s: sp.nsimplify(chart.get(s, s).xreplace(drawn)) for s in symbols}
    if not all(number.is_Rational for number in numbers.values()):
        return None
    point = Point({s: Fraction(int(n.p), int(n.q)) for s, n in numbers.items()})
    try:
        pair = values.different(exact, claimed, point)
    except Undecided:
        return None
    return Counterexample(point, *pair) if pair else None


def _tends(exact: sp.Expr, claimed: sp.Expr, regime: Regime) -> Evidence:
    try:
        if negligible(exact - claimed, sp.S.One, regime):
            error = leading(exact - claimed, regime)
            if error == 0:
                return equal(exact, claimed, regime.where)
            return proved(
                f"the difference tends to 0 as ${regime.tex()}$",
                f"to leading order it is ${tex(error)}$",
                note=rf"\text{{error }} {tex(error)}",
            )
        along = path(exact - claimed, sp.S.One, regime)
        if along is None:
            return undecided(f"whether {text(exact - claimed)} tends to 0")
        limit = leading(exact, regime)
    except Undecided as why:
        return undecided(str(why))
    found = _sample(exact, claimed, along, regime)
    return refuted(f"the limit {text(claimed)} is claimed, and it is {text(limit)}", found)
