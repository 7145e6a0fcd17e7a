"""The built site, once for all tests over it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from solutions.verify import verified
from tests.site import built
from tests.site.built import Page
from tests.site.server import Served, serving
from tests.site.visit import DESKTOP, PHONE, Visit, Visitor


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


@pytest.fixture(scope="session")
def visits(pages: dict[str, Page], browser: Browser, served: Served) -> dict[str, Visit]:
    """Every page, visited once on a desktop in light and once on a phone in dark."""
    tab = browser.new_page()
    visitor = Visitor(tab, served)
    seen = {
        f"{url or 'front page'} ({look.name})": visitor.visit(url, look)
        for look in (DESKTOP, PHONE)
        for url in pages
    }
    tab.close()
    return seen


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
