"""Verification on a Dask cluster: as on this machine, or here where the cluster cannot do it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pytest

from solutions.work import cluster, sources
from solutions.work.workers.keeper import below
from tests.small import ENGINE_ONLY, small_part

SERVE = """
import sys
from distributed import LocalCluster

if __name__ == "__main__":
    threads, options = int(sys.argv[1]), dict(dashboard_address=None, memory_limit=0)
    with LocalCluster(n_workers=0, threads_per_worker=threads, **options) as cluster:
        print(cluster.scheduler_address, flush=True)
        while (line := sys.stdin.readline()).strip():
            cluster.scale(int(line))
            cluster.wait_for_workers(int(line))
            print(line, end="", flush=True)
"""
RUN = """
import json, os, sys
from pathlib import Path
from solutions.cli import main
from solutions.work import cluster

if __name__ == "__main__":
    cluster.LOOK = 0.2
    answers = os.fdopen(os.dup(1), "w")
    kept = os.dup(2)
    for line in sys.stdin:
        words, cache = json.loads(line)
        os.environ["SOLUTIONS_CACHE"] = cache
        told = [Path("out"), Path("err")]
        for end, path in enumerate(told, start=1):
            with path.open("wb") as file:
                os.dup2(file.fileno(), end)
        code = main(words)
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        os.dup2(kept, 1)
        os.dup2(kept, 2)
        said = [path.read_text(encoding="utf-8") for path in told]
        print(json.dumps([code, *said]), file=answers, flush=True)
"""
SLOW = """
import pathlib, time
notes = pathlib.Path({notes!r})
with notes.open("a") as file:
    file.write("begun ")
while notes.read_text().count("begun") < 3 and not notes.with_name("go").exists():
    time.sleep(0.1)
"""
LIMIT = ("--limit", "1")
"""The same for all runs, so that the cluster's workers may keep what they have imported."""


@dataclass
class Told:
    """What a run of the command line said."""

    code: int
    out: str
    err: str


def copied(root: Path, **parts: str) -> Path:
    """A copy of the package with these parts."""
    shutil.copytree(
        sources.ROOT / "solutions",
        root / "solutions",
        ignore=ENGINE_ONLY,
    )
    folder = root / "solutions" / "diffusion"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    for name, text in parts.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    return root


def environment(root: Path) -> dict[str, str]:
    found = {**os.environ, "PYTHONPATH": str(root)}
    found.pop("SOLUTIONS_CACHE", None)
    return found


class Program:
    """A program in a copy of the package, which answers each line that it is told with a line."""

    def __init__(self, root: Path, text: str, errors: IO[bytes] | int, *words: str) -> None:
        program = root / f"program_{id(self)}.py"
        program.write_text(text, encoding="utf-8")
        self.process = subprocess.Popen(
            [sys.executable, str(program), *words],
            cwd=root,
            env=environment(root),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )

    def tell(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()

    def answer(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def end(self) -> None:
        """Let it end by itself, as the end of its input makes it do."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        try:
            self.process.wait(60)
        finally:
            self.process.kill()
            self.process.wait()
            self.process.stdout.close()


class Runs:
    """A process in which one run follows the other, which spares the imports."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.errors = root / "errors"
        with self.errors.open("wb") as errors:
            self.program = Program(root, RUN, errors)

    def begin(self, *words: str, cache: str) -> None:
        asked = ["verify", *LIMIT, *words]
        self.program.tell(json.dumps([asked, str(self.root / cache)]))

    def told(self) -> Told:
        return Told(*json.loads(self.program.answer()))

    def verify(self, *words: str, cache: str) -> Told:
        self.begin(*words, cache=cache)
        return self.told()


class Clusters:
    """A cluster on this machine that judges two parts at a time; another when it was ended."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.served: Program | None = None

    def without_workers(self, threads: int = 1) -> str:
        """Start one whose workers will have so many threads; the place that it is named by."""
        self.end()
        self.workers = str(2 // threads)
        self.served = Program(self.root, SERVE, subprocess.DEVNULL, str(threads))
        self.place = self.served.answer().replace("tcp://", "dask:")
        assert self.place.startswith("dask:127.0.0.1:")
        return self.place

    def working(self) -> str:
        """The place of one that has its workers."""
        if self.served is None or self.served.process.poll() is not None:
            self.without_workers(threads=2)
        assert self.served is not None
        self.served.tell(self.workers)
        assert self.served.answer() == self.workers
        return self.place

    def end(self) -> None:
        if self.served is not None:
            self.served.end()
            self.served = None


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two parts that hold, four that do not, and three that wait for each other."""
    root = tmp_path_factory.mktemp("dask") / "project"
    slow = SLOW.format(notes=str(root / "notes"))
    waiting = {f"{name}_part": slow + small_part(f"1{name}").partition("\n\n")[2] for name in "ghi"}
    return copied(
        root,
        a_first=small_part("1a"),
        b_second=small_part("1b", "from solutions.diffusion import a_first"),
        c_third=small_part("1c").replace("m * (m + 1) / 2, on=m", "m * (m - 1) / 2, on=m"),
        d_fourth="import os\nos._exit(3)\n",
        e_fifth=small_part("1e").replace("# --8<-- [start:derivation]", "while True:\n    pass"),
        f_sixth="raise OSError('no')\n",
        **waiting,
    )


@pytest.fixture(scope="module")
def runs(copy: Path) -> Iterator[Runs]:
    found = Runs(copy)
    yield found
    found.program.end()
    assert found.errors.read_text(encoding="utf-8") == "", "said between two runs"


@pytest.fixture(scope="module")
def clusters(copy: Path) -> Iterator[Clusters]:
    found = Clusters(copy)
    yield found
    found.end()


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


@pytest.fixture(scope="module")
def here(runs: Runs, clusters: Clusters) -> Told:
    """The two parts that hold, judged here since the cluster has no worker yet."""
    place = clusters.without_workers()
    return runs.verify("1a", "1b", "--on", place, "--workers", "1", cache="here")


def test_a_cluster_without_workers_leaves_all_to_this_machine(
    here: Told, clusters: Clusters
) -> None:
    place = f"tcp://{clusters.place[5:]}"
    told = f"warning: the cluster at {place} has no worker; verifying here instead\n"
    assert (here.code, here.err) == (0, told)
    assert "2 parts hold" in here.out


def test_the_results_are_those_of_this_machine(
    copy: Path, here: Told, runs: Runs, clusters: Clusters
) -> None:
    there = runs.verify("1a", "1b", "--on", clusters.working(), cache="there")
    assert (there.code, there.err) == (0, "")
    assert sorted(there.out.splitlines()) == sorted(here.out.splitlines())
    assert receipts(copy, "there") == receipts(copy, "here")
    assert list(receipts(copy, "there")) == ["1a.json", "1b.json"]


def test_what_is_wrong_is_told_as_on_this_machine(runs: Runs, clusters: Clusters) -> None:
    wrong = ("1c", "1d", "1e", "1f")
    here = runs.verify(*wrong, "--workers", "1", cache="here")
    there = runs.verify(*wrong, "--on", clusters.working(), cache="there")
    assert (there.code, there.err) == (1, here.err)
    assert "not settled within 1 second of the processor" in there.err
    assert "its process ended (exit code 3)" in there.err
    assert "f_sixth.py:1  1f\n  undecided: the module raised OSError: no" in there.err


def test_other_sources_are_refused(clusters: Clusters, tmp_path: Path) -> None:
    other = copied(tmp_path / "project", a_first=small_part("1a"))
    engine = other / "solutions" / "kernel" / "identity.py"
    engine.write_text(engine.read_text(encoding="utf-8") + "\n# edited\n", encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "solutions", "verify", "--on", clusters.working()],
        cwd=other,
        env=environment(other),
        capture_output=True,
        text=True,
        timeout=500,
    )
    assert ran.returncode == 2
    assert "has other sources, or other versions of the libraries; start it in a copy" in ran.stderr
    assert ran.stdout == ""


def test_a_cluster_that_is_not_there_leaves_all_to_this_machine(runs: Runs) -> None:
    ran = runs.verify("--on", "dask:127.0.0.1:1", "1a", cache="here")
    assert ran.code == 0
    assert ran.err.startswith("warning: no cluster answers at tcp://127.0.0.1:1 (")
    assert ran.err.endswith("); verifying here instead\n")
    assert "1 part holds" in ran.out


@pytest.mark.parametrize("how", ["killed", "closed"])
def test_a_cluster_that_goes_away_leaves_the_rest_to_this_machine(
    copy: Path, runs: Runs, clusters: Clusters, how: str
) -> None:
    notes, go = copy / "notes", copy / "go"
    place = clusters.working()
    assert clusters.served is not None
    served = clusters.served.process
    runs.begin("1g", "1h", "1i", "--on", place, "--workers", "1", cache=how)
    until = time.monotonic() + 200
    while not notes.exists() or notes.read_text().count("begun") < 2:
        assert time.monotonic() < until
        assert runs.program.process.poll() is None
        time.sleep(0.05)
    judging = below(served.pid)
    if how == "closed":
        clusters.end()
    else:
        served.kill()
        served.wait(200)
    go.touch()
    ran = runs.told()
    notes.unlink()
    go.unlink()
    assert ran.code == 0, ran.err
    assert "3 parts hold" in ran.out
    assert len(ran.err.splitlines()) == 1, ran.err
    warning = ran.err.strip()
    assert warning.startswith(f"warning: the cluster at tcp://{place[5:]} went away")
    assert "judged here instead: " in warning
    until = time.monotonic() + 60
    while any(Path(f"/proc/{pid}").exists() for pid in judging) and time.monotonic() < until:
        time.sleep(0.1)
    assert not [pid for pid in judging if Path(f"/proc/{pid}").exists()]


@pytest.mark.parametrize(
    "text", ["dask", "dask:", "dask:host", "dask:host:0", "dask:host:99999", "ray:host:1", "a b:1"]
)
def test_what_is_no_place_is_wrong_usage(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no place to verify on; write dask:HOST:PORT"):
        cluster.address(text)


def test_places_are_read() -> None:
    assert cluster.address("dask:some-host.org:8786") == "tcp://some-host.org:8786"
    assert cluster.address("dask:[::1]:8786") == "tcp://[::1]:8786"


def test_without_dask_and_with_a_bad_place_the_exit_code_is_2(copy: Path, runs: Runs) -> None:
    assert runs.verify("--on", "nowhere", cache="here").code == 2
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
