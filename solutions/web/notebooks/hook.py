"""MkDocs' part of the notebook pages, as small as it can be.

mkdocs-jupyter finds the notebooks and holds their options (`include`, `execute`, `kernel_name`).
Its own page brings Jupyter's style sheet and scripts and does not set mathematics, and its cache
does not see what a notebook imports; neither can be configured. So this hook, which runs after it,
gives each notebook page back the ordinary rendering of a Markdown page. It has to be a hook
because mkdocs-jupyter is a MkDocs plugin; everything else is in `run` and `page`.
"""

from functools import partial
from pathlib import Path
from typing import Any

import nbformat
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from solutions.web.notebooks.page import page as notebook_page
from solutions.web.notebooks.run import NotebookFailed, executed

CACHE = Path(".cache/notebooks")


@event_priority(-100)
def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> Page:
    """Let a notebook be rendered as Markdown, after mkdocs-jupyter has asked for it."""
    jupyter: Any = config.plugins["mkdocs-jupyter"]
    if jupyter.should_include(page.file):
        vars(page)["render"] = partial(_render, page, jupyter.config)
    return page


def _render(target: Page, options: Any, config: MkDocsConfig, files: Files) -> None:
    root = Path(config.config_file_path).resolve().parent
    path = Path(str(target.file.abs_src_path))
    try:
        notebook = executed(path, root, root / CACHE, options["kernel_name"])
        written = nbformat.writes(notebook)
        made = notebook_page(written, path, f"{path.stem}.ipynb")
    except NotebookFailed as failure:
        raise PluginError(str(failure)) from None
    download = Path(target.file.src_uri).with_suffix(".ipynb").as_posix()
    files.append(File.generated(config, download, content=written))
    target.markdown = made.markdown
    Page.render(target, config, files)
    target.content = made.with_cells(target.content or "")
