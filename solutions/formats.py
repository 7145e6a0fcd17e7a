"""The results of a run as JSON, JUnit, CI annotations and plain text."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

from solutions.printing.detex import formula, plain
from solutions.work.door import Outcome

STEP = ("name", "latex", "relation", "assumes", "verdict", "evidence", "file", "line")
PART = ("id", "title", "uses")
CHECK = ("name", "verdict", "pairs")
DECOY = ("box", "latex", "source", "refuted_by")


def as_json(outcome: Outcome) -> dict[str, Any]:
    """The documented, stable form; start lines claim nothing and are left out."""
    return {
        "parts": [
            {
                **_only(part, PART),
                "verdict": part["verdict"],
                "steps": [_only(step, STEP) for step in part["steps"] if step["kind"] != "start"],
                "boxes": [_only(box, STEP) for box in part["boxes"]],
                "checks": [_only(check, CHECK) for check in part["checks"]],
                "decoys": [_only(decoy, DECOY) for decoy in part["decoys"]],
            }
            for part in outcome.found.values()
        ],
        "failures": outcome.failures,
    }


def _only(entry: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: entry[name] for name in names}


def as_junit(outcome: Outcome) -> str:
    """A suite per part, a case per step, box, check and decoy, as CI services read it."""
    root = ElementTree.Element("testsuites")
    failing = {failure["part"] for failure in outcome.failures}
    for part in [*outcome.found, *sorted(failing - set(outcome.found))]:
        wrong = [failure for failure in outcome.failures if failure["part"] == part]
        names = _cases(outcome.found[part]) if part in outcome.found else []
        total = str(len(names) + len(wrong))
        suite = ElementTree.SubElement(
            root, "testsuite", name=part, tests=total, failures=str(len(wrong))
        )
        for name in names:
            ElementTree.SubElement(suite, "testcase", classname=part, name=name)
        for failure in wrong:
            case = ElementTree.SubElement(
                suite,
                "testcase",
                classname=part,
                name=failure["name"] or part,
                file=failure["file"],
                line=str(failure["line"]),
            )
            told = ElementTree.SubElement(
                case, "failure", message=failure["message"].split("\n")[0]
            )
            told.text = failure["message"]
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True)


def _cases(part: dict[str, Any]) -> list[str]:
    held = ("proved", "measured")
    named = [f"step {step['name']}" for step in part["steps"] if step["verdict"] in held]
    named += [f"box {box['name']}" for box in part["boxes"] if box["verdict"] in held]
    named += [f"check {check['name']}" for check in part["checks"] if check["verdict"] in held]
    return named + [
        f"decoy {number} of {decoy['box']}"
        for number, decoy in enumerate(part["decoys"], 1)
        if decoy["refuted_by"]
    ]


def as_annotations(outcome: Outcome) -> list[str]:
    """A line per failure that CI shows beside the source line."""
    return [
        f"::error file={failure['file']},line={failure['line']},"
        f"title={_escape(failure['part'] + ' ' + failure['name'], title=True)}::"
        f"{_escape(failure['message'])}"
        for failure in outcome.failures
    ]


def _escape(text: str, *, title: bool = False) -> str:
    text = text.strip().replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if title else text


def counts(parts: dict[str, dict[str, Any]]) -> dict[str, int]:
    """How many of each kind there are, and how they were settled."""
    steps = [s for part in parts.values() for s in part["steps"] if s["kind"] != "start"]
    checks = [check for part in parts.values() for check in part["checks"]]
    judged = [*steps, *checks]
    return {
        "parts": len(parts),
        "steps": len(steps),
        "boxes": sum(len(part["boxes"]) for part in parts.values()),
        "checks": len(checks),
        "pairs": sum(check["pairs"] for check in checks),
        "decoys": sum(len(part["decoys"]) for part in parts.values()),
        "proved": sum(entry["verdict"] == "proved" for entry in steps),
        "measured": sum(entry["verdict"] == "measured" for entry in judged),
    }


def summary(outcome: Outcome) -> str:
    """One line for a terminal."""
    n = counts(outcome.found)
    again = len(outcome.fresh)
    return (
        f"{_counted(n['parts'], 'part holds', 'parts hold')}: "
        f"{_counted(n['proved'], 'step', 'steps')} proved, {_counted(n['boxes'], 'box', 'boxes')}, "
        f"{_counted(n['checks'], 'independent check', 'independent checks')} "
        f"({_counted(n['pairs'], 'pair', 'pairs')}), "
        f"{_counted(n['decoys'], 'decoy', 'decoys')} refuted; "
        f"{again} verified now, {n['parts'] - again} from receipts"
    )


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def as_text(part: dict[str, Any]) -> list[str]:
    """A part for a terminal, with its formulas as plain text; JSON has them as TeX."""
    lines = [f"{part['id']}  {part['title']}: {part['verdict']}", f"    {plain(part['asks'])}"]
    for step in part["steps"]:
        mark = "     " if step["kind"] == "start" else f"  {step['verdict']} "
        lines.append(f"{mark}{step['name']}  {formula(step['latex'])}")
        if step["because"]:
            lines.append(f"        because {plain(step['because'])}")
        if step["kind"] != "start":
            lines += [f"        {plain(line)}" for line in step["evidence"]]
    for box in part["boxes"]:
        shown = formula(box["latex"])
        lines.append(f"  box {box['name']}: {shown}  ({box['verdict']}, {box['form']})")
        if box["assumes"]:
            lines.append(f"        assumes {', '.join(map(formula, box['assumes']))}")
    for check in part["checks"]:
        said = f"{check['verdict']}, {check['pairs']} pairs — {plain(check['title'])}"
        lines.append(f"  check {check['name']}: {said}")
    for decoy in part["decoys"]:
        shown = formula(decoy["latex"])
        lines.append(f"  decoy of {decoy['box']}: {shown} — refuted by {decoy['refuted_by']}")
    return lines
