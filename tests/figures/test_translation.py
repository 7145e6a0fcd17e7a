"""What the browser computes for a figure is what SymPy says of the verified expression."""

from __future__ import annotations

import json
import math
import random
import subprocess
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import sympy as sp
from sympy.core.function import AppliedUndef

from solutions import catalogue
from solutions.figures import evaluation
from solutions.figures.movable import Movable, Slider
from solutions.figures.translation import Crossing, tree
from solutions.kernel.terms.letters import opened
from solutions.work.workers.node import find_node

SCRIPT = Path(__file__).parents[2] / "docs" / "assets" / "movable.js"
PLACES = 3
MOVABLE: list[tuple[str, Movable]] = [
    (figure.name, figure.movable)
    for module in catalogue.beside("figures").values()
    for figure in import_module(module).FIGURES
    if figure.movable is not None
]
x, y, k, n = sp.symbols("x y k n", positive=True)
r = sp.Function("r")


def settings(movable: Movable, seed: int) -> Iterator[dict[str, float]]:
    """All sliders at first, each at both ends, and all at random places."""
    first = {slider.letter.name: slider.value for slider in movable.sliders}
    yield first
    for slider in movable.sliders:
        yield first | {slider.letter.name: slider.low}
        yield first | {slider.letter.name: slider.high}
    dice = random.Random(seed)
    for _ in range(PLACES):
        yield {slider.letter.name: stepped(slider, dice) for slider in movable.sliders}


def stepped(slider: Slider, dice: random.Random) -> float:
    steps = round((slider.high - slider.low) / slider.step)
    return slider.low + dice.randint(0, steps) * slider.step


def by_sympy(expr: Any, at: dict[str, Any]) -> float:
    """The value by SymPy's own numbers, with sums written out and tables looked up."""
    letters = {s: sp.Rational(repr(at[s.name])) for s in expr.free_symbols if s.name in at}
    return float(sp.re(written_out(sp.sympify(expr).xreplace(letters), at).evalf(30)))


def written_out(expr: Any, at: dict[str, Any]) -> Any:
    if isinstance(expr, sp.Sum | sp.Product):
        *inner, (index, low, high) = expr.limits
        body = expr.func(expr.function, *inner) if inner else expr.function
        low, high = (written_out(end, at) for end in (low, high))
        terms = [
            written_out(body.xreplace({index: sp.Integer(i)}), at)
            for i in range(int(low), math.floor(high + sp.Rational(1, 10**9)) + 1)
        ]
        return (sp.Add if isinstance(expr, sp.Sum) else sp.Mul)(*terms)
    if isinstance(expr, AppliedUndef) and opened(expr) != expr:
        return written_out(opened(expr), at)
    if isinstance(expr, AppliedUndef):
        entry = at[expr.func.__name__]
        for place in expr.args:
            entry = entry[int(written_out(place, at)) - 1]
        return sp.Rational(repr(float(entry)))
    if not expr.args:
        return expr
    return expr.func(*(written_out(part, at) for part in expr.args))


def expressions(movable: Movable, at: dict[str, Any]) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Every expression of the figure with the values of all that stands in it."""
    for curve in movable.curves:
        for place in curve.places()[:: max(1, len(curve.grid) // 3)]:
            here = at | {curve.letter.name: place}
            for letter, meant in curve.given:
                yield meant, here
                here = here | {letter.name: evaluation.value(tree(meant), here)}
            yield from ((e, here) for e in (curve.x, curve.y, curve.low) if e is not None)
    yield from ((said.value, at) for said in movable.says)


@pytest.mark.parametrize(("name", "movable"), MOVABLE, ids=[name for name, _ in MOVABLE])
def test_a_translated_expression_has_the_value_that_sympy_gives_it(
    name: str, movable: Movable
) -> None:
    """Every expression at some settings of the sliders, every setting for some expressions."""
    same_value(name, movable, 4)


@pytest.mark.long
@pytest.mark.parametrize(("name", "movable"), MOVABLE, ids=[name for name, _ in MOVABLE])
def test_all_translated_expressions_have_the_value_that_sympy_gives_them(
    name: str, movable: Movable
) -> None:
    same_value(name, movable, 1)


def same_value(name: str, movable: Movable, one_of: int) -> None:
    """Each expression is compared at one of so many settings, another expression at another."""
    compared = 0
    for turn, sliders in enumerate(settings(movable, 7)):
        at = evaluation.settled(movable, sliders)
        for number, (expr, here) in enumerate(expressions(movable, at)):
            if (turn + number) % one_of:
                continue
            ours = evaluation.value(tree(expr), here)
            if math.isfinite(ours) and not sp.sympify(expr).has(Crossing):
                assert ours == pytest.approx(by_sympy(expr, here), rel=1e-8, abs=1e-12)
                compared += 1
    assert compared >= 30 / one_of, name


def in_node(trees: list[list[Any]]) -> list[float]:
    """The values of `[tree, letters and tables]` by the script that the browser runs."""
    code = (
        f"import {{ compiled }} from {json.dumps(SCRIPT.as_uri())};"
        "let text = ''; for await (const part of process.stdin) text += part;"
        "const value = ([tree, at]) => String(compiled(tree)(at));"
        "console.log(JSON.stringify(JSON.parse(text).map(value)));"
    )
    ran = subprocess.run(
        [find_node(), "--input-type=module", "-e", code],
        input=json.dumps(trees),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return [float(text.replace("Infinity", "inf")) for text in json.loads(ran.stdout)]


def test_the_script_agrees_with_python_on_every_expression_of_every_figure() -> None:
    asked, ours = [], []
    for _, movable in MOVABLE:
        for sliders in settings(movable, 11):
            at = evaluation.settled(movable, sliders)
            for expr, here in expressions(movable, at):
                asked.append([tree(expr), here])
                ours.append(evaluation.value(tree(expr), here))
    assert len(asked) > 100
    for mine, theirs in zip(ours, in_node(asked), strict=True):
        if math.isfinite(mine):
            assert theirs == pytest.approx(mine, rel=1e-9, abs=1e-12)
        else:
            assert not math.isfinite(theirs)


def test_the_numbers_under_a_figure_are_written_alike_by_both() -> None:
    numbers = [0.0, 1.0, 0.25, -0.125, 1 / 3, 1234.5678, 123456.0, 1e-5, -2.5e-9, 9999.7, 0.00012]
    code = (
        f"import {{ shown }} from {json.dumps(SCRIPT.as_uri())};"
        f"console.log(JSON.stringify({json.dumps(numbers)}.map(shown)));"
    )
    ran = subprocess.run(
        [find_node(), "--input-type=module", "-e", code], capture_output=True, text=True, check=True
    )
    assert json.loads(ran.stdout) == [evaluation.shown(number) for number in numbers]


@pytest.mark.parametrize(
    ("expr", "at", "value"),
    [
        (x + 2 * y - sp.Rational(1, 3), {"x": 1.0, "y": 2.0}, 14 / 3),
        (sp.exp(-x) / (1 + sp.log(y) ** 2), {"x": 1.0, "y": math.e}, math.exp(-1) / 2),
        (sp.Sum(k**2, (k, 1, n)), {"n": 4.0}, 30.0),
        (sp.Sum(k, (k, 1, 0)), {}, 0.0),
        (sp.Product(k + x, (k, 1, 3)), {"x": 1.0}, 24.0),
        (sp.Sum(k * n, (k, 1, n), (n, 1, 2)), {}, 7.0),
        (sp.Sum(r(k, 2), (k, 1, 2)), {"r": [[1.0, 2.0], [3.0, 4.0]]}, 6.0),
        (sp.sqrt(x) * x ** sp.Rational(3, 2), {"x": 2.0}, 4.0),
    ],
)
def test_each_operation(expr: Any, at: dict[str, Any], value: float) -> None:
    assert evaluation.value(tree(expr), at) == pytest.approx(value)
    assert in_node([[tree(expr), at]]) == pytest.approx([value])


@pytest.mark.parametrize("expr", [1 / x, sp.log(x), 1 / (x * y)])
def test_what_is_not_defined_is_no_number(expr: Any) -> None:
    at = {"x": 0.0, "y": 1.0}
    assert not math.isfinite(evaluation.value(tree(expr), at))
    assert not math.isfinite(in_node([[tree(expr), at]])[0])


def test_what_cannot_be_translated_is_refused() -> None:
    with pytest.raises(TypeError, match="figures have no operation for sin"):
        tree(sp.sin(x))


def test_a_slider_stands_within_its_range() -> None:
    with pytest.raises(ValueError, match="slider σ²: 0 ≤ 2 ≤ 1"):
        Slider(x, "σ²", 0, 1, 0.1, 2)
