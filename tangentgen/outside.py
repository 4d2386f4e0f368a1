"""What a derivative relies on beside its arguments: callees, globals, captured variables.

Names are taken from the code objects, without regard to what is a global and what is an
attribute: to look at one name too many only costs a comparison.
"""

from __future__ import annotations

import contextlib
import functools
import opcode
import sys
import types
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tangentgen import taught
from tangentgen.checks import Names, condition
from tangentgen.described import (
    class_line,
    function_line,
    function_name,
    is_named,
    is_users,
    target,
)
from tangentgen.kinds import NotTaken
from tangentgen.kinds.functions import found_at
from tangentgen.kinds.live import class_name, functions_in
from tangentgen.kinds.unplaced import is_unplaced

LOAD_GLOBAL, EXTENDED_ARG = opcode.opmap["LOAD_GLOBAL"], opcode.opmap["EXTENDED_ARG"]
MISSING = object()  # stands for the value of a name that a module does not have
PARTS = ("__code__", "__defaults__", "__kwdefaults__")  # what autoreload and others replace


@dataclass(frozen=True)
class Read:
    """A name that a function reads from its module, from another module, or from a cell."""

    function: int  # its number in `Outside.functions`
    path: str  # "helper", "utils.helper"
    space: Any  # the dict, the class or the cell that the last name is looked up in
    name: str
    value: Any


@dataclass(frozen=True)
class Outside:
    """What was found, as it was then: nothing here follows later changes."""

    functions: tuple[types.FunctionType, ...]  # the primal, then what was derived through
    lines: tuple[str, ...]  # what was found, the same on every machine
    tests: tuple[str, ...]  # expressions that are true as long as it is what it was
    space: Mapping[str, Any]  # what the expressions refer to
    lost: tuple[str, ...]  # callees that are reached under no name that can be checked
    taught: tuple[Any, ...] = ()  # what the user's own templates say of what is read


def look(primal: types.FunctionType, callees: Iterable[str]) -> Outside:
    """Everything that the primal and the callees, named `pkg.mod:qualname`, read."""
    found = _Found([primal], {}, [], set())
    wanted = dict.fromkeys(callees)
    number = 0
    while number < len(found.functions):
        for read in _reads(number, found.functions[number]):
            found.add(read, target(read.value) in wanted)
        number += 1
        if number == len(found.functions):
            for name in wanted:  # methods, and what is reached through a value
                if is_unplaced(name):
                    found.add_given(found_at(name))
                elif name not in found.reached() and (by_name := _by_name(name)) is not None:
                    found.add(by_name, True)
    named = {name for f in found.functions for name in (f.__name__, *names_in(f.__code__)[1])}
    for cls in found.classes:  # what a base class has may come to stand in the class itself
        for name in sorted(named):
            inherited = any(name in vars(base) for base in cls.__mro__)  # not a metaclass's
            if inherited and hasattr(cls, name):  # which `value` of an enumeration has not
                path = f"{class_name(cls)}.{name}"
                found.add(Read(0, path, cls, name, getattr(cls, name)), False)
    names = Names()
    said = taught.taught({id(_identity(read)) for read in found.reads}, named)
    tests = (*_tests(found, names), *(t for entry in said for t in taught.tests(entry, names)))
    known = found.reached()
    lost = tuple(n for n in wanted if n not in known and not is_unplaced(n))
    return Outside(tuple(found.functions), tuple(found.lines()), tests, names.space, lost, said)


def _tests(found: _Found, names: Names) -> Iterator[str]:
    for function in found.functions:
        for name in PARTS:
            part = getattr(function, name)
            if part is not None:
                yield f"{names.of(function, 'function')}.{name} is {names.of(part, 'part')}"
    for read in found.reads:
        place = _expression(read, names)
        if read.value is MISSING:
            yield f"{read.name!r} not in {place}"
        elif isinstance(read.value, types.ModuleType) and not is_users(read.value):
            continue  # `np` is not rebound, and every test costs each call
        elif is_named(read.value):
            yield f"{place} is {names.of(_identity(read), 'callee')}"
        else:
            try:
                yield condition(read.value, place, names)
            except NotTaken:
                yield f"{place} is {names.of(read.value, 'value')}"


@dataclass
class _Found:
    functions: list[types.FunctionType]
    classes: dict[type, None]
    reads: list[Read]
    seen: set[tuple[int, str]]

    def add(self, read: Read, is_callee: bool) -> None:
        if (id(read.space), read.name) in self.seen:
            return
        self.seen.add((id(read.space), read.name))
        self.reads.append(read)
        value = getattr(read.value, "__func__", read.value)
        if hasattr(type(value), "_as_subject"):  # a derivative is what its primal makes it
            value, is_callee = value._as_subject().function, True
        if is_callee and isinstance(value, type):
            self.classes[value] = None
        elif is_callee and isinstance(value, types.FunctionType) and value not in self.functions:
            self.functions.append(value)

    def add_given(self, function: object) -> None:
        """What an argument is made of: that it is the same one, the entry looks at."""
        self.functions += [f for f in functions_in(function) if f not in self.functions]

    def reached(self) -> set[str]:
        return {*map(function_name, self.functions), *map(class_name, self.classes)}

    def lines(self) -> Iterator[str]:
        for number, function in enumerate(self.functions):
            yield f"{number} {function_line(function)}"
        yield from map(class_line, self.classes)
        for read in self.reads:
            if read.value is not MISSING:
                yield f"{read.function} {read.path} -> {target(read.value)}"


def _by_name(name: str) -> Read | None:
    """A callee found through its module: a method, or what is reached through a value."""
    module, _, qualname = name.partition(":")
    holder: Any = sys.modules.get(module)
    *outer, last = qualname.split(".")
    for part in outer:
        holder = getattr(holder, part, None)
    if holder is None or not hasattr(holder, last):
        return None
    space = vars(holder) if isinstance(holder, types.ModuleType) else holder
    return Read(0, name, space, last, getattr(holder, last))


def _reads(number: int, function: types.FunctionType) -> Iterator[Read]:
    code, space = function.__code__, function.__globals__
    for name, cell in zip(code.co_freevars, function.__closure__ or (), strict=True):
        with contextlib.suppress(ValueError):  # not assigned yet
            yield Read(number, name, cell, name, cell.cell_contents)
    roots, attributes = names_in(code)
    yield from _members(number, "", space, sorted(roots), sorted(attributes), ())
    for name in sorted(roots):
        if name not in space:  # a builtin, until the module has a name like it
            yield Read(number, name, space, name, MISSING)


def _members(
    number: int,
    prefix: str,
    space: Mapping[str, Any],
    names: Iterable[str],
    attributes: list[str],
    inside: tuple[int, ...],
) -> Iterator[Read]:
    for name in names:
        if name not in space or (prefix and name.startswith("__")):
            continue
        value = space[name]
        yield Read(number, prefix + name, space, name, value)
        if isinstance(value, types.ModuleType) and is_users(value) and id(value) not in inside:
            path, deeper = f"{prefix}{name}.", (*inside, id(value))
            yield from _members(number, path, vars(value), attributes, attributes, deeper)


@functools.lru_cache(maxsize=1024)
def names_in(code: types.CodeType) -> tuple[frozenset[str], frozenset[str]]:
    """The globals that a code reads, and all the names that may be attributes.

    >>> roots, names = names_in(compile("lambda: a.b", "", "eval").co_consts[0])
    >>> sorted(roots), sorted(names)
    (['a'], ['a', 'b'])
    """
    roots, argument = set[str](), 0
    for operation, low in zip(code.co_code[::2], code.co_code[1::2], strict=True):
        argument = argument << 8 | low
        if operation == EXTENDED_ARG:
            continue
        if operation == LOAD_GLOBAL:
            roots.add(code.co_names[argument >> 1])
        argument = 0
    every = set(code.co_names)
    for inner in code.co_consts:
        if isinstance(inner, types.CodeType):
            more_roots, more = names_in(inner)
            roots |= more_roots
            every |= more
    return frozenset(roots), frozenset(every)


def _expression(read: Read, names: Names) -> str:
    if isinstance(read.space, types.CellType):
        return f"{names.of(read.space, 'cell')}.cell_contents"
    if isinstance(read.space, dict):
        space = names.of(read.space, "space")
        return space if read.value is MISSING else f"{space}[{read.name!r}]"
    found = f"{names.of(read.space, 'class')}.{read.name}"
    return found if _identity(read) is read.value else f"{found}.__func__"


def _identity(read: Read) -> object:
    """What stays the same object: a class method is bound anew whenever it is looked up."""
    in_class = isinstance(read.space, type)
    return getattr(read.value, "__func__", read.value) if in_class else read.value
