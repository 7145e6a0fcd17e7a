"""What the figures cost: drawing them, sending them, and answering to a slider."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator

from playwright.sync_api import Page, sync_playwright

from bench.engine import ROOT, Row
from solutions.figures import report
from tests.site import built
from tests.site.server import serving
from tools.browser import chromium

DRAWN, FRAME, SENT = 20.0, 16.0, 60_000
DRAW = "from solutions.figures import report; report.current()"

# Milliseconds of work for each of forty moves of every slider, the picture drawn included.
MOVES = """
(figure) => {
  const times = [];
  for (const slider of figure.querySelectorAll('input')) {
    const first = slider.value;
    for (let i = 0; i <= 40; i += 1) {
      slider.value = Number(slider.min) + (i / 40) * (slider.max - slider.min);
      const began = performance.now();
      slider.dispatchEvent(new Event('input'));
      figure.getBoundingClientRect();
      times.push(performance.now() - began);
    }
    slider.value = first;
    slider.dispatchEvent(new Event('input'));
  }
  return times;
}
"""


def measure() -> Iterator[Row]:
    """All figures drawn from nothing; the largest share of a page; the slowest slider."""
    with tempfile.TemporaryDirectory() as cache:
        spent, again = (once(cache) for _ in range(2))
    yield Row(
        "drawing all figures from nothing; again when nothing changed",
        f"{spent:.1f} s for {len(report.current())}; {again:.1f} s",
        "≤ 20 s",
        spent <= DRAWN,
    )
    if reason := built.missing_or_stale():
        raise SystemExit(reason)
    pages = built.pages()
    shares = {url: share(page) for url, page in pages.items()}
    heaviest = max(shares, key=lambda url: shares[url])
    yield Row(
        "what figures and their script add to the first view of a page, at most",
        f"{shares[heaviest] / 1000:.0f} kB ({heaviest})",
        "≤ 60 kB",
        shares[heaviest] <= SENT,
    )
    with serving(built.SITE) as site, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(chromium()), args=["--no-sandbox"])
        tab = browser.new_page()
        slowest = {
            name: slow
            for url in pages
            if 'class="notebook-figure movable"' in pages[url].html
            for name, slow in slow_moves(tab, site.address + url).items()
        }
        browser.close()
    worst = max(slowest, key=lambda name: slowest[name])
    yield Row(
        "a moved slider: work until the picture is laid out, 95th percentile of the slowest figure",
        f"{slowest[worst]:.1f} ms ({worst}), {len(slowest)} figures",
        "≤ 16 ms",
        slowest[worst] <= FRAME,
    )


def once(cache: str) -> float:
    """Seconds that a process takes to come by all figures, with this cache."""
    began = time.perf_counter()
    environment = {**os.environ, "SOLUTIONS_CACHE": cache}
    subprocess.run([sys.executable, "-c", DRAW], cwd=ROOT, env=environment, check=True)
    return time.perf_counter() - began


def share(page: built.Page) -> int:
    """Bytes that a page has more, compressed, for the figures of its part."""
    without = page.html
    for figure in page.article.find("figure", of="notebook-figure"):
        if "id" in figure.attributes:
            begin = without.index(f'id="{figure.attributes["id"]}"')
            begin = without.rindex("<figure", 0, begin)
            end = without.index("</figure>", begin)
            without = without[:begin] + without[end:]
    whole, rest = (len(gzip.compress(text.encode())) for text in (page.html, without))
    return whole - rest


def slow_moves(tab: Page, address: str) -> dict[str, float]:
    """Of each movable figure the 95th percentile of the time of a move."""
    tab.goto(address)
    found = {}
    for figure in tab.locator("figure.movable").all():
        figure.scroll_into_view_if_needed()
        figure.locator("input:enabled").first.wait_for()
        figure.evaluate(MOVES)  # once to warm up
        times = sorted(figure.evaluate(MOVES))
        name = figure.get_attribute("id") or ""
        found[name.removeprefix("figure-")] = times[int(0.95 * len(times))]
    return found
