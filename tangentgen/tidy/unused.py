"""What nobody reads is left out: statements, saves and the restoring of what was saved.

The forward and the reverse sweep are one program here. A save is needed exactly if what it
restores is read afterwards, so this is where "to be recorded" is decided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

import gast

from tangentgen.derive.sweep import Own, Restore, Save, Slot
from tangentgen.language import core
from tangentgen.language.resolve import target_names

Memory = Callable[[str], str | None]
"""The class of memory a name's arrays belong to; None where they never change."""


@dataclass
class Liveness:
    """Which names and memory are read later, and which slots are restored to some use."""

    memory: Memory
    pure: Callable[[gast.expr], bool]
    keep_saves: bool
    slots: set[Slot]

    def expression(self, tree: gast.AST) -> Iterator[str]:
        """The names read, and "*class" for the memory read with them."""
        if isinstance(tree, gast.Name):
            if isinstance(tree.ctx, gast.Load):
                yield tree.id
                if (where := self.memory(tree.id)) is not None:
                    yield "*" + where
            return
        shape_only = _asks_shape(tree)
        for child in gast.iter_child_nodes(tree):
            if shape_only and isinstance(child, gast.Name):
                if isinstance(child.ctx, gast.Load):
                    yield child.id
                continue
            yield from self.expression(child)

    def block(
        self,
        block: core.Block,
        after: frozenset[str],
        exits: tuple[frozenset[str], frozenset[str]] | None,
    ) -> tuple[core.Block, frozenset[str]]:
        """What is left of a block, and what is live before it."""
        out: list[core.Statement] = []
        for statement in reversed(block):
            kept, after = self.statement(statement, after, exits)
            if kept is not None:
                out.append(kept)
        return tuple(reversed(out)), after

    def statement(
        self,
        statement: core.Statement,
        after: frozenset[str],
        exits: tuple[frozenset[str], frozenset[str]] | None,
    ) -> tuple[core.Statement | None, frozenset[str]]:
        match statement:
            case core.Assign(target=target, value=value):
                return self.assign(statement, target, value, after)
            case core.Augment(target=target, value=value):
                if isinstance(target, gast.Name):
                    where = self.memory(target.id)
                    if target.id not in after and (where is None or "*" + where not in after):
                        return (
                            (None, after)
                            if self.pure(value)
                            else (core.Evaluate(value), after | set(self.expression(value)))
                        )
                    return statement, after | {target.id} | set(self.expression(value))
                return self.store(statement, target, value, after)
            case core.Evaluate(value=value):
                into = _scattered(value)
                if into is not None:
                    return self.store(statement, into, value, after)
                if self.pure(value):
                    return None, after
                return statement, after | set(self.expression(value))
            case Save(slot=slot, value=value):
                if slot not in self.slots:
                    return None, after
                return statement, after | set(self.expression(value))
            case Restore(slot=slot, target=target):
                return self.restore(statement, slot, target, after)
            case Own(name=name):
                if name not in after:
                    return None, after
                return statement, after
            case core.If(test=test):
                body, first = self.block(statement.body, after, exits)
                orelse, second = self.block(statement.orelse, after, exits)
                if not body and not orelse and self.pure(test):
                    return None, after
                return replace(statement, body=body, orelse=orelse), first | second | set(
                    self.expression(test)
                )
            case core.For() | core.While():
                return self.loop(statement, after)
            case core.Return(value=value):
                return statement, frozenset(
                    self.expression(value)
                ) if value is not None else frozenset()
            case core.Break():
                return statement, exits[0] if exits else after
            case core.Continue():
                return statement, exits[1] if exits else after
            case core.Raise(value=value, cause=cause):
                read = {n for v in (value, cause) if v is not None for n in self.expression(v)}
                return statement, frozenset(read)
            case core.Assert(test=test, message=message):
                read = set(self.expression(test))
                if message is not None:
                    read |= set(self.expression(message))
                return statement, after | read
        return statement, after | {
            n
            for v in vars(statement).values()
            if isinstance(v, gast.AST)
            for n in self.expression(v)
        }

    def assign(
        self, statement: core.Assign, target: gast.expr, value: gast.expr, after: frozenset[str]
    ) -> tuple[core.Statement | None, frozenset[str]]:
        if not isinstance(target, gast.Name | gast.Tuple | gast.List):
            return self.store(statement, target, value, after)
        names = set(target_names(target))
        stored = [t for t in _parts(target) if not isinstance(t, gast.Name | gast.Starred)]
        if isinstance(target, gast.Name) and isinstance(value, gast.Name) and value.id == target.id:
            return None, after
        if names.isdisjoint(after) and not stored and self.pure(value):
            return None, after
        before = (after - names) | set(self.expression(value))
        for part in stored:
            before |= set(self.expression(part))
        return statement, before

    def store(
        self, statement: core.Statement, target: gast.expr, value: gast.expr, after: frozenset[str]
    ) -> tuple[core.Statement | None, frozenset[str]]:
        base = _base(target)
        if base is None:
            return statement, after | set(self.expression(target)) | set(self.expression(value))
        where = self.memory(base) or base
        needed = "*" + where in after if self.memory(base) is not None else base in after
        if not needed and self.pure(value):
            return None, after
        read = set(self.expression(value)) | {base}
        if isinstance(target, gast.Subscript | gast.Attribute):
            read |= {n for n in self.expression(target) if n != "*" + where}
        return statement, after | read | {"*" + where}

    def restore(
        self, statement: Restore, slot: Slot, target: gast.expr, after: frozenset[str]
    ) -> tuple[core.Statement | None, frozenset[str]]:
        if isinstance(target, gast.Name):
            where = self.memory(target.id)
            needed = target.id in after
            before = after - {target.id}
            del where
        else:
            base = _base(target)
            assert base is not None
            where = self.memory(base)
            needed = ("*" + where in after) if where is not None else base in after
            before = after | {n for n in self.expression(target) if not n.startswith("*")} | {base}
        if needed or self.keep_saves:
            self.slots.add(slot)
            return statement, before
        return None, after

    def loop(
        self, statement: core.For | core.While, after: frozenset[str]
    ) -> tuple[core.Statement | None, frozenset[str]]:
        own = set(target_names(statement.target)) if isinstance(statement, core.For) else set()
        head = set(
            self.expression(statement.iter if isinstance(statement, core.For) else statement.test)
        )
        again = frozenset(head) if isinstance(statement, core.While) else frozenset()
        top = after | again
        slots = set(self.slots)
        while True:
            body, before = self.block(statement.body, top, (after, top))
            wider = top | (before - own) | again
            if wider == top:
                break
            top = wider
            self.slots = self.slots & slots if False else self.slots
        test = statement.iter if isinstance(statement, core.For) else statement.test
        if (
            not body
            and isinstance(statement, core.For)
            and own.isdisjoint(after)
            and self.pure(test)
        ):
            return None, after
        return replace(statement, body=body), top | head


def without_unused(
    block: core.Block,
    memory: Memory,
    pure: Callable[[gast.expr], bool],
    after: Iterable[str] = (),
    keep_saves: bool = False,
) -> core.Block:
    """The block without what has no effect on what is returned or live after it."""
    while True:
        live = Liveness(memory, pure, keep_saves, set())
        kept, _ = live.block(block, frozenset(after), None)
        kept = _paired(kept)
        if _size(kept) == _size(block):
            return kept
        block = kept


def _paired(block: core.Block) -> core.Block:
    """Without saves that nothing restores, which a first round could not know."""
    restored = {s.slot for s in core.walk(block) if isinstance(s, Restore)}

    def keep(inner: core.Block) -> core.Block:
        out: list[core.Statement] = []
        for s in inner:
            if isinstance(s, Save) and s.slot not in restored:
                continue
            if isinstance(s, core.If):
                s = replace(s, body=keep(s.body), orelse=keep(s.orelse))
            elif isinstance(s, core.For | core.While):
                s = replace(s, body=keep(s.body))
            out.append(s)
        return tuple(out)

    return keep(block)


def _size(block: core.Block) -> int:
    return sum(1 for _ in core.walk(block))


def _parts(target: gast.expr) -> Iterator[gast.expr]:
    if isinstance(target, gast.Tuple | gast.List):
        for part in target.elts:
            yield from _parts(part)
    else:
        yield target


def _base(target: gast.expr) -> str | None:
    while isinstance(target, gast.Subscript | gast.Attribute):
        target = target.value
    return target.id if isinstance(target, gast.Name) else None


def _scattered(value: gast.expr) -> gast.expr | None:
    """The array that `np.add.at(a, i, v)` writes."""
    match value:
        case gast.Call(
            func=gast.Attribute(value=gast.Attribute(attr="add"), attr="at"), args=[into, *_]
        ):
            return into
    return None


def _asks_shape(tree: gast.AST) -> bool:
    match tree:
        case gast.Call(func=gast.Attribute(value=gast.Name(id="np"), attr=attr)):
            return attr in ("shape", "size", "ndim", "zeros_like", "empty_like")
        case gast.Call(func=gast.Name(id="len")):
            return True
        case gast.Attribute(attr="shape" | "size" | "ndim" | "dtype"):
            return True
    return False
