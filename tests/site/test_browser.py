"""Every page in Chromium, in a folder of its host: on a desktop in light, on a phone in dark."""

from __future__ import annotations

from typing import Any

import pytest

from tests.site.visit import DESKTOP, NARROW, PHONE, Visit

pytestmark = pytest.mark.browser

Visits = dict[str, Visit]
FIRST_VIEW = 150_000


def test_a_page_asks_no_other_host_and_misses_nothing(visits: Visits) -> None:
    assert not {at: visit.elsewhere for at, visit in visits.items() if visit.elsewhere}
    assert not {at: visit.missing for at, visit in visits.items() if visit.missing}


def test_no_page_complains_in_the_console(visits: Visits) -> None:
    assert not {at: visit.console for at, visit in visits.items() if visit.console}


def test_a_page_is_at_most_150_kb_at_first_view(visits: Visits) -> None:
    assert not {at: visit.sent for at, visit in visits.items() if visit.sent > FIRST_VIEW}


def test_nothing_moves_while_a_page_loads(visits: Visits) -> None:
    moved = {at: visit.shifts for at, visit in visits.items() if visit.shifts}
    assert not {at: shifts for at, shifts in moved.items() if sum(s[0] for s in shifts) >= 0.01}


def test_every_formula_has_a_size_and_nothing_leaves_the_window(visits: Visits) -> None:
    assert not {at: visit.widths for at, visit in visits.items() if visit.widths}


def test_every_link_in_the_head_of_a_part_is_as_large_as_a_fingertip(
    visits: Visits, part_pages: dict[str, Any]
) -> None:
    found = [(at, width, said) for at, v in visits.items() for width, said in v.head.items()]
    assert {width for _, width, _ in found} == {NARROW, PHONE.width, DESKTOP.width}
    assert not [one for one in found if one[2]]
    for _, page in part_pages.values():
        for look in (DESKTOP, PHONE):  # to the title itself, to the code, to a neighbour
            assert visits[f"{page.url} ({look.name})"].links >= 3


def test_axe_finds_no_violation_with_everything_opened(visits: Visits) -> None:
    assert not {at: visit.barriers for at, visit in visits.items() if visit.barriers}


def test_on_paper_stands_the_mathematics_without_the_navigation(visits: Visits) -> None:
    assert not {at: visit.paper for at, visit in visits.items() if visit.paper}
