"""The failure of a part that could not be judged, as plain data."""

from __future__ import annotations

from typing import Any

from solutions.work import sources


def unsettled(part: str, module: str, told: str, line: int = 1) -> dict[str, Any]:
    """What a report says of ``part``; ``told`` is the reason."""
    return {
        "part": part,
        "name": "",
        "verdict": "undecided",
        "file": sources.shown(sources.path_of(module)),
        "line": line,
        "message": f"undecided: {told}",
    }
