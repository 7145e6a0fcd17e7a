"""trl: the loss that it trains with, differentiated by torch, against the gradient of 2f."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

from solutions.dpo import f_gradient as f
from solutions.dpo.comparisons import (
    RECORD,
    SKEWED,
    UNIFORM,
    WEIGHTS,
    Policy,
    exact_tables,
    rational,
    tables,
)
from solutions.dpo.notation import beta, n, theta
from solutions.oracles.comparison import Case, Comparison, case, rounding

PLACES = tuple(
    (t, strength, reference)
    for reference in (UNIFORM, SKEWED)
    for t in (Fraction(1, 4), Fraction(2))
    for strength in (Fraction(1, 8), Fraction(1, 2), Fraction(5, 2))
)
"""θ, β and π_ref, with π_θ away from π_ref."""


def comparisons() -> Iterator[Comparison]:
    """The gradient; among its twins is the last line of the paper’s appendix A.4."""
    what = "gradient of `DPOTrainer.dpo_loss` by autograd, over three recorded comparisons"
    yield Comparison("2f", what, "rounding in double precision", tuple(gradients()))


def gradients() -> Iterator[Case]:
    """One case for each place."""
    for t, strength, reference in PLACES:
        found = slope(float(t), float(strength), reference)
        functions = tables(t, *exact_tables(t), reference)
        at = {beta: strength, theta: t, n: len(RECORD)}
        yield case(f.part, "gradient", at, found, allowed(float(t), float(strength)), functions)


def allowed(t: float, strength: float) -> float:
    """Some 60 operations on values of the gradient’s size.

    A slope of log π_θ is at most 2/t for this policy, so the gradient is at most 4β/t. An error of
    the margin counts in full in the weight: the margin is at most 8β.
    """
    return rounding(60, 4 * strength / t * (1 + 8 * strength))


def slope(t: float, strength: float, reference: Policy) -> float:
    """dL/dθ: their loss of each comparison, weighted, and differentiated by torch."""
    import torch
    from trl import DPOTrainer

    parameter = torch.tensor(t, dtype=torch.float64, requires_grad=True)
    policy = {key: torch.log(share) for key, share in rational(parameter).items()}
    known = {
        key: torch.log(torch.tensor(float(share), dtype=torch.float64))
        for key, share in reference.items()
    }

    def logs(of: dict[tuple[int, int], Any], place: int) -> Any:
        return torch.stack([of[one[place], one[0]] for one in RECORD])

    losses, *_ = DPOTrainer.dpo_loss(
        trainer(strength), logs(policy, 1), logs(policy, 2), logs(known, 1), logs(known, 2)
    )
    weights = torch.tensor([float(share) for share in WEIGHTS], dtype=torch.float64)
    (losses * weights).sum().backward()
    return float(parameter.grad)


def trainer(strength: float) -> Any:
    """What the loss reads of a trainer, at trl’s defaults: no network and no data are needed."""
    from trl.trainer.dpo_config import FDivergenceType

    return SimpleNamespace(
        accelerator=SimpleNamespace(device="cpu"),
        beta=strength,
        reference_free=False,
        label_smoothing=0.0,
        f_divergence_type=FDivergenceType.REVERSE_KL,
        f_divergence_params={},
    )
