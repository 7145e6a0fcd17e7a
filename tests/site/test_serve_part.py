"""A part of the real site that stops holding, while its page is open and served."""

from __future__ import annotations

import re
import shutil
import signal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.site.test_same_bytes import LEFT_OUT, ROOT
from tests.web.test_serve import serve

PART = "solutions/diffusion/e_noisy_sampler.py"
SLIP = ("left = s2 + (T - n) * dt", "left = s2 + (T - n + 1) * dt")
PATIENCE = 900_000


@pytest.mark.long
@pytest.mark.browser
def test_a_slip_in_a_part_is_shown_with_its_counterexample_until_it_is_mended(
    tmp_path: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = tmp_path / "project"
    shutil.copytree(ROOT, project, ignore=shutil.ignore_patterns(*LEFT_OUT), symlinks=True)
    (project / "node_modules").symlink_to(ROOT / "node_modules")
    if (ROOT / ".cache").is_dir():
        shutil.copytree(ROOT / ".cache", project / ".cache")
    monkeypatch.delenv("SOLUTIONS_CACHE", raising=False)
    served = serve(project, project)
    try:
        tab = browser.new_page()
        served.get(patience=PATIENCE / 1000)
        tab.goto(f"{served.address}diffusion/e/", timeout=PATIENCE)
        module = (project / PART).read_text(encoding="utf-8")
        served.write(PART, module.replace(*SLIP))
        expect(tab.locator("h1").first).to_have_text(re.compile(rf"{PART}:\d+"), timeout=PATIENCE)
        expect(tab.locator("pre").first).to_contain_text("refuted")
        served.write(PART, module)
        expect(tab.locator("h1").first).to_contain_text("1e", timeout=PATIENCE)
    finally:
        served.process.send_signal(signal.SIGINT)
        served.process.wait(timeout=60)
