"""Whether what a rule finds may be called as it is."""

from __future__ import annotations

from collections.abc import Iterator

from solutions.objects.quantities import DIFFERENCE, GIVEN, MEAN, RATIO, SQUARE, VARIANCE
from solutions.printing.formulas import text
from solutions.relations.inequalities.roots import PositiveRoot
from solutions.statements.chain import Chain
from solutions.statements.compounds.comparing import compared, spoken
from solutions.statements.compounds.computing import Known, computed
from solutions.statements.compounds.models import is_made_by, may_be_a_model


def misnamed(derivation: Chain, known: list[Known]) -> Iterator[str]:
    """Why what a rule finds is not what it is called, by what is known of that."""
    for number, step in enumerate(derivation.steps, 1):
        if step.called is not None:
            told, found = compared(step.called, step.rhs, step.domain, known, derivation.name)
            if told:
                yield told
            elif not found and not _is_what_it_finds(derivation, number, known):
                others = [line for line in known if line.declared]
                of = [said for line in others if (said := spoken(step.called, line))]
                if of:
                    yield (
                        f"{text(step.called)} is what a rule finds in {derivation.name}, and "
                        f"something else is known of {of[0]}; call it by a name of its own"
                    )
                elif not may_be_a_model(step.called, step.rhs):
                    yield (
                        f"{text(step.called)} is not what the rule finds in {derivation.name} by "
                        "nature; call it by a name of its own"
                    )


def _is_what_it_finds(derivation: Chain, number: int, known: list[Known]) -> bool:
    """Is it called what the rule finds by nature?

    A new name always is, and so are the mean that is nearest in the mean square, and the factor of
    what has variance 1, if anything is known of that, which is the root of the product's variance.
    """
    step = derivation.steps[number - 1]
    left, called = derivation.statement(number - 1).left, step.called
    if called is None or not called.name.operation:
        return True
    if isinstance(step.relation, PositiveRoot) and called.name == RATIO:
        top, bottom = called.arguments
        units = computed(VARIANCE(bottom), known, step.domain)
        return left == SQUARE(called) or (left == VARIANCE(top) and (not units or 1 in units))
    if called.name != MEAN or not is_made_by(called.arguments[0], GIVEN):
        return False
    variable, event = called.arguments[0].arguments
    letter = getattr(step.relation, "variable", None)
    return bool(left == MEAN(GIVEN(SQUARE(DIFFERENCE(letter, variable)), event)))
