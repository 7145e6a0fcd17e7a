"""Runs inside Pyodide at build time: sources in, one archive of its own kind of byte code out.

Byte code belongs to one version of Python, so it is made by the very Python that will read it.
"""

from __future__ import annotations

import ast
import marshal
import zipfile
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import CodeType

UNCHECKED = b"\x01\x00\x00\x00" + bytes(8)
"""No time and no source to compare with: the file's name has the hash of it all."""
DATE = (1980, 1, 1, 0, 0, 0)
OURS = "solutions/"
SPEECHLESS = "mpmath/function_docs.py"
"""A module of nothing but documentation, every name of which is asked for."""


def compiled(name: str, source: bytes) -> bytes:
    """The module; one of a library without what only debugging and help read."""
    tree = ast.parse(source, name)
    if name == SPEECHLESS:
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                node.value = ""
    if name.startswith(OURS):
        code = compile(tree, name, "exec", dont_inherit=True, optimize=0)
    else:
        code = _bare(compile(tree, name, "exec", dont_inherit=True, optimize=2))
    return MAGIC_NUMBER + UNCHECKED + marshal.dumps(code)


def _bare(code: CodeType) -> CodeType:
    """The same instructions without the lines that they come from."""
    inner = [_bare(each) if isinstance(each, CodeType) else each for each in code.co_consts]
    whole, rest = divmod(len(code.co_code) // 2, 8)
    nowhere = b"\xff" * whole + bytes([0xF7 + rest] if rest else [])  # "no line", for 8 at most
    return code.replace(co_consts=tuple(inner), co_linetable=nowhere)


def write(folder: Path, archive: Path) -> None:
    """Every file of ``folder``, modules as byte code, stored as they are: the whole is packed."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as out:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            name, content = file.relative_to(folder).as_posix(), file.read_bytes()
            if name.endswith(".py"):
                name, content = f"{name}c", compiled(name, content)
            out.writestr(zipfile.ZipInfo(name, DATE), content)
