"""Names that are read as formulas: e^x for a function, log 2 for a letter, xy beside x and y."""

from __future__ import annotations

import pytest

from solutions.author import Derivation, Domain, Letter, Part, family, function, mean, quantity
from solutions.objects.names import formula, no_name, not_a_name
from solutions.statements.part import malformed
from tests.attacks.lines import E, Stated, f, fate, line, r, x, y

FUNCTIONS = (
    r"\log {0}",
    r"\log({0})",
    r"\sin {0}",
    r"\exp\left({0}\right)",
    r"\max({0}, {1})",
    r"\operatorname{{log}} {0}",
    r"\mathrm{{max}}({0}, {1})",
    r"\text{{sin}} {0}",
    "log({0})",
    r"\nabla {0}",
    r"\partial {0}",
    "e^{{{0}}}",
    "e^{0}",
    "{0}^2",
    "({0})",
    r"\left({0}\right)",
    "|{0}|",
    "{0}{1}",
    "{0} x",
)


@pytest.mark.parametrize("template", FUNCTIONS)
def test_a_function_that_is_read_as_another_one_is_refused(template: str) -> None:
    """It would be declared to be above 5, and log x > 5 be read."""
    loud = function("g", template, above=5)
    places = (x, y)[: 1 + ("{1}" in template)]
    held, said = fate(lambda: line(loud(*places)).more_than(5, ""))
    assert not held
    assert "is shown as" in said
    held, said = fate(lambda: Derivation("e", family("g", template)(*places), x).equals(x, ""))
    assert not held
    assert said


@pytest.mark.parametrize("template", ["g({0})", "g_{{{0}}}", "g^{{({0})}}", r"\hat g_{{{0}}}"])
def test_a_function_with_a_name_is_heard(template: str) -> None:
    assert not no_name(template)
    assert not formula(template)
    assert fate(lambda: line(function("g", template, above=5)(x)).more_than(5, ""))[0]


LETTERS = (r"\log x", r"\log 2", r"\infty", r"\max", "exp", r"\operatorname{sup}", r"\partial x")


@pytest.mark.parametrize("shown", LETTERS)
def test_a_letter_that_is_read_as_a_formula_is_refused(shown: str) -> None:
    high = Letter("w", shown, real=True)
    held, _ = fate(lambda: line(high, where=Domain((high > 5,))).more_than(5, ""))
    assert not held
    assert not_a_name(shown) or formula(shown)


MADE: dict[str, Stated] = {
    "a letter xy beside x and y": lambda: line(Letter("w", "xy", real=True) - x * y).equals(
        -x * y + Letter("w", "xy", real=True), ""
    ),
    "a letter yx, above their product": lambda: line(
        Letter("w", "yx", real=True), where=Domain((Letter("w", "yx", real=True) > x * y,))
    ).more_than(x * y, ""),
    "a letter x² beside x": lambda: line(Letter("w", "x^2", real=True) - x).equals(
        Letter("w", "x^{2}", real=True) - x, ""
    ),
    "a quantity x² that is x³": lambda: Derivation("e", quantity("E", "x^2"), x**3).equals(
        x**3, ""
    ),
    "a quantity x^{12}": lambda: Derivation("e", quantity("E", "x^{12}"), x**3).equals(x**3, ""),
    "a quantity xy that is x + y": lambda: Derivation("e", quantity("E", "xy"), x + y).equals(
        y + x, ""
    ),
    "a quantity f(x) that is f(x) + 1": lambda: Derivation(
        "e", quantity("E", "f(x)"), f(x) + 1
    ).equals(1 + f(x), ""),
    "a family f at x that is f(x) + 1": lambda: Derivation(
        "e", family("E", "f({0})")(x), f(x) + 1
    ).equals(1 + f(x), ""),
    "a quantity that looks like a letter": lambda: Derivation(
        "e", quantity("E", r"\mathit{x}"), x + 1
    ).equals(x + 1, ""),
}


@pytest.mark.parametrize("name", MADE)
def test_a_name_that_is_read_as_made_of_others_is_refused(name: str) -> None:
    held, said = fate(MADE[name])
    assert not held, f"{name} was proved"
    assert "a TeX of its own" in said


def test_words_of_a_sentence_are_words() -> None:
    assert not formula(r"\text{the max of both}")
    assert not not_a_name(r"\ell_{\infty}")
    assert not not_a_name(r"\Pr(\text{kept})")


def test_a_value_that_is_found_is_not_called_the_mean_of_what_was_begun_with() -> None:
    """Every number is its own mean: E is (r − 1)², and not 1."""
    found = line((r - 1) ** 2).least_at(1, r, "", called=mean(E))
    told = malformed(Part("9z", "", "", (found,), (), (), ()))
    assert any("what it is made of gives" in one for one in told)
