"""What the README prints is what the code prints, and its commands exist."""

from __future__ import annotations

import doctest
import re

from solutions.work import sources

README = (sources.ROOT / "README.md").read_text(encoding="utf-8")


def test_the_example_prints_what_is_shown() -> None:
    example = doctest.DocTestParser().get_doctest(README, {}, "README.md", "README.md", 0)
    assert len(example.examples) == 5
    told: list[str] = []
    failed = doctest.DocTestRunner().run(example, out=told.append).failed
    assert not failed, "".join(told)


def test_the_first_screen_is_a_sentence_an_example_and_two_commands() -> None:
    screen = README.splitlines()[:30]
    assert any(line.startswith(">>> ") for line in screen)
    makefile = (sources.ROOT / "Makefile").read_text(encoding="utf-8")
    commands = re.findall(r"^    make (\w+) ", "\n".join(screen), re.M)
    assert commands == ["serve", "test"]
    for name in commands:
        assert re.search(rf"^{name}:", makefile, re.M)
