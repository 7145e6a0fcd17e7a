"""A figure before a slider is moved: its curves drawn from the same trees that move them later."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes

from solutions.figures import canvas, evaluation
from solutions.figures.movable import Curve, Movable

Row = list[float]


def curve(movable: Movable, name: str) -> Curve:
    """The curve of that name; raises KeyError."""
    return {one.name: one for one in movable.curves}[name]


def places(movable: Movable, name: str, **sliders: float) -> tuple[Row, Row, Row]:
    """x, y and the lower edge (empty without one) along a curve; nan where it has a gap.

    ``sliders`` are by letter, and where they stand at first if left out.
    """
    one = curve(movable, name)
    first = {slider.letter.name: slider.value for slider in movable.sliders}
    at = evaluation.settled(movable, first | sliders)
    x, y = evaluation.points(one, at)
    return x, y, [] if one.low is None else evaluation.points(replace(one, y=one.low), at)[1]


def plot(axes: Axes, movable: Movable, name: str, *style: str, **more: Any) -> None:
    """Draw a line or points; ``style`` and ``more`` are matplotlib's."""
    x, y, _ = places(movable, name)
    axes.plot(x, y, *style, gid=f"curve-{name}", **more)


def fill(axes: Axes, movable: Movable, name: str, **more: Any) -> None:
    """Draw a band from its upper edge to its lower one."""
    x, y, low = places(movable, name)
    between(axes, x, y, low, gid=f"curve-{name}", **more)


def between(axes: Axes, x: Row, high: Row, low: Row, **more: Any) -> None:
    """A pale band between two edges."""
    edge: dict[str, Any] = {"color": canvas.GREY, "alpha": 0.25, "linewidth": 0}
    axes.fill([*x, *x[::-1]], [*high, *low[::-1]], **edge | more)


def legend(axes: Axes, columns: int = 1) -> None:
    """Above the axes, where no curve can come."""
    with rc_context(canvas.STYLE):
        axes.legend(
            loc="lower left",
            bbox_to_anchor=(0, 1),
            ncols=columns,
            frameon=False,
            handlelength=1.8,
            labelspacing=0.3,
            columnspacing=1.2,
            borderaxespad=0,
        )
