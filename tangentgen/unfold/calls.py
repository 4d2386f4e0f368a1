"""Calls: of the user's functions and classes, which are written out, and of all others."""

from __future__ import annotations

import dataclasses
import functools
import inspect
import types
from typing import Any

import gast
import numpy as np

from tangentgen.analysis.callables import is_library, is_pure
from tangentgen.analysis.constructors import body_of, is_constructible, is_plain_dataclass
from tangentgen.errors import TangentgenError
from tangentgen.known import is_generated
from tangentgen.language import core
from tangentgen.language.desugar import normal_form
from tangentgen.language.globals import resolved
from tangentgen.language.listed import is_generator
from tangentgen.language.nested import nested
from tangentgen.language.resolve import live_object, scope_of
from tangentgen.unfold import attributes, builtin_calls, containers, generators
from tangentgen.unfold.items import (
    NONE,
    Item,
    Known,
    Leaf,
    Made,
    Method,
    NotUnfolded,
    Own,
    Part,
    Ref,
    Thing,
    in_order,
    of_constant,
)
from tangentgen.unfold.sequences import several
from tangentgen.unfold.work import Work

DEPTH = 25  # of calls inside each other
RETURNED = "return"  # what a function's variables hold under this name is its value
_AT_ONCE = ("numpy", "math", "statistics")  # modules whose functions call nothing of the user's
_PLAIN = (bool, int, float, complex, str, type(None))
P = inspect.Parameter


def call(work: Work, node: gast.Call) -> Item:
    """What a call comes to."""
    if isinstance(node.func, gast.Name) and node.func.id == "super":
        return _super(work, node)
    parts = [node.func, *node.args, *(k.value for k in node.keywords)]
    starred = [isinstance(p, gast.Starred) for p in parts]
    work.hint = ""
    outer, work.consuming = work.consuming, _consumes(work, node)
    try:
        found = several(work, [p.value if isinstance(p, gast.Starred) else p for p in parts])
    finally:
        work.consuming = outer
    function, *items = found
    arguments: list[Item] = []
    for item, star in zip(items[: len(node.args)], starred[1:], strict=False):
        arguments += containers.items_of(work, item) if star else [item]
    keywords: dict[str, Item] = {}
    for keyword, item in zip(node.keywords, items[len(node.args) :], strict=True):
        if keyword.arg is not None:
            keywords[keyword.arg] = item
            continue
        thing = work.thing(item)
        if thing is None or thing.kind != "dict" or thing.running is not None:
            raise NotUnfolded("keywords of unknown number")
        keywords |= thing.parts  # type: ignore[arg-type]  # they are strings, or Python raises
    return call_item(work, function, arguments, keywords, node)


def _consumes(work: Work, node: gast.Call) -> bool:
    """Whether it is a builtin that goes through its argument before anything else happens."""
    match node.func:
        case gast.Name(id="sum" | "max" | "min" | "list" | "tuple" | "sorted"):
            return not any(keyword.arg == "key" for keyword in node.keywords)
        case gast.Attribute(value=gast.Name(id=module)):
            known = work.program.aliases.module(module)
            return getattr(known, "__name__", "").partition(".")[0] in _AT_ONCE
    return False


def call_item(
    work: Work,
    function: Item,
    arguments: list[Item],
    keywords: dict[str, Item],
    node: Any = None,
) -> Item:
    """What a function gives for these arguments."""
    match function:
        case Method():
            return inlined(work, function.function, [function.owner, *arguments], keywords)
        case Own():
            return containers.method(work, function, arguments, keywords)
        case Part():
            every = dict(function.keywords) | keywords
            return call_item(work, function.function, [*function.arguments, *arguments], every)
        case Made():
            return _closure(work, function, arguments, keywords)
        case Ref():
            method = attributes.of_class(work, function, "__call__")
            if method is None:
                raise NotUnfolded("a call of what is no function")
            return call_item(work, method, arguments, keywords, node)
        case Leaf():
            return _as_it_stands(work, function, arguments, keywords)
        case Known():
            return _known(work, function, arguments, keywords)
    raise NotUnfolded("a call of what is not known")


def _known(work: Work, function: Known, arguments: list[Item], keywords: dict[str, Item]) -> Item:
    target = function.value
    if target is _nothing:
        return NONE
    found = builtin_calls.result(work, target, arguments, keywords)
    if found is not None:
        return found
    if isinstance(target, functools.partial):
        raise NotUnfolded("a partial function of the module")
    if isinstance(target, type):
        return _object(work, target, function, arguments, keywords)
    if isinstance(getattr(target, "registry", None), types.MappingProxyType):
        return _by_class(work, target, arguments, keywords)
    if generators.of_manager(target) is not None:
        return inlined(work, target, arguments, keywords)
    if not isinstance(target, types.FunctionType) or is_library(target) or is_generated(target):
        return _as_it_stands(work, function, arguments, keywords)
    whole = all(isinstance(a, Leaf) for a in (*arguments, *keywords.values()))
    if whole and function.tree is not None and not _makes(work, target, set()):
        return _as_it_stands(work, function, arguments, keywords)
    return inlined(work, target, arguments, keywords)


def _by_class(work: Work, target: Any, arguments: list[Item], keywords: dict[str, Item]) -> Item:
    """A call of what `functools.singledispatch` made."""
    thing = work.thing(arguments[0]) if arguments else None
    if thing is None or thing.cls is None:
        raise NotUnfolded("a function that is chosen by a class that is not known")
    found = target.dispatch(thing.cls)
    if not isinstance(found, types.FunctionType):
        raise NotUnfolded("a function that is chosen by a class")
    return inlined(work, found, arguments, keywords)


def _as_it_stands(
    work: Work, function: Leaf | Known, arguments: list[Item], keywords: dict[str, Item]
) -> Leaf:
    """The call as the text has it; containers are given to what only reads them."""
    things = [a for a in (*arguments, *keywords.values()) if not isinstance(a, Leaf)]
    if things and not (isinstance(function, Known) and _only_reads(function.value)):
        raise NotUnfolded("a container that is given to a function")
    trees = [work.tree(a) for a in arguments]
    given = [gast.keyword(k, work.tree(v)) for k, v in keywords.items()]
    target = function.value if isinstance(function, Known) else None
    given_one = any(isinstance(a, Leaf) and a.array for a in arguments)
    array = given_one and (isinstance(target, np.ufunc) or target in _ALIKE)
    array = array and getattr(target, "nout", 1) == 1 and "out" not in keywords
    array = array or target in _MAKE_ARRAYS
    return Leaf(gast.Call(work.tree(function), trees, given), array=array)


_ALIKE = (np.zeros_like, np.ones_like, np.empty_like, np.copy)
_MAKE_ARRAYS = (
    *(np.zeros, np.ones, np.empty, np.full, np.eye, np.identity, np.array, np.arange),
    *(np.concatenate, np.stack, np.vstack, np.hstack, np.column_stack, np.outer, np.diag),
)  # whatever they are given


def _only_reads(target: Any) -> bool:
    if target is print or (isinstance(target, type) and issubclass(target, BaseException)):
        return True
    return is_pure(target)


def _makes(work: Work, function: types.FunctionType, seen: set[Any]) -> bool:
    """Whether a function makes objects or functions, or calls one that does."""
    if function in seen:
        return False
    seen.add(function)
    try:
        tree = work.program.tree(function)
    except TangentgenError:
        return False
    for statement in core.walk(tree.body):
        if isinstance(statement, core.Foreign):
            return True
        for value in vars(statement).values():
            if not isinstance(value, gast.AST):
                continue
            for node in gast.walk(value):
                if isinstance(node, gast.Lambda):
                    return True
                if not isinstance(node, gast.Call):
                    continue
                live = _live(work, node.func)
                if isinstance(live, type) and _is_made(live):
                    return True
                own = isinstance(live, types.FunctionType) and not is_library(live)
                if own and _makes(work, live, seen):
                    return True
    return False


def _live(work: Work, node: gast.expr) -> Any:
    match node:
        case gast.Name(id=given):
            return work.program.aliases.module(given)
        case gast.Attribute(value=inner, attr=attr):
            return getattr(_live(work, inner), attr, None)
    return None


def inlined(
    work: Work, function: types.FunctionType, arguments: list[Item], keywords: dict[str, Item]
) -> Item:
    """What a function of the user's gives, its statements written where it is called."""
    managing = generators.of_manager(function)
    function = managing or function
    tree = body_tree(work, function)
    defaults = _defaults(work, function)
    own = scope_of(function, tree).locals
    if function.__code__.co_flags & inspect.CO_GENERATOR:
        given = _matched(work, tree.arguments, arguments, keywords, defaults)
        code = generators.Code(function, tree, own, None, managing is not None)
        return generators.begun(work, code, given)
    return written(work, function, tree, arguments, keywords, defaults, own, None)


def body_tree(work: Work, function: types.FunctionType) -> core.Function:
    free = [n for n in function.__code__.co_freevars if n != "__class__"]
    if free or function.__code__.co_flags & inspect.CO_ASYNC_GENERATOR:
        raise NotUnfolded("variables of a function that has returned")
    if getattr(function, "__wrapped__", None) is not None:
        raise NotUnfolded("a decorated function")
    tree = work.program.tree(function)
    if is_generator(tree):
        raise NotUnfolded("a generator that is sent values")
    work.program.callees[function] = None
    return tree


def _defaults(work: Work, function: types.FunctionType) -> dict[str, Item]:
    found: dict[str, Item] = {}
    for parameter in inspect.signature(function, follow_wrapped=False).parameters.values():
        value = parameter.default
        if value is P.empty:
            continue
        if isinstance(value, _PLAIN):
            found[parameter.name] = of_constant(value)
        elif type(value) is tuple and all(isinstance(v, _PLAIN) for v in value):
            items: list[Item] = [of_constant(v) for v in value]
            found[parameter.name] = work.new(Thing("tuple", in_order(items)))
    return found


def written(
    work: Work,
    function: types.FunctionType,
    tree: core.Function,
    arguments: list[Item],
    keywords: dict[str, Item],
    defaults: dict[str, Item],
    own: frozenset[str],
    parent: int | None,
) -> Item:
    """The statements of a function, of these arguments."""
    if len(work.functions) > DEPTH:
        raise NotUnfolded("calls that are too deep")
    given = _matched(work, tree.arguments, arguments, keywords, defaults)
    notes = work.notes
    frame = work.number()
    kept: dict[Any, Item] = {}
    with work.held(*given.values()):
        for parameter, item in given.items():
            kept[parameter] = work.named(item, parameter)
    work.state.things[frame] = Thing("frame", kept, parent=parent)
    work.state.frames = (*work.state.frames, frame)
    work.functions.append(function)
    work.locals.append(own)
    branches, work.branches = work.branches, 0
    same = work.program.source(function).path == work.program.source(work.entry).path
    work.notes = notes if same else core.NOTHING
    try:
        ended = work.run(work, tree.body)
    finally:
        work.functions.pop()
        work.locals.pop()
        work.branches = branches
    if ended not in (None, "return", "some"):
        raise NotUnfolded("a function that only raises")
    work.notes = core.Notes(origin=notes.origin)
    found = work.state.things[frame].parts.get(RETURNED, NONE)
    parts = {k: v for k, v in work.state.things[frame].parts.items() if k != RETURNED}
    work.put(Ref(frame), work.state.things[frame].but(parts=parts))
    work.state.frames = work.state.frames[:-1]
    return work.usable(found)


def _matched(
    work: Work,
    wanted: gast.arguments,
    arguments: list[Item],
    keywords: dict[str, Item],
    defaults: dict[str, Item],
) -> dict[str, Item]:
    positional = [a.id for a in (*wanted.posonlyargs, *wanted.args)]
    every = [*positional, *(a.id for a in wanted.kwonlyargs)]
    given = dict(zip(positional, arguments, strict=False))
    rest = arguments[len(positional) :]
    if rest and wanted.vararg is None:
        raise NotUnfolded("too many arguments")
    others = {}
    for key, item in keywords.items():
        if key in every and key not in given:
            given[key] = item
        elif wanted.kwarg is not None:
            others[key] = item
        else:
            raise NotUnfolded("a keyword that there is not")
    for parameter in every:
        if parameter not in given:
            if parameter not in defaults:
                raise NotUnfolded("an argument that is missing, or a default that is computed")
            given[parameter] = defaults[parameter]
    if wanted.vararg is not None:
        kept = [work.named(item, wanted.vararg.id) for item in rest]
        given[wanted.vararg.id] = work.new(Thing("tuple", in_order(kept)))
    if wanted.kwarg is not None:
        whole = {k: work.named(v, k) for k, v in others.items()}
        given[wanted.kwarg.id] = work.new(Thing("dict", dict(whole.items())))
    return given


def _object(
    work: Work, cls: type, function: Known, arguments: list[Item], keywords: dict[str, Item]
) -> Item:
    """A new object of a user's class."""
    if issubclass(cls, tuple) and hasattr(cls, "_fields") and not is_library(cls):
        return _named_tuple(work, cls, arguments, keywords)
    if not _is_made(cls):
        if is_library(cls) or cls.__module__ == "builtins":
            return _as_it_stands(work, function, arguments, keywords)
        raise NotUnfolded("a class whose objects are made otherwise")
    work.program.classes[cls] = None
    made = work.new(Thing("object", {}, cls=cls))
    init = inspect.getattr_static(cls, "__init__")
    if isinstance(init, types.FunctionType) and body_of(cls) is init:
        with work.held(made):
            inlined(work, init, [made, *arguments], keywords)
    elif dataclasses.is_dataclass(cls):
        _fields(work, cls, made, arguments, keywords)
    elif arguments or keywords:
        raise NotUnfolded("arguments of a class that takes none")
    return made


def _is_made(cls: type) -> bool:
    """Whether its objects are made by its `__init__`, or by that of a dataclass, and no more."""
    if inspect.getattr_static(cls, "__getattribute__") is not object.__getattribute__:
        return False
    if is_constructible(cls):
        return True
    own = inspect.getattr_static(cls, "__new__") is inspect.getattr_static(object, "__new__")
    return is_plain_dataclass(cls) and own and type(cls).__call__ is type.__call__


def _named_tuple(work: Work, cls: Any, arguments: list[Item], keywords: dict[str, Item]) -> Item:
    given = dict(zip(cls._fields, arguments, strict=False)) | keywords
    for field, default in cls._field_defaults.items():
        if field not in given and isinstance(default, _PLAIN):
            given[field] = of_constant(default)
    if set(given) != set(cls._fields):
        raise NotUnfolded("a field that is missing")
    work.program.classes[cls] = None
    parts = [work.named(given[f], f) for f in cls._fields]
    return work.new(Thing("tuple", in_order(parts), cls=cls, names=cls._fields))


def _fields(
    work: Work, cls: Any, made: Ref, arguments: list[Item], keywords: dict[str, Item]
) -> None:
    taken = [f for f in dataclasses.fields(cls) if f.init and not f.kw_only]
    given = {f.name: a for f, a in zip(taken, arguments, strict=False)} | keywords
    if len(arguments) > len(taken):
        raise NotUnfolded("too many arguments")
    parts: dict[Any, Item] = {}
    with work.held(made, *given.values()):
        for field in dataclasses.fields(cls):
            if field.name in given:
                parts[field.name] = work.named(given[field.name], field.name)
            elif field.default is not dataclasses.MISSING:
                if not isinstance(field.default, _PLAIN):
                    raise NotUnfolded("a default that is no number")
                parts[field.name] = of_constant(field.default)
            elif field.default_factory is not dataclasses.MISSING:
                factory = Known(field.default_factory)
                parts[field.name] = work.named(call_item(work, factory, [], {}), field.name)
            elif field.init:
                raise NotUnfolded("a field that is missing")
    if any(hasattr(cls, f.name) and f.name not in parts for f in dataclasses.fields(cls)):
        raise NotUnfolded("a field that is made otherwise")
    if inspect.getattr_static(cls, "__setattr__") is not object.__setattr__ and not (
        cls.__dataclass_params__.frozen
    ):
        raise NotUnfolded("a class that says how its attributes are set")
    work.put(made, work.state.things[made.thing].but(parts=parts))
    after = inspect.getattr_static(cls, "__post_init__", None)
    if after is not None:
        work.evaluate_call(work, Method(after, made), [])


def _super(work: Work, node: gast.Call) -> Item:
    raise NotUnfolded("super() that is kept")


def of_super(work: Work, node: gast.Attribute) -> Item | None:
    """`super().name`, as a method with its object."""
    match node.value:
        case gast.Call(func=gast.Name(id="super"), args=arguments, keywords=[]):
            pass
        case _:
            return None
    if len(arguments) not in (0, 2):
        raise NotUnfolded("super of one argument")
    function = work.functions[-1]
    if arguments:
        start = work.evaluate(work, arguments[0])
        own = work.evaluate(work, arguments[1])
        holder = start.value if isinstance(start, Known) else None
    else:
        cells = dict(zip(function.__code__.co_freevars, function.__closure__ or (), strict=True))
        holder = cells["__class__"].cell_contents if "__class__" in cells else None
        first = function.__code__.co_varnames[0]
        own = work.usable(work.state.things[work.state.frames[-1]].parts.get(first))
    thing = work.thing(own)
    if thing is None or thing.cls is None or not isinstance(holder, type):
        raise NotUnfolded("super of what is no object")
    mro = thing.cls.__mro__
    for cls in mro[mro.index(holder) + 1 :]:
        found = cls.__dict__.get(node.attr)
        if isinstance(found, types.FunctionType):
            return Method(found, own)
        if cls is object and node.attr == "__init__":
            return Known(_nothing)
        if found is not None:
            break
    raise NotUnfolded("an attribute of super()")


def _nothing() -> None:
    """`object.__init__`."""


def made(work: Work, node: Any) -> Item:
    """A function that is defined inside another one."""
    if isinstance(node, gast.FunctionDef) and node.decorator_list:
        raise NotUnfolded("a decorated function")
    _prepared(work, node, work.functions[-1])
    names = [a.id for a in (*node.args.posonlyargs, *node.args.args)]
    with_defaults = names[len(names) - len(node.args.defaults) :]
    pairs = list(zip(with_defaults, node.args.defaults, strict=True))
    keyword_only = zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)
    pairs += [(a.id, d) for a, d in keyword_only if d is not None]
    items = several(work, [d for _, d in pairs], [n for n, _ in pairs])
    defaults = tuple((n, work.named(i, n)) for (n, _), i in zip(pairs, items, strict=True))
    return Made(node, work.state.frames[-1], work.functions[-1], defaults)


def _prepared(work: Work, node: Any, outer: types.FunctionType) -> None:
    """The text of a function inside another one, whose names mean what they mean there."""
    if id(node) in work.definitions:
        return
    if any(
        isinstance(n, gast.Nonlocal | gast.Global | gast.Yield | gast.YieldFrom | gast.Await)
        for n in gast.walk(node)
    ):
        raise NotUnfolded("a function that assigns variables around it")
    found = nested(node, frozenset()).function
    tree = normal_form(found, lambda inner: live_object(outer, inner), lambda e: None)
    scope = scope_of(outer, tree)
    own = scope.locals | work.locals[-1]
    if not isinstance(node, gast.Lambda):  # whose names are resolved with what it stands in
        tree = resolved(tree, dataclasses.replace(scope, locals=own), work.program.aliases)
    work.definitions[id(node)] = (node, tree, own)


def _closure(work: Work, function: Made, arguments: list[Item], keywords: dict[str, Item]) -> Item:
    _, tree, own = work.definitions[id(function.node)]
    defaults = dict(function.defaults)
    return written(work, function.outer, tree, arguments, keywords, defaults, own, function.frame)
