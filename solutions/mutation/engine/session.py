"""A pytest session that has collected its tests and then runs some of them, again and again."""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from solutions.mutation.engine.children import Say, allow
from solutions.mutation.engine.target import Target

TIMES = 10.0
"""A test may take so many times the processor time that it took without a mutant, and more."""

EXAMPLES = 20
"""So many examples are generated for a law that leaves their number to the profile.

With fewer of them a mutant can only survive that more would have caught.
"""

BY_COLLECTION = "collection"
"""What notices a mutant with which the tests cannot even be imported, or are other ones."""


def warm(target: Target) -> None:
    """Import what tests and sources use, and none of them."""
    warnings.simplefilter("ignore")
    for name in target.third_party():
        with suppress(Exception):
            importlib.import_module(name)
    warnings.resetwarnings()
    from hypothesis import Phase, settings

    chosen = settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
    )
    settings.register_profile("mutants", chosen)
    settings.load_profile("mutants")


class Plugin:
    """Collects; then ``serve`` is called with this object in the place of running all tests."""

    def __init__(self, serve: Callable[[Plugin], None], patience: float) -> None:
        self.serve, self.patience = serve, patience
        self.items: dict[str, pytest.Item] = {}
        self.failure = ""

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.items = {item.nodeid: item for item in session.items}
        self.serve(self)
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and not self.failure:
            crash = getattr(report.longrepr, "reprcrash", None)
            told = str(crash.message if crash else report.longrepr)
            self.failure = (told.strip().splitlines() or ["failed"])[0][:200]

    def now(self, name: str) -> list[str]:
        """A test, or, if it is gone, all of its file."""
        beside = [one for one in self.items if one.split("::")[0] == name.split("::")[0]]
        return [name] if name in self.items else beside

    def run(self, tests: Sequence[str], costs: dict[str, float], say: Say) -> None:
        """Run tests in this order up to the first that fails, and say which that is."""
        items = [self.items.get(name) for name in tests]
        for place, item in enumerate(items):
            say({"at": tests[place]})
            if item is None:
                say({"by": tests[place], "told": "it is no longer there"})
                return
            following = items[place + 1] if place + 1 < len(items) else None
            allow(self.patience + TIMES * costs.get(item.nodeid, 0.0))
            before = process_time()
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self.failure:
                say({"by": item.nodeid, "told": self.failure})
                return
            say({"took": process_time() - before})


def run(target: Target, files: Sequence[str], plugin: Plugin, scratch: Path) -> int:
    """Collect the tests of ``files`` and let the plugin do the rest."""
    options = ["-p", "no:cacheprovider", "-p", "no:xdist", "-s", "-q", "--import-mode=importlib"]
    options += [f"--rootdir={target.root}", f"--basetemp={scratch}", "-m", "not long"]
    options += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]
    return int(pytest.main([*options, *(str(target.root / file) for file in files)], [plugin]))


def told(lines: list[dict[str, Any]], whole: bool) -> dict[str, Any]:
    """What became of a mutant, from what a child said before it ended or was ended."""
    for line in lines:
        if "by" in line:
            return {"outcome": "caught", **line}
    if whole:
        return {"outcome": "survivor", "by": "", "told": ""}
    at = [line["at"] for line in lines if "at" in line]
    return {"outcome": "caught", "by": at[-1] if at else BY_COLLECTION, "told": NEVER_ENDED}


NEVER_ENDED = "it never ended, and was stopped"
