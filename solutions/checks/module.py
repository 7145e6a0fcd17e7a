"""Judge the part that a module states: what a worker does with one part, whatever is in it.

What the module raises, and what it does to its process, is for whoever started that process.
"""

from __future__ import annotations

import json
import time
from importlib import import_module
from typing import Any

from solutions.checks.entries import worst
from solutions.checks.judgement import judge_part, unrested
from solutions.statements.part import Part


def verify(part: str, module: str) -> dict[str, Any]:
    """``{"content": receipt, "failures": [...]}`` of one part."""
    began = time.perf_counter()
    loaded = import_module(module)
    stated = loaded.part
    if not isinstance(stated, Part):
        raise TypeError(f"its part is a {type(stated).__name__}; write part = Part(…)")
    if stated.id != part:
        raise ValueError(f'it states part "{stated.id}"; by its name it is {part}')
    content, failures = judge_part(stated)
    failures += unrested(vars(loaded), stated)
    content["verdict"] = worst([content["verdict"], *(failure.verdict for failure in failures)])
    json.dumps(content, ensure_ascii=False).encode()
    content["seconds"] = round(time.perf_counter() - began, 4)
    told = [
        {
            "part": part,
            "name": failure.name,
            "verdict": failure.verdict,
            "file": failure.source.file,
            "line": failure.source.line,
            "message": failure.message,
        }
        for failure in failures
    ]
    return {"content": content, "failures": told}
