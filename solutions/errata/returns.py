"""Misprints about reinforcement learning: returns, exploration, value updates."""

import sympy as sp

from solutions.author import Derivation, Domain, Letter, family, function, quantity, written
from solutions.errata.erratum import Citation, Erratum, often_seen
from solutions.errata.sources import raschka

g = Letter("γ", r"\gamma", "discount", positive=True)
t = Letter("t", "t", "a time", integer=True, positive=True)
T = Letter("T", "T", "number of rewards", integer=True, positive=True)
left = Letter("n", "n", "number of rewards that are left", integer=True, positive=True)
k = Letter("k", "k", "a time", integer=True, nonnegative=True)
j = Letter("j", "j", "a time", integer=True, positive=True)
R = function("R", "R_{{{0}}}", "reward at a time")
G = family("G", "G_{{{0}}}", "return: the discounted rewards after a time")
U = family("U", "U_{{{0}}}", "return: the discounted rewards from a time on")

geometric = (
    Derivation("geometric", written(sp.Sum(g**k, (k, 0, T - 1))), where=Domain((g < 1,)))
    .equals(sp.Sum(g ** (j - 1), (j, 1, T)), because="count from one")
    .by_induction((1 - g**T) / (1 - g), on=T, because="one more term closes the gap")
)
returned = Derivation(
    "returned",
    G(t),
    sp.Sum(g ** (j - 1) * R(t + j), (j, 1, left)),
    because="$n = T - t$ rewards are left, the first of them undiscounted",
).equals(sp.Sum(g**k * R(t + k + 1), (k, 0, left - 1)), because="count from zero")
next_return = Derivation(
    "next",
    G(t),
    sp.Sum(g ** (j - t - 1) * R(j), (j, t + 1, T)),
    because="the return: the rewards after $t$, the first of them undiscounted",
    where=Domain((t + 1 <= T,)),
).equals(
    R(t + 1) + g * sp.Sum(g ** (j - t - 2) * R(j), (j, t + 2, T)),
    because="the first reward apart, and one discount taken out of the rest: $\\gamma G_{t+1}$",
)
LATER = Domain((left >= t,))
split = Derivation("split", U(t), sp.Sum(g ** (j - t) * R(j), (j, t, left)), where=LATER).equals(
    R(t) + g * sp.Sum(g ** (j - t - 1) * R(j), (j, t + 1, left)),
    because="one discount is taken out of every later term",
)
episode = Derivation(
    "episode", G(0), sp.Sum(g**k * R(k + 1), (k, 0, 7)), because="an episode of eight transitions"
).equals(sp.Add(*(g**m * R(sp.Integer(m + 1)) for m in range(8))), because="written out")

e = Letter("ε", r"\varepsilon", "share of random choices", positive=True)
actions = Letter("n_A", "n", "number of actions", integer=True, positive=True)
greedy = Derivation(
    "greedy",
    quantity("p(best)", r"p(\text{best action})", "how often the best action is taken"),
    e * (1 / actions) + (1 - e) * 1,
    because="a random choice hits it once in $n$ times, any other choice always",
).equals((e * (1 - actions) + actions) / actions, because="over one denominator")

q = Letter("Q", "Q", "estimate of a value", real=True)
rate = Letter("α", r"\alpha", "step size", positive=True)
reward = Letter("r", "r", "reward", real=True)
best = Letter("Q'", "Q'", "largest estimate at the next state", real=True)
target = reward + g * best
update = Derivation(
    "update",
    quantity("Q_new", r"Q_{\text{new}}", "the estimate after one step"),
    q - rate * sp.Derivative((q - target) ** 2 / 2, q),
    because="one step of gradient descent on half the squared error",
).equals((1 - rate) * q + rate * target, because="the minus of the step meets the minus inside")


ERRATA = (
    Erratum(
        "geometric-sum-off-by-one",
        "A discounted sum of T ones, with the exponent of a sum of T + 1.",
        often_seen("bounds on returns, where a horizon is counted once too often"),
        geometric,
        (1 - g ** (T + 1)) / (1 - g),
    ),
    Erratum(
        "return-upper-limit",
        "The last reward of an episode that ends at T, counted from time t.",
        Citation(
            "R. Sutton, A. Barto",
            "Reinforcement Learning: An Introduction",
            "first edition",
            "p. 61, eq. (3.3); the list gives the right limit T − t − 1, the twin takes T",
            "the authors’ errata for the first edition, incompleteideas.net",
            "official",
        ),
        returned,
        sp.Sum(g**k * R(t + k + 1), (k, 0, t + left)),
    ),
    Erratum(
        "return-recursion-reward",
        "A return from the next one: the reward that comes first is the next one, not this one.",
        Citation(
            "N. Lambert",
            "Reinforcement Learning from Human Feedback",
            "as reported in February 2025",
            "chapter 11, policy gradients",
            "natolambert/rlhf-book pull request 60",
            "merged",
        ),
        next_return,
        R(t) + g * sp.Sum(g ** (j - t - 2) * R(j), (j, t + 2, T)),
    ),
    Erratum(
        "return-discount-twice",
        "A return from the next one: the discount is taken out and left in as well.",
        Citation(
            "S. Wang et al.",
            "Deep Reinforcement Learning (in Chinese)",
            "draft, as reported in March 2021",
            "section 4.3.1, the return U_t",
            "wangshusen/DRL issue 8",
            "confirmed",
        ),
        split,
        R(t) + g * sp.Sum(g ** (j - t) * R(j), (j, t + 1, left)),
    ),
    Erratum(
        "episode-one-reward-short",
        "The return of an episode of eight transitions, added up to the seventh reward.",
        raschka(
            "first edition; the same in Python Machine Learning, third edition, p. 682",
            "chapter 19, p. 681",
            "rasbt/machine-learning-book issue 240, "
            "rasbt/python-machine-learning-book-3rd-edition issue 129",
        ),
        episode,
        sp.Add(*(g**m * R(sp.Integer(m + 1)) for m in range(7))),
    ),
    Erratum(
        "epsilon-greedy-asymptote",
        "How often a learner that explores ends up with the best action.",
        Citation(
            "P. Winder",
            "Reinforcement Learning",
            "O’Reilly, first edition",
            "p. 32, end of the experiment of chapter 2",
            "the publisher’s errata list",
            "official",
        ),
        greedy,
        (2 - e) / actions,
    ),
    Erratum(
        "q-learning-step-sign",
        "The gradient step of Q-learning, multiplied out.",
        Citation(
            "A. Zhang et al.",
            "Dive into Deep Learning",
            "as reported in June 2025",
            "eqs. (17.3.3) and (17.3.4)",
            "d2l-ai/d2l-en issue 2649",
            "open",
        ),
        update,
        (1 - rate) * q - rate * target,
    ),
)
