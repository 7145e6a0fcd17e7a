"""2g holds, and what is not 2g is refuted."""

from dataclasses import replace
from itertools import permutations
from pathlib import Path
from types import ModuleType

import pytest
import sympy as sp

from solutions.author import EVERYWHERE, judge, judge_part, same
from solutions.dpo import f_gradient as f
from solutions.dpo import g_plackett_luce as g
from solutions.dpo.notation import K, Z, beta, i, j, k, lost, mu, nu, ranked, ratio, tau, won, x
from solutions.dpo.totals import missing, total, w1, w2, w3

LAW = g.part.box("law").value
LOSS = g.part.box("loss").value


def test_z_is_in_the_rewards_and_gone_from_the_answer():
    assert g.law.line(2).has(Z(x).func)
    assert not LAW.has(Z(x).func)


def test_the_only_ranking_of_one_answer_is_certain():
    assert same(LAW.xreplace({K: sp.S.One}), sp.S.One, EVERYWHERE)


def test_the_last_place_has_nothing_to_choose_from():
    four, until = LAW.xreplace({K: sp.Integer(4)}), sp.Integer(3)
    share = ratio(tau(j)) ** beta
    shorter = sp.Product(ratio(tau(k)) ** beta / sp.Sum(share, (j, k, 4)), (k, sp.S.One, until))
    assert same(four, shorter, EVERYWHERE)


def test_the_product_over_pairs_is_right_for_two_answers_and_wrong_for_three():
    decoy = next(d.value for d in g.part.decoys if "pairs of answers" in d.source_of_error)
    agree = [
        same(LAW.xreplace({K: sp.Integer(m)}), decoy.xreplace({K: sp.Integer(m)}), EVERYWHERE)
        for m in (1, 2, 3)
    ]
    assert agree == [True, True, False]


def test_the_product_over_pairs_does_not_add_up_to_one():
    decoy = next(d.value for d in g.part.decoys if "pairs of answers" in d.source_of_error)
    check = next(c for c in g.part.checks if c.name == "all_rankings")
    assert not all(one.agrees for one in judge(list(check.pairs(decoy))))
    equal_worths = {w1: sp.S.One, w2: sp.S.One, w3: sp.S.One}
    kept = 1 - missing.line(1).xreplace(equal_worths)
    # Six rankings, each the product of three fair duels.
    assert kept == len(list(permutations(range(3)))) * sp.Rational(1, 2) ** 3


def test_two_answers_are_the_comparison_of_2f():
    known = {won(i): ranked(1, i), lost(i): ranked(2, i), mu(i): nu(i)}
    assert g.two_loss.result == f.loss.start.xreplace(known)


MUTANTS = {
    "sign": lambda rhs: -rhs,
    "factor": lambda rhs: 2 * rhs,
    "β": lambda rhs: rhs.xreplace({beta: beta + 1}),
    "index": lambda rhs: rhs.replace(sp.Sum, from_the_first),
}


def from_the_first(body, limits):
    """The sum over all answers where the sum over those from place k stood."""
    index, low, high = limits
    return sp.Sum(body, (index, 1 if low == k else low, high))


STEPS = [s for d in (g.law, g.loss, g.two, g.two_loss, missing) for s in d.steps]


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
@pytest.mark.parametrize("slip", MUTANTS)
def test_a_changed_line_is_refuted(step, slip):
    changed = replace(step, rhs=MUTANTS[slip](step.rhs))
    alike = same(changed.rhs, step.rhs, EVERYWHERE)
    assert changed.judge().verdict == ("proved" if alike else "refuted")


def test_the_sum_over_rankings_is_one_and_nothing_else():
    (step,) = total.steps
    assert step.judge().verdict == "proved"
    for wrong in (sp.S(2), 1 / K, K):
        assert replace(step, rhs=wrong).judge().verdict == "refuted"


def test_a_consistent_derivation_from_a_wrong_model_is_caught():
    """Every choice among all answers, also those that are placed already: every step follows."""
    told = Path(g.__file__).read_text(encoding="utf-8")
    told = told.replace("sp.Sum(worth(j), (j, k, K))", "sp.Sum(worth(j), (j, 1, K))")
    told = told.replace(
        "sp.Sum(answer(j) ** beta, (j, k, K))", "sp.Sum(answer(j) ** beta, (j, 1, K))"
    )
    module = ModuleType("wrong_model")
    exec(compile(told, g.__file__, "exec"), module.__dict__)
    receipt, failures = judge_part(module.part)
    main = [step for step in receipt["steps"] if step["derivation"] in ("law", "loss")]
    assert {step["verdict"] for step in main} == {"", "proved"}
    refuted = [failure.name for failure in failures if failure.verdict == "refuted"]
    assert set(refuted) > {f"check {check.name}" for check in g.part.checks}
