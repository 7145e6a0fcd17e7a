"""Try a part's boxes: independent checks must agree with them, and refute their decoys."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter
from typing import Any

from solutions.checks.comparison import Outcome, figure, judge, unfit
from solutions.evidence.evidence import MEASURED, PROVED, REFUTED, UNDECIDED
from solutions.evidence.failures import Failure
from solutions.kernel.errors import Undecided
from solutions.numbers.pairs import Pair
from solutions.printing.formulas import tex, text
from solutions.statements.part import Check, Decoy, Part


@dataclass(frozen=True)
class Wrong:
    """A check that does not hold: refuted, or undecided, and why in words."""

    verdict: str
    reason: str

    def __str__(self) -> str:
        return f"{self.verdict}: {self.reason}"


def run_check(
    check: Check, boxes: dict[str, Any]
) -> tuple[list[Pair], list[Outcome], Wrong | None]:
    """``(pairs, outcomes, what went wrong)`` of a check on given values of the boxes."""
    try:
        pairs = list(check.pairs(*(boxes[name] for name in check.boxes)))
        outcomes = judge(pairs)
    except Undecided as why:
        return [], [], Wrong(UNDECIDED, str(why))
    except Exception as why:  # a check is somebody's program: whatever it raises is its failure
        return [], [], Wrong(UNDECIDED, f"it raised {type(why).__name__}: {why}")
    told = unfit(pairs, outcomes)
    if told:
        return pairs, outcomes, Wrong(UNDECIDED, told)
    wrong = [outcome for outcome in outcomes if not outcome.agrees]
    if wrong:
        told = f"{wrong[0].message} ({len(wrong)} of {len(pairs)} pairs)"
        return pairs, outcomes, Wrong(REFUTED, told)
    return pairs, outcomes, None


def judge_checks(part: Part) -> tuple[list[dict[str, Any]], list[Failure]]:
    """The receipt's entries of all checks, and the checks that fail."""
    entries, failures = [], []
    boxes = _values(part)
    for check in part.checks:
        if any(name not in boxes for name in check.boxes):
            continue
        began = perf_counter()
        pairs, outcomes, wrong = run_check(check, boxes)
        means = sorted({pair.means for pair in pairs})
        verdict = PROVED if all(outcome.certain for outcome in outcomes) else MEASURED
        if wrong:
            verdict = wrong.verdict
            failures.append(
                Failure(part.id, f"check {check.name}", verdict, check.source, str(wrong))
            )
        telling = [n for n, outcome in enumerate(outcomes) if outcome.claimed != "0"]
        some = telling or list(range(len(outcomes)))
        shown = [some[0], some[len(some) // 2], some[-1]] if len(some) > 3 else some
        entries.append(
            {
                "name": check.name,
                "title": check.title,
                "boxes": list(check.boxes),
                "means": ", ".join(means),
                "verdict": verdict,
                "pairs": len(pairs),
                "evidence": [_means_line(means, pairs, verdict)],
                "figures": [figure(pairs[n], outcomes[n]) for n in shown],
                "file": check.source.file,
                "line": check.source.line,
                "seconds": round(perf_counter() - began, 4),
            }
        )
    return entries, failures


def _means_line(means: list[str], pairs: list[Pair], verdict: str) -> str:
    exactly = "equal as exact numbers"
    said = {
        "exact": exactly if verdict == PROVED else f"{exactly}, irrational ones to 18 digits",
        "enclosure": "inside certain bounds",
        "rounding": "equal up to rounding in floating point",
        "statistics": "within the site’s failure budget of the estimate",
        "asymptotic": "the error becomes negligible against every displayed term along a path",
    }
    seeds = {pair.seed for pair in pairs if pair.means == "statistics"}
    tail = f" ({len(seeds)} seeds)" if seeds else ""
    return "; ".join(said[word] for word in means) + tail


def judge_decoys(part: Part, failing: set[str]) -> tuple[list[dict[str, Any]], list[Failure]]:
    """The receipt's entries of all decoys; decoys that no check refutes, checks that refute none.

    ``failing`` are names of checks that do not hold anyway.
    """
    entries, failures = [], []
    able: set[str] = set()
    refuted = []
    true = _values(part)
    for decoy in part.decoys:
        if decoy.box not in true:
            continue
        caught, message, missed = _refutation(part, decoy, true, able)
        if caught:
            able.add(caught)
            refuted.append(decoy)
        else:
            told = (
                f"undecided: no check refutes this decoy of {decoy.box}, {text(decoy.value)} "
                f"({decoy.source_of_error}); a check that misses it proves nothing{missed}"
            )
            failures.append(
                Failure(part.id, f"decoy of {decoy.box}", UNDECIDED, decoy.source, told)
            )
        entries.append(
            {
                "box": decoy.box,
                "latex": tex(decoy.value),
                "source": decoy.source_of_error,
                "refuted_by": caught,
                "counterexample": message,
                "file": decoy.source.file,
                "line": decoy.source.line,
            }
        )
    for check in part.checks:
        if check.name not in able | failing and _blunt(check, refuted, true):
            told = (
                f"undecided: it agrees with every decoy of {', '.join(check.boxes)}; a check that "
                "no wrong twin fails compares nothing: is the box in what it calls found?"
            )
            failures.append(Failure(part.id, f"check {check.name}", UNDECIDED, check.source, told))
    return entries, failures


def _blunt(check: Check, refuted: list[Decoy], true: dict[str, Any]) -> bool:
    """Does ``check`` agree with every decoy of its boxes, though other checks refute them?"""
    twins = [decoy for decoy in refuted if decoy.box in check.boxes]
    found = (run_check(check, true | {twin.box: twin.value})[2] for twin in twins)
    return bool(twins) and not any(wrong and wrong.verdict == REFUTED for wrong in found)


def _refutation(
    part: Part, decoy: Decoy, true: dict[str, Any], able: set[str]
) -> tuple[str, str, str]:
    """``(check, where it refutes the decoy, what kept other checks from it)``.

    Checks that are ``able`` to refute another decoy come last: each has to refute one.
    """
    boxes = true | {decoy.box: decoy.value}
    missed = ""
    for check in sorted(part.checks, key=lambda check: check.name in able):
        if decoy.box not in check.boxes or not set(check.boxes) <= set(boxes):
            continue
        pairs, outcomes, wrong = run_check(check, boxes)
        if wrong and wrong.verdict == REFUTED:
            place = next(n for n, outcome in enumerate(outcomes) if not outcome.agrees)
            at, outcome = pairs[place].where(tex), outcomes[place]
            where = f"at ${at}$: " if at else ""
            return check.name, f"{where}found {outcome.found}, the twin says {outcome.claimed}", ""
        missed += f"\n{check.name}: {wrong or 'it agrees with the decoy'}"
    return "", "", missed


def _values(part: Part) -> dict[str, Any]:
    """The values of all boxes that name a line there is."""
    return {box.name: box.value for box in part.boxes if box.stated}
