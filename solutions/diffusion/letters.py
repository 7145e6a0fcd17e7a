"""Problem 1's letters for an answer: those of its notation, with the spellings people use."""

from __future__ import annotations

from functools import partial

import sympy as sp

from solutions.diffusion import notation as s
from solutions.diffusion import quantities
from solutions.reading.vocabulary import Function, Vocabulary

LETTERS: dict[str, sp.Expr | None] = {
    "σ": sp.sqrt(s.s2),
    "s2": s.s2,
    "Δt": s.dt,
    "t": s.t,
    "T": 1 / s.dt,  # the steps use up the time
    "n": s.n,
    "k": s.k,
    "j": s.j,
    "η": s.eta,
    "x_t": s.x,
    "x_{t-Δt}": s.y,
    "x_0": s.x0,
    "f": s.f,
    "ε": s.e,
    "e": sp.E,
}

SPELLINGS = {
    "s": "σ",
    "σ_0": "σ",
    "σ_data": "σ",
    "sigma2": "s2",
    "σ2": "s2",
    "eta": "η",
    "x": "x_t",
    "X_t": "x_t",
    "xt": "x_t",
    "X_{t-Δt}": "x_{t-Δt}",
    "x0": "x_0",
    "X_0": "x_0",
    "eps": "ε",
}

DRESSES = {
    "η": ("t,Δt", "Δt,t", "t", "t,dt"),
    "f": ("x_t,t", "x,t", "t,x", "t,x_t", "x_t", "x"),
}


START = sp.Symbol("X̂_1", real=True)
"""What the samplers start from, a standard normal variable; a path is a multiple of it."""
_STARTS = ("X\u0302_1", "x\u0302_1", "X_1", "x_1")
_HATS = {"X\u0302_t": "x_t", "x\u0302_t": "x_t", "x\u0302_{t-Δt}": "x_{t-Δt}"}


_EARLIER = sp.Symbol("W_{t-Δt}", real=True)
"""The noise that X_{t−Δt} has had: it is X₀ and that, and so not independent of X₀."""
_SPREAD = {s.x0: s.s2, s.e: sp.Integer(1), _EARLIER: s.t - s.dt}
"""The variances of what is random and independent."""


def _variance(value: sp.Expr) -> sp.Expr:
    """The variance of a state, or of a sum of multiples of what is independent; else nan."""
    state = value / s.x
    if not state.has(s.x, *_SPREAD):
        return state**2 * (s.s2 + s.t)
    none = dict.fromkeys(_SPREAD, sp.Integer(0))
    rest = value.xreplace(none)
    shares = {one: value.xreplace(none | {one: sp.Integer(1)}) - rest for one in _SPREAD}
    linear = sp.Add(rest, *(share * one for one, share in shares.items()))
    if value.has(s.x) or sp.expand(value - linear) != 0:
        return sp.nan
    return sp.Add(*(share**2 * _SPREAD[one] for one, share in shares.items()))


def _mean(value: sp.Expr) -> sp.Expr:
    """The mean of the same, which is 0."""
    return sp.nan if _variance(value) is sp.nan else sp.Integer(0)


FUNCTIONS = {
    "Var": Function("Var(X_t)", "one", _variance),
    "E": Function("E[X_t]", "one", _mean),
}


def vocabulary(part: str) -> Vocabulary:
    """The letters of problem 1; of X₁ only the samplers' parts have one, and it is their start."""
    letters, randoms = LETTERS, {}
    if part == "1f":
        randoms = {s.x0: s.s2, s.e: sp.Integer(1)}
    elif part in ("1a", "1b"):
        randoms = _SPREAD
        letters = LETTERS | {"x_{t-Δt}": s.x0 + _EARLIER}
    elif part in ("1d", "1e", "1h"):
        letters = LETTERS | dict.fromkeys(_STARTS, START)
        randoms = {START: sp.Integer(1)}
    return Vocabulary(
        part,
        letters=letters,
        randoms=randoms,
        denoted=partial(quantities.denoted, part),
        functions=FUNCTIONS if part in ("1a", "1b") else {},
        spellings=SPELLINGS | _HATS,
        dresses=DRESSES,
        counters=(s.k, s.j, s.n),
        laws=True,
        step=True,
    )
