"""What every program says, for the site: light ones asked now, heavy ones as they were kept."""

from __future__ import annotations

from typing import Any

from solutions.kernel.errors import NotVerified
from solutions.oracles import results, running
from solutions.oracles.programs import PROGRAMS, Program
from solutions.oracles.verdicts import AGREES, DIFFERS, NOT_RUN, WRONG
from solutions.work import door


@door.while_unedited
def current() -> list[dict[str, Any]]:
    """An entry for each program, in order; raises :class:`NotVerified` if a light one differs."""
    said = light() | results.current()
    entries = []
    for program in PROGRAMS.values():
        found = said.get(program.name) or _never_run(program)
        entries.append({"about": program.about, "heavy": program.heavy, **found})
    return entries


def _never_run(program: Program) -> dict[str, Any]:
    why = "`make oracles` has kept no result of it"
    return {
        "id": program.name,
        "verdict": NOT_RUN,
        "why": why,
        "versions": {},
        "comparisons": [],
    }


def light() -> dict[str, dict[str, Any]]:
    """What the light ones say; each is asked again when a source or a version has changed."""
    found = running.run((of for of in PROGRAMS.values() if not of.heavy), fresh=False)
    wrong = {name: said for name, said in found.items() if said["verdict"] in WRONG}
    if wrong:
        raise NotVerified("\n".join(line for n, said in wrong.items() for line in lines(n, said)))
    return found


def lines(name: str, said: dict[str, Any]) -> list[str]:
    """What a terminal shows of a program: its verdict, and every comparison that went wrong."""
    versions = ", ".join(f"{package} {number}" for package, number in said["versions"].items())
    shown = f" ({versions})" if versions else ""
    rows = said["comparisons"]
    counts = (
        f": {len(rows)} comparison{'s' * (len(rows) != 1)} at "
        f"{sum(row['cases'] for row in rows)} points, "
        f"wrong twins told apart: {sum(len(row['twins']) for row in rows)}"
    )
    why = f": {said['why']}" if said["why"] else ""
    told = [
        f"{name} {said['verdict']}{why or (counts if said['verdict'] == AGREES else '')}{shown}"
    ]
    for row in rows:
        if row["verdict"] != AGREES:
            told += [f"  {row['part']} {row['what']}: {row['verdict']}", *_reasons(row)]
    return told


def _reasons(row: dict[str, Any]) -> list[str]:
    if not row["cases"]:
        return ["    no point was compared"]
    if row["verdict"] == DIFFERS:
        distance = f"{row['difference']:.3g} apart where {row['allowed']:.3g} is allowed"
        return [f"    ours {row['ours']}, theirs {row['theirs']}: {distance}"]
    if not row["twins"]:
        return ["    there is no wrong twin to tell apart"]
    return [f"    not told apart: {twin['why']}" for twin in row["twins"] if not twin["told"]]
