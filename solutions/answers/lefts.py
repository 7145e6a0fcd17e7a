"""Whether what stands in front of a right value is what the part asks about.

σ² + 1 is the variance of X₁; so Var(X₁) = σ² + 1 is right, and X₀ ∼ N(0, σ² + 1) is another
statement, of which nothing was compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import sympy as sp

from solutions.answers.boxes import Order, Target
from solutions.answers.building import Built
from solutions.answers.deciding import EQUAL, decide
from solutions.answers.heads import head
from solutions.engine.objects import Normal, Value
from solutions.engine.objects import numbers as parts_of
from solutions.kernel.messages import Undecided
from solutions.relations.approximation import Approximation

EXACTLY = "="
_HENCE = re.compile(r"\\?(?:Long)?[Rr]ightarrow(?![a-z])|\\?implies(?![a-z])|⇒|⟹")
"""What stands before it is assumed, and what follows is said."""
_METHOD = re.compile(r"[_^](?:ddim|ddpm|dpo)")
_CONDITION = re.compile(r"\|[^|()]*$")
"""A condition at the end of a side, as in X₀ | Xₜ = x, where the = is part of it."""


def another(
    built: Built, named: Iterable[str], targets: tuple[Target, ...], orders: tuple[Order, ...]
) -> str:
    """The side of a chain that neither is what ``named`` is about nor has the value; or ``""``.

    What cannot be read may stand behind what is asked for, as in X₁ = X₀ + ε ∼ N(…), unless it is a
    statement of its own; and the value in a condition, as in X₀ | Xₜ = x ∼ N(…), is none.
    """
    asked = {_bare(one) for one in named} | {"", "|"}
    last = built.sides[-1][0]
    first = max(k for k, text in enumerate(built.texts) if not k or _HENCE.search(text))
    for place, text in enumerate(built.texts[:-1]):
        if place < first:
            continue
        text = _HENCE.split(text)[-1]
        value, before = built.sides[place][0], built.texts[place - 1] if place else ""
        sign = built.sides[place + 1][1]
        if _bare(text) in asked or (isinstance(value, sp.Symbol) and _CONDITION.search(before)):
            continue
        if value is None:
            behind = (
                place > first
                and _bare(_HENCE.split(built.texts[first])[-1]) in asked
                and "N(" not in text
            )
        elif sign == EXACTLY:
            behind = any(_same(value, last, one) for one in targets)
        else:
            behind = any(_same(value, one.value, one) for one in targets)
            behind = behind or any(_close(value, last, one) for one in orders)
        if not behind:
            return text
    return ""


def _bare(left: str) -> str:
    """What it is about; π and π* are one, and so are L and the loss of a method by its name."""
    name = head(left).replace("nabla_", "∇_").replace("_θ*", "").replace("*", "")
    return _METHOD.sub("", name).lstrip("(")


def _same(value: Value, other: Value, target: Target) -> bool:
    if isinstance(value, Normal) != isinstance(other, Normal):
        return False
    try:
        pairs = zip(parts_of(value), parts_of(other), strict=True)
        return all(_equal(one, two, target) for one, two in pairs)
    except (Undecided, ValueError):
        return False


def _close(value: Value, last: Value, order: Order) -> bool:
    try:
        return Approximation(order.regime).judge(value, last, order.regime.where).holds
    except (Undecided, TypeError):
        return False


def _equal(one: sp.Expr, other: sp.Expr, target: Target) -> bool:
    return decide(one, other, target.domain).verdict == EQUAL
