"""The audit's blocks, with an audit that no engine made."""

from __future__ import annotations

from typing import Any

import markdown
import pytest

from solutions.printing.markup import BlockError
from tests.web import fakes

CLAIM: dict[str, Any] = {
    "id": "1e-12",
    "page": 10,
    "part": "1e",
    "attempt": 1,
    "kind": "step",
    "latex": r"V \approx \sigma^2 + \sigma^4",
    "formula": r"V \approx \sigma^2 + \sigma^4",
    "final": False,
    "reaction": "accepted",
    "verdict": "leading-order",
    "follows": False,
    "root": True,
    "after": ["1e-09"],
    "blemishes": ["an equals sign where ≈ is meant"],
    "counterexample": "at σ² = 1/10: exact 12/121, claimed 11/100",
    "counterexample_tex": r"at ${\sigma^2 = \frac{1}{10}}$: exact 12/121, claimed 11/100",
    "right": "≈ σ²",
    "right_tex": r"V \approx \sigma^2",
    "reading": "V ≈ σ² + σ⁴",
    "reading_tex": [r"V \approx \sigma^{2} + \sigma^{4}"],
    "proved_by": ["1e noisy, line riemann_sum"],
    "reason": "σ² + σ⁴ is wrong in its second term",
    "note": "",
    "said": "",
    "placed": {
        "step": "noisy.leading_order",
        "file": "solutions/diffusion/e_noisy_sampler.py",
        "line": 97,
        "relation": "approximation",
        "verdict": "refuted",
        "message": "refuted: σ² + σ⁴ is wrong\n  at σ² = 1/10: exact 12/121, claimed 11/100",
    },
    "file": "solutions/transcript/readings/part_1e.py",
    "line": 92,
}
RIGHT = CLAIM | {
    "id": "1e-14",
    "verdict": "correct",
    "follows": True,
    "root": None,
    "final": True,
    "counterexample_tex": None,
    "right_tex": None,
    "blemishes": [],
    "placed": None,
    "after": ["1e-12"],
}
REMARK = RIGHT | {"id": "1e-16", "verdict": "remark", "follows": None, "note": "A summary."}
ATTEMPT = {
    "part": "1e",
    "attempt": 1,
    "pages": [8, 11],
    "claims": ["1e-12", "1e-14", "1e-16"],
    "finals": ["1e-14"],
    "answer": "right",
    "first_wrong": "1e-12",
    "reaction": "accepted",
    "hint": False,
    "accepts": True,
    "agree": True,
}
NOTE = {
    "page": 11,
    "part": "1e",
    "attempt": 1,
    "kind": "verdict",
    "note": "Looks right.",
    "says": "right",
    "about": ["1e-14"],
    "machine": "right",
    "agree": True,
}
GONE = {
    "kind": "rejected though right",
    "part": "1e",
    "attempt": 1,
    "answer": "right",
    "reaction": "rejected",
    "first_wrong": "1e-12",
    "finals": ["1e-14"],
}
AUDIT = {
    "claims": [CLAIM, RIGHT, REMARK],
    "attempts": [ATTEMPT],
    "notes": [NOTE],
    "disagreements": [GONE],
}


def shown(text: str, audit: dict[str, Any] = AUDIT) -> str:
    extension = {
        "solutions.web.blocks": {
            "receipts": fakes.receipts(),
            "audit": audit,
            "page": "transcript/1e.md",
        }
    }
    return markdown.markdown(
        text,
        extensions=["solutions.web.blocks"],
        extension_configs=extension,
    )


def test_an_attempt_shows_its_lines_and_marks_the_first_that_is_off():
    html = shown("::: attempts 1e")
    assert html.count('<li class="claim') == 3
    assert 'href="#1e-12" title="1e-12: leading-order"' in html
    assert html.count("the first line that is off") == 1
    assert "does not follow from 1e-09" in html
    assert "a root error" in html
    assert "It is <span" in html
    assert "Blemish: an equals sign where ≈ is meant." in html
    assert "pages 8 to 11" in html
    assert "Editor’s note: A summary." in html
    assert "answer: right · student: accepted · they agree" in html


def test_a_remark_has_no_evidence_to_open():
    html = shown("::: claim 1e-16")
    assert "How it is read" not in html
    assert "nothing before it" not in html


def test_an_interpretation_is_told_in_our_words_and_its_formula_on_demand():
    claims = [RIGHT | {"kind": "interpretation", "said": "the variance of the data comes back"}]
    html = shown("::: claim 1e-14", AUDIT | {"claims": claims})
    before, after = html.split("How it is read")
    assert "the variance of the data comes back" in before
    assert "arithmatex" not in before
    assert "sigma^4" in after


def test_a_claim_in_a_story_links_to_its_place():
    html = shown("::: claim 1e-12")
    assert '<a href="1e.md#1e-12">1e-12</a>' in html
    assert 'id="1e-12"' not in html


def test_the_table_and_the_choices_for_its_columns():
    html = shown("::: audit claims")
    assert html.count('<tr><th scope="row">') == 3
    assert '<select name="verdict"><option value="">all</option><option>leading-order' in html
    assert '<select name="part"><option value="">all</option><option>1e</option></select>' in html
    assert shown("::: audit claims diffusion").count('<tr><th scope="row">') == 3
    assert shown("::: audit claims dpo").count('<tr><th scope="row">') == 0


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("summary", "<td>1 of 1</td>"),
        ("disagreements", "rejected though right"),
        ("margin", "Looks right."),
        ("wrong-lines", "solutions/diffusion/e_noisy_sampler.py:97"),
        ("nudges", "<tbody></tbody>"),
    ],
)
def test_the_tables(what: str, told: str):
    assert told in shown(f"::: audit {what}")


def test_counts_and_verdicts_stand_in_running_text():
    html = shown("[[audit claims]] claims, [[audit off 1e]] off: [[verdict 1e-12]]")
    assert "3 claims, 1 off" in html
    assert '<span class="judged leading-order">leading-order</span>' in html


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("::: claim 1e-13", 'no claim "1e-13"; nearest: "1e-1'),
        ("::: attempts 1z", 'no audited part "1z"; nearest: "1e"'),
        ("::: audit everything", 'no table of the audit "everything"'),
        ("::: audit claims dop", 'no problem "dop"; nearest: "dpo"'),
        ("::: audit margin dpo", "only ::: audit claims takes the name of a problem"),
        ("[[audit wronk]]", 'no count of the audit "wronk"; nearest: "wrong"'),
        ("[[audit wrong 1z]]", 'no audited part "1z"'),
        ("[[verdict 1x]]", 'no claim "1x"'),
        ("[[audit claims", "an inline value begins here"),
    ],
)
def test_an_unknown_name_stops_the_page_with_the_nearest(text: str, told: str):
    with pytest.raises(BlockError) as stopped:
        shown(text)
    assert told in str(stopped.value)
    assert "transcript/1e.md:1" in str(stopped.value)
