"""A page's HTML as a tree, read with the standard library alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(
    (
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    )
)


@dataclass
class Element:
    """A tag, its attributes, and what stands in it: elements and texts, in order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    inside: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in the page's order."""
        yield self
        for child in self.inside:
            if isinstance(child, Element):
                yield from child.walk()

    def find(self, tag: str = "", of: str = "", **attributes: str) -> list[Element]:
        """Everything below with this tag, this class and these attributes."""
        return [
            element
            for element in self.walk()
            if (not tag or element.tag == tag)
            and (not of or of in element.classes)
            and all(element.attributes.get(name) == value for name, value in attributes.items())
        ]

    def text(self, without: tuple[str, ...] = ()) -> str:
        """The text in it, leaving out elements with these tags and what is hidden."""
        parts = []
        for child in self.inside:
            if isinstance(child, str):
                parts.append(child)
            elif child.tag not in without and "hidden" not in child.attributes:
                parts.append(child.text(without))
        return "".join(parts)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("#page")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        # An end tag closes what was left open inside (a <li> or <p> may lack its own).
        for depth in range(len(self.open) - 1, 0, -1):
            if self.open[depth].tag == tag:
                del self.open[depth:]
                return

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def read(html: str) -> Element:
    """The tree of a whole page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.root
