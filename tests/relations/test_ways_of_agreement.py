"""What agreement rests on, family by family: a true case, a false twin, a condition that lacks."""

from __future__ import annotations

import pytest
import sympy as sp

from solutions.kernel.domains.domain import EVERYWHERE, Domain
from solutions.kernel.errors import Undecided
from solutions.kernel.identity import same as kernel_same
from solutions.relations.conditions import defined
from solutions.relations.conditions.exact_zero import zero
from solutions.relations.conditions.fractions import fraction
from solutions.relations.equalities.cases import cases
from solutions.relations.equalities.induction import over_a_limit
from solutions.relations.equalities.rewritten import certified
from solutions.relations.equalities.telescoping import telescoped, telescoping_product
from solutions.relations.functions import agreement as ways
from solutions.relations.functions import radicals
from solutions.relations.functions.agreement import agreement
from solutions.relations.functions.constancy import constant
from solutions.relations.functions.parity import parities

x, y = sp.symbols("x y", real=True)
p = sp.Symbol("p", positive=True)
k = sp.Symbol("k", integer=True, positive=True)
n = sp.Symbol("n", integer=True, positive=True)


@pytest.mark.parametrize(
    "expr",
    [
        1 / x + 1 / y,
        1 / (1 / x + 1 / y),
        (x + 1 / x) ** 3 / (y - 1 / y) ** 2,
        x / (x - 1) ** 2 - y / (x - 1),
        p ** sp.Rational(-1, 2) + p ** sp.Rational(-3, 2),
    ],
    ids=str,
)
def test_a_fraction_is_its_top_over_its_bottom(expr: sp.Expr) -> None:
    top, below = fraction(expr)
    bottom = sp.Mul(*(factor**power for factor, power in below.items()))
    where = Domain(nonzero=(x, y, x + y, x - 1, y - 1, y + 1))
    assert kernel_same(expr, top / bottom, where)
    assert fraction(top)[1] == {}


def test_products_are_closed_where_their_quotients_are_proved() -> None:
    product = sp.Product((p + k - 1) / (p + k), (k, 1, n))
    found = telescoping_product(product, EVERYWHERE)
    assert found is not None
    assert kernel_same(certified(found), p / (p + n), EVERYWHERE)
    with pytest.raises(Undecided, match="have the quotients"):
        certified(telescoped(product, 1 / (p + k) ** 2, EVERYWHERE))
    with pytest.raises(Undecided, match="not proved between the ends"):
        telescoped(sp.Product((k - 2) / (k - 1), (k, 1, n)), 1 / (k - 1), EVERYWHERE)
    with pytest.raises(Undecided, match="not known to be whole"):
        telescoped(product.xreplace({n: p}), 1 / (p + k), EVERYWHERE)


def test_the_sign_of_zero_is_told_only_where_it_makes_no_difference() -> None:
    with pytest.raises(Undecided):
        list(cases(sp.sign(x) - 1, Domain((x >= 0,))))
    assert [gap for gap, _ in cases(sp.sign(x) - 1, Domain((x > 0,)))] == [0]
    root = sp.sign(x) * sp.Abs(x) ** sp.Rational(1, 3)
    assert len(list(cases(root, EVERYWHERE))) == 2
    assert not agreement(sp.sign(x), sp.S.One, Domain((x >= 0,))).holds


def test_what_sympy_factors_wrongly_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    square = sp.sqrt(x**2 + 2 * x + 1)
    assert radicals.squares_out(square, EVERYWHERE) == sp.Abs(x + 1)
    monkeypatch.setattr(sp, "factor", lambda expr: (x + 2) ** 2)
    assert radicals.squares_out(square, EVERYWHERE) == square


def test_what_sympy_expands_wrongly_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    power = sp.Pow(-1, k * (k + 1), evaluate=False)
    monkeypatch.setattr(sp, "expand", lambda expr: 2 * k)
    assert set(parities(power, EVERYWHERE)) == {sp.Integer(1), sp.Integer(-1)}


def test_a_fact_is_not_rewritten_by_a_wrong_expansion(monkeypatch: pytest.MonkeyPatch) -> None:
    fact = 2 * x - 4 >= 0
    assert defined.bare(fact) == sp.Ge(x, 2, evaluate=False)
    monkeypatch.setattr(sp, "expand", lambda expr: 2 * x + 4)
    assert defined.bare(fact) != sp.Ge(x, -2, evaluate=False)


def test_no_slope_says_nothing_where_the_domain_has_two_pieces() -> None:
    pair = sp.atan(x) + sp.atan(1 / x), sp.pi / 2
    assert constant(*pair, Domain((sp.Gt(x, 0),)), ways.same)
    assert not constant(*pair, Domain(nonzero=(x,)), ways.same)
    curved = Domain((sp.Ge(x**2, 1, evaluate=False),))
    assert not constant(*pair, curved, ways.same)


def test_induction_goes_only_over_letters_that_take_every_number() -> None:
    index, apart = sp.Symbol("k", integer=True), Domain(nonzero=(1 - p,))
    total, closed = sp.Sum(p**index, (index, 0, n)), (1 - p ** (n + 1)) / (1 - p)
    assert over_a_limit(total, closed, apart, ways.same)
    assert not over_a_limit(total, closed + 1, apart, ways.same)
    assert not over_a_limit(total, closed, apart.and_(sp.Le(n, 5)), ways.same)
    even = {n: sp.Symbol("n", integer=True, positive=True, even=True)}
    assert not over_a_limit(total.xreplace(even), closed.xreplace(even), apart, ways.same)


def test_zeros_of_roots_and_arcs_are_exact() -> None:
    assert zero(sp.sqrt(5 + 2 * sp.sqrt(6)) - sp.sqrt(2) - sp.sqrt(3))
    assert zero(2 * (2 * sp.atan(sp.Rational(1, 5)) - sp.pi / 8) - sp.atan(sp.Rational(1, 239)))
    assert not zero(sp.sqrt(2) - sp.Rational(141421356237309504880, 10**20))
    assert not zero(4 * sp.atan(1) - sp.pi + sp.Rational(1, 10**60))
