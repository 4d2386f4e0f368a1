"""Trees quoted, not built: `expression("np.cos($x) * $g", x=..., g=...)`."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, TypeVar

import gast

Node = TypeVar("Node", bound=gast.AST)

HOLE = "_hole_"
_PLAIN = frozenset((str, int, float, bool, type(None), gast.Load, gast.Store))  # stay what they are
_DOLLAR = re.compile(r"\$(?=[A-Za-z_])")


def expression(text: str, **nodes: gast.expr) -> gast.expr:
    """The tree of a text in which each `$name` stands for a copy of the node given for it.

    >>> x = expression("a + b")
    >>> gast.unparse(expression("np.cos($x) * $x", x=x))
    'np.cos(a + b) * (a + b)'
    """
    return substitute(_parsed(text), nodes, prefix=HOLE)


def name(identifier: str) -> gast.Name:
    """A name that is read."""
    return gast.Name(identifier, gast.Load(), None, None)


def constant(value: Any) -> gast.Constant:
    """A literal.

    >>> constant(2.0).value
    2.0
    """
    return gast.Constant(value, None)


def copy(node: Node) -> Node:
    """A copy that shares nothing with the original that could change; positions are kept."""
    fresh: Node = node.__class__.__new__(node.__class__)
    parts = fresh.__dict__
    for key, value in node.__dict__.items():
        kind = value.__class__
        if kind in _PLAIN:
            parts[key] = value
        elif kind is list:
            parts[key] = [copy(item) if isinstance(item, ast.AST) else item for item in value]
        else:
            parts[key] = copy(value) if isinstance(value, ast.AST) else value
    return fresh


UNSAID = "unsaid"
"""The kind of an ellipsis that is not printed: of `z.real[...]`, where `z.real` says the same."""


def substitute(node: gast.expr, nodes: Mapping[str, gast.expr], prefix: str = "") -> gast.expr:
    """A copy in which each name `prefix + key` that is read is a copy of the node for the key.

    Names bound inside the expression (by a lambda or a comprehension) are the caller's
    business: what is substituted must not mention them.

    >>> tree = substitute(expression("x * y"), {"x": expression("u + v")})
    >>> gast.unparse(tree)
    '(u + v) * y'
    """
    result: gast.expr = _substituted(node, nodes, prefix)
    return result


def as_target(node: gast.expr) -> gast.expr:
    """A copy that is written to: the outermost context, and that of the parts of a tuple, is Store.

    >>> type(as_target(expression("x[i]")).ctx).__name__
    'Store'
    """
    return _in_context(copy(node), gast.Store)


def as_value(node: gast.expr) -> gast.expr:
    """A copy that is read, of what may have been the target of an assignment."""
    return _in_context(copy(node), gast.Load)


def _in_context(node: gast.expr, context: type) -> gast.expr:
    if hasattr(node, "ctx"):
        node.ctx = context()
    if isinstance(node, gast.Tuple | gast.List):
        for item in node.elts:
            _in_context(item, context)
    elif isinstance(node, gast.Starred):
        _in_context(node.value, context)
    return node


def _substituted(node: Any, nodes: Mapping[str, gast.expr], prefix: str) -> Any:
    if isinstance(node, gast.Name) and isinstance(node.ctx, gast.Load):
        identifier = node.id
        if identifier.startswith(prefix):
            given = nodes.get(identifier[len(prefix) :])
            if given is not None:
                return copy(given)
            if prefix:
                raise KeyError(f"nothing was given for ${identifier[len(prefix) :]}")
    fresh = node.__class__.__new__(node.__class__)
    for key, value in node.__dict__.items():
        if isinstance(value, ast.AST):
            value = _substituted(value, nodes, prefix)
        elif isinstance(value, list):
            value = [
                _substituted(item, nodes, prefix) if isinstance(item, ast.AST) else item
                for item in value
            ]
        fresh.__dict__[key] = value
    return fresh


@lru_cache(maxsize=4096)
def _parsed(text: str) -> gast.expr:
    tree = ast.parse(_DOLLAR.sub(HOLE, text).strip(), mode="eval").body
    result: gast.expr = gast.ast_to_gast(tree)
    return _without_positions(result)


def _without_positions(node: Any) -> Any:
    # A position in the quotation would be taken for one in the user's file.
    for key in ("lineno", "col_offset", "end_lineno", "end_col_offset"):
        node.__dict__.pop(key, None)
    for value in list(node.__dict__.values()):
        if isinstance(value, ast.AST):
            _without_positions(value)
        elif isinstance(value, list):
            for item in value:
                if isinstance(item, ast.AST):
                    _without_positions(item)
    return node
