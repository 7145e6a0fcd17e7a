"""Figure of 2c: how many outputs there are."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from solutions.dpo import c_partition_function as c
from solutions.dpo.notation import T, V
from solutions.figures import canvas
from solutions.figures.evaluation import along
from solutions.figures.figure import Figure

LENGTHS = np.arange(1, 51)
SECOND, YEAR = 1e9, 365.25 * 24 * 3600


def outputs() -> Axes:
    """|Y| against T for three vocabularies, and what a computer adds up in a year."""
    axes = canvas.axes("length T of an answer, in tokens", "|Y|, number of outputs")
    for vocabulary, name, colour in (
        (50_000, "V = 50 000", canvas.BLUE),
        (256, "V = 256", canvas.GREEN),
        (2, "V = 2", canvas.PURPLE),
    ):
        counts = along(c.part.box("sequences").value, T, LENGTHS, {V: vocabulary})
        axes.plot(LENGTHS[[0, -1]], [counts[0], counts[-1]], color=colour)
        axes.plot(LENGTHS[9::10], counts[9::10], "o", color=colour, ms=4)
        axes.text(51.5, counts[-1], name, va="center", color=colour)
    axes.plot([1, 50], [SECOND * YEAR] * 2, "--", color=canvas.GREY)
    axes.text(25, 1e24, "added up in a year", color=canvas.GREY)
    axes.set(xlim=(0, 66), ylim=(1, 1e240), yscale="log")
    return axes


FIGURES = (
    Figure(
        "2c-outputs",
        "Every token more multiplies the terms of Z(x) by V: no computer adds them up.",
        "The number of outputs on a logarithmic axis is a straight line in the length of the "
        "answer. For a vocabulary of 50 000 it crosses what a computer adds up in a year, at a "
        "thousand million terms a second, before five tokens, and is beyond ten to the power of "
        "230 at fifty. With bytes or bits for tokens the lines are flatter, and straight as well.",
        outputs,
    ),
)
