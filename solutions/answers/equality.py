"""Are two typed expressions equal? The whole way from text to verdict, as plain data."""

from __future__ import annotations

import re
from functools import reduce
from time import perf_counter
from typing import Any

import sympy as sp

from solutions.answers.effort import TERMS, beyond
from solutions.answers.words import condition
from solutions.evidence.counterexamples import points
from solutions.evidence.evidence import PROVED, REFUTED, UNDECIDED
from solutions.evidence.sentences import compared
from solutions.kernel.domains.domain import EVERYWHERE, Domain
from solutions.kernel.errors import Undecided
from solutions.kernel.identity import expanded
from solutions.kernel.terms.binding import bound
from solutions.kernel.terms.calculus import derivative
from solutions.numbers.points import Point
from solutions.reading import plain_text, size_limits
from solutions.reading.expressions.building import Built, build
from solutions.reading.expressions.conditions import build_domain
from solutions.reading.mathml import mathml
from solutions.reading.parser import Unreadable, parse
from solutions.reading.tree import Node, TooMuch
from solutions.reading.vocabulary import Vocabulary
from solutions.relations.conditions.defined import certainly, implied, restricted
from solutions.relations.functions.agreement import agreement
from solutions.relations.functions.constancy import exactly
from solutions.relations.functions.equations import Equation, equivalent

UNREADABLE = "unreadable"
WORDS = {PROVED: "equal", REFUTED: "different", UNDECIDED: "undecided"}
"""What a reader is told for each way in which a judgement ends."""
EQUALS = "="
ONE_ALONE = "one is an equation and the other a number; compare two equations, or two numbers"
OTHER_NAMES = "the numbers have other names in front of them, of which nothing is known"
CHAIN = "of a chain with several equals signs it is not clear what is compared; write one of them"
Said = tuple[Node, Built]


def equal(left: str, right: str, where: str = "") -> dict[str, Any]:
    """The verdict on ``left = right`` for real letters, restricted by ``where``."""
    began = perf_counter()
    found: dict[str, Any] = {
        "verdict": UNREADABLE,
        "read_as": ["", ""],
        "mathml": ["", ""],
        "because": "",
        "counterexample": "",
        "defined": "",
        "position": None,
        "expected": "",
        "unread": "",
    }
    texts = {"where": where, "left": left, "right": right}
    reading = "where"
    try:
        vocabulary, domain = declared(where)
        trees = {}
        for reading in ("left", "right"):
            trees[reading] = parse(texts[reading], vocabulary)
        counts = limits([*trees.values()], where)
        if counts:
            vocabulary, domain = declared(", ".join(filter(None, [where, *counts])))
        built = {}
        for reading in ("left", "right"):
            built[reading] = build(trees[reading], vocabulary)
        left_side, right_side = ((trees[side], built[side]) for side in ("left", "right"))
        found |= judged(left_side, right_side, domain)
        found["defined"] = ", ".join(filter(None, [*counts, found["defined"]]))
    except TooMuch as why:
        found |= {"verdict": UNDECIDED, "because": str(why)}
    except Unreadable as why:
        found |= {"because": str(why), "position": why.position, "expected": why.expected}
        found["unread"] = reading
    return found | {"seconds": round(perf_counter() - began, 4)}


def judged(left: Said, right: Said, domain: Domain) -> dict[str, Any]:
    """The verdict on two expressions that were read, or on two equations."""
    trees, sides = (left[0], right[0]), (left[1], right[1])
    told: dict[str, Any] = {
        "read_as": [plain_text.plain(tree) for tree in trees],
        "mathml": [mathml(tree) for tree in trees],
    }
    conditions = tuple(dict.fromkeys(fact for side in sides for fact in side.defined))
    if because := _unlike(*sides):
        return told | {"verdict": UNREADABLE, "because": because}
    if len({side.left for side in sides if side.sides[0][0] is None}) > 1:
        return told | {"verdict": UNDECIDED, "because": OTHER_NAMES}
    pair = [one for one in map(_equation, sides) if one is not None]
    both = len(pair) == len(sides)
    values = [side.value for side in sides]
    if both:
        values = [number for one in pair for number in (one.lhs, one.rhs)]
    if not all(isinstance(value, sp.Expr) for value in values):
        return told | {"verdict": UNREADABLE, "because": "both sides have to be numbers"}
    if reason := next(filter(None, map(beyond, values)), ""):
        return told | {"verdict": UNDECIDED, "because": reason}
    try:
        pair = [Equation(differentiated(one.lhs), differentiated(one.rhs)) for one in pair]
        values = [differentiated(value) for value in values]
    except Undecided as why:
        return told | {"verdict": UNDECIDED, "because": str(why)}
    inner, outer = parted(conditions, values)
    conditions = tuple(dict.fromkeys((*outer, *forwards(values))))
    try:
        inside = restricted(domain, conditions)
    except ValueError:
        return told | {"verdict": UNDECIDED, "because": "there is no point where both are defined"}
    try:
        if both:
            found = equivalent(pair[0], pair[1], inside)
        else:
            found = agreement(values[0], values[1], inside)
    except Undecided as why:
        return told | {"verdict": UNDECIDED, "because": str(why)}
    at = found.problem.at if found.problem else None
    wrong = found.verdict == REFUTED
    if wrong and not (at and all(held(fact, values, at.point) for fact in inner)) and inner:
        because = "where they differ, some terms of a sum may not be defined"
        return told | {"verdict": UNDECIDED, "because": because}
    inner = tuple(fact for fact in inner if not implied(fact, domain))
    if found.holds and inner and not _somewhere(inner, values, inside):
        because = "no point was found where every term of the sums is defined"
        return told | {"verdict": UNDECIDED, "because": because}
    where = ", ".join(condition(fact) for fact in conditions + inner if not implied(fact, domain))
    told |= {"verdict": WORDS[found.verdict], "defined": where}
    if at is not None:
        told["counterexample"] = at.where()
        told["because"] = compared(at, words=("left", "right"))
    elif both and not found.problem:
        told["because"] = f"the same equation: {found.reasons[0]}"
    elif found.holds:
        told["because"] = "equal wherever both are defined" if where else "equal"
    else:
        told["because"] = found.problem.said if found.problem else ""
    if both and wrong and found.problem:
        told["counterexample"] = found.problem.reason.values[0]
    return told


def differentiated(value: sp.Expr) -> sp.Expr:
    """The expression with every d/dx carried out, by the kernel's rules."""
    while slopes := value.atoms(sp.Derivative):
        innermost = [slope for slope in slopes if not slope.expr.has(sp.Derivative)]
        value = value.xreplace(
            {one: reduce(derivative, one.variables, one.expr) for one in innermost}
        )
    return value


def _unlike(left: Built, right: Built) -> str:
    """Why the two are not of one kind: numbers, perhaps with a name in front, or equations."""
    for side in (left, right):
        if len(side.sides) > 2 and all(sign == EQUALS for _, sign in side.sides[1:]):
            return CHAIN
    equations = [_equation(side) for side in (left, right)]
    if all(equations):
        return ""
    alike = all(equation is None or _is_name(equation) for equation in equations)
    return "" if alike else ONE_ALONE


def _equation(side: Built) -> Equation | None:
    """What says that two numbers are equal; ``None`` for what is a number, or was not read."""
    if len(side.sides) != 2 or side.relation != EQUALS:
        return None
    numbers = [number for number, _ in side.sides]
    return Equation(*numbers) if all(isinstance(one, sp.Expr) for one in numbers) else None


def _is_name(equation: Equation) -> bool:
    """Is the left side a letter that names the right one, as in y = x²?"""
    return equation.lhs.is_Symbol and equation.lhs not in equation.rhs.free_symbols


def _somewhere(inner: Conditions, values: list[sp.Expr], domain: Domain) -> bool:
    """Is there a point at which the conditions on indices hold for every term?"""
    letters = set().union(*(value.free_symbols for value in values))
    found = points(letters, domain, POINTS)
    return any(all(held(fact, values, point) for fact in inner) for point in found)


Conditions = tuple[Any, ...]
POINTS = 60


def parted(conditions: Conditions, values: list[sp.Expr]) -> tuple[Conditions, Conditions]:
    """Conditions on the index of a sum, which hold for every term of it, and all others.

    The first kind says nothing of a letter, so a proof does without.
    """
    indices = {index for value in values for index in bound(value)}
    inner = tuple(fact for fact in conditions if fact.free_symbols & indices)
    return inner, tuple(fact for fact in conditions if fact not in inner)


def forwards(values: list[sp.Expr]) -> list[Any]:
    """That no sum ends more than one before it begins, since readers differ on what it is then."""
    series = {part for value in values for part in value.atoms(sp.Sum, sp.Product)}
    found = []
    for part in sorted(series, key=str):
        for _, low, high in part.limits:
            if not (low.free_symbols | high.free_symbols) & bound(part):
                found.append(sp.Ge(expanded(high - low + 1, EVERYWHERE), 0))
    return [fact for fact in found if fact not in (sp.true, sp.false)]


def held(fact: Any, values: list[sp.Expr], point: Point) -> bool:
    """Does a condition on the index of a sum certainly hold for every term at this point?"""
    series = {part for value in values for part in value.atoms(sp.Sum, sp.Product)}
    at = exactly(point)
    for part in series:
        for index, low, high in part.limits:
            if not fact.has(index):
                continue
            low, high = low.xreplace(at), high.xreplace(at)
            if not (low.is_Integer and high.is_Integer and high - low <= TERMS):
                return False
            for place in range(int(low), int(high) + 1):
                if not certainly(fact, {**at, index: sp.Integer(place)}):
                    return False
    return True


def limits(trees: list[Node], where: str) -> list[str]:
    """What letters have to be for the text to mean anything: whole numbers.

    Such are the upper limits of sums, and the exponents of what is negative. A letter of which
    ``where`` says anything is left as it is said.
    """
    found = []
    for tree in trees:
        for node in tree.walk():
            if node.kind in ("sum", "product") and node.nodes()[2].kind == "name":
                letter = str(node.nodes()[2].parts[0])
                if letter not in re.findall(r"\w+", where):
                    found += [f"{letter} integer", f"{letter} >= 0"]
            elif node.kind == "pow" and node.nodes()[1].kind == "name":
                letter = str(node.nodes()[1].parts[0])
                base = size_limits.value(node.nodes()[0])
                if base is not None and base < 0 and letter not in re.findall(r"\w+", where):
                    found.append(f"{letter} integer")
    return list(dict.fromkeys(found))


def declared(where: str) -> tuple[Vocabulary, Domain]:
    """The letters as ``where`` declares them, and the domain."""
    said = build_domain(where)
    return said.vocabulary, restricted(said.domain, [sp.Ne(expr, 0) for expr in said.excluded])
