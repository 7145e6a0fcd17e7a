"""Links: what a derivation's lines say of its quantity, line by line.

It is found twice: of statements, when somebody asks what a line says (:func:`follow`), and of
theorems, when the lines have been judged (:func:`proved`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from solutions.evidence.evidence import Reason
from solutions.kernel import statement as said
from solutions.kernel import theorem
from solutions.kernel.composition import EQUAL, EQUALITY, judged_again
from solutions.kernel.errors import NoTheorem
from solutions.kernel.statement import Statement
from solutions.kernel.theorem import Theorem
from solutions.objects.laws import put
from solutions.objects.quantities import LOG_DENSITY, Quantity
from solutions.printing.formulas import text
from solutions.relations.equalities.equality import Substitution
from solutions.relations.laws.variation import GaussianExponent
from solutions.relations.limits.approximation import Approximation
from solutions.statements.step import Rule, Step


def about(step: Step, left: Any) -> Any | None:
    """The other quantity that a line is about; ``None`` for a rule about values.

    Raises :class:`NoTheorem` where its name is that of the quantity before, or where that is known
    but for a constant and the rule needs more.
    """
    _but_for_a_constant(step.relation, left)
    moved: Callable[[Any], Any] | None = getattr(step.relation, "about", None)
    if moved is None:
        return None
    other = moved(left)
    if step.called is None:
        return other
    if any(step.called.may_be(one) for one in (left, *left.parts())):
        raise NoTheorem(
            f"{text(step.called)} is what the lines before are about, and {text(other)} is another "
            "quantity; give called= a name of its own"
        )
    return step.called


def _but_for_a_constant(rule: Rule, left: Any) -> None:
    """Of log p(y) + const is known what does not depend on the constant, whatever else is in it."""
    if not isinstance(left, Quantity) or left.name != LOG_DENSITY:
        return
    if isinstance(rule, GaussianExponent):
        return  # which asks for its letter by itself
    letters = {getattr(rule, name, None) for name in ("of", "variable")} - {None}
    if letters != {left.arguments[1]} and (
        letters or rule.link != EQUALITY or hasattr(rule, "about")
    ):
        raise NoTheorem(
            f"{text(left)} is known but for a constant, which every letter except "
            f"{text(left.arguments[1])} may be in; what follows is an equation, a law, or a slope "
            f"or an optimum in {text(left.arguments[1])}"
        )


def _needs(rule: Rule) -> str:
    """What the line before has to say for a rule about another quantity."""
    return str(getattr(rule, "needs", EQUAL))


def _bound(rule: Rule) -> frozenset[Any]:
    """The functions that a rule varies, as an optimum over laws does, and the letters."""
    letters = (getattr(rule, name, None) for name in ("of", "variable"))
    return frozenset((*getattr(rule, "bound", ()), *filter(None, letters)))


def follow(before: Statement, step: Step) -> Statement:
    """What the quantity is after ``step``; raises :class:`NoTheorem` where nothing follows."""
    rule = step.relation
    if isinstance(rule, Substitution):
        moved = said.instantiated(before, dict(rule.values), put)
        if moved.right != step.rhs:
            raise NoTheorem(Reason("not the values put in"))
        return said.enlarged(moved, step.domain)
    other = about(step, before.left)
    if other is not None:
        return said.concluded(before, step.statement, other, rule.kind, _needs(rule), _bound(rule))
    return said.chained(before, step.statement)


def proved(before: Theorem, step: Step, link: Theorem | None) -> Theorem:
    """The theorem that a line makes of the one before it; ``link`` is the line's own."""
    rule = step.relation
    if isinstance(rule, Substitution):
        moved = theorem.instantiate(before, dict(rule.values), put)
        return theorem.enlarge(moved, step.domain)
    if link is None:
        raise NoTheorem(Reason("line no theorem"))
    other = about(step, before.statement.left)
    if other is not None:
        return theorem.conclude(before, link, other, _needs(rule), _bound(rule))
    return theorem.chain(before, link, _again(before, step))


def _again(before: Theorem, step: Step) -> Theorem | None:
    """``a ≈ c`` judged from where the approximation began, if one is carried on here."""
    relation = before.statement.relation
    if not judged_again(relation, step.relation.link):
        return None
    gamma = before.statement.gamma.join(step.domain)
    found = theorem.judge(before.origin, Approximation(relation.regime), step.rhs, gamma)
    if isinstance(found, Theorem):
        return found
    raise NoTheorem(Reason("approximation not carried on"))
