"""Expressions as documents: where each may break into lines, as `ruff format` breaks them.

This is asked only for what does not fit a line. Names follow ruff's `ruff_python_formatter`.
"""

from __future__ import annotations

from typing import Any

import gast

from tangentgen.source import precedence as p
from tangentgen.source.breaks import (
    Place,
    after_power,
    brackets,
    break_here,
    commas,
    grouped,
    if_expanded,
)
from tangentgen.source.chains import flatten
from tangentgen.source.document import (
    SOFT,
    SPACE,
    Doc,
    Group,
)
from tangentgen.source.parens import CHAINED, breaks_before, is_fluent, needs_parentheses, owner
from tangentgen.source.skeleton import skeleton
from tangentgen.source.spacing import operand_level, spaced
from tangentgen.source.spelling import slot, write


def layout(node: Any, level: int, place: Place) -> Doc:
    """An expression, in parentheses if it binds no tighter than the level."""
    if p.precedence(node) < level:
        return brackets("(", layout(node, p.BARE, "inside"), ")", place)
    if isinstance(node, CHAINED):
        dots = place is not None and is_fluent(node)
        content = _chain(node, dots, place)
        return Group(content) if dots else content
    match node:
        case gast.Slice():
            return _slice(node, place)
        case gast.UnaryOp():
            sign, _ = p.UNARY[type(node.op).__name__]
            return [sign, layout(node.operand, operand_level(node), place)]
        case gast.BinOp() | gast.BoolOp() | gast.Compare():
            return grouped(_operation(flatten(node), place), place)
        case gast.IfExp():
            return grouped(_conditional(node, place), place)
        case gast.List():
            return brackets("[", sequence(node.elts), "]", place)
        case gast.Tuple(elts=[]):
            return "()"
        case gast.Tuple(elts=[only]):
            return [layout(only, p.TEST, place), ","]
        case gast.Tuple():
            return sequence(node.elts)
        case gast.Set() | gast.Dict():
            return brackets("{", _members(node), "}", place)
        case gast.ListComp() | gast.SetComp() | gast.DictComp() | gast.GeneratorExp():
            return _comprehension(node, place)
        case gast.Starred():
            return ["*", layout(node.value, p.BIT_OR, place)]
        case gast.Lambda():
            return _lambda(node, place)
        case gast.NamedExpr() | gast.Await():
            return _parts(node, place)
    return write(node, level)


def _chain(node: Any, dots: bool, place: Place) -> Doc:
    inner = owner(node)
    if isinstance(inner, CHAINED):
        content = _chain(inner, dots, place)
    elif isinstance(inner, gast.Constant) and isinstance(node, gast.Attribute):
        return write(node, p.ATOM)
    else:
        content = layout(inner, p.ATOM, place)
    match node:
        case gast.Attribute():
            return [content, SOFT if dots and breaks_before(node) else "", f".{node.attr}"]
        case gast.Call():
            return [content, arguments(node, place)]
    return [content, _index(node.slice, place)]


def sequence(nodes: list[gast.expr], place: Place = "inside") -> Doc:
    """Expressions between commas, the last with a comma too where the lines break."""
    return commas([layout(node, p.TEST, place) for node in nodes])


def arguments(node: gast.Call, place: Place) -> Doc:
    """The parenthesized arguments of a call: on one line of their own, or one a line."""
    if len(node.args) == 1 and not node.keywords and isinstance(node.args[0], gast.GeneratorExp):
        return layout(node.args[0], p.TEST, place)
    items = [layout(part, p.NAMED, "inside") for part in node.args]
    for part in node.keywords:
        name = "**" if part.arg is None else f"{part.arg}="
        items.append([name, layout(part.value, p.TEST, "inside")])
    return brackets("(", [Group(commas(items))] if items else [], ")", place)


def _index(node: gast.expr, place: Place) -> Doc:
    if isinstance(node, gast.Tuple) and len(node.elts) > 1:
        return brackets("[", Group(sequence(node.elts)), "]", place)
    level = p.TEST if isinstance(node, gast.Tuple) else p.BARE
    return brackets("[", layout(node, level, "inside"), "]", place)


def _slice(node: gast.Slice, place: Place) -> Doc:
    pieces, bounds = spaced(node)
    content: list[Doc] = [pieces[0]]
    for piece, bound in zip(pieces[1:], bounds, strict=True):
        content += [layout(bound, p.TEST, place), piece]
    return content


def _conditional(node: gast.IfExp, place: Place) -> Doc:
    line = break_here(SPACE, place)
    orelse = node.orelse
    last = (
        _conditional(orelse, place)
        if isinstance(orelse, gast.IfExp)
        else layout(orelse, p.TEST, place)
    )
    body, test = layout(node.body, p.OR, place), layout(node.test, p.OR, place)
    return [body, line, "if ", test, line, "else ", last]


def _operation(chain: list[Any], place: Place) -> Doc:
    """A chain broken before its loosest operators; what binds tighter is a group of its own."""
    if len(chain) == 1:
        operand, level = chain[0]
        return layout(operand, level, place)
    loosest = min(own for _, own, _ in chain[1::2])
    content: list[Doc] = []
    start = 0
    for number in range(1, len(chain), 2):
        sign, own, hugging = chain[number]
        if own != loosest:
            continue
        content.append(_operand(chain[start:number], place))
        before = break_here(SOFT if hugging else SPACE, place)
        content += [before, sign, after_power(place) if hugging else " "]
        start = number + 1
    content.append(_operand(chain[start:], place))
    return content


def _operand(chain: list[Any], place: Place) -> Doc:
    content = _operation(chain, place)
    return content if len(chain) == 1 else grouped(content, place)


def _members(node: gast.Set | gast.Dict) -> Doc:
    if isinstance(node, gast.Set):
        return commas([layout(item, p.TEST, "inside") for item in node.elts])
    items: list[Doc] = []
    for key, value in zip(node.keys, node.values, strict=True):
        if key is None:
            items.append(["**", layout(value, p.BIT_OR, "inside")])
        else:
            items.append([layout(key, p.TEST, "inside"), ": ", layout(value, p.TEST, "inside")])
    return commas(items)


def _comprehension(node: Any, place: Place) -> Doc:
    around = {"ListComp": "[]", "GeneratorExp": "()"}.get(type(node).__name__, "{}")
    if isinstance(node, gast.DictComp):
        key, value = (layout(part, p.TEST, "inside") for part in (node.key, node.value))
        element: Doc = [key, ": ", value]
    else:
        element = layout(node.elt, p.TEST, "inside")
    content: list[Doc] = [Group(element)]
    for part in node.generators:
        word = "async for " if part.is_async else "for "
        content += [SPACE, word, _target(part.target), " in ", layout(part.iter, p.OR, "inside")]
        for test in part.ifs:
            content += [SPACE, "if ", layout(test, p.OR, "inside")]
    return brackets(around[0], Group(content), around[1], place)


def _target(node: gast.expr) -> Doc:
    return write(node, p.BARE)


def _parts(node: gast.expr, place: Place) -> Doc:
    pieces, parts = skeleton(node)
    content: list[Doc] = [pieces[0]]
    for before, part, piece in zip(pieces[:-1], parts, pieces[1:], strict=True):
        content += [layout(part, slot(before), place), piece]
    return content


def _lambda(node: gast.Lambda, place: Place) -> Doc:
    """A lambda whose body goes into parentheses where it does not fit; its parameters stay."""
    body = node.body
    head = write(node, p.TEST)[: -len(write(body, p.TEST))]
    if needs_parentheses(body) == "multiline" or isinstance(body, gast.UnaryOp):
        return [head, if_expanded(layout(body, p.TEST, "inside"))]
    return [head, layout(body, p.TEST, place)]
