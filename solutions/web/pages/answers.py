"""The table of answers to a part: as typed, as read, the verdict, and why."""

from __future__ import annotations

import re
from collections import Counter
from html import escape

from solutions.printing.markup import counted, verdict

LOOKS = {
    "correct": "proved",
    "leading-order": "measured",
    "wrong": "refuted",
    "unreadable": "undecided",
}
"""The verdicts of answers, and the style of verdict that each is shown in."""
HEAD = "<th>typed</th><th>read as</th><th>verdict</th><th>because</th>"


def table(rows: list[dict[str, str]]) -> str:
    """All rows of a part, folded away behind how many there are of each verdict."""
    numbers = Counter(row["verdict"] for row in rows)
    told = ", ".join(f"{numbers[word]} {word}" for word in LOOKS if numbers[word])
    body = "".join(map(_row, rows))
    return (
        f'<details class="answers"><summary>{counted(len(rows), "answer")}: {told}'
        f"</summary><div data-search-exclude><table><thead><tr>{HEAD}</tr></thead>"
        f"<tbody>{body}</tbody></table></div></details>"
    )


def _row(row: dict[str, str]) -> str:
    word = verdict(row["verdict"], looks=LOOKS[row["verdict"]])
    why = escape(_shorter(row["because"]), quote=False)
    point = escape(_shorter(row["counterexample"]), quote=False)
    cells = (
        f"<code>{escape(row['answer'], quote=False)}</code>",
        escape(row["read_as"], quote=False),
        word,
        f"{why} ({point})" if point else why,
    )
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _shorter(text: str) -> str:
    """Without a list of all the letters, and with long numbers cut."""
    text = text.partition("; known here are")[0]
    return re.sub(r"(\d{12})\d{12,}", r"\1…", text)
