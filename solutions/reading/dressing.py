"""What dresses a formula is taken off: remarks, braces above and below, colours, numbers of lines.

Every character keeps its place, so that a message can point at what was typed: what is taken off
leaves spaces.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from solutions.reading.spelling import FUNCTIONS

_GROUP = r"\{((?:[^{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*)\}"
"""Braces, four deep."""
_REMARK = re.compile(
    r"(?<![_^])(?<![_^]\{)(?<![_^] )\\(?:text(?:rm|it|bf|normal|sf)?|mbox|intertext)\s*\{([^{}]*)\}"
)
_UNDER = re.compile(
    rf"\\(?:under|over)(?:brace|bracket|line)\s*{_GROUP}(\s*[_^]\s*(?:{_GROUP}|\w))?"
)
_OVER_SIGN = re.compile(rf"\\(?:stackrel|overset|underset)\s*{_GROUP}\s*{_GROUP}")
_ARROW = re.compile(rf"\\x(?:right|Right|longright)arrow\s*(?:\[[^\]]*\])?\s*{_GROUP}")
_COLOUR = re.compile(rf"\\textcolor\s*\{{[^{{}}]*\}}\s*{_GROUP}|\\color\s*\{{[^{{}}]*\}}")
_BOLD = re.compile(rf"\\(?:mathbf|boldsymbol|bm|mathit)\s*{_GROUP}")
_NUMBERED = re.compile(
    r"\\(?:tag\*?|label|qedhere)\s*\{[^{}]*\}|\\(?:nonumber|notag|qedhere)(?![A-Za-z])"
    r"|\\(?:begin|end)\s*\{(?:aligned|align|gathered|equation|split)\*?\}"
)
_RAISED = re.compile(r"\^(?=\s*\{\s*(?:\\(?:text|mathrm|rm)\s*\{?)?\s*(?:ref|SFT|old)\b)")
"""A word above a letter is its name, as one below is."""
_NAMED_ARGUMENT = re.compile(
    r"(?<=[(,])(?:\s|\\[,;: ])*(?:\\mu|μ|mu|\\sigma\^\{?2\}?|σ²|σ\^2)(?:_\{[^{}]*\}|_\w+)?"
    r"\s*=(?!=)"
)
_NO_REMARK = {
    *FUNCTIONS,
    *("ref", "KL", "Var", "std", "sd", "Cov", "E", "N", "Normal", "mean", "variance", "softmax"),
}
_REMARKS = {"exact", "exactly", "and"}
REMARKED, CONDITIONED = "⁏", "⸵"
"""What is left of a remark inside a formula, and of one that sets a condition."""
_IF = re.compile(
    r"\b(?:if|iff|when|whenever|unless|provided|for|wenn|falls|für|si|pour)\b", re.IGNORECASE
)
_SIGNED = re.compile(r"\b(?:plus|minus|times|over|divided|multiplied|per|of|mal|durch|fois|sur)\b")
"""Words that stand for signs."""
_CHANGED = re.compile(r"\b(?:doubled|halved|tripled|squared|twice|half|verdoppelt|halbiert)\b")
"""Words that change what stands beside them."""
_NOT = re.compile(
    r"\b(?:not|isn't|is not|wrong|false|incorrect|untrue|nicht|kein|falsch|pas|faux)\b",
    re.IGNORECASE,
)


def undressed(text: str, *, words: bool = False) -> str:
    """The text with as many characters, without what only dresses it.

    With ``words`` a single word in ``\\text`` may be a name, and stays.
    """
    if "\\" not in text:
        return text
    text = _NUMBERED.sub(_blank, text)
    text = _until_still(_UNDER, lambda found: _kept(found, 1), text)
    text = _COLOUR.sub(
        lambda found: _kept(found, 1) if found[1] is not None else _blank(found), text
    )
    text = _OVER_SIGN.sub(lambda found: _kept(found, 2), text)
    text = _ARROW.sub(lambda found: "→".rjust(len(found[0])), text)
    text = _BOLD.sub(lambda found: _kept(found, 1) if not found[1].isalpha() else found[0], text)
    text = _NAMED_ARGUMENT.sub(_blank, text)
    text = _RAISED.sub("_", text)
    text = re.sub(r"\\mid(\s*)\\mid(?![A-Za-z])", r"    \1  \\|", text)
    return _REMARK.sub(lambda found: _remark(found, words), text)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _kept(found: re.Match[str], group: int) -> str:
    """Only what a group of the match says, where it stood."""
    start, end = (place - found.start() for place in found.span(group))
    return " " * start + found[group] + " " * (len(found[0]) - end)


def _until_still(pattern: re.Pattern[str], put: Callable[[re.Match[str]], str], text: str) -> str:
    """Again and again, since one may stand in another."""
    while (after := pattern.sub(put, text)) != text:
        text = after
    return text


def _remark(found: re.Match[str], words: bool) -> str:
    said = found[1].strip(" .:,;()")
    if bare := re.fullmatch(r"(?:and )?(mean|variance)(?: is| of)?", said):
        return _placed(found, bare[1] + ("=" if ":" in found[1] else ""))
    behind = found.string[found.end() :].lstrip()
    if behind.startswith(("(", r"\left(")) and not found[1].endswith((" ", ":", ".", ",")):
        return found[0]  # the name of a function
    if said in _NO_REMARK or len(said) == 1 or (words and said.isalpha() and said not in _REMARKS):
        return found[0]
    if _NOT.search(said):
        return _placed(found, r"\not")
    if said in ("and", "und", "et"):
        return _placed(found, ";")
    if _CHANGED.search(said) or (_SIGNED.search(said) and behind):
        return found[0]
    if words or not found.string[: found.start()].strip() or not behind.strip(" .,;$\\"):
        return _blank(found)
    return _placed(found, CONDITIONED if _IF.search(said) else REMARKED)


def _placed(found: re.Match[str], word: str) -> str:
    return word.ljust(len(found[0]))
