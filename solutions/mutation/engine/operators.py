"""Mutation operators: what a node of a syntax tree may be mistaken for."""

from __future__ import annotations

import ast
from collections.abc import Iterator

Changes = Iterator[tuple[str, ast.AST]]

COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
"""The boundary put in or left out, and the opposite."""

OPERATIONS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}

NAMES = {
    one: other
    for pair in (
        ("min", "max"),
        ("any", "all"),
        ("positive", "nonnegative"),
        ("is_positive", "is_nonnegative"),
        ("is_negative", "is_nonpositive"),
        ("lower", "upper"),
        ("low", "high"),
        ("lhs", "rhs"),
        ("union", "intersection"),
        ("numerator", "denominator"),
    )
    for one, other in (pair, pair[::-1])
}
"""Names that are mistaken for each other."""

LARGE = 10
"""From here on a constant may also lose its last digit, as 2⁻⁶⁰ becomes 2⁻⁶."""


def changes(node: ast.AST, parent: ast.AST, field: str) -> Changes:
    """``(what was done, mutant)`` for an expression that stands in ``field`` of ``parent``."""
    if field in ("test", "ifs"):
        yield from _condition(node, parent)
    if isinstance(node, ast.Constant):
        yield from _constant(node)
    elif isinstance(node, ast.Compare):
        yield from _comparison(node)
    elif isinstance(node, ast.BoolOp):
        yield from _conditions(node)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        kind = "not" if isinstance(node.op, ast.Not) else "sign"
        yield f"{kind} dropped", node.operand
    elif isinstance(node, ast.BinOp):
        yield from _operation(node)
    elif isinstance(node, ast.Call):
        yield from _call(node)
    elif isinstance(node, ast.Attribute) and node.attr in NAMES:
        yield "name swapped", ast.Attribute(node.value, NAMES[node.attr], node.ctx)
    elif isinstance(node, ast.Name) and node.id in NAMES and field == "func":
        yield "name swapped", ast.Name(NAMES[node.id], node.ctx)
    elif isinstance(node, ast.Tuple | ast.Set | ast.List) and _is_choice(node, parent, field):
        yield from _fewer(node)
    elif isinstance(node, ast.comprehension):
        yield from _loop(node)
    elif isinstance(node, ast.IfExp):
        yield "branches swapped", ast.IfExp(node.test, node.orelse, node.body)


def _condition(node: ast.AST, parent: ast.AST) -> Changes:
    """A condition that always holds, and one that never does."""
    if not isinstance(parent, ast.While | ast.Assert):  # a loop without end tells nothing
        yield "condition always true", ast.Constant(True)
    if not isinstance(parent, ast.Assert) and not isinstance(node, ast.Constant):
        yield "condition always false", ast.Constant(False)


def _constant(node: ast.Constant) -> Changes:
    number = node.value
    if isinstance(number, bool):
        yield "verdict turned", ast.Constant(not number)
    elif isinstance(number, int):
        yield "constant + 1", ast.Constant(number + 1)
        yield "constant − 1", ast.Constant(number - 1)
        if number >= LARGE:
            yield "digit dropped", ast.Constant(number // 10)
    elif isinstance(number, float):
        yield "constant · 10", ast.Constant(number * 10)
        yield "constant / 10", ast.Constant(number / 10)


def _comparison(node: ast.Compare) -> Changes:
    for place, op in enumerate(node.ops):
        for other in COMPARISONS[type(op)]:
            ops = [*node.ops[:place], other(), *node.ops[place + 1 :]]
            yield "comparison changed", ast.Compare(node.left, ops, node.comparators)
    if len(node.ops) > 1:
        first = ast.Compare(node.left, node.ops[:-1], node.comparators[:-1])
        yield "end of a chain dropped", first
        yield (
            "start of a chain dropped",
            ast.Compare(node.comparators[0], node.ops[1:], node.comparators[1:]),
        )


def _conditions(node: ast.BoolOp) -> Changes:
    other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    yield "and/or swapped", ast.BoolOp(other, node.values)
    for place in range(len(node.values)):
        rest = node.values[:place] + node.values[place + 1 :]
        yield "condition dropped", rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)


def _operation(node: ast.BinOp) -> Changes:
    sides = node.left, node.right
    if any(isinstance(side, ast.JoinedStr) or _is_text(side) for side in sides):
        return
    if type(node.op) in OPERATIONS:
        yield "operation turned", ast.BinOp(node.left, OPERATIONS[type(node.op)](), node.right)
    yield "operand dropped", node.left
    if isinstance(node.op, ast.Add | ast.Mult | ast.BitOr | ast.BitAnd):
        yield "operand dropped", node.right
    elif isinstance(node.op, ast.Sub | ast.Div | ast.Pow):
        yield "operands swapped", ast.BinOp(node.right, node.op, node.left)


def _call(node: ast.Call) -> Changes:
    args = node.args
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    if not any(isinstance(one, ast.Starred) for one in args) and name != "isinstance":
        for place in range(len(args) - 1):
            swapped = list(args)
            swapped[place : place + 2] = swapped[place + 1], swapped[place]
            yield "arguments swapped", ast.Call(node.func, swapped, node.keywords)
    for place, keyword in enumerate(node.keywords):
        if keyword.arg not in (None, "strict", "key"):
            rest = node.keywords[:place] + node.keywords[place + 1 :]
            yield "keyword dropped", ast.Call(node.func, args, rest)
    if name == "range":
        for place, end in enumerate(args[:2]):
            for sign in (ast.Add(), ast.Sub()):
                if not isinstance(end, ast.Constant):
                    moved = ast.BinOp(end, sign, ast.Constant(1))
                    ends = [*args[:place], moved, *args[place + 1 :]]
                    yield "range moved", ast.Call(node.func, ends, node.keywords)


def _is_choice(node: ast.AST, parent: ast.AST, field: str) -> bool:
    """Is it what something is looked for in: after ``in``, in ``isinstance``, in ``except``?"""
    if isinstance(parent, ast.Call) and isinstance(parent.func, ast.Name):
        return parent.func.id == "isinstance" and node is parent.args[-1]
    return (field == "comparators") or isinstance(parent, ast.ExceptHandler)


def _fewer(node: ast.Tuple | ast.Set | ast.List) -> Changes:
    for place in range(len(node.elts) if len(node.elts) > 1 else 0):
        rest = node.elts[:place] + node.elts[place + 1 :]
        if isinstance(node, ast.Set):
            yield "choice dropped", ast.Set(rest)
        else:
            yield "choice dropped", type(node)(rest, node.ctx)


def _loop(node: ast.comprehension) -> Changes:
    for how, source in shortened(node.iter):
        yield how, ast.comprehension(node.target, source, node.ifs, node.is_async)


def shortened(source: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    """A loop that leaves out its first, or its last."""
    if isinstance(source, ast.Call) and ast.unparse(source.func) in ("range", "count"):
        return
    listed = ast.Call(ast.Name("list", ast.Load()), [source], [])
    first = ast.Slice(ast.Constant(1), None)
    last = ast.Slice(None, ast.UnaryOp(ast.USub(), ast.Constant(1)))
    yield "first of a loop left out", ast.Subscript(listed, first, ast.Load())
    yield "last of a loop left out", ast.Subscript(listed, last, ast.Load())


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)
