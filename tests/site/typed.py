r"""Formulas and numbers that an author typed, and whether a receipt holds them.

A *result* is the right side of a step or box that was judged. What a start line states is the
sheet's own, and may be typed; so may a value chosen for a letter, as in `\sigma^2 = 1/4`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

_SPACING = re.compile(
    r"\\(?:left|right|[bB]igg?[lr]?|mathrm|mathit|operatorname|displaystyle|limits|q?quad)(?![a-zA-Z])"
    r"|\\[!,;: ]|[\s{}~]"
)
_RELATION = re.compile(
    r":=|\\(?:approx|sim|to|leq?|geq?|ll|gg|neq|equiv|propto)(?![a-zA-Z])|[=<>]|,\s*\\q?quad"
)
_ARGUMENT = re.compile(r"\((?:[a-zA-Z_,0-9]|\\mid|\\theta)*\)")
_COMPOUND = re.compile(r"[-+/]|\\(?:frac|sum|prod|log|exp|sqrt|mathcalN)|e\^")
_NUMBER = re.compile(r"(?<![\d.\w])\d+(?:\.\d+(?:e[-+]?\d+)?|/\d+)(?![\d/]|\.\d)")
_TEX_FRACTION = re.compile(r"\\[dt]?frac\s*(?:\{(\d+)\}\s*\{(\d+)\}|(\d)\s*(\d))")
_CHOICE = re.compile(r"[a-zA-Z}]\w*(?:\^\{?\d\}?)?\s*=\s*-?[\d./]+")
# The law of the data is the sheet's own, and the reverse samplers lead back to it.
GIVEN = {r"\mathcalN(0,\sigma^2)"}
_FORMULA = re.compile(r"\$\$(.+?)\$\$|\$([^$]+)\$|\\\((.+?)\\\)|\\\[(.+?)\\\]", re.DOTALL)
_CODE = re.compile(r"^ *(`{3,}).*?^ *\1|(`+).+?\2|\]\([^)]*\)|<[^<>]+>", re.DOTALL | re.MULTILINE)


def prose(file: Path) -> str:
    """A page's own words and formulas: no code, no addresses; of a notebook its text cells."""
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".py":
        cells = re.split(r"^# %%", text, flags=re.MULTILINE)
        told = [cell for cell in cells if cell.startswith(" [markdown]")]
        text = "\n".join(line.removeprefix("#") for cell in told for line in cell.splitlines()[1:])
    return _CODE.sub(" ", text)


def formulas(text: str) -> list[str]:
    """The TeX of every formula in a text."""
    return ["".join(groups) for groups in _FORMULA.findall(text)]


def normal(tex: str) -> str:
    """TeX without what only spaces or sizes it."""
    return _SPACING.sub("", re.sub(r"\\[dt]frac", r"\\frac", tex)).strip(".,;")


def sides(tex: str) -> set[str]:
    """The normal forms of what a formula's relations join."""
    return {normal(side) for side in _RELATION.split(tex)} - {""}


def results(receipts: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """Every result that says more than a letter or a function value does, with where it stands."""
    given = set(GIVEN)
    found: dict[str, str] = {}
    for part, receipt in receipts.items():
        for claim in [*receipt["boxes"], *receipt["steps"]]:
            if claim.get("kind") == "start":
                given |= sides(claim["latex"])
                continue
            for side in sides(claim["rhs"]):
                if _COMPOUND.search(_ARGUMENT.sub("", side)):
                    found.setdefault(side, f"{part} {claim['name']}")
    return {side: place for side, place in found.items() if side not in given}


def figures(receipts: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """Every fraction and decimal number that a check or a counterexample found."""
    found: dict[str, str] = {}
    for part, receipt in receipts.items():
        texts = [
            (check["name"], f"{figure['claimed']} {figure['found']}")
            for check in receipt["checks"]
            for figure in check["figures"]
        ]
        texts += [(decoy["box"], decoy["counterexample"]) for decoy in receipt["decoys"]]
        for name, text in texts:
            for number in numbers(text):
                found.setdefault(number, f"{part} {name}")
    return found


def numbers(text: str) -> list[str]:
    """The fractions and decimal numbers of a text, without values chosen for a letter.

    A number of two digits, such as 1/2 or 0.5, says nothing of where it comes from.
    """
    plain = _CHOICE.sub(" ", _TEX_FRACTION.sub(r" \1\3/\2\4 ", text))
    return [number for number in _NUMBER.findall(plain) if sum(map(str.isdigit, number)) > 2]


def typed(
    text: str, known: Mapping[str, str], measured: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """What a text types though a receipt holds it, and which one."""
    for tex in formulas(text):
        for side in sorted(sides(tex) & known.keys()):
            yield tex, known[side]
    for number in numbers(text):
        if number in measured:
            yield number, measured[number]
