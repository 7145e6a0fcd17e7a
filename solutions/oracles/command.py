"""``python -m solutions oracles``: ask other programs for our numbers."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from solutions import catalogue
from solutions.oracles import results, running
from solutions.oracles.programs import PROGRAMS
from solutions.oracles.report import lines
from solutions.oracles.verdicts import AGREES, NOT_RUN, WRONG
from solutions.work import disk, sources


def add_to(commands: Any) -> None:
    """The grammar of the subcommand."""
    oracles = commands.add_parser(
        "oracles", help="ask other people’s programs for our numbers (default: all)"
    )
    oracles.add_argument("names", nargs="*", metavar="NAME", help=", ".join(PROGRAMS))
    oracles.add_argument(
        "--publish",
        action="store_true",
        help=f"keep what the heavy ones say in {sources.shown(results.FILE)} for the site",
    )
    oracles.add_argument(
        "--json", type=Path, metavar="FILE", help="write all numbers (- for standard output)"
    )


def oracles(asked: argparse.Namespace) -> int:
    """Run them; 0 if one at least ran and all that ran agree, else 1."""
    for name in asked.names:
        if name not in PROGRAMS:
            near = catalogue.nearest(name, list(PROGRAMS))
            raise LookupError(f"there is no program {name!r}{near}")
    out = sys.stderr if asked.json is not None and str(asked.json) == "-" else sys.stdout
    chosen = [p for p in PROGRAMS.values() if p.name in asked.names or not asked.names]

    def ended(name: str, said: dict[str, Any]) -> None:
        print("\n".join(lines(name, said)), file=out, flush=True)

    said = running.run(chosen, ended)
    if asked.json is not None:
        disk.hand_out(asked.json, json.dumps(said, ensure_ascii=False, indent=1))
    if asked.publish:
        kept = results.publish(said)
        print(f"kept for the site: {', '.join(kept) or 'nothing'}", file=out)
    return summary(said, out)


def summary(said: dict[str, dict[str, Any]], out: Any) -> int:
    """A last line with the counts; the exit code."""
    words = [of["verdict"] for of in said.values()]
    wrong = sum(word in WRONG for word in words)
    absent = [name for name, of in said.items() if of["verdict"] == NOT_RUN]
    told = f"{words.count(AGREES)} of {len(words)} programs ran and agree"
    told += f", {wrong} do not" if wrong else ""
    told += f"; not run: {', '.join(absent)}" if absent else ""
    print(told, file=out)
    return 0 if AGREES in words and not wrong else 1
