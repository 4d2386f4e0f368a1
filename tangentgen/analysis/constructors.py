"""Objects of users' classes: what `Particle(x, v)` does, as a function that can be differentiated.

def __init__(self, x, v):              def Particle(x, v):
    self.x = x                             self = object.__new__(module.Particle)
    self.v = v                   becomes   self.x = x
                                           self.v = v
                                           return self
"""

from __future__ import annotations

import dataclasses
import inspect
import sys
import types
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import gast

from tangentgen.analysis.callables import is_library
from tangentgen.language import core
from tangentgen.language.resolve import parameters
from tangentgen.source.quote import as_target, expression, name

if TYPE_CHECKING:
    from tangentgen.analysis.program import Program

INIT, AFTER = "__init__", "__post_init__"


def is_constructible(target: object) -> bool:
    """Whether it is a class whose objects are made by `__init__` alone, which has source."""
    if not isinstance(target, type) or type(target).__call__ is not type.__call__:
        return False
    if target.__module__.split(".")[0] in sys.stdlib_module_names or is_library(target):
        return False
    if inspect.getattr_static(target, "__new__") is not _static(object, "__new__"):
        return False
    return body_of(target) is not None or _static(target, INIT) is _static(object, INIT)


def body_of(cls: type) -> types.FunctionType | None:
    """The function with source that makes an object what it is: `__post_init__` of a dataclass."""
    init = _static(cls, INIT)
    if not isinstance(init, types.FunctionType):
        return None
    if _is_generated(cls, init):
        after = _static(cls, AFTER)
        return after if isinstance(after, types.FunctionType) else None
    return init


def _static(cls: type, attribute: str) -> object:
    return inspect.getattr_static(cls, attribute, None)


def _is_generated(cls: type, init: types.FunctionType) -> bool:
    """Whether `@dataclass` wrote the function."""
    for holder in cls.__mro__:
        if holder.__dict__.get(INIT) is init:
            return dataclasses.is_dataclass(holder) and init.__code__.co_filename == "<string>"
    return False


def is_plain_dataclass(cls: type) -> bool:
    """Whether its `__init__` stores what it is given, and does nothing else."""
    init = _static(cls, INIT)
    generated = isinstance(init, types.FunctionType) and _is_generated(cls, init)
    return generated and _static(cls, AFTER) is None


def constructor(program: Program, cls: type) -> types.FunctionType:
    """What stands for the class where it is called."""
    init = body_of(cls)
    assert init is not None
    written = _static(cls, INIT)
    assert isinstance(written, types.FunctionType)
    own = written.__code__
    made = types.FunctionType(
        own, init.__globals__, cls.__name__, written.__defaults__, written.__closure__
    )
    made.__kwdefaults__ = written.__kwdefaults__
    made.__module__, made.__qualname__ = cls.__module__, cls.__qualname__
    given = inspect.signature(written, follow_wrapped=False)
    kept = [p for n, p in given.parameters.items() if n not in _made_anew(cls, init is written)]
    made.__signature__ = given.replace(parameters=kept[1:])  # type: ignore[attr-defined]  # inspect reads it
    made.constructs = cls  # type: ignore[attr-defined]  # whose defaults are those of its `__init__`
    program.sources[made] = program.source(init)
    tree = program.tree(init)
    if init is written:
        first = parameters(tree)[0]
        body = tree.body
        arguments = _without_first(tree.arguments)
    else:
        first, body, arguments = "self", _fields_set(cls), _arguments(cls, given)
    making = core.Assign(
        as_target(name(first)), expression("object.__new__($c)", c=program.class_expression(cls))
    )
    ending = core.Return(name(first))
    program.trees[made] = replace(
        tree,
        name=cls.__name__,
        arguments=arguments,
        body=(making, *_returning(body, first), ending),
        docstring=None,
        returns=None,
    )
    return made


def stored_fields(program: Program, cls: type) -> dict[str, gast.expr] | None:
    """What the attributes hold of a class whose `__init__` does no more than store.

    A parameter, a number, a string, None, or an empty list or dict; None for any other class.
    """
    init = body_of(cls)
    if init is None or init is not _static(cls, INIT) or init.__code__.co_freevars:
        return None
    if inspect.getattr_static(cls, "__setattr__") is not inspect.getattr_static(
        object, "__setattr__"
    ):
        return None
    tree = program.tree(init)
    given = parameters(tree)
    found: dict[str, gast.expr] = {}
    for statement in tree.body:
        match statement:
            case core.Pass():
                continue
            case core.Assign(
                target=gast.Attribute(value=gast.Name(id=owner), attr=attribute), value=value
            ) if owner == given[0] and attribute not in found:
                found[attribute] = value
            case core.Assign(target=gast.Tuple(elts=targets), value=gast.Tuple(elts=values)) if len(
                targets
            ) == len(values):
                for target, value in zip(targets, values, strict=True):
                    match target:
                        case gast.Attribute(value=gast.Name(id=owner), attr=attribute) if (
                            owner == given[0] and attribute not in found
                        ):
                            found[attribute] = value
                        case _:
                            return None
            case _:
                return None
    read = [value.id for value in found.values() if isinstance(value, gast.Name)]
    plain = all(_is_plain(value) for value in found.values())
    stored = all(
        hasattr(type(_static(cls, a)), "__set__") is False or _is_slot(cls, a) for a in found
    )
    once = len(set(read)) == len(read) and set(read) <= set(given[1:])
    return found if plain and stored and once else None


def _is_plain(value: gast.expr) -> bool:
    match value:
        case gast.Name() | gast.Constant() | gast.List(elts=[]) | gast.Dict(keys=[]):
            return True
        case gast.UnaryOp(op=gast.USub(), operand=gast.Constant()):
            return True
    return False


def _is_slot(cls: type, attribute: str) -> bool:
    return isinstance(_static(cls, attribute), types.MemberDescriptorType)


def _without_first(given: gast.arguments) -> gast.arguments:
    posonly, args = list(given.posonlyargs), list(given.args)
    (posonly or args).pop(0)
    return gast.arguments(
        args,
        posonly,
        given.vararg,
        given.kwonlyargs,
        given.kw_defaults,
        given.kwarg,
        given.defaults,
    )


def _returning(block: core.Block, made: str) -> core.Block:
    """The block with the object for its returns, which return nothing."""
    out: list[core.Statement] = []
    for statement in block:
        if isinstance(statement, core.Return):
            out.append(replace(statement, value=name(made)))
        else:
            out.append(core.mapped(statement, lambda inner: _returning(inner, made)))
    return tuple(out)


def _fields_set(cls: type) -> core.Block:
    """What the `__init__` does that `@dataclass` writes."""
    out: list[core.Statement] = []
    for f in dataclasses.fields(cls):
        target = as_target(expression(f"self.{f.name}"))
        if f.default_factory in EMPTY:
            out.append(core.Assign(target, expression(EMPTY[f.default_factory])))
        elif f.init:
            out.append(core.Assign(target, name(f.name)))
        elif f.default is not dataclasses.MISSING and isinstance(f.default, int | float | str):
            out.append(core.Assign(target, gast.Constant(f.default, None)))
    after = _static(cls, AFTER)
    if after is not None:
        out.append(core.Evaluate(expression(f"self.{AFTER}()")))
    return tuple(out)


EMPTY: dict[Any, str] = {list: "[]", dict: "{}"}
"""What fields may be made by where they are not given."""


def _made_anew(cls: type, written: bool) -> set[str]:
    """The fields of a dataclass that each object gets a new list or dict for."""
    if written:
        return set()
    return {f.name for f in dataclasses.fields(cls) if f.default_factory in EMPTY}


def _arguments(cls: type, given: inspect.Signature) -> gast.arguments:
    names = [p for p in given.parameters if p != "self" and p not in _made_anew(cls, False)]
    return gast.arguments(
        [gast.Name(n, gast.Param(), None, None) for n in names], [], None, [], [], None, []
    )


def surely_set(program: Program, cls: type) -> frozenset[str]:
    """The attributes that every object of a class has, from its beginning on."""
    found = set(_of_classes(cls))
    if dataclasses.is_dataclass(cls):
        found.update(f.name for f in dataclasses.fields(cls) if f.init)
    init = body_of(cls) if is_constructible(cls) else None
    if init is not None:
        found.update(_set_by(program, cls, init))
    return frozenset(found)


def _of_classes(cls: type) -> Iterator[str]:
    for holder in cls.__mro__:
        for key, value in holder.__dict__.items():
            if not hasattr(type(value), "__get__"):
                yield key


def _set_by(program: Program, cls: type, init: types.FunctionType) -> Iterator[str]:
    tree = program.tree(init)
    first = next(iter(parameters(tree)), None)
    for statement in tree.body:
        match statement:
            case core.Assign(target=gast.Attribute(value=gast.Name(id=owner), attr=attribute)):
                if owner == first:
                    yield attribute
            case core.Assign(target=gast.Tuple() | gast.List() as target):
                for part in target.elts:
                    match part:
                        case gast.Attribute(value=gast.Name(id=owner), attr=attribute):
                            if owner == first:
                                yield attribute
            case core.Evaluate(value=gast.Call(func=function)) if _is_super(function):
                after = _next(cls, init)
                if after is not None:
                    yield from _set_by(program, cls, after)


def _is_super(function: gast.expr) -> bool:
    match function:
        case gast.Attribute(value=gast.Call(func=gast.Name(id="super")), attr=attribute):
            return bool(attribute == INIT)
    return False


def _next(cls: type, init: types.FunctionType) -> types.FunctionType | None:
    """The `__init__` that `super()` leads to."""
    holders = [c for c in cls.__mro__ if isinstance(c.__dict__.get(INIT), types.FunctionType)]
    for k, holder in enumerate(holders[:-1]):
        if holder.__dict__[INIT] is init:
            found = holders[k + 1].__dict__[INIT]
            return found if not _is_generated(holders[k + 1], found) else None
    return None
