"""Models under conditions: laws, densities and means that do not fit what is known beside them."""

from __future__ import annotations

import pytest
import sympy as sp

from solutions.author import (
    Derivation,
    Letter,
    Mean,
    Normal,
    Recursion,
    family,
    given,
    mean,
    ratio,
    square,
    variance,
)
from tests.attacks.lines import E, R, n, r, s, t, x, y
from tests.attacks.parts import (
    STANDARD,
    A,
    B,
    N,
    U,
    V,
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

at, noise, oth = (family(one, f"{one}_{{{{{{0}}}}}}") for one in "XNY")
c = Letter("c", "c", positive=True)


XYN = said(X, added((Y, STANDARD), (N, STANDARD)))
WALK = Derivation(
    "walk",
    at(t),
    Recursion(STANDARD, added((at(t), Normal(mu, v)), (noise(t), STANDARD)), (mu, v), t, 0, at(t)),
).by_induction(Normal(0, t + 1), t, "", start=0)

FALSE: dict[str, list[Derivation]] = {
    "a posterior without its prior": [
        said(X, Normal(0, c)),
        said(given(Y, X, r), Normal(r, 1)),
        density(given(X, Y, s), -((r - s) ** 2) / 2, Normal(s, 1)),
    ],
    "a density that makes X wider": [
        said(X, STANDARD),
        said(Y, STANDARD),
        density(given(X, Y, s), -((r - s) ** 2) / 2, Normal(s, 1)),
    ],
    "a density that ties X to Y": [
        density(given(X, Y, s), -((r - s) ** 2) / 2, Normal(s, 1)),
        said(V, added((Y, STANDARD), (U, STANDARD))),
        said(Z, added((X, Normal(0, 2)), (V, Normal(0, 2)))),
    ],
    "a smoother": [
        XYN,
        said(Z, added((X, Normal(0, 2)), (W, STANDARD))),
        density(given(Y, Z, s), -((r - s) ** 2) / 2, Normal(s, 1)),
    ],
    "two observations": [
        said(X, STANDARD),
        said(Y, added((X, STANDARD), (N, STANDARD))),
        said(Z, added((X, STANDARD), (W, STANDARD))),
        density(given(X, Y, x, (Z, y)), -((r - (x + y) / 2) ** 2), Normal((x + y) / 2, R(1, 2))),
    ],
    "the start given the second step": [
        WALK,
        density(given(at(0), at(2), s), -((r - s) ** 2) / 4, Normal(s, 2)),
    ],
    "a density and a law of one condition": [
        density(given(X, Y, s), -((r - s) ** 2) / 2, Normal(s, 1)),
        said(given(X, Y, 0), Normal(9, 4)),
    ],
    "a noise given where it led": [
        WALK,
        density(given(noise(0), at(2), s), -((r - s) ** 2) / 2, Normal(s, 1)),
    ],
    "a chain and its first step": [
        said(at(0), STANDARD),
        said(given(at(t + 1), at(t), r), Normal(r, 1)),
        said(at(1), STANDARD),
    ],
    "a family and its first step": [
        said(at(t), Normal(0, t + 1)),
        said(given(at(1), at(0), r), Normal(r, 77)),
    ],
    "AR(1) with too little variance": [
        said(given(at(n + 1), at(n), s), Normal(s / 2, 1)),
        said(at(n), STANDARD),
    ],
    "two conditions in a row": [
        said(A, STANDARD),
        said(given(Y, A, r), Normal(r, 1)),
        said(given(X, Y, r), Normal(r, 1)),
        said(X, STANDARD),
    ],
    "a step from a walk": [WALK, said(given(X, at(3), r), Normal(r, 1)), said(X, STANDARD)],
    "a mixture of scales": [
        said(Y, STANDARD),
        said(given(X, Y, r), Normal(0, r**2)),
        said(X, STANDARD),
    ],
    "a square as a mean": [
        said(Y, STANDARD),
        said(given(X, Y, r), Normal(r**2, 1)),
        said(X, Normal(-100, 1)),
    ],
    "given that Y is 2r": [
        said(X, STANDARD),
        said(Y, Normal(0, 5)),
        said(given(X, Y, 2 * r), Normal(2 * r, 1)),
    ],
    "given two variables": [
        said(W, added((Y, Normal(0, 5)), (Z, Normal(0, 5)))),
        said(given(X, Y, r, (Z, s)), Normal(r + s, 1)),
        said(X, STANDARD),
    ],
    "a member of two families": [
        said(given(at(t), oth(t), r), Normal(r, 1)),
        said(oth(3), STANDARD),
        said(at(3), Normal(0, 50)),
    ],
    "a mean under a condition, by another law": [
        XYN,
        said(mean(given(Y, X, s)), Mean(mu, mu, Normal(s, 1))),
    ],
    "a mean given both terms": [
        said(X, added((Y, STANDARD), (Z, STANDARD))),
        said(mean(given(X, Y, r, (Z, s))), Mean(mu, mu, Normal(r - s, 1))),
    ],
    "a square under a condition": [
        said(given(X, Y, s), Normal(s, 1)),
        said(mean(given(square(X), Y, s)), Mean(mu**2, mu, Normal(s, 2))),
    ],
    "a mean by another law": [
        said(Y, STANDARD),
        said(given(X, Y, r), Normal(r, 1)),
        said(mean(X), Mean(mu + 50, mu, STANDARD)),
    ],
    "a second moment of a term": [XYN, said(mean(square(Y)), Mean(mu**2 + 5, mu, STANDARD))],
    "the start given the first step": [
        WALK,
        said(mean(given(at(0), at(1), s)), Mean(mu, mu, Normal(s, 1))),
    ],
    "a variance above the second moment": [said(variance(X), 5), said(mean(square(X)), 1)],
    "called a conditional mean": [
        XYN,
        Derivation("fit", E, (r - s) ** 2).least_at(s, r, "", called=mean(given(Y, X, s))),
    ],
    "called the inverse of a ratio": [
        said(ratio(B, A), 7),
        Derivation("fit", E, (r - 5) ** 2).least_at(sp.Integer(5), r, "", called=ratio(A, B)),
    ],
    "called the mean of a step": [
        said(at(t), Normal(t, 1)),
        Derivation("fit", E, (r - 5) ** 2).least_at(
            sp.Integer(5), r, "", called=mean(given(at(1), at(0), s))
        ),
    ],
}
TRUE: dict[str, list[Derivation]] = {
    "a posterior with its prior": [
        said(X, STANDARD),
        said(Y, added((X, STANDARD), (N, STANDARD))),
        density(given(X, Y, s), -((r - s / 2) ** 2), Normal(s / 2, R(1, 2))),
    ],
    "a step from a walk": [WALK, said(given(X, at(3), r), Normal(r, 1)), said(X, Normal(0, 5))],
    "AR(1) at rest": [
        said(given(at(n + 1), at(n), s), Normal(s / 2, R(3, 4))),
        said(at(n), STANDARD),
    ],
}


@pytest.mark.parametrize("lines", FALSE.values(), ids=FALSE)
def test_what_does_not_fit_is_refused(lines: list[Derivation]) -> None:
    assert told(*lines)


@pytest.mark.parametrize("lines", TRUE.values(), ids=TRUE)
def test_what_fits_is_heard(lines: list[Derivation]) -> None:
    assert told(*lines) == ""
