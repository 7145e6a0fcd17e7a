"""Make .venv and node_modules from the lock files: `python3 -m tools.prepare`.

Nothing is done where their stamps say that both are made from what is there now. A person sees
a line per act, or the one sentence that says what is missing; .setup/log has all the rest.
"""

import os
import sys
import time
from pathlib import Path

from tools.environment import make_environment
from tools.failures import SetUpError, unwritable
from tools.installers import say
from tools.node import WHEEL, has_node, install_modules, oldest_node
from tools.stamps import Made, alone, key

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Prepare the project that this file lies in; 0, or 1 after one sentence on stderr."""
    started = time.monotonic()
    try:
        if prepare(plan(ROOT, os.environ["PATH"]), ROOT):
            say(f"Set-up finished in {time.monotonic() - started:.0f} s.")
    except SetUpError as error:
        print(f"Set-up stopped: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Set-up interrupted: the same command begins it again.", file=sys.stderr)
        return 130
    return 0


def plan(root: Path, path: str) -> tuple[Made, ...]:
    """The Python environment and the Node modules, each with what it is made from."""
    ours = root / ".venv" / "bin"
    node = has_node(path, oldest_node(root), without=ours)
    # An environment can't be moved, and it doesn't outlive the Python that it was made with.
    base = f"{sys.base_prefix} {sys.version.splitlines()[0]} at {root}"
    environment = Made(
        root / ".venv",
        key(base, "machine's Node" if node else WHEEL, root / "requirements.lock"),
        lambda old: make_environment(
            root, fresh=not old.startswith(f"{base}\n"), with_node=not node
        ),
        ours / "python",
    )
    modules = Made(
        root / "node_modules",
        key(root / "package-lock.json", root / ".npmrc"),
        lambda _: install_modules(root, path),
    )
    return environment, modules


def prepare(made: tuple[Made, ...], root: Path) -> bool:
    """Make, one after the other, what is not ready; whether there was anything to make."""
    if all(folder.ready() for folder in made):
        return False
    try:
        (root / ".setup").mkdir(exist_ok=True)
        waiting = "Another set-up is running in this folder: waiting for it …"
        with alone(root / ".setup" / "lock", lambda: say(waiting)):
            for folder in made:
                folder.ensure()
    except OSError as error:
        raise unwritable(error, root) from error
    return True


if __name__ == "__main__":
    sys.exit(main())
