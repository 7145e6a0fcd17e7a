"""Sentences: evidence in words, for a page and for a terminal.

Nothing here decides anything, and nothing is read back out of what is made here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import sympy as sp
from sympy.core.relational import Relational

from solutions.evidence.phrases import FORMS
from solutions.numbers.balls import show
from solutions.printing.detex import plain
from solutions.printing.formulas import joined, tex, text


class Reason(Protocol):
    """What is said of a reason: its kind, its values, and the names of the claim it belongs to."""

    @property
    def kind(self) -> str: ...
    @property
    def values(self) -> tuple[Any, ...]: ...
    @property
    def about(self) -> tuple[Any, ...]: ...


class Problem(Protocol):
    """What is said of a problem: why, and where."""

    @property
    def said(self) -> str: ...
    @property
    def point(self) -> str: ...
    @property
    def point_tex(self) -> str: ...


class Evidence(Protocol):
    """What is said of evidence: its verdict, its reasons and notes, and what is wrong."""

    @property
    def verdict(self) -> str: ...
    @property
    def reasons(self) -> Sequence[Reason]: ...
    @property
    def notes(self) -> Sequence[Reason]: ...
    @property
    def problem(self) -> Problem | None: ...


class Counterexample(Protocol):
    """What is said of a counterexample: the point, and the two values there."""

    @property
    def true(self) -> Any: ...
    @property
    def claimed(self) -> Any: ...
    def where(self, printer: Callable[[object], str] = ...) -> str: ...


ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
LONG = 160
"""A gap with more TeX than this is not shown."""


def told(reason: Reason) -> str:
    """A reason in words, after the names of the claim that it belongs to."""
    return ": ".join([*map(str, reason.about), _alone(reason)])


def said(reason: Reason) -> str:
    """The same for a terminal, where no name has TeX in it."""
    return ": ".join([*(plain(str(name)) for name in reason.about), _alone(reason)])


def _alone(reason: Reason) -> str:
    form = SENTENCES[reason.kind]
    return form(*reason.values) if callable(form) else _filled(form, reason.values)


def lines(evidence: Evidence) -> tuple[str, ...]:
    """The reasons in words; last the point where a claim fails."""
    said = tuple(told(reason) for reason in evidence.reasons)
    point = evidence.problem.point_tex if evidence.problem else ""
    return (*said, point) if point else said


def note(evidence: Evidence) -> str:
    """What stands beside the formula."""
    return r",\quad ".join(told(one) for one in evidence.notes)


def message(evidence: Evidence) -> str:
    """The verdict, the reason and the point where a claim fails; empty for one that holds."""
    problem = evidence.problem
    if problem is None:
        return ""
    at = f"\n  {problem.point}" if problem.point else ""
    return f"{evidence.verdict}: {problem.said}{at}"


def compared(
    found: Counterexample,
    printer: Callable[[object], str] = text,
    words: tuple[str, str] = ("exact", "claimed"),
) -> str:
    """``at σ² = 1/10: exact 12/121, claimed 11/100``; without letters only the two values."""
    values = f"{words[0]} {show(found.true)}, {words[1]} {show(found.claimed)}"
    where = found.where(printer)
    if not where:
        return values
    return f"at ${where}$: {values}" if printer is tex else f"at {where}: {values}"


@dataclass(frozen=True)
class _Shown:
    """A value that a form prints as text, as TeX, or several with commas or a word between."""

    value: Any

    def __format__(self, spec: str) -> str:
        if isinstance(self.value, tuple):
            between = f" {spec} " if spec else ", "
            return between.join(format(_Shown(part), "") for part in self.value)
        if spec == "tex":
            return tex(self.value)
        if spec == "plain":
            return plain(f"${tex(self.value)}$")
        if isinstance(self.value, Relational):
            return _inequality(self.value)
        if isinstance(self.value, str | int) or not hasattr(self.value, "args"):
            return text(self.value) if hasattr(self.value, "text") else str(self.value)
        return text(self.value)


def _filled(form: str, values: tuple[Any, ...]) -> str:
    return form.format(*map(_Shown, values))


def _inequality(fact: Relational) -> str:
    """``Δt ≤ t``."""
    sign = {"<": "<", "<=": "≤", ">": ">", ">=": "≥"}[fact.rel_op]
    return f"{text(fact.lhs)} {sign} {text(fact.rhs)}"


def _addition_theorems(sines: tuple[sp.Expr, ...]) -> str:
    return f"by the addition theorems, in {_formulas(sines)} and the cosines"


def _vanish(terms: tuple[sp.Expr, ...]) -> str:
    return f"{_formulas(terms)} vanish"


def _formulas(exprs: tuple[sp.Expr, ...]) -> str:
    return ", ".join(f"${tex(expr)}$" for expr in exprs)


def _fails_at(found: Counterexample) -> str:
    return compared(found, tex)


def _negligible(terms: int, regime: Any) -> str:
    word = "the displayed term" if terms == 1 else f"each of the {terms} displayed terms"
    return f"the error is negligible against {word}, along every path of ${regime.tex()}$"


def _wrong_term(
    claimed: sp.Expr, terms: tuple[sp.Expr, ...], place: int, truth: tuple[sp.Expr, ...] = ()
) -> str:
    """Which displayed term is wrong, and what the exact value begins with if it may be told."""
    what = f"{text(claimed)} is wrong"
    if len(terms) > 1:
        term = text(terms[place])
        signed = term if term.startswith("−") else f"+{term}"
        what += f" in its {ORDINALS[min(place, 5)]} term ({signed})"
    return f"{what}: the exact value is {joined(list(truth))} + …" if truth else what


def _gap(gap: sp.Expr) -> str:
    whole = tex(gap)
    return f"the gap ${whole}$" if len(whole) < LONG else "the gap"


def _tangent(gap: sp.Expr) -> str:
    return rf"{_gap(gap)} has this sign by $1 - 1/y \le \log y \le y - 1$"


def _coefficients(gap: sp.Expr) -> str:
    return f"{_gap(gap)} is a quotient of polynomials with positive coefficients"


def _with(values: tuple[tuple[Any, Any], ...], whole: tuple[sp.Expr, ...]) -> str:
    said = [f"${tex(old)} = {tex(new)}$" for old, new in values]
    said += [f"${tex(expr)}$ a whole number" for expr in whole]
    return f"with {', '.join(said)}"


def _needed(units: tuple[sp.Sum, ...], without: bool) -> str:
    named = ", ".join(f"${tex(total)} = 1$" for total in units)
    return f"{'holds even without' if without else 'uses'} {named}"


def _closing(each: bool) -> str:
    where = "at each output" + (" to each prompt" if each else "")
    return f"so the divergence is at least 0, and it is 0 only if the two laws agree {where}"


def _away(regime: str, facts: tuple[str, ...]) -> str:
    keep = "keeps" if len(facts) == 1 else "keep"
    return (
        f"the limit of {regime} is not reached in the domain: {', '.join(facts)} {keep} away from "
        "it; state the line where there are points as near to the limit as one likes"
    )


SENTENCES: dict[str, str | Callable[..., str]] = {
    **FORMS,
    "addition theorems": _addition_theorems,
    "vanish": _vanish,
    "fails at": _fails_at,
    "error negligible": _negligible,
    "wrong term": _wrong_term,
    "tangent of the logarithm": _tangent,
    "positive coefficients": _coefficients,
    "with values": _with,
    "unit sums needed": _needed,
    "divergence closes": _closing,
    "away from the limit": _away,
}
"""What is said for each kind of reason: a form for its values, or a function of them."""
