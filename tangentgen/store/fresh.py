"""Whether a derivative is still one of the function as it is now.

The meaning of a request is a hash of the trees of the function and of every callee derived
through, without comments, docstrings and positions, each with module and qualified name; of
what their names stand for; of the user's own templates of these; and of the request itself.
Values of globals are no part of it.
"""

from __future__ import annotations

import ast
import contextlib
import functools
import hashlib
import types
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tangentgen.described import target
from tangentgen.outside import Outside, names_in
from tangentgen.request import Request
from tangentgen.source.locate import NotFound, locate
from tangentgen.store.header import digest
from tangentgen.store.statements import definition
from tangentgen.taught import templates as templates_of

Digests = tuple[str, str]  # of a function's text and of its tree


def meaning(request: Request, outside: Outside, functions: Iterable[Digests]) -> str:
    """The hash under which a derivative is valid."""
    trees = (tree for _, tree in functions)
    said = (line for entry in outside.taught for line in _said(entry))
    return digest("\n".join(["1", request.text(), *outside.lines, *trees, *said]))


def _said(entry: Any) -> Iterator[str]:
    """What the user's own templates say of a function, the same on every machine."""
    yield f"of {target(entry.function)} linear {entry.linear} constant {entry.constant}"
    for template in templates_of(entry):
        yield f"{template.word} {' '.join(_trees(template.function, set()))}"


def _trees(function: types.FunctionType, seen: set[int]) -> Iterator[str]:
    """A template, the functions that it calls, and the constants that are written out in it."""
    seen.add(id(function))
    with contextlib.suppress(NotFound):  # it can't be applied either
        yield _digests(function, {})[1]
    for name in sorted(names_in(function.__code__)[0] & function.__globals__.keys()):
        value = function.__globals__[name]
        if isinstance(value, bool | int | float | str | tuple):
            yield f"{name}={value!r}"
        elif isinstance(value, types.FunctionType) and id(value) not in seen:
            yield from _trees(value, seen)


def digests(
    functions: Iterable[types.FunctionType], known: Iterable[Digests] = ()
) -> tuple[Digests, ...]:
    """Of each function; where its text is a known one, its tree is not parsed again."""
    trees = {text: tree for text, tree in known}
    return tuple(_digests(function, trees) for function in functions)


def _digests(function: types.FunctionType, trees: dict[str, str]) -> Digests:
    found = locate(function)
    text = digest(found.text)[:16]
    if text in trees:
        return text, trees[text]
    parsed = None if function.__code__.co_name == "<lambda>" else definition(found)
    if parsed is None:
        return text, text  # of a lambda the whole lines
    return text, digest(_shape(parsed[0]))[:16]


def _shape(tree: ast.AST) -> str:
    """A tree in one line, without positions and docstrings. Its depth may be anything."""
    words: list[str] = []
    left: list[Any] = [tree]
    while left:
        node = left.pop()
        if isinstance(node, _Word):
            words.append(node)
        elif isinstance(node, ast.AST):
            words += [type(node).__name__, "("]
            left.append(_CLOSE)
            for name in reversed(node._fields):
                value = getattr(node, name, None)
                if name == "body" and isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                    value = _without_docstring(value)
                if not (value is None or value == [] or name in _VARYING):
                    left += [value, _Word(f"{name}=")]
        elif isinstance(node, list):
            words.append("[")
            left += [_CLOSE, *reversed(node)]
        else:
            words.append(f"{type(node).__name__}:{node!r},")
    return "".join(words)


class _Word(str):
    """A piece of the result, told from the strings in a tree."""

    __slots__ = ()


_CLOSE = _Word(")")
_VARYING = ("type_comment", "kind", "type_params")  # fields that come and go with versions


def _without_docstring(body: Any) -> Any:
    first = body[0]
    is_docstring = (
        isinstance(first, ast.Expr)
        and isinstance(first.value, ast.Constant)
        and isinstance(first.value.value, str)
    )
    return body[1:] if is_docstring else body


@functools.cache
def templates() -> str:
    """A hash of the shipped templates: with others the text could be another one."""
    package = Path(__file__).resolve().parent.parent
    folders = [package.parent / "templates", package / "templates"]
    total = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.glob("*.py")) if folder.is_dir() else ():
            total.update(path.read_bytes())
    return total.hexdigest()[:16]
