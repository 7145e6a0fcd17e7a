"""A tiny engine is mutated as ours is: survivors, resumption, equal mutants, and stale results."""

from __future__ import annotations

import argparse
import io
import json
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from solutions.mutation.engine import command, results
from solutions.mutation.engine.equal import equal, unfit
from solutions.mutation.engine.judging import Engine, Unsound
from solutions.mutation.engine.kept import Kept
from solutions.mutation.engine.target import ENGINE, Target
from solutions.web.reports import engine_mutants
from solutions.work import sources

MODULE = '''"""Signs of whole numbers."""

from functools import lru_cache

LIMIT = 12
RULES = {"twice": lambda n: n + n}


@lru_cache(maxsize=8)
def sign(n):
    if n > 0:
        return 1
    return -1 if n < 0 else 0


def small(n):
    return abs(n) <= LIMIT


def steps(n):
    count = 0
    while n > 1:
        n = n // 2
        count += 1
    return count


def never(n):
    return n + 1


class Number:
    def __init__(self, n):
        self.n = n

    @property
    def even(self):
        return self.n % 2 == 0
'''
TESTS = """from tiny import numbers
from tiny.numbers import RULES, sign, small, steps

EARLY = sign(7)

def test_signs():
    assert [sign(n) for n in (-3, -1, 0, 1, 3)] == [-1, -1, 0, 1, 1]
    assert EARLY == 1

def test_small():
    assert small(-12)
    assert not small(13)

def test_rules():
    assert RULES["twice"](3) == 6

def test_steps():
    assert [steps(n) for n in (1, 2, 3, 8)] == [0, 1, 1, 3]

def test_even():
    assert numbers.Number(4).even
    assert not numbers.Number(3).even
"""
PATIENCE = 0.15
WEAK = TESTS.replace("    assert not small(13)\n", "")


SHORT = """LIMIT = 12


def small(n):
    return abs(n) <= LIMIT


def never(n):
    return n + 1
"""


def tiny(root: Path, tests: str = TESTS, module: str = MODULE) -> Target:
    (root / "tiny").mkdir(exist_ok=True)
    (root / "tiny" / "__init__.py").touch()
    (root / "tiny" / "numbers.py").write_text(module, encoding="utf-8")
    (root / "checks").mkdir(exist_ok=True)
    (root / "checks" / "test_numbers.py").write_text(tests, encoding="utf-8")
    return Target(root, ("tiny",), ("checks",), PATIENCE)


def asked(**options: object) -> argparse.Namespace:
    usual = {"modules": [], "sample": 0, "seed": 1, "workers": 1, "fresh": False, "json": None}
    usual |= {"without_failing": False, "publish": False, "budget": 0.0}
    return argparse.Namespace(**usual | options)


def left(root: Path) -> list[str]:
    """What the survivors of a run changed."""
    found = json.loads((root / "out.json").read_text(encoding="utf-8"))
    return [one["change"] for one in found["tiny/numbers.py"]["listed"]]


@pytest.fixture(scope="module")
def weak(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run with tests of which one is too weak."""
    root = tmp_path_factory.mktemp("weak")
    target = tiny(root, WEAK)
    assert command.mutate(asked(json=root / "out.json"), target, root / "kept") == 1
    return root


def test_survivors_are_what_no_test_sees(weak: Path) -> None:
    found = left(weak)
    assert "abs(n) <= LIMIT → True" in found
    assert "12 → 13" in found, "a constant of the module"
    assert "n + 1 → n" in found, "in a function that no test runs"
    caught = ("n > 0 → n >= 0", "12 → 11", "n + n → n - n", "self.n % 2 == 0 → self.n % 2 != 0")
    assert not set(caught) & set(found)


def test_a_mutant_that_never_ends_is_caught(weak: Path) -> None:
    of = json.loads((weak / "out.json").read_text(encoding="utf-8"))["tiny/numbers.py"]
    assert of["never ended"] >= 1
    assert "n = n // 2 → pass" not in left(weak)


def test_what_importing_the_tests_has_kept_is_no_excuse(weak: Path) -> None:
    found = left(weak)
    assert "n > 0 → False" not in found, "sign(7) was in the cache of sign before"
    records = Kept(tiny(weak, WEAK), weak / "kept").mutants("tiny/numbers.py")
    assert all(record["how"] for record in records.values())


def test_after_a_new_test_only_survivors_are_tried_again(weak: Path, capsys) -> None:
    target = tiny(weak, WEAK)
    survivors = len(left(weak))
    (weak / "checks" / "test_more.py").write_text(
        "from tiny.numbers import never, small\n"
        "def test_never():\n    assert never(1) == 2\n"
        "def test_large():\n    assert not small(13)\n",
        encoding="utf-8",
    )
    try:
        command.mutate(asked(json=weak / "again.json"), target, weak / "kept")
    finally:
        (weak / "checks" / "test_more.py").unlink()
    said = capsys.readouterr().out
    assert f"{survivors} mutants in " in said
    again = json.loads((weak / "again.json").read_text(encoding="utf-8"))["tiny/numbers.py"]
    assert not {"12 → 13", "n + 1 → n"} & {one["change"] for one in again["listed"]}


def test_survivors_are_printed_with_place_line_and_change(weak: Path, capsys) -> None:
    assert command.mutate(asked(), tiny(weak, WEAK), weak / "kept") == 1
    told = capsys.readouterr().err
    assert "survives: tiny/numbers.py:5  constant + 1\n  12 → 13\n  in: LIMIT = 12" in told


def reasons(path: Path, *entries: tuple[str, str, str]) -> Path:
    texts = [
        f"[[equal]]\nmodule = {json.dumps(module)}\nline = {json.dumps(line)}\n"
        f"change = {json.dumps(change, ensure_ascii=False)}\nreason = 'It says the same.'\n"
        for module, line, change in entries
    ]
    path.write_text("\n".join(texts), encoding="utf-8")
    return path


def test_an_equal_mutant_is_accepted_with_its_reason(weak: Path, tmp_path: Path, capsys) -> None:
    found = json.loads((weak / "out.json").read_text(encoding="utf-8"))["tiny/numbers.py"]
    every = [("tiny/numbers.py", one["text"], one["change"]) for one in found["listed"]]
    written = reasons(tmp_path / "equal.toml", *every)
    assert command.mutate(asked(), tiny(weak, WEAK), weak / "kept", written) == 0
    assert f"{len(every)} equal, 0 survivors, score 100 %" in capsys.readouterr().out


def test_a_reason_that_fits_nothing_is_an_error(weak: Path, tmp_path: Path, capsys) -> None:
    found = json.loads((weak / "out.json").read_text(encoding="utf-8"))["tiny/numbers.py"]
    every = [("tiny/numbers.py", one["text"], one["change"]) for one in found["listed"]]
    idle = ("tiny/numbers.py", "LIMIT = 12", "12 → 11")
    written = reasons(tmp_path / "equal.toml", *every, idle)
    assert command.mutate(asked(), tiny(weak, WEAK), weak / "kept", written) == 1
    assert "has a reason for what is no survivor; take it out" in capsys.readouterr().err


def test_an_entry_without_a_reason_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "equal.toml"
    path.write_text("[[equal]]\nmodule = 'a'\nline = 'b'\nchange = 'c'\n", encoding="utf-8")
    with pytest.raises(ValueError, match="an entry has"):
        equal(path)


def test_tests_that_fail_before_are_told(tmp_path: Path) -> None:
    target = tiny(tmp_path, TESTS + "\ndef test_wrong():\n    assert small(13)\n")
    with pytest.raises(Unsound, match=r"test_numbers\.py::test_wrong: assert False"):
        Engine(target).measure()
    schedule = Engine(target).measure(without_failing=True)
    assert len(schedule.tests) == TESTS.count("def test_")


def test_a_run_that_is_killed_goes_on_where_it_was(tmp_path: Path, capsys) -> None:
    target = tiny(tmp_path)
    program = (
        "import time; from tests.mutation.test_engine_mutants import *\n"
        f"root = Path({str(tmp_path)!r})\n"
        "def keep(self, file, record, real=Kept.keep_mutant, kept=[]):\n"
        "    real(self, file, record)\n"
        "    kept.append(record)\n"
        "    if len(kept) == 30:\n"
        "        (root / 'many').touch()\n"
        "        time.sleep(600)\n"
        "Kept.keep_mutant = keep\n"
        "target = Target(root, ('tiny',), ('checks',), PATIENCE)\n"
        "command.mutate(asked(workers=1), target, root / 'kept')"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program], cwd=sources.ROOT, stdout=subprocess.DEVNULL
    )
    records = tmp_path / "kept" / "tiny-numbers.jsonl"
    until = time.monotonic() + 120
    while time.monotonic() < until and not (tmp_path / "many").exists():
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.wait()
    records.write_text(records.read_text(encoding="utf-8") + '{"name": "cut', encoding="utf-8")
    engine = Engine(replace(target), Kept(target, tmp_path / "kept"))
    known, every = engine.known("tiny/numbers.py"), engine.names["tiny/numbers.py"]
    assert 0 < len(known) < len(every)
    command.mutate(asked(), target, tmp_path / "kept")
    said = capsys.readouterr().out
    assert f"{len(every) - len(known)} mutants in " in said
    again = Engine(replace(target), Kept(target, tmp_path / "kept"))
    assert len(again.known("tiny/numbers.py")) == len(every)


def test_published_results_go_stale_with_sources_and_tests(weak: Path, tmp_path: Path) -> None:
    path, target = tmp_path / "results.json", tiny(weak, WEAK)
    assert results.current(path, target) == {}
    engine = Engine(target, Kept(target, weak / "kept"))
    found = {file: list(engine.known(file).values()) for file in engine.mutants}
    results.publish(found, engine, path)
    of = results.current(path, target)["tiny/numbers.py"]
    assert of["stale"] is False
    assert of["mutants"] == of["caught"] + of["survivors"]
    (weak / "checks" / "test_more.py").touch()
    assert results.current(path, target)["tiny/numbers.py"]["stale"] is True
    (weak / "checks" / "test_more.py").unlink()


def test_a_sample_of_what_was_caught_is_caught_again(weak: Path, tmp_path: Path) -> None:
    path, target = tmp_path / "results.json", tiny(weak, WEAK)
    engine = Engine(target, Kept(target, weak / "kept"))
    results.publish({f: list(engine.known(f).values()) for f in engine.mutants}, engine, path)
    found = command.sampled(4, 3, path, target)
    assert len(found) == 4
    assert {one["outcome"] for one in found} == {"caught"}
    blind = tiny(tmp_path, "def test_nothing():\n    pass\n")
    missed = command.sampled(4, 3, path, blind)
    assert {one["outcome"] for one in missed} == {"survivor"}, "their tests are gone"


published = pytest.mark.skipif(
    not results.FILE.exists(), reason="no run over the engine is published: make mutants-engine"
)


@published
@pytest.mark.parametrize(
    ("files", "size"), [(16, 4), pytest.param(0, 25, marks=pytest.mark.long)], ids=["some", "all"]
)
def test_the_sample_of_our_engine_is_caught(files: int, size: int) -> None:
    """Of so many mutants, in so many files of the engine, or in all."""
    some = tuple(random.Random(9).sample(sorted(ENGINE.sources), files))
    found = command.sampled(size, 9, target=replace(ENGINE, packages=some or ENGINE.packages))
    missed = [command.survivor(one["file"], one) for one in found if one["outcome"] != "caught"]
    assert len(found) == size
    assert missed == []


@published
def test_a_whole_run_leaves_no_survivor_without_a_reason_and_a_sample_lists_them() -> None:
    found = results.current()
    page = engine_mutants.survivors(found)
    for file, of in found.items():
        open_ = [one for one in of["listed"] if not one["reason"]]
        whole = of["judged"] == of["of"] and not of["budget"]
        assert of["stale"] or not whole or not open_, f"{file}: {open_[0]['change']}"
        assert of["mutants"] == of["caught"] + len(of["listed"])
        assert all(f"{file}:{one['line']}" in page for one in open_)


def test_every_reason_is_for_a_mutant_that_there_is() -> None:
    files = sorted({one.module for one in equal()})
    there_are = tuple(file for file in files if (ENGINE.root / file).exists())
    engine = Engine(replace(ENGINE, packages=there_are))
    there = {
        one.module: [
            {"text": mutant.text, "change": mutant.change}
            for mutant in engine.mutants.get(one.module, [])
        ]
        for one in equal()
    }
    assert unfit(there, equal()) == []


def test_the_page_says_how_much_of_the_engine_a_run_covered(tmp_path: Path) -> None:
    whole = {"judged": 90, "of": 90, "budget": 0.0}
    assert engine_mutants.extent(whole) == (
        "90 mutants can be made; all of them were judged, each by all tests that run its place"
    )
    part = engine_mutants.extent({"judged": 9, "of": 90, "budget": 1.5})
    assert "9 of them, drawn by chance, were judged" in part
    assert part.endswith("by the quickest tests that run its place, 1.5 seconds of them")


def test_a_survivor_of_a_few_tests_is_met_by_all_when_more_is_asked(tmp_path: Path) -> None:
    slow = "from time import process_time\n\nfrom tiny.numbers import small\n\n\n"
    slow += "def test_quick():\n    small(3)\n\n\n"
    slow += "def test_slow():\n    until = process_time() + 0.1\n"
    slow += "    while process_time() < until:\n        pass\n    assert not small(13)\n"
    target = tiny(tmp_path, slow, SHORT)
    found, told = [], []
    for budget in (0.05, 0.0, 0.05):
        engine = Engine(target, Kept(target, tmp_path / "kept"), 1, budget)
        command.run(engine, ["tiny/numbers.py"], asked(), io.StringIO())
        left = [one for one in engine.known("tiny/numbers.py").values() if one["by"] == ""]
        found.append({one["name"] for one in left})
        told.append({one["told"] for one in left})
    assert found[1] < found[0]
    assert found[2] == found[1], "what is known of a longer run is kept"
    assert "1 slower tests were not asked" in told[0]
    assert told[1] == told[2] == {"", "no test gets there"}


def test_only_runs_over_all_modules_are_published(tmp_path: Path) -> None:
    for other in ({"modules": ["numbers"]}, {"without_failing": True}):
        with pytest.raises((ValueError, LookupError), match=r"--publish needs|no module"):
            command.mutate(asked(publish=True, **other), tiny(tmp_path), tmp_path / "kept")
