"""Theorems: here, and nowhere else, a statement is made one. ``grep _SEAL`` shows every place.

definition      a quantity is declared to be a value
judgement       a rule of ``solutions/relations``, and no other, proved ``a R b`` on Γ
chain           S R₁ a and a R₂ b give what the table of :mod:`composition` says of S and b
conclusion      S = a and a rule about another quantity, such as a gradient, give that quantity
substitution    a letter that is free is replaced, on both sides and in Γ
variance        the law of X gives the variance of X
weakening       more is assumed
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import InitVar, dataclass, replace
from typing import Any, Protocol, TypeVar

from solutions.kernel import statement as said
from solutions.kernel.composition import NEAR, Relation, judged_again
from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import Malformed, NoTheorem
from solutions.kernel.provenance import require_ours
from solutions.kernel.statement import Statement

_SEAL = object()


class Evidence(Protocol):
    """What a rule says of a line: whether it holds, and why, as data."""

    @property
    def holds(self) -> bool: ...


Judged = TypeVar("Judged", bound=Evidence, covariant=True)


class Rule(Protocol[Judged]):
    """How a line follows from the line before it."""

    @property
    def kind(self) -> str: ...
    @property
    def link(self) -> Relation: ...
    def judge(self, lhs: Any, rhs: Any, domain: Domain) -> Judged: ...


@dataclass(frozen=True)
class Theorem:
    """A statement that holds, by ``rule`` from ``premises``, with its evidence as data."""

    statement: Statement
    rule: str
    premises: tuple[Theorem, ...] = ()
    evidence: Any = None
    seal: InitVar[object] = None
    origin: Any = None
    """The value that an approximation is of, against which all its terms are judged."""

    def __post_init__(self, seal: object) -> None:
        if seal is not _SEAL:
            raise Malformed(
                "a theorem is made by the kernel alone: state a Derivation and let its lines be "
                "judged; theorem(derivation) gives what was proved"
            )

    def __init_subclass__(cls) -> None:
        raise Malformed("a theorem is made by the kernel alone, and there is one kind of it")

    def __reduce_ex__(self, protocol: Any) -> Any:
        """No copy and no pickle: what is read back was not judged here."""
        raise Malformed("a theorem is not copied or stored: judge its derivation again")


@dataclass(frozen=True)
class Of:
    """A quantity that a rule finds of a value, such as its gradient: no value of what it is of."""

    value: Any


def define(quantity: Any, value: Any, gamma: Domain) -> Theorem:
    """``quantity`` is declared to be ``value`` on ``gamma``."""
    return Theorem(said.defined_as(quantity, value, gamma), "definition", (), None, _SEAL)


def moment_of(law: Theorem, which: str, named: Callable[[Any], Any]) -> Theorem:
    """From ``X ~ N(m, v)`` the mean or the variance of X; ``named(X)`` is what it is called."""
    whole = said.moment(law.statement, which, named(law.statement.left))
    return Theorem(whole, which, (law,), None, _SEAL, getattr(law.origin, which, None))


def judge(left: Any, rule: Rule[Judged], right: Any, gamma: Domain) -> Theorem | Judged:
    """The theorem ``left R right`` if ``rule`` proves it, else the evidence that says why not.

    Of a rule about another quantity, such as a gradient, it is ``Of(left) R right``.
    Raises :class:`Malformed` for a rule that is none of ``solutions/relations``.
    """
    require_ours(rule)
    evidence = rule.judge(left, right, gamma)
    if not evidence.holds:
        return evidence
    of = Of(left) if hasattr(rule, "about") else left
    return Theorem(Statement(gamma, of, rule.link, right), rule.kind, (), evidence, _SEAL)


def chain(before: Theorem, link: Theorem, again: Theorem | None = None) -> Theorem:
    """What S is to b, by the table; ``again`` is a ≈ b judged from the ``origin`` where ≈ began.

    Raises :class:`NoTheorem` where the table has nothing, or an approximation is only carried on.
    """
    first, second = before.statement, link.statement
    whole = said.chained(first, second)
    if not judged_again(first.relation, second.relation):
        origin = first.right if second.relation.word == NEAR else None
        return Theorem(whole, "chain", (before, link), None, _SEAL, origin)
    if again is None or again.statement != replace(whole, left=before.origin):
        raise NoTheorem("an approximation that is carried on has to be judged from its start")
    return Theorem(whole, "chain", (before, link, again), None, _SEAL, before.origin)


def conclude(
    before: Theorem, link: Theorem, about: Any, needs: str, bound: frozenset[Any]
) -> Theorem:
    """What a rule says of another quantity; raises :class:`NoTheorem` unless S ``needs`` a."""
    of = link.statement.left
    if not isinstance(of, Of):
        raise NoTheorem(f"{link.rule} is no rule about another quantity")
    second = replace(link.statement, left=of.value)
    whole = said.concluded(before.statement, second, about, link.rule, needs, bound)
    return Theorem(whole, link.rule, (before, link), None, _SEAL)


def instantiate(
    theorem: Theorem, values: Mapping[Any, Any], put: Callable[[Any, Mapping[Any, Any]], Any]
) -> Theorem:
    """The theorem with letters replaced; raises :class:`NoTheorem` where a regime moves one."""
    whole = said.instantiated(theorem.statement, values, put)
    origin = None if theorem.origin is None else put(theorem.origin, values)
    return Theorem(whole, "substitution", (theorem,), None, _SEAL, origin)


def enlarge(theorem: Theorem, gamma: Domain) -> Theorem:
    """The same under more assumptions."""
    whole = said.enlarged(theorem.statement, gamma)
    return Theorem(whole, "weakening", (theorem,), None, _SEAL, theorem.origin)
