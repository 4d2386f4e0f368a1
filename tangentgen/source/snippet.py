"""A definition compiled by itself, inside as much of its surroundings as decides its code."""

from __future__ import annotations

import types
import warnings
from collections.abc import Iterator
from typing import Any

from tangentgen.source.same import same_code

# the bits of co_flags that `from __future__ import ...` sets, which compile() takes back
FUTURES = 0x1FE0000


def owns(text: str, indent: str, function: types.FunctionType) -> bool | None:
    """Whether a text is a function's definition; None where it is not a whole statement."""
    code = function.__code__
    for names in imports(function):
        compiled = compile_quietly(surrounded(text, indent, code, names), code)
        if compiled is None:
            return None
        own = next((c for c in inner_codes(compiled) if c.co_name == code.co_name), None)
        if own is not None and same_code(own, code):
            return True
    return False


def imports(function: types.FunctionType) -> Iterator[tuple[str, ...]]:
    """The names that are imported in a function's module, as far as can be told; then more.

    A method of an imported name is called by other instructions than one of a variable.
    """
    known = function.__globals__
    mine = known.get("__name__")
    names = sorted(name for name in set(_names(function.__code__)) if name in known)
    modules = tuple(n for n in names if isinstance(known[n], types.ModuleType))
    yield modules
    foreign = tuple(n for n in names if n in modules or _module(known[n]) != mine)
    if foreign != modules:
        yield foreign
    if modules or foreign:
        yield ()  # a notebook's cell, compiled apart from its imports


def _module(value: Any) -> object:
    return getattr(value, "__module__", None)


def _names(code: types.CodeType) -> Iterator[str]:
    for part in [code, *inner_codes(code)]:
        yield from part.co_names
        yield from part.co_varnames
        yield from part.co_cellvars
        yield from part.co_freevars


def surrounded(text: str, indent: str, code: types.CodeType, imported: tuple[str, ...]) -> str:
    """A definition below headers that make its free names free and its private names private."""
    class_name = class_around(code)
    headers = []
    if class_name is not None:
        headers.append(f"class {class_name}:")
    free = [_unmangled(n, class_name) for n in code.co_freevars if n != "__class__"]
    if free:
        # A closure's free variables are seen through a class, not from inside its body.
        direct = code.co_qualname.endswith(f"{class_name}.{code.co_name}")
        headers.insert(0 if direct else 1, f"def _({', '.join(free)}):")
    if not headers and indent:
        headers.append("if 1:")
    headers = headers[: len(indent)]
    first = f"from _ import {', '.join(imported)}\n" if imported else ""
    lines = (f"{indent[:depth]}{header}\n" for depth, header in enumerate(headers))
    return first + "".join(lines) + text


def compile_quietly(text: Any, code: types.CodeType) -> types.CodeType | None:
    """A text or tree compiled under the futures of a code, without repeating its warnings."""
    flags = code.co_flags & FUTURES
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compiled: types.CodeType = compile(
                text, code.co_filename, "exec", flags, dont_inherit=True
            )
            return compiled
    except (SyntaxError, ValueError, RecursionError):
        return None


def inner_codes(code: types.CodeType) -> list[types.CodeType]:
    """The codes inside a code, outer before inner, in the order of the text."""
    found: list[types.CodeType] = []
    level: list[types.CodeType] = [code]
    while level:
        level = [c for outer in level for c in outer.co_consts if isinstance(c, types.CodeType)]
        found += level
    return found


def class_around(code: types.CodeType) -> str | None:
    """The innermost class in whose text a code stands; its name mangles `__private` names."""
    parts = code.co_qualname.split(".")[:-1]
    for position in range(len(parts) - 1, -1, -1):
        if parts[position] != "<locals>" and parts[position + 1 : position + 2] != ["<locals>"]:
            return parts[position]
    return None


def _unmangled(name: str, class_name: str | None) -> str:
    prefix = f"_{class_name.lstrip('_')}" if class_name else ""
    return name[len(prefix) :] if prefix and name.startswith(prefix + "__") else name
