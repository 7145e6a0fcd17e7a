"""What a value is written with exists, also where it is gone once the whole is multiplied out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sympy as sp

from solutions.author import (
    EVERYWHERE,
    Combination,
    Derivation,
    Domain,
    Letter,
    Mean,
    Normal,
    Recursion,
    Term,
    family,
    function,
    quantity,
)
from solutions.statements.declarations import declared_twice
from tests.attacks.lines import fate

t = Letter("t", "t", integer=True, nonnegative=True)
n = Letter("n", "n", integer=True, positive=True)
M = Letter("M", "M", integer=True)
i = Letter("i", "i", integer=True, positive=True)
x = Letter("x", "x", positive=True)
u = Letter("u", "u", nonnegative=True)
r, s, c = (Letter(name, name, real=True) for name in "rsc")
v = Letter("v", "v", nonnegative=True)
f = function("f", "f({0})")
R, Y = family("R", "R({0})"), quantity("Y", "Y")
X, Z = quantity("X", "X"), quantity("Z", "Z")
ONE = Normal(0, 1)


def stepped(first: sp.Expr, then: sp.Expr, closed: sp.Expr, on: sp.Symbol = t, start: int = 0):
    rule = Recursion(first=first, then=then, previous=r, on=on, start=start, of=R(on))
    return lambda: Derivation("e", R(on), rule).by_induction(closed, on=on, because="", start=start)


def spread(first: Normal, factor: sp.Expr, closed: Normal):
    of = family("X", "X_{{{0}}}")
    then = Combination((Term(factor, of(t), Normal(0, v)),))
    rule = Recursion(first=first, then=then, previous=v, on=t, start=0, of=of(t))
    return lambda: Derivation("e", of(t), rule).by_induction(closed, on=t, because="", start=0)


def added(
    *terms: tuple[sp.Expr, Normal], law: Normal, shift: sp.Expr = sp.S.Zero, where=EVERYWHERE
):
    made = tuple(Term(factor, (X, Z)[k], of) for k, (factor, of) in enumerate(terms))
    return lambda: Derivation("e", Y, Combination(made, shift=shift), where=where).equals(law, "")


def meant(body: sp.Expr, law: Normal = ONE):
    return lambda: Derivation("e", Y, Mean(body, r, law)).at({u: sp.S.Zero}, "").equals(0, "")


ZERO = sp.S.Zero
FALSE: dict[str, Callable[[], Derivation]] = {
    "a pole in the step, 0": stepped(ZERO, r * (t + 1) / t, ZERO),
    "a pole in the step, t": stepped(ZERO, r * (t + 1) / t, t),
    "a pole in the step, 7t": stepped(ZERO, r * (t + 1) / t, 7 * t),
    "a pole times 0": stepped(ZERO, r / t, ZERO),
    "a logarithm times 0": stepped(ZERO, r * sp.log(t - 5), ZERO),
    "a root times 0": stepped(ZERO, r * sp.sqrt(-1 - t), ZERO),
    "a letter that may be 0": stepped(ZERO, r / s, ZERO),
    "a sum that may run backwards": stepped(ZERO, r * sp.Sum(f(i), (i, 1, M)), ZERO),
    "a pole in a maximum": stepped(ZERO, sp.Max(r * (t + 1) / t, 0), 7 * t),
    "a pole in an absolute value": stepped(ZERO, sp.Abs(r * (t + 1) / t), 7 * t),
    "a pole in a sum": stepped(ZERO, sp.Sum(r * (t + 1) / t, (i, 1, 1)), 7 * t),
    "a pole in a product": stepped(ZERO, sp.Product(r * (t + 1) / t, (i, 1, 1)), 7 * t),
    "a pole in a factor": spread(Normal(0, 0), sp.sqrt((t + 1) / t), Normal(0, 7 * t)),
    "an imaginary factor": added((sp.sqrt(-x), ONE), (sp.sqrt(2 * x), ONE), law=Normal(0, x)),
    "i": added((sp.I, ONE), (sp.sqrt(2), ONE), law=ONE),
    "roots beyond 1": added((sp.sqrt(s), ONE), (sp.sqrt(1 - s), ONE), law=ONE),
    "a factor with a pole": added((1 / s, Normal(0, s**2)), law=ONE),
    "a factor with a pole at 3": added((1 / (n - 3), Normal(0, (n - 3) ** 2)), law=ONE),
    "a shift with a pole": added((1 / s, Normal(1, s**2)), shift=-1 / s, law=ONE),
    "a pole times no variance": added((1 / s, Normal(0, 0)), law=Normal(0, 0)),
    "a logarithm times no variance": added((sp.log(s), Normal(0, 0)), law=Normal(0, 0)),
    "a pole under E": meant(u * r / s),
    "a logarithm under E": meant(u * r * sp.log(s)),
    "a pole under E without variance": meant(u * r / s, Normal(0, u)),
}
TRUE: dict[str, Callable[[], Derivation]] = {
    "a step without a pole": stepped(sp.S.One, r * (n + 1) / n, n, n, 1),
    "a step that divides by what is positive": stepped(ZERO, r / (t + 1), ZERO),
    "a step that divides by 1 + r": stepped(ZERO, r / (1 + r), ZERO),
    "a real factor": added((sp.sqrt(x), ONE), law=Normal(0, x)),
    "a factor without a pole": added((1 / x, Normal(0, x**2)), law=ONE),
    "roots up to 1": added(
        (sp.sqrt(s), ONE), (sp.sqrt(1 - s), ONE), law=ONE, where=Domain((s >= 0, s <= 1))
    ),
    "an expectation with a value": meant(u * r / x),
}


@pytest.mark.parametrize("case", FALSE.values(), ids=FALSE)
def test_a_value_that_is_missing_on_the_way_is_missed(case: Callable[[], Derivation]) -> None:
    held, said = fate(case)
    assert not held, said


@pytest.mark.parametrize("case", TRUE.values(), ids=TRUE)
def test_what_has_a_value_all_the_way_is_proved(case: Callable[[], Derivation]) -> None:
    held, said = fate(case)
    assert held, said


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (r"\hat Q", r"\hat{Q}"),
        ("Q'", r"Q^\prime"),
        (r"\mathit{A}", "A"),
        (r"\hat Q", r"\hat  Q"),
    ],
)
def test_quantities_of_one_part_do_not_look_alike(one: str, other: str) -> None:
    made = (
        Derivation("a", quantity("q", one), x).equals(x, ""),
        Derivation("b", quantity("p", other), x + 1).equals(x + 1, ""),
    )
    assert any("two quantities are shown as" in told for told in declared_twice(made))
