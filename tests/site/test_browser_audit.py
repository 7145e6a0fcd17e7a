"""The audit's pages in Chromium: the table of claims and its choices, the strips of attempts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from solutions.transcript import report
from tests.site.server import Served

pytestmark = pytest.mark.browser

CLAIMS = "transcript/claims/"


def test_a_choice_filters_all_claims_and_is_kept_in_the_address(tab: Page, served: Served) -> None:
    wrong = sum(claim["verdict"] == "wrong" for claim in report.current()["claims"])
    tab.goto(served.address + CLAIMS)
    choice = tab.locator("select[name=verdict]")
    choice.focus()
    choice.select_option("wrong")
    expect(tab.locator("form.filter output")).to_have_text(f"{wrong} of 264 claims")
    expect(tab.locator("table.claims tbody tr:visible")).to_have_count(wrong)
    assert tab.url.endswith("?verdict=wrong")
    tab.reload()
    expect(tab.locator("form.filter output")).to_have_text(f"{wrong} of 264 claims")
    # Every glyph of a formula that came from the other page is there.
    lacking = tab.evaluate(
        "[...document.querySelectorAll('table.claims use')].filter((use) =>"
        " !document.getElementById(use.getAttribute('xlink:href').slice(1))).length"
    )
    assert lacking == 0


def test_when_the_other_claims_cannot_be_had_their_link_stays(tab: Page, served: Served) -> None:
    tab.route("**/claims-2/", lambda route: route.abort())
    tab.goto(served.address + CLAIMS)
    tab.locator("select[name=part]").select_option("1g")
    expect(tab.locator("form.filter output")).to_have_text("37 of 112 claims")
    expect(tab.locator("a.more")).to_be_visible()


def test_without_scripts_the_table_is_whole_and_the_choices_are_absent(
    browser: Browser, served: Served
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served.address + CLAIMS)
    expect(page.locator("form.filter")).to_be_hidden()
    expect(page.locator("table.claims tbody tr")).to_have_count(112)
    context.close()


def test_a_cell_of_a_strip_leads_to_its_line(tab: Page, served: Served) -> None:
    tab.goto(served.address + "transcript/1g/")
    tab.locator("ol.strip .cell.wrong").first.click()
    assert tab.url.endswith("#1g-02")
    expect(tab.locator("[id='1g-02']").first).to_be_in_viewport()
