"""One name is of one thing, what is made of known things has their value, and it exists."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sympy as sp

from solutions.author import (
    Combination,
    Derivation,
    Domain,
    Enclosure,
    Letter,
    Normal,
    Quantity,
    Recursion,
    Term,
    difference,
    family,
    gradient,
    limit,
    mean,
    negative,
    quantity,
    ratio,
    relative_error,
    square,
    theorem,
    variance,
    written,
)
from solutions.objects.quantities import EVENT, GREATEST, LEAST_AT, ROOT
from tests.statements.lines import (
    TO0,
    E,
    F,
    G,
    X,
    k,
    line,
    n,
    part,
    r,
    refusal,
    reports,
    told,
    x,
    y,
    z,
)


def stated(of: Quantity, start, name: str = "d", **more) -> Derivation:
    return Derivation(name, of, start, **more).equals(start, because="as it is")


# --- one name, one thing -------------------------------------------------------------------------

FIRST = stated(E, x + 1, "first")
TWICE = {
    "two definitions": (FIRST, stated(E, x + 2, "second")),
    "the same family at arguments that may be the same": (
        stated(X(n), n + 1, "first"),
        stated(X(k + 1), k, "second"),
    ),
    "a definition and what a rule finds": (
        FIRST,
        Derivation("second", F, (r - 1) ** 2).least_at(1, r, because="", called=E),
    ),
    "two things that rules find": (
        Derivation("first", F, (r - 1) ** 2).least_at(1, r, because="", called=E),
        Derivation("second", G, r**2).least_at(0, r, because="", called=E),
    ),
}


@pytest.mark.parametrize("both", TWICE.values(), ids=TWICE)
def test_a_name_is_declared_once(both: tuple[Derivation, Derivation]) -> None:
    found = told(part(*both))
    assert any("is declared twice, in " in one and "name the second anew" in one for one in found)


def test_the_report_says_in_which_derivations() -> None:
    assert (
        "9z \n  malformed: E is declared twice, in first and in second, to be different things; go "
        "on from the first with .onward(…), or name the second anew"
    ) in reports(part(*TWICE["two definitions"]))


def test_the_same_said_twice_is_one_declaration() -> None:
    assert told(part(FIRST, replace(FIRST, name="again"))) == []
    assert told(part(stated(X(0), Normal(0, 1), "a"), stated(X(1), Normal(0, 2), "b"))) == []


def test_two_derivations_have_two_names() -> None:
    """The failures of one must not be taken for those of the other."""
    wrong = Derivation("d", E, x).equals(x + 1, because="a slip")
    right = Derivation("d", F, x).equals(x, because="")
    both = part(wrong, right, box=wrong)
    assert "two derivations are called d; give each a name of its own" in told(both)
    assert any("refuted: x + 1 is claimed" in one for one in reports(both))


def test_two_things_that_look_alike_are_told_apart() -> None:
    twin = quantity("another E", "E")
    assert told(part(FIRST, stated(twin, x + 2, "b"))) == [
        "two quantities are shown as E; name one anew"
    ]
    lookalike = quantity("X₀", "X_{0}")
    found = told(part(stated(X(0), Normal(0, 1), "a"), stated(lookalike, x, "b")))
    assert found == ["two quantities are shown as X_{0}; name one anew"]


# --- what is made of known things ----------------------------------------------------------------

LAW = stated(X(0), Normal(x, y), "law")
GOES = Derivation("goes", E, x + y).tends_to(y, TO0, because="")
TWO = (stated(E, x, "e"), stated(F, y, "f"))
KNOWN = {
    "a variance": ((LAW,), variance(X(0)), y, z),
    "a mean": ((LAW,), mean(X(0)), x, y),
    "a difference": (TWO, difference(E, F), x - y, x + y),
    "a difference from an expression": (TWO, difference(z, F), z - y, z),
    "a ratio": (TWO, ratio(E, F), x / y, y / x),
    "a square": (TWO, square(E), x**2, x),
    "a negative": (TWO, negative(E), -x, x),
    "a relative error": (TWO, relative_error(z, E), (z - x) / z, (z - x) / x),
    "a limit": ((GOES,), limit(E, TO0.name), y, x + y),
    "a gradient": (TWO, gradient(E, x), sp.S.One, x),
    "a difference of differences": (TWO, difference(difference(E, F), E), -y, y),
    "a difference of expressions": ((), difference(x, y), x - y, sp.Integer(5)),
    "a difference of one thing": ((), difference(E, E), sp.S.Zero, sp.S.One),
    "a ratio of one thing": ((), ratio(E, E), sp.S.One, sp.Integer(2)),
    "a difference of what is written": ((), difference(written(x), written(x)), sp.S.Zero, x),
}


@pytest.mark.parametrize(("known", "of", "right", "wrong"), KNOWN.values(), ids=KNOWN)
def test_a_compound_is_what_its_parts_make_of_it(known, of, right, wrong) -> None:
    assert told(part(*known, stated(of, right))) == []
    (said,) = told(part(*known, stated(of, wrong)))
    assert said.startswith(f"{of.text()} is said in d to be ")
    assert said.endswith(", which is not proved to be the same; begin with that")


def test_it_is_so_in_whatever_order_they_come() -> None:
    spread = stated(variance(X(0)), z)
    for both in ((LAW, spread), (spread, LAW)):
        assert any("Var(X(0)) is said in d to be z" in one for one in told(part(*both)))


def test_what_nothing_is_known_of_is_a_model() -> None:
    assert told(part(stated(ratio(X(1), X(0)), x))) == []
    assert told(part(stated(variance(X(0)), y))) == []


def test_a_theorem_says_it_too() -> None:
    """Not only a part: a derivation alone, with what it rests on."""
    assert "x − y is said in d to be 5, and what it is made of gives x − y" in refusal(
        stated(difference(x, y), sp.Integer(5))
    )
    assert "Var(X(0)) is said in d to be z" in refusal(stated(variance(X(0)), z, rests=(LAW,)))
    assert theorem(stated(variance(X(0)), y, rests=(LAW,))).statement.right == y


# --- what is declared exists ---------------------------------------------------------------------


@pytest.mark.parametrize("of", [variance(X(0)), square(E)])
@pytest.mark.parametrize("start", [sp.Integer(-1), r, x - 1])
def test_what_is_at_least_0_is_not_declared_to_be_negative(of: Quantity, start) -> None:
    said = refusal(stated(of, start))
    assert f"malformed: {of.text()} is at least 0, and " in said
    assert refusal(stated(of, x + r**2)) == ""
    assert refusal(stated(of, r, where=Domain((r >= 0,)))) == ""


@pytest.mark.parametrize("of", [LEAST_AT(E, r), GREATEST(E, r), ROOT(E), EVENT(E, 5)])
def test_what_a_rule_finds_is_not_declared(of: Quantity) -> None:
    assert "is found by a rule, and not declared" in refusal(stated(of, x))


def test_an_enclosure_is_not_declared() -> None:
    ends = Enclosure(sp.Integer(9), sp.Integer(4))
    for value in (ends, Normal(0, ends)):
        of = X(0) if isinstance(value, Normal) else E
        ends_of = Derivation("d", of, value).equals(value, because="")
        assert "is declared to be an enclosure, which is no value" in refusal(ends_of)
    assert refusal(line(ends).at_most(4, because="")) != ""


def test_independent_variables_are_different_ones() -> None:
    """X₀ + X₀ is 2X₀ and has four times the variance of X₀, not twice."""
    one, other = (Term(1, X(place), Normal(0, 1)) for place in (0, 1))
    assert (
        refusal(Derivation("d", E, Combination((one, other))).equals(Normal(0, 2), because=""))
        == ""
    )
    for variables in ((one, one), (one, Term(2, X(n - 1), Normal(0, 1)))):
        said = refusal(Derivation("d", E, Combination(variables)).equals(Normal(0, 2), because=""))
        assert "occurs twice among variables that are independent; add its factors" in said
    itself = Derivation("d", X(0), Combination((one, other))).equals(Normal(0, 2), because="")
    assert "X(0) occurs twice" in refusal(itself)


v = Letter("v", "v", positive=True)
t = Letter("t", "t", integer=True, nonnegative=True)
Y = family("Y", "Y_{{{0}}}")


def doubled(of: Quantity, about: Quantity) -> Derivation:
    recursion = Recursion(sp.S.One, 2 * v, v, t, 0, about)
    return Derivation("d", of, recursion).by_induction(2**t, on=t, start=0, because="doubling")


def test_a_recursion_is_about_what_its_derivation_is_about() -> None:
    assert refusal(doubled(Y(t), Y(t))) == ""
    assert "the recursion is about Y(t), and the derivation about E" in refusal(doubled(E, Y(t)))
    assert "E does not depend on t, which the recursion counts" in refusal(doubled(E, E))


def test_in_a_step_of_a_recursion_the_value_before_has_its_own_name() -> None:
    def walk(variable: Quantity) -> Derivation:
        step = Combination((Term(1, variable, Normal(0, v)), Term(1, X(t), Normal(0, 1))))
        recursion = Recursion(Normal(0, 1), step, v, t, 0, Y(t))
        return Derivation("d", Y(t), recursion).by_induction(
            Normal(0, 1 + t), on=t, start=0, because="one more"
        )

    assert refusal(walk(Y(t))) == ""
    assert "Y(t) is what the letters for the value before are about" in refusal(walk(E))


# --- what a rule's find is called ----------------------------------------------------------------


@pytest.mark.parametrize(
    "name", [written(sp.Integer(5)), difference(x, y), gradient(E, x), square(F), ratio(x, y)]
)
def test_what_a_rule_finds_is_called_by_a_name(name: Quantity) -> None:
    found = line((r - 1) ** 2).least_at(1, r, because="", called=name)
    assert "malformed: called=" in refusal(found)


@pytest.mark.parametrize("name", [F, ratio(X(1), X(0)), mean(X(0)), X(0)])
def test_or_by_a_ratio_or_a_mean_of_what_has_one(name: Quantity) -> None:
    assert refusal(line((r - 1) ** 2).least_at(1, r, because="", called=name)) == ""
