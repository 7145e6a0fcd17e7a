"""Bad input to verification: a clear report, nothing lost, nothing trusted that should not be."""

from __future__ import annotations

import json
import os
import py_compile
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from solutions import verify
from solutions.kernel.errors import Malformed
from solutions.work import dispatch, door, keys, receipts, seal, sources
from solutions.work.workers import pool
from solutions.work.workers.pool import Pool
from tests.small import ENGINE_ONLY, small_part

Project = Callable[[dict[str, str]], dict[str, str]]
Judge = Callable[..., door.Outcome]


def run(modules: dict[str, str], folder: Path, **more: Any) -> door.Outcome:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOLUTIONS_CACHE", str(folder))
        return verify.run(modules=modules, workers=1, **more)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package, with an empty folder for parts."""
    found = tmp_path_factory.mktemp("verify") / "project"
    shutil.copytree(sources.ROOT / "solutions", found / "solutions", ignore=ENGINE_ONLY)
    (found / "solutions" / "sheet").mkdir()
    return found


@pytest.fixture(scope="module")
def judges(root: Path) -> Iterator[Pool]:
    """A worker that has imported the engine, for all tests that need none of their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sources, "ROOT", root)
        made = dispatch.parts_pool(1, limit=2.0)
    with made:
        yield made


@pytest.fixture
def project(root: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """``project({"9a": text, …})`` writes these parts and no others; gives their modules."""
    monkeypatch.setattr(sources, "ROOT", root)
    folder = root / "solutions" / "sheet"
    shutil.rmtree(folder)
    folder.mkdir()
    (folder / "__init__.py").write_text("")

    def write(parts: dict[str, str]) -> dict[str, str]:
        modules = {}
        for name, text in parts.items():
            stem = f"{name[-1]}_part"
            (folder / f"{stem}.py").write_text(text, encoding="utf-8")
            modules[name] = f"solutions.sheet.{stem}"
        return modules

    return write


@pytest.fixture
def judge(project: Project, judges: Pool, tmp_path: Path) -> Judge:
    """``judge(modules)`` verifies them by the worker that there is."""

    def judged(modules: dict[str, str], folder: Path = tmp_path) -> door.Outcome:
        return run(modules, folder, executor=judges)

    return judged


def key(module: str) -> str:
    return keys.key([module, dispatch.VERIFY.partition(":")[0]])


def messages(outcome: door.Outcome) -> str:
    return door.report(outcome.failures)


def test_valid_receipts_are_used_and_an_edit_makes_them_stale(
    project: Project, judge: Judge
) -> None:
    modules = project(
        {
            "9a": small_part("9a"),
            "9b": small_part("9b", "from solutions.sheet import a_part"),
            "9c": small_part("9c"),
        }
    )
    assert judge(modules).fresh == ["9a", "9b", "9c"]
    assert judge(modules).fresh == []
    path = sources.path_of(modules["9a"])
    path.write_text(path.read_text() + "\n# edited\n")
    again = judge(modules)
    assert again.fresh == ["9a", "9b"], (
        "the part that was edited and what rests on it, nothing else"
    )
    assert again.found["9b"]["uses"] == ["9a"]


def test_an_edit_of_the_engine_makes_every_receipt_stale(
    project: Project, judge: Judge, tmp_path: Path
) -> None:
    modules = project({"9a": small_part("9a")})
    judge(modules)
    engine = sources.path_of("solutions.kernel.identity")
    text = engine.read_text()
    engine.write_text(text + "\n# edited\n")
    try:
        assert run(modules, tmp_path).fresh == ["9a"]
    finally:
        engine.write_text(text)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: "",
        lambda text: text[: len(text) // 2],
        lambda text: "[]",
        lambda text: "null",
        lambda text: "\x00" * 50,
        lambda text: text.replace('"refuted_by": "addition"', '"refuted_by": "nothing"'),
        lambda text: text.replace('"verdict": "proved"', '"verdict": "measured"', 1),
        lambda text: json.dumps({**json.loads(text), "id": "9b"}),
        lambda text: json.dumps({**json.loads(text), "key": "0" * 64}),
        lambda text: json.dumps({**json.loads(text), "format": 99}),
    ],
)
def test_a_receipt_that_is_not_whole_is_not_trusted(
    tmp_path: Path, spoil: Callable[[str], str]
) -> None:
    receipt = {
        "format": keys.FORMAT,
        "key": "1" * 64,
        "id": "9a",
        "verdict": "proved",
        "decoys": [{"refuted_by": "addition"}],
    }
    assert receipts.store(receipt, tmp_path) == ""
    assert receipts.load("9a", "1" * 64, tmp_path) == receipt
    path = tmp_path / "9a.json"
    whole = path.read_text(encoding="utf-8")
    assert spoil(whole) != whole
    path.write_text(spoil(whole), encoding="utf-8")
    assert receipts.load("9a", "1" * 64, tmp_path) is None


def test_a_spoilt_receipt_is_computed_again(project: Project, judge: Judge, tmp_path: Path) -> None:
    modules = project({"9a": small_part("9a")})
    (tmp_path / "receipts").mkdir()
    (tmp_path / "receipts" / "9a.json").write_text('{"format": 1, "verdict": "proved"}')
    assert judge(modules).fresh == ["9a"]
    assert judge(modules).fresh == []


def test_a_failure_is_reported_with_its_line_and_never_kept(
    project: Project, judge: Judge, tmp_path: Path
) -> None:
    wrong = small_part("9a").replace("m * (m + 1) / 2,\n    on=m", "m * (m + 2) / 2,\n    on=m")
    modules = project({"9a": wrong, "9b": small_part("9b", "from solutions.sheet import a_part")})
    outcome = judge(modules)
    told = messages(outcome)
    line = 1 + wrong[: wrong.index(").by_induction")].count("\n")
    assert f"solutions/sheet/a_part.py:{line}  9a total, step next_term" in told
    assert "refuted: m·(m + 2)/2 is claimed\n    at m = 1: exact 1, claimed 3/2" in told
    assert "9b\n  undecided: it rests on 9a, which does not hold" in told
    assert not (tmp_path / "receipts" / "9a.json").exists()
    assert judge(modules).fresh == ["9a"]


def test_all_failures_of_a_run_are_reported(project: Project, tmp_path: Path) -> None:
    modules = project(
        {
            "9a": "raise RuntimeError('half written')\n",
            "9b": "part = 3\n",
            "9c": "def broken(:\n",
            "9d": small_part("9d"),
            "9e": small_part("9f"),
            "9g": "import sys\nsys.exit(3)\n",
            "9h": "import os\nos._exit(4)\n",
        }
    )
    outcome = run(modules, tmp_path)
    told = messages(outcome)
    assert "a_part.py:1  9a\n  undecided: the module raised RuntimeError: half written" in told
    assert "TypeError: its part is a int; write part = Part(…)" in told
    assert "c_part.py:1  9c\n  undecided: the module raised SyntaxError" in told
    assert 'it states part "9f"; by its name it is 9e' in told
    assert "9g\n  undecided: the module raised SystemExit: 3" in told
    assert "9h\n  undecided: its process ended (exit code 4) before it was settled" in told
    assert {failure["part"] for failure in outcome.failures} == {"9a", "9b", "9c", "9e", "9g", "9h"}
    assert list(outcome.found) == ["9d"]


def test_a_part_that_never_ends_is_undecided_and_the_others_are_verified(
    project: Project, judge: Judge
) -> None:
    modules = project(
        {"9a": "while True:\n    pass\n", "9b": small_part("9b"), "9c": small_part("9c")}
    )
    outcome = judge(modules)
    told = "not settled within 2 seconds of the processor; is there a loop that never ends?"
    assert told in messages(outcome)
    assert list(outcome.found) == ["9b", "9c"]


def test_a_part_that_waits_for_ever_is_killed_by_the_clock(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "BUSY", 1)
    modules = project({"9a": "import time\ntime.sleep(10_000)\n"})
    told = messages(run(modules, tmp_path, limit=1.0))
    assert "not settled within 1 second; does it wait for something?" in told


INCOMPLETE = [
    ('boxes=(Box("total", total),)', "boxes=()", "it boxes nothing"),
    ("checks=(addition, pairing)", "checks=()", "box total has no independent check"),
    ("checks=(addition, pairing)", "checks=(addition,)", "a part needs two"),
    (
        'decoys=(Decoy("total", m * (m - 1) / 2, "the last term left out"),)',
        "decoys=()",
        "box total has no decoy",
    ),
    ("m * (m - 1) / 2,", "m * (m + 1) / 2,", "no check refutes this decoy"),
    (
        'Box("total", total)',
        'Box("total", total, line=0)',
        "is a first line, which nothing proves",
    ),
    ("def pairing(total", "def pairing(sum_", "asks for a box 'sum_'"),
    ("for size in range(1, 12):", "for size in range(0):", "it compares nothing"),
]


def test_incomplete_parts_do_not_hold(project: Project, judge: Judge) -> None:
    parts = {}
    for letter, (old, new, _) in zip("abcdefgh", INCOMPLETE, strict=True):
        text = small_part(f"9{letter}")
        assert old in text
        parts[f"9{letter}"] = text.replace(old, new)
    outcome = judge(project(parts))
    for letter, (_, _, told) in zip("abcdefgh", INCOMPLETE, strict=True):
        said = [f["message"] for f in outcome.failures if f["part"] == f"9{letter}"]
        assert any(told in message for message in said), (told, said)


def test_parts_in_a_circle_are_refused(project: Project, tmp_path: Path) -> None:
    modules = project(
        {
            "9a": small_part("9a", "from solutions.sheet import b_part"),
            "9b": small_part("9b", "from solutions.sheet.a_part import part as other"),
        }
    )
    with pytest.raises(Malformed, match="in a circle: 9a → 9b → 9a"):
        run(modules, tmp_path)


def test_an_unknown_part_names_the_nearest(project: Project, tmp_path: Path) -> None:
    modules = project({"9a": small_part("9a")})
    with pytest.raises(LookupError, match="there is no part '9x'; did you mean 9a"):
        run(modules, tmp_path, ids=["9x"])


def test_a_cache_folder_that_cannot_be_written_costs_only_time(
    project: Project, judge: Judge, tmp_path: Path
) -> None:
    modules = project({"9a": small_part("9a")})
    blocked = tmp_path / "a file"
    blocked.write_text("")
    outcome = judge(modules, blocked)
    assert not outcome.failures
    assert list(outcome.found) == ["9a"]
    assert "the results stand, and will be computed again next time" in outcome.warnings[0]


def test_a_full_disk_leaves_no_half_receipt(
    project: Project, judge: Judge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    modules = project({"9a": small_part("9a")})

    def full(*anything: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    outcome = judge(modules)
    assert "No space left on device" in outcome.warnings[0]
    assert [path.name for path in (tmp_path / "receipts").iterdir()] == [seal.NAME]


def test_two_runs_at_once_agree(project: Project, tmp_path: Path) -> None:
    modules = project({"9a": small_part("9a"), "9b": small_part("9b")})
    code = (
        "import json, sys; from solutions import verify\n"
        "out = verify.run(modules=json.loads(sys.argv[1]), fresh=True, workers=1)\n"
        "print(len(out.found), len(out.failures))"
    )
    command = [sys.executable, "-c", code, json.dumps(modules)]
    env = {**os.environ, "SOLUTIONS_CACHE": str(tmp_path)}
    both = [
        subprocess.Popen(command, env=env, cwd=sources.ROOT, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    assert [process.communicate()[0].strip() for process in both] == ["2 0", "2 0"]
    assert run(modules, tmp_path).fresh == []
    assert sorted(path.name for path in (tmp_path / "receipts").glob("*.json")) == [
        "9a.json",
        "9b.json",
    ]


def test_an_interruption_keeps_what_was_verified_and_leaves_no_process(
    project: Project, tmp_path: Path, interruptible: None
) -> None:
    slow = small_part("9b").replace("# --8<-- [start:derivation]", "import time\ntime.sleep(600)")
    modules = project({"9a": small_part("9a"), "9b": slow})
    code = (
        "import json, sys; from solutions import verify\n"
        "verify.run(modules=json.loads(sys.argv[1]), workers=2)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, json.dumps(modules)],
        cwd=sources.ROOT,
        env={**os.environ, "SOLUTIONS_CACHE": str(tmp_path)},
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            waited = time.monotonic() + 300
            while not (tmp_path / "receipts" / "9a.json").exists() and time.monotonic() < waited:
                time.sleep(0.05)
            workers = _children(process.pid)
            assert workers
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=300) != 0
        finally:
            process.kill()
    assert not [pid for pid in workers if Path(f"/proc/{pid}").exists()]
    assert [path.name for path in (tmp_path / "receipts").glob("*.json")] == ["9a.json"]
    assert receipts.load("9a", key(modules["9a"]), tmp_path / "receipts")


def _children(parent: int) -> list[int]:
    found = []
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                status = Path(f"/proc/{entry}/stat").read_text()
            except OSError:
                continue
            if int(status.rsplit(")", 1)[1].split()[1]) == parent:
                found.append(int(entry))
    return found


DISTURBING = {
    "9a": (
        "from solutions.evidence import evidence\nfrom solutions.statements import step\n"
        "step.Step.judge = lambda step: evidence.proved()\n",
        "",
    ),
    "9c": ("import os\nos.fork()\n", ""),
    "9d": (
        "import os\n"
        "for number in range(3, 30):\n"
        "    try:\n"
        '        os.write(number, b\'{"content": {}, "failures": []}\\n\')\n'
        "    except OSError:\n"
        "        pass\n",
        "its answer cannot be read; does it write to files that it did not open?",
    ),
    "9e": ("import os\nos.closerange(3, 64)\n", "its process ended (exit code 1)"),
    "9f": ("import subprocess\nsubprocess.Popen(['sleep', '30'])\n", ""),
    "9g": ("input()\n", "the module raised EOFError"),
    "9h": ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n", "killed by signal 9"),
    "9i": (
        "import importlib\nimportlib.import_module('solutions.sheet.j_part')\n",
        "solutions.sheet.j_part was loaded, and no import statement says so",
    ),
    "9j": ("import sys\nsys.stdout.close()\n", ""),
    "9k": ('print("hello")\nimport os\nos.system("echo more")\n', ""),
}


def test_what_a_part_does_to_its_process_reaches_no_other(
    project: Project, judge: Judge, tmp_path: Path
) -> None:
    parts = {name: f"{small_part(name)}\n{done}" for name, (done, _) in DISTURBING.items()}
    parts["9b"] = small_part("9b").replace(
        "m * (m + 1) / 2,\n    on=m", "m * (m + 2) / 2,\n    on=m"
    )
    outcome = judge(project(dict(sorted(parts.items()))))
    said = {failure["part"]: failure["message"] for failure in reversed(outcome.failures)}
    assert "refuted: m·(m + 2)/2 is claimed" in said.pop("9b")
    for name, (_, told) in DISTURBING.items():
        assert told in said.pop(name, ""), name
        assert (tmp_path / "receipts" / f"{name}.json").exists() == (not told)
    assert not said


def test_a_relative_import_counts(project: Project) -> None:
    modules = project(
        {"9a": small_part("9a"), "9b": small_part("9b", "from .a_part import part as other")}
    )
    assert sources.uses(modules) == {"9a": [], "9b": ["9a"]}
    before = key(modules["9b"])
    path = sources.path_of(modules["9a"])
    path.write_text(path.read_text() + "\n# edited\n")
    assert key(modules["9b"]) != before


def test_a_file_that_keeps_size_and_date_is_judged_by_its_content(
    project: Project, judge: Judge
) -> None:
    modules = project({"9a": small_part("9a")})
    path = sources.path_of(modules["9a"])
    py_compile.compile(str(path), doraise=True)
    dates = path.stat().st_atime_ns, path.stat().st_mtime_ns
    path.write_text(
        path.read_text().replace("m * (m + 1) / 2,\n    on=m", "m * (m - 1) / 2,\n    on=m")
    )
    os.utime(path, ns=dates)
    assert "refuted: m·(m − 1)/2 is claimed" in messages(judge(modules))


def test_an_edit_that_is_undone_while_it_is_judged_leaves_no_receipt(
    project: Project, judge: Judge, tmp_path: Path
) -> None:
    modules = project({"9a": small_part("9a")})
    path = sources.path_of(modules["9a"])
    content = path.read_text()
    path.write_text(content + "\nimport pathlib\npathlib.Path(__file__).touch()\n")
    assert list(judge(modules).found) == ["9a"]
    assert not (tmp_path / "receipts" / "9a.json").exists()
