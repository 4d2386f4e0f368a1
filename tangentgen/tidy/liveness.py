"""Statements followed backwards, with what is read after each; what nobody reads is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

import gast

from tangentgen.analysis import marks
from tangentgen.language import core
from tangentgen.language.resolve import bound, target_names
from tangentgen.language.sweep import Forwarded, Own, Restore, Save, Slot
from tangentgen.language.targets import Writes, base_name, changed_list, parts, scattered
from tangentgen.source.quote import as_target, as_value, name
from tangentgen.tidy.reads import Memory, contents, reads

Live = frozenset[str]
"""Names, and `contents` of memory."""

Exits = tuple[Live, Live] | None
"""What is live where `break` and where `continue` lead to."""

Kept = tuple[core.Statement | None, Live]
"""What is left of a statement, and what is live before it."""


@dataclass
class Liveness:
    """Decides statement by statement; `slots` collects those that are restored to some use."""

    memory: Memory
    pure: Callable[[gast.expr], bool]
    keep_saves: bool
    writes: Writes
    idle: frozenset[core.Statement] = frozenset()  # known to write what is not read
    slots: set[Slot] = field(default_factory=set)
    caught: Live | None = None  # inside a `try`: what its handlers read, from anywhere in it

    def reads(self, *trees: gast.AST | None) -> Live:
        return frozenset(n for t in trees if t is not None for n in reads(t, self.memory))

    def block(self, block: core.Block, after: Live, exits: Exits) -> tuple[core.Block, Live]:
        """What is left of a block, and what is live before it."""
        out: list[core.Statement] = []
        for statement in reversed(block):
            kept, after = self.statement(statement, after, exits)
            if isinstance(kept, core.Try) and not kept.handlers and not (kept.body and kept.final):
                out += reversed((*kept.body, *kept.final))
            elif kept is not None:
                out.append(kept)
        return tuple(reversed(out)), after

    def statement(self, statement: core.Statement, after: Live, exits: Exits) -> Kept:
        if self.caught is None:
            return self.needed_statement(statement, after, exits)
        kept, before = self.needed_statement(statement, after | self.caught, exits)
        if kept is None and _may_raise(statement):
            trees = [v for v in vars(statement).values() if isinstance(v, gast.AST)]
            if isinstance(statement, core.Augment):
                trees.append(as_value(statement.target))
            if isinstance(statement, core.Assign) and isinstance(statement.target, gast.Name):
                unread = as_target(name("_" + statement.target.id.lstrip("_")))
                statement = replace(statement, target=unread)
            return statement, after | self.caught | self.reads(*trees)
        return kept, before | self.caught

    def needed_statement(self, statement: core.Statement, after: Live, exits: Exits) -> Kept:
        match statement:
            case core.Assign():
                return self.assign(statement, after)
            case core.Augment(target=gast.Name()):
                return self.augment(statement, after)
            case core.Augment(target=target, value=value):
                return self.store(statement, target, value, after)
            case core.Evaluate(value=value):
                into = scattered(value)
                if into is not None:
                    return self.store(statement, into, value, after)
                if written := self.writes(value):
                    return self.call(statement, value, written, after)
                owner = self.changed(value)
                if owner is not None:
                    return self.change(statement, owner, value, after)
                return (None, after) if self.pure(value) else (statement, after | self.reads(value))
            case Save(slot=slot, value=value):
                used = slot in self.slots
                return (statement, after | self.reads(value)) if used else (None, after)
            case Restore():
                return self.restore(statement, after)
            case Own(name=owner):
                return (statement if owner in after else None), after
            case core.If():
                return self.branch(statement, after, exits)
            case core.For() | core.While():
                return self.loop(statement, after)
            case core.With():
                return self.managed(statement, after, exits)
            case core.Try():
                return self.attempt(statement, after, exits)
            case core.Break():
                return statement, exits[0] if exits else after
            case core.Continue():
                return statement, exits[1] if exits else after
            case core.Return(value=value):
                return statement, self.reads(value)
            case core.Raise(value=value, cause=cause):
                return statement, self.reads(value, cause)
        trees = [v for v in vars(statement).values() if isinstance(v, gast.AST)]
        return statement, after | self.reads(*trees)

    def branch(self, statement: core.If, after: Live, exits: Exits) -> Kept:
        body, first = self.block(statement.body, after, exits)
        orelse, second = self.block(statement.orelse, after, exits)
        if not body and not orelse and self.pure(statement.test):
            return None, after
        before = first | second | self.reads(statement.test)
        return replace(statement, body=body, orelse=orelse), before

    def loop(self, statement: core.For | core.While, after: Live) -> Kept:
        """A loop's body is followed until what is live at its top grows no more."""
        if isinstance(statement, core.For):
            own, head = set(target_names(statement.target)), statement.iter
            top = after
        else:
            own, head = set(), statement.test
            top = after | self.reads(head)
        while True:
            body, before = self.block(statement.body, top, (after, top))
            wider = top | (before - own)
            if wider == top:
                break
            top = wider
        counted = isinstance(statement, core.For)
        if counted and self.idles(body) and own.isdisjoint(after) and self.pure(head):
            return None, after
        return replace(statement, body=body), top | self.reads(head)

    def idles(self, body: core.Block) -> bool:
        """Whether a loop's body does nothing but to end its trips early."""
        for s in body:
            match s:
                case core.Break() | core.Continue():
                    pass
                case core.If() if self.pure(s.test) and self.idles(s.body) and self.idles(s.orelse):
                    pass
                case _:
                    return False
        return True

    def managed(self, statement: core.With, after: Live, exits: Exits) -> Kept:
        own = set(target_names(statement.target)) if statement.target is not None else set()
        outer = self.caught
        known = isinstance(statement.context, gast.Call) and self.pure(statement.context)
        if not known:  # whoever enters it may also swallow an exception
            self.caught = after | (outer or frozenset())
        body, before = self.block(statement.body, after, exits)
        self.caught = outer
        if not body and own.isdisjoint(after) and known:
            return None, after
        target = None if own.isdisjoint(before) else statement.target
        kept = replace(statement, body=body, target=target)
        return kept, (before - own) | self.reads(statement.context) | (self.caught or frozenset())

    def attempt(self, statement: core.Try, after: Live, exits: Exits) -> Kept:
        """What a handler reads is live anywhere in the body; what may raise stays there."""
        final, after = self.block(statement.final, after, exits)
        handlers: list[core.Statement] = []
        caught: Live = frozenset(after if statement.final else ())
        for handler in statement.handlers:
            assert isinstance(handler, core.Except)
            inner, before = self.block(handler.body, after, exits)
            own = set(target_names(handler.target)) if handler.target is not None else set()
            target = None if own.isdisjoint(before) else handler.target
            handlers.append(replace(handler, body=inner, target=target))
            caught |= (before - own) | self.reads(handler.kind)
        outer = self.caught
        self.caught = caught | (outer or frozenset()) if handlers else outer
        body, before = self.block(statement.body, after, exits)
        self.caught = outer
        if not body and not final:
            return None, after
        kept = replace(statement, body=body, handlers=tuple(handlers), final=final)
        return kept, before | caught

    def assign(self, statement: core.Assign, after: Live) -> Kept:
        target, value = statement.target, statement.value
        if not isinstance(target, gast.Name | gast.Tuple | gast.List):
            return self.store(statement, target, value, after)
        names = set(target_names(target))
        stored = [t for t in parts(target) if not isinstance(t, gast.Name | gast.Starred)]
        if isinstance(target, gast.Name) and isinstance(value, gast.Name) and value.id == target.id:
            return None, after
        if written := self.writes(value):
            return self.call(statement, value, written, after, frozenset(names), stored)
        if names.isdisjoint(after) and not stored and self.pure(value):
            return None, after
        owner = self.changed(value)
        if owner is not None and not stored:
            return self.change(statement, owner, value, after, frozenset(names))
        return statement, (after - self.bound(names)) | self.reads(value, *stored)

    def bound(self, names: Iterable[str]) -> Live:
        """What is not live before names are bound: with some, what their arrays hold."""
        held = {contents(self.memory(n) or n) for n in names if self.memory.alone(n)}
        return frozenset((*names, *held))

    def call(
        self,
        statement: core.Statement,
        value: gast.expr,
        written: tuple[gast.expr, ...],
        after: Live,
        names: Live = frozenset(),
        stored: Sequence[gast.expr] = (),
    ) -> Kept:
        """A call that changes arrays: needed where one of them is, or what it returns."""
        if isinstance(statement, Forwarded):
            own = set(bound(statement.primal))
            if (names - own).isdisjoint(after):
                return self.needed_statement(statement.primal, after, None)
        bases = [base for w in written if (base := base_name(w)) is not None]
        bases += [base for t in stored if (base := base_name(t)) is not None]
        needed = any(self.needed(base, after) for base in bases) or not names.isdisjoint(after)
        if not needed and self.pure(value):
            return None, after
        changed = {contents(self.memory(base) or base) for base in bases}
        return statement, (after - names) | self.reads(value, *stored) | set(bases) | changed

    def changed(self, value: gast.expr) -> gast.expr | None:
        """The list that a call changes, where nobody else can see it."""
        owner = changed_list(value)
        base = base_name(owner) if owner is not None else None
        if base is None or not self.memory.ours(base) or self.pure(value):
            return None
        return owner

    def change(
        self,
        statement: core.Statement,
        owner: gast.expr,
        call: gast.expr,
        after: Live,
        names: Live = frozenset(),
    ) -> Kept:
        """A call that changes a list, its result bound to names or dropped."""
        base = base_name(owner)
        assert base is not None, "changed() has seen to it"
        needed, unread = self.needed(base, after), names.isdisjoint(after)
        arguments = [*call.args, owner]
        if unread and not needed and all(map(self.pure, arguments)):
            return None, after
        if unread and names:
            statement = core.Evaluate(call, notes=statement.notes)
        before = (after - names) | self.reads(call) | {base, contents(self.memory(base) or base)}
        return statement, before

    def augment(self, statement: core.Augment, after: Live) -> Kept:
        """`a += e`, which may change an array that goes by other names too."""
        where = self.memory(statement.target.id)
        value = statement.value
        if statement.target.id in after or (where is not None and contents(where) in after):
            return statement, after | {statement.target.id} | self.reads(value)
        return (
            (None, after) if self.pure(value) else (core.Evaluate(value), after | self.reads(value))
        )

    def store(
        self, statement: core.Statement, target: gast.expr, value: gast.expr, after: Live
    ) -> Kept:
        """A section that is written: needed where the array or what shares its memory is read."""
        base = base_name(target)
        if base is None:
            return statement, after | self.reads(target, value)
        if written := self.writes(value):
            return self.call(statement, value, written, after, stored=[target])
        if (statement in self.idle or not self.needed(base, after)) and self.pure(value):
            return None, after
        whole = contents(self.memory(base) or base)
        before = after | self.reads(value) | {base, whole}
        if isinstance(target, gast.Subscript | gast.Attribute):
            before |= self.reads(target) - {whole}
        return statement, before

    def restore(self, statement: Restore, after: Live) -> Kept:
        target = statement.target
        if isinstance(target, gast.Name):
            needed, before = target.id in after, after - self.bound((target.id,))
        else:
            base = base_name(target)
            assert base is not None, "what is saved can be reached by a name"
            needed = self.needed(base, after) and statement not in self.idle
            names = {n for n in self.reads(target) if not n.startswith(contents(""))}
            before = after | names | {base}
        if not needed and not self.keep_saves:
            return None, after
        self.slots.add(statement.slot)
        return statement, before

    def needed(self, base: str, after: Live) -> bool:
        where = self.memory(base)
        return base in after if where is None else contents(where) in after


def _may_raise(statement: core.Statement) -> bool:
    """Whether leaving a statement out could leave out an exception that a handler waits for."""
    match statement:
        case core.Assign(target=gast.Name(), value=value):
            return not isinstance(value, gast.Name | gast.Constant)
        case core.Augment(notes=core.Notes(mark=marks.COUNTS)):
            return False
        case core.Assign() | core.Augment() | core.Evaluate():
            return True
    return False
