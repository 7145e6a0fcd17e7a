"""Parts given to an executor, each judged by a function named for it, and what became of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import CancelledError, Executor, Future, as_completed
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Lock
from types import MappingProxyType
from typing import Any

from solutions.work import coverage, package, sources
from solutions.work.unsettled import unsettled
from solutions.work.workers.endings import UNREADABLE, Ended, Raised
from solutions.work.workers.pool import Pool

TIME_LIMIT = 120.0
"""Seconds of the processor that one part may take before it is undecided."""

MEMORY = 8 << 30
"""Bytes of addresses that one part may take beyond what importing takes; ours need a tenth."""

VERIFY = "solutions.checks.module:verify"
"""What judges a part: ``module:function``, called with the part and its module."""

JUDGED = "solutions.work.reads:judged"
"""What calls the judge in a child, and looks at what was read there."""

PREPARE = "solutions.work.reads:prepare"
"""What imports the judge before a child is forked."""

SHARED = ("solutions.checks.judgement", "numpy", "sympy.tensor.tensor")
"""What is imported once for all parts of a worker; SymPy brings its tensors at the first sum."""

ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1"}


@dataclass
class Result:
    """What became of a part: its receipt's content, unless it raised or never ended."""

    part: str
    content: dict[str, Any] | None
    failures: list[dict[str, Any]] = field(default_factory=list)


def run(
    modules: dict[str, str],
    workers: int = 0,
    limit: float = TIME_LIMIT,
    done: Callable[[Result], None] = lambda result: None,
    judge: str = VERIFY,
    executor: Executor | None = None,
    warn: Callable[[str], None] = lambda told: None,
    covers: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> dict[str, Result]:
    """Judge ``{part: module}``; every part has a result, whatever its module does.

    ``judge`` names the function that judges a part. ``done`` is called as each part ends. Without
    an executor there is a :class:`Pool` of so many workers, killed on an interrupt before that is
    passed on. What another executor does not judge, since it went away or has other sources, is
    judged by such a pool, and ``warn`` is told. A part fails if it reads what its key does not
    cover: that is what it and its judge import, and what ``covers`` names for it.
    """
    found: dict[str, Result] = {}
    left = dict(modules)
    if executor is not None:
        lost: dict[str, str] = {}
        _run(executor, left, limit, judge, covers, found, lost, done)
        left = {part: module for part, module in modules.items() if part in lost}
        for why in dict.fromkeys(lost.values()):
            named = [part for part in left if lost[part] == why]
            warn(f"{why}; judged here instead: {', '.join(named)}")
    if left:
        with parts_pool(workers, limit) as pool:
            _run(pool, left, limit, judge, covers, found, {}, done)
    return {part: found[part] for part in modules}


def _run(
    executor: Executor,
    modules: dict[str, str],
    limit: float,
    judge: str,
    covers: Mapping[str, Sequence[str]],
    found: dict[str, Result],
    lost: dict[str, str],
    done: Callable[[Result], None],
) -> None:
    """Put what becomes of each part into ``found``, or why nobody judged it into ``lost``."""
    order = list(modules)
    if not isinstance(executor, Pool) or executor.workers > 1:
        order.reverse()  # later parts take longer, and so the last to end is short
    asked: dict[Future[Any], str] = {}
    for part in order:
        try:
            future = submit(executor, judge, part, modules[part], limit, covers.get(part, ()))
            asked[future] = part
        except Exception as why:
            lost[part] = _reason(why)
    try:
        for future in as_completed(asked):
            part = asked[future]
            try:
                found[part] = result(part, modules[part], future)
            except (Exception, CancelledError) as why:
                lost[part] = _reason(why)
            else:
                done(found[part])
    except BaseException:
        for future in asked:
            future.cancel()
        raise


def _reason(why: BaseException) -> str:
    return str(why) if isinstance(why, NotJudged) else f"{type(why).__name__}: {why}"


def submit(
    executor: Executor,
    judge: str,
    part: str,
    module: str,
    limit: float = TIME_LIMIT,
    covers: Sequence[str] = (),
) -> Future[Any]:
    """The future of one part, judged in a process that can be killed, whatever the executor is."""
    if isinstance(executor, Pool):
        return executor.submit(JUDGED, judge, part, module, list(covers))
    content = _content(judge, module, *covers)
    return executor.submit(judge_apart, judge, part, module, limit, content, tuple(covers))


def judge_apart(
    judge: str, part: str, module: str, limit: float, content: str, covers: Sequence[str] = ()
) -> Any:
    """What ``judge`` answers in a worker of the process that this is called in.

    ``content`` is that of the sources where it was asked for; raises :class:`OtherSources`.
    """
    if _content(judge, module, *covers) != content:
        raise OtherSources("a worker has other sources by now")
    return _pool_here(limit).submit(JUDGED, judge, part, module, list(covers)).result()


class NotJudged(Exception):
    """An executor did not judge a part, and the part had no share in that."""


class OtherSources(NotJudged):
    """What judges, or the part, is not the same as where it was asked for."""


def _content(judge: str, *modules: str) -> str:
    """One hash of a part, of what judges it, and of all that they reach."""
    roots = (judge.partition(":")[0], *modules)
    return coverage.digest(sources.closure(*roots))


_pools: dict[tuple[float, object], Pool] = {}
_lock = Lock()


def _pool_here(limit: float) -> Pool:
    """The pool of this process; another one when a source was edited, for its workers hold them."""
    key = limit, package.state()
    with _lock:
        if key not in _pools:
            for old in _pools.values():
                old.shutdown(wait=False)
            _pools.clear()
            _pools[key] = parts_pool(0, limit)
        return _pools[key]


def parts_pool(workers: int, limit: float) -> Pool:
    """A pool whose workers have imported what parts share."""
    return Pool(
        workers,
        limit=limit,
        memory=MEMORY,
        imports=SHARED,
        prepare=PREPARE,
        anew=True,
        environment=ENVIRONMENT,
    )


def result(part: str, module: str, future: Future[Any]) -> Result:
    """What became of a part, from its future, which is done; raises what is not of its doing."""
    try:
        answer = future.result()
    except Ended as why:
        failure = unsettled(part, module, str(why))
    except Raised as why:
        told = f"the module raised {why.kind}: {why.message}"
        failure = unsettled(part, module, told, _line(module, why))
    else:
        if _fit(answer, part):
            return Result(part, answer["content"], answer["failures"])
        failure = unsettled(part, module, str(Ended(UNREADABLE)))
    return Result(part, None, [failure])


def _fit(answer: Any, part: str) -> bool:
    """Is it an answer about this part?"""
    with suppress(LookupError, TypeError):
        return bool(answer["failures"] or answer["content"]["id"] == part)
    return False


def _line(module: str, why: Raised) -> int:
    """The line of the module at which it raised, or that does not parse."""
    file = str(sources.path_of(module))
    within = [line for where, line in why.frames if where == file and line]
    return within[-1] if within else why.line or 1
