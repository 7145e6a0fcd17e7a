"""The package that is built has every module and data file, and works where nothing else is."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
BUILD = "import sys; from setuptools import build_meta; print(build_meta.build_wheel(sys.argv[1]))"
NEEDED = ("pyproject.toml", "README.md", "LICENSE", "LICENSE-docs")


def tracked(*under: str) -> set[str]:
    """The files of the repository, or of folders in it."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *under]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return {name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """Built without a network from a copy of what the repository has."""
    copy, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in tracked():
        if name.startswith(("solutions/", "tools/", "tests/wrong", "bench/")) or name in NEEDED:
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, copy / name)
    command = [sys.executable, "-c", BUILD, str(out)]
    done = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    (made,) = out.glob("*.whl")
    return zipfile.ZipFile(made)


def test_a_wheel_has_every_file_of_the_package_and_nothing_else(wheel: zipfile.ZipFile) -> None:
    names = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert names == tracked("solutions")
    assert {Path(name).suffix for name in names} >= {".py", ".lark", ".json", ".mjs", ".j2"}


def test_a_wheel_says_under_which_licences_it_is(wheel: zipfile.ZipFile) -> None:
    (metadata,) = [name for name in wheel.namelist() if name.endswith(".dist-info/METADATA")]
    told = wheel.read(metadata).decode()
    assert "License-Expression: MIT AND CC-BY-4.0" in told
    for name in PROJECT["license-files"]:
        assert any(entry.endswith(f"licenses/{name}") for entry in wheel.namelist())
        assert (ROOT / name).read_text(encoding="utf-8").strip()
        assert f"]({name})" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_a_wheel_works_in_a_folder_of_its_own(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    wheel.extractall(tmp_path / "installed")
    code = (
        "import json, solutions; from solutions.answers.judge import check;"
        "from solutions.transcript.record import *;"
        "print(json.dumps([solutions.__file__, check('1a', 'N(0, 1 + sigma^2)')['verdict']]))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, 'installed'); {code}"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    place, verdict = json.loads(done.stdout)
    assert "installed" in place
    assert verdict == "correct"
