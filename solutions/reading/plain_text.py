"""A tree as it was understood: one line of plain text that reads back to the same tree, and MathML.

Brackets stand where they are needed, and every product has its sign.
"""

from __future__ import annotations

from fractions import Fraction

from solutions.reading.tree import RELATIONS, Node, Tree

ADD, MUL, PREFIX, POW, ATOM = range(5)
_LEVELS = {
    "add": ADD, "neg": ADD, "mul": MUL, "div": MUL, "slope": PREFIX, "pow": POW, "sum": MUL,
    "product": MUL, "sum_over": MUL, "product_over": MUL, "sum_from": MUL, "product_from": MUL,
}  # fmt: skip
_SERIES = ("sum", "product")


def plain(tree: Tree) -> str:
    """The tree in plain text: ``σ^2/(1 + σ^2)``."""
    if tree.kind in RELATIONS:
        left, right = tree.nodes()
        return f"{plain(left)} {RELATIONS[tree.kind]} {plain(right)}"
    if tree.kind.startswith(_SERIES):
        return _series(tree)
    printer = _PRINTERS.get(tree.kind)
    if printer is not None:
        return printer(tree)
    inner = [plain(part) for part in tree.nodes()]
    shape = _SHAPES[tree.kind]
    return shape.format(*inner, name=tree.parts[0])


_SHAPES = {
    "abs": "abs({0})",
    "given": "{0} | {1}",
    "sub": "{name}_{{{0}}}",
    "law": "N({0}, {1})",
    "divergence": "D_KL({0} ‖ {1})",
    "text": "{name}",
}


def level(node: Node) -> int:
    """How strongly a node holds together."""
    return _LEVELS.get(node.kind, ATOM)


def _held(node: Node, least: int) -> str:
    """In brackets, unless it holds together at least so strongly."""
    return plain(node) if level(node) >= least else f"({plain(node)})"


def number(value: Fraction) -> str:
    """A decimal, in full; a long number with its power of ten."""
    if value.denominator == 1:
        digits = str(value.numerator)
        if len(digits) <= 15:
            return digits
        kept = digits.rstrip("0")
        return f"{kept[0]}.{kept[1:] or '0'}e{len(digits) - 1}"
    places = next(n for n in range(1, 400) if (value * 10**n).denominator == 1)
    whole = str((value * 10**places).numerator).rjust(places + 1, "0")
    return f"{whole[:-places]}.{whole[-places:]}"


def _number(node: Node) -> str:
    value = node.parts[0]
    assert isinstance(value, Fraction)
    return number(value)


def _name(node: Node) -> str:
    return str(node.parts[0]).replace("*", "^*")


def _add(node: Node) -> str:
    first, *rest = node.nodes()
    out = plain(first)
    for part in rest:
        if part.kind == "neg":
            out += f" - {_held(part.nodes()[0], MUL)}"
        else:
            out += f" + {plain(part)}"
    return out


def _neg(node: Node) -> str:
    return f"-{_held(node.nodes()[0], MUL)}"


def _mul(node: Node) -> str:
    parts = node.nodes()
    shown = []
    for place, part in enumerate(parts):
        loose = part.kind == "div" and place > 0
        loose = loose or (part.kind.startswith(_SERIES) and place < len(parts) - 1)
        shown.append(f"({plain(part)})" if loose else _held(part, MUL))
    return "·".join(shown)


def _ends_open(node: Node) -> bool:
    """Would what follows be read into it?"""
    last = node.nodes()[-1] if node.kind == "mul" else node
    return last.kind.startswith(_SERIES) or last.kind == "slope"


def _div(node: Node) -> str:
    above, below = node.nodes()
    top = f"({plain(above)})" if _ends_open(above) else _held(above, MUL)
    return f"{top}/{_held(below, POW)}"


def _pow(node: Node) -> str:
    base, exponent = node.nodes()
    # x^1/2 would be refused, and e^r(x, y) is hard to read.
    bare = exponent.kind in ("number", "name") and exponent.parts != (Fraction(1),)
    # log(x)^2 is read as (log(x))^2, and a reader who meant log(x^2) has to see that.
    below = f"({plain(base)})" if base.kind == "call" else _held(base, ATOM)
    return f"{below}^{plain(exponent) if bare else f'({plain(exponent)})'}"


def _root(node: Node) -> str:
    inner, degree = node.nodes()
    if degree.parts == (Fraction(2),):
        return f"sqrt({plain(inner)})"
    return f"root({plain(inner)}, {plain(degree)})"


def _call(node: Node) -> str:
    return f"{node.parts[0]}({', '.join(plain(part) for part in node.nodes())})"


def _slope(node: Node) -> str:
    letter, body = node.nodes()
    if letter.parts != ("θ",):
        return f"d/d{plain(letter)}({plain(body)})"
    return f"∇_{plain(letter)}({plain(body)})"


def _mean(node: Node) -> str:
    law = str(node.parts[0]).replace("π*", "π^*")
    return (
        f"E_{{{law}}}[{plain(node.nodes()[0])}]" if law != "D" else f"E_D[{plain(node.nodes()[0])}]"
    )


def _series(node: Node) -> str:
    sign = "sum" if node.kind.startswith("sum") else "prod"
    *limits, body = node.nodes()
    said = [plain(limit) for limit in limits]
    below = {1: "{0}", 2: "{0}≥{1}", 3: "{0}={1}"}[len(said)].format(*said)
    above = f"^{{{said[2]}}}" if len(said) == 3 else ""
    return f"{sign}_{{{below}}}{above}({plain(body)})"


_PRINTERS = {
    "number": _number,
    "name": _name,
    "add": _add,
    "neg": _neg,
    "mul": _mul,
    "div": _div,
    "pow": _pow,
    "root": _root,
    "call": _call,
    "slope": _slope,
    "mean": _mean,
}
