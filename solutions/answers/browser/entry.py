"""The one door: a request as JSON in, an answer as JSON out. The page's worker calls nothing else.

    {"what": "check", "part": "1a", "answer": "…"}
    {"what": "preview", "part": "1a", "answer": "…"}
    {"what": "equal", "left": "…", "right": "…", "where": "sigma > 0"}
    {"what": "lines", "text": "…", "where": "…"}

Importing this module imports every part, so that the first check costs no more than the next.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib import import_module
from typing import Any

from solutions import catalogue
from solutions.answers.browser import temporary

for _module in catalogue.parts().values():
    import_module(_module)

CALLS: dict[str, Callable[..., dict[str, Any]]] = {
    "check": temporary.check,
    "preview": temporary.preview,
    "equal": temporary.equal,
    "lines": temporary.lines,
}
"""What can be asked for; the other members of the request are the arguments."""


def answer(request: str) -> str:
    """What was asked for. Raises ValueError, KeyError or TypeError if it is no such request."""
    asked = json.loads(request)
    return json.dumps(CALLS[asked.pop("what")](**asked))
