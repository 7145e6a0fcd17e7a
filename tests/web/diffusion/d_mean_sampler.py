"""A module with sections in it, for the snippet block."""

from fractions import Fraction

# --8<-- [start:derivation]


def factor(variance: Fraction, steps: int) -> Fraction:
    """The number that all conditional means together multiply the start with."""
    product = Fraction(1)
    for k in range(1, steps + 1):
        # --8<-- [start:step]
        earlier, later = variance + Fraction(k - 1, steps), variance + Fraction(k, steps)
        product *= earlier / later
        # --8<-- [end:step]
    return product


# --8<-- [end:derivation]
