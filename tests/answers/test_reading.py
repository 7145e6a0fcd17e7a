"""Ways in which people type answers, what they are read as, and what they are worth."""

# ruff: noqa: E501 — an answer stays on one line, as it is typed

import pytest
import sympy as sp

from solutions.answers.letters import for_part
from solutions.diffusion.notation import dt, eta, k, n, s2, t, x
from solutions.dpo import notation as dpo
from solutions.objects.laws import Normal
from solutions.reading.expressions.building import build
from solutions.reading.parser import Unreadable, parse
from solutions.reading.plain_text import plain
from solutions.reading.vocabulary import free

shrink, later = s2 / (s2 + 1), s2 + t
star, ref, r, beta = dpo.star, dpo.ref, dpo.r, dpo.beta
X, Y, Y1, Y2 = dpo.x, dpo.y, dpo.y1, dpo.y2
reward = beta * sp.log(star(Y) / ref(Y, X)) + beta * sp.log(dpo.Z(X))
policy = ref(Y, X) * sp.exp(r(Y, X) / beta) / dpo.Z(X)
index = sp.Symbol("k", integer=True, nonnegative=True)
left_sum = dt * sp.Sum((s2 / (s2 + index * dt)) ** 2, (index, 0, 1 / dt - 1))
mean_law = sp.Sum(
    dpo.rho(X)
    * (sp.Sum(dpo.pi(Y, X) * sp.log(dpo.pi(Y, X) / star(Y)), (Y, 1, dpo.Y)) - sp.log(dpo.Z(X))),
    (X, 1, dpo.X),
)
won, lost, to = dpo.won(dpo.i), dpo.lost(dpo.i), dpo.prompt(dpo.i)


def slope(y):
    return sp.Derivative(sp.log(dpo.pi_theta(y, to, dpo.theta)), dpo.theta)


pull = slope(won) - slope(lost)
margin = dpo.implicit_reward(lost, to) - dpo.implicit_reward(won, to)
gradient = -beta * sp.Sum(dpo.mu(dpo.i) * dpo.sigmoid(margin) * pull, (dpo.i, 1, dpo.n))
share = dpo.ratio(dpo.tau(dpo.k)) ** beta
ranking = sp.Product(
    share / sp.Sum(dpo.ratio(dpo.tau(dpo.j)) ** beta, (dpo.j, dpo.k, dpo.K)), (dpo.k, 1, dpo.K)
)

VALUES = [
    ("1a", r"$\mathcal{N}(0, 1+\sigma^2)$", Normal(0, s2 + 1)),
    ("1a", "Normal(0, s^2+1)", Normal(0, s2 + 1)),
    ("1a", "N(0, s^2+1)", Normal(0, s2 + 1)),
    ("1a", r"\boxed{X_1\sim\mathcal{N}\left(0,\sigma^2+1\right)}.", Normal(0, s2 + 1)),
    ("1a", r"X_1 \sim \boxed{\mathcal N(0,\sigma^2+1)}", Normal(0, s2 + 1)),
    ("1a", r"\[ \mathcal N (0,\sigma^2+1) \]", Normal(0, s2 + 1)),
    ("1a", "mean 0, variance σ²+1", Normal(0, s2 + 1)),
    ("1a", "mean = 0, variance = σ²+1", Normal(0, s2 + 1)),
    ("1a", r"\mathcal N(0,\sigma^2+T\Delta t)", Normal(0, s2 + 1)),
    ("1a", "X_{nΔt} ~ N(0, sigma^2 + ndt)", Normal(0, s2 + n * dt)),
    ("1b", r"\mathcal{N}(0,\sigma^2+t-\Delta)", Normal(0, later - dt)),
    ("1b", "N(0, σ² + t − Delta t)", Normal(0, later - dt)),
    (
        "1c",
        r"\mathcal N\Big(\tfrac{\sigma^2+t-\Delta t}{\sigma^2+t}x,\ \Delta t\Big)",
        Normal((later - dt) / later * x, dt),
    ),
    ("1c", r"\operatorname{Var}(X_{t-\Delta t}\mid X_t=x) = \Delta t\left(1-\frac{\Delta t}{\sigma^2+t}\right)", dt * (1 - dt / later)),
    ("1c", r"x_{t-\Delta t} \approx \Delta t", dt),
    ("1d", "sigma^2/(1+sigma^2)", shrink),
    ("1d", "σ²/(1+σ²)", shrink),
    ("1d", "sigma**2/(1 + sigma**2)", shrink),
    ("1d", r"\frac{\sigma^2}{\sigma^2+1}", shrink),
    ("1d", "N(0,(sigma^2/(sigma^2+1))^2)", Normal(0, shrink**2)),
    ("1d", "σ⁴", s2**2),
    ("1e", r"\Delta t\sum_{k=0}^{T-1}\left(\frac{\sigma^2}{\sigma^2+k\Delta t}\right)^2", left_sum),
    ("1e", "dt*sum((s^2/(s^2+k dt))^2, k=0..T-1)", left_sum),
    ("1e", "dt*sum(k=0..1/dt-1, (s^2/(s^2+k dt))^2)", left_sum),
    ("1e", "dt*sum((s^2/(s^2+k dt))^2, k, 0, T-1)", left_sum),
    ("1e", "Δt ∑_{k=0}^{T-1} (σ²/(σ²+kΔt))²", left_sum),
    ("1e", "dt*sum_{k=0..T-1} (s^2/(s^2+k dt))^2", left_sum),
    ("1f", "σ²/(σ²+t) x_t", s2 / later * x),
    ("1f", r"g(x_t,t)=\mathbb E[X_0|X_t=x_t]=\frac{\sigma^2}{\sigma^2+t}x_t", s2 / later * x),
    ("1g", r"\left(1-\frac{\eta(t,\Delta t)\Delta t}{\sigma^2+t}\right)x_t", (1 - eta * dt / later) * x),
    ("1g", r"\eta\approx\frac12", sp.Rational(1, 2)),
    ("1g", r"\frac{\sqrt t}{\sqrt{t-\Delta t}+\sqrt t}", sp.sqrt(t) / (sp.sqrt(t - dt) + sp.sqrt(t))),
    ("1h", r"\sqrt{\frac{\sigma^2}{\sigma^2+1}}", sp.sqrt(s2) / sp.sqrt(s2 + 1)),
    ("1h", "sigma/sqrt(sigma^2+1)", sp.sqrt(s2) / sp.sqrt(s2 + 1)),
    (
        "1h",
        r"\prod_{k=1}^{T}\frac{\sigma^2+\sqrt{k(k-1)}\Delta t}{\sigma^2+k\Delta t}",
        sp.Product((s2 + sp.sqrt(k * (k - 1)) * dt) / (s2 + k * dt), (k, 1, 1 / dt)),
    ),
    ("2a", "p* = q", dpo.q(Y)),
    ("2a", r"p^*(y)=q(y)", dpo.q(Y)),
    ("2b", r"\frac{1}{Z(x)}\pi_{\mathrm{ref}}(y\mid x)\exp\left(\frac{1}{\beta}r(x,y)\right)", policy),
    ("2b", "pi_ref(y|x)*exp(r(x,y)/beta)/Z(x)", policy),
    ("2b", r"\pi_ref(y|x)\,e^{r(x,y)/\beta} / Z(x)", policy),
    ("2b", r"-\beta\,\mathbb{E}_{x\sim\mathcal D}\left[D_{\mathrm{KL}}(\pi(\cdot|x)\,\|\,\pi^*(\cdot|x))-\log Z(x)\right]", -beta * mean_law),
    ("2b", "-β E_x[D_KL(π ‖ π*) − log Z(x)]", -beta * mean_law),
    ("2b", "-beta*E_{x~rho}[KL(pi||pi*) - log(Z(x))]", -beta * mean_law),
    ("2b", r"\beta \mathbb E_{x\sim\rho}\log Z(x)", beta * sp.Sum(dpo.rho(X) * sp.log(dpo.Z(X)), (X, 1, dpo.X))),
    ("2b", r"\mathbb E_{y\sim\pi^*(\cdot\mid x)}[r(x,y)]", sp.Sum(star(Y) * r(Y, X), (Y, 1, dpo.Y))),
    ("2b", "E_{y~π_ref}[r(x, y)]", sp.Sum(ref(Y, X) * r(Y, X), (Y, 1, dpo.Y))),
    ("2c", "V^T", dpo.V**dpo.T),
    ("2c", "50{,}000^{50}", sp.Integer(50000) ** 50),
    ("2c", r"8.9\times10^{234}", 89 * sp.Integer(10) ** 233),
    ("2d", r"r(x,y)=\beta\log\frac{\pi^*(y|x)}{\pi_{ref}(y|x)}+\beta\log Z(x)", reward),
    ("2d", "beta*log(pi*(y|x)/pi_ref(y|x)) + beta*log(Z(x))", reward),
    ("2d", "β log(π*/π_ref) + β log Z", reward),
    ("2d", "beta*ln(pi*/pi_ref)+beta*ln(Z)", reward),
    ("2d", r"\beta\log\frac{Z_1(x)}{Z_2(x)}", beta * sp.log(dpo.Z_1(X) / dpo.Z_2(X))),
    ("2d", "r(y, x)", r(Y, X)),
    ("2e", "sigmoid(r(x,y_1)-r(x,y_2))", dpo.sigmoid(r(Y1, X) - r(Y2, X))),
    ("2e", r"\frac{e^{r_1}}{e^{r_1}+e^{r_2}}", sp.exp(r(Y1, X)) / (sp.exp(r(Y1, X)) + sp.exp(r(Y2, X)))),
    ("2e", "log(π*(y₁)/π_ref(y₁))", sp.log(star(Y1) / ref(Y1, X))),
    ("2f", r"\nabla_\theta\mathcal L=-\beta\mathbb{E}_{(x,y_w,y_l)\sim\mathcal{D}}\bigl[\sigma(\hat r_\theta(x,y_l)-\hat r_\theta(x,y_w))\bigl(\nabla_\theta\log\pi_\theta(y_w|x)-\nabla_\theta\log\pi_\theta(y_l|x)\bigr)\bigr]", gradient),
    ("2f", "-beta*E[sigmoid(r_hat(y_l) - r_hat(y_w)) * (grad log pi_theta(y_w|x) - nabla_theta log pi_theta(y_l|x))]", gradient),
    ("2f", "-beta E_D[sigma(rhat_theta(x,y_l)-rhat_theta(x,y_w)) (∇_θ log π_θ(y_w|x) − ∇_θ log π_θ(y_l|x))]", gradient),
    ("2f", r"-\beta E[\sigma(\hat{r}_l-\hat{r}_w)(\nabla\log\pi_\theta(y_w)-\nabla\log\pi_\theta(y_l))]", gradient),
    ("2g", r"\prod_k\frac{a_{\tau(k)}^\beta}{\sum_{j\geq k}a_{\tau(j)}^\beta}", ranking),
    ("2g", r"p(\tau|x)=\prod_{k=1}^K\frac{a(\tau_k)^\beta}{\sum_{j=k}^K a(y_{\tau(j)})^\beta}", ranking),
    ("2g", "prod_{k=1}^K a(tau(k))^beta / sum_{j=k}^K a(tau(j))^beta", ranking),
]  # fmt: skip


@pytest.mark.parametrize(("part", "typed", "value"), VALUES)
def test_value(part, typed, value):
    words = for_part(part)
    tree = parse(typed, words)
    assert build(tree, words).value == value
    assert parse(plain(tree), words) == tree


a, b = sp.symbols("x y", real=True)
FREE = [
    (r"\sin^2 x + \cos^2 x", sp.sin(a) ** 2 + sp.cos(a) ** 2),
    (r"\frac{xy}{2}", a * b / 2),
    (r"\frac12 x", a / 2),
    (r"\frac1x", 1 / a),
    ("2x(x+1)", 2 * a * (a + 1)),
    ("|x - 1|*y", sp.Abs(a - 1) * b),
    ("2|x|", 2 * sp.Abs(a)),
    (r"\left|x\right|y", sp.Abs(a) * b),
    ("x²y³", a**2 * b**3),
    ("x⁻¹", 1 / a),
    ("2^-x", 2**-a),
    ("e^(2pi)", sp.exp(2 * sp.pi)),
    ("log_2(8)", sp.log(8) / sp.log(2)),
    (r"\log_{10} x", sp.log(a) / sp.log(10)),
    (r"\ln x", sp.log(a)),
    ("1.25", sp.Rational(5, 4)),
    ("x/y/2", a / b / 2),
    ("x/2*y", a / 2 * b),
    ("x--y", None),
    ("x*-y", -a * b),
    ("-x^2", -(a**2)),
    ("arctan(x) + tanh x", sp.atan(a) + sp.tanh(a)),
    (r"\sqrt[3]{8}", sp.Integer(2)),
    ("max(x, y, 1)", sp.Max(a, b, 1)),
    ("[x + {y}]", a + b),
    (r"\log x \log y", sp.log(a) * sp.log(b)),
    ("gamma", sp.Symbol("γ", real=True)),
    ("1/(x+1)y", b / (a + 1)),
    (r"\sqrt2 x", sp.sqrt(2) * a),
    ("sqrt(2)x", sp.sqrt(2) * a),
    ("x^2/2", a**2 / 2),
    ("|x||y|", sp.Abs(a) * sp.Abs(b)),
    ("x_1x_2", sp.Symbol("x_1", real=True) * sp.Symbol("x_2", real=True)),
    (r"x^{\prime}", sp.Symbol("x'", real=True)),
    ("i^2", sp.Symbol("i", real=True) ** 2),
]


@pytest.mark.parametrize(("typed", "value"), FREE)
def test_free_letters(typed, value):
    if value is None:
        with pytest.raises(Unreadable):
            parse(typed)
        return
    assert build(parse(typed), free()).value == value


@pytest.mark.parametrize(
    ("typed", "conditions"),
    [
        ("1/(x-1)", {sp.Ne(a - 1, 0)}),
        ("(x^2-1)/(x-1)", {sp.Ne(a - 1, 0)}),
        ("x/x", {sp.Ne(a, 0)}),
        ("log(x) - log(x)", {sp.Gt(a, 0)}),
        ("sqrt(x)^2", {sp.Ge(a, 0)}),
        ("x^-2", {sp.Ne(a, 0)}),
        ("x^y", {sp.Gt(a, 0)}),
        ("x^0.5", {sp.Ge(a, 0)}),
        ("exp(x) + x^2", set()),
    ],
)
def test_where_it_is_defined_comes_from_what_was_typed(typed, conditions):
    assert set(build(parse(typed), free()).defined) == conditions


def test_relations_and_sides():
    built = build(parse("x = x*1 ≈ y"), free())
    assert (built.value, built.left, built.relation) == (b, "x = x·1", "≈")
    assert built.sides == ((a, ""), (a, "="), (b, "≈"))
    front = build(parse(r"\lim_{\Delta t\to0} V = \sigma^2", for_part("1e")), for_part("1e"))
    assert (front.value, front.sides[0]) == (s2, (None, ""))
    with pytest.raises(Unreadable):
        parse("x = ?? = y")
    law = build(parse(r"X_t \to N(0, t)", for_part("1b")), for_part("1b"))
    assert (law.value, law.relation) == (Normal(0, t), "→")


def test_a_node_knows_where_it_stood():
    typed = r"x + \frac{1}{y}"
    fraction = parse(typed).nodes()[1]
    assert typed[fraction.start : fraction.end] == r"\frac{1}{y}"
