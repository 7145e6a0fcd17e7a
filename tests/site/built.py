"""The built site on disk: which pages it has, and whether it is newer than what it is made from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.site.tree import Element, read

ROOT = Path(__file__).parents[2]
SITE = ROOT / "site"
SOURCES = ("docs", "solutions", "theme", "mkdocs.yml", "README.md", "package-lock.json")
CONTENT = (".md", ".py", ".css", ".js", ".mjs", ".html", ".j2", ".yml", ".json", ".svg")


@dataclass(frozen=True)
class Page:
    """One HTML page; `url` is its address from the site's root, "" for the front page."""

    url: str
    file: Path

    @cached_property
    def html(self) -> str:
        return self.file.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> Element:
        return read(self.html)

    @cached_property
    def article(self) -> Element:
        """What the page says, without the theme around it."""
        return self.tree.find("article")[0]

    @cached_property
    def ids(self) -> list[str]:
        every = (element.attributes for element in self.tree.walk())
        return [attributes["id"] for attributes in every if "id" in attributes]


def missing_or_stale(site: Path = SITE, root: Path = ROOT) -> str:
    """Why the built site can't be tested, in one sentence; "" when it can."""
    front = site / "index.html"
    if not front.is_file():
        return "site/ is not built: run `make site` and then the tests again."
    made = front.stat().st_mtime
    newer = [file for file in sources(root) if file.stat().st_mtime > made]
    if newer:
        latest = max(newer, key=lambda file: file.stat().st_mtime).relative_to(root)
        return f"site/ is older than {latest}: run `make site` and then the tests again."
    return ""


def sources(root: Path) -> list[Path]:
    """The files that the site is made from."""
    files = [root / name for name in SOURCES]
    files += [file for folder in files if folder.is_dir() for file in folder.rglob("*")]
    return [file for file in files if file.is_file() and file.suffix in CONTENT]


def pages(site: Path = SITE) -> dict[str, Page]:
    """Every page by its address; 404.html is left out, since it has no place of its own."""
    files = sorted(site.rglob("*.html"))
    named = {file.relative_to(site).as_posix().removesuffix("index.html"): file for file in files}
    return {url: Page(url, file) for url, file in named.items() if url != "404.html"}
