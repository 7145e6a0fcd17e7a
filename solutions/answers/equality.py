"""Are two typed expressions equal? The whole way from text to verdict, as plain data."""

from __future__ import annotations

import re
from time import perf_counter
from typing import Any

import sympy as sp

from solutions.answers import printing
from solutions.answers.building import Built, build
from solutions.answers.deciding import EQUAL, UNDECIDED, decide
from solutions.answers.defined import implied, restricted
from solutions.answers.effort import TERMS, beyond
from solutions.answers.flat import exactly
from solutions.answers.reading import Unreadable, parse
from solutions.answers.tree import Node
from solutions.answers.vocabulary import Vocabulary
from solutions.answers.where import build_domain
from solutions.answers.words import condition
from solutions.evidence.counterexamples import points
from solutions.evidence.sentences import compared
from solutions.kernel.domains.domain import Domain
from solutions.kernel.messages import Undecided
from solutions.kernel.terms.binding import bound
from solutions.numbers.points import Point

UNREADABLE = "unreadable"


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
    except Unreadable as why:
        found |= {"because": str(why), "position": why.position, "expected": why.expected}
        found["unread"] = reading
    return found | {"seconds": round(perf_counter() - began, 4)}


def judged(left: tuple[Node, Built], right: tuple[Node, Built], domain: Domain) -> dict[str, Any]:
    """The verdict on two expressions that were read."""
    trees, sides = (left[0], right[0]), (left[1], right[1])
    told: dict[str, Any] = {
        "read_as": [printing.plain(tree) for tree in trees],
        "mathml": [printing.mathml(tree) for tree in trees],
    }
    conditions = tuple(dict.fromkeys(fact for side in sides for fact in side.defined))
    if not all(isinstance(side.value, sp.Expr) for side in sides):
        return told | {"verdict": UNREADABLE, "because": "both sides have to be numbers"}
    values = [side.value for side in sides]
    if reason := next(filter(None, map(beyond, values)), ""):
        return told | {"verdict": UNDECIDED, "because": reason}
    inner, outer = parted(conditions, values)
    conditions = tuple(dict.fromkeys((*outer, *forwards(values))))
    try:
        inside = restricted(domain, conditions)
    except ValueError:
        return told | {"verdict": UNDECIDED, "because": "there is no point where both are defined"}
    try:
        found = decide(values[0], values[1], inside)
    except Undecided as why:
        return told | {"verdict": UNDECIDED, "because": str(why)}
    if found.point is not None and not all(held(fact, values, found.point.point) for fact in inner):
        because = "where they differ, some terms of a sum may not be defined"
        return told | {"verdict": UNDECIDED, "because": because}
    inner = tuple(fact for fact in inner if not implied(fact, domain))
    if found.verdict == EQUAL and inner and not _somewhere(inner, values, inside):
        because = "no point was found where every term of the sums is defined"
        return told | {"verdict": UNDECIDED, "because": because}
    where = ", ".join(condition(fact) for fact in conditions + inner if not implied(fact, domain))
    told |= {"verdict": found.verdict, "because": found.reason, "defined": where}
    if found.point is not None:
        told["counterexample"] = found.point.where()
        told["because"] = compared(found.point, words=("left", "right"))
    elif found.verdict == EQUAL:
        told["because"] = "equal wherever both are defined" if where else "equal"
    return told


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
                found.append(sp.Ge(sp.expand(high - low + 1), 0))
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
                if fact.xreplace({index: sp.Integer(place)}).xreplace(at) != sp.true:
                    return False
    return True


def limits(trees: list[Node], where: str) -> list[str]:
    """What the upper limits of sums have to be for the text to mean anything: whole numbers.

    A letter of which ``where`` says anything is left as it is said.
    """
    found = []
    for tree in trees:
        for node in tree.walk():
            if node.kind in ("sum", "product") and node.nodes()[2].kind == "name":
                letter = str(node.nodes()[2].parts[0])
                if letter not in re.findall(r"\w+", where):
                    found += [f"{letter} integer", f"{letter} >= 0"]
    return list(dict.fromkeys(found))


def declared(where: str) -> tuple[Vocabulary, Domain]:
    """The letters as ``where`` declares them, and the domain."""
    said = build_domain(where)
    return said.vocabulary, restricted(said.domain, [sp.Ne(expr, 0) for expr in said.excluded])
