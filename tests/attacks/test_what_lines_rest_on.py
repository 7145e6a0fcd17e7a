"""Lines that rest on others: on what is not proved, on less than it assumes, on another x."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp

from solutions.author import (
    Derivation,
    Divergence,
    Domain,
    Gibbs,
    Letter,
    Normal,
    Quantity,
    Regime,
    difference,
    family,
    gradient,
    limit,
    log_density,
    mean,
    negative,
    quantity,
    ratio,
    relative_error,
    square,
    to_infinity,
    total,
    variance,
    written,
)
from tests.attacks.lines import E, R, Stated, fate, j, k, line, m, n, p, q, r, s, x, y

F, X, Y = (quantity(one, one) for one in "FXY")
at = family("X", "X_{{{0}}}")
both = family("B", "B_{{{0},{1}}}")
h = Letter("h", "h", positive=True)
dt = Letter("dt", r"\Delta t", positive=True)
alike = sp.Symbol("x", positive=True)
TO0 = Regime(r"x \to 0", (x,), (x,), (), ())
LAW = Derivation("law", at(0), Normal(0, 1))
UNIT = sp.Sum(p(j), (j, 1, n))
KL = sp.Sum(p(j) * sp.log(p(j) / q(j)), (j, 1, n))
FIXED = Domain(unit_sums=(sp.Sum(q(j), (j, 1, n)),))
ROUND = line(sp.Abs(r)).equals(r, "", where=Domain((r >= 0,)))


def said(of: Quantity, value: Any, name: str = "d", **more: Any) -> Derivation:
    """A derivation whose one line says again what is declared."""
    return Derivation(name, of, sp.sympify(value), **more).equals(sp.sympify(value), "")


def gibbs(best: Any = y, of: Any = p) -> Gibbs:
    return Gibbs(Divergence(of(j), j, n), best=sp.sympify(best))


UNPROVED: dict[str, Stated] = {
    "a ratio to what is refuted": lambda: said(ratio(E, x), 6 / x, rests=(line(5).equals(6, ""),)),
    "a difference from a refuted line": lambda: said(
        difference(E, y), 6 - y, rests=(line(5).equals(6, "").upto(1),)
    ),
    "the variance of a refuted law": lambda: said(
        variance(at(0)), 9, rests=(LAW.equals(Normal(0, 9), ""),)
    ),
    "a refuted limit": lambda: said(
        limit(E, TO0.name), 9, rests=(line(1 + x).tends_to(9, TO0, ""),)
    ),
}
LESS: dict[str, Stated] = {
    "a value at x = 2, for every x": lambda: said(
        ratio(E, x), 2 / x, rests=(line(x).at({x: 2}, ""),)
    ),
    "one x is 2 and the other 3": lambda: said(
        ratio(E, F),
        R(2, 3),
        rests=(Derivation("a", E, x).at({x: 2}, ""), Derivation("b", F, x).at({x: 3}, "")),
    ),
    "a slope in r, where s = 2r was put": lambda: Derivation(
        "g", difference(E, y), 2 * r**2 - y, rests=(line(r * s).at({s: 2 * r}, ""),)
    ).gradient(4 * r, r, ""),
    "|r| for r, by a line that does not say so": lambda: said(
        ratio(E, x), r / x, rests=(ROUND.upto(0),)
    ),
    "by a later line of what is rested on": lambda: said(
        difference(E, y), x + 1 - y, rests=(line(x).equals(x + 1, "").upto(0),)
    ),
    "x comes back where E is silent on it": lambda: Derivation(
        "d", ratio(at(x), E), sp.S.One, rests=(said(E, x, "a"), said(at(x), x, "b"))
    ).at({x: 2 * x}, ""),
    "a pole of what is added up": lambda: said(
        total(at(n), n),
        sp.Sum(n + 1, (n, 1, k)),
        rests=(
            Derivation("en", at(n), (n**2 - 1) / (n - 1), where=Domain(nonzero=(n - 1,))).equals(
                n + 1, ""
            ),
        ),
    ),
    "even numbers alone": lambda: said(
        total(at(n), n),
        sp.Sum((-1) ** n, (n, 1, k)),
        rests=(
            Derivation("en", at(n), (-1) ** n, where=Domain(whole=(n / 2,))).equals((-1) ** n, ""),
        ),
    ),
    "E twice": lambda: said(E, 5, rests=(said(E, 6, "ee"),)),
    "a name that is taken": lambda: Derivation(
        "d", E, (r - 1) ** 2, rests=(said(F, 7, "ff"),)
    ).least_at(1, r, "", called=F),
}
NO_VALUE: dict[str, Stated] = {
    "E/F where F may be 0": lambda: said(
        ratio(E, F), r, rests=(said(E, r**2, "a"), said(F, r, "b"))
    ),
    "r²/r": lambda: said(ratio(r**2, r), r),
    "r/r, written out": lambda: said(ratio(written(r), written(r)), 1),
    "E/E of E = 0": lambda: said(ratio(E, E), 1, rests=(said(E, 0, "a"),)),
    "an error relative to r": lambda: said(
        relative_error(r, E), -r, rests=(said(E, r + r**2, "a"),)
    ),
    "the slope of |r|": lambda: said(gradient(E, r), 7, rests=(said(E, sp.Abs(r), "a"),)),
    "the slope in a whole number": lambda: said(gradient(E, n), 2 * n, rests=(said(E, n**2, "a"),)),
    "a law of variance −1": lambda: (
        Derivation("l", at(0), Normal(0, -1)).onward("v", 0, of="variance").equals(-1, "")
    ),
    "a law of variance r": lambda: Derivation("l", at(0), Normal(0, r)).onward(
        "v", 0, of="variance"
    ),
    "log r of every r": lambda: line(sp.log(r)),
    "5 where r is above 1 and below 0": lambda: line(5, where=Domain((r > 1, r < 0))),
    "a variance below 0 near 0": lambda: Derivation("v", variance(at(0)), x - R(1, 10**6)).at(
        {x: R(1, 10**7)}, ""
    ),
    "a ratio of variances": lambda: said(ratio(variance(at(0)), variance(Y)), -1),
    "the limit of a variance": lambda: said(limit(variance(at(0)), TO0.name), -1),
    "a variance whose negative is 1": lambda: said(negative(variance(at(0))), 1),
    "the mean of a square": lambda: said(mean(square(E)), -1),
    "a limit that moves": lambda: said(limit(E, r"x \to 0"), x),
    "1 → 0": lambda: said(limit(E, r"1 \to 0"), 3),
}
CAUGHT: dict[str, Stated] = {
    "the slope in another x": lambda: line(x**2).gradient(0, alike, ""),
    "the limit in another x": lambda: line(x + y).tends_to(
        x + y, Regime(r"x \to 0", (alike,), (alike,), (), ()), ""
    ),
    "small in another x": lambda: line(x + y).approximates(
        x + y, Regime(r"x \to 0", (alike,), (alike,), (), ()), ""
    ),
    "another n grows": lambda: line(1 / n).tends_to(
        1 / n, to_infinity(Letter("N", "n", integer=True, positive=True)), ""
    ),
    "the law that is varied, in where it is best": lambda: (
        line(KL + y, where=FIXED).best_at(q(j), gibbs(), "").at({y: p(1)}, "")
    ),
    "the law that is varied, in the least value": lambda: (
        line(KL + y, where=FIXED).best_value(y, gibbs(), q(j), "").at({y: p(1)}, "")
    ),
    "what moves, spelled with a space": lambda: Derivation(
        "l",
        limit(at(dt), r"\Delta  t \to 0"),
        sp.Integer(5),
        rests=(
            Derivation("goes", at(dt), dt + 5).tends_to(
                5, Regime(r"\Delta  t \to 0", (dt,), (dt,), (), ()), ""
            ),
        ),
    ).at({dt: 7}, ""),
    "an index by its name": lambda: Derivation("d", total(at(k), "k"), n).at({k: 3}, ""),
    "an index by its name, arriving": lambda: Derivation("d", total(both(k, n), "k"), n).at(
        {n: k}, ""
    ),
    "an output that there is not": lambda: (
        line(KL, where=FIXED).best_at(q(j), gibbs(0), "").at({j: n + 1}, "")
    ),
}
UP_TO_A_CONSTANT: dict[str, Stated] = {
    "a slope in a parameter": lambda: Derivation("e", log_density(X, r), r * s - r**2 / 2).gradient(
        r, s, ""
    ),
    "the best parameter": lambda: Derivation(
        "e", log_density(X, r), -((r - s) ** 2) / 2 - 2 * s**2
    ).greatest_at(r / 5, s, ""),
    "an upper bound": lambda: Derivation("e", log_density(X, r), 5 - r**2 / 2).at_most(5, ""),
    "a difference of two": lambda: said(difference(log_density(X, r), log_density(Y, r)), r),
    "a slope in a parameter, declared": lambda: said(gradient(log_density(X, r), s), r),
}
ALL = {**UNPROVED, **LESS, **NO_VALUE, **CAUGHT, **UP_TO_A_CONSTANT}


@pytest.mark.parametrize("stated", ALL.values(), ids=ALL)
def test_nothing_false_is_proved(stated: Stated) -> None:
    held, told = fate(stated)
    assert not held
    assert told


@pytest.mark.parametrize("stated", UNPROVED.values(), ids=UNPROVED)
def test_what_is_rested_on_and_not_proved_is_named(stated: Stated) -> None:
    assert "undecided: it rests on " in fate(stated)[1]


def test_a_unit_sum_that_is_rested_on_stands_in_gamma() -> None:
    rests = (line(UNIT, where=Domain(unit_sums=(UNIT,))).equals(1, "", under=(UNIT,)),)
    stated = said(ratio(E, x), 1 / x, rests=rests)
    assert fate(lambda: stated) == (True, "")
    assert stated.statement().gamma.unit_sums == (UNIT,)


def test_what_is_true_is_proved() -> None:
    true: list[Stated] = [
        lambda: Derivation("e", log_density(X, r), r * s - r**2 / 2).law(Normal(s, 1), r, ""),
        lambda: Derivation("e", log_density(X, r), r * s - r**2 / 2).gradient(s - r, r, ""),
        lambda: Derivation("e", log_density(X, r), r * s - r**2 / 2).greatest_at(s, r, ""),
        lambda: line(KL, where=FIXED).best_at(q(j), gibbs(0), "").at({j: m}, ""),
        lambda: said(ratio(E, x), 5 / x, rests=(line(5).equals(sp.Integer(5), ""),)),
        lambda: said(variance(X), x),
        lambda: said(ratio(E, F), x / y, rests=(said(E, x, "a"), said(F, y, "b"))),
    ]
    for stated in true:
        assert fate(stated) == (True, "")
