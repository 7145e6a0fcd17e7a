"""f ≈ g and limits: every displayed term counts, and a failure says what the truth is."""

from __future__ import annotations

import pytest
import sympy as sp

from solutions.author import (
    EVERYWHERE,
    Derivation,
    Enclosure,
    Limit,
    Normal,
    Part,
    judge_part,
    quantity,
    text,
)
from solutions.diffusion.notation import SHEET, SMALL_STEP, STEPS_TO_ZERO, dt, s2, t, x
from solutions.relations.limits.approximation import Approximation, displayed_terms

exact = s2 * (1 + 2 * s2) / (1 + s2) ** 2
"""σ² − σ⁶ + 2σ⁸ − …, the variance of 1e."""


def near(lhs, rhs, regime=SHEET):
    found = Approximation(regime).judge(lhs, rhs, EVERYWHERE)
    return found.verdict, found.message


def limit(lhs, rhs, regime=STEPS_TO_ZERO):
    found = Limit(regime).judge(lhs, rhs, EVERYWHERE)
    return found.verdict, found.message


@pytest.mark.parametrize(
    "claim",
    [s2, s2 - s2**3, s2 - s2**3 + 2 * s2**4, s2 / (1 + s2**2), s2 / (1 + s2), exact],
    ids=text,
)
def test_what_is_right_to_the_last_displayed_term_is_proved(claim):
    assert near(exact, claim) == ("proved", "")


@pytest.mark.parametrize(
    "claim",
    [
        s2 + s2**2,
        s2 * (1 + s2),
        s2 * (1 - s2),
        s2 * (1 + s2) ** 2,
        2 * s2,
        s2**2,
        s2 + dt,
        s2 + t * s2**2,
        s2 * (1 + s2 * (1 + s2)),
        (s2 + s2**2) / (1 + s2**2),
        s2 - s2**3 + s2**4,
        sp.sqrt(s2),
        sp.S.One,
    ],
    ids=text,
)
def test_a_displayed_term_that_does_not_count_is_refuted(claim):
    assert near(exact, claim)[0] == "refuted"


def test_the_message_says_which_term_what_the_truth_is_and_by_how_much():
    source = "solutions/diffusion/e_noisy_sampler.py"
    derivation = Derivation("variance", quantity("V", "V"), exact).approximates(
        s2 + s2**2, when=SHEET, because="for small σ²"
    )
    part = Part("1e", "The noisy sampler", "?", (derivation,), (), (), ())
    (failure,) = [f for f in judge_part(part)[1] if "step" in f.name]
    told = (
        str(failure)
        .replace(failure.source.file, source)
        .replace(f":{failure.source.line} ", ":41 ")
    )
    assert told == (
        'solutions/diffusion/e_noisy_sampler.py:41  1e variance, step 1 "for small σ²"\n'
        "  refuted: σ² + σ⁴ is wrong in its second term (+σ⁴): the exact value is σ² − σ⁶ + …\n"
        "    at σ² = 1/10: exact 12/121 ≈ 0.09917, claimed 11/100"
    )


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        (
            s2 * (1 - s2),
            "refuted: σ²·(1 − σ²) is wrong in its second term (−σ⁴): the exact value is σ² − σ⁶ + …"
            "\n  at σ² = 1/10: exact 12/121 ≈ 0.09917, claimed 9/100",
        ),
        (
            2 * s2,
            "refuted: 2·σ² is wrong: the exact value is σ² − σ⁶ + …"
            "\n  at σ² = 1/10: exact 12/121 ≈ 0.09917, claimed 1/5",
        ),
        (
            s2 + dt,
            "refuted: σ² + Δt is wrong in its second term (+Δt): the exact value is σ² − σ⁶ + …"
            "\n  at Δt = 1/100, σ² = 1/10: exact 12/121 ≈ 0.09917, claimed 11/100",
        ),
        (sp.S.Zero, "undecided: no error is negligible against 0; say what tends to 0, as a limit"),
    ],
    ids=lambda value: "" if isinstance(value, str) else text(value),
)
def test_messages(claim, told):
    assert near(exact, claim)[1] == told


def test_terms_are_named_in_the_order_of_the_page():
    assert set(displayed_terms(s2 * (1 + s2) ** 2)) == {s2, 2 * s2**2, s2**3}
    assert displayed_terms((s2 - t) / (1 + s2)) == [s2 / (1 + s2), -t / (1 + s2)]
    assert displayed_terms(s2 + s2 * (t + dt)) == [s2, *displayed_terms(s2 * (t + dt))]
    assert displayed_terms(sp.sqrt(1 + s2)) == [sp.sqrt(1 + s2)]


def test_both_ends_and_both_numbers_of_a_law_must_be_near():
    wide = Enclosure(s2, s2 + dt)
    assert near(Normal(0, wide), Normal(0, s2))[0] == "proved"
    assert near(Normal(0, Enclosure(s2, 2 * s2)), Normal(0, s2))[0] == "refuted"
    assert near(Normal(s2, s2), Normal(0, s2))[0] == "undecided"
    assert near(Normal(0, s2), s2)[0] == "undecided"
    assert near(s2, Enclosure(s2, s2))[0] == "undecided"


def test_a_letter_of_any_sign_may_stand_before_both_sides():
    assert near(x * (1 - dt / (s2 + t)), x)[0] == "proved"
    assert near(x * (1 - dt / (s2 + t)), x * (1 - dt))[0] != "proved"
    assert near(x * dt, dt)[0] != "proved"


def test_a_path_on_which_the_time_vanishes_counts():
    # For t of the size of Δt the two differ at first order.
    assert near(1 / (t + dt), 1 / t)[0] == "refuted"
    assert near(1 / (t + dt), 1 / t, SMALL_STEP)[0] == "proved"
    assert near(1 / (s2 + t + dt), 1 / (s2 + t))[0] == "proved"


def test_limits():
    assert limit(exact + dt, exact)[0] == "proved"
    assert limit(exact + dt * x / s2, exact)[0] == "proved", "letters not named are held fixed"
    assert limit(dt / (dt + s2 * dt), 1 / (1 + s2))[0] == "proved"
    assert limit(Enclosure(exact, exact + dt), exact)[0] == "proved"
    assert limit(Enclosure(exact, 2 * exact), exact)[0] == "refuted"
    assert limit(1 / dt, sp.S.Zero)[0] == "refuted"
    assert limit(exact, sp.S.Zero, SHEET)[0] == "proved"


def test_a_limit_does_not_move():
    assert limit(s2, s2 + dt) == (
        "undecided",
        "undecided: a limit cannot contain Δt, which moves on the way to it",
    )
    verdict, message = limit(exact + dt, s2)
    assert verdict == "refuted"
    assert message.startswith("refuted: the limit σ² is claimed, and it is (σ² + 2·σ⁴)/")


def test_nothing_compared_is_nothing_proved():
    assert near(sp.S.Zero, sp.S.Zero) == ("proved", "")
    found = Approximation(SHEET).judge(Normal(0, 0), Normal(0, 0), EVERYWHERE)
    assert found.lines == ("both are 0", "both are 0")
