"""Letters and functions for the tests of the kernel."""

from __future__ import annotations

from solutions.kernel.terms.letters import Letter, function

x, y, t, d = (Letter(name, name, positive=True) for name in ("x", "y", "t", "d"))
r, s = (Letter(name, name, real=True) for name in ("r", "s"))
u = Letter("u", "u", nonnegative=True)
n, m, i, j, k = (Letter(name, name, integer=True, positive=True) for name in "nmijk")
c = Letter("c", "c", integer=True, nonnegative=True)
g = Letter("g", "g", integer=True)
f = function("f", "f({0})")
p, q = (function(name, name + "({0})", positive=True) for name in "pq")
law = function("π", r"\pi({0} \mid {1})", positive=True)
z = function("z", "z({0})")
