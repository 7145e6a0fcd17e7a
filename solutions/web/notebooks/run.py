"""Run a percent-format notebook; what did not change is not run again.

The outputs come through the door, under a key that covers the code cells and every module that they
import, with data files and libraries, so that an edit of the text runs nothing.
"""

import json
import logging
import re
from pathlib import Path

import jupytext
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbconvert.preprocessors import ExecutePreprocessor
from nbformat import NotebookNode, from_dict

from solutions.work import coverage, door, sources
from solutions.work.door import Job

ALWAYS = ("ipykernel", "matplotlib", "mpmath", "nbclient")
"""What runs a notebook and draws in it, or works inside another library, imported or not."""

SECONDS = 120  # for one cell
ANSI = re.compile(r"\x1b\[[0-9;]*m")
log = logging.getLogger("mkdocs.solutions.notebooks")


class NotebookFailed(Exception):
    """A notebook that cannot be published; the text says where, why and what to do."""


def executed(path: Path, root: Path, kernel: str = "") -> NotebookNode:
    """The notebook at `path` with the outputs of all its cells.

    `root` is the project's folder: cells run there and import from there. `kernel` is a Jupyter
    kernel's name, the notebook's own if empty. Raises `NotebookFailed` when a cell fails, or
    leaves an output of type `error` or anything on stderr.
    """
    notebook = _read(path)
    cells = _code(notebook)

    def run() -> door.Content:
        log.info("Running notebook %s", path.name)
        _run(notebook, path, root, kernel)
        return {"outputs": [cell.outputs for cell in cells]}

    outputs = door.made(_job(path, cells), run)["outputs"]
    for number, (cell, of) in enumerate(zip(cells, outputs, strict=True), start=1):
        cell.outputs = [from_dict(output) for output in of]
        cell.execution_count = number
    return notebook


def job(path: Path) -> Job:
    """The outputs of a notebook, for the door."""
    return _job(path, _code(_read(path)))


def _job(path: Path, cells: list[NotebookNode]) -> Job:
    """They depend on the code cells and on what those import; the text does not count."""
    libraries = {n: coverage.installed(n) for n in (*sources.libraries_of(path), *ALWAYS)}
    also = json.dumps([[cell.source for cell in cells], libraries], sort_keys=True)
    return Job("notebooks", path.stem, covers=sources.imports_of(path), also=also)


def _read(path: Path) -> NotebookNode:
    notebook = jupytext.read(path, fmt="py:percent")
    for number, cell in enumerate(notebook.cells, start=1):
        cell.id = f"cell-{number}"  # jupytext draws them by chance; two builds should be equal
    return notebook


def _code(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def _run(notebook: NotebookNode, path: Path, root: Path, kernel: str) -> None:
    """Fill in the outputs, in place."""
    # A kernel remarks at every start that it talks over the loopback device; that is meant.
    quiet = ["--log-level=ERROR"]
    runner = ExecutePreprocessor(
        kernel_name=kernel, timeout=SECONDS, extra_arguments=quiet, coalesce_streams=True
    )
    try:
        runner.preprocess(notebook, {"metadata": {"path": str(root)}})
    except CellExecutionError as error:
        index = _first_failed(notebook)
        raise _failure(path, notebook, index, f"{error.ename}: {error.evalue}") from None
    except (CellTimeoutError, DeadKernelError) as error:
        reason = (
            f"ran longer than {SECONDS} s" if isinstance(error, CellTimeoutError) else "kernel died"
        )
        raise _failure(path, notebook, _first_failed(notebook), reason) from None
    for index, cell in enumerate(notebook.cells):
        for output in cell.get("outputs", ()):
            if output.output_type == "error":
                raise _failure(path, notebook, index, f"{output.ename}: {output.evalue}")
            if output.output_type == "stream" and output.name == "stderr":
                raise _failure(path, notebook, index, f"wrote to stderr: {output.text.strip()}")
        # When the cells ran, and on which machine, would make every build another one.
        cell.metadata.pop("execution", None)
    notebook.metadata.pop("language_info", None)


def _first_failed(notebook: NotebookNode) -> int:
    """The cell a stopped run stood at: the last one that was started."""
    started = [
        index
        for index, cell in enumerate(notebook.cells)
        if cell.cell_type == "code" and "iopub.execute_input" in cell.metadata.get("execution", {})
    ]
    return started[-1] if started else 0


def _failure(path: Path, notebook: NotebookNode, index: int, reason: str) -> NotebookFailed:
    first = notebook.cells[index].source.strip().partition("\n")[0]
    return NotebookFailed(
        f"{place_of_cell(path, notebook, index)}  notebook cell “{first}”\n"
        f"  {ANSI.sub('', reason)}\n"
        "  Mend the cell, or what it imports; a page is never built from a failed run."
    )


def place_of_cell(path: Path, notebook: NotebookNode, index: int) -> str:
    """`docs/notebooks/dpo.py:41`, the `# %%` mark that opens cell number `index`, from 0."""
    lines = path.read_text(encoding="utf-8").splitlines()
    marks = [number for number, line in enumerate(lines, start=1) if line.startswith("# %%")]
    unmarked = len(notebook.cells) - len(marks)  # text before the first mark is a cell too
    line = marks[index - unmarked] if 0 <= index - unmarked < len(marks) else 1
    here = Path.cwd()
    return f"{path.relative_to(here) if path.is_relative_to(here) else path}:{line}"
