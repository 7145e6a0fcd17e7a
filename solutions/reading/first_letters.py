"""The letter or word that a name begins with."""

from __future__ import annotations

import re

from solutions.reading.scanner import Scanner
from solutions.reading.spelling import DRESSES, FUNCTIONS, GREEK, LETTERS, SPACES, VARIANTS
from solutions.reading.tree import Unreadable

LONGEST = 24
"""More letters without a space are no name."""
SHORT = 3
"""So many letters side by side are a product, as in 4ac; more may be a word."""
_COMMAND = re.compile(r"\\([A-Za-z]+)")
STYLE = re.compile(rf"{DRESSES}\s*(?:\{{\s*([A-Za-z]+)\s*\}}|([A-Za-z]))")
_HAT = re.compile(r"\\(?:wide)?hat\s*(?:\{\s*(\\?[A-Za-z]+)\s*\}|(\\[A-Za-z]+|[A-Za-z]))")
_WORD = re.compile(r"[A-Za-z]+")
SCRIPT = {"𝒩": "N", "𝔼": "E", "𝒟": "D", "𝒴": "Y", "𝒳": "X"}


_STEPPED = re.compile(r"([A-Za-z])(?![A-Za-z])|\{\s*([A-Za-z])\s*\}")
_SINGLE = re.compile(r"(?<![A-Za-z\\])([A-Za-z])(?![A-Za-z])")
_NO_NAMES = {"for", "if", "where", "and", "or", "with", "when", "as", "is", "the", "of", "in"}


def base(scanner: Scanner) -> str | None:
    """The letter or word that a name begins with."""
    if found := scanner.match(_HAT):
        scanner.at = found.end()
        word = (found[1] or found[2]).lstrip("\\")
        return GREEK.get(word, word) + "\u0302"
    if found := scanner.match(STYLE):
        word = found[1] or found[2]
        if scanner.words.open and len(word) > 1 and word not in FUNCTIONS:
            said = f"‘{word}’ is a word, and no letter; a letter may have a word as its subscript"
            raise Unreadable(scanner.at, "a formula", said)
        scanner.at = found.end()
        return FUNCTIONS.get(word, word) if scanner.words.open else word
    if found := scanner.match(_COMMAND):
        word = found[1]
        known = GREEK.get(word) or FUNCTIONS.get(word)
        if known is None:
            return None
        scanner.at = found.end()
        return known
    char = scanner.text[scanner.at]
    if char in LETTERS or char in VARIANTS or char in SCRIPT:
        scanner.at += 1
        return VARIANTS.get(char, SCRIPT.get(char, char)) + _hat(scanner)
    if found := scanner.match(_WORD):
        word = _known_word(scanner, found[0])
        scanner.at += len(word)
        return (GREEK.get(word) or FUNCTIONS.get(word) or word) + _hat(scanner)
    return None


def _hat(scanner: Scanner) -> str:
    """A combining circumflex behind a letter, which ``\\hat`` stands for in TeX."""
    found = scanner.text[scanner.at : scanner.at + 1] == "\u0302" and scanner.at < scanner.end
    scanner.at += found
    return "\u0302" * found


def _known_word(scanner: Scanner, word: str) -> str:
    """As much of a run of letters as is one name: the longest beginning that is known."""
    if len(word) > LONGEST:
        raise Unreadable(scanner.at, "a shorter name", f"more than {LONGEST} letters in a row")
    words, follows = scanner.words, scanner.text[scanner.at + len(word) : scanner.end]
    digits = re.match(r"\d+", follows)
    if digits and words.knows(word + digits[0]):
        return word + digits[0]
    for size in range(len(word), 0, -1):
        if words.begins(word[:size]) and (size == len(word) or _rest_known(scanner, word[size:])):
            return word[:size]
    if words.open and word in _NO_NAMES:
        said = f"‘{word}’ is no letter; conditions have a place of their own"
        raise Unreadable(scanner.at, "a formula", said)
    if words.open and not scanner.latex:
        _is_product(scanner, word, follows)
    if words.open:
        return word[0]
    raise Unreadable(
        scanner.at, "a known name", f"‘{word}’ is not known here{words.suggestion(word)}"
    )


def _is_product(scanner: Scanner, word: str, follows: str) -> None:
    """Letters side by side are a product; ask where they may be a word, or a function's name."""
    product = "·".join(word)
    function = next((at for at in range(1, SHORT + 1) if word[at:] in FUNCTIONS), None)
    if function:  # x sin(x) without its space
        return
    if len(word) > 1 and follows.startswith("("):
        said = f"{word} is no function that is known here; for a product write {product}·(…)"
        raise Unreadable(scanner.at + len(word), "a sign", said)
    if len(word) > SHORT and not set(word) <= set(_SINGLE.findall(scanner.text)):
        said = (
            f"is ‘{word}’ one letter, or the product {product}? Write the product with *, or say "
            f"‘{word} real’ in the domain"
        )
        raise Unreadable(scanner.at + 1, "a sign", said)


def _rest_known(scanner: Scanner, rest: str) -> bool:
    """Whether what is left of a word consists of known names: kdt is k·Δt."""
    words = scanner.words
    if len(rest) > 1 and not words.open and not _long_piece(scanner, rest):
        return False  # "that" is no product of t, h, a and t
    reached = {0}
    for at in range(len(rest)):
        if at in reached:
            reached |= {
                to
                for to in range(at + 1, len(rest) + 1)
                if words.begins(rest[at:to]) or (words.open and to == at + 1)
            }
    return len(rest) in reached


def _long_piece(scanner: Scanner, rest: str) -> bool:
    """Is there a name of several letters at an end of what is left, as in kdt?"""
    return any(scanner.words.begins(rest[at:]) for at in range(len(rest) - 1))


def step(scanner: Scanner, first: str) -> str:
    """Δ and the letter behind it are one name."""
    if first == "dt" and scanner.words.step:
        return "Δt"
    if first != "Δ":
        return first
    ahead = SPACES.match(scanner.text, scanner.at, scanner.end)
    at = ahead.end() if ahead else scanner.at
    letter = _STEPPED.match(scanner.text, at, scanner.end)
    if letter and ((letter[1] or letter[2]) == "t" or not scanner.words.step):
        scanner.at = letter.end()
        return f"Δ{letter[1] or letter[2]}"
    return "Δt" if scanner.words.step else first
