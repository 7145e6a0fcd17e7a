"""Several statements in one answer: what they define for each other, and their verdict together."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import sympy as sp

from solutions.answers.verdicts import CORRECT, LEADING, UNREADABLE, WRONG, Verdict
from solutions.evidence.evidence import UNDECIDED
from solutions.kernel.domains.domain import EVERYWHERE
from solutions.kernel.errors import Undecided
from solutions.kernel.identity import agree, expanded
from solutions.kernel.terms.calculus import derivative
from solutions.objects.laws import Normal
from solutions.reading.expressions.building import Built, build
from solutions.reading.parser import Unreadable, parse
from solutions.reading.spelling import GREEK
from solutions.reading.statements import Statement
from solutions.reading.vocabulary import Vocabulary

_ORDER = (WRONG, UNREADABLE, UNDECIDED, LEADING, CORRECT)
"""The verdict on several statements is the first of these that one of them has."""
_NAMED = re.compile(
    r"(?:\s|\\[,;: ]|\\q?quad)*(?:where\b|with\b)?\s*\\?([A-Za-z]+|[α-ωΑ-Ω])\s*"
    r"(:=|=|∼|~|\\sim(?![A-Za-z]))"
)


def declared(said: list[Statement], vocabulary: Vocabulary) -> tuple[Vocabulary, list[Statement]]:
    """The letters with those that one of several statements defines, and the other statements.

    ``Δ = r̂_w − r̂_l`` and ``Z ∼ N(0, 1)`` beside a formula define a letter that nothing else does;
    ``ε ∼ N(0, t)`` says which law a random letter of the part has here.
    """
    asked: list[Statement] = []
    for one in said:
        found = _NAMED.match(one.text)
        name = GREEK.get(found[1], found[1]) if found else ""
        elsewhere = (
            any(re.search(rf"\\?\b{found[1]}\b", s.text) for s in said if s is not one)
            if found
            else False
        )
        letter = vocabulary.letters.get(vocabulary.canonical(name))
        drawn = letter in vocabulary.randoms and found is not None and "=" not in found[2]
        afresh = found is not None and "=" not in found[2] and name not in ("x", "X", "y", "Y")
        if found is None or not elsewhere or (vocabulary.knows(name) and not drawn and not afresh):
            asked.append(one)
            continue
        rest = " " * found.end() + one.text[found.end() :]
        try:
            value = build(parse(rest, vocabulary), vocabulary).value
        except Unreadable:
            asked.append(one)
            continue
        if isinstance(value, Normal):
            if value.mean != 0:
                asked.append(one)
                continue
            letter = letter if drawn else sp.Symbol(name, real=True)
            vocabulary = replace(vocabulary, randoms={**vocabulary.randoms, letter: value.variance})
            value = letter
        if not drawn:
            vocabulary = replace(vocabulary, letters={**vocabulary.letters, name: value})
    return vocabulary, asked or said


def lawful(built: Built, vocabulary: Vocabulary) -> Built:
    """Combinations of independent normal variables as the laws that they have."""
    sides = tuple((_law(value, vocabulary), sign) for value, sign in built.sides)
    return replace(built, value=_law(built.value, vocabulary), sides=sides)


def _law(value: Any, vocabulary: Vocabulary) -> Any:
    """The law of a combination; anything else as it is."""
    if not isinstance(value, sp.Expr):
        return value
    randoms = [letter for letter in vocabulary.randoms if value.has(letter)]
    if not randoms:
        return value
    mean = value.xreplace(dict.fromkeys(randoms, sp.Integer(0)))
    try:
        shares = {letter: expanded(derivative(value, letter), EVERYWHERE) for letter in randoms}
        linear = sp.Add(mean, *(share * letter for letter, share in shares.items()))
        if any(share.has(*randoms) for share in shares.values()):
            return value
        if not agree(value, linear, EVERYWHERE):
            return value
    except Undecided:
        return value
    variance = sp.Add(*(share**2 * vocabulary.randoms[one] for one, share in shares.items()))
    return Normal(mean, variance)


def denied(found: Verdict) -> Verdict:
    """The verdict on what denies a statement."""
    if found["verdict"] == CORRECT:
        return found | {"verdict": WRONG, "because": "you deny what holds"}
    return found | {"verdict": UNDECIDED, "because": "what is denied was not looked into"}


def together(found: list[Verdict]) -> Verdict:
    """One verdict on all statements."""
    worst = min(found, key=lambda one: _ORDER.index(one["verdict"]))
    if len(found) == 1:
        return worst
    number = found.index(worst) + 1
    said = worst["because"]
    if worst["verdict"] == CORRECT:
        said = "; ".join(dict.fromkeys(one["because"] for one in found))
    else:
        said = f"of {len(found)} statements number {number}: {said}"
    return worst | {
        "because": said,
        "read_as": ", ".join(one["read_as"] for one in found),
        "mathml": "".join(one["mathml"] for one in found),
    }
