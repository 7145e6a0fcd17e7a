"""What a figure needs to follow sliders: letters with a range, and trees for its curves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from solutions.figures.translation import Tree, tree

POINTS = 120


@dataclass(frozen=True)
class Slider:
    """A letter that a reader moves, from ``low`` to ``high`` in steps of ``step``.

    ``text`` is the letter as it stands beside the slider, ``value`` where it stands at first.
    """

    letter: Any
    text: str
    low: float
    high: float
    step: float
    value: float

    def __post_init__(self) -> None:
        if not self.low <= self.value <= self.high or self.step <= 0:
            raise ValueError(f"slider {self.text}: {self.low} ≤ {self.value} ≤ {self.high}?")


@dataclass(frozen=True)
class Curve:
    """A line, a band, a row of points or bars, drawn by matplotlib with ``gid="curve-<name>"``.

    ``y`` (and ``x``, where it is not the letter itself) are expressions in ``letter``, which takes
    the values of ``grid``: as many as the points or bars, or any number for a line or a band,
    which reaches from ``y`` to ``low``. ``given`` are letters that ``x`` and ``y`` share and that
    follow from ``letter``.
    """

    name: str
    letter: Any
    grid: Any
    y: Any
    x: Any = None
    kind: str = "line"
    low: Any = None
    given: Sequence[tuple[Any, Any]] = ()

    def places(self) -> list[float]:
        """The grid in six digits, as a browser gets it."""
        return [float(f"{value:.6g}") for value in self.grid]

    def data(self) -> dict[str, Any]:
        found = {
            "name": self.name,
            "kind": self.kind,
            "letter": self.letter.name,
            "grid": self.places(),
            "y": tree(self.y),
        }
        if self.given:
            found["given"] = [[letter.name, tree(meant)] for letter, meant in self.given]
        more = {"x": self.x, "low": self.low}
        return found | {key: tree(expr) for key, expr in more.items() if expr is not None}


@dataclass(frozen=True)
class Said:
    """A number under the figure: what it is (text with `$tex$`), and the expression."""

    what: str
    value: Any


@dataclass(frozen=True)
class Movable:
    """Sliders, what follows from them, and what they move.

    ``given`` are letters defined by others, in order, such as Δt = 1/T; ``tables`` the values of
    functions of whole numbers, nested as their arguments are.
    """

    sliders: Sequence[Slider]
    curves: Sequence[Curve]
    says: Sequence[Said]
    given: Sequence[tuple[Any, Any]] = ()
    tables: Mapping[str, Any] = field(default_factory=dict)

    def data(self, frame: dict[str, Any]) -> dict[str, Any]:
        """All that the script needs, as plain data; ``frame`` says where the axes lie."""
        return {
            "frame": frame,
            "sliders": [slider.letter.name for slider in self.sliders],
            "given": [[letter.name, tree(value)] for letter, value in self.given],
            "tables": {name: _nested(table) for name, table in self.tables.items()},
            "curves": [curve.data() for curve in self.curves],
            "says": [tree(said.value) for said in self.says],
        }


def _nested(table: Any) -> Tree:
    if isinstance(table, Iterable):
        return [_nested(row) for row in table]
    made = tree(table)
    # A row that begins with a letter would look like an operation.
    return ["+", made] if isinstance(made, str) else made
