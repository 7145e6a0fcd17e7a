"""What a line of a derivation can be about, besides a number: laws, recursions, enclosures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, TypeAlias

import sympy as sp
from sympy.core.function import AppliedUndef

from solutions.kernel.errors import Malformed, Undecided
from solutions.kernel.terms.binding import bound, replaced
from solutions.kernel.terms.letters import Letter, opened
from solutions.numbers import moments
from solutions.objects.quantities import GIVEN, MEAN, VARIANCE, Quantity
from solutions.printing.formulas import tex, text
from solutions.printing.tex_printer import goes_on

WIDE = 190
"""From so many characters of TeX on the two ends of an enclosure do not fit side by side."""


@dataclass(frozen=True)
class Enclosure:
    """A number known to lie between two expressions, ends included."""

    lower: sp.Expr
    upper: sp.Expr

    def __post_init__(self) -> None:
        object.__setattr__(self, "lower", sp.sympify(self.lower, strict=True))
        object.__setattr__(self, "upper", sp.sympify(self.upper, strict=True))

    def tex(self) -> str:
        """``[lower, upper]`` for a page; two long ends stand one above the other."""
        lower, upper = tex(self.lower), tex(self.upper)
        if len(lower) + len(upper) > WIDE:
            both = rf"\begin{{aligned}} & {lower}, \\[0.4em] & {upper} \end{{aligned}}"
            return rf"\left[\,{both}\,\right]"
        return rf"\left[\,{lower},\; {upper}\,\right]"

    def text(self) -> str:
        """The same for a terminal."""
        return f"[{text(self.lower)}, {text(self.upper)}]"

    def xreplace(self, values: dict[sp.Basic, Any]) -> Enclosure:
        """The enclosure after symbols were replaced."""
        return Enclosure(self.lower.xreplace(values), self.upper.xreplace(values))

    def times(self, factor: sp.Expr) -> Enclosure:
        """The enclosure of a positive multiple."""
        return Enclosure(self.lower * factor, self.upper * factor)


@dataclass(frozen=True)
class Normal:
    """The Gaussian law N(mean, variance) on the line; the variance may be an enclosure."""

    mean: sp.Expr
    variance: Any

    def __post_init__(self) -> None:
        object.__setattr__(self, "mean", sp.sympify(self.mean, strict=True))
        if not isinstance(self.variance, Enclosure):
            object.__setattr__(self, "variance", sp.sympify(self.variance, strict=True))

    def tex(self) -> str:
        """``𝒩(mean, variance)`` for a page."""
        variance = tex(self.variance)
        return rf"\mathcal N\!\left({tex(self.mean)},\; {variance}\right)"

    def text(self) -> str:
        """The same for a terminal."""
        return f"N({text(self.mean)}, {text(self.variance)})"

    def xreplace(self, values: dict[sp.Basic, Any]) -> Normal:
        """The law after symbols were replaced."""
        return Normal(self.mean.xreplace(values), self.variance.xreplace(values))

    def scaled(self, factor: sp.Expr) -> Normal:
        """The law of ``factor · X``."""
        return Normal(factor * self.mean, factor**2 * self.variance)

    def plus(self, other: Normal) -> Normal:
        """The law of the sum with an independent Gaussian."""
        return Normal(self.mean + other.mean, self.variance + other.variance)


@dataclass(frozen=True)
class Term:
    """A factor times an independent Gaussian ``variable``, whose ``law`` is given."""

    factor: sp.Expr
    variable: Quantity
    law: Normal

    def __post_init__(self) -> None:
        object.__setattr__(self, "factor", sp.sympify(self.factor, strict=True))

    def tex(self) -> str:
        """``a X`` for a page; a sum as a factor in brackets."""
        variable = _in_brackets(self.variable)
        if self.factor == 1:
            return variable
        factor = tex(self.factor)
        long = self.factor.is_Add or goes_on(self.factor)
        factor = rf"\left({factor}\right)" if long else factor
        return rf"{factor}\, {variable}"

    def text(self) -> str:
        """The same for a terminal."""
        factor, variable = text(self.factor), self.variable.text()
        variable = f"({variable})" if self.variable.name == GIVEN else variable
        return f"({factor})·{variable}" if self.factor != 1 else variable

    def xreplace(self, values: dict[sp.Basic, Any]) -> Term:
        """The term after symbols were replaced."""
        return Term(
            self.factor.xreplace(values), self.variable.at(values), self.law.xreplace(values)
        )


def _in_brackets(variable: Quantity) -> str:
    """X | Y = r in brackets, since what stands behind it would be read as a part of r."""
    return rf"\left({variable.tex()}\right)" if variable.name == GIVEN else variable.tex()


@dataclass(frozen=True)
class Combination:
    """``shift`` + a₁X₁ + a₂X₂ + … of independent Gaussians.

    Its law is Gaussian with the sum of the means aᵢmᵢ and of the variances aᵢ²vᵢ.
    """

    terms: tuple[Term, ...]
    shift: sp.Expr = sp.S.Zero

    def __post_init__(self) -> None:
        object.__setattr__(self, "shift", sp.sympify(self.shift, strict=True))

    def body(self) -> str:
        """The sum alone, as a page writes it."""
        return " + ".join(([tex(self.shift)] if self.shift != 0 else []) + _each(self.terms))

    def laws(self) -> str:
        """What the variables are, as a page writes it."""
        return r",\; ".join(rf"{term.variable.tex()} \sim {term.law.tex()}" for term in self.terms)

    def tex(self) -> str:
        """The sum, and the laws of its variables."""
        return rf"{self.body()}, \quad {self.laws()}"

    def text(self) -> str:
        """The same for a terminal."""
        shift = [text(self.shift)] if self.shift != 0 else []
        laws = ", ".join(f"{term.variable.text()} ~ {term.law.text()}" for term in self.terms)
        return f"{' + '.join(shift + [term.text() for term in self.terms])}, {laws}"

    def xreplace(self, values: dict[sp.Basic, Any]) -> Combination:
        """The combination after symbols were replaced."""
        moved = tuple(term.xreplace(values) for term in self.terms)
        return Combination(moved, self.shift.xreplace(values))

    def law(self) -> Normal:
        """Its law."""
        total = Normal(self.shift, sp.S.Zero)
        for term in self.terms:
            total = total.plus(term.law.scaled(term.factor))
        return total


def _each(terms: tuple[Term, ...]) -> list[str]:
    return [term.tex() for term in terms]


@dataclass(frozen=True)
class Recursion:
    """The value of ``of`` is ``first`` at ``on`` = ``start``, and ``then`` one step after it.

    In ``then`` the letter ``previous`` stands for the value at ``on``; for laws it stands for the
    variance there, or is a pair of letters for the mean and the variance. A sum of variables
    stands for its law.
    """

    first: Any
    then: Any
    previous: sp.Symbol | tuple[sp.Symbol, sp.Symbol]
    on: sp.Symbol
    start: int
    of: Quantity

    def __post_init__(self) -> None:
        if isinstance(self.first, int):
            object.__setattr__(self, "first", sp.sympify(self.first, strict=True))
        whole = isinstance(self.start, int) and not isinstance(self.start, bool)
        if not whole or not isinstance(self.of, Quantity):
            raise Malformed(
                f"a recursion says where it starts and what it is about: start=0 and "
                f"of=quantity(…), not {self.start!r} and {self.of!r}"
            )

    @property
    def letters(self) -> tuple[sp.Symbol, ...]:
        """The letters that stand for the value before."""
        return self.previous if isinstance(self.previous, tuple) else (self.previous,)

    def standing(self, value: Any) -> dict[sp.Symbol, Any]:
        """What each of these letters stands for where the value before is ``value``."""
        if isinstance(self.previous, tuple):
            if not isinstance(value, Normal):
                raise Undecided(f"{text(value)} is no law, of which a mean goes on")
            return dict(zip(self.previous, (value.mean, value.variance), strict=True))
        return {self.previous: value.variance if isinstance(value, Normal) else value}

    def tex(self) -> str:
        """One step and the start: printed from what is judged."""
        back = {self.on: self.on - 1}
        if isinstance(self.then, Combination):
            step = put(self.then, back)
            noises = [term for term in step.terms if not term.law.variance.has(*self.letters)]
            laws = "".join(rf",\; {t.variable.tex()} \sim {t.law.tex()}" for t in noises)
            begin = rf"{self._at(self.start).tex()} \sim {tex(self.first)}{laws}"
            return rf"\begin{{aligned}}[t] & {step.body()}, \\[0.4em] & {begin} \end{{aligned}}"
        before = self.of.at(back)
        named = [before]
        if isinstance(self.first, Normal):
            named = [MEAN(before), VARIANCE(before)][-len(self.letters) :]
        shown = {
            letter: Letter(str(letter), _in_brackets(name), **letter.assumptions0)
            for letter, name in zip(self.letters, named, strict=True)
        }
        step = tex(self.then.xreplace({**shown, **back}))
        return rf"{step}, \quad {_in_brackets(self._at(self.start))} = {tex(self.first)}"

    def _at(self, number: int) -> Quantity:
        return self.of.at({self.on: sp.Integer(number)})

    def text(self) -> str:
        """The same for a terminal."""
        return f"recursion from {text(self.first)} at {self.start} by {text(self.then)}"

    def xreplace(self, values: dict[sp.Basic, Any]) -> Recursion:
        """The recursion after symbols were replaced."""
        return Recursion(
            self.first.xreplace(values),
            self.then.xreplace(values),
            self.previous,
            self.on,
            self.start,
            self.of.at(values),
        )

    def next(self, value: Any) -> Any:
        """One step from ``value``."""
        return put(self.then, self.standing(value))


@dataclass(frozen=True)
class Mean:
    """E[body] over ``variable`` ~ ``law``: a polynomial in the variable, with e^{c·variable}."""

    body: sp.Expr
    variable: sp.Symbol
    law: Normal

    def tex(self) -> str:
        """The expectation, and under it the law that it is taken under."""
        mean, law = rf"\mathbb E\!\left[{tex(self.body)}\right]", self.law.tex()
        under = rf"{tex(self.variable)} \sim {law}"
        return rf"\begin{{aligned}}[t] & {mean}, \\[0.4em] & {under} \end{{aligned}}"

    def text(self) -> str:
        """The same for a terminal."""
        return f"E[{text(self.body)}] over {text(self.variable)} ~ {self.law.text()}"

    def xreplace(self, values: dict[sp.Basic, Any]) -> Mean:
        """The expectation after symbols were replaced."""
        return Mean(self.body.xreplace(values), self.variable, self.law.xreplace(values))

    def value(self) -> sp.Expr:
        """By linearity and the moments of a Gaussian; its variance is not looked at here."""
        if self.variable in free_symbols(self.law):
            raise Undecided(f"the law of {self.variable} depends on {self.variable}")
        if isinstance(self.law.variance, Enclosure):
            raise Undecided("an expectation under a law whose variance is an enclosure")
        parts = moments.terms(self.body, self.variable)
        return moments.expectation(parts, self.law.mean, self.law.variance)


Value: TypeAlias = Any
"""An expression or one of the classes above."""


def components(value: Value) -> list[tuple[str, Any]]:
    """The numbers that make up a value, with their names."""
    if isinstance(value, Combination):
        value = value.law()
    if isinstance(value, Normal):
        return [("mean", value.mean), ("variance", value.variance)]
    if isinstance(value, Mean):
        return [("", value.value())]
    if isinstance(value, sp.Expr | Enclosure):
        return [("", value)]
    raise Malformed(f"{text(value)} is not a number or a law")


def numbers(value: Value) -> list[sp.Expr]:
    """The plain numbers in a value, ends of enclosures included; a recursion has none."""
    if isinstance(value, Recursion):
        return []
    found = []
    for _, number in components(value):
        found += [number.lower, number.upper] if isinstance(number, Enclosure) else [number]
    return found


def free_symbols(value: Value) -> set[sp.Symbol]:
    """The symbols of all numbers in a value."""
    return set().union(*(number.free_symbols for number in numbers(value)))


def put(value: Value, values: Mapping[Any, Any]) -> Value:
    """``value`` with letters replaced; raises :class:`Undecided` where a letter is bound in it."""
    if isinstance(value, sp.Basic):
        return replaced(value, values)
    if isinstance(value, Quantity):
        return value.at(values)
    own: set[sp.Symbol] = set()
    if isinstance(value, Mean):
        own = {value.variable}
    elif isinstance(value, Recursion):
        own = {*value.letters, value.on}
    arriving = {symbol for new in values.values() for symbol in sp.sympify(new).free_symbols}
    clash = sorted(map(str, own & (arriving | set(values))))
    if clash:
        raise Undecided(f"{clash[0]} already has a meaning of its own in {text(value)}")
    for part in _expressions(value):
        replaced(part, values)
    return value.xreplace({old: sp.sympify(new) for old, new in values.items()})


def _expressions(value: Any) -> Iterator[sp.Basic]:
    """All expressions that a value consists of."""
    if isinstance(value, sp.Basic):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _expressions(part)
    elif is_dataclass(value):
        for one in fields(value):
            yield from _expressions(getattr(value, one.name))


def bound_letters(value: Value) -> set[sp.Symbol]:
    """The letters that are indices, counters or variables of a mean in a value, and not free."""
    own: set[sp.Symbol] = set()
    if isinstance(value, Mean):
        own = {value.variable}
    elif isinstance(value, Recursion):
        own = set(value.letters)
    return own.union(*(bound(part) for part in _expressions(value)))


def ranges(value: Value) -> set[tuple[sp.Symbol, sp.Expr, sp.Expr]]:
    """The index and the two ends of every sum and product in a value."""
    sums = set().union(*(part.atoms(sp.Sum, sp.Product) for part in _expressions(value)))
    return {limit for one in sums for limit in one.limits if len(limit) == 3}


def functions(value: Value) -> set[Any]:
    """The undefined functions that occur in a value, those in bodies of abbreviations too."""
    found: set[Any] = set()
    todo = list(_expressions(value))
    while todo:
        for applied in todo.pop().atoms(AppliedUndef):
            if applied.func not in found:
                found.add(applied.func)
                if (meant := opened(applied)) != applied:
                    todo.append(meant)
    return found
