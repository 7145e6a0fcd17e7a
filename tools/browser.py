"""The Chromium that the tests of the built site open: found, or installed where apt is there."""

import os
import shutil
import subprocess
import sys

from tools.failures import SetUpError
from tools.installers import cause, say

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
INSTEAD = "install Chromium by hand, or leave the browser's tests out with `make test-no-browser`"


def main() -> int:
    """Have a Chromium on this machine; 0, or 1 after one sentence on stderr."""
    try:
        if find() is None:
            install()
        chromium()
    except SetUpError as error:
        print(f"No browser: {error}", file=sys.stderr)
        return 1
    return 0


def chromium() -> str:
    """The path of a Chromium or Chrome; raises SetUpError, saying what to do, if there is none."""
    found = find()
    if found is None:
        raise SetUpError(f"none of {', '.join(NAMES)} is on the PATH: {INSTEAD}.")
    return found


def find() -> str | None:
    """The first of the names we know that is on the PATH."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def install() -> None:
    """Install Debian's Chromium; raises SetUpError if this machine or user can't."""
    if shutil.which("apt-get") is None:
        raise SetUpError(f"there is no Chromium and no apt-get to install it with: {INSTEAD}.")
    say("Installing Debian's Chromium for the tests of the built site …")
    rights = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    apt = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    try:
        command([*apt, "update"])
        command([*apt, "install", "--yes", "--no-install-recommends", "chromium"])
    except FileNotFoundError:
        raise SetUpError(f"only an administrator can install Chromium here: {INSTEAD}.") from None


def command(words: list[str]) -> None:
    """Run one command of apt, its output kept back unless it fails."""
    done = subprocess.run(
        words, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        reason = cause(done.stdout + done.stderr)
        raise SetUpError(f"Debian's Chromium could not be installed, because {reason}: {INSTEAD}.")


if __name__ == "__main__":
    sys.exit(main())
