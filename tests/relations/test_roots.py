"""The positive root of an enclosed square: what it needs, and what it refuses."""

import sympy as sp

from solutions.author import Derivation, Domain, Enclosure, Letter, PositiveRoot, quantity

a = Letter("a", "a", positive=True)
k = Letter("k", "k", integer=True, positive=True)
n = Letter("n", "n", integer=True, positive=True)


def product(factor: sp.Expr) -> sp.Product:
    return sp.Product(factor, (k, 1, n))


FACTOR = a / (a + k)


def squared(square: sp.Expr) -> Derivation:
    return Derivation("square", quantity("Q", "Q"), product(square))


RULE = PositiveRoot(product(FACTOR), squared(FACTOR**2))
SQUARE = Enclosure(a**2 / (1 + a) ** 2, sp.S.One)


def verdict(rule: PositiveRoot, lower: sp.Expr, upper: sp.Expr) -> str:
    return rule.judge(SQUARE, Enclosure(lower, upper), Domain()).verdict


def test_the_ends_may_be_the_roots_or_lie_further_out() -> None:
    assert verdict(RULE, a / (1 + a), sp.S.One) == "proved"
    assert verdict(RULE, a / (2 + a), sp.Integer(2)) == "proved"


def test_ends_that_cut_off_a_root_are_refuted() -> None:
    assert verdict(RULE, sp.sqrt(a / (1 + a)), sp.S.One) == "refuted"
    assert verdict(RULE, a / (1 + a), sp.Rational(1, 2)) == "refuted"


def test_the_square_is_no_root() -> None:
    assert verdict(RULE, a / (1 + a), a) == "refuted"


def test_a_negative_upper_end_is_refuted() -> None:
    assert verdict(RULE, a / (1 + a), sp.S.NegativeOne) == "refuted"


def test_another_square_is_refuted() -> None:
    other = PositiveRoot(product(FACTOR), squared(FACTOR**3))
    assert verdict(other, a / (1 + a), sp.S.One) == "refuted"


def test_a_factor_of_unknown_sign_is_undecided() -> None:
    signed = (a - k) / (a + k)
    found = PositiveRoot(product(signed), squared(signed**2)).judge(SQUARE, SQUARE, Domain())
    assert (found.verdict, "no known sign" in found.message) == ("undecided", True)


def test_only_an_enclosure_has_a_root_here() -> None:
    assert RULE.judge(a, SQUARE, Domain()).verdict == "undecided"
