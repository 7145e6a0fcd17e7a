"""The page lists the kernel's modules as they are, and its table as it composes."""

from __future__ import annotations

import re

from solutions.kernel import composition
from solutions.kernel.composition import Relation, compose
from solutions.web.reports import kernel
from solutions.work import sources
from tests.web.test_blocks import page, text_of

PAGE = (sources.ROOT / "docs" / "how-it-works" / "index.md").read_text(encoding="utf-8")
ENGINE = ("kernel", "numbers", "objects", "evidence", "relations", "statements", "checks")


def names_in(folder: str) -> set[str]:
    return {path.stem for path in (sources.ROOT / "solutions" / folder).rglob("*.py")}


def test_the_list_holds_exactly_the_modules_of_the_folder() -> None:
    shown = re.findall(r'<th scope="row"><code>([\w.]+)</code>', page("::: kernel"))
    folder = sources.ROOT / "solutions" / "kernel"
    there = [path.relative_to(folder).with_suffix("") for path in folder.rglob("*.py")]
    assert len(shown) == len(set(shown)) >= 10
    assert set(shown) == {".".join(path.parts) for path in there if path.stem != "__init__"}
    assert page("[[kernel modules]]") == f"<p>{len(shown)}</p>"


def test_each_module_comes_after_those_that_it_imports() -> None:
    order = kernel.modules()
    for place, name in enumerate(order):
        for below in set(sources.imports(name)) & set(order[place + 1 :]):
            assert name in sources.closure(below), f"{name} imports {below}, which comes later"


def test_each_module_says_what_it_is() -> None:
    told = re.findall(r"</th> <td>(.*?)</td>", page("::: kernel"))
    assert all(len(text_of(one)) > 20 for one in told)
    assert not [one for one in told if "``" in one]


def test_the_table_is_what_the_kernel_composes() -> None:
    html = page("::: follows")
    head = [text_of(cell) for cell in re.findall(r'<th scope="col">(.*?)</th>', html)]
    rows = re.findall(r'<tr><th scope="row">(.*?)</th> (.*?)</tr>', html)
    shown = {
        (text_of(one), two): text_of(cell)
        for one, row in rows
        for two, cell in zip(head, re.findall(r"<td>(.*?)</td>", row), strict=True)
    }
    composed = {
        (one, two): found.word
        for one in composition.WORDS
        for two in composition.WORDS
        if (found := compose(Relation(one), Relation(two)))
    }
    assert {pair: word for pair, word in shown.items() if word} == composed
    assert shown[composition.AT_MOST, composition.AT_LEAST] == ""


def test_every_fact_taken_as_known_names_its_module() -> None:
    table = PAGE.split("### What the kernel takes as known")[1].split("\n\nEqual normal")[0]
    named = re.findall(r"^\| (`[^|]+`) \|", table, re.M)
    modules = [name for cell in named for name in re.findall(r"`(\w+)`", cell)]
    known = set().union(*map(names_in, ENGINE))
    assert len(modules) == len(set(modules)) >= 16
    assert {"composition", "theorem"} <= set(modules)
    assert set(modules) <= known


def test_every_way_to_a_theorem_is_told() -> None:
    section = PAGE.split("### Where theorems are made")[1].split("##")[0]
    docstring = sources.path_of("solutions.kernel.theorem").read_text("utf-8").split('"""')[1]
    ways = re.findall(r"^(\w+) {2,}\S", docstring, re.M)
    assert len(ways) >= 6
    assert [way for way in ways if way not in section] == []
