"""A tree and a vocabulary → expressions of SymPy, by constructors, and where they are defined."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import sympy as sp

from solutions.objects.laws import Normal
from solutions.reading import size_limits
from solutions.reading.expressions import functions, series
from solutions.reading.plain_text import plain
from solutions.reading.tree import RELATIONS, Node, Tree, Unreadable
from solutions.reading.vocabulary import Function, Vocabulary


@dataclass(frozen=True)
class Built:
    """What a text says: its last value, and what stands in front of it.

    ``defined`` are conditions on the letters under which every part of the typed text has a value;
    inside a sum they are for every index, which is then a letter of theirs. ``sides`` are all parts
    of a chain ``a = b ≈ c`` with the sign in front of each; a side that was not read is None.
    ``texts`` are the sides as they were read, in plain text.
    """

    value: Any
    defined: tuple[Any, ...]
    left: str | None
    relation: str
    sides: tuple[tuple[Any, str], ...] = ()
    texts: tuple[str, ...] = ()


def build(tree: Tree, vocabulary: Vocabulary) -> Built:
    """The value of a tree; raises :class:`Unreadable` where a part has none."""
    size_limits.check(tree)
    builder = Builder(vocabulary)
    chain: list[tuple[Node, str]] = []
    while tree.kind in RELATIONS:
        chain.append((tree.nodes()[1], RELATIONS[tree.kind]))
        tree = tree.nodes()[0]
    chain.append((tree, ""))
    chain.reverse()
    sides = tuple((builder.side(node), sign) for node, sign in chain)
    left = " ".join(f"{sign} {plain(node)}".strip() for node, sign in chain[:-1])
    return Built(
        sides[-1][0],
        tuple(dict.fromkeys(builder.conditions)),
        left or None,
        sides[-1][1],
        sides,
        tuple(plain(node) for node, _ in chain),
    )


@dataclass
class Builder:
    """Builds nodes; ``bound`` are the indices in force, ``recorded`` is inside 𝔼 over a record."""

    words: Vocabulary
    bound: dict[str, sp.Expr] = field(default_factory=dict)
    recorded: bool = False
    conditions: list[Any] = field(default_factory=list)

    def side(self, node: Node) -> Any:
        """A side of a relation: a law, an expression, or None for what was not read."""
        if node.kind == "text":
            return None
        if node.kind == "law":
            mean, variance = (self.expr(part) for part in node.nodes())
            return Normal(mean, variance)
        return self.expr(node)

    def expr(self, node: Node) -> sp.Expr:
        """The expression that a node is."""
        make: Callable[[Node], sp.Expr] | None = getattr(self, f"_{node.kind}", None)
        if make is None:
            raise Unreadable(node.start, "an expression", f"{plain(node)} is no expression")
        value = make(node)
        if value.has(sp.nan, sp.zoo, sp.oo, -sp.oo) or not isinstance(value, sp.Expr):
            raise Unreadable(node.start, "a number", f"{plain(node)} has no value")
        return value

    def demand(self, condition: Any, node: Node, why: str) -> None:
        """Note a condition; raises :class:`Unreadable` where it holds nowhere."""
        if condition == sp.false:
            raise Unreadable(node.start, why, f"{plain(node)} has no value here: it must be {why}")
        if condition != sp.true:
            self.conditions.append(condition)

    def _number(self, node: Node) -> sp.Expr:
        number = node.parts[0]
        assert isinstance(number, Fraction)
        return sp.Rational(number.numerator, number.denominator)

    def _name(self, node: Node) -> sp.Expr:
        name = str(node.parts[0])
        if name in self.bound:
            return self._put(self.bound[name])
        if name in self.words.letters:
            value = self.words.letters[name]
            if value is None:
                raise Unreadable(node.start, f"|{name}|", f"{name} is a set and no number")
            return self._put(value)
        if name in self.words.indices and not self.words.open:
            said = f"{name} means something only in its sum or product"
            raise Unreadable(node.start, "a known name", said)
        if not self.words.open:
            raise Unreadable(node.start, "a known name", f"{name} is not known here")
        return sp.Symbol(name, real=True)

    def _put(self, value: sp.Expr) -> sp.Expr:
        return value.xreplace(dict(self.words.record)) if self.recorded else value

    def _add(self, node: Node) -> sp.Expr:
        return sp.Add(*(self.expr(part) for part in node.nodes()))

    def _mul(self, node: Node) -> sp.Expr:
        return sp.Mul(*(self.expr(part) for part in node.nodes()))

    def _neg(self, node: Node) -> sp.Expr:
        return -self.expr(node.nodes()[0])

    def _div(self, node: Node) -> sp.Expr:
        top, bottom = node.nodes()
        above = self.expr(top)
        # Factor by factor: SymPy would multiply a number into 2·(a + b) before it inverts.
        typed = bottom.nodes() if bottom.kind == "mul" else (bottom,)
        factors = [self.expr(part) for part in typed]
        self.demand(sp.Ne(sp.Mul(*factors), 0), bottom, "different from 0")
        return sp.Mul(above, *(1 / factor for factor in factors))

    def _pow(self, node: Node) -> sp.Expr:
        below, above = node.nodes()
        base, exponent = self.expr(below), self.expr(above)
        if below.kind == "name" and base == sp.E:
            return sp.exp(exponent)
        if exponent.is_integer:
            if exponent.is_nonnegative is not True or not exponent.is_number:
                self.demand(sp.Ne(base, 0), below, "different from 0")
        elif exponent.is_Rational and exponent > 0:
            self.demand(sp.Ge(base, 0), below, "0 or more")
        else:
            self.demand(sp.Gt(base, 0), below, "greater than 0")
        return base**exponent

    def _root(self, node: Node) -> sp.Expr:
        inner, degree = (self.expr(part) for part in node.nodes())
        if not (degree.is_Integer and 2 <= degree <= 64):
            raise Unreadable(node.nodes()[1].start, "a whole number from 2", "no such root")
        if degree % 2:
            return sp.real_root(inner, degree) if inner.is_number else self._odd(inner, degree)
        self.demand(sp.Ge(inner, 0), node.nodes()[0], "0 or more")
        return inner ** (1 / degree)

    def _odd(self, inner: sp.Expr, degree: sp.Expr) -> sp.Expr:
        """The real odd root: sign(a)·|a|^(1/n), which is a^(1/n) where a is not negative."""
        if inner.is_nonnegative:
            return inner ** (1 / degree)
        return sp.sign(inner) * sp.Abs(inner) ** (1 / degree)

    def _abs(self, node: Node) -> sp.Expr:
        return sp.Abs(self.expr(node.nodes()[0]))

    def _sub(self, node: Node) -> sp.Expr:
        """y_{τ(k)} is the output τ(k)."""
        inner = node.nodes()[0]
        value = self.expr(inner)
        if not self.is_output(value):
            said = f"{plain(node)} is not known here"
            raise Unreadable(node.start, "an output", said)
        return value

    def _sum(self, node: Node) -> sp.Expr:
        return series.between(self, node)

    _product = _sum

    def _sum_over(self, node: Node) -> sp.Expr:
        return series.over(self, node)

    _product_over = _sum_over

    def _sum_from(self, node: Node) -> sp.Expr:
        return series.from_place(self, node)

    _product_from = _sum_from

    def _mean(self, node: Node) -> sp.Expr:
        return series.mean(self, node)

    def _divergence(self, node: Node) -> sp.Expr:
        return series.divergence(self, node)

    def _slope(self, node: Node) -> sp.Expr:
        letter, body = (self.expr(part) for part in node.nodes())
        if not letter.is_Symbol:
            raise Unreadable(node.start, "a letter", "a slope is in a letter")
        return sp.Derivative(body, letter)

    def _call(self, node: Node) -> sp.Expr:
        name = str(node.parts[0])
        function = self.words.functions.get(name)
        if self.recorded:
            function = self.words.recorded.get(name, function)
        if function is None:
            return functions.call(self, node)
        arguments = list(node.nodes())
        given = arguments[0].kind == "given"
        parts = list(arguments[0].nodes()) if given else arguments
        values = [self.expr(part) for part in parts]
        return function.make(*self._ordered(node, function, values, given))

    def _ordered(
        self, node: Node, function: Function, values: list[sp.Expr], given: bool
    ) -> list[sp.Expr]:
        """The arguments as the notation takes them: output first, then prompt."""
        shape, prompt = function.shape, self.words.prompt
        if function.form == "one":
            if len(values) == 1 and not given:
                return values
        elif len(values) == 1 and prompt is not None and self.is_output(values[0]):
            return [values[0], self._put(prompt)]
        elif len(values) == 2 and given and function.form != "reward":
            if self.is_output(values[0]) and self.is_prompt(values[1]):
                return values
        elif len(values) == 2 and not given and function.form != "policy":
            first, second = values
            if self.is_prompt(first) and self.is_output(second):
                return [second, first]
            if self.is_output(first) and self.is_prompt(second):
                return [first, second]
        said = f"{plain(node)} is not how this function is written here; write {shape}"
        raise Unreadable(node.start, shape, said)

    def is_output(self, value: sp.Expr) -> bool:
        """Is it an output of problem 2?"""
        return value in self.words.outputs or getattr(value.func, "__name__", "") in ("τ", "τ_i")

    def is_prompt(self, value: sp.Expr) -> bool:
        """Is it a prompt of problem 2?"""
        return value == self.words.prompt or value in self.words.record.values()
