"""How fast the site is built, against the same site without its blocks."""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.engine import ROOT, Row
from solutions import catalogue
from solutions.work import sources

PART = "1c"
BLOCK = re.compile(r"^::: .*$", re.MULTILINE)
INLINE = re.compile(r"\[\[(.*?)\]\]")


def measure() -> Iterator[Row]:
    """Build with receipts against plain text; what an edit verifies again."""
    with tempfile.TemporaryDirectory() as folder:
        plain = without_blocks(Path(folder) / "plain")
        full = copied(Path(folder) / "full")
        times: dict[Path, list[float]] = {plain: [], full: []}
        for _ in range(4):
            for project in times:
                times[project].append(build(project))
        a, b = (statistics.median(times[project][1:]) for project in (full, plain))
        yield Row(
            "site build with valid receipts, over the same site with its blocks as plain text",
            f"{a / b:.2f} × ({a:.1f} s over {b:.1f} s)",
            "≤ 1.15 ×",
            a <= 1.15 * b,
        )
        yield edited(full)


def copied(to: Path) -> Path:
    """The project in another folder, with its caches, so that nothing here is touched."""
    left_out = shutil.ignore_patterns(
        ".git", ".venv", "node_modules", "site", "lighthouse", ".*_cache"
    )
    shutil.copytree(ROOT, to, ignore=left_out, symlinks=True)
    (to / "node_modules").symlink_to(ROOT / "node_modules")
    return to


def without_blocks(to: Path) -> Path:
    """The same, with every block on its pages turned into a line of text."""
    copied(to)
    for page in (to / "docs").rglob("*.md"):
        text = page.read_text(encoding="utf-8")
        text = BLOCK.sub(lambda match: match[0].replace(":::", "Here:"), text)
        page.write_text(INLINE.sub(r"\1", text), encoding="utf-8")
    return to


def environment(project: Path) -> dict[str, str]:
    """Modules of the copy come before those of this project."""
    return {**os.environ, "PYTHONPATH": str(project), "NO_MKDOCS_2_WARNING": "1"}


def build(project: Path) -> float:
    """Seconds that a build takes; strict only where the blocks are, since links lead to them."""
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=project,
        env=environment(project),
        check=True,
        capture_output=True,
    )
    return time.perf_counter() - began


def edited(project: Path) -> Row:
    """The parts that are verified again after a comment is added to the module of one."""
    modules = catalogue.parts()
    path = project / (modules[PART].replace(".", "/") + ".py")
    path.write_text(path.read_text(encoding="utf-8") + "\n# An edit.\n", encoding="utf-8")
    code = "from solutions import verify; print(*verify.run().fresh)"
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=project,
        env=environment(project),
        check=True,
        capture_output=True,
        text=True,
    )
    graph = sources.uses(modules)
    due = [part for part in graph if part == PART or PART in sources.rests_on(part, graph)]
    return Row(
        f"parts verified again after an edit of {PART}",
        ran.stdout.strip().replace(" ", ", "),
        f"that part and what rests on it: {', '.join(due)}",
        ran.stdout.split() == due,
    )
