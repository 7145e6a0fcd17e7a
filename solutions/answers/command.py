"""``check`` and ``equal`` on the command line: one answer, or a file of them."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import IO, Any

from solutions import catalogue
from solutions.answers.sandbox import Guarded

GOOD, NOT, UNREADABLE, UNDECIDED = 0, 1, 2, 3
LONGEST = 100_000
"""Characters of a text that are sent on; far fewer are read."""
LINES, BYTES = 100_000, 1 << 26
"""Most lines of a file of requests, and most bytes of it; nothing after them is read."""
CODES = {
    "correct": GOOD,
    "equal": GOOD,
    "leading-order": NOT,
    "wrong": NOT,
    "different": NOT,
    "unreadable": UNREADABLE,
    "undecided": UNDECIDED,
}
TOLD = "Exit 0: correct or equal; 1: not; 2: unreadable or wrong usage; 3: undecided."


def add_to(commands: Any) -> None:
    """The grammar of both commands."""
    check = commands.add_parser("check", help="is this the answer to a part?", epilog=TOLD)
    check.add_argument("part", nargs="?", metavar="PART", help="a part such as 1d")
    check.add_argument("answer", nargs="?", metavar="ANSWER", help="LaTeX or plain text")
    equal = commands.add_parser("equal", help="are two expressions equal?", epilog=TOLD)
    equal.add_argument("left", nargs="?", metavar="A")
    equal.add_argument("right", nargs="?", metavar="B")
    equal.add_argument("--where", default="", metavar="DOMAIN", help='such as "x>0, 0<t<=1"')
    for command in (check, equal):
        command.add_argument("--json", action="store_true", help="print the verdict as JSON")
        command.add_argument(
            "--batch", metavar="FILE", help="JSON lines in (- for standard input), JSON lines out"
        )


def check(asked: argparse.Namespace) -> int:
    """Judge an answer, or every line of a file with ``part`` and ``answer``."""
    if asked.batch is not None:
        return _batch(asked.batch, _check_request, CHECK_KEYS, (asked.part, asked.answer))
    if asked.part is None or asked.answer is None:
        raise ValueError("check needs a part and an answer, or --batch FILE")
    request = _check_request(vars(asked))
    with Guarded() as worker:
        found = _settled(worker.ask(request))
    return _print(found, as_json=asked.json)


def equal(asked: argparse.Namespace) -> int:
    """Compare two expressions, or those of every line of a file."""
    if asked.batch is not None:
        return _batch(asked.batch, _equal_request, EQUAL_KEYS, (asked.left, asked.right))
    if asked.left is None or asked.right is None:
        raise ValueError("equal needs two expressions, or --batch FILE")
    with Guarded() as worker:
        found = _settled(worker.ask(_equal_request(vars(asked))))
    return _print(found, as_json=asked.json)


CHECK_KEYS = (
    "part",
    "verdict",
    "box",
    "read_as",
    "because",
    "counterexample",
    "position",
    "seconds",
)
EQUAL_KEYS = ("verdict", "read_as", "because", "counterexample", "defined", "position", "seconds")


def _check_request(row: dict[str, Any]) -> dict[str, Any]:
    part, answer = _texts(row, "part", "answer")
    _known(part)
    return {"what": "check", "part": part, "answer": answer}


def _equal_request(row: dict[str, Any]) -> dict[str, Any]:
    left, right = _texts(row, "left", "right")
    where = "" if row.get("where") is None else _texts(row, "where")[0]
    return {"what": "equal", "left": left, "right": right, "where": where}


def _texts(row: dict[str, Any], *keys: str) -> list[str]:
    """What a request has to have, as text that is not too long to be sent on."""
    if not isinstance(row, dict):
        raise TypeError("a request is an object")
    for key in keys:
        if key not in row:
            raise KeyError(f"there is no {key}")
        if not isinstance(row[key], str):
            raise TypeError(f"{key} is a text in quotes")
    return [row[key][:LONGEST] for key in keys]


def _known(part: str) -> None:
    parts = list(catalogue.parts())
    if part not in parts:
        raise LookupError(f"there is no part {part[:40]!r}{catalogue.nearest(part[:40], parts)}")


def _settled(found: dict[str, Any]) -> dict[str, Any]:
    """An answer of the worker as a verdict: what was killed is undecided."""
    if "error" not in found:
        return found
    return {
        "verdict": "undecided",
        "read_as": "",
        "because": found["error"],
        "counterexample": "",
        "seconds": None,
    }


def _print(found: dict[str, Any], *, as_json: bool) -> int:
    verdict = found["verdict"]
    if as_json:
        print(_json(found))
        return CODES[verdict]
    read_as = found["read_as"]
    if isinstance(read_as, list):  # two equations are no chain
        read_as = (" and " if any("=" in side for side in read_as) else " = ").join(read_as)
    print(verdict)
    for name, text in (("read as", read_as), ("because", found["because"])):
        if text.strip(" ="):
            print(f"  {name}: {text}")
    if found["counterexample"] and found["counterexample"] not in found["because"]:
        print(f"  {found['counterexample']}")
    return CODES[verdict]


def _batch(
    name: str,
    request: Callable[[dict[str, Any]], dict[str, Any]],
    keys: tuple[str, ...],
    others: tuple[str | None, ...],
) -> int:
    """A verdict for every line; 2 where a line was no request, else 0."""
    if any(other is not None for other in others):
        raise ValueError("--batch FILE takes its input from the file; leave the others out")
    code = GOOD
    with Guarded() as worker:
        for line in _lines(name):
            row: Any = None
            try:
                row = json.loads(line)
                asked = request(row)
            except (ValueError, LookupError, TypeError, RecursionError) as why:
                told = f"no request: {why.args[0] if why.args else why}"
                found: dict[str, Any] = {"verdict": "unreadable", "because": told}
                if isinstance(row, dict) and isinstance(row.get("part"), str):
                    found["part"] = row["part"][:40]
                code = UNREADABLE
            else:
                found = _settled(worker.ask(asked))
            kept = {key: found.get(key) for key in keys}
            print(_json(kept), flush=True)
    return code


def _json(found: dict[str, Any]) -> str:
    """A line of JSON, in ASCII where the output cannot take what was typed."""
    line = json.dumps(found, ensure_ascii=False)
    try:
        line.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return json.dumps(found)
    return line


def _lines(name: str) -> Iterator[str]:
    """Lines that are not empty; bytes that are no text become characters that are not known.

    Raises :class:`ValueError` for a file that can't be read or that goes on beyond the limits.
    """
    try:
        with nullcontext(sys.stdin.buffer) if name == "-" else Path(name).open("rb") as file:
            for line in _counted(file, name):
                if line.strip():
                    yield line.decode("utf-8", "replace")
    except OSError as why:
        raise ValueError(f"{name} could not be read: {why.strerror}") from why


def _counted(file: IO[bytes], name: str) -> Iterator[bytes]:
    """The lines of a file, up to so many and so many bytes."""
    left = BYTES
    for _ in range(LINES):
        line = file.readline(left + 1)
        if not line:
            return
        left -= len(line)
        if left < 0:
            raise ValueError(f"{name} has more than {BYTES} bytes; --batch reads no further")
        yield line
    if file.readline(1):
        raise ValueError(f"{name} has more than {LINES} lines; --batch reads no further")
