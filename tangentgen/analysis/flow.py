"""Statements followed on abstract values, loops until nothing changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gast

from tangentgen.analysis.activity import carries
from tangentgen.analysis.evaluate import Environment, Evaluator
from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.join import join, join_all
from tangentgen.analysis.operators import BINARY
from tangentgen.analysis.values import ANY, NONE, Dim, Value, category
from tangentgen.language import core
from tangentgen.source.quote import as_value

if TYPE_CHECKING:
    from tangentgen.analysis.program import Program

ROUNDS = 12


class Flow:
    """Walks the statements of one function."""

    def __init__(self, program: Program, analysis: Analysis) -> None:
        self.program = program
        self.facts = analysis
        self.evaluate = Evaluator(program, analysis)
        self.returns: list[Value] = []
        self.exits: list[list[Environment]] = []  # environments at the breaks of the open loops
        self.skips: list[list[Environment]] = []  # and at their continues

    def run(self, env: Environment) -> Value:
        """The returned value."""
        for _ in range(ROUNDS):
            before = (len(self.facts.active_sites), len(self.facts.mutated))
            self.returns = []
            end = self.block(self.facts.tree.body, dict(env))
            if end is not None:
                self.returns.append(NONE)
            if before == (len(self.facts.active_sites), len(self.facts.mutated)):
                break
        return join_all(self.returns) or NONE

    def block(self, block: core.Block, env: Environment | None) -> Environment | None:
        for statement in block:
            if env is None:
                return None
            env = self.statement(statement, env)
        return env

    def statement(self, statement: core.Statement, env: Environment) -> Environment | None:
        match statement:
            case core.Assign():
                self.assign(statement, statement.target, self.evaluate(statement.value, env), env)
            case core.Augment():
                self.augment(statement, env)
            case core.Evaluate():
                self.evaluate(statement.value, env)
            case core.If():
                self.evaluate(statement.test, env)
                return meet(
                    self.block(statement.body, dict(env)), self.block(statement.orelse, dict(env))
                )
            case core.For():
                return self.loop(statement, env)
            case core.While():
                return self.loop(statement, env)
            case core.Return():
                value = self.evaluate(statement.value, env) if statement.value is not None else NONE
                self.returns.append(value)
                return None
            case core.Break():
                self.exits[-1].append(env)
                return None
            case core.Continue():
                self.skips[-1].append(env)
                return None
            case core.Raise():
                return None
            case core.Assert():
                self.evaluate(statement.test, env)
            case core.Foreign():
                self.program.refuse_statement(self.facts, statement)
        return env

    def loop(self, statement: core.For | core.While, env: Environment) -> Environment | None:
        for _ in range(ROUNDS):
            self.exits.append([])
            self.skips.append([])
            inner = dict(env)
            if isinstance(statement, core.For):
                items = self.evaluate(statement.iter, inner)
                self.assign(statement, statement.target, self.item(statement.iter, items), inner)
            else:
                self.evaluate(statement.test, inner)
            end = self.block(statement.body, inner)
            for skipped in self.skips.pop():
                end = meet(end, skipped)
            exits = [
                e
                for e in (self.forget(statement.body, e) for e in self.exits.pop())
                if e is not None
            ]
            end = self.forget((statement, *statement.body), end)
            again = meet(end, env) or env
            settled = again == env
            env = again
            if settled:
                break
        if isinstance(statement, core.While):
            self.evaluate(statement.test, env)
        out: Environment | None = env
        for left in exits:
            out = meet(out, left)
        return out

    def item(self, node: gast.expr, items: Value) -> Value:
        """What one item of an iterable is."""
        if items.kind == "range":
            return Value("int", shape=())
        if items.kind in ("list", "tuple"):
            return items.element or join_all(list(items.items or ())) or ANY
        if items.kind == "array":
            return self.evaluate.subscript(node, items, Value("int", shape=()))
        if self.facts.is_active(items):
            return ANY.but(active=True)
        return ANY

    def assign(
        self, statement: core.Statement, target: gast.expr, value: Value, env: Environment
    ) -> None:
        self.facts.values[target] = value
        match target:
            case gast.Name():
                value = self.with_lengths(statement, target.id, value)
                self.facts.values[target] = value
                env[target.id] = value
                for part in (*(value.items or ()), *([value.element] if value.element else [])):
                    self.facts.contained.update(self.facts.sites(part))
                for site in value.sites:
                    self.facts.holders.setdefault(site, set()).add(target.id)
            case gast.Tuple() | gast.List():
                self.unpack(statement, target, value, env)
            case gast.Subscript():
                self.store(statement, target, value, env)
            case gast.Attribute():
                self.evaluate.refuse(
                    target, "an attribute is assigned", "return the new value instead"
                )
            case _:
                self.evaluate.refuse(
                    target, "this assignment target", "assign to names, one by one"
                )

    def with_lengths(self, statement: core.Statement, name: str, value: Value) -> Value:
        """Unknown lengths of a new array get symbols, so that what is computed from it is known to fit it."""
        if value.kind != "array" or value.shape is None or None not in value.shape:
            return value
        number = self.facts.numbers.setdefault((statement, name), len(self.facts.numbers))
        shape = tuple(
            Dim(0, ((f"@{number}.{axis}", 1),)) if length is None else length
            for axis, length in enumerate(value.shape)
        )
        return value.but(shape=shape)

    def forget(self, block: core.Block, env: Environment | None) -> Environment | None:
        """Lengths that were named inside a loop's body mean others in the next trip."""
        if env is None:
            return None
        inside = {s for s in core.walk(block)}
        gone = {f"@{n}." for (s, _), n in self.facts.numbers.items() if s in inside}
        return {name: forgotten(value, gone) for name, value in env.items()} if gone else env

    def unpack(
        self,
        statement: core.Statement,
        target: gast.Tuple | gast.List,
        value: Value,
        env: Environment,
    ) -> None:
        if any(isinstance(t, gast.Starred) for t in target.elts):
            if self.facts.is_active(value):
                self.evaluate.refuse(target, "a starred target", "slice the sequence instead")
            for t in target.elts:
                self.assign(statement, t.value if isinstance(t, gast.Starred) else t, ANY, env)
            return
        for k, part in enumerate(target.elts):
            if value.items is not None and len(value.items) == len(target.elts):
                item = value.items[k]
            elif value.kind in ("array", "tensor"):
                item = self.evaluate.subscript(target, value, Value("int", shape=(), constant=k))
            else:
                item = value.element or ANY.but(active=self.facts.is_active(value))
            self.assign(statement, part, item, env)

    def store(
        self, statement: core.Statement, target: gast.Subscript, value: Value, env: Environment
    ) -> None:
        owner = self.evaluate(target.value, env)
        index = self.evaluate(target.slice, env)
        if owner.kind in ("list", "dict", "tuple", "object", "any"):
            self.evaluate.refuse(
                target,
                f"an item of a {owner.kind if owner.kind != 'any' else 'value of unknown kind'} is assigned",
                "use an array, or build a new container",
            )
            return
        section = self.evaluate.subscript(target, owner, index)
        self.facts.values[target] = section
        self.written(statement, target, owner, value)

    def written(
        self, statement: core.Statement, target: gast.expr, owner: Value, value: Value
    ) -> None:
        """Records that the memory of `owner` is changed, by a value."""
        for site in owner.sites:
            if isinstance(site, tuple) and site and site[0] in ("global", "captured"):
                self.evaluate.refuse(
                    target,
                    f"'{site[1]}' is shared with other functions and changed here",
                    "copy it first, or pass it as an argument",
                )
        self.facts.written[statement] = self.facts.written.get(statement, frozenset()) | owner.sites
        self.facts.mutated |= owner.sites
        if self.facts.is_active(value):
            if category(owner) in ("int", "bool"):
                self.evaluate.refuse(
                    target,
                    "an integer array receives active values, which it would truncate",
                    "make it a float array: dtype=float",
                )
            elif carries(owner):
                self.facts.active_sites |= owner.sites

    def augment(self, statement: core.Augment, env: Environment) -> None:
        value = self.evaluate(statement.value, env)
        function = BINARY[type(statement.op)]
        whole = self.facts.augmented.get(statement)
        if whole is None and isinstance(statement.target, gast.Name | gast.Subscript):
            whole = gast.BinOp(as_value(statement.target), statement.op, statement.value)
            self.facts.augmented[statement] = whole
        if whole is not None:
            self.evaluate(whole, env)
        match statement.target:
            case gast.Name():
                old = env.get(statement.target.id, ANY)
                if self.facts.is_active(old) and not old.active:
                    old = old.but(active=carries(old) and old.items is None)
                result = self.evaluate.operation(statement.target, function, [old, value])
                if old.kind == "array":
                    self.written(statement, statement.target, old, value)
                    result = old.but(
                        active=carries(old) and (old.active or self.facts.is_active(value))
                    )
                elif old.kind == "tensor" and self.facts.is_active(result):
                    self.evaluate.refuse(
                        statement.target,
                        f"'{statement.target.id}' may be a number or an array, which {_spelled(statement.op)} treats differently",
                        "give like=, or write x = x + ...",
                    )
                elif old.kind == "list":
                    self.evaluate.refuse(
                        statement.target, "a list is extended in place", "write a = a + b"
                    )
                self.facts.values[statement.target] = result
                env[statement.target.id] = result
            case gast.Subscript():
                owner = self.evaluate(statement.target.value, env)
                index = self.evaluate(statement.target.slice, env)
                if owner.kind not in ("array", "tensor"):
                    self.store(statement, statement.target, value, env)
                    return
                section = self.evaluate.subscript(statement.target, owner, index)
                self.evaluate.operation(statement.target, function, [section, value])
                self.facts.values[statement.target] = section
                self.written(statement, statement.target, owner, value)
            case _:
                self.evaluate.refuse(
                    statement.target, "an attribute is assigned", "return the new value instead"
                )


def meet(a: Environment | None, b: Environment | None) -> Environment | None:
    """What is known where two paths come together; None is a path that is not taken."""
    if a is None:
        return b
    if b is None:
        return a
    return {
        name: join(a[name], b[name]) if name in a and name in b else a.get(name, b.get(name, ANY))
        for name in {**a, **b}
    }


def forgotten(value: Value, gone: set[str]) -> Value:
    """The value without lengths in terms of these symbols."""
    shape = value.shape
    if shape is not None:
        shape = tuple(None if d is not None and _uses(d, gone) else d for d in shape)
    length = None if value.length is not None and _uses(value.length, gone) else value.length
    items = tuple(forgotten(i, gone) for i in value.items) if value.items is not None else None
    element = forgotten(value.element, gone) if value.element is not None else None
    return value.but(shape=shape, length=length, items=items, element=element)


def _uses(length: Dim, gone: set[str]) -> bool:
    return any(symbol.startswith(tuple(gone)) for symbol, _ in length.terms)


def _spelled(op: gast.operator) -> str:
    return {gast.Add: "+=", gast.Sub: "-=", gast.Mult: "*=", gast.Div: "/="}.get(
        type(op), "an augmented assignment"
    )
