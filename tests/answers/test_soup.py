"""Any mixture of signs is read or refused, and what is read reads back as it was understood."""

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from solutions.answers.letters import for_part
from solutions.reading.expressions.building import build
from solutions.reading.mathml import mathml
from solutions.reading.parser import Unreadable, parse
from solutions.reading.plain_text import plain
from solutions.reading.vocabulary import free

TYPED = r"""
0 1 2 12 0.5 x y t T k j n e s σ β π α x_t x_1 y_1 y_w y' Δt dt sigma beta pi pi_ref
+ - − * · / ^ ** _ ( ) [ ] { } | , ; = ≈ ~ → ! ² ⁻¹ √ ' & $ … .. < >=
log exp sin sqrt abs max pi*(y|x) pi_ref(y|x) r(x,y) Z(x) a(y_1) tau(k) q(y) N( E_x[
\frac \frac12 \frac{1}{2} \sqrt \left( \right) \left| \right| \sum_{k=1}^{K} \log \, \!
\prod_{j=0}^{T-1} \sum_y \mathcal N \mathcal{N}( E_{\mathcal D}[ \pi_\theta \hat \| \mid
\pi^* (y\mid x) \hat{r}_\theta(x,y_w) \nabla_\theta \cdot \Delta \sigma^2 \boxed{ \sim
\mathrm{ref} D_{KL}(\pi\|\pi^*) a_{\tau(k)} \sum_{j\ge k} \approx sum( k=0..T-1 for é
"""
PIECES = [*TYPED.split(), "mean ", "variance ", " ", "\\", "\u202e"]
SOUP = st.lists(st.sampled_from(PIECES), min_size=1, max_size=12)
PARTS = st.sampled_from(["", "1a", "1e", "1g", "2a", "2b", "2d", "2e", "2f", "2g"])


@cache
def words(part):
    return for_part(part) if part else free()


@settings(max_examples=10 * settings().max_examples, deadline=None)
@given(PARTS, SOUP, st.sampled_from(["", " "]))
def test_read_and_read_back_or_refused(part, pieces, between):
    text = between.join(pieces)
    try:
        tree = parse(text, words(part))
    except Unreadable as why:
        at = why.position
    else:
        at = 0
        assert ">" in mathml(tree)
        if all(node.kind != "text" for node in tree.walk()):
            assert parse(plain(tree), words(part)) == tree
        try:
            build(tree, words(part))
        except Unreadable as why:
            at = why.position
    assert 0 <= at <= len(text)
