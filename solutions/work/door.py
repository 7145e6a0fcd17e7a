"""The door: what is judged comes from what was kept of it, or is judged now and then kept.

A job says what it is called, what its key covers and what judges it, for parts, the audit,
figures, tables, errata, programs of others, mutants, notebooks and what a reader's browser gets.
Only what holds is kept, and only if nothing that its key covers was edited meanwhile.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import astuple, dataclass, field
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from solutions.kernel.errors import NotVerified
from solutions.work import dispatch, keys, package, receipts, sources
from solutions.work.dispatch import Result
from solutions.work.unsettled import unsettled

Content = dict[str, Any]
Given = TypeVar("Given")
Asked = ParamSpec("Asked")


@dataclass(frozen=True)
class Job:
    """Something that is judged and kept.

    ``kind`` names the folder of its receipt and ``name`` the file; ``module`` states it, and
    ``judge``, as ``module:function``, is called with both in a process apart. The key covers the
    two modules and ``covers`` with all that they reach, and the text ``also``. Of what holds all
    is kept, or only what has one of the verdicts ``keeps``. It holds only if what it rests on does.
    """

    kind: str
    name: str
    module: str = ""
    judge: str = ""
    covers: tuple[str, ...] = ()
    also: str = ""
    keeps: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()

    @property
    def covered(self) -> tuple[str, ...]:
        """The modules whose closure the key covers."""
        judge = self.judge.partition(":")[0]
        return tuple(dict.fromkeys(filter(None, (self.module, judge, *self.covers))))

    @property
    def folder(self) -> Path:
        """Where its receipt is kept."""
        return folder(self.kind)


@dataclass(frozen=True)
class Begun:
    """A job that is being judged, with the key of its sources as they were when that began."""

    job: Job
    key: str
    before: tuple[int, ...]

    def receipt(self, content: Content) -> Content:
        """What was found, under what it was made from."""
        head = {"format": keys.FORMAT, "key": self.key, "id": self.job.name, "seed": keys.SEED}
        if self.job.module:
            head["module"] = sources.shown(sources.path_of(self.job.module))
        return {**head, "versions": keys.versions(), **content}

    def keep(self, receipt: Content) -> str:
        """Keep it; ``""``, or why it could not be.

        It is not kept if a file that its key covers was edited meanwhile, even if that was undone:
        what was edited may be what was judged.
        """
        wanted = not self.job.keeps or receipt["verdict"] in self.job.keeps
        if not wanted or keys.changed(self.job.covered) != self.before:
            return ""
        return receipts.store(receipt, self.job.folder)


@dataclass
class Outcome:
    """A run: what was found of each job that was settled, all failures, and warnings."""

    found: dict[str, Content] = field(default_factory=dict)
    failures: list[dict[str, Any]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    fresh: list[str] = field(default_factory=list)
    """What was judged in this run, and not taken from receipts."""


def folder(kind: str) -> Path:
    """Where a kind is kept: below ``SOLUTIONS_CACHE``, else below .cache in the project."""
    chosen = os.environ.get("SOLUTIONS_CACHE")
    return (Path(chosen) if chosen else sources.ROOT / ".cache") / kind


def judged(
    jobs: Sequence[Job],
    *,
    fresh: bool = False,
    workers: int = 0,
    limit: float = dispatch.TIME_LIMIT,
    done: Callable[[Result], None] = lambda result: None,
    executor: Executor | None = None,
) -> Outcome:
    """What becomes of each job; those of one call have one judge.

    ``done`` is called as each is settled. With ``fresh`` no receipt is used. Nothing
    is raised for a job that fails. ``executor`` is where they are judged, if not here.
    """
    asked = {job.name: job for job in jobs}
    known = _keys(jobs)
    outcome = Outcome()
    ready: dict[str, Content] = {}
    for name, job in asked.items():
        receipt = None if fresh else receipts.load(name, known[name], job.folder)
        if receipt is not None:
            ready[name] = receipt
            done(Result(name, receipt))
    stale = {name: job for name, job in asked.items() if name not in ready}
    begun = {name: begin(job) for name, job in stale.items()}

    def settled(result: Result) -> None:
        if result.content is not None:
            ready[result.part] = begun[result.part].receipt(result.content)
            if not result.failures:
                outcome.warnings += filter(None, [begun[result.part].keep(ready[result.part])])
        done(result)

    outcome.fresh = list(stale)
    results: dict[str, Result] = {}
    for judge in dict.fromkeys(job.judge for job in stale.values()):
        modules = {name: job.module for name, job in stale.items() if job.judge == judge}
        results |= dispatch.run(
            modules,
            workers,
            limit,
            settled,
            judge,
            executor,
            outcome.warnings.append,
            {name: stale[name].covers for name in modules},
        )
    failing = {name for name, result in results.items() if result.failures}
    for name, job in asked.items():
        below = [other for other in job.rests_on if other in failing]
        if name in failing:
            outcome.failures += results[name].failures
        elif below:
            outcome.failures.append(_rests_on_failure(job, below))
    outcome.found = {name: ready[name] for name in asked if name in ready}
    outcome.warnings = list(dict.fromkeys(outcome.warnings))
    return outcome


def required(jobs: Sequence[Job]) -> dict[str, Content]:
    """What was found of each job; raises :class:`NotVerified` with the whole report otherwise."""
    outcome = judged(jobs)
    if outcome.failures:
        raise NotVerified(report(outcome.failures))
    return outcome.found


def made(job: Job, make: Callable[[], Content]) -> Content:
    """What was kept of a job, or what ``make()`` gives in this process; it raises what that does.

    For what cannot be made by a worker: a notebook's kernel is a process of its own already.
    """
    kept = known(job)
    if kept is not None:
        return kept
    begun = begin(job)
    receipt = begun.receipt(make())
    begun.keep(receipt)
    return receipt


def known(job: Job) -> Content | None:
    """What was kept of a job, if nothing that its key covers has changed since."""
    return receipts.load(job.name, keys.key(job.covered, job.also), job.folder)


def begin(job: Job) -> Begun:
    """Take the key of a job whose judging begins."""
    # The time of the last edit is taken before the key, so that an edit in between shows.
    before = keys.changed(job.covered)
    return Begun(job, keys.key(job.covered, job.also), before)


def report(failures: list[dict[str, Any]]) -> str:
    """All failures as text, each with its file and line."""
    told = []
    for failure in failures:
        name = f"{failure['part']} {failure['name']}".strip()
        body = failure["message"].replace("\n", "\n  ")
        told.append(f"{failure['file']}:{failure['line']}  {name}\n  {body}")
    count = len({failure["part"] for failure in failures})
    told.append(f"{len(failures)} thing(s) in {count} part(s) do not hold")
    return "\n\n".join(told)


def while_unedited(give: Callable[Asked, Given]) -> Callable[Asked, Given]:
    """What ``give`` gave before, until a source of ours is edited: a page asks often.

    How it is asked for is no part of what it gives.
    """
    last: list[tuple[Any, Given]] = []

    @wraps(give)
    def given(*how: Asked.args, **more: Asked.kwargs) -> Given:
        state = (folder(""), package.state())
        if not last or last[0][0] != state:
            last[:] = [(state, give(*how, **more))]
        return last[0][1]

    return given


def _keys(jobs: Sequence[Job]) -> dict[str, str]:
    """The key of each job, as it was found before if the package is still the same."""

    def find() -> dict[str, str]:
        return {job.name: keys.key(job.covered, job.also) for job in jobs}

    ours = all(name.startswith("solutions.") for job in jobs for name in job.covered)
    if not jobs or not ours:
        return find()
    asked = hashlib.sha256(json.dumps([astuple(job) for job in jobs]).encode()).hexdigest()
    return package.fact(f"{jobs[0].kind}-{asked[:12]}", find, folder("keys"))


def _rests_on_failure(job: Job, below: list[str]) -> dict[str, Any]:
    named = f"{', '.join(below)}, which {'do' if below[1:] else 'does'}"
    return unsettled(job.name, job.module, f"it rests on {named} not hold")
