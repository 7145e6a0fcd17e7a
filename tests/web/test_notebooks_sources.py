"""The key of a notebook's outputs: everything they could depend on, and nothing else."""

from pathlib import Path

import pytest

from solutions.web.notebooks.sources import imported, key

MODULES = {
    "book/__init__.py": "",
    "book/alone.py": "",
    "book/parts/__init__.py": "from . import first",
    "book/parts/first.py": "from ..engine.kernel import decide",
    "book/parts/second.py": "",
    "book/engine/__init__.py": "",
    "book/engine/kernel.py": "import book.engine.rings",
    "book/engine/rings.py": "from book.engine import kernel  # in a circle",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in MODULES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


def names(code: str, root: Path) -> list[str]:
    return [path.relative_to(root).as_posix() for path in imported([code], root, "book")]


def test_imports_are_followed_through_packages_and_circles(root):
    assert names("from book.parts import second", root) == [
        "book/__init__.py",
        "book/engine/__init__.py",
        "book/engine/kernel.py",
        "book/engine/rings.py",
        "book/parts/__init__.py",
        "book/parts/first.py",
        "book/parts/second.py",
    ]


@pytest.mark.parametrize("code", ["import numpy", "%matplotlib inline", "book = 1", ""])
def test_what_imports_nothing_of_ours_depends_on_nothing_of_ours(root, code):
    assert names(code, root) == []


def test_the_key_follows_the_code_and_every_module_it_reaches(root):
    code = ["from book.parts.first import decide"]
    first = key(code, root, "book")
    assert key(code, root, "book") == first
    assert key([*code, "decide()"], root, "book") != first
    (root / "book/alone.py").write_text("changed = True")
    assert key(code, root, "book") == first
    (root / "book/engine/rings.py").write_text("changed = True")
    assert key(code, root, "book") != first
