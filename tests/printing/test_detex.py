"""TeX as plain text: what a terminal shows has no TeX left in it."""

from __future__ import annotations

import re

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from solutions import formats
from solutions.answers import judge
from solutions.diffusion import notation as s
from solutions.printing.detex import formula, plain
from solutions.printing.formulas import tex
from solutions.verify import verified

LEFT_OVER = re.compile(
    r"[\\$&]|\^\{|\}\{|frac(?!tion)|sqrt|mathcal|mathrm|mathbb|operatorname|varepsilon|cdot|ldots|\bquad\b"
    r"|longrightarrow|\bleft[(\[|]|\bright[)\]|]|\baligned\b|overset"
)
"""What plain text can only have from TeX that was not read."""


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (r"\frac{\Delta t^{2}}{16 t^{2}}", "Δt²/(16 t²)"),
        (r"\Delta t \ll \sigma^{2} \ll 1", "Δt ≪ σ² ≪ 1"),
        (r"\frac{\sigma^{4}}{\left(\sigma^2 + 1\right)^{2}}", "σ⁴/(σ² + 1)²"),
        (r"\frac{\frac{a}{b}}{c - \frac{d}{e}}", "(a/b)/(c − d/e)"),
        (r"\frac{\Delta t}{2} \left(1 - x\right)", "Δt/2 (1 − x)"),
        (r"\frac{1}{2}\left(1 - x\right)", "1/2·(1 − x)"),
        (r"\sqrt{\sigma^{2} + t}", "√(σ² + t)"),
        (r"\log{\frac{p\left(y\right)}{q\left(y\right)}}", "log (p(y)/q(y))"),
        (r"\log \frac{p}{q}", "log (p/q)"),
        (r"\sum_{k = 1}^{T} x_{k}", "Σ_{k=1}^T x_k"),
        (r"X_{t - \Delta t}^{2}", "X_{t − Δt}^2"),
        (r"e^{- \frac{r}{\beta}}", "e^(−r/β)"),
        (r"\hat X_0 \sim \mathcal N\!\left(0,\; \sigma^{4}\right)", "X̂_0 ~ N(0, σ⁴)"),
        (r"\pi_{\mathrm{ref}}(y \mid x)", "π_ref(y | x)"),
        (r"\text{next term } - 2 \sigma^{6}", "next term − 2 σ⁶"),
        (r"\frac{1}{\Delta t} \in \mathbb Z", "1/Δt ∈ ℤ"),
        (r"\unknown{x}", "unknownx"),
        ("x_{", "x_"),
        ("", ""),
    ],
)
def test_a_formula_is_read_as_a_person_would_write_it(written: str, told: str) -> None:
    assert formula(written) == told


def test_of_a_sentence_only_the_formulas_change() -> None:
    assert plain(r"the error is $\frac{x}{2}$, at most") == "the error is x/2, at most"
    assert plain("no TeX at all, 5 < 7") == "no TeX at all, 5 < 7"


EXPRESSIONS = st.recursive(
    st.sampled_from([s.s2, s.dt, s.t, s.x, s.T, sp.Integer(2), sp.Rational(1, 3)]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda two: two[0] + two[1]),
        st.tuples(inner, inner).map(lambda two: two[0] * two[1]),
        st.tuples(inner, inner).map(lambda two: two[0] / (two[1] + 7)),
        inner.map(lambda one: (one + 1) ** 2),
        inner.map(lambda one: sp.sqrt(one**2 + 1)),
        inner.map(sp.exp),
        inner.map(lambda one: sp.log(one**2 + 1)),
        inner.map(lambda one: sp.Sum(one * s.k, (s.k, 1, s.T))),
    ),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None)
@given(EXPRESSIONS)
def test_of_no_expression_is_tex_left_and_its_brackets_fit(expr: sp.Expr) -> None:
    told = formula(tex(expr))
    assert not LEFT_OVER.search(told), told
    for opening, closing in ("()", "[]", "{}"):
        assert told.count(opening) == told.count(closing), told


def test_no_part_is_shown_in_a_terminal_with_tex_left_in_it() -> None:
    for receipt in verified().values():
        for line in formats.as_text(receipt):
            assert not LEFT_OVER.search(line), line


@pytest.mark.parametrize(
    ("part", "answer"),
    [
        ("1g", r"x_t \left(1 - \frac{\Delta t}{2 t}\right)"),
        ("1e", "N(0, σ² − σ⁶)"),
        ("1e", "N(0, σ² + σ⁴)"),
        ("1d", "N(0, σ⁴ − 2σ⁶)"),
        ("1g", r"1 - \frac{\Delta t}{2(\sigma^2+t)} - \frac{\Delta t^2}{8 (\sigma^2+t) t}"),
        ("2d", "log(pi*(y|x)/pi_ref(y|x)) + beta*log Z(x)"),
    ],
)
def test_no_verdict_on_an_answer_has_tex_left_in_it(part: str, answer: str) -> None:
    found = judge.check(part, answer)
    assert not LEFT_OVER.search(f"{found['because']} {found['counterexample']}"), found
