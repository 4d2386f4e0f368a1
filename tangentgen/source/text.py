"""Functions of the output that are written as text."""

from __future__ import annotations

import ast
from functools import cache

import gast

from tangentgen.language import core
from tangentgen.source.records import records, split_docstring


@cache
def function_of(text: str) -> core.Function:
    """The function whose text this is."""
    tree = gast.ast_to_gast(ast.parse(text.strip())).body[0]
    docstring, body = split_docstring(tree.body)
    return core.Function(tree.name, tree.args, records(body), docstring)
