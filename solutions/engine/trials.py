"""Try a part's boxes: independent checks must agree with them, and refute their decoys."""

from __future__ import annotations

from time import perf_counter
from typing import Any

from solutions.engine.comparison import Outcome, figure, judge, unfit
from solutions.engine.evidence import MEASURED, PROVED, REFUTED, UNDECIDED
from solutions.engine.failures import Failure
from solutions.engine.messages import Undecided
from solutions.engine.pairs import Pair
from solutions.engine.part import Check, Decoy, Part
from solutions.engine.printing import tex, text


def run_check(check: Check, boxes: dict[str, Any]) -> tuple[list[Pair], list[Outcome], str]:
    """``(pairs, outcomes, what went wrong)`` of a check on given values of the boxes."""
    try:
        pairs = list(check.pairs(*(boxes[name] for name in check.boxes)))
        outcomes = judge(pairs)
    except Undecided as why:
        return [], [], f"undecided: {why}"
    except Exception as why:  # a check is somebody's program: whatever it raises is its failure
        return [], [], f"undecided: it raised {type(why).__name__}: {why}"
    told = unfit(pairs, outcomes)
    if told:
        return pairs, outcomes, f"undecided: {told}"
    wrong = [outcome for outcome in outcomes if not outcome.agrees]
    if wrong:
        return pairs, outcomes, f"refuted: {wrong[0].message} ({len(wrong)} of {len(pairs)} pairs)"
    return pairs, outcomes, ""


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
            verdict = wrong.split(":")[0]
            failures.append(Failure(part.id, f"check {check.name}", verdict, check.source, wrong))
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


def judge_decoys(part: Part) -> tuple[list[dict[str, Any]], list[Failure]]:
    """The receipt's entries of all decoys, and the decoys that no check refutes."""
    entries, failures = [], []
    true = _values(part)
    for decoy in part.decoys:
        if decoy.box not in true:
            continue
        caught, message, missed = _refutation(part, decoy, true)
        if not caught:
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
    return entries, failures


def _refutation(part: Part, decoy: Decoy, true: dict[str, Any]) -> tuple[str, str, str]:
    """``(check, where it refutes the decoy, what kept other checks from it)``."""
    boxes = true | {decoy.box: decoy.value}
    missed = ""
    for check in part.checks:
        if decoy.box not in check.boxes or not set(check.boxes) <= set(boxes):
            continue
        pairs, outcomes, wrong = run_check(check, boxes)
        if wrong.startswith(REFUTED):
            place = next(n for n, outcome in enumerate(outcomes) if not outcome.agrees)
            at, outcome = pairs[place].where(tex), outcomes[place]
            where = f"at ${at}$: " if at else ""
            return check.name, f"{where}found {outcome.found}, the twin says {outcome.claimed}", ""
        missed += f"\n{check.name}: {wrong or 'it agrees with the decoy'}"
    return "", "", missed


def _values(part: Part) -> dict[str, Any]:
    """The values of all boxes that name a line there is."""
    return {box.name: box.value for box in part.boxes if box.stated}
