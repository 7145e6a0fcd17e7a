"""What the grammar found → nodes: one method for each rule of grammar.lark."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import Any, TypeAlias

from lark import Token, Tree

from solutions.reading.precedence import Entry, Prefix, Sign, fold, join
from solutions.reading.tree import Node, Unreadable

Binder: TypeAlias = tuple[Node, str, Node | None, Node | None]


class Growing:
    """The nodes of a text, from the leaves up."""

    def __init__(self, text: str) -> None:
        self.text = text

    def value(self, found: Tree[Token]) -> Any:
        """A whole parse: for every subtree the method of its rule, innermost first."""
        done: dict[int, Any] = {}
        for tree in found.iter_subtrees():
            parts = [done[id(part)] if isinstance(part, Tree) else part for part in tree.children]
            done[id(tree)] = getattr(self, f"on_{tree.data}")(*parts)
        return done[id(found)]

    def on_start(self, inner: Node) -> Node:
        return inner

    def on_number(self, token: Token) -> Node:
        return Node("number", (Fraction(str(token)),), *_span(token))

    def on_digit(self, token: Token) -> Node:
        """A number that is an argument without braces: \\frac12 has two of one digit each."""
        if len(token) > 1 and "\\" in self.text:
            raise Unreadable(
                (token.start_pos or 0) + 1,
                "braces",
                f"in TeX only the first digit of {token} belongs there; write {{{token}}}",
            )
        return self.on_number(token)

    def on_letter(self, *tokens: Any) -> Node:
        token = next(t for t in tokens if t.type == "NAME")
        return Node("name", (str(token),), *_span(token))

    def on_place(self, token: Token) -> Node:
        return Node("name", ("·",), *_span(token))

    def on_group(self, left: Token, inner: Node, right: Token) -> Node:
        return replace(inner, start=left.start_pos or 0, end=right.end_pos or 0)

    def on_add(self, left: Node, _: Token, right: Node) -> Node:
        return join("add", (left, right))

    def on_subtract(self, left: Node, sign: Token, right: Node) -> Node:
        return join("add", (left, self.on_minus(sign, right)))

    def on_minus(self, sign: Token, inner: Node) -> Node:
        return Node("neg", (inner,), sign.start_pos or 0, inner.end)

    def on_plus(self, _: Token, inner: Node) -> Node:
        return inner

    def on_power(self, base: Node, _: Token, exponent: Node) -> Node:
        if re.match(r"[-−]?1\s*/\s*\d", self.text[exponent.start :]):
            said = "x^1/2 can be read two ways; write x^(1/2) for the root"
            raise Unreadable(exponent.start, "brackets", said)
        return Node("pow", (base, exponent), base.start, exponent.end)

    def on_fraction(self, sign: Token, top: Node, bottom: Node) -> Node:
        return Node("div", (top, bottom), sign.start_pos or 0, bottom.end)

    def on_abs(self, left: Token, inner: Node, right: Token) -> Node:
        return Node("abs", (inner,), left.start_pos or 0, right.end_pos or 0)

    def on_root(self, sign: Token, *parts: Any) -> Node:
        nodes = [part for part in parts if isinstance(part, Node)]
        degree = nodes[0] if len(nodes) == 2 else Node("number", (Fraction(2),))
        return Node("root", (nodes[-1], degree), sign.start_pos or 0, nodes[-1].end)

    def on_operator(self, sign: Token) -> Sign:
        return Sign(sign.type == "OVER", *_span(sign))

    def on_row(self, *parts: Any) -> list[Entry]:
        """The row so far, a sign or nothing, perhaps a minus, and one more factor."""
        row: list[Entry] = list(parts[0]) if isinstance(parts[0], list) else []
        rest = parts[1:] if isinstance(parts[0], list) else parts
        minus = next((p for p in rest if isinstance(p, Token)), None)
        for part in rest:
            if isinstance(part, Token):
                continue
            if minus is not None and isinstance(part, Node):
                part = self.on_minus(minus, part)
            elif minus is not None and isinstance(part, Prefix):
                raise Unreadable(minus.start_pos or 0, "brackets", "put brackets around −…")
            row.append(part)
        return row

    def on_term(self, row: list[Entry]) -> Node:
        return fold(row, self.text)

    def on_bare(self, token: Token, *power: Any) -> Prefix:
        exponent = power[-1] if power else None
        start, end = _span(token)
        if exponent is not None and exponent.kind == "neg":
            raise Unreadable(
                exponent.start,
                "a positive exponent",
                f"{token}^(−1) can be the inverse function or one over it; write either out",
            )
        if token in ("abs", "root", "max", "min"):
            raise Unreadable(end, "‘(’", f"{token} needs its arguments in brackets")
        return Prefix("call", (str(token),), start, exponent.end if exponent else end, exponent)

    def on_nabla(self, token: Token, *rest: Any) -> Prefix:
        start, end = _span(token)
        letter = rest[-1] if rest else Node("name", ("θ",), start, end)
        return Prefix("slope", (letter,), start, letter.end)

    def on_call(self, token: Token, left: Token, entries: list[Node], right: Token) -> Node:
        start, end = token.start_pos or 0, right.end_pos or 0
        kind = "sub" if token.type == "SUBCALL" else "call"
        name = str(token)
        if name == "sqrt" and len(entries) == 1:
            return Node("root", (entries[0], Node("number", (Fraction(2),))), start, end)
        if name == "root" and len(entries) == 2:
            return Node("root", tuple(entries), start, end)
        if name == "abs" and len(entries) == 1:
            return Node("abs", (entries[0],), start, end)
        return Node(kind, (name, *entries), start, end)

    def on_given(
        self, token: Token, _: Token, left: list[Node], __: Token, right: list[Node], close: Token
    ) -> Node:
        if len(left) != 1 or len(right) != 1:
            raise Unreadable(left[0].start, "one letter on each side of ‘|’", "too many arguments")
        given = Node("given", (left[0], right[0]), left[0].start, right[0].end)
        return Node("call", (str(token), given), token.start_pos or 0, close.end_pos or 0)

    def on_list(self, *parts: Any) -> list[Node]:
        return [part for part in parts if isinstance(part, Node)]

    def on_law(self, *parts: Any) -> Node:
        nodes = [part for part in parts if isinstance(part, Node)]
        tokens = [part for part in parts if isinstance(part, Token)]
        ends = [t.end_pos or 0 for t in tokens] + [n.end for n in nodes]
        return Node("law", tuple(nodes), tokens[0].start_pos or 0, max(ends))

    def on_law_at(self, *parts: Any) -> Node:
        """N(x; mean, variance): the density at x, which stands for the law."""
        place, *rest = (part for part in parts if isinstance(part, Node))
        if place.kind not in ("name", "call"):
            said = "in N(x; mean, variance) a letter stands first"
            raise Unreadable(place.start, "a letter", said)
        law = self.on_law(*(part for part in parts if part is not place))
        return replace(law, parts=tuple(rest))

    def on_mean(self, token: Token, _: Token, body: Node, close: Token) -> Node:
        return Node("mean", (str(token), body), token.start_pos or 0, close.end_pos or 0)

    def on_law_name(self, token: Token, *rest: Any) -> Node:
        end = rest[-1].end_pos if rest else token.end_pos
        return Node("name", (str(token),), token.start_pos or 0, end or 0)

    def on_divergence(self, token: Token, *parts: Any) -> Node:
        laws = tuple(part for part in parts if isinstance(part, Node))
        return Node("divergence", laws, token.start_pos or 0, parts[-1].end_pos or 0)

    def on_binder(self, name: Token, *rest: Any) -> Binder:
        """The index, the sign behind it, and where it begins and ends if that is said."""
        sign = rest[0].type if rest else ""
        low, high = [*(part for part in rest if isinstance(part, Node)), None, None][:2]
        return self.on_letter(name), sign, low, high

    def on_below(self, *parts: Any) -> Binder:
        found = next((part for part in parts if isinstance(part, tuple)), None)
        return found or (self.on_letter(*parts), "", None, None)

    def on_above(self, _: Token, high: Node) -> Node:
        return high

    def on_series(self, token: Token, *parts: Any) -> Prefix:
        kind = "sum" if token.type == "SUM" else "product"
        index, sign, low, within = next(part for part in parts if isinstance(part, tuple))
        high = next((part for part in parts if isinstance(part, Node)), within)
        start = token.start_pos or 0
        end = max(node.end for node in (index, low, high) if node is not None)
        if sign == "EQ" and low is not None and high is not None:
            return Prefix(kind, (index, low, high), start, end)
        if sign == "EQ":
            raise Unreadable(end, "‘^’", f"where does this {kind} end? Write {kind}_{{k=1}}^{{K}}")
        if sign == "GE" and low is not None:
            if high is not None:
                return Prefix(kind, (index, low, high), start, end)
            return Prefix(f"{kind}_from", (index, low), start, end)
        if high is not None:
            raise Unreadable(index.end, "‘=’", f"where does this {kind} begin?")
        return Prefix(f"{kind}_over", (index,), start, end)

    def on_average(self, token: Token) -> Prefix:
        return Prefix("mean", (str(token),), *_span(token))

    def on_series_led(self, token: Token, left: Token, index: Token, *parts: Any) -> Node:
        low, high, body = (part for part in parts if isinstance(part, Node))
        return self.on_series_call(token, left, body, index, low, high, parts[-1])

    def on_series_call(self, token: Token, _: Token, body: Node, *parts: Any) -> Node:
        kind = "sum" if token.type == "SUM" else "product"
        index = self.on_letter(*(p for p in parts if isinstance(p, Token)))
        low, high = (part for part in parts if isinstance(part, Node))
        end = parts[-1].end_pos or 0
        return Node(kind, (index, low, high, body), token.start_pos or 0, end)


def _span(token: Token) -> tuple[int, int]:
    return token.start_pos or 0, token.end_pos or 0
