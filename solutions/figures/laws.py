"""What a figure draws of a boxed law: its density, and how far its values spread."""

from __future__ import annotations

from typing import Any

import sympy as sp

from solutions.author import Normal


def density(law: Normal, place: Any) -> sp.Expr:
    """The density of a Gaussian law at ``place``; its mean and variance are numbers."""
    spread = 2 * law.variance
    return sp.exp(-((place - law.mean) ** 2) / spread) / sp.sqrt(sp.pi * spread)


def deviations(law: Normal, count: int) -> sp.Expr:
    """The place that lies ``count`` standard deviations from the mean."""
    return law.mean + count * sp.sqrt(law.variance)
