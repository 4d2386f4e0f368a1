"""Expressions as astor prints them: the one file that knows astor.

Astor is asked for the outermost node only, with names in the places of its parts. What it
gets wrong inside an expression (parentheses, strings, spaces) the writer of `spelling` puts
right; what it does not know, `ast.unparse` prints.
"""

from __future__ import annotations

import ast
import re
import warnings
from typing import Any

import gast

try:
    with warnings.catch_warnings():
        # Astor touches ast.Num and its kin, which warn from Python 3.12 and go with 3.14.
        warnings.simplefilter("ignore", DeprecationWarning)
        from astor.code_gen import to_source
except (ImportError, AttributeError):
    to_source = None

_HOLE = re.compile(r"_hole_(\d+)_")


def skeleton(node: gast.expr) -> tuple[list[str], list[gast.expr]]:
    """The text of a node in pieces, and the expressions that stand between them.

    >>> tree = gast.parse("{a: b, **c}").body[0].value
    >>> pieces, parts = skeleton(tree)
    >>> pieces, [part.id for part in parts]
    (['{', ': ', ', **', '}'], ['a', 'b', 'c'])
    """
    parts: list[gast.expr] = []
    shape = _shape(node, parts, outermost=True)
    known = _KNOWN.get(shape)
    if known is None:
        if len(_KNOWN) > 1000:
            _KNOWN.clear()
        known = _KNOWN[shape] = _pieces(node)
    pieces, order = known
    return pieces, [parts[number] for number in order]


_KNOWN: dict[Any, tuple[list[str], list[int]]] = {}


def _pieces(node: gast.expr) -> tuple[list[str], list[int]]:
    parts: list[gast.expr] = []
    tree = gast.gast_to_ast(_with_holes(node, parts, outermost=True))
    text = astor_text(tree)
    holes = [int(number) for number in _HOLE.findall(text)]
    if sorted(holes) != list(range(len(parts))):
        text = ast.unparse(tree)
        holes = [int(number) for number in _HOLE.findall(text)]
    text = re.sub(r"\((_hole_\d+_)\)", r"\1", text).replace("lambda :", "lambda:")
    return _HOLE.sub("\0", text).split("\0"), holes


def _shape(node: Any, parts: list[gast.expr], outermost: bool = False) -> Any:
    """All that decides the text between the parts; the parts themselves are collected."""
    if isinstance(node, gast.expr) and not outermost:
        parts.append(node)
        return 0
    if isinstance(node, list):
        return tuple([_shape(item, parts) for item in node])
    if isinstance(node, ast.AST) and not isinstance(node, ast.expr_context):
        shapes = [_shape(getattr(node, field, None), parts) for field in node._fields]
        return (type(node).__name__, *shapes)
    return node if isinstance(node, str | int) else None


def astor_text(tree: ast.AST) -> str:
    """A node of `ast` as text in one line, without parentheses around it."""
    text = None
    if to_source is not None:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)
                text = to_source(tree, pretty_source="".join).strip()
            if "\n" in text or ast.dump(ast.parse(text, mode="eval").body) != ast.dump(tree):
                text = None
        except Exception:
            text = None  # astor does not know every node of every version of Python
    return _bare(text if text is not None else ast.unparse(tree), tree)


def _bare(text: str, tree: ast.AST) -> str:
    if text.startswith("(") and not isinstance(tree, ast.GeneratorExp | ast.Tuple):
        inside = text[1:-1]
        try:
            if ast.dump(ast.parse(f"[{inside}]", mode="eval").body.elts[0]) == ast.dump(tree):  # type: ignore[attr-defined]  # a list was parsed
                return inside
        except (SyntaxError, IndexError):
            if ast.unparse(tree).strip("()") == inside:
                return inside
    return text


def _with_holes(node: Any, parts: list[gast.expr], outermost: bool = False) -> Any:
    if isinstance(node, gast.expr) and not outermost:
        parts.append(node)
        context = getattr(node, "ctx", None) or gast.Load()
        return gast.Name(f"_hole_{len(parts) - 1}_", context, None, None)
    fresh = node.__class__.__new__(node.__class__)
    for field in node._fields:
        value = getattr(node, field, None)
        if isinstance(value, ast.AST) and not isinstance(value, ast.expr_context):
            value = _with_holes(value, parts)
        elif isinstance(value, list):
            value = [_with_holes(v, parts) if isinstance(v, ast.AST) else v for v in value]
        setattr(fresh, field, value)
    return fresh
