"""A MkDocs hook that puts Python for the reader's browser into the site, after the pages.

It is made beside the pages: a process that begins when everything has been judged fills the cache
from which the files are taken at the end. Nothing rests on it but time.

While the site is served, whoever serves it says `extra: {pack: later}` and makes the pack when the
page is shown; until then the manifest says that it is coming, and so does the field.
"""

import shutil
import sys
from pathlib import Path
from subprocess import DEVNULL

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel

from solutions.answers.browser import pack
from solutions.work.workers.processes import Process

FOLDER = "assets/python"
COMING = '{"coming": true}'

_head_start: Process | None = None


@event_priority(50)  # after all is judged, and before notebooks are run
def on_files(files: Files, /, config: MkDocsConfig) -> Files:
    """Let pages refer to the pack's manifest."""
    manifest = File.generated(
        config, f"{FOLDER}/{pack.MANIFEST}", content=COMING, inclusion=InclusionLevel.NOT_IN_NAV
    )
    files.append(manifest)
    if config.extra.get("pack") != "later":
        _begin()
    return files


def on_post_build(config: MkDocsConfig) -> None:
    """Put in the pack's files, made before or now."""
    if config.extra.get("pack") == "later":
        return
    if _head_start is not None:
        _head_start.wait()  # as long as Node is given, which is killed when it hangs
    _end()
    try:
        made = pack.files()
    except pack.PackFailed as error:
        raise BuildError(str(error)) from None
    for name, file in made.items():
        shutil.copyfile(file, Path(config.site_dir, FOLDER, name))


def on_build_error(error: Exception) -> None:
    """Stop what nobody waits for any more."""
    del error
    _end()


def on_shutdown() -> None:
    """The same after an interruption."""
    _end()


def _begin() -> None:
    global _head_start
    _end()
    try:
        if pack.kept() is None:
            command = [sys.executable, "-m", pack.__name__]
            _head_start = Process(command, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL)
    except pack.PackFailed as error:
        raise BuildError(str(error)) from None


def _end() -> None:
    global _head_start
    if _head_start is not None:
        _head_start.kill()
    _head_start = None
