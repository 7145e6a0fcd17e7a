"""A small part that holds, as text: the one that ``python -m solutions new`` writes."""

from __future__ import annotations

import shutil

from solutions.catalogue import PROBLEMS
from solutions.scaffold import MODULE

ENGINE_ONLY = shutil.ignore_patterns(
    *(problem.folder for problem in PROBLEMS), "readings", "results.json"
)
"""What a copy of the package is without, for a project of small parts alone."""


def small_part(name: str, uses: str = "") -> str:
    """Its module, with an import in front."""
    docstring, rest = MODULE.format(id=name, title=f"Part {name}").split("\n\n", 1)
    return f"{docstring}\n\n{uses}\n{rest}"
