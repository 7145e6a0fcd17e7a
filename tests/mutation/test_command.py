"""``python -m solutions mutate``, as its users run it, and over all parts as a sample."""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from solutions import catalogue
from solutions.cli import main
from solutions.mutation import command
from solutions.work import door, sources
from solutions.work.workers.keeper import below
from tests.mutation.parts import HIDDEN, hiding, slow
from tests.small import ENGINE_ONLY, one_by_one, small_part

KINDS = list(command.KINDS)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with two parts that are right, and between them one with a check too few."""
    root = tmp_path_factory.mktemp("mutate") / "project"
    shutil.copytree(
        sources.ROOT / "solutions",
        root / "solutions",
        ignore=ENGINE_ONLY,
    )
    write(root, "a_first", small_part("1a"))
    write(root, "b_second", hiding("1b"))
    write(root, "c_third", hiding("1c", seen=True))
    return root


def write(root: Path, module: str, text: str) -> Path:
    folder = root / "solutions" / "diffusion"
    folder.mkdir(exist_ok=True)
    (folder / "__init__.py").touch()
    path = folder / f"{module}.py"
    path.write_text(text, encoding="utf-8")
    return path


def command_line(root: Path, *arguments: str) -> tuple[list[str], dict[str, str]]:
    environment = {**os.environ, "PYTHONPATH": str(root)}
    environment.pop("SOLUTIONS_CACHE", None)
    return [sys.executable, "-m", "solutions", *arguments], environment


def mutate(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    asked, environment = command_line(root, "mutate", *arguments)
    return subprocess.run(asked, cwd=root, env=environment, capture_output=True, text=True)


@pytest.fixture(scope="module")
def ran(copy: Path) -> subprocess.CompletedProcess[str]:
    """All three parts mutated, with the results in mutants.json."""
    return mutate(copy, "--workers", "1", "--json", "mutants.json")


def test_parts_that_are_right_have_no_survivor(ran: subprocess.CompletedProcess[str]) -> None:
    lines = [line for line in ran.stdout.splitlines() if line.startswith(("1a", "1c"))]
    assert len(lines) == 4
    assert all("0 survivors, score 100 %" in line for line in lines)
    assert any("by checks" in line for line in lines), "the check more of 1c"


def test_a_survivor_is_named_with_its_place_and_exits_with_1(
    copy: Path, ran: subprocess.CompletedProcess[str]
) -> None:
    assert ran.returncode == 1
    line = 1 + hiding("1b").split("    .approximates(")[0].count("\n")
    place = f"solutions/diffusion/b_second.py:{line}  1b step.2 survives"
    assert f"{place} (divided by d + 1, not multiplied)\n  {HIDDEN}" in ran.stderr
    told = f"1b line {line} survives (operation turned)\n  x * (1 + d) → x / (1 + d)"
    assert told in ran.stderr
    assert ran.stdout.splitlines()[-1].endswith("1 survivor, score 99.0 %")
    found = json.loads((copy / "mutants.json").read_text(encoding="utf-8"))["1b"]["expressions"]
    listed = {fate["mutant"]: fate for fate in found["listed"] if fate["outcome"] == "survivor"}
    assert found["survivors"] == len(listed) == 1
    assert listed[HIDDEN]["line"] == line


def test_only_what_changed_is_mutated_again(
    copy: Path, ran: subprocess.CompletedProcess[str]
) -> None:
    folder = copy / ".cache" / "mutation"
    names = {f"1{letter}-{kind}.json" for letter in "abc" for kind in ("expressions", "source")}
    assert {path.name for path in folder.glob("*.json")} == names
    edited = copy / "solutions" / "diffusion" / "a_first.py"
    edited.write_text(edited.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    cut = folder / "1c-source.json"
    cut.write_text(cut.read_text(encoding="utf-8")[:-40], encoding="utf-8")
    again = mutate(copy, "--workers", "1").stdout.splitlines()
    assert {line.split(":")[0] for line in again[:-2]} == {
        "1a expressions",
        "1a source",
        "1c source",
    }
    assert again[-2:] == ran.stdout.splitlines()[-2:]
    assert mutate(copy).stdout.splitlines() == again[-2:]


WRONG = [
    (["1q"], 2, "solutions: there is no part '1q'; did you mean 1"),
    (["--sample", "0"], 2, "argument --sample: 0 is not a number"),
    (["--workers", "no"], 2, "argument --workers: no is not a number of processes"),
    (["--publish", "1a"], 2, "--publish needs all mutants of all parts"),
    (["1a", "--json", "/nowhere/at/all.json"], 2, "/nowhere/at/all.json could not be written"),
]


@pytest.fixture(scope="module")
def said(
    copy: Path, ran: subprocess.CompletedProcess[str]
) -> dict[str, subprocess.CompletedProcess[str]]:
    """What each wrong use was told, one after the other in one process."""
    del ran  # what is kept of 1a is not made again
    lines = [["mutate", *arguments] for arguments, _, _ in WRONG]
    return dict(zip(map(str, lines), one_by_one(copy, lines), strict=True))


@pytest.mark.parametrize(("arguments", "code", "told"), WRONG)
def test_wrong_usage_exits_with_2(
    said: dict[str, subprocess.CompletedProcess[str]], arguments: list[str], code: int, told: str
) -> None:
    ran = said[str(["mutate", *arguments])]
    assert ran.returncode == code
    assert told in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_part_that_does_not_hold_is_not_mutated(copy: Path) -> None:
    wrong = small_part("1d").replace("m * (m + 1) / 2,", "m * (m - 1) / 2,")
    path = write(copy, "d_fourth", wrong)
    ran = mutate(copy, "1d")
    path.unlink()
    assert ran.returncode == 1
    assert "refuted: m·(m − 1)/2 is claimed" in ran.stderr
    assert ran.stderr.endswith("only parts that hold are mutated\n")


def test_a_run_that_is_killed_leaves_nothing_half_written(copy: Path) -> None:
    path = write(copy, "e_fifth", slow("1e"))
    asked, environment = command_line(copy, "mutate", "1e", "--source", "--workers", "1")
    process = subprocess.Popen(asked, cwd=copy, env=environment, stdout=subprocess.DEVNULL)
    children: list[int] = []
    until = time.monotonic() + 120
    while time.monotonic() < until and len(children) < 3:
        time.sleep(0.05)
        children = [child for child in below(process.pid) if _judging(child)]
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert len(children) == 3, "a keeper, a worker and its child"
    until = time.monotonic() + 60
    while time.monotonic() < until and any(map(_judging, children)):
        time.sleep(0.05)
    path.unlink()
    assert not any(map(_judging, children)), "its processes end with it"
    left = [one.name for one in (copy / ".cache" / "mutation").glob("*")]
    assert not [name for name in left if name.startswith(("1e", ".1e"))]


def _judging(process: int) -> bool:
    try:
        return b"solutions.mutation.worker" in Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return False


def no_survivor(parts: dict[str, str], kinds: list[str], size: int, seed: int = 7) -> None:
    """Of so many mutants of each kind, drawn from these parts, none survives."""
    asked = argparse.Namespace(sample=size, seed=seed, workers=0 if len(parts) > 4 else 1)
    out = io.StringIO()
    found = command.run(parts, kinds, asked, out)
    for kind in kinds:
        assert sum(of[kind]["mutants"] for of in found.values() if kind in of) == size
    assert command.report(found, out) == 0


def test_a_sample_of_some_parts_has_no_survivor() -> None:
    every = catalogue.parts()
    drawn = random.Random(7).sample(list(every), 4)
    no_survivor({part: every[part] for part in drawn}, KINDS, 4, seed=5)


@pytest.mark.long
@pytest.mark.parametrize(("kind", "size"), [("expressions", 60), ("source", 10)])
def test_a_sample_of_all_parts_has_no_survivor(kind: str, size: int) -> None:
    no_survivor(catalogue.parts(), [kind], size)


def test_a_process_that_ends_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def ended(*_: object, **__: object) -> None:
        raise ChildProcessError("a process ended (exit code -15) over part 1a")

    monkeypatch.setattr("solutions.mutation.crew.run", ended)
    monkeypatch.setattr("solutions.verify.run", lambda *_, **__: door.Outcome())
    monkeypatch.setenv("SOLUTIONS_CACHE", str(tmp_path))
    assert main(["mutate", "1a"]) == 1
    assert "a process ended (exit code -15) over part 1a; what was" in capsys.readouterr().err
