"""TeX as plain text, for a terminal and a screen reader: ``\\frac{\\Delta t}{2}`` is ``Δt/2``.

A parser by recursive descent for the TeX that this engine and its authors write. A command that is
not known loses its backslash and nothing else.
"""

from __future__ import annotations

import re

_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\s+|.", re.DOTALL)
_FORMULA = re.compile(r"\$([^$]*)\$")
_ATOM = re.compile(r"(?:[\w\u0302.…*'∞]+(?:\([^()]*\))?|\([^()]*\))[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]*")
_FUNCTION = re.compile(r"(?:log|exp|sin|cos|tan|sinh|cosh|tanh)\s*$")
_SUPERSCRIPT = str.maketrans("0123456789−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_LENGTH = re.compile(r"\\\\\[[\d.]+em\]|(?<=\\begin\{aligned\})\[t\]")

_LETTERS = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε",
    "zeta": "ζ", "eta": "η", "theta": "θ", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν",
    "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "varphi": "φ",
    "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ",
    "Lambda": "Λ", "Sigma": "Σ", "Pi": "Π", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "ell": "ℓ",
    "nabla": "∇", "partial": "∂", "infty": "∞", "sum": "Σ", "prod": "∏", "int": "∫",
    "ldots": "…", "dots": "…", "cdots": "…", "top": "⊤", "prime": "'",
}  # fmt: skip
_RELATIONS = {
    "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ll": "≪", "gg": "≫", "ne": "≠", "neq": "≠",
    "approx": "≈", "sim": "~", "to": "→", "longrightarrow": "→", "rightarrow": "→",
    "Longrightarrow": "⇒", "Rightarrow": "⇒", "longmapsto": "↦", "mapsto": "↦", "in": "∈",
    "subseteq": "⊆", "succ": "≻", "propto": "∝", "equiv": "≡", "times": "×", "pm": "±",
    "mid": "|",
}  # fmt: skip
_SIGNS = {"cdot": "·", "|": "‖", "{": "{", "}": "}", "%": "%", "_": "_", "&": "&", "#": "#"}
_BLANK = {",", ";", ":", " ", "quad", "qquad", "\\"}
_NOTHING = {
    "!", "left", "right", "middle", "big", "Big", "bigl", "bigr", "Bigl", "Bigr", "displaystyle",
    "textstyle", "limits",
}  # fmt: skip
_ARGUMENT = {
    "mathcal", "mathrm", "mathbf", "mathsf", "mathit", "operatorname", "text", "textbf", "boxed",
    "emph",
}  # fmt: skip
_BOARD = {"N": "ℕ", "Z": "ℤ", "Q": "ℚ", "R": "ℝ"}
_ACCENTS = {"hat": "\u0302", "widehat": "\u0302", "bar": "\u0304", "tilde": "\u0303"}
_FRACTIONS = {"frac", "tfrac", "dfrac"}


def plain(text: str) -> str:
    """A sentence with its formulas as plain text; without ``$`` and TeX it stays as it is."""
    if "$" in text:
        return _FORMULA.sub(lambda found: formula(found[1]), text)
    return formula(text) if "\\" in text else text


def formula(tex: str) -> str:
    """A formula as plain text."""
    out = _Reader(_TOKEN.findall(_LENGTH.sub(" ", tex))).sequence()
    out = " ".join(out.split())
    out = re.sub(r" ?([,;])(?=\S)", r"\1 ", out)
    out = re.sub(r"(^|[(\[{=≈,] ?)− ", r"\1−", out)
    return re.sub(r"([(\[]) | (?=[)\],;])", r"\1", out).strip()


class _Reader:
    """The tokens of a formula, read from left to right."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens, self.at = tokens, 0

    def sequence(self, end: str = "") -> str:
        """Everything up to ``end``."""
        out = ""
        while self.at < len(self.tokens):
            if self.tokens[self.at] == end:
                self.at += 1
                return out
            out += self.one(out)
        return out

    def one(self, before: str = "") -> str:
        """The next token with what belongs to it."""
        token = self.tokens[self.at]
        self.at += 1
        if token == "{":
            inner = self.sequence("}")
            return f" {_whole(inner)}" if _FUNCTION.search(before) else inner
        if token in "}&~":
            return "" if token == "}" else " "
        if token == "^":
            return _raised(self.argument(), of_large=before.endswith("}"))
        if token == "_":
            return _lowered(self.argument())
        if token in "=<>":
            return f" {token} "
        if token == "-":
            return "−"
        return self.command(token[1:], before) if token.startswith("\\") else token

    def argument(self) -> str:
        """A group or the next token; spaces in front of it are nothing."""
        while self.at < len(self.tokens) and self.tokens[self.at].isspace():
            self.at += 1
        return self.one().strip() if self.at < len(self.tokens) else ""

    def command(self, name: str, before: str) -> str:
        if name in _FRACTIONS:
            above, below = self.argument(), self.argument()
            bracket = self.tokens[self.at : self.at + 1] in (["\\left"], ["("])
            shown = f"{_whole(above)}/{_whole(below)}"
            return f"({shown})" if _FUNCTION.search(before) else shown + "·" * bracket
        if name == "sqrt":
            return f"√{_whole(self.argument())}"
        if name in _ACCENTS:
            letter = self.argument()
            return letter[:1] + _ACCENTS[name] + letter[1:]
        if name == "mathbb":
            letter = self.argument()
            return _BOARD.get(letter, letter)
        if name in ("overset", "underset"):
            self.argument()
            return self.argument()
        if name in ("begin", "end"):
            self.argument()
            return " "
        if name in _ARGUMENT:
            return self.argument() if name != "text" else self.words()
        if name in _NOTHING:
            if name in ("left", "right") and self.tokens[self.at : self.at + 1] == ["."]:
                self.at += 1
            return ""
        if name in _BLANK:
            return " "
        if name in _RELATIONS:
            return f" {_RELATIONS[name]} "
        if name in _LETTERS:
            if name in ("Delta", "nabla", "partial"):
                self.skip()
            large = name in ("sum", "prod", "int") and before[-1:].isalnum()
            return f" {_LETTERS[name]}" if large else _LETTERS[name]
        return _SIGNS.get(name, _named(name, before))

    def words(self) -> str:
        """Words in a formula, with the spaces around them."""
        return f" {self.argument()} "

    def skip(self) -> None:
        """The blank that only ends a command's name."""
        if self.tokens[self.at : self.at + 1] == [" "]:
            self.at += 1


def _named(name: str, before: str) -> str:
    """``log`` and the like, apart from the letter in front."""
    return f" {name}" if before[-1:].isalnum() else name


def _whole(part: str) -> str:
    return part if _ATOM.fullmatch(part) else f"({part})"


def _raised(power: str, *, of_large: bool) -> str:
    """An exponent; of a sum or product with its index below, the upper limit."""
    if not of_large and re.fullmatch(r"−?\d+", power):
        return power.translate(_SUPERSCRIPT)
    if power in ("*", "'", ""):
        return power
    return f"^{power}" if len(power) == 1 else f"^({power})"


def _lowered(index: str) -> str:
    index = " ".join(index.split()).replace(" = ", "=")
    return f"_{index}" if index.isalnum() or not index else f"_{{{index}}}"
