"""What stands for the functions that are made while the program runs."""

from __future__ import annotations

import types
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tangentgen.analysis.values import Value

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
    inner: tuple[Packed | None, ...]  # functions among the variables


@dataclass(frozen=True)
class Lifted:
    """What the name of a lifted function stands for: a function under the closures it is given."""

    function: types.FunctionType
    statics: tuple[tuple[str, Value], ...]
    takes: tuple[str, ...]  # its parameters that are there when it runs
