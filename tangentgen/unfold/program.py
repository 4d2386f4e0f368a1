"""A function written without its objects: what it does to the numbers and arrays in them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import gast
import numpy as np

from tangentgen import kinds
from tangentgen.analysis.from_kinds import class_at
from tangentgen.analysis.program import Program
from tangentgen.kinds.functions import found_at
from tangentgen.language import core
from tangentgen.language.desugar import exits
from tangentgen.language.duplicate import duplicate
from tangentgen.language.free import occurring
from tangentgen.language.resolve import parameters, scope_of
from tangentgen.request import Request
from tangentgen.source.quote import constant, name
from tangentgen.unfold.calls import call_item
from tangentgen.unfold.expressions import evaluate
from tangentgen.unfold.items import (
    NONE,
    Item,
    Known,
    Leaf,
    Needed,
    NotUnfolded,
    Thing,
    in_order,
)
from tangentgen.unfold.leftover import without_unread
from tangentgen.unfold.statements import joined, run
from tangentgen.unfold.work import Work


@dataclass(frozen=True)
class Unfolded:
    """The function, and which parts of its arguments the primal replaces."""

    function: core.Function
    written: tuple[str, ...]


def unfolded(program: Program, request: Request, peels: bool) -> Unfolded:
    """The function of a request without its objects; raises `NotUnfolded`."""
    unrolled: set[int] = set()
    while True:
        work = _work(program, request, peels)
        work.unrolled = set(unrolled)
        try:
            return _followed(work, request)
        except Needed as error:  # behind a loop, what differs from trip to trip
            statement = work.headed.get(error.loop)
            if statement is None or statement not in work.countable - unrolled:
                raise
            unrolled.add(statement)


def _work(program: Program, request: Request, peels: bool) -> Work:
    function = request.function
    tree = program.tree(function)
    work = Work(program, function, evaluate, run, call_item, joined, peels)
    work.taken = {*occurring(tree), *program.aliases.modules}
    work.own = work.taken - set(parameters(tree)) - program.aliases.modules.keys()
    work.parameters = dict.fromkeys(parameters(tree))
    return work


def _followed(work: Work, request: Request) -> Unfolded:
    function, tree = request.function, work.program.tree(request.function)
    given: dict[str, Item] = {}
    for parameter, kind in request.kinds:
        given[parameter] = _argument(work, kind, name(parameter), parameter)
    frame = work.number()
    work.state.things[frame] = Thing("frame", dict(given.items()))
    work.state.frames = (frame,)
    work.functions = [function]
    work.locals = [scope_of(function, tree).locals]
    work.run(work, tree.body)
    body = tuple(duplicate(s) for s in work.out)
    made = exits.rewrite(replace(tree, body=without_unread(body)))
    return Unfolded(made, tuple(work.changed))


def _argument(work: Work, kind: kinds.Kind, tree: gast.expr, path: str) -> Item:
    """What is known of an argument, or of a part of one."""
    match kind:
        case kinds.Tuple(items=items) | kinds.Items(items=items):
            parts = [
                _argument(work, k, gast.Subscript(tree, constant(n), gast.Load()), f"{path}[{n}]")
                for n, k in enumerate(items)
            ]
            made = "tuple" if isinstance(kind, kinds.Tuple) else "list"
            return work.new(Thing(made, in_order(parts), path=path))  # type: ignore[arg-type]  # one of two
        case kinds.Dict(entries=entries):
            whole = {
                key: _argument(
                    work, k, gast.Subscript(tree, constant(key), gast.Load()), f"{path}[{key!r}]"
                )
                for key, k in entries
            }
            return work.new(Thing("dict", dict(whole), path=path))
        case kinds.Object(cls=cls, fields=fields):
            found = class_at(cls)
            if found is None:
                raise NotUnfolded("an object of a class that is not found")
            fields_ = {
                n: _argument(work, k, gast.Attribute(tree, n, gast.Load()), f"{path}.{n}")
                for n, k in fields
            }
            if issubclass(found, tuple):
                names = tuple(fields_)
                parts = list(fields_.values())
                return work.new(Thing("tuple", in_order(parts), found, path, names=names))
            work.program.classes[found] = None
            return work.new(Thing("object", dict(fields_.items()), found, path))
        case kinds.Plain(name="None"):
            return NONE
        case kinds.Function(path=where):
            function = found_at(where)
            return Leaf(tree, atomic=True) if function is None else Known(function, tree)
        case kinds.Array(shape=shape):
            return Leaf(tree, atomic=True, array=bool(shape), cls=np.ndarray)
        case kinds.Scalar(dtype=dtype):
            return Leaf(tree, atomic=True, cls=np.dtype(dtype).type)
        case kinds.List():
            return Leaf(tree, atomic=True, cls=list)
        case kinds.Plain(name=given):
            return Leaf(tree, atomic=True, cls=_PLAIN.get(given))
    return Leaf(tree, atomic=True)


_PLAIN = {cls.__name__: cls for cls in (float, int, bool, complex, str)}
