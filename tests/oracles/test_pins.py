"""The heavy programs are pinned, each with its reason, and their environment follows the pins."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from solutions.oracles import results
from solutions.oracles.programs import PROGRAMS
from solutions.work import sources
from tools.oracles import plan

TEXT = (sources.ROOT / "oracles.txt").read_text(encoding="utf-8")
LINES = [line for line in TEXT.splitlines() if line and not line.startswith("#")]
PINS = dict(line.partition("#")[0].strip().split("==") for line in LINES)


@pytest.mark.parametrize("line", LINES)
def test_every_pin_has_its_reason_beside_it(line: str) -> None:
    assert re.fullmatch(r"[a-z]+==[\d.]+(\+cpu)?  +# \S.{10,}", line)


def test_torch_is_the_build_without_cuda() -> None:
    assert PINS["torch"].endswith("+cpu")


def test_no_host_and_no_place_of_one_machine_is_named() -> None:
    assert not re.search(r"https?:|file:|//|index-url|find-links|/home|/root|/tmp", TEXT)


def test_the_kept_results_are_of_the_pinned_versions() -> None:
    for name, entry in results.saved().items():
        for package in PROGRAMS[name].needs:
            assert entry["versions"][package] == PINS[package]


def test_all_that_heavy_programs_need_is_pinned() -> None:
    assert set(PINS) == {need for p in PROGRAMS.values() if p.heavy for need in p.needs}


def test_another_pin_or_lock_makes_the_environment_anew(tmp_path: Path) -> None:
    for name in ("oracles.txt", "requirements.lock"):
        shutil.copy(sources.ROOT / name, tmp_path)
    first = plan(tmp_path).key
    assert plan(tmp_path).key == first
    for name in ("oracles.txt", "requirements.lock"):
        (tmp_path / name).write_text("other==1\n", encoding="utf-8")
        changed = plan(tmp_path).key
        assert changed != first
        first = changed
