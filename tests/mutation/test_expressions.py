"""Every kind of slip occurs, in a fixed order, and nothing that is no expression."""

from __future__ import annotations

import pytest
import sympy as sp

from solutions import catalogue
from solutions.kernel.terms.letters import Letter, function
from solutions.mutation.expressions import IMPOSSIBLE, changed
from solutions.mutation.values import mutants
from solutions.objects.laws import Combination, Enclosure, Mean, Normal, Recursion, Term
from solutions.objects.quantities import quantity

a = Letter("a", "a", positive=True)
b = Letter("b", "b", positive=True)
k = Letter("k", "k", integer=True, positive=True)
n = Letter("n", "n", integer=True, positive=True)
f = function("f", "f({0}, {1})", "a function")
Y = quantity("Y", "Y", "a random variable")


@pytest.mark.parametrize(
    ("expr", "how", "mutant"),
    [
        (a + b, "sign of b", a - b),
        (a + b, "term b dropped", a),
        (a * b, "factor b dropped", a),
        (a * b, "divided by b, not multiplied", a / b),
        (a + 3, "3 + 1", a + 4),
        (a + 3, "3 − 1", a + 2),
        (a**3, "exponent 3 + 1", a**4),
        (a**3, "exponent 3 − 1", a**2),
        (a**3, "exponent 3 negated", a**-3),
        (a + b, "b for a", 2 * b),
        (a + b**2, "2·a for a", 2 * a + b**2),
        (a, "the sign turned", -a),
        (sp.log(a + 1), "term 1 dropped", sp.log(a)),
        (f(1, n), "arguments 1 and 2 of f(1, n) swapped", f(n, 1)),
        (f(1, n), "1 + 1", f(2, n)),
        (sp.Sum(a**k, (k, 1, n)), "index k + 1 in the summand", sp.Sum(a ** (k + 1), (k, 1, n))),
        (sp.Sum(a**k, (k, 1, n)), "lower limit 1 − 1", sp.Sum(a**k, (k, 0, n))),
        (sp.Sum(a**k, (k, 1, n)), "upper limit n + 1", sp.Sum(a**k, (k, 1, n + 1))),
        (sp.Sum(k * f(k, n), (k, 1, n)), "k − 1 for k", sp.Sum((k - 1) * f(k, n), (k, 1, n))),
        (sp.Product(a + k, (k, 1, n)), "n for k", sp.Product(a + n, (k, 1, n))),
    ],
)
def test_each_kind_of_slip_is_made(expr: sp.Expr, how: str, mutant: sp.Expr) -> None:
    found = changed(expr)
    assert mutant in [made for _, made in found]
    assert how in [told for told, _ in found] or mutant in (-expr, 2 * expr), "told as that"


def test_an_index_is_shifted_in_one_place_too() -> None:
    total = sp.Sum(f(k, k), (k, 1, n))
    found = [made for _, made in changed(total)]
    assert sp.Sum(f(k + 1, k), (k, 1, n)) in found
    assert sp.Sum(f(k + 1, k + 1), (k, 1, n)) in found


def test_no_mutant_comes_twice_or_is_the_original_or_impossible() -> None:
    expr = (a - b) / (a * b) + 1 / (2 * a) + sp.Sum(a / k, (k, 1, n))
    found = [made for _, made in changed(expr)]
    assert len(found) == len(set(found))
    assert expr not in found
    assert not any(made.has(*IMPOSSIBLE) for made in found)
    assert changed(expr) == changed(expr)


def test_whole_numbers_are_not_taken_for_lengths() -> None:
    found = [made for _, made in changed(sp.Sum(f(k, n) * a, (k, 1, n)))]
    assert sp.Sum(f(k, n) * a, (k, 1, a)) not in found
    assert sp.Sum(f(k, a) * a, (k, 1, n)) not in found


@pytest.mark.parametrize(
    ("value", "how", "mutant"),
    [
        (Normal(a, b), "mean: the sign turned", Normal(-a, b)),
        (Normal(0, Enclosure(a, b)), "variance: upper end: doubled", None),
        (
            Recursion(a, b * k, k, n, 1, Y),
            "next value: factor b dropped",
            Recursion(a, k, k, n, 1, Y),
        ),
        (Mean(a * b, a, Normal(0, 1)), "body: factor b dropped", None),
        (Mean(a * b, a, Normal(0, 1)), "law: variance: doubled", None),
        (Combination((Term(a, Y, Normal(0, 1)),)), "factor 1: doubled", None),
        (Combination((Term(a, Y, Normal(0, 1)),)), "law 1: variance: doubled", None),
        (Combination((Term(a, Y, Normal(0, 1)),), a * b), "shift: factor b dropped", None),
    ],
)
def test_what_a_line_can_hold_is_changed_in_each_part(value, how, mutant) -> None:
    found = dict(mutants(value))
    assert how in found
    assert mutant is None or found[how] == mutant


def test_every_kind_occurs_in_the_parts() -> None:
    from importlib import import_module

    part = import_module(catalogue.parts()["1e"]).part
    told = [how for one in part.derivations for step in one.steps for how, _ in mutants(step.rhs)]
    kinds = ("sign", "dropped", "not multiplied", "exponent", "+ 1", "− 1", "limit", "index", "for")
    assert all(any(kind in how for how in told) for kind in kinds)
