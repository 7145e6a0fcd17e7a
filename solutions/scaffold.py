"""``python -m solutions new``: a small part that holds, to be changed into the author's own."""

from __future__ import annotations

import re

from solutions import catalogue
from solutions.work import sources

MODULE = '''"""{id}  {title}: replace this small part by your own; it holds as it stands."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import sympy as sp

from solutions.author import Box, Decoy, Derivation, Letter, Pair, Part, check, exact, family

m = Letter("m", "m", "number of terms", integer=True, positive=True)
i = Letter("i", "i", "index of a term", integer=True, positive=True)
S = family("S", "S_{{{{{{0}}}}}}", "sum of the first whole numbers")

# --8<-- [start:derivation]
total = Derivation("total", S(m), sp.Sum(i, (i, 1, m))).by_induction(
    m * (m + 1) / 2,
    on=m,
    because="the next term is what the closed form grows by",
    name="next_term",
)
# --8<-- [end:derivation]


@check("add the numbers up")
def addition(total: Any) -> Iterator[Pair]:
    for size in range(1, 12):
        yield exact(total, {{m: size}}, sum(range(1, size + 1)))


@check("pair the first with the last")
def pairing(total: Any) -> Iterator[Pair]:
    for size in range(1, 12):
        halves = [Fraction(j + (size + 1 - j), 2) for j in range(1, size + 1)]
        yield exact(total, {{m: size}}, sum(halves))


part = Part(
    "{id}",
    "{title}",
    "The sum of the first $m$ whole numbers.",
    derivations=(total,),
    boxes=(Box("total", total),),
    checks=(addition, pairing),
    decoys=(Decoy("total", m * (m - 1) / 2, "the last term left out"),),
)
'''

PAGE = """::: part {id}

Say in your own words what is asked, and why one might want to know.

??? question "Hint 1: what to try first"

    Give away a little at a time.

## Derivation

Say why the next line is worth writing.

::: steps {id} total

## Answer

::: box {id} total

## How we know

Say what each check does without the derivation.

::: checks {id}

### Wrong twins

::: decoys {id}

## The code that ran

::: snippet {id} derivation
"""

INDEX = """# {problem}

Say what the problem is about, what one needs to know for it, and what its letters mean.

## The answers

::: boxes {folder}
"""

TEST = '''"""Part {id} holds, and a wrong line in it is refuted."""

from dataclasses import replace

{imports}


def test_part_holds() -> None:
    content, failures = judge_part(part)
    assert not failures
    assert content["verdict"] == "proved"


def test_wrong_closed_form_is_refuted() -> None:
    step = part.derivations[0].steps[0]
    assert replace(step, rhs=step.rhs + 1).judge().verdict == "refuted"
'''


def new_part(name: str, title: str) -> list[str]:
    """Write module, page and test of part ``name``; returns what to tell the author.

    The first part of a problem gets its opening page too.
    Raises ``ValueError`` for a name that is no part's, ``LookupError`` for an unknown problem and
    ``FileExistsError`` if the part or a file of it is there.
    """
    shape = re.fullmatch(r"(\d+)([a-z])", name)
    if shape is None:
        raise ValueError(f"{name!r} is not a part's name; write a number and a letter, such as 1i")
    number, letter = shape.groups()
    problems = {problem.number: problem for problem in catalogue.PROBLEMS}
    if number not in problems:
        raise LookupError(
            f"there is no problem {number}; add a line to PROBLEMS in solutions/catalogue.py first"
        )
    if name in catalogue.parts():
        raise FileExistsError(f"part {name} exists: {catalogue.parts()[name]}")
    words = re.sub(r"[^a-z0-9]+", "_", title.lower()).strip("_")
    if not words:
        raise ValueError("the title needs a word of Latin letters, for the module's name")
    folder = problems[number].folder
    stem = f"{letter}_{words}"
    module = f"solutions.{folder}.{stem}"
    imports = sorted([f"from {module} import part", "from solutions.author import judge_part"])
    fill = {"id": name, "title": title.replace('"', "'"), "imports": "\n".join(imports)}
    fill |= {"folder": folder, "problem": problems[number].title}
    files = {
        sources.ROOT / "solutions" / folder / f"{stem}.py": MODULE,
        sources.ROOT / "docs" / folder / f"{letter}.md": PAGE,
        sources.ROOT / "tests" / folder / f"test_{stem}.py": TEST,
    }
    for path in files:
        if path.exists():
            raise FileExistsError(f"{path.relative_to(sources.ROOT)} exists; it was left as it is")
    opening = sources.ROOT / "docs" / folder / "index.md"
    if not opening.exists():
        files[opening] = INDEX
    packages = {
        sources.ROOT / "solutions" / folder / "__init__.py": f"Problem {number}",
        sources.ROOT / "tests" / folder / "__init__.py": f"Tests of problem {number}",
    }
    for path, about in packages.items():
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f'"""{about}: {problems[number].title}."""\n', encoding="utf-8")
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content.format(**fill), encoding="utf-8")
    written = [f"wrote {path.relative_to(sources.ROOT)}" for path in files]
    return [
        *written,
        f"next: python -m solutions verify {name}",
        f"then: add {folder}/{letter}.md to nav in mkdocs.yml, and make serve",
    ]
