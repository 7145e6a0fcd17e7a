"""What a name may look like: a left side names a quantity, and says nothing of it.

So that nobody can write a claim into a name, its TeX is made of letters, marks on them, indices,
arguments and plain words, and of no other commands.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import category

GREEK = (
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi "
    "pi varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta "
    "Lambda Xi Pi Sigma Upsilon Phi Psi Omega ell nabla partial infty"
)
MARKS = "hat bar tilde vec dot ddot check breve widehat widetilde overline prime star ast top"
FONTS = "mathrm mathcal mathbb mathbf mathit mathsf text operatorname"
WORDS = "Pr log ln exp sin cos min max arg det dim"
BETWEEN = "mid left right big Big bigl bigr Bigl Bigr succ prec cdot to"
COMMANDS = frozenset(f"{GREEK} {MARKS} {FONTS} {WORDS} {BETWEEN}".split()) | frozenset("|,!;:{} ")

_RELATION = re.compile(r"\\to(?![A-Za-z])|[=<>,;&/!]|(?<!\^)[*+]|\\\\|\\cdot(?![A-Za-z])")
_COMMAND = re.compile(r"\\([A-Za-z]+|.)")
_INNER = re.compile(r"\{[^{}]*\}|\([^()]*\)|\[[^\[\]]*\]")
_ALONE = re.compile(r"[({\[]\s*[=<>]|[=<>]\s*[)}\]]")
_FUNCTION = re.compile(
    r"(?<![A-Za-z])(?:log|ln|exp|sin|cos|tan|atan|max|min|sup|inf|lim|sqrt|abs|nabla|partial)(?![A-Za-z])"
)
_TAKEN = re.compile(rf"{_FUNCTION.pattern}(?:\\left|[\s{{}}(\[\\])*\{{\d\}}")
_POWER = re.compile(r"(?<![A-Za-z\\])[ei]\s*\^")
_SENTENCE = re.compile(r"\\text\{[^{}]* [^{}]*\}")
_ARGUMENT = "§"
_TEXT = re.compile(r"\\(?:text|mathrm|operatorname)\{([^{}]*)\}")
_FIELD = re.compile(r"\{\d\}|\{\{|\}\}")
_ONE = r"(?:\{(?:[^{}]|\{[^{}]*\})*\}|\\[A-Za-z]+\s*(?:\{[^{}]*\})?|[^\\{}^_'\s])"
_TWICE = re.compile(rf"_{_ONE}(?:\^{_ONE}|'+)?_|(?:\^{_ONE}|')(?:_{_ONE})?\^|\^{_ONE}(?:_{_ONE})?'")
_HOLDER = re.compile(rf"(?:[_^]|\\(?:{'|'.join(f'{MARKS} {FONTS}'.split())}))$")
_DRESS = re.compile(rf"\\(?:{'|'.join(f'{MARKS} {FONTS} {BETWEEN}'.split())})(?![A-Za-z])")
_BESIDE = re.compile(r"(?:_\{|[(\[,|]|\\(?:mid|succ|\|)|§)$")


def no_name(template: str, arguments: int = 9) -> str:
    """What makes a template no name; empty for a name."""
    if re.search(r"[{}]", _FIELD.sub("", template)):
        return "is no template: write {{ and }} for braces, and {0} for an argument"
    try:
        plain = template.format(*["x"] * arguments)
        marked = template.format(*[_ARGUMENT] * arguments)
    except (IndexError, ValueError):
        return "is no template: write {{ and }} for braces, and {0} for an argument"
    bare = re.sub(r"\\(?:left|right)(?![A-Za-z])|\\[,;:! |{}]|[\s{(\[|]", "", marked)
    if bare.startswith(_ARGUMENT):
        return "begins with its argument, of which it would say something"
    return not_a_name(plain) or _held(marked)


def _held(marked: str) -> str:
    """What is wrong where its arguments stand: what is put there may be a sum or a product."""
    if _SENTENCE.search(marked):
        return ""
    bare = re.sub(r"\\(?:left|right)(?![A-Za-z])|\\[,;:! ]|\s", "", marked)
    for place in (found.start() for found in re.finditer(_ARGUMENT, bare)):
        before, behind = bare[:place], bare[place + 1 :]
        if not _BESIDE.search(before) or not re.match(r"[)\]},|§]|\\(?:mid|succ|\|)", behind):
            return (
                "has an argument that nothing holds together, so that n + 1 in its place would be "
                "read in two pieces: write it in (…) or in _{{…}}"
            )
    return ""


def not_a_name(plain: str) -> str:
    """What makes TeX no name; empty for a name."""
    bare = re.sub(r"\\[!,;: |{}]", " ", plain)
    if strange := _strange(plain):
        return f"is no name: {strange} has no place in one"
    while _INNER.search(bare):
        bare = _INNER.sub("", bare)
    if re.search(r"[{}()\[\]]", bare):
        return "has a bracket without its other half"
    if found := _RELATION.search(bare) or _ALONE.search(plain):
        return f"says more than a name: it has {found[0].strip()}"
    if bare.strip() == r"\infty":
        return "is no number"
    if "-" in bare:
        return "is a formula"
    if not re.search(r"[A-Za-z]", _DRESS.sub("", plain)):
        return "has no letter"
    if _TWICE.search(re.sub(r"\^\{?\\prime\}?", "'", plain)):
        return "has two indices, or two signs above, of one letter"
    for found in re.finditer(r"(?<!\\)\{", plain):
        if not _HOLDER.search(plain[: found.start()].rstrip()):
            return "has braces that hold nothing: they stand behind _, ^ and marks such as \\hat"
    if re.match(r"^[\d\s.]", bare):
        return "begins with a number"
    return ""


def formula(template: str) -> str:
    """What makes a name of a part read as a formula, such as log x; empty if nothing does.

    Words of a sentence are none.
    """
    known = _FUNCTION.search(template) or _POWER.search(template)
    if known and not _SENTENCE.search(template):
        return f"is a formula: {known[0]} means something already"
    return ""


def formula_of(template: str) -> str:
    """The same for a quantity, which may be called by what it is, as log p(τ) is, but not log τ."""
    return formula(template) if _TAKEN.search(template) or _POWER.search(template) else ""


def _strange(plain: str) -> str:
    """The first sign that no name has: another command, a mathematical sign, a sign in a word."""
    for command in _COMMAND.findall(plain):
        if command not in COMMANDS:
            return rf"\{command}"
    for word in _TEXT.findall(plain):
        if found := re.search(r"[=<>+^_*\\]", word):
            return f"{found[0]} among words"
    for sign in plain:
        if sign in '%$#~&"`@?' or (ord(sign) > 127 and category(sign) in ("Sm", "So", "Cf", "Cc")):
            return sign
    return ""


_BARE = re.compile(r"\\(?:left|right|[bB]igg?[lr]?)(?![A-Za-z])|\\[,;:! ]|\s")
_SINGLE = re.compile(r"\{(\\[A-Za-z]+|[^{}\\]|\([^{}]*\)|)\}")


_SAME = {
    "ast": "*", "mid": "|", "prime": "'", "text": r"\mathrm", "operatorname": r"\mathrm",
    "widehat": r"\hat", "widetilde": r"\tilde", "overline": r"\bar", "mathit": "",
}  # fmt: skip
"""Commands that look like others, or nearly so."""
_ALIKE = re.compile(rf"\\({'|'.join(_SAME)})(?![A-Za-z])")
_ABOVE_FIRST = re.compile(rf"(\^{_ONE}|'+)(_{_ONE})")


@lru_cache(maxsize=65536)
def look(printed: str) -> str:
    """TeX without what is not seen: spaces, the size of brackets, braces around one sign.

    Indices stand before what is above, and commands that print nearly the same are one.
    """
    same = _ALIKE.sub(lambda found: _SAME[found[1]], printed)
    bare = _BARE.sub("", same).replace("^{'}", "'").replace("^'", "'")
    bare = _ABOVE_FIRST.sub(r"\2\1", bare)
    while (less := _SINGLE.sub(r"\1", bare)) != bare:
        bare = less
    return bare


def no_plain_name(plain: str) -> str:
    """What makes the name for a terminal none; empty for a name."""
    if re.match(r"\W*\d", plain):
        return "begins with a number"
    bare = plain
    while (less := re.sub(r"\{[^{}]*\}|\([^()]*\)|\[[^\[\]]*\]", "", bare)) != bare:
        bare = less
    found = re.search(r"[=<>≤≥≈→+·×−]|\s-\s", bare)
    return f"says more than a name: it has {found[0].strip()}" if found else ""


def clauses(name: str) -> list[list[str]]:
    r"""What a regime's name says, each as its sides: ``x, y \to 0`` is ``x \to 0`` and ``y \to 0``.

    A clause with ``\ll`` has as many sides as it has letters; one without a relation has one side.
    """
    found: list[list[str]] = []
    for clause in reversed(re.sub(r"\\[,;: ]", " ", name).split(",")):
        sides = [side.strip() for side in re.split(r"\\(?:to|ll)(?![A-Za-z])", clause)]
        if len(sides) == 1 and found and len(found[0]) == 2:
            sides.append(found[0][1])
        found.insert(0, sides)
    return found


def no_regime(name: str) -> str:
    """What makes TeX no name of a regime, such as Δt → 0; empty for one."""
    for sides in clauses(name):
        if len(sides) < 2:
            return r"says neither what tends to what (\to) nor what is small against what (\ll)"
        for side in sides:
            if side not in ENDS and (told := not_a_name(side)):
                return f"is no name of a regime, since {side} {told}"
    return next(filter(None, map(_misread, name.split(","))), "")


ENDS = ("0", "1", r"\infty")
"""What may stand in the name of a regime besides names."""


def _misread(clause: str) -> str:
    r"""Why a clause is none: ``x \to 1`` and ``n \ll \infty`` say other things than regimes do."""
    arrows = re.findall(r"\\(to|ll)(?![A-Za-z])", clause)
    sides = [side.strip("\\,;: ") for side in re.split(r"\\(?:to|ll)(?![A-Za-z])", clause)]
    sides = [r"\infty" if side == "infty" else side for side in sides]
    if len(set(arrows)) > 1:
        return rf"has both \to and \ll in {clause.strip()}: write them apart, with a comma"
    if "to" in arrows and (len(sides) > 2 or sides[-1] == "1" or sides[-1] not in ENDS):
        return rf"has {clause.strip()}, and a letter tends to 0 or to \infty, each for itself"
    if "to" in arrows and sides[0] in ENDS:
        return f"has {clause.strip()}, and {sides[0]} is a number, which does not move"
    if "ll" in arrows and {"0", r"\infty"} & set(sides):
        return rf"has {clause.strip()}, and what is compared by \ll is neither 0 nor \infty"
    return ""
