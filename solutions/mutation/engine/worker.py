"""A worker of a pool that judges mutants of the engine, by a session of pytest that it holds.

The process imports what others wrote, then splits: one half collects the tests and forks for each
mutant, whose code is put into the functions that are there; the other half has never seen the
engine, and forks for a mutant that is no function's, which the engine is then imported with.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from solutions.mutation.engine import session
from solutions.mutation.engine.children import Say, allow, in_child
from solutions.mutation.engine.loading import Elsewhere, Loader
from solutions.mutation.engine.target import Target
from solutions.work.workers.keeper import end_as
from solutions.work.workers.worker import Channel

Answer = dict[str, Any]


def main() -> None:
    """Serve tasks until standard input ends."""
    target = Target.loads(sys.argv[1])
    measuring = sys.argv[2] == "measure"
    channel = Channel()
    if "MUTANTS_DEBUG" not in os.environ:
        nowhere = os.open(os.devnull, os.O_RDWR)
        for descriptor in (1, 2):
            os.dup2(nowhere, descriptor)
    scratch = Path(tempfile.mkdtemp(prefix="mutants-"))
    sys.path.insert(0, str(target.root))
    loader = Loader(target, measuring=measuring)
    session.warm(target)
    try:
        if measuring:
            serve = Measuring(loader, channel).serve
        else:
            outside = _split(target, loader, scratch)
            serve = Judging(loader, channel, outside).serve
        plugin = session.Plugin(serve, target.patience)
        session.run(target, target.collected, plugin, scratch / "all")
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


class Measuring:
    """Runs each test alone, and says what it took and which units it ran."""

    def __init__(self, loader: Loader, channel: Channel) -> None:
        self.loader, self.channel = loader, channel

    def serve(self, plugin: session.Plugin) -> None:
        early = {file: _bits(hits) for file, hits in self.loader.hits.items()}
        for task in self.channel.tasks():
            file = task["more"]["file"]
            for name in [name for name in plugin.items if name.split("::")[0] == file]:
                lines, whole = in_child(partial(self._one, plugin, name))
                fate = session.told(lines, whole)
                self.channel.heard(
                    {
                        "test": name,
                        "took": sum(one.get("took", 0.0) for one in lines),
                        "hits": next((one["hits"] for one in lines if "hits" in one), {}),
                        "early": early,
                        "failed": fate["told"] if fate["outcome"] == "caught" else "",
                    }
                )
            self.channel.say({"done": []})

    def _one(self, plugin: session.Plugin, name: str, say: Say) -> None:
        for hits in self.loader.hits.values():
            hits[:] = bytes(len(hits))
        plugin.run([name], {name: 100.0}, say)
        say({"hits": {file: _bits(hits) for file, hits in self.loader.hits.items() if any(hits)}})


class Judging:
    """Judges mutants: in functions here, and others in the half that never saw the engine."""

    def __init__(self, loader: Loader, channel: Channel, outside: tuple[int, int]) -> None:
        self.loader, self.channel = loader, channel
        self.ask, self.hear = os.fdopen(outside[0], "w"), os.fdopen(outside[1])

    def serve(self, plugin: session.Plugin) -> None:
        self.loader.find_live()
        for task in self.channel.tasks():
            for one in task["more"]["mutants"]:
                self.channel.heard({"pick": one["pick"]} | self._fate(plugin, one))
            self.channel.say({"done": []})

    def _fate(self, plugin: session.Plugin, one: Answer) -> Answer:
        one["tests"] = [now for name in one["tests"] for now in plugin.now(name)]
        file, mutant = one["file"], self.loader.mutant(one["file"], one["pick"])
        if self.loader.target.content(file) != one["content"]:
            raise ValueError(f"{file} was changed meanwhile")
        try:
            code = self.loader.mutated(file, mutant)
        except (SyntaxError, ValueError, TypeError) as why:
            return {"outcome": "caught", "by": session.BY_COLLECTION, "told": str(why)}
        if code == self.loader.codes[file]:
            return {"outcome": "same", "by": "", "told": ""}
        if not one["tests"]:
            return {"outcome": "survivor", "by": "", "told": "no test gets there"}
        while True:
            fate = self._met(plugin, one, code)
            by, others = fate["by"], [test for test in one["tests"] if test != fate["by"]]
            if fate["outcome"] != "caught" or len(others) in (0, len(one["tests"])):
                return fate
            if self._met(plugin, one | {"tests": [by]}, code)["outcome"] == "caught":
                return fate
            one["tests"] = others  # it only failed by what the tests before it had left behind

    def _met(self, plugin: session.Plugin, one: Answer, code: Any) -> Answer:
        """What becomes of a mutant that meets these tests, one after the other."""
        file = one["file"]

        def act(say: Say) -> None:
            try:
                self.loader.swap(file, code)
            except Elsewhere:
                say({"elsewhere": True})
                return
            plugin.run(one["tests"], one["costs"], say)

        lines, whole = in_child(act)
        fate = session.told(lines, whole)
        if {"elsewhere": True} in lines or (fate["outcome"] == "survivor" and one["early"]):
            self.ask.write(json.dumps(one) + "\n")
            self.ask.flush()
            fate = json.loads(self.hear.readline())
        return fate


def _split(target: Target, loader: Loader, scratch: Path) -> tuple[int, int]:
    """Go on as two processes, of which one never sees the engine: the ends of pipes to and from it.

    Each ends all that is below it when a child of its has ended, so neither is below the other:
    the process that splits waits until the half that goes on has ended, and ends as that did.
    """
    (read, ask), (hear, write) = os.pipe(), os.pipe()
    if not os.fork():
        os.close(ask)
        os.close(hear)
        _serve_outside(target, loader, scratch, read, write)
    for end in (read, write):
        os.close(end)
    if half := os.fork():
        os.close(ask)
        os.close(hear)
        end_as(os.waitpid(half, 0)[1])
    return ask, hear


def _serve_outside(
    target: Target, loader: Loader, scratch: Path, read: int, write: int
) -> NoReturn:
    try:
        with os.fdopen(read) as asked, os.fdopen(write, "w") as answers:
            while line := asked.readline():
                act = partial(_anew, target, loader, scratch, json.loads(line))
                answers.write(json.dumps(session.told(*in_child(act))) + "\n")
                answers.flush()
    finally:
        os._exit(0)


def _anew(target: Target, loader: Loader, scratch: Path, one: Answer, say: Say) -> None:
    """Import the engine with the mutant in it, collect its tests, and run them."""
    loader.codes[one["file"]] = loader.mutated(one["file"], loader.mutant(one["file"], one["pick"]))
    allow(6 * target.patience)
    ran: list[bool] = []

    def serve(plugin: session.Plugin) -> None:
        ran.append(True)
        plugin.run(one["tests"], one["costs"], say)

    files = sorted({name.split("::")[0] for name in one["tests"]})
    session.run(target, files, session.Plugin(serve, target.patience), scratch / "one")
    if not ran:
        say({"by": session.BY_COLLECTION, "told": "the tests cannot be collected"})


def _bits(hits: bytearray) -> str:
    return f"{sum(1 << place for place, hit in enumerate(hits) if hit):x}"


if __name__ == "__main__":
    main()
