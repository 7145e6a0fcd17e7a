"""The site while it is written: a failure is shown in the tab, and goes when it is mended."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from tests.site.visit import AXE

ROOT = Path(__file__).resolve().parents[2]
CONFIG = f"""
site_name: Toy
theme: {{name: mkdocs, highlightjs: false}}
plugins: []
hooks: [{ROOT / "solutions/web/build/whole.py"}]
markdown_extensions:
  - solutions.web.blocks: {{receipts: toy.receipts}}
nav: [index.md, other.md]
"""
SOURCE = """
from pathlib import Path
from solutions.kernel.errors import NotVerified

def receipts():
    if wrong := Path("wrong.txt").read_text():
        raise NotVerified(wrong)
    return {}
"""
WRONG = "toy.py:3  9a law\n  x² = x + <b>1</b> is refuted: at x = 2 the sides are 4 and 3"
PAGE = "# Start\n\nThere are [[count steps]] steps.\n"
PATIENCE = 60_000
"""Milliseconds until a save must have shown; how fast it is, bench/serve.py measures."""


@dataclass
class Project:
    """A small site, and the server that its author has started."""

    folder: Path
    address: str
    process: subprocess.Popen[bytes]

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")

    def get(self, page: str = "", patience: float = PATIENCE / 1000) -> tuple[int, str]:
        """Status and text of a page, once the server listens."""
        until = time.monotonic() + patience
        while True:
            try:
                with urllib.request.urlopen(self.address + page, timeout=patience) as answer:
                    return answer.status, answer.read().decode()
            except urllib.error.HTTPError as error:
                return error.code, error.read().decode()
            except OSError:
                if time.monotonic() > until or self.process.poll() is not None:
                    raise
                time.sleep(0.1)


def serve(folder: Path, root: Path = ROOT) -> Project:
    """Start the server of the package below ``root`` in a folder."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with (folder / "terminal").open("wb") as terminal:
        process = subprocess.Popen(
            [sys.executable, "-m", "solutions.web.serve", f"127.0.0.1:{port}"],
            cwd=folder,
            env={
                **os.environ,
                "PYTHONPATH": f"{root}{os.pathsep}{folder}",
                "NO_MKDOCS_2_WARNING": "1",
            },
            stdout=subprocess.DEVNULL,
            stderr=terminal,
        )
    return Project(folder, f"http://127.0.0.1:{port}/", process)


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    texts = {"mkdocs.yml": CONFIG, "toy.py": SOURCE, "wrong.txt": "", "docs/index.md": PAGE}
    for name, text in (texts | {"docs/other.md": "# Other\n"}).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def served(toy: Path, interruptible: None) -> Iterator[Project]:
    yield from ended(serve(toy))


@pytest.fixture
def broken(toy: Path, interruptible: None) -> Iterator[Project]:
    """Started while a part does not hold."""
    (toy / "wrong.txt").write_text(WRONG, encoding="utf-8")
    yield from ended(serve(toy))


def ended(project: Project) -> Iterator[Project]:
    try:
        yield project
    finally:
        project.process.send_signal(signal.SIGINT)
        project.process.wait(timeout=30)


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    yield page
    context.close()
    expect.set_options(timeout=5_000)


@pytest.mark.browser
def test_a_tab_shows_why_a_save_failed_and_comes_back_when_it_is_mended(served, tab):
    served.get()
    tab.goto(served.address)
    expect(tab.locator("h1")).to_have_text("Start")
    served.write("docs/index.md", PAGE + "\n::: nonsense 9a\n")
    expect(tab.locator("h1")).to_have_text("docs/index.md:5")
    expect(tab.locator("pre").first).to_contain_text('no block "nonsense"; nearest: "')
    served.write("docs/index.md", PAGE + "\n::: nothing 9a\n")
    expect(tab.locator("pre").first).to_contain_text('no block "nothing"; nearest: "')
    tab.get_by_role("link", name="Show the last good page").click()
    expect(tab.locator("h1")).to_have_text("Start")
    served.write("docs/index.md", PAGE.replace("Start", "Mended"))
    expect(tab.locator("h1")).to_have_text("Mended")


@pytest.mark.browser
def test_a_part_that_fails_is_shown_with_its_place_and_its_counterexample(served, tab):
    served.get()
    tab.goto(f"{served.address}other/")
    served.write("wrong.txt", WRONG)
    served.write("docs/other.md", "# Other page\n")
    expect(tab.locator("h1")).to_have_text("toy.py:3")
    expect(tab.locator("pre").first).to_have_text(WRONG.partition("  ")[2])
    expect(tab.locator("pre b")).to_have_count(0)
    assert "9a law" in (served.folder / "terminal").read_text(encoding="utf-8")
    served.write("wrong.txt", "")
    served.write("docs/other.md", "# Other page, mended\n")
    expect(tab.locator("h1")).to_have_text("Other page, mended")


@pytest.mark.browser
def test_the_failure_can_be_read_by_everybody(broken, tab):
    broken.write("wrong.txt", WRONG + "x" * 400 + "\n\ndocs/index.md:7 needs parts that hold.")
    broken.get()
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme)
        tab.goto(broken.address)
        tab.add_script_tag(path=AXE)
        found = tab.evaluate("axe.run().then(({ violations }) => violations.map(({ id }) => id))")
        assert found == [], scheme
        assert tab.evaluate("document.documentElement.scrollWidth") <= 360
        ground = tab.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (ground == "rgb(255, 255, 255)") == (scheme == "light")


def test_a_site_that_fails_from_the_first_is_served_as_its_failure(broken):
    status, page = broken.get("other/")
    assert status == 500
    assert "toy.py:3" in page
    assert "There is no good page yet." in page
    assert broken.get("other/?last-good")[0] == 500
    broken.write("wrong.txt", "")
    broken.write("docs/index.md", PAGE)
    status, page = settled(broken)
    assert status == 200
    assert "There are 0 steps." in page


def test_whatever_stops_a_build_is_shown_and_scripts_are_still_there(served):
    served.get()
    for name, text, told in (
        ("mkdocs.yml", CONFIG.replace("other.md", "another.md"), "another.md"),
        ("mkdocs.yml", CONFIG + "theme: [", "mkdocs.yml"),
        ("docs/index.md", PAGE + "[nowhere](nowhere.md)\n", "nowhere.md"),
    ):
        before = (served.folder / name).read_text(encoding="utf-8")
        served.write(name, text)
        assert told in settled(served, 500)[1]
        assert served.get("css/base.css")[0] == 200
        assert served.get("?last-good")[0] == 200
        served.write(name, before)
        assert settled(served, 200)[0] == 200


def settled(project: Project, wanted: int = 200) -> tuple[int, str]:
    """The front page, once it is answered with the status."""
    until = time.monotonic() + PATIENCE / 1000
    while (answer := project.get())[0] != wanted and time.monotonic() < until:
        time.sleep(0.1)
    return answer
