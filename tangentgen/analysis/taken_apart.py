"""Containers of arrays that are changed in place: each part gets a name of its own.

`pair = [x, y]; pair[0] *= 2.0` becomes `pair_0 = x; pair_1 = y; pair_0 *= 2.0`, where the container
is only ever looked into at places that are written out. Names of arrays may share memory, and
their adjoints do as they do; what a container holds has no name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import gast

from tangentgen.analysis.connected import connected
from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.given_in_parts import call_with_parts, is_tuple, taken_whole
from tangentgen.analysis.loops import put_at
from tangentgen.analysis.part_names import part_names
from tangentgen.analysis.parted_calls import (
    call_of_parts,
    comes_apart,
    parted,
    parts_given,
    stored_parts,
)
from tangentgen.analysis.sites import is_given
from tangentgen.analysis.values import Value
from tangentgen.language import core
from tangentgen.language.duplicate import duplicate
from tangentgen.language.free import free, occurring
from tangentgen.language.resolve import bound, parameters, target_names
from tangentgen.language.walk import all_names, walk
from tangentgen.source.quote import as_target, constant, copy, expression, name
from tangentgen.source.rebuild import rebuilt

if TYPE_CHECKING:
    from tangentgen.analysis.program import Program

_MOST = 8  # parts that a subscript may choose from: more are better left in their list


def taken_apart(facts: Analysis, program: Program) -> core.Function | None:
    """The function with names for the parts of such containers; None where there is none."""
    counters = dict(_counters(facts))
    found = {n: keys for n, keys in _made(facts).items() if _holds_changed(facts, n)}
    found = {n: keys for n, keys in found.items() if _looked_into(facts, n, keys, counters)}
    if not found and not any(comes_apart(facts, s) for s in core.walk(facts.tree.body)):
        return None
    # of containers in containers the outer ones first: what they hold gets names by that
    taken = occurring(facts.tree)
    inner = {
        owner: {
            key: free(f"{owner}_{word}".replace("-", "_"), taken)
            for key, word in zip(keys, part_names(facts, program, owner, keys), strict=True)
        }
        for owner, keys in found.items()
    }
    apart = _Apart(program, facts, inner, counters, taken)
    body = tuple(duplicate(s) for s in apart.block(facts.tree.body))
    return replace(facts.tree, body=body)


def _made(facts: Analysis) -> dict[str, tuple[Any, ...]]:
    """The names that are only ever bound to containers written out, with their keys."""
    found: dict[str, tuple[Any, ...] | None] = dict.fromkeys(parameters(facts.tree))
    for statement in core.walk(facts.tree.body):
        for each in bound(statement):
            keys = None
            if isinstance(statement, core.Assign) and isinstance(statement.target, gast.Name):
                keys = _keys(facts, statement.value)
                called = statement.value in facts.user_calls  # whose parts are bound together
                if not called and any(
                    isinstance(n, gast.Name) and n.id == each for n in walk(statement.value)
                ):
                    keys = None
            if isinstance(statement, core.Assign) and isinstance(statement.target, gast.Tuple):
                keys = _unpacked(facts, statement).get(each)
            found[each] = keys if found.get(each, keys) == keys else None
    local = facts.scope.place
    return {n: k for n, k in found.items() if k is not None and local(n) == "local"}


def _unpacked(facts: Analysis, statement: core.Assign) -> dict[str, tuple[Any, ...]]:
    """The names that are bound to tuples in what a call gives back, which is unpacked."""
    found: dict[str, tuple[Any, ...]] = {}
    if statement.value not in facts.user_calls:
        return found
    todo = [(statement.target, facts.value(statement.value))]
    while todo:
        target, value = todo.pop()
        items = value.items or () if is_tuple(value) else ()
        if isinstance(target, gast.Name) and items:
            found[target.id] = tuple(range(len(items)))
        elif isinstance(target, gast.Tuple) and len(target.elts) == len(items):
            todo += zip(target.elts, items, strict=True)
    times = Counter(target_names(statement.target))
    return {n: keys for n, keys in found.items() if times[n] == 1}  # `_` is several things


def _keys(facts: Analysis, node: gast.expr) -> tuple[Any, ...] | None:
    """The keys of a container that is written out."""
    match node:
        case gast.Tuple() | gast.List() if not any(isinstance(e, gast.Starred) for e in node.elts):
            return tuple(range(len(node.elts)))
        case gast.Dict() if all(
            isinstance(k, gast.Constant) and isinstance(k.value, str) and k.value.isidentifier()
            for k in node.keys
        ):
            keys = tuple(k.value for k in node.keys)
            return keys if len(set(keys)) == len(keys) else None
        case gast.Call():
            return stored_parts(facts, node) or parts_given(facts, node)
    return None


def _holds_changed(facts: Analysis, owner: str) -> bool:
    """Whether a container holds an array that is changed in place and that others know too.

    An array that only it knows, and that is changed where it is looked into, may stay there.
    """
    known = {s for s, names in facts.holders.items() if names}
    known |= {s for written in facts.call_writes.values() for s in written}
    changed = (connected(facts) & known) | facts.held_in_place
    return any(
        not changed.isdisjoint(part.sites)
        for node, value in facts.values.items()
        if isinstance(node, gast.Name) and node.id == owner
        for part in _arrays(value)
    )


def _arrays(value: Value, top: bool = True) -> Iterator[Value]:
    """The arrays in a container, but for those that objects in it hold."""
    if value.kind in ("array", "tensor"):
        yield value
    if top or value.kind != "object":
        inner = (*(value.items or ()), *([value.element] if value.element is not None else []))
        for part in inner:
            yield from _arrays(part, False)


def _looked_into(
    facts: Analysis, owner: str, keys: tuple[Any, ...], counters: dict[str, object]
) -> bool:
    """Whether a name is only read to find a part, at a place that is written out or counted."""
    uses = wanted = 0
    for statement in core.walk(facts.tree.body):
        for value in vars(statement).values():
            if not isinstance(value, gast.AST):
                continue
            if any(
                isinstance(n, gast.Lambda | gast.FunctionDef) and owner in _names(n)
                for n in walk(value)
            ):
                return False
            uses += sum(isinstance(n, gast.Name) and n.id == owner for n in walk(value))
            wanted += sum(_part(n, owner, keys, counters) is not None for n in walk(value))
            wanted += sum(taken_whole(facts, n, owner) for n in walk(value))
        match statement:
            case core.Assign(target=gast.Tuple() as target, value=gast.Name(id=given)) if (
                given == owner
            ):
                wanted += _plain(target, keys)
            case core.Assign(target=gast.Tuple() as target):
                wanted += sum(n.id == owner for n in all_names(target))
            case core.Assign(target=gast.Name(id=given)):
                wanted += given == owner
            case core.Return(value=value) if value is not None:
                wanted += sum(
                    n.id == owner and (n is value or _holds_given(facts.value(n)))
                    for n in _displayed(value)
                    if facts.value(n).kind in ("tuple", "list", "dict")
                )
    return uses == wanted


def _plain(target: gast.Tuple, keys: tuple[Any, ...]) -> bool:
    """Whether a target takes one name, or a tuple of them, for each part of a tuple."""
    plain = all(isinstance(t, gast.Name | gast.Tuple) for t in target.elts)
    return plain and keys == tuple(range(len(target.elts)))


def _holds_given(value: Value) -> bool:
    """Whether a container holds arrays of the caller, which come back with their adjoints."""
    return any(is_given(site) for part in _arrays(value) for site in part.sites)


def _displayed(node: gast.expr) -> Iterator[gast.Name]:
    """The names that a tuple holds, at any depth of tuples that are written out; one by itself."""
    if isinstance(node, gast.Name):
        yield node
    elif isinstance(node, gast.Tuple):
        for part in node.elts:
            yield from _displayed(part)


def _names(tree: gast.AST) -> set[str]:
    return {n.id for n in gast.walk(tree) if isinstance(n, gast.Name)}


def _part(
    node: gast.AST, owner: str, keys: tuple[Any, ...], counters: dict[str, object]
) -> object | None:
    """Which part of a container an expression stands for: a key, a counter, or the length."""
    match node:
        case gast.Subscript(value=gast.Name(id=of), slice=gast.Constant(value=key)) if of == owner:
            return key if key in keys and not isinstance(key, bool) else None
        case gast.Subscript(
            value=gast.Name(id=of),
            slice=gast.UnaryOp(op=gast.USub(), operand=gast.Constant(value=int() as back)),
        ) if of == owner and keys == tuple(range(len(keys))):
            return len(keys) - back if 0 < back <= len(keys) else None
        case gast.Subscript(
            value=gast.Name(id=of), slice=gast.Name(id=counter), ctx=gast.Load()
        ) if of == owner and len(keys) <= _MOST:
            counted = counters.get(counter) in (owner, len(keys))
            return _Counted(counter) if counted and keys == tuple(range(len(keys))) else None
        case gast.Attribute(value=gast.Name(id=of), attr=field) if of == owner:
            return field if field in keys else None
        case gast.Call(func=gast.Name(id="len"), args=[gast.Name(id=of)]) if of == owner:
            return len
    return None


@dataclass(frozen=True)
class _Counted:
    """A part that the counter of a loop chooses."""

    counter: str


def _counters(facts: Analysis) -> Iterator[tuple[str, object]]:
    """The counters of loops from 0, and what they run up to: a number, or a container's length."""
    loops = [s for s in core.walk(facts.tree.body) if isinstance(s, core.For)]
    binding = [n for s in core.walk(facts.tree.body) for n in bound(s)]
    for loop in loops:
        match loop.target, loop.iter:
            case gast.Name(id=counter), gast.Call(func=gast.Name(id="range"), args=[end]):
                if binding.count(counter) > 1 or counter in parameters(facts.tree):
                    continue
                match end:
                    case gast.Constant(value=int() as count):
                        yield counter, count
                    case gast.Call(func=gast.Name(id="len"), args=[gast.Name(id=of)]):
                        yield counter, of


class _Apart:
    def __init__(
        self,
        program: Program,
        facts: Analysis,
        parts: dict[str, dict[Any, str]],
        counters: dict[str, object],
        taken: set[str],
    ) -> None:
        self.program, self.facts, self.taken = program, facts, taken
        self.parts, self.counters = parts, counters

    def block(self, block: core.Block) -> core.Block:
        return tuple(new for statement in block for new in self.statement(statement))

    def statement(self, statement: core.Statement) -> core.Block:
        if isinstance(statement, core.Assign) and isinstance(statement.target, gast.Name):
            names = self.parts.get(statement.target.id)
            if names is not None and parts_given(self.facts, statement.value) is not None:
                return parted(
                    self.program, self.facts, statement, names, self.taken, self.tree, self.parts
                )
            if names is not None:
                return self.made(statement, list(names.values()))
        match statement:
            case core.Assign(target=gast.Tuple() as target, value=gast.Name(id=owner)) if (
                owner in self.parts
            ):
                return self.unpacked(statement, target, list(self.parts[owner].values()))
            case core.Assign(target=gast.Tuple() as target) if any(
                n.id in self.parts for n in all_names(target)
            ):
                statement = replace(statement, target=self.in_parts(target))
            case core.Return(value=value) if value is not None and any(
                n.id in self.parts for n in _displayed(value)
            ):
                statement = replace(statement, value=self.displayed(value))
            case core.Evaluate(value=call) | core.Assign(target=gast.Tuple(), value=call) if (
                comes_apart(self.facts, statement)
            ):
                found = call_of_parts(self.program, self.facts, call, self.tree, self.parts)
                return (replace(statement, value=found),)
        statement = core.mapped(statement, self.block)
        changed = {
            field: self.tree(value)
            for field, value in vars(statement).items()
            if isinstance(value, gast.AST)
        }
        if statement.notes.collects is not None:  # a comprehension, which may be printed again
            collects = self.tree(statement.notes.collects)
            changed["notes"] = replace(statement.notes, collects=collects)
        return (replace(statement, **changed),)

    def made(self, statement: core.Assign, names: list[str]) -> core.Block:
        """A container that is written out: its parts are bound one by one."""
        node = statement.value
        elements = node.values if isinstance(node, gast.Dict) else None
        elements = elements or (node.args if isinstance(node, gast.Call) else node.elts)
        out: list[core.Statement] = []
        for given, element in zip(names, elements, strict=True):
            notes = core.Notes(origin=statement.notes.origin) if out else statement.notes
            out.append(core.Assign(as_target(name(given)), self.tree(element), notes=notes))
            put_at(out[-1], element)
        return tuple(out)

    def unpacked(self, statement: core.Assign, target: gast.Tuple, names: list[str]) -> core.Block:
        """A container that is unpacked: each name is bound to a part."""
        out: list[core.Statement] = []
        for to, given in zip(target.elts, names, strict=True):
            notes = core.Notes(origin=statement.notes.origin) if out else statement.notes
            out.append(core.Assign(to, name(given), notes=notes))
        return tuple(out)

    def in_parts(self, target: gast.expr) -> gast.expr:
        """A target that is unpacked further, where a container comes with it."""
        if isinstance(target, gast.Name) and target.id in self.parts:
            names = self.parts[target.id].values()
            return gast.Tuple([as_target(name(n)) for n in names], gast.Store())
        if isinstance(target, gast.Tuple):
            return gast.Tuple([self.in_parts(t) for t in target.elts], gast.Store())
        return target

    def displayed(self, node: gast.expr) -> gast.expr:
        """What is returned, with the containers in it made of their parts."""
        if isinstance(node, gast.Name) and node.id in self.parts:
            return self.whole(node)
        if isinstance(node, gast.Tuple):
            return gast.Tuple([self.displayed(part) for part in node.elts], gast.Load())
        return node

    def whole(self, node: gast.Name) -> gast.expr:
        """A container that is returned, made of its parts."""
        names = self.parts[node.id]
        parts: list[gast.expr] = list(map(name, names.values()))
        kind = self.facts.value(node).kind
        if kind == "dict":
            return gast.Dict(list(map(constant, names)), parts)
        return (gast.Tuple if kind == "tuple" else gast.List)(parts, gast.Load())

    def tree(self, tree: Any) -> Any:
        for owner, names in self.parts.items():
            part = _part(tree, owner, tuple(names), self.counters)
            if part is None:
                continue
            found = self.chosen(part, list(names.values())) or name(names.get(part, owner))
            if isinstance(getattr(tree, "ctx", None), gast.Store):
                found = as_target(found)
            put_at(core.Evaluate(found), tree)
            return found
        if any(taken_whole(self.facts, tree, owner) for owner in self.parts):
            found = call_with_parts(
                self.program,
                self.facts,
                tree,
                self.parts,
                self.tree,
                self.facts.user_calls[tree].function,
            )
            put_at(core.Evaluate(found), tree)
            return found
        return rebuilt(tree, self.tree) if isinstance(tree, gast.AST) else tree

    def chosen(self, part: object, names: list[str]) -> gast.expr | None:
        """The length as a number, or the choice that a counter makes."""
        if part is len:
            return constant(len(names))
        if not isinstance(part, _Counted):
            return None
        *before, last = names
        found: gast.expr = name(last)
        for k, given in reversed(list(enumerate(before))):
            test = expression("$k == $n", k=name(part.counter), n=constant(k))
            found = gast.IfExp(test, name(given), copy(found))
        return found
