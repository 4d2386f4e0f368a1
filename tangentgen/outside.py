"""What a derivative relies on beside its arguments: callees, globals, captured variables.

Names are taken from the code objects, without regard to what is a global and what is an
attribute: to look at one name too many only costs a comparison.
"""

from __future__ import annotations

import functools
import sys
import types
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tangentgen.checks import Names, condition
from tangentgen.kinds import NotTaken, kind_of
from tangentgen.kinds.live import class_name

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
    functions: tuple[types.FunctionType, ...]  # the primal, then what was derived through
    classes: tuple[type, ...]
    reads: tuple[Read, ...]
    lost: tuple[str, ...]  # callees that are reached under no name that can be checked
    parts: tuple[tuple[Any, ...], ...]  # of each function when it was looked at

    def described(self) -> Iterator[str]:
        """Lines that say what was found, the same on every machine."""
        for number, function in enumerate(self.functions):
            yield f"{number} {function_name(function)}{defaults_of(function)}"
        for cls in self.classes:
            bases = ", ".join(map(class_name, cls.__bases__))
            yield f"class {class_name(cls)}({bases}) {_attributes(cls)}"
        for read in self.reads:
            yield f"{read.function} {read.path} -> {target(read.value)}"

    def conditions(self, names: Names) -> Iterator[str]:
        """Expressions that are true as long as everything is still what it was."""
        for function, parts in zip(self.functions, self.parts, strict=True):
            own = names.of(function, "function")
            for name, part in zip(PARTS, parts, strict=True):
                if part is not None:
                    yield f"{own}.{name} is {names.of(part, 'part')}"
        for read in self.reads:
            if isinstance(read.value, types.ModuleType) and not is_users(read.value):
                continue
            found = _expression(read, names)
            if is_named(read.value):
                yield f"{found} is {names.of(_identity(read), 'callee')}"
            else:
                try:
                    yield condition(read.value, found, names)
                except NotTaken:
                    yield f"{found} is {names.of(read.value, 'value')}"


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
                if name not in found.reached() and (by_name := _by_name(name)) is not None:
                    found.add(by_name, True)
    for cls in found.classes:  # what a base class has may come to stand in the class itself
        for name in dict.fromkeys(f.__name__ for f in found.functions):
            if hasattr(cls, name):
                path = f"{class_name(cls)}.{name}"
                found.add(Read(0, path, cls, name, getattr(cls, name)), False)
    functions = tuple(found.functions)
    parts = tuple(tuple(getattr(f, name) for name in PARTS) for f in functions)
    lost = tuple(name for name in wanted if name not in found.reached())
    return Outside(functions, tuple(found.classes), tuple(found.reads), lost, parts)


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
        if is_callee and isinstance(value, type):
            self.classes[value] = None
        elif is_callee and isinstance(value, types.FunctionType) and value not in self.functions:
            self.functions.append(value)

    def reached(self) -> set[str]:
        return {*map(function_name, self.functions), *map(class_name, self.classes)}


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
    used = sorted(names_in(function.__code__))
    for name, cell in zip(function.__code__.co_freevars, function.__closure__ or (), strict=True):
        try:
            yield Read(number, name, cell, name, cell.cell_contents)
        except ValueError:
            continue  # not assigned yet
    yield from _members(number, "", function.__globals__, used, ())


def _members(
    number: int, prefix: str, space: Mapping[str, Any], used: list[str], inside: tuple[int, ...]
) -> Iterator[Read]:
    for name in used:
        if name not in space or (prefix and name.startswith("__")):
            continue
        value = space[name]
        yield Read(number, prefix + name, space, name, value)
        if isinstance(value, types.ModuleType) and is_users(value) and id(value) not in inside:
            deeper = (*inside, id(value))
            yield from _members(number, f"{prefix}{name}.", vars(value), used, deeper)


@functools.lru_cache(maxsize=1024)
def names_in(code: types.CodeType) -> frozenset[str]:
    """Every name that a code reads from outside or as an attribute."""
    inner = (names_in(c) for c in code.co_consts if isinstance(c, types.CodeType))
    return frozenset(code.co_names).union(*inner)


def _expression(read: Read, names: Names) -> str:
    if isinstance(read.space, types.CellType):
        return f"{names.of(read.space, 'cell')}.cell_contents"
    if isinstance(read.space, dict):
        return f"{names.of(read.space, 'space')}[{read.name!r}]"
    found = f"{names.of(read.space, 'class')}.{read.name}"
    return found if _identity(read) is read.value else f"{found}.__func__"


def _identity(read: Read) -> object:
    """What stays the same object: a class method is bound anew whenever it is looked up."""
    in_class = isinstance(read.space, type)
    return getattr(read.value, "__func__", read.value) if in_class else read.value


def is_named(value: object) -> bool:
    """Whether a value is told from others by what it is called: a function, a class, a module."""
    return isinstance(value, type | types.ModuleType) or callable(value)


def is_users(module: types.ModuleType) -> bool:
    """Whether what stands in a module may be changed while the program runs."""
    root = module.__name__.partition(".")[0]
    return root not in sys.stdlib_module_names and root not in ("numpy", "scipy")


def target(value: object) -> str:
    """What a name stands for: what it is called, or which kind it is of."""
    if isinstance(value, types.ModuleType):
        return f"module {value.__name__}"
    if is_named(value):
        name = getattr(value, "__qualname__", None) or getattr(value, "__name__", None)
        return f"{value.__module__}:{name}" if name else class_name(type(value))
    return _kind_text(value)


def function_name(function: types.FunctionType) -> str:
    return f"{function.__module__}:{function.__qualname__}"


def defaults_of(function: types.FunctionType) -> str:
    """The default values: what they are where that is short and plain, otherwise their kinds."""
    values = [*(function.__defaults__ or ()), *(function.__kwdefaults__ or {}).values()]
    return f" defaults {', '.join(map(_value_text, values))}" if values else ""


def _attributes(cls: type) -> str:
    """What a class says beside its methods: fields, annotations, class variables."""
    plain = {k: v for k, v in vars(cls).items() if not k.startswith("__") and not callable(v)}
    notes = vars(cls).get("__annotations__", {})
    return f"{sorted(map(str, notes))} {[f'{k}={_kind_text(v)}' for k, v in sorted(plain.items())]}"


def _value_text(value: object) -> str:
    plain = value is None or type(value) in (bool, int, float, complex, str)
    return repr(value) if plain else target(value)


def _kind_text(value: object) -> str:
    try:
        return str(kind_of(value))
    except NotTaken as refused:
        return refused.what
