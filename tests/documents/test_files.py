"""Files that are documents, files that are none, and what the command does with both."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from solutions.cli import main
from solutions.documents.files import BYTES, Unsuitable, document, load

RIGHT = "# 1(a)\n\n$$X_1 \\sim \\mathcal{N}(0, \\sigma^2 + 1)$$\n"
WRONG = RIGHT.replace("+ 1", "+ 3")
KEYS = {
    *("line", "part", "latex", "relation", "verdict", "because", "counterexample", "right"),
}


def test_line_ends_and_marks_of_order_make_no_difference() -> None:
    plain = document("a.md", RIGHT.encode())
    for content in (RIGHT.replace("\n", "\r\n").encode(), b"\xef\xbb\xbf" + RIGHT.encode()):
        assert document("a.md", content) == plain
    assert document("a.md", RIGHT.encode("utf-16")) == plain


def test_a_notebook_gives_its_text_and_no_code() -> None:
    cells = [
        {"cell_type": "markdown", "source": ["# 1(a)\n", "\n", "$X_1 = 2$"]},
        {"cell_type": "code", "source": "$X_1 = 3$"},
    ]
    found = document("a.ipynb", json.dumps({"cells": cells}).encode())
    assert found.text == "# 1(a)\n\n$X_1 = 2$"


@pytest.mark.parametrize(
    "chat",
    [
        [{"role": "user", "content": "solve it"}, {"role": "assistant", "content": RIGHT}],
        {"messages": [{"role": "assistant", "content": [{"type": "text", "text": RIGHT}]}]},
        {
            "mapping": {
                "1": {"message": {"author": {"role": "assistant"}, "content": {"parts": [RIGHT]}}}
            }
        },
    ],
)
def test_a_chat_gives_what_the_model_said(chat: object) -> None:
    assert document("chat.json", json.dumps(chat).encode()).text == RIGHT


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.md", b"%PDF-1.7", "is a PDF: export it as Markdown, LaTeX or text first"),
        ("a.md", b"\x89PNG\r\n", "is a picture"),
        ("a.md", b"a\x00b", "is no text"),
        ("a.json", b"{", "is no JSON that can be read"),
        ("a.json", b"[" * 100_000, "is no JSON that can be read"),
        ("a.ipynb", b"{}", "has neither the cells of a notebook nor the messages of a chat"),
    ],
)
def test_what_is_no_document_is_told(name: str, content: bytes, said: str) -> None:
    with pytest.raises(Unsuitable, match=said):
        document(name, content)


def test_a_file_without_end_is_not_read_to_its_end() -> None:
    with pytest.raises(Unsuitable, match=f"more than {BYTES >> 20} MB"):
        load(Path("/dev/zero"))


@pytest.mark.parametrize(
    ("text", "code"), [(RIGHT, 0), (WRONG, 1), (RIGHT + "\n$X_1 = \\heartsuit$\n", 3)]
)
def test_the_exit_code(tmp_path: Path, text: str, code: int) -> None:
    file = tmp_path / "a.md"
    file.write_text(text)
    assert main(["grade", str(file)]) == code
    if code == 3:
        assert main(["grade", str(file), "--allow-unread", "1"]) == 0


def test_a_file_that_is_not_there_and_a_part_that_is_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["grade", str(tmp_path / "none.md")]) == 2
    assert "none.md: No such file or directory" in capsys.readouterr().err
    file = tmp_path / "a.md"
    file.write_text(RIGHT)
    assert main(["grade", str(file), "--part", "9z"]) == 2
    assert "there is no part '9z'" in capsys.readouterr().err


def test_everything_that_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.md"
    file.write_text(WRONG + "\n<script>alert(1)</script>\n")
    names = {kind: tmp_path / f"out.{kind}" for kind in ("json", "junit", "html")}
    asked = [word for kind, name in names.items() for word in (f"--{kind}", str(name))]
    assert main(["grade", str(file), *asked]) == 1
    told = capsys.readouterr().out
    assert "1a  wrong, line 3" in told
    assert "first wrong line: 3" in told
    assert "exact" in told
    assert "claimed" in told
    found = json.loads(names["json"].read_text())
    assert set(found) == {"file", "formulas", "parts", "read", "unread"}
    assert {frozenset(one) for one in found["formulas"]} == {frozenset(KEYS)}
    assert found["parts"] == [{"id": "1a", "verdict": "wrong", "line": 3, "first_wrong": 3}]
    (suite,) = ElementTree.fromstring(names["junit"].read_text())
    assert suite.attrib["failures"] == "1"
    html = names["html"].read_text()
    assert '<span class="wrong">' in html
    assert "<h1>a.md</h1>" in html
    assert html.count('class="line"') == file.read_text().count("\n") + 1
    assert "<script>" not in html
    assert "http" not in html.replace("http://www.w3.org", "")


def test_annotations_name_file_and_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.md"
    file.write_text(WRONG)
    assert main(["grade", str(file), "--annotations"]) == 1
    assert capsys.readouterr().out.startswith(f"::error file={file},line=3::")
