"""What a reading's verdict means: truth, order, blemishes, descent, and nothing typed."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
import sympy as sp

from solutions.author import Domain, Limit, Normal, difference, quantity, variance
from solutions.diffusion import d_mean_sampler as d
from solutions.diffusion import e_noisy_sampler as e
from solutions.diffusion.notation import SHEET, SMALL_STEP, STEPS_TO_ZERO, X_hat, dt, s2, t, x
from solutions.kernel.composition import AT_MOST, EQUAL, NEAR
from solutions.kernel.errors import Malformed, NoTheorem
from solutions.transcript import audit, judging, record
from solutions.transcript.asks import Ask
from solutions.transcript.links import at_least, at_most, equals, has_slope, limiting, near
from solutions.transcript.reading import (
    After,
    Ambiguous,
    Chain,
    Place,
    Reading,
    Remark,
    after,
    reading,
)
from solutions.transcript.subjects import Asked, Subject, as_written, boxed, line, stated

V = Subject(quantity("V", "V"), s2 / (1 + s2), proved_by="1z v", asked=Asked(s2, SHEET))
W = stated(quantity("W", "W"), s2)
ASK = Ask((V,), words="V to leading order")


def read(*readings, ask=ASK, finals=()):
    """The entries of readings that belong to claims of an invented part."""
    done: dict[str, dict[str, Any]] = {}
    for one in readings:
        entry = {"id": one.claim, **audit._judged(one, ask, final=one.claim in finals)}
        audit._check_inheritance(entry, done)
        entry["placed"] = audit._placed(one, entry)
        done[one.claim] = entry
    return done


def test_a_true_line_is_correct_and_a_false_one_wrong_with_a_point():
    found = read(reading("a", V, equals(1 - 1 / (1 + s2))), reading("b", V, equals(2 * s2)))
    assert found["a"]["verdict"] == "correct"
    assert found["b"]["verdict"] == "wrong"
    assert found["b"]["counterexample"] == "at σ² = 1: exact 1/2, claimed 2"
    assert found["b"]["right"] == "V ≈ σ²"


def test_a_further_wrong_term_is_leading_order_only_where_that_order_is_asked_for():
    claim = near(s2 + s2**2, SHEET)
    assert read(reading("a", V, claim))["a"]["verdict"] == "leading-order"
    assert read(reading("a", replace(V, asked=None), claim))["a"]["verdict"] == "wrong"
    assert read(reading("a", V, near(2 * s2, SHEET)))["a"]["verdict"] == "wrong"


def test_an_equals_sign_that_is_meant_as_near_is_a_blemish_and_no_excuse():
    plain = replace(V, asked=None)
    found = read(reading("a", plain, equals(s2), regime=SHEET))["a"]
    assert (found["verdict"], found["blemishes"]) == ("correct", [judging.LOOSE])
    assert read(reading("a", plain, equals(2 * s2), regime=SHEET))["a"]["verdict"] == "wrong"
    assert read(reading("a", plain, equals(s2)))["a"]["verdict"] == "wrong"
    assert read(reading("a", V, equals(s2)))["a"]["blemishes"] == [judging.LOOSE]


def test_a_variant_costs_a_blemish():
    loose = replace(V, variants=(("a factor 2 is dropped", s2 / (2 + 2 * s2)),))
    found = read(reading("a", loose, equals(s2 / (2 + 2 * s2))))["a"]
    assert (found["verdict"], found["blemishes"]) == ("correct", ["a factor 2 is dropped"])
    assert read(reading("a", loose, equals(V.value)))["a"]["blemishes"] == []


def test_a_line_without_value_on_the_sheets_domain_says_what_it_needs():
    found = read(
        reading(
            "a", stated(quantity("f", "f"), 2 * sp.log(x)), equals(sp.log(x**2)), only=(x > 0,)
        ),
    )["a"]
    assert found["verdict"] == "correct"
    assert found["blemishes"] == ["holds only for $x_t > 0$"]


def test_a_wrong_line_is_a_root_or_inherited():
    root = reading("a", V, equals(2 * s2))
    found = read(
        root,
        reading("b", V, equals(s2 + s2), after=after(root)),
        reading("c", V, equals(3 * s2), after=after(root)),
        reading("d", V, equals(V.value), after=after(root)),
    )
    assert [found[name]["root"] for name in "abcd"] == [True, False, True, None]
    assert [found[name]["follows"] for name in "abcd"] == [None, True, False, False]


def test_a_wrong_line_cannot_follow_from_right_ones():
    right = reading("a", W, equals(s2))
    with pytest.raises(Malformed, match=r"b is wrong and follows from a, which are right"):
        read(right, reading("b", replace(V, asked=None), equals(s2), after=after(right)))
    with pytest.raises(Malformed, match=r"b is said to come after z, which is not before it"):
        read(reading("b", V, equals(V.value), after=After(V.value, ("z",))))


def test_a_final_line_about_another_quantity_is_not_what_was_asked():
    one = reading("a", W, equals(s2))
    assert read(one)["a"]["verdict"] == "correct"
    found = read(one, finals=("a",))["a"]
    assert found["verdict"] == "correct-but-not-what-was-asked"
    assert found["note"] == "it is about another quantity than the one asked for"


def test_two_readings_with_one_verdict_are_not_ambiguous():
    right, wrong = reading("a", V, equals(V.value)), reading("a", V, equals(2 * s2))
    found = read(Ambiguous("a", right, wrong, "V or W"))["a"]
    assert (found["verdict"], found["note"]) == ("ambiguous", "V or W")
    assert [way["verdict"] for way in found["readings"]] == ["correct", "wrong"]
    assert read(Ambiguous("a", right, right, "V or W"))["a"]["verdict"] == "correct"


def test_a_remark_has_no_verdict():
    found = read(Remark("a", "A summary."))["a"]
    assert (found["verdict"], found["note"], found["follows"]) == ("remark", "A summary.", None)


def test_what_is_undecided_stops_the_audit():
    with pytest.raises(Malformed, match=r"test_judging\.py:\d+: a is undecided: V ≈ 0"):
        read(reading("a", V, near(sp.S.Zero, SHEET)))


def test_a_letter_that_nothing_declares_stops_the_audit():
    strange = sp.Symbol("q", positive=True)
    with pytest.raises(Malformed, match="the reading of a uses q, which neither the part nor"):
        read(reading("a", V, equals(strange)))


def test_a_wrong_line_in_our_place_stops_verification_there():
    twin = Place(e.noisy, "leading_order", Normal(0, s2 + s2**2))
    found = read(reading("a", V, near(s2 + s2**2, SHEET), place=twin))["a"]["placed"]
    assert (found["step"], found["verdict"]) == ("noisy.leading_order", "refuted")
    assert "wrong in its second term" in found["message"]
    harmless = Place(e.noisy, "leading_order", Normal(0, s2))
    with pytest.raises(Malformed, match="nothing stops it"):
        read(reading("a", V, near(s2 + s2**2, SHEET), place=harmless))


def test_the_order_of_1g_is_first_order_so_a_wrong_sign_there_is_wrong():
    factor = Subject(
        quantity("f", "f"),
        1 - dt / (2 * (s2 + t)),
        asked=Asked(1 - dt / (2 * (s2 + t)), SMALL_STEP),
    )
    sign = reading("a", factor, near(1 + dt / (2 * (s2 + t)), SMALL_STEP))
    assert read(sign)["a"]["verdict"] == "wrong"


def test_every_claim_has_one_reading(monkeypatch):
    one = reading("1a-01", V, equals(V.value))
    monkeypatch.setattr(
        audit, "import_module", lambda name: SimpleNamespace(READINGS=(one,), ASK=ASK)
    )
    with pytest.raises(Malformed, match=r"1a-02 has no reading; add one to .*part_1a\.py"):
        audit.judge("1a")
    stray = Reading("1z-01", (Chain(V, (equals(V.value),)),))
    monkeypatch.setattr(
        audit, "import_module", lambda name: SimpleNamespace(READINGS=(stray,), ASK=ASK)
    )
    with pytest.raises(Malformed, match="a reading of 1z-01, which is no claim of part 1a"):
        audit.judge("1a")
    monkeypatch.setattr(
        audit, "import_module", lambda name: SimpleNamespace(READINGS=(one, one), ASK=ASK)
    )
    with pytest.raises(Malformed, match="1a-01 has two readings"):
        audit.judge("1a")


def test_a_failure_names_the_reading(monkeypatch):
    monkeypatch.setattr(audit, "import_module", lambda name: SimpleNamespace(READINGS=(), ASK=ASK))
    answer = audit.answer("1a", audit.readings("1e"))
    assert answer["content"] is None
    assert answer["failures"][0]["file"].endswith("part_1e.py")
    assert "1a-01 has no reading" in answer["failures"][0]["message"]
    assert record.claims()[0].id == "1a-01"


def test_a_term_that_both_sides_show_is_exact_and_the_rest_must_count():
    """σ² stands in 1g’s numerator, and may be far smaller than what is left out of the root."""
    step = stated(quantity("step", "s"), (s2 + sp.sqrt(t * (t - dt))) / (s2 + t) * x)
    for top, holds in [
        (t - dt / 2 - dt**2 / (8 * t), True),
        (t - dt / 2 - dt**2 / (4 * t), False),
        (t - dt / 4, False),
        (t / 2, False),
    ]:
        found = judging.truth(Chain(step, (near((s2 + top) / (s2 + t) * x, SMALL_STEP),)))
        assert (found.verdict == "correct") == holds


def test_a_shared_term_alone_makes_no_approximation():
    both = stated(quantity("sum", "S"), s2 + s2**2)
    assert judging.truth(Chain(both, (near(s2, SHEET),))).verdict == "correct"
    assert judging.truth(Chain(both, (near(s2 + s2**3, SHEET),))).verdict == "wrong"


def test_a_claim_is_a_statement_about_its_quantity_under_all_that_it_assumes():
    chain = Chain(V, (equals(1 - 1 / (1 + s2)), near(s2, SHEET)), where=Domain((s2 < 1,)))
    said = chain.statement
    assert (said.left, said.right) == (V.left, s2)
    assert (said.relation.word, said.relation.regime) == (NEAR, SHEET)
    assert said.gamma == chain.domain == Domain((s2 < 1,))


def test_links_that_do_not_compose_make_no_statement():
    with pytest.raises(NoTheorem):
        _ = Chain(V, (at_most(10), at_least(3))).statement


def test_a_slope_is_about_another_quantity():
    said = Chain(as_written(s2**2), (has_slope(2 * s2, s2), at_most(9))).statement
    assert said.relation.word == AT_MOST
    assert said.left.text() == "∇_σ² σ⁴"


def test_what_a_box_says_is_taken_from_its_statement():
    law, said = boxed(d.part, "law"), d.part.box("law").statement
    assert (law.left, law.value, law.where) == (said.left, said.right, said.gamma)
    assert law.said.relation.word == EQUAL
    assert boxed(d.part, "law", moment="variance").left == variance(X_hat(0))
    assert not law.is_written
    assert as_written(s2).is_written


def test_an_approximation_does_not_tell_what_a_quantity_is():
    with pytest.raises(Malformed, match="1d narrow says ≈"):
        boxed(d.part, "narrow")
    with pytest.raises(Malformed, match="noisy is no derivation of 1d"):
        line(d.part, e.noisy)


def test_a_claim_shows_its_own_sign_and_a_rule_has_but_one():
    link = limiting(s2, STEPS_TO_ZERO)
    assert Chain(V, (link,)).shown() == r"V \approx \sigma^2"
    with pytest.raises(TypeError):
        Limit(STEPS_TO_ZERO, sign="=")  # type: ignore[call-arg]


def test_the_right_formula_is_not_given_for_what_a_claim_writes_out():
    found = read(reading("a", as_written(s2), equals(2 * s2)))["a"]
    assert (found["verdict"], found["right"]) == ("wrong", None)
    named = stated(difference(s2, V.left), s2)
    assert read(reading("a", named, equals(2 * s2)))["a"]["right"] == "σ² − V = σ²"
