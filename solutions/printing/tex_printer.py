"""SymPy's printer of TeX, with the sheet's ways: what stands in a fraction, in a root, where."""

from __future__ import annotations

from typing import Any

import sympy as sp
from sympy.concrete.expr_with_limits import ExprWithLimits
from sympy.core.function import AppliedUndef
from sympy.core.relational import Equality, Unequality
from sympy.printing.latex import LatexPrinter

from solutions.kernel.terms.letters import is_claimed
from solutions.printing.layout import Quotient, has_fractions, in_order, quotient

LONG = 10**15
"""Whole numbers from here on are printed as powers."""


def averaged(expr: sp.Sum) -> tuple[Any, sp.Expr]:
    """The weights of the law that a sum is an expectation under, and what is averaged.

    They are weights of what the sum runs over, from the first on, under the name that it has there.
    """
    index, low, _ = expr.limits[0]
    if len(expr.limits) == 1 and low == 1:
        for factor in sp.Mul.make_args(expr.function):
            over = getattr(factor.func, "mean_over", "")
            named, chosen, _ = over.partition(r" \sim")
            known = not chosen or named == getattr(index, "tex", index.name)
            body = expr.function / factor
            # 𝔼_w names no index, and a body with another counter would be read as with this one.
            other = not chosen and any(one.is_integer for one in body.free_symbols - {index})
            if over and known and index in factor.args and not (other and not body.has(index)):
                return factor, body
    return None, expr.function


def _square(base: sp.Expr) -> bool:
    """Whether the root of this letter has a name of its own."""
    return bool(getattr(base, "root_tex", ""))


def _reaches_on(expr: Any) -> bool:
    return bool(getattr(expr, "reaches_on", False))


def goes_on(expr: Any) -> bool:
    """Would what stands behind it be read as a part of it, as k is of Σ (x + k) k?"""
    if isinstance(expr, sp.Sum):
        return averaged(expr)[0] is None
    if isinstance(expr, sp.Mul):
        return any(map(goes_on, expr.args))
    return isinstance(expr, sp.Product | sp.Integral | sp.log) or _reaches_on(expr)


def _is_flat(expr: sp.Expr) -> bool:
    """Is it one sign, which a line to its left divides by without brackets?"""
    return bool(expr.is_Symbol or (expr.is_Integer and 0 < expr < LONG))


def _is_argument(index: sp.Symbol, body: sp.Expr) -> bool:
    """Does an index of a set stand for a member: in functions and in deltas, and is no number?"""
    if isinstance(body, AppliedUndef | sp.KroneckerDelta | Equality | Unequality):
        return True
    if isinstance(body, ExprWithLimits):
        ends = (end for limit in body.limits for end in limit[1:])
        return not any(end.has(index) for end in ends) and _is_argument(index, body.function)
    return body != index and all(_is_argument(index, arg) for arg in body.args)


class TexPrinter(LatexPrinter):
    def _print_Letter(self, expr: Any) -> str:
        return str(expr.tex)

    def _print_Integer(self, expr: sp.Integer) -> str:
        """A number too long to read, as the power or the power of ten that it is."""
        if abs(expr) < LONG:
            return str(expr)
        power = sp.perfect_power(abs(expr))
        if power:
            body = f"{power[0]}^{{{power[1]}}}"
        else:
            zeros = len(str(expr)) - len(str(expr).rstrip("0"))
            digits = str(abs(expr) // 10**zeros)
            point = f".{digits[1:]}" if len(digits) > 1 else ""
            body = rf"{digits[0]}{point} \cdot 10^{{{zeros + len(digits) - 1}}}"
        return f"-{body}" if expr < 0 else body

    def _print_Add(self, expr: sp.Add, order: Any = None) -> str:
        out = ""
        for term in in_order(expr):
            minus = term.could_extract_minus_sign()
            text = self._print(-term if minus else term)
            if minus and (-term).is_Add:
                text = rf"\left({text}\right)"
            out += (" - " if minus else " + ") + text if out else ("-" if minus else "") + text
        return out

    def _print_Mul(self, expr: sp.Mul) -> str:
        """Gradients stand last; letters of any sign and what is tall stand behind the fraction."""
        if any(_reaches_on(f) for f in expr.args):
            return str(super()._print_Mul(expr))
        slopes = [f for f in expr.args if f.is_Add and f.has(sp.Derivative)]
        if len(slopes) == 1 and slopes[0] != expr:
            before = sp.Mul(*(f for f in expr.args if f != slopes[0]))
            shown = self._print(before)
            shown = rf"\left({shown}\right)" if goes_on(before) else shown
            return rf"{shown} \left({self._print(slopes[0])}\right)"
        applied = [f for f in expr.args if isinstance(f, AppliedUndef)]
        chances = [f for f in applied if f.is_positive or is_claimed(f, "positive")]
        others = [f for f in expr.args if f.is_Add or (f in applied and f not in chances)]
        if chances and others:
            return self._chances_first(expr, chances, others)
        simple = quotient(expr)
        if simple:
            return self._quotient(simple)
        tall = [f for f in expr.args if isinstance(f, sp.Product) or has_fractions(f)]
        rest = sp.Mul(*(f for f in expr.args if f not in tall))
        if len(tall) == 1 and sp.denom(rest) != 1:
            return rf"{self._print(rest)} {self._enclosed(tall[0])}"
        return str(super()._print_Mul(expr))

    def _needs_mul_brackets(self, expr: Any, first: bool = False, last: bool = False) -> bool:
        """A maximum over an index, a slope and log x take in what stands behind them."""
        if (_reaches_on(expr) or isinstance(expr, sp.log | sp.Derivative)) and not last:
            return True
        return bool(super()._needs_mul_brackets(expr, first, last))

    def _quotient(self, parts: Quotient) -> str:
        """A fraction where something stands below, and behind it what should not stand in it."""
        last = [part for part in parts.tall if goes_on(part)]
        above = (*parts.top, *parts.letters) if last else parts.top  # nothing stands behind a sum
        letters = () if last else parts.letters
        top = self._row(abs(parts.number.p), above, alone=bool(parts.bottom))
        bottom = self._row(parts.number.q, parts.bottom, alone=True)
        behind = [self._enclosed(part) for part in parts.tall if part not in last]
        behind += [self._print(part) for part in (*letters, *last)]
        one = bottom == "1" and top == "1" and behind
        if bottom != "1":
            top = rf"\frac{{{top}}}{{{bottom}}}"
            behind[:1] = [
                rf"\, {text}" if letters == letters[:1] and not parts.tall else text
                for text in behind[:1]
            ]
        return ("-" if parts.number < 0 else "") + " ".join([] if one else [top]) + " ".join(behind)

    def _row(self, number: int, factors: tuple[sp.Expr, ...], *, alone: bool) -> str:
        """Factors side by side; roots under one sign, a sum in brackets unless it is ``alone``."""
        rooted = [f for f in factors if f.is_Pow and f.exp == sp.S.Half and not _square(f.base)]
        if len(rooted) > 1:
            inner = self._print(sp.Mul(*(f.base for f in rooted)))
            place = factors.index(rooted[0])
            kept = [f for f in factors[:place] + factors[place + 1 :] if f not in rooted]
            shown = [self._factor(f) for f in kept]
            shown.insert(place, rf"\sqrt{{{inner}}}")
        elif alone and number == 1 and len(factors) == 1:
            return str(self._print(factors[0]))
        else:
            shown = [self._factor(f) for f in factors]
        return (
            " ".join(([str(self._print(sp.Integer(number)))] if number != 1 else []) + shown) or "1"
        )

    def _factor(self, part: sp.Expr) -> str:
        return self._enclosed(part) if part.is_Add else str(self._print(part))

    def _enclosed(self, part: sp.Expr) -> str:
        inner = self._print(part)
        return rf"\left({inner}\right)" if part.is_Add else str(inner)

    def _chances_first(self, expr: sp.Mul, chances: list[Any], others: list[Any]) -> str:
        """π(y | x) r(x, y), as an expectation is written, and not in order of the names."""
        top, bottom = sp.fraction(expr, exact=True)
        if bottom != 1:
            return rf"\frac{{{self._print(top)}}}{{{self._print(bottom)}}}"
        last = [f for f in expr.args if goes_on(f)]
        placed = {*chances, *others, *last}
        rest = sp.Mul(*(f for f in expr.args if f not in placed))
        before = [] if rest == 1 else ["-" if rest == -1 else self._print(rest)]
        bodies = [self._print(f) for f in chances]
        bodies += [
            rf"\left({self._print(f)}\right)" if f.is_Add else self._print(f) for f in others
        ]
        if last:
            bodies.append(self._print(sp.Mul(*last)))
        return " ".join(before + bodies)

    def _print_ExpBase(self, expr: Any, exp: Any = None) -> str:
        """A quotient in an exponent stands on one line."""
        top, bottom = sp.fraction(expr.args[0]) if expr.args else (sp.S.One, sp.S.One)
        if exp is not None or not bottom.is_Symbol:
            return str(super()._print_ExpBase(expr, exp))
        above = self._print(top)
        above = f"({above})" if top.is_Add or goes_on(top) else above
        return rf"e^{{{above} / {self._print(bottom)}}}"

    def _print_Pow(self, expr: sp.Pow) -> str:
        base, power = expr.base, expr.exp
        if power.is_Rational and power.is_negative and (simple := quotient(expr)):
            return self._quotient(simple)
        if getattr(base, "root_tex", "") and (2 * power).is_integer and power.is_positive:
            twice = 2 * power
            return base.root_tex if twice == 1 else f"{base.root_tex}^{{{self._print(twice)}}}"
        return str(super()._print_Pow(expr))

    def _print_AppliedUndef(self, expr: Any, exp: Any = None) -> str:
        pattern = getattr(expr.func, "tex", None)
        if pattern is None:
            return str(super()._print_Function(expr, exp))
        inner = str(pattern.format(*(self._print(arg) for arg in expr.args)))
        if exp is None:
            return inner
        raised = "^" in inner and not inner.endswith(")")
        return rf"{{{inner}}}^{{{exp}}}" if raised else rf"{inner}^{{{exp}}}"

    def _print_Function(self, expr: Any, exp: Any = None) -> str:
        if getattr(expr.func, "tex", None) is not None:
            return self._print_AppliedUndef(expr, exp)
        return str(super()._print_Function(expr, exp))

    def _print_log(self, expr: Any, exp: Any = None) -> str:
        inner = expr.args[0]
        text = self._print(inner)
        top, bottom = (self._print(part) for part in sp.fraction(inner))
        one_fraction = text == rf"\frac{{{top}}}{{{bottom}}}"
        bare = inner.is_Symbol or isinstance(inner, AppliedUndef) or one_fraction
        tall = rf"\left({text}\right)" if not bare else text
        name = r"\log" if exp is None else rf"\log^{{{exp}}}"
        return rf"{name} {tall}"

    def _print_Sum(self, expr: sp.Sum) -> str:
        weight, body = averaged(expr)
        if weight is None:
            return self._indexed(r"\sum", expr)
        return rf"\mathbb E_{{{weight.func.mean_over}}} \left[{self._print(body)}\right]"

    def _print_Derivative(self, expr: sp.Derivative) -> str:
        """A slope in the parameters, written as the gradient that it is a coordinate of."""
        body = self._print(expr.expr)
        tall = rf"\left({body}\right)" if expr.expr.is_Add or expr.expr.is_Mul else body
        return rf"\nabla_{{\!{self._print(expr.variables[0])}}} {tall}"

    def _print_Product(self, expr: sp.Product) -> str:
        return self._indexed(r"\prod", expr)

    def _flat(self, limit: sp.Expr) -> str:
        """A limit of a sum on one line, 1/Δt − 1, where one sign is divided by one sign."""
        shown = str(self._print(limit))
        for term in sp.Add.make_args(limit):
            top, bottom = sp.fraction(-term if term.could_extract_minus_sign() else term)
            if _is_flat(top) and _is_flat(bottom):
                above, below = self._print(top), self._print(bottom)
                shown = shown.replace(rf"\frac{{{above}}}{{{below}}}", f"{above}/{below}")
        return shown

    def _indexed(self, sign: str, expr: Any) -> str:
        heads = []
        for index, low, high in reversed(expr.limits):
            members = getattr(high, "members", "")
            others = (end for limit in expr.limits for end in limit[1:])
            member = _is_argument(index, expr.function) and not any(
                one.has(index) for one in others
            )
            if members and low == 1 and member:
                heads.append(rf"{sign}_{{{self._print(index)} \in {members}}}")
            else:
                limits = f"{self._print(index)}={self._print(low)}"
                heads.append(rf"{sign}_{{{limits}}}^{{{self._flat(high)}}}")
        body = self._print(expr.function)
        return " ".join(heads) + " " + (rf"\left({body}\right)" if expr.function.is_Add else body)
