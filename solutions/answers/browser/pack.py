"""The files by which Python comes to a reader's browser, made at build time.

    python -m solutions.answers.browser.pack [OUT]

makes a manifest.json and beside it four files, packed with gzip, whose names have the hash of
their content: Pyodide's loader, its core, its machine, and the archive of all modules. They are
kept in .cache/pack, made anew only when a version or a source of ours changes, and copied to OUT.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import sys
import tempfile
import zipfile
from contextlib import suppress
from importlib import metadata
from pathlib import Path
from subprocess import DEVNULL, PIPE
from time import time
from typing import Any

from solutions import catalogue
from solutions.answers.browser import libraries
from solutions.work import coverage, door, keys, package, sources
from solutions.work.workers.node import LIMITS, MEMORY, TOO_LARGE, NodeMissing, find_node
from solutions.work.workers.processes import Process

ROOT = Path(__file__).parents[3]
HERE = Path(__file__).parent
PYODIDE = ROOT / "node_modules" / "pyodide"
CACHE = ROOT / ".cache" / "pack"
PACKAGE = "solutions.answers.browser"
ENTRY = f"{PACKAGE}.entry"
STAND_INS = {"flint.py": HERE / "flint.py", "numpy.py": HERE / "numpy.py"}
MANIFEST = "manifest.json"
NAMES = ("loader", "core", "machine", "modules")
BESIDE = ".new-"
DAY = 86_400
SECONDS = 900.0
"""What Node may take to make the archive; it takes half a minute."""
KEPT = 3
"""So many packs stay in the cache; each has about 9 MB."""


class PackFailed(Exception):
    """Pyodide is missing, or did not make the archive."""


def own() -> list[Path]:
    """The files of ours that a check can reach: modules, and grammars beside them."""
    reached = sources.closure(*_reached_from())
    return [file for file in coverage.files(reached) if file.suffix in (".py", ".lark")]


def _reached_from() -> list[str]:
    parts = catalogue.parts()
    letters = {catalogue.letters_of(part) for part in parts} - {""}
    return [ENTRY, f"{PACKAGE}.flint", *parts.values(), *sorted(letters)]


def key() -> str:
    """What the pack is made from, as one hash."""
    made_by = [f"{PACKAGE}.{name}" for name in ("numpy", "archive", "libraries")]
    ours = package.fact("pack", lambda: keys.key([*_reached_from(), *made_by]), door.folder("keys"))
    versions = {name: metadata.version(name) for name in libraries.NAMES}
    versions["pyodide"] = _pyodide_version()
    text = json.dumps([ours, versions], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _pyodide_version() -> str:
    try:
        return str(json.loads((PYODIDE / "package.json").read_text(encoding="utf-8"))["version"])
    except OSError:
        raise PackFailed(f"no Pyodide in {PYODIDE}: run `npm ci`") from None


def kept(cache: Path = CACHE) -> dict[str, Path] | None:
    """The pack's files if the cache has a whole pack of what there is now."""
    return whole(cache / key())


def files(cache: Path = CACHE) -> dict[str, Path]:
    """The pack's files by the names they have on the site; made if the cache has none like it.

    A pack is moved into the cache when it is complete, and looked at again before it is used: one
    with a file that is missing, cut short or of another content is made anew. Raises
    :class:`PackFailed`, so that nothing is published, where it cannot be kept.
    """
    folder = cache / key()
    try:
        found = whole(folder)
        if found is None:
            cache.mkdir(parents=True, exist_ok=True)
            _forget(cache)
            with tempfile.TemporaryDirectory(
                dir=cache, prefix=BESIDE, ignore_cleanup_errors=True
            ) as beside:
                _make(Path(beside))
                if cache / key() != folder:
                    raise PackFailed("its sources were edited while it was made; build again")
                found = _moved(Path(beside), folder)
    except OSError as why:
        raise PackFailed(
            f"Python for the browser could not be kept in {cache}: {why.strerror or why}; make "
            "room, or let it be written to, and build again"
        ) from why
    return found


def newest(cache: Path = CACHE) -> dict[str, Path]:
    """The files of the pack that was made last, whatever it was made from; empty if none is."""
    for folder in reversed(_made(cache)):
        if (found := whole(folder)) is not None:
            return found
    return {}


def whole(folder: Path) -> dict[str, Path] | None:
    """The files that the manifest of a pack lists, if each has the content that it is named by."""
    manifest = folder / MANIFEST
    try:
        listed = json.loads(manifest.read_text(encoding="utf-8"))
        files = [folder / entry["name"] for entry in listed["files"].values()]
        if set(listed["files"]) != set(NAMES) or listed["digest"] != _digest(listed):
            return None
        if not all(
            file.name == _name(kind, file.read_bytes())
            for kind, file in zip(listed["files"], files, strict=True)
        ):
            return None
    except (
        FileNotFoundError,
        NotADirectoryError,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
    ):
        return None
    return {file.name: file for file in sorted([*files, manifest])}


def _name(kind: str, packed: bytes) -> str:
    return f"{kind}.{hashlib.sha256(packed).hexdigest()[:12]}.gz"


def _digest(listed: dict[str, Any]) -> str:
    """Of what a manifest says, so that an edit of it shows."""
    said = {name: listed[name] for name in ("files", "lock")}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _moved(beside: Path, folder: Path) -> dict[str, Path]:
    """A complete pack in its place, unless another build was quicker."""
    if whole(beside) is None:
        raise PackFailed("what was written of Python for the browser is not what was made")
    beside.chmod(0o755)
    for file in beside.iterdir():
        file.chmod(0o644)
    with suppress(OSError):
        beside.rename(folder)
    if (found := whole(folder)) is None:  # what lay there is damaged, and in the way
        shutil.rmtree(folder)
        beside.rename(folder)
        found = whole(folder)
    if found is None:
        raise PackFailed(f"{folder} was changed while it was made; build again")
    return found


def _made(cache: Path) -> list[Path]:
    """The packs in the cache, the oldest first."""
    return sorted(cache.glob("[0-9a-f]*"), key=lambda folder: folder.stat().st_mtime)


def _forget(cache: Path) -> None:
    """The oldest packs, and what builds that were killed have left."""
    left = (each for each in cache.glob(f"{BESIDE}*") if time() - each.stat().st_mtime > DAY)
    for folder in (*_made(cache)[: -KEPT + 1], *left):
        shutil.rmtree(folder, ignore_errors=True)


def _make(folder: Path) -> None:
    loader = (PYODIDE / "pyodide.mjs").read_bytes().partition(b"//# sourceMappingURL")[0]
    core, machine = ((PYODIDE / f"pyodide.asm.{kind}").read_bytes() for kind in ("mjs", "wasm"))
    listed: dict[str, dict[str, Any]] = {}
    for name, content in zip(NAMES, (loader, core, machine, archive()), strict=True):
        packed = gzip.compress(content, 9, mtime=0)
        file = _name(name, packed)
        (folder / file).write_bytes(packed)
        listed[name] = {"name": file, "sent": len(packed)}
    said: dict[str, Any] = {"files": listed, "lock": lock()}
    text = json.dumps(said | {"digest": _digest(said)}, sort_keys=True)
    (folder / MANIFEST).write_text(text, encoding="utf-8")


def lock() -> dict[str, Any]:
    """Pyodide asks for a list of the packages that it could load: there are none."""
    whole = json.loads((PYODIDE / "pyodide-lock.json").read_bytes())
    return {"info": whole["info"], "packages": {}}


def archive() -> bytes:
    """The standard library, the libraries and ours as byte code of Pyodide's Python."""
    with tempfile.TemporaryDirectory() as place:
        folder, made = Path(place, "sources"), Path(place, "archive.zip")
        with zipfile.ZipFile(PYODIDE / "python_stdlib.zip") as library:
            library.extractall(
                folder, [name for name in library.namelist() if libraries.wanted(name)]
            )
        copies = libraries.modules()
        copies |= {file.relative_to(ROOT).as_posix(): file for file in own()}
        for name, file in (copies | STAND_INS).items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, folder / name)
        paths = map(str, (HERE / "pack.mjs", PYODIDE, folder, HERE / "archive.py", made))
        try:
            _run([find_node(), *paths, json.dumps(lock()), ENTRY])
        except NodeMissing as why:
            raise PackFailed(f"Python cannot be packed for the browser: {why}") from None
        return made.read_bytes()


def _run(command: list[str], seconds: float = SECONDS) -> None:
    """Run Node; whatever it started has ended afterwards."""
    told = "Pyodide did not make the archive that it starts from"
    process = Process(
        command, stdin=DEVNULL, stdout=DEVNULL, stderr=PIPE, limits=LIMITS, memory=MEMORY
    )
    try:
        said = process.complaint(seconds).decode("utf-8", "replace").strip()[-1000:]
        if code := process.wait():
            said = TOO_LARGE if process.outgrew() else said
            raise PackFailed(f"{told}: {said or f'Node ended with exit code {code}'}")
    except TimeoutError as late:
        raise PackFailed(f"{told}: {late}; is {command[0]} Node itself?") from None
    finally:
        process.kill()


def main() -> None:
    made = files()
    for out in map(Path, sys.argv[1:]):
        out.mkdir(parents=True, exist_ok=True)
        for name, file in made.items():
            shutil.copyfile(file, out / name)


if __name__ == "__main__":
    main()
