"""Names in a text: a letter with its subscripts, stars and primes, as a vocabulary knows them."""

from __future__ import annotations

import re

from solutions.answers.scanning import SIDE, TOKENS, Mark, Scanner, refuse_sign
from solutions.answers.spelling import (
    DIGITS_BELOW,
    FUNCTIONS,
    GREEK,
    LETTERS,
    SPACES,
    VARIANTS,
    spelled,
)
from solutions.answers.tree import Unreadable
from solutions.answers.vocabulary import Vocabulary

LONGEST = 24
"""More letters without a space are no name."""

_COMMAND = re.compile(r"\\([A-Za-z]+)")
_STYLE = re.compile(
    r"\\(mathcal|mathbb|mathrm|mathbf|mathsf|mathit|operatorname\*?|text|rm|textrm)(?![A-Za-z])\s*"
    r"(?:\{\s*([A-Za-z]+)\s*\}|([A-Za-z]))"
)
_HAT = re.compile(r"\\(?:wide)?hat\s*(?:\{\s*(\\?[A-Za-z]+)\s*\}|(\\[A-Za-z]+|[A-Za-z]))")
_WORD = re.compile(r"[A-Za-z]+")
_STAR = re.compile(
    r"\^\s*(?:\{\s*(?:\*|\\star|\\ast|⋆)\s*\}|\*|\\star(?![A-Za-z])|\\ast(?![A-Za-z])|⋆)|⋆"
)
_SUB = re.compile(r"\s*_\s*")
_GREEK = "".join(LETTERS | set(VARIANTS))
_ONE = re.compile(rf"\\[A-Za-z]+|[A-Za-z0-9{_GREEK}]")
_MANY = re.compile(rf"[A-Za-z0-9{_GREEK}]+|\*")
_BELOW = re.compile(rf"[ -~{_GREEK}−–∼∈⋆·⋅∣𝒟𝒴𝒳{''.join(DIGITS_BELOW)}′]*")
"""What may stand in a subscript: letters that look like others may not."""
_SIZE = re.compile(
    r"(?:\\left\s*)?[|∣]\s*(?:\\mathcal\s*)?(?:\{\s*)?([XYSVK𝒴𝒳])(?:\s*\})?\s*(?:\\right\s*)?[|∣]"
)
_SPECIAL = {"𝒩": "N", "𝔼": "E", "𝒟": "D", "𝒴": "Y", "𝒳": "X"}


def tokens(text: str, start: int, end: int, vocabulary: Vocabulary) -> list[Mark]:
    """The tokens of ``text[start:end]``; raises :class:`Unreadable` at what is none."""
    scanner = Scanner(text, start, end, vocabulary)
    scanner.spaces()
    while scanner.at < end:
        if len(scanner.marks) >= TOKENS:
            raise Unreadable(scanner.at, "a shorter formula", f"more than {TOKENS} signs")
        scanner.side = ""
        if side := scanner.match(SIDE):
            scanner.side, scanner.at = side[1], side.end()
            if scanner.at >= end:
                raise Unreadable(end, "a bracket", f"\\{side[1]} has no bracket")
        if not (
            scanner.number()
            or scanner.bracket()
            or scanner.raised()
            or size_of_set(scanner)
            or scanner.sign()
        ):
            name(scanner)
        scanner.spaces()
    if scanner.open:
        last = scanner.open[-1]
        raise Unreadable(
            end, f"‘{last.close}’", f"the bracket at place {last.start + 1} is not closed"
        )
    return scanner.marks


def name(scanner: Scanner) -> None:
    """One name from here on; raises :class:`Unreadable` where none begins or none is known."""
    start = scanner.at
    base = _base(scanner)
    if base is None:
        raise refuse_sign(scanner)
    base = _step(scanner, base)
    if _special(scanner, base, start):
        return
    if (kind := scanner.words.canonical(base)) in ("sum", "product"):
        scanner.emit(kind.upper(), kind, start)
        return
    full = _decorated(scanner, base, start)
    _emit(scanner, full, start)


def _base(scanner: Scanner) -> str | None:
    """The letter or word that a name begins with."""
    if found := scanner.match(_HAT):
        scanner.at = found.end()
        word = (found[1] or found[2]).lstrip("\\")
        return GREEK.get(word, word) + "\u0302"
    if found := scanner.match(_STYLE):
        scanner.at = found.end()
        return found[2] or found[3]
    if found := scanner.match(_COMMAND):
        word = found[1]
        known = GREEK.get(word) or FUNCTIONS.get(word)
        if known is None:
            return None
        scanner.at = found.end()
        return known
    char = scanner.text[scanner.at]
    if char in LETTERS or char in VARIANTS or char in _SPECIAL:
        scanner.at += 1
        return VARIANTS.get(char, _SPECIAL.get(char, char))
    if found := scanner.match(_WORD):
        word = _known_word(scanner, found[0])
        scanner.at += len(word)
        hat = scanner.text[scanner.at : scanner.at + 1] == "\u0302"
        scanner.at += hat
        return GREEK.get(word) or (FUNCTIONS.get(word) or word) + "\u0302" * hat
    return None


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
    if words.open and not scanner.latex:
        return word
    if words.open:
        return word[0]
    raise Unreadable(
        scanner.at, "a known name", f"‘{word}’ is not known here{words.suggestion(word)}"
    )


def _rest_known(scanner: Scanner, rest: str) -> bool:
    """Whether what is left of a word consists of known names: kdt is k·Δt."""
    words = scanner.words
    if words.open and not scanner.latex:
        return False
    reached = {0}
    for at in range(len(rest)):
        if at in reached:
            reached |= {
                to
                for to in range(at + 1, len(rest) + 1)
                if words.begins(rest[at:to]) or (words.open and to == at + 1)
            }
    return len(rest) in reached


def _step(scanner: Scanner, base: str) -> str:
    """Δ and the letter behind it are one name."""
    if base == "dt" and scanner.words.step:
        return "Δt"
    if base != "Δ":
        return base
    ahead = SPACES.match(scanner.text, scanner.at, scanner.end)
    at = ahead.end() if ahead else scanner.at
    letter = re.compile(r"[A-Za-z](?![A-Za-z])").match(scanner.text, at, scanner.end)
    if letter and (letter[0] == "t" or not scanner.words.step):
        scanner.at = letter.end()
        return f"Δ{letter[0]}"
    return "Δt" if scanner.words.step else base


def _special(scanner: Scanner, base: str, start: int) -> bool:
    """Expectations, divergences and laws, where the vocabulary has them."""
    words = scanner.words
    if base == "E" and words.means:
        law = _subscript(scanner)
        found = words.mean(law)
        if found is None:
            first = {key: each for each, key in reversed(words.means.items()) if each}
            known = ", ".join(f"E_{{{each}}}" for each in sorted(first.values()))
            raise Unreadable(start, known, f"an expectation over ‘{law}’ is not known here")
        scanner.emit("EXPECT" if _bracket_ahead(scanner) else "AVERAGE", found, start)
        return True
    if words.divergence and (base == "KL" or (base == "D" and _ahead(scanner, "KL"))):
        _subscript(scanner)
        scanner.emit("KL", "KL", start)
        return True
    if words.laws and base == "N" and _bracket_ahead(scanner):
        scanner.emit("LAW", "N", start)
        return True
    if words.laws and base in ("mean", "variance"):
        scanner.emit(base.upper(), base, start)
        return True
    return False


def _ahead(scanner: Scanner, sub: str) -> bool:
    at, found = scanner.at, _subscript(scanner)
    scanner.at = at
    return found == sub


def _bracket_ahead(scanner: Scanner) -> str:
    """The opening bracket that comes next, past spaces and ``\\left``."""
    pattern = re.compile(rf"(?:{SPACES.pattern}|\\left(?![A-Za-z])|\s)*(\\\{{|[({{\[])")
    found = pattern.match(scanner.text, scanner.at, scanner.end)
    return found[1] if found else ""


def _group(scanner: Scanner, at: int) -> int:
    """Where the group that opens at ``at`` ends; raises :class:`Unreadable` where it does not."""
    depth = 0
    for place in range(at, scanner.end):
        depth += {"{": 1, "(": 1, "}": -1, ")": -1}.get(scanner.text[place], 0)
        if depth == 0:
            return place + 1
    raise Unreadable(scanner.end, "‘}’", f"the bracket at {at + 1} is not closed")


def _subscript(scanner: Scanner) -> str:
    """The spelling of a subscript that stands next, and go past it; empty where there is none."""
    sub = scanner.match(_SUB)
    if not sub:
        return ""
    at = sub.end()
    if scanner.text[at : at + 1] in ("{", "("):
        end = _group(scanner, at)
        inner = scanner.text[at + 1 : end - 1]
        allowed = _BELOW.match(inner)
        if allowed and allowed.end() < len(inner):
            scanner.at = at + 1 + allowed.end()
            raise refuse_sign(scanner)
    else:
        style = _STYLE.match(scanner.text, at, scanner.end)
        word = style or (_ONE if scanner.latex else _MANY).match(scanner.text, at, scanner.end)
        if word is None:
            raise Unreadable(at, "a subscript", "nothing that can be a subscript stands here")
        inner, end = word[0], word.end()
    scanner.at = end
    return spelled(inner, step=scanner.words.step)


def _decorated(scanner: Scanner, base: str, start: int) -> str:
    """The name with as many subscripts, stars and primes as belong to it."""
    star, sub, prime = "", "", ""
    if base == "log":
        return _logarithm(scanner)
    while scanner.at < scanner.end:
        text, at = scanner.text, scanner.at
        if text[at] == "'" or text.startswith("^\\prime", at) or text[at] == "′":
            scanner.at += 7 if text[at] == "^" else 1
            prime += "'"
        elif not star and (found := scanner.match(_STAR)):
            scanner.at, star = found.end(), "*"
        elif not star and _plain_star(scanner, base + _under(sub)):
            scanner.at, star = at + 1, "*"
        elif text[at] in DIGITS_BELOW and not sub:
            while scanner.at < scanner.end and text[scanner.at] in DIGITS_BELOW:
                sub += DIGITS_BELOW[text[scanner.at]]
                scanner.at += 1
        elif not sub and scanner.match(_SUB) and base not in FUNCTIONS.values():
            sub = _known_subscript(scanner, base + star, start)
            if not sub:
                break
        else:
            break
    return base + star + _under(sub) + prime


def _logarithm(scanner: Scanner) -> str:
    """``log``, or log with a base below it."""
    at, base = scanner.at, _subscript(scanner)
    if base not in ("", "2", "10", "e"):
        raise Unreadable(
            at, "2 or 10", f"no logarithm to the base {base} here; write log(x)/log(b)"
        )
    return f"log{base.removesuffix('e')}"


def _under(sub: str) -> str:
    return "" if not sub else f"_{sub}" if re.fullmatch(r"\w+", sub) else f"_{{{sub}}}"


def _plain_star(scanner: Scanner, full: str) -> bool:
    """``pi*(y|x)``: a policy's name cannot be a factor, so this star is part of it."""
    words = scanner.words
    if scanner.text[scanner.at] != "*" or words.kind(full) != "function":
        return False
    return words.kind(full + "*") == "function" and bool(
        re.match(r"\*\s*(\\left\s*\(|[(/)\]}+\-−,|‖_]|$)", scanner.text[scanner.at : scanner.end])
    )


def _known_subscript(scanner: Scanner, head: str, start: int) -> str:
    """The subscript, when the name with it is known; empty when it is an argument instead."""
    words, before = scanner.words, scanner.at
    for longest in (True, False) if scanner.latex and not words.open else (False,):
        scanner.at = before
        sub = _word_below(scanner) if longest else _subscript(scanner)
        if sub and (words.open or words.knows(head + _under(sub))):
            return sub
    sub, scanner.at = sub or "", before
    if head in words.indexed:
        return ""
    known = words.suggestion(head + _under(sub))
    raise Unreadable(start, "a known name", f"‘{head}{_under(sub)}’ is not known here{known}")


def _word_below(scanner: Scanner) -> str:
    """``\\pi_ref`` as it is often typed, though TeX puts only the r below."""
    found = re.compile(r"\s*_\s*([A-Za-z]{2,})").match(scanner.text, scanner.at, scanner.end)
    if not found:
        return ""
    scanner.at = found.end()
    return found[1]


def _emit(scanner: Scanner, full: str, start: int) -> None:
    """The token of a name: a letter, a function with its bracket, or a function before a factor."""
    words = scanner.words
    kind, known = words.kind(full), words.canonical(full)
    if kind == "indexed" or (known in words.indexed and scanner.match(_SUB)):
        _index(scanner, known, start)
    elif kind == "function":
        bracket = _bracket_ahead(scanner)
        elementary = known in FUNCTIONS.values()
        call = bracket in ("(", "[") or (bracket in ("{", "\\{") and elementary)
        if not call and known in words.alone:
            _supply(scanner, known, start)
            return
        bare = "PREFIX" if elementary else "BAREFN"
        if known == "sqrt" and not call:
            bare = "SQRT"
        scanner.emit("CALL" if call else bare, known, start)
    elif kind == "letter":
        if words.open and known in "fghFGH" and scanner.text[scanner.at : scanner.at + 1] == "(":
            said = f"{known} is a letter here, not a function; for a product write {known}·(…)"
            raise Unreadable(scanner.at, "a sign", said)
        _undress(scanner, known)
        scanner.emit("NAME", known, start)
    else:
        known = words.suggestion(full)
        raise Unreadable(start, "a known name", f"‘{full}’ is not known here{known}")


def _supply(scanner: Scanner, known: str, start: int) -> None:
    """π* alone is π*(y | x): the tokens that are left out."""
    scanner.emit("CALL", known, start)
    scanner.emit("LPAR", "(", start)
    for sign in scanner.words.alone[known]:
        scanner.emit({"|": "GIVEN", ",": "COMMA"}.get(sign, "NAME"), sign, start)
    scanner.emit("RPAR", ")", start)


def _undress(scanner: Scanner, known: str) -> None:
    """Go past the arguments that only remind of what a letter depends on: η(t, Δt)."""
    for dress in scanner.words.dresses.get(known, ()):
        bracket = re.compile(r"\s*(?:\\left\s*)?\(").match(scanner.text, scanner.at, scanner.end)
        if bracket:
            end = _group(scanner, bracket.end() - 1)
            inner = scanner.text[bracket.end() : end - 1]
            if spelled(inner, step=scanner.words.step) == dress:
                scanner.at = end
                return


def _index(scanner: Scanner, known: str, start: int) -> None:
    """A subscript that is an argument, ``a_{\\tau(k)}``: scanned as the bracket of a call."""
    sub = scanner.match(_SUB)
    if sub is None:
        raise Unreadable(scanner.at, "a subscript", f"{known} needs a subscript here")
    scanner.emit("CALL" if scanner.words.kind(known) == "function" else "SUBCALL", known, start)
    scanner.at = sub.end()
    if scanner.text[scanner.at : scanner.at + 1] in ("{", "("):
        return
    scanner.emit("LPAR", "{", scanner.at)
    count = len(scanner.marks)
    if not scanner.number():
        name(scanner)
    if len(scanner.marks) != count + 1:
        raise Unreadable(scanner.at, "braces", "put this subscript in braces")
    scanner.emit("RPAR", "}", scanner.at)


def size_of_set(scanner: Scanner) -> bool:
    """``|Y|`` where it is the number of outputs and no absolute value."""
    start, found = scanner.at, scanner.match(_SIZE)
    full = f"|{_SPECIAL.get(found[1], found[1])}|" if found else ""
    if not found or not scanner.words.knows(full):
        return False
    scanner.at = found.end()
    scanner.emit("NAME", full, start)
    return True
