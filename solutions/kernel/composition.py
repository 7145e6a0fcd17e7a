"""Composition: from ``a R b`` and ``b S c`` to ``a T c``, by a table, or not at all.

A relation is a word, and for ≈ and → the regime it holds in. What the table does not give is no
theorem: 5 ≤ 10 and 10 ≥ 3 say nothing of 5 and 3, and an approximation is not an equation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

EQUAL, LESS, AT_MOST, GREATER, AT_LEAST = "=", "<", "≤", ">", "≥"
WITHIN, INSIDE = "∈", "⊆"
NEAR, TENDS, ROUNDS, DIFFERS = "≈", "→", "rounds to", "≠"
WORDS = (EQUAL, LESS, AT_MOST, GREATER, AT_LEAST, WITHIN, INSIDE, NEAR, TENDS, ROUNDS, DIFFERS)


@dataclass(frozen=True)
class Relation:
    """What stands between two values. ``regime`` is that of ≈ and →, ``digits`` of a rounding."""

    word: str
    regime: Any = None
    digits: int = 0


EQUALITY, ENCLOSURE, INCLUSION = Relation(EQUAL), Relation(WITHIN), Relation(INSIDE)
BOUND_BELOW = Relation(AT_LEAST)

_ORDER = {
    (AT_MOST, AT_MOST): AT_MOST,
    (AT_MOST, LESS): LESS,
    (LESS, AT_MOST): LESS,
    (LESS, LESS): LESS,
    (AT_LEAST, AT_LEAST): AT_LEAST,
    (AT_LEAST, GREATER): GREATER,
    (GREATER, AT_LEAST): GREATER,
    (GREATER, GREATER): GREATER,
}
_ENCLOSED = {
    (WITHIN, INSIDE): WITHIN,
    (WITHIN, AT_MOST): AT_MOST,
    (WITHIN, LESS): LESS,
    (WITHIN, AT_LEAST): AT_LEAST,
    (WITHIN, GREATER): GREATER,
    (WITHIN, NEAR): NEAR,
    (WITHIN, TENDS): TENDS,
}
_KEPT_BY_EQUALITY = (LESS, AT_MOST, GREATER, AT_LEAST, WITHIN, TENDS)
_AFTER_EQUALITY = (*_KEPT_BY_EQUALITY, NEAR, ROUNDS, DIFFERS)


def compose(first: Relation, second: Relation) -> Relation | None:
    """What ``a`` is to ``c`` when ``a first b`` and ``b second c``; ``None`` where nothing follows.

    After ≈ stands = or the same ≈ only, and then ``a ≈ c`` is still to be judged against every term
    of ``c``: see :func:`judged_again`.
    """
    if first.word == EQUAL and second.word in (EQUAL, *_AFTER_EQUALITY):
        return second
    if second.word == EQUAL and first.word in _KEPT_BY_EQUALITY:
        return first
    if judged_again(first, second):
        return first
    word = _ORDER.get((first.word, second.word)) or _ENCLOSED.get((first.word, second.word))
    return None if word is None else Relation(word, second.regime)


def judged_again(first: Relation, second: Relation) -> bool:
    """Does ``a ≈ c`` have to be judged itself, since an approximation counts displayed terms?"""
    return first.word == NEAR and (second.word == EQUAL or second == first)


def chainable() -> frozenset[tuple[str, str]]:
    """All pairs of words that the table composes, for the page that shows it."""
    return frozenset(
        (one, two) for one in WORDS for two in WORDS if compose(Relation(one), Relation(two))
    )
