<<<<<<< HEAD
"""How fast the site is built and built again, in a copy of the project."""
=======
"""How fast the site is built and reloaded, against the same site without its blocks."""
>>>>>>> browser

from __future__ import annotations

import os
<<<<<<< HEAD
import shutil
import socket
=======
import re
import shutil
>>>>>>> browser
import statistics
import subprocess
import sys
import tempfile
import time
<<<<<<< HEAD
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
=======
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from bench.engine import ROOT, Row
from solutions import catalogue
from solutions.engine import sources

PORT = 8765
PART = "1c"
BLOCK = re.compile(r"^::: .*$", re.MULTILINE)
INLINE = re.compile(r"\[\[(.*?)\]\]")


def measure() -> Iterator[Row]:
    """Build with receipts against plain text; save to served; what an edit verifies again."""
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
        spent = reloads(full)
        yield Row(
            "a page saved under `make serve` until the new one is served",
            f"median {statistics.median(spent):.2f} s of {len(spent)}",
            "≤ 1.5 s",
            statistics.median(spent) <= 1.5,
        )
        yield edited(full)


def copied(to: Path) -> Path:
    """The project in another folder, with its caches, so that nothing here is touched."""
    left_out = shutil.ignore_patterns(".git", ".venv", "node_modules", "site", ".*_cache")
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


def reloads(project: Path, times: int = 5) -> list[float]:
    """Seconds from saving a page, with a new formula, to seeing it served."""
    page = project / "docs" / "diffusion" / "d.md"
    text = page.read_text(encoding="utf-8")
    server = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{PORT}"],
        cwd=project,
        env=environment(project),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for("collapse" if "collapse" in text else "sampler", 180)
        spent = []
        for number in range(times + 1):
            mark = f"edition{number}"
            page.write_text(f"{text}\n\n{mark} $x_{{{number}}}$\n", encoding="utf-8")
            began = time.perf_counter()
            wait_for(mark, 60)
            spent.append(time.perf_counter() - began)
            time.sleep(1)
        return spent[1:]
>>>>>>> browser
    finally:
        server.terminate()
        server.wait()


<<<<<<< HEAD
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
=======
def wait_for(mark: str, limit: float) -> None:
    """Ask for the page until it has ``mark``."""
    url = f"http://127.0.0.1:{PORT}/diffusion/d/"
    until = time.monotonic() + limit
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                if mark in answer.read().decode():
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            pass
        time.sleep(0.02)
    raise TimeoutError(f"{mark!r} was not served at {url} within {limit:g} s")
>>>>>>> browser


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
<<<<<<< HEAD


def run(project: Path, code: str) -> str:
    """What a fresh interpreter in the project prints."""
    ran = subprocess.run(python(code), cwd=project, check=True, capture_output=True, text=True)
    return ran.stdout
=======
>>>>>>> browser
