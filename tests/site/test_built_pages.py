"""Nothing on a built page is broken or left raw."""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path

import pytest

from tests.site import built
from tests.site.built import Page

ERROR_MARKS = ("merror", "Math input error", "data-mjx-error", "mjx-error")
RAW = (r"\(", r"\)", r"\[", r"\]", "$$", "--8<--", ":::", "[[", "]]", "\\boxed")
LONG = re.compile(r"(?<![\w#])\d{31,}")
AS_WRITTEN = ("code", "pre", "script", "style", "math", "svg")


def test_every_page_of_the_navigation_is_built_and_no_other(pages: dict[str, Page]) -> None:
    config = (built.ROOT / "mkdocs.yml").read_text(encoding="utf-8").split("\nnav:")[1]
    listed = re.findall(r"([\w/-]+)\.(?:md|py)\b", config)
    urls = {re.sub(r"(^|/)index$", r"\1", name) for name in listed}
    assert {url and url.rstrip("/") + "/" for url in urls} == set(pages)


def test_no_page_carries_the_mark_of_a_formula_that_failed(pages: dict[str, Page]) -> None:
    assert not [
        (url, mark) for url, page in pages.items() for mark in ERROR_MARKS if mark in page.html
    ]


def test_nothing_that_should_have_been_rendered_is_left_as_it_was_typed(
    pages: dict[str, Page],
) -> None:
    left = []
    for url, page in pages.items():
        text = page.article.text(without=AS_WRITTEN)
        left += [(url, mark) for mark in RAW if mark in text]
        left += [(url, "arithmatex") for _ in page.tree.find(of="arithmatex")]
        left += [(url, found[0]) for found in re.finditer(r"(?<!\w)\$\S[^$\n]*\$", text)]
    assert not left


def test_every_formula_is_drawn_and_its_glyphs_are_on_the_page(pages: dict[str, Page]) -> None:
    complaints = []
    for url, page in pages.items():
        formulas = page.article.find(of="maths")
        complaints += [(url, "not drawn", f.text()) for f in formulas if not f.find("svg")]
        complaints += [(url, "no MathML", f.text()) for f in formulas if not f.find("math")]
        ids = set(page.ids)
        for use in page.tree.find("use"):
            target = use.attributes.get("href", use.attributes.get("xlink:href", ""))
            if target.removeprefix("#") not in ids:
                complaints.append((url, "no glyph", target))
    assert not complaints


def test_no_number_is_too_long_to_read(pages: dict[str, Page]) -> None:
    long = [(url, found[0]) for url, page in pages.items() for found in LONG.finditer(page.html)]
    assert not [(url, digits[:40]) for url, digits in long]


def test_an_id_occurs_once_on_a_page_and_a_page_has_one_heading_of_its_own(
    pages: dict[str, Page],
) -> None:
    twice = {
        url: [name for name, times in Counter(page.ids).items() if times > 1]
        for url, page in pages.items()
    }
    assert not {url: names for url, names in twice.items() if names}
    assert not [url for url, page in pages.items() if len(page.article.find("h1")) != 1]


def test_every_page_has_a_title_of_its_own_without_markup(pages: dict[str, Page]) -> None:
    titles = {url: page.tree.find("title")[0].text() for url, page in pages.items()}
    assert max(Counter(titles.values()).values()) == 1, titles
    assert not [title for title in titles.values() if re.search(r"[\\$<>{}]", title)]


def test_a_missing_site_is_one_sentence(tmp_path: Path) -> None:
    assert built.missing_or_stale(tmp_path / "site", tmp_path) == (
        "site/ is not built: run `make site` and then the tests again."
    )


@pytest.mark.parametrize(("age", "stale"), [(-10, False), (10, True)])
def test_a_site_older_than_its_sources_is_one_sentence(
    tmp_path: Path, age: int, stale: bool
) -> None:
    for name in ("site/index.html", "docs/a.md"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text("", encoding="utf-8")
    made = (tmp_path / "site" / "index.html").stat().st_mtime
    os.utime(tmp_path / "docs" / "a.md", (made + age, made + age))
    said = built.missing_or_stale(tmp_path / "site", tmp_path)
    assert said == (
        "site/ is older than docs/a.md: run `make site` and then the tests again." if stale else ""
    )
