"""Every line of every part, changed: it is refuted, there and not later."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib import import_module

import pytest

from solutions import catalogue
from solutions.statements.step import Step
from tests.wrong import changes

PARTS = [import_module(module).part for module in catalogue.parts().values()]


@pytest.mark.parametrize(
    "step",
    [
        pytest.param(replace(step, rhs=wrong), id=f"{part.id} {step.name} {how}")
        for part in PARTS
        for derivation in part.derivations
        for step in derivation.steps
        for how, wrong in changes(step)
    ],
)
def test_a_wrong_line_is_refuted(step: Step) -> None:
    found = step.judge()
    assert found.verdict == "refuted"
    assert not re.search(r"[\\$]|frac(?!tion)|\^\{", found.message), (
        "TeX in a message for a terminal"
    )
