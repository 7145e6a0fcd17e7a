"""MkDocs' part of the notebook pages, as small as it can be.

mkdocs-jupyter finds the notebooks and holds their options (`include`, `execute`, `kernel_name`).
Its own page brings Jupyter's style sheet and scripts and does not set mathematics, and its cache
does not see what a notebook imports; neither can be configured. So this hook, which runs after it,
gives each notebook page back the ordinary rendering of a Markdown page. It has to be a hook
because mkdocs-jupyter is a MkDocs plugin; everything else is in `run` and `page`.
"""

from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import nbformat
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from solutions.web.notebooks.page import NotebookPage
from solutions.web.notebooks.page import page as notebook_page
from solutions.web.notebooks.run import NotebookFailed, executed, executed_together, job
from solutions.work import door, package

_state: Any = None


def on_pre_build(config: MkDocsConfig) -> None:
    """See what notebooks import as it is now; as it was, where the server says `judge: later`."""
    global _state
    if _state is None or config.extra.get("judge") != "later":
        _state = package.state()


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Run what is due side by side; the pages then find the outputs kept.

    Where the server says `judge: later`, pages show the outputs that there were before.
    """
    if config.extra.get("judge") == "later":
        return
    jupyter: Any = config.plugins["mkdocs-jupyter"]
    root = Path(config.config_file_path).resolve().parent
    found = [Path(str(file.abs_src_path)) for file in files if jupyter.should_include(file)]
    never = [path for path in found if door.known(job(path)) is None]
    if len(never) < 2:
        return
    try:
        executed_together(never, root, jupyter.config["kernel_name"])
    except NotebookFailed as failure:
        raise PluginError(str(failure)) from None


@event_priority(-100)
def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> Page:
    """Let a notebook be rendered as Markdown, after mkdocs-jupyter has asked for it."""
    jupyter: Any = config.plugins["mkdocs-jupyter"]
    if jupyter.should_include(page.file):
        vars(page)["render"] = partial(_render, page, jupyter.config)
    return page


@lru_cache(maxsize=32)
def _made(path: Path, root: Path, kernel: str, state: Any) -> tuple[str, NotebookPage]:
    """The run notebook as text and as a page; while ``state`` is the same, so are they."""
    del state
    written = nbformat.writes(executed(path, root, kernel))
    return written, notebook_page(written, path, f"{path.stem}.ipynb")


def _render(target: Page, options: Any, config: MkDocsConfig, files: Files) -> None:
    root = Path(config.config_file_path).resolve().parent
    path = Path(str(target.file.abs_src_path))
    try:
        state = (path.stat().st_mtime_ns, _state)
        written, made = _made(path, root, options["kernel_name"], state)
    except NotebookFailed as failure:
        raise PluginError(str(failure)) from None
    download = Path(target.file.src_uri).with_suffix(".ipynb").as_posix()
    files.append(File.generated(config, download, content=written))
    target.markdown = made.markdown
    Page.render(target, config, files)
    target.content = made.with_cells(target.content or "")
