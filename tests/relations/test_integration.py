"""Definite integrals as values, with a certified antiderivative; poles and jumps are refused."""

import pytest
import sympy as sp

from solutions.author import Derivation, Domain, Letter, function, quantity, tex, text
from solutions.evidence.evidence import Evidence
from solutions.kernel.errors import Disagreement
from solutions.relations.equalities import equality, integration
from solutions.relations.equalities.integration import by_antiderivative

E = quantity("E", "E")

x, t, u, b = (Letter(name, name, real=True) for name in "xtub")
s2 = Letter("σ²", r"\sigma^2", positive=True)
a = Letter("a", "a", positive=True)
n = Letter("n", "n", integer=True, positive=True)
f = function("f", "f({0})")
integral, R = sp.Integral, sp.Rational


def judged(lhs: sp.Expr, rhs: sp.Expr, where: Domain | None = None) -> Evidence:
    line = Derivation("e", E, lhs, where=where or Domain()).equals(rhs, "")
    return line.steps[-1].judge()


@pytest.mark.parametrize(
    ("lhs", "rhs", "where"),
    [
        (integral(x**2 * (1 - x), (x, 0, 1)), R(1, 12), Domain()),
        (integral(s2**2 / (s2 + t) ** 2, (t, 0, 1)), s2 / (s2 + 1), Domain()),
        (integral(1 / (1 + x), (x, 0, 1)), sp.log(2), Domain()),
        (integral(1 / x, (x, 1, a)), sp.log(a), Domain((a >= 1,))),
        (integral(sp.exp(-a * x), (x, 0, 1)), (1 - sp.exp(-a)) / a, Domain()),
        (integral(x * sp.exp(x), (x, 0, 1)), sp.S.One, Domain()),
        (integral(x**n, (x, 0, 1)), 1 / (n + 1), Domain()),
        (integral(sp.log(x), (x, 1, 2)), 2 * sp.log(2) - 1, Domain()),
        (integral(sp.cos(x), (x, 0, a)), sp.sin(a) - sp.sin(0), Domain()),
        (integral(x * t, (x, 0, 1), (t, 0, 1)), R(1, 4), Domain()),
        (integral(integral(x * t, (x, 0, t)), (t, 0, 1)), R(1, 8), Domain()),
        (s2 + integral(x, (x, 0, b)), s2 + b**2 / 2, Domain((b >= 0,))),
        (integral(b**2, (x, 0, 1)), b**2, Domain()),
    ],
)
def test_true_integrals_are_proved(lhs: sp.Expr, rhs: sp.Expr, where: Domain) -> None:
    for left, right in ((lhs, rhs), (rhs, lhs)):
        found = judged(left, right, where)
        assert found.verdict == "proved", found.message


@pytest.mark.parametrize(
    ("lhs", "rhs"),
    [
        (integral(x**2 * (1 - x), (x, 0, 1)), R(1, 6)),
        (integral(s2**2 / (s2 + t) ** 2, (t, 0, 1)), s2**2 / (s2 + 1)),
        (integral(1 / (1 + x), (x, 0, 1)), R(1, 2)),
        (integral(sp.exp(-a * x), (x, 0, 1)), (sp.exp(-a) - 1) / a),
        (integral(x**n, (x, 0, 1)), 1 / n),
        (integral(x * t, (x, 0, 1), (t, 0, 1)), R(1, 2)),
        (integral(x, (x, 0, 1)), integral(x**2, (x, 0, 1))),
    ],
)
def test_false_integrals_are_refuted(lhs: sp.Expr, rhs: sp.Expr) -> None:
    assert judged(lhs, rhs).verdict == "refuted"


@pytest.mark.parametrize(
    ("lhs", "rhs", "told"),
    [
        (integral(1 / (x - 1) ** 2, (x, 0, 2)), sp.Integer(-2), "not proved to differ from 0"),
        (integral(1 / x, (x, -1, 1)), sp.S.Zero, "not proved to differ from 0"),
        (integral(1 / x**2, (x, -1, 1)), sp.Integer(-2), "not proved to differ from 0"),
        (integral(1 / x, (x, 0, 1)), sp.S.Zero, "not proved to differ from 0"),
        (integral(x, (x, 0, b)), b**2 / 2, "0 ≤ b is needed"),
        (integral(f(x), (x, 0, 1)), f(1), "not known to be continuous"),
        (integral(sp.exp(x), (x, -sp.oo, 0)), sp.S.One, ""),
        (integral(sp.exp(x**2), (x, 0, 1)), sp.Rational(1462651745907, 10**12), ""),
    ],
)
def test_what_an_integral_needs_is_named(lhs: sp.Expr, rhs: sp.Expr, told: str) -> None:
    try:
        found = judged(lhs, rhs)
    except Exception as why:
        assert "is no number" in str(why)  # noqa: PT017 - infinity may not stand on a line
        return
    assert found.verdict == "undecided", found.message
    assert told in found.message, found.message


def test_a_given_antiderivative_is_judged() -> None:
    lhs = integral(sp.sqrt(1 + x), (x, 0, 1))
    rhs = R(2, 3) * (2 * sp.sqrt(2) - 1)
    for primitive, verdict in (
        (R(2, 3) * (1 + x) ** R(3, 2), "proved"),
        (R(2, 3) * (1 + x) ** R(3, 2) + 7, "proved"),
    ):
        line = Derivation("e", E, lhs).equals(rhs, "", by=(by_antiderivative(primitive, x),))
        assert line.steps[-1].judge().verdict == verdict
    hard = integral(sp.exp(sp.exp(x) + x), (x, 0, 1))
    primitive = sp.exp(sp.exp(x))
    wrong = sp.exp(sp.exp(x)) * x
    ends = sp.exp(sp.E) - sp.E
    for given, verdict in ((primitive, "proved"),):
        line = Derivation("e", E, hard).equals(ends, "", by=(by_antiderivative(given, x),))
        assert line.steps[-1].judge().verdict == verdict
    line = Derivation("e", E, hard).equals(sp.exp(sp.E), "", by=(by_antiderivative(wrong, x),))
    assert line.steps[-1].judge().verdict != "proved"


@pytest.mark.parametrize("kind", ["positive", "nonnegative", "integer", "negative"])
def test_a_variable_that_is_declared_to_have_a_sign_is_refused(kind: str) -> None:
    y = sp.Symbol("y", real=True, **{kind: True})
    assert judged(integral(sp.sqrt(y**2), (y, -1, 1)), sp.S.Zero).verdict != "proved"


def test_facts_on_a_letter_are_not_about_the_variable_of_the_same_name() -> None:
    assert judged(integral(1 / x, (x, -1, 1)), sp.S.Zero, Domain((x > 2,))).verdict == "undecided"
    assert judged(integral(x, (x, 0, 1)), R(1, 2), Domain((x > 2,))).verdict == "proved"


def test_a_letter_may_not_be_put_into_an_integral_over_it() -> None:
    start = Derivation("e", E, integral(x * b, (x, 0, 1))).equals(b / 2, "")
    assert start.at({b: sp.Integer(2)}, "").steps[-1].judge().verdict == "proved"
    with pytest.raises(Exception, match="is the index of a sum or product"):
        Derivation("e", E, integral(x * b, (x, 0, 1))).at({b: x}, "")


def test_a_lying_certificate_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    true = equality.equal(sp.S.One, sp.S.One, Domain())
    monkeypatch.setattr(integration, "equal", lambda *sides: true)
    monkeypatch.setattr(integration, "_candidates", lambda found: [found.variable**2])
    monkeypatch.setattr(
        "solutions.relations.equalities.equality.counterexample", lambda *a, **b: None
    )
    with pytest.raises(Disagreement, match="a rule proved"):
        judged(integral(x, (x, 0, 1)), sp.S.One)


def test_integrals_are_printed() -> None:
    assert tex(integral(x**2, (x, 0, 1))) == r"\int\limits_{0}^{1} x^{2}\, dx"
    assert text(integral(x**2, (x, 0, 1))) == "∫ x² over x from 0 to 1"
