"""The audit: every claim of the log judged, and what follows from that for attempts.

``judge(part)`` gives plain data for one part. Nothing in it is typed: readings say what a claim
says, :mod:`solutions.transcript.judging` decides, and the rest is counted.
"""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import Any

from solutions.evidence.evidence import UNDECIDED
from solutions.kernel.errors import Malformed
from solutions.objects.laws import Normal
from solutions.printing.formulas import tex, text
from solutions.transcript import judging, record
from solutions.transcript.asks import Ask
from solutions.transcript.judging import Found
from solutions.transcript.letters import undeclared
from solutions.transcript.links import SIGNS
from solutions.transcript.reading import Ambiguous, Chain, Read, Reading, Remark
from solutions.transcript.words import (
    AMBIGUOUS,
    CORRECT,
    JUDGED,
    LEADING,
    NOT_ASKED,
    REMARK,
    WRONG,
)
from solutions.work import sources


def answer(part: str, module: str) -> dict[str, Any]:
    """What a worker says of a part: its claims judged, or why they could not be."""
    try:
        claims = judge(part, module)
    except Malformed as why:
        place, _, told = str(why).partition(": ")
        file, _, line = place.partition(":")
        if not line.isdecimal():
            file, line, told = sources.shown(sources.path_of(module)), "1", str(why)
        failure = {"part": part, "name": "audit", "verdict": UNDECIDED, "file": file}
        return {"content": None, "failures": [failure | {"line": int(line), "message": told}]}
    return {"content": {"id": part, "verdict": JUDGED, "claims": claims}, "failures": []}


def judge(part: str, module: str = "") -> list[dict[str, Any]]:
    """Every claim of one part, judged, in the order of the log.

    Raises :class:`Malformed` for a claim without a reading, a reading without a claim, a letter
    that is not declared, and for what the engine could not decide; each names the claim.
    """
    read_by = import_module(module or readings(part))
    claims = {claim.id: claim for claim in record.claims() if claim.part == part}
    read = _by_claim(read_by.READINGS, set(claims), part)
    done: dict[str, dict[str, Any]] = {}
    for name, claim in claims.items():
        entry = _judged(read[name], read_by.ASK, final=claim.final)
        entry = {"id": name, **entry}
        _check_inheritance(entry, done)
        entry["placed"] = _placed(read[name], entry)
        done[name] = entry
    return list(done.values())


def readings(part: str) -> str:
    """The module with the readings of a part's claims."""
    return f"solutions.transcript.readings.part_{part}"


def _by_claim(readings: tuple[Read, ...], known: set[str], part: str) -> dict[str, Read]:
    found: dict[str, Read] = {}
    for one in readings:
        place = f"{one.source.file}:{one.source.line}"
        if one.claim not in known:
            raise Malformed(f"{place}: a reading of {one.claim}, which is no claim of part {part}")
        if one.claim in found:
            raise Malformed(f"{place}: {one.claim} has two readings")
        found[one.claim] = one
    for name in sorted(known - set(found)):
        raise Malformed(
            f"{name} has no reading; add one to solutions/transcript/readings/part_{part}.py"
        )
    return found


def _judged(read: Read, ask: Ask, *, final: bool) -> dict[str, Any]:
    if isinstance(read, Remark):
        return _entry(read, REMARK, note=read.note)
    if isinstance(read, Ambiguous):
        ways = [_of_reading(one, ask, final=final) for one in (read.one, read.other)]
        if ways[0]["verdict"] == ways[1]["verdict"]:
            return ways[0] | {"note": f"the same for both readings: {read.between}"}
        entry = _entry(read, AMBIGUOUS, note=read.between)
        said = [way["said"] for way in ways]
        return entry | {
            "said": "; or: ".join(said) if all(said) else "",
            "readings": ways,
            "reading": ways[0]["reading"],
            "reading_tex": ways[0]["reading_tex"],
        }
    return _of_reading(read, ask, final=final)


def _of_reading(read: Reading, ask: Ask, *, final: bool) -> dict[str, Any]:
    for chain in read.chains:
        if unknown := undeclared(chain):
            raise Malformed(
                f"{read.source.file}:{read.source.line}: the reading of {read.claim} uses "
                f"{', '.join(unknown)}, which neither the part nor the log's own letters declare"
            )
    found = [_decided(read, chain, judging.truth(chain)) for chain in read.chains]
    after = [
        None if gone is None else _decided(read, chain, gone)
        for chain in read.chains
        for gone in [judging.follows(chain)]
    ]
    verdict = next((w for w in (WRONG, LEADING) if any(f.verdict == w for f in found)), CORRECT)
    missed = [ask.missed(chain) for chain in read.chains] if final else []
    note = ""
    if verdict == CORRECT and missed and all(missed):
        verdict, note = NOT_ASKED, missed[-1]
    bad = next((n for n, f in enumerate(found) if f.verdict in (WRONG, LEADING)), None)
    known = [one for one in after if one is not None]
    follows = all(one.verdict == CORRECT for one in known) if known else None
    entry = _entry(read, verdict, note=note) | {
        "follows": follows,
        "after": list(
            dict.fromkeys(
                name for chain in read.chains if chain.after for name in chain.after.lines
            )
        ),
        "blemishes": list(dict.fromkeys(b for f in found for b in f.blemishes)),
        "reading": "; ".join(chain.shown(text) for chain in read.chains),
        "reading_tex": [chain.shown(tex) for chain in read.chains],
        "proved_by": list(dict.fromkeys(c.of.proved_by for c in read.chains if c.of.proved_by)),
    }
    if bad is not None:
        chain, wrong = read.chains[bad], found[bad]
        entry |= {
            "reason": wrong.problem.said if wrong.problem else "",
            "counterexample": (wrong.problem.point if wrong.problem else "") or None,
            "counterexample_tex": (wrong.problem.point_tex if wrong.problem else "") or None,
            "right": _right(chain, text),
            "right_tex": _right(chain, tex),
        }
    if verdict in (WRONG, LEADING):
        entry["root"] = not follows
    return entry


def _decided(read: Reading, chain: Chain, found: Found) -> Found:
    if found.is_open:
        told = found.problem.said if found.problem else "the engine gave no reason"
        raise Malformed(
            f"{read.source.file}:{read.source.line}: {read.claim} is undecided: "
            f"{chain.shown(text)}: {told}"
        )
    return found


def _right(chain: Chain, printer: Any) -> str | None:
    """The right formula: what the part asks for the quantity, or its proved value.

    There is none for a left side that the claim writes out: it is its own value already.
    """
    if chain.of.is_written:
        return None
    asked = chain.of.asked
    value = chain.of.value if asked is None else asked.value
    sign = r"\sim" if isinstance(value, Normal) else "=" if asked is None else r"\approx"
    return f"{printer(chain.of.left)} {sign if printer is tex else SIGNS[sign]} {printer(value)}"


def _entry(read: Read, verdict: str, note: str = "") -> dict[str, Any]:
    return {
        "verdict": verdict,
        "follows": None,
        "root": None,
        "counterexample": None,
        "right": None,
        "reading": getattr(read, "said", "") or "",
        "blemishes": [],
        "note": note,
        "said": getattr(read, "said", "") or "",
        "after": [],
        "file": read.source.file,
        "line": read.source.line,
    }


def _placed(read: Read, entry: dict[str, Any]) -> dict[str, Any] | None:
    """A wrong claim in the place of our right step: where verification stops, and what it says.

    Raises :class:`Malformed` where verification does not stop.
    """
    place = getattr(read, "place", None)
    if place is None or entry["verdict"] not in (WRONG, LEADING):
        return None
    step = place.step
    evidence = replace(step, rhs=place.value).judge()
    if evidence.holds:
        raise Malformed(
            f"{read.source.file}:{read.source.line}: {read.claim} is {entry['verdict']}, and in "
            f"the place of {step.name} it would be {evidence.verdict}: nothing stops it"
        )
    return {
        "step": step.name,
        "file": step.source.file,
        "line": step.source.line,
        "relation": step.relation.kind,
        "verdict": evidence.verdict,
        "message": evidence.message,
    }


def _check_inheritance(entry: dict[str, Any], done: dict[str, dict[str, Any]]) -> None:
    """A wrong line that follows needs a wrong line to follow from; anything else is a defect."""
    for name in entry["after"]:
        if name not in done:
            raise Malformed(f"{entry['id']} is said to come after {name}, which is not before it")
    off = (WRONG, LEADING, AMBIGUOUS)
    inherited = entry["follows"] and entry["verdict"] in (WRONG, LEADING)
    if inherited and not any(done[name]["verdict"] in off for name in entry["after"]):
        raise Malformed(
            f"{entry['id']} is wrong and follows from {', '.join(entry['after'])}, which are "
            "right: its reading and theirs do not fit together"
        )
