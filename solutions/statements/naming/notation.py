"""Notation: in a derivation things that differ look different, and no letter's TeX is a claim."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from string import Formatter
from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef

from solutions.kernel.domains.domain import Domain
from solutions.kernel.terms.letters import Letter, is_defined
from solutions.objects.laws import Recursion
from solutions.objects.names import formula, formula_of, look, no_name, no_plain_name, not_a_name
from solutions.objects.quantities import Quantity
from solutions.printing.formulas import tex, text
from solutions.printing.tex_printer import averaged
from solutions.statements.chain import Chain
from solutions.statements.naming.made_of import called_after, head, made_of
from solutions.statements.step import Step


def confusing(derivation: Chain) -> list[str]:
    """What a reader of its lines would take for something else."""
    named = list(_things(derivation))
    letters = [pair for pair in named if isinstance(pair[0], sp.Symbol)]
    apart = [pair for pair in named if pair[0] not in _standing(derivation)]
    found = [*alike(apart), *alike([*letters, *_numbers(derivation)])]
    found += alike(list(_counted(derivation)))
    quantities = [pair for pair in named if isinstance(pair[0], Quantity)]
    found += [*alike([*quantities, *_undefined(derivation)]), *_read_otherwise(derivation, named)]
    found += alike_in_a_terminal(apart)
    for thing, printed in named:
        if told := no_plain_name(_plainly(thing)):
            found.append(
                f"{_kind(thing)} is shown as {_plainly(thing)} in a terminal, which {told}"
            )
        elif isinstance(thing, Letter) and (told := _no_letter(thing)):
            found.append(told)
        elif isinstance(thing, type) and (told := no_name(printed) or formula(printed)):
            found.append(f"the function {thing.__name__} is shown as {printed}, which {told}")
        elif isinstance(thing, Quantity) and (told := formula_of(thing.name.template)):
            found.append(f"{_kind(thing)} is shown as {printed}, which {told}")
    return list(dict.fromkeys(found))


def alike(things: list[tuple[Any, str]]) -> Iterator[str]:
    """Those that look like others before them."""
    shown: dict[str, Any] = {}
    for thing, printed in things:
        other = shown.setdefault(look(printed), thing)
        if other != thing:
            yield (
                f"{_kind(other)} and {_kind(thing)} are both shown as {printed}; "
                "give one of them a TeX of its own"
            )


def alike_in_a_terminal(things: list[tuple[Any, str]]) -> Iterator[str]:
    """The same for the names that a terminal shows, of letters and functions."""
    shown: dict[str, Any] = {}
    for thing, _ in things:
        if isinstance(thing, Quantity):
            continue
        other = shown.setdefault(_plainly(thing), thing)
        if other != thing and isinstance(other, type) == isinstance(thing, type):
            yield (
                f"{_kind(other)} and {_kind(thing)} are both shown as {_plainly(thing)} in a "
                "terminal; give one of them a name of its own"
            )


def _plainly(thing: Any) -> str:
    """How a terminal names a letter, a function or a quantity."""
    if isinstance(thing, Quantity):
        return thing.text() if not thing.arguments else thing.name.name
    return str(getattr(thing, "name", "") or thing.__name__)


def _read_otherwise(derivation: Chain, named: list[tuple[Any, str]]) -> Iterator[str]:
    """Names that are read as something made of others: xy as x·y, x² as the square of x."""
    letters = {look(printed): one for one, printed in named if isinstance(one, sp.Symbol)}
    functions = {head(printed): one for one, printed in named if isinstance(one, type)}
    values = (pair for pair in _numbers(derivation) if isinstance(pair[0], _VALUES))
    known = {**dict(map(_looked, values)), **letters}
    ratios = {look(tex(one)) for one in _ratios(derivation)}
    for thing, printed in named:
        first = "" if isinstance(thing, type) else made_of(look(printed), known)
        if first and look(printed) not in ratios:
            yield (
                f"{_kind(thing)} is shown as {printed}, which is read as made of "
                f"{_kind(known[first])}; give one of them a TeX of its own"
            )
    functions.pop("", None)
    for told in called_after(functions, known):
        yield f"{told}; give one of them a TeX of its own"


_VALUES = (AppliedUndef, sp.NumberSymbol)


def _looked(pair: tuple[Any, str]) -> tuple[str, Any]:
    return look(pair[1]), pair[0]


def _ratios(derivation: Chain) -> Iterator[sp.Symbol]:
    """Letters such as Δt/σ² that a regime says to be what they look like."""
    for step in derivation.steps:
        if step.relation.link.regime is not None:
            yield from dict(step.relation.link.regime.inverse)


def _standing(derivation: Chain) -> tuple[sp.Symbol, ...]:
    """The letters of a recursion that stand for the quantity before, and may look like it."""
    start = derivation.start
    return start.letters if isinstance(start, Recursion) and start.of == derivation.of else ()


def _no_letter(letter: Letter) -> str:
    plain = letter.tex.strip("|").replace("/", " ")
    if told := not_a_name(plain) or formula(plain):
        return f"the letter {letter.name} is shown as {letter.tex}, which {told}"
    if letter.root_tex and letter.tex != f"{letter.root_tex}^2":
        return (
            f"the letter {letter.name} is shown as {letter.tex} and its root as "
            f"{letter.root_tex}, whose square looks otherwise"
        )
    if letter.members and (told := not_a_name(letter.members)):
        return f"what {letter.name} counts is shown as {letter.members}, which {told}"
    return ""


def _values(derivation: Chain) -> tuple[Any, ...]:
    lines = (step.rhs for step in derivation.steps)
    called = (step.called for step in derivation.steps)
    moved = (_moved(step) for step in derivation.steps)
    return (derivation.of, derivation.start, derivation.domain, *lines, *called, *moved)


def _moved(step: Step) -> tuple[Any, ...]:
    """The letters that a line varies, counts with, or moves in its regime."""
    rule, regime = step.relation, step.relation.link.regime
    letters = [getattr(rule, name, None) for name in ("of", "variable", "on")]
    if regime is not None:
        letters += [regime.small, regime.bounded, regime.fixed]
    return tuple(letters)


def _things(derivation: Chain) -> Iterator[tuple[Any, str]]:
    """Letters, functions and quantities of all lines, with how they are shown."""
    for value in _values(derivation):
        for part in _parts(value):
            if isinstance(part, Quantity):
                if not part.name.operation:
                    yield part, part.tex()
                continue
            for letter in sorted(part.atoms(sp.Symbol), key=sp.default_sort_key):
                if type(letter) in (sp.Symbol, Letter):
                    yield letter, tex(letter)
            for applied in sorted(part.atoms(AppliedUndef), key=sp.default_sort_key):
                if template := getattr(applied.func, "tex", ""):
                    yield applied.func, template


def _numbers(derivation: Chain) -> Iterator[tuple[Any, str]]:
    """What a letter may look like: constants, powers and roots of letters, values of functions.

    And expectations: what is shown as an average over one law is one over one range.
    """
    for value in _values(derivation):
        for part in _parts(value):
            if isinstance(part, Quantity):
                continue
            if part.has(sp.exp, sp.E):
                yield sp.E, "e"
            if part.has(sp.pi):
                yield sp.pi, r"\pi"
            for letter in sorted(part.atoms(Letter), key=sp.default_sort_key):
                if letter.root_tex:
                    yield sp.sqrt(letter), letter.root_tex
            for one in sorted(part.atoms(AppliedUndef, sp.Pow), key=sp.default_sort_key):
                if isinstance(one, AppliedUndef) or one.base.is_Symbol:
                    yield one, tex(one)
    yield from _averages(derivation)


def _averages(derivation: Chain) -> Iterator[tuple[sp.Tuple, str]]:
    """Each expectation under a finite law: what it runs over and its weights."""
    for value in _values(derivation):
        for part in _parts(value):
            totals = part.atoms(sp.Sum) if isinstance(part, sp.Basic) else ()
            for total in sorted(totals, key=sp.default_sort_key):
                called, expects, _ = tex(total).partition(r" \left[")
                if expects and called.startswith(r"\mathbb E_"):
                    yield sp.Tuple(total.limits[0], averaged(total)[0]), called


def _hiding(derivation: Chain) -> Iterator[tuple[AppliedUndef, str]]:
    """Values of functions that do not show all their arguments, or not where one ends."""
    for value in _values(derivation):
        for part in _parts(value):
            values = part.atoms(AppliedUndef) if isinstance(part, sp.Basic) else ()
            for one in sorted(values, key=sp.default_sort_key):
                template = getattr(one.func, "tex", "")
                shown = {field for _, field, *_ in Formatter().parse(template) if field}
                if len(shown) < len(one.args) or re.search(r"\d\}\s*\{\d", template):
                    yield one, tex(one)


def _counted(derivation: Chain) -> Iterator[tuple[Any, str]]:
    """The sizes of sets, each with the name of what it counts."""
    for value in _values(derivation):
        for part in _parts(value):
            if isinstance(part, sp.Basic):
                sizes = sorted(part.atoms(Letter), key=sp.default_sort_key)
                yield from ((one, one.members) for one in sizes if one.members)


def functions(derivation: Chain) -> Iterator[tuple[Any, str]]:
    """The functions of all lines, with how they are shown; and sizes, with what they count.

    And expectations, and values of functions with arguments that are not seen.
    """
    yield from (pair for pair in _things(derivation) if isinstance(pair[0], type))
    yield from (*_counted(derivation), *_averages(derivation), *_hiding(derivation))


def _undefined(derivation: Chain) -> Iterator[tuple[AppliedUndef, str]]:
    """Values of functions that nothing defines; an abbreviation may be a quantity's value."""
    for value in _values(derivation):
        for part in _parts(value):
            if isinstance(part, sp.Basic):
                for one in sorted(part.atoms(AppliedUndef), key=sp.default_sort_key):
                    if not is_defined(one):
                        yield one, tex(one)


def _parts(value: Any) -> Iterator[sp.Basic | Quantity]:
    """All expressions and quantities that a value consists of."""
    if isinstance(value, sp.Basic):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _parts(one)
    elif is_dataclass(value) and not isinstance(value, type):
        if isinstance(value, Quantity):
            yield value
        kept = ("facts", "unit_sums", "whole", "nonzero")
        names = kept if isinstance(value, Domain) else [one.name for one in fields(value)]
        for name in names:
            yield from _parts(getattr(value, name))


def _kind(thing: Any) -> str:
    if isinstance(thing, Quantity):
        return f"the quantity {thing.text()}"
    if isinstance(thing, sp.Symbol):
        kinds = ", ".join(kind for kind, holds in thing._assumptions_orig.items() if holds)
        return f"the letter {thing.name} ({kinds})" if kinds else f"the letter {thing.name}"
    if isinstance(thing, sp.Basic):
        return text(thing)
    return f"the function {thing.__name__}"
