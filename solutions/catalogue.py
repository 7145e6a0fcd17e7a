"""The problems in order and their parts: ``<letter>_<name>.py`` is part ``<number><letter>``.

Nothing of SymPy is imported here, so that whoever only reads receipts starts at once.
"""

from __future__ import annotations

import difflib
import os
import pkgutil
import re
from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
_PART = re.compile(r"(?P<module>(?P<letter>[a-z])_\w+)\.py")


@dataclass(frozen=True)
class Problem:
    """A problem: its number on the sheet, its folder here and under docs/, and its title."""

    number: str
    folder: str
    title: str


PROBLEMS = (
    Problem("1", "diffusion", "DDPM and DDIM started from a Gaussian"),
    Problem("2", "dpo", "Direct preference optimisation"),
)


def parts() -> dict[str, str]:
    """``{"1a": "solutions.diffusion.a_forward_law", …}`` in the sheet's order."""
    found: dict[str, str] = {}
    for problem in PROBLEMS:
        folder = PACKAGE / problem.folder
        for file in _files(folder):
            if match := _PART.fullmatch(file):
                name = problem.number + match["letter"]
                if name in found:
                    raise LookupError(
                        f"two modules of {problem.folder} are part {name}: "
                        f"{found[name].rsplit('.')[-1]}.py and {file}; rename one"
                    )
                found[name] = f"solutions.{problem.folder}.{match['module']}"
    return found


def problem_of(part: str) -> Problem:
    """The problem that a part such as ``"1e"`` belongs to; raises :class:`LookupError`."""
    for problem in PROBLEMS:
        if re.fullmatch(rf"{problem.number}[a-z]", part):
            return problem
    raise LookupError(f"no problem has a part {part}")


def letters_of(part: str) -> str:
    """The module that declares how a part's letters are typed, or ``""`` where there is none."""
    folder = problem_of(part).folder
    named = "letters.py" in _files(PACKAGE / folder)
    return f"solutions.{folder}.letters" if named else ""


def beside(what: str) -> dict[str, str]:
    """``{"1a": "solutions.diffusion.figures.part_1a", …}``: a module beside each part that has one.

    ``what`` is the folder in the problem's own: ``figures``, or ``answers``.
    """
    return {
        part: f"solutions.{problem.folder}.{what}.part_{part}"
        for problem in PROBLEMS
        for part in parts()
        if part.startswith(problem.number)
        and f"part_{part}.py" in _files(PACKAGE / problem.folder / what)
    }


def _files(folder: Path) -> list[str]:
    """The modules of a folder; in a reader's browser it lies inside an archive."""
    if folder.is_dir():
        return sorted(os.listdir(folder))
    return sorted(f"{module.name}.py" for module in pkgutil.iter_modules([str(folder)]))


def nearest(name: str, known: list[str]) -> str:
    """``; did you mean 1d?`` or the known names."""
    close = difflib.get_close_matches(name, known, 1, 0.4)
    return f"; did you mean {close[0]}?" if close else f"; there are {', '.join(known)}"
