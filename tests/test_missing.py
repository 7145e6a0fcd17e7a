"""What can be missing on a machine: each is told in one sentence, and never by a traceback."""

import ast
import errno
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import tools
from tests.test_setup import folder, program
from tools import installers
from tools.address import listen
from tools.browser import chromium
from tools.environment import make_empty
from tools.failures import SetUpError
from tools.installers import cause, run
from tools.prepare import prepare
from tools.stamps import Made

ROOT = Path(__file__).resolve().parent.parent


def test_an_old_python_is_told_so() -> None:
    ask = "import sys; sys.version_info = (3, 8, 10, 'final', 0); import tools"
    told = subprocess.run(
        [sys.executable, "-c", ask], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert told.returncode == 1
    assert told.stderr == (
        f"Python 3.11 or newer is needed, and {sys.executable} is Python 3.8.10:"
        " install a newer one or name the one to use, as in `make PYTHON=python3.12`.\n"
    )


def test_an_old_python_can_read_what_tells_it_so() -> None:
    ast.parse(Path(tools.__file__).read_text(encoding="utf-8"), feature_version=(3, 4))


def make(*words: str) -> subprocess.CompletedProcess[str]:
    """Call make as a person would, whether or not these tests were called by make."""
    outer = ("MAKEFLAGS", "MFLAGS", "MAKELEVEL", "MAKEOVERRIDES")
    environment = {k: v for k, v in os.environ.items() if k not in outer}
    return subprocess.run(
        ["make", *words], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def test_a_missing_python_is_one_sentence() -> None:
    told = make("PYTHON=python3.99", "test")
    assert told.returncode != 0
    assert told.stderr.splitlines()[0] == (
        "Python 3.11 or newer is needed, and there is no python3.99 here:"
        " install it or name the one to use, as in `make PYTHON=python3.12`."
    )
    assert "Traceback" not in told.stderr


def test_a_python_without_ensurepip_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(SetUpError) as told:
        make_empty(tmp_path, tmp_path / ".venv")
    assert str(told.value) == (
        f"{sys.executable} comes without the modules venv and ensurepip:"
        " install them (on Debian and Ubuntu: apt install python3-venv) and try again."
    )


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (errno.ENOSPC, "the disk is full at {0}/made: free some space"),
        (errno.EDQUOT, "the disk is full at {0}/made: free some space"),
        (errno.EROFS, "{0}/made can't be written (Read-only file system): set-up writes in {0},"),
        (errno.EACCES, "{0}/made can't be written (Permission denied): set-up writes in {0},"),
    ],
)
def test_a_folder_that_takes_nothing_is_one_sentence(
    tmp_path: Path, code: int, sentence: str
) -> None:
    error = OSError(code, os.strerror(code), str(tmp_path / "made"))
    with pytest.raises(SetUpError) as told:
        prepare((folder(tmp_path / "made", "lock", [], error),), tmp_path)
    assert str(told.value).startswith(sentence.format(tmp_path))


def test_a_full_disk_is_noticed_by_the_log(tmp_path: Path) -> None:
    (tmp_path / ".setup").mkdir()
    (tmp_path / ".setup" / "log").symlink_to("/dev/full")
    made = Made(tmp_path / "made", "lock", lambda _: run(tmp_path, ["echo", "x"], "failed"))
    with pytest.raises(SetUpError, match="the disk is full"):
        prepare((made,), tmp_path)


def test_whoever_waits_for_an_installer_hears_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".setup").mkdir()
    monkeypatch.setattr(installers, "EVERY", 0.1)
    slow = "import time; print('Collecting sympy', flush=True); time.sleep(2)"
    run(tmp_path, [sys.executable, "-c", slow], "failed")
    told = capsys.readouterr().out.splitlines()
    assert re.fullmatch(r"  … [12] s  Collecting sympy", told[-1])


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("WARNING: Retrying … NewConnectionError(…)\nERROR: No matching distribution", "network"),
        ("error: Failed to fetch: `x`\n  Caused by: dns error", "network"),
        ("npm error code EAI_AGAIN\nnpm error syscall getaddrinfo", "network"),
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("npm error code ENOSPC", "disk is full"),
        ("npm error code EACCES", "may not be written"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "not the one that the lock file names"),
        ("npm error code EINTEGRITY", "not the one that the lock file names"),
        ("ERROR: No matching distribution found for x==1", "no build of some package"),
        ("a\n  b: odd \n\n", "its last word was “b: odd”"),
        ("", "it stopped without a word"),
    ],
)
def test_why_an_installer_failed(output: str, sentence: str) -> None:
    assert sentence in cause(output)


def test_no_chromium_and_no_apt_is_one_sentence(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "tools.browser"],
        cwd=ROOT,
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 1
    assert told.stderr == (
        "No browser: there is no Chromium and no apt-get to install it with: install Chromium by"
        " hand, or leave the browser's tests out with `make test-no-browser`.\n"
    )


def test_an_installed_chromium_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SetUpError, match="none of chromium, "):
        chromium()
    there = program(tmp_path / "google-chrome", "")
    assert chromium() == str(there)


def test_a_missing_chromium_is_installed_by_apt(tmp_path: Path) -> None:
    program(tmp_path / "env", 'shift; exec "$@"')
    program(tmp_path / "sudo", 'shift; exec "$@"')
    install = f"echo '#!/bin/sh' > {tmp_path}/chromium; /bin/chmod +x {tmp_path}/chromium"
    program(
        tmp_path / "apt-get", f"echo $1 >> {tmp_path}/calls; [ $1 = update ] || {{ {install}; }}"
    )
    for _ in range(2):
        subprocess.run(
            [sys.executable, "-m", "tools.browser"],
            cwd=ROOT,
            env={"PATH": str(tmp_path)},
            capture_output=True,
            check=True,
        )
    assert (tmp_path / "calls").read_text(encoding="utf-8") == "update\ninstall\n"


def test_an_address_that_is_taken_is_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        address = f"127.0.0.1:{other.getsockname()[1]}"
        with pytest.raises(SetUpError) as told:
            listen(address)
    assert str(told.value) == (
        f"no server can listen at {address} (address already in use):"
        " choose another, as in `make serve ADDRESS=127.0.0.1:8001`."
    )
    listen(address)
