"""Small pieces of HTML: text with mathematics, a formula, a verdict, a place in the source."""

import re
from html import escape

_MINUS = re.compile(r"(?<![\w.$^{-])-(?=\d)")
_POWER = re.compile(r"(-?\d+(?:\.\d+)?)e([+-]\d+)")
_BETWEEN = re.compile(r"(?<=\}), (?=\{|\\ldots$)")
_INLINE = re.compile(r"\$([^$]+)\$|`([^`]+)`")


class BlockError(ValueError):
    """A page asks for something that does not exist, or that does not hold."""


def formula(tex: str, *, display: bool = False) -> str:
    """The element that the mathematics post-processor sets; `tex` without delimiters."""
    if display:
        return f'<div class="arithmatex">\\[{escape(tex, quote=False)}\\]</div>'
    return f'<span class="arithmatex">\\({escape(tex, quote=False)}\\)</span>'


def prose(text: str) -> str:
    """Plain text with `$tex$` and backquoted code in it, as HTML.

    Raises BlockError when a dollar sign has no partner.
    """
    if text.count("$") % 2:
        raise BlockError(f"odd number of dollar signs in the receipt's text: {text!r}")
    pieces, end = [], 0
    for match in _INLINE.finditer(text):
        pieces.append(escape(text[end : match.start()], quote=False))
        tex, code = match.groups()
        pieces.append(formula(tex) if tex else f"<code>{escape(code, quote=False)}</code>")
        end = match.end()
    return "".join(pieces) + escape(text[end:], quote=False)


def number(text: str) -> str:
    """`prose`, with the numbers of a message set as on paper: −0.5 for -0.5, powers of ten.

    A point `{β = 1/2}, {x = 1}` becomes a formula for each letter, so that lines end between them.
    """
    pieces = text.split("$")
    pieces[::2] = [_MINUS.sub("−", _POWER.sub(_scientific, piece)) for piece in pieces[::2]]
    pieces[1::2] = [_BETWEEN.sub(",$ $", piece) for piece in pieces[1::2]]
    return prose("$".join(pieces))


def _scientific(match: re.Match[str]) -> str:
    digits, exponent = match.groups()
    return rf"${digits} \cdot 10^{{{int(exponent)}}}$"


def verdict(word: str, number: int | None = None, *, looks: str = "") -> str:
    """The verdict word, or `5 proved`; its sign comes from the style sheet.

    A word of another family, such as `wrong` of an answer, `looks` like one of these.
    """
    text = word if number is None else f"{number} {word}"
    return f'<span class="verdict {looks or word}">{text}</span>'


def place(claim: dict[str, object]) -> str:
    """File and line of the statement in the package's source."""
    return f'<code class="place">{escape(str(claim["file"]))}:{claim["line"]}</code>'


def sentences(texts: list[str]) -> str:
    """A list of sentences, without the list when there is one only."""
    if len(texts) == 1:
        return f"<p>{prose(texts[0])}</p>"
    items = "".join(f"<li>{prose(text)}</li>" for text in texts)
    return f"<ul>{items}</ul>" if items else ""


def counted(number: int, noun: str) -> str:
    """`1 box`, `2 boxes`, `60 pairs`."""
    plural = noun + ("es" if noun.endswith("x") else "s")
    return f"{number} {noun if number == 1 else plural}"
