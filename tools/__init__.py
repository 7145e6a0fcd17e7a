"""What `make` runs before the project can run: set-up and the tests' browser.

Only the standard library is used, and this file is read first, by whatever Python is there:
it must parse under every Python 3, so that an old one is told so and shows no traceback.
"""

import sys

OLDEST = (3, 11)

if tuple(sys.version_info[:2]) < OLDEST:
    raise SystemExit(
        "Python "
        + ".".join(map(str, OLDEST))
        + " or newer is needed, and "
        + sys.executable
        + " is Python "
        + ".".join(map(str, sys.version_info[:3]))
        + ": install a newer one or name the one to use, as in `make PYTHON=python3.12`."
    )
