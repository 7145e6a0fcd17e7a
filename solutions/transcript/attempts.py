"""What the verdicts on claims make of attempts, and where student and machine disagree."""

from __future__ import annotations

from typing import Any

from solutions.kernel.errors import Malformed
from solutions.transcript import record
from solutions.transcript.margin import STANCES

RIGHT, NOT_THE_ANSWER, WRONG, NONE = "right", "not what was asked", "wrong", "no answer"
OF_CLAIM = {
    "correct": RIGHT,
    "leading-order": RIGHT,
    "correct-but-not-what-was-asked": NOT_THE_ANSWER,
    "wrong": WRONG,
    "ambiguous": WRONG,
}
"""What a final claim's verdict makes of an answer."""

Entry = dict[str, Any]


def judged(claims: dict[str, Entry]) -> list[Entry]:
    """Each attempt: is its answer right, what is its first wrong line, and does the student see it?

    An answer is wrong if one of its final claims is, and right if one of them is what was asked.
    """
    written = record.claims()
    return [_attempt(attempt, written, claims) for attempt in record.attempts()]


def _attempt(
    attempt: record.Attempt, written: tuple[record.Claim, ...], claims: dict[str, Entry]
) -> Entry:
    own = [c for c in written if (c.part, c.attempt) == (attempt.part, attempt.attempt)]
    answer = _answer([claims[name] for name in attempt.final_claims])
    wrong = [c.id for c in own if claims[c.id]["verdict"] in ("wrong", "leading-order")]
    accepts = _accepts(attempt.reaction)
    return {
        "part": attempt.part,
        "attempt": attempt.attempt,
        "pages": list(attempt.pages),
        "claims": [c.id for c in own],
        "finals": list(attempt.final_claims),
        "answer": answer,
        "first_wrong": wrong[0] if wrong else None,
        "reaction": attempt.reaction,
        "hint": "hint" in attempt.reaction,
        "accepts": accepts,
        "agree": None if accepts is None or answer == NONE else accepts == (answer == RIGHT),
    }


def _answer(finals: list[Entry]) -> str:
    found = [OF_CLAIM[f["verdict"]] for f in finals if f["verdict"] in OF_CLAIM]
    for word in (WRONG, RIGHT, NOT_THE_ANSWER):
        if word in found:
            return word
    return NONE


def _accepts(reaction: str) -> bool | None:
    """Did the student take the answer? ``None`` where it was withdrawn."""
    if reaction == "withdrawn":
        return None
    return reaction.startswith("accepted")


def margin(claims: dict[str, Entry]) -> list[Entry]:
    """Each note in the margin; one that is a verdict is set against the computed one."""
    return [_note(note, STANCES.get(place), claims) for place, note in enumerate(record.notes())]


def _note(note: record.Note, stance: Any, claims: dict[str, Entry]) -> Entry:
    entry: Entry = {
        "page": note.page,
        "part": note.part,
        "attempt": note.attempt,
        "kind": note.kind,
        "note": note.paraphrase,
        "says": None,
        "about": [],
        "machine": None,
        "agree": None,
    }
    if note.kind != "verdict":
        return entry
    if stance is None:
        raise Malformed(f"margin.py: the note on page {note.page} is a verdict and has no stance")
    machine = _answer([claims[name] for name in stance.about])
    return entry | {
        "says": stance.says,
        "about": list(stance.about),
        "machine": machine,
        "agree": (stance.says == RIGHT) == (machine == RIGHT),
    }


def disagreements(attempts: list[Entry], notes: list[Entry]) -> list[Entry]:
    """Where the student took what is wrong, refused what is right, or refused for a wrong reason.

    The reason is wrong where the answer is wrong too, but the student's note in the margin finds
    fault with lines that are right, or none with the first wrong line.
    """
    found = []
    for attempt in attempts:
        kind = _kind(attempt, notes)
        if kind:
            keys = ("part", "attempt", "answer", "reaction", "first_wrong", "finals")
            found.append({"kind": kind, **{key: attempt[key] for key in keys}})
    return found


def _kind(attempt: Entry, notes: list[Entry]) -> str:
    accepts, answer = attempt["accepts"], attempt["answer"]
    if accepts is None or answer == NONE:
        return ""
    if accepts:
        return "" if answer == RIGHT else f"accepted though {answer}"
    if answer == RIGHT:
        refused = attempt["reaction"].startswith("rejected")
        return "rejected though right" if refused else "not accepted though right"
    place = (attempt["part"], attempt["attempt"])
    own = [note for note in notes if (note["part"], note["attempt"]) == place]
    if any(note["agree"] is False for note in own):
        return "rejected for the wrong reason"
    return ""
