"""Letters: symbols and functions that know their TeX and what they stand for.

A letter is an ordinary SymPy symbol or function, so that parts compute with it as usual; notation
modules declare each letter of a sheet once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sympy as sp

from solutions.kernel.errors import Malformed, Undecided
from solutions.kernel.terms.binding import caught


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

    def _hashable_content(self) -> tuple[Any, ...]:
        """Two letters that print alike and mean alike are one; τ and t are two, whatever name."""
        printed = (self.tex, self.meaning, self.root_tex, self.members)
        return (*super()._hashable_content(), *printed)


@dataclass(frozen=True)
class Bounds:
    """What every value of a function is between: ``low < f < high``, or ≤ where not strict."""

    low: sp.Rational | None = None
    high: sp.Rational | None = None
    low_strict: bool = False
    high_strict: bool = False

    def hold(self, number: sp.Rational) -> bool:
        """Is ``number`` between them?"""
        above = (
            self.low is None or number > self.low or (number == self.low and not self.low_strict)
        )
        below = (
            self.high is None
            or number < self.high
            or (number == self.high and not self.high_strict)
        )
        return bool(above and below)


FAR = 100
"""So far from a bound, or from 0, a whole number of the declared kinds is looked for."""


def _has_a_whole_number(bounds: Bounds, kinds: dict[str, Any]) -> bool:
    """Is there one between the bounds?"""
    if bounds.low is not None:
        first = sp.floor(bounds.low)
    else:
        first = -FAR if bounds.high is None else sp.ceiling(bounds.high) - FAR
    return any(
        bounds.hold(number)
        and all(getattr(number, f"is_{kind}") is so for kind, so in kinds.items())
        for number in (first + step for step in range(2 * FAR + 1))
    )


def _bounds(wanted: dict[str, Any]) -> Bounds | None:
    given = {
        name: sp.sympify(wanted.pop(name), strict=True)
        for name in ("above", "at_least", "below", "at_most")
        if name in wanted
    }
    if not given:
        return None
    for name, number in given.items():
        if not number.is_Rational:
            raise Malformed(f"{name}={number}: a function is bounded by a rational number here")
    if {"above", "at_least"} <= set(given) or {"below", "at_most"} <= set(given):
        raise Malformed("one lower and one upper bound: above= or at_least=, below= or at_most=")
    low, high = given.get("above", given.get("at_least")), given.get("below", given.get("at_most"))
    bounds = Bounds(low, high, "above" in given, "below" in given)
    least = 0 if wanted.get("positive") or wanted.get("nonnegative") else low
    most = 0 if wanted.get("negative") or wanted.get("nonpositive") else high
    for one, other in ((low, high), (least, high), (low, most)):
        if one is not None and other is not None and not one < other:
            raise Malformed(f"no number is above {one} and below {other}, with the declared sign")
    if sp.Dummy(**wanted).is_integer and not _has_a_whole_number(bounds, wanted):
        raise Malformed("no whole number is between the bounds, of the declared kinds")
    return bounds


def _weights(name: str, bounds: Bounds | None, kinds: dict[str, Any]) -> None:
    """Raise :class:`Malformed` where no law on several members has such weights."""
    low, high = (bounds.low, bounds.high) if bounds else (None, None)
    negative = kinds.get("negative") or kinds.get("nonpositive") or kinds.get("zero")
    if negative or (high is not None and high <= 0):
        raise Malformed(f"{name} is no law: its weights are declared to be at most 0")
    if low is not None and low > 0:
        raise Malformed(
            f"{name} is no law: each weight is at least {low}, and of enough members they add up "
            "to more than 1; declare positive=True"
        )


def function(
    name: str, tex: str, meaning: str = "", *, mean_over: str = "", **assumptions: Any
) -> Any:
    """An undefined real function; ``tex`` has ``{0}``, ``{1}`` … for its arguments.

    ``below=1`` (or ``at_most=``, ``above=``, ``at_least=``) says that every value of it is below 1:
    a fact for all arguments, declared with the function as its sign is.

    ``mean_over`` makes it the weights of a finite law: a sum of weight times body prints as the
    expectation of the body, with ``mean_over`` as its subscript.
    """
    assumptions.setdefault("real", True)
    bounds = _bounds(assumptions)
    if mean_over:
        _weights(name, bounds, assumptions)
    stated = {} if bounds is None else {"bounds": bounds}
    return sp.Function(name, tex=tex, meaning=meaning, mean_over=mean_over, **stated, **assumptions)


def defined(
    name: str, tex: str, body: Callable[..., sp.Expr], meaning: str = "", **claims: bool
) -> Any:
    """A function that stands for ``body`` of its arguments, printed as ``tex``: the sigmoid.

    The body may use the letters of the arguments only, so that nothing depends on a letter unseen.
    It is part of the function's identity: one name with two bodies makes two functions. ``claims``
    such as ``positive=True`` are asked for where the body is looked at, and believed nowhere.
    """
    claimed = tuple(sorted(claims.items()))
    return sp.Function(name, body=body, tex=tex, meaning=meaning, claims=claimed, real=True)


def is_defined(expr: sp.Expr) -> bool:
    """Does ``expr`` stand for the body of an abbreviation?"""
    return getattr(expr.func, "body", None) is not None


def is_claimed(expr: sp.Expr, kind: str) -> bool:
    """Is ``expr`` an abbreviation of something that was declared to be of this kind?"""
    return (kind, True) in getattr(expr.func, "claims", ())


@lru_cache(maxsize=65536)
def opened(expr: sp.Expr) -> sp.Expr:
    """What a defined function stands for; everything else as it is."""
    if not is_defined(expr):
        return expr
    places, body = _body(expr.func, len(expr.args))
    values = dict(zip(places, expr.args, strict=True))
    if clash := caught(body, values) - set(places):
        named = ", ".join(sorted(map(str, clash)))
        raise Malformed(f"{named} is an index in the body of {expr.func} and a letter of {expr}")
    try:
        return body.xreplace(values)
    except ValueError as why:
        raise Undecided(f"the body of {expr.func} has no meaning in {expr}: {why}") from why


def body_of(expr: sp.Expr) -> tuple[tuple[sp.Symbol, ...], sp.Expr]:
    """The body of an abbreviation at letters of its own, before its arguments are put in."""
    return _body(expr.func, len(expr.args))


@lru_cache(maxsize=4096)
def _body(func: Any, count: int) -> tuple[tuple[sp.Symbol, ...], sp.Expr]:
    """The body of an abbreviation at letters of its own: it is one formula for all arguments."""
    places = tuple(sp.Dummy(f"x_{number}", real=True) for number in range(count))
    body: sp.Expr = sp.sympify(func.body(*places))
    if hidden := body.free_symbols - set(places):
        named = ", ".join(sorted(map(str, hidden)))
        raise Malformed(f"the body of {func} uses {named}; make it an argument")
    return places, body


def meant(expr: sp.Expr) -> sp.Expr:
    """``expr`` with every abbreviation opened."""
    return expr.replace(is_defined, lambda part: meant(opened(part)))
