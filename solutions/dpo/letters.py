"""Problem 2's letters and functions for an answer, with the spellings people use."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import sympy as sp

from solutions.dpo import notation as s
from solutions.dpo import quantities
from solutions.reading.vocabulary import Average, Function, Vocabulary

LETTERS: dict[str, sp.Expr | None] = {
    "β": s.beta,
    "x": s.x,
    "y": s.y,
    "y'": s.other,
    "y_1": s.y1,
    "y_2": s.y2,
    "y_w": s.y1,
    "y_l": s.y2,
    "k": s.k,
    "j": s.j,
    "K": s.K,
    "V": s.V,
    "T": s.T,
    "R": s.R,
    "|Y|": s.Y,
    "|X|": s.X,
    "θ": s.theta,
    "e": sp.E,
    "Y": None,
    "X": None,
}

FUNCTIONS = {
    "π": Function("π(y | x)", "policy", s.pi),
    "π*": Function("π*(y | x)", "policy", s.star),
    "π_ref": Function("π_ref(y | x)", "policy", s.ref),
    "π_θ": Function("π_θ(y | x)", "policy", lambda y, x: s.pi_theta(y, x, s.theta)),
    "r": Function("r(x, y)", "reward", s.r),
    "Z": Function("Z(x)", "one", s.Z),
    "c": Function("c(x)", "one", s.c),
    "ρ": Function("ρ(x)", "one", s.rho),
    "σ": Function("σ(z)", "one", s.sigmoid),
    "a": Function("a(y)", "either", s.ratio),
    "a_θ": Function("a_θ(y)", "either", s.trained_ratio),
    "r\u0302_θ": Function("r\u0302_θ(x, y)", "either", s.implicit_reward),
}


def _softmax(value: sp.Expr) -> sp.Expr:
    """e^z over its sum over all outputs."""
    return sp.exp(value) / sp.Sum(sp.exp(value), (s.y, 1, s.Y))


FUNCTIONS["softmax"] = Function("softmax(z)", "one", _softmax)

SPELLINGS = {
    "softmax_y": "softmax",
    "π_*": "π*",
    "π_star": "π*",
    "pistar": "π*",
    "π_opt": "π*",
    "pi_theta": "π_θ",
    "pi_ref": "π_ref",
    "π_0": "π_ref",
    "π_SFT": "π_ref",
    "π*_θ": "π*",
    "π_{θ*}": "π*",
    "π_r": "π*",
    "π*_r": "π*",
    "r_φ": "r",
    "r*": "r",
    "r*_φ": "r",
    "ref": "π_ref",
    "r\u0302": "r\u0302_θ",
    "rhat": "r\u0302_θ",
    "r_hat": "r\u0302_θ",
    "rhat_θ": "r\u0302_θ",
    "rhat_theta": "r\u0302_θ",
    "sigmoid": "σ",
    "y1": "y_1",
    "y2": "y_2",
    "yw": "y_w",
    "yl": "y_l",
    "y_W": "y_w",
    "y_L": "y_l",
    "y_+": "y_w",
    "y_-": "y_l",
    "R_max": "R",
    "r_max": "R",
}

_X = (s.rho, s.x, s.X)


def _y(law: Any) -> tuple[Any, sp.Symbol, sp.Expr]:
    return (lambda y: law(y, s.x)), s.y, s.Y


AVERAGES = {
    "x~ρ": Average((_X,)),
    "y~π": Average((_y(s.pi),)),
    "y~π*": Average((_y(s.star),)),
    "y~π_ref": Average((_y(s.ref),)),
    "x~ρ,y~π": Average((_X, _y(s.pi))),
}
_PROMPTS = ("x~ρ", "x~D", "x", "x∈D", "ρ", "D", "x~p", "x~X", "x~p(x)")
_OUTPUTS = ("y~π", "y", "π")
MEANS = (
    dict.fromkeys(_PROMPTS, "x~ρ")
    | dict.fromkeys(_OUTPUTS, "y~π")
    | {"y~π*": "y~π*", "π*": "y~π*", "y~π_ref": "y~π_ref", "π_ref": "y~π_ref"}
    | {f"{x},{y}": "x~ρ,y~π" for x in _PROMPTS for y in _OUTPUTS}
)
DIVERGENCE = {
    "π": lambda y: s.pi(y, s.x),
    "π*": lambda y: s.star(y, s.x),
    "π_ref": lambda y: s.ref(y, s.x),
}

ALONE = {
    **dict.fromkeys(("π", "π*", "π_ref"), ("y", "|", "x")),
    "r": ("x", ",", "y"),
    "Z": ("x",),
    "c": ("x",),
}
"""The arguments that a function is read with where none are written: π*/π_ref."""

BASE = Vocabulary(
    "2",
    letters=LETTERS,
    functions=FUNCTIONS,
    spellings=SPELLINGS,
    indexed=frozenset({"a", "a_θ", "y", "τ"}),
    means=MEANS,
    averages=AVERAGES,
    divergence=DIVERGENCE,
    outputs=(s.y, s.other, s.y1, s.y2),
    prompt=s.x,
    ranges={"y": s.Y, "y'": s.Y, "x": s.X, "k": s.K},
    last=s.K,
    alone=ALONE,
    counters=(s.y, s.other, s.x, s.k, s.j),
)


def _gibbs() -> Vocabulary:
    """2a: two distributions, without a prompt."""
    laws = {"p": s.p, "q": s.q}
    plain = {name: Function(f"{name}(y)", "one", law) for name, law in laws.items()}
    return replace(
        BASE,
        functions=FUNCTIONS | plain,
        spellings=SPELLINGS | {"x": "y", "x'": "y'"},  # there is no prompt, and p(x) is usual
        alone=dict.fromkeys(laws, ("y",)),
        means={"y~p": "y~p", "p": "y~p", "y~q": "y~q", "q": "y~q"},
        averages={f"y~{name}": Average(((law, s.y, s.Y),)) for name, law in laws.items()},
        divergence=laws,
    )


def _rewards() -> Vocabulary:
    """2d: two rewards with the same optimal policy."""
    return replace(
        BASE,
        alone=ALONE
        | dict.fromkeys(("r_1", "r_2"), ALONE["r"])
        | dict.fromkeys(("Z_1", "Z_2"), ALONE["Z"]),
        functions=FUNCTIONS
        | {
            "r_1": Function("r_1(x, y)", "reward", s.r_1),
            "r_2": Function("r_2(x, y)", "reward", s.r_2),
            "Z_1": Function("Z_1(x)", "one", s.Z_1),
            "Z_2": Function("Z_2(x)", "one", s.Z_2),
        },
    )


def _preference() -> Vocabulary:
    """2e: r₁ and a₁ are those of y₁."""
    short: dict[str, sp.Expr | None] = {}
    for number, y in (("1", s.y1), ("2", s.y2)):
        short |= {f"r_{number}": s.r(y, s.x), f"a_{number}": s.ratio(y)}
    short |= {"r_w": s.r(s.y1, s.x), "r_l": s.r(s.y2, s.x)}
    return replace(BASE, letters=LETTERS | short, alone={"Z": ALONE["Z"]})


def _record(part: str) -> Vocabulary:
    """2f and 2g: means over recorded comparisons or rankings."""
    weight = s.mu if part == "2f" else s.nu
    subscripts = ("", "D", "x,y_w,y_l", "(x,y_w,y_l)", "x,τ", "(x,τ)", "τ")
    letters: dict[str, sp.Expr | None] = {
        "y_w": s.won(s.i),
        "y_l": s.lost(s.i),
        "r\u0302_w": s.implicit_reward(s.won(s.i)),
        "r\u0302_l": s.implicit_reward(s.lost(s.i)),
    }
    record: dict[Any, Any] = {s.x: s.prompt(s.i)}
    own = {name: each for name, each in LETTERS.items() if name not in letters}
    shared = replace(
        BASE,
        letters=own if part == "2g" else own | letters,  # a ranking has no winner and loser
        alone={},
        means=dict.fromkeys(subscripts, "D"),
        averages={"D": Average(((weight, s.i, s.n),), record=True)},
        divergence={},
        outputs=(*BASE.outputs, s.won(s.i), s.lost(s.i)),
        record=record,
    )
    trained = {name: each for name, each in FUNCTIONS.items() if name != "π"}  # π_θ is meant
    shared = replace(shared, functions=trained)
    if part == "2f":
        return shared
    tau = {"τ": Function("τ(k)", "one", s.tau)}
    ranked = {"τ": Function("τ(k)", "one", lambda place: s.ranked(place, s.i))}
    return replace(shared, functions=trained | tau, recorded=ranked)


def vocabulary(part: str) -> Vocabulary:
    """The vocabulary of a part of problem 2."""
    own = {"2a": _gibbs, "2d": _rewards, "2e": _preference}
    found = _record(part) if part in ("2f", "2g") else own.get(part, lambda: BASE)()
    return replace(found, part=part, denoted=partial(quantities.denoted, part))
