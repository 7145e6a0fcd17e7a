"""Two builds of the whole site, cold, in other places and other circumstances, are the same."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.web.test_whole import same

ROOT = Path(__file__).parents[2]
LEFT_OUT = (".venv*", "node_modules", "site", ".site.new-*", ".cache", ".*_cache", "__pycache__")
WAYS = {
    "here": (0o022, {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8"}),
    "there/below": (0o077, {"TZ": "Etc/GMT+12", "PYTHONHASHSEED": "2", "LC_ALL": "C"}),
}
"""Places, each with a umask and an environment; in these two zones it is never the same day."""


@pytest.mark.long
def test_place_time_zone_hash_seed_locale_and_umask_change_no_byte(tmp_path: Path) -> None:
    sites = [built(tmp_path / place, *way) for place, way in WAYS.items()]
    assert same(*sites) == []


def built(project: Path, umask: int, environment: dict[str, str]) -> Path:
    """The site that a copy of the project builds with no cache at all."""
    shutil.copytree(ROOT, project, ignore=shutil.ignore_patterns(*LEFT_OUT), symlinks=True)
    (project / "node_modules").symlink_to(ROOT / "node_modules")
    inherited = {name: value for name, value in os.environ.items() if name != "SOLUTIONS_CACHE"}
    own = {"PYTHONPATH": str(project), "SITE_URL": "https://example.org/", **environment}
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=project,
        env={**inherited, "NO_MKDOCS_2_WARNING": "1", **own},
        umask=umask,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return project / "site"
