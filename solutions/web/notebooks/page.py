"""An executed notebook as a page: Markdown for the site's own converter, and the HTML of its cells.

nbconvert fills the template `page.md.j2`. Code and outputs are taken out of the
Markdown before it is converted and put back after, so that no converter can touch them.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import nbformat
from nbconvert.exporters import MarkdownExporter
from nbformat import NotebookNode
from traitlets.config import Config

from solutions.web.notebooks.run import NotebookFailed, place_of_cell
from solutions.web.pages import code

TEMPLATES = Path(__file__).resolve().parent
CELL = re.compile(r"<!--cell-->(.*?)<!--/cell-->", re.DOTALL)
SHOWN = ("text/html", "text/markdown", "text/plain")


@dataclass(frozen=True)
class NotebookPage:
    """`markdown` holds a mark in the place of each of `cells`, which are HTML."""

    markdown: str
    cells: tuple[str, ...]

    def with_cells(self, html: str) -> str:
        """The converted Markdown with the cells in their places."""
        for number, cell in enumerate(self.cells):
            html = html.replace(_mark(number), cell, 1)
        return html


@lru_cache(maxsize=16)
def page(written: str, path: Path, download: str) -> NotebookPage:
    """The page of an executed notebook, given as the text of its .ipynb file.

    `path` is the source it was made of, `download` the address of the .ipynb from there. While the
    site is served, a notebook that did not change is not made into a page again.

    Raises `NotebookFailed` for an output that could not be shown to every reader: a picture
    without alternative text, or a kind of output the site has no form for.
    """
    notebook = nbformat.reads(written, as_version=4)
    _refuse_unreadable(notebook, path)
    exporter = MarkdownExporter(
        config=Config({"NbConvertBase": {"display_data_priority": list(SHOWN)}}),
        template_file="page.md.j2",
        extra_template_paths=[str(TEMPLATES)],
        filters={"python_code": code.python},
    )
    texts = [i for i, cell in enumerate(notebook.cells, start=1) if cell.cell_type == "markdown"]
    resources = {"download": download, "source_after": texts[0] if texts else 0}
    body, _ = exporter.from_notebook_node(notebook, resources)
    cells = tuple(found.group(1) for found in CELL.finditer(body))
    numbers = iter(range(len(cells)))
    return NotebookPage(CELL.sub(lambda _: _mark(next(numbers)), body).strip() + "\n", cells)


def _mark(number: int) -> str:
    return f'<div data-notebook-cell="{number}"></div>'


def _refuse_unreadable(notebook: NotebookNode, path: Path) -> None:
    for index, cell in enumerate(notebook.cells):
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            where = f"{place_of_cell(path, notebook, index)}  notebook cell"
            if data and not any(kind in data for kind in SHOWN):
                kinds = ", ".join(sorted(data))
                raise NotebookFailed(
                    f"{where} shows {kinds}, for which the site has no form\n"
                    "  Show a figure with solutions.figures.canvas.show, or text."
                )
            if any(kind.startswith("image/") for kind in data):
                raise NotebookFailed(
                    f"{where} shows a picture without alternative text\n"
                    '  Show it with solutions.figures.canvas.show(figure, name="…", alt="…").'
                )
            html = data.get("text/html", "")
            if html.count("<svg") > html.count("<desc") or re.search(r"<img(?![^>]*\balt=)", html):
                raise NotebookFailed(
                    f"{where} shows a picture without alternative text\n"
                    "  Give the <svg> a <title> and a <desc>, or the <img> an alt."
                )
