"""Members of families, conditions and compounds that were declared to be what they cannot be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sympy as sp

from solutions.author import (
    Combination,
    Derivation,
    Domain,
    Enclosure,
    Letter,
    Mean,
    Normal,
    PositiveRoot,
    ProductBounds,
    Quantity,
    Recursion,
    Telescope,
    Term,
    difference,
    family,
    given,
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
from tests.attacks.lines import ONE, E, R, f, k, m, n, r, s, t, x, y
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
    found,
    heard,
    mu,
    number,
    said,
    v,
)

at, other, noise = (family(one, f"{one}_{{{{{{0}}}}}}") for one in "XYN")
C = STANDARD
q = Letter("q", "q", real=True)
WALK_STEP = Combination((Term(ONE, at(t), Normal(mu, v)), Term(ONE, noise(t), C)))
WALK_START = Derivation("walk", at(t), Recursion(C, WALK_STEP, (mu, v), t, 0, at(t)))
WALK = WALK_START.by_induction(Normal(0, t + 1), t, "", start=0)
DOUBLING = Derivation("rec", at(t), Recursion(ONE, 2 * v, v, t, 0, at(t)))


def two_noises(first: Quantity, second: Quantity, sign: int = 1) -> Derivation:
    terms = (
        Term(ONE, at(t), Normal(mu, v)),
        Term(ONE, first, C),
        Term(sp.Integer(sign), second, C),
    )
    start = Recursion(C, Combination(terms), (mu, v), t, 0, at(t))
    return Derivation("walk", at(t), start).by_induction(Normal(0, 2 * t + 1), t, "", start=0)


def under(event: Quantity, value: Any, first: Normal, closed: Normal) -> Derivation:
    """A walk under a condition."""
    of = given(at(t), event, value)
    then = Combination((Term(ONE, of, Normal(mu, v)), Term(ONE, noise(t), C)))
    start = Recursion(first, then, (mu, v), t, 0, of)
    return Derivation("given", of, start).by_induction(closed, t, "", start=0)


CONDITION = said(given(X, Y, s), Normal(s, 1))
OF_Z = said(given(Z, Y, r), Normal(r, 1))
CHAIN = (said(given(X, Y, r), Normal(r, 1)), said(given(Y, Z, r), Normal(r, 1)))


def expected(of: Quantity, body: sp.Expr) -> Derivation:
    return Derivation("o", of, Mean(body, q, Normal(s, 1)), rests=(CONDITION,))


def rooted(called: Quantity) -> Derivation:
    """Something between 1 and 2, called so."""
    small = x / (k * (k + 1))
    excess = x * (1 - 1 / (n + 1))
    where = Domain((x < R(1, 2),))
    telescope = Telescope(
        Derivation("excess", quantity("w", "w"), small).equals(x * (1 / k - 1 / (k + 1)), ""),
        x / (k + 1),
        excess,
    )
    whole = Derivation("square", quantity("Q", "Q"), sp.Product(1 + small, (k, 1, n)), where=where)
    root = PositiveRoot(sp.Product(sp.sqrt(1 + small), (k, 1, n)), whole)
    return whole.product_bounds(
        ProductBounds(ONE, small, k, n, telescope, telescope),
        Enclosure(1 + excess, 1 / (1 - excess)),
        "",
    ).positive_root(Enclosure(1, 2), root, "", called=called)


HALF = R(1, 2)
LATER = Domain((t >= 5,))
MOST = sp.Max(x, 5)


def summed(name: str, of: Quantity, spread: Any, noise_: Quantity, where: Domain) -> Derivation:
    start = added((X, Normal(0, spread)), (noise_, C))
    return Derivation(name, of, start, where=where).equals(Normal(0, spread + 1), "")


FALSE: dict[str, Callable[[], Lines]] = {
    # A noise of one step that comes back in another.
    "N_t and N_{t+1} in a step": lambda: (two_noises(noise(t), noise(t + 1)),),
    "N_t and N_{t+7} in a step": lambda: (two_noises(noise(t), noise(t + 7)),),
    "N_t less N_{t+1} in a step": lambda: (two_noises(noise(t), noise(t + 1), -1),),
    "N_{2t} and N_{t+1} in a step": lambda: (two_noises(noise(2 * t), noise(t + 1)),),
    # One family, declared by its members at n and at n + 1.
    "X_n = n and X_{n+1} = 5n": lambda: (number("a", at(n), n), number("b", at(n + 1), 5 * n)),
    "two sums": lambda: (
        said(at(n), added((other(n), C), (noise(n), C))),
        said(
            at(n + 1),
            Combination((Term(-ONE, other(n + 1), C), Term(ONE, noise(n + 1), C))),
        ),
    ),
    "Var X_n = 1, Var X_{n+1} = 5": lambda: (
        number("a", variance(at(n)), 1),
        number("b", variance(at(n + 1)), 5),
    ),
    "E X_n = 5, E X_{n+1}² = 1": lambda: (
        number("a", mean(at(n)), 5),
        number("b", mean(square(at(n + 1))), 1),
    ),
    "the square of a law": lambda: (said(at(n), C), number("b", square(at(n + 1)), 1)),
    "two ratios": lambda: (
        number("a", ratio(at(n), other(n)), 5),
        number("b", ratio(other(n + 1), at(n + 1)), 7),
    ),
    "log X_n = 5, −X_{n+1} = 7": lambda: (
        number("a", logarithm(at(n)), 5),
        number("b", negative(at(n + 1)), 7),
    ),
    "a total": lambda: (number("b", at(k), k), number("a", total(at(k + 1), "k"), -5)),
    "−X_{t+1} beside a recursion": lambda: (DOUBLING, number("c", negative(at(t + 1)), 7)),
    "X_{t+1} beside a recursion": lambda: (DOUBLING, number("b", at(t + 1), 9 * t)),
    "Var X_{t+1} beside a walk": lambda: (WALK_START, number("c", variance(at(t + 1)), 7)),
    "X_{t+1} beside a walk": lambda: (WALK_START, said(at(t + 1), Normal(9, 1))),
    "two makes of X_{t+1}": lambda: (
        WALK,
        said(at(t + 1), added((W, Normal(0, t + 1)), (A, C))),
    ),
    "Var N_{t+1} beside a walk": lambda: (WALK, number("b", variance(noise(t + 1)), 7)),
    "two names by rules": lambda: (found("o", E, k, at(k)), found("o2", A, 7 * k, at(k + 1))),
    "a mean by a rule": lambda: (found("o", E, 5, mean(at(n))), said(at(n + 1), Normal(9, 1))),
    "a ratio to 0": lambda: (number("a", other(n), 0), number("b", ratio(Y, other(n + 1)), 5)),
    # One member at several letters.
    "X_{n+m} = n": lambda: (Derivation("a", at(n + m), n).at({n: 1, m: 2}, ""),),
    "X_{n+m} ~ N(n, 1)": lambda: (said(at(n + m), Normal(n, 1)),),
    "X_{xy} = x": lambda: (Derivation("a", at(x * y), x).at({x: 1, y: 2}, ""),),
    "X_{r²} = r + Y": lambda: (said(at(r**2), Combination((Term(ONE, Y, C),), r)),),
    "X given Y = r² ~ N(r, 1)": lambda: (said(given(X, Y, r**2), Normal(r, 1)),),
    "X given Y = r + s ~ N(r, 1)": lambda: (said(given(X, Y, r + s), Normal(r, 1)),),
    "E X_{r²} = r": lambda: (number("a", mean(at(r**2)), r),),
    "−X_{r²} = r": lambda: (number("a", negative(at(r**2)), r),),
    "X_{r²}/Y = r": lambda: (number("a", ratio(at(r**2), Y), r),),
    "a density of X_{s²}": lambda: (
        Derivation("a", log_density(at(s**2), r), -((r - s) ** 2) / 2).law(Normal(s, 1), r, ""),
    ),
    "a minimiser called X_{s²}": lambda: (found("o", E, s, at(s**2)),),
    "a minimiser called X_{n+m}": lambda: (found("o", E, n, at(n + m)),),
    "a minimiser called E X_{s²}": lambda: (found("o", E, s, mean(at(s**2))),),
    # Two members that may be one.
    "X_n − X_m = 1": lambda: (Derivation("d", difference(at(n), at(m)), ONE).at({m: n}, ""),),
    "X_n − X_m = n + m": lambda: (Derivation("d", difference(at(n), at(m)), n + m).at({m: n}, ""),),
    "X_n/X_m = 5": lambda: (number("d", ratio(at(n), at(m)), 5),),
    "X_t/X_0 = 2/(1 + t)": lambda: (
        Derivation("d", ratio(at(t), at(0)), 2 / (1 + t)).at({t: 0}, ""),
    ),
    "a relative error of 5": lambda: (number("d", relative_error(at(n), at(m)), 5),),
    "X_0 given X_0 varies": lambda: (
        Derivation("d", log_density(given(at(t), at(0), s), r), -((r - s) ** 2) / 2)
        .at({t: 0}, "")
        .law(Normal(s, 1), r, ""),
    ),
    # Means under a condition, of anything.
    "E[X² | Y = s] = −s² − 1": lambda: (
        CONDITION,
        expected(mean(given(square(X), Y, s)), -(q**2)).equals(-(s**2) - 1, ""),
    ),
    "the minimiser is 5s": lambda: (
        CONDITION,
        expected(mean(given(square(difference(r, X)), Y, s)), (r - 5 * q) ** 2)
        .equals((r - 5 * s) ** 2 + 25, "")
        .least_at(5 * s, r, ""),
    ),
    "E[5 | Y = s] = −s² − 1": lambda: (
        CONDITION,
        number("v", B, 5),
        expected(mean(given(B, Y, s)), -(q**2)).equals(-(s**2) - 1, ""),
    ),
    "E[log X | Y = s]": lambda: (
        CONDITION,
        expected(mean(given(logarithm(X), Y, s)), -(q**2)).equals(-(s**2) - 1, ""),
    ),
    "E[X | Y = r] by the law of Z": lambda: (
        OF_Z,
        said(X, C),
        said(Y, Normal(50, 1)),
        Derivation("m", mean(given(X, Y, r)), Mean(s, s, Normal(r, 1)), rests=(OF_Z,)).equals(
            r, ""
        ),
    ),
    "E X² = −1": lambda: (Derivation("a", mean(square(X)), Mean(-(r**2), r, C)).equals(-1, ""),),
    "E X² = −5": lambda: (
        Derivation("a", mean(square(X)), Mean(r, r, Normal(-5, 1))).equals(-5, ""),
    ),
    # Walks under a condition.
    "a walk under a condition and X_0": lambda: (
        under(W, s, Normal(s, 1), Normal(s, t + 1)),
        said(W, C),
        said(at(t), Normal(500, 1)),
    ),
    "a walk under a condition and a sum": lambda: (
        under(W, s, Normal(s, 1), Normal(s, t + 1)),
        said(at(t), added((W, C), (A, Normal(7, 1)))),
    ),
    "a walk given its start": lambda: (WALK, under(at(0), s, Normal(7, 5), Normal(7, t + 5))),
    "a walk given its third step": lambda: (WALK, under(at(3), s, C, Normal(0, t + 1))),
    # Densities under a condition.
    "a density of X given Y of one part": lambda: (
        said(X, added((A, C), (B, C))),
        said(Y, added((A, C), (W, C))),
        density(given(X, Y, s), -((r + s / 2) ** 2) / 3, Normal(-s / 2, R(3, 2))),
    ),
    "a density of X given a part of a part": lambda: (
        said(X, added((Y, Normal(0, 2)), (N, C))),
        said(Y, added((Z, C), (W, C))),
        density(given(X, Z, s), -((r + s) ** 2) / 4, Normal(-s, 2)),
    ),
    "a density of a walk's step": lambda: (
        WALK,
        density(given(at(t + 2), at(t), s), -((r + s) ** 2) / 4, Normal(-s, 2)),
    ),
    # What is added up under a condition.
    "X given Y by Z, and X + Z": lambda: (
        said(given(X, Y, r), Combination((Term(ONE, Z, C),), r)),
        said(Y, C),
        said(W, added((X, Normal(0, 2)), (Z, C))),
    ),
    "X given Y by Z, which Y makes": lambda: (
        said(given(X, Y, r), Combination((Term(ONE, Z, Normal(0, 2)),), r)),
        said(Z, added((Y, C), (N, C))),
    ),
    "X given Y by Y": lambda: (said(given(X, Y, r), Combination((Term(ONE, Y, C),))),),
    "X given Y by Y and Z": lambda: (said(given(X, Y, r), added((Y, C), (Z, C))),),
    "X given Y is 2X": lambda: (said(given(X, Y, r), Combination((Term(ONE + 1, X, C),))),),
    "X of Y and Y of X": lambda: (
        said(X, added((Y, C), (N, C))),
        said(
            Y,
            Combination((Term(-HALF, X, Normal(0, 2)), Term(ONE, A, Normal(0, HALF)))),
        ),
    ),
    # Marginals.
    "three conditions and X": lambda: (
        *CHAIN,
        said(given(Z, W, r), Normal(r, 1)),
        said(W, C),
        said(X, Normal(500, 1)),
    ),
    "X given Y = 2r": lambda: (
        said(given(X, Y, 2 * r), Normal(2 * r, 1)),
        CHAIN[1],
        said(Z, C),
        said(X, Normal(500, 1)),
    ),
    "X is Y² and a noise": lambda: (
        said(given(X, Y, r), Normal(r**2, 1)),
        CHAIN[1],
        said(Z, C),
        said(X, Normal(-500, 1)),
    ),
    "X varies less than given Y": lambda: (CHAIN[0], said(X, Normal(0, HALF))),
    "X varies less than given Z": lambda: (
        CHAIN[0],
        said(given(X, Z, r), Normal(r, 5)),
        said(X, Normal(0, 2)),
    ),
    "Y² is Gaussian": lambda: (number("a", given(X, Y, r), r**2), said(X, C)),
    # What a rule finds, under a name.
    "W in [1, 2] and −W = 7": lambda: (rooted(W), number("b", negative(W), 7)),
    "A/B in [1, 2] and 1/100": lambda: (
        rooted(ratio(A, B)),
        number("b", A, 1),
        number("c", B, 100),
    ),
    "E X in [1, 2] and 500": lambda: (rooted(mean(X)), said(X, Normal(500, 1))),
    "A/B in [1, 2] and A = −B": lambda: (
        rooted(ratio(A, B)),
        said(A, Combination((Term(-ONE, B, C),))),
    ),
    "W in [1, 2] and a law": lambda: (
        rooted(W),
        said(Z, added((W, Normal(500, 1)), (N, C))),
    ),
    "a total of what is found": lambda: (
        found("o", E, 3, A),
        number("b", total(A, "k"), -5),
    ),
    "a ratio to what is found": lambda: (
        Derivation("o", E, r**2).least_at(sp.S.Zero, r, "", called=A),
        number("b", ratio(B, A), 5),
    ),
    "a ratio of what may be 0": lambda: (found("o", E, s, A), number("b", ratio(A, A), 1)),
    # An agreement at one place.
    "−X_t agrees at 5": lambda: (
        Derivation("a", at(t), t**2, where=LATER).equals(t**2, ""),
        Derivation("b", negative(at(t)), 30 - 11 * t).at({t: 5}, ""),
    ),
    "Var X_t agrees at 5": lambda: (
        Derivation("a", at(t), Normal(0, t**2), where=LATER).equals(Normal(0, t**2), ""),
        Derivation("b", variance(at(t)), 25 + (t - 5) ** 2).at({t: 5}, ""),
    ),
    "laws where they hold": lambda: (
        summed("z1", Z, MOST, N, Domain()),
        summed("z3", A, x, W, Domain()),
        summed("z2", Y, MOST, B, Domain((x > 6,))),
    ),
    "a law beside an unsolved recursion": lambda: (
        DOUBLING,
        said(Z, added((at(3), Normal(5, 7)), (N, C))),
    ),
    # Names that are read as letters.
    "a quantity x beside a letter x": lambda: (
        number("a", quantity("x", "x"), 5),
        number("b", E, x + 1),
    ),
    "a quantity π": lambda: (
        number("a", quantity("pi", r"\pi"), 5),
        number("b", E, 2 * sp.pi),
    ),
    "a quantity e": lambda: (number("a", quantity("e", "e"), 5), number("b", E, sp.E)),
    "a family f beside a function f": lambda: (
        number("a", family("f", "f({0})")(r), 5),
        number("b", E, f(x)),
    ),
    "two quantities with one look, one of them rested on": lambda: (
        number(
            "b",
            quantity("X", "X", "weight"),
            7,
            rests=(number("a", quantity("X", "X", "height"), 5),),
        ),
    ),
}


@pytest.mark.parametrize("stated", FALSE.values(), ids=FALSE)
def test_what_cannot_be_is_refused(stated: Callable[[], Lines]) -> None:
    assert heard(stated)


TRUE: dict[str, Callable[[], Lines]] = {
    "a family and a later member": lambda: (number("a", at(n), n), number("b", at(n + 1), n + 1)),
    "E[X² | Y = s]": lambda: (
        CONDITION,
        expected(mean(given(square(X), Y, s)), q**2).equals(s**2 + 1, ""),
    ),
    "the minimiser of a mean square": lambda: (
        CONDITION,
        expected(mean(given(square(difference(r, X)), Y, s)), (r - q) ** 2)
        .equals((r - s) ** 2 + 1, "")
        .least_at(s, r, ""),
    ),
    "X_{n+m} = n + m": lambda: (number("a", at(n + m), n + m),),
    "X_{xy} ~ N(0, xy)": lambda: (said(at(x * y), Normal(0, x * y)),),
    "X_{2n} = n": lambda: (number("a", at(2 * n), n),),
    "two noises of two families": lambda: (two_noises(noise(t), other(t)),),
    "X_n − X_{n+1}": lambda: (number("d", difference(at(n), at(n + 1)), 5),),
    "three conditions that fit": lambda: (
        *CHAIN,
        said(Z, C),
        said(X, Normal(0, 3)),
    ),
    "E X² as a mean": lambda: (Derivation("a", mean(square(X)), Mean(r**2, r, C)).equals(1, ""),),
}


@pytest.mark.parametrize("stated", TRUE.values(), ids=TRUE)
def test_what_can_be_is_heard(stated: Callable[[], Lines]) -> None:
    assert heard(stated) == ""
