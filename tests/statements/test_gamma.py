"""Γ only grows: what a line assumes, every line after it assumes, and so does the box."""

from __future__ import annotations

from typing import Any

import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from solutions.author import Box, Derivation, Domain
from solutions.diffusion import a_forward_law as a_part
from solutions.diffusion import d_mean_sampler as d_part
from solutions.diffusion import e_noisy_sampler as e_part
from solutions.diffusion import h_ddim_sampler as h_part
from solutions.diffusion.notation import dt
from solutions.kernel.statement import Statement
from solutions.kernel.terms.binding import replaced
from solutions.relations.conditions.containment import within
from tests.statements.lines import E, a, b, line, n, p, q, r, s, x, y

FACTS = (x <= 5, y >= sp.Rational(1, 9), x + y <= 20, a < b + 3, r <= 4, s > -2, a * b < 50)
APART = (x - 7, r - 5, a + b, s - 3)
WHOLE = (x, 2 * y, a + b)
UNITS = (sp.Sum(p(n), (n, 1, 3)), sp.Sum(q(n), (n, 1, 3)))
VALUES: tuple[tuple[Any, Any], ...] = ((x, 2 + a), (y, b / (1 + b)), (r, s + 1), (a, sp.Integer(2)))
Moves = list[tuple[str, Any]]
Values = dict[Any, Any]
KINDS = ("facts", "unit_sums", "whole", "nonzero")

domains = st.builds(
    Domain,
    facts=st.sets(st.sampled_from(FACTS), max_size=2).map(tuple),
    unit_sums=st.sets(st.sampled_from(UNITS), max_size=1).map(tuple),
    whole=st.sets(st.sampled_from(WHOLE), max_size=1).map(tuple),
    nonzero=st.sets(st.sampled_from(APART), max_size=1).map(tuple),
)
moves = st.lists(
    st.one_of(
        domains.map(lambda where: ("equals", where)),
        domains.map(lambda where: ("at_most", where)),
        domains.map(lambda where: ("onward", where)),
        domains.map(lambda where: ("rests", where)),
        st.sampled_from(VALUES).map(lambda pair: ("at", pair)),
    ),
    max_size=7,
)


def chain(begin: Domain, steps: Moves) -> tuple[Derivation, list[Statement], list[Values]]:
    """A derivation by these moves, what each line said, and the values put after each."""
    now = line(x + y + r + a, where=begin)
    said: list[Statement] = []
    put: list[Values] = []
    spent: set[sp.Symbol] = set()
    said.append(now.statement())
    put.append({})
    for how, what in steps:
        if how == "at":
            letters = {what[0]} | sp.sympify(what[1]).free_symbols
            if letters & spent or not _still_true(now, dict([what])):
                continue
            now = now.at(dict([what]), because="a value")
            spent.add(what[0])
            put.append(dict([what]))
        elif how in ("equals", "at_most"):
            if _letters(what) & spent:
                continue
            now = getattr(now, how)(now.result, because="so", where=what)
            put.append({})
        elif how == "onward":
            if _letters(what) & spent:
                continue
            now = now.onward("further", where=what)
            put.append({})
        else:
            lent = Derivation("lent", E, sp.S.One, where=what).equals(1, because="so")
            if now.steps or _letters(what) & spent:
                continue
            now = now.onward("further", rests=(lent,))
            put.append({})
        said.append(now.statement())
    return now, said, put


def _letters(where: Domain) -> set[sp.Symbol]:
    return set().union(*(fact.free_symbols for name in KINDS for fact in getattr(where, name)))


def _still_true(now: Derivation, values: dict[Any, Any]) -> bool:
    try:
        now.domain.at(values)
    except Exception:
        return False
    return True


def follows(fact: Any, kind: str, gamma: Domain) -> bool:
    """Is an assumption among those of Γ, or true of numbers alone?"""
    if fact in getattr(gamma, kind):
        return True
    if kind == "facts":
        return not within(gamma, Domain((fact,)))
    return kind in ("whole", "nonzero") and bool(fact.is_Rational)


@settings(max_examples=60, deadline=None)
@given(begin=domains, steps=moves)
def test_every_assumption_of_a_line_is_one_of_all_lines_after_it(
    begin: Domain, steps: list[tuple[str, Any]]
) -> None:
    last, said, put = chain(begin, steps)
    final = Box("b", last).statement.gamma
    assert final == said[-1].gamma
    for number, one in enumerate(said):
        for kind in KINDS:
            for fact in getattr(one.gamma, kind):
                moved = fact
                for later, values in zip(said[number + 1 :], put[number + 1 :], strict=True):
                    moved = _moved(moved, values)
                    assert follows(moved, kind, later.gamma), (kind, fact, moved)
        for old, new in one.gamma.put:
            moved = new
            for later, values in zip(said[number + 1 :], put[number + 1 :], strict=True):
                moved = replaced(moved, values)
                assert (old, moved) in later.gamma.put
    assert {old for old, _ in final.put} == {old for values in put for old in values}


def _moved(fact: Any, values: dict[Any, Any]) -> Any:
    if not values:
        return fact
    if isinstance(fact, sp.core.relational.Relational):
        sides = (replaced(side, values) for side in fact.args)
        return fact.func(*sides, evaluate=False)
    return replaced(fact, values)


@settings(max_examples=30, deadline=None)
@given(begin=domains, steps=moves)
def test_what_a_derivation_assumes_is_what_its_statement_does(
    begin: Domain, steps: list[tuple[str, Any]]
) -> None:
    last, _, _ = chain(begin, steps)
    for kind in KINDS:
        assert set(getattr(last.statement().gamma, kind)) <= set(getattr(last.domain, kind))


def test_a_step_made_by_hand_loses_nothing_either() -> None:
    from dataclasses import replace

    true = line(sp.sqrt(r**2), where=Domain((r >= 0,))).equals(r, because="r is not negative")
    true = true.equals(r, because="again")
    (first, second) = true.steps
    bare = replace(true, steps=(first, replace(second, domain=Domain())))
    assert (r >= 0) in bare.statement().gamma.facts
    assert (r >= 0) in bare.domain.facts


def test_the_law_of_1d_says_that_the_number_of_steps_is_whole() -> None:
    """Its product needs it, and so does every line that rests on it."""
    for box in d_part.part.boxes:
        assert 1 / dt in box.statement.gamma.whole, box.name
    for part, name in ((a_part.part, "law"), (e_part.part, "finite"), (h_part.part, "factor")):
        assert 1 / dt in part.box(name).statement.gamma.whole, (part.id, name)
    for derivation in (e_part.rate, e_part.missing, h_part.missing, h_part.half_rate, h_part.rate):
        assert 1 / dt in derivation.statement().gamma.whole, derivation.name
