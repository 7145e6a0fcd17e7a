"""What can be known before anything is judged is said before that, the first thing of each page."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from solutions import catalogue
from solutions.printing.markup import BlockError
from solutions.web.blocks import look
from solutions.web.page import Page

ROOT = Path(__file__).resolve().parents[2]
CONFIG = f"""
site_name: Toy
theme: {{name: mkdocs, highlightjs: false}}
plugins: []
hooks: [{ROOT / "solutions/web/build/first.py"}]
markdown_extensions: [solutions.web.blocks]
nav:
  - Start: index.md
  - Gone: gone.md
"""
START = """---
title: Start
---

# Start

::: stesp 1d mean

A number: [[cuont steps]], and a part: [[box 9z law]].
"""
TOLD = [
    "mkdocs.yml:9  nav names gone.md, and there is no such page; write it or take it out",
    "docs/left.md:1  this page is missing in the nav of mkdocs.yml; add it there",
    'docs/index.md:7  no block "stesp"; nearest: "steps" (known: ',
    'docs/left.md:3  no part "1z"; nearest: "1',
]


def test_a_build_says_at_once_all_that_it_can_know(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    texts = {
        "mkdocs.yml": CONFIG,
        "docs/index.md": START,
        "docs/left.md": "# Left\n\n::: part 1z\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=tmp_path,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    for sentence in TOLD:
        assert sentence in done.stderr
    assert done.stderr.index("Looking at 2 pages") < done.stderr.index(TOLD[0])
    assert "Judging" not in done.stderr


def told(text: str) -> str:
    try:
        look(Page("a.md", None, set()), text.splitlines(), catalogue.parts())
    except BlockError as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("::: steps 1d", 'a.md:1  "::: steps 1d" is malformed; write ::: steps PART DERIVATION'),
        ("\n[[cuont steps]]", 'a.md:2  no inline value "cuont"; nearest: "count"'),
        ("[[box 9z law]]", 'a.md:1  no part "9z"; nearest: "'),
        ("[[audit claims 9z]]", 'a.md:1  no part "9z"; nearest: "'),
        ("a ::: part 1d", "a.md:1  a block stands alone on its line"),
        ("so $\\boxed{1}$", "a.md:1  a typed \\boxed"),
        ("\n```\n::: nonsense", "a.md:2  the fence ``` never closes"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, why: str) -> None:
    assert told(text).startswith(why)


@pytest.mark.parametrize(
    "text", ["::: part 1d", "`[[nonsense]]`", "```\n::: nonsense\n```", "[[count steps]]", ""]
)
def test_what_may_be_right_is_left_to_the_page(text: str) -> None:
    assert told(text) == ""


def test_every_page_of_the_site_passes() -> None:
    for page in sorted((ROOT / "docs").rglob("*.md")):
        assert told(page.read_text(encoding="utf-8")) == ""
