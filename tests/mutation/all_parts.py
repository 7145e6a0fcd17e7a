"""Every part holds, judged in one process: for mutants of the engine (`make mutants-engine`).

The ordinary suite does not collect this file: every part has tests of its own there.
"""

from __future__ import annotations

from importlib import import_module

import pytest

from solutions import catalogue
from solutions.checks.judgement import judge_part


@pytest.mark.parametrize(("part", "module"), list(catalogue.parts().items()))
def test_the_part_holds(part: str, module: str) -> None:
    _, failures = judge_part(import_module(module).part)
    assert failures == [], part
