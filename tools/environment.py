"""Make .venv from requirements.lock: every file's hash checked, nothing built on the spot."""

import importlib.util
import re
import sys
import venv
from collections.abc import Callable
from pathlib import Path

from tools.failures import SetUpError
from tools.installers import run, say
from tools.node import WHEEL, link_node

FAILED = "the Python packages could not be installed"


def make_environment(root: Path, *, fresh: bool, with_node: bool) -> None:
    """Install into .venv what the lock lists, Node only if `with_node`; `fresh` begins anew."""
    folder = root / ".venv"
    if fresh or not (folder / "bin" / "python").exists():
        make_empty(root, folder)
    lock = (root / "requirements.lock").read_text(encoding="utf-8")
    chosen = stanzas(lock, lambda name: with_node or not name.startswith(WHEEL))
    say("Installing the Python packages …")
    try:
        install_with_uv(root, lock, chosen)
    except SetUpError:
        # Some mirrors are known to pip's configuration only, and some machines have no build of uv.
        install_with_pip(root, stanzas(chosen, lambda name: name != "uv"))
    site_packages(folder).joinpath("solutions.pth").write_text(f"{root}\n", encoding="utf-8")
    if with_node:
        link_node(folder, site_packages(folder))


def make_empty(root: Path, folder: Path) -> None:
    """An environment with pip and nothing else, in the place of whatever was there."""
    if importlib.util.find_spec("ensurepip") is None:
        raise SetUpError(
            f"{sys.executable} comes without the modules venv and ensurepip:"
            " install them (on Debian and Ubuntu: apt install python3-venv) and try again."
        )
    say("Making .venv …")
    if folder.is_symlink():
        folder.unlink()
    venv.create(folder, clear=True, symlinks=True)
    ensurepip = [str(folder / "bin" / "python"), "-m", "ensurepip", "--default-pip"]
    run(root, ensurepip, "pip could not be put into .venv")


def install_with_uv(root: Path, lock: str, chosen: str) -> None:
    """Make .venv hold exactly `chosen`, with the uv that the lock itself names."""
    install_with_pip(root, stanzas(lock, lambda name: name == "uv"))
    scripts = root / ".venv" / "bin"
    command = [str(scripts / "uv"), "pip", "sync", "--python", str(scripts / "python")]
    # Compiled once, and not by each of the processes that a first build starts side by side.
    options = ["--require-hashes", "--only-binary=:all:", "--compile-bytecode"]
    run(root, [*command, *options, wanted(root, chosen)], FAILED)


def install_with_pip(root: Path, chosen: str) -> None:
    """Add `chosen` to .venv."""
    command = [str(root / ".venv" / "bin" / "python"), "-m", "pip", "install", "--retries=2"]
    options = ["--require-hashes", "--only-binary=:all:", "--no-deps"]
    run(root, [*command, *options, "-r", wanted(root, chosen)], FAILED)


def wanted(root: Path, chosen: str) -> str:
    """`chosen` as a file, which is how installers take hashes."""
    file = root / ".setup" / "wanted.txt"
    file.write_text(chosen, encoding="utf-8")
    return str(file)


def stanzas(lock: str, keep: Callable[[str], bool]) -> str:
    """Those requirements of a lock file, with their hashes, whose name `keep` accepts."""
    parts = re.split(r"^(?=\S)", lock, flags=re.MULTILINE)
    return "".join(part for part in parts if "==" in part and keep(part.partition("==")[0]))


def site_packages(folder: Path) -> Path:
    """Where the environment in `folder` keeps its packages."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    return folder / "lib" / version / "site-packages"
