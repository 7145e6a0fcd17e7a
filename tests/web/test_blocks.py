"""What blocks show, through Markdown alone, as any builder would call it."""

import re
from html import unescape
from html.parser import HTMLParser
from typing import Any

import markdown
import pytest

from solutions.printing import markup
from solutions.web.lookup import ROOT
from solutions.web.pages import snippets
from tests.web import fakes

VOID = {"br", "hr", "img", "input", "link", "meta"}


def page(text: str, receipts: Any = None, *more: str) -> str:
    options = {"receipts": receipts if receipts is not None else fakes.receipts()}
    return markdown.markdown(
        text,
        extensions=["solutions.web.blocks", *more],
        extension_configs={"solutions.web.blocks": options},
    )


def formulas(html: str) -> list[str]:
    return re.findall(r'class="arithmatex">\\[(\[](.*?)\\[)\]]<', html)


class Nesting(HTMLParser):
    """Raises when an element is closed that is not the innermost open one."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


EVERY_BLOCK = """
::: part 1d

::: steps 1d shrink

::: steps 1d law square_factor leading_order

::: box 1d law

::: box 1d narrow

::: checks 1d

::: decoys 1d

::: snippet 1d derivation

::: boxes diffusion

::: status
"""


def test_every_block_is_well_formed_html_and_leaves_no_mark_behind():
    html = page(EVERY_BLOCK)
    nesting = Nesting()
    nesting.feed(html)
    assert nesting.open == []
    assert ":::" not in html
    assert "[[" not in html
    assert "--8<--" not in html
    assert "wzxhzdk" not in html


def test_a_derivation_shows_all_its_steps_and_only_its_own():
    shown = formulas(page("::: steps 1d law"))
    steps = [step for step in fakes.part_1d()["steps"] if step["derivation"] == "law"]
    for step in steps:
        assert any(step["rhs"] in formula for formula in shown)
    assert not any(r"\prod" in formula for formula in shown)


def test_a_chain_shows_its_left_side_once():
    display = [formula for formula in formulas(page("::: steps 1d shrink")) if "A_T" in formula]
    assert len(display) == 1
    assert display[0].startswith("A_T :=")


def test_a_line_with_another_left_side_shows_it():
    shown = formulas(page("::: steps 1d law"))
    assert any(formula.startswith(r"\operatorname{Var}") for formula in shown)


def test_the_first_line_of_a_range_shows_its_left_side():
    assert formulas(page("::: steps 1d shrink time_used_up"))[0].startswith("A_T =")


def test_a_derivation_that_prose_interrupts_goes_on_where_it_stopped():
    whole = "::: steps 1d shrink"
    halves = f"{whole} start telescope\n\nso\n\n{whole} time_used_up"
    assert formulas(page(halves)) == formulas(page(whole))


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        ("", [0, 1, 2]),
        ("start", [0]),
        ("telescope", [1]),
        ("telescope time_used_up", [1, 2]),
        ("start..time_used_up", [0, 1, 2]),
        ("start telescope..time_used_up", [0, 1, 2]),
        ("start time_used_up", [0, 2]),
    ],
)
def test_steps_are_shown_by_name_and_keep_their_places(wanted, numbers):
    html = page(f"::: steps 1d shrink {wanted}")
    assert [int(n) for n in re.findall(r'<li class="step[^>]* value="(\d+)"', html)] == numbers


def test_a_step_has_its_anchor_from_its_name():
    html = page("::: steps 1d shrink")
    ids = ["1d-shrink-start", "1d-shrink-telescope", "1d-shrink-time_used_up"]
    assert re.findall(r'<li class="step[^>]* id="([^"]*)"', html) == ids


def test_a_left_out_step_is_not_gone_on_from():
    shown = formulas(page("::: steps 1d shrink start time_used_up"))
    assert [one[:5] for one in shown if "A_T" in one] == ["A_T :", "A_T ="]


def test_a_step_without_a_name_is_shown_with_all_and_not_alone():
    steps = [
        fakes.claim("root.start", "x", ":=", "1", kind="start", verdict=""),
        fakes.claim("root.1", "x", "=", "1"),
    ]
    receipts = {"1a": fakes.part("1a", steps=steps)}
    assert 'id="1a-root-1"' in page("::: steps 1a root", receipts)
    with pytest.raises(
        markup.BlockError, match=rf"give the line at {fakes.MODULE}:12 a name=… first in place"
    ):
        page("::: steps 1a root 1", receipts)


def test_a_start_line_claims_nothing_and_tells_what_is_given():
    html = page("::: steps 1d shrink start")
    assert "proved" not in html
    assert "verdict" not in html
    assert re.findall(r"<summary><span[^>]*>(\w+)</span></summary>", html) == ["given"]
    assert "uses 1c law" in html


def test_a_left_side_that_is_written_out_stands_alone():
    step = fakes.claim("root.start", r"\log a", "", "", kind="start", verdict="", latex=r"\log a")
    html = page("::: steps 1a root", {"1a": fakes.part("1a", steps=[step])})
    assert formulas(html)[0] == r"\log a"


def test_each_step_and_box_opens_all_that_it_assumes():
    conditions = fakes.claim("root.1", "x", "=", "1")["assumes"]
    for block in (
        "steps 1d shrink start",
        "steps 1d shrink telescope",
        "box 1d law",
        "box 1d narrow",
    ):
        html = page(f"::: {block}")
        opens = re.search(r"<details.*</details>", html)
        assert opens
        given = re.findall(r"<dd>(.*?)</dd>", opens[0])
        assert [unescape(formulas(one)[0]) for one in given] == conditions


def test_a_line_that_assumes_nothing_has_no_list_of_it():
    step = fakes.claim("root.1", "1", "=", "1", assumes=[])
    assert "<dl" not in page("::: steps 1a root", {"1a": fakes.part("1a", steps=[step])})


def test_every_claim_shows_its_verdict_as_a_word_and_its_evidence_and_place():
    html = page("::: steps 1d law square_factor..leading_order")
    assert re.findall(r"<summary><span[^>]*>(\w+)</span></summary>", html) == [
        "proved",
        "measured",
    ]
    for step in fakes.part_1d()["steps"][-2:]:
        assert f"{step['file']}:{step['line']}" in html
        assert step["evidence"][0] in html


def test_exact_and_approximate_boxes_say_which_they_are():
    assert ">exact<" in page("::: box 1d law")
    assert ">approximate<" in page("::: box 1d narrow")


def test_a_check_shows_its_means_its_pairs_and_claimed_beside_found():
    html = page("::: checks 1d")
    assert "exact arithmetic · 60 pairs compared" in html
    assert "<td>1/25</td> <td>1/25</td>" in html


def test_figures_at_no_point_have_no_column_for_it():
    receipt = fakes.part("2c")
    receipt["checks"][0]["figures"] = [{"at": "", "claimed": "8.9e+234", "found": "8.9e+234"}]
    html = page("::: checks 2c", {"2c": receipt})
    assert ">at</th>" not in html
    power = r'<td><span class="arithmatex">\(8.9 \cdot 10^{234}\)</span></td>'
    assert f"<tr>{power} {power}</tr>" in html


def test_numbers_are_set_as_on_paper() -> None:
    assert markup.number("-7/32 ≈ -0.22 (-1.7 standard errors)") == (
        "−7/32 ≈ −0.22 (−1.7 standard errors)"
    )
    power = r'<span class="arithmatex">\(-2.5 \cdot 10^{-24}\)</span>'
    formula = r'<span class="arithmatex">\({x = -1}\)</span>'
    assert markup.number("at ${x = -1}$: found -2.5e-24") == f"at {formula}: found {power}"


def test_a_point_may_go_over_lines_between_its_letters() -> None:
    html = markup.number(r"at ${x = -1}, {f(1) = \frac{1}{2}}, \ldots$: found 2")
    apart = [r"{x = -1},", r"{f(1) = \frac{1}{2}},", r"\ldots"]
    assert html == f"at {' '.join(markup.formula(tex) for tex in apart)}: found 2"


def test_irrational_numbers_are_not_called_exact() -> None:
    receipt = fakes.part("2c")
    receipt["checks"][0]["verdict"] = "measured"
    assert "exact or ball arithmetic · " in page("::: checks 2c", {"2c": receipt})


def test_a_decoy_names_the_check_that_refuted_it_by_its_title():
    html = page("::: decoys 1d")
    assert "run the recursion exactly" in html
    assert "the scale taken for the variance" in html


def test_a_decoy_is_printed_as_what_the_answer_is_not():
    twin = fakes.part_1d()["decoys"][0]["latex"]
    assert rf"\hat X_0 \not\sim {twin}" in formulas(page("::: decoys 1d"))


def test_tables_hold_every_part_and_every_box_of_the_problem():
    receipts = fakes.receipts()
    status, diffusion, dpo = page("::: status"), page("::: boxes diffusion"), page("::: boxes dpo")
    for name, receipt in receipts.items():
        assert f"{name} · {receipt['title']}" in status
        here, there = (diffusion, dpo) if name[0] == "1" else (dpo, diffusion)
        for box in receipt["boxes"]:
            assert f">{name}</a>" in here
            assert box["latex"] in formulas(here)
        assert f">{name}</a>" not in there


def test_cells_stay_words_of_their_own_when_the_marks_are_taken_away():
    words = re.sub(r"<[^>]*>", "", page("::: boxes dpo")).split()
    assert "exact" in words
    assert "verdict" in words


def test_parts_stand_in_the_order_of_their_ids_however_they_come():
    backwards = dict(reversed(fakes.receipts().items()))
    assert page("::: status", backwards) == page("::: status")


def test_the_strip_links_neighbours_foundations_and_the_code_on_the_page():
    receipts = fakes.receipts()
    options = {"receipts": receipts, "page": "diffusion/d.md"}
    html = markdown.markdown(
        "::: part 1d\n\n::: snippet 1d step\n",
        extensions=["solutions.web.blocks"],
        extension_configs={"solutions.web.blocks": options},
    )
    assert "<h1>1d · Mean-only reverse process</h1>" in html
    assert re.findall(r'<a href="([^"]*)"', html) == ["c.md", "#1d-code-step", "c.md", "e.md"]
    assert 'id="1d-code-step"' in html


def test_links_to_the_other_problem_climb_to_it():
    assert 'href="../diffusion/h.md"' in markdown.markdown(
        "::: part 2a",
        extensions=["solutions.web.blocks"],
        extension_configs={
            "solutions.web.blocks": {"receipts": fakes.receipts(), "page": "dpo/a.md"}
        },
    )


def test_counts_add_up():
    words = ("parts", "steps", "boxes", "proved", "exact", "measured", "checks", "decoys")
    text = " ".join(f"[[count {word}]]" for word in words)
    numbers = [int(n) for n in re.findall(r"\d+", page(text))]
    parts, steps, boxes, proved, exact, measured, checks, decoys = numbers
    receipts = fakes.receipts().values()
    assert parts == len(fakes.TITLES)
    assert steps == sum(step["kind"] != "start" for r in receipts for step in r["steps"])
    assert boxes == sum(len(r["boxes"]) for r in receipts)
    assert proved == steps - 1, "one step of the sample is measured"
    assert exact + measured == checks
    assert (checks, decoys) == (16, 16)


def test_an_inline_box_is_the_box_s_formula_inside_its_sentence():
    html = page("So [[box 1d narrow]], which is narrow.")
    assert html.startswith("<p>So <span")
    assert formulas(html) == [fakes.part_1d()["boxes"][1]["latex"]]


def test_an_inline_box_in_a_table_cell_may_hold_the_cell_s_own_sign():
    receipt = fakes.part("2e", boxes=[fakes.box("law", "p", "=", r"\pi(y|x)")])
    html = page("| a | b |\n|---|---|\n| [[box 2e law]] | 1 |\n", {"2e": receipt}, "tables")
    assert formulas(html) == [r"p = \pi(y|x)"]
    assert html.count("<td>") == 2


def test_text_of_receipts_is_text():
    evil = "<script>alert(1)</script> & $x < y$ and `a<b`"
    step = fakes.claim("root.1", "x", "<", "y & z", because=evil, evidence=[evil, evil])
    html = page("::: steps 1a root", {"1a": fakes.part("1a", steps=[step])})
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; " in html
    assert formulas(html)[0] == "x &lt; y &amp; z"
    assert "<code>a&lt;b</code>" in html


def test_markdown_does_not_touch_formulas():
    tex = r"a_1 * b_2 * c_3 \\ <em> \text{_x_}"
    step = fakes.claim("root.start", tex, "", "", kind="start")
    html = page("::: steps 1a root", {"1a": fakes.part("1a", steps=[step])})
    assert formulas(html)[0] == tex.replace("<em>", "&lt;em&gt;")


def test_code_keeps_what_looks_like_a_block():
    mark = r"`[[count nothing]]` `` ` ::: `` or `\boxed`"
    text = f"```text\n::: box 9z no\n[[count nothing]]\n\\boxed\n```\n\nand {mark} in a line\n"
    html = page(text, None, "fenced_code")
    assert "::: box 9z no" in html
    assert html.count(r"\boxed") == 2
    assert html.count("[[count nothing]]") == 2


def test_a_block_may_stand_in_a_hint():
    html = page('??? question "Hint"\n\n    ::: box 1d law\n', None, "pymdownx.details")
    assert re.search(r'<details class="question">.*<div class="box.*</details>', html, re.DOTALL)


def test_a_block_may_follow_a_paragraph_without_a_blank_line():
    html = page("Therefore\n::: box 1d law\nand so on.")
    assert "<p>Therefore</p>" in html
    assert "<p>and so on.</p>" in html


def test_the_same_anchor_is_given_once():
    html = page("::: box 1d law\n\n::: box 1d law\n")
    assert html.count('id="1d-law"') == 1
    assert html.count('class="box proved"') == 2


def text_of(html: str) -> str:
    """What a reader sees of coloured code."""
    return unescape(re.sub(r"<[^>]*>", "", html))


def test_a_snippet_is_the_module_s_own_text_without_marks():
    html = text_of(page("::: snippet 1d derivation"))
    assert "def factor(variance: Fraction, steps: int)" in html
    assert "        product *= earlier / later" in html
    assert "--8<--" not in html


def test_an_inner_section_is_moved_to_the_left_edge():
    html = text_of(page("::: snippet 1d step"))
    assert "\nearlier, later = " in f"\n{html.partition('.py')[2]}"
    assert html.rstrip().endswith("\nproduct *= earlier / later")


def test_a_section_may_stand_in_a_module_that_the_part_imports_and_not_in_another_part():
    part = "solutions/diffusion/f_training.py"
    assert snippets.home(part, "derivation") == part
    assert snippets.home(part, "batch") == "solutions/diffusion/cubic_model.py"
    assert "[start:derivation]" in (ROOT / "solutions/diffusion/b_marginals.py").read_text()
    assert snippets.home("solutions/diffusion/cubic_model.py", "derivation").endswith("model.py")
    # 1h imports 1g, whose sections are shown on its own page.
    assert snippets.home("solutions/diffusion/h_ddim_sampler.py", "nowhere").endswith("sampler.py")


def test_receipts_are_asked_for_once_a_page():
    calls = []

    def counting() -> Any:
        calls.append(1)
        return fakes.receipts()

    page(EVERY_BLOCK, counting)
    assert len(calls) == 1


def test_a_page_without_blocks_asks_for_no_receipts():
    def never() -> Any:
        raise AssertionError("asked")

    assert page("Plain prose.", never) == "<p>Plain prose.</p>"
