"""The command line, run as its users run it, in a copy of the package with two small parts."""

from __future__ import annotations

import json
import os
import pty
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from solutions.work import sources
from tests.small import ENGINE_ONLY, one_by_one, small_part

Ran = subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with parts 1a and 1b."""
    root = tmp_path_factory.mktemp("cli") / "project"
    shutil.copytree(
        sources.ROOT / "solutions",
        root / "solutions",
        ignore=ENGINE_ONLY,
    )
    folder = root / "solutions" / "diffusion"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    (folder / "a_first.py").write_text(small_part("1a"), encoding="utf-8")
    second = small_part("1b", "from solutions.diffusion import a_first")
    (folder / "b_second.py").write_text(second, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def verified(project: Path) -> Ran:
    """The first run over both parts, in a pipe."""
    return solutions(project, "verify", "--workers", "1")


@pytest.fixture(scope="module")
def copy(project: Path, verified: Ran) -> Path:
    """The project when both parts have been verified once."""
    assert verified.returncode == 0
    return project


READ = (
    ("list",),
    ("graph",),
    ("verify", "1b"),
    ("verify", "1a"),
    ("verify", "--json", "-"),
    ("show", "1a"),
)
WRONG = [
    (["verify", "1q"], "solutions: there is no part '1q'; did you mean 1b?"),
    (["show", "zz"], "solutions: there is no part 'zz'; there are 1a, 1b"),
    (["verify", "--workers", "0"], "0 is not a number of processes"),
    (["verify", "--json", "/nowhere/at/all.json"], "/nowhere/at/all.json could not be written"),
    (["new", "first", "A title"], "'first' is not a part's name"),
    (["new", "7a", "A title"], "there is no problem 7; add a line to PROBLEMS"),
    (["new", "1a", "A title"], "part 1a exists"),
    (["new", "1c", "…"], "the title needs a word of Latin letters"),
    ([], "the following arguments are required: COMMAND"),
    (["prove"], "invalid choice: 'prove'"),
]


@pytest.fixture(scope="module")
def told(copy: Path) -> Callable[..., Ran]:
    """What command lines say that only read, and wrong ones: all of them in one process."""
    lines = [*READ, *(tuple(arguments) for arguments, _ in WRONG)]
    found = dict(zip(lines, one_by_one(copy, lines), strict=True))
    return lambda *arguments: found[arguments]


def solutions(root: Path, *arguments: str, cache: Path | None = None) -> Ran:
    environment = {**os.environ, "PYTHONPATH": str(root)}
    environment.pop("SOLUTIONS_CACHE", None)
    if cache is not None:
        environment["SOLUTIONS_CACHE"] = str(cache)
    return subprocess.run(
        [sys.executable, "-m", "solutions", *arguments],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
    )


@pytest.fixture
def broken(copy: Path) -> Iterator[Path]:
    """The same project with a sign changed in 1a's closed form; mended afterwards."""
    path = copy / "solutions" / "diffusion" / "a_first.py"
    whole = path.read_text(encoding="utf-8")
    wrong = whole.replace("m * (m + 1) / 2,", "m * (m - 1) / 2,")
    path.write_text(wrong, encoding="utf-8")
    yield copy
    path.write_text(whole, encoding="utf-8")


def test_list_and_graph(told: Callable[..., Ran]) -> None:
    assert told("list").stdout == "1a  Part 1a\n1b  Part 1b\n"
    assert told("graph").stdout == "1a\n1b rests on 1a\n"


def test_verify_in_a_pipe_prints_a_plain_line_for_each_part(verified: Ran) -> None:
    assert verified.stdout.splitlines() == [
        "1a holds",
        "1b holds",
        "2 parts hold: 2 steps proved, 2 boxes, 4 independent checks (44 pairs), "
        "2 decoys refuted; 2 verified now, 0 from receipts",
    ]
    assert verified.stderr == ""


def test_verify_of_one_part_takes_what_it_rests_on_along(told: Callable[..., Ran]) -> None:
    assert "2 parts hold" in told("verify", "1b").stdout
    assert "1 part holds: 1 step proved, 1 box, 2 independent checks" in told("verify", "1a").stdout


def test_verify_on_a_terminal_rewrites_its_line(copy: Path) -> None:
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "solutions", "verify"],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy)},
        stdout=follower,
        stderr=follower,
    )
    os.close(follower)
    assert process.wait(timeout=60) == 0
    shown = os.read(leader, 65536).decode()
    os.close(leader)
    assert "\r\x1b[K2 verified, last: 1b holds\r\x1b[K" in shown


def test_json_has_the_documented_shape(told: Callable[..., Ran]) -> None:
    parts = json.loads(told("verify", "--json", "-").stdout)["parts"]
    assert [part["id"] for part in parts] == ["1a", "1b"]
    part = parts[1]
    assert set(part) == {"id", "title", "uses", "verdict", "steps", "boxes", "checks", "decoys"}
    assert part["uses"] == ["1a"]
    step = {"name", "latex", "relation", "assumes", "verdict", "evidence", "file", "line"}
    assert set(part["steps"][0]) == set(part["boxes"][0]) == step
    assert part["steps"][0]["name"] == "total.next_term"
    assert part["steps"][0]["verdict"] == "proved"
    assert part["steps"][0]["assumes"] == [r"m \in \{1, 2, \dots\}"]
    assert set(part["checks"][0]) == {"name", "verdict", "pairs"}
    assert set(part["decoys"][0]) == {"box", "latex", "source", "refuted_by"}
    assert part["decoys"][0]["refuted_by"] == "addition"


def test_a_failure_exits_with_1_in_every_form(broken: Path, tmp_path: Path) -> None:
    results, junit = tmp_path / "results.json", tmp_path / "junit.xml"
    ran = solutions(
        broken,
        *("verify", "--workers", "1", "--annotations"),
        *("--json", str(results), "--junit", str(junit)),
        cache=tmp_path / "cache",
    )
    assert ran.returncode == 1
    assert "1a DOES NOT HOLD" in ran.stdout
    file = "solutions/diffusion/a_first.py"
    step = 'total, step next_term "the next term is what the closed form grows by"'
    assert f"{file}:17  1a {step}\n  refuted: m·(m − 1)/2 is claimed" in ran.stderr
    assert f"::error file={file},line=17,title=1a total%2C step next_term" in ran.stdout
    data = json.loads(results.read_text(encoding="utf-8"))
    assert data["failures"][0]["file"] == file
    assert data["parts"][0]["verdict"] == "refuted"
    suites = {suite.get("name"): suite for suite in ElementTree.parse(junit).getroot()}
    assert suites["1a"].get("failures") == "3", "the line, and both checks of its box"
    assert suites["1b"].get("failures") == "1"
    assert "1b\n  undecided: it rests on 1a, which does not hold" in ran.stderr


def test_show_prints_the_evidence(told: Callable[..., Ran]) -> None:
    shown = told("show", "1a").stdout
    assert shown.startswith("1a  Part 1a: proved\n")
    assert "proved total.next_term" in shown
    assert "the same normal form" in shown
    assert "        assumes m ∈ {1, 2, …}\n" in shown
    assert "refuted by addition" in shown


@pytest.mark.parametrize(("arguments", "message"), WRONG)
def test_wrong_usage_exits_with_2(
    told: Callable[..., Ran], arguments: list[str], message: str
) -> None:
    ran = told(*arguments)
    assert ran.returncode == 2
    assert message in ran.stderr
    assert "Traceback" not in ran.stderr


def test_new_writes_a_part_that_holds(copy: Path) -> None:
    ran = solutions(copy, "new", "1c", "My own part")
    written = [
        "solutions/diffusion/c_my_own_part.py",
        "docs/diffusion/c.md",
        "tests/diffusion/test_c_my_own_part.py",
    ]
    assert ran.stdout.splitlines()[:3] == [f"wrote {name}" for name in written]
    ran = solutions(copy, "verify", "1a", "1c", "--fresh", "--workers", "1")
    assert ran.returncode == 0
    assert ran.stdout.endswith("; 2 verified now, 0 from receipts\n"), "though 1a has one"
    test = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", written[2]],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy)},
        capture_output=True,
        text=True,
    )
    assert "2 passed" in test.stdout
    again = solutions(copy, "new", "1c", "My own part")
    assert again.returncode == 2
    for name in written:
        (copy / name).unlink()


def test_reading_valid_receipts_imports_no_computer_algebra(copy: Path) -> None:
    code = (
        "import sys; from solutions.cli import main; main(['verify'])\n"
        "print(sorted({'sympy', 'numpy', 'flint', 'mpmath'} & set(sys.modules)))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy)},
        capture_output=True,
        text=True,
    )
    assert ran.stdout.splitlines()[-1] == "[]"


def test_a_python_without_the_libraries_is_told_what_to_run(copy: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-S", "-m", "solutions", "list"], cwd=copy, capture_output=True, text=True
    )
    assert ran.returncode == 2
    assert "does not have sympy; run make ready" in ran.stderr
    assert "Traceback" not in ran.stderr
