"""Text → tokens; the names among them are what a vocabulary knows them as."""

from __future__ import annotations

import re

from solutions.reading.first_letters import SCRIPT, base, step
from solutions.reading.scanner import SIDE, TOKENS, Mark, Scanner, refuse_sign
from solutions.reading.spelling import FUNCTIONS, GREEK, SPACES, spelled
from solutions.reading.subscripts import SUB, decorated, group, subscript
from solutions.reading.tree import Unreadable
from solutions.reading.vocabulary import Vocabulary

_SIZE = re.compile(
    r"(?:\\left\s*)?[|∣]\s*(?:\\mathcal\s*)?(?:\{\s*)?([XYSVK𝒴𝒳])(?:\s*\})?\s*(?:\\right\s*)?[|∣]"
)

_D = r"(?:d|∂|\\partial(?![A-Za-z])|\\mathrm\s*(?:d(?![A-Za-z])|\{\s*d\s*\}))"
_TIMES = r"(?P<times>\^\s*\{?\s*\w\s*\}?)?"
_BY = r"(?P<by>\\?[A-Za-z]+|[α-ω])"
_OF = r"(?P<of>\\?[A-Za-z]+(?:\s*\^\s*\{?\s*\w\s*\}?)?(?:\s*\([^(){}]*\))?)?"
_SLOPE = re.compile(
    rf"\\[dtc]?frac\s*\{{\s*{_D}\s*{_TIMES}\s*{_OF}\s*\}}\s*\{{\s*{_D}\s*{_BY}\s*(?:\^\s*\w\s*)?\}}"
)
_SLOPE_LINE = re.compile(rf"{_D}{_TIMES}{_OF}\s*/\s*{_D}\s*{_BY}(?![A-Za-z])")


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
            derivative(scanner)
            or scanner.number()
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
    first = base(scanner)
    if first is None:
        raise refuse_sign(scanner)
    first = step(scanner, first)
    if _special(scanner, first, start):
        return
    if (kind := scanner.words.canonical(first)) in ("sum", "product"):
        scanner.emit(kind.upper(), kind, start)
        return
    full = decorated(scanner, first, start)
    _emit(scanner, full, start)


def _special(scanner: Scanner, first: str, start: int) -> bool:
    """Expectations, divergences and laws, where the vocabulary has them."""
    words = scanner.words
    if first == "E" and words.means:
        law = subscript(scanner)
        found = words.mean(law)
        if found is None:
            named = {key: each for each, key in reversed(words.means.items()) if each}
            known = ", ".join(f"E_{{{each}}}" for each in sorted(named.values()))
            raise Unreadable(start, known, f"an expectation over ‘{law}’ is not known here")
        scanner.emit("EXPECT" if _bracket_ahead(scanner) else "AVERAGE", found, start)
        return True
    if words.divergence and (first == "KL" or (first == "D" and _ahead(scanner, "KL"))):
        subscript(scanner)
        scanner.emit("KL", "KL", start)
        return True
    if first in ("nabla", "grad") and words.kind("θ") and not words.open:
        scanner.emit("NABLA", first, start)
        return True
    if words.laws and first in ("N", "Normal", "normal") and _bracket_ahead(scanner):
        scanner.emit("LAW", "N", start)
        return True
    if words.laws and first in ("mean", "variance"):
        scanner.emit(first.upper(), first, start)
        return True
    return False


def _ahead(scanner: Scanner, sub: str) -> bool:
    at, found = scanner.at, subscript(scanner)
    scanner.at = at
    return found == sub


def _bracket_ahead(scanner: Scanner) -> str:
    """The opening bracket that comes next, past spaces and ``\\left``."""
    pattern = re.compile(rf"(?:{SPACES.pattern}|\\left(?![A-Za-z])|\s)*(\\\{{|[({{\[])")
    found = pattern.match(scanner.text, scanner.at, scanner.end)
    return found[1] if found else ""


def _emit(scanner: Scanner, full: str, start: int) -> None:
    """The token of a name: a letter, a function with its bracket, or a function before a factor."""
    words = scanner.words
    kind, known = words.kind(full), words.canonical(full)
    if kind == "indexed" or (known in words.indexed and scanner.match(SUB)):
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
        if (
            words.open
            and (known.rstrip("'") in {*"fghFGH"} or re.fullmatch(r"[A-Za-z]{2,}", known))
            and scanner.text[scanner.at : scanner.at + 1] == "("
        ):
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
            end = group(scanner, bracket.end() - 1)
            inner = scanner.text[bracket.end() : end - 1]
            if spelled(inner, step=scanner.words.step) == dress:
                scanner.at = end
                return


def _index(scanner: Scanner, known: str, start: int) -> None:
    """A subscript that is an argument, ``a_{\\tau(k)}``: scanned as the bracket of a call."""
    sub = scanner.match(SUB)
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


def derivative(scanner: Scanner) -> bool:
    """d/dx in front of what it works on, where every name is a letter; dy/dx is no quotient."""
    if not scanner.words.open or not (found := scanner.match(_SLOPE) or scanner.match(_SLOPE_LINE)):
        return False
    start = scanner.at
    if found["of"] or found["times"]:
        said = f"‘{found[0].strip()}’ is a derivative, and no quotient of letters"
        raise Unreadable(start, "what it is", f"{said}; write d/dx in front of what it works on")
    scanner.at = found.end()
    scanner.emit("NABLA", "d", start)
    scanner.emit("SUB", "_", start)
    letter = found["by"].lstrip("\\")
    scanner.emit("NAME", GREEK.get(letter, letter), start)
    return True


def size_of_set(scanner: Scanner) -> bool:
    """``|Y|`` where it is the number of outputs and no absolute value."""
    start, found = scanner.at, scanner.match(_SIZE)
    full = f"|{SCRIPT.get(found[1], found[1])}|" if found else ""
    if not found or not scanner.words.knows(full):
        return False
    scanner.at = found.end()
    scanner.emit("NAME", full, start)
    return True
