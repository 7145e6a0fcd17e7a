"""Which box a typed left side names.

X_t ∼ N(0, σ² + t − Δt) is wrong, and not saved by this being the law of X_{t−Δt}.
"""

from __future__ import annotations

import re
from typing import TypeVar

from solutions.answers.boxes import Order, Target
from solutions.reading.spelling import spelled

_AVERAGED = re.compile(r"^(?:Var|V|E)(?=[\[(]|[A-Z]?[^\w])[\[(]?|^Var")
_TEXT = re.compile(r"\\text\b.*|\\lim_\{[^{}]*\}|\\[bB]igg?[lmr]?(?![A-Za-z])/?")


Entry = TypeVar("Entry", Target, Order)


def about(entries: tuple[Entry, ...], left: str | None) -> tuple[Entry, ...]:
    """The entries for boxes that a left side names, or all where it is none of the part's."""
    asked = head(left or "")
    named = tuple(entry for entry in entries if asked and head(entry.box.lhs) == asked)
    return named or entries


def head(left: str) -> str:
    """What a left side is about, without lim, Var, E, arguments, capitals and what is given."""
    plain = spelled(_TEXT.sub(_slash, left), step=True).replace("·", "")
    plain = re.sub(r"[\]\[!,;.\\]", lambda sign: "[" if sign[0] == "[" else "", plain)
    plain = _AVERAGED.sub("", plain).split("=")[0]
    name, given, _ = plain.partition("|")
    if "(" in name.lstrip("("):
        return name.split("(")[0].casefold()
    return name.strip(")]").casefold() + given


def _slash(found: re.Match[str]) -> str:
    return "/" if found[0].endswith("/") else ""
