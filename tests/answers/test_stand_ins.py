"""The browser's stand-in for python-flint against python-flint itself, on random operations."""

from __future__ import annotations

import ast
import math
import operator
import random
import sys
from fractions import Fraction
from typing import Any

import flint
import pytest
from mpmath import libmp

from solutions.answers import equality
from solutions.answers.browser import flint as ours
from solutions.answers.browser import numpy as absent
from solutions.answers.browser import pack
from solutions.answers.browser.intervals import _made as made
from solutions.numbers import values

RUNS = 400
EXACT = (operator.add, operator.sub, operator.mul, operator.truediv)
CERTAIN = (operator.lt, operator.le, operator.gt, operator.ge, operator.ne)


def drawn(dice: random.Random, bits: int = 12) -> tuple[int, int]:
    return dice.randint(-(2**bits), 2**bits), dice.randint(1, 2 ** dice.randint(0, bits))


def both(p: int, q: int) -> tuple[Any, Any]:
    return ours.fmpq(p, q), flint.fmpq(p, q)


@pytest.mark.parametrize("seed", range(3))
def test_rationals_stay_exact_and_equal(seed):
    dice = random.Random(seed)
    for _ in range(RUNS):
        (a, a2), (b, b2) = both(*drawn(dice)), both(*drawn(dice))
        for operation in EXACT:
            if operation is operator.truediv and b == 0:
                with pytest.raises(ZeroDivisionError):
                    operation(a, b)
                continue
            found, right = operation(a, b), operation(a2, b2)
            assert type(found) is ours.fmpq
            assert (str(found), found.p, found.q) == (str(right), int(right.p), int(right.q))
        for compare in (*CERTAIN, operator.eq):
            assert compare(a, b) is compare(a2, b2)
            assert compare(a, 3) is compare(a2, 3)
        power = dice.randint(-5, 5)
        if a != 0:
            assert str(a**power) == str(a2**power)
        assert (str(-a), str(abs(a)), str(2 - a), float(a)) == (
            str(-a2),
            str(abs(a2)),
            str(2 - a2),
            float(a2),
        )
        whole = abs(int(a.p))
        assert ours.fmpz(whole).isqrt() == flint.fmpz(whole).isqrt()


def test_rationals_refuse_what_python_flint_refuses():
    for make in (
        lambda m: m.fmpq(0.5),
        lambda m: m.fmpq(1) + Fraction(1, 2),
        lambda m: m.fmpq("1"),
    ):
        with pytest.raises(TypeError):
            make(ours)
    for divide in (lambda m: m.fmpq(1) / 0, lambda m: m.fmpq(0) ** -1, lambda m: m.fmpq(1, 0)):
        for module in (ours, flint):
            with pytest.raises(ZeroDivisionError):
                divide(module)
    with pytest.raises(TypeError):
        ours.fmpq(1, 2) ** ours.fmpq(1, 2)


STEPS = (
    lambda x, y: x + y,
    lambda x, y: x - y,
    lambda x, y: x * y,
    lambda x, y: x / y,
    lambda x, _: abs(x),
    lambda x, _: -x,
    lambda x, _: (x / 100).exp(),
    lambda x, _: abs(x).log(),
    lambda x, _: (x * x).sqrt(),
    lambda x, _: x**2,
    lambda x, _: x**3,
    lambda x, _: x**-2,
    lambda x, _: 3 - 2 * x,
    lambda x, _: 1 / x,
    lambda x, _: x + type(x).pi(),
    lambda x, _: abs(x) ** (type(x)(1) / 3),
    *(lambda x, _, name=name: getattr(x, name)() for name in values.BALLS),
)


def chain(module: Any, seed: int, bits: int) -> list[Any]:
    """Balls from random operations, in which every result is used again."""
    dice = random.Random(seed)
    with module.ctx.workprec(bits):
        known = [module.arb(module.fmpq(*drawn(dice, 5))) for _ in range(4)]
        for _ in range(60):
            step = dice.choice(STEPS)
            known.append(step(dice.choice(known), dice.choice(known)))
    return known


def exactly(end: Any) -> Any:
    """An end of an interval as a ball of python-flint without width."""
    sign, mantissa, exponent, _ = end
    if not mantissa:
        return flint.arb({libmp.finf: "inf", libmp.fninf: "-inf", libmp.fzero: "0"}[end])
    return flint.arb((-1) ** sign * int(mantissa)) * flint.arb(2) ** int(exponent)


def settled(balls: list[Any]) -> list[int]:
    """Places of those that are narrow and neither huge nor tiny."""
    return [
        place
        for place, ball in enumerate(balls)
        if ball.is_finite() and ball.rel_accuracy_bits() > 60 and 1e-300 < abs(float(ball)) < 1e300
    ]


@pytest.mark.parametrize("seed", range(40))
def test_a_ball_encloses_what_python_flint_finds_with_many_more_digits(seed):
    mine, sharp = chain(ours, seed, 96), chain(flint, seed, 2000)
    decided = 0
    with flint.ctx.workprec(2000):
        for ball, right in zip(mine, sharp, strict=True):
            assert not right < exactly(ball.low)
            assert not right > exactly(ball.high)
        places = settled(chain(flint, seed, 96))
        for a in places:
            assert float(mine[a]) == pytest.approx(float(sharp[a]), rel=1e-12)
            for b in places:
                for compare in CERTAIN:
                    said = compare(mine[a], mine[b])
                    assert not said or compare(sharp[a], sharp[b])
                    decided += said
                if mine[a].overlaps(mine[b]) is False:
                    assert not sharp[a].overlaps(sharp[b])
    assert decided > 2 * len(places) * (len(places) - 8)  # of at most 3 that can be true


@pytest.mark.parametrize("bits", [53, 128])
def test_what_is_not_known_is_never_claimed(bits):
    for module in (ours, flint):
        with module.ctx.workprec(bits):
            third, again = module.arb(1) / 3, module.arb(1) / 3
            unknown = (
                module.arb(-1).log(),
                module.arb(1) / 0,
                module.arb(-1).sqrt(),
                module.arb(0) ** -1,
            )
            for compare in (*CERTAIN, operator.eq):
                assert not compare(third, again)
                for ball in unknown:
                    assert not compare(ball, third)
                    assert not compare(ball, ball)
            assert third.overlaps(again)
            assert module.arb(1) == module.arb(1)
            assert module.fmpq(1, 2) == module.arb(0.5)
            assert (module.fmpq(1, 3) == module.arb(1) / 3) is False
            assert all(math.isnan(float(ball)) for ball in unknown)


NEAR_A_TURN = ("22/7", "11/7", "355/113", "103993/33102", "-5419351/1725033")
LARGE = ("1000000", "-10000000000000000000001/10000000000", "99999999999999999999999999999/7")
WHERE = ("0", "1/2", "-1/3", "1", "1/1000000", *NEAR_A_TURN, *LARGE)
"""Rational points, some of them near to a multiple of π/2, some large and some small."""


@pytest.mark.parametrize("name", values.BALLS)
@pytest.mark.parametrize("bits", [53, 96, 128, 384])
def test_a_function_of_a_ball_encloses_its_value_and_is_narrow(name, bits):
    for typed in WHERE:
        number = Fraction(typed)
        p, q = number.numerator, number.denominator
        with ours.ctx.workprec(bits):
            mine = getattr(ours.arb(ours.fmpq(p, q)), name)()
        with flint.ctx.workprec(3000):
            right = getattr(flint.arb(flint.fmpq(p, q)), name)()
            if not mine.is_finite():
                assert name in ("sinh", "cosh", "tan")
                assert abs(number) > 10**9
                assert name != "tan" or bits == 53  # it is not known to less than a turn
                continue
            assert not right < exactly(mine.low), (name, typed)
            assert not right > exactly(mine.high), (name, typed)
            slack = flint.arb(2) ** (12 - bits) * (1 + abs(number.numerator))
            assert exactly(mine.high) - exactly(mine.low) <= slack * (1 + abs(right) ** 2)


@pytest.mark.parametrize("name", values.BALLS)
def test_a_function_of_a_wide_ball_encloses_all_its_values(name):
    dice = random.Random(7)
    for _ in range(RUNS):
        low = Fraction(*drawn(dice, 5))
        high = low + Fraction(dice.randint(0, 40), dice.choice((1, 7, 1000)))
        if max(abs(low), abs(high)) > 1000:
            continue
        ends = [ours.arb(ours.fmpq(end.numerator, end.denominator)) for end in (low, high)]
        ball = getattr(made(ends[0].low, ends[1].high), name)()
        with flint.ctx.workprec(300):
            for step in range(9):
                at = low + (high - low) * step / 8
                right = getattr(flint.arb(flint.fmpq(at.numerator, at.denominator)), name)()
                assert not right < exactly(ball.low), (name, low, high, at)
                assert not right > exactly(ball.high), (name, low, high, at)


def test_a_wave_of_a_hopeless_number_is_quick_and_known_to_be_small():
    huge = ours.arb(10) ** 100_000
    for name in ("sin", "cos", "tanh"):
        assert getattr(huge, name)() <= 1
        assert not getattr(huge, name)() < 1
    for name in ("sinh", "cosh"):
        assert not getattr(huge, name)().is_finite()
    assert not made(libmp.fninf, libmp.finf).sin().is_finite()


PAIRS = [
    *((f"{name}(x)", "x^2 + 3", "different") for name in ("sin", "cos", "tan", "sinh", "tanh")),
    *((f"{name}(x)", "x^2 + 3", "different") for name in ("cosh", "arctan")),
    ("sin(x)^2 + cos(x)^2", "1", "equal"),
    ("cosh(x)^2 - sinh(x)^2", "1", "equal"),
    ("sin(2*x)", "2*sin(x)*cos(x)", "equal"),
    ("tanh(x)", "sinh(x)/cosh(x)", "equal"),
    ("sin(x)", "cos(x)", "different"),
]


@pytest.mark.parametrize(("left", "right", "verdict"), PAIRS)
def test_waves_are_compared_with_the_stand_in_as_with_python_flint(
    left, right, verdict, monkeypatch
):
    here = equality.equal(left, right)
    for name, module in list(sys.modules.items()):
        if name.startswith("solutions.") and getattr(module, "flint", None) is flint:
            monkeypatch.setattr(module, "flint", ours)
    there = equality.equal(left, right)
    assert {**there, "seconds": 0} == {**here, "seconds": 0}
    assert there["verdict"] == verdict


CLASSES = ("arb", "ctx", "fmpq", "fmpz", "fmpq_mpoly", "fmpq_mpoly_ctx")
NEVER_RUN = ("solutions.diffusion.", "solutions.dpo.")
"""The checks of the parts, which no verdict on an answer needs."""


def attributes(holding: str = "") -> set[str]:
    """The names that follow a point in what goes to the browser, other than those of modules.

    With ``holding`` only in the modules that have such a word: numbers travel, polynomials do not.
    """
    found = set(values.BALLS)
    for file in pack.own():
        name = file.relative_to(pack.ROOT).with_suffix("").as_posix().replace("/", ".")
        if file.suffix != ".py" or name.startswith((*NEVER_RUN, "solutions.answers.browser.")):
            continue
        source = file.read_text(encoding="utf-8")
        if holding not in source:
            continue
        tree = ast.parse(source)
        imported = {"sp", "math", "re", "self"}
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and not isinstance(node.value, ast.Constant):
                if isinstance(node.value, ast.Name) and node.value.id in imported:
                    continue
                found.add(node.attr)
    return found


def test_the_stand_in_has_every_method_that_our_code_may_call():
    every = attributes()
    assert {"overlaps", "is_finite", "isqrt", "gen", "sin"} <= every
    for name in CLASSES:
        used = attributes(name) if "mpoly" in name else every
        theirs, mine = getattr(flint, name), getattr(ours, name)
        wanted = {attr for attr in used if hasattr(theirs, attr)}
        missing = {attr for attr in wanted if not hasattr(mine, attr)} - OTHERS.get(name, set())
        assert not missing, f"{name} of the stand-in lacks {missing}"


OTHERS = {
    "arb": {"fmpq", "fmpz", "gamma", "is_integer", "is_zero", "root"},
    "fmpq": {"denominator", "is_zero", "next", "numerator", "str"},
    "fmpq_mpoly": {"monomial"},
    "fmpq_mpoly_ctx": {"gens"},
    "fmpz": {"is_prime", "denominator", "factor", "is_zero", "numerator", "root", "str"},
}
"""Names that our code has for other things than what python-flint has by them."""


def test_a_hopeless_exponential_is_unknown_and_quick():
    huge = (ours.arb(10) ** 100_000).exp()
    assert not huge < 1
    assert not (-(ours.arb(10) ** 100_000)).exp() > 0


def test_numbers_are_written_alike():
    dice = random.Random(5)
    for _ in range(RUNS):
        number = dice.uniform(-10, 10) * 10.0 ** dice.randint(-30, 30)
        for digits in (3, 4, 6):
            shown = [module.arb(number).str(digits, radius=False) for module in (ours, flint)]
            assert shown[0] == shown[1]
    for make in (
        lambda m: m.arb(2) ** 5000,
        lambda m: m.arb(2) ** -5000,
        lambda m: m.arb(0),
        lambda m: m.arb(1) / 0,
    ):
        assert make(ours).str(6, radius=False) == make(flint).str(6, radius=False)


@pytest.mark.parametrize("seed", range(5))
def test_polynomials_agree(seed):
    dice = random.Random(seed)
    rings = [module.fmpq_mpoly_ctx.get(("g0", "g1", "g2"), "lex") for module in (ours, flint)]

    def random_terms() -> dict[tuple[int, ...], tuple[int, int]]:
        return {tuple(dice.randint(0, 3) for _ in range(3)): drawn(dice, 5) for _ in range(4)}

    def made(terms: Any) -> list[Any]:
        return [
            ring.from_dict({powers: module.fmpq(*number) for powers, number in terms.items()})
            for ring, module in zip(rings, (ours, flint), strict=True)
        ]

    for _ in range(60):
        a, b, power = made(random_terms()), made(random_terms()), dice.randint(0, 4)
        for step in (
            lambda p, q: p + q,
            lambda p, q: p * q - q,
            lambda p, q: p - p,
            lambda p, q, power=power: p**power,
            lambda p, q: divmod(p * q, q)[0] if q else q,
            lambda p, q: divmod(p, q)[0] if q else q,
            lambda p, q: divmod(p, q)[1] if q else q,
        ):
            mine, theirs = step(a[0], b[0]), step(a[1], b[1])
            assert shown(mine) == shown(theirs)
            assert bool(mine) is bool(theirs)
            assert (mine == 0) is (theirs == 0)
            assert (mine == 1) is (theirs == 1)
        assert a[0] * b[0] == b[0] * a[0]
        assert (a[0] == b[0]) is (a[1] == b[1])
    for ring in rings:
        assert ring.gen(1) ** 2 != ring.constant(1)
        assert ring.constant(0) == ring.gen(0) - ring.gen(0)


def shown(polynomial: Any) -> dict[tuple[int, ...], str]:
    return {tuple(map(int, powers)): str(c) for powers, c in polynomial.to_dict().items()}


def test_what_numpy_would_do_is_refused():
    assert absent.typing.NDArray[absent.floating[Any]]
    with pytest.raises(NotImplementedError, match=r"numpy\.random\.default_rng is not in the"):
        absent.random.default_rng(1)
