"""The fields in Chromium: Python comes at the first use, judges in the page, and can be stopped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Locator, Page, Request, Route, expect

from tests.site.built import Page as Built
from tests.site.server import Served
from tests.site.visit import AXE, BARRIERS, WIDTHS

pytestmark = pytest.mark.browser

PART = "diffusion/a/"
RIGHT, WRONG, UNREADABLE = "N(0, sigma^2 + 1)", "N(0, sigma^2 + 2)", "N(0, sigma^2 + "
SENT = 9_500_000
"""Bytes that the first use may take in all."""
PATIENCE = 30_000.0
"""Milliseconds within which Python is there, on a machine that does much else."""


@dataclass
class FirstUse:
    """A tab, what was asked of the server before its first use of a field, and what at it."""

    tab: Page
    before: list[str]
    asked: list[tuple[str, int]]
    came_from: str | None


@pytest.fixture(scope="module")
def first_use(browser: Browser, served: Served) -> Iterator[FirstUse]:
    """A tab that keeps what it fetched from one test to the next, and asks no other host."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    elsewhere: list[str] = []

    def seen(request: Request) -> None:
        if not request.url.startswith((served.address, "data:", f"blob:{served.address[:20]}")):
            elsewhere.append(request.url)

    context.on("request", seen)
    tab = context.new_page()
    form = opened(tab, served)
    served.asked.clear()
    form.scroll_into_view_if_needed()
    form.locator("input").first.focus()
    tab.wait_for_load_state("networkidle")
    before = of_python(served)
    served.asked.clear()
    used(form)
    use = FirstUse(tab, before, list(served.asked), form.get_attribute("data-from"))
    memory_kept(tab)
    yield use
    context.close()
    assert not elsewhere


@pytest.fixture
def visitor(first_use: FirstUse) -> Page:
    """The tab in which a field was used before."""
    return first_use.tab


def opened(tab: Page, served: Served, url: str = PART) -> Locator:
    tab.goto(served.address + url)
    return tab.locator("form.asked")


def used(form: Locator) -> None:
    """Begin to type and wait until Python is there."""
    form.locator("input, textarea").first.press("1")
    expect(form).to_have_attribute("data-ready", re.compile("."), timeout=PATIENCE)


def in_use(tab: Page, served: Served) -> Locator:
    """The empty field of a part with Python there: the one that is open, or one opened anew."""
    form = tab.locator("form.asked")
    if tab.url == served.address + PART and form.get_attribute("data-ready"):
        form.locator("[name=text]").fill("")
    else:
        form = opened(tab, served)
        used(form)
    return form


def memory_kept(tab: Page) -> None:
    """Wait until the copy of Python's memory is kept, from which the next page wakes it."""
    tab.wait_for_function(
        "async () => (await (await caches.open('python-pack')).keys())"
        ".some((r) => r.url.includes('memory-of-'))",
        timeout=PATIENCE,
    )


def checked(form: Locator, text: str) -> Locator:
    """Type and press Enter; what is told."""
    field = form.locator("[name=text]")
    field.fill(text)
    field.press("Enter")
    told = form.get_by_role("status")
    expect(told).not_to_have_text(re.compile("^(Checking…)?$"), timeout=PATIENCE)
    return told


def of_python(served: Served) -> list[str]:
    return python_in(served.asked)


def python_in(asked: list[tuple[str, int]]) -> list[str]:
    names = ("answer.js", "told.js", "python-worker.js", "/assets/python/")
    return [path for path, _ in asked if any(name in path for name in names)]


def test_nothing_is_fetched_before_the_first_use_and_little_at_it(first_use: FirstUse) -> None:
    assert not first_use.before
    assert first_use.came_from == "files"
    asked = python_in(first_use.asked)
    assert len(asked) == len(set(asked)) == 8
    assert not [path for path, size in first_use.asked if not size]
    assert sum(size for _, size in first_use.asked) <= SENT


def test_enter_checks_and_the_verdict_is_announced(visitor: Page, served: Served) -> None:
    form = in_use(visitor, served)
    told = checked(form, RIGHT)
    expect(told).to_contain_text("Correct")
    expect(told.locator("math")).to_have_count(1)
    expect(checked(form, WRONG)).to_contain_text("Wrong")
    expect(told).to_contain_text(re.compile(r"at .*=.*: exact .*, claimed "))
    expect(checked(form, UNREADABLE)).to_contain_text("Not readable at sign ")
    expect(told.locator("mark")).to_have_count(1)
    assert (told.locator("code").text_content() or "").strip() == UNREADABLE.strip()


def test_a_preview_follows_the_typing(visitor: Page, served: Served) -> None:
    form = in_use(visitor, served)
    form.locator("[name=text]").fill("")
    form.locator("[name=text]").press_sequentially("3*sigma^2")
    expect(form.locator(".seen math")).to_contain_text("3")
    assert form.get_by_role("status").text_content() == ""
    form.locator("[name=text]").fill("<img src=x onerror=alert(1)>")
    expect(form.locator(".seen")).to_contain_text("Not readable")
    expect(form.locator("img, script")).to_have_count(0)


def test_a_second_visit_wakes_a_copy_of_the_memory(visitor: Page, served: Served) -> None:
    kept = "async () => (await (await caches.open('python-pack')).keys()).map((r) => r.url)"
    memory_kept(visitor)
    assert all(url.startswith(served.address) for url in visitor.evaluate(kept))
    served.asked.clear()
    form = opened(visitor, served)
    used(form)
    assert form.get_attribute("data-from") == "memory"
    assert not [path for path in of_python(served) if path.endswith(".gz")]
    expect(checked(form, RIGHT)).to_contain_text("Correct")


def test_a_damaged_copy_of_the_memory_is_not_used(visitor: Page, served: Served) -> None:
    memory_kept(visitor)
    visitor.evaluate(
        """async () => {
          const store = await caches.open('python-pack');
          for (const request of await store.keys()) {
            if (!request.url.includes('memory-of-')) continue;
            const { headers } = await store.match(request);
            await store.put(request, new Response('damaged', { headers }));
          }
        }"""
    )
    form = opened(visitor, served)
    used(form)
    assert form.get_attribute("data-from") == "files"
    expect(checked(form, RIGHT)).to_contain_text("Correct")


def test_a_check_that_takes_too_long_is_ended_with_its_worker(
    visitor: Page, served: Served
) -> None:
    opened(visitor, served)
    visitor.evaluate("localStorage.clear()")  # no preview of what was kept
    visitor.route("**/" + PART, _hurried)
    try:
        form = opened(visitor, served)
        used(form)
        (before,) = visitor.workers
        with before.expect_event("close"):
            told = checked(form, RIGHT)
        expect(told).to_contain_text("says nothing about your answer")
        expect(form).to_have_attribute("data-ready", re.compile("."), timeout=PATIENCE)
        (after,) = visitor.workers
        assert after != before
    finally:
        visitor.unroute("**/" + PART)
        visitor.goto("about:blank")


def _hurried(route: Route) -> None:
    """The page with a time limit that nothing can keep."""
    answer = route.fetch()
    body = re.sub(r'data-seconds="\d+"', 'data-seconds="0"', answer.text())
    route.fulfill(response=answer, body=body)


def test_what_is_coming_is_told_and_can_be_cancelled(tab: Page, served: Served) -> None:
    held: list[Route] = []
    tab.context.route("**/modules.*.gz", lambda route: held.append(route))
    form = opened(tab, served)
    form.locator("[name=text]").fill(RIGHT)
    progress = form.get_by_role("progressbar", name="Python is coming")
    expect(progress).to_be_visible()
    expect(form.locator(".stage")).to_have_text(re.compile(r"[1-9]\.\d of [1-9]\.\d MB"))
    (worker,) = tab.workers
    with worker.expect_event("close"):
        form.get_by_role("button", name="Cancel").click()
    expect(progress).to_be_hidden()
    expect(form.locator("[name=text]")).to_be_focused()
    tab.context.unroute("**/modules.*.gz")
    expect(checked(form, RIGHT)).to_contain_text("Correct")


def test_files_that_do_not_come_are_told(tab: Page, served: Served) -> None:
    tab.context.route("**/machine.*.gz", lambda route: route.fulfill(status=404))
    form = opened(tab, served)
    told = checked(form, RIGHT)
    expect(told).to_contain_text("Python could not be used here")
    tab.context.unroute("**/machine.*.gz")
    expect(checked(form, RIGHT)).to_contain_text("Correct")


def test_without_a_network_it_goes_on(visitor: Page, served: Served) -> None:
    form = in_use(visitor, served)
    visitor.context.set_offline(True)
    try:
        served.asked.clear()
        expect(checked(form, WRONG)).to_contain_text("Wrong")
        form.get_by_role("button", name="Clear").click()
        expect(checked(form, RIGHT)).to_contain_text("Correct")
        assert not served.asked
    finally:
        visitor.context.set_offline(False)


def test_the_last_answer_is_kept_here_and_can_be_cleared(visitor: Page, served: Served) -> None:
    form = opened(visitor, served)
    checked(form, WRONG)
    form = opened(visitor, served)
    expect(form.locator("[name=text]")).to_have_value(WRONG)
    expect(opened(visitor, served, "diffusion/b/").locator("[name=text]")).to_have_value("")
    form = opened(visitor, served)
    used(form)
    form.get_by_role("button", name="Clear").click()
    expect(form.locator("[name=text]")).to_have_value("")
    assert visitor.evaluate("localStorage.getItem('worked-solutions:check:1a')") is None
    expect(opened(visitor, served).locator("[name=text]")).to_have_value("")


def test_nothing_typed_leaves_the_page(visitor: Page, served: Served) -> None:
    sent: list[str] = []
    visitor.on("request", lambda request: sent.append(request.url + (request.post_data or "")))
    form = in_use(visitor, served)
    sent.clear()
    served.asked.clear()
    checked(form, WRONG)
    assert not served.asked
    assert not [url for url in sent if not url.startswith("blob:")]


def test_two_expressions_are_compared(visitor: Page, served: Served) -> None:
    form = opened(visitor, served, "check/compare/")
    form.locator("[name=left]").fill("2*x")
    form.locator("[name=right]").fill("x + x")
    form.locator("[name=right]").press("Enter")
    told = form.get_by_role("status")
    expect(told).to_contain_text("Equal", timeout=PATIENCE)
    form.locator("[name=right]").fill("3*x")
    form.get_by_role("button", name="Check").click()
    expect(told).to_contain_text("Different")
    form.locator("[name=left]").fill("2*x + ")
    form.get_by_role("button", name="Check").click()
    expect(told.locator("mark")).to_have_count(1)


def test_the_first_wrong_line_is_shown(visitor: Page, served: Served) -> None:
    form = opened(visitor, served, "check/derivation/")
    form.locator("[name=text]").fill("2*x\n= x + x\n= 3*x\n= 2*x + x")
    form.locator("[name=text]").press("Control+Enter")
    told = form.get_by_role("status")
    expect(told).to_contain_text("Line 3 is the first", timeout=PATIENCE)
    expect(told.locator("li")).to_have_count(4)
    expect(told.locator("li.first-wrong")).to_have_count(1)
    expect(told.locator("li").nth(2)).to_have_class("first-wrong")


def test_without_scripts_there_is_no_field(browser: Browser, served: Served) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    for url in (PART, "check/compare/", "check/derivation/"):
        expect(opened(tab, served, url)).to_be_hidden()
    context.close()


@pytest.mark.parametrize("url", [PART, "check/compare/", "check/derivation/"])
def test_a_phone_and_a_screen_reader_get_it_all(visitor: Page, served: Served, url: str) -> None:
    visitor.set_viewport_size({"width": 360, "height": 740})
    visitor.emulate_media(color_scheme="light")
    form = opened(visitor, served, url)
    used(form)
    for field in form.locator("input, textarea").all():
        field.fill("2*x + 3*x + 4*x + 5*x + 6*x + 7*x + 8*x + 9*x + 10*x + 11*x + 12*x + 13*x")
    form.get_by_role("button", name="Check").click()
    expect(form.get_by_role("status")).not_to_have_text(re.compile("^(Checking…)?$"))
    visitor.add_script_tag(path=AXE)
    assert not visitor.evaluate(WIDTHS)
    assert not visitor.evaluate(BARRIERS, False)
    visitor.emulate_media(color_scheme="dark")
    expect(visitor.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert not visitor.evaluate(WIDTHS)
    assert not visitor.evaluate(f"() => ({BARRIERS})(false, true)")
    visitor.emulate_media(color_scheme="light")
    visitor.set_viewport_size({"width": 1280, "height": 900})


def test_every_part_has_its_field(pages: dict[str, Built]) -> None:
    asked = {url: page.html.count('<form class="asked"') for url, page in pages.items()}
    parts = [url for url in asked if re.fullmatch(r"(diffusion|dpo)/[a-h]/", url)]
    assert len(parts) == 15
    assert {url for url, count in asked.items() if count} == {
        *parts,
        "check/compare/",
        "check/derivation/",
    }
    assert set(asked.values()) == {0, 1}
