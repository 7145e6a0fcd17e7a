"""Moments of a Gaussian of any order, and with an exponential, by rule and refused without one."""

from typing import Any

import pytest
import sympy as sp

from solutions.author import Derivation, Domain, Letter, Mean, Normal, quantity
from solutions.evidence.evidence import Evidence
from solutions.kernel.errors import Disagreement
from solutions.relations.equalities import expectation

E = quantity("E", "E")

x, m, c = (Letter(name, name, real=True) for name in "xmc")
v = Letter("v", "v", positive=True)
w = Letter("w", "w", real=True)
s = Letter("s", "s", positive=True)


def judged(body: sp.Expr, law: Normal, claimed: sp.Expr, where: Domain | None = None) -> Evidence:
    start = Mean(body, x, law)
    line = Derivation("e", E, start, where=where or Domain()).equals(claimed, "")
    return line.steps[-1].judge()


CENTRED, ANY = Normal(0, v), Normal(m, v)


@pytest.mark.parametrize(
    ("body", "law", "claimed"),
    [
        (x**4, CENTRED, 3 * v**2),
        (x**3, CENTRED, sp.S.Zero),
        (x**6, CENTRED, 15 * v**3),
        (x**4, ANY, m**4 + 6 * m**2 * v + 3 * v**2),
        ((x - m) ** 4, ANY, 3 * v**2),
        ((x**2 - v) ** 2, CENTRED, 2 * v**2),
        (sp.exp(c * x), CENTRED, sp.exp(c**2 * v / 2)),
        (sp.exp(c * x), ANY, sp.exp(c * m + c**2 * v / 2)),
        (x * sp.exp(c * x), CENTRED, c * v * sp.exp(c**2 * v / 2)),
        (x**2 * sp.exp(x), CENTRED, (v + v**2) * sp.exp(v / 2)),
        ((sp.exp(x) - 1) ** 2, CENTRED, sp.exp(2 * v) - 2 * sp.exp(v / 2) + 1),
        (x**4, Normal(m, 0), m**4),
        (x**10, CENTRED, 945 * v**5),
    ],
)
def test_true_moments_are_proved(body: sp.Expr, law: Normal, claimed: sp.Expr) -> None:
    found = judged(body, law, claimed)
    assert found.verdict == "proved", found.message


@pytest.mark.parametrize(
    ("body", "law", "claimed"),
    [
        (x**4, CENTRED, 2 * v**2),
        (x**6, CENTRED, 9 * v**3),
        (x**3, ANY, m**3 + m * v),
        (x**4, ANY, m**4 + 3 * m**2 * v + 3 * v**2),
        (sp.exp(c * x), CENTRED, sp.exp(c * v / 2)),
        (sp.exp(c * x), ANY, sp.exp(c * m)),
        (x * sp.exp(c * x), CENTRED, v * sp.exp(c**2 * v / 2)),
        (x**2 * sp.exp(x), CENTRED, v * sp.exp(v / 2)),
    ],
)
def test_false_moments_are_refuted(body: sp.Expr, law: Normal, claimed: sp.Expr) -> None:
    assert judged(body, law, claimed).verdict == "refuted"


@pytest.mark.parametrize(
    ("body", "law", "claimed", "told"),
    [
        (x**2, Normal(0, -1), sp.Integer(-1), "the variance -1 of x is not proved ≥ 0"),
        (x**4, Normal(0, w), 3 * w**2, "add w ≥ 0 to where"),
        (x**4, Normal(0, v - s), 3 * (v - s) ** 2, "not proved ≥ 0"),
        (sp.exp(c * x**2), CENTRED, sp.S.One, "the exponent has to be c·x"),
        (1 / x, CENTRED, sp.S.Zero, "powers of x and exponentials"),
        (x**26, CENTRED, sp.S.Zero, "a moment of order 26"),
    ],
)
def test_what_a_moment_needs_is_named(
    body: sp.Expr, law: Normal, claimed: sp.Expr, told: str
) -> None:
    found = judged(body, law, claimed)
    assert found.verdict == "undecided"
    assert told in found.message


def test_a_variance_may_be_assumed() -> None:
    assert judged(x**4, Normal(0, w), 3 * w**2, Domain((w >= 0,))).verdict == "proved"


def test_facts_on_a_letter_are_not_about_the_variable_of_the_same_name() -> None:
    assert judged(x**3, CENTRED, sp.S.Zero, Domain((x >= 5,))).verdict == "proved"


@pytest.mark.parametrize("sign", [{"positive": True}, {"integer": True}, {"nonnegative": True}])
def test_a_variable_that_does_not_run_over_the_line_is_refused(sign: dict[str, Any]) -> None:
    y = Letter("y", "y", **sign)
    start = Mean(sp.sqrt(y**2) * y, y, CENTRED)
    assert Derivation("e", E, start).equals(v, "").steps[-1].judge().verdict == "undecided"


def test_a_rule_that_lies_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("solutions.numbers.moments.power_moment", lambda order, m, v: v**order)
    with pytest.raises(Disagreement, match="by its series"):
        expectation.conditions(Mean(x**4, x, CENTRED), Domain())
