"""A worker of a pool: a task in on a line, what it says and what became of it out on lines.

Each task is done in a child of its own, forked when all that tasks share had been imported, so that
nothing it does to its process reaches the next; or else here, where that is asked for. The
worker ends with whoever started it, since it has a keeper.
"""

from __future__ import annotations

import inspect
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from importlib import import_module
from typing import Any

from solutions.work import freshness
from solutions.work.workers.children import (
    Limits,
    Say,
    bound_memory,
    described,
    free_memory,
    in_child,
)
from solutions.work.workers.endings import Ended


class Channel:
    """Where tasks come from and answers go to; it takes the place of standard input and output."""

    def __init__(self) -> None:
        self.asked = os.fdopen(os.dup(0), "rb")
        self.answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(2, 1)

    @property
    def ends(self) -> tuple[int, int]:
        """Both descriptors, which no task should have."""
        return self.asked.fileno(), self.answers.fileno()

    def tasks(self) -> Iterator[dict[str, Any]]:
        """Say that all is imported, then give the tasks as they come."""
        self.say({"ready": True})
        while line := self.asked.readline():
            yield json.loads(line)

    def say(self, told: dict[str, Any]) -> None:
        """A word of a task is ``{"said": value}``; anything else is its last."""
        self.answers.write(json.dumps(told) + "\n")
        self.answers.flush()

    def heard(self, word: Any) -> None:
        """Pass on a word of a task."""
        self.say({"said": word})


def main() -> None:
    """Import what is shared, then serve tasks."""
    options = json.loads(sys.argv[1])
    if options["anew"]:
        freshness.compile_anew()
    channel = Channel()
    for shared in options["imports"]:  # once, for all tasks
        with suppress(Exception):  # it will be raised again, and told, where it is needed
            import_module(shared)
    if options["apart"]:
        _serve_apart(channel, Limits(**options["limits"]), options["prepare"])
    else:
        _serve_here(channel, options["limits"]["memory"])


def _serve_apart(channel: Channel, limits: Limits, prepare: str) -> None:
    for task in channel.tasks():
        with suppress(Exception):  # what it needs is imported and made once for all children too
            named(task["function"])
            if prepare:
                named(prepare)(*task["args"], **task["more"])
        try:
            last = in_child(partial(perform, task), channel.heard, limits, channel.ends)
        except Ended as why:
            last = {"ended": [why.way, why.amount]}
        channel.say(last)


def _serve_here(channel: Channel, memory: int) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for descriptor in (1, 2):
        os.dup2(nowhere, descriptor)
    if memory:
        bound_memory(memory)
    for task in channel.tasks():
        try:
            last = {"done": perform(task, channel.heard)}
            json.dumps(last)
        except MemoryError:
            free_memory()
            last = {"ended": ["memory", memory]}
        except Exception as why:
            last = {"raised": described(why)}
        channel.say(last)


def perform(task: dict[str, Any], say: Say) -> Any:
    """Call the function; what a generator yields is said, each value at once."""
    found = named(task["function"])(*task["args"], **task["more"])
    if not inspect.isgenerator(found):
        return found
    for word in found:
        say(word)
    return []


def named(function: str) -> Callable[..., Any]:
    """The function that "module:name" means."""
    home, _, name = function.partition(":")
    found: Callable[..., Any] = getattr(import_module(home), name)
    return found


if __name__ == "__main__":
    main()
