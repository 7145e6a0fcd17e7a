"""Quantities: what a statement is about, so that no left side is typed beside a tick.

A sheet declares each name once, with its TeX: ``X = family("X", "X_{{{0}}}", "state at a time")``.
A quantity is such a name at arguments, ``X(n * dt)``, or made of quantities by an operation, as
``variance(X(1))`` and ``ratio(X(0), X(1))``. Its TeX is printed from this structure, and putting a
value for a letter moves its arguments along.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from string import Formatter
from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef

from solutions.kernel.errors import Malformed, Undecided
from solutions.kernel.terms.binding import replaced
from solutions.objects.names import clauses, look, no_name, no_regime, not_a_name
from solutions.printing.formulas import tex, text

_OPERATIONS: set[tuple[str, str, str]] = set()
"""The operations that are declared in this module; nobody else declares one."""


@dataclass(frozen=True)
class Name:
    """A name of the sheet, declared once; ``template`` is its TeX, with ``{0}`` for an argument.

    Raises :class:`Malformed` where the TeX says more than a name does: a relation, a sum, a number.
    """

    name: str
    template: str
    meaning: str = ""
    operation: bool = False
    """Is it made of other quantities, as a variance is, and declared here and not by a sheet?"""
    plain: str = ""
    """For an operation, the same template for a terminal."""

    def __post_init__(self) -> None:
        if self.operation and (self.name, self.template, self.plain) not in _OPERATIONS:
            raise Malformed(
                f"{self.name} is no operation on quantities; the ones there are, such as "
                "variance(X) and ratio(X, Y), come from solutions.author"
            )
        if not self.operation and (told := no_name(self.template)):
            raise Malformed(
                f"{self.template} {told}, and a left side only names a quantity: declare its name "
                "with quantity(…) or family(…), and state the rest as a line"
            )

    def __call__(self, *arguments: Any) -> Quantity:
        """The quantity at these arguments."""
        return Quantity(self, tuple(_argument(one) for one in arguments))


@dataclass(frozen=True)
class Quantity:
    """A name at its arguments: expressions, or other quantities for an operation."""

    name: Name
    arguments: tuple[Any, ...] = ()

    def __post_init__(self) -> None:
        wanted = {int(field) for _, field, *_ in Formatter().parse(self.name.template) if field}
        if (wanted and max(wanted) + 1 != len(self.arguments)) or (self.arguments and not wanted):
            raise Malformed(
                f"{self.name.name} has {max(wanted, default=-1) + 1} argument(s) by its TeX "
                f"{self.name.template}, and {len(self.arguments)} are given"
            )
        for place, one in enumerate(self.arguments):
            told = ""
            if isinstance(one, str):
                told = no_regime(one) if self.name == LIMIT and place else not_a_name(one)
            elif not isinstance(one, Quantity | sp.Expr):
                told = "is neither an expression nor a quantity"
            if told:
                raise Malformed(f"{one!r} as an argument of {self.name.name}: it {told}")

    def tex(self) -> str:
        """How a page names it."""
        return self.name.template.format(*self._inner(_shown))

    def text(self) -> str:
        """How a terminal names it: ``Var(X(0))``."""
        inner = self._inner(text)
        if self.name.plain:
            return self.name.plain.format(*inner)
        return f"{self.name.name}({', '.join(inner)})" if inner else self.name.name

    def _inner(self, printer: Callable[[Any], str]) -> list[str]:
        """Its arguments, in brackets where the operation would be read of a part of them."""
        shown = [printer(one) for one in self.arguments]
        for place, loose in enumerate(LOOSE.get(self.name, ())[: len(shown)]):
            one = self.arguments[place]
            called = printer is text and isinstance(one, Quantity) and one.name == VARIANCE
            if _is_loose(one, loose) and not called:
                shown[place] = f"({shown[place]})"
        return shown

    def at(self, values: Mapping[Any, Any]) -> Quantity:
        """The quantity after letters were replaced in its arguments, where they are free.

        Raises :class:`Undecided` where a letter that arrives is bound here.
        """
        if self.name == LIMIT:
            return replace(self, arguments=(self._towards(values), self.arguments[1]))
        if self.name not in BINDING:
            return replace(self, arguments=tuple(_moved(one, values) for one in self.arguments))
        body, letter, *others = self.arguments
        if isinstance(letter, str) and (caught := _named_so(letter, values)):
            raise Undecided(f"{caught} already has a meaning of its own in {self.text()}")
        free = {old: new for old, new in values.items() if old != letter}
        if any(letter in sp.sympify(new).free_symbols for new in free.values()):
            raise Undecided(f"{text(letter)} already has a meaning of its own in {self.text()}")
        moved = self.name(_moved(body, free), letter, *(_moved(one, values) for one in others))
        if self.name == GRADIENT and letter in values:
            return PLACED(moved, letter, values[letter])
        return moved

    def _towards(self, values: Mapping[Any, Any]) -> Any:
        """What a limit is of, after letters were replaced that do not move on the way to it."""
        body, name = self.arguments
        moving = {look(side) for clause in clauses(name) for side in clause}
        arriving = {letter for new in values.values() for letter in sp.sympify(new).free_symbols}
        if any(look(tex(letter)) in moving for letter in (*values, *arriving)):
            raise Undecided(f"a letter that moves in {self.text()} has no one value there")
        return _moved(body, values)

    def parts(self) -> Iterator[Quantity]:
        """This quantity and all that it is made of."""
        yield self
        for one in self.arguments:
            if isinstance(one, Quantity):
                yield from one.parts()

    def carried(self) -> set[sp.Symbol]:
        """The letters that all it is made of have as arguments, so that a value for one is seen.

        Of X_t less X_0 nothing tells at which t it is once t has a value in what X_0 is.
        """
        inner = [one for one in self.arguments if isinstance(one, Quantity)]
        if not inner:
            places = [one for one in self.arguments if isinstance(one, sp.Expr)]
            return set[sp.Symbol]().union(*(one.free_symbols - steps(one) for one in places))
        common = reduce(operator.and_, (one.carried() for one in inner))
        return common - {self.arguments[1]} if self.name in BINDING else common

    def may_be(self, other: Quantity) -> bool:
        """Is it the same quantity for some values of the letters in both?"""
        return _meet(self, other, {})

    def meets(self, other: Quantity) -> bool:
        """May the two be one where the letters of each stand for all of their values?"""
        letters = _free(other)
        return _meet(self, other, {one: sp.Dummy(one.name, **one.assumptions0) for one in letters})

    def speaks_of(self, operation: Name) -> bool:
        """Is it made by ``operation``, or of something that is?"""
        return any(part.name == operation for part in self.parts())


def quantity(name: str, template: str, meaning: str = "") -> Quantity:
    """A quantity without arguments, declared once with its TeX."""
    return Name(name, template.replace("{", "{{").replace("}", "}}"), meaning)()


def family(name: str, template: str, meaning: str = "") -> Name:
    """A quantity for each value of its arguments; ``template`` has ``{0}``, ``{1}`` for them."""
    return Name(name, template, meaning)


def _operation(name: str, template: str, plain: str) -> Name:
    _OPERATIONS.add((name, template, plain))
    return Name(name, template, operation=True, plain=plain)


VARIANCE = _operation("Var", r"\operatorname{{Var}} {0}", "Var({0})")
MEAN = _operation("E", r"\mathbb E[{0}]", "E[{0}]")
GIVEN = _operation("given", r"{0} \mid {1}", "{0} | {1}")
EVENT = _operation("event", "{0} = {1}", "{0} = {1}")
BOTH = _operation("both", r"{0},\, {1}", "{0}, {1}")
RATIO = _operation("ratio", r"{0} \big/ {1}", "{0} / {1}")
DIFFERENCE = _operation("difference", "{0} - {1}", "{0} − {1}")
NEGATIVE = _operation("negative", "-{0}", "−{0}")
SQUARE = _operation("square", r"\bigl({0}\bigr)^2", "({0})²")
ROOT = _operation("root", r"\sqrt{{{0}}}", "√({0})")
LIMIT = _operation("lim", r"\lim_{{{1}}} {0}", "lim {0}")
LOG_DENSITY = _operation(
    "log p", r"\log p_{{{0}}}({1}) + \text{{const}}", "log p({1}) of {0} + const"
)
LOGARITHM = _operation("log", r"\log {0}", "log {0}")
GRADIENT = _operation("∇", r"\nabla_{{\!{1}}} {0}", "∇_{1} {0}")
WRITTEN = _operation("written", "{0}", "{0}")
RELATIVE_ERROR = _operation("relative error", r"\frac{{{0} - {1}}}{{{0}}}", "({0} − {1}) / {0}")
TOTAL = _operation("total", r"\sum_{{{1}}} {0}", "Σ_{1} {0}")
LEAST = _operation("min", r"\min_{{{1}}} {0}", "min_{1} {0}")
GREATEST = _operation("max", r"\max_{{{1}}} {0}", "max_{1} {0}")
LEAST_AT = _operation("argmin", r"\operatorname{{arg\,min}}_{{{1}}} {0}", "argmin_{1} {0}")
GREATEST_AT = _operation("argmax", r"\operatorname{{arg\,max}}_{{{1}}} {0}", "argmax_{1} {0}")
PLACED = _operation("at", r"\left. {0} \right|_{{{1} = {2}}}", "{0} at {1} = {2}")
_SUMS = (DIFFERENCE, NEGATIVE, GIVEN)
_OPTIMA = (LEAST, GREATEST, LEAST_AT, GREATEST_AT)
_TIGHT = (VARIANCE, LOGARITHM, GRADIENT, LIMIT, TOTAL, *_OPTIMA, NEGATIVE)
_AHEAD = (VARIANCE, LOGARITHM, GRADIENT, LIMIT, TOTAL, *_OPTIMA)
_FAR = (LIMIT, TOTAL, *_OPTIMA)
LOOSE: dict[Name, tuple[tuple[Name, ...], ...]] = {
    **dict.fromkeys(_TIGHT, ((*_SUMS, RATIO, SQUARE),)),
    RELATIVE_ERROR: ((DIFFERENCE, NEGATIVE), _SUMS),
    RATIO: ((DIFFERENCE, GIVEN, RATIO, *_AHEAD), (*_SUMS, RATIO)),
    DIFFERENCE: ((GIVEN, *_FAR), _SUMS),
}
"""The operations that stand in brackets in the first and second argument of an operation."""
BINDING = (TOTAL, *_OPTIMA, GRADIENT, PLACED)
"""Their second argument is bound in the first; a gradient is taken before it has a value."""


def _is_loose(one: Any, loose: tuple[Name, ...]) -> bool:
    """Would what stands around an argument be read of a part of it, so that it needs brackets?"""
    if isinstance(one, Quantity) and one.name == WRITTEN:
        one = one.arguments[0]
    if isinstance(one, Quantity):
        return one.name in loose
    if not isinstance(one, sp.Expr):
        return False
    if DIFFERENCE in loose and (one.is_Add or one.could_extract_minus_sign()):
        return True
    long = one.has(sp.Sum, sp.Product, sp.Integral)
    long = long or any(getattr(part, "reaches_on", False) for part in sp.preorder_traversal(one))
    if loose == LOOSE[VARIANCE][0]:
        return long or bool(one.is_Mul and sp.denom(one) == 1)
    divided = one.is_Mul or sp.denom(one) != 1
    return (divided and loose == LOOSE[RATIO][1]) or (long and loose in LOOSE[RATIO])


def _named_so(name: str, values: Mapping[Any, Any]) -> str:
    """What arrives, or is replaced, and is shown as what is bound under ``name``."""
    for one in (*values, *values.values()):
        for part in sp.sympify(one).atoms(sp.Symbol, AppliedUndef):
            head = tex(part).partition("(")[0].partition(r"\!")[0].partition(r"\left")[0]
            if look(name) in (look(head), look(tex(part))):
                return text(part)
    return ""


def steps(place: sp.Expr) -> set[sp.Symbol]:
    """The letters, no counters, that a counter is multiplied by: the step Δt of a grid kΔt.

    All members are about one grid, and its step is another letter of each.
    """
    found = set[sp.Symbol]()
    for counter in (letter for letter in place.free_symbols if letter.is_integer):
        first, second = (place.xreplace({counter: sp.Integer(number)}) for number in (0, 1))
        slope = second - first
        if slope != 0 and counter not in slope.free_symbols:
            found |= {letter for letter in slope.free_symbols if not letter.is_integer}
    return found


def _free(of: Quantity) -> set[sp.Symbol]:
    found = set[sp.Symbol]()
    for one in of.arguments:
        found |= _free(one) if isinstance(one, Quantity) else getattr(one, "free_symbols", set())
    return found


def _meet(one: Any, other: Any, anew: Mapping[Any, Any]) -> bool:
    """May the two be one, with ``anew`` in place of the letters of the other?"""
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        if one.name != other.name or len(one.arguments) != len(other.arguments):
            return False
        pairs = list(zip(one.arguments, other.arguments, strict=True))
        fixed = pairs.pop(1) if one.name in BINDING else (0, 0)
        return fixed[0] == fixed[1] and all(_meet(a, b, anew) for a, b in pairs)
    if isinstance(one, sp.Expr) and isinstance(other, sp.Expr):
        return (one - other.xreplace(anew)).is_zero is not False
    return bool(one == other)


def _argument(value: Any) -> Any:
    return value if isinstance(value, Quantity | str) else sp.sympify(value, strict=True)


def _moved(value: Any, values: Mapping[Any, Any]) -> Any:
    if isinstance(value, Quantity):
        return value.at(values)
    letters = {old: new for old, new in values.items() if isinstance(old, sp.Symbol)}
    return replaced(value, letters) if isinstance(value, sp.Basic) else value


def _shown(value: Any) -> str:
    shown = tex(value)
    if isinstance(value, sp.Basic) and r"\frac" not in shown:
        shown = shown.replace(r"\left(", "(").replace(r"\right)", ")")  # for an index they are tall
    return shown
