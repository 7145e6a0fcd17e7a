"""Receipts: what was judged, kept on disk under the key of everything that went into it.

A receipt is used only if its format, key and seal are right; anything else (missing, cut short,
edited, from other sources, other versions or another machine) is made again.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from solutions.work import disk
from solutions.work.keys import FORMAT
from solutions.work.seal import is_sealed, sealed


def load(name: str, wanted: str, folder: Path) -> dict[str, Any] | None:
    """The receipt of that name if it is whole and its key is ``wanted``, else ``None``."""
    try:
        receipt = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        seal = receipt.pop("digest")
        good = (
            receipt["format"] == FORMAT
            and receipt["key"] == wanted
            and receipt["id"] == name
            and is_sealed(receipt, seal, folder)
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return receipt if good else None


def store(receipt: dict[str, Any], folder: Path) -> str:
    """Write a receipt in one motion; ``""``, or why it could not be kept."""
    try:
        whole = {**receipt, "digest": sealed(receipt, folder)}
        disk.replace(folder / f"{receipt['id']}.json", json.dumps(whole, ensure_ascii=False))
    except OSError as why:
        return (
            f"receipts could not be kept in {folder}: {why.strerror}; "
            "the results stand, and will be computed again next time"
        )
    return ""
