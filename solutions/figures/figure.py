"""A figure of a part, and how a worker draws all figures of a module."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from importlib import import_module
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes

from solutions.evidence.evidence import UNDECIDED
from solutions.figures import canvas, evaluation
from solutions.figures.movable import Movable, Slider
from solutions.printing.markup import prose
from solutions.work import sources


@dataclass(frozen=True)
class Figure:
    """What is drawn of a part's results.

    ``name`` begins with the part's id; ``title`` says the point of the figure in a sentence,
    ``alt`` what there is to see; ``draw`` gives the axes, with the curves that move named.
    """

    name: str
    title: str
    alt: str
    draw: Callable[[], Axes]
    legend: str | None = None
    movable: Movable | None = None

    def html(self) -> str:
        """The whole <figure>. Raises ValueError where a curve that moves was not drawn."""
        # Steps of derivations have ids too, such as 1h-rate-3.
        name = f"figure-{self.name}"
        with rc_context(canvas.STYLE):  # for the text that is put beside curves
            drawn = self.draw()
        drawing = canvas.drawing(
            drawn, name=name, title=self.title, alt=self.alt, legend=self.legend
        )
        more = "" if self.movable is None else self._controls(self.movable, drawing)
        kind = " movable" if more else ""
        return (
            f'<figure class="notebook-figure{kind}" id="figure-{self.name}" data-search-exclude>'
            f"{drawing.svg}{more}<figcaption>{prose(self.title)}</figcaption></figure>"
        )

    def _controls(self, movable: Movable, drawing: canvas.Drawing) -> str:
        for curve in movable.curves:
            if f'data-curve="{curve.name}"' not in drawing.svg:
                raise ValueError(
                    f"figure {self.name}: nothing is drawn as curve {curve.name}; "
                    f'give the line or the bars gid="curve-{curve.name}"'
                )
        data = movable.data(drawing.frame)
        numbers = evaluation.said(movable)
        says = "".join(
            f"<li>{prose(said.what)} <output>{number}</output></li>"
            for said, number in zip(movable.says, numbers, strict=True)
        )
        sliders = "".join(
            _slider(f"{self.name}-slider-{number}", slider)
            for number, slider in enumerate(movable.sliders, 1)
        )
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
        return (
            f'<div class="controls">{sliders}</div><ul class="says">{says}</ul>'
            f'<script type="application/json">{text}</script>'
        )


def _slider(name: str, slider: Slider) -> str:
    return (
        f'<label for="{name}">{escape(slider.text)}</label>'
        f'<input type="range" id="{name}" min="{slider.low:g}" max="{slider.high:g}"'
        f' step="{slider.step:g}" value="{slider.value:g}" disabled>'
        f'<output for="{name}">{evaluation.shown(slider.value)}</output>'
    )


def answer(part: str, module: str) -> dict[str, Any]:
    """What a worker says of a module's figures; one that cannot be drawn is a failure."""
    try:
        drawn = {figure.name: figure.html() for figure in import_module(module).FIGURES}
    except Exception as why:
        place = {"file": sources.shown(sources.path_of(module)), "line": 1}
        told = f"a figure cannot be drawn: {type(why).__name__}: {why}"
        failure = {"part": part, "name": "", "verdict": UNDECIDED, "message": told}
        return {"content": None, "failures": [failure | place]}
    return {"content": {"id": part, "verdict": "drawn", "figures": drawn}, "failures": []}
