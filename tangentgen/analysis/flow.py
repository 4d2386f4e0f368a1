"""Statements followed on abstract values, loops until nothing changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gast

from tangentgen.analysis import methods
from tangentgen.analysis.acting_iterators import check_acting
from tangentgen.analysis.closures import holds_closure
from tangentgen.analysis.decided import truth
from tangentgen.analysis.defined_inside import call_lambda, closure
from tangentgen.analysis.evaluate import Evaluator
from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.from_text import check_text
from tangentgen.analysis.functions import Closure
from tangentgen.analysis.generators import check_loop
from tangentgen.analysis.guarded import attempted, managed
from tangentgen.analysis.in_place import HINT
from tangentgen.analysis.integers import integer_as_dim
from tangentgen.analysis.iteration import item_of
from tangentgen.analysis.join import join_all
from tangentgen.analysis.live_loops import live
from tangentgen.analysis.marks import ENTRY
from tangentgen.analysis.named_tuples import is_named_tuple
from tangentgen.analysis.older import aged
from tangentgen.analysis.optional import narrowed
from tangentgen.analysis.paths import Environment, forgotten, meet
from tangentgen.analysis.raising import carried
from tangentgen.analysis.reads_late import read_late
from tangentgen.analysis.replaced_items import keep_parts
from tangentgen.analysis.slices import settled
from tangentgen.analysis.stores import Stores
from tangentgen.analysis.subscripts import subscript
from tangentgen.analysis.values import ANY, NONE, Dim, Value
from tangentgen.language import core
from tangentgen.language.nested import definable
from tangentgen.language.resolve import assigned
from tangentgen.language.walk import walk

if TYPE_CHECKING:
    from tangentgen.analysis.program import Program

ROUNDS = 12  # of following a function or a loop; facts only grow, few programs take three


class Flow:
    """Walks the statements of one function."""

    def __init__(self, program: Program, analysis: Analysis) -> None:
        self.program = program
        self.facts = analysis
        self.evaluate = Evaluator(program, analysis)
        self.stores = Stores(analysis, self.evaluate)
        self.returns: list[Value] = []
        self.exits: list[list[Environment]] = []  # environments at the breaks of the open loops
        self.skips: list[list[Environment]] = []  # and at their continues
        self.points: list[list[Environment]] = []  # all through the bodies of the open `try`s

    def run(self, env: Environment) -> Value:
        """The returned value."""
        for _ in range(ROUNDS):
            before = self.known()
            self.program.offences.forget(self.facts)  # what still offends is found again
            self.returns = []
            end = self.block(self.facts.tree.body, dict(env))
            if end is not None:
                self.returns.append(NONE)
            if before == self.known():
                break
        for node in self.facts.of_none:
            what = f"NoneType has no attribute '{node.attr}'"
            self.program.refuse(self.facts, node, what, "check the name")
        return join_all(self.returns) or NONE

    def known(self) -> object:
        """What grows from one round to the next."""
        facts = self.facts
        fields = {site: dict(held) for site, held in facts.fields.items()}
        cells = {**facts.cells}, {**facts.keys}
        counts = len(facts.active_sites), len(facts.mutated), len(facts.hidden)
        return counts, cells, fields

    def block(self, block: core.Block, env: Environment | None) -> Environment | None:
        """What is known after the statements of a block."""
        for statement in block:
            if env is None:
                return None
            env = self.statement(statement, env)
        return env

    def statement(self, statement: core.Statement, env: Environment) -> Environment | None:
        """What is known after a statement; None behind a jump."""
        after = self.followed(statement, env)
        self.noted(statement)
        check_acting(self.evaluate, statement)
        check_text(self.evaluate, statement)
        for points in self.points:
            points += [dict(env)] if after is None else [dict(env), dict(after)]
        return after

    def noted(self, statement: core.Statement) -> None:
        """What the calls of a statement write counts as written by it."""
        if not self.facts.call_writes:
            return
        for value in vars(statement).values():
            if isinstance(value, gast.AST):
                for node in walk(value):
                    if changed := self.facts.call_writes.get(node):
                        old = self.facts.written.get(statement, frozenset())
                        self.facts.written[statement] = old | changed

    def followed(self, statement: core.Statement, env: Environment) -> Environment | None:
        self.evaluate.statement = statement
        match statement:
            case core.Assign(target=gast.Subscript() | gast.Attribute()) if (
                statement.notes.mark == ENTRY
            ):
                self.stores.put_at_entry(statement, self.evaluate(statement.value, env), env)
            case core.Assign():
                if isinstance(statement.value, gast.Lambda):
                    call_lambda(self.evaluate, statement.value, statement.target)
                value = self.assigned(statement, env)
                targets = isinstance(statement.target, gast.Tuple | gast.List)
                if targets and not is_named_tuple(value):
                    value = methods.iterated(self.evaluate, statement.value, value, env)
                self.stores.assign(statement, statement.target, value, env)
                if statement.notes.mark == ENTRY and isinstance(statement.target, gast.Name):
                    self.stores.copied_at_entry(statement.target.id, env)
                keep_parts(self.facts, statement, env)
            case core.Augment():
                self.stores.augment(statement, env)
            case core.Evaluate():
                self.evaluate(statement.value, env)
            case core.If():
                self.evaluate.held(statement.test, env)
                known = truth(self.facts, statement.test)
                if known is not None:  # what is never run may be beyond what is taken
                    return self.block(statement.body if known else statement.orelse, env)
                body = self.block(statement.body, dict(narrowed(statement.test, True, env)))
                orelse = self.block(statement.orelse, dict(narrowed(statement.test, False, env)))
                return self.meet(body, orelse)
            case core.For() | core.While():
                return self.loop(statement, env)
            case core.With():
                return managed(self, statement, env)
            case core.Try():
                return attempted(self, statement, env)
            case core.Return():
                given = statement.value
                value = settled(self.evaluate.part(given, env) if given is not None else NONE)
                self.returns.append(value)
                if holds_closure(value):
                    self.note_closures(statement, env)
                return None
            case core.Break():
                self.exits[-1].append(env)
                return None
            case core.Continue():
                self.skips[-1].append(env)
                return None
            case core.Raise():
                if statement.value is not None and carried(self.facts, statement.value, env):
                    self.facts.raises_active = True
                return None
            case core.Assert():
                self.evaluate.held(statement.test, env)
                return narrowed(statement.test, True, env)
            case core.Foreign(tree=gast.FunctionDef() as definition) if definable(definition):
                env[definition.name] = closure(self.evaluate, definition)
            case core.Foreign():
                self.program.refuse_statement(self.facts, statement)
        return env

    def assigned(self, statement: core.Assign, env: Environment) -> Value:
        """What is given to names may be None; what is kept in containers is followed less far."""
        if isinstance(statement.target, gast.Name | gast.Tuple | gast.List):
            return self.evaluate.held(statement.value, env)
        return self.evaluate.part(statement.value, env)

    def note_closures(self, statement: core.Return, env: Environment) -> None:
        """The closures that a returned one may call, by the names they have when it returns."""
        for name, value in env.items():
            if isinstance(value.constant, Closure):
                known = self.facts.closures.setdefault(name, value.constant)
                if known != value.constant:
                    self.evaluate.refuse(
                        statement,
                        f"'{name}' is one of several functions where a function is returned",
                        "give them different names",
                    )

    def loop(self, statement: core.For | core.While, env: Environment) -> Environment | None:
        """A loop, followed until another trip tells nothing new."""
        for _ in range(ROUNDS):
            self.exits.append([])
            self.skips.append([])
            inner = dict(env)
            self.evaluate.statement = statement
            if isinstance(statement, core.For):
                self.evaluate.looped.update(walk(statement.iter))
                items = self.evaluate.operand(statement.iter, inner)
                items = methods.iterated(self.evaluate, statement.iter, items, inner)
                item = self.counted(statement, self.item(statement.iter, items))
                self.stores.assign(statement, statement.target, item, inner)
            else:
                self.evaluate.held(statement.test, inner)
                inner = dict(narrowed(statement.test, True, inner))
            end = self.block(statement.body, inner)
            for skipped in self.skips.pop():
                end = self.meet(end, skipped)
            exits = [
                e
                for e in (self.forget(statement.body, e) for e in self.exits.pop())
                if e is not None
            ]
            end = self.forget((statement, *statement.body), end)
            if end is not None:
                end = aged(self.facts, statement.body, end)
            again = self.meet(end, env) or env
            settled = again == env
            env = again
            if settled:
                break
        else:
            self.program.refuse(
                self.facts,
                statement.iter if isinstance(statement, core.For) else statement.test,
                "a value takes another form in every trip of this loop",
                "keep values of one form under one name, and a list for what is linked",
            )
        self.evaluate.statement = statement
        if isinstance(statement, core.While):
            self.evaluate.held(statement.test, env)
            env = narrowed(statement.test, False, env)
        else:
            check_loop(self.evaluate, statement)
        if isinstance(statement, core.For) and live(self.facts, statement):
            self.program.refuse(
                self.facts,
                statement.iter,
                "what a loop goes through is changed in the loop",
                "go through a copy of it, or by index",
            )
        if isinstance(statement, core.For):
            late = read_late(self.facts, statement, env)
            if late is not None:
                what = "what an iterator reads is changed while a loop goes through it"
                self.program.refuse_for_good(self.facts, late, what, HINT)
        out: Environment | None = env
        for left in exits:
            out = self.meet(out, left)
        return out

    def meet(self, a: Environment | None, b: Environment | None) -> Environment | None:
        met = meet(a, b, self.program.world.normal)
        facts = self.facts
        for value in (met or {}).values() if a is not None and b is not None else ():
            # of two lists that go by one name, both have a list of tangents, or none
            if value.kind == "list" and len(value.sites) > 1 and facts.is_active(value):
                facts.active_sites |= value.sites & facts.cells.keys()
        return met

    def counted(self, statement: core.For, item: Value) -> Value:
        """The variable of a loop over a range of numbers that are not negative, as a length."""
        bounds = _bounds(statement, self.facts)
        if bounds is None or item.kind != "int":
            return item
        number = self.facts.numbers.setdefault((statement, "%"), len(self.facts.numbers))
        symbol = f"%{number}.{self.facts.tree.name}"
        self.program.world.bounds[symbol] = bounds
        return item.but(length=Dim(0, ((symbol, 1),)))

    def item(self, node: gast.expr, items: Value) -> Value:
        """What one item of an iterable is."""
        if items.kind == "array":
            return subscript(self.evaluate, node, items, Value("int", shape=()))
        found = item_of(items)
        if found.kind == "any" and items.kind != "dict" and self.facts.is_active(items):
            return ANY.but(active=True)
        return found

    def forget(self, block: core.Block, env: Environment | None) -> Environment | None:
        """Lengths that were named inside a loop's body mean others in the next trip."""
        if env is None:
            return None
        inside = {s for s in core.walk(block)}
        numbers = [n for (s, _), n in self.facts.numbers.items() if s in inside]
        gone = {f"{mark}{n}." for mark in "@%" for n in numbers}
        return {name: forgotten(value, gone) for name, value in env.items()} if gone else env


def _bounds(statement: core.For, facts: Analysis) -> tuple[int, Dim] | None:
    """The least and the greatest value of a loop's variable, where none is negative."""
    match statement:
        case core.For(
            target=gast.Name(id=name),
            iter=gast.Call(func=gast.Name(id="range") as function, args=[*args], keywords=[]),
        ):
            if facts.value(function).constant is not range or name in set(assigned(statement.body)):
                return None
            dims = [integer_as_dim(facts.value(a)) for a in args]
            first = Dim() if len(args) == 1 else dims[0]
            last = dims[0] if len(args) == 1 else dims[1]
            if first is None or last is None or not first.is_constant or first.constant < 0:
                return None
            if len(args) == 3 and (dims[2] is None or not dims[2].is_constant):
                return None
            rising = len(args) < 3 or (dims[2] is not None and dims[2].constant > 0)
            return (first.constant, last - Dim(1)) if rising else None
    return None
