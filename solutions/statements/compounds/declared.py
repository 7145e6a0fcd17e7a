"""Why a compound may not be declared as it is, by what it rests on and by all else of a part."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from solutions.kernel.composition import EQUAL
from solutions.kernel.errors import Malformed, Undecided
from solutions.kernel.identity import agree
from solutions.kernel.statement import Statement
from solutions.objects.quantities import LIMIT
from solutions.printing.formulas import text
from solutions.statements.chain import Chain
from solutions.statements.compounds.comparing import is_made, told_of, wrong
from solutions.statements.compounds.computing import Known, computed
from solutions.statements.compounds.models import is_of_a_known_law, may_be_a_model


def miscomputed(derivation: Chain, rests: list[Known]) -> str:
    """Why a compound is not what a derivation declares it to be, by the lines it rests on.

    What has no name in it, or is a limit, or is made of what these lines speak of, has to be
    computed; the rest is a model, of which nothing is known.
    """
    of, name = derivation.of, derivation.name
    if not is_made(derivation):
        return ""
    told, found = wrong(derivation, rests)
    if told or found or is_of_a_known_law(derivation, rests):
        return told
    if of.speaks_of(LIMIT):
        return (
            f"{text(of)} is declared in {name}, and a limit is found: by .tends_to(…), and then "
            "rests=(…) on that line"
        )
    if told := told_of(derivation, rests):
        return told
    if not may_be_a_model(of, derivation.start):
        return (
            f"{text(of)} is declared in {name}, and has to follow from what it is made of; say "
            "first what that is, and then rests=(…) on those lines"
        )
    return ""


def unfounded(derivation: Chain, rests: list[Known], known: list[Known]) -> str:
    """Why a compound may not be declared: what it is made of is known, and does not give it.

    ``rests`` are the lines that it says it rests on; ``known`` all others of the part. What a value
    put for a letter leads to, as from X_n to X_0, is shown by a later line of the derivation.
    """
    if not is_made(derivation):
        return ""
    told, found = wrong(derivation, rests)
    if not found or not rests:
        told, found = wrong(derivation, known)
    if told or found:
        return told
    if is_of_a_known_law(derivation, rests):
        return ""
    later = list(_later(derivation))
    unseen = [
        line for line in known if line.declared and not any(_shown(said, line) for said in later)
    ]
    return told_of(derivation, unseen)


def _later(derivation: Chain) -> Iterator[Statement]:
    for number in range(1, len(derivation.steps) + 1):
        try:
            said = derivation.statement(number)
        except (Malformed, Undecided, TypeError):
            return
        if said.left != derivation.of and said.relation.word == EQUAL:
            yield said


def _shown(said: Statement, line: Known) -> bool:
    """Is a later line what another one says of it, wherever both hold?"""
    if line.said.left == said.left or line.said.left.carried():
        return False  # a line about a whole family says more than what is shown of one member
    try:
        gamma = said.gamma.join(line.said.gamma)
    except Undecided:
        return False
    values = computed(said.left, [line], gamma)
    return isinstance(said.right, sp.Expr) and any(
        agree(value, said.right, gamma) for value in values
    )
