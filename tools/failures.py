"""Set-up's failures, each told in one sentence: what, where, what to do next."""

import errno
from pathlib import Path

ROOM = "free some space (about 1.5 GB is needed)"


class SetUpError(Exception):
    """Set-up can't go on; the message is the one sentence that its user reads."""


def unwritable(error: OSError, where: Path) -> SetUpError:
    """The sentence for an error of the file system met while writing under `where`."""
    at = error.filename or where
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return SetUpError(f"the disk is full at {at}: {ROOM} and try again.")
    return SetUpError(
        f"{at} can't be written ({error.strerror}): set-up writes in {where},"
        " so move the project to a folder of your own or mend its permissions."
    )
