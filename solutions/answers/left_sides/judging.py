"""Whether what stands in front of a right value is what the part asks about.

σ² + 1 is the variance of X₁; so Var(X₁) = σ² + 1 is right, and X₀ ∼ N(0, σ² + 1) is another
statement, of which nothing was compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from solutions.answers.boxes import Order, Target
from solutions.kernel.errors import Undecided
from solutions.objects.laws import Normal, Value
from solutions.objects.laws import numbers as parts_of
from solutions.reading.expressions.building import Built
from solutions.reading.spelling import spelled
from solutions.relations.functions.agreement import agreement
from solutions.relations.limits.approximation import Approximation

EXACTLY = "="
SHORT = {"", "|Y|", "Var", "E"}
"""Left sides that say no more than the value alone; |𝒴| is what 2c counts."""
_HENCE = re.compile(r"\\?(?:Long)?[Rr]ightarrow(?![a-z])|\\?implies(?![a-z])|⇒|⟹|\bso(?:quad)?\b")
"""What stands before it is assumed, and what follows is said."""
_CONDITION = re.compile(r"\|[^|()]*$")
"""A condition at the end of a side, as in X₀ | Xₜ = x, where the = is part of it."""
_MADE = re.compile(r"[+·]|sum|frac|int|prod")
"""What only an expression has, and no name."""
_DROPPED = re.compile(
    r"y_1\s*,\s*\\?l?dots\s*,\s*y_K\s*,|\\lim_\{[^{}]*\}|\\text\s*\{\s*for.*|\\[bB]igg?[lmr]?(?![A-Za-z])"
)
MEANT = {"(X_t-X_0)/sqrtt": "ε"}
"""The noise of 1f has a letter of its own; what its box says is what the letter means."""
_METHOD = re.compile(r"[_^](?:DDIM|DDPM|DPO)|\*|\|\||[\\!,;.]")
_AVERAGED = re.compile(r"^(?:(Var|Variance|V|std|sd|SD|Std)|(E|Mean))(?=[(]|[A-Z])")
_DEVIATION = re.compile(r"^σ_\{?(X[^{}]*)\}?$")


@dataclass(frozen=True)
class Left:
    """A left side: ``Var(name(arguments) | given)`` and what stands behind it."""

    averaged: str
    name: str
    arguments: str
    given: str
    behind: str


def another(
    built: Built, held: Target | None, targets: tuple[Target, ...], orders: tuple[Order, ...]
) -> str:
    """The side of a chain that neither is what is asked about nor has the value; or ``""``.

    ``held`` is what the value was found equal to; ``None`` if it is right to an order only. What
    cannot be read may stand behind what is asked for, as in X₁ = X₀ + ε ∼ N(…), if it is an
    expression; and the value in a condition, as in X₀ | Xₜ = x ∼ N(…), is none.
    """
    last = built.sides[-1][0]
    first = max(k for k, text in enumerate(built.texts) if not k or _HENCE.search(text))
    for place in range(first, len(built.texts) - 1):
        text = _HENCE.split(built.texts[place])[-1].strip()
        value, before = built.sides[place][0], built.texts[place - 1] if place else ""
        if text in SHORT or _is_asked(_whole(built, place, text), last, held, targets, orders):
            continue
        if place > first and _CONDITION.search(before) and text in ("x", "x_t"):
            continue
        if value is None:
            behind = place > first and bool(_MADE.search(text)) and "N(" not in text
        elif built.sides[place + 1][1] == EXACTLY:
            behind = any(_same(value, last, one) for one in targets)
        else:
            behind = any(_same(value, one.value, one) for one in targets)
            behind = behind or any(_close(value, last, one) for one in orders)
        if not behind:
            return text
    return ""


def _whole(built: Built, place: int, text: str) -> str:
    """A side with the value of its condition, which the = between them has cut off."""
    ends = _CONDITION.search(text) and place + 2 < len(built.texts)
    return f"{text}={built.texts[place + 1]}" if ends else text


def _is_asked(
    text: str,
    value: Value,
    held: Target | None,
    targets: tuple[Target, ...],
    orders: tuple[Order, ...],
) -> bool:
    """Is a left side that of something the part asks about, which has the value?"""
    mine, law = read(text), isinstance(value, Normal)
    for target in targets if held else ():
        named = isinstance(target.value, Normal) == law and fits(mine, target.box.lhs, target.of)
        if named and (target == held or _same(value, target.value, target)):
            return True
    return not held and any(
        fits(mine, one.box.lhs, "variance" if isinstance(one.exact, Normal) and not law else "")
        for one in orders
    )


def fits(mine: Left, box: str, of: str) -> bool:
    """Does a left side name a box, or the mean or the variance of its law?"""
    asked = read(box)
    whole = not of or of.startswith("summand")  # the loss of one record is called the loss, too
    averaged = {"mean": "E", "variance": "Var"}.get(of, asked.averaged if whole else "?")
    if (mine.averaged, mine.name, mine.behind) != (averaged, asked.name, asked.behind):
        return False
    mine = replace(mine, arguments=mine.arguments.replace("y_w", "y_1").replace("y_l", "y_2"))
    if mine.given not in (asked.given, asked.given.partition("=")[0]):
        return False
    about, _, given = asked.arguments.partition("|")
    allowed = {"", asked.arguments, about}
    if asked.arguments == "y":
        allowed.add("X")  # the letter of an outcome is free where there is one
    if asked.name.endswith("KL"):
        allowed.add(asked.arguments.replace("|", ""))
    if asked.name.endswith("L"):
        allowed |= {"π_θπ_ref", "θ"}
    return mine.arguments in allowed or (bool(given) and mine.arguments == f"{about}|{given}")


def read(text: str) -> Left:
    """The parts of a left side, in one spelling."""
    plain = spelled(_DROPPED.sub(lambda one: "/" * one[0].endswith("/"), text), step=True)
    plain = plain.replace("[", "(").replace("]", ")").replace("‖", "|").replace("||", "|")
    for old, new in {
        "nabla_": "∇_",
        "_θ*": "",
        "succ": "≻",
        ">": "≻",
        "x": "X",
        "·": "",
        **MEANT,
    }.items():
        plain = plain.replace(old, new)
    plain = _METHOD.sub("", _bare(plain))
    averaged, match = "", _AVERAGED.match(plain)
    if match:
        averaged = "E" if match[2] else "std" if match[1].lower() in ("std", "sd") else "Var"
        plain = _bare(plain[match.end() :])
    elif deviation := _DEVIATION.match(plain):
        averaged, plain = "std", deviation[1]
    depth, end = 0, 0
    while end < len(plain) and plain[end] not in "(|":
        end += 1
    name, rest, arguments = plain[:end], plain[end:], ""
    name = "p" if name == "P" else name
    if rest.startswith("("):
        for place, sign in enumerate(rest):
            depth += (sign == "(") - (sign == ")")
            if depth == 0:
                arguments, rest = rest[1:place], rest[place + 1 :]
                break
    given, behind = (rest[1:], "") if rest.startswith("|") else ("", rest)
    of, sign, at = given.partition("=")
    given = of + sign + at.replace("X_t", "X")  # a value of X_t is called x_t or x
    return Left(averaged, name, arguments.replace("X_t", "X"), given, behind)


def _bare(text: str) -> str:
    """Without brackets around all of it."""
    while text.startswith("(") and _closes(text) == len(text) - 1:
        text = text[1:-1]
    return text


def _closes(text: str) -> int:
    depth = 0
    for place, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            return place
    return -1


def _same(value: Value, other: Value, target: Target) -> bool:
    if isinstance(value, Normal) != isinstance(other, Normal):
        return False
    try:
        return all(_pairs(value, other, target))
    except (Undecided, ValueError):
        return False


def _pairs(value: Value, other: Value, target: Target) -> Iterator[bool]:
    for one, two in zip(parts_of(value), parts_of(other), strict=True):
        yield agreement(one, two, target.domain).holds


def _close(value: Value, last: Value, order: Order) -> bool:
    try:
        return Approximation(order.regime).judge(value, last, order.regime.where).holds
    except (Undecided, TypeError):
        return False
