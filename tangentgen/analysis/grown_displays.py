"""A list or dict that is made empty and filled line by line with unlike things, as a display.

    layers = []
    layers.append(Dense(w, b))      becomes     layers = [Dense(w, b), Sigmoid()]
    layers.append(Sigmoid())

Then it is known what stands at each place.
"""

from __future__ import annotations

import collections
from collections.abc import Iterator
from typing import Any

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.join import join_all
from tangentgen.language import core
from tangentgen.language.duplicate import with_body
from tangentgen.source.match import same
from tangentgen.source.quote import copy

Parts = list[tuple[gast.expr | None, gast.expr]]  # keys, of a dict, beside what is put there


def displayed(facts: Analysis) -> core.Function | None:
    """The function with such displays; None where it has none."""
    work = _Work(facts)
    body = work.block(facts.tree.body)
    if not work.changed:
        return None
    return with_body(facts.tree, body)


class _Work:
    def __init__(self, facts: Analysis) -> None:
        self.facts = facts
        self.changed = False

    def block(self, block: core.Block) -> core.Block:
        out: list[core.Statement] = []
        rest = list(block)
        while rest:
            statement = rest.pop(0)
            found = self.filled(statement, rest)
            if found is None:
                out.append(core.mapped(statement, self.block))
                continue
            between, whole, used = found
            self.changed = True
            out += [core.mapped(s, self.block) for s in between]
            out.append(whole)
            del rest[:used]
        return tuple(out)

    def filled(
        self, made: core.Statement, rest: list[core.Statement]
    ) -> tuple[list[core.Statement], core.Statement, int] | None:
        """What stands before the first item is put in, the display, and how much it stands for."""
        if not isinstance(made, core.Assign) or not self.is_own(made.target):
            return None
        parts = self.begun(made.value)
        if parts is None:
            return None
        as_dict = not isinstance(made.value, gast.List)
        start = 0
        while not parts and start < len(rest) and self.apart(rest[start], made.target):
            start += 1
        end = start
        for statement in rest[start:]:
            more = _put(statement, made.target, as_dict)
            if more is None or any(_mentions(v, made.target) for _, v in more):
                break
            parts = [*parts, *more]
            end += 1
        keys = [k.value for k, _ in parts if isinstance(k, gast.Constant)]
        if end == start or len(set(keys)) < len(keys) or not self.unlike([v for _, v in parts]):
            return None
        values = [copy(v) for _, v in parts]
        display: gast.expr = gast.List(values, gast.Load())
        if as_dict:
            display = gast.Dict([copy(k) for k, _ in parts if k is not None], values)
        return rest[:start], core.Assign(made.target, display, notes=made.notes), end

    def is_own(self, target: gast.expr) -> bool:
        """Whether it is a variable, or an attribute of what is being made."""
        if isinstance(target, gast.Name):
            return True
        code = self.facts.scope.function.__code__
        return (
            isinstance(target, gast.Attribute)
            and isinstance(target.value, gast.Name)
            and code.co_name == "__init__"
            and target.value.id == code.co_varnames[0]
        )

    def begun(self, value: gast.expr) -> Parts | None:
        """What a new container holds; an `OrderedDict` is ordered as every dict is."""
        match value:
            case gast.List(elts=items) if not any(isinstance(i, gast.Starred) for i in items):
                return [(None, item) for item in items]
            case gast.Dict(keys=keys, values=values) if all(
                isinstance(k, gast.Constant) for k in keys
            ):
                return list(zip(keys, values, strict=True))
            case gast.Call(args=[], keywords=[]):
                ordered = self.facts.value(value.func).constant is collections.OrderedDict
                return [] if ordered else None
        return None

    def apart(self, statement: core.Statement, target: gast.expr) -> bool:
        """Whether a statement neither reads the container nor hands on what holds it."""
        if not isinstance(statement, core.Assign | core.Augment | core.Evaluate):
            return False
        return not any(_mentions(tree, target) for tree in _trees(statement))

    def unlike(self, values: list[gast.expr]) -> bool:
        """Whether they have no kind in common."""
        whole = join_all([self.facts.value(v) for v in values])
        kinds = {self.facts.value(v).kind for v in values}
        return whole is not None and whole.kind == "any" and not kinds.isdisjoint(_STRUCTURES)


_STRUCTURES = frozenset(("object", "tuple", "list", "dict"))


def _put(statement: core.Statement, target: gast.expr, as_dict: bool) -> Parts | None:
    """What a line puts at the end of a container; None of any other line."""
    match statement:
        case core.Assign(
            target=gast.Subscript(value=owner, slice=gast.Constant() as key), value=value
        ) if as_dict and _is(owner, target):
            return [(key, value)]
        case core.Evaluate(
            value=gast.Call(func=gast.Attribute(value=owner, attr=how), args=[item], keywords=[])
        ) if not as_dict and _is(owner, target):
            if how == "append":
                return [(None, item)]
            if how == "extend" and _is_display(item):
                return [(None, each) for each in item.elts]
        case core.Augment(target=owner, op=gast.Add(), value=item) if (
            not as_dict and _is(owner, target) and _is_display(item)
        ):
            return [(None, each) for each in item.elts]
    return None


def _is_display(item: gast.expr) -> bool:
    return isinstance(item, gast.List | gast.Tuple) and not any(
        isinstance(each, gast.Starred) for each in item.elts
    )


def _is(tree: gast.expr, target: gast.expr) -> bool:
    if isinstance(target, gast.Name):
        return isinstance(tree, gast.Name) and tree.id == target.id
    return (
        isinstance(tree, gast.Attribute)
        and tree.attr == target.attr
        and same(tree.value, gast.Name(target.value.id, gast.Load(), None, None))
    )


def _mentions(tree: gast.AST, target: gast.expr) -> bool:
    """Whether a tree reads the container, or hands on the object that holds it."""
    if isinstance(target, gast.Name):
        return any(isinstance(n, gast.Name) and n.id == target.id for n in gast.walk(tree))
    owner = target.value.id
    apart = {
        n.value
        for n in gast.walk(tree)
        if isinstance(n, gast.Attribute)
        and isinstance(n.value, gast.Name)
        and n.attr != target.attr
    }
    called = {n.func.value for n in gast.walk(tree) if _is_method(n)}
    return any(
        isinstance(n, gast.Name) and n.id == owner and (n not in apart or n in called)
        for n in gast.walk(tree)
    )


def _is_method(node: Any) -> bool:
    return isinstance(node, gast.Call) and isinstance(node.func, gast.Attribute)


def _trees(statement: core.Statement) -> Iterator[gast.AST]:
    for value in vars(statement).values():
        if isinstance(value, gast.AST):
            yield value
