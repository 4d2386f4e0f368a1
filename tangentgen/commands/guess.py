"""What kinds parameters seem to have, from what is done with them, where nobody has said."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from tangentgen.commands.numbers import numbers

ARRAY, INT, FLOAT, NUM = "f8[?]", "int", "float", "num"


def guesses(function: Callable[..., Any], returned: bool = True) -> dict[str, str]:
    """An array where it is used as one, an integer where it counts, a number where no array would
    do, else what is calculated with. What is `returned` is a number.

    >>> def smooth(x, k, n, rate):
    ...     for i in range(n):
    ...         x[:k] = rate * x[i]
    ...     return x.sum()
    >>> guesses(smooth)
    {'x': 'f8[?]', 'k': 'int', 'n': 'int', 'rate': 'num'}
    """
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
        parameters = list(inspect.signature(function).parameters)
    except (OSError, TypeError, SyntaxError, ValueError):
        return {}
    seen: dict[str, set[str]] = {name: set() for name in parameters}
    for node in ast.walk(tree):
        for name, kind in _uses(node):
            if name in seen:
                seen[name].add(kind)
    definition = tree.body[0] if tree.body else None
    if isinstance(definition, ast.FunctionDef):
        for name in numbers(definition, returned).intersection(seen):
            seen[name] |= {NUM, FLOAT} if seen[name] <= {NUM} else {NUM}
    found = {name: kinds - {NUM} or kinds for name, kinds in seen.items()}
    return {
        name: kinds.pop() for name, kinds in found.items() if len(kinds) == 1 and "" not in kinds
    }


def _uses(node: ast.AST) -> Iterator[tuple[str, str]]:
    """Names, and the kind that a use of them speaks for: "" for something else than these."""
    match node:
        case ast.Attribute(value=ast.Name(name), attr=attribute):
            yield name, ARRAY if hasattr(np.ndarray, attribute) else ""
        case ast.Subscript(value=ast.Name(name), slice=index):
            is_key = isinstance(index, ast.Constant) and isinstance(index.value, str)
            yield name, "" if is_key else ARRAY
        case ast.BinOp(left=left, op=ast.MatMult(), right=right):
            yield from ((side.id, ARRAY) for side in (left, right) if isinstance(side, ast.Name))
        case ast.BinOp(left=left, right=right):
            yield from ((side.id, NUM) for side in (left, right) if isinstance(side, ast.Name))
        case ast.UnaryOp(op=ast.USub(), operand=ast.Name(name)):
            yield name, NUM
        case ast.Call(func=ast.Attribute(value=ast.Name("np" | "math")), args=args):
            yield from ((argument.id, NUM) for argument in args if isinstance(argument, ast.Name))
        case ast.Slice(lower=lower, upper=upper, step=step):
            yield from ((name, INT) for part in (lower, upper, step) for name in _terms(part))
        case ast.Call(func=ast.Name("range"), args=args):
            yield from ((name, INT) for part in args for name in _terms(part))
        case ast.Call(func=ast.Name("len"), args=[ast.Name(name)]):
            yield name, ARRAY
        case ast.Call(func=ast.Name(name)):
            yield name, ""


def _terms(bound: ast.expr | None) -> Iterator[str]:
    """The names in a bound such as `n`, `n - 1`, `2 * n`."""
    match bound:
        case ast.Name(name):
            yield name
        case ast.BinOp(left=left, right=right):
            yield from _terms(left)
            yield from _terms(right)
