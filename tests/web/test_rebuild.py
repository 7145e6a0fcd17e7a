"""A quicker build is the same build."""

import json
import re
from pathlib import Path

import jinja2
import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from solutions.web import rebuild

HOOK = str(rebuild.__file__)

PAGE = """# Title

Before <span><svg role="img"><title>not a word</title><path d="M0 0"/></svg><math><mi>x</mi></math>
<span hidden>x</span></span> after.

## A [link](#below) in a heading

<details class="evidence"><summary>Why</summary><div data-search-exclude><p>evidence</p></div>
</details><table><thead><tr><th>name</th></tr></thead><tr><td><em>cell</em> one</td></tr></table>
<figure data-search-exclude><figcaption>caption</figcaption></figure>
<section class="attempt" data-search-exclude><p>attempt</p></section><p>Last words.</p>
"""


def made(folder: Path, hooks: list[str]) -> dict[str, str]:
    docs, site = folder / "docs", folder / f"site{len(hooks)}"
    docs.mkdir(exist_ok=True)
    (docs / "index.md").write_text(PAGE)
    (folder / "mkdocs.yml").write_text("site_name: Trial\n")
    config = load_config(
        str(folder / "mkdocs.yml"),
        site_dir=str(site),
        hooks=hooks,
        plugins=["material/search"],
        theme={"name": "material", "font": False},
    )
    build(config)
    names = ("index.html", "search/search_index.json")
    return {name: (site / name).read_text() for name in names}


@pytest.fixture
def pages(tmp_path, monkeypatch):
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    return lambda hooks: made(tmp_path, hooks)


def test_the_page_keeps_its_drawings(pages):
    assert '<path d="M0 0"/></svg><math><mi>x</mi></math>' in pages([HOOK])["index.html"]
    assert pages([HOOK])["index.html"] == pages([])["index.html"]


def test_search_finds_the_words_around_a_drawing_and_nothing_in_it(pages):
    index = pages([HOOK])["search/search_index.json"]
    assert "Before x after." in " ".join(index.replace("\\n", " ").split())
    assert "not a word" not in index


def test_what_is_left_out_for_speed_is_no_word_of_the_index(pages):
    def words(index: str) -> list[tuple[str, str, list[str]]]:
        drawing = re.compile("not a word|x", re.DOTALL)  # found by nobody who searches
        return [
            (doc["location"], doc["title"], drawing.sub("", doc["text"]).split())
            for doc in json.loads(index)["docs"]
        ]

    quick, slow = (words(pages(hooks)["search/search_index.json"]) for hooks in ([HOOK], []))
    assert quick == slow
    assert "evidence" not in str(quick)
    assert "cell" in str(quick)


def test_a_template_is_compiled_once(pages, monkeypatch):
    compiled = []
    compile_ = jinja2.Environment.compile

    def noting(env, source, name=None, *rest, **more):
        compiled.append(name)
        return compile_(env, source, name, *rest, **more)

    pages([HOOK])
    monkeypatch.setattr("jinja2.Environment.compile", noting)
    pages([HOOK])
    # The theme reads its translations in an environment of its own.
    assert "main.html" not in compiled
    pages([])
    assert "main.html" in compiled
