"""``python -m solutions mutate-engine``: make the engine wrong, and see that its tests notice."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import Any, TextIO

from solutions import catalogue
from solutions.mutation import tally
from solutions.mutation.command import Progress
from solutions.mutation.engine import results
from solutions.mutation.engine.equal import FILE as REASONS
from solutions.mutation.engine.equal import Equal, equal, unfit
from solutions.mutation.engine.judging import Engine, Unsound
from solutions.mutation.engine.kept import Kept, folder
from solutions.mutation.engine.target import ENGINE, Target
from solutions.work import disk, sources

Record = dict[str, Any]


def add_to(commands: Any, count: Callable[[str], int]) -> None:
    """The grammar of the subcommand."""
    mutate = commands.add_parser(
        "mutate-engine", help="make the engine itself wrong, and see its tests notice"
    )
    mutate.add_argument("modules", nargs="*", metavar="MODULE", help="such as kernel/signs")
    mutate.add_argument("--sample", type=count, default=0, metavar="N", help="only so many")
    mutate.add_argument(
        "--budget",
        type=float,
        default=0.0,
        metavar="S",
        help="meet each mutant with its quickest tests, S seconds of them (default: with all)",
    )
    mutate.add_argument("--seed", type=int, default=1, metavar="N", help="which sample is drawn")
    mutate.add_argument(
        "--workers",
        type=count,
        default=0,
        metavar="N",
        help="processes (default: one per processor)",
    )
    mutate.add_argument(
        "--without-failing", action="store_true", help="leave out tests that fail by themselves"
    )
    mutate.add_argument("--fresh", action="store_true", help="judge again what is kept")
    mutate.add_argument(
        "--json", type=Path, metavar="FILE", help="write all results (- for standard output)"
    )
    mutate.add_argument(
        "--publish", action="store_true", help=f"write {sources.shown(results.FILE)} for the site"
    )


def mutate(
    asked: argparse.Namespace,
    target: Target = ENGINE,
    place: Path | None = None,
    reasons: Path = REASONS,
) -> int:
    """Run it; 0 if every mutant is caught or equal with a reason, 1 if one is not."""
    kept = Kept(replace(target), place or folder())
    engine = Engine(replace(target), kept, asked.workers, asked.budget)
    files = chosen(engine, asked.modules)
    if asked.publish and (asked.modules or asked.without_failing):
        told = "--publish needs mutants of all modules, and all tests"
        raise ValueError(f"{told}; leave out the other options")
    out = sys.stderr if asked.json is not None and str(asked.json) == "-" else sys.stdout
    try:
        found = run(engine, files, asked, out)
    except Unsound as why:
        print(f"solutions: {why}", file=sys.stderr)
        return 1
    except ChildProcessError as why:
        print(f"solutions: {why}; what was judged before is kept", file=sys.stderr)
        return 1
    known = equal(reasons)
    tallies = {file: results.tally(records) for file, records in found.items()}
    tallies = {file: {**of, **results.scored(file, of, known)} for file, of in tallies.items()}
    if asked.json is not None:
        disk.hand_out(asked.json, json.dumps(tallies, ensure_ascii=False, indent=1))
    if asked.publish:
        results.publish(found, engine)
    return report(tallies, () if asked.sample else known, out)


def chosen(engine: Engine, modules: Sequence[str]) -> list[str]:
    """The files that are asked for; LookupError for one that is not there."""
    names = {file.removesuffix(".py").removeprefix("solutions/"): file for file in engine.mutants}
    for name in modules:
        if name not in names:
            raise LookupError(f"no module {name!r}{catalogue.nearest(name, list(names))}")
    return [names[name] for name in modules] or list(names.values())


def run(
    engine: Engine, files: Sequence[str], asked: argparse.Namespace, out: TextIO
) -> dict[str, list[Record]]:
    """``{file: records}`` of the chosen files."""
    began = monotonic()
    kept = {file: {} if asked.fresh else engine.known(file) for file in files}
    wanted = [(file, pick) for file in files for pick in range(len(engine.names[file]))]
    if asked.sample:
        wanted = engine.drawn(files, asked.sample, asked.seed)
    found: dict[str, dict[str, Record]] = {file: {} for file in files}
    picks = []
    for file, pick in wanted:
        name = engine.names[file][pick]
        if name in kept[file]:
            found[file][name] = kept[file][name]
        else:
            picks.append((file, pick))
    if picks:
        measuring = Progress(out, len(engine.target.collected))
        schedule = engine.measure(
            lambda file: measuring.say(f"measured {file}"), without_failing=asked.without_failing
        )
        progress = Progress(out, len(picks))
        left = {file: sum(one == file for one, _ in picks) for file in files}

        def done(file: str, records: list[Record]) -> None:
            found[file] |= {one["name"]: one for one in records}
            left[file] -= len(records)
            progress.more(records)
            for one in records:
                if one["outcome"] == "survivor":
                    progress.say(survivor(file, one))
            if not left[file]:
                progress.say(f"{file}: done, {progress.done} of {progress.total}")

        engine.judge(picks, schedule, done)
        progress.say(f"{len(picks)} mutants in {monotonic() - began:.0f} s")
    order = {file: {name: n for n, name in enumerate(engine.names[file])} for file in files}
    return {
        file: sorted(of.values(), key=lambda one: order[file][one["name"]])
        for file, of in found.items()
        if of
    }


def survivor(file: str, one: Record) -> str:
    """A survivor with its place, its line and the change."""
    why = f" ({one['told']})" if one["told"] else ""
    return f"{file}:{one['line']}  {one['how']}{why}\n  {one['change']}\n  in: {one['text']}"


def report(found: dict[str, Record], known: Sequence[Equal], out: TextIO) -> int:
    """Print what is left, and the counts; 1 if something is left or a reason fits nothing."""
    for file, of in found.items():
        for one in of["listed"]:
            if not one["reason"]:
                print(f"survives: {survivor(file, one)}", file=sys.stderr)
    idle = unfit({file: of["listed"] for file, of in found.items()}, known)
    for one in idle:
        told = "equal.toml has a reason for what is no survivor; take it out"
        print(f"{told}: {one}", file=sys.stderr)
    for file, of in found.items():
        print(line(file, of), file=out)
    whole = results.together(found.values())
    print(line("all", whole), file=out)
    return 1 if whole["survivors"] or idle else 0


def line(what: str, of: Record) -> str:
    """Counts in one line."""
    ended = f" ({of['never ended']} never ended)" if of["never ended"] else ""
    same = f", {of['equal']} equal" if of["equal"] else ""
    left = "1 survivor" if of["survivors"] == 1 else f"{of['survivors']} survivors"
    counts = f"{of['mutants']} mutants, {of['caught']} caught{ended}{same}, {left}"
    return f"{what}: {counts}, score {tally.score(of)}"


def sampled(
    size: int, seed: int, path: Path = results.FILE, target: Target = ENGINE
) -> list[Record]:
    """Judge again some mutants that were caught when the results were published.

    Each is met by the test that noticed it, or, if that is gone, by all of its file; mutants of
    lines that are no longer there are not drawn.
    """
    import random

    engine = Engine(replace(target))
    places = {
        (file, name): pick
        for file, names in engine.names.items()
        for pick, name in enumerate(names)
    }
    there = [
        one
        for one in results.sample(path)
        if (one["file"], one["name"]) in places
        and one["by"].split("::")[0] in engine.target.collected
    ]
    drawn = random.Random(seed).sample(there, min(size, len(there)))
    files = tuple(sorted({one["by"].split("::")[0] for one in drawn}))
    engine.target = replace(target, tests=files)
    asked: dict[str, list[Record]] = {}
    for one in drawn:
        asked.setdefault(one["file"], []).append(
            {
                "file": one["file"],
                "pick": places[one["file"], one["name"]],
                "content": engine.target.content(one["file"]),
                "tests": [one["by"]],
                "costs": {},
                "early": False,
            }
        )
    found: list[Record] = []
    engine.run(asked, lambda file, records: found.extend({"file": file, **r} for r in records))
    return found
