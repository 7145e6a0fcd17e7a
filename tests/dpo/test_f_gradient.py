"""2f holds, and what is not 2f is refuted: the misprint of the paper's appendix among it."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
import sympy as sp

from solutions.author import EVERYWHERE, judge, judge_part, same
from solutions.dpo import comparisons
from solutions.dpo import f_gradient as f
from solutions.dpo.notation import beta, theta

GRADIENT = f.part.box("gradient").value


def test_the_misprint_passes_at_initialisation_and_nowhere_else():
    wrong = {
        check.name: [one.message for one in judge(list(check.pairs(f.printed))) if not one.agrees]
        for check in f.part.checks
    }
    assert wrong["at_the_start"] == []
    for name in ("power_series", "complex_step", "drawn"):
        assert wrong[name][0].startswith("at β = ")


def test_the_misprint_is_neither_the_gradient_of_the_loss_nor_of_the_swapped_one():
    assert not same(f.printed, GRADIENT, EVERYWHERE)
    assert not same(f.printed, f.swapped.result, EVERYWHERE)
    assert same(f.printed, -f.swapped.result, EVERYWHERE)


def test_a_policy_of_these_checks_is_a_distribution():
    for policy in (
        comparisons.rational(Fraction(2, 7)),
        comparisons.UNIFORM,
        comparisons.SKEWED,
        comparisons.softmax(0.4, np.exp),
    ):
        for to in (1, 2):
            assert float(sum(policy[y, to] for y in (1, 2, 3))) == pytest.approx(1)
    assert sum(comparisons.WEIGHTS) == 1


MUTANTS = {
    "sign": lambda rhs: -rhs,
    "factor": lambda rhs: 2 * rhs,
    "β": lambda rhs: rhs.xreplace({beta: beta**2}),
    "winner and loser": lambda rhs: rhs.xreplace({f.y_w: f.y_l, f.y_l: f.y_w}),
    "margin": lambda rhs: rhs.xreplace({f.worse: f.better, f.better: f.worse}),
}
STEPS = [*f.pair.steps, *f.loss.steps, *f.weight.steps, *f.swapped.steps]


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
@pytest.mark.parametrize("slip", MUTANTS)
def test_a_changed_line_is_refuted(step, slip):
    changed = replace(step, rhs=MUTANTS[slip](step.rhs))
    alike = same(changed.rhs, step.rhs, EVERYWHERE)
    assert changed.judge().verdict == ("proved" if alike else "refuted")


def test_the_weight_must_fall():
    gentle = f.falling.steps[0]
    assert replace(gentle, rhs=-gentle.rhs).judge().verdict == "refuted"
    rising = replace(f.falling.steps[1], lhs=-f.falling.steps[1].lhs)
    assert rising.judge().verdict != "proved"


def test_the_gradient_is_not_taken_in_the_reference_policy():
    assert all(
        slope.variables == (theta,) and slope.expr.func is sp.log
        for slope in GRADIENT.atoms(sp.Derivative)
    )


def test_a_consistent_derivation_from_a_wrong_model_is_caught_by_every_check():
    """Labels exchanged in the loss, and everything after it done rightly."""
    told = Path(f.__file__).read_text(encoding="utf-8")
    told = told.replace(
        "better, worse = implicit_reward(y_w, x_i), implicit_reward(y_l, x_i)",
        "worse, better = implicit_reward(y_w, x_i), implicit_reward(y_l, x_i)",
    )
    told = told.replace(
        "slope(sp.log(pi_theta(y_w, x_i, theta))) - slope(sp.log(pi_theta(y_l, x_i, theta)))",
        "slope(sp.log(pi_theta(y_l, x_i, theta))) - slope(sp.log(pi_theta(y_w, x_i, theta)))",
    )
    told = told.replace("{y1: y_w, y2: y_l, x: x_i}", "{y1: y_l, y2: y_w, x: x_i}")
    module = ModuleType("wrong_model")
    exec(compile(told, f.__file__, "exec"), module.__dict__)
    receipt, failures = judge_part(module.part)
    assert {step["verdict"] for step in receipt["steps"]} <= {"", "proved"}
    refuted = [failure.name for failure in failures if failure.verdict == "refuted"]
    assert refuted == [f"check {check.name}" for check in f.part.checks]
