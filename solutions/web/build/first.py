"""A MkDocs hook for what comes before any page: look at all of them, then judge.

What can be known at once is said in the first second: a page or an entry that nav lacks, a block,
a value or a part that does not exist. Then all that pages show is judged, a line for each part.

While the site is served, `extra: {judge: later}` says that only the parts are judged now: a page
shows the rest as it was, until the server has had it judged.
"""

import logging
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.utils.meta import get_data

from solutions import catalogue, verify
from solutions.kernel.errors import Malformed, NotVerified
from solutions.printing.markup import BlockError
from solutions.web import lookup
from solutions.web.blocks import look
from solutions.web.page import Page
from solutions.work.progress import Progress

AFTER = {
    "the claims of the audit": "solutions.transcript.report.current",
    "the printed formulas with errors": "solutions.errata.report.current",
    "the tables of answers": "solutions.answers.tables.report.current",
    "the figures": "solutions.figures.report.current",
    "what other people's programs say": "solutions.oracles.report.current",
    "the mutants of the parts": "solutions.mutation.results.shown",
}
"""What pages show besides the parts, by the functions that judge it or take it as it was judged."""

log = logging.getLogger("mkdocs.solutions")


@event_priority(100)
def on_files(files: Files, /, config: MkDocsConfig) -> None:
    """Stop the build, with the first thing wrong on each page, before it has cost anything."""
    pages = [file for file in files if file.src_uri.endswith(".md")]
    log.info("Looking at %s pages", len(pages))
    wrong = [*_nav(files, pages, config), *_pages(pages)]
    if wrong:
        raise BuildError("\n\n".join(wrong))
    if config.extra.get("judge") == "later":
        lookup.as_before(AFTER.values())
    _judge()


def _judge() -> None:
    log.info("Judging the parts, or taking receipts of what has not changed")
    progress = Progress(sys.stderr)
    try:
        verify.verified(done=progress.part)
    except (Malformed, NotVerified) as why:
        raise BuildError(str(why)) from None
    finally:
        progress.end()
    for what, function in AFTER.items():
        log.info("Judging %s", what)
        try:
            lookup.called(function)
        except (Malformed, NotVerified) as why:
            raise BuildError(str(why)) from None
    log.info("Making the pages")


def _pages(pages: list[File]) -> Iterator[str]:
    parts = catalogue.parts()
    for file in pages:
        body = get_data(file.content_string)[0].splitlines()
        try:
            look(Page(file.src_uri, Path(str(file.abs_src_path)), set()), body, parts)
        except (BuildError, BlockError) as error:
            yield str(error)


def _nav(files: Files, pages: list[File], config: MkDocsConfig) -> Iterator[str]:
    """Entries without a file, and pages without an entry."""
    if config.nav is None:
        return
    named = set(_entries(config.nav))
    written = Path(config.config_file_path)
    lines = written.read_text(encoding="utf-8").splitlines()
    for entry in sorted(named):
        if "://" not in entry and files.get_file_from_path(entry) is None:
            at = [number for number, line in enumerate(lines, start=1) if line.endswith(entry)]
            where = f"{written.name}:{at[0] if at else 1}"
            yield f"{where}  nav names {entry}, and there is no such page; write it or take it out"
    for page in pages:
        if page.src_uri not in named and not page.inclusion.is_not_in_nav():
            at_page = f"{Path(config.docs_dir).name}/{page.src_uri}:1"
            yield f"{at_page}  this page is missing in the nav of {written.name}; add it there"


def _entries(nav: Any) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, dict):
        for below in nav.values():
            yield from _entries(below)
    else:
        for each in nav:
            yield from _entries(each)
