"""A box is what its lines give together; where the table gives nothing there is nothing to box."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import sympy as sp

from solutions.author import (
    AboveBy,
    Derivation,
    Divergence,
    Domain,
    Enclosure,
    Gibbs,
    Normal,
    PositiveRoot,
    log_density,
    quantity,
    theorem,
    variance,
)
from solutions.kernel.errors import Malformed
from solutions.objects.quantities import GRADIENT, LEAST_AT
from tests.statements.lines import (
    TO0,
    Y_TO0,
    E,
    F,
    G,
    R,
    X,
    b,
    k,
    line,
    n,
    p,
    part,
    q,
    r,
    refusal,
    reports,
    s,
    told,
    x,
    y,
)

LAWS = Domain(unit_sums=(sp.Sum(p(k), (k, 1, n)), sp.Sum(q(k), (k, 1, n))))
KL = sp.Sum(p(k) * sp.log(p(k) / q(k)), (k, 1, n))
ABOVE = AboveBy(Divergence(p(k), k, n), q(k))
BEST = Gibbs(Divergence(p(k), k, n), best=sp.S.Zero)
AT_3 = line(x**2).at({x: sp.Integer(3)}, because="there")

BROKEN = {
    "5 ≤ 10 ≥ 3": (
        line(sp.Integer(5)).at_most(10, because="").at_least(3, because="the other way"),
        "after ≤ nothing follows by ≥, so the chain ends with the line before; begin a new "
        "derivation there",
    ),
    "1 + x ≈ 1 ≤ 100": (
        line(1 + x).approximates(1, TO0, because="").at_most(100, because=""),
        "after ≈ nothing follows by ≤, so the chain ends with the line before; begin a new "
        "derivation there",
    ),
    "1 + x → 1 < 2": (
        line(1 + x).tends_to(1, TO0, because="").less_than(2, because=""),
        "after → nothing follows by <, so the chain ends",
    ),
    "≈ in one regime, and then in another": (
        line(1 + x + y).approximates(1 + y, TO0, because="").approximates(1, Y_TO0, because=""),
        "after ≈ nothing follows by ≈, so the chain ends",
    ),
    "a limit of what is above it": (
        line(x).more_than(0, because="").tends_to(0, TO0, because=""),
        "after > nothing follows by →, so the chain ends",
    ),
    "a gradient of what is only less": (
        line(r**2).at_most(r**2 + 1, because="").gradient(2 * r, of=r, because=""),
        "gradient needs a line with =, and all that is known of the quantity before it is ≤; "
        "begin a new derivation with that value",
    ),
    "a gradient of an approximation": (
        line(y + x).approximates(y, TO0, because="").gradient(1, of=y, because=""),
        "gradient needs a line with =, and all that is known of the quantity before it is ≈",
    ),
    "a minimum of what is only above": (
        line(s**2 + r**2).at_least(r**2, because="").least_at(0, r, because=""),
        "optimum needs a line with =, and all that is known of the quantity before it is ≥",
    ),
    "a law of no density": (
        line(-(r**2) / 2).law(Normal(0, 1), r, because=""),
        "a law follows from the logarithm of a density; begin the derivation with "
        "log_density(X, x)",
    ),
    "a law of another variable's density": (
        Derivation("e", log_density(X(0), s), -(s**2 + r**2) / 2).law(Normal(0, 1), r, because=""),
        "the density is a function of s, not r",
    ),
    "a number after its rounding": (
        line(R(22, 7)).rounds_to(2, because="").equals(R(31, 10), because=""),
        "after rounds to nothing follows by =, so the chain ends",
    ),
}


@pytest.mark.parametrize(("chain", "why"), BROKEN.values(), ids=BROKEN)
def test_a_broken_chain_is_no_theorem_and_is_not_boxed(chain: Derivation, why: str) -> None:
    assert why in refusal(chain)
    (said,) = [one for one in told(part(chain)) if one.startswith("box answer is no theorem: ")]
    assert why in said


def test_a_line_before_the_break_is_boxed() -> None:
    chain, _ = BROKEN["5 ≤ 10 ≥ 3"]
    assert told(part(chain, line=1)) == []
    assert theorem(chain, 1).statement.right == 10


def test_a_report_says_part_step_what_is_missing_and_what_to_write() -> None:
    chain, _ = BROKEN["5 ≤ 10 ≥ 3"]
    broken = (
        '9z e, step 2 "the other way"\n  undecided: after ≤ nothing follows by ≥, so the chain '
        "ends with the line before; begin a new derivation there"
    )
    assert broken in reports(part(chain))


WHAT_IS_BOXED = {
    "a gradient is one": (
        line(x**2).gradient(2 * x, of=x, because=""),
        (GRADIENT(E, x), "=", 2 * x),
    ),
    "a divergence is above 0, and not 0": (
        line(KL, where=LAWS).above(0, ABOVE, because=""),
        (E, "≥", 0),
    ),
    "it is least at 1, and not 1": (
        line((r - 1) ** 2).least_at(1, r, because=""),
        (LEAST_AT(E, r), "=", 1),
    ),
    "a convex curve is above 0": (
        line((r - 1) ** 2).convex(r, 1, because=""),
        (E, "≥", 0),
    ),
    "a root is of an enclosure": (
        line(x + 1).equals(1 + x, because="").at_most(2 + x, because=""),
        (E, "≤", 2 + x),
    ),
}


@pytest.mark.parametrize(("chain", "said"), WHAT_IS_BOXED.values(), ids=WHAT_IS_BOXED)
def test_a_box_is_of_what_its_last_line_is_about(chain: Derivation, said: Any) -> None:
    assert refusal(chain) == ""
    found = theorem(chain).statement
    assert (found.left, found.relation.word, found.right) == said


def test_what_holds_at_3_says_so() -> None:
    found = theorem(AT_3).statement
    assert (found.right, found.gamma.put) == (9, ((x, 3),))
    box = part(AT_3).boxes[0]
    assert box.statement.gamma.put == ((x, 3),)


def test_an_optimum_discharges_that_the_varied_law_is_one_and_nothing_else() -> None:
    minimiser = line(KL, where=LAWS).best_at(q(k), BEST, because="", called=G)
    found = theorem(minimiser).statement
    assert found.gamma.unit_sums == (sp.Sum(q(k), (k, 1, n)),)
    more = LAWS.and_(p(1) > R(1, 9))
    narrowed = line(KL, where=more).best_at(q(k), BEST, because="", called=G)
    assert "p(k) runs over all laws, and the domain speaks of it: p(1) > 1/9" in refusal(narrowed)
    free = line(KL, where=LAWS.and_(b > 2)).best_at(q(k), BEST, because="", called=G)
    assert theorem(free).statement.gamma.facts == (b > 2,)


def test_a_name_that_rules_give_is_not_that_of_what_they_start_from() -> None:
    """(r − 1)² is least at 1: called E, the box would say that E is 1."""
    for name in (E, variance(X(0)), quantity("f", "f")):
        chain = Derivation("e", variance(X(0)) if name == variance(X(0)) else E, (r - 1) ** 2)
        said = refusal(chain.least_at(1, r, because="", called=name))
        assert (said == "") == (name == quantity("f", "f")), said
    assert "give called= a name of its own" in refusal(
        line((r - 1) ** 2).least_at(1, r, because="", called=E)
    )


SQUARE = Derivation("square", F, sp.Product((1 + x / k) ** 2, (k, 1, n)))
ROOTED = sp.Product(1 + x / k, (k, 1, n))


def test_a_root_needs_the_square_that_it_is_a_root_of() -> None:
    loose = Derivation("other", G, sp.Product((1 + x / k) ** 2, (k, 1, n))).equals(
        sp.Product((x / k + 1) ** 2, (k, 1, n)), because="the order does not matter"
    )
    chain = line(x + 4).equals(4 + x, because="")
    for square in (SQUARE, loose):
        rule = PositiveRoot(ROOTED, square=square)
        rooted = chain.positive_root(
            Enclosure(sp.Integer(2), x + 2), rule, because="", called=quantity("q", "q")
        )
        assert refusal(rooted) != ""
    with pytest.raises(Malformed, match="no line 5"):
        SQUARE.upto(5)


def test_an_approximation_that_is_carried_on_is_judged_from_its_start() -> None:
    """y + x ≈ y is fine, and y = y + x − x is one too; but x is a term that is shown there."""
    fine = line(y + x).approximates(y, TO0, because="").equals(2 * y / 2, because="")
    assert refusal(fine) == ""
    shown = (
        line(y + x + x**2)
        .approximates(y + x, TO0, because="")
        .approximates(y + 2 * x - x, TO0, because="")
    )
    assert refusal(shown) == ""
    lost = (
        line(y + x)
        .approximates(y, TO0, because="")
        .equals(sp.Add(y, x, -x, evaluate=False), because="nothing is added")
    )
    assert theorem(lost, 1).statement.right == y
    assert refusal(lost) == (
        "undecided: ≈ counts the terms that are shown, so a line after it has to follow from where "
        "≈ began, and this one is not proved from there; show only terms that count"
    )


def test_by_hand_a_line_does_not_begin_elsewhere() -> None:
    true = line(x + 1).equals(1 + x, because="").at_most(x + 2, because="")
    first, second = true.steps
    gap = "the line does not begin with the value that the line before ends with"
    for spoilt in (
        replace(true, start=x + 3),
        replace(true, steps=(replace(first, lhs=x + 3, rhs=x + 3), second)),
        replace(true, steps=(first, replace(second, lhs=x, rhs=x))),
        replace(true, steps=(second, first)),
    ):
        assert gap in refusal(spoilt)
        assert gap in " ".join(told(part(spoilt)))
