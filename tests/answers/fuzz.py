"""Random expressions, rewritten, spoilt and mixed up: what must hold of every verdict.

    python -m tests.answers.fuzz --minutes 5 [--seed 7]

Expressions are nested tuples here, written out as text. "equal" is held against values at points,
"different" against the values at its own point; both are worked out by ``reals``, which knows
nothing of the package but its reader. ``corpus.txt`` has texts to start from, and those that once
went wrong.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeAlias

import hypothesis
import mpmath
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from solutions.answers.entry import answer
from tests.answers.reals import DIGITS, differ, of
from tests.answers.work import TooMuch, Work

CORPUS = (Path(__file__).parent / "corpus.txt").read_text(encoding="utf-8").splitlines()
MOST = 5_000_000
"""Calls of functions for one request."""

Tree: TypeAlias = "str | tuple[Any, ...]"

leaves = st.sampled_from(["x", "y", "x", "1", "2", "3", "1/2", "x_0", "π"])


def _deeper(inner: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    pairs = st.tuples(st.sampled_from(["+", "-", "*", "/", "max"]), inner, inner)
    singles = st.tuples(
        st.sampled_from(
            ["neg", "square", "sqrt", "cbrt", "abs", "log", "exp", "sin", "cos", "atan"]
        ),
        inner,
    )
    return pairs | singles


trees: st.SearchStrategy[Tree] = st.recursive(leaves, _deeper, max_leaves=6)

SHAPES = {
    "+": "({0}+{1})", "-": "({0}-{1})", "*": "({0})*({1})", "/": "(({0})/({1}))", "neg": "(-({0}))",
    "max": "max({0},{1})", "square": "({0})^2", "sqrt": "sqrt({0})", "cbrt": "root({0},3)",
    "abs": "abs({0})", "log": "log({0})", "exp": "exp({0})", "sin": "sin({0})", "cos": "cos({0})",
    "atan": "arctan({0})",
}  # fmt: skip
TEX = {
    "+": r"\left({0}+{1}\right)", "*": r"\left({0}\right)\left({1}\right)",
    "/": r"\frac{{{0}}}{{{1}}}",
    "square": r"\left({0}\right)^{{2}}", "sqrt": r"\sqrt{{{0}}}", "cbrt": r"\sqrt[3]{{{0}}}",
    "abs": r"\left|{0}\right|", "log": r"\log\left({0}\right)", "exp": r"e^{{{0}}}",
}  # fmt: skip


def text(tree: Tree, shapes: dict[str, str] = SHAPES) -> str:
    """The expression as it is typed."""
    if isinstance(tree, str):
        return f"({tree})" if "/" in tree else tree
    return shapes.get(tree[0], SHAPES[tree[0]]).format(*(text(part, shapes) for part in tree[1:]))


def _one(dice: random.Random, options: list[Any]) -> Any:
    return dice.choice(options)


def rewritten(tree: Tree, dice: random.Random) -> Tree:
    """The same function, or one that is defined at more or fewer points, written differently."""
    if isinstance(tree, str):
        return _one(dice, [tree, tree, ("neg", ("neg", tree)), ("/", ("*", tree, "2"), "2")])
    kind: str = tree[0]
    parts: list[Any] = [rewritten(part, dice) for part in tree[1:]]
    if kind in ("+", "*", "max") and dice.random() < 0.5:
        parts.reverse()
    one, two = parts[0], parts[-1]
    if kind == "-":
        return ("+", ("neg", two), one)
    if kind == "/":
        return ("*", one, ("/", "1", two))
    if kind == "*" and isinstance(two, tuple) and two[0] == "+":
        return ("+", ("*", one, two[1]), ("*", one, two[2]))
    if kind == "square":
        return _one(dice, [("*", one, one), ("square", ("abs", one)), ("square", ("neg", one))])
    if kind == "abs":
        return _one(dice, [("sqrt", ("square", one)), ("abs", ("neg", one))])
    if kind == "cbrt":
        return _one(dice, [("neg", ("cbrt", ("neg", one))), ("cbrt", one)])
    if kind == "log":
        return dice.choice(
            [("neg", ("log", ("/", "1", one))), ("/", ("log", ("square", one)), "2")]
        )
    if kind == "exp":
        return ("/", "1", ("exp", ("neg", one)))
    if kind in ("sin", "atan"):
        return ("neg", (kind, ("neg", one)))
    if kind == "max":
        return ("/", ("+", ("+", one, two), ("abs", ("-", one, two))), "2")
    return (kind, *parts)


def spoilt(tree: Tree, dice: random.Random) -> Tree:
    """Something close to it, which may be another function, or the same."""
    if isinstance(tree, str) or dice.random() < 0.25:
        return _one(dice, [("neg", tree), ("abs", tree), ("sqrt", ("square", tree)), "1", "x",
                            ("square", ("sqrt", tree)), ("+", tree, "10^(-30)"),
                            ("exp", ("log", tree)), ("square", ("cbrt", tree))])  # fmt: skip
    place = dice.randrange(1, len(tree))
    return (*tree[:place], spoilt(tree[place], dice), *tree[place + 1 :])


def asked(request: dict[str, Any]) -> dict[str, Any]:
    """The answer; it has to be JSON, of bounded work, and no defect."""
    try:
        with Work(MOST):
            found: dict[str, Any] = json.loads(answer(json.dumps(request)))
    except TooMuch as why:
        raise AssertionError(request, str(why)) from None
    assert "error" not in found, (request, found)
    return found


def compared(left: str, right: str, dice: random.Random) -> str:
    """The verdict, which the values at points must bear out."""
    found = asked({"what": "equal", "left": left, "right": right, "where": ""})
    if found["verdict"] == "different":
        assert differ(left, right, found["counterexample"]), (left, right, found)
    if found["verdict"] == "equal":
        for _ in range(6):
            at = {name: Fraction(dice.randint(-8, 8), dice.randint(1, 4)) for name in NAMES}
            assert not apart(left, right, at), (left, right, at)
    return str(found["verdict"])


NAMES = ("x", "y", "x_0")


def apart(left: str, right: str, at: dict[str, Fraction]) -> bool:
    """Are both defined at the point, and far from equal? (At an edge digits decide what is.)"""
    with mpmath.workdps(DIGITS):
        one, two = of(left, at), of(right, at)
        if one is None or two is None:
            return False
        return bool(abs(one - two) > mpmath.mpf(10) ** -15 * max(1, abs(one), abs(two)))


def a_rewriting_is_never_different(tree: Tree, seed: int, tex: bool) -> None:
    dice = random.Random(seed)
    other = text(rewritten(tree, dice))
    assert compared(text(tree, TEX if tex else SHAPES), other, dice) != "different"


def a_spoilt_one_is_judged_rightly(tree: Tree, seed: int) -> None:
    dice = random.Random(seed)
    compared(text(tree), text(rewritten(spoilt(tree, dice), dice)), dice)


pieces = st.one_of(
    st.sampled_from(CORPUS),
    st.sampled_from([*r"()[]{}|^_+-*/=<>,;.!&$\'0123456789xyeπσ≤≈→∑√²₁", r"\frac", r"\sqrt",
                     r"\left(",
                     r"\right)", r"\sum_{k=1}^{n}", r"\\", "sum(", "log", "sin", "..", "integer"]),
    st.text(max_size=3),
)  # fmt: skip
soups = st.lists(pieces, max_size=8).map("".join)


def any_text_is_answered(left: str, right: str, where: str) -> None:
    asked({"what": "equal", "left": left, "right": right, "where": where})
    asked({"what": "lines", "text": f"{left}\n= {right}", "where": where})
    asked({"what": "check", "part": "1d", "answer": left})
    asked({"what": "preview", "part": "2a", "answer": right})


PROPERTIES: list[tuple[Callable[..., None], tuple[Any, ...]]] = [
    (a_rewriting_is_never_different, (trees, st.integers(0, 9999), st.booleans())),
    (a_spoilt_one_is_judged_rightly, (trees, st.integers(0, 9999))),
    (any_text_is_answered, (soups, soups, st.just("") | soups)),
]


def run(examples: int, seed: int) -> None:
    """Every property with so many examples."""
    quiet = settings(
        max_examples=examples,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    for place, (holds, strategies) in enumerate(PROPERTIES):
        tested = hypothesis.given(*strategies)(holds)
        hypothesis.seed(seed * 10 + place)(quiet(tested))()


def main() -> None:
    """Run for some minutes; a failure is shown with the smallest text that was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.answers.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=3.0)
    parser.add_argument("--seed", type=int, default=None, help="default: another one every time")
    given = parser.parse_args()
    seed = given.seed if given.seed is not None else random.SystemRandom().randrange(10**6)
    end = time.monotonic() + 60 * given.minutes
    rounds = 0
    while time.monotonic() < end:
        print(f"seed {seed + rounds}", flush=True)
        run(100, seed + rounds)
        rounds += 1
    print(f"{rounds * 100 * len(PROPERTIES)} examples; nothing was found")


if __name__ == "__main__":
    main()
