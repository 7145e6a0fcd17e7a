"""A wrong mutant is caught and by what; one that is no mistake is recognised, and not counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import sympy as sp

from solutions.author import Derivation, Normal, Pair, Part, check, exact, quantity
from solutions.diffusion import a_forward_law as a
from solutions.diffusion import c_reverse_conditional as c
from solutions.diffusion import g_ddim_step as g
from solutions.diffusion import h_ddim_sampler as h
from solutions.diffusion.notation import SHEET, dt, s2, t, x
from solutions.dpo import g_plackett_luce as rankings
from solutions.dpo import totals
from solutions.mutation import meaning, tally
from solutions.mutation.judging import CAUGHT, LINE, NEXT, SURVIVOR, Judge
from solutions.mutation.lines import Line, lines


def line(part: Part, name: str) -> Line:
    return next(one for one in lines(part) if one.name == name)


def test_a_wrong_mutant_is_refuted_by_its_line() -> None:
    judge = Judge(line(a.part, "law.variances_add"))
    fate = judge.fate(Normal(0, 2 * judge.line.value.variance))
    assert (fate.outcome, fate.by, fate.verdict) == (CAUGHT, LINE, "refuted")


def test_a_wrong_start_is_caught_by_the_next_line() -> None:
    start = line(h.part, "missing.start")
    fate = Judge(start).fate(start.value + s2)
    assert (fate.outcome, fate.by, fate.verdict) == (CAUGHT, NEXT, "refuted")


def test_an_equal_mutant_is_recognised_whatever_its_form() -> None:
    judge = Judge(line(h.part, "missing.price_of_start"))
    assert judge.fate(s2 - s2 / (s2 + 1)).outcome == meaning.EQUAL
    assert judge.fate(s2 - s2 / (s2 + 2)).outcome == CAUGHT


def test_two_recursions_with_one_closed_form_are_one_sequence() -> None:
    start = line(rankings.part, "total.start")
    assert (
        Judge(start).fate(replace(start.value, then=totals.first_choice)).outcome == meaning.EQUAL
    )


def test_behind_an_inequality_a_weaker_bound_is_no_mistake_and_a_wrong_one_is() -> None:
    judge = Judge(line(c.part, "error.drop_t"))
    assert judge.fate(2 * dt / s2).outcome == meaning.WEAKER
    assert judge.fate(sp.S.One).outcome == meaning.TRUE, "which neither bound implies"
    assert judge.fate(dt / s2 / 8).outcome == CAUGHT


def test_a_weaker_enclosure_is_no_mistake() -> None:
    judge = Judge(line(h.part, "law.sum_of_losses"))
    ends = judge.line.value.variance
    wider = Normal(0, replace(ends, upper=2 * ends.upper))
    assert judge.fate(wider).outcome == meaning.WEAKER
    assert judge.fate(Normal(0, replace(ends, upper=ends.lower))).outcome == CAUGHT


def test_behind_an_approximation_what_approximates_both_ways_says_the_same() -> None:
    almost = Derivation("f", quantity("f", "f"), s2 + s2**2).approximates(
        s2, when=SHEET, because="σ² is small"
    )
    part = replace(a.part, derivations=(almost,), boxes=())
    judge = Judge(line(part, "f.1"))
    assert judge.fate(s2 / (1 + s2)).outcome == meaning.ORDER
    assert judge.fate(2 * s2).outcome == CAUGHT
    assert judge.fate(s2 + 2 * s2**2).outcome == CAUGHT


def test_fewer_terms_are_true_and_less() -> None:
    assert Judge(line(g.part, "series.expand_root")).fate(sp.Rational(1, 2)).outcome == meaning.TRUE


@check("look away")
def nothing(small: Any) -> Iterator[Pair]:
    yield exact(small - small + 1, {s2: 1, dt: 1, t: 1, x: 1}, 1)


@pytest.mark.parametrize("vacuous", [True, False])
def test_a_vacuous_check_leaves_a_survivor(vacuous: bool) -> None:
    part = replace(g.part, checks=(nothing,)) if vacuous else g.part
    hidden = x / (1 - dt / 2 / (s2 + t))
    fate = Judge(line(part, "step.half_step")).fate(hidden)
    assert (fate.outcome, fate.by) == (
        (SURVIVOR, "") if vacuous else (CAUGHT, "check rational_step")
    )


def test_the_kinds_that_are_not_counted_are_those_of_the_judge() -> None:
    assert tally.NOT_COUNTED == meaning.KINDS
