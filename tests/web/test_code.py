"""Highlighted code: what has a colour keeps its mark, and the text stays what it was."""

import re
from pathlib import Path

import markdown

from solutions.web.pages.code import python

SOURCE = "```python\ndef f(x):\n    return x + 1  # one & more < two\n```\n"


def html(*extensions: str) -> str:
    return markdown.markdown(
        SOURCE, extensions=["pymdownx.superfences", "pymdownx.highlight", *extensions]
    )


def test_names_and_signs_lose_their_mark_and_keywords_keep_theirs() -> None:
    made = html("solutions.web.pages.code")
    assert '<span class="k">return</span> x + ' in made
    assert '<span class="n">' in html()
    assert not re.search(r'class="(n|o|p|w)"', made)


def test_the_text_is_the_same() -> None:
    def text(made: str) -> str:
        return re.sub(r"<[^>]+>", "", made)

    assert text(html("solutions.web.pages.code")) == text(html())


def test_python_is_coloured_once_and_kept(tmp_path: Path) -> None:
    made = python("return x", "a.py", tmp_path)
    assert '<span class="k">return</span> x' in made
    assert '<span class="filename">a.py</span>' in made
    (kept,) = tmp_path.iterdir()
    assert python("return x", "a.py", tmp_path) == made
    kept.write_text(kept.read_text().replace("return", "yield"))
    assert python("return x", "a.py", tmp_path) == made
    kept.write_text("")
    assert python("return x", "a.py", tmp_path) == made


def test_the_colours_of_another_program_are_not_taken(tmp_path: Path) -> None:
    made = python("return x", cache=tmp_path / "right")
    python("yield y", cache=tmp_path / "foreign")
    (mine,), (foreign,) = (tmp_path / "right").iterdir(), (tmp_path / "foreign").iterdir()
    mine.write_bytes(foreign.read_bytes())
    assert python("return x", cache=tmp_path / "right") == made


def test_code_that_cannot_be_kept_is_shown_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "x" in python("x", cache=tmp_path / "file")
