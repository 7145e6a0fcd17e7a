"""A small part that holds, as text: the one that ``python -m solutions new`` writes."""

from __future__ import annotations

from solutions.scaffold import MODULE


def small_part(name: str, uses: str = "") -> str:
    """Its module, with an import in front."""
    docstring, rest = MODULE.format(id=name, title=f"Part {name}").split("\n\n", 1)
    return f"{docstring}\n\n{uses}\n{rest}"
