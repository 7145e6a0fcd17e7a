"""What a page need not wait for, done behind the server: `python -m solutions.web.serve.behind`.

A save of a part changes what other things rest on: the audit, the figures, the notebooks, Python
for the browser. They are judged, made and packed here by a whole build, of which the caches are
what matters, with what the processor has left. A line of JSON tells of each: {"judged": true},
{"folder": that of the pack}, {"failed": why}. The process ends, with all that it has started, when
its standard input does: when the server stops it, or is no more.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any, Protocol

from mkdocs.commands.build import build
from mkdocs.config import load_config

from solutions.answers.browser import pack
from solutions.web.serve.said import Said
from solutions.work import package

LEAST = 19
"""As little of the processor as there is to ask for: the next page comes first."""


class Listener(Protocol):
    """Who hears that everything has been judged, or what went wrong."""

    def rebuild(self) -> None: ...

    def fail(self, why: str) -> None: ...


class Behind:
    """The newest pack, and the process that judges and packs for what was saved last."""

    def __init__(self, listener: Listener) -> None:
        self.files = pack.newest()
        self.listener = listener
        self.judged: Any = None
        """What the package was like when everything was judged."""
        self.failed = ""
        self.state: Any = None
        self.process: subprocess.Popen[str] | None = None

    def stop_stale(self) -> None:
        """Stop what rests on files that have been changed since."""
        if self.state != package.state():
            self.end()

    def begin(self) -> None:
        """Judge and pack what is there now, unless that has been done."""
        state = package.state()
        if state == self.state:
            return
        self.end()
        self.state = state
        self.process = subprocess.Popen(
            [sys.executable, "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
        threading.Thread(target=self._hear, args=(self.process, state)).start()

    def end(self) -> None:
        """Stop what is being done."""
        if self.process is not None and self.process.stdin is not None:
            self.process.stdin.close()
        self.process, self.state, self.failed = None, None, ""

    def _hear(self, process: subprocess.Popen[str], state: Any) -> None:
        for line in process.stdout or ():
            said = json.loads(line)
            if process is not self.process:
                continue
            if "folder" in said:
                self.files = pack.whole(Path(said["folder"])) or self.files
            elif "failed" in said:
                self.failed = said["failed"]
                self.listener.fail(self.failed)
            elif self.judged != state:
                self.judged = state
                self.listener.rebuild()
        if process.wait() and process is self.process and not self.failed:
            self.failed = f"`python -m {__name__}` ended with exit code {process.returncode}"
            self.listener.fail(self.failed)


def main() -> None:
    """Judge and make everything, then pack Python; tell of each."""
    os.nice(LEAST)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # and leave nothing half made
    threading.Thread(target=_end_with_the_server, daemon=True).start()
    try:
        with Said() as said, tempfile.TemporaryDirectory(prefix="site-") as folder:
            try:
                config = load_config(site_dir=str(Path(folder, "site")), strict=True)
                config.extra["pack"] = "later"  # and not before the rest has been told of
                build(config)
            except Exception as why:
                _tell(failed=said.of(why))
                return
        _tell(judged=True)
        _tell(folder=str(pack.files()[pack.MANIFEST].parent))
    except pack.PackFailed as failed:
        _tell(failed=str(failed))


def _tell(**what: Any) -> None:
    print(json.dumps(what), flush=True)


def _end_with_the_server() -> None:
    while os.read(0, 1):
        pass
    os.killpg(0, signal.SIGTERM)


if __name__ == "__main__":
    main()
