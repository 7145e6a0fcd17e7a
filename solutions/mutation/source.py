"""Small changes of a module's text: its derivations and the functions that they use, nothing else.

Checks, boxes, decoys, strings and imports are left as they are.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from typing import Any

from sympy.core.function import UndefinedFunction

from solutions.kernel.terms.letters import Letter
from solutions.mutation.slip import Slip

LEFT_ALONE = {"Box", "Decoy", "Part", "Letter", "function", "defined", "tex"}
"""Calls that state no mathematics of a derivation."""

OPPOSITE: dict[type[ast.operator], ast.operator] = {
    ast.Add: ast.Sub(),
    ast.Sub: ast.Add(),
    ast.Mult: ast.Div(),
    ast.Div: ast.Mult(),
}


def slips(tree: ast.Module, names: Mapping[str, Any]) -> list[Slip]:
    """All changes of the module ``tree`` that defines ``names``, in the order of its text."""
    imported = _imported(tree)
    letters = sorted(name for name in imported if isinstance(names.get(name), Letter))
    functions = sorted(name for name in imported if isinstance(names.get(name), UndefinedFunction))
    swaps = {name: [other for other in letters if other != name] for name in letters}
    for name in functions:
        swaps[name] = [
            other
            for other in functions
            if other != name and _places(names[other]) == _places(names[name])
        ]
    found: list[Slip] = []
    for statement in derivation_code(tree):
        for parent, field, place, node, hidden in _expressions(statement, frozenset()):
            seen = {ast.dump(node)}
            for how, new in _changes(node, parent, swaps, hidden):
                if ast.dump(new) in seen:
                    continue
                seen.add(ast.dump(new))
                fixed = ast.fix_missing_locations(ast.copy_location(new, node))
                texts = ast.unparse(node), ast.unparse(fixed)
                found.append(Slip(how, node.lineno, *texts, parent, field, place, fixed))
    return found


def derivation_code(tree: ast.Module) -> list[ast.stmt]:
    """The statements that the part's derivations and boxes lead to, in order."""
    defined: dict[str, list[ast.stmt]] = {}
    for statement in tree.body:
        for name in _defines(statement):
            defined.setdefault(name, []).append(statement)
    todo = [name for call in _part_calls(tree) for name in _derivation_names(call)]
    reached: set[str] = set()
    while todo:
        name = todo.pop()
        if name in reached or name not in defined:
            continue
        reached.add(name)
        for statement in defined[name]:
            todo += [node.id for node in ast.walk(statement) if isinstance(node, ast.Name)]
    wanted = [statement for name in reached for statement in defined[name]]
    return [statement for statement in tree.body if statement in wanted and not _check(statement)]


def _part_calls(tree: ast.Module) -> Iterator[ast.Call]:
    for statement in tree.body:
        value = statement.value if isinstance(statement, ast.Assign) else None
        if isinstance(value, ast.Call) and "part" in _defines(statement):
            yield value


def _derivation_names(call: ast.Call) -> Iterator[str]:
    for keyword in call.keywords:
        if keyword.arg in ("derivations", "boxes"):
            for node in ast.walk(keyword.value):
                if isinstance(node, ast.Name):
                    yield node.id


def _defines(statement: ast.stmt) -> list[str]:
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return [statement.name]
    targets: list[ast.expr] = []
    if isinstance(statement, ast.Assign):
        targets = statement.targets
    elif isinstance(statement, ast.AnnAssign):
        targets = [statement.target]
    nodes = [node for target in targets for node in ast.walk(target)]
    return [node.id for node in nodes if isinstance(node, ast.Name)]


def _check(statement: ast.stmt) -> bool:
    decorators = statement.decorator_list if isinstance(statement, ast.FunctionDef) else []
    called = [one.func if isinstance(one, ast.Call) else one for one in decorators]
    return any(isinstance(one, ast.Name) and one.id == "check" for one in called)


def _imported(tree: ast.Module) -> set[str]:
    statements = [node for node in tree.body if isinstance(node, ast.ImportFrom)]
    return {alias.asname or alias.name for node in statements for alias in node.names}


def _places(function: Any) -> int:
    """How many arguments a function is printed with."""
    return sum(f"{{{place}}}" in function.tex for place in range(4))


Place = tuple[ast.AST, str, int | None, ast.expr, frozenset[str]]


def _expressions(parent: ast.AST, hidden: frozenset[str]) -> Iterator[Place]:
    """Every expression below ``parent`` that may be changed; ``hidden`` names mean another thing.

    Types, defaults, decorators and texts are no expressions of a derivation.
    """
    if isinstance(parent, ast.Lambda | ast.FunctionDef):
        hidden |= {argument.arg for argument in parent.args.args}
    for field, value in ast.iter_fields(parent):
        if field in ("args", "returns", "annotation", "decorator_list", "targets", "target") and (
            not isinstance(parent, ast.Call)
        ):
            continue
        nodes = enumerate(value) if isinstance(value, list) else [(None, value)]
        for place, node in nodes:
            if not isinstance(node, ast.AST) or _text(node) or _left_alone(node):
                continue
            if isinstance(node, ast.expr) and field != "func":
                yield parent, field, place, node, hidden
            yield from _expressions(node, hidden)


def _text(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def _left_alone(node: ast.AST) -> bool:
    if isinstance(node, ast.keyword):
        return node.arg == "because"
    called = node.func if isinstance(node, ast.Call) else None
    return isinstance(called, ast.Name) and called.id in LEFT_ALONE


def _changes(
    node: ast.expr, parent: ast.AST, swaps: Mapping[str, list[str]], hidden: frozenset[str]
) -> Iterator[tuple[str, ast.expr]]:
    number = node.value if isinstance(node, ast.Constant) else None
    if isinstance(number, int) and not isinstance(number, bool):
        yield "constant + 1", ast.Constant(number + 1)
        yield "constant − 1", ast.Constant(number - 1)
    elif isinstance(node, ast.Name) and node.id not in hidden:
        for other in swaps.get(node.id, []):
            yield "letter swapped", ast.Name(other, ast.Load())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield "sign dropped", node.operand
    elif isinstance(node, ast.BinOp):
        yield from _operations(node)
    if _is_limit(node, parent) and not isinstance(node, ast.Constant):
        yield "limit + 1", ast.BinOp(node, ast.Add(), ast.Constant(1))
        yield "limit − 1", ast.BinOp(node, ast.Sub(), ast.Constant(1))


def _operations(node: ast.BinOp) -> Iterator[tuple[str, ast.expr]]:
    left, right = node.left, node.right
    if type(node.op) in OPPOSITE:
        yield "operation turned", ast.BinOp(left, OPPOSITE[type(node.op)], right)
    if isinstance(node.op, ast.Pow) and not isinstance(right, ast.Constant):
        yield "exponent + 1", ast.BinOp(left, node.op, ast.BinOp(right, ast.Add(), ast.Constant(1)))
        yield "exponent − 1", ast.BinOp(left, node.op, ast.BinOp(right, ast.Sub(), ast.Constant(1)))
    yield "operand dropped", left
    if isinstance(node.op, ast.Add | ast.Mult):
        yield "operand dropped", right
    elif isinstance(node.op, ast.Sub):
        yield "operand dropped", ast.UnaryOp(ast.USub(), right)
    elif isinstance(node.op, ast.Div):
        yield "operand dropped", ast.BinOp(ast.Constant(1), ast.Div(), right)


def _is_limit(node: ast.expr, parent: ast.AST) -> bool:
    """The second or third of ``(k, 1, T)``."""
    return (
        isinstance(parent, ast.Tuple)
        and len(parent.elts) == 3
        and isinstance(parent.elts[0], ast.Name)
        and any(node is one for one in parent.elts[1:])
    )
