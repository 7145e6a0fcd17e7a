"""The files by which Python comes to the browser: complete, named by content, made once."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import re
import zipfile
from pathlib import Path

import pytest

from solutions import catalogue
from solutions.answers.browser import libraries, pack
from solutions.engine import sources

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


def test_the_archive_has_what_checks_reach_and_no_tests() -> None:
    (packed,) = [file for name, file in pack.files().items() if name.startswith("modules.")]
    with zipfile.ZipFile(io.BytesIO(gzip.decompress(packed.read_bytes()))) as archive:
        names = set(archive.namelist())
    reached = {pack.ENTRY, *sources.closure(pack.ENTRY)}
    for module in (*reached, *catalogue.parts().values()):
        path = sources.path_of(module).relative_to(pack.ROOT).as_posix()
        assert f"{path}c" in names
    assert {
        "flint.pyc",
        "numpy.pyc",
        "sympy/__init__.pyc",
        "solutions/answers/grammar.lark",
    } <= names
    assert not [name for name in names if re.search(r"(^|/)tests?/|\.py$", name)]


def test_an_unchanged_pack_is_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    made = pack.files()

    def again(folder: Path) -> None:
        raise AssertionError(f"made again in {folder}")

    monkeypatch.setattr(pack, "_make", again)
    assert pack.files() == made


def test_another_source_is_another_pack(monkeypatch: pytest.MonkeyPatch) -> None:
    before = pack.key()
    files = pack.own()
    monkeypatch.setattr(pack, "own", lambda: files[1:])
    assert pack.key() != before


def test_a_missing_pyodide_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pack, "PYODIDE", tmp_path / "pyodide")
    pack._key.cache_clear()
    with pytest.raises(pack.PackFailed, match=r"no Pyodide in .*: run `npm ci`"):
        pack.key()
    pack._key.cache_clear()


@pytest.mark.long
def test_a_module_that_is_missing_stops_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "LEFT_OUT", (*libraries.LEFT_OUT, "sympy.printing"))
    with pytest.raises(pack.PackFailed, match=r"ModuleNotFoundError: .*sympy\.printing"):
        pack.archive()


def test_what_a_function_imports_is_found_too() -> None:
    found = libraries.modules()
    assert "sympy/physics/units/__init__.py" in found  # simplify imports it when it is called
    assert "lark/parsers/lalr_parser.py" in found
    assert not [name for name in found if name.startswith(("sympy/stats/", "sympy/crypto/"))]
