"""What the engine uses of python-flint, where there is none: in the pack it is ``flint``.

Rationals are exact. A ball is an interval whose ends are rounded outwards, so that it encloses the
true value as Arb's does; a comparison is true only if it is certain. The polynomials share nothing
with SymPy's, so two engines still have to agree.
"""

from __future__ import annotations

from solutions.answers.browser.intervals import arb, ctx
from solutions.answers.browser.multivariate import fmpq_mpoly, fmpq_mpoly_ctx
from solutions.answers.browser.rationals import fmpq, fmpz

__all__ = ["arb", "ctx", "fmpq", "fmpq_mpoly", "fmpq_mpoly_ctx", "fmpz"]

__version__ = "0"
"""None that SymPy knows: it must not take its integers from here."""
