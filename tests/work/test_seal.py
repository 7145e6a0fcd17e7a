"""A receipt is believed only as it was written, here."""

from __future__ import annotations

import hashlib
import json
import platform

from solutions.work import keys, receipts, seal


def kept(folder, **changes):
    receipt = {"format": keys.FORMAT, "key": "k", "id": "1d", "verdict": "proved", "steps": []}
    assert receipts.store(receipt | changes, folder) == ""
    return folder / "1d.json"


def test_a_receipt_comes_back_as_it_was_written(tmp_path):
    kept(tmp_path)
    loaded = receipts.load("1d", "k", tmp_path)
    assert loaded is not None
    assert loaded["verdict"] == "proved"


def test_an_edited_receipt_is_not_believed_though_its_digest_is_made_anew(tmp_path):
    path = kept(tmp_path)
    content = json.loads(path.read_text())
    content["steps"] = [{"latex": "0 = 1", "verdict": "proved"}]
    content.pop("digest")
    for text in (json.dumps(content, sort_keys=True), json.dumps(content)):
        forged = {**content, "digest": hashlib.sha256(text.encode()).hexdigest()}
        path.write_text(json.dumps(forged))
        assert receipts.load("1d", "k", tmp_path) is None


def test_a_receipt_from_another_folder_is_judged_again(tmp_path):
    path = kept(tmp_path / "there")
    here = tmp_path / "here"
    kept(here)
    (here / "1d.json").write_bytes(path.read_bytes())
    assert receipts.load("1d", "k", here) is None


def test_a_receipt_from_another_machine_is_judged_again(tmp_path, monkeypatch):
    kept(tmp_path)
    monkeypatch.setattr(platform, "node", lambda: "elsewhere")
    assert receipts.load("1d", "k", tmp_path) is None


def test_a_key_that_was_cut_short_is_drawn_anew(tmp_path):
    kept(tmp_path)
    (tmp_path / seal.NAME).write_bytes(b"short")
    assert receipts.load("1d", "k", tmp_path) is None
    kept(tmp_path)
    assert receipts.load("1d", "k", tmp_path) is not None


def test_nobody_else_may_read_the_key(tmp_path):
    kept(tmp_path)
    assert (tmp_path / seal.NAME).stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".seal")] == [".seal"]
