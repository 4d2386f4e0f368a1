"""From a live function to its text, its tree, and its statements as records."""

from __future__ import annotations

import ast
import linecache
import types
from dataclasses import dataclass
from typing import Any

import gast

from tangentgen import errors
from tangentgen.language import core
from tangentgen.source.comments import Comment, comments
from tangentgen.source.deep import deep
from tangentgen.source.locate import (
    LAMBDA,
    Changed,
    Located,
    NotFound,
    locate,
    quick_text,
)
from tangentgen.source.mangle import mangle
from tangentgen.source.numerals import keep_numerals
from tangentgen.source.positions import parsed
from tangentgen.source.records import annotate, records, split_docstring
from tangentgen.source.snippet import class_around

__all__ = ["Source", "quick_text", "read"]


@dataclass(frozen=True, eq=False)
class Source:
    """A function as the user wrote it. Positions in `tree` are those in the file."""

    text: str
    tree: gast.FunctionDef
    path: str
    first_line: int
    module: str
    qualname: str
    comments: tuple[Comment, ...]
    function: core.Function


def read(function: types.FunctionType) -> Source:
    """The source of a function, proved to be the text it was compiled from.

    >>> import textwrap
    >>> source = read(textwrap.indent)
    >>> source.function.name, type(source.function.body[0]).__name__
    ('indent', 'If')
    """
    with deep():
        return _read(function, _locate(function))


def _read(function: types.FunctionType, found: Located) -> Source:
    code = function.__code__
    tree = parsed(found)
    name = "lambda_" if code.co_name == LAMBDA else tree.name
    converted: Any = gast.ast_to_gast(tree)
    keep_numerals(converted, (" " * found.column + found.text).split("\n"), found.first_line)
    class_name = class_around(code)
    if class_name is not None:
        mangle(converted, class_name)
    seen = comments(" " * found.column + found.text, found.first_line)
    trailing, inner = _behind_header(converted, seen)
    docstring, body = split_docstring(converted.body)
    annotate(body, inner, _blank_lines(found))
    head = core.Notes(
        origin=core.Origin(tree.lineno, tree.col_offset, f"def {name}"), trailing=trailing
    )
    if isinstance(tree, ast.AsyncFunctionDef):
        block: core.Block = (core.Foreign(converted, notes=head),)  # nothing takes these
    else:
        block = records(body)
    _check_defaults(function, tree)
    return Source(
        text=found.text,
        tree=converted,
        path=found.path,
        first_line=found.first_line,
        module=function.__module__ or "__main__",
        qualname=function.__qualname__,
        comments=seen,
        function=core.Function(
            name, converted.args, block, docstring, converted.returns, notes=head
        ),
    )


def _locate(function: types.FunctionType) -> Located:
    if isinstance(function, types.MethodType):
        function = function.__func__
    if not isinstance(function, types.FunctionType):
        raise errors.NoSource(
            _offence(function, "", "is not a Python function", "wrap it in a def")
        )
    try:
        return locate(function)
    except Changed:
        raise _changed(function, "source changed since import") from None
    except NotFound as missing:
        raise errors.NoSource(
            _offence(
                function,
                str(missing),
                "no source text: it was typed at a plain prompt, made by exec, or compiled",
                "put it in a file or a notebook cell",
            )
        ) from None


def _changed(function: types.FunctionType, what: str) -> Exception:
    path = function.__code__.co_filename
    hint = "import the module again, or restart"
    return errors.SourceChanged(_offence(function, path, what, hint))


def _offence(function: Any, path: str, what: str, hint: str) -> errors.Offence:
    code = getattr(function, "__code__", None)
    line = code.co_firstlineno if code is not None else 0
    name = getattr(function, "__qualname__", repr(function))
    shown = linecache.getline(path, line).rstrip() if path else ""
    return errors.Offence(path or "<unknown>", line, 0, shown, f"{name}: {what}", hint)


def _behind_header(
    tree: gast.FunctionDef, seen: tuple[Comment, ...]
) -> tuple[str | None, tuple[Comment, ...]]:
    """The comment behind a function's header, and the comments below it."""
    first = tree.body[0].lineno
    parts = [*gast.iter_child_nodes(tree.args), tree.returns]
    ends = [getattr(part, "end_lineno", None) or 0 for part in parts if part is not None]
    head = min(max([tree.lineno, *ends]), first - 1)
    trailing = [c.text for c in seen if tree.lineno <= c.line < first and not c.alone]
    below = tuple(c for c in seen if c.line > head and (c.alone or c.line >= first))
    return (trailing[-1] if trailing else None), below


def _blank_lines(found: Located) -> frozenset[int]:
    lines = found.text.split("\n")
    return frozenset(found.first_line + n for n, line in enumerate(lines) if not line.strip())


def _check_defaults(function: types.FunctionType, tree: Any) -> None:
    """A default that was edited since the import changes no code, so it is compared by itself."""
    written = [*tree.args.defaults, *(d for d in tree.args.kw_defaults if d is not None)]
    live = [*(function.__defaults__ or ()), *(function.__kwdefaults__ or {}).values()]
    if len(written) != len(live):
        raise _changed(function, "the defaults of its parameters changed since import")
    for node, value in zip(written, live, strict=True):
        try:
            literal = ast.literal_eval(node)
        except ValueError:
            continue  # not a literal
        if type(literal) is type(value) and repr(literal) != repr(value):
            raise _changed(function, f"the default {ast.unparse(node)} changed since import")
