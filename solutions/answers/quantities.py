"""What the left side of a statement denotes, and whether the right side is that.

A left side may be a box of the part, its mean, variance or standard deviation; a quantity that the
problem declares with its letters; or an expression, as Z(x). Of anything else nothing is
said here.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import sympy as sp

from solutions.answers.boxes import Target, near, targets
from solutions.answers.comparing import agrees
from solutions.answers.left_sides.judging import Left, fits, read
from solutions.answers.letters import for_part
from solutions.evidence.evidence import Evidence
from solutions.objects.laws import Normal, Value
from solutions.reading.expressions.building import Built

_FAMILY = re.compile(
    r"(?:\\sim(?![A-Za-z])|[∼~])\s*(?:\\(?:mathrm|text|operatorname|mathcal)\s*)?\{?\s*(Laplace|Exp"
    r"(?:onential)?|Unif(?:orm)?|U|Poisson|Gamma|Beta|Bernoulli|Binomial|Cauchy|LogNormal|Student|"
    r"Rayleigh)\s*\}?\s*(?:\\left\s*)?[(\[]"
)
"""Laws that are not normal; all laws here are."""


def judged(part: str, built: Built) -> Evidence | None:
    """Whether a statement holds for what its left side denotes; ``None`` if that is not known."""
    given = len(built.sides) == 3 and built.texts[1] in ("x", "x_t") and "|" in built.texts[0]
    text = built.texts[0] + (f"={built.texts[1]}" if given else "")
    sides = built.sides[:1] + built.sides[2:] if given else built.sides
    if len(sides) < 2 or any(sign not in ("=", "∼") for _, sign in sides[1:]):
        return None
    left: Value | None = sides[0][0]
    if not isinstance(left, sp.Expr) or left.is_Symbol:
        left = worked(part, text)
    elif left.is_number and not re.search("[A-Za-z]", text):
        return None
    values = [left, *(value for value, _ in sides[1:])]
    if any(value is None for value in values):
        return None
    if len({isinstance(value, Normal) for value in values}) > 1:
        return None
    found: Evidence | None = None
    for before, after in pairwise(values):
        found = _agree(part, before, replace(built, value=after))
        if not found.holds:
            break
    return found


def _agree(part: str, left: Any, built: Built) -> Evidence:
    """Whether a value is that of the left side where some box of the part was proved."""
    found: Evidence | None = None
    for target in targets(part):
        found = agrees(built.value, Target(target.box, left, target.domain), built)
        if found.holds:
            break
    assert found is not None
    return found


def other_family(part: str, text: str) -> str:
    """The name of a law in a statement, such as ``Laplace``, if it is none that the part has."""
    found = _FAMILY.search(text)
    if found is None or not isinstance(denoted(part, read(text[: found.start()])), Normal):
        return ""
    return found[1]


def worked(part: str, text: str) -> Value | None:
    """What a left side denotes, or its logarithm, or less than nothing of it."""
    text = text.strip()
    for sign, work in (("log", sp.log), ("-", lambda value: -value), ("−", lambda value: -value)):
        if text.startswith(sign):
            inner = worked(part, text.removeprefix(sign))
            return work(inner) if isinstance(inner, sp.Expr) else None
    return denoted(part, read(text))


def denoted(part: str, left: Left) -> Value | None:
    """What a left side denotes: that of a box, or what the problem declares."""
    for target in targets(part):
        asked = read(target.box.lhs)
        if target.of or near(target.box):
            continue
        if isinstance(target.value, Normal):
            alike = (_bare(left.name), left.behind, left.arguments) == (_bare(asked.name), "", "")
            if alike and left.given in (asked.given, asked.given.partition("=")[0]):
                return averaged(target.value, left.averaged)
        elif fits(left, target.box.lhs, ""):
            return target.value
    declared = for_part(part).denoted
    if declared is None or left.behind:
        return None
    found: Value | None = declared(left.name, left.arguments, left.given)
    if isinstance(found, Normal):
        return averaged(found, left.averaged)
    return found if not left.averaged else None


def _bare(name: str) -> str:
    """Without the hat, which few type: X̂₀ is called X₀ where no other is spoken of."""
    return name.replace("\u0302", "")


def averaged(law: Normal, which: str) -> Value:
    """The law, or what is asked of it: its mean E, its variance Var or its deviation std."""
    if which == "E":
        return law.mean
    if which == "Var":
        return law.variance
    return sp.sqrt(law.variance) if which == "std" else law
