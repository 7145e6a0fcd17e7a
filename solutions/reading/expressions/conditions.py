"""Where two expressions are compared: ``x > 0, 0 < t <= 1, n integer, x != 1``.

A sign is declared with the letter, since the kernel proves signs from declarations; every other
inequality becomes a fact of a :class:`Domain`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

import sympy as sp

from solutions.kernel.domains.domain import EVERYWHERE, Domain
from solutions.reading import size_limits
from solutions.reading.expressions.building import build
from solutions.reading.expressions.declarations import Letter
from solutions.reading.parser import piece
from solutions.reading.plain_text import plain
from solutions.reading.scanner import LENGTH
from solutions.reading.tree import Node, Unreadable
from solutions.reading.vocabulary import Vocabulary, free

_SPLIT = re.compile(r"\s*(?:,|;|\n|\\quad|\\land(?![A-Za-z])|\band\b|∧)\s*")
_SIGN = re.compile(r"\\(?:leqslant|geqslant|leq?|geq?|lt|gt|neq?)(?![A-Za-z])|<=|>=|!=|[<>≤≥≠=]")
_SIGNS = {
    "leqslant": "<=", "leq": "<=", "le": "<=", "≤": "<=", "geqslant": ">=", "geq": ">=",
    "ge": ">=", "≥": ">=", "lt": "<", "gt": ">", "ne": "!=", "neq": "!=", "≠": "!=",
}  # fmt: skip
_WORD = re.compile(
    r"\s+(?:is\s+)?(?:an?\s+)?((?:positive|negative|nonnegative|real|natural|nonzero)?\s*"
    r"(?:integer|whole|number)?s?)\s*$"
)
_DECLARED = re.compile(r"\b([A-Za-z]{2,})\s+(?:is\s+)?(?:real|integer|positive|whole)")
"""Words that are one letter because something is said of them."""
_SET = re.compile(r"\s*(?:∈|\\in(?![A-Za-z])|\bin\b)\s*(?:\\mathbb\s*\{?\s*)?([NZRℕℤℝ])\s*\}?\s*$")
_SHOWN = {
    "N": "= 1, 2, …",
    "ℕ": "= 1, 2, …",
    "Z": "integer",
    "ℤ": "integer",
    "R": "real",
    "ℝ": "real",
}
_MOST = 24
"""More conditions are refused."""
Said = tuple[Node, str, Node]


@dataclass(frozen=True)
class Where:
    """A vocabulary whose letters are declared, the domain of the facts, and what is not 0."""

    vocabulary: Vocabulary
    domain: Domain = EVERYWHERE
    excluded: tuple[sp.Expr, ...] = ()
    read_as: str = ""


def build_domain(where: str) -> Where:
    """The letters and the domain that ``where`` declares; raises :class:`Unreadable`."""
    if len(where) > LENGTH:
        raise Unreadable(LENGTH, "a shorter text", f"more than {LENGTH} characters")
    letters = {word: Letter() for word in _DECLARED.findall(where)}
    said: list[Said] = []
    told: list[str] = []
    waiting: list[Node] = []
    statements = list(_statements(where))
    if len(statements) > _MOST:
        raise Unreadable(statements[_MOST][0], "fewer conditions", f"more than {_MOST}")
    for start, end in statements:
        _statement(where, start, end, letters, said, told, waiting)
    if waiting:
        raise Unreadable(len(where), "a condition", f"what is said of {plain(waiting[0])}?")
    _signs(letters, said)
    _possible(letters, where)
    declared = {name: sp.Symbol(name, **each.assumptions()) for name, each in letters.items()}
    words = free(declared)
    facts, excluded = _facts(said, words)
    return Where(words, Domain(facts), excluded, ", ".join(told))


def _statements(where: str) -> list[tuple[int, int]]:
    """From where to where each statement stands."""
    found, start = [], 0
    for match in [*_SPLIT.finditer(where), None]:
        end = match.start() if match else len(where)
        if where[start:end].strip(" $."):
            found.append((start, end))
        start = match.end() if match else end
    return found


def _statement(
    where: str,
    start: int,
    end: int,
    letters: dict[str, Letter],
    said: list[Said],
    told: list[str],
    waiting: list[Node],
) -> None:
    """One statement: a chain of inequalities, a kind of number, or a letter of the next one."""
    text = where[start:end].rstrip(" $.")
    kind = _WORD.search(text)
    if kind and _SIGN.search(text[: kind.start()]):  # n >= 1 integer: that, and n integer
        _statement(where, start, start + kind.start(), letters, said, told, waiting)
        names = [side for side in (said[-1][0], said[-1][2]) if side.kind == "name"]
        for name in names[:1]:
            _kind(letters.setdefault(str(name.parts[0]), Letter()), kind[1], name)
            told.append(f"{plain(name)} {kind[1].strip()}")
        return
    if kind := _SET.search(text) or _WORD.search(text):
        names = [*waiting, _name(where, start, start + kind.start(), letters)]
        for name in names:
            _kind(letters.setdefault(str(name.parts[0]), Letter()), kind[1], name)
            shown = _SHOWN.get(kind[1].strip(), kind[1].strip())
            told.append(f"{plain(name)} {shown}")
        waiting.clear()
        return
    signs = list(_SIGN.finditer(where, start, start + len(text)))
    if not signs:
        waiting.append(_name(where, start, start + len(text), letters))
        return
    ends = [start, *(sign.end() for sign in signs)]
    stops = [*(sign.start() for sign in signs), start + len(text)]
    sides = [piece(where, a, b, _known(letters)) for a, b in zip(ends, stops, strict=True)]
    for place, sign in enumerate(signs):
        word = sign[0].lstrip("\\")
        word = _SIGNS.get(word, word)
        if word == "=":
            expected = "an inequality"
            raise Unreadable(sign.start(), expected, "put the value in place of the letter")
        lefts = [*(waiting if place == 0 else []), sides[place]]
        said.extend((left, word, sides[place + 1]) for left in lefts)
    told.append(", ".join([*map(plain, waiting), ""]) + _chain(sides, signs))
    waiting.clear()


def _chain(sides: list[Node], signs: list[re.Match[str]]) -> str:
    """The inequalities, in one spelling."""
    out = plain(sides[0])
    for side, sign in zip(sides[1:], signs, strict=True):
        word = sign[0].lstrip("\\")
        word = {"<=": "≤", ">=": "≥", "!=": "≠"}.get(_SIGNS.get(word, word), _SIGNS.get(word, word))
        out += f" {word} {plain(side)}"
    return out


def _name(where: str, start: int, end: int, letters: dict[str, Letter]) -> Node:
    node = piece(where, start, end, _known(letters))
    if node.kind != "name" or node.parts[0] in ("e", "π"):
        raise Unreadable(start, "a letter with a condition", f"‘{plain(node)}’ says nothing")
    return node


def _known(letters: dict[str, Letter]) -> Vocabulary:
    return free({name: sp.Symbol(name) for name in letters})


def _kind(letter: Letter, kind: str, name: Node) -> None:
    """``integer``, ``positive real``, ℕ (from 1) and so on."""
    if re.search(r"integer|whole|natural|[NZℕℤ]", kind):
        letter.integer = True
    if "natural" in kind or kind in "Nℕ":
        letter.tighten(">=", Fraction(1))
    for word, sign in (("nonnegative", ">="), ("positive", ">"), ("negative", "<")):
        if re.search(rf"\b{word}", kind):
            letter.tighten(sign, Fraction(0))
    letter.nonzero |= "nonzero" in kind
    if not kind.strip():
        raise Unreadable(name.end, "what it is", "such as ‘n integer’")


_TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "!=": "!="}


def _signs(letters: dict[str, Letter], said: list[Said]) -> None:
    """Bounds by numbers, and positive letters below others, as often as that says more."""
    turned = [(right, _TURNED[sign], left) for left, sign, right in said]
    for _ in range(len(said) + 1):
        for left, sign, right in [*said, *turned]:
            if left.kind != "name" or left.parts[0] in ("e", "π"):
                continue
            letter = letters.setdefault(str(left.parts[0]), Letter())
            number = size_limits.value(right)
            if number is not None and sign == "!=":
                letter.nonzero |= number == 0
            elif number is not None:
                letter.tighten(sign, number)
            elif right.kind == "name" and (other := letters.get(str(right.parts[0]))):
                bound = other.low if ">" in sign else other.high
                if bound is not None and sign != "!=":
                    strict = bound[1] or "=" not in sign
                    letter.tighten(sign[0] if strict else sign[0] + "=", bound[0])


def _possible(letters: dict[str, Letter], where: str) -> None:
    for name, letter in letters.items():
        if letter.empty():
            at = max(where.find(name), 0)
            raise Unreadable(at, "conditions that agree", f"no {name} satisfies all that is said")


def _facts(said: list[Said], words: Vocabulary) -> tuple[tuple[sp.Rel, ...], tuple[sp.Expr, ...]]:
    """The inequalities that the declarations do not imply, and what differs from 0."""
    facts, excluded = [], []
    relations = {"<": sp.Lt, "<=": sp.Le, ">": sp.Gt, ">=": sp.Ge}
    for left, sign, right in said:
        a, b = build(left, words).value, build(right, words).value
        fact = sp.Ne(a, b) if sign == "!=" else relations[sign](a, b)
        if fact == sp.false:
            raise Unreadable(
                left.start, "a condition that can hold", f"{plain(left)} {sign} … holds nowhere"
            )
        if fact == sp.true:
            continue
        if sign == "!=":
            excluded.append(a - b)
        else:
            facts.append(fact)
    return tuple(dict.fromkeys(facts)), tuple(dict.fromkeys(excluded))
