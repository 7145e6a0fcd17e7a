"""Every page in Chromium on a desktop, in light, and on paper."""

from __future__ import annotations

import pytest

from tests.site.every_page import EveryPage, Visits
from tests.site.visit import DESKTOP

pytestmark = pytest.mark.browser

LOOK = DESKTOP


class TestOnADesktop(EveryPage):
    """What holds of every page, and that it can be printed."""

    def test_on_paper_stands_the_mathematics_without_the_navigation(self, visits: Visits) -> None:
        assert not {at: visit.paper for at, visit in visits.items() if visit.paper}
