"""Figures for the notebooks: drawn by matplotlib, shown as inline SVG that follows the page.

    axes = canvas.axes("time t", "variance of X_t")
    axes.plot(t, variance, color=canvas.BLUE, label="proved")
    canvas.show(axes, name="forward-variance", title="…", alt="what is seen", legend="upper left")

The colours can be told apart without colour vision and in print; `svg` turns them into the page's.
"""

import io
import logging
from dataclasses import dataclass
from html import escape
from math import log10
from typing import Any

import numpy as np
from cycler import cycler
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import NullLocator

from solutions.figures.svg import INK, SERIES, slim

BLUE, ORANGE, GREEN, PURPLE, GREY = SERIES

# Units are CSS pixels (72 to matplotlib's inch): small enough to be read at 360 px unshrunk.
WIDTH, HEIGHT, TEXT = 432, 270, 12
STYLE: Any = {
    "font.size": TEXT,
    "axes.edgecolor": INK,
    "axes.facecolor": "none",
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.formatter.use_mathtext": False,
    "axes.prop_cycle": cycler(color=SERIES),
    "figure.facecolor": "none",
    "savefig.facecolor": "none",
    "svg.fonttype": "none",
    "svg.hashsalt": "solutions",
    "text.color": INK,
    "text.parse_math": False,
}

# A first use on a new machine announces that a font cache is built; no reader needs to know.
logging.getLogger("matplotlib").setLevel(logging.ERROR)


@dataclass(frozen=True, repr=False)
class Shown:
    """What a notebook displays; `name` stands for it where HTML cannot be shown."""

    name: str
    html: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return f"figure {self.name}"


def axes(x: str, y: str, *, height: int = HEIGHT) -> Axes:
    """Empty axes with both labels; `height` is in CSS pixels, for a width of 432."""
    if not x.strip() or not y.strip():
        raise ValueError("both axes of a figure need a label: say what is drawn, with its letter")
    with rc_context(STYLE):
        figure = Figure(figsize=(WIDTH / 72, height / 72), dpi=72, layout="constrained")
        drawn = figure.add_subplot(xlabel=x, ylabel=y)
    drawn.tick_params(length=3)
    return drawn


@dataclass(frozen=True)
class Drawing:
    """An accessible inline SVG, and where its axes lie in it.

    `frame` is `{"x": [low, high, left, right, log?], "y": [low, high, bottom, top, log?]}`: the
    limits of an axis, their places in the SVG, and whether the axis is logarithmic.
    """

    svg: str
    frame: dict[str, list[Any]]


def bars(drawn: Axes, x: Any, y: Any, half: Any, mark: str, color: str, label: str) -> None:
    """Marks at `y` with bars of length 2 · `half`; arrays of one length.

    All bars are one path: matplotlib's own `errorbar` writes an element for each of them, which
    for sixty points is as much as the rest of a page.
    """
    middle, long = np.asarray(y), np.asarray(half)
    ends = np.stack([middle - long, middle + long, np.full_like(middle, np.nan)], -1)
    drawn.plot(np.repeat(x, 3), ends.ravel(), color=color, lw=1.5)
    drawn.plot(x, middle, mark, color=color, ms=4, label=label)


def show(drawn: Axes, *, name: str, title: str, alt: str, legend: Any = None) -> Shown:
    """The figure as an accessible inline SVG with its title below it."""
    made = drawing(drawn, name=name, title=title, alt=alt, legend=legend)
    return Shown(
        name,
        f'<figure class="notebook-figure" data-search-exclude>{made.svg}'
        f"<figcaption>{escape(title)}</figcaption></figure>",
    )


def drawing(drawn: Axes, *, name: str, title: str, alt: str, legend: Any = None) -> Drawing:
    """The figure as it was drawn on these axes.

    `name` is unique on its page (it prefixes the ids), `title` says what the figure is about,
    `alt` what there is to see, `legend` where a legend goes (matplotlib's words); None: nowhere.
    """
    if not title.strip() or len(alt.split()) < 5:
        raise ValueError(
            f"figure {name.removeprefix('figure-')}: title and alternative text are needed; "
            "say in a sentence what a reader would see"
        )
    figure = drawn.get_figure(root=True)
    assert figure is not None
    file = io.StringIO()
    for axis in (drawn.xaxis, drawn.yaxis):
        if axis.get_scale() == "log":
            axis.set_major_formatter(_power_of_ten)
            axis.set_minor_locator(NullLocator())
    with rc_context(STYLE):
        if legend:
            drawn.legend(loc=legend, frameon=False, handlelength=1.8, labelspacing=0.3)
        figure.savefig(file, format="svg", metadata={"Date": None})
    return Drawing(slim(file.getvalue(), name=name, title=title, alt=alt), _frame(drawn))


def _frame(drawn: Axes) -> dict[str, list[Any]]:
    (left, bottom), (right, top) = drawn.transData.transform(
        [[drawn.get_xlim()[0], drawn.get_ylim()[0]], [drawn.get_xlim()[1], drawn.get_ylim()[1]]]
    )
    high = drawn.figure.bbox.height
    return {
        "x": [*drawn.get_xlim(), round(left, 3), round(right, 3), drawn.get_xscale() == "log"],
        "y": [
            *drawn.get_ylim(),
            round(high - bottom, 3),
            round(high - top, 3),
            drawn.get_yscale() == "log",
        ],
    }


def _power_of_ten(value: float, position: float) -> str:
    """10⁻³ for 0.001, in letters rather than in TeX; nothing between the powers."""
    exponent = round(log10(value))
    if abs(value / 10.0**exponent - 1) > 1e-9:
        return ""
    return "10" + str(exponent).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
