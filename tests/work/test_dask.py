"""Verification on a Dask cluster: as on this machine, or here where the cluster cannot do it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from solutions.work import cluster, sources
from solutions.work.workers.keeper import below
from tests.small import ENGINE_ONLY, small_part

SERVE = """
import sys
from distributed import LocalCluster

if __name__ == "__main__":
    options = dict(threads_per_worker=1, processes=True, dashboard_address=None, memory_limit=0)
    with LocalCluster(n_workers=int(sys.argv[1]), **options) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.readline()
"""
LOOP = small_part("1b").replace("# --8<-- [start:derivation]", "while True:\n    pass")
SLOW = """
import pathlib, time
notes = pathlib.Path({notes!r})
with notes.open("a") as file:
    file.write("begun ")
while notes.read_text().count("begun") < 3 and not notes.with_name("go").exists():
    time.sleep(0.1)
"""


def copied(root: Path, **parts: str) -> Path:
    """A copy of the package with these parts."""
    shutil.copytree(
        sources.ROOT / "solutions",
        root / "solutions",
        ignore=ENGINE_ONLY,
    )
    (root / "solutions" / "diffusion").mkdir()
    (root / "solutions" / "diffusion" / "__init__.py").write_text("")
    for name, text in parts.items():
        write(root, name, text)
    return root


def write(root: Path, name: str, text: str) -> Path:
    path = root / "solutions" / "diffusion" / f"{name}.py"
    path.write_text(text, encoding="utf-8")
    return path


def environment(root: Path, cache: str = "") -> dict[str, str]:
    found = {**os.environ, "PYTHONPATH": str(root)}
    found.pop("SOLUTIONS_CACHE", None)
    return found | ({"SOLUTIONS_CACHE": str(root / cache)} if cache else {})


@contextmanager
def serving(root: Path, workers: int = 2) -> Iterator[tuple[str, Any]]:
    """A cluster of so many worker processes on this machine, with the sources of ``root``."""
    program = root / "serve.py"
    program.write_text(SERVE, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, str(program), str(workers)],
        cwd=root,
        env=environment(root),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as served:
        try:
            assert served.stdout is not None
            place = served.stdout.readline().strip()
            assert place.startswith("tcp://127.0.0.1:")
            yield f"dask:{place.removeprefix('tcp://')}", served
        finally:
            assert served.stdin is not None
            served.stdin.close()
            try:
                served.wait(60)
            finally:
                served.kill()


def verify(root: Path, *words: str, cache: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "solutions", "verify", *words],
        cwd=root,
        env=environment(root, cache),
        capture_output=True,
        text=True,
        timeout=500,
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("dask") / "project"
    second = small_part("1b", "from solutions.diffusion import a_first")
    return copied(root, a_first=small_part("1a"), b_second=second)


@pytest.fixture(scope="module")
def place(copy: Path) -> Iterator[str]:
    with serving(copy) as (found, _):
        yield found


def receipts(root: Path, cache: str) -> dict[str, Any]:
    """What is kept of each part, but for how long it took and the seal over that."""

    def untimed(said: Any) -> Any:
        if isinstance(said, list):
            return [untimed(one) for one in said]
        if isinstance(said, dict):
            return {name: untimed(one) for name, one in said.items() if name != "seconds"}
        return said

    found = {}
    for path in sorted((root / cache / "receipts").glob("[0-9]*.json")):
        found[path.name] = untimed(json.loads(path.read_text(encoding="utf-8")))
        found[path.name].pop("digest")
    return found


def test_the_results_are_those_of_this_machine(copy: Path, place: str) -> None:
    here, there = verify(copy, cache="here"), verify(copy, "--on", place, cache="there")
    assert (there.returncode, there.stderr) == (0, "")
    assert sorted(there.stdout.splitlines()) == sorted(here.stdout.splitlines())
    assert receipts(copy, "there") == receipts(copy, "here")
    assert list(receipts(copy, "there")) == ["1a.json", "1b.json"]


def test_what_is_wrong_is_told_as_on_this_machine(copy: Path, place: str) -> None:
    wrong = small_part("1c").replace("m * (m + 1) / 2, on=m", "m * (m - 1) / 2, on=m")
    paths = [
        write(copy, "c_third", wrong),
        write(copy, "d_fourth", "import os\nos._exit(3)\n"),
        write(copy, "e_fifth", LOOP.replace("1b", "1e")),
        write(copy, "f_sixth", "raise OSError('no')\n"),
    ]
    here, there = (verify(copy, "--limit", "2", *words) for words in ((), ("--on", place)))
    for path in paths:
        path.unlink()
    assert (there.returncode, there.stderr) == (1, here.stderr)
    assert "not settled within 2 seconds of the processor" in there.stderr
    assert "its process ended (exit code 3)" in there.stderr
    assert "f_sixth.py:1  1f\n  undecided: the module raised OSError: no" in there.stderr


@pytest.mark.parametrize("how", ["closed", "killed"])
def test_a_cluster_that_goes_away_leaves_the_rest_to_this_machine(tmp_path: Path, how: str) -> None:
    notes = tmp_path / "notes"
    slow = SLOW.format(notes=str(notes))
    root = copied(
        tmp_path / "project",
        **{f"{name}_part": slow + small_part(f"1{name}").partition("\n\n")[2] for name in "abc"},
    )
    with serving(root) as (place, served):
        run = subprocess.Popen(
            [sys.executable, "-m", "solutions", "verify", "--on", place],
            cwd=root,
            env=environment(root),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        until = time.monotonic() + 200
        while not notes.exists() or notes.read_text().count("begun") < 2:
            assert time.monotonic() < until
            assert run.poll() is None, run.communicate()
            time.sleep(0.05)
        judging = below(served.pid)
        if how == "closed":
            served.stdin.write("\n")
            served.stdin.flush()
            served.wait(200)
        else:
            served.kill()
        (tmp_path / "go").touch()
        out, told = run.communicate(timeout=300)
    assert run.returncode == 0, told
    assert "3 parts hold" in out
    assert len(told.splitlines()) == 1, told
    warning = told.strip()
    assert warning.startswith(f"warning: the cluster at tcp://{place[5:]} went away")
    assert "judged here instead: " in warning
    until = time.monotonic() + 60
    while any(Path(f"/proc/{pid}").exists() for pid in judging) and time.monotonic() < until:
        time.sleep(0.1)
    assert not [pid for pid in judging if Path(f"/proc/{pid}").exists()]


def test_other_sources_are_refused(copy: Path, place: str, tmp_path: Path) -> None:
    other = copied(tmp_path / "project", a_first=small_part("1a"))
    engine = other / "solutions" / "kernel" / "identity.py"
    engine.write_text(engine.read_text(encoding="utf-8") + "\n# edited\n", encoding="utf-8")
    ran = verify(other, "--on", place)
    assert ran.returncode == 2
    assert "has other sources, or other versions of the libraries; start it in a copy" in ran.stderr
    assert ran.stdout == ""


def test_a_cluster_that_is_not_there_leaves_all_to_this_machine(copy: Path) -> None:
    ran = verify(copy, "--on", "dask:127.0.0.1:1", "1a")
    assert ran.returncode == 0
    assert ran.stderr.startswith("warning: no cluster answers at tcp://127.0.0.1:1 (")
    assert ran.stderr.endswith("); verifying here instead\n")
    assert "1 part holds" in ran.stdout


def test_a_cluster_without_workers_leaves_all_to_this_machine(copy: Path) -> None:
    with serving(copy, 0) as (place, _):
        ran = verify(copy, "--on", place, "1a")
    assert ran.returncode == 0
    told = f"warning: the cluster at tcp://{place[5:]} has no worker; verifying here instead\n"
    assert ran.stderr == told


@pytest.mark.parametrize(
    "text", ["dask", "dask:", "dask:host", "dask:host:0", "dask:host:99999", "ray:host:1", "a b:1"]
)
def test_what_is_no_place_is_wrong_usage(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no place to verify on; write dask:HOST:PORT"):
        cluster.address(text)


def test_places_are_read() -> None:
    assert cluster.address("dask:some-host.org:8786") == "tcp://some-host.org:8786"
    assert cluster.address("dask:[::1]:8786") == "tcp://[::1]:8786"


def test_without_dask_and_with_a_bad_place_the_exit_code_is_2(copy: Path) -> None:
    assert verify(copy, "--on", "nowhere").returncode == 2
    code = (
        "import sys; sys.modules['distributed'] = None; from solutions.cli import main; "
        "sys.exit(main(['verify', '--on', 'dask:127.0.0.1:1']))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=copy,
        env=environment(copy),
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 2
    assert ran.stderr == (
        "solutions: there is no distributed here, so nothing can be verified on a cluster; run "
        "`pip install '.[dask]'`, or leave --on out\n"
    )
