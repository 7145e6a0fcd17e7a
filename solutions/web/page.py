"""Where a text comes from: the page's file, its lines, its links — as far as the builder tells."""

import os
from dataclasses import dataclass
from pathlib import Path
from posixpath import relpath
from typing import Any

from markdown import Markdown

from solutions.printing.markup import BlockError


@dataclass(frozen=True)
class Page:
    """A page below docs/.

    Without a builder `src` may be empty, and links name Markdown files. `anchors` collects the ids
    that blocks bring, so that the builder can tell whether a link to one of them leads anywhere.
    """

    src: str
    path: Path | None
    anchors: set[str]
    _mkdocs: Any = None

    def at(self, number: int, body: list[str]) -> str:
        """`docs/diffusion/d.md:14` for a line of the body, counted from 1.

        The front matter is gone before Markdown sees the text, so its lines are added.
        """
        if self.path is None:
            return f"{self.src}:{number}" if self.src else f"line {number}"
        return f"{_shown(self.path)}:{number + self._skipped(body)}"

    def _skipped(self, body: list[str]) -> int:
        # Builders take away lines at the head of a file only, so the ends of both texts agree.
        if self.path is None or not self.path.is_file():
            return 0
        whole = self.path.read_text(encoding="utf-8-sig").rstrip()
        return max(0, whole.count("\n") - "\n".join(body).rstrip().count("\n"))

    def href(self, target: str) -> str:
        """The address of another page below docs/, from this one.

        Raises BlockError when the builder knows of no such page.
        """
        if self._mkdocs is None:
            return relpath(target, os.path.dirname(self.src) or ".")
        file = self._mkdocs.files.get_file_from_path(target)
        if file is None:
            raise BlockError(f"there is no page docs/{target} to link to")
        return str(file.url_relative_to(self._mkdocs.file))


def of(md: Markdown, src: str = "") -> Page:
    """The page that `md` converts: MkDocs hangs it on its link processor, others say nothing."""
    if "relpath" in md.treeprocessors:
        links: Any = md.treeprocessors["relpath"]
        if (file := getattr(links, "file", None)) is not None:
            known: Any = md.treeprocessors["mkdocs_extract_anchors"]
            return Page(file.src_uri, Path(file.abs_src_path), known.present_anchor_ids, links)
    return Page(src, None, set())


def _shown(path: Path) -> str:
    try:
        return path.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except ValueError:
        return path.as_posix()
