"""A derivative made for arguments of certain kinds, ready to be called."""

from __future__ import annotations

import ast
import re
import types
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from tangentgen.checks import Names
from tangentgen.errors import AliasedArguments, UnfitShape, at_definition
from tangentgen.kinds.live import PLAIN, inner_values
from tangentgen.outside import Outside
from tangentgen.request import Request


@dataclass(frozen=True, eq=False)
class Specialised:
    """The generated function with all that must hold when it is called."""

    function: types.FunctionType  # the generated one
    primal: types.FunctionType
    request: Request
    own: frozenset[str]  # the primal's parameters
    source: str  # the text of the derivative
    content: str  # what `function` was compiled from: the file, with a header
    path: Path | None
    edited: bool
    parameters: tuple[str, ...]  # those filled from captured variables
    assumptions: tuple[str, ...]
    loose: bool  # where an assumption does not hold, another text is made
    written: tuple[str, ...]
    outside: tuple[Outside, ...]
    explain: Callable[[BaseException], None]  # adds the primal's line to an exception
    unchecked: bool = False  # an edit that was merged into another text, and not tried since

    def holding(self, names: Names) -> Iterator[str]:
        for outside in self.outside:
            names.space.update(outside.space)
            yield from outside.tests

    def still_holds(self) -> bool:
        """Whether callees, globals and captured variables are what they were."""
        names = Names()
        text = " and ".join(self.holding(names)) or "True"
        try:
            return bool(eval(text, names.space))
        except (KeyError, AttributeError, ValueError):  # a name has gone, a cell is empty
            return False

    def cells(self) -> dict[str, types.CellType]:
        """Where the captured variables are found."""
        found: dict[str, types.CellType] = {}
        for outside in self.outside:
            for function in outside.functions:
                cells = zip(function.__code__.co_freevars, function.__closure__ or (), strict=True)
                for name, cell in cells:
                    found.setdefault(name, cell)
        return {name: found[name] for name in self.parameters}

    def fits(self, arguments: Mapping[str, Any]) -> bool:
        """Whether it may be called with these, or raises because they are not as declared."""
        return not self.loose or not self.assumptions or holds(self._together, arguments)

    def admit(self, arguments: Mapping[str, Any]) -> None:
        """Raise where the arguments break what the text relies on."""
        if self.assumptions and not holds(self._together, arguments):
            for assumption in self.assumptions:
                if not holds(assumption, arguments):
                    raise UnfitShape(at_definition(self.primal, *_unfit(assumption, arguments)))
        for name in self.written:
            if not _apart(name, arguments):
                self._refuse_shared(name, arguments)

    @cached_property
    def _together(self) -> types.CodeType:
        """All assumptions, compiled once: they are looked at in every call."""
        return compile(" and ".join(f"({a})" for a in self.assumptions), "<assumptions>", "eval")

    def _refuse_shared(self, written: str, arguments: Mapping[str, Any]) -> None:
        parameter, holders, changed, exchanged = _at(written, arguments)
        inside = [] if exchanged else inner_values(changed)
        self._refuse_held_twice(parameter, [*holders, *inside], arguments)
        own = [] if exchanged else list(_arrays(changed))
        all_of_them = [(n, a) for n, v in arguments.items() for a in _arrays(v)] if own else []
        for array in own:
            sharing = [name for name, other in all_of_them if shares_memory(array, other)]
            if len(sharing) > 1:
                sharing.remove(parameter)  # the array itself
                what = f"{written!r} is changed in place and shares memory with {sharing[0]!r}"
                raise AliasedArguments(at_definition(self.primal, what, f"pass {written}.copy()"))

    def _refuse_held_twice(
        self, parameter: str, changed: list[object], arguments: Mapping[str, Any]
    ) -> None:
        """A list or an object that two places of the arguments hold would be copied twice."""
        seen = Counter(
            id(inner)
            for value in arguments.values()
            for inner in inner_values(value)
            if not isinstance(inner, np.ndarray | np.generic | tuple) and _changes(inner)
        )
        if any(seen[id(inner)] > 1 for inner in changed):
            what = f"{parameter!r} is changed in place, and a part of it is held twice"
            raise AliasedArguments(at_definition(self.primal, what, "pass a copy of the part"))


def _at(written: str, arguments: Mapping[str, Any]) -> tuple[str, list[object], object, bool]:
    """The parameter, the containers on the way to a part of it, the part, if it is exchanged.

    >>> _at("d['x'] =", {"d": {"x": 1.0}})
    ('d', [{'x': 1.0}], 1.0, True)
    """
    parameter, steps, exchanged = _steps(written)
    value = arguments[parameter]
    holders: list[object] = []
    try:
        for is_field, key in steps:
            holders.append(value)
            value = getattr(value, key) if is_field else value[key]
    except (AttributeError, LookupError):  # there is nothing yet
        value = None
    return parameter, holders, value, exchanged


@lru_cache
def _steps(written: str) -> tuple[str, tuple[tuple[bool, Any], ...], bool]:
    """
    >>> _steps("self.layers[0]")
    ('self', ((True, 'layers'), (False, 0)), False)
    """
    tree = ast.parse(written.removesuffix(" ="), mode="eval").body
    steps: list[tuple[bool, Any]] = []
    while isinstance(tree, ast.Attribute | ast.Subscript):
        if isinstance(tree, ast.Attribute):
            steps.append((True, tree.attr))
        else:
            steps.append((False, ast.literal_eval(tree.slice)))
        tree = tree.value
    assert isinstance(tree, ast.Name)
    return tree.id, tuple(reversed(steps)), written.endswith(" =")


def holds(assumption: str | types.CodeType, arguments: Mapping[str, Any]) -> bool:
    """Whether something that is assumed of lengths is true."""
    try:
        return bool(eval(assumption, {"__builtins__": {"len": len}, "np": np}, arguments))
    except (IndexError, AttributeError, TypeError):
        return False


def _apart(written: str, arguments: Mapping[str, Any]) -> bool:
    """Whether it is seen at once that an array shares its memory with no other argument.

    >>> x = np.zeros(4)
    >>> _apart("x", {"x": x, "n": 3}), _apart("x", {"x": x, "y": x[1:]})
    (True, False)
    """
    own = arguments.get(written)
    return type(own) is np.ndarray and all(
        value is own
        if name == written
        else type(value) in PLAIN
        or (type(value) is np.ndarray and not np.may_share_memory(own, value))
        for name, value in arguments.items()
    )


def shares_memory(one: np.ndarray, other: np.ndarray) -> bool:
    """Whether two arrays may have an element in common; in doubt, yes.

    >>> x = np.zeros(4)
    >>> shares_memory(x, x[1:]), shares_memory(x[::2], x[1::2])
    (True, False)
    """
    if not np.may_share_memory(one, other):
        return False
    try:
        return np.shares_memory(one, other, max_work=1000)  # type: ignore[arg-type]  # any number
    except np.exceptions.TooHardError:
        return True


def _changes(value: object) -> bool:
    """Whether it is a container whose parts can be assigned."""
    return type(value) in (list, dict) or hasattr(value, "__dict__")


def _arrays(value: object) -> Iterator[np.ndarray]:
    return (inner for inner in inner_values(value) if isinstance(inner, np.ndarray))


def _unfit(assumption: str, arguments: Mapping[str, Any]) -> tuple[str, str]:
    shapes = [
        f"{name} has shape {value.shape}" if isinstance(value, np.ndarray) else f"{name} is {value}"
        for name, value in arguments.items()
        if isinstance(value, np.ndarray | int) and re.search(rf"\b{name}\b", assumption)
    ]
    found = f", but {' and '.join(shapes)}" if shapes else ""
    what = f"the derivative was made for {assumption}{found}"
    return what, "pass arrays that fit, or derive without these shapes"
