"""Looks: in a part no name is read as another one, or as something that is made of others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from string import Formatter
from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef

from solutions.kernel.context import free
from solutions.kernel.domains.domain import EVERYWHERE
from solutions.kernel.errors import Malformed, Undecided
from solutions.kernel.identity import agree
from solutions.kernel.terms.letters import is_defined, opened
from solutions.objects.laws import Combination, Mean, Recursion, numbers
from solutions.objects.names import look
from solutions.objects.quantities import LOGARITHM, MEAN, NEGATIVE, SQUARE, VARIANCE, Quantity
from solutions.printing.formulas import tex, text
from solutions.statements.chain import Chain
from solutions.statements.naming.made_of import made_of
from solutions.statements.naming.notation import alike, functions

MADE = (MEAN, VARIANCE, SQUARE, NEGATIVE, LOGARITHM)
_HEADS = r"\log \ln \exp \sin \cos \tan \max \min \arg \det \dim \sum \prod \int \sqrt \lim"
_WORDS = (
    "Var Cov Std Corr E P Pr log ln exp sin cos tan max min sup inf lim arg tr det abs sgn sign"
)
_SETS = r"\mathbbE \mathbb{E} \mathcalN \mathcal{N} \mathbbR \mathbb{R} \mathbbZ \mathbb{Z}"
OPERATORS = (
    *_HEADS.split(), *_SETS.split(), *(look(rf"\mathrm{{{word}}}") for word in _WORDS.split())
)  # fmt: skip
"""What begins a formula, and no name."""
_HOLE = "\u25a1"


def look_alike(derivations: Iterable[Chain], abroad: Iterable[Chain] = ()) -> Iterator[str]:
    """Names that are shown alike, and names that are read as formulas of others.

    Those of other parts, ``abroad``, that these rest on are shown here as well, their letters not.
    """
    chains = list(derivations)
    every = dict.fromkeys([*chains, *abroad])
    quantities = list(dict.fromkeys(one for chain in every for one in _quantities(chain)))
    shown: dict[str, Quantity] = {}
    templates: dict[str, Any] = {}
    plain: dict[str, Quantity] = {}
    for one in quantities:
        if plain.setdefault(one.text(), one) != one:
            yield f"two quantities are shown as {one.text()} in a terminal; name one anew"
        if templates.setdefault(one.name.template, one.name) != one.name:
            yield f"two quantities are shown as {one.name.template}; name one anew"
        elif shown.setdefault(look(one.tex()), one) != one:
            yield f"two quantities are shown as {one.tex()}; name one anew"
    yield from alike(list(_told_apart(every)))
    letters = {look(tex(letter)) for chain in chains for letter in _letters(chain)}
    plainly = {text(letter) for chain in chains for letter in _letters(chain)}
    formulas = letters | {shown for chain in chains for shown in _written(chain)}
    for one, value in dict.fromkeys(pair for chain in every for pair in _numbers(chain)):
        if one.text() in plainly:
            yield f"{one.text()} is the name of a letter too in a terminal; name one anew"
        elif _is_taken(one, value, chains, formulas):
            yield (
                f"{one.name.name} is shown as {one.tex()}, which is written in formulas for "
                "something else; name it anew"
            )
    for one in quantities:
        if told := _read_as(one, quantities, letters | set(shown)):
            yield (
                f"{one.name.name} is shown as {one.tex()}, which is read as {told}; give it a TeX "
                "of its own"
            )


def _is_taken(one: Quantity, value: Any, chains: list[Chain], formulas: set[str]) -> bool:
    """Is the name of a number written in formulas for something else?"""
    if {look(one.tex()), look(one.name.template)} & formulas:
        return True
    made = (short for chain in chains for short in _abbreviations(chain))
    return look(one.tex()).startswith(OPERATORS) or any(
        _is_another(short, one, value) for short in made
    )


def _told_apart(chains: Iterable[Chain]) -> Iterator[tuple[Any, str]]:
    """Sizes, and functions that look like an abbreviation, which stands for one thing in a part.

    Functions of which nothing is said but their kind may share a look between derivations.
    """
    pairs = list(dict.fromkeys(pair for chain in chains for pair in functions(chain)))
    short = {look(shown) for thing, shown in pairs if getattr(thing, "body", None)}
    for thing, shown in pairs:
        if not isinstance(thing, type) or look(shown) in short:
            yield thing, shown


def _read_as(one: Quantity, others: list[Quantity], known: set[str]) -> str:
    """What else the TeX of a quantity says; empty if nothing."""
    mine = look(one.tex())
    for other in others:
        if other.name == one.name or look(other.tex()) == mine:
            continue
        made = next((of(other) for of in MADE if look(of(other).tex()) == mine), None)
        if made is not None:
            return text(made)
        if _is_member(mine, other):
            return f"one of {other.name.name}"
    first = made_of(mine, known)
    return f"made of {first}" if first else ""


def _is_member(shown: str, of: Quantity) -> bool:
    """Is it what the family of a quantity looks like at some argument?"""
    fields = [field for _, field, *_ in Formatter().parse(of.name.template) if field is not None]
    if not fields:
        return False
    pattern = re.escape(look(of.name.template.format(*[_HOLE] * (len(of.arguments)))))
    pattern = pattern.replace(f"_{_HOLE}", r"_(?:\{[^{}]+\}|\\?\w+)")
    pattern = pattern.replace(_HOLE, r"[^{}]+")
    return re.fullmatch(pattern, shown) is not None


def _letters(chain: Chain) -> set[sp.Symbol]:
    found = free(chain.of) | free(chain.start)
    if isinstance(chain.start, Recursion):
        found -= set(chain.start.letters)  # which are what the recursion is about, a step before
    return found.union(*(free(step.rhs) for step in chain.steps))


def _numbers(chain: Chain) -> Iterator[tuple[Quantity, Any]]:
    """The names of numbers in a derivation; a variable may share its letter with a value."""
    start = chain.start.first if isinstance(chain.start, Recursion) else chain.start
    if isinstance(start, sp.Expr | Mean) and not chain.of.name.operation and chain.begins is None:
        yield chain.of, start
    for step in chain.steps:
        if step.called is not None and not step.called.name.operation:
            yield step.called, step.rhs


def _abbreviations(chain: Chain) -> Iterator[AppliedUndef]:
    """The abbreviations in a derivation's formulas."""
    for value in (chain.start, *(step.rhs for step in chain.steps)):
        for each in (part for part in numbers(value) if isinstance(part, sp.Basic)):
            yield from (one for one in each.atoms(AppliedUndef) if is_defined(one))


def _is_another(short: AppliedUndef, of: Quantity, value: Any) -> bool:
    """Is an abbreviation shown as a number is, and stands for something else?"""
    if look(getattr(short.func, "tex", "")) != look(of.name.template):
        return False
    try:
        shown = {field for _, field, *_ in Formatter().parse(short.func.tex) if field}
        places = [place for place in range(len(short.args)) if str(place) in shown]
        moved = dict(zip((short.args[place] for place in places), of.arguments, strict=True))
        meant = opened(short.xreplace(moved))
        return not isinstance(value, sp.Expr) or not (
            meant == value or agree(meant, value, EVERYWHERE)
        )
    except (Malformed, Undecided, TypeError, ValueError):
        return True


def _written(chain: Chain) -> Iterator[str]:
    """How the functions and the numbers e and π look that stand in its formulas."""
    for value in (chain.start, *(step.rhs for step in chain.steps)):
        for each in (part for part in numbers(value) if isinstance(part, sp.Basic)):
            yield from (look(tex(one)) for one in each.atoms(sp.NumberSymbol))
            if each.has(sp.exp):
                yield look(tex(sp.E))
            free_ones = (one for one in each.atoms(AppliedUndef) if not is_defined(one))
            yield from (look(getattr(one.func, "tex", "")) for one in free_ones)


def _quantities(derivation: Chain) -> Iterator[Quantity]:
    """All quantities with a name of their own that a derivation speaks of."""
    spoken = [derivation.of, *(step.called for step in derivation.steps if step.called)]
    spoken += [left for left in _lefts(derivation) if isinstance(left, Quantity)]
    values = [derivation.start, *(step.rhs for step in derivation.steps)]
    values += [value.then for value in values if isinstance(value, Recursion)]
    spoken += [term.variable for v in values if isinstance(v, Combination) for term in v.terms]
    for one in spoken:
        yield from (part for part in one.parts() if not part.name.operation)


def _lefts(derivation: Chain) -> Iterator[Any]:
    """What each line is about, after all that has been put for letters."""
    for number in range(1, len(derivation.steps) + 1):
        try:
            yield derivation.statement(number).left
        except (Malformed, Undecided, TypeError):
            return
