"""Measure, print a table, and keep it where the site shows it (docs/how-it-works/speed.md)."""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import sys
from pathlib import Path

from bench import answers, audit, browser, engine, figures, serve, site
from tests.site import built

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "how-it-works" / "speed.md"


def main() -> None:
    """Run the chosen groups; with ``--write`` the page of the site is written anew."""
    groups = {
        "engine": engine.measure,
        "audit": audit.measure,
        "answers": answers.measure,
        "site": site.measure,
        "serve": serve.measure,
        "figures": figures.measure,
        "browser": browser.measure,
    }
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("groups", nargs="*", choices=[*groups, []], help="default: all")
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.relative_to(ROOT)}")
    asked = parser.parse_args()
    if "browser" in (asked.groups or groups) and (reason := built.missing_or_stale()):
        raise SystemExit(reason)  # now, and not after ten minutes of measuring
    load = os.getloadavg()[0]
    rows = []
    for name in asked.groups or groups:
        for row in groups[name]():
            rows.append(row)
            print(f"{'ok  ' if row.met else 'MISS'} {row.what}: {row.value}  (goal {row.goal})")
            sys.stdout.flush()
    if asked.write:
        PAGE.write_text(page(rows, load), encoding="utf-8")


def page(rows: list[engine.Row], load: float) -> str:
    """The measurements as a page; ``load`` is how many processes were running before them."""
    today = datetime.date.today().isoformat()
    processor = platform.processor() or platform.machine()
    head = (
        "# Speed and memory\n\n"
        f"Measured on {today} with `make bench` on {processor}, "
        f"Python {platform.python_version()}, {engine.processors()} processors, with a load of "
        f"{load:.1f} by other programs at the start. Ratios are taken within one run on one "
        f"machine; nothing here is asserted in a timed test. {missed(rows)}\n\n"
        '<div class="measurements" markdown="1">\n\n'
        "| What | Measured | Goal | Met |\n|---|---|---|---|\n"
    )
    lines = [f"| {r.what} | {r.value} | {r.goal} | {'yes' if r.met else 'no'} |" for r in rows]
    return head + "\n".join(lines) + "\n\n</div>\n"


def missed(rows: list[engine.Row]) -> str:
    """How many goals were not reached, in a sentence."""
    count = sum(not row.met for row in rows)
    if not count:
        return "All goals were reached."
    return f"Of {len(rows)} goals, {count} {'was' if count == 1 else 'were'} missed."


if __name__ == "__main__":
    main()
