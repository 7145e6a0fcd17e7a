"""A domain after a letter was replaced has the points at which the value was one for the letter."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
import sympy as sp

from solutions.kernel.domains.domain import Domain
from solutions.kernel.domains.substitution import said
from solutions.kernel.errors import Malformed, Undecided
from solutions.kernel.terms.letters import Letter
from tests.kernel.letters import f, n, r, u, x

KINDS: dict[str, dict[str, bool]] = {
    "real": {},
    "positive": {"positive": True},
    "negative": {"negative": True},
    "nonnegative": {"nonnegative": True},
    "nonpositive": {"nonpositive": True},
    "nonzero": {"nonzero": True},
    "integer": {"integer": True},
    "positive integer": {"integer": True, "positive": True},
    "integer below 1": {"integer": True, "nonpositive": True},
    "integer but 0": {"integer": True, "nonzero": True},
}
HALF = sp.Rational(1, 2)
POINTS = {r: (-2, -1, 0, HALF, 1, 2), x: (HALF, 1, 3), u: (0, 1), n: (1, 2)}
VALUES = (
    *(r, -r, r - 1, 2 * r, x * r, -x * r, r / x, r**2, -(r**2)),
    *(x, -x, x - 1, 1 - x, u, -u, u + 1, -u - 1, x * u, n, n - 1, n / 2),
    *map(sp.Integer, (-2, 0, 2)),
    HALF,
)


def letter(kind: str) -> sp.Symbol:
    return Letter("w", "w", real=True, **KINDS[kind])  # type: ignore[arg-type]


def spoken(w: sp.Symbol) -> Iterator[Domain]:
    """Domains that speak of w, some of them saying what it is declared to be."""
    yield Domain()
    yield Domain((sp.Ge(w, 0, evaluate=False), sp.Lt(w, 2, evaluate=False)))
    yield Domain((sp.Gt(0, -w, evaluate=False), sp.Le(w, x, evaluate=False)), whole=(2 * w,))
    yield Domain((sp.Le(w, 0, evaluate=False),), nonzero=(w - 1, 1 + w))


def points(*exprs: sp.Expr) -> Iterator[dict[sp.Symbol, Any]]:
    letters = sorted(set().union(*(one.free_symbols for one in exprs)) & set(POINTS), key=str)
    for values in product(*(POINTS[one] for one in letters)):
        yield dict(zip(letters, map(sp.sympify, values), strict=True))


def holds(domain: Domain, values: dict[Any, Any]) -> bool:
    return (
        all(fact.func(*(side.xreplace(values) for side in fact.args)) for fact in domain.facts)
        and all(one.xreplace(values).is_Integer for one in domain.whole)
        and not any(one.xreplace(values) == 0 for one in domain.nonzero)
    )


def is_one(number: sp.Rational, kind: str) -> bool:
    return all(getattr(number, f"is_{one}") for one in KINDS[kind])


@pytest.mark.parametrize("kind", KINDS)
def test_its_points_are_those_where_all_was_so_of_the_value(kind: str) -> None:
    w = letter(kind)
    for value, domain in product(VALUES, spoken(w)):
        try:
            moved: Domain | None = domain.at({w: value})
        except Undecided:
            moved = None
        for point in points(value, *(fact.lhs - fact.rhs for fact in domain.facts)):
            number = value.xreplace(point)
            wanted = is_one(number, kind) and holds(domain, {w: number, **point})
            assert (moved is not None and holds(moved, point)) == wanted, (value, domain, point)


@pytest.mark.parametrize("kind", KINDS)
def test_what_can_be_so_nowhere_is_refused(kind: str) -> None:
    w = letter(kind)
    for number in (sp.Integer(-1), sp.S.Zero, sp.S.One, HALF):
        if is_one(number, kind):
            assert Domain().at({w: number}) == Domain(put=((w, number),))
        else:
            with pytest.raises(Undecided, match=r"no point is left|a fraction|becomes 0"):
                Domain().at({w: number})


def test_what_is_positive_by_declaration_is_left_out_of_a_sign() -> None:
    for kind, fact in (
        ("positive", sp.Gt),
        ("negative", sp.Lt),
        ("nonnegative", sp.Ge),
        ("nonpositive", sp.Le),
    ):
        for value in (r, x * r, r / x, 2 * x * r * n):
            assert Domain().at({letter(kind): value}).facts == (fact(r, 0),)
        assert Domain().at({letter(kind): u * r}).facts == (fact(u * r, 0, evaluate=False),)


def test_what_is_said_already_is_said_once() -> None:
    for known, kind, kept in (
        (r > 0, "positive", (r > 0,)),
        (r > 0, "nonnegative", (r > 0,)),
        (r >= 0, "nonnegative", (r >= 0,)),
        (r >= 0, "positive", (r >= 0, r > 0)),
        (r < 0, "nonpositive", (r < 0,)),
        (r > 1, "positive", (r > 1, r > 0)),
        (r < 0, "positive", (r < 0, r > 0)),
    ):
        assert Domain((known,)).at({letter(kind): r}).facts == kept
    assert said(sp.Le(0, r, evaluate=False), [r >= 1, r >= 0])
    assert said(r - 1 >= 0, [r >= 1])
    assert not said(r >= 0, [])


def test_a_fact_is_true_or_false_between_numbers_alone() -> None:
    """What SymPy believes of letters is a sign that has to be proved."""
    for fact in (sp.Gt, sp.Ge, sp.Lt, sp.Le):
        known = fact(r, 0)
        for value in (x + 1, -x, u, x - u, sp.exp(r)):
            assert Domain((known,)).at({r: value}).facts == (fact(value, 0, evaluate=False),)
        for value in (sp.S.One, -sp.S.One, sp.S.Zero):
            if fact(value, 0):
                assert Domain((known,)).at({r: value}).facts == ()
            else:
                with pytest.raises(Undecided, match="no point is left"):
                    Domain((known,)).at({r: value})


# --- kinds of which there are no facts -----------------------------------------------------------

SPECIAL = ("even", "prime", "rational", "algebraic")


@pytest.mark.parametrize("kind", SPECIAL)
def test_a_letter_of_a_special_kind_takes_values_that_are_declared_or_seen_to_be_it(
    kind: str,
) -> None:
    w = Letter("w", "w", **{kind: True})  # type: ignore[arg-type]
    like = Letter("v", "v", **{kind: True})  # type: ignore[arg-type]
    assert Domain().at({w: like}).put == ((w, like),)
    for number in (*map(sp.Integer, (2, 3, 4)), HALF):
        if getattr(number, f"is_{kind}"):
            assert Domain().at({w: number}).put == ((w, number),)
        else:
            with pytest.raises(Undecided, match=rf"w is declared (even|{kind})=\w+, which is not"):
                Domain().at({w: number})
    for value in (r, 2 * like, like + r, f(1)):
        with pytest.raises(Undecided, match="which is not known of"):
            Domain().at({w: value})


@pytest.mark.parametrize("kind", ["odd", "composite", "irrational", "transcendental", *SPECIAL])
def test_a_letter_that_is_declared_to_be_of_no_such_kind_takes_none_that_may_be(kind: str) -> None:
    w = Letter("w", "w", **{kind: False})  # type: ignore[arg-type]
    like = [one for one in (*map(sp.Integer, (2, 3, 4)), HALF) if getattr(one, f"is_{kind}")]
    for value in (*like, sp.pi, r, sp.sqrt(2)):
        with pytest.raises(Undecided, match=r"w is declared \w+=\w+, which is not known of"):
            Domain().at({w: value})


def test_a_letter_that_is_not_even_takes_no_value_that_may_be() -> None:
    w = Letter("w", "w", integer=True, even=False)
    assert Domain().at({w: sp.Integer(3)}).facts == ()
    for value in (sp.Integer(4), n):
        with pytest.raises(Undecided, match="not known"):
            Domain().at({w: value})
    broken = Letter("w", "w", real=True, integer=False)
    assert Domain().at({broken: HALF}).facts == ()
    other = Letter("v", "v", real=True, integer=False)
    assert Domain().at({broken: other}).put == ((broken, other),)
    for value in (sp.S.Zero, *map(sp.Integer, (2, 3)), n, r, n / 2, sp.pi, broken + 1):
        with pytest.raises(Undecided, match="which is not known of"):
            Domain().at({broken: value})


def test_a_letter_that_is_even_and_not_above_0_takes_even_numbers_alone() -> None:
    w = Letter("w", "w", even=True, nonpositive=True)
    assert Domain().at({w: sp.Integer(-2)}).facts == ()
    for value in (-sp.S.One, sp.Integer(-3), -n, r):
        with pytest.raises(Undecided, match="w is declared even=True, which is not known of"):
            Domain().at({w: value})


def test_a_letter_that_is_rational_and_not_above_0_takes_rational_numbers_alone() -> None:
    w = Letter("w", "w", rational=True, nonpositive=True)
    assert Domain().at({w: -HALF}).facts == ()
    for value in (r, -x, sp.sqrt(2)):
        with pytest.raises(Undecided, match="w is declared rational=True, which is not known of"):
            Domain().at({w: value})


def test_a_whole_letter_takes_what_is_not_known_to_be_rational() -> None:
    """That it is whole is a fact about the value, and says that it is rational."""
    w = letter("integer")
    assert Domain().at({w: r}).whole == (r,)


def test_zero_takes_zero() -> None:
    w = Letter("w", "w", zero=True)
    assert Domain().at({w: sp.S.Zero}).facts == ()
    for value in (sp.S.One, sp.Integer(2), r, x - x * n, n - n * x):
        with pytest.raises(Undecided, match="which is not known of"):
            Domain().at({w: value})


@pytest.mark.parametrize("value", ["1", sp.S.true, r > 0, sp.oo, 0.5], ids=str)
def test_what_is_no_exact_number_is_no_value(value: Any) -> None:
    with pytest.raises((Malformed, sp.SympifyError)):
        Domain().at({r: value})
