"""Is a regime called what it is? Its name stands beside ≈ and under lim, and is TeX.

Each clause of a name, such as ``Δt → 0``, ``N → ∞`` or ``Δt ≪ σ² ≪ 1``, has to hold in the regime;
and the name leaves out nothing that the regime takes for small, and no letter that it moves.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

import sympy as sp

from solutions.kernel import signs
from solutions.kernel.errors import Malformed, Undecided
from solutions.objects.names import clauses, look, no_regime
from solutions.printing.formulas import tex, text
from solutions.relations.regimes.orders import negligible
from solutions.relations.regimes.regime import Regime

ENDS = {"1": sp.S.One, "0": sp.S.Zero, r"\infty": sp.oo}


@lru_cache(maxsize=256)
def misnamed(regime: Regime) -> str:
    """What is wrong with the name of a regime; empty if nothing is."""
    if told := no_regime(regime.name):
        return f"the regime is called {regime.said}, which {told}"
    try:
        small = [one for sides in clauses(regime.name) for one in _small(sides, regime)]
        for one in small:
            if not negligible(one, sp.S.One, regime):
                return f"the regime is called {regime.said}, and {text(one)} does not vanish in it"
    except (Malformed, Undecided) as why:
        return f"the regime is called {regime.said}: {why}"
    told_of = set().union(*(one.free_symbols for one in small))
    hidden = [text(letter) for letter in sorted(_moved(regime) - told_of, key=str)]
    hidden += [f"{text(one)} → 0" for one in regime.small if not _is_told(one, small, regime)]
    if hidden:
        return f"the regime is called {regime.said}, which does not say {', '.join(hidden)}"
    held = sorted(text(one) for one in told_of & set(regime.fixed))
    if held:
        return (
            f"the regime is called {regime.said}, in which {', '.join(held)} may move, and it is "
            "fixed here: name the regime by what moves, as x → 0"
        )
    return ""


def _is_told(ratio: sp.Expr, small: list[sp.Expr], regime: Regime) -> bool:
    """Is it said to vanish, or is it about one letter that is said to vanish, or to grow, alone?"""
    letters = ratio.free_symbols & regime.moving()
    alone = [one.free_symbols & regime.moving() for one in small]
    return ratio in small or (len(letters) == 1 and letters in alone)


def _moved(regime: Regime) -> set[sp.Symbol]:
    """The letters of the sheet that vanish or grow, and not those that are at most 1."""
    own = set(dict(regime.inverse))
    charted = {letter for letter in dict(regime.chart) if isinstance(letter, sp.Symbol)}
    return (set(regime.vanishing) - own) | charted


def _small(sides: list[str], regime: Regime) -> list[sp.Expr]:
    """What a clause says to vanish."""
    values = [_side(one, regime) for one in sides]
    if values[-1] in (sp.S.Zero, sp.oo):
        if len(values) > 2:
            raise Undecided(r"write A \to 0 or A \to \infty, for each letter")
        if values[1] == sp.oo and not signs.positive(values[0], regime.where):
            raise Undecided(f"{text(values[0])} > 0 is not proved, so it may grow to −∞")
        return [values[0] if values[1] == 0 else 1 / values[0]]
    return [one / other for one, other in pairwise(values)]


def _side(side: str, regime: Regime) -> sp.Expr:
    named = look(side)
    if named in ENDS:
        return ENDS[named]
    letters = {symbol for expr in regime.small for symbol in expr.free_symbols}
    letters |= {*dict(regime.inverse), *regime.vanishing, *regime.bounded, *regime.fixed}
    for letter in sorted(letters, key=str):
        if look(tex(letter)) == named:
            return letter
    raise Undecided(f"{side.strip()} is none of its letters")
