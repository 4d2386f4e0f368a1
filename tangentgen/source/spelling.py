"""Expressions as text: the one file that knows astor."""

from __future__ import annotations

import ast
import warnings
from typing import Any

import gast

with warnings.catch_warnings():
    # astor reads ast.Num and its kin on import; they go with Python 3.14.
    warnings.simplefilter("ignore", DeprecationWarning)
    from astor.code_gen import to_source


def spell(node: gast.expr) -> str:
    """The text of an expression in one line, in ruff's spelling."""
    tree = gast.gast_to_ast(node)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        try:
            text = to_source(tree, pretty_source="".join).strip()
        except Exception:  # astor does not know every node of every version
            text = ast.unparse(tree)
    if text.startswith("(") and _means(text[1:-1], tree):
        return text[1:-1]
    if not _means(text, tree):
        text = ast.unparse(tree)
    return text


def _means(text: str, tree: Any) -> bool:
    try:
        again = ast.parse(text, mode="eval").body
    except SyntaxError:
        return False
    return ast.dump(again) == ast.dump(tree)
