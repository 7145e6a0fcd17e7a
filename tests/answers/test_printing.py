"""What was read is printed so that it can only be read as it was."""

from fractions import Fraction
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from solutions.answers.letters import for_part
from solutions.reading.mathml import mathml
from solutions.reading.parser import parse
from solutions.reading.plain_text import plain
from solutions.reading.precedence import join
from solutions.reading.tree import Node
from solutions.reading.vocabulary import free

NAMES = ("x", "α", "x_1", "y'", "π", "e", "Δx", "x_max", "x_{t+1}", "x*", "r\u0302", "t")


def joined(kind):
    return lambda parts: join(kind, tuple(parts))


def _grown(inner):
    two = st.lists(inner, min_size=2, max_size=3)
    index = st.sampled_from(("k", "j")).map(lambda name: Node("name", (name,)))
    return st.one_of(
        two.map(joined("add")),
        two.map(joined("mul")),
        inner.map(lambda node: Node("neg", (node,))),
        st.tuples(inner, inner).map(lambda pair: Node("div", pair)),
        st.tuples(inner, inner).map(lambda pair: Node("pow", pair)),
        inner.map(lambda node: Node("abs", (node,))),
        inner.map(lambda node: Node("root", (node, Node("number", (Fraction(2),))))),
        st.tuples(inner, inner).map(lambda pair: Node("root", pair)),
        st.tuples(st.sampled_from(("log", "exp", "sin", "sigmoid", "log2")), inner).map(
            lambda pair: Node("call", pair)
        ),
        two.map(lambda parts: Node("call", ("max", *parts))),
        st.tuples(st.sampled_from(("sum", "product")), index, inner, inner, inner).map(
            lambda all_: Node(all_[0], all_[1:])
        ),
    )


NUMBERS = st.one_of(
    st.integers(0, 10**6).map(Fraction),
    st.tuples(st.integers(0, 10**6), st.integers(0, 4)).map(lambda p: Fraction(p[0], 10 ** p[1])),
).map(lambda number: Node("number", (number,)))
LEAVES = NUMBERS | st.sampled_from(NAMES).map(lambda name: Node("name", (name,)))
TREES = st.recursive(LEAVES, _grown, max_leaves=12)


@settings(max_examples=400, deadline=None)
@given(TREES)
def test_printed_and_read_again_is_the_same_tree(tree):
    assert parse(plain(tree)) == tree


@settings(max_examples=150, deadline=None)
@given(TREES)
def test_mathml_is_well_formed(tree):
    root = ElementTree.fromstring(mathml(tree))
    assert root.tag == "math"
    heads = {"mfrac": 2, "msup": 2, "msub": 2, "mroot": 2, "munderover": 3, "munder": 2}
    for element in root.iter():
        if element.tag in heads:
            assert len(element) == heads[element.tag]


def test_problem_1_has_its_own_letters_and_laws():
    words = for_part("1e")
    typed = (
        r"\mathcal N\left(0, \Delta t\sum_{k=0}^{T-1}\frac{\sigma^4}{(\sigma^2+k\Delta t)^2}\right)"
    )
    assert plain(parse(typed, words)) == "N(0, Δt·sum_{k=0}^{T - 1}(σ^4/(σ^2 + k·Δt)^2))"


def test_brackets_only_where_they_are_needed():
    for said in (
        "a - (b - c)",
        "a·(b + c)",
        "(a/b)^c",
        "a/(b·c)",
        "a·b/c",
        "a/b/c",
        "-(a + b)",
        "-a·b",
        "(-a)·b",
        "a^(b^c)",
        "(a^b)^c",
        "2^(-x)",
        "(log(x))^2",
        "x^(1)/2",
    ):
        assert plain(parse(said)) == said


def test_mathml_of_a_fraction():
    assert mathml(parse("(1+x)/2")) == (
        '<math display="block"><mrow><mfrac><mrow><mn>1</mn><mo>+</mo><mi>x</mi></mrow>'
        "<mrow><mn>2</mn></mrow></mfrac></mrow></math>"
    )


def test_text_in_front_is_escaped():
    shown = mathml(parse("<script> X_1 = N(0, t)", for_part("1a")))
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


def test_free_names_are_kept_apart():
    assert plain(parse("alpha_1 + x_{12} + Δx + y''", free())) == "α_1 + x_12 + Δx + y''"
