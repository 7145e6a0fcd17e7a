"""Every kind of slip in the engine is made where it can be, and none where it says nothing."""

from __future__ import annotations

import ast

import pytest

from solutions.mutation.engine.mutants import mutants

FUNCTION = "def f(a, b, c, domain):\n    {}\n"


def changes(source: str) -> list[str]:
    return [mutant.change for mutant in mutants(ast.parse(source), source)]


@pytest.mark.parametrize(
    ("line", "change"),
    [
        ("return a < b", "a < b → a <= b"),
        ("return a < b", "a < b → a >= b"),
        ("return a >= b", "a >= b → a > b"),
        ("return a == b", "a == b → a != b"),
        ("return a is None", "a is None → a is not None"),
        ("return a not in b", "a not in b → a in b"),
        ("return a < b", "a < b → True"),
        ("return a < b", "a < b → False"),
        ("return 0 < a < b", "0 < a < b → 0 < a"),
        ("return 0 < a < b", "0 < a < b → a < b"),
        ("return a and b", "a and b → a or b"),
        ("return a and b", "a and b → b"),
        ("return a or b or c", "a or b or c → a or c"),
        ("return not a", "not a → a"),
        ("return -a", "-a → a"),
        ("return a + b", "a + b → a - b"),
        ("return a + b", "a + b → b"),
        ("return a - b", "a - b → b - a"),
        ("return a * b", "a * b → a / b"),
        ("return a / b", "a / b → b / a"),
        ("return a ** b", "a ** b → a * b"),
        ("return a.x(2, b)", "2 → 3"),
        ("return a.x(2, b)", "2 → 1"),
        ("return a.x(2, b)", "a.x(2, b) → a.x(b, 2)"),
        ("return a.x(zero=b)", "a.x(zero=b) → a.x()"),
        ("return Fraction(1, 2**60)", "60 → 6"),
        ("return b(True)", "True → False"),
        ("return all(a)", "all → any"),
        ("return signs.positive(a)", "signs.positive → signs.nonnegative"),
        ("return a if b else c", "a if b else c → c if b else a"),
        ("return a if b else c", "b → True"),
        ("return isinstance(a, (int, str))", "(int, str) → (str,)"),
        ("return [x for x in a if x]", "x → True"),
        ("return [x for x in a]", "for x in a → for x in list(a)[1:]"),
        ("return range(a, b)", "range(a, b) → range(a, b - 1)"),
        ("if a: b()", "a → False"),
        ("if a: raise ValueError", "raise ValueError → pass"),
        ("a += 1", "a += 1 → pass"),
        ("a = a.next", "a = a.next → pass"),
        ("for x in a: b(x)", "for x in a → for x in list(a)[:-1]"),
        ("for x in a: continue", "continue → break"),
    ],
)
def test_each_kind_of_slip_is_made(line: str, change: str) -> None:
    assert change in [one.strip() for one in changes(FUNCTION.format(line))]


@pytest.mark.parametrize(
    "source",
    [
        '"""A text with 1 < 2."""',
        "from a import b",
        'def f(a: int = N) -> "1 < 2": return a',
        "@cached(maxsize=64)\ndef f(a): return a",
        'def f(a): return f"{a + 1} of them"',
        "Value: TypeAlias = A | B",
        "class A(B[1]): pass",
    ],
)
def test_texts_types_imports_and_decorators_are_left_alone(source: str) -> None:
    assert changes(source) == []


def test_what_an_exception_says_is_left_alone_and_its_raising_is_not() -> None:
    assert changes("def f(a):\n    raise Undecided(a + 1)") == ["raise Undecided(a + 1) → pass"]


def test_no_mutant_comes_twice_at_one_place() -> None:
    source = "def f(a, b) -> bool:\n    return a and b and not a"
    found = [(one.unit, one.slip.how, one.change) for one in mutants(ast.parse(source), source)]
    assert len(found) == len(set(found))


def test_the_tree_is_whole_again_after_each_mutant() -> None:
    source = FUNCTION.format("return [x < 2 for x in a if not b] or c + 1")
    tree = ast.parse(source)
    before = ast.dump(tree)
    for mutant in mutants(tree, source):
        with mutant.slip.made():
            assert ast.dump(tree) != before
        assert ast.dump(tree) == before
