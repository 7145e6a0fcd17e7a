"""A small part with a line that hides a wrong term, and what its checks can see of it."""

from __future__ import annotations

from tests.small import small_part

HIDING = '''"""{id}  A simple step, right to leading order."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from solutions.author import (
    Box,
    Decoy,
    Derivation,
    Letter,
    Pair,
    Part,
    Regime,
    approaching,
    check,
    exact,
    quantity,
)

d = Letter("d", "d", "length of a step", positive=True)
x = Letter("x", "x", "where the step starts", positive=True)
SMALL = Regime(r"d \\to 0", small=(d,), vanishing=(d,), chart=(), inverse=(), fixed=(x,))

step = (
    Derivation("step", quantity("s", "s"), x * (1 + 2 * d) / (1 + d))
    .equals(x * (1 + d / (1 + d)), because="put the step on")
    .approximates(x * (1 + d), when=SMALL, because="the step is small")
)


@check("add the parts, with rational numbers")
def parts_of_it(exactly: Any) -> Iterator[Pair]:
    for n in range(1, 9):
        yield exact(exactly, {{x: 3, d: Fraction(1, n)}}, 3 + Fraction(3, n + 1))


@check("shorten the step")
def shorter(small: Any) -> Iterator[Pair]:
    for n in range(1, 5):
        at = {{x: 3, d: Fraction(1, 10**n)}}
        yield approaching(small, at, 3 + Fraction(3, 10**n + 1))
{more}

part = Part(
    "{id}",
    "A simple step",
    "A step made simple.",
    derivations=(step,),
    boxes=(Box("exactly", step, line=1), Box("small", step)),
    checks=(parts_of_it, shorter{name}),
    decoys=(Decoy("exactly", x * (1 + d), "cut short"), Decoy("small", x * (1 - d), "the sign")),
)
'''

SEEN = """

@check("put the step on, with rational numbers")
def put_on(small: Any) -> Iterator[Pair]:
    for n in range(1, 9):
        yield exact(small, {x: 3, d: Fraction(1, n)}, 3 + Fraction(3, n))
"""

HIDDEN = "x/(d + 1)"
"""The wrong twin: to leading order it is x, and then it moves the wrong way."""


def hiding(part: str, *, seen: bool = False) -> str:
    """Its module; with ``seen``, one more check looks at the box itself."""
    more, name = (SEEN, ", put_on") if seen else ("", "")
    return HIDING.format(id=part, more=more, name=name)


def slow(part: str) -> str:
    """A part that takes a while to state, each time."""
    return small_part(part, "import time") + "\ntime.sleep(0.2)\n"
