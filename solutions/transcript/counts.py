"""Numbers over the audit: for the summary on the command line, the pages and the JSON."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import Any

from solutions.transcript.attempts import RIGHT
from solutions.transcript.words import LEADING, REMARK, VERDICTS, WRONG

Entry = dict[str, Any]


def of_part(claim: Entry) -> str:
    """The part of a claim, from its id."""
    return str(claim["id"]).partition("-")[0]


def counts(audit: Entry, part: str = "") -> dict[str, int]:
    """How many claims, attempts and disagreements of each kind; of one part, or of all."""
    claims = [c for c in audit["claims"] if part in ("", of_part(c))]
    tried = [a for a in audit["attempts"] if part in ("", a["part"])]
    verdicts = Counter(claim["verdict"] for claim in claims)
    off = [claim for claim in claims if claim["verdict"] in (WRONG, LEADING)]
    known = [attempt for attempt in tried if attempt["agree"] is not None]
    notes = [n for n in audit["notes"] if n["says"] and part in ("", n["part"])]
    firsts = [attempt for attempt in tried if attempt["attempt"] == 1]
    moves = nudges(audit, part)
    return {
        "claims": len(claims),
        **{word: verdicts[word] for word in VERDICTS},
        "judged": len(claims) - verdicts[REMARK],
        "off": len(off),
        "root": sum(claim["root"] is True for claim in off),
        "inherited": sum(claim["root"] is False for claim in off),
        "gaps": sum(claim["follows"] is False for claim in claims),
        "blemished": sum(bool(claim["blemishes"]) for claim in claims),
        "placed": sum(claim["placed"] is not None for claim in off),
        "attempts": len(tried),
        "right": sum(attempt["answer"] == RIGHT for attempt in tried),
        "firsts": len(firsts),
        "first-right": sum(attempt["answer"] == RIGHT for attempt in firsts),
        "settled": len(known),
        "agree": sum(attempt["agree"] for attempt in known),
        "disagreements": sum(d for d in (part in ("", x["part"]) for x in audit["disagreements"])),
        "notes": len(notes),
        "notes-agree": sum(note["agree"] for note in notes),
        "helped": sum(kind == "helped" for _, _, kind in moves),
        "hurt": sum(kind == "hurt" for _, _, kind in moves),
    }


def nudges(audit: Entry, part: str = "") -> list[tuple[str, int, str]]:
    """``(part, attempt, "helped" | "hurt" | "changed nothing")``: what came of each reaction.

    A reaction that leads to a further attempt helped if that one is right and this one was not.
    """
    tried = [a for a in audit["attempts"] if part in ("", a["part"])]
    found = []
    for before, after in pairwise(tried):
        if before["part"] != after["part"]:
            continue
        was, now = (attempt["answer"] == RIGHT for attempt in (before, after))
        kind = "changed nothing" if was == now else "helped" if now else "hurt"
        found.append((before["part"], before["attempt"], kind))
    return found
