"""What a reader does with the site in Chromium: search, keys, colours, copying, opening."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.server import Served
from tests.site.visit import AXE, BARRIERS, OPEN

pytestmark = pytest.mark.browser

PART = "diffusion/d/"
STEPS = 80  # presses of the tab key that have to be enough


def background(tab: Page) -> str:
    """The colour of the page's ground."""
    return str(tab.evaluate("getComputedStyle(document.body).backgroundColor"))


def focused(tab: Page, selector: str) -> bool:
    """Whether the focus is on an element that the selector names, and can be seen there."""
    return bool(
        tab.evaluate(
            "(selector) => document.activeElement.matches(selector)"
            " && document.activeElement.checkVisibility()",
            selector,
        )
    )


def tab_to(tab: Page, selector: str) -> None:
    """Press the tab key until the focus is on what the selector names."""
    for _ in range(STEPS):
        tab.keyboard.press("Tab")
        if focused(tab, selector):
            return
    pytest.fail(f"{STEPS} presses of the tab key do not reach {selector}")


@pytest.mark.parametrize(
    "asked",
    [
        "telescopes",
        "box of narrow",
        "start of shrink",
    ],
)
def test_the_search_finds_a_word_and_a_formula_and_leads_to_the_page(
    tab: Page, served: Served, receipts: dict[str, dict[str, Any]], asked: str
) -> None:
    what, _, name = asked.partition(" of ")
    claims = {claim["name"]: claim for claim in receipts["1d"]["boxes"] + receipts["1d"]["steps"]}
    query = claims[name if what == "box" else f"{name}.start"]["latex"] if name else asked
    tab.goto(served.address)
    tab.keyboard.press("/")
    tab.keyboard.insert_text(query)
    link = tab.locator(f'.md-search-result__item > a[href*="/{PART}"]').first
    expect(link).to_be_visible()
    link.click()
    tab.wait_for_url(f"**/{PART}**")
    expect(tab.locator("h1")).to_contain_text("1d")


def test_search_and_its_index_are_not_sent_before_they_are_wanted(
    tab: Page, served: Served
) -> None:
    served.asked.clear()
    tab.goto(served.address + PART, wait_until="networkidle")
    asked = [path for path, _ in served.asked]
    assert not [path for path in asked if "search_index" in path or "workers/search" in path]
    with tab.expect_response("**/search_index.json"):
        tab.locator("[name=query]").focus()


def test_tab_leads_over_the_skip_link_and_the_navigation_to_hints_and_evidence(
    tab: Page, served: Served
) -> None:
    tab.goto(served.address + PART)
    tab.keyboard.press("Tab")
    assert focused(tab, ".md-skip")
    for selector in (".md-tabs__link", ".md-sidebar .md-nav__link", "details.question > summary"):
        tab_to(tab, selector)
    tab.keyboard.press("Enter")
    hint = tab.locator("details.question").first
    expect(hint).to_have_attribute("open", "")
    tab_to(tab, "details.evidence > summary")
    tab.keyboard.press("Space")
    expect(tab.locator("details.evidence[open] > div").first).to_be_visible()


def test_the_skip_link_leads_to_the_text(tab: Page, served: Served) -> None:
    tab.goto(served.address + PART)
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.closest('article') !== null")


def test_what_has_the_focus_can_be_seen_to_have_it(tab: Page, served: Served) -> None:
    tab.goto(served.address + PART)
    unseen = []
    for _ in range(STEPS):
        tab.keyboard.press("Tab")
        style = tab.evaluate(
            "() => { const one = document.activeElement, look = getComputedStyle(one);"
            " return [look.outlineStyle, look.outlineWidth, one.outerHTML.slice(0, 120)]; }"
        )
        if not style[2].startswith("<body") and (style[0] == "none" or style[1] == "0px"):
            unseen.append(style[2])
    assert not unseen


def test_the_palette_is_chosen_and_kept(tab: Page, served: Served) -> None:
    tab.emulate_media(color_scheme="light")
    tab.goto(served.address + PART)
    light = background(tab)
    tab.locator("label[for=__palette_1]").click()
    assert background(tab) == light
    tab.locator("label[for=__palette_2]").click()
    dark = background(tab)
    assert dark != light
    tab.goto(served.address)
    assert background(tab) == dark
    tab.locator("label[for=__palette_0]").click()
    assert background(tab) == light


def test_the_palette_is_reached_and_changed_by_keyboard(tab: Page, served: Served) -> None:
    tab.emulate_media(color_scheme="light")
    tab.goto(served.address)
    light = background(tab)
    tab_to(tab, "[name=__palette]")
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("ArrowRight")
    assert background(tab) != light


def test_the_colours_follow_the_system_until_one_is_chosen(tab: Page, served: Served) -> None:
    tab.emulate_media(color_scheme="light")
    tab.goto(served.address)
    light = background(tab)
    tab.emulate_media(color_scheme="dark")
    expect(tab.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert background(tab) != light


def test_the_button_at_a_formula_copies_its_tex(
    tab: Page, served: Served, receipts: dict[str, dict[str, Any]]
) -> None:
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.goto(served.address + PART)
    (box,) = (box for box in receipts["1d"]["boxes"] if box["name"] == "law")
    formula = tab.locator("#1d-law".replace("#1", "#\\31 ")).locator(".maths-display").first
    formula.hover()
    formula.get_by_role("button", name="Copy TeX").click()
    expect(formula.get_by_role("button")).to_have_text("Copied")
    assert tab.evaluate("navigator.clipboard.readText()") == box["latex"]


def test_a_wide_formula_scrolls_in_its_own_box_by_keyboard(tab: Page, served: Served) -> None:
    tab.set_viewport_size({"width": 360, "height": 740})
    tab.goto(served.address + "diffusion/e/")
    box = tab.locator(".maths-scroll[tabindex='0']").first
    box.focus()
    tab.keyboard.press("ArrowRight")
    expect(box).not_to_have_js_property("scrollLeft", 0)


def test_a_page_reads_without_javascript(browser: Browser, served: Served) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(served.address + PART)
    expect(tab.locator(".maths-display svg").first).to_be_visible()
    tab.locator("details.evidence > summary").first.click()
    expect(tab.locator("details.evidence > div").first).to_be_visible()
    context.close()


def test_axe_finds_no_violation_inside_the_formulas_of_a_page(tab: Page, served: Served) -> None:
    tab.add_init_script(path=AXE)
    tab.goto(served.address + PART)
    tab.evaluate(OPEN)
    assert tab.evaluate(BARRIERS, True) == []


def test_axe_finds_no_violation_while_searching(tab: Page, served: Served) -> None:
    tab.add_init_script(path=AXE)
    tab.goto(served.address)
    tab.keyboard.press("/")
    tab.keyboard.insert_text("variance")
    expect(tab.locator(".md-search-result__item").first).to_be_visible()
    assert tab.evaluate(BARRIERS, False) == []
