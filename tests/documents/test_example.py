"""What the page says that `grade` prints, it prints; the action and the hook say what it takes."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from solutions.cli import main, parser

ROOT = Path(__file__).parents[2]
HOMEWORK = Path(__file__).with_name("homework.md")


def test_the_page_shows_what_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    slip = HOMEWORK.read_text(encoding="utf-8").replace(r"= (A - \Delta t) - \frac", r"= A - \frac")
    (tmp_path / "homework.md").write_text(slip, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["grade", "homework.md"]) == 1
    page = (ROOT / "docs" / "check" / "document.md").read_text(encoding="utf-8")
    assert page.split("```text\n")[1].split("```")[0] == capsys.readouterr().out


def test_the_hook_is_a_command_of_ours() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    python, flag, module, *words = hook["entry"].split()
    assert (python, flag, module) == ("python", "-m", "solutions")
    assert parser().parse_args([*words, "a.md"]).files == [Path("a.md")]


def test_the_action_is_a_command_of_ours() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    assert action["runs"]["using"] == "composite"
    script = action["runs"]["steps"][-1]["run"]
    (line,) = [line for line in script.splitlines() if "-m solutions" in line]
    words = line.strip().replace('"${files[@]}"', "a.md").replace('"$PART"', "1d")
    words = words.replace('"$ALLOWED"', "3").split()
    asked = parser().parse_args(words[3:])
    assert (asked.files, asked.part, asked.allow_unread) == ([Path("a.md")], "1d", 3)
    assert asked.annotations
