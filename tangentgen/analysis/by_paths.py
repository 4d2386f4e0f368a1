"""Second names for lists, dicts and objects that change, replaced by the path that leads there.

`body = bodies[k]; body.x = e` becomes `bodies[k].x = e`: adjoints are kept where the thing is
held. The name must mean the same as the path wherever it is read; an array keeps it from where
the path leads to another one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.loops import put_at
from tangentgen.language import core
from tangentgen.language.duplicate import with_body
from tangentgen.language.resolve import assigned, bound, parameters
from tangentgen.language.walk import walk
from tangentgen.source.quote import as_target, constant, copy
from tangentgen.source.rebuild import rebuilt

HELD = ("list", "dict", "object")


def by_paths(facts: Analysis) -> core.Function | None:
    """The function without such names; None where it has none."""
    return _without(facts, HELD)


def arrays_by_paths(facts: Analysis) -> core.Function | None:
    """The same of arrays that are changed in place: `w = ws[k]; w -= e` is `ws[k] -= e`."""
    return _without(facts, ("array",))


def _without(facts: Analysis, kinds: tuple[str, ...]) -> core.Function | None:
    if not facts.mutated:
        return None
    work = _Paths(facts, kinds)
    body = work.block(facts.tree.body)
    if not work.changed:
        return None
    return with_body(facts.tree, body)


class _Paths:
    def __init__(self, facts: Analysis, kinds: tuple[str, ...]) -> None:
        self.facts, self.kinds = facts, kinds
        self.arrays = "array" in kinds  # which an augmented assignment does not bind again
        self.changed = False

    def block(self, block: core.Block) -> core.Block:
        """One name at a time: what is known of the others is known of the old trees only."""
        for k, statement in enumerate(block):
            found = self.replaced(block, k) if not self.changed else None
            if found is not None:
                self.changed = True
                return found
            inner = core.mapped(statement, self.block)
            if inner is not statement and self.changed:
                return (*block[:k], inner, *block[k + 1 :])
        return block

    def replaced(self, block: core.Block, k: int) -> core.Block | None:
        """The block without the name that its k-th statement binds."""
        statement = block[k]
        if isinstance(statement, core.Assign) and isinstance(statement.target, gast.Tuple):
            return self.one_by_one(block, k, statement)
        if not isinstance(statement, core.Assign) or not isinstance(statement.target, gast.Name):
            return None
        name, value = statement.target.id, statement.value
        path = self.path(value)
        if path is None or name in parameters(self.facts.tree):
            return None
        held = self.facts.value(value)
        if held.kind not in self.kinds or (self.arrays and not self.in_place(path)):
            return None
        if self.facts.mutated.isdisjoint(self.facts.sites(held)):
            return None
        call = (core.Evaluate(value, notes=statement.notes),) if path is not value else ()
        if isinstance(path, gast.Name) and path.id == name:
            return (*block[:k], *call, *block[k + 1 :]) if call else None
        rest = block[k + 1 :]
        last = next((n for n, s in enumerate(rest) if self.binds(s, name)), len(rest))
        inside = rest[:last]
        behind = rest[last:]
        if not self.covered(name):
            return None
        if call and self.moves(path, (statement,)):
            return None
        moved = next((n for n, s in enumerate(inside) if self.moves(path, (s,))), None)
        if moved is not None:
            steady = inside[:moved]
            if call or not self.arrays or not any(any(_reads(s, name)) for s in steady):
                return None
            # the name is bound where the path begins to lead elsewhere
            inside, behind = steady, (statement, *inside[moved:], *behind)
        if any(isinstance(n, gast.Lambda) for s in inside for n in _nodes(s)):
            return None
        target = self.written_to(path)
        filled = [_filled(s, name, path, target) for s in inside]
        if behind and moved is None and not core.blocks(behind[0]):
            # it may read what it binds again
            filled.append(_filled(behind[0], name, path, target))
            behind = behind[1:]
        return (*block[:k], *call, *filled, *behind)

    def one_by_one(self, block: core.Block, k: int, statement: core.Assign) -> core.Block | None:
        """`w, b = layers[k]` of arrays that change in place, as an assignment for each of them."""
        if isinstance(statement.value, gast.Tuple):
            return self.displayed(block, k, statement)
        path = self.path(statement.value) if self.arrays else None
        if path is not statement.value or not isinstance(path, gast.Subscript):
            return None
        held = self.facts.value(path)
        targets = statement.target.elts
        names = [t.id for t in targets if isinstance(t, gast.Name)]
        parts = held.items or ()
        if len(names) != len(targets) or len(parts) != len(targets) or held.kind == "object":
            return None
        if not any(p.kind == "array" and not self.facts.mutated.isdisjoint(p.sites) for p in parts):
            return None
        if not {n.id for n in walk(path) if isinstance(n, gast.Name)}.isdisjoint(names):
            return None
        out: list[core.Statement] = []
        for n, target in enumerate(targets):
            notes = core.Notes(origin=statement.notes.origin) if out else statement.notes
            part = gast.Subscript(copy(path), constant(n), gast.Load())
            out.append(core.Assign(target, part, notes=notes))
            put_at(out[-1], statement.value)
        return (*block[:k], *out, *block[k + 1 :])

    def displayed(self, block: core.Block, k: int, statement: core.Assign) -> core.Block | None:
        """The same of `u, v = self.u, self.v`."""
        targets, values = statement.target.elts, statement.value.elts
        names = [t.id for t in targets if isinstance(t, gast.Name)]
        if not self.arrays or len(set(names)) != len(targets) or len(values) != len(targets):
            return None
        if not {n.id for v in values for n in walk(v) if isinstance(n, gast.Name)}.isdisjoint(
            names
        ):
            return None
        if any(self.path(v) is not v for v in values) or not any(map(self.changing, values)):
            return None
        out: list[core.Statement] = []
        for target, value in zip(targets, values, strict=True):
            notes = core.Notes(origin=statement.notes.origin) if out else statement.notes
            out.append(core.Assign(target, value, notes=notes))
        return (*block[:k], *out, *block[k + 1 :])

    def changing(self, path: gast.expr) -> bool:
        """Whether it leads to an array that is changed."""
        held = self.facts.value(path)
        changes = not self.facts.mutated.isdisjoint(held.sites)
        return held.kind == "array" and self.in_place(path) and changes

    def in_place(self, path: gast.expr) -> bool:
        """Whether an array may be changed where it is held."""
        held = isinstance(path, gast.Subscript | gast.Attribute)
        return held and self.facts.value(path.value).kind in (*HELD, "tuple")

    def written_to(self, path: gast.expr) -> gast.expr:
        """What is assigned for `w -= e`: a tuple has no stores, but `t[0][...] -= e` is none."""
        held = isinstance(path, gast.Subscript) and self.facts.value(path.value).kind == "tuple"
        if held:
            return gast.Subscript(copy(path), constant(...), gast.Store())
        return as_target(path)

    def keeps(self, statement: core.Statement) -> bool:
        """Whether a statement changes what a name stands for, which it leaves where it is."""
        return self.arrays and isinstance(statement, core.Augment)

    def binds(self, statement: core.Statement, name: str) -> bool:
        """Whether a statement, or one inside it, makes a name stand for something else."""
        inside = core.walk((statement,))
        return any(name in set(bound(s)) and not self.keeps(s) for s in inside)

    def covered(self, name: str) -> bool:
        """Whether every read of a name stands behind a binding of it, in the same block."""
        every = {id(n) for s in self.facts.tree.body for n in _reads(s, name)}
        held: set[int] = set()
        for block in _blocks(self.facts.tree.body):
            for k, statement in enumerate(block):
                reached: core.Block = ()
                if name in set(bound(statement)) and not self.keeps(statement):
                    reached = block[k + 1 :] if isinstance(statement, core.Assign) else ()
                    if isinstance(statement, core.For):
                        reached = statement.body
                ends = (n for n, s in enumerate(reached) if self.binds(s, name))
                last = next(ends, len(reached))
                held |= {id(n) for s in reached[:last] for n in _reads(s, name)}
                if last < len(reached) and not core.blocks(reached[last]):
                    held |= {id(n) for n in _reads(reached[last], name)}
        return every <= held

    def path(self, value: gast.expr) -> gast.expr | None:
        """What leads to the thing: the expression itself, or what a call returns as it is."""
        user = self.facts.user_calls.get(value)
        if user is not None:
            returns = [s for s in core.walk(user.callee.tree.body) if isinstance(s, core.Return)]
            match returns:
                case [core.Return(value=gast.Name(id=parameter))] if parameter in user.arguments:
                    bound = set(assigned(user.callee.tree.body))
                    given = user.arguments[parameter]
                    return self.path(given) if parameter not in bound else None
            return None
        inner = value
        while isinstance(inner, gast.Attribute | gast.Subscript):
            if self.facts.value(inner.value).kind not in (*HELD, "tuple"):
                return None
            if isinstance(inner, gast.Subscript) and not _plain(self.facts, inner.slice):
                return None
            if (
                isinstance(inner, gast.Attribute)
                and inner.attr not in self.facts.value(inner.value).keys
            ):
                return None
            inner = inner.value
        local = isinstance(inner, gast.Name) and self.facts.scope.place(inner.id) == "local"
        return value if local else None

    def moves(self, path: gast.expr, block: core.Block) -> bool:
        """Whether statements make the path lead somewhere else."""
        names = {n.id for n in walk(path) if isinstance(n, gast.Name)}
        if not names.isdisjoint(assigned(block)):
            return True
        for inner in walk(path):
            if not isinstance(inner, gast.Attribute | gast.Subscript):
                continue
            owner = self.facts.value(inner.value).sites
            for s in core.walk(block):
                if not owner.isdisjoint(self.facts.written.get(s, ())) and not _beside(s, inner):
                    return True
        return False


def _plain(facts: Analysis, index: gast.expr) -> bool:
    kinds = (gast.Name, gast.Constant, gast.BinOp, gast.UnaryOp, gast.operator, gast.unaryop)
    if facts.value(index).kind == "slice":
        return False
    match index:  # a key that was kept before the loop
        case gast.Subscript(value=gast.Name() as kept, slice=inner):
            steady = facts.mutated.isdisjoint(facts.value(kept).sites)
            return steady and facts.value(kept).kind in ("list", "tuple") and _plain(facts, inner)
    held = [n.value for n in gast.walk(index) if isinstance(n, gast.Attribute)]
    if any(facts.value(n).kind != "object" for n in held):
        return False
    return all(isinstance(n, (*kinds, gast.Attribute, gast.expr_context)) for n in gast.walk(index))


def _beside(statement: core.Statement, accessor: gast.expr) -> bool:
    """Whether a statement stores under another key than the one the path takes."""
    target: Any = getattr(statement, "target", None)
    if isinstance(accessor, gast.Attribute) and isinstance(target, gast.Attribute):
        return bool(target.attr != accessor.attr)
    match accessor, target:
        case (
            gast.Subscript(slice=gast.Constant(value=str() as one)),
            gast.Subscript(slice=gast.Constant(value=str() as other)),
        ):
            return bool(one != other)
    return False


def _nodes(statement: core.Statement) -> Iterator[gast.AST]:
    for s in core.walk((statement,)):
        for value in vars(s).values():
            if isinstance(value, gast.AST):
                yield from gast.walk(value)


def _reads(statement: core.Statement, name: str) -> Iterator[gast.AST]:
    """Where a statement reads a name."""
    for node in _nodes(statement):
        if isinstance(node, gast.Name) and node.id == name and isinstance(node.ctx, gast.Load):
            yield node
    for inner in core.walk((statement,)):
        if isinstance(inner, core.Augment) and name in set(bound(inner)):
            yield inner.target


def _blocks(block: core.Block) -> Iterator[core.Block]:
    yield block
    for statement in block:
        for inner in core.blocks(statement):
            yield from _blocks(inner)


def _is(node: gast.expr, name: str) -> bool:
    return isinstance(node, gast.Name) and bool(node.id == name)


def _filled(
    statement: core.Statement, name: str, path: gast.expr, target: gast.expr
) -> core.Statement:
    def fill(node: Any) -> Any:
        if isinstance(node, gast.Name) and node.id == name and isinstance(node.ctx, gast.Load):
            return copy(path)
        return rebuilt(node, fill)

    changes: dict[str, Any] = {}
    for key, value in vars(statement).items():
        if key == "target" and isinstance(statement, core.Augment) and _is(value, name):
            changes[key] = copy(target)
        elif isinstance(value, gast.expr):
            changes[key] = fill(value)
        elif key in core.BLOCKS:
            changes[key] = tuple(_filled(s, name, path, target) for s in value)
        elif key == "notes" and value.collects is not None:
            changes[key] = replace(value, collects=fill(value.collects))  # printed again
    return replace(statement, **changes)


__all__ = ["arrays_by_paths", "by_paths"]
