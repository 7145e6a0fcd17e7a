"""The imports of a module are found without parsing the rest of it, and none is missed."""

import ast
import random
from pathlib import Path

import pytest

from solutions.work.sources import ROOT, import_statements

FILES = sorted(
    file
    for folder in ("solutions", "tests", "tools", "bench", "docs")
    for file in (ROOT / folder).rglob("*.py")
)


SAMPLE = random.Random(5).sample(FILES, 120)


def written(nodes: list[ast.stmt]) -> list[str]:
    return sorted(ast.unparse(node) for node in nodes)


def parsed(source: bytes) -> list[str]:
    nodes = ast.walk(ast.parse(source))
    return written([node for node in nodes if isinstance(node, ast.Import | ast.ImportFrom)])


@pytest.mark.parametrize(
    "files", [SAMPLE, pytest.param(FILES, marks=pytest.mark.long)], ids=["a sample", "all"]
)
def test_in_the_project_itself_nothing_is_missed_and_nothing_is_added_to_a_part(
    files: list[Path],
) -> None:
    for file in files:
        found, whole = (
            written(list(import_statements(file.read_bytes()))),
            parsed(file.read_bytes()),
        )
        assert set(whole) <= set(found), file
        # A text in quotation marks may look like an import: of parts none does.
        assert found == whole or {"tests", "bench"} & set(file.parts), file


@pytest.mark.parametrize(
    "source",
    [
        b"x = 1; import a",
        b"if True: from a import b",
        b"from a import (\n    b,  # with (brackets)\n    c,\n)\nimport d",
        b"from a import \\\n    b\n",
        b"import a; import b, c as d",
        b'"""from nowhere\nimport nothing at all\n"""\nimport a\n',
        b"def f():\n    from a import b\n\n\nclass C:\n\timport d\n",
        b"from . import a\nfrom ..b import c\nfrom.d import e\n",
        b"from a import(b)\n",
        b"\r\nimport a\r\nfrom b import c\r\n",
        b"x = '''\nimport a\n'''\n",
    ],
)
def test_no_import_is_missed_however_it_is_written(source: bytes) -> None:
    found = written(list(import_statements(source)))
    assert set(parsed(source)) <= set(found)


def test_a_text_that_does_not_parse_is_refused_where_it_has_to_be_parsed() -> None:
    with pytest.raises(SyntaxError):
        list(import_statements(b"def f(:\n    x = 1; import a\n"))
