"""Formulas that were set before, kept on disk by content.

The key of a formula is its TeX, its kind, the macros, the scripts that set it and the lock file
that pins MathJax. An entry that cannot be read is set anew; a folder that cannot be written to
costs the next build its time and nothing else.
"""

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from solutions.web.typesetting.typesetter import SCRIPT, Formula
from solutions.work import disk

LOCK = SCRIPT.parents[3] / "package-lock.json"

Set = Callable[[Sequence[Formula]], list[dict[str, Any]]]


@dataclass(frozen=True)
class Typeset:
    """A formula as the page needs it: SVG, MathML, outlines of its glyphs by id, width in ex."""

    svg: str
    mathml: str
    glyphs: dict[str, str]
    width: float


@dataclass(frozen=True)
class Rejected:
    """TeX that MathJax refuses, and why."""

    reason: str


def typeset(
    formulas: Sequence[Formula], folder: Path, macros: str, setter: Set
) -> list[Typeset | Rejected]:
    """Each formula set, in order; `setter` is asked once, and only for what the cache lacks."""
    known: dict[Formula, Typeset | Rejected] = {}
    paths = {formula: folder / f"{_key(formula, macros)}.json" for formula in formulas}
    for formula, path in paths.items():
        if (entry := _load(path)) is not None:
            known[formula] = entry
    missing = [formula for formula in paths if formula not in known]
    if missing:
        for formula, answer in zip(missing, setter(missing), strict=True):
            known[formula] = result = _read(answer)
            if isinstance(result, Typeset):
                _store(paths[formula], result)
    return [known[formula] for formula in formulas]


def whole(html: str, page: str, folder: Path, made_by: str, drawn: Callable[[], str]) -> str:
    """A page with its formulas drawn: as it was kept if nothing in it changed, else ``drawn()``.

    One file for each page, under the content of all that goes into it.
    """
    text = "\0".join((page, made_by, html)).encode("utf-8", "surrogatepass")
    key = sha256(_tools() + text).hexdigest()
    path = folder / "pages" / f"{sha256(page.encode()).hexdigest()[:40]}.html"
    with suppress(OSError, ValueError):
        known, digest, body = path.read_text(encoding="utf-8").split("\n", 2)
        if known == key and digest == _digest(key + body):
            return body
    body = drawn()
    _write(path, f"{key}\n{_digest(key + body)}\n{body}")
    return body


@cache
def _tools() -> bytes:
    lock = LOCK.read_bytes() if LOCK.exists() else b""
    scripts = [script.read_bytes() for script in sorted(SCRIPT.parent.glob("*.mjs"))]
    return sha256(b"".join((*scripts, lock))).digest()


def _key(formula: Formula, macros: str) -> str:
    kind = "display" if formula.display else "inline"
    text = "\0".join((kind, macros, formula.tex))
    return sha256(_tools() + text.encode("utf-8", "surrogatepass")).hexdigest()[:40]


def _read(answer: dict[str, Any]) -> Typeset | Rejected:
    if "error" in answer:
        return Rejected(str(answer["error"]))
    return Typeset(answer["svg"], answer["mathml"], answer["glyphs"], answer["width"])


def _load(path: Path) -> Typeset | None:
    try:
        digest, _, body = path.read_text(encoding="utf-8").partition("\n")
        return Typeset(**json.loads(body)) if digest == _digest(path.stem + body) else None
    except (OSError, ValueError, TypeError):
        return None


def _store(path: Path, result: Typeset) -> None:
    body = json.dumps(asdict(result), ensure_ascii=False)
    _write(path, f"{_digest(path.stem + body)}\n{body}")  # another formula's is none of this one


def _write(path: Path, text: str) -> None:
    with suppress(OSError):
        disk.replace(path, text)


def _digest(body: str) -> str:
    return sha256(body.encode()).hexdigest()
