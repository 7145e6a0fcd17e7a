"""2e holds, and what is not 2e is refuted."""

from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
import sympy as sp

from solutions.author import EVERYWHERE, judge_part, same
from solutions.dpo import e_bradley_terry as e
from solutions.dpo.notation import Z, beta, x, y1, y2


def test_z_is_in_the_reward_and_gone_from_the_answer():
    assert e.preference.line(2).has(Z(x).func)
    assert not e.part.box("preference").value.has(Z(x).func)


def test_one_of_two_outputs_wins():
    first = e.part.box("powers").value
    second = first.xreplace({y1: y2, y2: y1})
    assert same(first + second, sp.S.One, EVERYWHERE)


def test_dropping_beta_does_no_harm_where_it_is_one_and_only_there():
    decoy = next(d.value for d in e.part.decoys if "dropped" in d.source_of_error)
    box = e.part.box("preference").value
    assert same(box.xreplace({beta: sp.S.One}), decoy.xreplace({beta: sp.S.One}), EVERYWHERE)
    assert not same(box.xreplace({beta: sp.S(2)}), decoy.xreplace({beta: sp.S(2)}), EVERYWHERE)


MUTANTS = [
    lambda rhs: -rhs,
    lambda rhs: rhs / 2,
    lambda rhs: 1 - rhs,
    lambda rhs: rhs.xreplace({beta: 2 * beta}),
    lambda rhs: rhs.xreplace({y1: y2}),
    lambda rhs: rhs.xreplace({beta * sp.log(Z(x)): 2 * sp.log(Z(x)) - 1}),
]


@pytest.mark.parametrize(
    "step", [*e.preference.steps, *e.sigmoid_form.steps, *e.shifted.steps], ids=lambda s: s.name
)
@pytest.mark.parametrize("mutate", range(len(MUTANTS)))
def test_a_changed_line_is_refuted(step, mutate):
    changed = replace(step, rhs=MUTANTS[mutate](step.rhs))
    if same(changed.rhs, step.rhs, EVERYWHERE):
        assert step.judge().verdict == changed.judge().verdict == "proved"
    else:
        assert changed.judge().verdict == "refuted"


def test_a_consistent_derivation_from_a_wrong_model_is_caught_by_both_checks():
    """A preference twice as decided as the model's: every step still follows."""
    told = Path(e.__file__).read_text(encoding="utf-8")
    told = told.replace(
        "sp.exp(first) / (sp.exp(first) + sp.exp(second))",
        "sp.exp(2 * first) / (sp.exp(2 * first) + sp.exp(2 * second))",
    )
    told = told.replace("sigmoid(r(y1, x) - r(y2, x))", "sigmoid(2 * r(y1, x) - 2 * r(y2, x))")
    told = told.replace(
        "sp.Add(reward(y1), sp.Mul(-1, reward(y2),",
        "sp.Add(2 * reward(y1), sp.Mul(-2, reward(y2),",
    )
    told = told.replace(
        "sigmoid(beta * log_ratio(y1) - beta * log_ratio(y2)),\n    because",
        "sigmoid(2 * beta * log_ratio(y1) - 2 * beta * log_ratio(y2)),\n    because",
    )
    told = told.replace(
        "sigmoid(beta * sp.log(ratio(y1)) - beta * sp.log(ratio(y2)))",
        "sigmoid(2 * beta * sp.log(ratio(y1)) - 2 * beta * sp.log(ratio(y2)))",
    )
    told = told.replace(
        "ratio(y1) ** beta / (ratio(y1) ** beta + ratio(y2) ** beta),\n        because",
        "ratio(y1) ** (2 * beta) / (ratio(y1) ** (2 * beta) + ratio(y2) ** (2 * beta)),\n"
        "        because",
    )
    module = ModuleType("wrong_model")
    exec(compile(told, e.__file__, "exec"), module.__dict__)
    receipt, failures = judge_part(module.part)
    assert {step["verdict"] for step in receipt["steps"]} <= {"", "proved"}
    assert [failure.name for failure in failures] == ["check from_the_rewards", "check duels"]
    assert all(failure.verdict == "refuted" for failure in failures)
