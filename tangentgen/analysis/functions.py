"""What stands for the functions that are made while the program runs."""

from __future__ import annotations

import types
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tangentgen.analysis.values import Value

ITSELF = "itself"
DEFAULT = "="  # before a name that a default reads, which is no variable of the function itself


@dataclass(frozen=True)
class Closure:
    """A function made in the function at hand, or handed to it: its variables' names there."""

    function: types.FunctionType
    names: tuple[tuple[str, str], ...]  # what it captures, and what that is called here


@dataclass(frozen=True)
class Packed:
    """A function whose variables are the items of a tuple that is there when it runs."""

    function: types.FunctionType
    names: tuple[str, ...]
    inner: tuple[Packed | str | None, ...]  # functions among the variables; ITSELF where it is one


@dataclass(frozen=True)
class Either:
    """One of several known functions: which one is found out when the derivative runs."""

    options: tuple[Any, ...]


MOST = 8  # functions that a value may be one of


def either(one: Any, other: Any) -> Either | None:
    """What a function is that comes from one of two places; None where too little is known."""
    found: list[Any] = []
    for constant in (one, other):
        options = constant.options if isinstance(constant, Either) else (constant,)
        found += [o for o in options if not any(o is known for known in found)]
    plain = all(callable(o) and not isinstance(o, type | Closure | Packed | Lifted) for o in found)
    return Either(tuple(found)) if plain and len(found) <= MOST else None


@dataclass(frozen=True)
class Lifted:
    """What the name of a lifted function stands for: a function under the closures it is given."""

    function: types.FunctionType
    statics: tuple[tuple[str, Value], ...]
    takes: tuple[str, ...]  # its parameters that are there when it runs


def holds_function(value: Value) -> bool:
    """Whether it is a function, or a structure with one in it."""
    made = value.kind == "function" or isinstance(value.constant, Packed)
    return made or any(map(holds_function, value.items or ()))
