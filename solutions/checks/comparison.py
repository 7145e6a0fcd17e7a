"""Compare pairs: exactly, inside bounds, up to rounding, within a failure budget, along a path."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isfinite
from statistics import NormalDist
from typing import Any

import flint
import sympy as sp

from solutions.numbers import values
from solutions.numbers.balls import Number, show, to_fmpq
from solutions.numbers.pairs import Pair, fraction
from solutions.numbers.points import Point
from solutions.printing.formulas import tex, text
from solutions.relations.limits.approximation import displayed_terms

ROUNDING = 1e-9
"""Two floating-point numbers that should be equal may differ by this, relative to the larger."""

FAILURE_RATE = 1e-6
"""How often a correct site may fail by chance: one build seed in a million."""

PARTS = 100
"""The failure rate is divided over this many parts, and in a part over its comparisons."""


@dataclass(frozen=True)
class Outcome:
    """Whether a pair agrees, with both numbers shown.

    ``certain``: by exact numbers or certain bounds. ``sharp``: it would not agree with a claim ten
    times as large.
    """

    agrees: bool
    claimed: str
    found: str
    message: str
    certain: bool = False
    sharp: bool = True


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
        certain = isinstance(claimed, flint.fmpq) and isinstance(found, flint.fmpq)
        return _outcome(pair, _equal(claimed, found), claimed, show(found), certain=certain)
    if pair.means == "enclosure":
        low, high = (number_of(end) for end in pair.found)
        shown = _bounds(low, high)
        sharp = not _between(low, 10 * flint.arb(claimed) + 1, high)
        inside = _between(low, claimed, high)
        return _outcome(pair, inside, claimed, shown, certain=True, sharp=sharp)
    number = float(flint.arb(claimed))
    if not isfinite(number) or not isfinite(pair.found) or not isfinite(pair.error):
        return _outcome(pair, False, claimed, f"{pair.found:.6g}, which has to be finite")
    if pair.means == "rounding":
        vanished = number == 0 and claimed != 0  # too small to be seen among such numbers
        most = ROUNDING * max(abs(number), abs(pair.found))
        near = abs(number - pair.found) <= most and not vanished
        outcome = _outcome(pair, near, claimed, f"{pair.found:.10g}")
        if not near and claimed == 0:
            hint = "; rounding is relative: compare with 0 exactly, or add 1 to both"
            return replace(outcome, message=outcome.message + hint)
        return outcome
    if not pair.error > 0:
        return _outcome(pair, False, claimed, f"{pair.found:.6g}, with no standard error above 0")
    effect = (pair.found - number) / pair.error
    signed = f"{effect:+.1f}".replace("-", "−")
    shown = f"{pair.found:.6g} ± {pair.error:.2g} ({signed} standard errors)"
    sharp = abs(pair.found - (10 * number + 1)) > limit * pair.error
    return _outcome(pair, abs(effect) <= limit, claimed, shown, sharp=sharp)


def _bounds(low: Number, high: Number) -> str:
    """An enclosure for a message; one too narrow for the digits shown, by its width."""
    if show(low) != show(high) or low == high:
        return f"in [{show(low)}, {show(high)}]"
    return f"{show(low)}, enclosed within {float(flint.arb(high) - flint.arb(low)):.1g}"


def _between(low: Number, number: Number, high: Number) -> bool:
    return _at_most(low, number) and _at_most(number, high)


def _at_most(small: Number, large: Number) -> bool:
    if isinstance(small, flint.fmpq) and isinstance(large, flint.fmpq):
        return bool(small <= large)
    return bool(flint.arb(small) <= flint.arb(large))


def _equal(claimed: Number, found: Number) -> bool:
    if isinstance(claimed, flint.fmpq) and isinstance(found, flint.fmpq):
        return bool(claimed == found)
    a, b = flint.arb(claimed), flint.arb(found)
    scale = flint.arb(1) if claimed == 0 else abs(a)
    return bool(a.overlaps(b)) and bool(abs(a - b) < flint.arb(2) ** -60 * scale)


def _judge_path(pairs: list[Pair]) -> list[Outcome]:
    """Against every displayed term, the error must shrink at each point and end below 1/50."""
    outcomes = []
    before: list[float] = []
    for place, pair in enumerate(pairs):
        claimed, found = pair.claimed(), number_of(pair.found)
        error = flint.arb(found) - flint.arb(claimed)
        shown_terms = displayed_terms(pair.claim)
        shown_terms += [pair.claim] if len(shown_terms) > 1 else []  # terms may cancel
        terms = [replace(pair, claim=term).claimed() for term in shown_terms]
        ratios = [_ratio(error, term) for term in terms]
        if not all(map(isfinite, ratios)):
            told = f"{show(found)}, and a displayed term is 0, against which nothing is small"
            outcomes.append(_outcome(pair, False, claimed, told))
            continue
        shrinking = not before or all(
            now <= max(0.7 * then, 1e-25) for now, then in zip(ratios, before, strict=True)
        )
        last = place == len(pairs) - 1
        good = shrinking and (not last or (len(pairs) >= 3 and max(ratios) < 0.02))
        size = f"relative error {max(ratios):.2g}"
        if len(terms) > 1:
            size = f"error {max(ratios):.2g} of the smallest term"
        shown = f"{show(found)} ({size})"
        outcomes.append(_outcome(pair, good, claimed, shown))
        before = ratios
    return outcomes


def _ratio(error: flint.arb, term: Number) -> float:
    """The largest that |error/term| may be; not finite where the term may be 0."""
    return float((abs(error) / abs(flint.arb(term))).upper())


def _outcome(pair: Pair, agrees: bool, claimed: Number, found: str, **more: bool) -> Outcome:
    said = show(claimed)
    at = f"at {pair.where()}: " if pair.at or pair.functions else ""
    told = f"{at}the check finds {found}, the box says {said}"
    return Outcome(agrees, said, found, told, **more)


def unfit(pairs: list[Pair], outcomes: list[Outcome]) -> str:
    """Why these comparisons would prove nothing even if all agree; empty if they would."""
    if not pairs:
        return "it compares nothing; yield at least one pair"
    if not any(outcome.sharp for outcome in outcomes):
        return "it would pass a box ten times as large; narrow its bounds or its standard errors"
    drawn: dict[Any, dict[int, list[float]]] = {}
    for pair in pairs:
        if pair.means == "statistics":
            drawn.setdefault(pair.claim, {}).setdefault(pair.seed, []).append(pair.found)
    for claim, by_seed in drawn.items():
        if len(by_seed) < 3:
            return f"{len(by_seed)} seed(s) for {text(claim)}; statistics need at least three"
        if len({tuple(found) for found in by_seed.values()}) < len(by_seed):
            return f"two seeds give the same numbers for {text(claim)}; is the seed used?"
    return ""


def figure(pair: Pair, outcome: Outcome) -> dict[str, str]:
    """A line of the table of figures on a page."""
    return {"at": pair.where(tex), "claimed": outcome.claimed, "found": outcome.found}
