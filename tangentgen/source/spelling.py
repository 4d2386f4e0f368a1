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
from tangentgen.source.literals import literal, string
from tangentgen.source.skeleton import astor_text, skeleton


def spell(node: gast.expr, level: int = p.TEST) -> str:
    """The text of an expression, in parentheses if it binds no tighter than the level.

    >>> print(spell(gast.parse("(a+ b)*x [i+1:]** 2 if c else -x**y").body[0].value))
    (a + b) * x[i + 1 :] ** 2 if c else -(x**y)
    """
    text = write(node, level)
    if same(_parse(text), node):
        return text
    tree: Any = gast.gast_to_ast(node)
    for other in (astor_text(tree), ast.unparse(tree)):
        if same(_parse(other), node):
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
    return literal(node.value)


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


def spaced(node: gast.Slice) -> tuple[list[str], list[gast.expr]]:
    """The colons of a slice with the spaces beside them, and the bounds between them."""
    bounds = [bound for bound in (node.lower, node.upper, node.step) if bound is not None]
    space = "" if all(map(_is_simple, bounds)) else " "
    pieces = ["", space + ":"] if node.lower is not None else [":"]
    if node.upper is not None:
        pieces[-1] += space
        pieces.append(space if node.step is not None else "")
    if node.step is not None:
        pieces[-1] += ":" + space
        pieces.append("")
    return pieces, bounds


def _is_simple(node: gast.expr) -> bool:
    """What needs no spaces beside the colon of a slice."""
    if isinstance(node, gast.UnaryOp):
        return not isinstance(node.op, gast.Not) and _is_simple(node.operand)
    return isinstance(node, gast.Name | gast.Constant)


def _binary(node: gast.BinOp) -> str:
    sign, own = p.BINARY[type(node.op).__name__]
    if own == p.POWER:
        space = "" if hugs(node) else " "
        return f"{write(node.left, p.AWAIT)}{space}**{space}{write(node.right, p.FACTOR)}"
    return f"{write(node.left, own)} {sign} {write(node.right, own + 1)}"


def hugs(node: gast.BinOp) -> bool:
    """Whether a power is written without spaces.

    >>> [spell(gast.parse(t).body[0].value) for t in ("x ** 2", "x.T ** -n", "f(x) ** 2")]
    ['x**2', 'x.T**-n', 'f(x) ** 2']
    """
    right = node.right
    if isinstance(right, gast.BinOp) and isinstance(right.op, gast.Pow):
        right = right.left
    if isinstance(node.left, gast.UnaryOp) or p.precedence(node.left) < p.AWAIT:
        return False
    return _is_simple_operand(node.left) and _is_simple_operand(right)


def _is_simple_operand(node: gast.expr) -> bool:
    while isinstance(node, gast.Attribute):
        node = node.value
        if not isinstance(node, gast.Attribute | gast.Name):
            return False
    if isinstance(node, gast.UnaryOp):
        return not isinstance(node.op, gast.Not) and _is_simple_operand(node.operand)
    if isinstance(node, gast.Constant):
        return isinstance(node.value, int | float | complex) and not isinstance(node.value, bool)
    return isinstance(node, gast.Name)


def _unary(node: gast.UnaryOp) -> str:
    sign, _ = p.UNARY[type(node.op).__name__]
    return sign + write(node.operand, operand_level(node))


def operand_level(node: gast.UnaryOp) -> int:
    """A power under a sign is written in parentheses, though it needs none."""
    power = isinstance(node.operand, gast.BinOp) and isinstance(node.operand.op, gast.Pow)
    return p.AWAIT if power else p.UNARY[type(node.op).__name__][1]


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
    """An f-string; what no quotes fit around is left to `ast`."""
    for quote in ('"', "'"):
        text = _fields(node, quote)
        if text is not None:
            return f"f{quote}{text}{quote}"
    result: str = ast.unparse(gast.gast_to_ast(node))
    return result


def _fields(node: gast.JoinedStr, quote: str) -> str | None:
    text = ""
    for part in node.values:
        if isinstance(part, gast.Constant):
            body = string(part.value, quote)
            if body[0] != quote:
                return None
            text += body[1:-1].replace("{", "{{").replace("}", "}}")
            continue
        inner = write(part.value, p.OR)
        if quote in inner:
            inner = inner.replace('"', "'")
        if quote in inner or "\\" in inner:
            return None
        convert = f"!{chr(part.conversion)}" if part.conversion != -1 else ""
        spec = _fields(part.format_spec, quote) if part.format_spec is not None else ""
        if spec is None:
            return None
        colon = ":" if part.format_spec is not None else ""
        text += "{" + (" " if inner.startswith("{") else "") + inner + convert + colon + spec + "}"
    return text


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


def _parse(text: str) -> Any:
    if text.startswith("yield"):
        text = f"({text})"
    try:
        # Inside brackets, so that a starred part and a walrus parse too.
        call = ast.parse(f"_({text}\n)", mode="eval").body
    except (SyntaxError, ValueError, RecursionError):
        return None
    assert isinstance(call, ast.Call)
    if len(call.args) == 1 and not call.keywords:
        return call.args[0]
    return ast.Tuple(call.args, ast.Load()) if not call.keywords else None


def same(one: Any, two: Any) -> bool:
    """Whether a tree of `ast` and one of gast are the same expression.

    >>> same(ast.parse("-1").body[0].value, gast.Constant(-1, None))
    True
    """
    kind = type(two).__name__
    if kind == "Constant":
        if type(one).__name__ != "Constant":
            return one is not None and ast.dump(one) == ast.dump(_parse(literal(two.value)))
        value = two.value
        return literal(one.value) == literal(value) and (
            type(one.value) is type(value) or isinstance(value, float | int)
        )
    if type(one).__name__ != kind:
        return False
    if kind == "Name":
        identical: bool = one.id == two.id
        return identical
    if kind == "arguments":
        return ast.dump(one) == ast.dump(gast.gast_to_ast(two))
    if two is None:
        return True
    for field in two._fields:
        if field in ("ctx", "kind", "type_comment"):
            continue
        mine, other = getattr(one, field, None), getattr(two, field, None)
        if isinstance(other, list):
            if len(mine) != len(other) or not all(map(same, mine, other)):
                return False
        elif isinstance(other, ast.AST):
            if not same(mine, other):
                return False
        elif other is None:
            if mine is not None:
                return False
        elif mine != other:
            return False
    return True
