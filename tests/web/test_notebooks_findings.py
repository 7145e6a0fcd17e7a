"""What the notebooks at scale have found, read from their outputs."""

import re
from functools import cache
from pathlib import Path

from solutions.web.notebooks.run import executed

ROOT = Path(__file__).resolve().parents[2]


@cache
def told(name: str) -> str:
    """All that a notebook prints and all its tables, as text."""
    notebook = executed(ROOT / f"docs/notebooks/{name}.py", ROOT)
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    return "\n".join(
        output.get("text") or output.get("data", {}).get("text/markdown", "") for output in outputs
    )


def rows(text: str, heading: str) -> list[list[str]]:
    """The cells of the table whose heading starts so, row by row."""
    body = text[text.index(heading) :].split("\n\n")[0].splitlines()[2:]
    table = [line for line in body if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in table]


def interval(line: str) -> tuple[float, float]:
    low, high = re.findall(r"\[(-?[\d.]+), (-?[\d.]+)\]", line)[0]
    return float(low), float(high)


def line(text: str, *words: str) -> str:
    return next(each for each in text.splitlines() if all(word in each for word in words))


def test_a_million_chains_agree_for_every_number_of_steps():
    table = rows(told("scale"), "| part | T | chains")
    assert [(part, int(steps)) for part, steps, *_ in table] == [
        (part, steps) for part in ("1d", "1e", "1h") for steps in (10, 100, 1000, 10_000)
    ]
    assert [int(chains) for _, _, chains, *_ in table].count(1_000_000) == 11
    most, limit = re.findall(
        r"12 comparisons: \|z\| at most ([\d.]+), limit ([\d.]+)", told("scale")
    )[0]
    assert max(abs(float(z)) for *_, z in table) == float(most) < float(limit)


def test_each_wrong_twin_is_told_apart_and_what_is_too_small_is_said():
    text = told("scale")
    twins = rows(text, "| part | wrong twin")
    assert {part for part, *_ in twins} == {"1d", "1e", "1h"}
    assert all(ten.startswith("**") for _, _, ten, *_ in twins)
    unseen = sum(not cell.startswith("**") for _, _, *cells in twins for cell in cells)
    listed = text[text.index("too small to be seen") :].splitlines()[1:]
    assert unseen == sum(each.startswith("  1") for each in listed) > 0


def test_the_measured_orders_contain_theory():
    text = told("scale")
    for kind in ("1e, with noise", "1h, half step"):
        found = line(text, kind, "interval")
        low, high = interval(found)
        assert low <= 1 <= high, found
        assert "] contains 1" in found
    low, high = interval(line(text, "1h, exact η", "interval"))
    assert 0.8 < low < high < 0.95
    for kind in ("1e, with noise", "1h, half step", "1h, exact η"):
        found = line(text, kind, "proved")
        low, high = interval(found)
        assert low <= float(found.split()[-1]) <= high, found


def test_a_full_covariance_agrees_eigenvalue_by_eigenvalue():
    text = told("dimensions")
    most, limit = re.findall(r"105 comparisons: \|z\| at most ([\d.]+), limit ([\d.]+)", text)[0]
    assert float(most) < float(limit)
    assert len(re.findall(r"[345] of 5 variances refuted", text)) == 3


def test_the_errors_of_the_schemes_halve_in_the_end():
    table = rows(told("dimensions"), "| scheme | published 250")
    assert [scheme for scheme, *_ in table] == ["EM", "EI", "DDPM", "Euler"]
    assert all(1.95 < float(ratios[-1]) < 2.05 for _, *ratios in table)


def test_predictions_are_told_from_cells_that_were_put_in():
    table = rows(told("dimensions"), "| scheme | points | published")
    put_in = [(scheme, points) for scheme, points, *_, one, two in table if "*" in one + two]
    assert put_in == [("EM", "500"), ("Euler", "500")]
    assert len(table) == 12
