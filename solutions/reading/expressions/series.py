"""Sums, products and means of a tree: which letter counts, from where to where."""

from __future__ import annotations

import sympy as sp

from solutions.reading.expressions.builder import Builder
from solutions.reading.plain_text import plain
from solutions.reading.tree import Node, Unreadable

MOST, DEEPEST = 200, 3
"""A sum between numbers has at most so many terms; so many may stand inside one another."""


def between(builder: Builder, node: Node) -> sp.Expr:
    """``Σ_{k=1}^{K} body``."""
    index, low_node, high_node, body = node.nodes()
    low, high = builder.expr(low_node), builder.expr(high_node)
    if low.is_number and not low.is_integer:
        raise Unreadable(low_node.start, "a whole number", "a sum begins at a whole number")
    if (high - low).is_number and not (-1 <= high - low <= MOST):
        raise Unreadable(high_node.start, f"at most {MOST} terms", "too many terms, or none")
    return _series(builder, node, _counter(builder, index, low), low, high, body)


def over(builder: Builder, node: Node) -> sp.Expr:
    """``Σ_y body`` over all of a letter's range."""
    index, body = node.nodes()
    name = str(index.parts[0])
    high = builder.words.ranges.get(name)
    if high is None:
        said = f"from where to where does {name} run? Write {{{name}=…}}^{{…}}"
        raise Unreadable(index.end, "‘=’", said)
    return _series(builder, node, _counter(builder, index, sp.S.One), sp.S.One, high, body)


def from_place(builder: Builder, node: Node) -> sp.Expr:
    """``Σ_{j ≥ k} body``, to the last place."""
    index, low_node, body = node.nodes()
    if builder.words.last is None:
        raise Unreadable(index.end, "‘=’", "where does this end? Write {k=1}^{…}")
    low = builder.expr(low_node)
    return _series(builder, node, _counter(builder, index, low), low, builder.words.last, body)


def _counter(builder: Builder, index: Node, low: sp.Expr) -> sp.Symbol:
    """The index: the part's own letter where that fits, else one that is as positive as ``low``."""
    name = str(index.parts[0])
    own = builder.words.letters.get(name)
    if (
        own is not None
        and own in builder.words.counters
        and (
            (own.is_positive and (low - 1).is_nonnegative)
            or (not own.is_positive and own.is_nonnegative and low.is_nonnegative)
        )
    ):
        return own
    if (low - 1).is_nonnegative:
        return sp.Symbol(name, integer=True, positive=True)
    if low.is_nonnegative:
        return sp.Symbol(name, integer=True, nonnegative=True)
    return sp.Symbol(name, integer=True)


def _series(
    builder: Builder, node: Node, letter: sp.Symbol, low: sp.Expr, high: sp.Expr, body: Node
) -> sp.Expr:
    """The sum or product, its body built with the index in force."""
    name = str(node.nodes()[0].parts[0])
    if name in builder.bound:
        said = f"{name} counts two sums, one inside the other; give one another letter"
        raise Unreadable(node.start, "another letter", said)
    if len(builder.bound) >= DEEPEST:
        said = f"more than {DEEPEST} sums or products inside one another"
        raise Unreadable(node.start, "fewer sums", said)
    builder.bound[name] = letter
    try:
        inner = builder.expr(body)
    finally:
        del builder.bound[name]
    kind = sp.Product if node.kind.startswith("product") else sp.Sum
    return kind(inner, (letter, low, high))


def mean(builder: Builder, node: Node) -> sp.Expr:
    """``𝔼_{x ∼ ρ}[body]``: a sum of weights times body."""
    average = builder.words.averages[str(node.parts[0])]
    if average.record and builder.recorded:
        raise Unreadable(node.start, "one mean", "a mean over the record inside another")
    before, builder.recorded = builder.recorded, builder.recorded or average.record
    try:
        value = builder.expr(node.nodes()[0])
    finally:
        builder.recorded = before
    for weight, index, size in reversed(average.weights):
        value = sp.Sum(weight(index) * value, (index, 1, size))
    return value


def divergence(builder: Builder, node: Node) -> sp.Expr:
    """``D_KL(p ‖ q)`` as the sum over the outputs that it is."""
    laws = builder.words.divergence
    for part in node.nodes():
        if str(part.parts[0]) not in laws:
            known = ", ".join(laws)
            raise Unreadable(part.start, known, f"{plain(part)} is no law of outputs here")
    first, second = (laws[str(part.parts[0])] for part in node.nodes())
    y, size = builder.words.letters["y"], builder.words.letters["|Y|"]
    assert y is not None
    return sp.Sum(first(y) * sp.log(first(y) / second(y)), (y, 1, size))
