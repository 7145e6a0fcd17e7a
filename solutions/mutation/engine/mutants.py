"""All mutants of a module's source text, each with the unit of code that it stands in.

A unit is a statement or a lambda: what is run as one, and what the tests are measured by. Texts,
types, imports, decorators and what an exception says are left as they are.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from solutions.mutation.engine.operators import changes, shortened
from solutions.mutation.slip import Slip

DELETED = (ast.Expr, ast.AugAssign, ast.Raise, ast.Continue, ast.Break, ast.Assert, ast.Delete)
"""Statements whose loss is no mere missing name."""

NOT_LOOKED_INTO = (
    "annotation",
    "returns",
    "decorator_list",
    "type_comment",
    "bases",
    "exc",
    "cause",
)


@dataclass(frozen=True)
class Mutant:
    """A slip in a module; ``unit`` is the number of the statement or lambda that it is in.

    ``names`` are what the statement around defines, where it runs when the module is imported.
    """

    slip: Slip
    unit: int
    text: str
    names: tuple[str, ...]

    @property
    def change(self) -> str:
        """Before and after."""
        return self.slip.text


def units(tree: ast.Module) -> dict[ast.AST, int]:
    """All statements and lambdas, numbered."""
    found = [node for node in ast.walk(tree) if isinstance(node, ast.stmt | ast.Lambda)]
    return {node: number for number, node in enumerate(found)}


def mutants(tree: ast.Module, source: str) -> list[Mutant]:
    """All mutants of a module, in the order of its text."""
    numbers, lines, verdicts = units(tree), source.splitlines(), _verdicts(tree)
    found: list[Mutant] = []
    for parent, field, place, node, unit, names in _places(tree, tree, ()):
        made = [*_statement(node), *changes(node, parent, field)]
        if parent in verdicts:
            made += [(f"{said} returned", ast.Constant(said)) for said in (True, False)]
        seen = {ast.dump(node)}
        for how, new in made:
            key = ast.dump(new)
            if key in seen:
                continue
            seen.add(key)
            at = node if hasattr(node, "lineno") else getattr(node, "iter", node)
            fixed = ast.fix_missing_locations(ast.copy_location(new, at))
            slip = Slip(how, at.lineno, _shown(node), _shown(fixed), parent, field, place, fixed)
            text = lines[at.lineno - 1].strip()
            found.append(Mutant(slip, numbers[unit], text, names))
    return found


Place = tuple[ast.AST, str, int | None, ast.AST, ast.AST, tuple[str, ...]]


def _places(parent: ast.AST, unit: ast.AST, names: tuple[str, ...]) -> Iterator[Place]:
    """Every node that may be changed, with its unit, and the names that it helps to define."""
    for field, value in ast.iter_fields(parent):
        if field in NOT_LOOKED_INTO or _is_kind(parent, field):
            continue
        nodes = enumerate(value) if isinstance(value, list) else [(None, value)]
        for place, node in nodes:
            if not isinstance(node, ast.AST) or _left_alone(node):
                continue
            within = parent if isinstance(parent, ast.Lambda) and field == "body" else unit
            mine = node if isinstance(node, ast.stmt) else within
            defines = names
            if isinstance(parent, ast.Module | ast.ClassDef) and isinstance(node, ast.stmt):
                defines = (*names, *defined(node))
            elif isinstance(parent, ast.FunctionDef | ast.Lambda) and field == "body":
                defines = ()
            yield parent, field, place, node, mine, defines
            yield from _places(node, mine, defines)


def defined(statement: ast.stmt) -> tuple[str, ...]:
    """The names that a statement gives to something."""
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return (statement.name,)
    stored = [
        node.id if isinstance(node, ast.Name) else node.attr
        for node in ast.walk(statement)
        if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Store)
    ]
    return tuple(stored)


def _is_kind(parent: ast.AST, field: str) -> bool:
    """Is it the name of a type only?"""
    alias = isinstance(parent, ast.AnnAssign) and "TypeAlias" in ast.unparse(parent.annotation)
    return alias and field == "value"


def _left_alone(node: ast.AST) -> bool:
    text = isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str | bytes)
    )
    told = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return text or told or isinstance(node, ast.Import | ast.ImportFrom | ast.arg)


def _statement(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """Slips with whole statements."""
    if isinstance(node, DELETED) or _assigns_again(node):
        yield "statement deleted", ast.Pass()
    if isinstance(node, ast.Break):
        yield "break for continue", ast.Continue()
    elif isinstance(node, ast.Continue):
        yield "continue for break", ast.Break()
    elif isinstance(node, ast.For):
        for how, source in shortened(node.iter):
            yield how, ast.For(node.target, source, node.body, node.orelse)


def _assigns_again(node: ast.AST) -> bool:
    """Does it change something that is there before, as ``low = low + 1`` does?"""
    if not isinstance(node, ast.Assign):
        return False
    stored = set(defined(node))
    read = {one.id for one in ast.walk(node.value) if isinstance(one, ast.Name)}
    kept = any(isinstance(target, ast.Attribute | ast.Subscript) for target in node.targets)
    return kept or bool(stored & read)


def _verdicts(tree: ast.Module) -> set[ast.AST]:
    """The statements that return a truth."""
    found: set[ast.AST] = set()
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef) and function.returns is not None:
            if ast.unparse(function.returns) == "bool":
                found |= {node for node in ast.walk(function) if isinstance(node, ast.Return)}
        elif isinstance(function, ast.Return) and _is_truth(function.value):
            found.add(function)
    return found


def _is_truth(node: ast.AST | None) -> bool:
    if isinstance(node, ast.Call):
        return ast.unparse(node.func) in ("any", "all", "bool", "isinstance")
    negated = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)
    return negated or isinstance(node, ast.Compare | ast.BoolOp)


def _shown(node: ast.AST) -> str:
    """One line of it."""
    if isinstance(node, ast.For):
        return f"for {ast.unparse(node.target)} in {ast.unparse(node.iter)}"
    first, *more = ast.unparse(node).strip().splitlines()
    return f"{first} …" if more else first
