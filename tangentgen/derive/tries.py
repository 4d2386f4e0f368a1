"""The reverse of `with` and `try`.

A block is left anywhere only where somebody goes on behind it: in a `try` with handlers.
How far its body came is counted, and the reverse of a statement runs where it was reached.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import gast

from tangentgen.derive.context import Context, Derivation
from tangentgen.derive.control import leaf_value, zeros_for
from tangentgen.derive.names import Leaf
from tangentgen.derive.segments import Branch, Inside, Item, Plain, Segments
from tangentgen.derive.step import saves
from tangentgen.derive.unsupported import Unsupported
from tangentgen.language import core
from tangentgen.language.resolve import bound
from tangentgen.language.sweep import Restore, Save, Slot, Sweeps
from tangentgen.source.quote import as_target, constant, copy, expression, name


def managed(work: Derivation, statement: core.With, context: Context) -> Sweeps:
    """The reverse of the body, outside the `with`; inside it, where that is about arithmetic."""
    if statement in work.facts.swallowing:
        passing = core.Try(statement.body, (core.Except(None, None, ()),))
        return _Attempt(work, passing, context, statement).sweeps()
    kept, put = saves(work, statement, list(bound(statement)), context)
    forward, reverse = block(work, statement.body, context)
    again = replace(statement, body=forward, notes=statement.notes)
    if reverse and statement in work.facts.arithmetic:
        reverse = (core.With(copy(statement.context), None, reverse),)
    return Sweeps((*kept, again), (*reverse, *put))


def attempted(work: Derivation, statement: core.Try, context: Context) -> Sweeps:
    """A final block is reversed before the body; handlers, where they have run."""
    if statement.final:
        final, undone = block(work, statement.final, context)
        forward, reverse = block(work, statement.body, context)
        return Sweeps((replace(statement, body=forward, final=final),), (*undone, *reverse))
    if all(raises(handler) for handler in statement.handlers):
        forward, reverse = block(work, statement.body, context)
        return Sweeps((replace(statement, body=forward),), reverse)
    return _Attempt(work, statement, context, None).sweeps()


def block(
    work: Derivation, statements: core.Block, context: Context
) -> tuple[core.Block, core.Block]:
    work.masks.clear()  # what is known behind a try need not hold for what it has left undone
    before = set(work.unasked)
    forward, groups = work.grouped(statements, context)
    work.unasked |= before
    work.masks.clear()
    return forward, tuple(s for group in groups for s in group)


def raises(handler: core.Statement) -> bool:
    body = core.blocks(handler)[0]
    return bool(body) and isinstance(body[-1], core.Raise)


Way = tuple[core.Block, set[Leaf]]
"""A reverse, and the adjoints that may not be zero behind it."""


@dataclass
class _Attempt:
    """A `try` with handlers that go on; `manager`, the `with` that swallows what is raised."""

    work: Derivation
    statement: core.Try
    context: Context
    manager: core.With | None
    failed: str = ""
    done: str = ""  # counts the segments of the body that are complete
    numbers: list[gast.Constant] = field(default_factory=list)

    def sweeps(self) -> Sweeps:
        work, after = self.work, set(self.work.live)
        self.failed = work.names.fresh("failed" if self.single() else "caught")
        self.done = work.names.fresh("done")
        handlers, ways = self.handlers(after)
        work.live = set(after)
        items = Segments(work, self.statement).of(self.statement.body)
        forward, reverse = self.last(items, ways, after)
        before = [self.mark(0), core.Assign(as_target(name(self.done)), constant(0))]
        kept: list[core.Statement] = []
        put: list[core.Statement] = []
        for each in (self.failed, self.done):
            slot = Slot(each, True)
            kept.append(Save(slot, name(each), False))
            put.append(Restore(slot, as_target(name(each))))
        if not self.context.stacked:
            kept, put = [], []
        if not self.numbers:
            before, kept, put = before[:1], kept[:1], put[:1]
        self.renumber()
        whole: core.Statement = replace(self.statement, body=forward, handlers=handlers)
        if self.manager is not None:
            before[0] = self.mark(1)
            whole = replace(self.manager, body=(*forward, self.mark(0)))
        return Sweeps((*before, whole, *kept), (*put, *reverse))

    @property
    def at(self) -> core.Statement:
        return self.manager or self.statement

    def single(self) -> bool:
        return len([h for h in self.statement.handlers if not raises(h)]) == 1

    def mark(self, number: int) -> core.Statement:
        value = constant(bool(number)) if self.single() else constant(number)
        return core.Assign(as_target(name(self.failed)), value)

    def handlers(self, after: set[Leaf]) -> tuple[core.Block, list[Way]]:
        """The handlers, which say that they run, and their reverses."""
        out: list[core.Statement] = []
        ways: list[Way] = []
        for handler in self.statement.handlers:
            assert isinstance(handler, core.Except)
            if raises(handler):
                out.append(handler)
                continue
            self.work.live, bare = set(after), set(self.work.bare)
            forward, reverse = block(self.work, handler.body, self.context)
            self.work.bare |= bare
            ways.append((reverse, self.work.live))
            out.append(replace(handler, body=(self.mark(len(ways)), *forward)))
        return tuple(out), ways

    def last(
        self, items: list[Item], ways: list[Way], after: set[Leaf]
    ) -> tuple[core.Block, core.Block]:
        """The body, its last segment reversed where no handler has run."""
        forward: core.Block = ()
        way: Way = ((), set(after))
        if items and isinstance(items[-1], Plain):
            forward, reverse = self.plain(items[-1])
            way = (reverse, self.work.live)
            items = items[:-1]
        chosen = self.chosen(ways, way)
        earlier, reverse = self.items(items)
        return (*earlier, *forward), (*chosen, *reverse)

    def zeros(self, leaves: set[Leaf]) -> list[core.Statement]:
        """Zeros for adjoints that one way needs; a list that is not made on it has no length."""
        made = self.work.tables.surely.get(self.at, frozenset())
        for leaf in leaves:
            value = leaf_value(self.work, leaf)
            open_ended = value.kind in ("list", "dict") and value.items is None
            if self.context.stacked and leaf[0] not in made and open_ended:
                raise Unsupported(
                    self.shown(leaf[0]),
                    f"the {value.kind} '{leaf[0]}' is made inside a try, in a loop",
                    "make it before the try, or put the try in a function of its own",
                )
        return zeros_for(self.work, leaves, self.at)

    def shown(self, variable: str) -> gast.AST:
        """Where a variable is assigned."""
        places = (s for s in core.walk((self.at,)) if variable in set(bound(s)))
        return next((s.value for s in places if isinstance(s, core.Assign)), name(variable))

    def chosen(self, ways: list[Way], otherwise: Way) -> core.Block:
        """The reverse of the handler that has run, or that of the body's last segment."""
        every = set[Leaf]().union(otherwise[1], *(live for _, live in ways))
        blocks: list[core.Block] = []
        for reverse, live in (*ways, otherwise):
            self.work.live = set(live)
            blocks.append((*reverse, *self.zeros(every - live)))
        self.work.live = every
        chain = blocks[-1]
        for number in reversed(range(len(ways))):
            test: gast.expr = name(self.failed)
            if not self.single():
                test = expression("$c == $k", c=test, k=constant(number + 1))
            chain = (core.If(test, blocks[number], chain),) if blocks[number] or chain else ()
        return chain

    def items(self, items: list[Item]) -> tuple[core.Block, core.Block]:
        """The items of a body that may be left behind any of them."""
        forward: list[core.Block] = []
        reverse: list[core.Statement] = []
        for item in reversed(items):
            first, undone = self.item(item)
            forward.append(first)
            reverse += undone
        return tuple(s for part in reversed(forward) for s in part), tuple(reverse)

    def item(self, item: Item) -> tuple[core.Block, core.Block]:
        match item:
            case Plain():
                number = constant(item.number)
                test = expression("$d >= $k", d=name(self.done), k=number) if item.number else None
                forward, reverse = self.guarded(test, lambda: self.plain(item))
                if reverse and test is not None:
                    reached = constant(item.number)
                    self.numbers += [test.comparators[0], reached]
                    forward = (*forward, core.Assign(as_target(name(self.done)), reached))
                return forward, reverse
            case Inside():
                forward, reverse = self.items(item.items)
                return (replace(item.statement, body=forward),), reverse
            case Branch():
                return self.branch(item)
        raise AssertionError("there are three kinds of items")

    def branch(self, item: Branch) -> tuple[core.Block, core.Block]:
        """An `if` in which an exception may be raised: reversed where it was reached."""
        inside: list[core.Block] = []

        def both() -> tuple[core.Block, core.Block]:
            before, bare = set(self.work.live), set(self.work.bare)
            first, undone = self.items(item.body)
            self.work.bare |= bare
            live, self.work.live = self.work.live, before
            bare = set(self.work.bare)
            second, undone_too = self.items(item.orelse)
            self.work.bare |= bare
            every = live | self.work.live
            undone_too += tuple(self.zeros(every - self.work.live))
            self.work.live = live
            undone += tuple(self.zeros(every - live))
            inside.extend((first, second))
            if not undone and not undone_too:
                return (), ()
            return (), (core.If(copy(item.statement.test), undone, undone_too),)

        test = expression("$d >= $k", d=name(self.done), k=constant(item.after))
        _, reverse = self.guarded(test if item.after else None, both)
        marks: core.Block = ()
        if reverse and item.after:
            reached = constant(item.after)
            self.numbers += [test.comparators[0], reached]
            marks = (core.Assign(as_target(name(self.done)), reached),)
        return (*marks, replace(item.statement, body=inside[0], orelse=inside[1])), reverse

    def guarded(
        self, test: gast.expr | None, make: Callable[[], tuple[core.Block, core.Block]]
    ) -> tuple[core.Block, core.Block]:
        """What `make` reverses, where the test holds."""
        before, bare = set(self.work.live), set(self.work.bare)
        forward, reverse = make()
        self.work.bare |= bare
        if test is None or not reverse:
            return forward, reverse
        live = self.work.live
        first = (*reverse, *self.zeros(before - live))
        live, self.work.live = self.work.live, set(before)
        second = tuple(self.zeros(live - before))
        self.work.live |= live
        return forward, (core.If(test, first, second),)

    def plain(self, item: Plain) -> tuple[core.Block, core.Block]:
        forward, reverse = block(self.work, item.statements, self.context)
        return (deferred(self.work, forward) if self.context.stacked else forward), reverse

    def renumber(self) -> None:
        """Only segments that have a reverse count."""
        order = sorted({node.value for node in self.numbers})
        for node in self.numbers:
            node.value = order.index(node.value) + 1


def deferred(work: Derivation, forward: core.Block) -> core.Block:
    """Pushes behind the statements: what raises an exception leaves the stacks as they were."""
    out: list[core.Statement] = []
    pushes: list[core.Statement] = []
    for statement in forward:
        if not isinstance(statement, Save) or not statement.slot.stacked:
            out.append(statement)
            continue
        held = work.names.fresh(f"{statement.slot.name}_before")
        value = statement.value
        if statement.copied:
            value = expression("$x.copy()", x=value)
        out.append(core.Assign(as_target(name(held)), value))
        pushes.append(Save(statement.slot, name(held), False))
    return (*out, *pushes)
