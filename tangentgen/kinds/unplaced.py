"""Callables that no module has: lambdas, functions made in others, bound methods, partials.

What they are made of says what they do, and is all that their kind says: code and plain
defaults, and the kinds of what they hold. `named` keeps one of each kind in reach.
"""

from __future__ import annotations

import functools
import hashlib
import sys
import types
import weakref
from collections.abc import Callable, Iterator
from typing import Any

from tangentgen.kinds.records import FUNCTION, Kind, Opaque, parts

_known: weakref.WeakValueDictionary[str, Any] = weakref.WeakValueDictionary()


def named(function: Any, kind_of: Callable[[object], Kind]) -> str | None:
    """The name of a callable by what it is made of; None where that does not tell all.

    >>> from tangentgen.kinds import kind_of
    >>> two, three, other = (functools.partial(pow, base) for base in (2, 3, 4.0))
    >>> named(two, kind_of) == named(three, kind_of) != named(other, kind_of)
    True
    """
    held = _held_kinds(function, kind_of)
    if held is None:
        return None
    words = [type(function).__name__, *held]
    if isinstance(function, types.FunctionType):
        if not _is_plain(function):
            return None
        words += [*_code_words(function.__code__), repr(function.__defaults__)]
        words.append(repr(sorted((function.__kwdefaults__ or {}).items())))
    inner = _innermost(function)
    label = getattr(inner, "__qualname__", None) or inner.__name__
    digest = hashlib.sha256("\n".join(words).encode()).hexdigest()[:12]
    name = f"{inner.__module__ or 'numpy'}:{label}#{digest}"
    _known[name] = function
    return name


def is_unplaced(name: str) -> bool:
    """Whether it is a name given here."""
    return "#" in name


def found(name: str) -> Any:
    """The callable that was given the name last, as long as something else holds it too."""
    return _known.get(name)


def held(function: Any) -> Iterator[tuple[str, object]]:
    """What a callable holds, each with how it is read from the callable.

    >>> [(place, value) for place, value in held(functools.partial(pow, 2))]
    [('.func', <built-in function pow>), ('.args[0]', 2)]
    """
    if isinstance(function, types.FunctionType):
        for number, cell in enumerate(function.__closure__ or ()):
            yield f".__closure__[{number}].cell_contents", cell.cell_contents
    elif isinstance(function, types.MethodType):
        yield ".__func__", function.__func__
        yield ".__self__", function.__self__
    elif type(function) is functools.partial:
        yield ".func", function.func
        for number, value in enumerate(function.args):
            yield f".args[{number}]", value
        for name, value in function.keywords.items():
            yield f".keywords[{name!r}]", value


def contents(function: Any) -> list[object]:
    """What a callable holds, but variables that have no value yet."""
    try:
        return [value for _, value in held(function)]
    except ValueError:
        return []


def _held_kinds(function: Any, kind_of: Callable[[object], Kind]) -> list[str] | None:
    """The kinds of what it holds; None where one of these says too little."""
    if not isinstance(function, types.FunctionType | types.MethodType | functools.partial):
        return None
    words = []
    try:
        for place, value in held(function):
            kind = kind_of(value)
            if isinstance(value, types.ModuleType) or not _tells(kind):
                return None
            words.append(f"{place} {kind}")
    except ValueError:  # a cell is empty: the function is not finished
        return None
    return words


def _tells(kind: Kind) -> bool:
    """Whether all values of a kind are derived through alike."""
    return kind != FUNCTION and not isinstance(kind, Opaque) and all(map(_tells, parts(kind)))


def _is_plain(function: types.FunctionType) -> bool:
    """Whether its text and its defaults are all of it, beside what it holds."""
    module = sys.modules.get(function.__module__)
    defaults = [*(function.__defaults__ or ()), *(function.__kwdefaults__ or {}).values()]
    return (
        module is not None
        and vars(module) is function.__globals__
        and not function.__dict__
        and all(type(value) in _WRITTEN for value in defaults)
    )


def _code_words(code: types.CodeType) -> Iterator[str]:
    """What a code does, whatever the lines it stands on, the same in every process."""
    yield code.co_code.hex()
    yield repr((code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars))
    yield repr((code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount, code.co_flags))
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _code_words(constant)
        elif isinstance(constant, frozenset):
            yield repr(sorted(map(repr, constant)))
        else:
            yield repr(constant)


def _innermost(function: Any) -> Any:
    """The function that is called in the end."""
    while not isinstance(function, types.FunctionType):
        inner = getattr(function, "__func__", None) or getattr(function, "func", None)
        if inner is None:
            return function
        function = inner
    return function


_WRITTEN = (type(None), bool, int, float, complex, str)
