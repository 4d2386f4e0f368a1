"""Assignments followed on abstract values: names bound, sections written."""

from __future__ import annotations

import inspect

import gast

from tangentgen.analysis import fields, methods
from tangentgen.analysis.activity import carries
from tangentgen.analysis.complex_parts import as_section
from tangentgen.analysis.evaluate import Evaluator
from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.item_kinds import held_by
from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.lists import changed, current, item_of, keyed
from tangentgen.analysis.operations import operation
from tangentgen.analysis.operators import BINARY
from tangentgen.analysis.optional import bound, never_none
from tangentgen.analysis.paths import Environment
from tangentgen.analysis.rebound import may_be_either, nobody_else
from tangentgen.analysis.replaced_items import put_in, replaces
from tangentgen.analysis.sites import is_shared
from tangentgen.analysis.slices import settled
from tangentgen.analysis.subscripts import subscript
from tangentgen.analysis.values import (
    ANY,
    UNKNOWN,
    Dim,
    Nothing,
    Value,
    category,
    in_words,
)
from tangentgen.language import core
from tangentgen.source.quote import as_value, expression

_ASSIGNED = {
    "shape": (
        "the shape of an array that may have other names is assigned",
        "write x = x.reshape(n, m)",
    ),
    "real": ("the real part of an array is assigned", "write x[...] = v + 1j * x.imag"),
    "imag": ("the imaginary part of an array is assigned", "write x[...] = x.real + 1j * v"),
}
"""Attributes of arrays: what is said of one that is assigned, and what to write instead."""


class Stores:
    """Follows the assignments of one function and notes which memory they change."""

    def __init__(self, analysis: Analysis, evaluate: Evaluator) -> None:
        self.facts = analysis
        self.evaluate = evaluate

    def assign(
        self, statement: core.Statement, target: gast.expr, value: Value, env: Environment
    ) -> None:
        """`target = value`."""
        if self.into_part(statement, target, env):
            return
        value = settled(value)
        self.facts.values[target] = value
        match target:
            case gast.Name():
                value = self.with_lengths(statement, target.id, value)
                self.facts.values[target] = value
                bound(target.id, getattr(statement, "value", None), env)
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
                self.attribute(statement, target, value, env)
            case _:
                self.evaluate.refuse(
                    target, "this assignment target", "assign to names, one by one"
                )

    def copied_at_entry(self, name: str, env: Environment) -> None:
        """A copied argument has the parts it was given, whatever is put into it later.

        They are replaced one by one before anything else happens; `current` adds what is put.
        """
        given, copied = self.facts.arguments.get(name), env[name]
        if given is not None and given.items is not None and copied.items is None:
            env[name] = given.but(sites=copied.sites)

    def put_at_entry(self, statement: core.Assign, value: Value, env: Environment) -> None:
        """A part of an argument is replaced by a copy of it, before anything else happens."""
        target = statement.target
        self.facts.values[target] = value
        self.facts.contained.update(self.facts.sites(value))
        inner = target
        while isinstance(inner, gast.Subscript | gast.Attribute):
            self.evaluate(as_value(inner.value), env)
            inner = inner.value
        put_in(target, value, env)

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
                item = subscript(self.evaluate, target, value, Value("int", shape=(), constant=k))
            elif value.cls is Nothing:
                item = value
            else:
                inside = frozenset(self.facts.sites(value))
                item = value.element or ANY.but(active=self.facts.is_active(value), sites=inside)
            self.assign(statement, part, item, env)

    def store(
        self, statement: core.Statement, target: gast.Subscript, value: Value, env: Environment
    ) -> None:
        owner = self.evaluate.operand(target.value, env)
        index = self.evaluate(target.slice, env)
        if owner.cls is Nothing:
            return
        if owner.kind == "list" and index.kind != "slice":
            made = getattr(statement, "value", None)
            changed(self.evaluate, target, owner, [value], made)
            self.facts.values[target] = item_of(current(self.facts, owner)) or ANY
            return
        if owner.kind == "list" and index.kind == "slice" and value.kind in ("list", "tuple"):
            put = [v for v in [item_of(value)] if v is not None]
            changed(self.evaluate, target, owner, put)
            self.facts.values[target] = current(self.facts, owner)
            return
        made = getattr(statement, "value", target)
        if replaces(self.facts, target, owner, env):
            held = fields.replaced(self.evaluate, target, owner, index.constant, value, made)
            put_in(target, held, env)
            self.facts.values[target] = held
            return
        key = fields.key_of(target, owner, index)
        if key is not None:
            held = fields.stored(self.evaluate, target, owner, key, value, made)
            self.facts.values[target] = held
            return
        if owner.kind == "dict":
            made = getattr(statement, "value", None)
            keyed(self.facts, owner, index)
            changed(self.evaluate, target, owner, [value], made)
            self.facts.values[target] = held_by(current(self.facts, owner))
            return
        if methods.setter(self.evaluate, statement, target, env):
            return
        if owner.kind in ("list", "dict", "tuple", "object", "any"):
            kind = owner.kind if owner.kind != "any" else "value of unknown kind"
            self.evaluate.refuse(
                target,
                f"an item of a {kind} is assigned",
                "use an array, or build a new container",
            )
            return
        self.held(target.value, owner)
        section = subscript(self.evaluate, target, owner, index)
        self.facts.values[target] = section
        self.written(statement, target, owner, value)

    def held(self, node: gast.expr, array: Value) -> None:
        """`rows[k][:] = e` changes an array where it is held, in which place is known late."""
        if not isinstance(node, gast.Subscript) or array.kind != "array":
            return
        container, index = self.facts.value(node.value), self.facts.value(node.slice)
        if container.kind in ("list", "dict") and index.constant is UNKNOWN:
            self.facts.held_in_place.update(array.sites)

    def attribute(
        self, statement: core.Statement, target: gast.Attribute, value: Value, env: Environment
    ) -> None:
        """`object.name = value`."""
        owner = self.evaluate.operand(target.value, env)
        if owner.cls is Nothing:
            return
        key = fields.key_of(target, owner, None)
        if methods.setter(self.evaluate, statement, target, env):
            return
        if key is None or not fields.plain_attribute(owner, target.attr):
            what = "an attribute of a value whose class is not known is assigned"
            if owner.kind == "object":
                what = f"'{target.attr}' is assigned, which does more than store the value"
            hint = "return the new value instead"
            if owner.kind == "array":
                what, hint = _ASSIGNED.get(target.attr, (what, hint))
            self.evaluate.refuse(target, what, hint)
            return
        made = getattr(statement, "value", target)
        held = fields.stored(self.evaluate, target, owner, key, value, made)
        self.facts.values[target] = held

    def written(
        self, statement: core.Statement, target: gast.expr, owner: Value, value: Value
    ) -> None:
        """Records that the memory of `owner` is changed, by a value."""
        for site in owner.sites:
            if is_shared(site):
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
        if self.into_part(statement, statement.target, env):
            return
        value = self.evaluate.operand(statement.value, env)
        function = BINARY[type(statement.op)]
        whole = self.facts.augmented.get(statement)
        if whole is None and isinstance(
            statement.target, gast.Name | gast.Subscript | gast.Attribute
        ):
            whole = gast.BinOp(as_value(statement.target), statement.op, statement.value)
            self.facts.augmented[statement] = whole
        if whole is not None and self.updates(statement, whole, value, env):
            return
        if whole is not None:
            found = methods.in_place(self.evaluate, statement, whole, env)
            if found is not None:
                self.assign(statement, statement.target, found, env)
                return
            found = self.evaluate(whole, env)
            if whole in self.facts.explicit or self.rebinds(statement, found, env):
                self.assign(statement, statement.target, found, env)
                return
        if whole is not None and self.calls_setter(statement.target, env):
            again = core.Assign(statement.target, whole, notes=statement.notes)
            self.facts.setters[statement] = again
            self.assign(again, again.target, self.facts.value(whole), env)
            return
        match statement.target:
            case gast.Name():
                old = never_none(env.get(statement.target.id, ANY))
                if self.facts.is_active(old) and not old.active:
                    old = old.but(active=carries(old) and old.items is None)
                result = operation(self.evaluate, statement.target, function, [old, value])
                if old.kind == "array":
                    self.written(statement, statement.target, old, value)
                    result = old.but(
                        active=carries(old) and (old.active or self.facts.is_active(value))
                    )
                elif may_be_either(old):
                    spelled = _spelled(statement.op)
                    self.evaluate.refuse(
                        statement.target,
                        f"'{statement.target.id}' may be a number or an array, "
                        f"which {spelled} treats differently",
                        f"write x = x {spelled[:-1]} ...",
                    )
                elif old.kind == "list":
                    result = self.extended(statement, old, value)
                result = settled(result)
                self.facts.values[statement.target] = result
                bound(statement.target.id, None, env)
                env[statement.target.id] = result
            case gast.Subscript():
                owner = self.evaluate.operand(statement.target.value, env)
                index = self.evaluate(statement.target.slice, env)
                if owner.kind == "list" and index.kind != "slice" and whole is not None:
                    self.item_augmented(statement, owner, self.facts.value(whole))
                    return
                key = fields.key_of(statement.target, owner, index)
                if key is not None and whole is not None:
                    self.field_augmented(statement, owner, key, whole, value)
                    return
                if owner.kind == "dict" and whole is not None:
                    keyed(self.facts, owner, index)
                    self.item_augmented(statement, owner, self.facts.value(whole))
                    return
                if owner.kind not in ("array", "tensor"):
                    self.store(statement, statement.target, value, env)
                    return
                self.held(statement.target.value, owner)
                section = subscript(self.evaluate, statement.target, owner, index)
                operation(self.evaluate, statement.target, function, [section, value])
                self.facts.values[statement.target] = section
                self.written(statement, statement.target, owner, value)
            case _:
                owner = self.evaluate.operand(statement.target.value, env)
                if owner.cls is Nothing:
                    return
                key = fields.key_of(statement.target, owner, None)
                if key is None or whole is None:
                    self.attribute(statement, statement.target, value, env)
                    return
                self.field_augmented(statement, owner, key, whole, value)

    def into_part(self, statement: core.Statement, target: gast.expr, env: Environment) -> bool:
        """Whether another statement stores the same into a section, which is noted."""
        if not isinstance(statement, core.Assign | core.Augment) or target is not statement.target:
            return False
        if isinstance(target, gast.Name | gast.Tuple | gast.List):
            return False
        again = as_section(self.evaluate, statement, env)
        if again is None:
            return False
        self.facts.setters[statement] = again
        if isinstance(again, core.Augment):
            self.augment(again, env)
        else:
            self.assign(again, again.target, self.evaluate(again.value, env), env)
        return True

    def updates(
        self, statement: core.Augment, whole: gast.BinOp, value: Value, env: Environment
    ) -> bool:
        """Whether it is `d |= e` of a dict, which is `d.update(e)`."""
        if not isinstance(statement.op, gast.BitOr) or value.kind != "dict":
            return False
        if self.evaluate(whole.left, env).kind != "dict":
            return False
        call = expression("$d.update($e)", d=whole.left, e=statement.value)
        methods.place(call, statement.target)
        self.facts.setters[statement] = core.Evaluate(call, notes=statement.notes)
        self.evaluate(call, env)
        return True

    def rebinds(self, statement: core.Augment, result: Value, env: Environment) -> bool:
        """Whether `s += e` is to be written `s = s + e`, which is noted."""
        if not isinstance(statement.target, gast.Name):
            return False
        name = statement.target.id
        old = never_none(env.get(name, ANY))
        grows = is_scalar(old) and result.kind in ("array", "tensor")
        found = grows or (may_be_either(old) and nobody_else(self.facts, name, old))
        (self.facts.rebound.add if found else self.facts.rebound.discard)(statement)
        return found

    def calls_setter(self, target: gast.expr, env: Environment) -> bool:
        """Whether assigning to a target calls a method of the user's."""
        if not isinstance(target, gast.Subscript | gast.Attribute):
            return False
        owner = self.evaluate.operand(target.value, env)
        if owner.kind != "object" or owner.cls is None:
            return False
        if isinstance(target, gast.Subscript):
            return methods.method_of(owner, "__setitem__") is not None
        return isinstance(inspect.getattr_static(owner.cls, target.attr, None), property)

    def extended(self, statement: core.Augment, old: Value, value: Value) -> Value:
        """`a += b` of a list."""
        if not isinstance(statement.op, gast.Add) or value.kind not in ("list", "tuple", "range"):
            what = "a list is extended by a value that is not known to be a list"
            self.evaluate.refuse(statement.target, what, "write a = a + list(b)")
            return old
        put = [v for v in [item_of(value)] if v is not None]
        changed(self.evaluate, statement.target, old, put)
        return current(self.facts, old)

    def field_augmented(
        self, statement: core.Augment, owner: Value, key: object, whole: gast.expr, value: Value
    ) -> None:
        """`d[k] op= e` and `object.name op= e`: in place where an array is held."""
        target = statement.target
        old = self.facts.value(whole.left)
        if old.kind in ("array", "tensor"):
            if old.kind == "tensor":
                what = "what may be a number or an array is changed in place"
                self.evaluate.refuse(target, what, "give like=, or write x = x + ...")
            self.written(statement, target, old, value)
            self.facts.values[target] = old
            return
        result = self.facts.value(whole)
        if not is_scalar(old) and self.facts.is_active(result):
            what = f"{in_words(old)} is changed in place"
            self.evaluate.refuse(target, what, "assign the new value")
        held = fields.stored(self.evaluate, target, owner, key, result, target)
        self.facts.values[target] = held

    def item_augmented(self, statement: core.Augment, owner: Value, result: Value) -> None:
        """`a[i] += e` of a list: the item is replaced where it is a number."""
        item = held_by(owner)
        if item.cls is Nothing or result.cls is Nothing:
            changed(self.evaluate, statement.target, owner, [])
            return
        if item.kind == "array" and item.sites:  # it may get a name of its own
            self.facts.held_in_place.update(item.sites)
            self.written(statement, statement.target, item, self.facts.value(statement.value))
            self.facts.values[statement.target] = item
            return
        if not is_scalar(item) and self.facts.is_active(result):
            what = "an array in a list may be changed in place"
            self.evaluate.refuse(statement.target, what, "write a[i] = a[i] + ...")
        changed(self.evaluate, statement.target, owner, [result])
        self.facts.values[statement.target] = held_by(current(self.facts, owner))


def _spelled(op: gast.operator) -> str:
    return {gast.Add: "+=", gast.Sub: "-=", gast.Mult: "*=", gast.Div: "/="}.get(
        type(op), "an augmented assignment"
    )
