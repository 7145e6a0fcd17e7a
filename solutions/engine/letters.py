"""Letters: symbols and functions that know their TeX and what they stand for.

A letter is an ordinary SymPy symbol or function, so that parts compute with it as usual; notation
modules declare each letter of a sheet once.
"""

from __future__ import annotations

from typing import Any

import sympy as sp


class Letter(sp.Symbol):
    """A symbol with its TeX, its meaning and, for a letter such as σ², the TeX of its root.

    ``members`` makes the letter the size of a finite set: a sum over 1 … n prints as a sum over it.
    """

    __slots__ = ("meaning", "members", "root_tex", "tex")

    def __new__(
        cls,
        name: str,
        tex: str,
        meaning: str = "",
        *,
        root_tex: str = "",
        members: str = "",
        **assumptions: bool,
    ) -> Letter:
        letter: Letter = sp.Symbol.__xnew__(cls, name, **assumptions)
        letter.tex, letter.meaning = tex, meaning
        letter.root_tex, letter.members = root_tex, members
        return letter


def function(name: str, tex: str, meaning: str = "", **assumptions: bool) -> Any:
    """An undefined real function; ``tex`` has ``{0}``, ``{1}`` … for its arguments."""
    assumptions.setdefault("real", True)
    made = sp.Function(name, **assumptions)
    made.tex, made.meaning = tex, meaning
    return made
