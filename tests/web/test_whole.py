"""A site is published whole or not at all, with the same bytes and modes whoever builds it."""

from __future__ import annotations

import filecmp
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "solutions" / "web" / "build"
CONFIG = f"""
site_name: Toy
site_url: https://example.org/toy/
theme: {{name: mkdocs, highlightjs: false}}
plugins: []
hooks: [slow.py, {BUILD / "date.py"}, {BUILD / "whole.py"}]
"""
SLOW = """
import os, time
from pathlib import Path

def on_post_page(output, page, config):
    if os.environ.get("SLOW"):
        Path(os.environ["SLOW"]).touch()
        time.sleep(60)
"""


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    folder = tmp_path / "toy"
    (folder / "docs").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (folder / "slow.py").write_text(SLOW, encoding="utf-8")
    (folder / "docs" / "index.md").write_text("# First edition\n", encoding="utf-8")
    return folder


def start(
    folder: Path, before: Callable[[], object] | None = None, **environment: str
) -> subprocess.Popen[str]:
    undated = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    return subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=folder,
        env={**undated, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=before,
    )


def build(folder: Path, before: Callable[[], object] | None = None, **environment: str) -> str:
    """What a build says; empty if it ended well."""
    process = start(folder, before, **environment)
    said = process.communicate(timeout=300)[0]
    return said if process.returncode else ""


def edit(folder: Path, text: str) -> None:
    (folder / "docs" / "index.md").write_text(text, encoding="utf-8")


def published(folder: Path) -> str:
    return (folder / "site" / "index.html").read_text(encoding="utf-8")


def beside(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".site")]


def test_a_build_that_fails_leaves_the_old_site_and_nothing_beside_it(toy):
    assert build(toy) == ""
    edit(toy, "# Second edition\n\n[nowhere](nowhere.md)\n")
    assert "nowhere.md" in build(toy)
    assert "First edition" in published(toy)
    assert beside(toy) == []
    edit(toy, "# Second edition\n")
    assert build(toy) == ""
    assert "Second edition" in published(toy)
    assert beside(toy) == []


def test_a_killed_build_leaves_the_old_site_and_the_next_one_cleans_up(toy, tmp_path):
    assert build(toy) == ""
    edit(toy, "# Second edition\n")
    with start(toy, SLOW=str(tmp_path / "begun")) as killed:
        wait_for(tmp_path / "begun")
        assert len(beside(toy)) == 1
        killed.send_signal(signal.SIGKILL)
    assert "First edition" in published(toy)
    assert len(beside(toy)) == 1
    assert build(toy) == ""
    assert "Second edition" in published(toy)
    assert beside(toy) == []


def test_two_builds_at_once_do_not_meet(toy, tmp_path):
    with start(toy, SLOW=str(tmp_path / "begun")) as slow:
        wait_for(tmp_path / "begun")
        assert build(toy) == ""
        assert "First edition" in published(toy)
        assert len(beside(toy)) == 1, "what the slow one writes is still its own"
        slow.terminate()


def test_a_full_disk_is_told_and_leaves_the_old_site(toy):
    assert build(toy) == ""
    edit(toy, "# Second edition\n" + "word " * 20_000)

    def full() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))

    said = build(toy, full)
    assert f"the site could not be written beside {toy / 'site'}: File too large; " in said
    assert "First edition" in published(toy)
    assert beside(toy) == []


def test_whoever_builds_it_the_site_is_the_same(toy, tmp_path):
    other = tmp_path / "elsewhere" / "twin"
    other.parent.mkdir()
    subprocess.run(["cp", "-r", toy, other], check=True)
    assert build(toy, lambda: os.umask(0o022), TZ="Pacific/Kiritimati", PYTHONHASHSEED="1") == ""
    assert build(other, lambda: os.umask(0o077), TZ="Etc/GMT+12", PYTHONHASHSEED="2") == ""
    assert same(toy / "site", other / "site") == []
    assert "<lastmod>" not in (toy / "site" / "sitemap.xml").read_text(encoding="utf-8")


def test_the_date_of_a_site_is_that_of_the_last_commit(toy):
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    dated = {**os.environ, "GIT_COMMITTER_DATE": "2001-02-03T04:05:06Z"}
    for words in (["init", "-q"], ["add", "."], [*who, "commit", "-q", "-m", "Begin"]):
        subprocess.run(["git", *words], cwd=toy, env=dated, check=True)
    assert build(toy) == ""
    sitemap = (toy / "site" / "sitemap.xml").read_text(encoding="utf-8")
    assert "<lastmod>2001-02-03</lastmod>" in sitemap


def same(one: Path, other: Path) -> list[str]:
    """The names of files that two folders do not have alike: content, and modes of 644 or 755."""
    names = {path.relative_to(top) for top in (one, other) for path in top.rglob("*")}
    return sorted(
        str(name)
        for name in names
        if not all((top / name).exists() for top in (one, other))
        or any(
            mode(top / name) != (0o755 if (top / name).is_dir() else 0o644) for top in (one, other)
        )
        or ((one / name).is_file() and not filecmp.cmp(one / name, other / name, shallow=False))
    )


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def wait_for(path: Path) -> None:
    until = time.monotonic() + 120
    while not path.exists():
        assert time.monotonic() < until
        time.sleep(0.05)
