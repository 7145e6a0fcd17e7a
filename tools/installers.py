"""Run an installer quietly, and tell in one sentence why it failed."""

import os
import re
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tools.failures import ROOM, SetUpError

LOG = Path(".setup/log")
EVERY = 5.0
"""Seconds between two words to the person who waits for an installer."""
SHOWN = 60
"""So many characters of an installer's line are told."""

# What installers print, by cause. The first cause that matches is told.
CAUSES = (
    (
        r"No space left on device|ENOSPC|Disk quota exceeded|EDQUOT",
        f"the disk is full: {ROOM}",
    ),
    (
        r"Read-only file system|EROFS|Permission denied|EACCES",
        "something there may not be written: check who owns the project's folder",
    ),
    (
        r"DO NOT MATCH THE HASHES|Hash mismatch|EINTEGRITY",
        "a file that came is not the one that the lock file names: try again, and if it happens"
        " again don't trust the registry that this machine uses",
    ),
    (
        r"dns error|Name or service not known|name resolution|Failed to fetch|NewConnectionError"
        r"|Failed to establish a new connection|Connection (refused|reset)|ConnectionError"
        r"|timed out|error sending request|getaddrinfo|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET"
        r"|ETIMEDOUT|ENETUNREACH|Network is unreachable|ProxyError",
        "the package registry could not be reached: check the network and the proxy settings",
    ),
    (
        r"No matching distribution|Could not find a version|no wheels|not a supported wheel"
        r"|EBADENGINE",
        "the registry has no build of some package for this machine or this version of Python",
    ),
)


def say(line: str) -> None:
    """Tell the person who waits, at once."""
    print(line, flush=True)


def run(root: Path, command: Sequence[str], failed: str, path: str = "") -> None:
    """Run `command` in `root`, its output added to .setup/log.

    `path` replaces PATH where it is given. Raises SetUpError, `failed` and the cause.
    """
    # What a shell sets up for other projects must not leak into this one's environment.
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONHOME")}
    if path:
        environment["PATH"] = path
    lines: list[str] = []
    with (
        _waiting(lines),
        subprocess.Popen(
            command,
            cwd=root,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        ) as process,
    ):
        try:
            for line in process.stdout or ():
                lines += [line]  # one by one, so that the last can be told
        except BaseException:
            process.kill()
            raise
    output = "".join(lines)
    with (root / LOG).open("a", encoding="utf-8") as log:
        log.write(f"$ {' '.join(command)}\n{output}\n")
    if process.returncode != 0:
        raise SetUpError(f"{failed}, because {cause(output)} (all it said is in {LOG}).")


@contextmanager
def _waiting(lines: list[str]) -> Iterator[None]:
    """Tell every few seconds how long it has been, and the last of the lines that came."""
    began, ended = time.monotonic(), threading.Event()

    def tell() -> None:
        while not ended.wait(EVERY):
            last = lines[-1].strip()[:SHOWN] if lines else ""
            say(f"  … {time.monotonic() - began:.0f} s  {last}".rstrip())

    teller = threading.Thread(target=tell)
    teller.start()
    try:
        yield
    finally:
        ended.set()
        teller.join()


def cause(output: str) -> str:
    """Why an installer failed, in our words; or its own last line where the cause is new to us."""
    for pattern, sentence in CAUSES:
        if re.search(pattern, output, re.IGNORECASE):
            return sentence
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return f"its last word was “{lines[-1]}”" if lines else "it stopped without a word"
