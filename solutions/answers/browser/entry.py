"""The one door: a request as JSON in, an answer as JSON out. The page's worker calls nothing else.

    {"what": "check", "part": "1a", "answer": "…"}
    {"what": "preview", "part": "1a", "answer": "…"}
    {"what": "equal", "left": "…", "right": "…", "where": "sigma > 0"}
    {"what": "lines", "text": "…", "where": "…"}

Importing this module imports every part and judges once, so that the first check costs no more
than the next.
"""

from __future__ import annotations

import json
from importlib import import_module

from solutions import catalogue
from solutions.answers.entry import answer

__all__ = ["answer"]

for _module in catalogue.parts().values():
    import_module(_module)
answer(json.dumps({"what": "check", "part": "1a", "answer": "N(0, 2)"}))
