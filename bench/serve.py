"""How long an author waits, from a save under `make serve` to the tab that shows what it did."""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from bench.engine import Row
from bench.site import copied, environment
from tools.browser import chromium

ADDRESS = "127.0.0.1:8765"
PAGE, PART = "docs/diffusion/e.md", "solutions/diffusion/e_noisy_sampler.py"
SLIP = ("left = s2 + (T - n) * dt", "left = s2 + (T - n + 1) * dt")
TIMES = 3
PATIENCE = 600_000
"""Milliseconds after which a save is given up."""


def measure() -> Iterator[Row]:
    """A page, a part that holds, one that does not, and the page after it is mended."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        project = copied(Path(folder) / "project")
        log = Path(folder, "terminal")
        with log.open("wb") as terminal:
            server = subprocess.Popen(
                [sys.executable, "-m", "solutions.web.serve", ADDRESS],
                cwd=project,
                env=environment(project) | {"SOLUTIONS_CACHE": str(project / ".cache")},
                stdout=terminal,
                stderr=terminal,
            )
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        try:
            while "Serving on" not in log.read_text(encoding="utf-8"):
                if server.poll() is not None:
                    raise SystemExit(log.read_text(encoding="utf-8"))
                time.sleep(0.2)
            tab = browser.new_page()
            tab.goto(f"http://{ADDRESS}/diffusion/e/")
            yield from saves(project, tab, server.pid)
        finally:
            browser.close()
            server.send_signal(signal.SIGINT)
            server.wait()


def saves(project: Path, tab: Page, pid: int) -> Iterator[Row]:
    """A row for each kind of save."""
    page = (project / PAGE).read_text(encoding="utf-8")
    part = (project / PART).read_text(encoding="utf-8")
    wrong = part.replace(*SLIP)
    title = "1e"
    kinds = {
        "a page saved under `make serve`": (PAGE, page + "\nEdition {} $x_{}$.\n", title, 3),
        "the module of a part, which holds": (PART, part + "\n# Edition {}\n", title, 8),
        "the module of a part, which does not": (PART, wrong + "# {}\n", "e_noisy_sampler.py", 8),
        "the same when it is mended": (PART, part + "\n# Mended {}\n", title, 8),
    }
    for what, (file, text, shown, goal) in kinds.items():
        spent, used = [], []
        for number in range(TIMES):
            began, before = time.perf_counter(), processor(pid)
            with tab.expect_navigation(timeout=PATIENCE, wait_until="commit"):
                (project / file).write_text(text.replace("{}", str(number)), encoding="utf-8")
            spent.append(time.perf_counter() - began)
            used.append(processor(pid) - before)
            expect(tab.locator("h1").first).to_contain_text(shown, timeout=PATIENCE)
            time.sleep(1)
        took = statistics.median(spent)
        seconds = (
            f"median {took:.1f} s of {len(spent)}, {statistics.median(used):.1f} s of processor"
        )
        yield Row(f"{what}, until the tab shows it", seconds, f"≤ {goal} s", took <= goal)


def processor(pid: int) -> float:
    """Seconds of the processor that a process, and those of its children that ended, have used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
