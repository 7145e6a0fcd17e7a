"""Domains: nothing is lost when letters are replaced, and an empty domain proves nothing."""

from __future__ import annotations

from typing import Any, cast

import pytest
import sympy as sp

from solutions.author import Derivation, Domain, Letter, Part, judge_part, written
from solutions.evidence.counterexamples import admissible, inhabited, points
from solutions.kernel.errors import Undecided
from solutions.relations.conditions.containment import not_admitted, within

t = Letter("t", "t", positive=True)
d = Letter("Δ", r"\Delta", positive=True)
r = Letter("r", "r", real=True)
T = Letter("T", "T", integer=True, positive=True)
m = Letter("m", "m", integer=True, nonnegative=True)


@pytest.mark.parametrize("fact", [sp.Ne(t, 1), sp.Eq(t, 1), sp.false, sp.true], ids=str)
def test_a_fact_is_an_inequality(fact):
    with pytest.raises(TypeError, match="a domain's fact is an inequality"):
        Domain((fact,))


def test_facts_move_along_and_none_is_lost():
    moved = Domain((T >= 5,)).at({T: 1 / d})
    assert moved.facts == (1 / d >= 5,)
    assert moved.whole == (1 / d,)
    assert not admissible(next(points({d}, Domain(), 1)), moved)
    assert all(1 / point.symbols[d] >= 5 for point in points({d}, moved, 200))


def test_what_a_letter_was_declared_to_be_becomes_a_fact():
    assert Domain().at({t: 1 - r}).facts == (1 - r > 0,)
    assert Domain().at({m: t / d}).whole == (t / d,)
    assert Domain((t >= d,)).at({m: (t - d) / d}).facts == (t >= d,), "which says it already"
    with pytest.raises(Undecided, match="what t is declared to be is false"):
        Domain().at({t: sp.Integer(-1)})
    with pytest.raises(Undecided, match="no point is left"):
        Domain((t >= 2,)).at({t: sp.Integer(1)})


def test_whole_numbers_stay_whole_at_sample_points():
    for point in points({d}, Domain(whole=(1 / d,)), 60):
        assert (1 / point.symbols[d]).denominator == 1


@pytest.mark.parametrize(
    "facts",
    [(t >= 2, t <= 1), (t > d, d > t), (r >= 1, r <= 0), (1 / t >= 5, t >= 1)],
    ids=str,
)
def test_an_empty_domain_proves_nothing(facts):
    empty = Domain(facts)
    assert not inhabited(empty)
    derivation = (
        Derivation("nothing", written(t), where=empty)
        .equals(t + r - r, because="true everywhere")
        .at_most(t + 1, because="true everywhere")
    )
    part = Part("9z", "Empty", "Nothing", (derivation,), (), (), ())
    receipt, failures = judge_part(part)
    assert [step["verdict"] for step in receipt["steps"][1:]] == ["undecided"] * 2
    told = [failure.message for failure in failures if "step" in failure.name]
    assert all("no admissible sample point was found" in message for message in told)


def test_a_domain_may_shrink_and_never_grow():
    narrow, wide = Domain((t >= 2 * d,)), Domain((t >= d,))
    assert within(narrow, wide) == []
    assert within(wide, narrow) == ["t ≥ 2·Δ"]
    assert within(Domain(), Domain((t + d > d * d / (1 + d),))) == []


def test_a_place_is_admitted_where_its_facts_are_known():
    assert not_admitted(Domain(), t, d) == []
    assert not_admitted(Domain(), t, d - 1) == ["Δ − 1 > 0"]
    assert not_admitted(Domain((t <= 1,)), t, d / (1 + d)) == []
    assert not_admitted(Domain((t <= 1,)), t, d) == ["Δ ≤ 1"]


def test_a_unit_sum_used_on_the_way_stays_with_the_lines_after_it():
    from tests.kernel.test_sums import N, i, p

    unit = sp.Sum(p(i), (i, 1, N))
    derivation = Derivation("one", written(unit)).equals(sp.S.One, because="a law", under=(unit,))
    assert derivation.domain.unit_sums == (unit,)
    further = derivation.equals(sp.S.One, because="still", where=Domain())
    assert further.domain.unit_sums == (unit,)
    assert further.statement().gamma.unit_sums == (unit,)


@pytest.mark.parametrize("name", ["facts", "unit_sums", "whole", "nonzero", "put"])
def test_what_a_domain_says_stands_in_tuples(name):
    with pytest.raises(TypeError, match=f"a domain's {name} are a tuple"):
        Domain(**cast(Any, {name: [sp.Symbol("r", real=True)]}))


@pytest.mark.parametrize("name", ["whole", "nonzero"])
def test_what_is_whole_or_not_zero_is_an_expression(name):
    with pytest.raises(TypeError, match="is an expression, not 'x'"):
        Domain(**cast(Any, {name: ("x",)}))
