"""Set-up: done once, done again after an interruption, and clear about what is missing."""

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tools.failures import SetUpError
from tools.node import has_node
from tools.prepare import plan, prepare
from tools.stamps import Made, key

ROOT = Path(__file__).resolve().parent.parent


def folder(path: Path, made_from: str, acts: list[str], fail: BaseException | None = None) -> Made:
    """A folder whose making is noted in `acts`, and fails half-way if told to."""

    def make(old: str) -> None:
        acts.append(old)
        path.mkdir(exist_ok=True)
        if fail:
            raise fail

    return Made(path, made_from, make)


def program(path: Path, script: str) -> Path:
    """An executable shell script at `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_a_second_set_up_makes_nothing(tmp_path: Path) -> None:
    acts: list[str] = []
    made = (folder(tmp_path / "made", "lock 1", acts),)
    assert prepare(made, tmp_path)
    assert not prepare(made, tmp_path)
    assert acts == [""]


def test_a_changed_lock_makes_it_again_and_tells_what_it_was_made_from(tmp_path: Path) -> None:
    acts: list[str] = []
    prepare((folder(tmp_path / "made", "lock 1", acts),), tmp_path)
    prepare((folder(tmp_path / "made", "lock 2", acts),), tmp_path)
    assert acts == ["", "lock 1"]


def test_the_key_is_the_content_of_a_lock_not_its_age(tmp_path: Path) -> None:
    lock = tmp_path / "some.lock"
    lock.write_text("a==1\n", encoding="utf-8")
    first = key("python 3", lock)
    os.utime(lock, (0, 0))
    assert key("python 3", lock) == first
    lock.write_text("a==2\n", encoding="utf-8")
    assert key("python 3", lock) != first
    assert key("python 4", lock) != key("python 3", lock)


@pytest.mark.parametrize("interruption", [SetUpError("no network"), KeyboardInterrupt()])
@pytest.mark.parametrize("before", ["", "lock 0"])
def test_an_interrupted_set_up_begins_from_nothing(
    tmp_path: Path, interruption: BaseException, before: str
) -> None:
    acts: list[str] = []
    if before:
        prepare((folder(tmp_path / "made", before, acts),), tmp_path)
        acts.clear()
    with pytest.raises(type(interruption)):
        prepare((folder(tmp_path / "made", "lock 1", acts, interruption),), tmp_path)
    again = (folder(tmp_path / "made", "lock 1", acts),)
    assert not again[0].ready()
    prepare(again, tmp_path)
    assert again[0].ready()
    assert acts == [before, ""]


def test_what_vanished_from_a_finished_folder_is_noticed(tmp_path: Path) -> None:
    python = tmp_path / "made" / "python"

    def make(_: str) -> None:
        python.parent.mkdir(exist_ok=True)
        python.touch()

    made = Made(tmp_path / "made", "lock", make, python)
    assert prepare((made,), tmp_path)
    assert not prepare((made,), tmp_path)
    python.unlink()
    assert prepare((made,), tmp_path)


def test_two_set_ups_at_once_make_one_environment(tmp_path: Path) -> None:
    script = f"""
import sys, time
from pathlib import Path
from tools.prepare import prepare
from tools.stamps import Made
root = Path({str(tmp_path)!r})
def make(old):
    with open(root / "acts", "a") as acts:
        acts.write("begin ")
        acts.flush()
        (root / "made").mkdir()
        time.sleep(0.3)
        acts.write("end ")
prepare((Made(root / "made", "lock", make),), root)
"""
    command = [sys.executable, "-c", script]
    both = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) for _ in range(2)]
    assert [(p.communicate()[0], p.returncode)[1] for p in both] == [0, 0]
    assert (tmp_path / "acts").read_text(encoding="utf-8") == "begin end "


def wheel(shelf: Path, name: str, scripts: dict[str, str]) -> str:
    """A wheel of one module, on `shelf`; its line for a lock file."""
    file = shelf / f"{name}-1.0-py3-none-any.whl"
    info = f"{name}-1.0.dist-info"
    entries = {
        f"{name}.py": "",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        **{f"{name}-1.0.data/scripts/{script}": text for script, text in scripts.items()},
    }
    with zipfile.ZipFile(file, "w") as archive:
        for entry, text in entries.items():
            member = zipfile.ZipInfo(entry)
            member.external_attr = 0o100755 << 16
            archive.writestr(member, text)
        archive.writestr(
            f"{info}/RECORD", "".join(f"{e},,\n" for e in [*entries, f"{info}/RECORD"])
        )
    return f"{name}==1.0 --hash=sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}\n"


def test_from_nothing_through_a_failure_to_ready(tmp_path: Path) -> None:
    project, shelf, calls = tmp_path / "project", tmp_path / "shelf", tmp_path / "calls"
    shelf.mkdir()
    shutil.copytree(ROOT / "tools", project / "tools")
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(ROOT / name, project)
    no_uv = f"#!/bin/sh\necho uv >> {calls}\necho 'error: Failed to fetch' >&2\nexit 2\n"
    lock = wheel(shelf, "tiny", {}) + wheel(shelf, "uv", {"uv": no_uv})
    (project / "requirements.lock").write_text(lock, encoding="utf-8")
    program(project / ".venv" / "bin" / "python", "exit 1")  # left over by an interruption
    path = tmp_path / "bin"
    program(path / "node", f"echo node >> {calls}; echo v24.0.0")
    program(path / "npm", f"echo npm $1 >> {calls}; echo npm error code ENOTFOUND; exit 1")
    environment = {
        "PATH": f"{path}:/usr/bin:/bin",
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(shelf),
    }

    def set_up() -> subprocess.CompletedProcess[str]:
        calls.write_text("", encoding="utf-8")
        command = [sys.executable, "-m", "tools.prepare"]
        return subprocess.run(
            command, cwd=project, env=environment, capture_output=True, text=True, check=False
        )

    first = set_up()
    assert first.stderr == (
        "Set-up stopped: the Node modules could not be installed, because the package registry"
        " could not be reached: check the network and the proxy settings"
        " (all it said is in .setup/log).\n"
    )
    assert first.returncode == 1
    assert calls.read_text(encoding="utf-8") == "node\nuv\nnpm ci\n"

    program(path / "npm", f"echo npm $1 >> {calls}; mkdir node_modules")
    second = set_up()
    assert (second.returncode, second.stderr) == (0, "")
    assert calls.read_text(encoding="utf-8") == "node\nnpm ci\n"

    third = set_up()
    assert (third.returncode, third.stdout, third.stderr) == (0, "", "")
    assert calls.read_text(encoding="utf-8") == "node\n"

    ask = "import tiny, sys; print(sys.prefix, sys.path[-1])"
    python = project / ".venv" / "bin" / "python"
    answer = subprocess.run([python, "-c", ask], capture_output=True, text=True, check=True)
    assert answer.stdout.split() == [str(project / ".venv"), str(project)]


@pytest.mark.parametrize(
    ("node", "npm", "found"),
    [
        ("echo v20.0.0", "true", True),
        ("echo v24.19.0", "true", True),
        ("echo v18.20.4", "true", False),
        ("echo v9.1.0", "true", False),
        ("echo strange", "true", False),
        ("exit 1", "true", False),
        ("echo v24.19.0", None, False),
        (None, "true", False),
    ],
)
def test_which_node_of_the_machine_will_do(
    tmp_path: Path, node: str | None, npm: str | None, found: bool
) -> None:
    for name, script in (("node", node), ("npm", npm)):
        if script:
            program(tmp_path / name, script)
    assert has_node(str(tmp_path), 20, without=tmp_path / "other") is found


def test_our_own_node_is_not_taken_for_the_machine_s(tmp_path: Path) -> None:
    for name in ("node", "npm"):
        program(tmp_path / ".venv" / "bin" / name, "echo v24.19.0")
    ours = tmp_path / ".venv" / "bin"
    assert has_node(str(ours), 20, without=tmp_path)
    assert not has_node(str(ours), 20, without=ours)


def test_the_environment_is_made_again_when_the_machine_loses_its_node(tmp_path: Path) -> None:
    for name in ("node", "npm"):
        program(tmp_path / name, "echo v24.19.0")
    (with_node, modules), (without, same) = plan(ROOT, str(tmp_path)), plan(ROOT, "")
    assert with_node.key != without.key
    assert modules.key == same.key
