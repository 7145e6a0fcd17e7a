"""Long sums and products are judged by their proofs, and by nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sympy as sp

from solutions.diffusion import h_ddim_sampler as h
from solutions.diffusion.notation import STEPS_TO_ZERO, dt, s2, t
from solutions.evidence.evidence import REFUTED, UNDECIDED
from solutions.kernel.domains.domain import EVERYWHERE
from solutions.kernel.errors import Undecided
from solutions.relations.equalities.equality import Identity
from solutions.relations.inequalities.roots import PositiveRoot
from solutions.relations.limits.approximation import Approximation
from solutions.relations.limits.limit import Limit
from solutions.transcript.judging import judge
from solutions.transcript.letters import X1, small
from solutions.transcript.readings import part_1h as read
from solutions.transcript.squeezed import Logarithm

LIMIT = Limit(STEPS_TO_ZERO)
PLAIN = read.product(read.half, read.plain_root)
POSITIVE = EVERYWHERE.and_(X1 > 0)


def test_a_product_is_the_root_of_what_its_proof_encloses():
    assert PLAIN.ends().lower == h.root
    assert read.product(read.corrected, read.second_root).ends().upper == h.root


def test_a_product_of_other_factors_has_no_proof():
    other = read.product(1 - dt / (s2 + t), read.plain_root)
    with pytest.raises(Undecided, match="are not those of"):
        other.ends()
    with pytest.raises(Undecided, match="are not those of"):
        read.product(read.half, read.second_root).ends()


def test_a_sum_of_other_terms_has_no_proof():
    with pytest.raises(Undecided, match="are not those of"):
        read.summed(2 * read.term).ends()


def test_a_proof_with_a_wrong_line_proves_nothing():
    last = read.plain_root.steps[-1]
    false = replace(last, rhs=replace(last.rhs, upper=h.root))
    broken = replace(read.plain_root, steps=(false,))
    with pytest.raises(Undecided, match=r"plain_root is not proved: .*, step 1 .every factor"):
        read.product(read.half, broken).ends()


def test_a_root_is_taken_of_what_its_square_is_about():
    rule = read.plain_root.steps[-1].relation
    assert isinstance(rule, PositiveRoot)
    other = replace(rule, square=read.second_square)
    broken = replace(read.plain_root, steps=(replace(read.plain_root.steps[-1], relation=other),))
    with pytest.raises(Undecided, match="plain_root is not proved"):
        read.product(read.half, broken).ends()


def test_a_proof_says_where_the_number_lies():
    with pytest.raises(Undecided, match="half says =, where ∈ is needed"):
        read.product(read.half, h.half).ends()
    with pytest.raises(Undecided, match="log says ≥, where ≤ is needed"):
        replace(read.h09.chains[0].of.value, proof=(read.log_bounds[0],) * 2).ends()


def test_two_long_numbers_with_two_limits_are_not_near():
    found = judge(h.target, LIMIT, PLAIN, EVERYWHERE)
    assert found.verdict == REFUTED
    assert judge(PLAIN, LIMIT, h.target, EVERYWHERE).verdict == REFUTED
    assert judge(PLAIN, LIMIT, h.root, EVERYWHERE).holds


def test_a_wrong_aim_is_not_believed():
    wrong = replace(PLAIN, aim=h.target)
    assert not judge(h.target, LIMIT, wrong, EVERYWHERE).holds


def test_equality_of_long_numbers_is_not_decided():
    assert judge(h.root, Identity(), PLAIN, EVERYWHERE).verdict == UNDECIDED


def test_a_logarithm_has_a_value_for_a_positive_start_only():
    log = Logarithm(X1, PLAIN)
    right = sp.log(X1) + sp.log(s2 / (s2 + 1)) / 2
    assert judge(log, LIMIT, right, EVERYWHERE).verdict == UNDECIDED
    assert judge(log, LIMIT, right, POSITIVE).holds
    assert judge(log, LIMIT, sp.log(X1) + sp.log(s2 / (s2 + 1)), POSITIVE).verdict == REFUTED


def test_a_logarithm_is_taken_of_positive_factors_only():
    sums = Logarithm(X1, read.summed(read.term))
    assert judge(sums, LIMIT, sp.log(X1), POSITIVE).verdict == UNDECIDED


def test_ln_of_one_less_x_is_minus_x_and_not_half_of_it():
    log = read.h09.chains[0].of.value
    when = Approximation(read.TOWARDS_ZERO)
    assert judge(log, when, -small, read.TOWARDS_ZERO.where).holds
    assert judge(log, when, -small / 2, read.TOWARDS_ZERO.where).verdict == REFUTED
    assert judge(log, when, small, read.TOWARDS_ZERO.where).verdict == REFUTED
