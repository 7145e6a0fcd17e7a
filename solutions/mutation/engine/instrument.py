"""Instrumentation for coverage: source text that records which of its units are run.

Before each statement, and in front of each lambda's body, a byte is set. That costs a few per cent,
where a trace function would cost several times the run.
"""

from __future__ import annotations

import ast
from types import CodeType

from solutions.mutation.engine.mutants import units

HITS = "__hits__"
"""The global name under which a module keeps a byte for each of its units."""


def instrumented(text: str, path: str) -> tuple[CodeType, int]:
    """The module's code, and how many units it has."""
    tree = ast.parse(text)
    numbers = units(tree)
    for node in list(ast.walk(tree)):
        for field in ("body", "orelse", "finalbody"):
            block = getattr(node, field, None)
            if isinstance(block, list):
                setattr(node, field, _recorded(block, numbers))
        if isinstance(node, ast.Lambda):
            setting = ast.Attribute(_hits(), "__setitem__", ast.Load())
            call = ast.Call(setting, [ast.Constant(numbers[node]), ast.Constant(1)], [])
            both = ast.Tuple([call, node.body], ast.Load())
            node.body = ast.Subscript(both, ast.Constant(1), ast.Load())
    return compile(ast.fix_missing_locations(tree), path, "exec"), len(numbers)


def _recorded(block: list[ast.stmt], numbers: dict[ast.AST, int]) -> list[ast.stmt]:
    found: list[ast.stmt] = []
    for statement in block:
        if not _comes_first(statement):
            place = ast.Subscript(_hits(), ast.Constant(numbers[statement]), ast.Store())
            mark = ast.Assign([place], ast.Constant(1))
            found.append(ast.copy_location(mark, statement))
        found.append(statement)
    return found


def _comes_first(statement: ast.stmt) -> bool:
    """Is it a text, or an import from the future, which nothing may precede?"""
    if isinstance(statement, ast.ImportFrom):
        return statement.module == "__future__"
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _hits() -> ast.Name:
    return ast.Name(HITS, ast.Load())
