"""Slips in a module's text: where they are made, and what becomes of the part."""

from __future__ import annotations

import ast
import re
from importlib.util import module_from_spec, spec_from_file_location
from types import ModuleType

import pytest

from solutions.diffusion import a_forward_law as a
from solutions.diffusion import c_reverse_conditional as c
from solutions.diffusion import d_mean_sampler as d
from solutions.diffusion import e_noisy_sampler as e
from solutions.diffusion import f_training as f
from solutions.diffusion import h_ddim_sampler as h
from solutions.dpo import a_gibbs, d_reward
from solutions.mutation.judging import CAUGHT, SURVIVOR
from solutions.mutation.meaning import EQUAL, SHOWN, TRUE, WEAKER
from solutions.mutation.restating import LOADS, Restated
from solutions.work import sources
from tests.mutation.parts import hiding

MODULES = {module.__name__: module for module in (d, f, a_gibbs, d_reward)}
RESTATED = {name: Restated(module, name) for name, module in MODULES.items()}


def test_every_kind_of_slip_occurs() -> None:
    hows = {slip.how for restated in RESTATED.values() for slip in restated.slips}
    assert hows == {
        "constant + 1",
        "constant − 1",
        "letter swapped",
        "sign dropped",
        "operation turned",
        "operand dropped",
        "limit + 1",
        "limit − 1",
    }


def test_only_derivations_and_what_they_use_are_changed() -> None:
    for name, restated in RESTATED.items():
        text = sources.path_of(name).read_text(encoding="utf-8")
        tree = ast.parse(text)
        left_alone = [
            node
            for node in tree.body
            if isinstance(node, ast.Import | ast.ImportFrom)
            or (isinstance(node, ast.FunctionDef) and node.decorator_list)
            or (isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "part")
        ]
        lines = {n for node in left_alone for n in range(node.lineno, (node.end_lineno or 0) + 1)}
        assert not lines & {slip.line for slip in restated.slips}
        constants = [slip.old for slip in restated.slips if "constant" in slip.how]
        assert all(old.isdecimal() for old in constants), "strings are no constants"
        named = set(re.findall(r'name="(\w+)"', text))
        assert len(named) >= 4
        assert not {slip.old.strip("'") for slip in restated.slips} & named, "names of lines"


def test_functions_of_checks_alone_are_left_alone() -> None:
    lines = {slip.line for slip in RESTATED[f.__name__].slips}
    first = f.mean_of.__code__.co_firstlineno
    assert not lines & set(range(first, first + 3))


def test_the_module_is_whole_again_after_a_slip() -> None:
    restated = RESTATED[d.__name__]
    before = ast.dump(restated._tree)
    for slip in restated.slips[:40]:
        with slip.made():
            assert ast.dump(restated._tree) != before
    assert ast.dump(restated._tree) == before


@pytest.mark.parametrize(
    ("module", "text", "within", "outcome", "by"),
    [
        (d, "s2 + T * dt → s2 - T * dt", "", CAUGHT, "the line"),
        (d, "s2 ** 2 → s2", "", CAUGHT, "the line"),
        (f, "(f - g) ** 2 + spread → (f - g) ** 2 - spread", "", CAUGHT, "the line"),
        (d, "1 - T * dt → 1 + T * dt", "", SHOWN, ""),
        (a, "n + 1 → n", "", SHOWN, ""),
        pytest.param(e, "n + 1 → n", "noise(n + 1)", SHOWN, "", marks=pytest.mark.long),
        (e, "n + 1 → n", "INSIDE = ", EQUAL, ""),
        (h, "2 → 3", "total**2", WEAKER, ""),
        (c, "dt → s2", "drop_t", TRUE, ""),
        (h, "4 → 5", "", WEAKER, ""),
        (h, "s2 / 4 → s2 * 4", "", CAUGHT, "the line"),
        (a, "1 / dt → 1 * dt", "", CAUGHT, "check moments"),
    ],
)
def test_what_becomes_of_a_slip(
    module: ModuleType, text: str, within: str, outcome: str, by: str
) -> None:
    """In a line of the module that has ``within``."""
    restated = RESTATED.get(module.__name__) or Restated(module, module.__name__)
    written = sources.path_of(module.__name__).read_text(encoding="utf-8").splitlines()
    here = (slip for slip in restated.slips if within in written[slip.line - 1])
    fates = (restated.fate(slip) for slip in here if slip.text == text)
    assert (outcome, by) in ((fate.outcome, fate.by) for fate in fates)


def test_a_module_that_raises_does_not_load() -> None:
    restated = RESTATED[a_gibbs.__name__]
    swapped = [slip for slip in restated.slips if slip.how == "letter swapped"][:60]
    fates = map(restated.fate, swapped)
    assert any(fate.by == LOADS and fate.verdict == "undecided" for fate in fates)


def loaded(name: str) -> ModuleType:
    """A module of the project on disk, which is not on Python's path."""
    spec = spec_from_file_location(name, sources.path_of(name))
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_slip_that_no_check_sees_survives(project) -> None:
    for seen in (False, True):
        name = "9a" if seen else "9b"
        module = project({name: hiding(name, seen=seen)})[name]
        restated = Restated(loaded(module), module)
        fates = {slip.text: restated.fate(slip) for slip in restated.slips}
        survivors = [text for text, fate in fates.items() if fate.outcome == SURVIVOR]
        assert bool(survivors) is not seen, survivors
