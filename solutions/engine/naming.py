"""What a name may look like: a left side names a quantity, and says nothing of it."""

from __future__ import annotations

import re

_RELATION = re.compile(
    r"\\(?:leq?|geq?|ne|neq|approx|sim|equiv|to|propto|in|ni|subset|subseteq|longrightarrow|quad|"
    r"qquad)(?![A-Za-z])|[=<>+,;&]|\\\\"
)
_INNER = re.compile(r"\{[^{}]*\}|\([^()]*\)|\[[^\[\]]*\]")


def no_name(template: str) -> str:
    """What makes a template no name; empty for a name."""
    try:
        plain = template.format(*["x"] * 9)
    except (IndexError, KeyError, ValueError):
        return "is no template: write {{ and }} for braces, and {0} for an argument"
    bare = plain
    while _INNER.search(bare):
        bare = _INNER.sub("", bare)
    if found := _RELATION.search(bare):
        return f"says more than a name: it has {found[0].strip()}"
    if "-" in bare or r"\frac" in plain or r"\sum" in bare or r"\prod" in bare:
        return "is a formula"
    if not re.search(r"[A-Za-z]", plain):
        return "has no letter"
    if re.match(r"^[\d\s.]", bare):
        return "begins with a number"
    return ""
