"""Make .venv-oracles for the programs in oracles.txt: `python -m tools.oracles`.

It sees the packages of .venv, so that our own code runs with the locked versions; what it adds lies
in a folder of its own and can be deleted at any time.
"""

import sys
import venv
from pathlib import Path

from tools.environment import site_packages
from tools.failures import SetUpError, unwritable
from tools.installers import run, say
from tools.stamps import Made, alone, key

ROOT = Path(__file__).resolve().parent.parent
FAILED = "the programs of oracles.txt could not be installed, so they are not run"


def main() -> int:
    """Make it unless it is there; 0, or 1 after one sentence on stderr."""
    try:
        (ROOT / ".setup").mkdir(exist_ok=True)
        with alone(ROOT / ".setup" / "lock", lambda: say("Waiting for another set-up …")):
            plan(ROOT).ensure()
    except SetUpError as error:
        print(f"Set-up stopped: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"Set-up stopped: {unwritable(error, ROOT)}", file=sys.stderr)
        return 1
    return 0


def plan(root: Path) -> Made:
    """The environment: made anew when what it is made from, or what it looks into, changes."""
    folder = root / ".venv-oracles"
    base = f"{sys.base_prefix} {sys.version.splitlines()[0]} at {root}"
    made_from = key(base, root / "oracles.txt", root / "requirements.lock")
    return Made(folder, made_from, lambda _: make(root, folder), folder / "bin" / "python")


def make(root: Path, folder: Path) -> None:
    """An environment that looks into .venv, and what oracles.txt names."""
    say("Making .venv-oracles (some 1.5 GB, minutes) …")
    venv.create(folder, clear=True, symlinks=True, with_pip=True)
    shared = site_packages(root / ".venv")
    seen = site_packages(folder) / "solutions.pth"
    seen.write_text(f"{root}\n{shared}\n", encoding="utf-8")
    command = [str(folder / "bin" / "python"), "-m", "pip", "install", "--retries=2"]
    run(root, [*command, "--only-binary=:all:", "-r", str(root / "oracles.txt")], FAILED)


if __name__ == "__main__":
    sys.exit(main())
