"""How fast the site is built and built again, in a copy of the project."""

from __future__ import annotations

import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.engine import ROOT, Row, python
from solutions import catalogue
from solutions.engine import sources

COPIED = ("bench", "docs", "solutions", "theme", ".cache")
FILES = ("mkdocs.yml", "README.md", "package.json", "package-lock.json")
LINKED = ("node_modules", ".venv")
QUIET = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}

BUILD = """
import logging, sys, time
from mkdocs.commands.build import build
from mkdocs.config import load_config
logging.getLogger("mkdocs").setLevel(logging.CRITICAL)
began = time.perf_counter()
config = load_config("mkdocs.yml", site_dir=sys.argv[1])
if sys.argv[2] == "plain":
    at = config.markdown_extensions.index("solutions.web.blocks")
    config.markdown_extensions[at] = "bench.plain"
config.plugins.run_event("startup", command="build", dirty=False)
build(config)
print(time.perf_counter() - began)
"""
EDITED, MARK = Path("docs/diffusion/d.md"), "Every factor is smaller than one"
PART, PAGE = "1c", "diffusion/d/"


def measure() -> Iterator[Row]:
    """Build with receipts against plain text; a page's edit under serve; a part's edit."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        copy(project)
        subprocess.run(
            [sys.executable, "-m", "solutions", "verify"],
            cwd=project,
            check=True,
            capture_output=True,
        )
        yield build(project)
        yield served(project)
        yield edited(project)


def copy(project: Path) -> None:
    """The project with its caches, so that nothing here touches the original."""
    for name in COPIED:
        if (ROOT / name).is_dir():
            leave = shutil.ignore_patterns("lighthouse", "__pycache__")
            shutil.copytree(ROOT / name, project / name, ignore=leave)
    for name in FILES:
        shutil.copy2(ROOT / name, project / name)
    for name in LINKED:
        (project / name).symlink_to(ROOT / name)


def build(project: Path, runs: int = 5) -> Row:
    """Builds with blocks and as plain text in turn, after one of each that is not counted."""
    spent: dict[str, list[float]] = {"blocks": [], "plain": []}
    for _ in range(runs + 1):
        for kind, times in spent.items():
            command = [*python(BUILD), str(project / "site"), kind]
            ran = subprocess.run(
                command, cwd=project, env=QUIET, check=True, capture_output=True, text=True
            )
            times.append(float(ran.stdout.split()[-1]))
    blocks, plain = (statistics.median(times[1:]) for times in spent.values())
    return Row(
        "site build with valid receipts, over the same site with its blocks as plain text",
        f"{blocks / plain:.2f} × ({blocks:.2f} s over {plain:.2f} s)",
        "≤ 1.15 ×",
        blocks <= 1.15 * plain,
    )


@contextmanager
def serving(project: Path) -> Iterator[str]:
    """`mkdocs serve` in the project, once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address]
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, cwd=project, env=QUIET, stdout=quiet, stderr=quiet)
    try:
        for _ in range(600):
            if server.poll() is not None:
                raise SystemExit("mkdocs serve stopped; run `make serve` to see why")
            try:
                get(f"http://{address}/")
                break
            except OSError:
                time.sleep(0.1)
        yield f"http://{address}/"
    finally:
        server.terminate()
        server.wait()


def get(address: str) -> str:
    """A page as it is served; it waits while the site is being built."""
    with urllib.request.urlopen(address, timeout=60) as answer:
        return str(answer.read().decode("utf-8"))


def served(project: Path, edits: int = 5) -> Row:
    """From saving a page to its new text being served, as a median."""
    page, spent = project / EDITED, []
    text = page.read_text(encoding="utf-8")
    with serving(project) as address:
        for number in range(edits + 1):
            mark = f"{MARK}, edit {number}."
            page.write_text(f"{text}\n{mark}\n", encoding="utf-8")
            began = time.perf_counter()
            while mark not in get(address + PAGE):
                time.sleep(0.01)
            spent.append(time.perf_counter() - began)
    page.write_text(text, encoding="utf-8")
    middle = statistics.median(spent[1:])
    return Row(
        "from saving a page to its being served again under `mkdocs serve`",
        f"{middle:.2f} s",
        "≤ 1.5 s",
        middle <= 1.5,
    )


def edited(project: Path) -> Row:
    """Which parts are verified again after a comment is added to one part's module."""
    code = "from solutions import verify; print(*verify.run().fresh)"
    modules = catalogue.parts()
    path = project / (modules[PART].replace(".", "/") + ".py")
    path.write_text(path.read_text(encoding="utf-8") + "\n# An edit.\n", encoding="utf-8")
    fresh = run(project, code).split()
    graph = sources.uses(modules)
    due = [part for part in graph if part == PART or PART in sources.rests_on(part, graph)]
    return Row(
        f"parts verified again after an edit of {PART}",
        ", ".join(fresh),
        f"that part and what rests on it: {', '.join(due)}",
        fresh == due,
    )


def run(project: Path, code: str) -> str:
    """What a fresh interpreter in the project prints."""
    ran = subprocess.run(python(code), cwd=project, check=True, capture_output=True, text=True)
    return ran.stdout
