"""Laws of the states on the way, read off the boxes of 1b."""

from dataclasses import replace

import sympy as sp

from solutions.author import Derivation, Normal, judge_part, quantity
from solutions.diffusion import a_forward_law as a
from solutions.diffusion import b_marginals as b
from solutions.diffusion.notation import T, dt, s2, t

now, before = b.part.box("now").value, b.part.box("before").value


def test_time_one_is_1a() -> None:
    assert now.xreplace({t: sp.S.One}) == a.part.box("law").value


def test_the_first_step_starts_at_the_data() -> None:
    assert before.xreplace({t: dt}) == Normal(0, s2)


def test_one_more_noise_leads_from_one_law_to_the_other() -> None:
    assert before.plus(Normal(0, dt)) == now


def test_without_the_least_time_the_part_is_refused() -> None:
    # Before the first step there is no X_{t−Δt}: 1b lends its law together with its least time.
    used = b.part.use("before")
    said = used.lent.gamma
    assert (t >= dt) in said.facts
    assert t / dt in said.whole
    elsewhere = Derivation("anywhere", quantity("Y", "Y"), used.value, rests=(used,))
    assert set(said.facts) <= set(elsewhere.opening.gamma.facts)
    summed = Derivation("steps", quantity("S", "S"), sp.Sum(t, (t, 1, T)), rests=(used,))
    _, failures = judge_part(replace(b.part, derivations=(summed,), boxes=(), checks=(), decoys=()))
    told = [one.message for one in failures if one.name == "steps"]
    assert len(told) == 1
    assert told[0].startswith("undecided: 1b before was proved for t ≥ Δt")
