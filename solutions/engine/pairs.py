"""Independent checks yield pairs; the engine compares them.

A pair holds the box's expression, the numbers to put in, and what the check found by its own
means. Authors write no assertion and no tolerance; the one number of theirs is a standard error.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from statistics import NormalDist
from typing import Any

import flint
import sympy as sp

from solutions.engine import values
from solutions.engine.approximation import displayed_terms
from solutions.engine.balls import Number, show, to_fmpq
from solutions.engine.domain import EVERYWHERE, Domain
from solutions.engine.points import Point
from solutions.engine.printing import tex, text

ROUNDING = 1e-9
"""Two floating-point numbers that should be equal may differ by this, relative to the larger."""

FAILURE_RATE = 1e-6
"""How often a correct site may fail by chance: one build seed in a million."""

PARTS = 100
"""The failure rate is divided over this many parts, and in a part over its comparisons."""


@dataclass(frozen=True)
class Pair:
    """What a box claims at a point against what was found.

    ``found`` is exact, or ``(low, high)`` for an enclosure, or a float; ``error`` is the standard
    error of an estimate; ``seed`` names its stream. Points of one ``path`` into a regime are judged
    together. ``functions`` gives values to undefined functions.
    """

    means: str
    claim: Any
    at: Mapping[sp.Symbol, Any]
    found: Any
    error: float = 0.0
    seed: int = 0
    path: str = ""
    functions: Mapping[Any, Any] = field(default_factory=dict)
    domain: Domain = EVERYWHERE

    def claimed(self) -> Number:
        """The box's value at the point."""
        symbols = {symbol: fraction(number) for symbol, number in self.at.items()}
        tabled = {applied: fraction(number) for applied, number in self.functions.items()}
        return values.value(sp.sympify(self.claim), Point(symbols, self.domain, 0, tabled))

    def where(self, printer: Any = text) -> str:
        """The point, for a message."""
        return ", ".join(
            f"{printer(s)} = {printer(fraction(n))}"
            for s, n in (*self.at.items(), *list(self.functions.items())[:4])
        )


def exact(claim: Any, at: Mapping[Any, Any], found: Any, **more: Any) -> Pair:
    """``found`` is a rational number, an Arb ball or a closed expression: equal, not nearly."""
    return Pair("exact", claim, at, found, **more)


def enclosed(claim: Any, at: Mapping[Any, Any], low: Any, high: Any, **more: Any) -> Pair:
    """``low ≤ claim ≤ high`` with rational or ball ends."""
    return Pair("enclosure", claim, at, (low, high), **more)


def rounded(claim: Any, at: Mapping[Any, Any], found: float, **more: Any) -> Pair:
    """``found`` was computed in floating point and is right up to rounding."""
    return Pair("rounding", claim, at, float(found), **more)


def estimated(
    claim: Any, at: Mapping[Any, Any], found: float, error: float, seed: int, **more: Any
) -> Pair:
    """``found`` is an estimate with standard error ``error`` > 0 from stream ``seed``."""
    return Pair("statistics", claim, at, float(found), error=float(error), seed=seed, **more)


def approaching(claim: Any, at: Mapping[Any, Any], found: Any, **more: Any) -> Pair:
    """One point of a path into the regime; the error must become negligible along the path."""
    return Pair("asymptotic", claim, at, found, **more)


@dataclass(frozen=True)
class Outcome:
    """Whether a pair agrees, with both numbers shown."""

    agrees: bool
    claimed: str
    found: str
    message: str


def fraction(number: Any) -> Fraction:
    """A rational number of any library as ``Fraction``; floats are refused."""
    if isinstance(number, sp.Rational):
        return Fraction(int(number.p), int(number.q))
    if isinstance(number, flint.fmpq):
        return Fraction(int(number.p), int(number.q))
    if isinstance(number, int | Fraction):
        return Fraction(number)
    raise TypeError(f"{number!r} is not a rational number; a point is given by rationals")


def number_of(found: Any) -> Number:
    """Something exact that a check found, as a rational number or a ball."""
    if isinstance(found, flint.fmpq | flint.arb):
        return found
    if isinstance(found, sp.Expr) and not found.is_Rational:
        return values.value(found, Point({}))
    return to_fmpq(fraction(found))


def judge(pairs: list[Pair]) -> list[Outcome]:
    """Compare all pairs of one check; statistics share the part's budget evenly."""
    estimates = sum(pair.means == "statistics" for pair in pairs)
    rate = FAILURE_RATE / PARTS / max(estimates, 1)
    limit = NormalDist().inv_cdf(1 - rate / 2)
    paths: dict[tuple[Any, str], list[Pair]] = {}
    for pair in pairs:
        if pair.means == "asymptotic":
            paths.setdefault((pair.claim, pair.path), []).append(pair)
    along = {key: iter(_judge_path(path)) for key, path in paths.items()}
    return [
        next(along[pair.claim, pair.path])
        if pair.means == "asymptotic"
        else _judge_one(pair, limit)
        for pair in pairs
    ]


def _judge_one(pair: Pair, limit: float) -> Outcome:
    claimed = pair.claimed()
    if pair.means == "exact":
        found = number_of(pair.found)
        return _outcome(pair, _equal(claimed, found), claimed, show(found))
    if pair.means == "enclosure":
        low, high = (number_of(end) for end in pair.found)
        inside = bool(flint.arb(claimed) >= flint.arb(low)) and bool(
            flint.arb(claimed) <= flint.arb(high)
        )
        return _outcome(pair, inside, claimed, f"in [{show(low)}, {show(high)}]")
    number = float(flint.arb(claimed))
    if pair.means == "rounding":
        scale = max(abs(number), abs(pair.found), 1e-300)
        near = abs(number - pair.found) <= ROUNDING * scale
        return _outcome(pair, near, claimed, f"{pair.found:.10g}")
    if not pair.error > 0:
        return Outcome(
            False, f"{number:.6g}", f"{pair.found:.6g}", "a standard error must be above 0"
        )
    effect = (pair.found - number) / pair.error
    shown = f"{pair.found:.6g} ± {pair.error:.2g} ({effect:+.1f} standard errors)"
    return _outcome(pair, abs(effect) <= limit, claimed, shown)


def _equal(claimed: Number, found: Number) -> bool:
    if isinstance(claimed, flint.fmpq) and isinstance(found, flint.fmpq):
        return bool(claimed == found)
    a, b = flint.arb(claimed), flint.arb(found)
    gap = abs(a - b)
    return bool(a.overlaps(b)) and bool(gap < flint.arb(2) ** -60 * (1 + abs(a)))


def _judge_path(pairs: list[Pair]) -> list[Outcome]:
    """Against every displayed term, the error must shrink at each point and end below 1/50."""
    outcomes = []
    before: list[float] = []
    for place, pair in enumerate(pairs):
        claimed, found = pair.claimed(), number_of(pair.found)
        error = flint.arb(found) - flint.arb(claimed)
        terms = [
            flint.arb(
                Pair(
                    "exact", term, pair.at, 0, functions=pair.functions, domain=pair.domain
                ).claimed()
            )
            for term in displayed_terms(pair.claim)
        ]
        ratios = [abs(float(error / term)) if term != 0 else 0.0 for term in terms]
        shrinking = not before or all(
            now <= max(0.7 * then, 1e-25) for now, then in zip(ratios, before, strict=True)
        )
        last = place == len(pairs) - 1
        good = shrinking and (not last or (len(pairs) >= 3 and max(ratios) < 0.02))
        shown = f"{show(found)} (error over a displayed term: {max(ratios):.2g})"
        outcomes.append(_outcome(pair, good, claimed, shown))
        before = ratios
    return outcomes


def _outcome(pair: Pair, agrees: bool, claimed: Number, found: str) -> Outcome:
    said = show(claimed)
    at = f"at {pair.where()}: " if pair.at or pair.functions else ""
    return Outcome(agrees, said, found, f"{at}the check finds {found}, the box says {said}")


def figure(pair: Pair, outcome: Outcome) -> dict[str, str]:
    """A line of the table of figures on a page."""
    return {"at": pair.where(tex), "claimed": outcome.claimed, "found": outcome.found}
