"""Every link leads somewhere, and nothing that a page loads comes from elsewhere."""

from __future__ import annotations

import re
from posixpath import join, normpath
from urllib.parse import unquote, urlsplit

from tests.site.built import SITE, Page
from tests.site.tree import Element

LOADS = {
    "script": ("src",),
    "img": ("src", "srcset"),
    "iframe": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "audio": ("src",),
    "video": ("src", "poster"),
    "source": ("src", "srcset"),
    "form": ("action",),
    "input": ("src",),
    "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"),
}
# Papers, and the discussions of a paper's own code: what a solution may cite.
CITED = re.compile(
    r"https://(arxiv\.org/abs/|doi\.org/|openreview\.net/forum"
    r"|github\.com/eric-mitchell/direct-preference-optimization/)"
)
IN_CSS = re.compile(r"@import\s+(?:url\()?[\"']?([^\"')\s;]+)|url\(\s*[\"']?([^\"')]+)")


def loaded(element: Element) -> list[str]:
    """The addresses from which a browser loads something because of this element."""
    names = LOADS.get(element.tag, ())
    if element.tag == "link" and element.attributes.get("rel") not in ("canonical", "prev", "next"):
        names = ("href",)
    found = [element.attributes[name] for name in names if name in element.attributes]
    return found + in_css(element.attributes.get("style", ""))


def linked(element: Element) -> list[str]:
    """All addresses of an element: what it loads and where it leads."""
    leads = element.attributes.get("href", "") if element.tag in ("a", "area", "link") else ""
    return list(dict.fromkeys(filter(None, [*loaded(element), leads])))


def in_css(text: str) -> list[str]:
    """The addresses in a style sheet."""
    return [first or second for first, second in IN_CSS.findall(text)]


def elsewhere(address: str) -> bool:
    """Whether the address names a host, or a scheme other than data:."""
    parts = urlsplit(address)
    return bool(parts.netloc) or parts.scheme not in ("", "data")


def complaint(page: Page, address: str, pages: dict[str, Page]) -> str:
    """Why a link of a page leads nowhere, or only from one place of the site; "" if it does not."""
    parts = urlsplit(address)
    if parts.path.startswith("/"):
        return "is absolute, so the site would not work from a folder of a host"
    target = page.url
    if parts.path:
        here = page.url if page.url.endswith("/") or not page.url else page.url.rpartition("/")[0]
        target = normpath(join(here, unquote(parts.path))).removeprefix(".").lstrip("/")
        if target.startswith(".."):
            return "leaves the site"
        as_page = f"{target}/" if target else ""
        if as_page not in pages:
            return "" if (SITE / target).is_file() else "leads to no file"
        if target and not parts.path.endswith(("/", "..", ".")):
            return "leads to a page by a redirect: its slash is missing"
        target = as_page
    if parts.fragment and unquote(parts.fragment) not in pages[target].ids:
        return f"leads to no place on {target or 'the front page'}"
    return ""


def test_every_link_and_every_anchor_leads_somewhere(pages: dict[str, Page]) -> None:
    complaints = [
        f"{page.url}: {address} {why}"
        for page in pages.values()
        for element in page.tree.walk()
        for address in linked(element)
        if not urlsplit(address).scheme and (why := complaint(page, address, pages))
    ]
    assert not complaints


def test_a_page_loads_nothing_from_elsewhere(pages: dict[str, Page]) -> None:
    loads = {
        f"{page.url}: <{element.tag}> {address}"
        for page in pages.values()
        for element in page.tree.walk()
        for address in loaded(element)
        if elsewhere(address)
    }
    hints = [
        page.url
        for page in pages.values()
        for meta in page.tree.find("meta")
        if meta.attributes.get("http-equiv", "").lower() == "refresh"
    ]
    assert not loads
    assert not hints


def test_style_sheets_load_only_what_is_there(pages: dict[str, Page]) -> None:
    complaints = []
    sheets = {(file, file.read_text(encoding="utf-8")) for file in SITE.rglob("*.css")}
    sheets |= {(page.file, s.text()) for page in pages.values() for s in page.tree.find("style")}
    for file, text in sheets:
        for address in in_css(text):
            here = file.parent / urlsplit(address).path
            if elsewhere(address) or not (address.startswith(("data:", "#")) or here.is_file()):
                complaints.append(f"{file.relative_to(SITE)}: {address}")
    assert not complaints


def test_links_out_of_the_site_are_citations(pages: dict[str, Page]) -> None:
    outside = {
        f"{page.url}: {address}"
        for page in pages.values()
        for link in page.tree.find("a")
        if elsewhere(address := link.attributes.get("href", "")) and not CITED.match(address)
    }
    assert not outside
