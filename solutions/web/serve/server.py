"""MkDocs' live reload server, which shows in the tab what its terminal says of a failed build."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler

from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEvent, FileSystemEventHandler

from solutions.web.serve import failure
from solutions.web.serve.behind import Behind
from solutions.web.serve.said import Said
from solutions.work import package

LAST_GOOD = "last-good"
INTERVAL = 0.2
"""Seconds between two looks at the files."""
PACKED = "assets/python"
ASKED = "/livereload/"
"""Where MkDocs' script in a page asks for the number of the newest build."""
NOT_OURS = ("__pycache__", ".ipynb_checkpoints")

log = logging.getLogger("mkdocs.solutions.serve")


class Server(LiveReloadServer):
    """Serves the last good site; a page of it is asked for by ?last-good while a build fails."""

    def __init__(self, build: Callable[[bool], None], host: str, port: int, root: str, mount: str):
        """``build(later)`` makes the site; ``later``: only the parts have to be judged anew."""
        super().__init__(self._attempt, host, port, root, mount, polling_interval=INTERVAL)
        self.build = build
        self.failed = ""
        self.behind = Behind(self)
        self.error_handler = self._error_page
        self.RequestHandlerClass = _Request

    def _attempt(self) -> None:
        """Build; a failure is kept for the tabs, which reload after either."""
        self.behind.stop_stale()
        state = package.state()
        later = self.behind.judged not in (None, state)
        with Said() as said:
            try:
                self.build(later)
            except Exception as why:
                if isinstance(why, MkDocsException):
                    log.info("%s", why)  # its reasons have been logged
                else:
                    traceback.print_exc()
                self.failed = said.of(why)
                return
        self.failed = self.behind.failed
        if not later:
            self.behind.judged = state
        if Path(self.root, PACKED).is_dir():
            self.behind.begin()

    def fail(self, why: str) -> None:
        """Show in the tabs what went wrong after the page had come."""
        log.error(why)
        with self._epoch_cond:
            if self._visible_epoch == self._wanted_epoch:  # or else a build is on its way
                self.failed = why
                self._wanted_epoch = self._visible_epoch = self._visible_epoch + 1
                self._epoch_cond.notify_all()

    def rebuild(self) -> None:
        """Build as soon as nothing else is being built."""
        with self._rebuild_cond:
            self._want_rebuild = True
            self._rebuild_cond.notify_all()

    def watch(self, path: str, func: None = None, *, recursive: bool = True) -> None:
        """Rebuild when a file below ``path`` is changed by hand."""
        del func
        self._watched_paths[path] = 1
        self.observer.schedule(_Edits(self.rebuild), path, recursive=recursive)

    def serve_request(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Every page is the failure while there is one; scripts, styles and the like are not.

        Nor is the question of a tab whether there is something new.
        """
        path = environ["PATH_INFO"]
        if (packed := self._packed(path)) is not None:
            content = packed.read_bytes()
            start_response("200 OK", [("Content-Length", str(len(content)))])
            return [content]
        page_asked = path.startswith(self.mount_path) and not path.startswith(ASKED)
        if page_asked and PurePosixPath(path).suffix in ("", ".html"):
            with self._epoch_cond:
                self._epoch_cond.wait_for(lambda: self._visible_epoch == self._wanted_epoch)
                epoch = self._visible_epoch
            good = (Path(self.root) / "index.html").is_file()
            if self.failed and not (good and environ.get("QUERY_STRING") == LAST_GOOD):
                page: bytes = self._inject_js_into_html(failure.page(self.failed, good), epoch)
                head = [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")]
                start_response("500 Not Built", [*head, ("Content-Length", str(len(page)))])
                return [page]
        answer: Iterable[bytes] = super().serve_request(environ, start_response)
        return answer

    def _packed(self, path: str) -> Path | None:
        """A file of Python for the browser; none before there is a pack."""
        folder, _, name = path.removeprefix(self.mount_path).rpartition("/")
        return self.behind.files.get(name) if folder == PACKED else None

    def _error_page(self, code: int) -> bytes | None:
        page = Path(self.root) / f"{code}.html"
        return page.read_bytes() if page.is_file() else None


class _Request(WSGIRequestHandler):
    """A request, of which the log says nothing that could be taken for a warning of the build."""

    def log_message(self, format: str, *args: Any) -> None:
        log.debug(format, *args)


class _Edits(FileSystemEventHandler):
    """Files changed by hand: neither folders, nor what Python or an editor puts beside them."""

    def __init__(self, edited: Callable[[], None]) -> None:
        self.edited = edited

    def on_any_event(self, event: FileSystemEvent) -> None:
        paths = (PurePosixPath(str(path)) for path in (event.src_path, event.dest_path) if path)
        if not event.is_directory and any(map(_written, paths)):
            self.edited()


def _written(path: PurePosixPath) -> bool:
    made = path.name.startswith(".") or path.name.endswith(("~", ".pyc"))
    return not made and not set(path.parts) & set(NOT_OURS)
