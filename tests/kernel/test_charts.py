"""Charts: a bounded letter reaches every value that its bounds allow, by a slack of one sign."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
import sympy as sp

from solutions.kernel.domains import bounded
from solutions.kernel.domains.chart import Slack, chart
from solutions.kernel.terms.letters import function
from tests.kernel.letters import c, d, g, j, m, n, r, s, t, u, x, y

HALF = sp.Rational(1, 2)
REAL, ABOVE = (-2, -1, 0, HALF, 1, 2, 3), (HALF, 1, 2, 3)
POINTS: dict[Any, Any] = {
    **dict.fromkeys((r, s), REAL),
    **dict.fromkeys((t, d, x, y), ABOVE),
    **dict.fromkeys((n, m), (1, 2, 3, 4)),
    **dict.fromkeys((u,), (0, HALF, 1, 2)),
    **dict.fromkeys((c,), (0, 1, 2, 3)),
    **dict.fromkeys((g,), (-2, -1, 0, 1, 2, 3)),
}


def fact(kind: Any, left: Any, right: Any) -> Any:
    return kind(sp.sympify(left), sp.sympify(right), evaluate=False)


GE, GT, LE, LT = sp.Ge, sp.Gt, sp.Le, sp.Lt
FACTS = [
    *[(fact(kind, t, d),) for kind in (GE, GT, LE, LT)],
    *[(fact(kind, one, 1),) for kind in (GE, GT, LE, LT) for one in (r, t, u, n, c, g)],
    *[(fact(kind, 2, one),) for kind in (GE, GT, LE, LT) for one in (r, t, u, n, c, g)],
    *[(fact(kind, n, m),) for kind in (GE, GT, LE, LT)],
    *[(fact(kind, r, s),) for kind in (GE, GT, LE, LT)],
    *[(fact(kind, g, r),) for kind in (GE, GT, LE, LT)],
    (fact(GE, t, d), fact(GE, d, 1)),
    (fact(GE, d, 1), fact(GT, t, d)),
    (fact(LE, t, d), fact(LE, d, 1)),
    (fact(GE, x, y), fact(GE, t, x + y)),
    (fact(GE, t, x + y), fact(GE, x, y), fact(LT, y, 3)),
    (fact(GE, n, m), fact(GT, m, 1)),
    (fact(GE, r, 1), fact(LE, r, 2)),
    (fact(GT, r, s), fact(GT, s, r)),
    (fact(GE, t, 1), fact(GE, t, d)),
    (fact(LE, x * y, 2),),
    (fact(GE, r + s, 1),),
    (fact(GE, n, 2 * m),),
]


def slacks(form: dict[Any, sp.Expr], point: dict[Any, Any]) -> dict[Any, Any]:
    """The values of all slacks at a point, one after the other."""
    found: dict[Any, Any] = {}
    left = dict(form)
    while left:
        ready = [one for one in left if len(left[one].xreplace(found).atoms(Slack)) <= 1]
        assert ready, "each letter has a slack of its own"
        for one in ready:
            value = left.pop(one).xreplace(found).xreplace(point)
            for slack in value.atoms(Slack):
                [found[slack]] = _solved(value - point[one], slack)
    return found


def _solved(gap: sp.Expr, slack: Slack) -> list[sp.Expr]:
    plain = sp.Dummy()
    return list(sp.solve(gap.xreplace({slack: plain}), plain))


@pytest.mark.parametrize("facts", FACTS, ids=str)
def test_every_point_at_which_the_bounds_hold_is_reached(facts: tuple[Any, ...]) -> None:
    letters = sorted(set().union(*(one.free_symbols for one in facts)), key=str)
    form = chart(facts, frozenset())
    for values in product(*(POINTS[one] for one in letters)):
        point = dict(zip(letters, map(sp.sympify, values), strict=True))
        if not all(one.func(*(side.xreplace(point) for side in one.args)) for one in facts):
            continue
        for slack, value in slacks(form, point).items():
            kinds = [kind for kind, yes in slack.assumptions0.items() if yes]
            assert all(getattr(value, f"is_{kind}") for kind in kinds), (slack, value, point)


@pytest.mark.parametrize("facts", FACTS, ids=str)
def test_a_letter_is_written_with_slacks_and_letters_without_bounds_alone(facts: Any) -> None:
    form = chart(facts, frozenset())
    for one, value in form.items():
        [own] = [slack for slack in value.atoms(Slack) if slack.of == one]
        assert own.is_nonnegative
        assert not value.free_symbols & set(form)


def test_what_a_bound_is_written_as() -> None:
    def of(*facts: Any, counts: Any = ()) -> dict[Any, sp.Expr]:
        return chart(facts, frozenset(counts))

    def loose(one: Any, integer: bool | None = None) -> Slack:
        return Slack(one, nonnegative=True, integer=integer)

    tight = Slack(r, positive=True, integer=None)
    assert of(r >= 1) == {r: 1 + loose(r)}
    assert of(r > 1) == {r: 1 + tight}
    assert of(r <= 1) == {r: 1 - loose(r)}
    assert of(r < 1) == {r: 1 - tight}
    assert of(fact(LE, t, 1)) == {t: 1 / (1 + loose(t))}
    assert of(fact(LE, u, 1)) == {u: 1 - loose(u)}
    assert of(fact(GE, n, 3)) == {n: 3 + loose(n, integer=True)}
    assert of(fact(GT, n, 3)) == {n: 4 + loose(n, integer=True)}
    assert of(fact(GT, g, m)) == {
        g: 1 + (1 + loose(m, integer=True)) + loose(g, integer=True),
        m: 1 + loose(m, integer=True),
    }
    assert of(fact(GE, n, x)) == {n: x + loose(n)}
    assert of(fact(GT, n, x)) == {n: x + Slack(n, positive=True, integer=None)}
    assert of(counts=(n,)) == {n: 1 + loose(n, integer=True)}
    assert of(fact(GE, n, 3), counts=(n,)) == {n: 3 + loose(n, integer=True)}
    counted = 1 + loose(n, integer=True)
    assert of(fact(GE, t, n)) == {t: counted + loose(t), n: counted}
    assert of(fact(GE, t, c)) == {t: c + loose(t)}
    assert of(fact(GE, r, 1), fact(LE, r, 2)) == of(fact(LE, r, 2), fact(GE, r, 1)) == of(r >= 1)
    assert of(fact(GE, x * y, 1)) == {}


def test_letters_of_one_name_have_slacks_of_their_own() -> None:
    other = sp.Symbol(r.name, real=True)
    assert Slack(r, nonnegative=True) != Slack(other, nonnegative=True)
    assert Slack(r, nonnegative=True) == Slack(r, nonnegative=True)
    form = chart((r >= 1, other >= 1), frozenset())
    assert form[r] != form[other]


# --- functions -----------------------------------------------------------------------------------

SIDES: list[dict[str, Any]] = [
    {low: -1, high: 2} for low in ("above", "at_least") for high in ("below", "at_most")
]
SIDES += [{"above": HALF}, {"at_least": -1}, {"below": 2}, {"at_most": 2}, {"below": -1}]
SIDES += [{"positive": True, one: 2} for one in ("below", "at_most")]
SIDES += [{"positive": True, "above": HALF, "below": 2}, {"nonnegative": True, "at_most": 1}]


@pytest.mark.parametrize("sides", SIDES, ids=str)
def test_a_bounded_function_reaches_all_that_its_bounds_allow_and_no_more(sides: Any) -> None:
    value = function("b", "b({0})", **sides)(r)
    [(key, form)] = bounded.chart(value**2 + r).items()
    assert key == value
    [slack] = form.atoms(Slack)
    for number in map(sp.sympify, (-2, -1, -HALF, 0, HALF, 1, 2, 3)):
        allowed = value.func.bounds.hold(number) and not (value.is_positive and number <= 0)
        solved = _solved(form - number, slack)
        signed = [one for one in solved if one > 0 or (one == 0 and not slack.is_positive)]
        assert bool(signed) or not allowed, number
        beyond = {"at_least", "at_most"} <= set(sides) or sides.get("nonnegative")
        assert allowed or not signed or beyond, number


def test_a_value_at_an_index_or_under_a_slope_has_no_slack() -> None:
    b = function("b", "b({0})", below=1)
    assert bounded.chart(sp.Sum(b(j), (j, 1, n))) == {}
    assert bounded.chart(sp.Derivative(b(r), r)) == {}
    assert set(bounded.chart(sp.Sum(b(j) * b(r), (j, 1, n)) + b(s))) == {b(r), b(s)}
    assert bounded.chart(function("a", "a({0})")(r)) == {}
