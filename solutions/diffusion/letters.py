"""Problem 1's letters for an answer: those of its notation, with the spellings people use."""

from __future__ import annotations

import sympy as sp

from solutions.diffusion import notation as s
from solutions.reading.vocabulary import Vocabulary

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


def vocabulary(part: str) -> Vocabulary:
    """All parts of problem 1 have the same letters."""
    return Vocabulary(
        part,
        letters=LETTERS,
        spellings=SPELLINGS,
        dresses=DRESSES,
        counters=(s.k, s.j, s.n),
        laws=True,
        step=True,
    )
