"""Weights that cannot add up to one, and boxes that forget by what they were reached."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp

from solutions.author import Box, Derivation, Domain, Part, Regime, function, judge_part
from solutions.kernel.errors import Malformed
from tests.attacks.lines import M, fate, k, line, m, n, r, x, y
from tests.attacks.lines import p as weights

HALF = sp.Rational(1, 2)
FOUR = sp.Rational(1, 4)


def bounded(places: int = 1, **ends: Any) -> Any:
    fields = ", ".join(f"{{{place}}}" for place in range(places))
    return function("h", rf"\eta({fields})", **ends)


half = bounded(above=0, below=HALF)
TOO_SMALL: dict[str, tuple[Any, Any, tuple[Any, ...]]] = {
    "two below a half": (half(k), 2, ()),
    "at most two below a half": (half(k), n, (n <= 2,)),
    "five of at most a tenth": (bounded(above=0, at_most=sp.Rational(1, 10))(k), n, (n <= 5,)),
    "one below one": (bounded(above=0, below=1)(k), n, (n <= 1,)),
    "no lower bound": (bounded(below=HALF)(k), n, (n <= 2,)),
    "twice the size": (half(k), n, (2 * n <= 5,)),
    "a second argument": (bounded(2, above=0, below=HALF)(k, m), n, (n <= 2,)),
    "a second argument of two": (bounded(2, above=0, below=HALF)(k, m), 2, ()),
    "three below a quarter": (bounded(above=0, below=FOUR)(k), M, (M <= 3,)),
}


@pytest.mark.parametrize("case", TOO_SMALL.values(), ids=TOO_SMALL)
def test_nothing_is_proved_from_a_law_that_nothing_is(
    case: tuple[Any, Any, tuple[Any, ...]],
) -> None:
    weight, size, facts = case

    def stated() -> Derivation:
        where = Domain(facts, unit_sums=(sp.Sum(weight, (k, 1, size)),))
        return line((x + y) ** 2, where=where).equals(x**2 + 2 * x * y + y**2, "")

    assert not fate(stated)[0]


def test_enough_of_them_make_a_law() -> None:
    where = Domain((n >= 3, n <= 3), unit_sums=(sp.Sum(half(k), (k, 1, n)),))
    total = sp.Sum(half(k) * x, (k, 1, n))
    assert fate(lambda: line(total, where=where).equals(x, ""))[0]


@pytest.mark.parametrize(
    "declared",
    [{"at_least": 1}, {"negative": True}, {"nonpositive": True}, {"at_most": 0}],
    ids=str,
)
def test_no_law_has_such_weights(declared: dict[str, Any]) -> None:
    with pytest.raises(Malformed, match="w is no law"):
        function("w", "w({0})", mean_over="w", **declared)


TO_ZERO = Regime(r"x \to 0", (x,), (x,), (), ())
BOTH = Regime(r"x \to 0,\; y \to 0", (x, y), (x, y), (), ())
law = function("w", "w({0})", mean_over="w", above=0, below=FOUR)
REACHED: dict[str, tuple[Derivation, set[str]]] = {
    "a root over its letter": (
        line(sp.sqrt(x**2 + 2 * x**3 + x**4) / x).tends_to(sp.S.One, TO_ZERO, ""), {"x > 0"}
    ),
    "a limit in two letters": (
        line(x * y / (x + y)).tends_to(sp.S.Zero, BOTH, ""), {"x > 0", "y > 0"}
    ),
    "more than one": (line(x + 1).more_than(sp.S.One, ""), {"x > 0"}),
    "less than one": (line(1 / (1 + x)).less_than(sp.S.One, ""), {"x > 0"}),
    "a root less a letter": (
        line(sp.sqrt(x**2 + 2 * x + 1) - x).equals(sp.S.One, ""), {"x > 0"}
    ),
    "a least value": (line(x * (r - 1) ** 2).least_at(sp.S.One, r, ""), {"x > 0"}),
    "a function that is gone": (
        line(sp.sqrt(4 * weights(k) ** 2 + 4 * weights(k) + 1) - 2 * weights(k)).equals(1, ""),
        {"p(k) > 0"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REACHED.values(), ids=REACHED)
def test_a_box_says_what_its_lines_assume(case: tuple[Derivation, set[str]]) -> None:
    derivation, assumed = case
    part = Part(
        "9z", "", "", derivations=(derivation,), boxes=(Box("b", derivation),), checks=(), decoys=()
    )
    content, _ = judge_part(part)
    assert assumed <= set(content["boxes"][0]["assumes"])
