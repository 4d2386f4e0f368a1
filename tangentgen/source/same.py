"""Whether two code objects were compiled from the same definition."""

from __future__ import annotations

import types
from typing import Any

# of co_flags: *args, **kwargs, generator, coroutine, asynchronous generator. The rest says
# where the definition stands.
KIND = 0x04 | 0x08 | 0x20 | 0x80 | 0x200


def same_code(one: types.CodeType, other: types.CodeType) -> bool:
    """Whether two codes do the same, whatever file and lines they come from.

    >>> here = compile("lambda x: x * 2", "a.py", "eval").co_consts[0]
    >>> there = compile("\\n\\nlambda x: x * 2", "b.py", "eval").co_consts[0]
    >>> same_code(here, there), same_code(here, (lambda x: x * 2.0).__code__)
    (True, False)
    """
    if _rewritten_by_pytest(one) or _rewritten_by_pytest(other):
        return _alike(one, other)
    return (
        one.co_code == other.co_code
        and one.co_names == other.co_names
        and one.co_varnames == other.co_varnames
        and one.co_freevars == other.co_freevars
        and one.co_cellvars == other.co_cellvars
        and one.co_argcount == other.co_argcount
        and one.co_posonlyargcount == other.co_posonlyargcount
        and one.co_kwonlyargcount == other.co_kwonlyargcount
        and one.co_flags & KIND == other.co_flags & KIND
        and one.co_exceptiontable == other.co_exceptiontable
        and _same_constants(one.co_consts, other.co_consts)
    )


def _same_constants(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    return len(one) == len(other) and all(map(_same_constant, one, other))


def _same_constant(one: Any, other: Any) -> bool:
    if type(one) is not type(other):
        return False
    if isinstance(one, types.CodeType):
        return one.co_name == other.co_name and same_code(one, other)
    if isinstance(one, tuple):
        return _same_constants(one, other)
    if isinstance(one, frozenset):
        return {(type(x), x) for x in one} == {(type(x), x) for x in other}
    return repr(one) == repr(other)  # tells -0.0 from 0.0 and finds nan equal to itself


def _rewritten_by_pytest(code: types.CodeType) -> bool:
    # No name of a program starts with "@".
    return any(name.startswith("@py") for name in (*code.co_names, *code.co_varnames)) or any(
        isinstance(c, types.CodeType) and _rewritten_by_pytest(c) for c in code.co_consts
    )


def _alike(one: types.CodeType, other: types.CodeType) -> bool:
    """The same up to what pytest adds to explain a failed assert: names and constants only."""
    if _rewritten_by_pytest(one):
        one, other = other, one
    return (
        one.co_name == other.co_name
        and one.co_argcount == other.co_argcount
        and one.co_kwonlyargcount == other.co_kwonlyargcount
        and set(one.co_varnames) <= set(other.co_varnames)
        and set(one.co_freevars) <= set(other.co_freevars)
        and set(one.co_names) - {"AssertionError"} <= set(other.co_names)
        and _numbers(one) <= _numbers(other)
    )


def _numbers(code: types.CodeType) -> set[str]:
    return {repr(c) for c in code.co_consts if isinstance(c, int | float | complex)}
