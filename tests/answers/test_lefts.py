"""A right value behind a left side that says something else is not a correct answer."""

from __future__ import annotations

import pytest

from solutions.answers.judge import check

OTHER = [
    ("1a", "X_0 ~ N(0, sigma^2+1)", "x_0"),
    ("1a", r"X_t \sim N(0, \sigma^2+1)", "x_t"),
    ("1a", r"\sigma_{X_1} = \sigma^2+1", "σ_{X_1}"),
    ("1a", "sd(X_1) = σ²+1", "sd(X_1)"),
    ("1a", "5 = σ²+1", "5"),
    ("1a", "X_1 = 5 ~ N(0, σ²+1)", "5"),
    ("1b", r"X_0 \sim \mathcal{N}(0, \sigma^2+t)", "x_0"),
    ("1b", r"X_{t-\Delta t} \sim N(0, σ²+t+Δt) \text{ and } X_t \sim N(0, σ²+t)", "x_{t-Δt}"),
    ("1c", r"\operatorname{Var}(X_t\mid X_{t-\Delta t}) = Δt(σ²+t-Δt)/(σ²+t)", "Var(X_t"),
    ("1c", r"\operatorname{Var}(X_{t-\Delta t}) = Δt(σ²+t-Δt)/(σ²+t)", "Var(X_{t-Δt})"),
    ("1f", r"\mathbb{E}[X_t\mid X_0=x]=\frac{\sigma^2}{\sigma^2+t}x", "E[X_t"),
    ("1g", r"x_{t+\Delta t} = (1-\frac{\Delta t}{2(\sigma^2+t)})x_{t}", "x_{t+Δt}"),
    ("2b", r"\pi_{ref}(y|x)=\frac{1}{Z(x)}\pi_{ref}(y|x)\exp(r(x,y)/\beta)", "π_ref(y | x)"),
    ("2c", "Z(x) = |V|^T", "Z(x)"),
    ("2d", r"\pi^*(y|x)=\beta\log\frac{\pi^*(y|x)}{\pi_{ref}(y|x)}+\beta\log Z(x)", "π*(y | x)"),
    ("2d", r"Z(x)=\beta\log\frac{\pi^*(y|x)}{\pi_{ref}(y|x)}+\beta\log Z(x)", "Z(x)"),
    ("2e", r"\log p(y_1\succ y_2)=\sigma(r(x,y_1)-r(x,y_2))", "log p(y_1≻ y_2)"),
    ("2g", r"\log p = \prod_{k=1}^{K}\frac{a_{τ(k)}^{β}}{\sum_{j=k}^{K}a_{τ(j)}^{β}}", "log p"),
]
LAW_1C = "N((σ²+t-Δt)/(σ²+t)·x_t, Δt(σ²+t-Δt)/(σ²+t))"
VARIANCE_1C = "Δt(σ²+t-Δt)/(σ²+t)"
NEARLY = {
    "1a": [
        "E[X_1] ~ N(0, σ²+1)",
        "Var X_1 = N(0, σ²+1)",
        "X_1(5) ~ N(0, σ²+1)",
        "X_1 = X_{1/2} ~ N(0, σ²+1)",
        "Var(X_1) = Var(X_0) = σ²+1",
        "Var(X_1) = E[X_1] = σ²+1",
        "X_1 = σ²+1",
        "Var(X_1)^2 = σ²+1",
        "2 Var(X_1) = σ²+1",
    ],
    "1b": ["E[X_t] ~ N(0, σ²+t)", "Var(X_t) = Var(X_{t-Δt}) = σ²+t"],
    "1c": [
        f"Var(X_{{t-Δt}} | X_t = 0) = {VARIANCE_1C}",
        f"X_{{t-Δt}} | X_0 = x_t ~ {LAW_1C}",
        f"X_{{t-Δt}} | X_{{t+Δt}} = x_t ~ {LAW_1C}",
        f"X_{{t-Δt}} | X_t = x_0 ~ {LAW_1C}",
        f"E[X_{{t-Δt}} | X_t = x_t] ~ {LAW_1C}",
    ],
    "1d": [r"\hat X_0 = \hat X_1 ~ N(0, σ^4/(1+σ²)²)", r"E[\hat X_0] ~ N(0, σ^4/(1+σ²)²)"],
    "1f": [
        "g(0,0) = σ²/(σ²+t)·x_t",
        "g(x_0,t) = σ²/(σ²+t)·x_t",
        "E[X_0 | X_t=5] = σ²/(σ²+t)·x_t",
        "E[X_0 | X_{t+1}=x_t] = σ²/(σ²+t)·x_t",
        "g(x_t,t) = σ²/(σ²+t)",
        "x_t = t+σ²",
    ],
    "1g": ["η(5,7) = 1/2", "η(t,t) = 1/2"],
    "1h": [r"E[\hat X_0] ~ N(0, σ²/(1+σ²))", r"\hat X_0(3) ~ N(0, σ²/(1+σ²))"],
    "2a": ["p(5) = q(y)", "q(y) p(y) = q(y)", "p*(y)^2 = q(y)", r"\min_p D_{KL}(q \| p) = 0"],
    "2c": ["N_T(3) = |V|^T"],
    "2d": [
        f"{left} = β log(π*(y|x)/π_ref(y|x)) + β log Z(x)"
        for left in ("r(x,y)/β", "r(x,y)^2", "r(x,y_1)")
    ],
    "2e": [
        f"{left} = σ(r(x,y_1) - r(x,y_2))"
        for left in ("p(y_2 ≻ y_1 | x)", "p(y_1 | x)", "P(y_1)", "p(y_1 ≻ y_2 | x)^2")
    ],
}


@pytest.mark.parametrize(
    ("part", "answer"), [(part, one) for part, every in NEARLY.items() for one in every]
)
def test_what_is_nearly_asked_for_is_not_correct(part: str, answer: str) -> None:
    assert check(part, answer)["verdict"] in ("undecided", "unreadable", "wrong")


SAME = [
    ("1a", "X_1 ~ N(0, sigma^2+1)"),
    ("1a", "N(0, sigma^2+1)"),
    ("1a", "Var(X_1) = σ²+1"),
    ("1a", "∼ N(0, σ²+1)"),
    ("1a", r"X_1 = X_0 + \sum_{k=1}^{T} \epsilon_{k\Delta t} \sim N(0, \sigma^2 + 1)"),
    ("1a", "X_1 ~ N(0, 1+σ²) = N(0, σ²+1)"),
    ("1c", r"X_{t-Δt} \mid X_t = x_t \sim N((σ²+t-Δt)/(σ²+t)·x_t, Δt(σ²+t-Δt)/(σ²+t))"),
    ("1d", r"N(0, \frac{\sigma^4}{(1+\sigma^2)^2}) \approx N(0, \sigma^4)"),
    ("1g", r"\eta = \frac{1}{1+\sqrt{1-\Delta t/t}} \approx \frac12"),
    ("2c", r"|\mathcal{Y}| = 50000^{50} \approx 8.9\cdot 10^{234}"),
    ("2d", r"r^*(x,y)=\beta\log\frac{\pi^*(y\mid x)}{\pi_{ref}(y\mid x)}+\beta\log Z(x)"),
]


@pytest.mark.parametrize(("part", "answer", "left"), OTHER, ids=[f"{p}-{t}" for p, _, t in OTHER])
def test_a_value_of_something_else_is_not_correct(part: str, answer: str, left: str) -> None:
    found = check(part, answer)
    assert f"‘{left}" in found["because"]
    if found["verdict"] == "wrong":
        assert found["because"].endswith("is something else")
    else:
        assert found["verdict"] == "undecided"
        assert f"{part} does not ask about that; write what is asked for" in found["because"]


@pytest.mark.parametrize(("part", "answer"), SAME)
def test_what_is_asked_for_may_be_named_in_many_ways(part: str, answer: str) -> None:
    assert check(part, answer)["verdict"] == "correct"


def test_the_mean_is_not_the_variance_of_the_leading_order() -> None:
    said = r"E[X_{t-Δt} | X_t = x] = Δt(1 - Δt/(σ²+t))"
    assert check("1c", said)["verdict"] == "wrong"
