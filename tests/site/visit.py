"""A visit to a page in Chromium: what it asked for, said, shifted, overflowed and barred."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page as Tab

from tests.site.server import Served

ROOT = Path(__file__).parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"

# Every shift of the layout that no input caused, and the first node that moved.
WATCH = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    if (entry.hadRecentInput) continue;
    const node = entry.sources[0]?.node;
    window.shifts.push([entry.value, (node?.outerHTML ?? node?.textContent ?? '').slice(0, 120)]);
  }
}).observe({ type: 'layout-shift', buffered: true });
"""

# The shifts, once the page as it stands has been drawn.
DRAWN = """
() => new Promise((resolve) => {
  requestAnimationFrame(() => requestAnimationFrame(() => resolve(window.shifts)));
})
"""

OPEN = "for (const one of document.querySelectorAll('article details')) one.open = true"

# Wider than the window, or wider than what scrolls it; or a formula of no size.
WIDTHS = """
() => {
  const told = (node) => (node.id || node.className || node.tagName) + ': ' +
    (node.textContent ?? '').trim().slice(0, 60);
  const shown = (node) => node.checkVisibility({ visibilityProperty: true });
  const wide = document.documentElement.scrollWidth - window.innerWidth;
  const found = wide > 0 ? [`the page is ${wide} px wider than the window`] : [];
  for (const node of document.querySelectorAll('article .maths svg[aria-hidden]')) {
    if (!shown(node)) continue;
    const { width, height, left, right } = node.getBoundingClientRect();
    if (!(width > 0 && height > 0)) found.push(`no size: ${told(node.closest('.maths'))}`);
    const box = node.closest('.maths-scroll, .maths-wide, .scroll, .md-typeset__table');
    if (!box && (left < 0 || right > window.innerWidth + 1)) {
      found.push(`cut off: ${told(node.closest('.maths'))}`);
    }
  }
  for (const box of document.querySelectorAll('.maths-scroll, .maths-wide, .scroll')) {
    const { left, right } = box.getBoundingClientRect();
    if (box.parentElement.closest('.scroll')) continue;
    if (shown(box) && (left < -1 || right > window.innerWidth + 1)) {
      found.push(`the box that scrolls leaves the window: ${told(box)}`);
    }
  }
  for (const piece of document.querySelectorAll('article .maths svg svg')) {
    if (getComputedStyle(piece).overflow === 'hidden') continue;
    found.push(`a piece of a tall bracket sticks out: ${told(piece.closest('.maths'))}`);
  }
  for (const node of document.querySelectorAll('article :is(p, li, h1, h2, h3, summary, td)')) {
    if (!shown(node) || node.closest('.scroll, .md-typeset__table')) continue;
    const { right } = node.getBoundingClientRect();
    if (right > window.innerWidth + 1) found.push(`cut off: ${told(node)}`);
  }
  return found;
}
"""

# Most elements of a page are inside formulas, all made by one program: they are looked at on one
# page (`test_browser_reading`) and emptied on the others. A formula, a row of a table or a word of
# code that looks like one before it, tag by tag and class by class, is asked about once. All rules
# are asked on the desktop; on the phone, where the same elements stand, those that have to do with
# colour and size.
BARRIERS = """
async (inside, phone) => {
  // The theme makes what scrolls reachable by keyboard once it has been laid out.
  await new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); });
  if (!inside) {
    for (const one of document.querySelectorAll('.maths :is(svg, math)')) one.replaceChildren();
    const own = (node) => [node.tagName, node.textContent.trim() === '',
      ...[...node.attributes].map(({ name, value }) =>
        /^(class|role|tabindex|scope|aria-hidden)$/.test(name) ? `${name}=${value}` : name)];
    const around = (node) => (node ? [node.className, ...around(node.parentElement)] : []);
    const below = (node) => [own(node), [...node.children].map(below)];
    const seen = new Set();
    for (const one of document.querySelectorAll('article :is(.maths, tr, pre span)')) {
      const look = JSON.stringify([below(one), around(one.parentElement)]);
      if (seen.has(look)) one.remove();
      seen.add(look);
    }
  }
  const rules = ['color-contrast', 'link-in-text-block', 'target-size', 'meta-viewport',
    'scrollable-region-focusable', 'css-orientation-lock', 'nested-interactive'];
  const asked = { resultTypes: ['violations'], ...(phone && { runOnly: rules }) };
  return axe.run(document, asked).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`)));
}
"""

# Links in the head of a part that are smaller than a fingertip, or lie under another one. 24 px are
# asked for; a browser that rounds in another way stays far from the 28 that are asked for here.
TARGETS = """
() => {
  const links = [...document.querySelectorAll('article h1 a, .part a')];
  const boxes = links.map((link) => link.getBoundingClientRect());
  const small = links.filter((_, at) => !(boxes[at].width >= 28 && boxes[at].height >= 28));
  const apart = (a, b) => a.right <= b.left + 1 || b.right <= a.left + 1 || a.bottom <= b.top + 1
    || b.bottom <= a.top + 1;
  const under = links.filter((_, at) => boxes.some((box, other) =>
    other !== at && !apart(boxes[at], box)));
  const told = (why) => (link) => `${why}: ${link.outerHTML.slice(0, 120)}`;
  return { count: links.length, found: [...small.map(told('small')), ...under.map(told('under'))] };
}
"""

# How much wider a page is than the window.
OVERHANG = "document.documentElement.scrollWidth - window.innerWidth"

# On paper: no navigation; every step, box, check and figure.
PAPER = """
() => {
  const shown = (node) => node.checkVisibility() && node.getBoundingClientRect().height > 0;
  const kept = 'article :is(h1, .step, .box, .check > .title, .decoy, .notebook-figure svg)';
  const gone = '.md-header, .md-tabs, .md-sidebar, .md-footer, .md-search, .maths-copy';
  const told = (node) => node.id || node.className || node.tagName;
  return [
    ...[...document.querySelectorAll(kept)].filter((n) => !shown(n)).map((n) => `no ${told(n)}`),
    ...[...document.querySelectorAll(gone)].filter(shown).map((n) => `still ${told(n)}`),
  ];
}
"""


@dataclass(frozen=True)
class Look:
    """A window and a colour scheme."""

    name: str
    width: int
    height: int
    scheme: str


DESKTOP = Look("desktop, light", 1280, 900, "light")
PHONE = Look("phone, dark", 360, 740, "dark")
NARROW = 320  # the narrowest window that a page has to fit, closed


@dataclass
class Visit:
    """What was seen of one page; every list is empty when all is well."""

    sent: int
    elsewhere: list[str]
    missing: list[str]
    console: list[str]
    shifts: list[Any]
    widths: list[str]
    head: dict[int, list[str]]  # by width of the window: what is wrong with the links of the head
    links: int  # in the head of a part
    paper: list[str]
    barriers: list[str] | None = None  # None: not asked


class Visitor:
    """One tab that goes from page to page and listens."""

    def __init__(self, tab: Tab, served: Served) -> None:
        self.tab, self.served = tab, served
        self.elsewhere: list[str] = []
        self.console: list[str] = []
        tab.add_init_script(WATCH)
        tab.add_init_script(path=AXE)
        tab.on("request", lambda request: self._asked(request.url))
        tab.on("console", lambda message: self.console.append(f"{message.type}: {message.text}"))
        tab.on("pageerror", lambda error: self.console.append(f"error: {error}"))

    def _asked(self, address: str) -> None:
        if not address.startswith((self.served.address, "data:", "blob:")):
            self.elsewhere.append(address)

    def visit(self, url: str, look: Look) -> Visit:
        """Open a page, look at it closed, opened, and on paper (desktop) or narrower (phone)."""
        visit = self.glance(url, look)
        visit.barriers = self.tab.evaluate(
            f"() => ({BARRIERS})(false, {str(look is PHONE).lower()})"
        )
        return visit

    def glance(self, url: str, look: Look) -> Visit:
        """The same, without asking what bars somebody from it, which takes as long again."""
        for heard in (self.served.asked, self.elsewhere, self.console):
            heard.clear()
        self.tab.set_viewport_size({"width": look.width, "height": look.height})
        self.tab.emulate_media(media="screen", color_scheme=look.scheme)  # type: ignore[arg-type]
        self.tab.goto(self.served.address + url)
        closed = self.tab.evaluate(WIDTHS)
        shifts = self.tab.evaluate(DRAWN)
        links = self.tab.evaluate(TARGETS)
        head = {look.width: links["found"]}
        paper: list[str] = []
        if look is DESKTOP:
            self.tab.emulate_media(media="print")
            paper = self.tab.evaluate(PAPER)
            self.tab.emulate_media(media="screen")
        else:
            narrow = {"width": NARROW, "height": look.height}
            self.tab.set_viewport_size(narrow)  # type: ignore[arg-type]
            head[NARROW] = self.tab.evaluate(TARGETS)["found"]
            if (wide := self.tab.evaluate(OVERHANG)) > 0:
                closed.append(f"at {NARROW} px the page is {wide} px wider than the window")
            self.tab.set_viewport_size({"width": look.width, "height": look.height})
        self.tab.evaluate(OPEN)
        widths = closed + self.tab.evaluate(WIDTHS)
        return Visit(
            self.served.sent(),
            list(self.elsewhere),
            [path for path, size in self.served.asked if not size],
            list(self.console),
            shifts,
            list(dict.fromkeys(widths)),
            head,
            links["count"],
            paper,
        )
