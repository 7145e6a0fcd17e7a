"""What follows from statements: under all that either assumes, and about the same quantity."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp

from solutions.kernel.composition import (
    AT_LEAST,
    AT_MOST,
    EQUALITY,
    LESS,
    NEAR,
    TENDS,
    WORDS,
    Relation,
)
from solutions.kernel.context import free, moved, without_units
from solutions.kernel.domains.domain import EVERYWHERE, Domain
from solutions.kernel.errors import NoTheorem
from solutions.kernel.statement import (
    Statement,
    chained,
    concluded,
    defined_as,
    enlarged,
    instantiated,
    moment,
)
from solutions.objects.laws import Enclosure, Normal, put
from solutions.objects.quantities import family, quantity
from solutions.relations.regimes.regime import Regime
from tests.kernel.letters import d, j, n, p, q, r, s, t, u, x, y

E, F = quantity("E", "E"), quantity("F", "F")
X = family("X", "X_{{{0},{1}}}")
SMALL = Regime(r"x \to 0", (x,), (x,), (), (), fixed=(y, t))
P, Q = (sp.Sum(one(j), (j, 1, n)) for one in (p, q))


def begun(value: Any, gamma: Domain = EVERYWHERE, word: str = "=") -> Statement:
    return Statement(gamma, E, relation(word), value)


def relation(word: str) -> Relation:
    return Relation(word, SMALL if word in (NEAR, TENDS) else None)


# --- chains --------------------------------------------------------------------------------------


def test_what_is_chained_is_under_all_that_both_assume() -> None:
    one = Domain((y >= 1,), (P,), (r,), (s,))
    two = Domain((t >= y,), (Q,), (2 * s,), (r + s,))
    for first, second, word in (("=", "=", "="), ("=", LESS, LESS), (AT_MOST, LESS, LESS)):
        found = chained(begun(x, one, first), Statement(two, x, relation(second), y))
        assert found == Statement(one.join(two), E, Relation(word), y)


def test_a_chain_goes_on_with_the_very_value_that_it_ended_with() -> None:
    law = Normal(x, y)
    for ends, begins in (
        (x, y),
        (sp.S.One, 1),
        (sp.S.One, True),
        (sp.S.true, True),
        (law, Normal(y, x)),
        (law, (x, y)),
        (Enclosure(x, x), x),
    ):
        for first, second in ((ends, begins), (begins, ends)):
            with pytest.raises(NoTheorem, match="does not begin with the value that the line"):
                chained(begun(first), Statement(EVERYWHERE, second, EQUALITY, x))
            with pytest.raises(NoTheorem, match="does not begin with the value that the line"):
                concluded(begun(first), Statement(EVERYWHERE, second, EQUALITY, x), F, "a rule")
    assert chained(begun(law), Statement(EVERYWHERE, Normal(x, y), EQUALITY, law)) == begun(law)


def test_where_nothing_follows_the_line_says_after_what_and_by_what() -> None:
    with pytest.raises(NoTheorem, match="after ≥ nothing follows by ≤, so the chain ends"):
        chained(begun(x, word=AT_LEAST), Statement(EVERYWHERE, x, Relation(AT_MOST), y))


# --- another quantity ----------------------------------------------------------------------------


@pytest.mark.parametrize("word", [one for one in WORDS if one != "="])
def test_a_rule_about_another_quantity_needs_the_line_that_it_asks_for(word: str) -> None:
    link = Statement(Domain((y >= 1,)), x, Relation(AT_LEAST), y)
    told = f"a rule needs a line with =, and all that is known of the quantity before it is {word};"
    with pytest.raises(NoTheorem, match=told):
        concluded(begun(x, word=word), link, F, "a rule")
    with pytest.raises(NoTheorem, match=f"needs a line with {word}, .* is =;"):
        concluded(begun(x), link, F, "a rule", word)
    found = concluded(begun(x, Domain((t >= 1,)), word), link, F, "a rule", word)
    assert found == Statement(Domain((t >= 1, y >= 1)), F, Relation(AT_LEAST), y)


LAWS: frozenset[Any] = frozenset({p})


def test_that_a_function_is_a_law_is_part_of_what_is_best_over_all_laws() -> None:
    one, two = Domain((q(1) >= x,), (P,)), Domain(unit_sums=(Q,), whole=(q(2),), nonzero=(q(3),))
    found = concluded(begun(x, one), Statement(two, x, EQUALITY, y), F, "best", "=", LAWS)
    assert found.gamma == Domain((q(1) >= x,), (Q,), (q(2),), (q(3),))
    assert without_units(Domain(unit_sums=(P, Q)), frozenset({p, q})) == EVERYWHERE
    assert without_units(Domain(unit_sums=(P, Q)), frozenset()) == Domain(unit_sums=(P, Q))


@pytest.mark.parametrize(
    "more",
    [
        Domain((p(1) >= x,)),
        Domain((y >= 1, x <= 1 + p(2))),
        Domain((x <= q(1) + 2 * p(2), y >= 1)),
        Domain(whole=(p(1),)),
        Domain(nonzero=(y - 3, p(1) - p(2), y - 2)),
    ],
    ids=str,
)
def test_nothing_more_is_assumed_of_a_function_that_is_varied(more: Domain) -> None:
    for one, two in ((more, EVERYWHERE), (EVERYWHERE, more), (more, more)):
        with pytest.raises(NoTheorem, match="best varies a function that more is assumed of"):
            concluded(begun(x, one), Statement(two, x, EQUALITY, y), F, "best", "=", LAWS)
        concluded(begun(x, one), Statement(two, x, EQUALITY, y), F, "best")


def test_a_letter_that_was_replaced_is_not_what_a_rule_moves() -> None:
    gone = Domain(put=((r, sp.S.One),))
    link = Statement(EVERYWHERE, x, EQUALITY, y)
    with pytest.raises(NoTheorem, match=r"r was replaced before \(r = 1\)"):
        concluded(begun(x, gone), link, F, "a gradient", "=", frozenset({r, p}))
    with pytest.raises(NoTheorem, match=r"r was replaced before \(r = 1\)"):
        concluded(begun(x, gone), Statement(EVERYWHERE, x, EQUALITY, r), F, "a gradient")
    assert concluded(begun(x, gone), link, F, "a gradient", "=", frozenset({s})).gamma == gone


# --- values for letters --------------------------------------------------------------------------


def test_what_was_put_is_told_with_what_was_put_since() -> None:
    once = instantiated(begun(x + t), {t: 2 * x}, put)
    assert (once.right, once.gamma.put) == (3 * x, ((t, 2 * x),))
    twice = instantiated(once, {x: d}, put)
    assert (twice.right, twice.gamma.put) == (3 * d, ((t, 2 * d), (x, d)))


def test_a_letter_that_comes_back_is_a_letter_as_before() -> None:
    both = Statement(EVERYWHERE, X(x, y), EQUALITY, x - y)
    for values, right, told in (
        ({x: y, y: x}, y - x, ()),
        ({x: 2 * x}, 2 * x - y, ()),
        ({x: y, y: sp.Integer(2)}, y - 2, ((x, y),)),
        ({x: t, y: 3 * y}, t - 3 * y, ((x, t),)),
    ):
        found = instantiated(both, values, put)
        assert found.left == X(*(one.xreplace(values) for one in (x, y)))
        assert (found.right, found.gamma.put) == (right, told)


@pytest.mark.parametrize("values", [{x: y, y: x}, {x: 2 * x}, {t: x, x: sp.S.One}], ids=str)
def test_it_does_not_come_back_where_the_left_side_is_silent_on_it(values: Any) -> None:
    for left in (E, X(t, d)):
        with pytest.raises(NoTheorem, match="is replaced and comes back in what is put in"):
            instantiated(Statement(EVERYWHERE, left, EQUALITY, x + y), values, put)


@pytest.mark.parametrize("word", [NEAR, TENDS])
def test_what_a_regime_moves_is_neither_replaced_nor_put_in(word: str) -> None:
    near = begun(y + t, word=word)
    for values in ({x: y}, {y: x}, {y: t + x, t: y}, {t: sp.S.One, x: sp.S.One}):
        with pytest.raises(NoTheorem, match="x moves in the regime of the line before"):
            instantiated(near, values, put)
    assert instantiated(near, {y: sp.Integer(2)}, put).right == 2 + t


def test_a_letter_that_is_gone_is_neither_replaced_nor_put_in() -> None:
    gone = begun(y + d, Domain(put=((t, d), (u, y))))
    for values in ({t: y}, {y: t}, {d: 2 * t}):
        with pytest.raises(NoTheorem, match=r"t was replaced before \(t = d\) and cannot"):
            instantiated(gone, values, put)
    with pytest.raises(NoTheorem, match=r"t, u was replaced before \(t = d, u = y\)"):
        instantiated(gone, {y: t + u}, put)


def test_a_declared_sign_that_follows_from_the_rest_needs_no_saying() -> None:
    assert moved(Domain((y >= 2,)), {x: y - 1}).facts == (y >= 2,)
    assert moved(Domain((y >= 2, r >= 1)), {x: y - 1, u: r - 1}).facts == (y >= 2, r >= 1)
    assert moved(Domain((y >= 2,)), {x: y - 3}).facts == (y >= 2, y - 3 > 0)
    for values in ({x: r + y, t: r}, {t: r, x: r + y}):
        assert moved(EVERYWHERE, values).facts == (r > 0,)


def test_of_two_signs_that_follow_from_each_other_one_is_said() -> None:
    for values in ({x: r - s, t: 2 * r - 2 * s}, {t: 2 * r - 2 * s, x: r - s}):
        [fact] = moved(EVERYWHERE, values).facts
        assert fact in (r - s > 0, 2 * r - 2 * s > 0)


def test_what_was_assumed_is_assumed_even_where_it_follows() -> None:
    both = Domain((y >= 1, y >= 2, y > 0 * y + 1))
    assert moved(both, {x: t}).facts == both.facts


# --- more assumed --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "more",
    [Domain((x <= 1,)), Domain(whole=(x,)), Domain(nonzero=(x - y,)), Domain((y >= 1, x <= y))],
    ids=str,
)
@pytest.mark.parametrize("word", [NEAR, TENDS])
def test_of_what_a_regime_moves_no_more_is_assumed(word: str, more: Domain) -> None:
    near = begun(y, word=word)
    told = "x moves in the regime of the line before, and nothing more can be assumed"
    with pytest.raises(NoTheorem, match=told):
        enlarged(near, more)
    with pytest.raises(NoTheorem, match=told):
        chained(near, Statement(more, y, EQUALITY, y))
    assert enlarged(begun(y, more, word), more) == begun(y, more, word)
    assert enlarged(begun(y), more) == begun(y, more)


def test_a_letter_that_is_gone_is_not_spoken_of() -> None:
    gone = Domain((d >= 1,), put=((t, d),))
    for more in (Domain((t <= 1,)), Domain(whole=(t,)), Domain((y >= 1,), nonzero=(t - 1,))):
        with pytest.raises(NoTheorem, match="t was replaced before"):
            enlarged(begun(y, gone), more)
    for rule, right in (("=", t), (TENDS, y)):
        regime = Regime(r"t \to 0", (t,), (t,), (), (), fixed=(y,))
        link = Relation(rule, regime if rule == TENDS else None)
        with pytest.raises(NoTheorem, match="t was replaced before"):
            chained(begun(y, gone), Statement(EVERYWHERE, y, link, right))


# --- laws and letters ----------------------------------------------------------------------------


def test_the_moments_of_a_law_are_as_exact_as_the_line_about_it() -> None:
    law, wide = Normal(r, y), Normal(r, Enclosure(y, x))
    gamma = Domain((x >= y,))
    for word, right, which, found, exact in (
        ("=", law, "mean", r, "="),
        ("=", law, "variance", y, "="),
        ("∈", wide, "mean", r, "="),
        ("∈", wide, "variance", Enclosure(y, x), "∈"),
        ("∈", law, "variance", y, "="),
        ("⊆", wide, "mean", r, "="),
        ("⊆", wide, "variance", Enclosure(y, x), "⊆"),
        (NEAR, law, "mean", r, NEAR),
        (TENDS, law, "variance", y, TENDS),
    ):
        assert moment(begun(right, gamma, word), which, F) == Statement(
            gamma, F, relation(exact), found
        )


@pytest.mark.parametrize(
    ("right", "which"),
    [(x, "mean"), (Enclosure(x, y), "variance"), (Enclosure(x, y), "lower"), (Normal(0, x), "tex")],
)
def test_what_is_no_law_has_no_moments(right: Any, which: str) -> None:
    with pytest.raises(NoTheorem, match=f"is about no law, so that it has no {which}"):
        moment(begun(right), which, F)


def test_a_quantity_is_declared_to_be_a_value_by_an_equation() -> None:
    assert defined_as(E, x, Domain((x >= 1,))) == Statement(Domain((x >= 1,)), E, EQUALITY, x)


def test_the_letters_of_a_value_are_those_of_all_that_it_is_made_of() -> None:
    for value, letters in (
        (x + y, {x, y}),
        ((x, y, (t,)), {x, y, t}),
        (Normal(r, Enclosure(y, x * n)), {r, y, x, n}),
        ((Normal(r, y), X(s, u)), {r, y, s, u}),
        ((), set()),
        ("x", set()),
        (sp.Sum(p(j) * x, (j, 1, n)), {x, n}),
    ):
        assert free(value) == letters
