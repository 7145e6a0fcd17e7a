"""What cannot be read, or can be read in two ways, is refused: where, and what was expected."""

import pytest

from solutions.answers.letters import for_part
from solutions.reading.expressions.building import build
from solutions.reading.parser import Unreadable, parse
from solutions.reading.vocabulary import free

# part, text, place from 0, a piece of what was expected, a piece of the message
REFUSALS = [
    ("", "1/2 x", 4, "brackets", "two ways"),
    ("", "x/y z", 4, "brackets", "two ways"),
    ("", r"1/2(x+1)", 3, "brackets", "two ways"),
    ("", "x^y^z", 3, "brackets", "a^(b^c)"),
    ("", "1/(x+1)(x-1)", 7, "brackets", "two ways"),
    ("", "√2x", 2, "brackets", "root ends"),
    ("", "sqrt 2 x", 7, "brackets", "root ends"),
    ("", "x^1/2", 2, "brackets", "x^(1/2)"),
    ("", "f'(x)", 2, "sign", "f'·(…)"),
    ("2f", r"\log\pi(y_w|x)", 4, "known", "π_θ(y | x)"),
    ("", r"x_{\foo}", 2, "subscript", "\\foo"),
    ("", "x for y", 2, "formula", "no letter"),
    ("", r"x \text{for} y", 2, "formula", "is a word"),
    ("1e", "σ² at that", 3, "known", "‘at’"),
    ("", r"\log 2 t", 7, "brackets", "ends can be read two ways"),
    ("", "sin x y", 6, "brackets", "‘sin’"),
    ("", r"\frac12 x^23", 11, "braces", "{23}"),
    ("", r"\sqrt12", 6, "braces", "{12}"),
    ("", r"\sin^{-1} x", 5, "positive", "inverse function or one over it"),
    ("", "x 2", 2, "sign", "number"),
    ("", "2 3", 2, "sign", "number"),
    ("", "x +", 3, "a number, a letter or a bracket", "ends too early"),
    ("", "", 0, "a number", "empty"),
    ("", "(x + 1", 6, "‘)’", "place 1 is not closed"),
    ("", "x + 1)", 5, "earlier", "closes nothing"),
    ("", "(x + 1]", 6, "‘)’", "closes nothing"),
    ("", "x ? y", 2, "number", "‘?’"),
    ("", r"\foo x", 0, "number", r"\foo"),
    ("", "f(x)", 1, "sign", "f·(…)"),
    ("", "log_3(x)", 3, "2 or 10", "log(x)/log(b)"),
    ("", "log(x, y)", 0, "log(x)", "arguments"),
    ("", "sum_{k=1} k", 8, "‘^’", "end"),
    ("", "sum_{k=1/2}^{3} k", 7, "whole", "whole"),
    ("", "1/(2-2)", 2, "different from 0", "no value"),
    ("", "log(-1)", 4, "greater than 0", "no value"),
    ("", "x^100", 2, "smaller", "64"),
    ("1d", "sigma^2/(1+omega)", 11, "known", "‘omega’"),
    ("1d", "sigma^2/(1+tt2)", 13, "sign", "number"),
    ("1a", "N(0, 1 + σ²), T = 1/Δt", 12, "the end", "one statement at a time"),
    ("1a", "i + 1", 0, "known", "known here"),
    ("1a", "N(0, t", 6, "‘)’", "not closed"),
    ("1e", r"\frac12+\dots", 8, "number", "leave it out"),
    ("2b", "pi(x|y)", 0, "π(y | x)", "write π(y | x)"),
    ("2b", "pi_ref(x, y)", 0, "π_ref(y | x)", "write"),
    ("2b", "r(y|x)", 0, "r(x, y)", "write r(x, y)"),
    ("2b", "pi_foo(y|x)", 0, "known", "π_foo"),
    ("2b", r"\mathbb E_{z\sim p}[1]", 0, "x~ρ", "‘z~p’"),
    ("2f", r"\pi_\theta", 10, "‘(’", "arguments"),
    ("2f", "sigma + 1", 5, "‘(’", "arguments"),
    ("2b", "1/Y", 2, "|Y|", "a set"),
    ("2b", "pi*(r(x,y) + 1)", 0, "π*(y | x)", "write"),
]


@pytest.mark.parametrize(("part", "typed", "place", "expected", "said"), REFUSALS)
def test_refused(part, typed, place, expected, said):
    words = for_part(part) if part else free()
    with pytest.raises(Unreadable) as caught:
        build(parse(typed, words), words)
    why = caught.value
    assert why.position == place
    assert expected in why.expected
    assert said in why.message


def test_the_nearest_names_come_first():
    with pytest.raises(Unreadable) as caught:
        parse("x_s", for_part("1c"))
    known = caught.value.message.split("known here are ")[1].split(", ")
    assert set(known[:3]) >= {"x_t", "x_0"}
    assert "Δt" in known
