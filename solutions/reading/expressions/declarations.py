"""What is said of one letter, and the declaration that says it to SymPy."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass
class Letter:
    """What is said of one letter: bounds by numbers, each perhaps strict, and kinds of number."""

    low: tuple[Fraction, bool] | None = None
    high: tuple[Fraction, bool] | None = None
    integer: bool = False
    nonzero: bool = False

    def tighten(self, sign: str, number: Fraction) -> None:
        """Take ``letter sign number`` in."""
        strict = "=" not in sign
        if ">" in sign and (self.low is None or (number, strict) > self.low):
            self.low = (number, strict)
        upper = (number, not strict)
        if "<" in sign and (self.high is None or upper < (self.high[0], not self.high[1])):
            self.high = (number, strict)

    def empty(self) -> bool:
        """Is there no such number?"""
        if self.low is None or self.high is None:
            return False
        return self.low[0] > self.high[0] or (
            self.low[0] == self.high[0] and (self.low[1] or self.high[1])
        )

    def assumptions(self) -> dict[str, bool]:
        """The declarations of SymPy that say so."""
        found = {"integer": True} if self.integer else {"real": True}
        low, high = self.low, self.high
        if self.integer and low is not None and Fraction(-1) < low[0]:
            low = (low[0], low[1] or low[0] > 0)
        if low is not None and (low[0] > 0 or (low[0] == 0 and (low[1] or self.nonzero))):
            return found | {"positive": True}
        if high is not None and (high[0] < 0 or (high[0] == 0 and (high[1] or self.nonzero))):
            return found | {"negative": True}
        if low is not None and low[0] == 0:
            return found | {"nonnegative": True}
        if high is not None and high[0] == 0:
            return found | {"nonpositive": True}
        return found | ({"nonzero": True} if self.nonzero else {})
