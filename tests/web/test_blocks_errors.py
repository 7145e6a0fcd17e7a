"""What stops the build, and the sentence it stops with."""

from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from solutions import catalogue
from solutions.answers.letters import for_part, lacking
from solutions.catalogue import PROBLEMS, Problem
from solutions.kernel.errors import NotVerified
from solutions.printing.markup import BlockError
from solutions.web import directives
from solutions.web.pages import snippets
from tests.web import fakes
from tests.web.test_blocks import page

SENTENCES = {
    "::: box 1d lwa": 'no box "lwa" in part 1d; nearest: "law" (known: law, narrow)',
    "::: steps 1d shrnk": 'no derivation "shrnk" in part 1d; nearest: "shrink"'
    " (known: shrink, law)",
    "::: steps 1d shrink 0-1": "steps are named, not counted: write start..telescope in place of"
    ' "0-1" (derivation "shrink" has start, telescope, time_used_up)',
    "::: steps 1d shrink 2": "steps are named, not counted: write time_used_up in place of"
    ' "2" (derivation "shrink" has start, telescope, time_used_up)',
    "::: steps 1d shrink 2-7": "steps are named, not counted: write names in place of"
    ' "2-7" (derivation "shrink" has start, telescope, time_used_up)',
    "::: steps 1d shrink two": 'no step "two" in derivation "shrink"; nearest:',
    "::: steps 1d shrink start..": 'no step "" in derivation "shrink"',
    "::: steps 1d shrink start..telescop": 'no step "telescop" in derivation "shrink";'
    ' nearest: "telescope" (known: start, telescope, time_used_up)',
    "::: steps 1d shrink telescope..start": '"telescope..start" goes backwards in derivation'
    ' "shrink", whose steps are start, telescope, time_used_up',
    "::: steps 1d shrink telescope start": '"telescope start" goes backwards in derivation',
    "::: steps 1d shrink start start": '"start start" goes backwards in derivation "shrink"',
    "::: snippet 1d derivatoin": 'no section "derivatoin" in tests/web/diffusion/d_mean_sampler.py;'
    ' nearest: "derivation" (known: derivation, step)',
    "::: snippet 1c derivation": "no file solutions/diffusion/c_fake.py to take section"
    " 'derivation' from",
    "::: boxes dop": 'no problem "dop"; nearest: "dpo" (known: diffusion, dpo)',
    "::: bxo 1d law": 'no block "bxo"; nearest: "box" (known: part, steps, box, checks, decoys,'
    " snippet, boxes, figure, status, attempts, claim, audit, errata, mutants,"
    " oracles, kernel, follows, answer, compare, lines, answers)",
    "::: box 1d": '"::: box 1d" is malformed; write ::: box PART BOX',
    "::: box 1d law narrow": '"::: box 1d law narrow" is malformed; write ::: box PART BOX',
    "::: steps 1d": '"::: steps 1d" is malformed; write ::: steps PART DERIVATION'
    " [STEP or FIRST..LAST …]",
    "::: status now": '"::: status now" is malformed; write ::: status',
    ":::": 'no block ""',
    "It has [[count partz]].": 'no count "partz"; nearest: "parts"',
    "It has [[cuont parts]].": 'no inline value "cuont"; nearest: "count" (known: box,',
    "It is [[box 1d]].": '"[[box 1d]]" is malformed; write [[box PART BOX]]',
    "It is [[box 1d lwa]].": 'no box "lwa" in part 1d; nearest: "law"',
    "- ::: box 1d law": "a block stands alone on its line, but here is '- ::: box 1d law'",
    "> ::: box 1d law": "a block stands alone on its line, but here is '> ::: box 1d law'",
    r"So $\boxed{x = 1}$.": r"a typed \boxed; results are shown by ::: box PART BOX",
    r"$$\boxed{x}$$": r"a typed \boxed; results are shown by ::: box PART BOX",
    r"`x` is \boxed{x}": r"a typed \boxed; results are shown by ::: box PART BOX",
    "It is ::: box 1d law": "a block stands alone on its line, but here is",
    "It is [[box 1d\nlaw]].": "an inline value begins here and does not end on this line",
    "So $x = [[box 1d law]]$.": "[[box 1d law]] stands inside a formula or a tag",
    '<a title="[[box 1d law]]">': "[[box 1d law]] stands inside a formula or a tag",
    '<p class="box proved">1 + 1 = 3</p>': "a typed verdict; what holds is shown by ::: steps",
    "1 + 1 = 3 {: .verdict .proved }": "a typed verdict; what holds is shown by ::: steps",
    "```\n::: box 1d law": "the fence ``` never closes; blocks after it would not show",
}


@pytest.mark.parametrize(
    "text",
    [
        "For $t < s$ it is [[box 1d law]].",
        "For t < 1 and `$` it is [[box 1d law]].",
        'It costs \\$3: [[box 1d law]], and `class="verdict"` is code.',
    ],
)
def test_signs_around_an_inline_value_are_no_mistake(text):
    assert "<span" in page(text)


@pytest.mark.parametrize("text", SENTENCES)
def test_a_mistake_is_named_with_its_line(text):
    with pytest.raises(BlockError) as stop:
        page(f"# Title\n\nProse.\n\n{text}")
    assert str(stop.value).startswith("line 5  " + SENTENCES[text])


def test_an_unknown_part_is_answered_with_the_nearest():
    with pytest.raises(BlockError) as stop:
        page("::: box 1z law", {"1a": fakes.part("1a"), "2b": fakes.part("2b")})
    assert str(stop.value) == 'line 1  no part "1z"; nearest: "1a" (known: 1a, 2b)'


@pytest.mark.parametrize(
    ("block", "told"),
    [
        ("answer", "answers to 3a can't be judged: nothing says how the letters of problem 3 are"),
        (
            "answers",
            "there is no table of answers to 3a; write solutions/diffusion/answers/part_3a.py",
        ),
    ],
)
def test_answers_that_cannot_be_judged_stop_the_build_and_are_no_error_of_a_reader(
    block: str, told: str, monkeypatch: pytest.MonkeyPatch
):
    flows = Problem("3", "flows", "Flow matching")
    monkeypatch.setattr(catalogue, "PROBLEMS", (*PROBLEMS, flows))
    monkeypatch.setattr(directives, "called", lambda source: {})
    receipts = {"3a": fakes.part("1a", id="3a")}
    with pytest.raises(BlockError) as stop:
        page(f"::: {block} 3a", receipts)
    assert str(stop.value).startswith(f"line 1  {told}")
    assert f"or leave ::: {block}" in str(stop.value)


@pytest.mark.parametrize("part", ["1a", "1i", "2g", "2z", "3a", "12a", ""])
def test_what_a_page_takes_for_judged_is_what_the_judge_knows(part: str):
    why = lacking(part)
    if not why:
        assert for_part(part).letters
        return
    with pytest.raises(LookupError, match="can't be judged"):
        for_part(part)


def test_without_parts_nothing_is_near():
    with pytest.raises(BlockError, match='no part "1d"; there is none'):
        page("::: box 1d law", {})


@pytest.mark.parametrize("verdict", ["refuted", "undecided", "PROVED", "", None, True])
@pytest.mark.parametrize("kind", ["steps", "boxes", "checks"])
def test_what_does_not_hold_is_never_shown_not_even_elsewhere_in_the_part(verdict, kind):
    receipt = fakes.part("1a")
    receipt[kind][-1]["verdict"] = verdict
    with pytest.raises(BlockError, match=r"1a \w+(\.1)? is .*; a page shows only what is proved"):
        page("::: decoys 1b", {"1a": receipt, "1b": fakes.part("1b")})


def test_a_part_that_does_not_hold_is_never_shown():
    with pytest.raises(BlockError, match="line 1  part 1a is refuted; it can't be shown"):
        page("::: status", {"1a": fakes.part("1a", verdict="refuted")})


def test_a_receipt_of_another_format_is_refused():
    with pytest.raises(BlockError, match=r"receipt of 1a has format 2, read is 1; delete .cache"):
        page("::: status", {"1a": fakes.part("1a", format=2)})


def test_a_receipt_without_a_field_is_refused():
    receipt = fakes.part("1a")
    del receipt["boxes"][0]["where"]
    with pytest.raises(BlockError, match=r"line 1  a receipt lacks 'where'; delete .cache"):
        page("::: box 1a root", {"1a": receipt})


def test_an_odd_dollar_sign_in_a_receipt_is_refused():
    step = fakes.claim("root.start", "x", "", "", because="costs $5")
    with pytest.raises(BlockError, match=r"line 1  odd number of dollar signs .* 'costs \$5'"):
        page("::: steps 1a root", {"1a": fakes.part("1a", steps=[step])})


def test_a_section_without_end_is_an_error_with_its_line(tmp_path):
    module = tmp_path / "d.py"
    module.write_text("x = 1\n# --8<-- [start:one]\ny = 2\n")
    with pytest.raises(BlockError, match=r"d.py:2  section 'one' has no # --8<-- \[end:one\]"):
        snippets.section(module, "one", "d.py")


def test_the_report_of_what_does_not_hold_is_passed_on_whole():
    def failing() -> Any:
        raise NotVerified("d_mean_sampler.py:41  1d step 2\n  refuted: 12/121, claimed 11/100")

    with pytest.raises(BlockError) as stop:
        page("\n::: status", failing)
    assert str(stop.value) == (
        "d_mean_sampler.py:41  1d step 2\n  refuted: 12/121, claimed 11/100\n\n"
        "line 2 needs parts that hold."
    )


def test_a_failure_that_is_not_ours_keeps_its_own_traceback():
    def failing() -> Any:
        raise ZeroDivisionError("elsewhere")

    with pytest.raises(ZeroDivisionError, match="elsewhere"):
        page("::: status", failing)


def site(folder: Any, pages: dict[str, str]) -> Any:
    for name, text in pages.items():
        file = folder / "docs" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    (folder / "mkdocs.yml").write_text(
        "site_name: Trial\n"
        "markdown_extensions:\n"
        "  - solutions.web.blocks:\n"
        "      receipts: tests.web.fakes.receipts\n"
        "validation: {anchors: warn}\n"
    )
    return load_config(
        str(folder / "mkdocs.yml"), site_dir=str(folder / "site"), theme={"name": "mkdocs"}
    )


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ("", 3),
        ("---\nhide: [toc]\n---\n", 6),
        ("---\nhide: [toc]\n---\n\n\n", 8),
        ("\n\n", 5),
    ],
)
def test_mkdocs_stops_with_page_and_line_of_the_file(tmp_path, caplog, head, line):
    config = site(tmp_path, {"diffusion/d.md": f"{head}# Title\n\n::: box 1d lwa\n\n  \n"})
    with pytest.raises(Abort):
        build(config)
    expected = f'docs/diffusion/d.md:{line}  no box "lwa" in part 1d; nearest: "law"'
    assert expected in caplog.text
    assert "Traceback" not in caplog.text


def test_mkdocs_stops_at_a_part_that_has_no_page(tmp_path, caplog):
    config = site(tmp_path, {"diffusion/d.md": "::: part 1d\n"})
    with pytest.raises(Abort):
        build(config)
    assert "docs/diffusion/d.md:1  there is no page docs/diffusion/c.md to link to" in caplog.text


def test_mkdocs_knows_the_anchors_of_blocks(tmp_path, caplog):
    pages = {
        "one.md": "# One\n\n::: box 1d law\n",
        "index.md": "# Start\n\n[good](one.md#1d-law) [bad](one.md#1d-lwa)\n",
    }
    build(site(tmp_path, pages))
    warnings = [record.getMessage() for record in caplog.records if record.levelname == "WARNING"]
    assert len(warnings) == 1
    assert "one.md#1d-lwa" in warnings[0]
