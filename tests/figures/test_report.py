"""Figures are drawn once, again when a source changes, and never when they cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest
import sympy as sp

from solutions import catalogue
from solutions.figures import report
from solutions.figures.figure import Figure
from solutions.figures.movable import Curve, Movable, Slider
from solutions.kernel.errors import NotVerified
from solutions.printing.markup import BlockError
from solutions.web.pages import figure as block
from solutions.work import dispatch, door
from tests.figures import unfit

x = sp.Symbol("x")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOLUTIONS_CACHE", str(tmp_path))
    one = dict([next(iter(catalogue.beside("figures").items()))])
    monkeypatch.setattr(catalogue, "beside", lambda what: one)
    return door.folder("figures")


def again() -> dict[str, str]:
    """Asked for as by a new process: what this one has at hand does not count."""
    found: dict[str, str] = vars(report.current)["__wrapped__"]()
    return found


def test_what_is_unchanged_is_not_drawn_again(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = report.current()

    def nothing_is_due(*_: object) -> None:
        raise AssertionError("a figure is drawn again")

    monkeypatch.setattr(dispatch, "run", nothing_is_due)
    assert again() == first


def test_a_receipt_that_was_altered_is_drawn_again(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = report.current()
    (kept,) = cache.glob("*.json")
    kept.write_text(kept.read_text().replace("<svg", "<p"))
    assert again() == first


def test_a_figure_that_cannot_be_drawn_stops_the_build(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogue, "beside", lambda what: {"1a": "tests.figures.unfit"})
    with pytest.raises(NotVerified) as stopped:
        report.current()
    assert str(stopped.value).startswith(
        "tests/figures/unfit.py:1  1a\n"
        "  a figure cannot be drawn: ZeroDivisionError: no step at all\n"
    )
    assert not list(cache.glob("*.json"))


def test_a_curve_that_is_not_drawn_cannot_be_moved() -> None:
    movable = Movable((Slider(x, "x", 0, 1, 0.1, 0),), (Curve("gone", x, [0, 1], x),), ())
    figure = Figure("1a-x", "A title.", "a line from corner to corner", unfit.plain, None, movable)
    with pytest.raises(ValueError, match="1a-x: nothing is drawn as curve gone; give the line"):
        figure.html()


def test_a_figure_says_what_is_seen() -> None:
    with pytest.raises(ValueError, match="figure 1a-x: title and alternative text are needed"):
        Figure("1a-x", "A title.", "a line", unfit.plain).html()


def test_an_unknown_figure_names_the_nearest() -> None:
    with pytest.raises(BlockError, match='no figure "1e-rat"; nearest: "1e-rate"'):
        block.figure({"1e-rate": "", "1h-rate": ""}, "1e-rat")
