"""Parts whose declarations contradict each other, or what their own lines say elsewhere."""

from __future__ import annotations

import pytest
import sympy as sp

from solutions.author import (
    Combination,
    Derivation,
    Domain,
    Normal,
    Recursion,
    Term,
    difference,
    family,
    given,
    gradient,
    log_density,
    logarithm,
    mean,
    negative,
    ratio,
    relative_error,
    square,
    total,
    variance,
)
from tests.attacks.lines import R, k, n, r, s, t, x, y
from tests.attacks.parts import (
    STANDARD,
    A,
    B,
    Lines,
    N,
    W,
    X,
    Y,
    Z,
    added,
    density,
    mu,
    said,
    told,
    v,
)

at, other = family("X", "X_{{{0}}}"), family("Y", "Y_{{{0}}}")
noise = family("N", "N_{{{0}}}")


SUM = said(X, added((Y, STANDARD), (Z, STANDARD)))
ABSOLUTE = Derivation("a", Y, sp.Abs(r)).equals(r, "", where=Domain((r >= 0,)))
WALK = Derivation(
    "walk",
    at(t),
    Recursion(STANDARD, added((at(t), Normal(mu, v)), (noise(t), STANDARD)), (mu, v), t, 0, at(t)),
).by_induction(Normal(0, t + 1), t, "", start=0)

NARROWER: dict[str, Lines] = {
    "−3 of a Y that is x, since x was 3": (
        Derivation("a", Y, x).at({x: 3}, ""),
        said(negative(Y), -3),
    ),
    "the variance at x = 9": (said(X, Normal(0, x)).at({x: 9}, ""), said(variance(X), 9)),
    "r where the value is |r|": (ABSOLUTE, said(negative(Y), -r)),
    "r where r ≥ s": (
        Derivation("a", Y, sp.Max(r, s)).equals(r, "", where=Domain((r >= s,))),
        said(difference(Y, s), r - s),
    ),
}
UNKNOWN: dict[str, Lines] = {
    "E X² beside the law": (said(X, STANDARD), said(mean(square(X)), 7)),
    "Var X² beside the law": (said(X, STANDARD), said(variance(square(X)), 5)),
    "E log X, which is none": (said(X, STANDARD), said(mean(logarithm(X)), 5)),
    "Var(X − 1)": (said(X, STANDARD), said(variance(difference(X, sp.S.One)), 5)),
    "E(X − Y)": (
        said(X, Normal(1, 1)),
        said(Y, Normal(2, 1)),
        said(mean(difference(X, Y)), 50),
    ),
    "E X/2": (said(X, Normal(1, 1)), said(mean(ratio(X, sp.Integer(2))), 50)),
    "X² as a number": (said(X, STANDARD), said(square(X), 1)),
    "a score of the wrong sign": (said(X, STANDARD), said(gradient(log_density(X, r), r), r)),
    "the variance of a term": (said(Z, added((Y, STANDARD), (N, STANDARD))), said(variance(Y), 5)),
    "−Y and Y²": (said(negative(Y), -8), said(square(Y), 9)),
    "E X and E(−X)": (said(mean(X), 2), said(mean(negative(X)), 2)),
    "E/F and F/E": (said(ratio(A, B), x), said(ratio(B, A), x)),
    "a sum over a known family": (said(at(k), k), said(total(at(k), k), -5)),
    "a slope in a whole number": (said(Y, n**2), said(gradient(Y, n), 2 * n)),
    "Y/r where Y is r": (said(Y, r), said(ratio(Y, r), 1)),
    "an error relative to 0": (said(Y, r), said(relative_error(r, Y), 0)),
}
MEMBERS: dict[str, Lines] = {
    "X_1 with another law than X_t": (
        said(at(t), Normal(x, y)),
        said(Z, added((at(1), Normal(x + 1, y)), (N, STANDARD))),
    ),
    "the variance of X_1": (said(at(t), Normal(0, t)), said(variance(at(1)), 7)),
    "−X_1": (said(at(t), t), said(negative(at(1)), 7)),
    "the density of X_1": (
        said(at(k), Normal(0, k)),
        density(at(1), -(r**2) / 18, Normal(0, 9)),
    ),
    "N_1 and N_k are independent": (
        said(X, added((Y, STANDARD), (noise(1), STANDARD))),
        said(Z, added((X, Normal(0, 2)), (noise(k), STANDARD))),
    ),
    "X_1 and N_1, of which it is made": (
        said(at(k), added((other(k), STANDARD), (noise(k), STANDARD))),
        said(Z, added((at(1), Normal(0, 2)), (noise(1), STANDARD))),
    ),
    "X_1 given Y_1": (
        said(at(k), added((other(k), STANDARD), (noise(k), STANDARD))),
        said(given(at(1), other(1), r), Normal(90, 7)),
    ),
    "a walk with another law at the start": (
        WALK,
        said(Z, added((at(0), Normal(5, 7)), (W, STANDARD))),
    ),
    "a walk with another law": (WALK, said(Z, added((at(t), Normal(5, 7)), (W, STANDARD)))),
    "a walk with another density": (WALK, density(at(t), -(r**2) / 2, STANDARD)),
    "a step of a walk, given where it was": (WALK, said(given(at(t + 1), at(t), r), Normal(50, 3))),
    "a walk and its last noise": (
        WALK,
        said(Z, added((at(t), Normal(0, t + 1)), (noise(t - 1), STANDARD))),
    ),
    "a walk and where it began": (
        WALK,
        said(W, added((at(0), STANDARD), (A, STANDARD))),
        said(Z, added((at(t), Normal(0, t + 1)), (W, Normal(0, 2)))),
    ),
    "a noise of another size": (WALK, said(noise(k), Normal(0, 5))),
    "two states of a walk are independent": (
        WALK,
        said(Z, added((at(1), Normal(0, 2)), (at(2), Normal(0, 3)))),
    ),
}
CONDITIONS: dict[str, Lines] = {
    "a density of X given Y": (
        SUM,
        density(given(X, Y, s), -((r - s) ** 2) / 8, Normal(s, 4)),
    ),
    "X given both that it is made of": (SUM, said(given(X, Y, r, (Z, s)), Normal(7, 3))),
    "X given itself and another": (SUM, said(given(X, Y, r, (X, s)), Normal(7, 3))),
    "X given a part of a part": (
        SUM,
        said(Y, added((A, Normal(0, R(1, 2))), (B, Normal(0, R(1, 2))))),
        said(given(X, A, r), Normal(77, 1)),
    ),
    "Bayes’ rule": (
        said(X, STANDARD),
        said(Y, added((X, STANDARD), (N, STANDARD))),
        said(given(X, Y, r), Normal(100, 1)),
    ),
    "Bayes’ rule for the step of a walk": (
        WALK,
        density(given(at(t - 1), at(t), s), -(r**2) / (2 * t) - (s - r) ** 2, STANDARD),
    ),
    "a number that has a law": (said(Y, 5), said(Z, added((Y, STANDARD), (N, STANDARD)))),
    "a number that has a density": (said(X, 5), density(X, -(r**2) / 2, STANDARD)),
}
ALL = {**NARROWER, **UNKNOWN, **MEMBERS, **CONDITIONS}


@pytest.mark.parametrize("lines", ALL.values(), ids=ALL)
def test_a_part_that_cannot_be_is_refused(lines: Lines) -> None:
    assert told(*lines)


@pytest.mark.parametrize("lines", UNKNOWN.values(), ids=UNKNOWN)
def test_it_is_told_what_is_known_already(lines: Lines) -> None:
    said = told(*lines)
    known = "; let it follow from what is known there, with rests=(…)" in said
    assert known or "and what it is made of gives" in said


TRUE: dict[str, Lines] = {
    "a walk and a new noise": (
        WALK,
        said(Z, added((at(t), Normal(0, t + 1)), (W, STANDARD))),
    ),
    "the law of X_1": (WALK, said(Z, added((at(1), Normal(0, 2)), (W, STANDARD)))),
    "the variance of a sum": (SUM, said(variance(X), 2)),
    "a step of a walk, given where it was": (WALK, said(given(at(t + 1), at(t), r), Normal(r, 1))),
    "Bayes’ rule": (
        said(X, STANDARD),
        said(Y, added((X, STANDARD), (N, STANDARD))),
        said(given(X, Y, r), Normal(r / 2, R(1, 2))),
    ),
    "a mean and a variance": (said(mean(X), 2), said(variance(X), 5)),
    "a ratio of which one member follows": (
        Derivation("shrink", ratio(at(t), at(0)), 1 / (1 + t)).at({t: 3}, ""),
        said(at(3), Combination((Term(R(1, 4), at(0), STANDARD),))),
    ),
}


@pytest.mark.parametrize("lines", TRUE.values(), ids=TRUE)
def test_a_part_that_can_be_is_heard(lines: Lines) -> None:
    assert told(*lines) == ""


def test_a_ratio_of_which_one_member_contradicts_is_not() -> None:
    shrink = Derivation("shrink", ratio(at(t), at(0)), 1 / (1 + t)).at({t: 3}, "")
    law = said(at(3), Combination((Term(R(1, 5), at(0), STANDARD),)))
    assert "speaks of X(t)" in told(shrink, law)
