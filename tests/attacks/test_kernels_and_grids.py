"""Kernels of families, grids, recursions from several places, and what a name is read as."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sympy as sp

from solutions.author import (
    Combination,
    Derivation,
    Divergence,
    Domain,
    Gibbs,
    Letter,
    Mean,
    Normal,
    Quantity,
    Recursion,
    Regime,
    Term,
    defined,
    difference,
    family,
    function,
    given,
    gradient,
    logarithm,
    mean,
    quantity,
    ratio,
    relative_error,
    square,
    text,
    total,
    variance,
)
from solutions.kernel.errors import Malformed
from solutions.kernel.rules.piecewise import largest
from solutions.statements.assumptions import assumptions
from tests.attacks.lines import (
    ONE,
    E,
    R,
    Stated,
    f,
    fate,
    j,
    k,
    line,
    m,
    n,
    p,
    r,
    s,
    t,
    x,
    y,
)
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
    density,
    found,
    heard,
    number,
    said,
    v,
)

at, other, noise = (family(one, f"{one}_{{{{{{0}}}}}}") for one in "XYN")
C = STANDARD
HALF = R(1, 2)
h, w = sp.symbols("h w", positive=True)
ROOT = p(sp.sqrt(2))
"""A value that no point gives."""


def summed(*terms: tuple[Any, Quantity, Normal], shift: Any = 0) -> Combination:
    made = tuple(Term(sp.sympify(factor), one, law) for factor, one, law in terms)
    return Combination(made, sp.sympify(shift))


def counted(name: str, place: sp.Expr, first: Any) -> Derivation:
    start = Recursion(sp.sympify(first), 2 * v, v, t, 0, at(place))
    return Derivation(name, at(place), start).by_induction(first * 2**t, t, "", start=0)


KERNEL = said(given(at(t + 1), at(t), r), Normal(r, 1))
OF_Y = said(given(X, Y, s), Normal(s, 1))
NAMES = [quantity(f"V{one}", f"V_{{{one}}}") for one in "abcdefghijk"]
TO_INFINITY = Regime(
    r"n \to \infty",
    (1 / n,),
    (h,),
    ((n, 1 / h), (2**n, w)),
    ((h, 1 / n), (w, 2**n)),
    fixed=(w,),
)
MOVED = Regime(
    r"x \to 0", (x, sp.exp(x)), (h, w), ((x, h), (sp.exp(x), w)), ((h, x), (w, sp.exp(x)))
)
LOGARITHM = Regime(
    r"x \to 0",
    (x, 1 / sp.log(1 + x)),
    (h, w),
    ((x, h), (sp.log(1 + x), 1 / w)),
    ((h, x), (w, 1 / sp.log(1 + x))),
)
MOST = largest(f(k), (k, 1, 2))


def of_the_square(body: Any, what: Any, value: Any) -> Derivation:
    of = mean(given(what, Y, s))
    return Derivation("o", of, Mean(body, r, Normal(s, 1)), rests=(OF_Y,)).equals(value, "")


FALSE: dict[str, Callable[[], Lines]] = {
    # One noise for all members of a family.
    "X_{t+1} = X_t + N": lambda: (
        Derivation("w", at(t + 1), summed((1, at(t), Normal(0, t + 1)), (1, N, C)))
        .equals(Normal(0, t + 2), "")
        .at({t: 1}, ""),
    ),
    "X_{t+1} = X_t − N": lambda: (
        said(at(t + 1), summed((1, at(t), Normal(0, t + 1)), (-1, N, C))),
    ),
    "X_{t+1} = X_t + Y_0": lambda: (
        said(at(t + 1), summed((1, at(t), Normal(0, t + 1)), (1, other(0), C))),
    ),
    "X_{t+1} = X_t + Y_{(t−3)²}": lambda: (
        said(at(t + 1), summed((1, at(t), Normal(0, t + 1)), (1, other((t - 3) ** 2), C))),
    ),
    "X_{t+1} = X_t/2 + N": lambda: (
        said(at(t + 1), summed((HALF, at(t), C), (1, N, Normal(0, R(3, 4))))),
    ),
    "X_{2n} = X_n/2 + N": lambda: (
        said(at(2 * n), summed((HALF, at(n), C), (1, N, Normal(0, R(3, 4))))),
    ),
    "noises that are all N": lambda: (
        said(at(n + 1), summed((1, at(n), Normal(0, n)), (1, other(n), C))),
        said(other(n), summed((1, N, C))),
    ),
    "a kernel with one noise": lambda: (
        said(at(0), C),
        said(given(at(t + 1), at(t), r), summed((1, N, C), shift=r)),
    ),
    "a kernel with a later state": lambda: (
        said(given(at(t + 1), at(t), r), summed((1, at(t + 5), C), shift=r)),
    ),
    # A kernel, and members that it leads to.
    "X_0, a kernel and X_2": lambda: (said(at(0), C), KERNEL, said(at(2), Normal(0, 2))),
    "X_0, a kernel and X_3": lambda: (said(at(0), C), KERNEL, said(at(3), Normal(7, 9))),
    "X_0, a kernel and X_30": lambda: (said(at(0), C), KERNEL, said(at(30), Normal(7, 9))),
    "X_0, a kernel that shrinks and X_2": lambda: (
        said(at(0), C),
        said(given(at(t + 1), at(t), r), Normal(r / 2, 0)),
        said(at(2), C),
    ),
    "X_0, a kernel and a sum with X_2": lambda: (
        said(at(0), C),
        KERNEL,
        said(Z, summed((1, at(2), Normal(0, 2)), (1, N, C))),
    ),
    "X_0, a kernel and a density": lambda: (
        said(at(0), C),
        KERNEL,
        density(at(2), -(r**2) / 2, C),
    ),
    "nine kernels": lambda: (
        said(NAMES[0], C),
        *(said(given(NAMES[i + 1], NAMES[i], r), Normal(r, 1)) for i in range(9)),
        said(NAMES[9], Normal(0, 2)),
    ),
    "X_3 varies too little": lambda: (KERNEL, said(at(3), Normal(0, HALF))),
    "a member with a law of its own": lambda: (
        said(other(n), C),
        said(other(0), Normal(0, 9)),
        said(given(at(t), other(t), r), Normal(r, 1)),
        said(at(0), Normal(0, 2)),
    ),
    "Z by X by Y": lambda: (
        said(given(X, Y, r), Normal(r, 1)),
        said(given(Z, X, r), Normal(r, 1)),
        said(Z, Normal(0, R(3, 2))),
    ),
    "two children with two means": lambda: (
        said(given(Y, X, r), Normal(r, 1)),
        said(given(Z, X, r), Normal(r, 1)),
        said(Y, Normal(0, 2)),
        said(Z, Normal(5, 2)),
    ),
    "two children with two variances": lambda: (
        said(given(Y, X, r), Normal(r, 1)),
        said(given(Z, X, r), Normal(r, 1)),
        said(Y, Normal(0, 2)),
        said(Z, Normal(0, 9)),
    ),
    "a parent that varies": lambda: (
        said(given(X, Y, r), Normal(r, 1)),
        said(given(Y, W, r), Normal(r, 5)),
        said(X, Normal(0, 2)),
    ),
    # Differences and ratios that do not add up.
    "X_n − X_m = (n − m)³": lambda: (
        Derivation("d", difference(at(n), at(m)), (n - m) ** 3).at({n: 3, m: 1}, ""),
    ),
    "X_n − X_m = (n − m)²": lambda: (number("d", difference(at(n), at(m)), (n - m) ** 2),),
    "X_{n+m} − X_n = m²": lambda: (number("d", difference(at(n + m), at(n)), m**2),),
    "X_{n+m}/X_n = m + 1": lambda: (number("d", ratio(at(n + m), at(n)), m + 1),),
    "X_r − X_s = (r − s)³": lambda: (number("d", difference(at(r), at(s)), (r - s) ** 3),),
    "X_n − Y_m = nm": lambda: (number("d", difference(at(n), other(m)), n * m),),
    "X_n/Y_m = n + m": lambda: (number("d", ratio(at(n), other(m)), n + m),),
    "a relative error n − m": lambda: (number("d", relative_error(at(n), at(m)), n - m),),
    "X_n − X_{4−n} = (n − 2)²": lambda: (number("d", difference(at(n), at(4 - n)), (n - 2) ** 2),),
    "a slope in a counter": lambda: (number("g", gradient(E, n), x),),
    # Grids and recursions from several places.
    "X_{nk} = n": lambda: (Derivation("a", at(n * k), n).at({n: 2, k: 3}, ""),),
    "X_{n/k} = k": lambda: (number("a", at(n / k), k),),
    "X_{nk} ~ N(n, 1)": lambda: (said(at(n * k), Normal(n, 1)),),
    "Var X_{nk} = n": lambda: (number("a", variance(at(n * k)), n),),
    "log X_{nk} = n": lambda: (number("a", logarithm(at(n * k)), n),),
    "a minimiser called X_{nk}": lambda: (found("o", E, n, at(n * k)),),
    "a recursion from m": lambda: (counted("a", t + m, m).at({t: 2, m: 1}, ""),),
    "a recursion from 2m": lambda: (counted("a", t + 2 * m, m),),
    "a recursion from 1 at every m": lambda: (counted("a", t + m, ONE),),
    "X_{n+m} is N_n and Y": lambda: (said(at(n + m), summed((1, noise(n), C), (1, Y, C))),),
    "X_{r²} is N_r and Y": lambda: (said(at(r**2), summed((1, noise(r), C), (1, Y, C))),),
    "X given Y = n + m is N_n": lambda: (said(given(X, Y, n + m), summed((1, noise(n), C))),),
    # What is bound, averaged and named.
    "Σ_k X_k = k": lambda: (number("a", total(at(k), "k"), k),),
    "E[(r − X)² | Y = s] = 0": lambda: (
        of_the_square(sp.S.Zero, square(difference(r, X)), 0).at({r: 5}, ""),
    ),
    "E[(2r − X)² | Y = s]": lambda: (of_the_square(r**2, square(difference(2 * r, X)), s**2 + 1),),
    "E[X/r | Y = s] = 1": lambda: (of_the_square(ONE, ratio(X, r), 1),),
    "A/B = 5 and B/A = 7": lambda: (
        found("o", E, 5, ratio(A, B)),
        found("p", W, 7, ratio(B, A)),
    ),
    # Names that are formulas.
    "x² = 5": lambda: (number("a", quantity("xx", "x^{2}"), 5), number("b", E, x**2)),
    "xy = 5": lambda: (number("a", quantity("xx", "xy"), 5), number("b", E, x * y)),
    "x y = 5": lambda: (number("a", quantity("xx", r"x\,y"), 5), number("b", E, x * y)),
    "log x = 5": lambda: (number("a", quantity("lg", r"\log x"), 5), number("b", E, sp.log(x))),
    "log = 5": lambda: (number("a", quantity("lg", r"\log"), 5), number("b", E, sp.log(x))),
    "ℝ = 5": lambda: (number("a", quantity("R", r"\mathbb R"), 5),),
    "σ(x) = 5": lambda: (
        number("a", family("sg", r"\sigma({0})")(x), 5),
        number("b", E, defined("sg", r"\sigma({0})", lambda c: 1 / (1 + sp.exp(-c)))(x)),
    ),
    "x is a mean": lambda: (
        Derivation("a", quantity("x", "x"), Mean(r**2, r, C)).equals(1, ""),
        number("b", E, x + 1),
    ),
    "a member of a recursion, and a letter": lambda: (
        counted("rec", t, ONE),
        number("b", E, Letter("Xt", "X_{t}", real=True) + 1),
    ),
    "x that is rested on, and a letter": lambda: (
        number("b", E, x + 1, rests=(number("a", quantity("x", "x"), 5),)),
    ),
}


@pytest.mark.parametrize("stated", FALSE.values(), ids=FALSE)
def test_what_cannot_be_is_refused(stated: Callable[[], Lines]) -> None:
    assert heard(stated)


TRUE: dict[str, Callable[[], Lines]] = {
    "a walk by a kernel": lambda: (said(at(0), C), KERNEL, said(at(2), Normal(0, 3))),
    "a kernel and one member": lambda: (KERNEL, said(at(3), Normal(0, 4))),
    "a member of its own": lambda: (
        said(other(0), Normal(0, 9)),
        said(given(at(t), other(t), r), Normal(r, 1)),
        said(at(0), Normal(0, 10)),
    ),
    "two children that fit": lambda: (
        said(given(Y, X, r), Normal(r, 1)),
        said(given(Z, X, r), Normal(2 * r, 1)),
        said(Y, Normal(0, 2)),
        said(Z, Normal(0, 5)),
    ),
    "X_{n+1} − X_n": lambda: (number("d", difference(at(n + 1), at(n)), n**3),),
    "X_n/X_0": lambda: (number("d", ratio(at(n), at(0)), n**3),),
    "X_n − Y_n": lambda: (number("d", difference(at(n), other(n)), n**3),),
    "a new noise in every step": lambda: (
        said(at(t + 1), summed((1, at(t), Normal(0, t + 1)), (1, noise(t), C))),
    ),
    "X_{nx}, for one step x": lambda: (number("a", at(n * x), n * x**2),),
}


@pytest.mark.parametrize("stated", TRUE.values(), ids=TRUE)
def test_what_can_be_is_heard(stated: Callable[[], Lines]) -> None:
    assert heard(stated) == ""


MOVES: dict[str, Stated] = {
    "2ⁿ/n → 0": lambda: line(2**n / n).tends_to(0, TO_INFINITY, ""),
    "p + e^x ≈ p": lambda: line(ROOT + sp.exp(x)).approximates(ROOT, MOVED, ""),
    "p·e^x → 0": lambda: line(ROOT * sp.exp(x)).tends_to(0, MOVED, ""),
    "p/log(1 + x) → 0": lambda: line(ROOT / sp.log(1 + x)).tends_to(0, LOGARITHM, ""),
}


@pytest.mark.parametrize("stated", MOVES.values(), ids=MOVES)
def test_a_chart_moves_things_as_they_move(stated: Stated) -> None:
    held, told_of = fate(stated)
    assert not held
    assert told_of


def test_the_step_of_a_grid_is_part_of_what_is_assumed() -> None:
    """X at 6 is 18 on the grid of step 3, and something else on that of step 2."""
    of = Derivation("a", at(n * x), n * x**2).at({n: 2, x: 3}, "")
    assert fate(lambda: of)[0]
    assert "x = 3" in assumptions(of.statement(), text)


def test_no_function_has_values_that_no_number_is() -> None:
    every: tuple[dict[str, Any], ...] = (
        {"integer": True, "prime": True, "above": 23, "below": 29},
        {"even": True, "prime": True, "above": 2},
        {"composite": True, "below": 4},
        {"integer": True, "prime": True, "at_least": 8, "at_most": 10},
    )
    for kinds in every:
        with pytest.raises(Malformed, match="no whole number is between the bounds"):
            function("own", "h({0})", **kinds)
    function("own", "h({0})", prime=True, above=23, at_most=29)


def test_a_maximum_is_in_brackets_in_front_of_a_variable_and_over_another() -> None:
    in_brackets = r"\left(\max_{1 \le k \le 2} f(k)\right)"
    assert in_brackets in Combination((Term(MOST, X, C),)).tex()
    assert "(" + r"\max_{1 \le k \le 2} f(k)" in ratio(MOST, A).tex()


def test_the_size_of_a_law_has_a_value_where_a_line_is_looked_at() -> None:
    """p ≤ 1 for a law, with equality where n = 1."""
    law = Domain(unit_sums=(sp.Sum(p(k), (k, 1, n)),))
    held, told_of = fate(lambda: line(p(j), where=law).less_than(1, ""))
    assert not held
    assert "no value was given" not in told_of
    best = Gibbs(Divergence(p(k), k, n), best=0, maximum=True)
    assert best.best == 0
    assert isinstance(best.best, sp.Expr)
