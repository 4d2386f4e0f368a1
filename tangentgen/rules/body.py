"""The source of a template, parsed once."""

from __future__ import annotations

import ast
import inspect
import linecache
import textwrap
from functools import cache
from types import FunctionType

import gast

from tangentgen.language.optional import name_of
from tangentgen.rules.static import walk


@cache
def body(function: FunctionType) -> gast.FunctionDef:
    """The definition of a function."""
    tree = ast.parse(text(function)).body[0]
    definition: gast.FunctionDef = gast.ast_to_gast(tree)
    for node in walk(definition):
        if isinstance(node, gast.Name):
            node.id = name_of(function.__globals__.get(node.id)) or node.id
        # a position here would be taken for one in the user's file
        for key in ("lineno", "col_offset", "end_lineno", "end_col_offset"):
            node.__dict__.pop(key, None)
    return definition


def text(function: FunctionType) -> str:
    """The text of a definition, with or without its decorators.

    `inspect.getsource` tokenizes to find the end, which is slow; of what stands at the top
    level of its file, the end is the next line that is not indented.
    """
    code = function.__code__
    lines = linecache.getlines(code.co_filename, function.__globals__)
    start = code.co_firstlineno - 1
    if start >= len(lines) or lines[start][:1] in " \t":
        return textwrap.dedent(inspect.getsource(function))
    while not lines[start].startswith("def "):
        start += 1
    end = start + 1
    while end < len(lines) and (lines[end][:1] in " \t\n\r#)" or not lines[end].strip()):
        end += 1
    return "".join(lines[start:end])


def statements(function: FunctionType) -> list[gast.stmt]:
    """What is left of the body without its docstring."""
    first, *rest = body(function).body
    is_docstring = isinstance(first, gast.Expr) and isinstance(first.value, gast.Constant)
    return rest if is_docstring else [first, *rest]


@cache
def names_read(function: FunctionType) -> frozenset[str]:
    """Every name that occurs in the body."""
    return frozenset(
        node.id for s in statements(function) for node in walk(s) if isinstance(node, gast.Name)
    )


@cache
def returned_names(function: FunctionType) -> tuple[str, ...]:
    """The names that the last line returns."""
    last = body(function).body[-1]
    assert isinstance(last, gast.Return), f"{function.__name__} does not end with return"
    parts = last.value.elts if isinstance(last.value, gast.Tuple) else [last.value]
    return tuple(getattr(part, "id", "") for part in parts)
