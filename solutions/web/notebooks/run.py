"""Run a percent-format notebook; what did not change is not run again.

The outputs are kept in `<cache>/<name>.json` under a key that covers the code cells and every
module they import (see `sources`), so that an edit of the text runs nothing. A failed run is never
kept, and a file that cannot be read, was cut short or was altered is made anew.
"""

import hashlib
import json
import logging
import re
from pathlib import Path
from typing import Any

import jupytext
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbconvert.preprocessors import ExecutePreprocessor
from nbformat import NotebookNode, from_dict

from solutions.web.notebooks import sources
from solutions.work import disk

FORMAT = 1
SECONDS = 120  # for one cell
ANSI = re.compile(r"\x1b\[[0-9;]*m")
log = logging.getLogger("mkdocs.solutions.notebooks")


class NotebookFailed(Exception):
    """A notebook that cannot be published; the text says where, why and what to do."""


def executed(path: Path, root: Path, cache: Path, kernel: str = "") -> NotebookNode:
    """The notebook at `path` with the outputs of all its cells.

    `root` is the project's folder: cells run there and import from there. `kernel` is a Jupyter
    kernel's name, the notebook's own if empty. Raises `NotebookFailed` when a cell fails, or
    leaves an output of type `error` or anything on stderr.
    """
    notebook = jupytext.read(path, fmt="py:percent")
    for number, cell in enumerate(notebook.cells, start=1):
        cell.id = f"cell-{number}"  # jupytext draws them by chance; two builds should be equal
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    key = sources.key(path, (cell.source for cell in cells))
    kept = cache / f"{path.stem}.json"
    outputs = _load(kept, key, len(cells))
    if outputs is None:
        log.info("Running notebook %s", path.name)
        _run(notebook, path, root, kernel)
        _keep(kept, key, [cell.outputs for cell in cells])
    else:
        log.info("Notebook %s is unchanged: its outputs are reused", path.name)
        for number, (cell, kept_outputs) in enumerate(zip(cells, outputs, strict=True), start=1):
            cell.outputs = kept_outputs
            cell.execution_count = number
    return notebook


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


def _digest(outputs: Any) -> str:
    return hashlib.sha256(json.dumps(outputs, sort_keys=True).encode()).hexdigest()


def _load(kept: Path, key: str, cells: int) -> list[list[NotebookNode]] | None:
    try:
        record = json.loads(kept.read_text(encoding="utf-8"))
        outputs = record["outputs"]
        whole = record["digest"] == _digest(outputs) and len(outputs) == cells
        if record["format"] != FORMAT or record["key"] != key or not whole:
            return None
        return [[from_dict(output) for output in cell] for cell in outputs]
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None


def _keep(kept: Path, key: str, outputs: list[list[NotebookNode]]) -> None:
    record = {"format": FORMAT, "key": key, "digest": _digest(outputs), "outputs": outputs}
    try:
        disk.replace(kept, json.dumps(record))
    except OSError as error:
        log.info("The outputs of %s could not be kept (%s); they will be made again", kept, error)
