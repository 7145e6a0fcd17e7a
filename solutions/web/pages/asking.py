"""Fields in which a reader types: an answer to a part, two expressions, a whole derivation.

They are absent without scripts. What obeys them is fetched once a field is used (when-used.js).
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape

Href = Callable[[str], str]

SCRIPTS = {"logic": "assets/answer.js", "worker": "assets/python-worker.js"}
MANIFEST = "assets/python/manifest.json"
STARTER = "assets/when-used.js"
SECONDS = 20
"""A check that takes longer is ended, and nothing is said about the answer."""
PLAIN = 'spellcheck="false" autocapitalize="off" autocomplete="off"'
PRIVATE = (
    "Nothing typed here leaves this page: the first use fetches Python, about 9 MB, and it runs in "
    "your browser."
)


def answer(part: str, href: Href) -> str:
    """The field for an answer to a part."""
    how = f"LaTeX or plain text, such as <code>sigma^2/2</code>. Enter checks. {PRIVATE}"
    return _form(
        "check", f"Your answer to {part}", _line("text", "Your answer", how=True), how, href, part
    )


def compare(href: Href) -> str:
    """Two expressions and a domain."""
    fields = _line("left", "One expression", how=True) + _line("right", "Another")
    fields += _line("where", "On the domain (may be empty)")
    how = f"Conditions are separated by commas: <code>x &gt; 0, 0 &lt; p &lt; 1</code>. {PRIVATE}"
    return _form("equal", "Compare two expressions", fields, how, href)


def lines(href: Href) -> str:
    """A derivation of several lines, and a domain."""
    fields = (
        '<label for="answer-text">Your derivation, a line each</label>'
        '<textarea id="answer-text" name="text" rows="6" maxlength="4000" required'
        f' {PLAIN} aria-describedby="answer-how"></textarea>'
    )
    fields += _line("where", "On the domain, such as x > 0, h → 0 (may be empty)")
    how = f"Every line but the first begins with =, ≈ or →. Ctrl and Enter check. {PRIVATE}"
    return _form("lines", "Check a derivation", fields, how, href)


def _line(name: str, label: str, how: bool = False) -> str:
    described = ' aria-describedby="answer-how"' if how else ""
    needed = "" if name == "where" else " required"
    return (
        f'<label for="answer-{name}">{label}</label><input id="answer-{name}" name="{name}"'
        f' type="text" maxlength="600" {PLAIN}{needed}{described}>'
    )


def _form(what: str, name: str, fields: str, how: str, href: Href, part: str = "") -> str:
    data = {key: href(file) for key, file in SCRIPTS.items()}
    data |= {"python": href(MANIFEST), "what": what, "part": part, "seconds": str(SECONDS)}
    attributes = "".join(f' data-{key}="{escape(value)}"' for key, value in data.items())
    return (
        f'<form class="asked" aria-label="{escape(name)}" data-search-exclude{attributes}>{fields}'
        f'<p class="how" id="answer-how">{how}</p>'
        '<p class="seen" hidden></p>'
        '<p class="buttons"><button type="submit">Check</button>'
        '<button type="button" name="clear" hidden>Clear what is kept</button></p>'
        '<p class="coming" hidden><progress max="1" aria-label="Python is coming"></progress>'
        '<span class="stage"></span><button type="button" name="cancel">Cancel</button></p>'
        '<div class="told" role="status"></div></form>'
        f'<script src="{escape(href(STARTER))}" defer></script>'
    )
