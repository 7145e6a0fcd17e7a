"""Every erratum is one: its right form is proved and what is printed is refuted at a point."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
import sympy as sp

from solutions.author import Derivation, Letter, function, logarithm, quantity
from solutions.errata import table
from solutions.errata.erratum import Erratum, NotAnErratum, judge
from solutions.errata.losses import ERRATA, kernel

ENTRIES = [pytest.param(entry, id=entry.name) for entry in table.errata()]
theta = Letter("θ", r"\theta", "a parameter", real=True)
first = Letter("μ₀", r"\mu(s_0)", "probability of the first state", positive=True)
T = Letter("T", "T", "number of actions", integer=True, positive=True)
k = Letter("k", "k", "an action", integer=True, positive=True)
policy = function("π", r"\pi_{{{1}}}({0})", "probability of an action", positive=True)
KERNEL = next(entry for entry in ERRATA if entry.right is kernel)


@pytest.mark.parametrize("entry", ENTRIES)
def test_the_right_form_is_proved_and_the_misprint_refuted(entry: Erratum) -> None:
    row = judge(entry)
    assert row["right"]["verdict"] == "proved"
    assert {step["verdict"] for step in row["right"]["steps"]} == {"proved"}
    assert row["misprint"]["verdict"] == "refuted"
    assert row["misprint"]["counterexample"].startswith("at ")
    assert row["misprint"]["counterexample_tex"].startswith("at $")
    assert row["misprint"]["latex"] != row["right"]["latex"]


def test_the_table_counts_what_is_cited() -> None:
    judged = table.judge_all()
    rows = judged["errata"]
    assert [row["name"] for row in rows] == [entry.name for entry in table.errata()]
    assert judged["count"] == len(rows) == judged["cited"] + judged["often_seen"]
    assert judged["often_seen"] == sum(not entry.citation.cited for entry in table.errata())


def test_names_are_unique() -> None:
    names = Counter(entry.name for entry in table.errata())
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize("entry", ENTRIES)
def test_an_erratum_says_where_it_stands(entry: Erratum) -> None:
    cite = entry.citation
    assert entry.about
    assert cite.title
    assert cite.place
    if cite.cited:
        assert cite.author
        assert cite.edition
        assert cite.reported


def test_what_is_right_is_no_misprint() -> None:
    with pytest.raises(NotAnErratum, match="what is called a misprint is proved"):
        judge(replace(KERNEL, printed=sp.expand(KERNEL.step.lhs)))


def test_a_lost_term_that_does_no_harm_is_no_misprint() -> None:
    # huggingface/deep-rl-class issue 180: the law of the first state is left out of the law of a
    # trajectory. It does not depend on θ, so that the printed gradient is right all the same.
    actions = sp.Sum(sp.log(policy(k, theta)), (k, 1, T))
    trajectory = logarithm(quantity("p(τ)", r"p(\tau)", "likelihood of a trajectory"))
    right = Derivation("trajectory", trajectory, sp.log(first) + actions).gradient(
        sp.Derivative(sp.log(first) + actions, theta), of=theta, because="its slope"
    )
    entry = replace(KERNEL, right=right, printed=sp.Derivative(actions, theta))
    with pytest.raises(NotAnErratum, match="what is called a misprint is proved"):
        judge(entry)


def test_what_cannot_be_decided_is_no_misprint() -> None:
    with pytest.raises(NotAnErratum, match="what is called a misprint is undecided"):
        judge(replace(KERNEL, printed=sp.erf(KERNEL.step.lhs)))


def test_a_right_form_that_is_wrong_is_told() -> None:
    wrong = replace(KERNEL.right, steps=(KERNEL.misprint,))
    with pytest.raises(NotAnErratum, match="the right form does not hold; refuted: "):
        judge(replace(KERNEL, right=wrong, printed=KERNEL.step.rhs))
