"""``grade`` on the command line: whole documents, judged formula by formula."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from solutions import catalogue
from solutions.answers.sandbox import Guarded
from solutions.documents import report
from solutions.documents.files import Document, Unsuitable, load
from solutions.documents.grading import grade
from solutions.documents.page import page
from solutions.work import disk

GOOD, WRONG, UNREADABLE, OPEN = 0, 1, 2, 3
TOLD = (
    "Exit 0: nothing wrong; 1: something is wrong; 2: a file that can't be read, or wrong usage; "
    "3: more undecided or unread than --allow-unread."
)


def add_to(commands: Any) -> None:
    """The grammar of the command."""
    asked = commands.add_parser("grade", help="judge every formula of a document", epilog=TOLD)
    asked.add_argument("files", nargs="+", type=Path, metavar="FILE")
    asked.add_argument("--part", default="", metavar="PART", help="the part that all of it solves")
    asked.add_argument(
        "--json", type=Path, metavar="FILE", help="write all verdicts (- for stdout)"
    )
    asked.add_argument("--junit", type=Path, metavar="FILE", help="write a JUnit report")
    asked.add_argument("--html", type=Path, metavar="FILE", help="write the document, coloured")
    asked.add_argument("--annotations", action="store_true", help="print CI annotations")
    asked.add_argument(
        "--allow-unread", type=int, default=0, metavar="N", help="so many may be open (default: 0)"
    )


def run(asked: argparse.Namespace) -> int:
    """Grade the files; the exit code."""
    parts = catalogue.parts()
    if asked.part and asked.part not in parts:
        raise LookupError(
            f"there is no part {asked.part!r}{catalogue.nearest(asked.part, list(parts))}"
        )
    if asked.html and len(asked.files) > 1:
        raise ValueError("--html takes one file at a time")
    try:
        documents = [load(path) for path in asked.files]
    except Unsuitable as why:
        print(why, file=sys.stderr)
        return UNREADABLE
    with Guarded() as worker:
        graded = [grade(document, worker.ask, asked.part) for document in documents]
    _write(asked, documents, graded)
    formulas = [one for each in graded for one in each["formulas"]]
    if any(one["verdict"] == "wrong" for one in formulas):
        return WRONG
    opened = sum(one["verdict"] in ("undecided", "unread") for one in formulas)
    return OPEN if opened > asked.allow_unread else GOOD


def _write(asked: argparse.Namespace, documents: list[Document], graded: list[Any]) -> None:
    public = [_public(each) for each in graded]
    text = json.dumps(public[0] if len(public) == 1 else public, ensure_ascii=False, indent=2)
    if asked.json == Path("-"):
        print(text)
    else:
        for each in graded:
            told = report.as_annotations if asked.annotations else report.as_lines
            print("\n".join(told(each)))
    if asked.json and asked.json != Path("-"):
        disk.hand_out(asked.json, text + "\n")
    if asked.junit:
        disk.hand_out(asked.junit, report.as_junit(graded))
    if asked.html:
        disk.hand_out(asked.html, page(graded[0], documents[0].text))


def _public(graded: Any) -> Any:
    """Without what only this program needs."""
    return graded | {
        "formulas": [
            {key: value for key, value in one.items() if key != "at"} for one in graded["formulas"]
        ]
    }
