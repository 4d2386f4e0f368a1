"""Assignments followed on abstract values: names bound, sections written."""

from __future__ import annotations

import gast

from tangentgen.analysis import methods
from tangentgen.analysis.activity import carries
from tangentgen.analysis.evaluate import Evaluator
from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.operators import BINARY
from tangentgen.analysis.paths import Environment
from tangentgen.analysis.slices import settled
from tangentgen.analysis.values import ANY, Dim, Value, category
from tangentgen.language import core
from tangentgen.source.quote import as_value


class Stores:
    """Follows the assignments of one function and notes which memory they change."""

    def __init__(self, analysis: Analysis, evaluate: Evaluator) -> None:
        self.facts = analysis
        self.evaluate = evaluate

    def assign(
        self, statement: core.Statement, target: gast.expr, value: Value, env: Environment
    ) -> None:
        """`target = value`."""
        value = settled(value)
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
        """Unknown lengths of a new array get symbols: what is made from it is known to fit."""
        if value.kind != "array" or value.shape is None or None not in value.shape:
            return value
        number = self.facts.numbers.setdefault((statement, name), len(self.facts.numbers))
        shape = tuple(
            Dim(0, ((f"@{number}.{axis}", 1),)) if length is None else length
            for axis, length in enumerate(value.shape)
        )
        return value.but(shape=shape)

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
            kind = owner.kind if owner.kind != "any" else "value of unknown kind"
            self.evaluate.refuse(
                target,
                f"an item of a {kind} is assigned",
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
        """`target op= value`, in place where the target is an array."""
        value = self.evaluate(statement.value, env)
        function = BINARY[type(statement.op)]
        whole = self.facts.augmented.get(statement)
        if whole is None and isinstance(statement.target, gast.Name | gast.Subscript):
            whole = gast.BinOp(as_value(statement.target), statement.op, statement.value)
            self.facts.augmented[statement] = whole
        if whole is not None:
            found = methods.in_place(self.evaluate, statement, whole, env)
            if found is not None:
                self.assign(statement, statement.target, found, env)
                return
            found = self.evaluate(whole, env)
            if whole in self.facts.explicit:
                self.assign(statement, statement.target, found, env)
                return
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
                        f"'{statement.target.id}' may be a number or an array, "
                        f"which {_spelled(statement.op)} treats differently",
                        "give like=, or write x = x + ...",
                    )
                elif old.kind == "list":
                    self.evaluate.refuse(
                        statement.target, "a list is extended in place", "write a = a + b"
                    )
                result = settled(result)
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


def _spelled(op: gast.operator) -> str:
    return {gast.Add: "+=", gast.Sub: "-=", gast.Mult: "*=", gast.Div: "/="}.get(
        type(op), "an augmented assignment"
    )
