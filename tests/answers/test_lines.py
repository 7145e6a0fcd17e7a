"""Derivations as people paste them: which line is the first wrong one, and what is told of each."""

import json

import pytest

from solutions.answers.derivations import MOST, first_wrong

ALIGN = r"""\begin{align*}
(x+1)^2 &= x^2+2x+1 \\
&= x(x+2)+1 \nonumber \\[2pt]
&\approx x^2 \label{eq:near} \\
&= 7
\end{align*}"""

FIRST_WRONG = [
    ("a^2-b^2 = (a-b)(a+b)\n= a*(a+b) - b*(a+b)\n= a^2 - b^2", None),
    ("a^2-b^2 = (a-b)(a+b)\n= a*(a+b) - b*(a-b)\n= a^2 + b^2", 2),
    (ALIGN, 4),
    (r"\begin{aligned} a &= a+0 \\ &= a+1 \end{aligned}", 2),
    (r"$$\frac{x^2-1}{x-1} = x+1$$", None),
    (r"\[ x = x \]", None),
    ("1/(x-1)-1/(x+1) = 2/(x^2-1) = 2/x^2", 1),
    ("x^2\n= x*x\n\n= x^3", 3),
    ("(x+1)^2\n=x^2+2x+1\n(x-1)^2\n=x^2-2x-1", 4),
    ("sum_{k=1}^{n} k\n= n(n+1)/2\n= n^2/2", 3),
    ("y = x^2\n= x*x", None),
    ("y = x^2\n= x", 2),
    (r"f(x) = x^2 + 1 \\ = (x+1)^2 - 2x", None),
    (r"p_\theta(x) := 2x \\ = x + x + 1", 2),
    ("a(b) = ab", None),
    ("a(b+1) = ab", 1),
    ("log(x) = x", 1),
    ("π = 22/7", 1),
    ("x = x + 1", 1),
    ("x → 1\n= 2", 2),
    ("a\n= a\n≈ b\n≈ c", None),
    ("x^2\n= x*x\n= ?!\n= x^2\n= x^3", 3),
    ("x <= y\n= 3", 1),
    ("= x\n= x + 1", 2),
    ("x =", 1),
    ("", None),
    ("\n \n", None),
]


@pytest.mark.parametrize(("text", "number"), FIRST_WRONG)
def test_the_first_wrong_line(text, number):
    found = first_wrong(text)
    assert found["first_wrong"] == number
    json.dumps(found)
    for line in found["lines"]:
        assert {"number", "relation", "read_as", "mathml", "verdict", "because"} <= set(line)


def test_each_line_is_told():
    found = first_wrong(ALIGN)["lines"]
    assert [line["number"] for line in found] == [1, 1, 2, 3, 4]
    assert [line["relation"] for line in found] == ["", "=", "=", "≈", "="]
    assert [line["verdict"] for line in found] == [
        *("not judged", "holds", "holds", "not judged", "wrong")
    ]
    assert "what is small" in found[3]["because"]
    assert found[4]["counterexample"] == "x = 1"


def test_the_domain_counts():
    text = "sqrt(x^2)\n= x"
    assert first_wrong(text)["first_wrong"] == 2
    assert first_wrong(text, "x > 0")["first_wrong"] is None


def test_what_cannot_be_read_does_not_blame_the_next_line():
    found = first_wrong("x^2\n= ?\n= x")["lines"]
    assert [line["verdict"] for line in found] == ["not judged", "unreadable", "not judged"]
    assert "could not be read" in found[2]["because"]


def test_too_much_or_no_domain():
    assert "at most" in first_wrong("\n".join(["x"] * (MOST + 1)))["because"]
    assert "at most" in first_wrong("x" * 10_000_000)["because"]
    assert "domain" in first_wrong("x = x", "x ?")["because"]


@pytest.mark.parametrize(
    ("text", "where", "verdicts", "first"),
    [
        ("s^2/(1+s)\n≈ s^2\n→ 0", r"s \to 0", ["holds", "holds"], None),
        ("1/(1+h)\n≈ 1 - h\n≈ 1", "h << 1", ["holds", "holds"], None),
        ("1/(1+h)\n≈ 1 + h", "h ≪ 1", ["wrong"], 2),
        ("(1+h)^2 - 1\n= 2h + h^2\n→ 1", "h → 0", ["holds", "wrong"], 3),
        ("a/(a+h)\n→ 1", "h -> 0, a > 0", ["holds"], None),
        (r"\frac{v}{v+\Delta t}\\ \approx 1", r"\Delta t → 0, v > 0", ["holds"], None),
        ("1/(1+h)\n≈ 1 - h", "", ["not judged"], None),
        ("1/(1+h)\n≈ 1 - h", "k → 0", ["undecided"], None),
    ],
)  # fmt: skip
def test_what_is_small_lets_a_line_be_judged_to_its_order(
    text: str, where: str, verdicts: list[str], first: int | None
) -> None:
    found = first_wrong(text, where)
    assert [line["verdict"] for line in found["lines"][1:]] == verdicts, found
    assert found["first_wrong"] == first
