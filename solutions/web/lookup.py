"""Find a part, a box, a derivation by name; an unknown name is an error that names the nearest."""

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import Any

from solutions.printing.markup import BlockError

Receipt = dict[str, Any]
Receipts = Mapping[str, Receipt]
Claim = dict[str, Any]

ROOT = Path(__file__).parents[2]
FORMAT = 1
HOLDS = ("proved", "measured")


def unknown(kind: str, name: str, known: Iterable[str], where: str = "") -> BlockError:
    """The error for a name that nothing bears."""
    names = list(known)
    nearest = get_close_matches(name, names, n=1, cutoff=0.0)
    message = f'no {kind} "{name}"' + (f" in {where}" if where else "")
    if not nearest:
        return BlockError(f"{message}; there is none")
    return BlockError(f'{message}; nearest: "{nearest[0]}" (known: {", ".join(names)})')


def find_part(receipts: Receipts, name: str) -> Receipt:
    if name not in receipts:
        raise unknown("part", name, receipts)
    return receipts[name]


def find_box(receipts: Receipts, part: str, name: str) -> Claim:
    boxes = {box["name"]: box for box in find_part(receipts, part)["boxes"]}
    if name not in boxes:
        raise unknown("box", name, boxes, f"part {part}")
    claim: Claim = boxes[name]
    return claim


def find_derivation(receipts: Receipts, part: str, name: str) -> list[Claim]:
    """The steps of one derivation in order; the first is the start line."""
    derivations: dict[str, list[Claim]] = {}
    for step in find_part(receipts, part)["steps"]:
        derivations.setdefault(step["derivation"], []).append(step)
    if name not in derivations:
        raise unknown("derivation", name, derivations, f"part {part}")
    return derivations[name]


def problem_of(receipt: Receipt) -> str:
    """The folder of the part's module, which is also the folder of its page: diffusion or dpo."""
    return Path(receipt["module"]).parent.name


def page_of(receipt: Receipt) -> str:
    """The part's page below docs/: `diffusion/d.md` for 1d."""
    return f"{problem_of(receipt)}/{receipt['id'][1:]}.md"


def of_problem(receipts: Receipts, problem: str) -> list[Receipt]:
    problems = dict.fromkeys(problem_of(receipt) for receipt in receipts.values())
    if problem not in problems:
        raise unknown("problem", problem, problems)
    return [receipt for receipt in receipts.values() if problem_of(receipt) == problem]


def claims(receipt: Receipt) -> list[Claim]:
    """What the part asserts: its steps without the start lines. A box is the line of a step."""
    return [step for step in receipt["steps"] if step["kind"] != "start"]


def current(source: str | Receipts | Callable[[], Receipts]) -> Receipts:
    """The receipts that pages may show, in the order of their ids.

    `source` is a dotted name of a function, the function, or the receipts themselves.
    Raises BlockError when a receipt does not hold, and whatever the function raises.
    """
    return _checked(called(source))


def called(source: Any) -> Any:
    """What a source gives: a dotted name of a function, a function, or the value itself.

    While a site is built, what a name gives is asked for once.
    """
    if not isinstance(source, str):
        return source() if callable(source) else source
    if source in _given:
        return _given[source]
    module, _, function = source.rpartition(".")
    found = getattr(import_module(module), function)()
    if _building:
        _given[source] = _last[source] = found
    return found


_given: dict[str, Any] = {}
_last: dict[str, Any] = {}
_building = False


def building(now: bool) -> None:
    """Told by the builder: at the beginning of every build, and at its end."""
    global _building
    _building = now
    _given.clear()


def as_before(sources: Iterable[str]) -> None:
    """Let this build take what these gave to the last one that asked them, if there was one."""
    _given.update({source: _last[source] for source in sources if source in _last})


def _checked(receipts: Receipts) -> Receipts:
    for name, receipt in receipts.items():
        if receipt.get("format") != FORMAT:
            raise BlockError(
                f"receipt of {name} has format {receipt.get('format')!r}, read is {FORMAT}; "
                "delete .cache/receipts and build again"
            )
        for kind in ("steps", "boxes", "checks"):
            for entry in receipt[kind]:
                if entry["verdict"] not in HOLDS and entry.get("kind") != "start":
                    raise BlockError(
                        f"{entry['file']}:{entry['line']}  {name} {entry['name']} is "
                        f"{entry['verdict']}; a page shows only what is proved or measured"
                    )
        if receipt["verdict"] not in HOLDS:
            raise BlockError(f"part {name} is {receipt['verdict']}; it can't be shown")
    return dict(sorted(receipts.items()))
