"""The problems whose letters the judge can read; told without SymPy, for a build on receipts."""

from __future__ import annotations

LETTERS = {
    "1": "solutions/diffusion/letters.py",
    "2": "solutions/dpo/letters.py",
}
"""By a problem's number: the module that declares the letters of its answers."""


def lacking(part: str) -> str:
    """Why answers to a part cannot be judged, and what to add; empty where they can."""
    problem = part.rstrip("abcdefghijklmnopqrstuvwxyz")
    if problem in LETTERS:
        return ""
    return (
        f"answers to {part} can't be judged: nothing says how the letters of problem {problem} are "
        f"typed. Declare them in a module like {LETTERS['1']}, name it in "
        "solutions/answers/known.py and in for_part of solutions/answers/letters.py"
    )
