"""A value for a letter: on the left, on the right and in Γ, once, and nowhere that it is bound."""

from __future__ import annotations

import pytest
import sympy as sp

from solutions.author import (
    Derivation,
    Domain,
    Normal,
    gradient,
    limit,
    log_density,
    total,
    variance,
)
from solutions.kernel.errors import NoTheorem, Undecided
from solutions.objects.quantities import GRADIENT, LEAST_AT, PLACED
from tests.statements.lines import (
    TO0,
    Y_TO0,
    E,
    R,
    X,
    a,
    b,
    k,
    line,
    m,
    n,
    r,
    refusal,
    s,
    x,
    y,
    z,
)

WALK = Derivation("walk", X(n * x), Normal(0, y + n * x), where=Domain((x <= 1,))).equals(
    Normal(0, x * n + y), because="so"
)


def test_both_sides_and_all_that_is_assumed_move_along() -> None:
    found = WALK.at({n: z / x}, because="so many steps").statement()
    assert found.left == X(z)
    assert found.right == Normal(0, y + z)
    assert found.gamma.whole == (z / x,)
    assert (x <= 1) in found.gamma.facts
    assert found.gamma.put == ((n, z / x),)


def test_what_a_letter_was_declared_to_be_is_asked_of_its_value() -> None:
    found = line(sp.sqrt(x**2)).equals(x, because="x > 0").at({x: r + 1}, because="so").statement()
    assert found.gamma.facts == (sp.Gt(r + 1, 0, evaluate=False),)
    with pytest.raises(Undecided, match="what x is declared to be is false"):
        line(sp.sqrt(x**2)).equals(x, because="x > 0").at({x: sp.Integer(-1)}, because="so")


def test_at_a_place_a_function_does_not_become_that_place() -> None:
    """x² at x = 3 is 9 of what it was a function of, under x = 3; it is no fact on x = 9."""
    found = line(x**2).at({x: sp.Integer(3)}, because="there").statement()
    assert (found.left, found.right, found.gamma.put) == (E, 9, ((x, 3),))


AGAIN = "x was replaced before (x = 3) and cannot be spoken of again; go on from a line before that"
NINE = line(x**2).at({x: sp.Integer(3)}, because="there")
SPENT = {
    "at another place": lambda: NINE.at({x: sp.Integer(5)}, because=""),
    "put in for another letter": lambda: (
        line(x + y).at({x: sp.Integer(3)}, because="").at({y: x}, because="")
    ),
    "as what a gradient is taken in": lambda: NINE.gradient(0, of=x, because=""),
    "as what moves in a limit": lambda: NINE.tends_to(9, TO0, because=""),
    "as what moves in an approximation": lambda: NINE.approximates(9, TO0, because=""),
    "on the right": lambda: NINE.at_most(9 + x, because=""),
    "in an assumption": lambda: NINE.equals(9, because="", where=Domain((x >= 5,))),
    "in what is assumed whole": lambda: NINE.equals(9, because="", where=Domain(whole=(x,))),
    "in what is not zero": lambda: NINE.equals(9, because="", where=Domain(nonzero=(x - 1,))),
    "where another derivation goes on": lambda: NINE.onward("g", where=Domain((x > 4,))),
}


@pytest.mark.parametrize("stated", SPENT.values(), ids=SPENT)
def test_a_letter_that_was_replaced_is_not_spoken_of_again(stated) -> None:
    assert AGAIN in refusal(stated)


def test_a_minimum_is_not_taken_in_a_letter_that_was_replaced() -> None:
    there = line((r - 1) ** 2 + s**2).at({r: sp.Integer(1)}, because="").least_at(0, s, because="")
    assert refusal(there) == ""
    gone = line((r - 1) ** 2 + s**2).at({s: sp.Integer(1)}, because="").least_at(1, s, because="")
    assert refusal(gone) != ""


@pytest.mark.parametrize("values", [{x: 2 * x}, {x: y, y: x}, {x: y + 1, y: sp.Integer(2)}])
def test_a_letter_does_not_come_back_where_the_left_side_is_silent_on_it(values) -> None:
    """E = x² would become E = 4x², with nothing to tell that its x is another one."""
    told = "does not have it as an argument; put in a letter of its own"
    assert told in refusal(lambda: line(x + 3 * y).at(values, because=""))


def test_a_letter_comes_back_in_the_arguments_of_the_left_side() -> None:
    found = WALK.at({n: 2 * n}, because="twice as many steps").statement()
    assert (found.left, found.right) == (X(2 * n * x), Normal(0, y + 2 * n * x))
    assert found.gamma.put == ()


MOVES = "x moves in the regime of the line before, which says nothing at one value"


@pytest.mark.parametrize("values", [{x: sp.Integer(3)}, {y: x + 1}, {y: x}])
@pytest.mark.parametrize("way", ["approximates", "tends_to"])
def test_a_letter_that_a_regime_moves_is_not_replaced(way: str, values) -> None:
    near = getattr(line(y + x), way)(y, TO0, because="x is small")
    assert refusal(near) == ""
    assert MOVES in refusal(lambda: near.at(values, because="there"))


def test_other_letters_are_replaced_behind_a_limit() -> None:
    found = line(y + x).tends_to(y, TO0, because="x goes").at({y: R(1, 2)}, because="there")
    assert refusal(found) == ""
    assert found.statement().relation.regime == TO0


@pytest.mark.parametrize("more", [Domain((x >= 1,)), Domain(whole=(x,)), Domain(nonzero=(x - y,))])
@pytest.mark.parametrize("way", ["approximates", "tends_to"])
def test_nothing_more_is_assumed_of_what_moves(way: str, more: Domain) -> None:
    near = getattr(line(y + x), way)(y, TO0, because="x is small")
    told = "x moves in the regime of the line before, and nothing more can be assumed of it there"
    assert refusal(lambda: near.equals(y, because="", where=more)) != ""
    assert told in refusal(lambda: near.onward("g", where=more))
    assert refusal(near.equals(y, because="", where=Domain((y >= 1,)))) == ""


def test_an_index_on_the_left_is_no_letter() -> None:
    summed = total(X(k), k)
    assert summed.at({k: sp.Integer(3)}) == summed
    with pytest.raises(Undecided, match="k already has a meaning of its own in Σ_k X"):
        total(X(k + m), k).at({m: k})
    assert total(X(k + m), k).at({m: n}) == total(X(k + n), k)


def test_what_an_optimum_is_over_is_no_letter() -> None:
    best = LEAST_AT(X(r + a), r)
    assert best.at({r: sp.Integer(3)}) == best
    assert best.at({a: b}) == LEAST_AT(X(r + b), r)
    with pytest.raises(Undecided, match="r already has a meaning"):
        best.at({a: r})


def test_a_gradient_is_taken_before_its_letter_gets_a_value() -> None:
    found = (
        line(x**3).gradient(3 * x**2, of=x, because="a power").at({x: sp.Integer(2)}, because="")
    )
    assert found.statement().left == PLACED(gradient(E, x), x, 2)
    assert found.statement().right == 12
    with pytest.raises(Undecided, match="x already has a meaning"):
        GRADIENT(X(a), x).at({a: x})


def test_what_moves_in_a_limit_on_the_left_is_no_letter() -> None:
    goes = limit(variance(X(x + y)), TO0.name)
    for values in ({x: sp.Integer(1)}, {y: x}):
        with pytest.raises(Undecided, match="has no one value there"):
            goes.at(values)
    assert goes.at({y: z}) == limit(variance(X(x + z)), TO0.name)


def test_the_place_of_a_density_is_one() -> None:
    density = log_density(X(0), r)
    assert density.at({r: sp.Integer(1)}) == log_density(X(0), sp.Integer(1))
    put = Derivation("d", density, -(r**2) / 2).at({r: sp.Integer(1)}, because="there")
    assert refusal(put.law(Normal(0, 1), r, because="")) != ""


@pytest.mark.parametrize("old", [sp.Integer(2), x + 1, sp.exp(x)])
def test_only_a_letter_is_replaced(old) -> None:
    assert "only a letter can" in refusal(lambda: line(x + 2 + sp.exp(x)).at({old: y}, because=""))


def test_no_theorem_is_made_of_two_regimes() -> None:
    both = line(1 + x + y).approximates(1 + y, TO0, because="")
    with pytest.raises(NoTheorem, match="after ≈ nothing follows by ≈"):
        both.approximates(1, Y_TO0, because="").statement()
