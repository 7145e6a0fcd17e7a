"""The movable figures in Chromium: every slider moved, and what is left when the script is not."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from solutions.figures import report
from tests.site.built import Page as Built
from tests.site.server import Served

pytestmark = pytest.mark.browser

# Every slider over its whole range, in so many steps, and back to where it stood, with the paths
# that are no paths, and how far the first picture lies from what the script draws there.
MOVED = """
(figure, places) => {
  const place = (node) => node.getAttribute('d') ??
    `M${node.getAttribute('x')} ${node.getAttribute('y')}`;
  const drawn = () => [...figure.querySelectorAll('[data-curve] path, [data-curve] use')]
    .filter((node) => !node.closest('defs')).map(place);
  const ends = (d) => d.match(/-?[\\d.]+/g).slice(0, 2).map(Number);
  const sliders = [...figure.querySelectorAll('input')];
  const [before, broken] = [drawn(), []];
  const told = [...figure.querySelectorAll('.says output')].map((node) => node.value);
  const set = (slider, value) => {
    slider.value = value;
    slider.dispatchEvent(new Event('input'));
    for (const d of drawn()) if (/NaN|Infinity|undefined/.test(d)) broken.push(d.slice(0, 60));
  };
  let moved = 0;
  for (const slider of sliders) {
    const first = slider.value;
    let otherwise = false;
    for (let i = 0; i <= places; i += 1) {
      set(slider, Number(slider.min) + (i / places) * (slider.max - slider.min));
      otherwise ||= String(drawn()) !== String(before);
    }
    moved += otherwise;
    set(slider, first);
  }
  const far = drawn().flatMap((d, i) => {
    const [[a, b], [c, e]] = [ends(before[i]), ends(d)];
    return Math.max(Math.abs(a - c), Math.abs(b - e));
  });
  return {
    sliders: sliders.length, moved, broken, disabled: sliders.some((one) => one.disabled),
    far: Math.max(...far), told,
    after: [...figure.querySelectorAll('.says output')].map((node) => node.value),
  };
}
"""


def figures(page: Built) -> list[str]:
    """The names of the figures of parts on a page."""
    if "notebook-figure" not in page.html:
        return []
    drawn = page.article.find("figure", of="notebook-figure")
    return [one.attributes["id"].removeprefix("figure-") for one in drawn if "id" in one.attributes]


def movable(pages: dict[str, Built]) -> dict[str, list[str]]:
    """The names of the movable figures on each page that has some."""
    drawn = report.current()
    return {
        url: [name for name in figures(page) if "movable" in drawn[name][:60]]
        for url, page in pages.items()
        if any("movable" in drawn[name][:60] for name in figures(page))
    }


def test_at_least_six_figures_can_be_moved(pages: dict[str, Built]) -> None:
    assert sum(map(len, movable(pages).values())) >= 6


def test_every_figure_that_is_drawn_stands_on_a_page(pages: dict[str, Built]) -> None:
    assert sorted(name for page in pages.values() for name in figures(page)) == sorted(
        report.current()
    )


@pytest.mark.parametrize("places", [4, pytest.param(20, marks=pytest.mark.long)])
def test_every_slider_moves_its_figure(
    tab: Page, served: Served, pages: dict[str, Built], places: int
) -> None:
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    for url, names in movable(pages).items():
        tab.goto(served.address + url)
        for name in names:
            figure = tab.locator(f"#figure-{name}")
            figure.scroll_into_view_if_needed()
            expect(figure.locator("input").first).to_be_enabled()
            found: dict[str, Any] = figure.evaluate(MOVED, places)
            assert found["sliders"] == found["moved"], (name, found)
            assert not found["broken"], (name, found)
            assert not found["disabled"], (name, found)
            assert found["far"] <= 0.2, (name, found)
            assert found["after"] == found["told"], (name, found)
    assert not said


def test_the_script_of_the_figures_is_not_sent_before_one_comes_into_view(
    tab: Page, served: Served, pages: dict[str, Built]
) -> None:
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    url, names = next(iter(movable(pages).items()))
    tab.goto(served.address)
    tab.goto(served.address + url)
    tab.wait_for_load_state("networkidle")
    assert not [address for address in asked if "movable.js" in address]
    tab.locator(f"#figure-{names[0]}").scroll_into_view_if_needed()
    expect(tab.locator(f"#figure-{names[0]} input").first).to_be_enabled()
    assert len([address for address in asked if "movable.js" in address]) == 1


def test_when_the_script_cannot_be_had_the_picture_stays_and_says_so(
    tab: Page, served: Served, pages: dict[str, Built]
) -> None:
    url, names = next(iter(movable(pages).items()))
    tab.route("**/movable.js", lambda route: route.abort())
    tab.goto(served.address + url)
    figure = tab.locator(f"#figure-{names[0]}")
    figure.scroll_into_view_if_needed()
    expect(figure).to_have_attribute("data-failed", "")
    expect(figure.locator("svg").first).to_be_visible()
    expect(figure.locator("input").first).to_be_disabled()
    told = figure.locator(".controls").evaluate("(n) => getComputedStyle(n, '::after').content")
    assert "could not be loaded" in told


def test_without_scripts_and_on_paper_there_are_no_sliders(
    browser: Browser, tab: Page, served: Served, pages: dict[str, Built]
) -> None:
    url, names = next(iter(movable(pages).items()))
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(served.address + url)
    expect(plain.locator(f"#figure-{names[0]} svg").first).to_be_visible()
    expect(plain.locator(f"#figure-{names[0]} input").first).to_be_hidden()
    expect(plain.locator(f"#figure-{names[0]} .controls output").first).to_be_visible()
    expect(plain.locator(f"#figure-{names[0]} .says li").first).to_be_visible()
    context.close()
    tab.goto(served.address + url)
    tab.emulate_media(media="print")
    expect(tab.locator(f"#figure-{names[0]} svg").first).to_be_visible()
    expect(tab.locator(f"#figure-{names[0]} input").first).to_be_hidden()
    expect(tab.locator(f"#figure-{names[0]} .controls output").first).to_be_visible()


def test_a_slider_answers_to_the_keyboard_and_says_its_value(
    tab: Page, served: Served, pages: dict[str, Built]
) -> None:
    url, names = next(iter(movable(pages).items()))
    tab.goto(served.address + url)
    figure = tab.locator(f"#figure-{names[0]}")
    figure.scroll_into_view_if_needed()
    slider = figure.locator("input").first
    expect(slider).to_be_enabled()
    before = figure.locator(".controls output").first.text_content()
    slider.focus()
    tab.keyboard.press("ArrowRight")
    expect(figure.locator(".controls output").first).not_to_have_text(before or "")
