"""Receipts: what verification left behind, kept under the key of everything that went into it.

A receipt is used only if its format, key and digest are right; anything else (missing, truncated,
edited, from other sources or other versions) is recomputed. Failures are never kept.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import tempfile
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from solutions.work import coverage, sources
from solutions.work.seal import is_sealed, sealed

FORMAT = 1
SEED = 20260101
"""Every random draw of the site derives from this."""

LIBRARIES = ("sympy", "python-flint", "numpy", "mpmath")
FOLDER = sources.ROOT / ".cache" / "receipts"


@lru_cache(maxsize=1)
def versions() -> dict[str, str]:
    """The versions that a receipt depends on."""
    return {"python": platform.python_version(), **{name: version(name) for name in LIBRARIES}}


def key(module: str) -> str:
    """The module, all it imports of ours and the engine, with their data and libraries; seed."""
    head = json.dumps([FORMAT, SEED, versions(), coverage.digest(_covered(module))], sort_keys=True)
    return hashlib.sha256(head.encode()).hexdigest()


def changed(module: str) -> tuple[int, ...]:
    """When each file that :func:`key` covers was last changed: an edit and its undoing show too."""
    return tuple(path.stat().st_mtime_ns for path in coverage.files(_covered(module)))


def _covered(module: str) -> list[str]:
    engine = [
        f"{package}.{path.stem}"
        for package in sources.ENGINE
        for path in sources.path_of(package).parent.glob("*.py")
        if path.stem != "__init__"
    ]
    return sorted({*sources.closure(module), *engine})


def load(
    part: str, wanted: str, folder: Path, verdicts: tuple[str, ...] = ("proved", "measured")
) -> dict[str, Any] | None:
    """The receipt of ``part`` if it is whole and its key is ``wanted``, else ``None``."""
    try:
        receipt = json.loads((folder / f"{part}.json").read_text(encoding="utf-8"))
        digest = receipt.pop("digest")
        good = (
            receipt["format"] == FORMAT
            and receipt["key"] == wanted
            and receipt["id"] == part
            and receipt["verdict"] in verdicts
            and is_sealed(receipt, digest, folder)
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return receipt if good else None


def store(receipt: dict[str, Any], folder: Path) -> str:
    """Write a receipt in one motion; ``""``, or why it could not be kept."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=folder, prefix=f".{receipt['id']}-")
    except OSError as why:
        return _not_kept(folder, why)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            seal = sealed(receipt, folder)
            json.dump({**receipt, "digest": seal}, file, ensure_ascii=False)
        os.replace(temporary, folder / f"{receipt['id']}.json")
    except OSError as why:
        Path(temporary).unlink(missing_ok=True)
        return _not_kept(folder, why)
    return ""


def _not_kept(folder: Path, why: OSError) -> str:
    return (
        f"receipts could not be kept in {folder}: {why.strerror}; "
        "the results stand, and will be computed again next time"
    )
