"""A notebook is run once for what it depends on, and only a whole, clean run is ever used."""

import json
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from solutions.web.notebooks import run as running
from solutions.web.notebooks.run import NotebookFailed, executed
from solutions.work import sources

COUNTING = """
# %% [markdown]
# # A title

# %%
from pathlib import Path
from solutions.theory import answer
with Path("runs").open("a") as log:
    log.write("x")
print(answer)
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of one notebook that counts its runs, and one module that it imports."""
    monkeypatch.setattr(sources, "ROOT", tmp_path)
    monkeypatch.setenv("SOLUTIONS_CACHE", str(tmp_path / "cache"))
    (tmp_path / "solutions").mkdir()
    (tmp_path / "solutions" / "__init__.py").write_text("")
    (tmp_path / "solutions" / "theory.py").write_text("answer = 42\n")
    (tmp_path / "toy.py").write_text(COUNTING)
    return tmp_path


def run(project: Path) -> str:
    """What the notebook printed."""
    notebook = executed(project / "toy.py", project)
    return "".join(output.text for cell in notebook.cells for output in cell.get("outputs", ()))


def runs(project: Path) -> int:
    return len((project / "runs").read_text())


@pytest.fixture
def replayed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """No kernel is started: each run gives what a run of `COUNTING` gives; the runs asked for."""
    asked: list[str] = []
    outputs = [[], [{"output_type": "stream", "name": "stdout", "text": "42\n"}]]

    class Replayed:
        def __init__(self, **settings: object) -> None:
            pass

        def __enter__(self) -> "Replayed":
            return self

        def __exit__(self, *why: object) -> None:
            pass

        def submit(self, work: object, written: str, *more: str) -> "Future[Any]":
            assert work is running._run
            asked.append(written)
            run: Future[Any] = Future()
            run.set_result({"outputs": outputs})
            return run

    monkeypatch.setattr(running, "Pool", Replayed)
    return asked


def test_a_notebook_is_run_again_for_its_code_and_imports_only(project):
    assert run(project) == run(project) == "42\n"
    assert runs(project) == 1
    (project / "toy.py").write_text(COUNTING.replace("A title", "Another title"))
    assert run(project) == "42\n"
    assert runs(project) == 1
    (project / "solutions" / "theory.py").write_text("answer = 43\n")
    assert run(project) == "43\n"
    assert runs(project) == 2


def test_outputs_that_were_cut_short_altered_or_are_foreign_are_made_anew(project, replayed):
    run(project)
    kept = project / "cache" / "notebooks" / "toy.json"
    whole = kept.read_text()
    record = json.loads(whole)
    damaged = [
        whole[: len(whole) // 2],
        whole.replace("42", "41"),
        json.dumps(record | {"format": 0}),
    ]
    for number, text in enumerate(damaged, start=2):
        kept.write_text(text)
        assert run(project) == "42\n"
        assert len(replayed) == number
        assert kept.read_text() == whole


def test_a_folder_that_cannot_be_written_costs_only_time(project, replayed):
    (project / "cache").write_text("a file where a folder should be")
    assert run(project) == run(project) == "42\n"
    assert len(replayed) == 2


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("import solutions.nothing", "No module named 'solutions.nothing'"),
        # Neither of these makes Jupyter stop: an error that is only shown, and a warning.
        (
            "try:\n    1 / 0\nexcept ZeroDivisionError:\n    get_ipython().showtraceback()",
            "division",
        ),
        ("import warnings\nwarnings.warn('rounding')", "wrote to stderr"),
    ],
)
def test_a_cell_that_fails_stops_with_its_place_and_is_not_kept(project, cell, reason):
    (project / "toy.py").write_text(f"{COUNTING}\n# %%\n{cell}\n")
    with pytest.raises(NotebookFailed) as stopped:
        run(project)
    message = str(stopped.value)
    line = COUNTING.count("\n") + 2
    assert message.startswith(
        f"{project / 'toy.py'}:{line}  notebook cell “{cell.splitlines()[0]}”"
    )
    assert reason in message
    assert message.endswith(
        "Mend the cell, or what it imports; a page is never built from a failed run."
    )
    assert not list((project / "cache" / "notebooks").glob("*.json"))


def test_a_cell_tagged_to_be_allowed_to_fail_may_not(project):
    (project / "toy.py").write_text('# %% tags=["raises-exception"]\n1 / 0\n')
    with pytest.raises(NotebookFailed, match="division by zero"):
        run(project)
