"""Expressions in one line, spelled as `ruff format` leaves them.

The nodes that most code is made of are written here, because a module of sixty lines is to
print in ten milliseconds and astor needs twenty; all others come from astor by way of
`skeleton`. Every text is parsed again and compared with its tree.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

import gast

from tangentgen.source import precedence as p
from tangentgen.source.equal import parsed, same
from tangentgen.source.fstrings import formatted
from tangentgen.source.literals import literal
from tangentgen.source.numerals import kept
from tangentgen.source.skeleton import astor_text, skeleton
from tangentgen.source.spacing import hugs, operand_level, spaced


def spell(node: gast.expr, level: int = p.TEST) -> str:
    """The text of an expression, in parentheses if it binds no tighter than the level.

    >>> print(spell(gast.parse("(a+ b)*x [i+1:]** 2 if c else -x**y").body[0].value))
    (a + b) * x[i + 1 :] ** 2 if c else -(x**y)
    """
    text = write(node, level)
    if same(parsed(text), node):
        return text
    tree: Any = gast.gast_to_ast(node)
    for other in (astor_text(tree), ast.unparse(tree)):
        if same(parsed(other), node):
            return f"({other})" if p.precedence(node) < level else other
    return text


def spell_value(node: gast.expr) -> str:
    """The text of what stands alone behind `=`, `return` or `in`, where a tuple may be bare."""
    return spell(node, p.TEST if isinstance(node, gast.NamedExpr) else p.BARE)


def write(node: Any, level: int) -> str:
    """What `spell` does, unchecked."""
    kind = type(node).__name__
    text = _WRITERS.get(kind, _from_skeleton)(node)
    return f"({text})" if p.precedence(node) < level else text


def _name(node: gast.Name) -> str:
    identifier: str = node.id
    if node.annotation is not None:
        return f"{identifier}: {write(node.annotation, p.TEST)}"
    return identifier


def _constant(node: gast.Constant) -> str:
    return (kept(node) if node.kind else None) or literal(node.value)


def _attribute(node: gast.Attribute) -> str:
    value = write(node.value, p.ATOM)
    if value[0].isdigit() and isinstance(node.value, gast.Constant):
        value = f"({value})"
    return f"{value}.{node.attr}"


def _call(node: gast.Call) -> str:
    arguments = [argument(part) for part in node.args]
    if len(arguments) == 1 and not node.keywords and isinstance(node.args[0], gast.GeneratorExp):
        return write(node.func, p.ATOM) + arguments[0]
    arguments += [keyword(part) for part in node.keywords]
    return f"{write(node.func, p.ATOM)}({', '.join(arguments)})"


def argument(node: gast.expr) -> str:
    return write(node, p.NAMED)


def keyword(node: gast.keyword) -> str:
    if node.arg is None:
        return "**" + write(node.value, p.TEST)
    return f"{node.arg}={write(node.value, p.TEST)}"


def _subscript(node: gast.Subscript) -> str:
    return f"{write(node.value, p.ATOM)}[{index(node.slice)}]"


def index(node: gast.expr) -> str:
    """What stands between the brackets of a subscript."""
    if isinstance(node, gast.Tuple) and node.elts:
        return write(node, p.TEST) if len(node.elts) == 1 else _commas(node.elts)
    return write(node, p.BARE)


def _slice(node: gast.Slice) -> str:
    pieces, bounds = spaced(node)
    text = pieces[0]
    for piece, bound in zip(pieces[1:], bounds, strict=True):
        text += write(bound, p.TEST) + piece
    return text


def _binary(node: gast.BinOp) -> str:
    sign, own = p.BINARY[type(node.op).__name__]
    if own == p.POWER:
        space = "" if hugs(node) else " "
        return f"{write(node.left, p.AWAIT)}{space}**{space}{write(node.right, p.FACTOR)}"
    return f"{write(node.left, own)} {sign} {write(node.right, own + 1)}"


def _unary(node: gast.UnaryOp) -> str:
    sign, _ = p.UNARY[type(node.op).__name__]
    return sign + write(node.operand, operand_level(node))


def _boolean(node: gast.BoolOp) -> str:
    sign, own = (" and ", p.AND) if isinstance(node.op, gast.And) else (" or ", p.OR)
    return sign.join([write(value, own + 1) for value in node.values])


def _compare(node: gast.Compare) -> str:
    text = write(node.left, p.BIT_OR)
    for op, right in zip(node.ops, node.comparators, strict=True):
        text += f" {p.COMPARISON[type(op).__name__]} {write(right, p.BIT_OR)}"
    return text


def _conditional(node: gast.IfExp) -> str:
    body, test = write(node.body, p.OR), write(node.test, p.OR)
    return f"{body} if {test} else {write(node.orelse, p.TEST)}"


def _tuple(node: gast.Tuple) -> str:
    if not node.elts:
        return "()"
    return _commas(node.elts) + ("," if len(node.elts) == 1 else "")


def _list(node: gast.List) -> str:
    return f"[{_commas(node.elts)}]"


def _commas(nodes: list[gast.expr]) -> str:
    text = ", ".join([write(node, p.TEST) for node in nodes])
    return text


def _from_skeleton(node: gast.expr) -> str:
    pieces, parts = skeleton(node)
    text = pieces[0]
    for piece, before, part in zip(pieces[1:], pieces[:-1], parts, strict=True):
        text += write(part, slot(before)) + piece
    return text


def slot(before: str) -> int:
    """How tightly a part must bind that stands behind a piece of a skeleton."""
    if before.endswith(("for ", "yield ")):
        return p.BARE
    if before.endswith((" in ", " if ")):
        return p.OR
    if before.endswith("*"):
        return p.BIT_OR
    return p.ATOM if before == "await " else p.TEST


def _formatted(node: gast.JoinedStr) -> str:
    return formatted(node, write)


_WRITERS: dict[str, Callable[[Any], str]] = {
    "Name": _name,
    "Constant": _constant,
    "Attribute": _attribute,
    "Call": _call,
    "Subscript": _subscript,
    "Slice": _slice,
    "BinOp": _binary,
    "UnaryOp": _unary,
    "BoolOp": _boolean,
    "Compare": _compare,
    "IfExp": _conditional,
    "Tuple": _tuple,
    "List": _list,
    "JoinedStr": _formatted,
}
