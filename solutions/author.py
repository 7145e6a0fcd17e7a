"""Everything an author writes with, from one import.

    from solutions.author import Derivation, Box, Decoy, Letter, Part, check, exact, quantity

Letters and quantities say what there is, a derivation states lines, a box is what its lines say,
and checks and decoys try the boxes. Nothing here decides anything: see ``solutions/kernel``.
"""

from solutions.engine.comparison import FAILURE_RATE, PARTS, judge
from solutions.engine.objects import (
    Combination,
    Enclosure,
    Mean,
    Normal,
    Recursion,
    Term,
)
from solutions.engine.operations import (
    difference,
    given,
    gradient,
    limit,
    log_density,
    logarithm,
    mean,
    negative,
    ratio,
    relative_error,
    square,
    total,
    variance,
    written,
)
from solutions.engine.pairs import Pair, approaching, enclosed, estimated, exact, rounded
from solutions.engine.points import Point
from solutions.engine.printing import tex, text
from solutions.engine.quantities import Name, Quantity, family, quantity
from solutions.engine.values import value
from solutions.kernel.calculus import derivative
from solutions.kernel.domain import EVERYWHERE, Domain
from solutions.kernel.letters import Letter, defined, function
from solutions.relations.at_infinity import to_infinity
from solutions.relations.divergence import AboveBy, Divergence, Gibbs
from solutions.relations.limit import Limit
from solutions.relations.products import ProductBounds, Telescope
from solutions.relations.regime import Regime
from solutions.relations.riemann import RiemannSum
from solutions.relations.roots import PositiveRoot
from solutions.statements.derivation import Derivation, onward
from solutions.statements.part import Box, Decoy, Part, check
from solutions.statements.theorems import theorem

__all__ = [
    "EVERYWHERE",
    "FAILURE_RATE",
    "PARTS",
    "AboveBy",
    "Box",
    "Combination",
    "Decoy",
    "Derivation",
    "Divergence",
    "Domain",
    "Enclosure",
    "Gibbs",
    "Letter",
    "Limit",
    "Mean",
    "Name",
    "Normal",
    "Pair",
    "Part",
    "Point",
    "PositiveRoot",
    "ProductBounds",
    "Quantity",
    "Recursion",
    "Regime",
    "RiemannSum",
    "Telescope",
    "Term",
    "approaching",
    "check",
    "defined",
    "derivative",
    "difference",
    "enclosed",
    "estimated",
    "exact",
    "family",
    "function",
    "given",
    "gradient",
    "judge",
    "limit",
    "log_density",
    "logarithm",
    "mean",
    "negative",
    "onward",
    "quantity",
    "ratio",
    "relative_error",
    "rounded",
    "square",
    "tex",
    "text",
    "theorem",
    "to_infinity",
    "total",
    "value",
    "variance",
    "written",
]
