"""What a receipt holds is generated on a page, never typed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.site.built import ROOT
from tests.site.typed import figures, prose, results, typed

PAGES = sorted(
    file for kind in ("*.md", "*.py") for file in (ROOT / "docs").rglob(kind) if file.is_file()
)
RECEIPTS: dict[str, dict[str, Any]] = {
    "9a": {
        "boxes": [{"name": "law", "rhs": r"\mathcal N\!\left(0,\; \frac{\sigma^2}{1 + t}\right)"}],
        "steps": [
            {"name": "law.0", "kind": "start", "latex": r"X_0 \sim \mathcal N(0, \sigma^2)"},
            {"name": "law.1", "kind": "identity", "rhs": r"\sigma^2 + t"},
            {"name": "law.2", "kind": "identity", "rhs": r"\pi(y \mid x)"},
        ],
        "checks": [
            {"name": "run", "figures": [{"claimed": "12/121 ≈ 0.09917", "found": "0.0991736"}]}
        ],
        "decoys": [
            {"box": "law", "counterexample": "at $t = 1/7$: found 3/17, the twin says 1/17"}
        ],
    }
}


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (r"Here it is $\mathcal{N}(0, \tfrac{\sigma^2}{1+t})$.", ["9a law"]),
        ("so that\n\n$$\nv = \\sigma^2 + t.\n$$\n", ["9a law.1"]),
        (r"With \(v = \sigma^2+t\) it follows", ["9a law.1"]),
        ("The variance is 0.09917 there, and $12/121$ exactly.", ["9a run", "9a run"]),
        (r"It is $\frac{3}{17}$ of that.", ["9a law"]),
        (r"The data are $X_0 \sim \mathcal N(0, \sigma^2)$, and $t = 3/17$.", []),
        (r"A policy $\pi(y \mid x)$ and the letter $\sigma^2$.", []),
        ("Version 1.3/17 and 0.0991 are no figures of ours.", []),
    ],
)
def test_a_typed_result_is_found_and_what_the_sheet_gives_is_not(
    text: str, held: list[str]
) -> None:
    assert [place for _, place in typed(text, results(RECEIPTS), figures(RECEIPTS))] == held


def test_code_and_addresses_are_no_prose(tmp_path: Path) -> None:
    page = tmp_path / "a.md"
    page.write_text("`3/17` and\n```text\n3/17\n```\n[a](b/3/17.md) but 5/8\n", encoding="utf-8")
    assert prose(page).split() == ["and", "[a", "but", "5/8"]


def test_of_a_notebook_only_the_text_is_prose(tmp_path: Path) -> None:
    page = tmp_path / "a.py"
    page.write_text("# %% [markdown]\n# About 5/8.\n\n# %%\n# a comment\nx = 3/17\n", "utf-8")
    assert prose(page).split() == ["About", "5/8."]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_page_types_no_result_that_a_receipt_holds(
    page: Path, receipts: dict[str, dict[str, Any]]
) -> None:
    assert list(typed(prose(page), results(receipts), figures(receipts))) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_no_page_types_a_boxed_result(page: Path) -> None:
    assert r"\boxed" not in prose(page)
