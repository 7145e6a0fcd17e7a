"""Functions that stand for an expression, slopes by rule, and expectations over a law."""

import pytest
import sympy as sp

from solutions.author import (
    EVERYWHERE,
    Derivation,
    Divergence,
    Gibbs,
    Letter,
    defined,
    function,
    quantity,
    same,
    tex,
)
from solutions.kernel.errors import Malformed

z = Letter("z", "z", real=True)
c = Letter("c", "c", positive=True)
n = Letter("n", "n", integer=True, positive=True)
i = Letter("i", "i", integer=True, positive=True)
f = function("f", "f_{{{1}}}({0})", positive=True)
half = defined("half", r"h({0})", lambda a: a / 2)
S = quantity("s", "s")
logistic = defined("σ", r"\sigma({0})", lambda a: 1 / (1 + sp.exp(-a)))


def test_a_defined_function_is_its_body_in_an_identity_a_sign_and_a_slope():
    law = (
        Derivation("law", S, logistic(-z))
        .equals(1 - logistic(z), because="")
        .gradient(-logistic(z) * logistic(-z), of=z, because="")
        .at_most(0, because="")
    )
    assert [step.judge().verdict for step in law.steps] == ["proved"] * 3
    wrong = Derivation("law", S, logistic(-z)).equals(logistic(z), because="")
    assert wrong.steps[0].judge().verdict == "refuted"


def test_a_body_that_uses_a_letter_unseen_is_malformed():
    hiding = defined("hiding", "h({0})", lambda a: a * c)
    with pytest.raises(Malformed, match="uses c; make it an argument"):
        same(hiding(z), z * c, EVERYWHERE)


def test_functions_of_one_name_and_different_bodies_stay_apart():
    twin = defined("σ", r"\sigma({0})", lambda a: 1 / (1 + sp.exp(a)))
    assert twin(z) != logistic(z)
    assert same(twin(z), logistic(-z), EVERYWHERE)
    assert not same(twin(z), logistic(z), EVERYWHERE)


def test_a_best_value_cannot_hide_the_distribution_it_is_best_over():
    p, q = function("p", "p({0})", positive=True), function("q", "q({0})", positive=True)
    hidden = defined("b", "b({0})", lambda a: a * sp.Sum(p(i) * sp.log(p(i) / q(i)), (i, 1, a)))
    objective = sp.Sum(p(i) * sp.log(p(i) / q(i)), (i, 1, n)) + hidden(n)
    claim = Gibbs(Divergence(p(i), i, n), best=hidden(n))
    judged = claim.judge(objective, q(i), EVERYWHERE)
    assert judged.verdict == "undecided"
    assert "depends on p" in judged.message


def test_a_derivative_of_an_expression_is_worked_out_inside_a_sum():
    slope = sp.Sum(sp.Derivative(sp.log(f(z, i)), z), (i, 1, n))
    by_hand = sp.Sum(sp.Derivative(f(z, i), z) / f(z, i), (i, 1, n))
    assert same(slope, by_hand, EVERYWHERE)
    twice = Derivation("s", S, slope).equals(2 * by_hand, because="")
    assert twice.steps[0].judge().verdict == "refuted"


def test_the_slopes_of_different_members_are_different_numbers():
    claim = sp.Derivative(f(z, 1), z)
    found = Derivation("s", S, claim).equals(sp.Derivative(f(z, 2), z), because="")
    assert found.steps[0].judge().verdict == "refuted"


def test_a_sum_over_a_law_prints_as_an_expectation():
    weight = function("μ", r"\mu({0})", mean_over=r"i \sim \mathcal D", positive=True)
    total = sp.Sum(weight(i) * half(f(z, i)), (i, 1, n))
    assert tex(total) == r"\mathbb E_{i \sim \mathcal D} \left[h(f_{i}(z))\right]"
    assert tex(sp.Sum(half(f(z, i)), (i, 1, n))) == r"\sum_{i=1}^{n} h(f_{i}(z))"


def test_functions_of_one_name_keep_their_own_tex():
    one, two = function("g", "g({0})"), function("g", "G_{{{0}}}")
    assert one(z) != two(z)
    assert (tex(one(z)), tex(two(z))) == ("g(z)", "G_{z}")


def test_powers_of_functions_print_without_a_double_superscript():
    raised = function("s", "s^*_{{{0}}}", positive=True)
    assert tex(f(z, i) ** 2) == "f_{i}(z)^{2}"
    assert tex(raised(i) ** 2) == "{s^*_{i}}^{2}"


def test_a_gradient_stands_behind_what_it_is_multiplied_by():
    slope = sp.Derivative(f(z, 1), z) - sp.Derivative(f(z, 2), z)
    assert tex(-c * logistic(z) * slope) == (
        r"- c \sigma(z) \left(\nabla_{\!z} f_{1}(z) - \nabla_{\!z} f_{2}(z)\right)"
    )
