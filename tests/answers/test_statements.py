"""What people write around a formula, several statements at once, and whole statements judged."""

from __future__ import annotations

import pytest

from solutions.answers.judge import check
from solutions.reading.dressing import undressed
from solutions.reading.statements import statements

DRESSED = [
    (r"\underbrace{a+b}_{\text{the mean}}", "a+b"),
    (r"\overbrace{a}^{x} + \underbrace{\underbrace{b}_{1}}_{2}", "a + b"),
    (r"\textcolor{red}{x}", "x"),
    (r"\color{blue}{x}", "{x}"),
    (r"X \stackrel{d}{=} Y", "X = Y"),
    (r"X \overset{d}{\sim} Y", r"X \sim Y"),
    (r"X \xrightarrow[n\to\infty]{d} Y", "X → Y"),
    (r"x^2 \tag{3} \label{eq:x}", "x^2"),
    (r"\boldsymbol{\sigma^2 + 1}", r"\sigma^2 + 1"),
    (r"x + 1 \text{ (siehe oben)}", "x + 1"),
    (r"\pi_{\text{ref}} + \text{KL}", r"\pi_{\text{ref}} + \text{KL}"),
]


@pytest.mark.parametrize(("typed", "left"), DRESSED)
def test_what_dresses_a_formula_is_taken_off_and_nothing_moves(typed: str, left: str) -> None:
    found = undressed(typed)
    assert len(found) == len(typed)
    assert found.split() == left.split()


DIVIDED = [
    (r"X_t \sim N(0, v), \quad X_1 \sim N(0, w)", 2),
    (r"X_t \sim N(0, v) \text{ and } X_1 \sim N(0, w)", 2),
    ("X_t ~ N(0, v) and X_1 ~ N(0, w)", 2),
    ("N(0, v), N(0, w)", 2),
    ("y = 2x + 1; x = 3", 2),
    (r"x &= 1 \\ y &= 2", 2),
    (r"x &= 1 + 2 \\ &= 3", 1),
    ("mean 0, variance v", 1),
    ("mean = 0, variance = v", 1),
    ("N(0, v)", 1),
    ("π(y, x)", 1),
    (r"f(x, y = 2)", 1),
]


@pytest.mark.parametrize(("typed", "number"), DIVIDED)
def test_statements_are_told_apart(typed: str, number: int) -> None:
    assert len(statements(typed)) == number


JUDGED = [
    ("1a", "Its law is N(0, σ²+1).", "correct"),
    ("1a", "normal with mean 0 and variance 1 + σ²", "correct"),
    ("1a", "normal with mean 0 and variance 1 + σ", "wrong"),
    ("1a", r"\text{it is not } \mathcal N(0, 1+\sigma^2)", "wrong"),
    ("1a", r"X_1 \ne \mathcal N(0, 1+\sigma^2)", "wrong"),
    ("1a", r"X_1 \sim \mathcal{N}(\mu = 0, \sigma^2_{1} = \sigma^2+1)", "correct"),
    ("1a", r"X_1 \sim \mathrm{Uniform}(0, \sigma^2+1)", "wrong"),
    ("1a", r"\operatorname{sd}(X_1) = \sqrt{\sigma^2+1}", "correct"),
    ("1a", r"\operatorname{sd}(X_1) = -\sqrt{\sigma^2+1}", "wrong"),
    ("1a", r"\sigma_{X_1} = \sqrt{\sigma^2+1}", "correct"),
    ("1a", r"X_1 = X_0 + \epsilon", "correct"),
    ("1a", r"X_1 = X_0 + 2\epsilon", "wrong"),
    ("1a", r"X_1 = X_0 + W, W \sim N(0, 1)", "correct"),
    ("1a", r"X_1 = X_0 + W, W \sim N(0, 2)", "wrong"),
    ("1a", r"X_1 \sim N(0, v), v = \sigma^2 + 1", "correct"),
    ("1a", r"X_1 \sim N(0, v), v = \sigma^2 + 2", "wrong"),
    ("1b", r"X_t \sim N(0, \sigma^2+t), X_{t-\Delta t} \sim N(0, \sigma^2+t-\Delta t)", "correct"),
    ("1b", r"X_t \sim N(0, \sigma^2+t), X_{t-\Delta t} \sim N(0, \sigma^2+t)", "wrong"),
    ("1b", r"p_t(x) = N(x; 0, \sigma^2+t)", "correct"),
    ("1b", r"p_{t-\Delta t}(x) = N(x; 0, \sigma^2+t)", "wrong"),
    ("1b", r"X_1 \sim N(0, \sigma^2+t)", "wrong"),
    (
        "1a",
        r"\operatorname{Var}(X_1) = \operatorname{Var}(X_0) + T\Delta t = \sigma^2+1",
        "correct",
    ),
    ("1a", r"\operatorname{Var}(X_1) = \operatorname{Var}(X_0) + 2 = \sigma^2+1", "wrong"),
    ("1b", r"\operatorname{Var}(X_t) = \operatorname{Var}(X_0) + t = \sigma^2+t", "correct"),
    ("1b", r"\mathbb E[X_t] = \mathbb E[X_0] = 0", "correct"),
    (
        "2d",
        r"r(x,y_w) - r(x,y_l) = \beta\log\frac{\pi^*(y_w|x)\pi_{ref}(y_l|x)}"
        r"{\pi^*(y_l|x)\pi_{ref}(y_w|x)}",
        "correct",
    ),
    (
        "2d",
        r"r(x,y) = \beta\log\frac{\pi^*(y|x)}{\pi^{\text{ref}}(y|x)} + \beta\log Z(x)",
        "correct",
    ),
    ("2e", r"P(y_w > y_l | x) = \sigma(r(x,y_w) - r(x,y_l))", "correct"),
    ("2e", r"P(y_w > y_l | x) = \sigma(r(x,y_l) - r(x,y_w))", "wrong"),
    ("1c", r"\operatorname{Var}(X_t \mid X_{t-\Delta t}) = \Delta t", "correct"),
    ("1c", r"X_t \mid X_{t-\Delta t} = x \sim N(x, \Delta t)", "correct"),
    ("1c", r"X_t \mid X_{t-\Delta t} = x \sim N(x, 2\Delta t)", "wrong"),
    ("1c", r"\text{mean: } \frac{\sigma^2+t-\Delta t}{\sigma^2+t}x", "correct"),
    ("1d", r"\hat x_0 = \frac{\sigma^2}{1+\sigma^2}\hat x_1", "correct"),
    ("1d", r"\hat x_0 = \frac{\sigma^2}{2+\sigma^2}\hat x_1", "wrong"),
    ("1f", r"x_t = x_0 + \eta, \eta \sim N(0, t)", "correct"),
    ("1f", r"\mathbb E[X_t \mid X_0 = x] = \frac{\sigma^2}{\sigma^2+t} x", "wrong"),
    ("2b", r"\pi^*(y|x) \propto \pi_{ref}(y|x) e^{r_\phi(x,y)/\beta}", "correct"),
    ("2b", r"\pi_{\theta^*}(y|x) \propto \pi_{ref}(y|x) e^{r(x,y)}", "wrong"),
    ("2b", r"\pi^*(y|x) \propto 0", "wrong"),
    ("2b", r"\pi_{ref}(y|x) \propto \pi_{ref}(y|x) e^{r(x,y)/\beta}", "wrong"),
    ("1b", r"X_t = \sqrt{\Delta t/\sigma^2} X_0 + X_{t-\Delta t}", "wrong"),
    ("1b", r"X_t = X_{t-\Delta t} + \sqrt{\Delta t}\,\epsilon", "correct"),
    ("1b", r"\operatorname{Var}(X_t) = \operatorname{Var}(X_{t-\Delta t}) + \Delta t", "correct"),
    ("1b", r"X_{t-\Delta t} \sim N(0, \sigma^2 + t - \Delta t)", "correct"),
    ("1a", r"\sigma^2 + 1 \text{ times } 2", "unreadable"),
    ("1a", r"\sigma^2 + 1 \text{, doubled}", "unreadable"),
    ("1a", r"N(0, \sigma^2 + 1) \text{ is wrong}", "unreadable"),
    ("1a", r"N(0, \sigma^2 + 1) \text{ (false)}", "unreadable"),
    ("1a", r"X_1 \sim N(0, 5) \text{ if } \sigma^2 = 4", "undecided"),
    ("2b", r"\min_\pi \mathbb E_x[D_{KL}(\pi \,\|\, \pi^*) - \log Z(x)]", "correct"),
    ("2b", r"\max_\pi \mathbb E_x[D_{KL}(\pi \,\|\, \pi^*) - \log Z(x)]", "wrong"),
    ("2c", r"Z(x) = \sum_y \pi_{ref}(y|x) e^{r(x,y)/\beta}", "correct"),
    ("2c", r"Z(x) = \sum_y \pi_{ref}(y|x) e^{\beta r(x,y)}", "wrong"),
    ("2c", r"\mathcal O(V^T)", "correct"),
    ("2c", r"O(2 V^T)", "undecided"),
    ("2b", r"\pi^*(y|x) = \operatorname{softmax}_y(\log \pi_{ref}(y|x) + r(x,y)/\beta)", "correct"),
    ("2b", r"\pi^*(y|x) = \operatorname{softmax}_y(\log \pi_{ref}(y|x) + r(x,y))", "wrong"),
    ("2e", r"p(y_2 \succ y_1 \mid x) = \sigma(r_2 - r_1)", "correct"),
    ("2e", r"p(y_2 \succ y_1 \mid x) = \sigma(r_1 - r_2)", "wrong"),
    ("2e", r"\log p(y_1 \succ y_2) = \sigma(r_1 - r_2)", "wrong"),
    ("2e", r"\frac{1}{1+e^{-u}}, u = \beta\log\frac{a_1}{a_2}", "correct"),
    ("2e", r"\frac{1}{1+e^{-u}}, u = \beta\log\frac{a_2}{a_1}", "wrong"),
]


@pytest.mark.parametrize(("part", "typed", "verdict"), JUDGED)
def test_whole_statements_are_judged(part: str, typed: str, verdict: str) -> None:
    found = check(part, typed)
    assert found["verdict"] == verdict, found["because"]


def test_what_is_true_and_not_asked_for_is_told_so() -> None:
    found = check("1a", "E[X_1] = 0")
    assert found["verdict"] == "correct"
    assert found["because"].startswith("true, and not what 1a asks for")


def test_a_wrong_left_side_is_named_and_a_point_is_shown() -> None:
    found = check("1b", r"X_0 \sim N(0, σ²+t)")
    assert (found["verdict"], found["box"]) == ("wrong", "")
    assert found["because"].endswith("is something else")
    assert found["counterexample"].startswith("at ")


def test_of_several_statements_the_wrong_one_is_numbered() -> None:
    found = check("1b", r"X_t \sim N(0, \sigma^2+t), X_{t-\Delta t} \sim N(0, \sigma^2)")
    assert found["because"].startswith("of 2 statements number 2: ")


@pytest.mark.parametrize("typed", ["Z(x) = Z(x)", r"\pi^* = \pi^*"])
def test_what_says_nothing_is_no_answer(typed: str) -> None:
    assert check("2b", typed)["verdict"] == "undecided"
