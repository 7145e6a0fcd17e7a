"""A file of somebody's → its text, whatever it was exported from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BYTES = 16 << 20
"""A larger file is refused."""
MARKDOWN, LATEX, PLAIN = "markdown", "latex", "plain"
_BINARY = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"PK": "an archive",
}


class Unsuitable(Exception):
    """A file that is no text with formulas; the message says why and what to do."""


@dataclass(frozen=True)
class Document:
    """The text of a file, with newlines alone between its lines, and how it is written."""

    name: str
    text: str
    kind: str


def load(path: Path) -> Document:
    """The document in a file. Raises :class:`Unsuitable`."""
    try:
        with path.open("rb") as file:
            content = file.read(BYTES + 1)
    except OSError as why:
        raise Unsuitable(f"{path}: {why.strerror or why}") from None
    if len(content) > BYTES:
        raise Unsuitable(f"{path} has more than {BYTES >> 20} MB; grade a part of it")
    return document(str(path), content)


def document(name: str, content: bytes) -> Document:
    """The document with this name and content. Raises :class:`Unsuitable`."""
    for mark, what in _BINARY.items():
        if content.startswith(mark):
            raise Unsuitable(f"{name} is {what}: export it as Markdown, LaTeX or text first")
    text = _decoded(name, content).replace("\r\n", "\n").replace("\r", "\n")
    end = Path(name).suffix.lower()
    if end in (".ipynb", ".json"):
        return Document(name, _from_json(name, text), MARKDOWN)
    if end in (".tex", ".latex"):
        return Document(name, text, LATEX)
    dressed = any(mark in text for mark in ("$", r"\(", r"\[", r"\begin{"))
    return Document(name, text, MARKDOWN if end in (".md", ".markdown") or dressed else PLAIN)


def _decoded(name: str, content: bytes) -> str:
    encodings = (
        ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    )
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        return text
    raise Unsuitable(f"{name} is no text: export it as Markdown, LaTeX or text first")


def _from_json(name: str, text: str) -> str:
    """The Markdown of a notebook's cells, or what the other side said in a chat."""
    try:
        said = json.loads(text)
        pieces = list(_pieces(said))
    except (ValueError, RecursionError) as why:
        raise Unsuitable(f"{name} is no JSON that can be read: {why}") from None
    if not pieces:
        raise Unsuitable(f"{name} has neither the cells of a notebook nor the messages of a chat")
    return "\n\n".join(pieces)


def _pieces(said: Any) -> list[str]:
    if isinstance(said, dict) and isinstance(said.get("cells"), list):
        cells = [cell for cell in said["cells"] if isinstance(cell, dict)]
        return [
            _joined(cell.get("source")) for cell in cells if cell.get("cell_type") == "markdown"
        ]
    if isinstance(said, dict) and isinstance(said.get("mapping"), dict):
        nodes = [node.get("message") for node in said["mapping"].values() if isinstance(node, dict)]
        return _messages([node for node in nodes if isinstance(node, dict)])
    messages = said.get("messages") if isinstance(said, dict) else said
    return _messages(
        [one for one in messages if isinstance(one, dict)] if isinstance(messages, list) else []
    )


def _messages(messages: list[dict[str, Any]]) -> list[str]:
    """What the model said, and not what it was asked."""
    found = []
    for one in messages:
        author = one.get("author")
        role = author.get("role") if isinstance(author, dict) else one.get("role", one.get("from"))
        if role in ("assistant", "model", "gpt", "bot", "ai"):
            found.append(_joined(one.get("content", one.get("value"))))
    return [text for text in found if text]


def _joined(content: Any) -> str:
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        return "".join(_joined(each) for each in content)
    if isinstance(content, dict):
        return _joined(content.get("parts", content.get("text", "")))
    return ""
