"""What holds of every page in Chromium, in a folder of its host, at whatever look it is seen."""

from __future__ import annotations

from typing import Any

import pytest

from tests.site.visit import DESKTOP, NARROW, PHONE, Look, Visit, Visitor

Visits = dict[str, Visit]
FIRST_VIEW = 150_000
WIDTHS = {DESKTOP: {DESKTOP.width}, PHONE: {PHONE.width, NARROW}}


class EveryPage:
    """The laws, for the visits of the module that takes them over; it names its look as LOOK."""

    def test_a_page_asks_no_other_host_and_misses_nothing(self, visits: Visits) -> None:
        assert not {at: visit.elsewhere for at, visit in visits.items() if visit.elsewhere}
        assert not {at: visit.missing for at, visit in visits.items() if visit.missing}

    def test_no_page_complains_in_the_console(self, visits: Visits) -> None:
        assert not {at: visit.console for at, visit in visits.items() if visit.console}

    def test_a_page_is_at_most_150_kb_at_first_view(self, visits: Visits) -> None:
        assert not {at: visit.sent for at, visit in visits.items() if visit.sent > FIRST_VIEW}

    def test_nothing_moves_while_a_page_loads(self, visits: Visits) -> None:
        moved = {at: visit.shifts for at, visit in visits.items() if visit.shifts}
        assert not {at: seen for at, seen in moved.items() if sum(s[0] for s in seen) >= 0.01}

    def test_every_formula_has_a_size_and_nothing_leaves_the_window(self, visits: Visits) -> None:
        assert not {at: visit.widths for at, visit in visits.items() if visit.widths}

    def test_every_link_in_the_head_of_a_part_is_as_large_as_a_fingertip(
        self, visits: Visits, look: Look, part_pages: dict[str, Any]
    ) -> None:
        found = [(at, width, said) for at, v in visits.items() for width, said in v.head.items()]
        assert {width for _, width, _ in found} == WIDTHS[look]
        assert not [one for one in found if one[2]]
        for _, page in part_pages.values():  # to the title itself, to the code, to a neighbour
            assert visits[page.url].links >= 3

    def test_axe_finds_no_violation_with_everything_opened(
        self, visits: Visits, sample: set[str]
    ) -> None:
        assert {at for at, visit in visits.items() if visit.barriers is not None} >= sample
        assert not {at: visit.barriers for at, visit in visits.items() if visit.barriers}

    @pytest.mark.long
    def test_axe_finds_no_violation_on_any_page(
        self, pages: dict[str, Any], visitor: Visitor, look: Look
    ) -> None:
        found = {url: visitor.visit(url, look).barriers for url in pages}
        assert not {at: barriers for at, barriers in found.items() if barriers}
