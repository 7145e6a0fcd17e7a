"""The letters of a part: which problem's vocabulary its answers are read with.

Nothing of SymPy is imported here, so that a build on receipts can ask what is lacking.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

from solutions import catalogue

if TYPE_CHECKING:
    from solutions.reading.vocabulary import Vocabulary


@lru_cache(maxsize=32)
def for_part(part: str) -> Vocabulary:
    """The vocabulary of a part, such as ``"1e"``; raises :class:`LookupError` for others."""
    if why := lacking(part):
        raise LookupError(why)
    found: Vocabulary = import_module(catalogue.letters_of(part)).vocabulary(part)
    return found


def lacking(part: str) -> str:
    """Why answers to a part cannot be judged, and what to add; empty where they can."""
    head = f"answers to {part} can't be judged"
    try:
        problem, first = catalogue.problem_of(part), catalogue.PROBLEMS[0]
    except LookupError as why:
        return f"{head}: {why}"
    if catalogue.letters_of(part):
        return ""
    return (
        f"{head}: nothing says how the letters of problem "
        f"{problem.number} are typed. Declare them in solutions/{problem.folder}/letters.py, as "
        f"solutions/{first.folder}/letters.py does"
    )
