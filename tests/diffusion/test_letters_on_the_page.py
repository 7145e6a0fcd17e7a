"""The table of letters on the overview says of each letter what notation.py says."""

import re
from pathlib import Path

from solutions.author import Letter
from solutions.diffusion import notation

PAGE = Path(__file__).parents[2] / "docs" / "diffusion" / "index.md"
DECLARED = {
    letter.tex: letter.meaning for letter in vars(notation).values() if isinstance(letter, Letter)
}


def test_the_table_of_letters_is_the_notation() -> None:
    table = PAGE.read_text(encoding="utf-8").split("## The letters")[1].split("\n## ")[0]
    rows = re.findall(r"^\| \$(.+?)\$ \| (.+?) \|$", table, flags=re.MULTILINE)
    assert len(rows) >= 10
    assert [row for row in rows if DECLARED.get(row[0]) != row[1]] == []


def test_no_two_letters_look_alike() -> None:
    letters = [letter for letter in vars(notation).values() if isinstance(letter, Letter)]
    assert len({letter.tex for letter in letters}) == len(letters)
