"""A MkDocs hook that publishes a site whole: built beside the old one, moved in when complete.

A build that fails or is killed leaves the old site as it was. What a killed build left lies beside
the site, unlocked, and the next build removes it; a build that runs holds a lock on its own folder,
so two at once do not meet. Every file can be read by everybody, whatever umask the build had.
"""

import ctypes
import fcntl
import logging
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.plugins import event_priority
from mkdocs.utils import CountHandler

EXCHANGE = 2
"""RENAME_EXCHANGE of Linux: two names change places, and nobody sees one of them missing."""
HERE = -100
"""AT_FDCWD: names are those that the process sees."""


class _Beside:
    """A folder of this build's own, on the same disk as the site."""

    def __init__(self, site: Path) -> None:
        self.site = site
        prefix = f".{site.name}.new-"
        site.parent.mkdir(parents=True, exist_ok=True)
        for left in site.parent.glob(f"{prefix}*"):
            _remove(left)
        while True:
            self.folder = Path(tempfile.mkdtemp(dir=site.parent, prefix=prefix))
            self.lock = os.open(self.folder, os.O_RDONLY)
            fcntl.flock(self.lock, fcntl.LOCK_EX)
            if self.folder.exists():  # and no other build took it for one that was killed
                return
            os.close(self.lock)

    def publish(self) -> None:
        """Put the folder in the site's place."""
        for place, _, files in os.walk(self.folder):
            os.chmod(place, 0o755)
            for file in files:
                os.chmod(os.path.join(place, file), 0o644)
        _swap(self.folder, self.site)
        self.end()

    def end(self) -> None:
        """Remove what lies beside the site: the old one, or one that was never complete."""
        os.close(self.lock)
        shutil.rmtree(self.folder, ignore_errors=True)


_now: _Beside | None = None


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Let everything be written beside the site."""
    global _now
    _end()
    site = Path(config.site_dir).resolve()
    try:
        _now = _Beside(site)
    except OSError as why:
        raise BuildError(_told(site, why)) from why
    config.site_dir = str(_now.folder)
    return config


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    """Publish, unless a strict build is about to be stopped for its warnings."""
    global _now
    if _now is None or (config.strict and warned()):
        return
    try:
        _now.publish()
    except OSError as why:
        raise BuildError(_told(_now.site, why)) from why
    config.site_dir = str(_now.site)
    _now = None


def on_build_error(error: Exception) -> None:
    """Leave the old site, and nothing beside it."""
    if _now is not None and isinstance(error, OSError):
        logging.getLogger("mkdocs").error(_told(_now.site, error))
    _end()


def on_shutdown() -> None:
    """The same after an interruption."""
    _end()


def _end() -> None:
    global _now
    if _now is not None:
        _now.end()
        _now = None


def warned() -> bool:
    """Did the build that runs warn of anything?"""
    handlers = logging.getLogger("mkdocs").handlers
    return any(isinstance(each, CountHandler) and each.get_counts() for each in handlers)


def _told(site: Path, why: OSError) -> str:
    return (
        f"the site could not be written beside {site}: {why.strerror or why}; make room there, or "
        "let it be written to, and build again (the old site is as it was)"
    )


def _remove(left: Path) -> None:
    """Remove a folder that no build holds."""
    with suppress(OSError):
        lock = os.open(left, os.O_RDONLY)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(left)
        finally:
            os.close(lock)


def _swap(folder: Path, site: Path) -> None:
    """Put ``folder`` in the place of ``site``, and that, if there is one, in its own."""
    if not site.exists():
        with suppress(OSError):  # another build was quicker
            folder.rename(site)
            return
    exchange = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if exchange and not exchange(HERE, bytes(folder), HERE, bytes(site), EXCHANGE):
        return
    old = folder.with_name(f"{folder.name}-old")
    site.rename(old)
    folder.rename(site)
    old.rename(folder)
