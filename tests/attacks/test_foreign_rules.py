"""A rule is one of solutions/relations: what somebody writes elsewhere is believed by nobody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import pytest
import sympy as sp

from solutions.author import (
    EVERYWHERE,
    Derivation,
    Domain,
    Enclosure,
    Gibbs,
    Letter,
    PositiveRoot,
    ProductBounds,
    Telescope,
    quantity,
)
from solutions.evidence.evidence import Evidence, proved
from solutions.kernel import theorem
from solutions.kernel.composition import EQUALITY, Relation
from solutions.kernel.errors import Malformed
from solutions.kernel.theorem import Theorem
from solutions.relations.equalities.equality import Identity
from solutions.relations.equalities.integration import by_antiderivative
from solutions.relations.equalities.rewriting import RULES, Rewriting
from solutions.relations.equalities.rewritten import Rewritten
from solutions.relations.inequalities.bounds import Inequality
from solutions.statements.lines import judge_derivation
from solutions.statements.step import Step
from solutions.transcript.links import equals

x = Letter("x", "x", positive=True)
k, n = (Letter(a, a, integer=True, positive=True) for a in "kn")
Q = quantity("Q", "Q")


@dataclass(frozen=True)
class Believe:
    """It says that every line holds."""

    kind: ClassVar[str] = "identity"
    sign: ClassVar[str] = "="
    link: ClassVar[Relation] = EQUALITY

    def judge(self, *asked: Any) -> Evidence:
        return proved()


class Posing(Believe):
    """It says where it comes from."""


Posing.__module__ = "solutions.relations.equalities.equality"
Posing.__qualname__ = "Identity"


class Child(Identity):
    """It begins as a rule of ours."""

    def judge(self, *asked: Any) -> Evidence:
        return proved()


def one(expr: sp.Expr, domain: Domain) -> Rewritten | None:
    return Rewritten(sp.S.One, ())


def posing(expr: sp.Expr, domain: Domain) -> Rewritten | None:
    return Rewritten(sp.S.One, ())


posing.__module__, posing.__qualname__ = "solutions.relations.equalities.summation", "finite_sum"


def overwritten() -> Identity:
    rule = Identity()
    object.__setattr__(rule, "judge", lambda *asked: proved())
    return rule


def relinked() -> Identity:
    rule = Identity()
    object.__setattr__(rule, "link", Relation("≤"))
    return rule


def within() -> Any:
    """A derivation with one line by a rule that is none."""
    begun = Derivation("s", Q, sp.Product(4, (k, 1, n)))
    line = Step("s.1", begun.start, Believe(), sp.S.One, "", begun.domain, begun.source)
    return replace(begun, steps=(line,))


def made() -> Callable[..., Any]:
    """A function in a function that says where it comes from."""

    def rule(expr: sp.Expr, domain: Domain) -> Rewritten | None:
        return Rewritten(sp.S.One, ())

    rule.__module__ = "solutions.relations.equalities.integration"
    rule.__qualname__ = "by_antiderivative.<locals>.rule"
    return rule


loose: Any = Believe()
FOREIGN: dict[str, Callable[[], Any]] = {
    "a class": Believe,
    "a class that says it is ours": Posing,
    "a class that begins as ours": Child,
    "a class itself": lambda: Believe,
    "a link of the audit's": lambda: equals(x),
    "a rule with another judge": overwritten,
    "a rule with another link": relinked,
    "beyond=": lambda: Identity(beyond=loose),
    "further=": lambda: Inequality(further=loose),
    "by=": lambda: Identity(beyond=Rewriting((*RULES, one))),
    "by=, that says it is ours": lambda: Identity(beyond=Rewriting((posing,))),
    "by=, made by a function": lambda: Identity(beyond=Rewriting((made(),))),
    "by=, without a name": lambda: Identity(beyond=Rewriting((lambda expr, domain: None,))),
    "by=, a built-in": lambda: Identity(beyond=Rewriting((print,))),
    "the gap of an optimum": lambda: Gibbs(loose, sp.S.One),
    "a line of the square of a root": lambda: PositiveRoot(sp.Product(2, (k, 1, n)), within()),
    "a square that is no derivation": lambda: PositiveRoot(sp.Product(2, (k, 1, n)), loose),
    "a line of a lemma": lambda: ProductBounds(sp.S.One, x, k, n, Telescope(within(), x, sp.S.One)),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_a_rule_that_is_none_of_ours_is_refused(name: str) -> None:
    with pytest.raises(Malformed, match=r"a rule is (one of solutions/relations|as it was made)"):
        theorem.judge(x, FOREIGN[name](), x + 1, EVERYWHERE)


def test_a_line_by_such_a_rule_makes_no_theorem() -> None:
    judged = judge_derivation(within())
    assert len(judged.theorems) == 1
    [(*_, verdict, told, _)] = judged.failures
    assert verdict == "undecided"
    assert told.startswith("undecided: a rule is one of solutions/relations; Believe is defined in")


OURS: dict[str, Any] = {
    "an identity": Identity(),
    "with all that it knows": Identity(beyond=Rewriting()),
    "with an antiderivative": Identity(beyond=Rewriting((by_antiderivative(x**2, x),))),
}


@pytest.mark.parametrize("name", OURS)
def test_a_rule_of_ours_is_heard(name: str) -> None:
    assert isinstance(theorem.judge(x, OURS[name], x, EVERYWHERE), Theorem)


def test_a_rule_that_rests_on_a_derivation_of_ours_is_heard() -> None:
    square = Derivation("s", Q, sp.Product(4, (k, 1, n)))
    rule = PositiveRoot(sp.Product(2, (k, 1, n)), square)
    ends = Enclosure(sp.S.One, sp.S.One)
    assert isinstance(theorem.judge(ends, rule, ends, EVERYWHERE), Theorem)
