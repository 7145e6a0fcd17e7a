"""Figures that cannot be drawn, for the tests."""

from __future__ import annotations

from matplotlib.axes import Axes

from solutions.figures import canvas
from solutions.figures.figure import Figure


def raises() -> Axes:
    raise ZeroDivisionError("no step at all")


FIGURES = (Figure("1a-unfit", "A title.", "nothing that could be seen", raises),)


def plain() -> Axes:
    axes = canvas.axes("x", "y")
    axes.plot([0, 1], [0, 1])
    return axes
