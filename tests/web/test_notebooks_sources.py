"""The key of a notebook's outputs: everything they could depend on, and nothing else."""

from pathlib import Path

import pytest

from solutions.web.notebooks.run import job
from solutions.work import keys, sources

CODE = "from solutions.parts import first\n"


@pytest.fixture
def notebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A notebook that imports a part, which imports the engine; another module stands aside."""
    modules = {
        "parts/first.py": "from solutions.engine.kernel import decide",
        "engine/kernel.py": "",
        "aside.py": "",
    }
    for name, text in modules.items():
        path = tmp_path / "solutions" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    monkeypatch.setattr(sources, "ROOT", tmp_path)
    path = tmp_path / "toy.py"
    path.write_text(f"# %% [markdown]\n# # Words\n\n# %%\n{CODE}")
    return path


def key(notebook: Path) -> str:
    asked = job(notebook)
    return keys.key(asked.covered, asked.also)


def test_the_key_follows_the_code_and_every_module_it_reaches(notebook, tmp_path):
    first = key(notebook)
    assert key(notebook) == first
    (tmp_path / "solutions/aside.py").write_text("changed = True")
    assert key(notebook) == first
    (tmp_path / "solutions/engine/kernel.py").write_text("changed = True")
    assert key(notebook) != first
    changed = key(notebook)
    notebook.write_text(f"{notebook.read_text()}first\n")
    assert key(notebook) != changed


def test_words_and_cells_that_are_not_python_do_no_harm(notebook):
    first = key(notebook)
    notebook.write_text(f"# %% [markdown]\n# # Other words\n\n# %%\n{CODE}")
    assert key(notebook) == first
    notebook.write_text("# %%\n%matplotlib inline\n")
    assert key(notebook) != first
