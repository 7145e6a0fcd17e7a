"""Nothing is claimed by what a thing is called: a quantity, a letter, a function or a regime."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp

from solutions.author import (
    Derivation,
    Domain,
    Letter,
    Name,
    Normal,
    Quantity,
    Regime,
    defined,
    difference,
    family,
    function,
    limit,
    quantity,
    total,
    written,
)
from solutions.diffusion.notation import LOG_STEPS, SHEET, SMALL_STEP, STEPS_TO_ZERO
from solutions.kernel.errors import Malformed
from solutions.objects.names import no_name, no_regime, not_a_name
from solutions.statements.naming.regimes import misnamed
from tests.statements.lines import TO0, E, X, b, k, line, n, refusal, x, y

FORMULAS = {
    "E = 3": "=",
    "E < 3": "<",
    r"E \le 3": r"\le",
    r"E \approx 3": r"\approx",
    "E ≤ 3": "≤",
    "E + 1": "+",
    "E - 1": "formula",
    "E, F": ",",
    "E / 2": "/",
    "E!": "!",
    r"E \cdot 2": r"\cdot",
    r"\frac{1}{2} E": r"\frac",
    r"\sum_k E": r"\sum",
    "2E": "number",
    "3": "letter",
    "E_{=3}": "{=",
    "E (= 3)": "(=",
    "E)=(3": "bracket",
    "E}{=3": "bracket",
    r"\text{1 + 1 = 3}": "among words",
    r"\text{E = 3, and } E": "among words",
    r"\mathrm{a<b}": "among words",
    r"\underbrace{E}_{3}": r"\underbrace",
    r"\overset{3}{E}": r"\overset",
    r"E \quad F": r"\quad",
    r"E \\ F": r"\\",
    r"E \color{white}": r"\color",
    r"\unicode{61} E": r"\unicode",
    "E $= 3$": "$",
    "E % = 3": "%",
    "E & 3": "&",
}


@pytest.mark.parametrize(("tex", "told"), FORMULAS.items(), ids=FORMULAS)
def test_a_name_that_is_a_formula_is_refused(tex: str, told: str) -> None:
    assert told in not_a_name(tex)
    with pytest.raises(Malformed, match="and a left side only names a quantity: declare its name"):
        quantity("lie", tex)


NAMES = (
    r"\hat X_{t-\Delta t}",
    r"D_{\mathrm{KL}}(p \,\|\, q)",
    r"\pi^*_{r + c}(y \mid x)",
    "p(y = -1)",
    r"\text{loss (21) as printed}",
    r"\mathbb E_{\pi^*}[r]",
    r"u^{(2)}_k",
    r"\mathcal L(\theta)",
    r"\sigma_t^2",
    "f^+",
)


@pytest.mark.parametrize("tex", NAMES)
def test_a_name_that_is_one_is_taken(tex: str) -> None:
    assert not_a_name(tex) == ""
    assert quantity("fine", tex).tex() == tex


@pytest.mark.parametrize("template", ["{x}", "{0!r}", "{0.real}", "{0[0]}", "{}", "{", "{0"])
def test_a_template_has_fields_for_arguments_only(template: str) -> None:
    assert "is no template: write {{ and }} for braces, and {0} for an argument" in no_name(
        template
    )


def test_the_operations_are_those_that_there_are() -> None:
    with pytest.raises(Malformed, match="lie is no operation on quantities; the ones there are"):
        Name("lie", "1 + 1 = 3, {0}", operation=True)
    with pytest.raises(Malformed, match="Var is no operation on quantities"):
        Name("Var", r"\operatorname{{Var}} {0} = 3", operation=True, plain="Var({0})")


ARGUMENTS = {
    "a claim for a name": lambda: difference("1 + 1 = 3, E", E),
    "a claim for a policy": lambda: family("J", "J({0})")("0) = 3, J(0"),
    "a claim under a sum": lambda: total(E, r"\tau = 3"),
    "a claim for a regime": lambda: limit(E, r"x \to 0 \text{ and } 1 = 2"),
    "no regime at all": lambda: limit(E, "x"),
    "an argument too many": lambda: X(1, 2),
    "an argument too few": lambda: family("g", "g({0}, {1})")(x),
    "an argument of a name without any": lambda: Quantity(E.name, (x,)),
    "a law for an argument": lambda: Quantity(X(0).name, (Normal(0, 1),)),
    "a truth for an argument": lambda: Quantity(X(0).name, (sp.true,)),
}


@pytest.mark.parametrize("made", ARGUMENTS.values(), ids=ARGUMENTS)
def test_arguments_are_expressions_and_names(made) -> None:
    with pytest.raises(Malformed):
        made()


def test_a_left_side_is_a_quantity() -> None:
    told = "derivation d is about 'E', which is no quantity; declare it with quantity(name, TeX) or"
    assert told in refusal(lambda: Derivation("d", "E", x))  # type: ignore[arg-type]
    with pytest.raises(Malformed, match="says more than a name"):
        written("1 + 1")


# --- letters and functions -----------------------------------------------------------------------


def letter(name: str, tex: str, **more: str) -> Letter:
    made: Letter = Letter(name, tex, positive=True, **more)  # type: ignore[arg-type]
    return made


twin, other_b = letter("another x", "x"), letter("b", "b", meaning="something else")
half = defined("half", r"h({0})", lambda u: u / 2)
CONFUSING = {
    "two letters of one TeX": (
        x * twin,
        "the letter another x (positive) and the letter x (positive) are both shown as x",
    ),
    "two letters of one name": (b + other_b, "are both shown as b; give one of them a TeX of its"),
    "a letter that is a claim": (
        letter("c", "1 + 1 = 3, c"),
        "the letter c is shown as 1 + 1 = 3, c, which says more than a name: it has +",
    ),
    "a letter with another's root": (
        sp.sqrt(letter("c", "c", root_tex="c")),
        "the letter c is shown as c and its root as c, whose square looks otherwise",
    ),
    "an abbreviation that is a formula": (
        defined("two", r"2 \cdot {0}", lambda u: u)(x),
        r"the function two is shown as 2 \cdot {0}, which says more than a name",
    ),
    "a function that is a formula": (
        function("f", "2 {0}")(x),
        "the function f is shown as 2 {0}, which begins with a number",
    ),
    "two functions of one TeX": (
        function("f", "h({0})")(x) + half(x),
        "are both shown as h({0}); give one of them a TeX of its own",
    ),
    "a size of a set that is a claim": (
        letter("N", "N", members="S = T"),
        "what N counts is shown as S = T, which says more than a name: it has =",
    ),
}


@pytest.mark.parametrize(("value", "told"), CONFUSING.values(), ids=CONFUSING)
def test_things_that_differ_look_different_and_none_is_a_claim(value, told: str) -> None:
    assert told in refusal(line(value).equals(value, because="as it is"))


def test_a_quantity_is_not_shown_as_a_letter_of_its_lines() -> None:
    """x := x + 1 would say what no x does."""
    told = "the quantity x and the letter x (positive) are both shown as x"
    assert told in refusal(Derivation("d", quantity("x", "x"), x + 1).equals(x + 1, because=""))
    assert refusal(Derivation("d", quantity("x", "x"), y + 1).equals(y + 1, because="")) == ""


def test_what_a_domain_speaks_of_is_looked_at_too() -> None:
    said = refusal(line(x).equals(x, because="", where=Domain((twin > 3,))))
    assert "are both shown as x" in said


def test_letters_of_the_sheets_are_letters() -> None:
    assert refusal(line(sp.sqrt(letter("σ²", r"\sigma^2", root_tex=r"\sigma")))) == ""
    assert refusal(line(sp.Sum(x**k, (k, 1, n)))) == ""


# --- things of another make ----------------------------------------------------------------------


class Painted(Quantity):
    """A quantity that shows what it likes."""

    def tex(self) -> str:
        return "1 + 1 = 3"


class Forgetful(Domain):
    """A domain that loses what it is joined to."""

    def join(self, other: Domain) -> Domain:
        return Domain()


class Lying(Derivation):
    """A derivation that lends what it does not say."""

    @property
    def lent(self) -> Any:
        return line(x, where=Domain((x > 5,))).statement()


class Sly(sp.Symbol):
    """A letter with a will of its own."""


def test_values_and_names_are_of_this_project() -> None:
    said = "and no value or name of this project; lines are stated with what solutions.author gives"
    painted = Derivation("d", Painted(E.name), x).equals(x, because="")
    sly = line(Sly("s", positive=True)).equals(Sly("s", positive=True), because="")
    for stated, what in ((painted, "a Painted of tests."), (sly, "s is a Sly")):
        assert what in refusal(stated)
        assert said in refusal(stated)
    forgetful = line(x, where=Forgetful((x > 1,))).equals(x, because="", where=Domain((x > 2,)))
    assert "a Forgetful of tests." in refusal(forgetful)
    lying = Lying("d", E, x).equals(x, because="")
    assert "a Lying" in refusal(line(x, rests=(lying,)).equals(x, because=""))


# --- regimes -------------------------------------------------------------------------------------

w = letter("w", "w")
REGIMES = {
    "it goes elsewhere": (
        Regime(r"x \to \infty", (x,), (x,), (), ()),
        "and 1/x does not vanish in it",
    ),
    "another letter vanishes too": (
        Regime(r"x \to 0", (x, y), (x, y), (), ()),
        "which does not say y",
    ),
    "something else is said": (
        Regime(r"x \to 0 \text{ and } 1 = 2", (x,), (x,), (), ()),
        "is no name of a regime",
    ),
    "nothing is said": (Regime("small", (x,), (x,), (), ()), r"what tends to what (\to)"),
    "a letter of another regime": (
        Regime(r"y \to 0", (x,), (x,), (), ()),
        "y is none of its letters",
    ),
    "the wrong one is small": (
        Regime(r"y \ll x", (x / y,), (w,), ((x, y * w),), ((w, x / y),)),
        "does not vanish in it",
    ),
}


@pytest.mark.parametrize(("regime", "told"), REGIMES.values(), ids=REGIMES)
def test_a_regime_is_called_what_it_is(regime: Regime, told: str) -> None:
    assert misnamed(regime).startswith("the regime is called ")
    assert told in misnamed(regime)
    for way in ("tends_to", "approximates"):
        assert told in refusal(getattr(line(1 + x), way)(1, regime, because=""))


@pytest.mark.parametrize(
    "regime",
    [
        *(SHEET, STEPS_TO_ZERO, SMALL_STEP, LOG_STEPS, TO0),
        Regime(r"x \to 0, y \to 0", (x, y), (x, y), (), ()),
        Regime(r"x, y \to 0", (x, y), (x, y), (), ()),
        Regime(r"x\ll1", (x,), (x,), (), ()),
    ],
    ids=lambda regime: regime.name,
)
def test_the_regimes_of_the_sheets_are(regime: Regime) -> None:
    assert no_regime(regime.name) == ""
    assert misnamed(regime) == ""
