"""Laws of the decision, for expressions of the whole language."""

from __future__ import annotations

import pytest
import sympy as sp
from hypothesis import assume, given

from solutions.evidence.counterexamples import counterexample, points
from solutions.kernel.algebra import reasoning
from solutions.kernel.errors import Undecided
from solutions.kernel.identity import decide, same
from solutions.kernel.terms import polynomials
from solutions.kernel.terms.letters import Letter
from solutions.kernel.terms.polynomials import FlintRing
from solutions.numbers.balls import show
from solutions.numbers.values import different
from tests.kernel.expressions import DOMAIN, LAW, beta, f, g, i, n, r, reals, u, x, y


def settled(left: sp.Expr, right: sp.Expr) -> bool:
    """Whether the two are the same; skips what is outside the language."""
    try:
        return same(left, right, DOMAIN)
    except Undecided:
        assume(False)
        raise


REWRITINGS = {
    "expand": sp.expand,
    "together": sp.together,
    "factor": sp.factor_terms,
    "add and take away": lambda e: sp.Add(sp.expand(3 * e + x), -2 * e, -x, evaluate=False),
    "over and under": lambda e: sp.Mul(e * (x + y), 1 / (x + y), evaluate=False),
    "through the exponential": lambda e: sp.log(sp.exp(e + x)) - sp.log(sp.exp(x)),
}

KNOWN = reasoning(DOMAIN)


@pytest.mark.parametrize("rewriting", REWRITINGS.values(), ids=REWRITINGS)
@LAW
@given(reals())
def test_equal_forms_are_the_same(rewriting, expr):
    assert settled(expr, expr)
    assert settled(expr, rewriting(expr))


@LAW
@given(reals(), reals())
def test_the_decision_is_symmetric(left, right):
    assert settled(left, right) == settled(right, left)


@LAW
@given(reals(), reals())
def test_what_is_the_same_has_no_point_that_tells_it_apart(left, right):
    for other in (right, sp.expand(left), left + right - sp.expand(right)):
        if settled(left, other):
            for point in points(left.free_symbols | other.free_symbols, DOMAIN, 6, seed=7):
                try:
                    assert different(left, other, point) is None
                except Undecided:
                    continue


MUTANTS = {
    "a constant more": lambda e: e + sp.Rational(1, 7),
    "twice": lambda e: 2 * e,
    "the sign": lambda e: -e,
    "a letter for another": lambda e: e.xreplace({x: y + 1}),
    "a power": lambda e: e**2 + x,
}


@pytest.mark.parametrize("mutate", MUTANTS.values(), ids=MUTANTS)
@LAW
@given(reals())
def test_a_mutant_that_differs_is_not_the_same_and_is_refuted(mutate, expr):
    mutant = mutate(expr)
    found = []
    try:
        found = [counterexample(expr, mutant, DOMAIN)]
    except Undecided:
        assume(False)
    if found[0] is None:
        assert settled(expr, mutant), "no point tells them apart, and they are not the same"
    else:
        assert not settled(expr, mutant)
        assert f"exact {show(found[0].true)}, claimed {show(found[0].claimed)}" in (
            found[0].sentence()
        )


@LAW
@given(reals(), reals())
def test_names_of_letters_and_indices_do_not_matter(left, right):
    other = {
        **{old: Letter(f"{old}′", "z", positive=True) for old in (x, y, beta)},
        **{old: Letter(f"{old}′", "k", integer=True, positive=True) for old in (n, i)},
        r: Letter("a", "a", real=True),
        u: Letter("zz", "zz", nonnegative=True),
    }
    renamed = type(DOMAIN)(tuple(fact.xreplace(other) for fact in DOMAIN.facts))
    answer = settled(left, right)
    assert same(left.xreplace(other), right.xreplace(other), renamed) == answer
    index = Letter("m", "m", integer=True, positive=True)
    assert same(left.xreplace({i: index}), right, DOMAIN) == answer


@LAW
@given(reals(), reals())
def test_both_engines_have_the_same_difference(left, right):
    try:
        nodes = KNOWN.tree(left), KNOWN.tree(right)
    except Undecided:
        assume(False)
        raise
    gens = polynomials.generators(nodes, KNOWN.tree)
    forms = []
    for ring in (polynomials.SparseRing(len(gens.keys)), FlintRing(len(gens.keys))):
        (top, bottom), (top2, bottom2) = (polynomials.evaluate(node, gens, ring) for node in nodes)
        gap = polynomials.reduce_roots(top * bottom2 - top2 * bottom, gens, ring)
        forms.append(
            {tuple(map(int, powers)): str(c) for powers, c in ring.terms(gap).items() if c != 0}
        )
    assert forms[0] == forms[1]


def test_a_decision_counts_generators_and_terms():
    decision = decide(f(n) * (x + g(n)), f(n) * x + f(n) * g(n), DOMAIN)
    assert (decision.same, decision.generators, decision.terms) == (True, 3, 4)
