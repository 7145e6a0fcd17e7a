"""Highlighted code: what has a colour keeps its mark, and the text stays what it was."""

import re

import markdown

SOURCE = "```python\ndef f(x):\n    return x + 1  # one & more < two\n```\n"


def html(*extensions: str) -> str:
    return markdown.markdown(
        SOURCE, extensions=["pymdownx.superfences", "pymdownx.highlight", *extensions]
    )


def test_names_and_signs_lose_their_mark_and_keywords_keep_theirs() -> None:
    made = html("solutions.web.code")
    assert '<span class="k">return</span> x + ' in made
    assert '<span class="n">' in html()
    assert not re.search(r'class="(n|o|p|w)"', made)


def test_the_text_is_the_same() -> None:
    def text(made: str) -> str:
        return re.sub(r"<[^>]+>", "", made)

    assert text(html("solutions.web.code")) == text(html())
