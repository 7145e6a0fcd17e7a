"""What was found in a document, for a terminal, CI annotations and JUnit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

Found = dict[str, Any]
WIDEST = 100


def as_lines(graded: Found) -> Iterator[str]:
    """A line for each part, its first wrong line with the counterexample, and what was unread."""
    counted = Counter(one["verdict"] for one in graded["formulas"])
    told = ", ".join(f"{number} {verdict}" for verdict, number in counted.most_common())
    yield f"{graded['file']}: {told or 'no formula that states anything'}"
    for part in graded["parts"]:
        place = f", line {part['line']}" if part["line"] else ""
        yield f"  {part['id']}  {part['verdict']}{place}"
        first = part["first_wrong"]
        if first is not None:
            one = next(
                each
                for each in graded["formulas"]
                if (each["part"], each["line"], each["verdict"]) == (part["id"], first, "wrong")
            )
            yield f"      first wrong line: {first}  {short(one['latex'])}"
            yield f"      {one['because']}" + (
                f"; {one['counterexample']}" if one["counterexample"] else ""
            )
    for one in graded["formulas"]:
        if one["verdict"] == "unread":
            yield f"  unread, line {one['line']}: {short(one['latex'])}"
            yield f"      {one['because']}"


def short(latex: str) -> str:
    """A formula that fits on a line of the terminal."""
    return latex if len(latex) <= WIDEST else latex[: WIDEST - 1] + "…"


def as_annotations(graded: Found) -> Iterator[str]:
    """A line for each wrong formula, as CI services show beside the file."""
    for one in graded["formulas"]:
        if one["verdict"] == "wrong":
            said = f"{one['because']}; {one['counterexample']}".rstrip("; ")
            said = said.replace("%", "%25").replace("\n", "%0A")
            yield f"::error file={graded['file']},line={one['line']}::{said}"


def as_junit(every: list[Found]) -> str:
    """A suite for each file, a case for each formula."""
    root = ElementTree.Element("testsuites")
    for graded in every:
        wrong = sum(one["verdict"] == "wrong" for one in graded["formulas"])
        suite = ElementTree.SubElement(
            root,
            "testsuite",
            name=graded["file"],
            tests=str(len(graded["formulas"])),
            failures=str(wrong),
        )
        for one in graded["formulas"]:
            case = ElementTree.SubElement(
                suite,
                "testcase",
                classname=one["part"] or "no part",
                name=f"line {one['line']}: {short(one['latex'])}",
                file=graded["file"],
                line=str(one["line"]),
            )
            if one["verdict"] == "wrong":
                failure = ElementTree.SubElement(case, "failure", message=one["because"])
                failure.text = one["counterexample"]
            elif one["verdict"] in ("unread", "undecided"):
                ElementTree.SubElement(case, "skipped", message=one["because"])
    return ElementTree.tostring(root, encoding="unicode")
