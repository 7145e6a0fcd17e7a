"""Everything an author writes with, from one import.

    from solutions.author import Derivation, Box, Decoy, Letter, Part, check, exact, quantity

Letters and quantities say what there is, a derivation states lines, a box is what its lines say,
and checks and decoys try the boxes. Figures, misprints, notebooks and tests of parts take what they
need from here too. What decides is elsewhere: see ``solutions/kernel``.
"""

from solutions.checks.comparison import FAILURE_RATE, PARTS, judge
from solutions.checks.judgement import judge_part
from solutions.kernel.domains.domain import EVERYWHERE, Domain
from solutions.kernel.identity import same
from solutions.kernel.terms.calculus import derivative
from solutions.kernel.terms.letters import Letter, defined, function, opened
from solutions.numbers.pairs import Pair, approaching, enclosed, estimated, exact, rounded
from solutions.numbers.points import Point
from solutions.numbers.values import value
from solutions.objects.laws import Combination, Enclosure, Mean, Normal, Recursion, Term
from solutions.objects.operations import (
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
from solutions.objects.quantities import Name, Quantity, family, quantity
from solutions.printing.formulas import tex, text
from solutions.relations.equalities.equality import equal
from solutions.relations.inequalities.products import ProductBounds, Telescope
from solutions.relations.inequalities.riemann import RiemannSum
from solutions.relations.inequalities.roots import PositiveRoot
from solutions.relations.laws.divergence import AboveBy, Divergence, Gibbs
from solutions.relations.limits.at_infinity import to_infinity
from solutions.relations.limits.limit import Limit
from solutions.relations.regimes.regime import Regime
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
    "equal",
    "estimated",
    "exact",
    "family",
    "function",
    "given",
    "gradient",
    "judge",
    "judge_part",
    "limit",
    "log_density",
    "logarithm",
    "mean",
    "negative",
    "onward",
    "opened",
    "quantity",
    "ratio",
    "relative_error",
    "rounded",
    "same",
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
