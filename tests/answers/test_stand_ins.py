"""The browser's stand-in for python-flint against python-flint itself, on random operations."""

from __future__ import annotations

import math
import operator
import random
from fractions import Fraction
from typing import Any

import flint
import pytest
from mpmath import libmp

from solutions.answers.browser import flint as ours
from solutions.answers.browser import numpy as absent

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
        ):
            mine, theirs = step(a[0], b[0]), step(a[1], b[1])
            assert shown(mine) == shown(theirs)
            assert bool(mine) is bool(theirs)
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
