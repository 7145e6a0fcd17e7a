"""What the student's notes in the margin say, and of which claims: read by us, judged by nobody.

The key is the note's place in the log, counted from 0. Only notes that are verdicts have a stance.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Stance:
    """A verdict of the student: ``says`` "right" or "wrong" of the claims ``about``."""

    says: str
    about: tuple[str, ...]


STANCES = {
    1: Stance("wrong", ("1g-10",)),
    2: Stance("right", ("1g-35",)),
    4: Stance(
        "right",
        ("1a-06", "1b-03", "1c-05", "1d-13", "1e-14", "1f-11", "1f-12", "1g-35", "1h-14"),
    ),
    6: Stance("wrong", ("2b-10",)),
    7: Stance("wrong", ("2b-16",)),
    8: Stance("wrong", ("2b-25",)),
    10: Stance("right", ("2b-38",)),
    11: Stance("right", ("2c-03", "2c-05")),
    12: Stance("wrong", ("2e-07",)),
    13: Stance("wrong", ("2e-20",)),
    14: Stance("wrong", ("2e-27",)),
    15: Stance("wrong", ("2f-09",)),
    17: Stance("right", ("2f-25",)),
    18: Stance("wrong", ("2f-32",)),
    20: Stance("wrong", ("2g-11",)),
    22: Stance("wrong", ("2g-15",)),
    23: Stance("wrong", ("2g-21",)),
}
"""Page 50 (13) objects to a fraction of policy ratios, whose right form is 2e-20; page 62 (17)
likes the abbreviation u."""
