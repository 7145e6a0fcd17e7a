"""Shared by all tests: a small project of parts on disk, which the runner verifies for real."""

from __future__ import annotations

import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from solutions.work import sources
from tests.small import ENGINE_ONLY
from tools.browser import chromium

settings.register_profile("suite", max_examples=40)
settings.register_profile("long", max_examples=600)  # asked for by `make test-long`
if settings.get_current_profile_name() == "default":  # and not that of the engine's mutants
    settings.load_profile("suite")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    with sync_playwright() as playwright:
        chromium_ = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield chromium_
        chromium_.close()


@pytest.fixture
def interruptible() -> Iterator[None]:
    """What is started in the background of a shell ignores interrupts, and so do its children."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., dict[str, str]]]:
    """``project({"9a": text, …})`` makes a copy of the package with these parts; gives modules."""
    root = tmp_path / "project"
    shutil.copytree(
        sources.ROOT / "solutions",
        root / "solutions",
        ignore=ENGINE_ONLY,
    )
    (root / "solutions" / "sheet").mkdir()
    (root / "solutions" / "sheet" / "__init__.py").write_text("")
    monkeypatch.setattr(sources, "ROOT", root)

    def write(parts: dict[str, str]) -> dict[str, str]:
        modules = {}
        for name, text in parts.items():
            stem = f"{name[-1]}_part"
            (root / "solutions" / "sheet" / f"{stem}.py").write_text(text, encoding="utf-8")
            modules[name] = f"solutions.sheet.{stem}"
        return modules

    yield write
    for name in [name for name in sys.modules if name.startswith("solutions.sheet")]:
        del sys.modules[name]
