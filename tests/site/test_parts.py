"""The page of a part shows all that its receipt holds, and has everything a reader comes for."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from tests.site import built
from tests.site.built import Page
from tests.site.tree import Element

Parts = dict[str, tuple[dict[str, Any], Page]]


def shown(page: Page) -> Counter[str]:
    """How often each id stands in the page's own text."""
    return Counter(
        element.attributes["id"] for element in page.article.walk() if "id" in element.attributes
    )


def test_every_step_stands_exactly_once_on_its_part_s_page(part_pages: Parts) -> None:
    wrong = []
    for name, (receipt, page) in part_pages.items():
        ids = shown(page)
        for step in receipt["steps"]:
            anchor = f"{name}-{step['name'].replace('.', '-')}"
            if ids[anchor] != 1:
                wrong.append(f"{page.url}: {anchor} stands there {ids[anchor]} times")
    assert not wrong


@pytest.mark.parametrize(
    ("kind", "anchor"), [("boxes", "{part}-{name}"), ("checks", "{part}-check-{name}")]
)
def test_every_box_and_every_check_stands_on_its_part_s_page(
    part_pages: Parts, kind: str, anchor: str
) -> None:
    absent = [
        (page.url, claim["name"])
        for part, (receipt, page) in part_pages.items()
        for claim in receipt[kind]
        if shown(page)[anchor.format(part=part, name=claim["name"])] != 1
    ]
    assert not absent


def test_every_wrong_twin_stands_on_its_part_s_page(part_pages: Parts) -> None:
    counted = {
        part: (len(page.article.find("li", of="decoy")), len(receipt["decoys"]))
        for part, (receipt, page) in part_pages.items()
    }
    assert not {part: pair for part, pair in counted.items() if pair[0] != pair[1]}


def test_each_step_and_box_says_its_verdict_and_opens_its_evidence(part_pages: Parts) -> None:
    mute = []
    for _, page in part_pages.values():
        claims = [*page.article.find("li", of="step"), *page.article.find("div", of="box")]
        for claim in claims:
            words = [e.text() for s in claim.find("summary") for e in s.find(of="verdict")]
            if "start" not in claim.classes and words not in (["proved"], ["measured"]):
                mute.append((page.url, claim.attributes["id"], words))
    assert not mute


def test_each_step_and_box_opens_all_that_it_assumes(part_pages: Parts) -> None:
    wrong = []
    for name, (receipt, page) in part_pages.items():
        by_id = {one.attributes["id"]: one for one in page.article.walk() if "id" in one.attributes}
        for claim in receipt["steps"]:
            anchor = f"{name}-{claim['name'].replace('.', '-')}"
            wrong += _unlike(by_id[anchor], claim)
        for box in receipt["boxes"]:
            wrong += _unlike(by_id[f"{name}-{box['name']}"], box)
    assert not wrong


def _unlike(shown: Element, claim: dict[str, Any]) -> list[tuple[str, int, int]]:
    """The claim, if another number of conditions is shown than it has, or none can be opened."""
    (details,) = shown.find("details", of="evidence")
    listed, wanted = len(details.find("dd")), len(claim["assumes"])
    return [] if listed == wanted else [(claim["name"], listed, wanted)]


@pytest.mark.parametrize("heading", ["Answer", "How we know", "The code that ran"], ids=str)
def test_a_part_s_page_has_its_sections(part_pages: Parts, heading: str) -> None:
    def headings(page: Page) -> list[str]:
        return [h.text(without=("a",)).strip() for h in page.article.find("h2")]

    assert not [page.url for _, page in part_pages.values() if heading not in headings(page)]


def test_a_part_s_page_has_question_hints_and_the_code_that_ran(part_pages: Parts) -> None:
    lacking = []
    for part, (receipt, page) in part_pages.items():
        first = page.article.find("p", of="asks")
        if not first or not first[0].text().strip():
            lacking.append(f"{part}: no question")
        hints = page.article.find("details", of="question")
        if len(hints) < 2 or any("open" in hint.attributes for hint in hints):
            lacking.append(f"{part}: fewer than two hints that the reader opens")
        if receipt["module"] not in [name.text() for name in page.article.find(of="filename")]:
            lacking.append(f"{part}: no code of {receipt['module']}")
    assert not lacking


def test_the_code_on_a_part_s_page_stands_in_the_module_line_by_line(part_pages: Parts) -> None:
    foreign = []
    for _, page in part_pages.values():
        for block in page.article.find("div", of="highlight"):
            for title in block.find(of="filename"):
                module = (built.ROOT / title.text()).read_text(encoding="utf-8").splitlines()
                known = {line.strip() for line in module}
                code = block.find("code")[0].text().splitlines()
                foreign += [(page.url, line) for line in code if line.strip() not in known | {""}]
    assert not foreign


def test_a_part_s_page_links_to_its_neighbours_and_to_what_it_rests_on(part_pages: Parts) -> None:
    names = list(part_pages)
    lacking = []
    for number, (part, (receipt, page)) in enumerate(part_pages.items()):
        strip = page.article.find("div", of="part")[0]
        linked = {link.text().strip("←→ ").split(" ")[0] for link in strip.find("a")}
        wanted = {
            *receipt["uses"],
            *names[max(number - 1, 0) : number],
            *names[number + 1 : number + 2],
        }
        lacking += [(part, other) for other in wanted - linked]
    assert not lacking


def test_an_overview_shows_every_box_of_its_problem_and_links_to_its_part(
    part_pages: Parts, pages: dict[str, Page]
) -> None:
    for folder in ("diffusion", "dpo"):
        rows = pages[f"{folder}/"].article.find("table", of="boxes")[0].find("tbody")[0].find("tr")
        wanted = [
            name
            for name, (receipt, page) in part_pages.items()
            if page.url.startswith(f"{folder}/")
            for _ in receipt["boxes"]
        ]
        assert [row.find("a")[0].text() for row in rows] == wanted


def test_the_front_page_counts_what_the_receipts_hold(
    pages: dict[str, Page], receipts: dict[str, dict[str, Any]]
) -> None:
    text = " ".join(pages[""].article.text().split())
    steps = sum(step["kind"] != "start" for r in receipts.values() for step in r["steps"])
    boxes = sum(len(receipt["boxes"]) for receipt in receipts.values())
    assert f"{len(receipts)} parts and {boxes} boxed results" in text
    assert f"{steps} of {steps} steps proved" in text
    rows = pages[""].article.find("table", of="status")[0].find("tbody")[0].find("tr")
    assert [row.find("a")[0].text().split(" ")[0] for row in rows] == list(receipts)
