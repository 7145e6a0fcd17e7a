"""What each part asks for, as data: so that "not what was asked" is decided and not typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy.core.function import AppliedUndef

from solutions.objects.laws import numbers
from solutions.transcript.reading import Chain
from solutions.transcript.subjects import Subject


@dataclass(frozen=True)
class Ask:
    """An answer gives one of ``subjects``, in a form without the functions ``without``."""

    subjects: tuple[Subject, ...]
    without: tuple[Any, ...] = ()
    words: str = ""
    """The same in words, for the page."""

    def missed(self, chain: Chain) -> str:
        """Why the chain is no answer to the question; empty if it is one."""
        if not any(chain.of.left == asked.left for asked in self.subjects):
            return "it is about another quantity than the one asked for"
        used = {
            applied.func
            for number in numbers(chain.result)
            for applied in number.atoms(AppliedUndef)
        }
        left = [function for function in self.without if function in used]
        if left:
            named = ", ".join(getattr(function, "__name__", str(function)) for function in left)
            return f"it still contains {named}"
        return ""
