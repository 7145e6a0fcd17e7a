"""A homework as a student writes it: all of it holds, and each slip is found at its line."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from solutions.answers.entry import answer
from solutions.documents.files import document
from solutions.documents.grading import grade

HOMEWORK = Path(__file__).with_name("homework.md")
TEXT = HOMEWORK.read_text(encoding="utf-8")


def ask(request: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(answer(json.dumps(request)))
    return found


def graded(text: str, name: str = "homework.md", part: str = "") -> dict[str, Any]:
    return grade(document(name, text.encode()), ask, part)


def alone(text: str, at: int) -> str:
    """The section of a text around a place, with its lines where they were, and the problem's."""
    sections = re.split(r"(?=^##)", text, flags=re.MULTILINE)
    kept, start = [], 0
    for section in sections:
        here = start <= at < start + len(section)
        keep = here or section.startswith("## ")
        kept.append(section if keep else "\n" * section.count("\n"))
        start += len(section)
    return "".join(kept)


@pytest.fixture(scope="module")
def whole() -> dict[str, Any]:
    return graded(TEXT)


def test_all_of_a_right_homework_is_read_and_holds(whole: dict[str, Any]) -> None:
    assert {one["verdict"] for one in whole["formulas"]} == {"holds", "definition"}
    assert (whole["read"], whole["unread"]) == (len(whole["formulas"]), 0)


def test_every_part_is_found_with_its_answer_and_a_table_of_contents_is_none(
    whole: dict[str, Any],
) -> None:
    parts = ["1a", "1b", "1c", "1d", "2b", "2d", "2e", "2f"]
    assert [part["id"] for part in whole["parts"]] == parts
    assert {part["verdict"] for part in whole["parts"]} == {"correct"}
    assert {part["first_wrong"] for part in whole["parts"]} == {None}


SLIPS = [
    (r"\mathcal{N}(0, \sigma^2 + 1).", r"\mathcal{N}(0, \sigma^2 + 2)."),
    (r"(0, \sigma^2 + t), \\", r"(0, \sigma^2 - t), \\"),
    (r"\sigma^2 + t - \Delta t).", r"\sigma^2 + t + \Delta t)."),
    (r"(A - \Delta t) - \frac", r"(A - \Delta t) + \frac"),
    (r"= \frac{\Delta t (A - \Delta t)}{A}", r"= \frac{\Delta t (A + \Delta t)}{A}"),
    (r"\frac{A - \Delta t}{A} x", r"\frac{A}{A+\Delta t} x"),
    (r"= \frac{\sigma^2}{\sigma^2 + 1}", r"= \frac{\sigma}{\sigma^2 + 1}"),
    (r"\frac{\sigma^4}{(\sigma^2+1)^2}", r"\frac{\sigma^4}{\sigma^2+1}"),
    (r"\approx \mathcal{N}(0, \sigma^4)", r"\approx \mathcal{N}(0, \sigma^2)"),
    (r"\exp\left(\frac{1}{\beta} r(x,y)\right),", r"\exp\left(\beta r(x,y)\right),"),
    (r"\frac{1}{\beta} r(x,y)\right).", r"\frac{1}{\beta} r(x,y)\right)^2."),
    (r"+ \beta \log Z(x)", r"- \beta \log Z(x)"),
    (r"= \sigma(u) =", r"= \sigma(-u) ="),
    (r"\frac{1}{1 + e^{-u}}", r"\frac{1}{1 + e^{u}}"),
    (r"\sigma(r(x,y_1) - r(x,y_2))", r"\sigma(r(x,y_2) - r(x,y_1))"),
    (r"= -\beta\,", r"= \beta\,"),
    (r"\hat r_l - \hat r_w", r"\hat r_w - \hat r_l"),
    (r"\approx \Delta t,", r"\approx \Delta t^2,"),
]


@pytest.mark.parametrize(("right", "slip"), SLIPS, ids=[slip for _, slip in SLIPS])
def test_a_slip_is_found_at_its_line(right: str, slip: str) -> None:
    assert TEXT.count(right) == 1
    text = TEXT.replace(right, slip)
    line = text[: text.index(slip)].count("\n") + 1
    found = graded(alone(text, text.index(slip)))
    (part,) = [one for one in found["parts"] if one["first_wrong"] is not None]
    assert part["first_wrong"] == line
    (first, *_) = [one for one in found["formulas"] if one["verdict"] == "wrong"]
    assert first["line"] == line
    assert first["part"] == part["id"]
    assert first["counterexample"] or first["relation"] == "≈"


@pytest.mark.parametrize(
    ("right", "slip", "used"),
    [
        (r"A = \sigma^2 + t$", r"A = \sigma^2 - t$", r"\operatorname{Var}(X_{t-\Delta t}"),
        (r"u = \beta \log", r"u = \log", r"p(y_1 \succ y_2 \mid x) ="),
    ],
)
def test_a_slip_in_a_definition_is_found_where_it_is_used(right: str, slip: str, used: str) -> None:
    text = TEXT.replace(right, slip)
    found = graded(alone(text, text.index(slip)))
    first = next(one for one in found["formulas"] if one["verdict"] == "wrong")
    assert first["line"] == text[: text.index(used)].count("\n") + 1


def test_a_definition_holds_in_its_part_only() -> None:
    text = "## 1(c)\n\nLet $A = 2$.\n\n## 1(b)\n\n$\\sigma^2 + t = A$\n"
    found = graded(text)["formulas"]
    assert [one["verdict"] for one in found] == ["definition", "unread"]


HEADINGS = [
    "### (a)",
    "### a)",
    "**(a)**",
    "**1(a)**",
    "## 1a",
    "## 1(a) The forward law",
    "## Problem 1 (a)",
    "## Problem 1(a): forward",
    r"\subsection*{(a)}",
    r"\section{1(a)}",
    "(a)",
    "(a) The law at the end is",
    "1(a)",
    "Part (a)",
]


@pytest.mark.parametrize("heading", HEADINGS)
def test_parts_are_found_by_their_headings(heading: str) -> None:
    text = f"# Problem 1\n\n{heading}\n\n$$X_1 \\sim N(0, \\sigma^2+1)$$\n"
    (part,) = graded(text)["parts"]
    assert (part["id"], part["verdict"]) == ("1a", "correct")


@pytest.mark.parametrize("line", ["A law is given.", "a walk with T steps", "I see (b) below."])
def test_a_sentence_is_no_heading(line: str) -> None:
    text = f"# 1(c)\n\n{line}\n\n$\\operatorname{{Var}}(X_t \\mid X_{{t-\\Delta t}}) = \\Delta t$\n"
    assert {one["part"] for one in graded(text)["formulas"]} == {"1c"}


def test_a_formula_in_no_part_is_unread_and_says_what_to_do() -> None:
    (one,) = graded("$x = 1$")["formulas"]
    assert (one["verdict"], one["part"]) == ("unread", "")
    assert "--part" in one["because"]


def test_the_part_can_be_told() -> None:
    (one,) = graded("$X_1 \\sim N(0, \\sigma^2+1)$", part="1a")["formulas"]
    assert (one["part"], one["verdict"]) == ("1a", "holds")


def test_what_cannot_be_read_is_unread_with_its_reason_and_never_wrong() -> None:
    text = "# 1(a)\n\n$$X_1 \\sim \\mathcal{N}(0, \\heartsuit)$$\n"
    (one,) = graded(text)["formulas"]
    assert (one["verdict"], one["line"]) == ("unread", 3)
    assert one["because"]


def test_code_is_no_formula() -> None:
    text = "# 1(a)\n\n```\n$X_1 = 7$\n```\n\nand `$X_1 = 8$`\n"
    assert graded(text)["formulas"] == []


def test_a_plain_text_is_read_by_its_lines() -> None:
    text = "1(a)\n\nThe law at the end: X_1 ~ N(0, σ² + 1)\n\n1(b)\n\nX_t ~ N(0, σ² + 2t)\n"
    found = graded(text, "chat.txt")
    assert [(one["line"], one["verdict"]) for one in found["formulas"]] == [
        (3, "holds"),
        (7, "wrong"),
    ]


def test_a_comment_of_latex_is_no_formula() -> None:
    text = "\\section{1(a)}\n% $X_1 = 7$\n\\[ X_1 \\sim \\mathcal N(0, 1+\\sigma^2) \\]\n"
    (one,) = graded(text, "homework.tex")["formulas"]
    assert (one["line"], one["verdict"]) == (3, "holds")


def test_a_mention_is_no_answer() -> None:
    found = graded("# 2(b)\n\nThe normaliser is called $Z(x)$, and $\\sigma^2$ is known.\n")
    assert found["formulas"] == []
    assert [part["verdict"] for part in found["parts"]] == ["missing"]


def test_a_boxed_law_is_an_answer() -> None:
    (part,) = graded("# 1(a)\n\n$$\\boxed{\\mathcal N(0, \\sigma^2+1)}$$\n")["parts"]
    assert part["verdict"] == "correct"


CONDITIONS = [
    ("2a", r"D_{KL}(p\|q) = 1 \text{ when } p(y) = q(y)"),
    ("1a", r"X_1 \sim \mathcal N(0, \sigma^2+1) \text{ for small } \sigma^2"),
]


@pytest.mark.parametrize(("part", "said"), CONDITIONS)
def test_what_is_said_under_a_condition_is_never_wrong(part: str, said: str) -> None:
    found = graded(f"$${said}$$", part=part)["formulas"]
    assert "wrong" not in {one["verdict"] for one in found}


def test_what_stands_behind_a_remark_is_no_factor() -> None:
    said = r"g(x_t,t)=\frac{\sigma^2}{\sigma^2+t}x_t\ \text{ is the best answer at time }t"
    (one,) = graded(f"$${said}$$", part="1f")["formulas"]
    assert one["verdict"] == "holds"


def test_a_function_in_words_is_not_passed_over() -> None:
    (one,) = graded(r"$$\hat X_0 = \text{step}(\hat X_1)$$", part="1d")["formulas"]
    assert one["verdict"] == "unread"


def test_a_letter_has_the_law_that_the_text_says() -> None:
    right = r"$$x_t = x_0 + \epsilon,\ \epsilon \sim \mathcal N(0, t)$$"
    assert "wrong" not in {one["verdict"] for one in graded(right, part="1f")["formulas"]}
    slip = right.replace("(0, t)", "(0, t^2)")
    assert "wrong" in {one["verdict"] for one in graded(slip, part="1f")["formulas"]}


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("1g", r"\eta(t,\Delta t) = \frac{\sqrt t}{\sqrt{t-\Delta t}+\sqrt t}"),
        ("1g", r"\eta = \frac{1}{2-\frac{\Delta t}{2t}}"),
        ("1h", r"x_{t-\Delta t} = \left(1-\frac{\eta(t,\Delta t)\Delta t}{\sigma^2+t}\right)x_t"),
        (
            "2g",
            r"\mathcal L_{DPO} = -\mathbb E[\log\sigma(\hat r_\theta(x,y_w)-\hat r_\theta(x,y_l))]",
        ),
    ],
)
def test_a_letter_that_may_mean_something_else_is_not_called_wrong(part: str, said: str) -> None:
    found = graded(f"$${said}$$", part=part)["formulas"]
    assert "wrong" not in {one["verdict"] for one in found}


def test_an_inequality_is_counted_as_unread_and_not_passed_over() -> None:
    said = r"$\operatorname{Var}(X_{t-\Delta t} \mid X_t = x) \le \Delta t$"
    (one,) = graded(said, part="1c")["formulas"]
    assert (one["verdict"], one["relation"]) == ("unread", r"\le")
