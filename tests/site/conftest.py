"""The built site, once for all tests over it."""

from __future__ import annotations

from typing import Any

import pytest

from solutions.verify import verified
from tests.site import built
from tests.site.built import Page


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
