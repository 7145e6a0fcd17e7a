"""What was proved: the theorem of a derivation's line, or the report of what does not hold."""

from __future__ import annotations

from solutions.kernel.errors import NotVerified
from solutions.kernel.theorem import Theorem
from solutions.statements.derivation import Derivation
from solutions.statements.lines import judge_derivation


def theorem(derivation: Derivation, line: int = -1) -> Theorem:
    """The theorem that the lines up to ``line`` prove; its text is ``Γ ⊢ left R right``.

    Raises :class:`NotVerified` with the message of the first line that does not hold.
    """
    number = derivation.counted(line)
    judged = judge_derivation(derivation)
    if len(judged.theorems) <= number:
        told = "\n".join(
            f"{source.file}:{source.line}  {name}\n  {said}"
            for name, source, _, said, _ in judged.failures
        )
        raise NotVerified(told or f"{derivation.name} has no theorem for line {number}")
    return judged.theorems[number]
