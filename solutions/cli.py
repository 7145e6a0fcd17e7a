"""``python -m solutions``: list, verify, show, audit, mutate and the like, each a subcommand."""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import ExitStack
from importlib.metadata import PackageNotFoundError
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from solutions import catalogue, formats, verify
from solutions.answers import command as answers
from solutions.documents import command as documents
from solutions.kernel.errors import Malformed, NotVerified
from solutions.mutation import command as mutation
from solutions.mutation.engine import command as mutation_of_engine
from solutions.oracles import command as others
from solutions.scaffold import new_part
from solutions.transcript import command as audited
from solutions.work import cluster, disk, dispatch, door, sources
from solutions.work.progress import Progress


def parser() -> argparse.ArgumentParser:
    """The command line's grammar; argparse exits with 2 on wrong usage."""
    top = argparse.ArgumentParser(
        prog="python -m solutions",
        description="Verified worked solutions.",
        epilog="Exit 0: all hold; 1: something does not; 2: wrong usage.",
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("list", help="the parts in order, with their titles")
    check = commands.add_parser("verify", help="verify parts and what they rest on (default: all)")
    check.add_argument("ids", nargs="*", metavar="ID", help="parts such as 1d")
    check.add_argument("--fresh", action="store_true", help="ignore receipts and verify again")
    check.add_argument(
        "--workers",
        type=_count,
        default=0,
        metavar="N",
        help="processes (default: one per processor)",
    )
    check.add_argument(
        "--limit",
        type=_seconds,
        default=dispatch.TIME_LIMIT,
        metavar="SECONDS",
        help="processor time for one part",
    )
    check.add_argument(
        "--on", metavar="PLACE", help="judge on a Dask cluster instead: dask:HOST:PORT"
    )
    check.add_argument(
        "--json", type=Path, metavar="FILE", help="write all results (- for standard output)"
    )
    check.add_argument("--junit", type=Path, metavar="FILE", help="write a JUnit report")
    check.add_argument(
        "--annotations", action="store_true", help="print failures as CI annotations"
    )
    show = commands.add_parser("show", help="one part with its evidence")
    show.add_argument("id", metavar="ID")
    commands.add_parser("graph", help="which part rests on which")
    audit = commands.add_parser("audit", help="judge every claim of the log")
    audit.add_argument("--fresh", action="store_true", help="judge again what has not changed")
    audit.add_argument("--workers", type=_count, default=0, metavar="N", help="processes")
    audit.add_argument(
        "--json", type=Path, metavar="FILE", help="write all verdicts (- for standard output)"
    )
    new = commands.add_parser("new", help="start a part: module, page and test to fill in")
    new.add_argument("id", metavar="ID", help="a new part such as 1i")
    new.add_argument("title", metavar="TITLE", help="a few words")
    mutation.add_to(commands, _count)
    mutation_of_engine.add_to(commands, _count)
    others.add_to(commands)
    answers.add_to(commands)
    documents.add_to(commands)
    return top


def _count(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number of processes")
    return number


def _seconds(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not number > 0:
        raise argparse.ArgumentTypeError(f"{text} is not a time in seconds")
    return number


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal need not know σ
    asked = parser().parse_args(arguments)
    commands = {
        "list": _list,
        "verify": _verify,
        "show": _show,
        "graph": _graph,
        "new": _new,
        "audit": _audit,
        "mutate": mutation.mutate,
        "mutate-engine": mutation_of_engine.mutate,
        "oracles": others.oracles,
        "check": answers.check,
        "equal": answers.equal,
        "grade": documents.run,
    }
    try:
        return commands[asked.command](asked)
    except (LookupError, FileExistsError, ValueError) as why:
        print(f"solutions: {why.args[0] if why.args else why}", file=sys.stderr)
        return 2
    except cluster.NoDask as why:
        print(f"solutions: {why}", file=sys.stderr)
        return 2
    except PackageNotFoundError as why:
        told = "run make ready, and then .venv/bin/python -m solutions"
        print(f"solutions: {sys.executable} does not have {why.name}; {told}", file=sys.stderr)
        return 2
    except (Malformed, NotVerified) as why:
        print(why, file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except KeyboardInterrupt:
        print("\nsolutions: interrupted; what was verified before is kept", file=sys.stderr)
        return 130


def _list(asked: argparse.Namespace) -> int:
    del asked
    receipts = verify.verified()
    for part, receipt in receipts.items():
        print(f"{part}  {receipt['title']}")
    return 0


def _verify(asked: argparse.Namespace) -> int:
    stdout_taken = asked.json is not None and str(asked.json) == "-"
    progress = Progress(sys.stderr if stdout_taken else sys.stdout)
    with ExitStack() as ends:
        executor = None
        if asked.on is not None:
            try:
                place = cluster.address(asked.on)
                executor = ends.enter_context(cluster.Cluster(place, catalogue.parts().values()))
            except cluster.Unreachable as why:
                print(f"warning: {why}; verifying here instead", file=sys.stderr)
        outcome = verify.run(
            asked.ids or None,
            fresh=asked.fresh,
            workers=asked.workers,
            limit=asked.limit,
            done=progress.part,
            executor=executor,
        )
    progress.end()
    for warning in outcome.warnings:
        print(f"warning: {warning}", file=sys.stderr)
    if asked.json is not None:
        disk.hand_out(
            asked.json, json.dumps(formats.as_json(outcome), ensure_ascii=False, indent=1)
        )
    if asked.junit is not None:
        disk.hand_out(asked.junit, formats.as_junit(outcome))
    if asked.annotations:
        print("\n".join(formats.as_annotations(outcome)), end="\n" if outcome.failures else "")
    if outcome.failures:
        print(f"\n{door.report(outcome.failures)}", file=sys.stderr)
        return 1
    print(formats.summary(outcome), file=sys.stderr if stdout_taken else sys.stdout)
    return 0


def _show(asked: argparse.Namespace) -> int:
    outcome = verify.run([asked.id])
    part: dict[str, Any] | None = outcome.found.get(asked.id)
    if part is not None:
        print("\n".join(formats.as_text(part)))
    if outcome.failures:
        print(f"\n{door.report(outcome.failures)}", file=sys.stderr)
        return 1
    return 0


def _graph(asked: argparse.Namespace) -> int:
    del asked
    for part, below in sources.uses(catalogue.parts()).items():
        print(f"{part} rests on {', '.join(below)}" if below else part)
    return 0


def _audit(asked: argparse.Namespace) -> int:
    stdout_taken = asked.json is not None and str(asked.json) == "-"
    out = sys.stderr if stdout_taken else sys.stdout
    progress = Progress(out)
    audit, failures = audited.run(fresh=asked.fresh, workers=asked.workers, done=progress.part)
    progress.end()
    if failures:
        print(f"\n{door.report(failures)}", file=sys.stderr)
        return 1
    if asked.json is not None:
        disk.hand_out(asked.json, json.dumps(audited.as_json(audit), ensure_ascii=False, indent=1))
    print("\n".join(audited.summary(audit)), file=out)
    return 0


def _new(asked: argparse.Namespace) -> int:
    for line in new_part(asked.id, asked.title):
        print(line)
    return 0
