"""The page that a tab shows while the site cannot be built: where, why, and the way back."""

import re
from html import escape

_PLACE = re.compile(r"(?m)^(\S+:\d+)(?:[ \t]+|$)")
"""Where a message says what it speaks of: `docs/diffusion/e.md:14  …` at the start of a line."""

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ margin: 0 auto; max-width: 60rem; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif;
  color: #1b1b1f; background: #fff; }}
h1, h2 {{ margin: 1.5rem 0 .25rem; font: 600 1rem/1.5 ui-monospace, monospace;
  overflow-wrap: anywhere; }}
pre {{ margin: 0; padding: .75rem; white-space: pre-wrap; overflow-wrap: anywhere;
  font: .875rem/1.5 ui-monospace, monospace; color: #1b1b1f; background: #f2f2f5;
  border-left: .25rem solid #b3261e; }}
a {{ color: #0b57d0; display: inline-block; padding: .25rem 0; }}
@media (prefers-color-scheme: dark) {{
  body {{ color: #e6e6ea; background: #17171a; }}
  pre {{ color: #e6e6ea; background: #26262b; border-color: #f2b8b5; }}
  a {{ color: #a8c7fa; }}
}}
</style>
</head>
<body>
<main>
{told}
<p>The site could not be built. This page comes back by itself once that is mended.</p>
{back}
</main>
</body>
</html>
"""
TITLE = "The site could not be built"
BACK = '<p><a href="?last-good">Show the last good page</a></p>'
NONE = "<p>There is no good page yet.</p>"


def page(message: str, last_good: bool) -> bytes:
    """The message as HTML, each of its places as a heading; ``last_good`` brings the link."""
    told, level = [], 1
    for place, text in parts(message):
        told.append(f"<h{level}>{escape(place or TITLE)}</h{level}>\n<pre>{escape(text)}</pre>")
        level = 2
    first = parts(message)[0][0]
    title = escape(f"{first}: {TITLE}" if first else TITLE)
    page = _PAGE.format(title=title, told="\n".join(told), back=BACK if last_good else NONE)
    return page.encode("utf-8", "replace")


def parts(message: str) -> list[tuple[str, str]]:
    """The message as pairs of a place (or "") and what is said of it, the places first."""
    before, *rest = _PLACE.split(message)
    placed = [(place, text.strip()) for place, text in zip(rest[::2], rest[1::2], strict=True)]
    return placed if placed and not before.strip() else [*placed, ("", before.strip())]
