"""With a computer algebra system that lies, nothing false is proved, by any relation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
import sympy as sp
from sympy.polys.rings import PolyElement

from solutions.author import (
    EVERYWHERE,
    Derivation,
    Domain,
    Normal,
    Regime,
    defined,
    function,
    quantity,
    same,
)
from solutions.kernel import signs
from solutions.kernel.algebra import Reasoning, quotient
from solutions.kernel.errors import Disagreement, Undecided
from solutions.kernel.rules.piecewise import indicator
from solutions.kernel.terms import certificates
from solutions.relations.regimes import orders
from tests.kernel.letters import c, d, f, i, j, n, p, r, s, t, u, x, y

CANCEL, FACTOR, PRIMES = PolyElement.cancel, PolyElement.factor_list, sp.factorrat
EXPAND, GATHER = sp.expand, sp.factor_terms


def forget() -> None:
    for kept in (Reasoning.tree, Reasoning.quotient, Reasoning.sign, Reasoning.factors):
        kept.cache_clear()
    orders.check.cache_clear()


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    forget()
    yield
    forget()


CANCELS = {
    "swapped": lambda top, bottom: CANCEL(top, bottom)[::-1],
    "scaled": lambda top, bottom: (2 * CANCEL(top, bottom)[0], CANCEL(top, bottom)[1]),
    "negated": lambda top, bottom: (-CANCEL(top, bottom)[0], CANCEL(top, bottom)[1]),
    "one": lambda top, bottom: (top.ring.one, top.ring.one),
    "zero": lambda top, bottom: (top.ring.zero, top.ring.one),
    "unrelated": lambda top, bottom: (top + top.ring.gens[0], bottom),
    "top only": lambda top, bottom: (CANCEL(top, bottom)[0], bottom),
    "bottom only": lambda top, bottom: (top, CANCEL(top, bottom)[1]),
    "by zero": lambda top, bottom: (top, top.ring.zero),
    "a bottom beside it": lambda top, bottom: (top, bottom - 1),
    "a factor more": lambda top, bottom: (
        top * (top.ring.gens[0] - 1),
        bottom * (top.ring.gens[0] - 1),
    ),
}
FACTORS = {
    "a factor dropped": lambda poly: (FACTOR(poly)[0], FACTOR(poly)[1][:-1]),
    "scaled": lambda poly: (3 * FACTOR(poly)[0], FACTOR(poly)[1]),
    "negated": lambda poly: (-FACTOR(poly)[0], FACTOR(poly)[1]),
    "one": lambda poly: (poly.ring.domain.one, []),
    "unrelated": lambda poly: (poly.ring.domain.one, [(poly + 1, 1)]),
    "a power more": lambda poly: (FACTOR(poly)[0], [(one, k + 1) for one, k in FACTOR(poly)[1]]),
}


def told(monkeypatch: pytest.MonkeyPatch, lie: str) -> None:
    """Let SymPy lie from here on."""
    kind, name = lie.split(": ")
    if kind == "cancel":
        monkeypatch.setattr(PolyElement, "cancel", CANCELS[name])
        monkeypatch.setattr(sp, "cancel", lambda *_: sp.S.One)
    elif kind == "expand":
        monkeypatch.setattr(sp, "expand", EXPANDS[name])
    elif kind == "gather":
        monkeypatch.setattr(sp, "factor_terms", GATHERS[name])
    elif kind == "factor":
        monkeypatch.setattr(PolyElement, "factor_list", FACTORS[name])
    else:
        monkeypatch.setattr(sp, "factorrat", lambda number: {2: 1})


EXPANDS: dict[str, Any] = {
    "a letter more": lambda expr, **_: n + 1 if expr == n else EXPAND(expr),
    "twice": lambda expr, **_: 2 * expr if s in expr.free_symbols else EXPAND(expr),
    "negated": lambda expr, **_: -EXPAND(expr),
    "zero": lambda expr, **_: sp.S.Zero,
}
GATHERS: dict[str, Any] = {
    "without the sign": lambda expr, **_: r if expr == -r else GATHER(expr),
    "one": lambda expr, **_: sp.S.One,
}
LIES = [
    *(f"expand: {name}" for name in EXPANDS),
    *(f"gather: {name}" for name in GATHERS),
    *(f"cancel: {name}" for name in CANCELS),
    *(f"factor: {name}" for name in FACTORS),
    "primes: 2",
]
TO0 = Regime(r"x \to 0", (x,), (x,), (), ())
two = sp.Integer(2)
w = sp.Symbol("w", real=True)

E = quantity("E", "E")

FALSE = {
    "equality": Derivation(
        "e", quantity("E", "E"), (r**2 - 1) / (r - 1), where=Domain((r > 1,))
    ).equals(r - 1, ""),
    "a scaled equality": Derivation("e", E, (x + y) / 3).equals(2 * (x + y) / 3, ""),
    "a turned fraction": Derivation("e", E, (x + 1) / (y + 2)).equals((y + 2) / (x + 1), ""),
    "a logarithm": Derivation("e", E, sp.log(x**2 * (x + y))).equals(sp.log(x + y), ""),
    "a root": Derivation("e", E, sp.sqrt(x**2 * (x + y) ** 2)).equals(x, ""),
    "a logarithm of a number": Derivation("e", E, sp.log(3 * x)).equals(sp.log(2) + sp.log(x), ""),
    "a sum": Derivation("e", E, sp.Sum(p(i) / (x + 1), (i, 1, n))).equals(
        sp.Sum(p(i), (i, 1, n)), ""
    ),
    "a product": Derivation("e", E, sp.Product(2 * p(i), (i, 1, n))).equals(
        sp.Product(p(i), (i, 1, n)), ""
    ),
    "an order": Derivation("e", E, x).at_most(y, ""),
    "a strict order": Derivation("e", E, r**2 + y).more_than(2 * y, ""),
    "an order by a fact": Derivation(
        "e", quantity("E", "E"), r, where=Domain((r**2 > 1,))
    ).more_than(1, ""),
    "an order by a gap": Derivation("e", E, x).at_most(x - u, "", gap=u),
    "an induction": Derivation("e", E, sp.Sum(i, (i, 1, n))).by_induction(n**2, n, ""),
    "a limit": Derivation("e", E, (x**2 + 2 * x) / (x + 1)).tends_to(1, TO0, ""),
    "an approximation": Derivation("e", E, (x**2 + 2 * x) / (x + 1)).approximates(x, TO0, ""),
    "a gradient": Derivation("e", E, x**2 / (x + 1)).gradient(1, x, ""),
    "a law": Derivation("e", E, -(w**2) / 2).law(Normal(0, 2), w, ""),
    "a minimum": Derivation("e", E, w**2 - 2 * w + x / (x + y)).least_at(two, w, ""),
    "a convexity": Derivation("e", E, w**2 - 2 * w).convex(w, 1, ""),
    "a power": Derivation("e", E, r**n).equals(r ** (n + 1), ""),
    "a power of a negative number": Derivation("e", E, (-r) ** n).equals(r**n, ""),
    "a factorial": Derivation("e", E, sp.factorial(n)).equals(sp.factorial(n + 1), ""),
    "a series": Derivation("e", E, sp.Sum(s / two**c, (c, 0, sp.oo))).equals(
        2 * s * sp.Sum(1 / two**c, (c, 0, sp.oo)), ""
    ),
    "a shifted sum": Derivation("e", E, sp.Sum(p(i), (i, 1, n))).equals(
        sp.Sum(p(i), (i, 1, n + 1)), ""
    ),
    "an absolute value": Derivation("e", E, sp.Abs(r - s)).equals(sp.Abs(r + s), ""),
    "a substitution": Derivation("e", E, (x**2 + x) / x).at({x: t / d}, "").equals(t / d, ""),
}


@pytest.mark.parametrize("lie", LIES)
@pytest.mark.parametrize("claim", FALSE.values(), ids=FALSE)
def test_nothing_false_is_proved(
    claim: Derivation, lie: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(monkeypatch, lie)
    try:
        verdict = claim.steps[-1].judge().verdict
    except (Disagreement, Undecided):
        return
    assert verdict in ("undecided", "refuted")


TRUE = [
    (r**2 - 1) / (r - 1) - r - 1,
    sp.log(x * y) - sp.log(x) - sp.log(y),
    sp.sqrt(x**2 * y) - x * sp.sqrt(y),
    sp.Sum(f(i) / (x + 1), (i, 1, n)) - sp.Sum(f(i), (i, 1, n)) / (x + 1),
    sp.log(12 * x) - 2 * sp.log(2) - sp.log(3) - sp.log(x),
]


@pytest.mark.parametrize("gap", TRUE, ids=str)
def test_what_is_true_is_proved_without_a_lie(gap: sp.Expr) -> None:
    assert same(gap, sp.S.Zero, Domain((r > 1,)))


def test_a_lie_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = sp.Mul(x + 1, x + y, evaluate=False) / sp.expand((x + 1) * y)
    for name in CANCELS:
        told(monkeypatch, f"cancel: {name}")
        forget()
        with pytest.raises(Disagreement, match="as SymPy cancels it"):
            quotient(plain, EVERYWHERE)
    monkeypatch.undo()
    for name in FACTORS:
        told(monkeypatch, f"factor: {name}")
        forget()
        with pytest.raises(Disagreement, match="as SymPy factors it"):
            same(sp.log(x**2 + 2 * x + 1), x, EVERYWHERE)
    told(monkeypatch, "primes: 2")
    with pytest.raises(Disagreement, match="as SymPy factors it"):
        certificates.primes(Fraction(6))


def test_what_is_cancelled_or_factored_is_multiplied_back(monkeypatch: pytest.MonkeyPatch) -> None:
    _, a, b = sp.ring("a b", sp.QQ)
    top, bottom, poly = (a + 1) * (a + b), (a + 1) * b, sp.QQ(2, 3) * (a + 1) ** 2 * b
    assert certificates.cancelled(top, bottom) == (a + b, b)
    content, factors = certificates.factored(poly)
    assert (content, dict(factors)) == (Fraction(2, 3), {a + 1: 2, b: 1})
    assert certificates.primes(Fraction(12, 5)) == {2: 2, 3: 1, 5: -1}
    assert certificates.primes(Fraction(1)) == {}
    for name in CANCELS:
        told(monkeypatch, f"cancel: {name}")
        with pytest.raises(Disagreement, match="as SymPy cancels it"):
            certificates.cancelled(top, bottom)
    for name in FACTORS:
        told(monkeypatch, f"factor: {name}")
        with pytest.raises(Disagreement, match="as SymPy factors it"):
            certificates.factored(poly)


def test_an_expansion_that_is_wrong_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    for lie, expr in (
        ("expand: a letter more", r**n),
        ("expand: a letter more", sp.factorial(n)),
        ("expand: a letter more", sp.Sum(p(i), (i, 1, n))),
        ("expand: twice", sp.Sum(s / two**c, (c, 0, sp.oo))),
    ):
        told(monkeypatch, lie)
        forget()
        with pytest.raises(Disagreement, match="as SymPy expands it"):
            same(expr, x, EVERYWHERE)
        monkeypatch.undo()
    told(monkeypatch, "gather: without the sign")
    with pytest.raises(Disagreement, match="as SymPy factors it"):
        same((-r) ** n, x, EVERYWHERE)


def test_without_the_check_lies_would_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(certificates, "cancelled", lambda top, bottom: top.cancel(bottom))
    told(monkeypatch, "cancel: one")
    assert signs.positive(x - y, EVERYWHERE)
    monkeypatch.undo()
    forget()
    told(monkeypatch, "cancel: one")
    with pytest.raises(Disagreement):
        signs.positive(x - y, EVERYWHERE)


def test_a_ring_that_cannot_multiply_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    times = PolyElement.__mul__
    monkeypatch.setattr(PolyElement, "__mul__", lambda a, b: times(a, b) + 1)
    with pytest.raises(Disagreement, match="expand"):
        quotient((x + y) * (x + 2 * y), EVERYWHERE)


# --- signs ---------------------------------------------------------------------------------------

logistic = defined("A", "A({0})", lambda w: 1 / (1 + sp.exp(w)))
below = function("b", "b({0})", positive=True, below=1)
SIGNED = [
    (x + y, EVERYWHERE),
    (y - x, Domain((y >= x,))),
    (1 - u, Domain((u <= 1,))),
    ((r - 1) ** 2, EVERYWHERE),
    (sp.Sum(p(i), (i, 1, n)), EVERYWHERE),
    (sp.Product(p(i) + u, (i, 1, n)), EVERYWHERE),
    (sp.log(1 + x), EVERYWHERE),
    (x - sp.log(1 + x), EVERYWHERE),
    (r**3 - r, Domain((r**3 > r,))),
    (n - 1, EVERYWHERE),
    (sp.exp(r) / (1 + sp.sqrt(x)), EVERYWHERE),
    (sp.KroneckerDelta(i, j) + u, EVERYWHERE),
    ((x**2 + y**2) / (x * y) - 1, Domain((y >= x,))),
    (sp.factorial(c), EVERYWHERE),
    (sp.factorial(c) * r**2 + x * sp.factorial(n), EVERYWHERE),
    (sp.Abs(r), EVERYWHERE),
    (sp.Abs(r - s), Domain((r > s,))),
    (sp.Max(r, u), EVERYWHERE),
    (sp.Max(r, u, x), EVERYWHERE),
    (sp.Min(x, y), EVERYWHERE),
    (sp.Min(x, u), EVERYWHERE),
    (indicator(r <= s), EVERYWHERE),
    (sp.log(r), Domain((r >= 1,))),
    (sp.sqrt(r), Domain((r >= 0,))),
    (sp.Sum(i - 1, (i, 1, 3)), EVERYWHERE),
    (sp.Product(i + u, (i, 1, 3)), EVERYWHERE),
    (sp.Sum(x * i, (i, 1, 0)), EVERYWHERE),
    (sp.Product(x * i, (i, 1, 0)), EVERYWHERE),
    (sp.Sum(f(i) ** 2, (i, 1, n)), EVERYWHERE),
    (sp.sqrt(x) * r**2 + sp.exp(r), EVERYWHERE),
    (1 - logistic(r), EVERYWHERE),
    (1 - below(n), EVERYWHERE),
]


@pytest.mark.parametrize(("expr", "domain"), SIGNED, ids=str)
def test_a_sign_carries_its_certificate(expr: sp.Expr, domain: Domain) -> None:
    found = signs.certify(expr, domain)
    assert found.expr == expr
    assert found.check()
    assert found.strict == signs.positive(expr, domain)


@pytest.mark.parametrize("expr", [x - y, r, -x, sp.log(x), 1 / r], ids=str)
def test_there_is_none_where_nothing_is_known(expr: sp.Expr) -> None:
    with pytest.raises(Undecided, match="is not proved"):
        signs.certify(expr, EVERYWHERE)


def test_a_certificate_that_was_tampered_with_fails() -> None:
    found = signs.certify(y - x, Domain((y >= x,)))
    square = signs.certify((r - 1) ** 2, EVERYWHERE)
    both = signs.certify(x + u, EVERYWHERE)
    gap = signs.certify((x**2 + y**2) / (x * y) - 1, Domain((y >= x,)))
    forged: list[Any] = [
        replace(found, strict=True),
        replace(square, strict=True),
        replace(both, expr=x - u),
        replace(both, parts=both.parts[:1]),
        replace(both, parts=(both.parts[0], replace(both.parts[1], expr=r))),
        replace(gap, data=replace(gap.data, way=-1)),
        replace(gap, data=replace(gap.data, top=((gap.data.top[0][0], Fraction(-1)),))),
        replace(gap, data=replace(gap.data, gens=(None,) * len(gap.data.gens))),
        replace(both, rule="product"),
        replace(both, rule="number"),
    ]
    assert not any(one.check() for one in forged)
