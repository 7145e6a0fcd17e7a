"""Parts that say of one random variable what cannot be: two laws, or independence of itself."""

from __future__ import annotations

import pytest
import sympy as sp

from solutions.author import (
    Combination,
    Derivation,
    Normal,
    Quantity,
    Regime,
    difference,
    family,
    given,
    limit,
    log_density,
    mean,
    negative,
    ratio,
    variance,
)
from solutions.objects.laws import Value
from tests.attacks.lines import fate, r, s, t, x, y
from tests.attacks.parts import STANDARD, N, X, Y, Z, added, told_of_parts

at = family("X", "X_{{{0}}}")
TO0 = Regime(r"x \to 0", (x,), (x,), (), ())


def declared(of: Quantity, value: Value) -> Derivation:
    """A derivation whose one line says again what is declared."""
    law = value.law() if isinstance(value, Combination) else value
    return Derivation(f"law of {of.text()}", of, value).equals(law, "")


SUM = declared(X, added((Y, STANDARD), (Z, STANDARD)))
WRONG: dict[str, tuple[Derivation, ...]] = {
    "2X and X are independent": (
        declared(Y, added((X, STANDARD), by=2)),
        declared(Z, added((X, STANDARD), (Y, Normal(0, 4)))),
    ),
    "two sums with one noise are independent": (
        declared(X, added((N, STANDARD), (at(1), STANDARD))),
        declared(Y, added((N, STANDARD), (at(2), STANDARD))),
        declared(Z, added((X, Normal(0, 2)), (Y, Normal(0, 2)))),
    ),
    "a sum of a sum and its first term": (
        declared(X, added((Y, STANDARD), (N, STANDARD))),
        declared(Z, added((X, Normal(0, 2)), (at(1), STANDARD))),
        declared(at(2), added((Z, Normal(0, 3)), (N, STANDARD))),
    ),
    "two sums give two laws to one noise": (
        declared(Y, added((X, STANDARD), by=2)),
        declared(Z, added((X, Normal(0, 4)))),
    ),
    "a law that is declared, and another one in a sum": (
        declared(X, STANDARD),
        declared(Z, added((X, Normal(0, 9)))),
    ),
    "a sum that is taken on with a smaller variance": (
        SUM,
        declared(at(0), added((X, STANDARD))),
    ),
    "another mean of a family's member": (
        declared(at(t), Normal(x, y)),
        declared(Z, added((at(t), Normal(x + 1, y)))),
    ),
    "X given Y with a law of nobody": (SUM, declared(given(X, Y, r), Normal(7, 3))),
    "X given Y varies as X does": (SUM, declared(given(X, Y, r), Normal(r, 2))),
    "the variance of X given Y is 5": (SUM, declared(variance(given(X, Y, r)), sp.Integer(5))),
    "the mean of X given Y is −r": (SUM, declared(mean(given(X, Y, r)), -r)),
    "a density of X that is another law's": (
        SUM,
        Derivation("density", log_density(X, r), -(r**2) / 2).law(STANDARD, r, ""),
    ),
    "a density about another mean": (
        declared(X, Normal(x, y)),
        Derivation("density", log_density(X, r), -(r**2) / (2 * y)).law(Normal(0, y), r, ""),
    ),
    "a number varies": (declared(Y, x), declared(variance(Y), x)),
    "the mean of a number is twice it": (declared(Y, x), declared(mean(Y), 2 * x)),
    "−X has a variance of its own": (
        declared(X, STANDARD),
        declared(variance(negative(X)), sp.Integer(2)),
    ),
    "−X has the mean of X": (declared(X, Normal(x, 1)), declared(mean(negative(X)), x)),
    "X − X has a mean": (declared(X, STANDARD), declared(mean(difference(X, X)), x)),
    "X given X is a law": (declared(X, STANDARD), declared(given(X, X, r), STANDARD)),
    "X given X varies": (declared(given(X, X, r), Normal(r, 1)),),
    "a limit that is another one": (
        declared(Y, 1 + x),
        declared(limit(Y, TO0.name), sp.Integer(3)),
    ),
    "a limit of what grows": (declared(Y, 1 / x), declared(limit(Y, TO0.name), sp.S.Zero)),
    "a limit of what has none": (declared(Y, y + r), declared(limit(Y, r"n \to \infty"), y)),
    "a limit under another regime's name": (
        declared(Y, 1 + x).tends_to(1, TO0, ""),
        declared(limit(Y, r"y \to 0"), sp.S.One),
    ),
    "a limit, where another one is proved": (
        declared(Y, 1 + x).tends_to(1, TO0, ""),
        declared(limit(Y, TO0.name), sp.Integer(2)),
    ),
    "X/X varies": (declared(X, STANDARD), declared(variance(ratio(X, X)), x)),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_part_whose_variables_cannot_be_is_malformed(name: str) -> None:
    assert told_of_parts(*WRONG[name])
    for one in WRONG[name][:-1]:
        assert not told_of_parts(one)


RIGHT: dict[str, tuple[Derivation, ...]] = {
    "one noise in two sums": (
        declared(X, added((N, STANDARD), (at(1), STANDARD))),
        declared(Y, added((N, STANDARD), (at(2), STANDARD))),
    ),
    "a sum goes on with a noise of its own": (
        SUM,
        declared(at(0), added((X, Normal(0, 2)), (N, STANDARD))),
    ),
    "X given Y": (SUM, declared(given(X, Y, r), Normal(r, 1))),
    "X given a variable that it is no sum of": (SUM, declared(given(X, N, r), Normal(0, 2))),
    "the density of a sum": (
        SUM,
        Derivation("density", log_density(X, r), -(r**2) / 4).law(Normal(0, 2), r, ""),
    ),
    "the same law in another form": (
        declared(X, Normal(x, (x + 1) ** 2)),
        declared(Z, added((X, Normal(x, x**2 + 2 * x + 1)))),
    ),
    "X given X": (declared(X, STANDARD), declared(given(X, X, r), Normal(r, 0))),
    "a limit that is proved": (
        declared(Y, 1 + x).tends_to(1, TO0, ""),
        declared(limit(Y, TO0.name), sp.S.One),
    ),
    "the variance of −X": (
        declared(X, Normal(x, y)),
        declared(variance(negative(X)), y),
    ),
}


@pytest.mark.parametrize("name", RIGHT)
def test_a_part_whose_variables_can_be_is_heard(name: str) -> None:
    assert not told_of_parts(*RIGHT[name])


OWN = {
    "X given Y = r, at r": log_density(given(X, Y, r), r),
    "X given Y = 2r, at r": log_density(given(X, Y, 2 * r), r),
    "X given Y = s and Z = r, at r": log_density(given(X, Y, s, (Z, r)), r),
    "X_r at r": log_density(at(r), r),
    "X_{r + s} at r": log_density(at(r + s), r),
}


@pytest.mark.parametrize("name", OWN)
def test_a_density_of_a_variable_that_changes_with_the_place_gives_no_law(name: str) -> None:
    """Of X | Y = y ~ N(y/2, 1) the density at y is e^{−y²/8}, and X | Y = r is not N(0, 4)."""
    held, said = fate(lambda: Derivation("e", OWN[name], -(r**2) / 8).law(Normal(0, 4), r, ""))
    assert not held
    assert "changes with r in the variable, too" in said
    beside = log_density(at(s), r)
    assert fate(lambda: Derivation("e", beside, -(r**2) / 8).law(Normal(0, 4), r, ""))[0]
