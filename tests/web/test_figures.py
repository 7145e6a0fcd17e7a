"""Figures follow the page, clash with nothing on it, and can be read without being seen."""

import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest

from solutions.figures import canvas
from solutions.figures.svg import slim

ALT = "Two points, joined by a straight line that rises."


def drawn(name: str = "toy", colour: str = canvas.BLUE) -> str:
    axes = canvas.axes("time t", "variance σ²")
    axes.plot([0, 1], [0, 1], "o-", color=colour, label="line")
    return canvas.show(axes, name=name, title="A line.", alt=ALT, legend="upper left").html


def test_a_figure_says_what_it_shows():
    svg = ET.fromstring(re.findall("<svg.*</svg>", drawn())[0])
    assert svg.get("role") == "img"
    labels = svg.get("aria-labelledby", "").split()
    texts = [node.text for node in svg.iter() if node.get("id") in labels]
    assert texts == ["A line.", ALT]
    assert {"time t", "variance σ²"} <= {node.text for node in svg.iter()}


def test_no_colour_stays_behind_when_the_scheme_changes():
    svg = drawn()
    colours = re.findall(r"(?:fill|stroke)[:=]\"?([^;\"]+)", svg)
    assert set(colours) <= {"none", "currentColor", "var(--figure-1,#0072b2)"}
    assert "var(--figure-1,#0072b2)" in colours
    assert "<style" not in svg


def test_ids_of_two_figures_do_not_meet_and_every_reference_is_answered():
    one, two = (set(re.findall(r'\bid="([^"]+)"', drawn(name))) for name in ("one", "two"))
    assert one
    assert not one & two
    svg = drawn("one")
    assert set(re.findall(r'href="#([^"]+)"|url\(#([^)]+)\)', svg)) > set()
    assert all(a + b in one for a, b in re.findall(r'href="#([^"]+)"|url\(#([^)]+)\)', svg))


def test_the_same_figure_is_the_same_text():
    assert drawn() == drawn()


def test_all_error_bars_are_one_path_and_reach_from_end_to_end():
    axes = canvas.axes("x", "y")
    canvas.bars(axes, [0, 1, 2], [1.0, 2.0, 4.0], [0.5, 0.25, 1.0], "o", canvas.BLUE, "seen")
    bars, marks = axes.lines
    ends = np.asarray(bars.get_xydata()).reshape(3, 3, 2)
    assert ends[:, :2].tolist() == [
        [[0, 0.5], [0, 1.5]],
        [[1, 1.75], [1, 2.25]],
        [[2, 3], [2, 5]],
    ]
    assert np.asarray(marks.get_xydata()).tolist() == [[0, 1], [1, 2], [2, 4]]


def test_a_power_of_ten_is_written_in_letters():
    axes = canvas.axes("Δt", "error")
    axes.loglog([1e-3, 1e2], [1, 10])
    html = canvas.show(axes, name="log", title="A line.", alt=ALT).html
    assert "10⁻³" in html
    assert "10²" in html
    assert "$" not in html


def test_a_colour_that_would_not_follow_the_page_is_refused():
    with pytest.raises(ValueError, match="the colour #ff0000 stays the same in light and dark"):
        drawn(colour="red")


@pytest.mark.parametrize(("title", "alt"), [("", ALT), ("A line.", ""), ("A line.", "figure 1")])
def test_a_figure_without_words_is_refused(title, alt):
    with pytest.raises(ValueError, match="figure toy: title and alternative text are needed"):
        canvas.show(canvas.axes("x", "y"), name="toy", title=title, alt=alt)


def test_axes_without_labels_are_refused():
    with pytest.raises(ValueError, match="both axes of a figure need a label"):
        canvas.axes("x", " ")


def test_words_are_escaped():
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><text>a &lt; b</text></svg>'
    slimmed = slim(svg, name="x", title='"<&', alt="a < b")
    assert ET.fromstring(slimmed) is not None
    assert ">a &lt; b</text>" in slimmed


def test_what_stands_in_braces_is_set_below_the_line():
    drawn = canvas.axes("π_{ref}(y)", "y")
    html = canvas.show(drawn, name="a", title="A title.", alt="Empty axes with two labels.").html
    assert 'π<tspan dy="3" font-size="9">ref</tspan><tspan dy="-3">(y)</tspan></text>' in html
