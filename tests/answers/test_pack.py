"""The files by which Python comes to the browser: complete, named by content, made once."""

from __future__ import annotations

import errno
import gzip
import hashlib
import io
import json
import os
import re
import sys
import zipfile
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pytest

from solutions import catalogue
from solutions.answers.browser import libraries, pack
from solutions.work import sources

SENT = 9_500_000


def test_every_file_is_named_by_its_content_and_listed() -> None:
    made = pack.files()
    manifest = json.loads(made.pop("manifest.json").read_text(encoding="utf-8"))
    listed = {entry["name"]: entry["sent"] for entry in manifest["files"].values()}
    assert listed == {name: file.stat().st_size for name, file in made.items()}
    for name, file in made.items():
        content = file.read_bytes()
        assert name.split(".")[1] == hashlib.sha256(content).hexdigest()[:12]
    assert 1_000_000 < sum(listed.values()) <= SENT


@pytest.fixture(scope="module")
def archived() -> set[str]:
    """The files in the archive of all modules; it is made anew when what makes it has changed."""
    (packed,) = [file for name, file in pack.files().items() if name.startswith("modules.")]
    with zipfile.ZipFile(io.BytesIO(gzip.decompress(packed.read_bytes()))) as archive:
        return set(archive.namelist())


def test_the_archive_has_what_checks_reach_and_no_tests(archived: set[str]) -> None:
    reached = {pack.ENTRY, *sources.closure(pack.ENTRY)}
    for module in (*reached, *catalogue.parts().values()):
        path = sources.path_of(module).relative_to(pack.ROOT).as_posix()
        assert f"{path}c" in archived
    assert {
        "flint.pyc",
        "numpy.pyc",
        "sympy/__init__.pyc",
        "solutions/reading/grammar.lark",
    } <= archived
    assert not [name for name in archived if re.search(r"(^|/)tests?/|\.py$", name)]


def test_an_unchanged_pack_is_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    made = pack.files()

    def again(folder: Path) -> None:
        raise AssertionError(f"made again in {folder}")

    monkeypatch.setattr(pack, "_make", again)
    assert pack.files() == made


def test_other_sources_and_other_libraries_are_another_pack(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SOLUTIONS_CACHE", str(tmp_path / "one"))
    before, real = pack.key(), metadata.version
    with monkeypatch.context() as patch:
        patch.setattr(metadata, "version", lambda n: "0.0.1" if n == "sympy" else real(n))
        assert pack.key() != before
    fewer = {part: of for part, of in catalogue.parts().items() if part.startswith("1")}
    monkeypatch.setattr(catalogue, "parts", lambda: fewer)
    assert pack.key() == before, "kept while no file of the package changes"
    monkeypatch.setenv("SOLUTIONS_CACHE", str(tmp_path / "two"))
    assert pack.key() != before


def test_a_missing_pyodide_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pack, "PYODIDE", tmp_path / "pyodide")
    with pytest.raises(pack.PackFailed, match=r"no Pyodide in .*: run `npm ci`"):
        pack.key()


@pytest.mark.long
def test_a_module_that_is_missing_stops_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "LEFT_OUT", (*libraries.LEFT_OUT, "sympy.printing"))
    with pytest.raises(pack.PackFailed, match=r"ModuleNotFoundError: .*sympy\.printing"):
        pack.archive()


def test_what_a_function_imports_is_found_too(archived: set[str]) -> None:
    assert "sympy/physics/units/__init__.pyc" in archived  # simplify imports it when it is called
    assert "lark/parsers/lalr_parser.pyc" in archived
    assert not [name for name in archived if name.startswith(("sympy/stats/", "sympy/crypto/"))]


def small(folder: Path) -> None:
    """A pack as one is made, of a few letters."""
    listed = {}
    for kind in pack.NAMES:
        name = pack._name(kind, kind.encode())
        (folder / name).write_bytes(kind.encode())
        listed[kind] = {"name": name, "sent": len(kind)}
    said = {"files": listed, "lock": {}}
    text = json.dumps(said | {"digest": pack._digest(said)})
    (folder / "manifest.json").write_text(text, encoding="utf-8")


@pytest.fixture
def packed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A cache with one small pack; every other one is made alike."""
    monkeypatch.setattr(pack, "_make", small)
    monkeypatch.setattr(pack, "key", lambda: "0abc")
    assert len(pack.files(tmp_path)) == 5
    return tmp_path / "0abc"


def missing(folder: Path) -> None:
    next(folder.glob("core.*")).unlink()


def cut(folder: Path) -> None:
    file = next(folder.glob("modules.*"))
    file.write_bytes(file.read_bytes()[:3])


def empty(folder: Path) -> None:
    next(folder.glob("machine.*")).write_bytes(b"")


def unlisted(folder: Path) -> None:
    (folder / "manifest.json").unlink()


def edited(folder: Path) -> None:
    manifest = folder / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"sent": 4', '"sent": 5'))


@pytest.mark.parametrize("damage", [missing, cut, empty, unlisted, edited])
def test_a_damaged_pack_is_made_again(packed: Path, damage: Callable[[Path], None]) -> None:
    damage(packed)
    made = pack.files(packed.parent)
    assert {name: file.read_bytes() for name, file in made.items() if name.endswith(".gz")} == {
        pack._name(kind, kind.encode()): kind.encode() for kind in pack.NAMES
    }
    assert pack.whole(packed) == made


def test_a_foreign_file_is_not_published(packed: Path) -> None:
    (packed / "other.gz").write_bytes(b"other")
    assert "other.gz" not in pack.files(packed.parent)


@pytest.mark.parametrize("umask", [0o000, 0o077])
def test_everyone_may_read_it_whatever_the_mask_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, umask: int
) -> None:
    monkeypatch.setattr(pack, "_make", small)
    before = os.umask(umask)
    try:
        made = pack.files(tmp_path / "cache")
    finally:
        os.umask(before)
    folder = next(iter(made.values())).parent
    assert folder.stat().st_mode & 0o777 == 0o755
    assert {file.stat().st_mode & 0o777 for file in made.values()} == {0o644}


def test_a_full_disk_stops_the_build_and_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def full(folder: Path) -> None:
        small(folder)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(pack, "_make", full)
    with pytest.raises(pack.PackFailed, match=r"could not be kept in .*: No space left on device"):
        pack.files(tmp_path)
    assert not list(tmp_path.iterdir())


def test_what_was_edited_while_it_was_made_is_not_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    state = iter(("before", "meanwhile"))
    monkeypatch.setattr(pack, "_make", small)
    monkeypatch.setattr(pack, "key", lambda: next(state))
    with pytest.raises(pack.PackFailed, match="edited while it was made; build again"):
        pack.files(tmp_path)
    assert not list(tmp_path.iterdir())


def test_what_was_written_otherwise_than_made_is_not_published(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def short(folder: Path) -> None:
        small(folder)
        cut(folder)

    monkeypatch.setattr(pack, "_make", short)
    with pytest.raises(pack.PackFailed, match="is not what was made"):
        pack.files(tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_node_that_hangs_ends_with_what_it_started(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    code = (
        "import subprocess, sys; "
        f"kept = subprocess.Popen(['sleep', '600'], start_new_session=True); "
        f"open({str(notes)!r}, 'w').write(str(kept.pid)); kept.wait()"
    )
    with pytest.raises(pack.PackFailed, match=r"starts from: not ended within 3 s; is .* Node"):
        pack._run([sys.executable, "-c", code], 3.0)
    assert not Path("/proc", notes.read_text()).exists()


@pytest.mark.parametrize(
    ("code", "told"),
    [("raise SystemExit(4)", "Node ended with exit code 4"), ("raise Oh", "'Oh' is not defined")],
)
def test_a_node_that_fails_is_told(code: str, told: str) -> None:
    with pytest.raises(pack.PackFailed, match=told):
        pack._run([sys.executable, "-c", code])
