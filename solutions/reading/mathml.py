"""A tree as presentation MathML Core, which browsers set by themselves."""

from __future__ import annotations

import re
from fractions import Fraction
from html import escape

from solutions.reading.plain_text import number
from solutions.reading.tree import RELATIONS, Node, Tree

_FENCED = {"add", "neg"}
_LOOSE = {"add", "neg", "mul", "div", "pow", "slope", "abs", "root", "call"}


def mathml(tree: Tree) -> str:
    """A whole ``<math>`` element."""
    return f'<math display="block">{_row(tree)}</math>'


def _row(node: Node) -> str:
    return f"<mrow>{_set(node)}</mrow>"


def _op(sign: str, **attributes: str) -> str:
    more = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f"<mo{more}>{escape(sign)}</mo>"


def _fence(inner: str, left: str = "(", right: str = ")") -> str:
    return f"<mrow>{_op(left)}{inner}{_op(right)}</mrow>"


def _series(node: Node) -> bool:
    return node.kind.startswith(("sum", "product"))


def _word(word: str) -> str:
    """A letter in italics, a word upright."""
    hat = word.endswith("\u0302")
    word = word.removesuffix("\u0302")
    upright = ' mathvariant="normal"' if len(word) == 1 and word.isupper() and word in "ΔΣΠ" else ""
    shown = f"<mi{upright}>{escape(word)}</mi>"
    return f'<mover accent="true">{shown}<mo>^</mo></mover>' if hat else shown


def name(spelling: str) -> str:
    """A name with its subscripts, star and primes."""
    if spelling == "·":
        return _op("·")
    parts = re.fullmatch(r"(.+?)(\*?)(?:_(?:\{(.*)\}|(\w+)))?('*)", spelling)
    if parts is None or spelling.startswith("|"):
        return f"<mi>{escape(spelling)}</mi>"
    base, star, group, word, primes = parts.groups()
    if re.fullmatch(r"Δ\w", base):
        head = f'<mrow><mi mathvariant="normal">Δ</mi><mi>{escape(base[1])}</mi></mrow>'
    else:
        head = _word(base)
    below = (
        f"<mi>{escape(word)}</mi>" if word else f"<mtext>{escape(group)}</mtext>" if group else ""
    )
    if word and word.isdigit():
        below = f"<mn>{word}</mn>"
    above = _op("*") if star else _op("′" * len(primes)) if primes else ""
    if above and below:
        return f"<msubsup>{head}{below}{above}</msubsup>"
    if below:
        return f"<msub>{head}{below}</msub>"
    return f"<msup>{head}{above}</msup>" if above else head


def _set(node: Node) -> str:
    """The inside of a row."""
    parts = node.nodes()
    if node.kind in RELATIONS:
        return f"{_set(parts[0])}{_op(RELATIONS[node.kind])}{_set(parts[1])}"
    if _series(node):
        return _large(node)
    simple = {"number": _number, "name": lambda n: name(str(n.parts[0])), "call": _call}
    if node.kind in simple:
        return simple[node.kind](node)
    return _SETTERS[node.kind](node)


def _number(node: Node) -> str:

    value = node.parts[0]
    assert isinstance(value, Fraction)
    shown = number(value)
    if "e" in shown:
        mantissa, power = shown.split("e")
        return f"<mn>{mantissa}</mn>{_op('·')}<msup><mn>10</mn><mn>{power}</mn></msup>"
    return f"<mn>{shown}</mn>"


def _add(node: Node) -> str:
    first, *rest = node.nodes()
    out = _set(first)
    for part in rest:
        inner = part.nodes()[0] if part.kind == "neg" else part
        held = _fence(_set(inner)) if part.kind == "neg" and inner.kind in _FENCED else _set(inner)
        out += _op("−" if part.kind == "neg" else "+") + held
    return out


def _neg(node: Node) -> str:
    inner = node.nodes()[0]
    return _op("−", form="prefix") + (_fence(_set(inner)) if inner.kind in _FENCED else _set(inner))


def _mul(node: Node) -> str:
    """Factors side by side; a dot before a number, and where the next would seem an argument."""
    out = ""
    parts = node.nodes()
    for place, part in enumerate(parts):
        loose = part.kind in _FENCED or (_series(part) and place < len(parts) - 1)
        inner = _fence(_set(part)) if loose else _set(part)
        before = parts[place - 1] if place else None
        dot = before is not None and (
            _leads_with_number(part)
            or (loose and before.kind in ("name", "call"))
            or before.kind == "slope"
        )
        out += (_op("·") if dot else _op("\u2062") if place else "") + inner
    return out


def _leads_with_number(node: Node) -> bool:
    while node.kind in ("pow", "mul"):
        node = node.nodes()[0]
    return node.kind == "number"


def _div(node: Node) -> str:
    above, below = node.nodes()
    return f"<mfrac>{_row(above)}{_row(below)}</mfrac>"


def _pow(node: Node) -> str:
    base, exponent = node.nodes()
    plain_base = base.kind in ("number", "name", "abs", "sub")
    if base.kind == "name" and re.search(r"[*']", str(base.parts[0])):
        plain_base = False
    held = _row(base) if plain_base else _fence(_set(base))
    return f"<msup>{held}{_row(exponent)}</msup>"


def _root(node: Node) -> str:
    inner, degree = node.nodes()
    if degree.parts == (Fraction(2),):
        return f"<msqrt>{_row(inner)}</msqrt>"
    return f"<mroot>{_row(inner)}{_row(degree)}</mroot>"


def _call(node: Node) -> str:
    inner = _op(",").join(_set(part) for part in node.nodes())
    return f"{name(str(node.parts[0]))}{_op(chr(0x2061))}{_fence(inner)}"


def _large(node: Node) -> str:
    sign = _op("∑" if node.kind.startswith("sum") else "∏")
    *limits, body = node.nodes()
    below = _set(limits[0])
    if len(limits) > 1:
        below += _op("=" if len(limits) == 3 else "≥") + _set(limits[1])
    held = _fence(_set(body)) if body.kind in _FENCED else _row(body)
    if len(limits) == 3:
        return f"<munderover>{sign}<mrow>{below}</mrow>{_row(limits[2])}</munderover>{held}"
    return f"<munder>{sign}<mrow>{below}</mrow></munder>{held}"


def _slope(node: Node) -> str:
    letter, body = node.nodes()
    held = _set(body) if body.kind == "call" else _fence(_set(body))
    if letter.parts != ("θ",):
        return f"<mfrac><mi>d</mi><mrow><mi>d</mi>{_row(letter)}</mrow></mfrac>{held}"
    return f"<msub>{_op('∇')}{_row(letter)}</msub>{held}"


def _mean(node: Node) -> str:
    law = f"<mtext>{escape(str(node.parts[0]).replace('~', ' ∼ '))}</mtext>"
    return f"<msub><mi>𝔼</mi>{law}</msub>{_fence(_set(node.nodes()[0]), '[', ']')}"


_SETTERS = {
    "add": _add,
    "neg": _neg,
    "mul": _mul,
    "div": _div,
    "pow": _pow,
    "root": _root,
    "slope": _slope,
    "mean": _mean,
    "abs": lambda n: _fence(_set(n.nodes()[0]), "|", "|"),
    "given": lambda n: _set(n.nodes()[0]) + _op("|") + _set(n.nodes()[1]),
    "sub": lambda n: f"<msub><mi>{escape(str(n.parts[0]))}</mi>{_row(n.nodes()[0])}</msub>",
    "law": lambda n: "<mi>𝒩</mi>" + _fence(_op(",").join(_set(part) for part in n.nodes())),
    "divergence": lambda n: (
        "<msub><mi>D</mi><mtext>KL</mtext></msub>"
        + _fence(_op("‖").join(_set(part) for part in n.nodes()))
    ),
    "text": lambda n: f"<mtext>{escape(str(n.parts[0]))}</mtext>",
}
