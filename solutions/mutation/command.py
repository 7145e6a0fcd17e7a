"""``python -m solutions mutate``: make parts wrong, and see that verification catches it."""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, TextIO

from solutions import catalogue, verify
from solutions.mutation import results, tally
from solutions.work import disk, door, sources

if TYPE_CHECKING:
    from solutions.mutation.plan import Task

KINDS = ("expressions", "source")
Tallies = dict[str, dict[str, dict[str, Any]]]


def add_to(commands: Any, count: Callable[[str], int]) -> None:
    """The grammar of the subcommand."""
    mutate = commands.add_parser(
        "mutate", help="make parts wrong, and see it caught (default: all)"
    )
    mutate.add_argument("ids", nargs="*", metavar="ID", help="parts such as 1d")
    mutate.add_argument("--expressions", action="store_true", help="only mutants of lines")
    mutate.add_argument("--source", action="store_true", help="only mutants of the modules’ text")
    mutate.add_argument(
        "--sample", type=count, default=0, metavar="N", help="so many of each kind, over all parts"
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
        "--json", type=Path, metavar="FILE", help="write all results (- for standard output)"
    )
    mutate.add_argument(
        "--publish", action="store_true", help=f"write {sources.shown(results.FILE)} for the site"
    )


@dataclass
class Progress:
    """A counter that rewrites its line on a terminal; elsewhere only the lines of parts."""

    out: TextIO
    total: int
    done: int = 0
    survivors: int = 0
    began: float = field(default_factory=monotonic)

    def more(self, fates: list[dict[str, Any]]) -> None:
        """A task is done."""
        self.done += len(fates)
        self.survivors += sum(fate["outcome"] == "survivor" for fate in fates)
        if self.out.isatty():
            speed = self.done / max(monotonic() - self.began, 1e-9)
            told = f"{self.done} of {self.total} mutants, {speed:.0f} a second"
            self.out.write(f"\r\033[K{told}, {self.survivors} survivors")
            self.out.flush()

    def say(self, line: str) -> None:
        """Something that stays."""
        self.out.write(f"\r\033[K{line}\n" if self.out.isatty() else f"{line}\n")
        self.out.flush()


def mutate(asked: argparse.Namespace) -> int:
    """Run it; 0 if every wrong mutant is caught or explained, 1 if one is not."""
    modules = catalogue.parts()
    for name in asked.ids:
        if name not in modules:
            raise LookupError(f"there is no part {name!r}{catalogue.nearest(name, list(modules))}")
    chosen = {part: modules[part] for part in modules if part in asked.ids or not asked.ids}
    kinds = [kind for kind in KINDS if getattr(asked, kind)] or list(KINDS)
    if asked.publish and (asked.ids or asked.sample or len(kinds) < len(KINDS)):
        raise ValueError("--publish needs all mutants of all parts; leave out the other options")
    outcome = verify.run(list(chosen), workers=asked.workers)
    if outcome.failures:
        told = "only parts that hold are mutated"
        print(f"{door.report(outcome.failures)}\n{told}", file=sys.stderr)
        return 1
    out = sys.stderr if asked.json is not None and str(asked.json) == "-" else sys.stdout
    try:
        found = run(chosen, kinds, asked, out)
    except ChildProcessError as why:
        print(f"solutions: {why}; what was judged before is kept", file=sys.stderr)
        return 1
    if asked.json is not None:
        _json(asked.json, found)
    if asked.publish:
        results.publish(found)
    return report(found, out)


def run(
    chosen: dict[str, str], kinds: list[str], asked: argparse.Namespace, out: TextIO
) -> Tallies:
    """The tallies of all chosen parts; what is kept of a part is taken from there."""
    found: Tallies = {part: {} for part in chosen}
    jobs = {(p, kind): results.job(p, chosen[p], kind) for p in chosen for kind in kinds}
    for (part, kind), job in jobs.items():
        kept = None if asked.sample else door.known(job)
        if kept is not None:
            found[part][kind] = kept["tally"]
    missing = [(part, kind) for part in chosen for kind in kinds if kind not in found[part]]
    if not missing:
        return found
    from solutions.mutation import crew, plan, worker

    begun = {one: door.begin(jobs[one]) for one in missing}
    todo = {one: list(plan.tasks(one[0], chosen[one[0]], one[1])) for one in missing}
    if asked.sample:
        todo = sample(todo, kinds, asked.sample, asked.seed)
    progress = Progress(out, sum(len(task.picks) for tasks in todo.values() for task in tasks))
    fates: dict[tuple[str, str], dict[Task, list[dict[str, Any]]]] = {one: {} for one in todo}

    def done(task: Task, told: list[dict[str, Any]]) -> None:
        one = task.part, task.kind
        fates[one][task] = told
        progress.more(told)
        if len(fates[one]) == len(todo[one]):
            inorder = [fate for task in todo[one] for fate in fates[one][task]]
            found[task.part][task.kind] = tally.tally(inorder)
            if not asked.sample:
                begun[one].keep(begun[one].receipt({"tally": found[task.part][task.kind]}))
                progress.say(tally.line(*one, found[task.part][task.kind]))

    heavy_first = [task for tasks in reversed(list(todo.values())) for task in tasks]
    crew.run(heavy_first, worker.pool(asked.workers), worker.JUDGE, done, worker.rest)
    for part, kind in (one for one in missing if not todo.get(one)):
        found[part].setdefault(kind, tally.tally([]))
    return {part: {kind: of[kind] for kind in kinds} for part, of in found.items()}


def sample(
    todo: dict[tuple[str, str], list[Task]], kinds: list[str], size: int, seed: int
) -> dict[tuple[str, str], list[Task]]:
    """``size`` mutants of each kind, drawn from all parts alike."""
    from dataclasses import replace

    dice = random.Random(seed)
    drawn: dict[tuple[str, str], list[Task]] = {}
    for kind in kinds:
        every = [
            (one, place, pick)
            for one, tasks in todo.items()
            if one[1] == kind
            for place, task in enumerate(tasks)
            for pick in task.picks
        ]
        picked: dict[tuple[tuple[str, str], int], list[int]] = {}
        for one, place, pick in sorted(dice.sample(every, min(size, len(every)))):
            picked.setdefault((one, place), []).append(pick)
        for (one, place), picks in picked.items():
            drawn.setdefault(one, []).append(replace(todo[one][place], picks=tuple(picks)))
    return drawn


def report(found: Tallies, out: TextIO) -> int:
    """Print the survivors and the totals."""
    open_ = 0
    for part, kinds in found.items():
        for of in kinds.values():
            for fate in tally.survivors(part, of):
                open_ += not fate["explanation"]
                why = f"\n  explained: {fate['explanation']}" if fate["explanation"] else ""
                place = f"{fate['file']}:{fate['line']}  {part} {fate['name']}"
                told = f"{place} survives ({fate['how']})\n  {fate['mutant']}{why}"
                print(told, file=sys.stderr)
    for kind in KINDS:
        tallies = [kinds[kind] for kinds in found.values() if kind in kinds]
        if tallies:
            of_what = "all" if len(tallies) > 1 else next(iter(found))
            print(tally.line(of_what, kind, tally.together(tallies)), file=out)
    return 1 if open_ else 0


def _json(target: Path, found: Tallies) -> None:
    scored = {
        part: {kind: {**of, "score": tally.score(of)} for kind, of in kinds.items()}
        for part, kinds in found.items()
    }
    disk.hand_out(target, json.dumps(scored, ensure_ascii=False, indent=1))
