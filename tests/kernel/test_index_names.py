"""An abbreviation may hide a sum; the indices of the sums around it stay apart from its own."""

import sympy as sp

from solutions.dpo.notation import X, Y, Z, beta, other, r, ref, rho, x
from solutions.evidence.counterexamples import points
from solutions.kernel.domains.domain import EVERYWHERE
from solutions.kernel.identity import same


def written_out(prompt: sp.Expr) -> sp.Sum:
    return sp.Sum(ref(other, prompt) * sp.exp(r(other, prompt) / beta), (other, 1, Y))


def test_a_sum_over_prompts_of_a_hidden_sum_is_the_double_sum() -> None:
    hidden = sp.Sum(rho(x) * sp.log(Z(x)), (x, 1, X))
    assert same(hidden, sp.Sum(rho(x) * sp.log(written_out(x)), (x, 1, X)), EVERYWHERE)


def test_the_hidden_index_is_not_the_outer_one() -> None:
    hidden = sp.Sum(rho(x) * Z(x), (x, 1, X))
    # What a captured index would make of it: rewards and reference at prompt = output.
    diagonal = sp.Sum(ref(other, other) * sp.exp(r(other, other) / beta), (other, 1, Y))
    assert not same(hidden, sp.Sum(rho(x), (x, 1, X)) * diagonal, EVERYWHERE)


def test_sample_points_of_whole_letters_are_whole_and_found() -> None:
    found = list(points({X, Y, x, beta}, EVERYWHERE, 12))
    assert len(found) == 12
    assert all(point.symbols[letter].denominator == 1 for point in found for letter in (X, Y, x))
