"""Everything that a derivative needs of the user's modules, directly or not."""

from __future__ import annotations

import ast
import builtins
import sys
import types
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

import numpy as np

from tangentgen.described import is_users
from tangentgen.errors import NotExported, Offence
from tangentgen.export import values
from tangentgen.export.definitions import Definition, of_class, of_function, undecorated
from tangentgen.export.references import Reference, references
from tangentgen.kinds.live import is_function
from tangentgen.store.load import LiveModule
from tangentgen.store.where import is_installed

MISSING = object()


@dataclass(eq=False)
class Item:
    """One name of the exported file."""

    wanted: str  # the name it would have if nobody else had it
    line: str = ""  # of an import: with {} for its name
    definition: Definition | None = None
    value: Any = MISSING
    uses: list[Use] = field(default_factory=list)
    weak: list[Use] = field(default_factory=list)

    @property
    def at_once(self) -> list[Item]:
        """What must stand above it."""
        return [use.item for use in self.uses if use.at_once]


@dataclass(frozen=True)
class Use:
    """A place in a definition, and what stands there instead."""

    node: ast.expr | None  # None in a value
    item: Item
    rest: str = ""  # `.Inner` of `Outer.Inner`
    at_once: bool = True


@dataclass(frozen=True, eq=False)
class Space:
    """Where a text looks its names up: captured variables, then the globals of its module."""

    names: Mapping[str, Any]
    cells: Mapping[str, types.CellType] = field(default_factory=dict)

    def get(self, name: str) -> Any:
        if name in self.cells:
            return self.cells[name].cell_contents
        return self.names.get(name, MISSING)

    def key(self, name: str) -> tuple[int, str]:
        """What a variable is told from others of its name by."""
        return id(self.cells.get(name, self.names)), name


class Needed:
    """The items found so far, by what they stand for."""

    def __init__(self, path: str) -> None:
        self.path = path  # whom a refusal is about
        self.items: dict[Any, Item] = {}
        self.builtins = set[str]()
        self._spaces: list[Space] = []  # held, because variables are told apart by identity

    def follow(
        self, found: list[Reference], space: Space, into: Item, own: tuple[str, ...] = ()
    ) -> None:
        """Find what references stand for; `own` are names that the text itself defines."""
        self._spaces.append(space)
        for reference in found:
            if reference.names[0] in own:
                continue
            use = self._use(reference, space)
            if use is not None:
                (into.weak if reference.weak else into.uses).append(use)

    def _use(self, reference: Reference, space: Space) -> Use | None:
        names, value = reference.names, MISSING
        for number, name in enumerate(names):
            value = space.get(name) if number == 0 else _member(value, name)
            if value is MISSING:
                if hasattr(builtins, names[0]):
                    self.builtins.add(names[0])
                return None
            if not _is_space(value) and names[number + 1 : number + 2] != ("__closure__",):
                break
            if isinstance(value, types.FunctionType):
                return self._captured(reference, number, value)
        else:
            if not reference.weak:
                what = f"{'.'.join(names)} is a module that is used as a value"
                self.refuse(what, "name its parts")
            return None
        if reference.weak and not self._is_simple(value):
            return None
        holder = self._outer(value)
        if holder is not None:
            outer, rest = holder
            item = self.item(outer, outer.__name__, space)
            return Use(reference.chain[number], item, rest, reference.at_once)
        inner = space if number == 0 else _space_of(names, number, space)
        item = self.item(value, names[number], inner)
        return Use(reference.chain[number], item, at_once=reference.at_once)

    def _captured(self, reference: Reference, number: int, function: types.FunctionType) -> Use:
        """The variable of `wave.__closure__[0].cell_contents`: it has a name of its own here."""
        cells = self._cells(function)
        name = list(cells)[int(reference.names[number + 2])]
        space = Space(function.__globals__, cells)
        self._spaces.append(space)
        item = self.item(space.get(name), name, space)
        return Use(reference.chain[number + 3], item, at_once=reference.at_once)

    def _is_simple(self, value: object) -> bool:
        """Whether an annotation may be written out at no cost."""
        return isinstance(value, types.ModuleType) or id(value) in self.items

    def _outer(self, value: Any) -> tuple[type, str] | None:
        """The class that a class or a function is written in, and the way from there."""
        if not isinstance(value, type | types.FunctionType) or not self._is_users(value):
            return None
        first, _, rest = value.__qualname__.partition(".")
        holder = getattr(sys.modules.get(value.__module__), first, None)
        if not rest or "<locals>" in rest or not isinstance(holder, type):
            return None
        found: Any = holder
        for part in rest.split("."):
            found = getattr(found, part, None)
        return (holder, f".{rest}") if found is value else None

    def item(self, value: Any, name: str, space: Space) -> Item:
        """What a value is called in the exported file, followed to all it needs itself."""
        is_shared = not (value is None or type(value) in (bool, int, float, complex, str))
        key: Any = id(value) if is_shared else space.key(name)
        if key in self.items:
            return self.items[key]
        item = self.items[key] = Item(name)
        if isinstance(value, types.ModuleType):
            self._external(item, value, name)
        elif hasattr(type(value), "_as_subject"):
            self.refuse(f"{name} is a derivative itself", "call the function that it is of")
        elif isinstance(value, type | types.FunctionType) and self._is_users(value):
            self._definition(item, value, name)
        elif (is_function(value) or isinstance(value, type)) and (line := _import_of(value, name)):
            item.line = line
            if "tangentgen" in line:
                self.refuse(f"{name} is tangentgen's own", "leave it out of what is exported")
        else:
            self._value(item, value, name)
        return item

    def _external(self, item: Item, module: types.ModuleType, name: str) -> None:
        if module.__name__.partition(".")[0] == "tangentgen":
            self.refuse("it looks callees up when it runs", "derive for callees that are known")
        item.wanted = "np" if module is np else name  # as in the expressions of values
        item.line = f"import {module.__name__} as {{}}"

    def _definition(self, item: Item, value: Any, name: str) -> None:
        is_class = isinstance(value, type)
        made = of_class(value) if is_class else of_function(value, name)
        item.definition, item.wanted = made, getattr(value, "__name__", name)
        if item.wanted == "<lambda>":
            item.wanted = name
        if is_class:
            space = Space(vars(sys.modules[value.__module__]))
        else:
            space = Space(value.__globals__, self._cells(value))
        bare = None if is_class else made.node  # what decorators made of it is another value
        made = item.definition = undecorated(
            made, lambda node, root: node is bare or _is_our_own(space.get(root))
        )
        written = [n for n in ast.walk(made.tree) if isinstance(n, ast.Global | ast.Nonlocal)]
        if written:
            self.refuse(f"{name} assigns to `{written[0].names[0]}` outside", "return it instead")
        own = (made.node.name,) if isinstance(made.node, ast.ClassDef) else ()
        self.follow(list(references(made.text, made.tree)), space, item, own)

    def _cells(self, function: types.FunctionType) -> dict[str, types.CellType]:
        names = function.__code__.co_freevars
        if "__class__" in names:
            self.refuse(f"{function.__qualname__} needs its class", "name the class in super()")
        return dict(zip(names, function.__closure__ or (), strict=True))

    def _value(self, item: Item, value: Any, name: str) -> None:
        item.value = value

        def refer(other: object) -> str:
            used = self.item(other, getattr(other, "__name__", name), Space({}))
            if used is item:
                raise values.NoText(f"{type(other).__name__} {used.wanted}")
            item.uses.append(Use(None, used))
            return ""

        try:
            text = values.expression(value, refer)
            if "np." in text:
                item.uses.append(Use(None, self.item(np, "np", Space({}))))
        except values.NoText as error:
            self.refuse(f"{name} is {error}", "pass it as an argument")

    def _is_users(self, value: Any) -> bool:
        module = sys.modules.get(value.__module__ or "")
        if module is None:
            return True
        if not is_users(module):
            return False
        file = getattr(module, "__file__", None)
        if file is None:
            return module.__name__ == "__main__" or not hasattr(module, "__spec__")
        return not is_installed(Path(file)) or is_installed(Path(self.path))

    def refuse(self, what: str, hint: str) -> NoReturn:
        raise NotExported(Offence(self.path, 1, 0, "", f"no export: {what}", hint))


def _is_our_own(value: Any) -> bool:
    """Whether a value is `grad` or the like, or the package."""
    name = getattr(value, "__module__", None) or getattr(value, "__name__", "")
    return isinstance(name, str) and name.partition(".")[0] == "tangentgen"


def _is_space(value: object) -> bool:
    """Whether a value is a module of the user's, whose names are looked up one by one."""
    if isinstance(value, LiveModule):
        return True
    return isinstance(value, types.ModuleType) and is_users(value) and not _is_installed(value)


def _is_installed(module: types.ModuleType) -> bool:
    file = getattr(module, "__file__", None)
    return file is not None and is_installed(Path(file))


def _member(space: Any, name: str) -> Any:
    return getattr(space, name, MISSING)


def _space_of(names: tuple[str, ...], number: int, space: Space) -> Space:
    found: Any = space.get(names[0])
    for name in names[1:number]:
        found = getattr(found, name)
    return Space(found.space if isinstance(found, LiveModule) else vars(found))


def _import_of(value: Any, name: str) -> str | None:
    """The line that imports a value from where it is found under its own name."""
    for module in (getattr(value, "__module__", None), "numpy", "math", "scipy.special"):
        found = sys.modules.get(module or "")
        own = getattr(value, "__name__", name)
        if found is not None and getattr(found, own, MISSING) is value and not _is_space(found):
            return f"from {module} import {own} as {{}}"
    return None
