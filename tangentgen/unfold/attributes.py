"""`owner.name`: of an object, a container, a class, a module, an array."""

from __future__ import annotations

import inspect
import types
from typing import Any

import gast

from tangentgen.analysis.callables import is_library
from tangentgen.language.globals import library_path
from tangentgen.source.quote import copy, name
from tangentgen.unfold.items import (
    UNKNOWN,
    Item,
    Known,
    Leaf,
    Method,
    NotUnfolded,
    Own,
    Ref,
)
from tangentgen.unfold.work import Work

_PLAIN = (bool, int, float, complex, str, type(None))


def read(work: Work, owner: Item, attribute: str, node: gast.AST) -> Item:
    """What an attribute gives; of a property the method that is called."""
    match owner:
        case Ref():
            return _of_thing(work, owner, attribute)
        case Known(value=types.ModuleType() as module, tree=tree):
            return _of_module(work, module, attribute, tree)
        case Known(value=type() as cls):
            return _of_type(work, cls, attribute, owner)
        case Known(value=value, tree=gast.AST() as tree):
            return live(work, getattr(value, attribute, UNKNOWN), _part(tree, attribute))
        case Leaf():
            atomic = False
            return Leaf(_part(work.tree(owner), attribute), atomic=atomic, array=attribute == "T")
        case Method() if attribute == "__self__":
            return owner.owner
    raise NotUnfolded(f"the attribute {attribute}")


def _part(tree: gast.expr, attribute: str) -> gast.expr:
    return gast.Attribute(copy(tree), attribute, gast.Load())


def _of_thing(work: Work, owner: Ref, attribute: str) -> Item:
    thing = work.state.things[owner.thing]
    if thing.running is not None:
        return Own(attribute, owner)
    if thing.kind == "object":
        cls = thing.cls
        assert cls is not None
        if attribute == "__class__":
            return class_item(work, cls)
        static = inspect.getattr_static(cls, attribute, None)
        if isinstance(static, property):
            getter = static.fget
            if isinstance(getter, types.FunctionType):
                return Method(getter, owner)
            raise NotUnfolded("a property without source")
        if attribute in thing.parts:
            return work.usable(thing.parts[attribute])
        found = of_class(work, owner, attribute)
        if found is None:
            raise NotUnfolded(f"no attribute {attribute}")
        return found
    if thing.names and attribute in thing.names:
        return work.usable(thing.items[thing.names.index(attribute)])
    return Own(attribute, owner)


def getters(work: Work, owner: Item, attribute: str) -> tuple[Any, ...]:
    """The function behind a property."""
    thing = work.thing(owner)
    if thing is None or thing.cls is None or thing.kind != "object":
        return ()
    static = inspect.getattr_static(thing.cls, attribute, None)
    return (static.fget,) if isinstance(static, property) else ()


def of_class(work: Work, owner: Item, attribute: str) -> Item | None:
    """What an object has from its class."""
    thing = work.thing(owner)
    if thing is None or thing.kind != "object" or thing.cls is None:
        return None
    static = inspect.getattr_static(thing.cls, attribute, UNKNOWN)
    if static is UNKNOWN or static is object.__dict__.get(attribute, Known):
        return None
    if isinstance(static, types.FunctionType):
        return Method(static, owner)
    if isinstance(static, classmethod) and isinstance(static.__func__, types.FunctionType):
        return Method(static.__func__, class_item(work, thing.cls))
    if isinstance(static, staticmethod):
        static = static.__func__
    elif hasattr(type(static), "__get__"):
        raise NotUnfolded("an attribute that its class works out")
    return live(work, static, _part(work.program.class_expression(thing.cls), attribute))


def class_item(work: Work, cls: type) -> Known:
    return Known(cls, work.program.class_expression(cls))


def _of_type(work: Work, cls: type, attribute: str, owner: Known) -> Item:
    if attribute in ("__name__", "__qualname__"):
        return Leaf(_part(work.tree(owner), attribute), getattr(cls, attribute))
    static = inspect.getattr_static(cls, attribute, None)
    if isinstance(static, classmethod) and isinstance(static.__func__, types.FunctionType):
        return Method(static.__func__, owner)
    if isinstance(static, staticmethod):
        static = static.__func__
    if owner.tree is None:
        raise NotUnfolded("an attribute of a class")
    return live(work, static, _part(owner.tree, attribute))


def _of_module(work: Work, module: Any, attribute: str, tree: gast.expr | None) -> Item:
    found = getattr(module, attribute, UNKNOWN)
    if found is UNKNOWN or tree is None:
        raise NotUnfolded(f"no attribute {attribute}")
    return live(work, found, _part(tree, attribute))


def live(work: Work, value: Any, tree: gast.expr) -> Item:
    """What a module or a class holds: functions are known, numbers and arrays are read."""
    if isinstance(value, type) and not is_library(value):
        return Known(value, tree)
    called = inspect.getattr_static(type(value), "__call__", None)
    if isinstance(called, types.FunctionType) and not is_library(type(value)):
        return Leaf(tree, atomic=True)  # an object of the user's
    if callable(value) or isinstance(value, types.ModuleType):
        place = library_path(value)
        if place is not None:
            module, attribute = place
            given = work.program.aliases.of_module(
                module,
                module.__name__.split(".")[-1],
                frozenset(work.taken - work.program.aliases.modules.keys()),
            )
            tree = _part(name(given), attribute)
        return Known(value, tree)
    if isinstance(value, _PLAIN) or hasattr(value, "dtype"):
        return Leaf(tree, atomic=True)
    return Leaf(tree, atomic=True)
