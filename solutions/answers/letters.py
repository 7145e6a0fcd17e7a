"""The letters of a part: which problem's vocabulary its answers are read with."""

from __future__ import annotations

from functools import lru_cache

from solutions.answers import known
from solutions.diffusion import letters as letters_of_diffusion
from solutions.dpo import letters as letters_of_dpo
from solutions.reading.vocabulary import Vocabulary


@lru_cache(maxsize=32)
def for_part(part: str) -> Vocabulary:
    """The vocabulary of a part, such as ``"1e"``; raises :class:`LookupError` for others."""
    if why := known.lacking(part):
        raise LookupError(why)
    problem = letters_of_diffusion if part.startswith("1") else letters_of_dpo
    return problem.vocabulary(part)
