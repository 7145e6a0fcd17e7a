"""What is missing is not run and never passes; what differs exits with 1; nothing else is kept."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from solutions.cli import main
from solutions.kernel.errors import NotVerified
from solutions.oracles import command, programs, report, results, running
from solutions.oracles.comparison import Case, Comparison, exactly
from solutions.oracles.programs import PROGRAMS, Program, missing
from solutions.oracles.verdicts import AGREES, CANNOT_TELL, DIFFERS, FAILED, NOT_RUN
from solutions.web.reports import oracles as page
from solutions.work import dispatch, package, sources

Said = dict[str, Any]
LIBRARY = ("mpmath",)


def row(**more: Any) -> Said:
    twin = {"why": "doubled", "told": True, "difference": 0.2, "allowed": 1e-15}
    told = {"part": "1d", "what": "factor", "budget": "rounding", "verdict": AGREES, "cases": 2}
    numbers = {"ours": "0.2", "theirs": "0.2", "difference": 1e-17, "allowed": 1e-15}
    return {**told, **numbers, "twins": [twin], **more}


def said(verdict: str, why: str = "", rows: tuple[Said, ...] = ()) -> Said:
    found = {"id": "any", "verdict": verdict, "why": why, "versions": {"any": "1.0"}}
    return {**found, "comparisons": list(rows)}


@pytest.fixture
def asking(monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Run the command with what the programs say laid down."""

    def run(answers: dict[str, Said], **options: Any) -> int:
        def told(chosen: Iterator[Program], ended: Callable[[str, Said], None]) -> dict[str, Said]:
            found = {p.name: answers[p.name] for p in chosen if p.name in answers}
            for name, of in found.items():
                ended(name, of)
            return found

        monkeypatch.setattr(running, "run", told)
        asked = {"names": [], "publish": False, "json": None} | options
        return command.oracles(argparse.Namespace(**asked))

    return run


def test_all_that_ran_agree(asking: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    assert asking({"choix": said(AGREES, rows=(row(),)), "trl": said(NOT_RUN, "no torch")}) == 0
    assert capsys.readouterr().out.splitlines() == [
        "choix agrees: 1 comparison at 2 points, wrong twins told apart: 1 (any 1.0)",
        "trl not run: no torch (any 1.0)",
        "1 of 2 programs ran and agree; not run: trl",
    ]


def test_what_is_not_run_is_not_passed(asking: Callable[..., int]) -> None:
    assert asking({"choix": said(NOT_RUN, "not here"), "trl": said(NOT_RUN, "not here")}) == 1


@pytest.mark.parametrize("verdict", [DIFFERS, CANNOT_TELL, FAILED])
def test_one_that_does_not_agree_exits_with_1(asking: Callable[..., int], verdict: str) -> None:
    assert asking({"choix": said(AGREES, rows=(row(),)), "scipy": said(verdict, "why")}) == 1


def test_a_difference_is_shown_with_both_numbers(
    asking: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = row(verdict=DIFFERS, theirs="0.25", difference=0.05)
    assert asking({"choix": said(DIFFERS, rows=(wrong, row()))}) == 1
    assert capsys.readouterr().out.splitlines()[:3] == [
        "choix differs (any 1.0)",
        "  1d factor: differs",
        "    ours 0.2, theirs 0.25: 0.05 apart where 1e-15 is allowed",
    ]


def test_all_numbers_as_json(asking: Callable[..., int], tmp_path: Path) -> None:
    target = tmp_path / "numbers.json"
    assert asking({"choix": said(AGREES, rows=(row(),))}, json=target) == 0
    assert json.loads(target.read_text(encoding="utf-8"))["choix"]["comparisons"] == [row()]


def test_an_unknown_name_is_answered_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["oracles", "sciyp"]) == 2
    assert "there is no program 'sciyp'; did you mean scipy?" in capsys.readouterr().err


def test_what_is_not_installed_is_named() -> None:
    assert missing(Program("any", "", ("no_such_thing",))) == "no_such_thing is not installed"
    three = Program("any", "", ("mpmath", "no_such_a", "no_such_b"))
    assert missing(three) == "no_such_a and no_such_b are not installed"
    assert missing(Program("any", "", LIBRARY)) == ""


def asked(monkeypatch: pytest.MonkeyPatch, comparisons: Any, needs: tuple[str, ...]) -> Said:
    module = SimpleNamespace(comparisons=comparisons)
    real = import_module
    monkeypatch.setattr(
        running, "import_module", lambda name: module if name == "ours" else real(name)
    )
    return running.asked(Program("any", "", needs), "ours")


def factor(theirs: float) -> Iterator[Comparison]:
    a_fifth, allowed = exactly(0.2), exactly(1e-16)
    yield Comparison(
        "1d", "f", "", (Case(a_fifth, exactly(theirs), allowed, {"two": exactly(0.4)}),)
    )


def test_a_program_is_asked_only_if_it_is_here(monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked(monkeypatch, lambda: factor(0.2), LIBRARY)["verdict"] == AGREES
    assert asked(monkeypatch, lambda: factor(0.3), LIBRARY)["verdict"] == DIFFERS
    absent = asked(monkeypatch, lambda: factor(0.2), ("no_such_thing",))
    assert (absent["verdict"], absent["comparisons"]) == (NOT_RUN, [])
    assert asked(monkeypatch, lambda: iter(()), LIBRARY)["verdict"] == CANNOT_TELL


def test_a_program_that_raises_has_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    def comparisons() -> Iterator[Comparison]:
        yield from factor(0.2)
        raise RuntimeError("the solver gave up")

    told = asked(monkeypatch, comparisons, LIBRARY)
    assert (told["verdict"], told["why"]) == (FAILED, "RuntimeError: the solver gave up")


def test_what_cannot_be_imported_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "no_such_broken.py").write_text("raise OSError('libtorch is missing')\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(programs, "version", lambda name: "1.0")
    told = asked(monkeypatch, lambda: factor(0.2), ("no_such_broken",))
    assert told["verdict"] == NOT_RUN
    assert told["why"] == "no_such_broken cannot be imported (OSError: libtorch is missing)"


def test_only_agreement_of_heavy_ones_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "results.json"
    assert results.publish({"choix": said(AGREES), "trl": said(NOT_RUN, "no torch")}, file) == []
    assert not file.exists()
    assert results.publish({"trl": said(AGREES, rows=(row(),))}, file) == ["trl"]
    before = file.read_text(encoding="utf-8")
    assert results.publish({"trl": said(DIFFERS)}, file) == []
    assert results.publish({"trl": said(NOT_RUN, "no torch")}, file) == []
    assert file.read_text(encoding="utf-8") == before
    assert results.publish({"diffusers": said(AGREES)}, file) == ["diffusers"]
    assert list(results.current(file)) == ["diffusers", "trl"]


def test_a_kept_result_is_stale_when_a_part_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "results.json"
    results.publish({"trl": said(AGREES, rows=(row(),))}, file)
    monkeypatch.setattr(package, "fact", lambda name, make, folder: make())
    assert not results.current(file)["trl"]["stale"]
    closure = sources.closure("solutions.oracles.trl")
    assert "solutions.dpo.f_gradient" in closure
    shorter = [name for name in closure if name != "solutions.dpo.f_gradient"]
    monkeypatch.setattr(sources, "closure", lambda module: shorter)
    assert results.current(file)["trl"]["stale"]


def test_a_page_says_what_was_not_run_and_what_is_stale() -> None:
    def entry(name: str, of: Said, **more: Any) -> Said:
        return {**of, "id": name, "about": "a thing", "heavy": True, **more}

    entries = [
        entry("one", said(AGREES, rows=(row(),)), date="2026-01-02", stale=True),
        entry("two", said(NOT_RUN, "torch is not installed")),
    ]
    html = dict(page.oracles(entries, lambda path: path))
    assert "last run on 2026-01-02" in html["one"]
    assert "Stale:" in html["one"]
    assert "<strong>Not run:</strong> torch is not installed." in html["two"]
    assert "<table" not in html["two"]
    assert page.summary(entries) == (
        "<p>1 of 2 programs ran and agree, in 1 comparison at 2 points; wrong twins told "
        "apart: 1. Not run: two. Run before the last change of a part: one.</p>"
    )


def laid_down(
    monkeypatch: pytest.MonkeyPatch, answers: dict[str, Said], runs: list[str] | None = None
) -> None:
    """In place of workers: what each program says, and the names of those that were asked."""

    def run(
        modules: dict[str, str], workers: int, limit: float, done: Any, *_: Any
    ) -> dict[str, dispatch.Result]:
        del workers, limit
        found = {name: dispatch.Result(name, {**answers[name], "id": name}) for name in modules}
        if runs is not None:
            runs.extend(modules)
        for result in found.values():
            done(result)
        return found

    monkeypatch.setattr(dispatch, "run", run)


def test_the_site_is_built_without_a_program_and_not_with_one_that_differs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOLUTIONS_CACHE", str(tmp_path))
    answers = {name: said(NOT_RUN, "not here") for name in PROGRAMS}
    laid_down(monkeypatch, answers)
    assert {of["verdict"] for of in report.light().values()} == {NOT_RUN}
    answers["scipy"] = said(DIFFERS, rows=(row(verdict=DIFFERS, difference=0.1),))
    with pytest.raises(NotVerified, match="scipy differs"):
        report.light()
    assert not list((tmp_path / "oracles").glob("*.json"))


def test_an_agreement_is_kept_until_a_version_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOLUTIONS_CACHE", str(tmp_path))
    runs: list[str] = []
    laid_down(monkeypatch, {name: said(AGREES, rows=(row(),)) for name in PROGRAMS}, runs)
    report.light()
    first = list(runs)
    assert first == [name for name, program in PROGRAMS.items() if not program.heavy]
    report.light()
    assert runs == first
    real = programs.installed
    monkeypatch.setattr(
        running, "installed", lambda p: {p.name: "9"} if p.name == "choix" else real(p)
    )
    report.light()
    assert runs == [*first, "choix"]
