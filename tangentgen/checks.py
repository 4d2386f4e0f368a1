"""The conditions under which a specialised derivative may be called, as Python expressions."""

from __future__ import annotations

import functools
import itertools
import types
from collections.abc import Mapping
from typing import Any

import numpy as np

from tangentgen.kinds import FUNCTION, NotTaken, kind_of, parts_of
from tangentgen.kinds.functions import path_of
from tangentgen.kinds.live import PLAIN, classes_in, is_function, is_plain
from tangentgen.kinds.unplaced import held


class Names:
    """The objects that expressions refer to, each under a name that nothing else has."""

    _numbers = itertools.count()

    def __init__(self) -> None:
        self.space: dict[str, Any] = {}
        self._by_object: dict[int, str] = {}

    def of(self, value: object, hint: str) -> str:
        if id(value) not in self._by_object:
            # a class may have any name: that of a bound slot is "method-wrapper"
            plain = hint if hint.isidentifier() else "value"
            name = f"tangentgen_{plain}_{next(self._numbers)}"
            self._by_object[id(value)] = name
            self.space[name] = value
        return self._by_object[id(value)]


def condition(live: object, value: str, names: Names, depth: int = 0) -> str:
    """An expression that is true exactly when `value`, an expression too, is of `live`'s kind.

    >>> condition(np.ones((2, 3)), "x", Names())
    'x.__class__ is tangentgen_ndarray_... and x.dtype is tangentgen_dtype_... and x.ndim == 2'
    >>> condition(3, "n", Names())
    'n.__class__ is tangentgen_int_...'
    """
    if live is None:
        return f"{value} is None"
    cls = type(live)
    own = f"{value}.__class__ is {names.of(cls, cls.__name__)}"
    if isinstance(live, np.ndarray):
        dtype = names.of(np.dtype(live.dtype.str), "dtype")
        return f"{own} and {value}.dtype is {dtype} and {value}.ndim == {live.ndim}"
    if cls in PLAIN or isinstance(live, np.generic):
        return own
    if path_of(live) is not None:
        return f"{value} is {names.of(live, 'function')}"
    if is_function(live) and kind_of(live) != FUNCTION:
        return _made_alike(live, value, names, depth)
    if is_function(live) or (callable(live) and not is_plain(cls)):
        return own
    if isinstance(live, tuple) and len(live) <= 8 and depth < 4:
        items = [
            condition(item, f"{value}[{number}]", names, depth + 1)
            for number, item in enumerate(live)
        ]
        return " and ".join([own, f"len({value}) == {len(live)}", *items])
    holder, state = _state(live, value)
    if depth < 4 and 0 < len(state) <= 16 and all(type(key) is str for key in state):
        keys = names.of(tuple(state), "keys")
        items = [
            condition(item, f"{holder}[{key!r}]", names, depth + 1) for key, item in state.items()
        ]
        return " and ".join([own, f"(*{holder},) == {keys}", *items])
    # What is left is walked: a long or deep structure, a list, something of another class.
    same = names.of(SameKind(live), "same")
    return f"{own} and {same}({value})"


def _made_alike(live: Any, value: str, names: Names, depth: int) -> str:
    """Whether a function that no module has is made like this one, of what is of the same kind."""
    own = f"{value}.__class__ is {names.of(type(live), type(live).__name__)}"
    defaults = getattr(live, "__defaults__", None) or getattr(live, "__kwdefaults__", None)
    if depth >= 4 or (isinstance(live, types.FunctionType) and defaults):
        return f"{own} and {names.of(SameKind(live), 'same')}({value})"
    tests = [own]
    if isinstance(live, types.FunctionType):
        tests += [
            f"{value}.{part} is {names.of(getattr(live, part), 'part')}"
            for part in ("__code__", "__globals__", "__defaults__", "__kwdefaults__")
        ]
    elif isinstance(live, functools.partial):
        keys = names.of(tuple(live.keywords), "keys")
        tests.append(f"len({value}.args) == {len(live.args)} and (*{value}.keywords,) == {keys}")
    tests += [condition(item, value + place, names, depth + 1) for place, item in held(live)]
    return " and ".join(tests)


def _state(live: object, value: str) -> tuple[str, Mapping[Any, object]]:
    """The dict that holds all of a structure, and the expression for it; empty of other things."""
    if type(live) is dict:
        return value, live
    own = getattr(live, "__dict__", None)
    parts = parts_of(live)
    if isinstance(own, dict) and parts is not None and tuple(parts) == tuple(own):
        return f"{value}.__dict__", own
    return value, {}


class SameKind:
    """Whether a value is of the kind of the first one, and of the same classes."""

    def __init__(self, live: object) -> None:
        self.kind, self.classes = kind_of(live), classes_in([live])

    def __call__(self, value: object) -> bool:
        try:
            return kind_of(value) == self.kind and classes_in([value]) == self.classes
        except NotTaken:
            return False
