"""The laws of problem 1 that may stand on a left side: a state, perhaps given another one.

X₀ ∼ N(0, σ²) and X_t = X₀ + √t ε, so Cov(X_s, X_u) = σ² + min(s, u), and a state given another one
is normal with mean Cov/Var · x and variance Var − Cov²/Var.
"""

from __future__ import annotations

import re

import sympy as sp

from solutions.author import Normal
from solutions.diffusion import notation as s

TIMES = {"0": sp.Integer(0), "t-Δt": s.t - s.dt, "t": s.t, "t+Δt": s.t + s.dt, "1": sp.Integer(1)}
"""The times of states, the earliest first."""
SAMPLERS = ("1d", "1e", "1g", "1h")
"""The parts in which X₀ and X₁ are where a sampler ends and starts."""
_STATE = re.compile(r"X_\{?(.+?)\}?")


def denoted(part: str, name: str, arguments: str, given: str) -> Normal | None:
    """The law of the state with this name, such as ``X_t-Δt``, given ``X_t=X`` or nothing.

    p_t is the density of X_t. ``None`` where the name is no state.
    """
    condition, _, value = given.partition("=")
    time = _time(name.replace("p_", "X_"))
    if arguments not in ("", "X") or value not in ("", "X") or (arguments and name[0] != "p"):
        return None
    if time is None or (part in SAMPLERS and time in ("0", "1")):
        return None
    if not given:
        return Normal(0, s.s2 + TIMES[time])
    other = _time(condition)
    if other is None or other == time:
        return None
    earlier = min(time, other, key=list(TIMES).index)
    shared, spread = s.s2 + TIMES[earlier], s.s2 + TIMES[other]
    return Normal(shared / spread * s.x, s.s2 + TIMES[time] - shared**2 / spread)


def _time(name: str) -> str | None:
    found = _STATE.fullmatch(name)
    return found[1] if found and found[1] in TIMES else None
