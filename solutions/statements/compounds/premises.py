"""What lines say of quantities: those that a derivation rests on, and those of a part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import Malformed, Undecided
from solutions.objects.quantities import Quantity
from solutions.statements.borrowing import Borrowed
from solutions.statements.chain import Chain, members, origin
from solutions.statements.compounds.comparing import is_made, wrong
from solutions.statements.compounds.computing import Known


def premises(derivation: Chain) -> list[Known]:
    """What a derivation rests on, each line by itself."""
    return [_known(used) for used in derivation.rests]


def lines(derivation: Chain) -> Iterator[Known]:
    """All that the lines of a derivation say of quantities."""
    for number in range(len(derivation.steps) + 1):
        try:
            first = number == 0 and derivation.begins is None and not _follows_from(derivation)
            called = derivation.steps[number - 1].called if number else None
            found = called is not None
            line = replace(_known(derivation.upto(number)), declared=first or found)
        except (Malformed, Undecided, TypeError):
            return
        if isinstance(line.said.left, Quantity):
            yield line


def _follows_from(derivation: Chain) -> bool:
    """Is its first line computed from what it rests on?"""
    return is_made(derivation) and wrong(derivation, premises(derivation)) == ("", True)


def _known(line: Borrowed) -> Known:
    """A line, with the values that were put for letters which its left side does not show."""
    said = line.lent
    put = tuple((old, new) for old, new in said.gamma.put if old in line.hidden)
    every = Domain(put=said.gamma.put)
    outputs = frozenset(members(origin(line)))
    said = replace(said, gamma=replace(said.gamma, put=put))
    return Known(line.title, said, outputs=outputs, all_put=every)
