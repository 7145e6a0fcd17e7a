"""Ask programs, each in a process of its own; one that is not here is not run, and says so."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any

from solutions.oracles.programs import PROGRAMS, Program, installed, missing
from solutions.oracles.verdicts import AGREES, FAILED, NOT_RUN, worst
from solutions.work import door
from solutions.work.dispatch import Result
from solutions.work.door import Job

LIMIT = 300.0
"""Seconds for one program; the heavy ones take some ten to be imported."""


def answer(name: str, module: str) -> dict[str, Any]:
    """What a worker says of a program."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")  # nothing is fetched: there are no weights in this
    return {"content": {"id": name, **asked(PROGRAMS[name], module)}, "failures": []}


def asked(program: Program, module: str) -> dict[str, Any]:
    """Verdict, versions and comparisons of one program, as plain data."""
    told = {"versions": installed(program), "why": "", "comparisons": []}
    why = missing(program) or _broken(program)
    if why:
        return {**told, "verdict": NOT_RUN, "why": why}
    try:
        from solutions.oracles.comparison import judged

        rows = [judged(comparison) for comparison in import_module(module).comparisons()]
    except Exception as error:
        return {**told, "verdict": FAILED, "why": f"{type(error).__name__}: {error}"}
    return {**told, "verdict": worst(row["verdict"] for row in rows), "comparisons": rows}


def _broken(program: Program) -> str:
    """Why what is installed cannot be imported; empty if it can."""
    for package in program.needs:
        try:
            import_module(package)
        except Exception as error:
            return f"{package} cannot be imported ({type(error).__name__}: {error})"
    return ""


def run(
    programs: Iterable[Program],
    done: Callable[[str, dict[str, Any]], None] = lambda *_: None,
    *,
    fresh: bool = True,
) -> dict[str, dict[str, Any]]:
    """``{name: what it said}``, asked now or, if not ``fresh``, when a source or version changed.

    ``done`` is called as each has ended. Only an agreement is kept.
    """
    jobs = [
        Job(
            "oracles",
            program.name,
            program.module,
            f"{__name__}:answer",
            also=json.dumps(installed(program), sort_keys=True),
            keeps=(AGREES,),
        )
        for program in programs
    ]
    found: dict[str, dict[str, Any]] = {}

    def ended(result: Result) -> None:
        found[result.part] = _content(result)
        done(result.part, found[result.part])

    door.judged(jobs, fresh=fresh, limit=LIMIT, done=ended)
    return {job.name: found[job.name] for job in jobs}


def _content(result: Result) -> dict[str, Any]:
    if result.content is not None:
        return result.content
    told = {"id": result.part, "verdict": FAILED, "comparisons": []}
    versions = installed(PROGRAMS[result.part])
    return {**told, "versions": versions, "why": result.failures[0]["message"]}
