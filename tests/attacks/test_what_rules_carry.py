"""What a rule of ours carries is data, rules and functions of ours, however deep it is."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from types import FunctionType, ModuleType
from typing import Any, cast

import pytest
import sympy as sp

from solutions.kernel.errors import Malformed
from solutions.kernel.provenance import require_ours
from solutions.objects.laws import Enclosure, Normal
from solutions.objects.quantities import quantity
from solutions.relations.equalities import summation
from solutions.relations.equalities.equality import Identity
from solutions.relations.equalities.integration import by_antiderivative
from solutions.relations.equalities.rewriting import RULES, Rewriting
from solutions.relations.regimes.regime import Regime
from tests.kernel.letters import x, y

FOREIGN = r"a rule is one of solutions/relations; {} is defined in {}, and nothing that it says"


def carrying(*what: Any) -> Identity:
    return Identity(under=cast(Any, what))


@dataclass(frozen=True)
class Home:
    """Data that is defined elsewhere."""

    steps: tuple[Any, ...] = ()


OURS: list[Any] = [
    *(1, "x", 2.5, True, None, x, sp.Sum, sp.S.true, Enclosure, Identity, Regime, Rewriting),
    *(Enclosure(x, y), Normal(x, Enclosure(x, y)), quantity("E", "E"), Identity(), RULES),
    *((x, (y, ("a", None))), [x, [y]], frozenset({x}), summation.finite_sum),
    *(by_antiderivative(x**2, x), Regime(r"x \to 0", (x,), (x,), (), ())),
]
THEIRS: list[Any] = [
    *(object(), Home(), Home, {x}, {x: y}, iter(()), ModuleType("m"), print, sp.log(x).subs),
    *(lambda: 0, carrying, int, dict, FunctionType, bytearray(b"x"), b"x", 1j),
]


CARRIED = [one for one in OURS if one is not sp.Sum]


@pytest.mark.parametrize("what", CARRIED, ids=lambda one: type(one).__name__)
def test_data_rules_and_functions_of_ours_are_carried(what: Any) -> None:
    for carried in ((what,), (x, what), (what, x), ((what,),), ([what],), (carrying(what),)):
        require_ours(carrying(*carried))


@pytest.mark.parametrize("what", THEIRS, ids=lambda one: type(one).__name__)
def test_nothing_else_is_however_deep(what: Any) -> None:
    for carried in ((what,), (x, what), (what, x), ((x, what),), ([what, x],), (carrying(what),)):
        with pytest.raises(Malformed, match="a rule is one of solutions/relations"):
            require_ours(carrying(*carried))


def test_what_is_refused_is_named_with_its_home() -> None:
    for what, told in (
        (Home(), ("Home", "tests.attacks.test_what_rules_carry")),
        (Home, ("Home", "tests.attacks.test_what_rules_carry")),
        ({x}, ("set", "builtins")),
        (carrying, ("carrying", "tests.attacks.test_what_rules_carry")),
    ):
        with pytest.raises(Malformed, match=FOREIGN.format(*told)):
            require_ours(carrying(what))
    with pytest.raises(Malformed, match=FOREIGN.format("Home", Home.__module__)):
        require_ours(Home())


def test_data_is_no_rule() -> None:
    for data in (Enclosure(x, y), x, None, Identity, (Identity(),), quantity("E", "E")):
        with pytest.raises(Malformed, match="a rule is one of solutions/relations"):
            require_ours(data)


def test_nothing_is_put_over_what_is_carried() -> None:
    for value in (Enclosure(x, y), Identity(), Regime(r"x \to 0", (x,), (x,), (), ())):
        object.__setattr__(value, "judge", lambda *asked: None)
        told = f"something was put over a {type(value).__name__}"
        with pytest.raises(Malformed, match=told):
            require_ours(carrying(value))


def test_a_home_is_a_folder_of_ours_and_no_name_that_begins_like_it() -> None:
    for name in ("solutions.relationsx", "solutions.relations", "solutions.engineer.x", "x.y"):
        module = ModuleType(name)
        made = type("Made", (), {"__module__": name})
        module.Made = made  # type: ignore[attr-defined]
        kept = sys.modules.get(name)
        if kept is None:
            sys.modules[name] = module
        try:
            with pytest.raises(Malformed, match="Made is defined in"):
                require_ours(carrying(made))
            with pytest.raises(Malformed, match="Made is defined in"):
                require_ours(made())
        finally:
            if kept is None:
                del sys.modules[name]


def test_a_function_runs_in_the_module_that_it_says() -> None:
    ours = summation.finite_sum
    moved = FunctionType(ours.__code__, {"sp": sp}, ours.__name__)
    moved.__module__, moved.__qualname__ = ours.__module__, ours.__qualname__
    twin = FunctionType(ours.__code__, ours.__globals__, ours.__name__)
    twin.__module__, twin.__qualname__ = ours.__module__, ours.__qualname__
    for function in (moved, twin):
        with pytest.raises(Malformed, match="finite_sum is defined in"):
            require_ours(carrying(function))


def test_what_a_function_has_closed_over_is_looked_at() -> None:
    made: Any = by_antiderivative(x**2, x)
    [cell, *_] = made.__closure__
    kept = cell.cell_contents
    try:
        cell.cell_contents = Home()
        with pytest.raises(Malformed, match="Home is defined in"):
            require_ours(carrying(made))
    finally:
        cell.cell_contents = kept
    require_ours(carrying(made))
