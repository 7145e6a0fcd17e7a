"""SymPy's printer of plain text, in Unicode: what a terminal shows."""

from __future__ import annotations

from typing import Any

import sympy as sp
from sympy.printing.str import StrPrinter

from solutions.printing.layout import in_order

SUPERSCRIPT = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


class TextPrinter(StrPrinter):
    def _print_Letter(self, expr: Any) -> str:
        return str(expr.name)

    def _print_AppliedUndef(self, expr: Any) -> str:
        """With the arguments that a page shows: Z(x), though Z depends on β as well."""
        pattern = getattr(expr.func, "tex", "")
        shown = [arg for n, arg in enumerate(expr.args) if f"{{{n}}}" in pattern] or expr.args
        return f"{expr.func.__name__}({', '.join(self._print(arg) for arg in shown)})"

    def _print_Pow(self, expr: sp.Pow, rational: bool = False) -> str:
        base, power = expr.base, expr.exp
        if power.is_Integer and power > 0:
            if base.is_Symbol and base.name.endswith("²"):
                return base.name[:-1] + str(2 * power).translate(SUPERSCRIPT)
            if base.is_Symbol or base.is_Integer:
                return self._print(base) + str(power).translate(SUPERSCRIPT)
        return str(super()._print_Pow(expr, rational)).replace("**", "^")

    def _print_Mul(self, expr: sp.Mul) -> str:
        shown = str(super()._print_Mul(expr)).replace("*", "·")
        return f"−{shown[1:]}" if shown.startswith("-") else shown

    def _print_Add(self, expr: sp.Add, order: Any = None) -> str:
        out = ""
        for term in in_order(expr):
            minus = term.could_extract_minus_sign()
            text = self._print(-term if minus else term)
            text = f"({text})" if minus and (-term).is_Add else text
            out += (" − " if minus else " + ") + text if out else ("−" if minus else "") + text
        return out

    def _print_Integral(self, expr: sp.Integral) -> str:
        """``∫ x² over x from 0 to 1``."""
        ends = ", ".join(
            f"{self._print(x)} from {self._print(low)} to {self._print(high)}"
            for x, low, high in expr.limits
        )
        shown = f"∫ {self._print(expr.function)} over {ends}"
        return shown if self._print_level == 1 else f"({shown})"
