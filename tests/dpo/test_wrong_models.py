"""A wrong model carried through every line: the lines hold, the independent checks refute it."""

from types import ModuleType

import pytest

from solutions.author import Part
from solutions.dpo import a_gibbs as a
from solutions.dpo import b_optimal_policy as b
from solutions.dpo import c_partition_function as c
from solutions.dpo import d_reward as d
from tests.wrong import judged, restated


def model(module: ModuleType, *edits: tuple[str, str]) -> Part:
    """The part stated anew."""
    part: Part = restated(module, *edits)["part"]
    return part


REWARD_DOUBLED = """
from solutions.kernel.terms.letters import defined

_Z = defined(
    "Z",
    "Z({0})",
    lambda x, beta, Y: sp.Sum(ref(y, x) * sp.exp(2 * r(y, x) / beta), (y, 1, Y)),
    positive=True,
)


def Z(x):
    return _Z(x, beta, Y)


def star(y, x):
    return ref(y, x) * sp.exp(2 * r(y, x) / beta) / Z(x)


# --8<-- [start:derivation]
"""

WRONG_MODELS = [
    pytest.param(
        model(
            a,
            (
                "LAW_P, LAW_Q = sp.Sum(p(y), outputs), sp.Sum(q(y), outputs)",
                "LAW_Q = sp.Sum(q(y), outputs)\nLAW_P = sp.Sum(p(y), outputs)\nq_ = 1 / Y",
            ),
            ("sp.log(p(y) / q(y)), outputs)", "sp.log(p(y) / q_), outputs)"),
            ("sp.log(p(y) / q(y)) - p(y) + q(y)", "sp.log(p(y) / q_) - p(y) + q_"),
            ("q(y) * phi(p(y) / q(y))", "q_ * phi(p(y) / q_)"),
            ("AboveBy(Divergence(p(y), y, Y), q(y))", "AboveBy(Divergence(p(y), y, Y), q_)"),
            (".best_at(\n    q(y),", ".best_at(\n    q_,"),
            ("0, best, at=q(y),", "0, best, at=q_,"),
        ),
        {"every_law", "two_at_a_time"},
        id="2a q taken for uniform",
    ),
    pytest.param(
        model(
            b,
            ("# --8<-- [start:derivation]\n", REWARD_DOUBLED),
            ("sp.exp(r(y, x) / beta)\n\n", "sp.exp(2 * r(y, x) / beta)\n\n"),
            ("pi(y, x) * r(y, x)", "2 * pi(y, x) * r(y, x)"),
            ("star(y, x) * (r(y, x) -", "star(y, x) * (2 * r(y, x) -"),
        ),
        {"term_by_term", "search", "bisection"},
        id="2b rewards counted twice",
    ),
    pytest.param(
        model(
            c,
            ("Recursion(V, V * shorter", "Recursion(V + 1, (V + 1) * shorter"),
            ("by_induction(V**T", "by_induction((V + 1) ** T"),
        ),
        {"one_by_one", "digits"},
        id="2c an end token counted as a letter",
    ),
    pytest.param(
        model(
            d,
            ("(r(y, x) + c(x)) / beta", "(r(y, x) + 2 * c(x)) / beta"),
            ("sp.exp(c(x) / beta) * Z(x)", "sp.exp(2 * c(x) / beta) * Z(x)"),
        ),
        {"enumerate_shifted"},
        id="2d a shift counted twice",
    ),
]


@pytest.mark.parametrize(("part", "catching"), WRONG_MODELS)
def test_a_consistent_wrong_model_is_refuted_by_the_checks(part: Part, catching: set[str]) -> None:
    found = judged(part)
    assert found.lines == {"proved"}
    assert found.refuting == catching
    assert found.fails
