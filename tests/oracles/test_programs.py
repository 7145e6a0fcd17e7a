"""Every program that is here agrees with us; what is not here is skipped, with the reason."""

from __future__ import annotations

from typing import Any

import pytest

from solutions import catalogue
from solutions.oracles import report, results, running
from solutions.oracles.programs import PROGRAMS, missing
from solutions.oracles.verdicts import AGREES

LIGHT = [name for name, program in PROGRAMS.items() if not program.heavy]
HEAVY = [name for name, program in PROGRAMS.items() if program.heavy]


@pytest.fixture(scope="module")
def said() -> dict[str, dict[str, Any]]:
    """All that is here, as the build asked it, or asked now if anything has changed."""
    here = [program for program in PROGRAMS.values() if not program.heavy or not missing(program)]
    return running.run(here, fresh=False)


def agrees(name: str, said: dict[str, dict[str, Any]]) -> None:
    assert said[name]["verdict"] == AGREES, "\n".join(report.lines(name, said[name]))
    for row in said[name]["comparisons"]:
        assert row["cases"] > 1
        assert row["difference"] <= row["allowed"]
        assert row["part"] in catalogue.parts()
        assert row["twins"]
        assert all(twin["difference"] > twin["allowed"] for twin in row["twins"])


@pytest.mark.parametrize("name", LIGHT)
def test_a_light_program_agrees(name: str, said: dict[str, dict[str, Any]]) -> None:
    agrees(name, said)


@pytest.mark.parametrize("name", HEAVY)
def test_a_heavy_program_agrees(name: str, said: dict[str, dict[str, Any]]) -> None:
    if why := missing(PROGRAMS[name]):
        pytest.skip(f"{why}; `make oracles` runs it")
    agrees(name, said)


@pytest.mark.parametrize("name", HEAVY)
def test_the_kept_result_of_a_heavy_program_is_whole(name: str) -> None:
    kept = results.current()
    agrees(name, kept)
    assert set(PROGRAMS[name].needs) <= set(kept[name]["versions"])
    assert kept[name]["date"]


def test_the_misprint_of_the_paper_is_among_what_trl_tells_apart() -> None:
    (gradient,) = results.current()["trl"]["comparisons"]
    assert any("appendix A.4" in twin["why"] for twin in gradient["twins"])


def test_the_parts_that_are_asked_about(said: dict[str, dict[str, Any]]) -> None:
    """Which part is held against which program."""
    shown = results.current() | said
    parts = {name: sorted({row["part"] for row in shown[name]["comparisons"]}) for name in PROGRAMS}
    assert parts == {
        "choix": ["2e", "2g"],
        "cvxpy": ["2b"],
        "scipy": ["1e", "1h", "2b", "2d", "2e"],
        "mpmath": ["1d", "1e", "1g", "1h"],
        "diffusers": ["1c", "1d", "1f", "1g", "1h"],
        "trl": ["2f"],
    }
