"""Ways to make a part wrong: a changed line, and a wrong model carried through every line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import sympy as sp

from solutions.author import AboveBy, Enclosure, Gibbs, Normal, Part, judge_part, same
from solutions.relations.inequalities.bounds import Inequality
from solutions.relations.laws.variation import Convexity
from solutions.statements.step import Step


def changes(step: Step) -> Iterator[tuple[str, Any]]:
    """Wrong right sides for a step: a factor, a sign or a term that is not there."""
    right = step.rhs
    if isinstance(right, Normal):
        for how, wrong in _of_number(right.variance, step):
            if how != "negated":  # which would be no law
                yield f"variance {how}", Normal(right.mean, wrong)
        yield "mean moved", Normal(right.mean + 1, right.variance)
    else:
        yield from _of_number(right, step)


def _of_number(right: Any, step: Step) -> Iterator[tuple[str, Any]]:
    relation = step.relation
    if isinstance(right, Enclosure):
        yield "lower end doubled", Enclosure(2 * right.lower, right.upper)
        yield "upper end halved", Enclosure(right.lower, right.upper / 2)
    elif isinstance(relation, AboveBy | Convexity) or same(right, sp.S.Zero, step.domain):
        yield "raised", right + (-1 if relation.sign in (r"\le", "<") else 1)
    elif isinstance(relation, Inequality):
        yield "made tighter", right * (8 if relation.least else sp.Rational(1, 8))
        if not relation.least:
            yield "negated", -right
    else:
        yield "doubled", 2 * right
        if not isinstance(relation, Gibbs):
            yield "negated", -right


def restated(module: ModuleType, *edits: tuple[str, str], **names: Any) -> dict[str, Any]:
    """What the module defines after ``edits`` to its source, each of whose texts must occur."""
    path = Path(str(module.__file__))
    source = path.read_text(encoding="utf-8")
    for old, new in edits:
        assert old in source, f"{path.name} no longer says {old!r}"
        source = source.replace(old, new)
    namespace: dict[str, Any] = {"__name__": module.__name__, **names}
    exec(compile(source, str(path), "exec"), namespace)
    return namespace


@dataclass(frozen=True)
class Judged:
    """The verdicts of a part's lines, the checks that refuted it, and whether it failed."""

    lines: set[str]
    refuting: set[str]
    fails: bool


def judged(part: Part) -> Judged:
    """Judge a part that was restated."""
    receipt, failures = judge_part(part)
    return Judged(
        {step["verdict"] for step in receipt["steps"] if step["kind"] != "start"},
        {check["name"] for check in receipt["checks"] if check["verdict"] == "refuted"},
        bool(failures),
    )
