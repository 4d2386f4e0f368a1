"""Trees compared with texts: `match("np.sum($c * $x)", node)`."""

from __future__ import annotations

import ast
import re
from collections.abc import Hashable
from functools import lru_cache
from typing import Any

import gast

from tangentgen.source.quote import HOLE, copy, expression, name

# What does not change the meaning of a node that is read.
_SKIPPED = frozenset(("ctx", "kind", "annotation", "type_comment", "type_ignores"))
Bindings = dict[str, Any]


def match(text: str, node: gast.expr) -> Bindings | None:
    """The nodes that the `$names` of a text stand for, or None where it does not fit.

    A name used twice stands for equal trees; `**$rest` for all keywords that are left; a
    number for the same number of any type.

    >>> found = match("$a * ($a + 1)", expression("x[i] * (x[i] + 1.0)"))
    >>> gast.unparse(found["a"])
    'x[i]'
    >>> match("$a * ($a + 1)", expression("x * (y + 1)"))
    """
    found: Bindings = {}
    return found if _fits(pattern(text), node, found) else None


def fill(text: str, found: Bindings) -> gast.expr:
    """The tree of a text with nodes for its `$names`: the nodes themselves the first time.

    >>> gast.unparse(fill("$a / $b", match("$a * (1 / $b)", expression("x * (1 / n)"))))
    'x / n'
    """
    result: gast.expr = _filled(pattern(text), found, set())
    return result


@lru_cache(maxsize=1024)
def pattern(text: str) -> gast.expr:
    """A text as a tree in which `$x` is a name that no program has."""
    holes = {hole: name(HOLE + hole) for hole in re.findall(r"\$(\w+)", text)}
    return expression(text, **holes)


def _fits(wanted: Any, node: Any, found: Bindings) -> bool:
    kind = wanted.__class__
    if kind is gast.Name and wanted.id.startswith(HOLE):
        hole = wanted.id[len(HOLE) :]
        if hole in found:
            return key(found[hole]) == key(node)
        found[hole] = node
        return True
    if kind is not node.__class__:
        return False
    if kind is gast.Constant:
        return _same_number(wanted.value, node.value)
    if kind is gast.Call:
        return (
            _fits(wanted.func, node.func, found)
            and _all_fit(wanted.args, node.args, found)
            and _keywords_fit(wanted.keywords, node.keywords, found)
        )
    for field, value in wanted.__dict__.items():
        if field in _SKIPPED or field not in wanted._fields:
            continue
        other = getattr(node, field)
        if isinstance(value, ast.AST):
            if not _fits(value, other, found):
                return False
        elif isinstance(value, list):
            if not _all_fit(value, other, found):
                return False
        elif value != other:
            return False
    return True


def _all_fit(wanted: list[Any], nodes: list[Any], found: Bindings) -> bool:
    return len(wanted) == len(nodes) and all(
        _fits(a, b, found) for a, b in zip(wanted, nodes, strict=True)
    )


def _keywords_fit(wanted: list[Any], given: list[Any], found: Bindings) -> bool:
    left = list(given)
    for keyword in wanted:
        if keyword.arg is None:
            found[keyword.value.id[len(HOLE) :]] = left
            return True
        same = next((k for k in left if k.arg == keyword.arg), None)
        if same is None or not _fits(keyword.value, same.value, found):
            return False
        left.remove(same)
    return not left


def _same_number(a: Any, b: Any) -> bool:
    if isinstance(a, bool) or isinstance(b, bool) or isinstance(a, str | bytes):
        return type(a) is type(b) and bool(a == b)
    return bool(a == b)


def _filled(node: Any, found: Bindings, used: set[str]) -> Any:
    if node.__class__ is gast.Name and node.id.startswith(HOLE):
        hole = node.id[len(HOLE) :]
        given = found[hole]
        if hole in used:
            return copy(given)
        used.add(hole)
        return given
    fresh = node.__class__.__new__(node.__class__)
    for field, value in node.__dict__.items():
        if isinstance(value, ast.AST):
            value = _filled(value, found, used)
        elif isinstance(value, list):
            value = [
                part
                for item in value
                for part in (
                    found[item.value.id[len(HOLE) :]]
                    if isinstance(item, gast.keyword) and item.arg is None
                    else [_filled(item, found, used) if isinstance(item, ast.AST) else item]
                )
            ]
        fresh.__dict__[field] = value
    return fresh


def key(node: Any) -> Hashable:
    """What is equal for trees of equal meaning and structure.

    >>> key(expression("x[1:]")) == key(expression("x[1:]"))
    True
    """
    if isinstance(node, gast.Name):
        return str(node.id)
    if isinstance(node, gast.Constant):
        return (type(node.value), node.value)
    if isinstance(node, list):
        return tuple(map(key, node))
    if not isinstance(node, ast.AST):
        return (None, node)
    parts = [key(getattr(node, field)) for field in node._fields if field not in _SKIPPED]
    return (node.__class__, *parts)


def same(a: gast.AST, b: gast.AST) -> bool:
    """Whether two trees are equal but for positions.

    >>> same(expression("f(x)"), expression("f( x )")), same(name("x"), name("y"))
    (True, False)
    """
    return a is b or key(a) == key(b)
