"""A seal of receipts: a keyed digest (HMAC) that an edit of the file can't make anew.

The key is drawn once for each folder of receipts, lies beside them and belongs to this machine, so
that receipts from elsewhere are not believed either: what they say is judged again.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import platform
import secrets
from pathlib import Path
from typing import Any

NAME = ".seal"
SIZE = 32


def sealed(content: dict[str, Any], folder: Path) -> str:
    """The seal of a receipt's content; raises ``OSError`` where no key can be kept."""
    text = json.dumps(content, sort_keys=True).encode()
    return hmac.new(_key(folder), text, hashlib.sha256).hexdigest()


def is_sealed(content: dict[str, Any], seal: str, folder: Path) -> bool:
    """Was the content written here, as it is?"""
    return hmac.compare_digest(sealed(content, folder), seal)


def _key(folder: Path) -> bytes:
    path = folder / NAME
    try:
        drawn = path.read_bytes()
    except FileNotFoundError:
        drawn = _drawn(path)
    if len(drawn) != SIZE:
        path.unlink(missing_ok=True)
        drawn = _drawn(path)
    return hashlib.sha256(drawn + platform.node().encode()).digest()


def _drawn(path: Path) -> bytes:
    """A new key in one motion; where another process was quicker, its key."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{NAME}-{os.getpid()}-{secrets.token_hex(4)}")
    beside.touch(mode=0o600)
    beside.write_bytes(secrets.token_bytes(SIZE))
    try:
        os.link(beside, path)
    except FileExistsError:
        pass
    finally:
        beside.unlink(missing_ok=True)
    return path.read_bytes()
