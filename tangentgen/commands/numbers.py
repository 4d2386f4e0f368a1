"""Which parameters have to be single numbers for what a function does to make sense.

A gradient is taken of a number, so that what elementwise operations make it from are numbers too;
so is what is compared in a test, or by `max`, and what is given to a function of `math`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

import numpy as np

from tangentgen.analysis.callables import is_elementwise

Names = frozenset[str]

_NONE: Names = frozenset()
_ORDERED = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)


def numbers(function: ast.FunctionDef | ast.AsyncFunctionDef, returned: bool) -> Names:
    """The parameters that have to be numbers; `returned` where what is returned has to be one.

    >>> tree = ast.parse(
    ...     "def f(a, b, c, n):\\n"
    ...     "    for _ in range(n):\\n"
    ...     "        a = a * b\\n"
    ...     "    s = np.sum(c * a)\\n"
    ...     "    return s if s > 0 else -a"
    ... )
    >>> sorted(numbers(tree.body[0], True)), sorted(numbers(tree.body[0], False))
    (['a', 'b'], [])
    """
    return _Wanted(returned).block(function.body, _NONE)


class _Wanted:
    """Walks from the end: before a statement, the names that have to be numbers there."""

    def __init__(self, returned: bool) -> None:
        self.returned = returned

    def block(self, body: Iterable[ast.stmt], after: Names) -> Names:
        for statement in reversed(list(body)):
            after = self.statement(statement, after)
        return after

    def statement(self, statement: ast.stmt, after: Names) -> Names:
        inside = _asked_anywhere(statement)
        match statement:
            case ast.Return(value=value):
                return inside | (_numbers(value) if self.returned else _NONE)
            case ast.Assign(targets=targets, value=value):
                return inside | self.assigned(targets, value, after)
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                return inside | self.assigned([target], value, after)
            case ast.AugAssign(target=ast.Name(name), op=op, value=value):
                elementwise = name in after and not isinstance(op, ast.MatMult)
                return inside | after | (_numbers(value) if elementwise else _NONE)
            case ast.If(test=test, body=body, orelse=orelse):
                either = self.block(body, after) | self.block(orelse, after)
                return either | _tested(test) | inside
            case ast.For() | ast.AsyncFor() | ast.While():
                return self.loop(statement, after) | inside
            case ast.With(body=body) | ast.AsyncWith(body=body):
                return self.block(body, after)
            case ast.Try(body=body, handlers=handlers, orelse=orelse, finalbody=final):
                end = self.block(final, after)
                least = self.block(body, self.block(orelse, end))
                return least.union(*(self.block(h.body, end) for h in handlers))
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                return after
        return after | inside

    def assigned(self, targets: list[ast.expr], value: ast.expr, after: Names) -> Names:
        bound = {n for t in targets for n in _bound(t)}
        match targets, value:
            case [ast.Tuple(elts=parts)], ast.Tuple(elts=values) if len(parts) == len(values):
                pairs = zip(parts, values, strict=True)
                wanted = [v for t, v in pairs if isinstance(t, ast.Name) and t.id in after]
            case _:
                named = [t.id for t in targets if isinstance(t, ast.Name)]
                wanted = [value] if after.intersection(named) else []
        return (after - bound).union(*map(_numbers, wanted))

    def loop(self, statement: ast.For | ast.AsyncFor | ast.While, after: Names) -> Names:
        test = _tested(statement.test) if isinstance(statement, ast.While) else _NONE
        wanted = self.block(statement.orelse, after) | test
        while True:
            before = wanted | self.block(statement.body, wanted)
            if not isinstance(statement, ast.While):
                before = wanted | (before - set(_bound(statement.target)))
            if before == wanted:
                return wanted
            wanted = before


def _bound(target: ast.expr) -> Iterator[str]:
    """The names that a target binds, not those of what it writes into."""
    match target:
        case ast.Name(name):
            yield name
        case ast.Tuple(elts=parts) | ast.List(elts=parts):
            for part in parts:
                yield from _bound(part)
        case ast.Starred(value=inner):
            yield from _bound(inner)


def _numbers(value: ast.expr | None) -> Names:
    """The names in an expression that are numbers where it is one."""
    match value:
        case ast.Name(name):
            return frozenset([name])
        case ast.BinOp(left=left, op=op, right=right) if not isinstance(op, ast.MatMult):
            return _numbers(left) | _numbers(right)
        case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=operand):
            return _numbers(operand)
        case ast.IfExp(body=body, orelse=orelse):
            return _numbers(body) | _numbers(orelse)
        case ast.Call(func=ast.Attribute(value=ast.Name("np" | "numpy"), attr=name), args=args):
            if name == "where" or is_elementwise(getattr(np, name, None)):
                return _NONE.union(*map(_numbers, args))
        case ast.Call(func=ast.Name("abs"), args=[argument]):
            return _numbers(argument)
    return _NONE


def _tested(test: ast.expr) -> Names:
    """The names that are numbers where an expression has one truth value."""
    match test:
        case ast.BoolOp(values=values):
            return _NONE.union(*map(_tested, values))
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return _tested(operand)
        case ast.Compare(left=left, ops=ops, comparators=others):
            if all(isinstance(op, _ORDERED) for op in ops):
                return _numbers(left).union(*map(_numbers, others))
    return _NONE


def _asked_anywhere(statement: ast.stmt) -> Names:
    """What the expressions of a statement itself test, compare, or give to functions of `math`."""
    found: Names = _NONE
    nodes: list[ast.AST] = [
        child for child in ast.iter_child_nodes(statement) if not isinstance(child, ast.stmt)
    ]
    while nodes:
        node = nodes.pop()
        match node:
            case ast.Lambda() | ast.comprehension() | ast.ExceptHandler() | ast.match_case():
                continue
            case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
                continue
            case ast.IfExp(test=test):
                found |= _tested(test)
            case ast.Call(func=ast.Attribute(value=ast.Name("math")), args=args):
                found = found.union(*map(_numbers, args))
            case ast.Call(func=ast.Name("max" | "min"), args=[_, _, *_] as args):
                found = found.union(*map(_numbers, args))
        nodes += ast.iter_child_nodes(node)
    return found
