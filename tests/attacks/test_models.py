"""Models that cannot be: what is declared beside what is known, and what is made of itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sympy as sp

from solutions.author import (
    Combination,
    Derivation,
    Domain,
    Mean,
    Normal,
    Quantity,
    Recursion,
    Term,
    difference,
    family,
    function,
    given,
    gradient,
    log_density,
    logarithm,
    mean,
    negative,
    quantity,
    ratio,
    relative_error,
    square,
    total,
    variance,
)
from solutions.kernel.errors import Malformed
from tests.attacks.lines import E, M, R, k, line, n, r, s, t, x, y
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
    heard,
    mu,
    said,
    v,
)

at, noise = family("X", "X_{{{0}}}"), family("N", "N_{{{0}}}")
even, half = function("e", "e({0})", even=True), function("h", "h({0})", above=R(1, 2))
UE, UH = (sp.Sum(one(k), (k, 1, n)) for one in (even, half))


def recursion(of: Quantity, first: Any, then: Any) -> Derivation:
    return Derivation("w", of, Recursion(sp.sympify(first), then, mu, t, 0, of))


def solved(stated: Derivation, closed: Any) -> Derivation:
    return stated.by_induction(closed, t, "", start=0)


WALK0 = Derivation(
    "walk",
    at(t),
    Recursion(STANDARD, added((at(t), Normal(mu, v)), (noise(t), STANDARD)), (mu, v), t, 0, at(t)),
)
WALK = solved(WALK0, Normal(0, t + 1))
TIED = Derivation("e", log_density(X, r), r * s - r**2 / 2).at({s: r}, "")
NEGATIVE = Derivation("neg", negative(at(t)), -t).at({t: 3}, "")
DOUBLE = said(X, Combination((Term(2, Y, Normal(0, 0)),)))

FALSE: dict[str, Callable[[], Lines]] = {
    "X_{2y} of an X_x = xy": lambda: (
        Derivation("e", at(x), x * y).at({x: y}, "").at({y: 2 * y}, ""),
    ),
    "the slope of what was tied": lambda: (
        said(gradient(E, r), 4 * r, rests=(line(r * s).at({s: 2 * r}, ""),)),
    ),
    "the score of what was tied": lambda: (said(gradient(log_density(X, r), r), r, rests=(TIED,)),),
    "X at M²": lambda: (Derivation("e", at(M**2), M),),
    "X at |r|": lambda: (said(at(sp.Abs(r)), r),),
    "X at r²": lambda: (said(at(r**2), r),),
    "X_1, written with roots": lambda: (
        said(Z, added((at((sp.sqrt(2) + 1) * (sp.sqrt(2) - 1)), STANDARD), (at(1), STANDARD))),
    ),
    "log 6 twice": lambda: (said(at(sp.log(2) + sp.log(3)), 5), said(at(sp.log(6)), 7)),
    "a variance by a recursion": lambda: (solved(recursion(variance(at(t)), -1, mu - 1), -1 - t),),
    "X − X by a recursion": lambda: (
        solved(recursion(difference(at(t), at(t)), 1, mu + 1), 1 + t),
    ),
    "a square as an expectation": lambda: (said(square(Y), Mean(-(r**2), r, STANDARD)),),
    "another conditional mean": lambda: (
        said(given(X, Y, s), Normal(s, 1)),
        said(mean(given(X, Y, s)), Mean(r + 77, r, STANDARD)),
    ),
    "a sum of variances": lambda: (said(total(variance(at(k)), k), -1),),
    "x over a variance": lambda: (said(ratio(x, variance(X)), -1),),
    "a square over x": lambda: (said(ratio(square(Y), x), -1),),
    "a variance less 0": lambda: (said(difference(variance(X), sp.S.Zero), -1),),
    "an error of a variance": lambda: (said(relative_error(x, variance(X)), 5),),
    "the logarithm of what is negative": lambda: (said(logarithm(negative(square(Y))), 5),),
    "a place called E A²": lambda: (
        line((s + 5) ** 2).least_at(-5, s, "", called=mean(square(A))),
    ),
    "A/0": lambda: (said(ratio(A, sp.S.Zero), 5),),
    "A/r": lambda: (said(ratio(A, r), 5),),
    "the variance of a number": lambda: (said(variance(mean(X)), 5),),
    "E(X − X)": lambda: (said(mean(difference(X, X)), 5),),
    "A − (−(−A))": lambda: (said(difference(A, negative(negative(A))), 5),),
    "E X² below (E X)²": lambda: (said(difference(mean(square(X)), square(mean(X))), -1),),
    "a slope in 3": lambda: (said(gradient(E, sp.Integer(3)), 5),),
    "the mean given Y = 0": lambda: (
        said(given(X, Y, r), Normal(r, 1)),
        said(mean(given(X, Y, 0)), 5),
    ),
    "moments beside a density": lambda: (
        said(log_density(X, r), -(r**2) / 2),
        said(mean(X), 5),
        said(variance(X), 9),
    ),
    "slopes of E and −E": lambda: (said(gradient(E, r), 2 * r), said(gradient(negative(E), r), 7)),
    "sums of X and −X": lambda: (said(total(at(k), k), 5), said(total(negative(at(k)), k), 7)),
    "E X and E(X | Y)": lambda: (said(mean(X), 7), said(mean(given(X, Y, r)), 5)),
    "one member that fits": lambda: (
        NEGATIVE,
        NEGATIVE.onward("four", 0).at({t: 4}, ""),
        said(at(3), 3),
        said(at(4), 99),
    ),
    "called the mean of X_1": lambda: (
        said(at(t), Normal(t, 1)),
        line((r - 5) ** 2).least_at(5, r, "", called=mean(at(1))),
    ),
    "called a ratio of what is known": lambda: (
        said(at(t), t + 1),
        said(Y, 3),
        line((r - 5) ** 2).least_at(5, r, "", called=ratio(at(1), Y)),
    ),
    "called the mean of a term": lambda: (
        said(Z, added((Y, STANDARD), (W, STANDARD))),
        line((r - 5) ** 2).least_at(5, r, "", called=mean(Y)),
    ),
    "called a term": lambda: (
        said(Z, added((Y, STANDARD), (W, STANDARD))),
        line((r - 5) ** 2).least_at(5, r, "", called=Y),
    ),
    "X/Y where Y is 0": lambda: (said(ratio(X, Y), 2, rests=(DOUBLE.upto(0),)),),
    "a noise that is A each time": lambda: (WALK, said(noise(t), added((A, STANDARD)))),
    "5, and 3 in a sum": lambda: (said(Y, 5), said(Z, added((Y, Normal(3, 0)), (W, STANDARD)))),
    "an expectation with a law": lambda: (
        said(Y, Mean(r**2, r, STANDARD)),
        said(Z, added((Y, Normal(0, 5)), (W, STANDARD))),
    ),
    "a sequence with a law": lambda: (
        solved(recursion(at(t), 1, 2 * mu), 2**t),
        said(Z, added((at(3), Normal(50, 3)), (W, STANDARD))),
    ),
    "5, and a law under a condition": lambda: (said(Y, 5), said(given(Y, W, r), Normal(r, 1))),
    "a walk that is not solved": lambda: (
        WALK0,
        said(Z, added((at(3), Normal(5, 7)), (W, STANDARD))),
    ),
    "a walk that is solved elsewhere": lambda: (
        WALK0,
        solved(WALK0.onward("c", 0), Normal(0, t + 1)),
        said(Z, added((at(3), Normal(5, 7)), (W, STANDARD))),
    ),
    "X at k², and X_4": lambda: (
        said(at(k**2), Normal(0, k**2)),
        said(Z, added((at(4), Normal(0, 77)), (W, STANDARD))),
    ),
    "77 given Y": lambda: (said(X, added((Y, STANDARD), (Z, STANDARD))), said(given(X, Y, r), 77)),
    "X given X is 7": lambda: (said(given(X, X, r), 7),),
    "E(X | X) is 7": lambda: (said(mean(given(X, X, r)), 7),),
    "−X given X": lambda: (said(given(negative(X), X, r), Normal(5, 1)),),
    "Y is r and s": lambda: (said(given(X, Y, r, (Y, s)), Normal(r, 1)),),
    "a density given Y = 0": lambda: (
        said(given(X, Y, s), Normal(s, 1)),
        density(given(X, Y, 0), -((r - 50) ** 2) / 98, Normal(50, 49)),
    ),
    "X given Y, added to Y": lambda: (
        said(Y, STANDARD),
        said(given(X, Y, r), Normal(r, 1)),
        said(Z, added((X, Normal(0, 2)), (Y, STANDARD))),
    ),
    "X given Y, and X alone": lambda: (
        said(Y, STANDARD),
        said(given(X, Y, r), Normal(r, 1)),
        said(X, STANDARD),
    ),
    "a density that rises": lambda: (
        Derivation("e", log_density(X, r), r**2).gradient(2 * r, r, ""),
    ),
    "a constant density": lambda: (said(log_density(X, r), 0),),
    "even numbers that add up to 1": lambda: (line(UE).equals(1, "", under=(UE,)),),
    "three halves": lambda: (line(UH, where=Domain((n >= 3,))).equals(1, "", under=(UH,)),),
    "E[X] as a name": lambda: (said(X, STANDARD), said(quantity("m", r"\mathbb E[X]"), 7)),
    "A² as a name": lambda: (said(A, 2), said(quantity("m", "A^2"), 7)),
    "AB as a name": lambda: (said(A, 2), said(B, 3), said(quantity("m", "A B"), 7)),
    "X_1 as a name": lambda: (said(at(t), t), said(quantity("m", "X_1"), 7)),
    "log A as a name": lambda: (said(A, 1), said(quantity("m", r"\log A"), 7)),
    "a term given another": lambda: (
        said(X, added((Y, STANDARD), (Z, STANDARD))),
        said(given(Y, Z, r), Normal(r, 1)),
    ),
    "E(X | N = s)": lambda: (said(given(X, N, r), Normal(r, 1)), said(mean(given(X, N, s)), s + 1)),
    "two conditions in another order": lambda: (
        said(given(X, N, r, (A, s)), Normal(r + s, 1)),
        said(given(X, A, s, (N, r)), Normal(r - s, 1)),
    ),
    "s given N": lambda: (said(X, STANDARD), said(given(X, N, r), s)),
    "each given the other": lambda: (
        said(X, STANDARD),
        said(N, STANDARD),
        said(given(X, N, r), Normal(r / 2, R(3, 4))),
        said(given(N, X, r), Normal(7, 5)),
    ),
    "the density of A − A": lambda: (density(difference(A, A), -(r**2) / 2, STANDARD),),
}
FALSE |= {
    "a mean of a family known from 2 on": lambda: (
        said(at(n + 1), Normal(n, 1)),
        said(mean(at(n)), 0),
    ),
    "a mean of the members after those": lambda: (
        said(mean(at(n)), 0, rests=(said(at(n + 1), Normal(n, 1)),)),
    ),
    "a mean of every other member": lambda: (said(at(2 * n), Normal(n, 1)), said(mean(at(n)), 0)),
}
TRUE: dict[str, Callable[[], Lines]] = {
    "a chain by its steps": lambda: (said(given(at(t + 1), at(t), r), Normal(r, 1)),),
    "two noises of a family": lambda: (
        said(Z, added((noise(k), STANDARD), (noise(k + 1), STANDARD))),
    ),
    "the mean of a difference": lambda: (
        said(mean(difference(X, Y)), -1, rests=(said(X, Normal(1, 1)), said(Y, Normal(2, 1)))),
    ),
    "a second moment": lambda: (said(mean(square(X)), 1, rests=(said(X, STANDARD),)),),
    "the variance of a member": lambda: (
        said(variance(at(y)), y, rests=(said(at(x), Normal(0, x)),)),
    ),
}


@pytest.mark.parametrize("stated", FALSE.values(), ids=FALSE)
def test_what_cannot_be_is_refused(stated: Callable[[], Lines]) -> None:
    assert heard(stated)


@pytest.mark.parametrize("stated", TRUE.values(), ids=TRUE)
def test_what_can_be_is_heard(stated: Callable[[], Lines]) -> None:
    assert heard(stated) == ""


def test_a_letter_that_came_in_by_a_value_is_spoken_of_in_gamma() -> None:
    """Of X_x = xy, at x = y and then y = 3, X_3 is 9 only where y is 3."""
    there = Derivation("e", at(x), x * y).at({x: y}, "").at({y: 3}, "")
    stated = said(negative(at(3)), -9, rests=(there,))
    assert stated.statement().gamma.put == ((y, sp.Integer(3)),)


no_quantity: Any = x + 1
ODD: list[Any] = [
    mean(no_quantity),
    variance(no_quantity),
    ratio(x + 1, Y),
    mean(sp.Integer(3)),
    negative(no_quantity),
    gradient(x**2, x),
    square(no_quantity),
    difference(X, x + 1),
]


@pytest.mark.parametrize("of", ODD, ids=[one.text() for one in ODD])
@pytest.mark.parametrize("start", [x, STANDARD, Mean(r**2, r, STANDARD)], ids=["x", "law", "mean"])
def test_what_is_made_of_an_expression_is_told_and_does_not_raise(of: Quantity, start: Any) -> None:
    assert heard(lambda: (said(of, start),)) != "" or of in (gradient(x**2, x),)


def test_a_condition_is_of_quantities() -> None:
    for stated in (lambda: given(no_quantity, Y, r), lambda: given(X, no_quantity, r)):
        with pytest.raises(Malformed, match="a condition is of a variable and on variables"):
            stated()
