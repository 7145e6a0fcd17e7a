"""The letters of problem 2, declared once. Sums run over a general finite 𝒴, and over prompts.

An output y is a member of 1 … |𝒴| and a prompt x of 1 … |𝒳|; nothing is assumed on either size.
Z, π*, σ and a are abbreviations: a page prints the name and the kernel judges what it stands for.
"""

import sympy as sp

from solutions.kernel.letters import Letter, defined, function

beta = Letter("β", r"\beta", "strength of the tie to the reference policy", positive=True)
Y = Letter(
    "|Y|",
    r"|\mathcal Y|",
    "number of possible outputs",
    members=r"\mathcal Y",
    integer=True,
    positive=True,
)
X = Letter(
    "|X|", r"|\mathcal X|", "number of prompts", members=r"\mathcal X", integer=True, positive=True
)
x = Letter("x", "x", "a prompt", integer=True, positive=True)
y = Letter("y", "y", "an output", integer=True, positive=True)
other = Letter("y'", "y'", "another output, where y is taken", integer=True, positive=True)

p = function("p", "p({0})", "a distribution on the outputs", positive=True)
q = function("q", "q({0})", "a fixed distribution on the outputs", positive=True)
V = Letter("V", "V", "number of tokens in the vocabulary", integer=True, positive=True)
T = Letter("T", "T", "length of an answer in tokens", integer=True, positive=True)
shorter = Letter("N", "N_n", "number of sequences one token shorter", positive=True)
R = Letter("R", "R", "a bound on the rewards", real=True)
S = Letter("|S|", "|S|", "size of the support of p", members="S", integer=True, positive=True)
m = Letter("m", "m", "what q gives to the support of p", positive=True)
q_S = function("q_S", "q_S({0})", "q given that the output lies in S", positive=True)
u = Letter("u", "u", "a ratio of probabilities", positive=True)
phi = defined("φ", r"\varphi\!\left({0}\right)", lambda u: u * sp.log(u) - u + 1, "u log u − u + 1")
rho = function(
    "ρ", r"\rho({0})", "how often a prompt occurs", mean_over=r"x \sim \rho", positive=True
)
pi = function("π", r"\pi({0} \mid {1})", "a policy", positive=True)
ref = function("π_ref", r"\pi_{{\mathrm{{ref}}}}({0} \mid {1})", "reference policy", positive=True)
r = function("r", "r({1}, {0})", "reward of an output y to a prompt x, written r(y, x) in code")
c = function("c", "c({0})", "a function of the prompt alone")

_partition = defined(
    "Z",
    "Z({0})",
    lambda x, beta, Y: sp.Sum(ref(other, x) * sp.exp(r(other, x) / beta), (other, 1, Y)),
    "partition function of a prompt",
    positive=True,
)
_optimal = defined(
    "π⋆",
    r"\pi^*({0} \mid {1})",
    lambda y, x, beta, Y: ref(y, x) * sp.exp(r(y, x) / beta) / _partition(x, beta, Y),
    "the optimal policy of 2b",
    positive=True,
)
_ratio = defined(
    "a",
    "a({0})",
    lambda y, x, beta, Y: _optimal(y, x, beta, Y) / ref(y, x),
    "how much likelier the optimal policy makes an output: π*/π_ref",
    positive=True,
)
sigmoid = defined(
    "σ",
    r"\sigma\!\left({0}\right)",
    lambda z: 1 / (1 + sp.exp(-z)),
    "the logistic function",
    positive=True,
)

r_1 = function("r₁", "r_1({1}, {0})", "a reward")
r_2 = function("r₂", "r_2({1}, {0})", "another reward")
value_1 = Letter("r₁(y, x)", "r_1(x, y)", "the reward r₁ at one prompt and output", real=True)
value_2 = Letter("r₂(y, x)", "r_2(x, y)", "the reward r₂ there", real=True)
Z_1 = function("Z₁", "Z_1({0})", "partition function of a reward r₁", positive=True)
Z_2 = function("Z₂", "Z_2({0})", "partition function of a reward r₂", positive=True)


def Z(x: sp.Expr) -> sp.Expr:
    """The partition function Z(x) = Σ_y π_ref(y | x) e^{r(x, y)/β} of a prompt."""
    return _partition(x, beta, Y)


def star(y: sp.Expr, x: sp.Expr = x) -> sp.Expr:
    """The optimal policy π*(y | x) = π_ref(y | x) e^{r(x, y)/β} / Z(x)."""
    return _optimal(y, x, beta, Y)


def ratio(y: sp.Expr, x: sp.Expr = x) -> sp.Expr:
    """a(y) = π*(y | x) / π_ref(y | x)."""
    return _ratio(y, x, beta, Y)


theta = Letter("θ", r"\theta", "one coordinate of the parameters", real=True)
pi_theta = function(
    "π_θ", r"\pi_\theta({0} \mid {1})", "the trained policy, π_θ(y, x, θ) in code", positive=True
)
K = Letter("K", "K", "number of ranked answers", integer=True, positive=True)
k = Letter("k", "k", "place in the ranking", integer=True, positive=True)
j = Letter("j", "j", "place in the ranking, k or later", integer=True, positive=True)

EACH_PROMPT = (sp.Sum(rho(x), (x, 1, X)),)
"""Prompts have a law: Σ_x ρ(x) = 1."""

POLICY = (sp.Sum(pi(y, x), (y, 1, Y)),)
"""A policy is a law for each prompt: Σ_y π(y | x) = 1."""

REFERENCE = (sp.Sum(ref(y, x), (y, 1, Y)),)
"""So is the reference policy."""

y1 = Letter("y₁", "y_1", "first of two outputs", integer=True, positive=True)
y2 = Letter("y₂", "y_2", "second of two outputs", integer=True, positive=True)

n = Letter("n", "n", "number of recorded comparisons", integer=True, positive=True)
i = Letter("i", "i", "a recorded comparison", integer=True, positive=True)
mu = function(
    "μ",
    r"\mu({0})",
    "weight of a recorded comparison, 1/n for a plain mean",
    mean_over=r"\mathcal D",
    positive=True,
)
prompt = function("x_i", "x", "prompt of a comparison", integer=True, positive=True)
won = function("y_w", "y_w", "output that was preferred", integer=True, positive=True)
lost = function("y_l", "y_l", "output that was not", integer=True, positive=True)
_implicit = defined(
    "r̂",
    r"\hat r_\theta({0})",
    lambda y, x, theta, beta: beta * sp.log(pi_theta(y, x, theta) / ref(y, x)),
    "implicit reward β log π_θ/π_ref",
)


def implicit_reward(y: sp.Expr, x: sp.Expr = x) -> sp.Expr:
    """r̂_θ(y) = β log π_θ(y | x) − β log π_ref(y | x)."""
    return _implicit(y, x, theta, beta)


z = Letter("z", "z", "difference of two implicit rewards", real=True)

tau = function("τ", r"\tau({0})", "answer at a place of the ranking", integer=True, positive=True)
nu = function(
    "ν",
    r"\nu({0})",
    "weight of a recorded ranking",
    mean_over=r"\mathcal D",
    positive=True,
)
ranked = function(
    "τ_i",
    r"\tau({0})",
    "answer at a place of a recorded ranking",
    integer=True,
    positive=True,
)
weight = function("w", "w_{{{0}}}", "e^r of an answer", positive=True)
_trained_ratio = defined(
    "a_θ",
    r"a_\theta({0})",
    lambda y, x, theta: pi_theta(y, x, theta) / ref(y, x),
    "the same for the policy that is trained: π_θ/π_ref",
    positive=True,
)


def trained_ratio(y: sp.Expr, x: sp.Expr = x) -> sp.Expr:
    """a_θ(y) = π_θ(y | x) / π_ref(y | x)."""
    return _trained_ratio(y, x, theta)
