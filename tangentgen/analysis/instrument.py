"""Names for what the reverse sweep asks again: trip counts, conditions, iterables, calls.

These are rewrites of the primal that change none of its values.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import gast

from tangentgen.analysis import again
from tangentgen.analysis.counted_loops import counted_loop
from tangentgen.analysis.elements import separated
from tangentgen.analysis.entry_copies import CopyModule, entry_copies
from tangentgen.analysis.evaluated_once import Once, note_writes, of_unknown_length
from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.given_together import new_and_changed, one_by_one
from tangentgen.analysis.wholes import whole_of, with_whole
from tangentgen.language import core
from tangentgen.language.duplicate import with_body
from tangentgen.language.free import occurring
from tangentgen.source.quote import as_target, copy, expression, name


def instrumented(facts: Analysis, entry: bool, module: CopyModule) -> core.Function | None:
    """The function with a name for all that must not be evaluated twice; None for no change.

    Where it is the `entry`, arguments that it writes are copied first.
    """
    work = _Statements(facts)
    body = work.block(facts.tree.body)
    copies = entry_copies(facts, module) if entry else []
    if not work.once.changed and not copies:
        return None
    return with_body(facts.tree, (*copies, *body))


class _Statements:
    def __init__(self, facts: Analysis) -> None:
        self.facts = facts
        self.once = Once(facts, occurring(facts.tree), self.branch)
        self.caught = False  # inside a body that may be left anywhere

    def block(self, block: core.Block) -> core.Block:
        return tuple(new for statement in block for new in self.statement(statement))

    def statement(self, statement: core.Statement) -> core.Block:
        facts, once = self.facts, self.once
        if isinstance(statement, core.Assign):
            parts = separated(facts, statement, once.fresh)
            if parts is not None:
                once.changed = True
                return tuple(new for part in parts for new in self.statement(part))
        match statement:
            case core.If():
                return self.branch(statement)
            case core.For() | core.While():
                return counted_loop(once, statement, self.block(statement.body))
            case core.With() | core.Try():
                return (self.guarded(statement),)
            case core.Assign(value=gast.IfExp() as choice, target=gast.Name()):
                if again.needs_branch(facts, choice):
                    return self.ternary(statement, choice)
                return once.simple(statement)
            case core.Assign(target=gast.Tuple(), value=gast.Tuple()) if new_and_changed(
                facts, statement
            ):
                once.changed = True
                return tuple(
                    s for one in one_by_one(statement, once.fresh) for s in once.simple(one)
                )
            case core.Assign(target=gast.Tuple(), value=value) if of_unknown_length(facts, value):
                items = name(once.fresh("items"))
                facts.values[items] = facts.value(value)
                made = core.Assign(as_target(items), value, notes=statement.notes)
                notes = replace(statement.notes, above=(), trailing=None)
                once.changed = True
                return (*once.simple(made), replace(statement, value=items, notes=notes))
            case core.Assign(target=gast.Tuple()) if whole := whole_of(facts, statement):
                once.changed = True
                first, rest = with_whole(facts, statement, whole, once.fresh("whole"))
                return (*once.simple(first), rest)
            case core.Assign() | core.Augment() | core.Return() | core.Evaluate():
                return once.simple(statement)
        return (statement,)

    def guarded(self, statement: core.With | core.Try) -> core.Statement:
        """In a body that may be left anywhere, a condition is asked before it counts."""
        outer = self.caught
        if isinstance(statement, core.With):
            self.caught = outer or statement in self.facts.swallowing
            statement = replace(statement, body=self.block(statement.body))
            self.caught = outer
            return statement
        self.caught = outer or bool(statement.handlers)
        body = self.block(statement.body)
        self.caught = outer
        handlers = tuple(core.mapped(handler, self.block) for handler in statement.handlers)
        return replace(statement, body=body, handlers=handlers, final=self.block(statement.final))

    def ternary(self, statement: core.Assign, choice: gast.IfExp) -> core.Block:
        """`x = a if c else b` as an `if`."""
        self.once.changed = True
        plain = replace(statement.notes, above=(), trailing=None)
        ways = [
            core.Assign(copy(statement.target), way, notes=plain)
            for way in (choice.body, choice.orelse)
        ]
        note_writes(self.facts, ways)
        notes = replace(statement.notes, trailing=None)
        return self.branch(core.If(choice.test, (ways[0],), (ways[1],), notes=notes))

    def branch(self, statement: core.If) -> core.Block:
        """A condition that would come out differently when it is asked again is named."""
        body, orelse = self.block(statement.body), self.block(statement.orelse)
        test, facts = statement.test, self.facts
        if not facts.opaque.isdisjoint(_operands(test)):
            test = expression("bool($x)", x=test)  # whether it is empty, not the object itself
            facts.impure.add(test)
        asked = isinstance(test, gast.Name | gast.Constant) or not self.caught
        if asked and not (again.changes(facts, test, (statement,)) or again.calls(facts, test)):
            return (replace(statement, body=body, orelse=orelse),)
        self.once.changed = True
        given = self.once.fresh("condition")
        first = replace(statement.notes, trailing=None)
        if facts.value(test).kind in ("list", "dict", "object", "any"):
            test = expression("bool($x)", x=test)  # what changes is another truth then
        before = self.once.simple(core.Assign(as_target(name(given)), test, notes=first))
        notes = replace(statement.notes, above=())
        return (*before, core.If(name(given), body, orelse, notes=notes))


def _operands(test: gast.expr) -> Iterator[str]:
    """The names that may be the value of a condition, as both are of `a and b`."""
    match test:
        case gast.Name():
            yield test.id
        case gast.BoolOp():
            for part in test.values:
                yield from _operands(part)
