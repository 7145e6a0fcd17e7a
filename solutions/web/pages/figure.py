"""A figure of a part on a page, with the script that moves it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from solutions.web.lookup import unknown

SCRIPT = "assets/movable.js"


def figure(drawn: Mapping[str, str], name: str) -> str:
    """The HTML of a figure by name; raises BlockError with the nearest name."""
    if name not in drawn:
        raise unknown("figure", name, drawn)
    return drawn[name]


def wired(html: str, href: Callable[[str], str]) -> str:
    """A figure with sliders names the script that it needs once it comes into view."""
    return html.replace(
        '<figure class="notebook-figure movable"',
        f'<figure class="notebook-figure movable" data-module="{href(SCRIPT)}"',
        1,
    )
