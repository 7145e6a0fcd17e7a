"""The letters of problem 1, declared once, and the regimes its answers are asked in."""

import sympy as sp

from solutions.author import Domain, Letter, Regime, family

s2 = Letter("σ²", r"\sigma^2", "variance of the data $X_0$", root_tex=r"\sigma", positive=True)
dt = Letter("Δt", r"\Delta t", "length of one time step", positive=True)
t = Letter("t", "t", r"time, $\Delta t \le t \le 1$", positive=True)
T = Letter("T", "T", r"number of steps, $T = 1/\Delta t$", integer=True, positive=True)
n = Letter("n", "n", "number of steps done", integer=True, nonnegative=True)
k = Letter("k", "k", r"index of a time $k\,\Delta t$", integer=True, positive=True)
j = Letter("j", "j", "number of steps left when a noise was added", integer=True, nonnegative=True)
eta = Letter("η", r"\eta", "share of the conditional mean step that DDIM makes", positive=True)
x = Letter("x_t", "x_t", "value of $X$ at time $t$", real=True)
y = Letter("x_{t−Δt}", r"x_{t-\Delta t}", "value of $X$ one step earlier", real=True)
v = Letter("v", "v", "variance reached so far", positive=True)
u = Letter("u", "u", "variable of integration on [0, 1]", nonnegative=True)

X = family("X", "X_{{{0}}}", "state of the forward process at a time")
noise = family("ε", r"\varepsilon_{{{0}}}", "noise that a step adds, independent of all before")
X_hat = family("X̂", r"\hat X_{{{0}}}", "state of a sampler at a time, on the way from 1 to 0")

ANY = Domain()
TIMES = Domain((t >= dt,), whole=(t / dt,))
"""A time on the grid at which a step back can be made: t = Δt, 2Δt, …"""

LATER = Domain((t > dt,))
"""A time after the first step: Δt < t."""


def in_steps(expr: sp.Expr) -> sp.Expr:
    """The same with whole numbers of steps put together: (k − 1)Δt for kΔt − Δt."""
    return expr.replace(lambda part: part.is_Add, lambda part: sp.collect(sp.expand(part), dt))


_ratio = Letter("Δt/σ²", r"\Delta t/\sigma^2", positive=True)

SHEET = Regime(
    r"\Delta t \ll \sigma^2 \ll 1",
    small=(dt / s2, s2),
    vanishing=(_ratio, s2),
    chart=((dt, s2 * _ratio),),
    inverse=((_ratio, dt / s2),),
    bounded=(t,),
)
"""The regime of the sheet: 0 < Δt ≪ σ² ≪ 1, at any time t ≤ 1."""

STEPS_TO_ZERO = Regime(
    r"\Delta t \to 0", small=(dt,), vanishing=(dt,), chart=(), inverse=(), fixed=(s2, t)
)
"""Ever finer steps, with the data's variance and the time held fixed."""

_z = Letter("z", "z", positive=True)

SMALL_STEP = Regime(
    r"\Delta t \ll t",
    small=(dt / t,),
    vanishing=(_z,),
    chart=((dt, t * _z * (2 + _z) / (1 + _z) ** 2),),
    inverse=((_z, 1 / sp.sqrt(1 - dt / t) - 1),),
    leading=((_z, dt / (2 * t)),),
    where=LATER,
)
"""Δt ≪ t with nothing assumed on σ² against t; the chart makes √(1 − Δt/t) = 1/(1 + z) rational."""

x0 = Letter("x₀", "x_0", "value of $X_0$, a clean sample", real=True)
f = Letter("f", "f", "answer of a function of place and time at one input", real=True)
h = Letter("h", "h", "answer of a function that guesses the noise, at one input", real=True)
e = Letter("ε", r"\varepsilon", "standard normal noise drawn for one training pair", real=True)
a = Letter("a", "a", "a variance assumed for the data", positive=True)

_w = Letter("w", "w", positive=True)

LOG_STEPS = Regime(
    r"\Delta t \to 0",
    small=(-dt * sp.log(dt), -1 / sp.log(dt)),
    vanishing=(_z, _w),
    chart=((dt, _z * _w), (sp.log(dt), -1 / _w)),
    inverse=((_z, -dt * sp.log(dt)), (_w, -1 / sp.log(dt))),
    fixed=(s2,),
    where=Domain((dt < 1,)),
)
"""Δt → 0 where Δt ln(1/Δt) and Δt count as different sizes: both Δt ln(1/Δt) and 1/ln(1/Δt) → 0."""
