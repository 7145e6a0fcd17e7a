"""Relations compose by the table of the design, and by nothing else."""

from __future__ import annotations

from itertools import product

import pytest

from solutions.kernel.composition import (
    AT_LEAST,
    AT_MOST,
    EQUAL,
    GREATER,
    INSIDE,
    LESS,
    NEAR,
    TENDS,
    WITHIN,
    WORDS,
    Relation,
    chainable,
    compose,
    judged_again,
)
from tests.statements.lines import TO0, Y_TO0

# A row for what a is to b, a column for what b is to c; a dot where nothing follows.
TABLE = """
             =   <   ≤   >   ≥   ∈   ⊆   ≈   →   rounds_to   ≠
=            =   <   ≤   >   ≥   ∈   .   ≈   →   rounds_to   ≠
<            <   <   <   .   .   .   .   .   .   .           .
≤            ≤   <   ≤   .   .   .   .   .   .   .           .
>            >   .   .   >   >   .   .   .   .   .           .
≥            ≥   .   .   >   ≥   .   .   .   .   .           .
∈            ∈   <   ≤   >   ≥   .   ∈   ≈   →   .           .
⊆            .   .   .   .   .   .   .   .   .   .           .
≈            ≈   .   .   .   .   .   .   ≈   .   .           .
→            →   .   .   .   .   .   .   .   .   .           .
rounds_to    .   .   .   .   .   .   .   .   .   .           .
≠            .   .   .   .   .   .   .   .   .   .           .
"""


def expected() -> dict[tuple[str, str], str]:
    head, *rows = [row.replace("_", " ").split("  ") for row in TABLE.strip("\n").splitlines()]
    columns = [word.strip() for word in head if word.strip()]
    table: dict[tuple[str, str], str] = {}
    for row in rows:
        first, *cells = [word.strip() for word in row if word.strip()]
        table |= {(first, second): cell for second, cell in zip(columns, cells, strict=True)}
    return table


def relation(word: str) -> Relation:
    return Relation(word, TO0 if word in (NEAR, TENDS) else None)


def test_the_table_has_every_pair_of_words() -> None:
    assert set(expected()) == set(product(WORDS, WORDS))


@pytest.mark.parametrize(("first", "second"), list(product(WORDS, WORDS)))
def test_every_pair_composes_as_the_table_says(first: str, second: str) -> None:
    found = compose(relation(first), relation(second))
    assert (found.word if found else ".") == expected()[first, second]


def test_the_page_of_the_table_shows_what_composes() -> None:
    assert chainable() == {pair for pair, word in expected().items() if word != "."}


def test_only_equations_give_an_equation() -> None:
    for first, second in product(WORDS, WORDS):
        found = compose(relation(first), relation(second))
        assert (found is not None and found.word == EQUAL) == (first == second == EQUAL)


def test_it_does_not_matter_where_a_chain_is_bracketed() -> None:
    for one, two, three in product(map(relation, WORDS), repeat=3):
        left, right = compose(one, two), compose(two, three)
        if left is None or right is None:
            continue
        before, after = compose(left, three), compose(one, right)
        if before is not None and after is not None:
            assert before == after, (one.word, two.word, three.word)


HOLDS = {
    EQUAL: lambda one, two: one == two,
    LESS: lambda one, two: one < two,
    AT_MOST: lambda one, two: one <= two,
    GREATER: lambda one, two: one > two,
    AT_LEAST: lambda one, two: one >= two,
}


@pytest.mark.parametrize(("first", "second"), list(product(HOLDS, HOLDS)))
def test_what_the_table_gives_of_numbers_is_true_and_all_that_is(first: str, second: str) -> None:
    follows = set(HOLDS)
    for one, two, three in product(range(3), repeat=3):
        if HOLDS[first](one, two) and HOLDS[second](two, three):
            follows = {word for word in follows if HOLDS[word](one, three)}
    found = compose(Relation(first), Relation(second))
    assert (found.word in follows) if found else not follows


INTERVALS = [(low, high) for low in range(4) for high in range(low, 4)]


@pytest.mark.parametrize("word", [*HOLDS, INSIDE])
def test_what_the_table_gives_of_enclosures_is_true(word: str) -> None:
    """``S ∈ [l, u]``, and then a line about both ends, or about a wider enclosure."""
    found = compose(Relation(WITHIN), Relation(word))
    assert found is not None
    for value, (low, high), (outer, upper) in product(range(4), INTERVALS, INTERVALS):
        if not low <= value <= high:
            continue
        if word == INSIDE and outer <= low and high <= upper:
            assert found.word == WITHIN
            assert outer <= value <= upper
        if word in (AT_MOST, LESS) and HOLDS[word](high, upper):
            assert HOLDS[found.word](value, upper)
        if word in (AT_LEAST, GREATER) and HOLDS[word](low, upper):
            assert HOLDS[found.word](value, upper)


def test_a_regime_is_part_of_the_relation() -> None:
    near, other = Relation(NEAR, TO0), Relation(NEAR, Y_TO0)
    assert compose(near, near) == near
    assert compose(near, other) is None
    assert compose(near, Relation(EQUAL)) == near
    assert compose(Relation(WITHIN), Relation(TENDS, TO0)) == Relation(TENDS, TO0)
    assert compose(Relation(TENDS, TO0), Relation(TENDS, TO0)) is None


def test_an_approximation_that_is_carried_on_is_the_one_that_is_judged_again() -> None:
    again = {
        (first, second)
        for first, second in product(WORDS, WORDS)
        if judged_again(relation(first), relation(second))
    }
    assert again == {(NEAR, EQUAL), (NEAR, NEAR)}
