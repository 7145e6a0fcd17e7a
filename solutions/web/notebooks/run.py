"""Run a percent-format notebook; what did not change is not run again.

The outputs come through the door, under a key that covers the code cells and every module that they
import, with data files and libraries, so that an edit of the text runs nothing.
"""

import json
import logging
import os
import re
from collections.abc import Sequence
from concurrent.futures import Future
from functools import lru_cache
from pathlib import Path
from typing import Any

import jupytext
import nbformat
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbconvert.preprocessors import ExecutePreprocessor
from nbformat import NotebookNode, from_dict

from solutions.work import coverage, door, sources
from solutions.work.door import Job
from solutions.work.workers.endings import Ended, Raised
from solutions.work.workers.pool import Pool

ALWAYS = ("ipykernel", "matplotlib", "mpmath", "nbclient")
"""What runs a notebook and draws in it, or works inside another library, imported or not."""

SECONDS = 120  # for one cell
WHOLE = 1800  # for a notebook, on a machine that is busy
MEMORY = 8 << 30  # bytes of addresses, for its kernel too
OURS = Path(__file__).parents[3]
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
    (notebook,) = executed_together([path], root, kernel)
    return notebook


def executed_together(paths: Sequence[Path], root: Path, kernel: str = "") -> list[NotebookNode]:
    """Several notebooks with their outputs; those that have to be run are, side by side."""
    found, runs = [_Read(path) for path in paths], []
    with Pool(clock=WHOLE, memory=MEMORY, imports=[__name__], root=OURS) as pool:
        for read in found:
            kept = door.known(read.job)
            if kept is None:
                log.info("Running notebook %s", read.path.name)
                told = nbformat.writes(read.notebook), str(root), kernel
                runs.append((read, door.begin(read.job), pool.submit(_run, *told)))
            else:
                log.info("Notebook %s is unchanged: its outputs are reused", read.path.name)
                read.fill(kept["outputs"])
        try:
            for read, begun, run in runs:
                outputs = _outputs(read.path, read.notebook, run)
                read.fill(outputs)
                if why := begun.keep(begun.receipt({"outputs": outputs})):
                    log.info(why)
        except NotebookFailed:
            pool.kill()
            raise
    return [read.notebook for read in found]


def job(path: Path) -> Job:
    """The outputs of a notebook, for the door."""
    libraries = {n: coverage.installed(n) for n in (*sources.libraries_of(path), *ALWAYS)}
    also = json.dumps([_code(path.read_text(encoding="utf-8")), libraries], sort_keys=True)
    return Job("notebooks", path.stem, covers=sources.imports_of(path), also=also)


@lru_cache(maxsize=64)
def _code(written: str) -> tuple[str, ...]:
    """The code of a notebook's cells, found once for each text: a server asks at every save."""
    cells = jupytext.reads(written, fmt="py:percent").cells
    return tuple(cell.source for cell in cells if cell.cell_type == "code")


class _Read:
    """A notebook as it is written, and what its outputs depend on; its text does not count."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.notebook = jupytext.read(path, fmt="py:percent")
        for number, cell in enumerate(self.notebook.cells, start=1):
            cell.id = f"cell-{number}"  # jupytext draws them by chance; two builds should be equal
        self.cells = [cell for cell in self.notebook.cells if cell.cell_type == "code"]
        self.job = job(path)

    def fill(self, outputs: list[list[Any]]) -> None:
        for number, (cell, its) in enumerate(zip(self.cells, outputs, strict=True), start=1):
            cell.outputs = [from_dict(output) for output in its]
            cell.execution_count = number


def _outputs(path: Path, notebook: NotebookNode, job: Future[Any]) -> list[list[Any]]:
    """The outputs of each cell that has code, or what there is to say instead."""
    try:
        told = job.result()
    except (Ended, Raised) as why:
        raise _failure(path, notebook, 0, str(why)) from None
    if "outputs" not in told:
        raise _failure(path, notebook, told["cell"], told["reason"])
    return list(told["outputs"])


def _run(written: str, root: str, kernel: str) -> dict[str, Any]:
    """Run a notebook: `{"outputs": …}` of its cells, or the `cell` that fails and the `reason`.

    A worker does this, so that the kernel, which is in a session of its own, ends with the build.
    """
    notebook = nbformat.reads(written, as_version=4)
    os.environ["PYTHONPATH"] = os.pathsep.join((root, os.environ["PYTHONPATH"]))
    # A kernel remarks at every start that it talks over the loopback device; that is meant.
    quiet = ["--log-level=ERROR"]
    runner = ExecutePreprocessor(
        kernel_name=kernel, timeout=SECONDS, extra_arguments=quiet, coalesce_streams=True
    )
    try:
        runner.preprocess(notebook, {"metadata": {"path": root}})
    except CellExecutionError as error:
        return {"cell": _first_failed(notebook), "reason": f"{error.ename}: {error.evalue}"}
    except (CellTimeoutError, DeadKernelError) as error:
        reason = (
            f"ran longer than {SECONDS} s" if isinstance(error, CellTimeoutError) else "kernel died"
        )
        return {"cell": _first_failed(notebook), "reason": reason}
    for index, cell in enumerate(notebook.cells):
        for output in cell.get("outputs", ()):
            if output.output_type == "error":
                return {"cell": index, "reason": f"{output.ename}: {output.evalue}"}
            if output.output_type == "stream" and output.name == "stderr":
                return {"cell": index, "reason": f"wrote to stderr: {output.text.strip()}"}
    return {"outputs": [cell.outputs for cell in notebook.cells if cell.cell_type == "code"]}


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
