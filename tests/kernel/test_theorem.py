"""What the kernel makes theorems of, asked at its own door and not by way of a derivation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sympy as sp

from solutions.kernel.composition import EQUALITY, NEAR, Relation
from solutions.kernel.domains.domain import EVERYWHERE, Domain
from solutions.kernel.errors import NoTheorem, Undecided
from solutions.kernel.statement import Statement
from solutions.kernel.theorem import (
    Theorem,
    chain,
    conclude,
    define,
    enlarge,
    instantiate,
    judge,
    moment_of,
)
from solutions.objects.laws import Normal, put
from solutions.objects.operations import gradient, mean, variance
from solutions.objects.quantities import family, quantity
from solutions.relations.equalities.equality import Identity
from solutions.relations.inequalities.bounds import Inequality
from solutions.relations.laws.variation import Gradient
from solutions.relations.limits.approximation import Approximation
from solutions.relations.limits.limit import Limit
from solutions.relations.regimes.regime import Regime
from tests.kernel.letters import r, s, x, y

E = quantity("E", "E")
X = family("X", "X_{{{0}}}")
SMALL = Regime(r"x \to 0", (x,), (x,), (), (), fixed=(y,))
NONE: frozenset[Any] = frozenset()


def begin(left: Any, value: Any, gamma: Domain = EVERYWHERE) -> Theorem:
    return define(left, value, gamma)


def line(left: Any, rule: Any, right: Any, gamma: Domain = EVERYWHERE) -> Theorem:
    """The theorem of one line."""
    found = judge(left, rule, right, gamma)
    assert isinstance(found, Theorem)
    return found


def near(left: Any, right: Any, gamma: Domain = EVERYWHERE) -> Theorem:
    return line(left, Approximation(SMALL), right, gamma)


# --- what each is made of ------------------------------------------------------------------------


def test_what_a_rule_does_not_prove_is_no_theorem() -> None:
    for rule in (Identity(), Inequality()):
        found = judge(x + 1, rule, x, EVERYWHERE)
        assert not isinstance(found, Theorem)
        assert not found.holds


def test_a_theorem_says_by_which_rule_and_from_what_it_is() -> None:
    first = begin(E, x + x**2)
    same = line(x + x**2, Identity(), x * (x + 1))
    about = near(x * (x + 1), x)
    slope = line(x + x**2, Gradient(x), 1 + 2 * x)
    law = begin(X(1), Normal(r, y))
    carried = line(x, Identity(), x)
    again = near(x * (x + 1), x)
    approximately = chain(chain(first, same), about)
    for found, rule, premises in (
        (first, "definition", ()),
        (same, "identity", ()),
        (about, "approximation", ()),
        (chain(first, same), "chain", (first, same)),
        (chain(approximately, carried, again), "chain", (approximately, carried, again)),
        (conclude(first, slope, gradient(E, x), "=", NONE), "gradient", (first, slope)),
        (instantiate(first, {x: y}, put), "substitution", (first,)),
        (enlarge(first, Domain((x >= 1,))), "weakening", (first,)),
        (moment_of(law, "mean", mean), "mean", (law,)),
        (moment_of(law, "variance", variance), "variance", (law,)),
    ):
        assert isinstance(found.statement, Statement)
        assert (found.rule, found.premises) == (rule, premises)
        assert (found.evidence is None) == (rule not in ("identity", "approximation"))


# --- a rule about another quantity ---------------------------------------------------------------


def test_a_gradient_of_a_value_is_not_that_value() -> None:
    first, slope = begin(E, x**2), line(x**2, Gradient(x), 2 * x)
    with pytest.raises(NoTheorem, match="does not begin with the value"):
        chain(first, slope)
    found = conclude(first, slope, gradient(E, x), "=", NONE).statement
    assert (found.left, found.relation, found.right) == (gradient(E, x), EQUALITY, 2 * x)


def test_an_identity_says_nothing_of_another_quantity() -> None:
    first, same = begin(E, x + 1), line(x + 1, Identity(), 1 + x)
    with pytest.raises(NoTheorem, match="identity is no rule about another quantity"):
        conclude(first, same, gradient(E, x), "=", NONE)


# --- an approximation that is carried on ---------------------------------------------------------


def begun() -> Theorem:
    """E = x + y ≈ y."""
    return chain(begin(E, x + y), near(x + y, y))


def on() -> Theorem:
    """And then a line that goes on from y."""
    return line(y, Identity(), y)


OTHER = Regime("x to 0", (x,), (x,), (), (), fixed=(y,))
JUDGED: dict[str, Callable[[], Theorem | None]] = {
    "not at all": lambda: None,
    "from the line before": lambda: near(y, y),
    "from somewhere else": lambda: near(y + x**2, y),
    "up to somewhere else": lambda: near(x + y, y / (1 + x)),
    "by another relation": lambda: line(x + y, Limit(SMALL), y),
    "in another regime": lambda: line(x + y, Approximation(OTHER), y),
    "under more": lambda: near(x + y, y, Domain((y >= 1,))),
}


@pytest.mark.parametrize("judged", JUDGED.values(), ids=JUDGED)
def test_an_approximation_is_carried_on_from_where_it_began_alone(judged: Any) -> None:
    with pytest.raises(NoTheorem, match="has to be judged from its start"):
        chain(begun(), on(), judged())


def test_an_approximation_that_is_judged_from_its_start_is_carried_on() -> None:
    found = chain(begun(), on(), near(x + y, y))
    assert found.statement == Statement(EVERYWHERE, E, Relation(NEAR, SMALL), y)


def test_where_an_approximation_began_is_not_forgotten_on_the_way() -> None:
    """E = x + y ≈ y, carried on, then with more assumed, then at y = 2."""
    again, narrow = near(x + y, y), Domain((y >= 1,))
    further = chain(chain(begun(), on(), again), on(), again)
    smaller = enlarge(further, narrow)
    assert chain(smaller, on(), near(x + y, y, narrow)).statement.gamma == narrow
    there = instantiate(further, {y: sp.Integer(2)}, put)
    same, put_in = line(sp.Integer(2), Identity(), sp.Integer(2)), there.statement.gamma
    with pytest.raises(NoTheorem, match="judged from its start"):
        chain(there, same, near(sp.Integer(2), sp.Integer(2), put_in))
    assert chain(there, same, near(x + 2, sp.Integer(2), put_in)).statement.right == 2


def test_a_letter_that_comes_back_comes_back_in_where_an_approximation_began() -> None:
    """X(y) = 1 − xy ≈ 1/(1 + xy/2), so X(2y) = 1 − 2xy ≈ 1/(1 + xy), which is 1 − xy/(1 + xy).

    But that shows a term which is wrong.
    """
    first = chain(begin(X(y), 1 - x * y), near(1 - x * y, 1 / (1 + x * y / 2)))
    twice = instantiate(first, {y: 2 * y}, put)
    shown = 1 - x * y / (1 + x * y)
    written = line(1 / (1 + x * y), Identity(), shown)
    with pytest.raises(NoTheorem, match="judged from its start"):
        chain(twice, written, near(1 - x * y, shown))
    assert not isinstance(judge(1 - 2 * x * y, Approximation(SMALL), shown, EVERYWHERE), Theorem)


def test_a_law_that_is_near_another_has_a_variance_that_is_near() -> None:
    first = begin(X(1), Normal(0, y + x))
    law = chain(first, near(first.statement.right, Normal(0, y)))
    found = moment_of(law, "variance", variance)
    assert found.statement.relation == Relation(NEAR, SMALL)
    assert chain(found, on(), near(x + y, y)).statement.left == variance(X(1))


# --- what a line moves ---------------------------------------------------------------------------

APART = {
    "an inequality": Domain((r >= 1,)),
    "a whole number": Domain(whole=(r,)),
    "what is not zero": Domain(nonzero=(r - 1,)),
}


def test_what_is_so_at_some_points_has_no_limit_elsewhere() -> None:
    """E = √(x − 1)² is x − 1 for x ≥ 1, and tends to 1 as x → 0, not to −1."""
    root, right = sp.sqrt((x - 1) ** 2), Domain((x >= 1,))
    first = chain(begin(E, root), line(root, Identity(), x - 1, right))
    with pytest.raises(NoTheorem, match="the line moves x, and was judged without x >= 1"):
        chain(first, line(x - 1, Limit(SMALL), sp.S.NegativeOne))


@pytest.mark.parametrize("gamma", APART.values(), ids=APART)
def test_what_is_so_at_some_points_has_no_slope_elsewhere(gamma: Domain) -> None:
    slope = line(r**2, Gradient(r), 2 * r)
    with pytest.raises(NoTheorem, match="the line moves r, and was judged without r"):
        conclude(begin(E, r**2, gamma), slope, gradient(E, r), "=", frozenset({r}))


def test_what_is_assumed_of_letters_that_stay_holds_for_limits_and_slopes() -> None:
    gamma = Domain((y >= 1, s < r), nonzero=(s,))
    limit = line(x + y, Limit(SMALL), y)
    assert chain(begin(E, x + y, gamma), limit).statement.gamma == gamma
    slope = line(x**2, Gradient(x), 2 * x)
    found = conclude(begin(E, x**2, gamma), slope, gradient(E, x), "=", frozenset({x}))
    assert found.statement.gamma == gamma


def test_a_line_that_was_judged_under_all_that_is_assumed_moves_what_it_may() -> None:
    gamma = Domain((x <= 1,))
    limit = line(x + y, Limit(SMALL), y, gamma)
    assert chain(begin(E, x + y, gamma), limit).statement.gamma == gamma


# --- values for letters --------------------------------------------------------------------------


@pytest.mark.parametrize("value", [sp.sqrt(r), sp.log(r), 1 / r, sp.sqrt(r - y)], ids=str)
def test_only_what_has_a_value_is_put_for_a_letter(value: sp.Expr) -> None:
    """Of X(s) = s² ≥ 0 with s = √r there would follow X(√−1) ≥ 0, and X(√−1) = −1."""
    with pytest.raises(Undecided):
        instantiate(begin(X(s), s**2), {s: value}, put)


def test_a_value_that_there_is_where_something_is_assumed_is_put_there() -> None:
    found = instantiate(begin(X(s), s**2, Domain((r >= 0,))), {s: sp.sqrt(r)}, put)
    assert (found.statement.left, found.statement.right) == (X(sp.sqrt(r)), r)
    with pytest.raises(Undecided, match="no point is left"):
        instantiate(found, {r: sp.S.NegativeOne}, put)
