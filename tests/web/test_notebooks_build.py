"""MkDocs with mkdocs-jupyter and our hook: notebooks are pages like the others, or none is."""

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from solutions.web.notebooks import hook
from solutions.work.workers.keeper import below

ROOT = Path(__file__).resolve().parents[2]
CONFIG = f"""
site_name: Toy
theme: {{name: material, font: false}}
plugins:
  - mkdocs-jupyter:
      include: ["notebooks/*.py"]
      ignore: ["*.md"]
      execute: true
      allow_errors: false
      ignore_h1_titles: true
      cache: false
hooks: [{ROOT / "solutions/web/notebooks/hook.py"}]
markdown_extensions: [toc: {{permalink: true}}]
validation: {{links: {{not_found: warn, anchors: warn}}}}
"""
NOTEBOOK = """# %% [markdown]
# # A toy
#
# See [the start](../index.md) and [below](#below).

# %%
1 + 1

# %% [markdown]
# ## Below
"""


def written(folder: Path) -> Path:
    """A project of a page and a notebook."""
    (folder / "mkdocs.yml").write_text(CONFIG)
    (folder / "docs" / "notebooks").mkdir(parents=True)
    (folder / "docs" / "index.md").write_text("# Start\n\n[A toy](notebooks/toy.py)\n")
    (folder / "docs" / "notebooks" / "toy.py").write_text(NOTEBOOK)
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return written(tmp_path)


@pytest.fixture(scope="module")
def first(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """A project whose notebook was run in its first build, and what that build said."""
    folder = written(tmp_path_factory.mktemp("first"))
    return folder, build(folder)


def environment(project: Path) -> dict[str, str]:
    ours = {"PYTHONPATH": str(ROOT), "SOLUTIONS_CACHE": str(project / ".cache")}
    return {**os.environ, **ours, "NO_MKDOCS_2_WARNING": "1"}


def build(project: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    return subprocess.run(
        command, cwd=project, env=environment(project), capture_output=True, text=True, check=False
    )


def test_a_notebook_is_a_page_like_the_others_and_is_run_once(first):
    project, told = first
    assert told.returncode == 0, told.stderr
    assert "Running notebook toy.py" in told.stderr
    page = (project / "site/notebooks/toy/index.html").read_text()
    assert '<pre class="notebook-output" tabindex="0">2</pre>' in page
    assert re.search(r'<a href="\.\./\.\./?">the start</a>', page)
    assert re.search(r'<a href="#below" class="md-nav__link">', page), "not in the contents"
    assert not re.search(r"jupyter|require\.js|mathjax|cdn", page, re.IGNORECASE)
    download = json.loads((project / "site/notebooks/toy.ipynb").read_text())
    assert download["cells"][1]["outputs"][0]["data"]["text/plain"] == ["2"]
    second = build(project)
    assert second.returncode == 0, second.stderr
    assert "Running" not in second.stderr
    assert (project / "site/notebooks/toy/index.html").read_text() == page
    assert json.loads((project / "site/notebooks/toy.ipynb").read_text()) == download


def test_a_failing_cell_fails_the_strict_build(project):
    failed = with_wrong(project, [("1 + 1", "1 / 0")])
    assert (
        "docs/notebooks/toy.py:6  notebook cell “1 / 0”\n  ZeroDivisionError: division by zero"
    ) in failed.stderr


def test_dead_links_fail_the_strict_build(first):
    project, _ = first
    failed = with_wrong(project, [("#below", "#above"), ("index.md", "start.md")])
    assert "Running" not in failed.stderr
    # Each of them alone would do.
    assert "Aborted with 2 warnings" in failed.stdout + failed.stderr
    assert "contains a link '#above', but there is no such anchor" in failed.stderr
    assert "'../start.md'" in failed.stderr


def with_wrong(project: Path, changes: list[tuple[str, str]]) -> "subprocess.CompletedProcess[str]":
    """A build of the notebook with these changes; it fails."""
    text = NOTEBOOK
    for old, new in changes:
        text = text.replace(old, new)
    (project / "docs/notebooks/toy.py").write_text(text)
    failed = build(project)
    (project / "docs/notebooks/toy.py").write_text(NOTEBOOK)
    assert failed.returncode != 0
    return failed


def test_a_save_that_is_served_waits_for_no_notebook() -> None:
    """What is due is run behind the server; nothing of the site is even asked for here."""
    later = SimpleNamespace(extra={"judge": "later"})
    hook.on_files(None, config=later)  # type: ignore[arg-type]


WAITING = """# %%
import os, pathlib, time
pathlib.Path("{name}.pid").write_text(str(os.getpid()))
time.sleep(600)
"""


def test_a_build_that_is_killed_leaves_no_kernel(project):
    for name in ("toy", "other"):
        (project / f"docs/notebooks/{name}.py").write_text(WAITING.format(name=name))
    command = [sys.executable, "-m", "mkdocs", "build"]
    nowhere = subprocess.DEVNULL
    with subprocess.Popen(
        command, cwd=project, env=environment(project), stdout=nowhere, stderr=nowhere
    ) as built:
        until = time.monotonic() + 300
        while len(list(project.glob("*.pid"))) < min(2, os.cpu_count() or 1):
            assert built.poll() is None
            assert time.monotonic() < until
            time.sleep(0.1)
        started = below(built.pid)
        built.kill()
    assert {int(note.read_text()) for note in project.glob("*.pid")} <= set(started)
    until = time.monotonic() + 60
    while any(Path(f"/proc/{pid}").exists() for pid in started) and time.monotonic() < until:
        time.sleep(0.1)
    assert not [pid for pid in started if Path(f"/proc/{pid}").exists()]
