"""How letters are spelled: Greek names, TeX commands and look-alikes, each to one spelling."""

from __future__ import annotations

import re
import unicodedata

GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε",
    "zeta": "ζ", "eta": "η", "theta": "θ", "vartheta": "θ", "iota": "ι", "kappa": "κ",
    "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "varrho": "ρ",
    "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ", "varphi": "φ", "chi": "χ",
    "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ",
    "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
}  # fmt: skip
LETTERS = set(GREEK.values())
VARIANTS = {"ϵ": "ε", "ϑ": "θ", "ϕ": "φ", "ϱ": "ρ", "µ": "μ", "∆": "Δ", "ς": "σ"}
"""Other forms of the same Greek letters, which keyboards and copied text have."""

FUNCTIONS = {
    "log": "log", "ln": "log", "exp": "exp", "sqrt": "sqrt", "root": "root", "abs": "abs",
    "sin": "sin", "cos": "cos", "tan": "tan", "arcsin": "arcsin", "arccos": "arccos",
    "arctan": "arctan", "asin": "arcsin", "acos": "arccos", "atan": "arctan", "sinh": "sinh",
    "cosh": "cosh", "tanh": "tanh", "max": "max", "min": "min", "sigmoid": "sigmoid",
    "log2": "log2", "log10": "log10", "cot": "cot", "sec": "sec", "csc": "csc",
}  # fmt: skip
"""Functions that every vocabulary knows; ln and log are the natural logarithm."""

DIGITS_ABOVE = {**dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", strict=True)), "⁻": "-", "ⁿ": "n", "ᵀ": "T"}
DIGITS_BELOW = {
    **dict(zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True)),
    "ₜ": "t",
    "ₖ": "k",
    "ₙ": "n",
    "ᵢ": "i",
    "ⱼ": "j",
    "ₗ": "l",
}

SPACES = re.compile(
    r"(?:[ \t\r\n\u00a0\u2009\u202f]|\\[,;:!> ]|\\(?:quad|qquad|displaystyle|textstyle|limits|"
    r"nolimits|[bB]igg?[lrm]?|boxed|thinspace|medspace|thickspace|negthinspace|noindent)(?![A-Za-z])"
    r"|\$|\\[()\[\]]|&)+"
)
"""What only spaces or dresses a formula."""

FONTS = (
    *("mathrm", "mathit", "mathsf", "mathbf", "mathcal", "mathbb"),
    *("text", "textrm", "textit", "rm", "operatorname"),
)
"""Commands that dress a letter or a word, and are no part of its name."""
DRESSES = rf"\\(?:operatorname\*|(?:{'|'.join(FONTS)})(?![A-Za-z]))"

_DRESS = re.compile(
    rf"{DRESSES}|\\(?:left|right|displaystyle|[bB]igg?[lrm]?)(?![A-Za-z])|\\[!,;: ]"
)
_ACCENTS = re.compile(r"\\(?:wide)?hat\s*(?:\{\s*(\\?[A-Za-z]+)\s*\}|(\\?[A-Za-z]))")


def spelled(text: str, *, step: bool = False) -> str:
    """One spelling for what stands in a subscript: ``t - \\Delta t`` and ``t−dt`` give t-Δt.

    With ``step``, Δ and dt both are the letter Δt.
    """
    text = _ACCENTS.sub(lambda match: (match[1] or match[2]) + "\u0302", text)
    text = _DRESS.sub("", text)
    text = re.sub(r"\\(?:mid|vert)(?![A-Za-z])", "|", text)
    text = re.sub(r"\\(?:sim)(?![A-Za-z])", "~", text).replace("∼", "~")
    text = re.sub(r"\\(?:in)(?![A-Za-z])", "∈", text)
    text = re.sub(r"\\cdot(?![A-Za-z])|⋅", "·", text)
    text = re.sub(r"\\(?:star|ast)(?![A-Za-z])", "*", text).replace("⋆", "*")
    text = re.sub(r"\\?([A-Za-z]+)", lambda m: GREEK.get(m[1], m[1]), text)
    for old, new in (VARIANTS | {"−": "-", "𝒟": "D", "𝒴": "Y"}).items():
        text = text.replace(old, new)
    text = "".join(DIGITS_BELOW.get(char, char) for char in text)
    text = re.sub(r"[\s{}]+", "", text).replace("^*", "*")
    return re.sub(r"\bdt\b|Δ(?!t)", "Δt", text) if step else text


_INVISIBLE = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_COMMANDS = {
    "mid": "|", "sim": "∼", "to": "→", "succ": "≻", "star": "*", "ast": "*", "cdot": "·",
    "approx": "≈",
    "varepsilon": "ε", "nabla": "∇", "quad": " ", "qquad": " ", "big": "", "lim": "lim",
}  # fmt: skip


def shown(text: str) -> str:
    """Text that is kept as it is, with what TeX needs and what cannot be seen left out."""
    text = _INVISIBLE.sub("", text)
    text = _ACCENTS.sub(lambda match: (match[1] or match[2]) + "\u0302", text)
    text = re.sub(r"\\Delta\s*(?=[A-Za-z])", "Δ", _DRESS.sub("", text))
    text = re.sub(r"\\([A-Za-z]+)", lambda m: {**GREEK, **_COMMANDS}.get(m[1], m[1]), text)
    text = re.sub(r"\\[^A-Za-z]|[$&]", "", text)
    text = re.sub(r"(?<![_^])\{([^{}]*)\}|\{(\w|Δ\w)\}", lambda m: m[1] or m[2] or "", text)
    return " ".join(text.split())


def named(char: str) -> str:
    """A character for a message: itself where it can be seen, else what Unicode calls it."""
    name = unicodedata.name(char, f"U+{ord(char):04X}")
    if char.isascii() and char.isprintable():
        return f"‘{char}’"
    shown = f"‘{char}’ " if char.isalpha() or unicodedata.category(char)[0] in "SP" else ""
    return f"{shown}(U+{ord(char):04X}, {name})"
