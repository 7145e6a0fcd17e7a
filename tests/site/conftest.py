"""The built site, once for all tests over it."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from solutions.verify import verified
from tests.site import built
from tests.site.built import Page
from tests.site.server import Served, serving
from tests.site.visit import Look, Visit, Visitor

pytest.register_assert_rewrite("tests.site.every_page")

EACH_KIND = {
    "",
    "check/",
    "check/dpo/",
    "diffusion/",
    "diffusion/h/",
    "how-it-works/",
    "notebooks/samplers/",
    "transcript/1g/",
    "transcript/claims/",
}


@pytest.fixture(scope="session")
def pages() -> dict[str, Page]:
    """Every built page by its address; fails if site/ is missing or older than its sources."""
    if reason := built.missing_or_stale():
        pytest.fail(reason, pytrace=False)
    return built.pages()


@pytest.fixture(scope="session")
def receipts() -> dict[str, dict[str, Any]]:
    """What was verified, by part."""
    return verified()


@pytest.fixture(scope="session")
def part_pages(
    pages: dict[str, Page], receipts: dict[str, dict[str, Any]]
) -> dict[str, tuple[dict[str, Any], Page]]:
    """Of every part its receipt and its page."""
    found = {}
    for name, receipt in receipts.items():
        folder = receipt["module"].split("/")[1]
        found[name] = (receipt, pages[f"{folder}/{name[1:]}/"])
    return found


@pytest.fixture(scope="session")
def served(pages: dict[str, Page]) -> Iterator[Served]:
    """The site on 127.0.0.1, in a folder of the host."""
    del pages  # it has to be built
    with serving(built.SITE) as site:
        yield site


@pytest.fixture(scope="module")
def look(request: pytest.FixtureRequest) -> Look:
    """The window and the colours in which a module sees every page."""
    found: Look = request.module.LOOK
    return found


@pytest.fixture(scope="module")
def visitor(browser: Browser, served: Served) -> Iterator[Visitor]:
    """A tab that goes from page to page."""
    tab = browser.new_page()
    yield Visitor(tab, served)
    tab.close()


@pytest.fixture(scope="module")
def visits(
    pages: dict[str, Page], sample: set[str], visitor: Visitor, look: Look
) -> dict[str, Visit]:
    """Every page by its address, visited once; those of the sample looked at closely."""
    return {url: (visitor.visit if url in sample else visitor.glance)(url, look) for url in pages}


@pytest.fixture(scope="session")
def sample(pages: dict[str, Page]) -> set[str]:
    """A page of each kind, and of the others one in six, as what they say falls."""
    fallen = {url for url, page in pages.items() if zlib.crc32(page.html.encode()) % 6 == 0}
    return fallen | EACH_KIND


@pytest.fixture
def tab(browser: Browser, served: Served) -> Iterator[Tab]:
    """A new tab with nothing stored, which fails the test if it asks another host."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    elsewhere: list[str] = []
    context.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((served.address, "data:", "blob:"))
            else elsewhere.append(request.url)
        ),
    )
    yield context.new_page()
    context.close()
    assert not elsewhere
