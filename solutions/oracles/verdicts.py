"""What is said of a comparison and of a program. No SymPy here: pages and the command read this."""

from __future__ import annotations

from collections.abc import Iterable

AGREES = "agrees"
DIFFERS = "differs"
CANNOT_TELL = "cannot tell"
"""It agrees, and would agree with a wrong twin as well, or there was nothing to compare."""
FAILED = "failed"
NOT_RUN = "not run"

WRONG = (DIFFERS, CANNOT_TELL, FAILED)
"""Verdicts that make the command exit with 1, the worst first."""


def worst(of: Iterable[str]) -> str:
    """The worst of several comparisons; none at all tells nothing."""
    words = set(of)
    return next((word for word in WRONG if word in words), AGREES if words else CANNOT_TELL)
