"""What the engine raises and says. Every message names what, where, by how much and what next."""

from __future__ import annotations


class Undecided(Exception):
    """Not settled: outside the kernel's language, a sign not known, or out of time."""


class NoTheorem(Undecided):
    """Two statements that do not compose, or a letter that may not be replaced in one."""


class Disagreement(Exception):
    """The two exact engines gave different answers: a defect of the engine, never of a part."""


class Malformed(Exception):
    """A part, a domain or a claim that is not well formed."""


class NotVerified(Exception):
    """Something does not hold; the text is the whole report."""
