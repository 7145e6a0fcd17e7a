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


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text(CONFIG)
    (tmp_path / "docs" / "notebooks").mkdir(parents=True)
    (tmp_path / "docs" / "index.md").write_text("# Start\n\n[A toy](notebooks/toy.py)\n")
    (tmp_path / "docs" / "notebooks" / "toy.py").write_text(NOTEBOOK)
    return tmp_path


def environment(project: Path) -> dict[str, str]:
    ours = {"PYTHONPATH": str(ROOT), "SOLUTIONS_CACHE": str(project / ".cache")}
    return {**os.environ, **ours, "NO_MKDOCS_2_WARNING": "1"}


def build(project: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    return subprocess.run(
        command, cwd=project, env=environment(project), capture_output=True, text=True, check=False
    )


def test_a_notebook_is_a_page_like_the_others_and_is_run_once(project):
    first = build(project)
    assert first.returncode == 0, first.stderr
    assert "Running notebook toy.py" in first.stderr
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


@pytest.mark.parametrize(
    "wrong",
    [
        [
            (
                "1 + 1",
                "1 / 0",
                "docs/notebooks/toy.py:6  notebook cell “1 / 0”\n"
                "  ZeroDivisionError: division by zero",
            )
        ],
        [
            ("#below", "#above", "contains a link '#above', but there is no such anchor"),
            ("index.md", "start.md", "'../start.md'"),
        ],
    ],
    ids=["a failing cell", "dead links"],
)
def test_a_failing_cell_or_a_dead_link_fails_the_strict_build(project, wrong):
    path = project / "docs/notebooks/toy.py"
    text = NOTEBOOK
    for old, new, _ in wrong:
        text = text.replace(old, new)
    path.write_text(text)
    failed = build(project)
    assert failed.returncode != 0
    if len(wrong) > 1:  # each of them alone would do
        assert f"Aborted with {len(wrong)} warnings" in failed.stdout + failed.stderr
    for _, _, message in wrong:
        assert message in failed.stderr


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
