"""An executor on a Dask cluster, whose workers have to have the same sources as we have here."""

from __future__ import annotations

import logging
import re
import socket
from collections.abc import Callable, Iterable
from concurrent.futures import CancelledError, Executor, Future
from contextlib import suppress
from threading import Event, Lock, Thread
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from solutions.work import coverage, sources
from solutions.work.dispatch import VERIFY, NotJudged

REACH = 30.0
"""Seconds in which a cluster has to answer."""

LOOK = 1.0
"""Seconds between two looks at whether a cluster still has workers."""


class Unreachable(Exception):
    """There is no cluster at an address, or it has no worker."""


class NoDask(Exception):
    """Dask is not installed here."""


class Gone(NotJudged):
    """A cluster went away before a task was done."""


def address(text: str) -> str:
    """``tcp://HOST:PORT`` of ``dask:HOST:PORT``; raises ``ValueError`` for what is none."""
    found = re.fullmatch(r"dask:(?P<host>[\w.-]+|\[[\da-fA-F:.]+\]):(?P<port>\d{1,5})", text)
    if found is None or not 0 < int(found["port"]) < 1 << 16:
        raise ValueError(f"{text!r} is no place to verify on; write dask:HOST:PORT")
    return f"tcp://{found['host']}:{found['port']}"


def content(modules: list[str]) -> str:
    """One hash of these modules, all that they reach, and the libraries that they import."""
    known = [module for module in modules if sources.path_of(module).exists()]
    return coverage.digest(sources.closure(VERIFY.partition(":")[0], *known))


class Cluster(Executor):
    """Runs functions on the cluster at ``tcp://HOST:PORT``.

    Raises :class:`Unreachable`, ``ValueError`` where a worker has other sources for ``modules``
    than we have, and :class:`NoDask` where it is not installed here. When the cluster
    loses all its workers, or cannot be reached any more, all futures fail with :class:`Gone`.
    """

    def __init__(self, place: str, modules: Iterable[str]) -> None:
        try:
            from distributed import Client
        except ModuleNotFoundError as why:
            raise NoDask(
                f"there is no {why.name} here, so nothing can be verified on a cluster; run "
                "`pip install '.[dask]'`, or leave --on out"
            ) from None
        _silence()
        self.place = place
        try:
            _reached(place)
            self._client = Client(place, timeout=REACH, set_as_default=False)
        except (OSError, ValueError) as why:
            raise Unreachable(f"no cluster answers at {place} ({_first(why)})") from None
        try:
            self._compare(list(modules))
        except BaseException:
            self._close()
            raise
        self._executor = self._client.get_executor(pure=False)
        self._pending: set[Future[Any]] = set()
        self._lock, self._closed = Lock(), Event()
        self._watch = Thread(target=self._look, daemon=True)
        self._watch.start()

    def _compare(self, modules: list[str]) -> None:
        try:
            told = self._client.run(content, modules, on_error="return")
        except Exception as why:
            raise Unreachable(
                f"the cluster at {self.place} does not answer ({_first(why)})"
            ) from why
        if not told:
            raise Unreachable(f"the cluster at {self.place} has no worker")
        ours = content(modules)
        for worker, theirs in told.items():
            if isinstance(theirs, BaseException):
                why_not = f"cannot tell which sources it has ({_first(theirs)})"
            elif theirs != ours:
                why_not = "has other sources, or other versions of the libraries"
            else:
                continue
            raise ValueError(
                f"the worker {worker} of the cluster at {self.place} {why_not}; start it in a copy "
                "of this project, with what requirements.lock names"
            )

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """The future of ``fn(*args, **kwargs)`` there."""
        future: Future[Any] = Future()
        with self._lock:
            self._pending.add(future)
        theirs = self._executor.submit(fn, *args, **kwargs)
        future.add_done_callback(lambda ours: ours.cancelled() and theirs.cancel())
        theirs.add_done_callback(lambda done: self._settle(future, done))
        return future

    def _settle(self, future: Future[Any], done: Future[Any] | None) -> None:
        """Give a future its result; ``None`` is a cluster that went away."""
        with self._lock:
            if future not in self._pending:
                return
            self._pending.discard(future)
        if not future.set_running_or_notify_cancel():
            return
        gone = Gone(f"the cluster at {self.place} went away")
        if done is None or done.cancelled():
            future.set_exception(gone)
        elif (why := done.exception()) is not None:
            theirs = type(why).__module__.partition(".")[0] == "distributed"
            future.set_exception(gone if theirs or isinstance(why, CancelledError) else why)
        else:
            future.set_result(done.result())

    def _look(self) -> None:
        while not self._closed.wait(LOOK):
            if not self._has_workers():
                for future in list(self._pending):
                    self._settle(future, None)

    def _has_workers(self) -> bool:
        with suppress(Exception):
            there: Any = self._client.scheduler
            return bool(self._client.sync(there.ncores, callback_timeout=REACH))
        return False

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the cluster, when all is done or at once; it goes on without us."""
        for future in list(self._pending):
            if cancel_futures:
                future.cancel()
            elif wait:
                with suppress(BaseException):
                    future.exception()
        self._closed.set()
        self._close()

    def _close(self) -> None:
        with suppress(Exception):
            self._client.close(timeout=REACH)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.shutdown(wait=error is None, cancel_futures=error is not None)


def _reached(place: str) -> None:
    """Raise ``OSError`` at once where nothing listens, for which Dask would go on asking."""
    found = urlsplit(place)
    socket.create_connection((found.hostname, found.port), REACH).close()


def _silence() -> None:
    """Let Dask log nothing in this process: what matters is raised, or said in a warning."""
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] == "distributed":
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _first(why: BaseException) -> str:
    return f"{type(why).__name__}: {str(why).partition(chr(10))[0][:200]}"
