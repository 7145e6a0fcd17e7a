"""The site's own notebooks, as their readers get them."""

import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from markdown import markdown
from mkdocs.commands.build import build
from mkdocs.config import load_config

from solutions.web.notebooks.page import NotebookPage, page
from solutions.web.notebooks.run import executed

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "docs/notebooks").glob("*.py"))


def run(path: Path) -> nbformat.NotebookNode:
    return executed(path, ROOT)


@pytest.fixture(scope="module", params=NOTEBOOKS, ids=lambda path: path.stem)
def path(request) -> Path:
    return request.param


@pytest.fixture(scope="module")
def made(path) -> NotebookPage:
    return page(nbformat.writes(run(path)), path, f"{path.stem}.ipynb")


FIGURES = {
    "denoiser": 2,
    "dimensions": 2,
    "dpo": 5,
    "dpo_end_to_end": 2,
    "samplers": 5,
    "scale": 2,
}
"""The notebooks, and how many figures each has at least."""


def test_these_are_the_notebooks():
    assert [path.stem for path in NOTEBOOKS] == list(FIGURES)


def test_nothing_comes_from_another_host(made):
    html = made.with_cells(markdown(made.markdown))
    addresses = re.findall(r'(?:src|href|url)\s*[=(]\s*"?([^")\s>]+)', html)
    assert [address for address in addresses if "//" in address] == []
    assert "<script" not in html


def test_figures_can_be_read_in_the_dark_and_without_eyes(path, made):
    figures = [cell for cell in made.cells if "<svg" in cell]
    assert len(figures) >= FIGURES[path.stem]
    for figure in figures:
        assert re.search(r'role="img" aria-labelledby="([\w-]+)-title \1-alt"', figure)
        assert len(re.findall(r"<desc[^>]*>([^<]+)</desc>", figure)[0].split()) > 10
        colours = set(re.findall(r"(?:fill|stroke):([^;\"]+)", figure))
        assert all(re.fullmatch(r"none|currentColor|var\(--figure-\d,#\w{6}\)", c) for c in colours)


def printed(name: str) -> str:
    """All that the cells of a notebook print."""
    notebook = executed(ROOT / f"docs/notebooks/{name}.py", ROOT)
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    return "".join(output.get("text", "") for output in outputs)


def number(text: str, before: str) -> float:
    """The first number after some words."""
    found = re.search(re.escape(before) + r"\s*([-+]?[\d.]+(?:e[-+]?\d+)?)", text)
    assert found, f"nothing is printed after {before!r}"
    return float(found[1])


def test_the_complex_step_tells_a_wrong_sign_of_the_denoiser_apart():
    told = printed("denoiser")
    assert number(told, "by hand − complex step:") < 1e-12
    assert number(told, "the same with tanh′ = 1 + tanh²:") > 1


def test_the_denoisers_first_order_holds_and_a_wrong_one_does_not():
    told = printed("denoiser")
    limit = number(told, "< ")
    assert number(told, "largest relative difference:") < 1e-9
    assert number(told, "comparisons: |z| at most") < limit
    assert number(told, "1d, averaged under the data's law: |z| up to") > limit
    halves = re.findall(r"half of a small λ leaves 1/([\d.]+)", told)
    assert [round(float(half)) for half in halves] == [4, 4, 4]


def test_dpo_arrives_with_both_kinds_of_labels_and_the_misprint_does_not():
    told = printed("dpo_end_to_end")
    for name in ("pairs", "rankings of 3"):
        assert number(told, f"{name}: largest |log π_θ − log π*| at the end") < 1e-8
        assert number(told, f"200000 {name}: squared error") < 15
    assert number(told, "misprint:") > 1e-3
    assert number(told, "2f gradient:") < 1e-12
    assert number(told, "printed line at the reversed reward:") < 1e-12
    ends = [float(kl) for kl in re.findall(r"KL\(π_θ ‖ π\*\) = ([\d.]+)", told)]
    assert len(ends) == 2
    assert min(ends) > 0.1
    assert number(told, "estimates: |z| at most") < number(told, "< ")


def test_ids_are_unique_on_the_page(made):
    ids = re.findall(r'\bid="([^"]+)"', "".join(made.cells))
    assert len(ids) == len(set(ids))


def test_it_ends_with_what_it_shows_in_two_sentences(made):
    heading, _, end = made.markdown.rpartition("\n## ")[2].partition("\n")
    assert heading == "What this shows"
    text = re.sub(r"\$[^$]*\$", "", end)
    assert len(re.findall(r"\.(?=\s|$)", text.strip())) == 2


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """The built pages of the notebooks, with the site's own settings, without the other pages."""
    folder = tmp_path_factory.mktemp("site")
    settings: dict[str, Any] = {
        "site_dir": str(folder),
        "nav": [f"notebooks/{path.name}" for path in NOTEBOOKS],
        "exclude_docs": "*.md",
        "strict": True,
    }
    build(load_config(str(ROOT / "mkdocs.yml"), **settings))
    return folder


@pytest.mark.parametrize("name", [path.stem for path in NOTEBOOKS])
def test_a_page_is_light_has_its_formulas_set_and_asks_no_other_host(site, name):
    html = (site / "notebooks" / name / "index.html").read_text(encoding="utf-8")
    assert len(html.encode()) <= 150_000
    assert "<math" in html
    assert "arithmatex" not in html
    assert re.findall(r'(?:src|srcset|data)="(?:https?:)?//', html) == []
    assert re.findall(r'<link[^>]*href="(?:https?:)?//', html) == []
    assert (site / "notebooks" / f"{name}.ipynb").is_file()
