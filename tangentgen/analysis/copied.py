"""Copies of all that a value holds: `copy.deepcopy(a)`, `asdict(a)`, `astuple(a)`.

They are written out by what is known of the value: `[w.copy() for w in layers]` is a deep copy
of a list of arrays. An object's copy stays as it is written, where its parts are copied so.
"""

from __future__ import annotations

import copy as copying
import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import gast

from tangentgen import known
from tangentgen.analysis import methods
from tangentgen.analysis.chosen_items import comes_first, names_for
from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.paths import Environment
from tangentgen.analysis.values import Value
from tangentgen.language import core
from tangentgen.language.free import free, occurring
from tangentgen.source.quote import as_target, constant, copy, expression, name

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator

_OWN = ("__copy__", "__deepcopy__", "__reduce__", "__reduce_ex__", "__getstate__", "__setstate__")
_TARGETS: tuple[Any, ...] = (
    *(copying.copy, copying.deepcopy, dataclasses.asdict, dataclasses.astuple),
)


class _Unknown(Exception):
    """Of a part it is not known how it is copied."""


def copied(evaluate: Evaluator, node: gast.Call, target: Any, env: Environment) -> Value | None:
    """The value of such a call; None of any other."""
    if not any(target is t for t in _TARGETS) or len(node.args) != 1 or node.keywords:
        return None
    (owner,) = node.args
    value = evaluate.facts.value(owner)
    if isinstance(owner, gast.Starred):
        return None
    if not _is_path(owner):
        return _with_name(evaluate, node, owner, value, env)
    work = _Copy(evaluate, node, target, env)
    try:
        work.separate([value])
        if value.kind == "object" and target is copying.deepcopy:
            found = work.object_as_written(owner, value)
            if found is not None:
                return found
        tree = work.tree(owner, value)
    except _Unknown as reason:
        if not evaluate.facts.is_active(value):
            return None
        what = f"{target.__name__} of {reason}"
        return evaluate.refuse(node, what, "make a new one, and copy what changes")
    return methods.stands_for(evaluate, node, tree, env)


def _is_path(node: gast.expr) -> bool:
    """Whether an expression may be written more than once."""
    while isinstance(node, gast.Attribute | gast.Subscript):
        if isinstance(node, gast.Subscript) and not isinstance(
            node.slice, gast.Constant | gast.Name
        ):
            return False
        node = node.value
    return isinstance(node, gast.Name)


def _with_name(
    evaluate: Evaluator, node: gast.Call, owner: gast.expr, value: Value, env: Environment
) -> Value | None:
    """The copy of what has no name, which gets one."""
    if not comes_first(evaluate, node):
        return None
    (given,) = names_for(evaluate, node, ["original"])
    call = gast.Call(node.func, [name(given)], [])
    evaluate.facts.named_first[node] = (core.Assign(as_target(name(given)), owner),)
    return methods.stands_for(evaluate, node, call, {**env, given: value})


class _Copy:
    def __init__(self, evaluate: Evaluator, node: gast.Call, target: Any, env: Environment) -> None:
        self.evaluate, self.node, self.target, self.env = evaluate, node, target, env
        self.facts = evaluate.facts
        self.taken = occurring(self.facts.tree)

    def separate(self, values: Sequence[Value], seen: set[Any] | None = None) -> None:
        """What is held twice would be held twice in the copy as well."""
        seen = set() if seen is None else seen
        for value in values:
            if value.kind in ("array", "tensor", "list", "dict", "object"):
                held = set(value.sites)
                if not held.isdisjoint(seen) or not held.isdisjoint(self.facts.repeated):
                    raise _Unknown("a container that may hold something twice")
                seen |= held
            element = [value.element] if value.element is not None else []
            self.separate([*(value.items or ()), *element], seen)

    def object_as_written(self, owner: gast.expr, value: Value) -> Value | None:
        """The deep copy of an object whose parts are copied by expressions of their own."""
        if value.items is None:
            return None
        self.plain(value)
        given: dict[str, gast.expr] = {}
        for key, part in zip(value.keys, value.items, strict=True):
            path = gast.Attribute(copy(owner), key, gast.Load())
            tree = self.tree(path, part)
            if tree is not path:
                if any(isinstance(n, gast.ListComp | gast.DictComp) for n in gast.walk(tree)):
                    return None
                given[key] = tree = self.evaluate.as_before((self.node, key), tree)
                for inner in gast.walk(tree):
                    if isinstance(inner, gast.expr):
                        methods.place(inner, self.node)
        values = {key: self.evaluate(tree, self.env) for key, tree in given.items()}
        if any(tree in self.facts.explicit for tree in given.values()):
            return None
        parts = dict(zip(value.keys, value.items, strict=True)) | values
        self.facts.rebuilt[self.node] = (owner, given)
        return value.but(items=tuple(parts.values()), sites=frozenset([self.node]))

    def plain(self, value: Value) -> None:
        cls = value.cls
        if cls is None or any(w in c.__dict__ for w in _OWN for c in cls.__mro__[:-1]):
            raise _Unknown("an object that copies itself, or of an unknown class")

    def tree(self, path: gast.expr, value: Value) -> gast.expr:
        """The copy of what is reached by a path."""
        if is_scalar(value) or value.kind in ("str", "none", "function", "range", "module"):
            return path
        match value.kind:
            case "array" | "tensor":
                deep = any(self.target is t for t in _TARGETS)
                return expression("$x.copy()", x=path) if deep else path
            case "list" | "tuple":
                return self.sequence(path, value)
            case "dict":
                return self.mapping(path, value)
            case "object":
                return self.instance(path, value)
        raise _Unknown("something of unknown kind")

    def sequence(self, path: gast.expr, value: Value) -> gast.expr:
        if value.kind == "tuple" and (self.target is copying.copy or _is_fixed(value)):
            return path
        if self.target is copying.copy or _is_fixed(value):
            return expression("list($x)", x=path)
        display = gast.List if value.kind == "list" else gast.Tuple
        if value.items is not None and not self.changes_length(value):
            parts = [
                self.tree(gast.Subscript(copy(path), constant(k), gast.Load()), item)
                for k, item in enumerate(value.items)
            ]
            return display(parts, gast.Load())
        if value.element is None or value.kind == "tuple":
            raise _Unknown(f"a {value.kind} of unknown items")
        item = name(free("item", self.taken))
        part = gast.comprehension(as_target(item), copy(path), [], 0)
        return gast.ListComp(self.tree(item, value.element), [part])

    def changes_length(self, value: Value) -> bool:
        return not value.sites.isdisjoint({*self.facts.cells})

    def mapping(self, path: gast.expr, value: Value) -> gast.expr:
        if self.target is copying.copy or _is_fixed(value):
            return expression("dict($x)", x=path)
        if value.items is not None and value.sites.isdisjoint(self.facts.fields):
            keys = [constant(k) for k in value.keys]
            parts = [
                self.tree(gast.Subscript(copy(path), copy(k), gast.Load()), item)
                for k, item in zip(keys, value.items, strict=True)
            ]
            return gast.Dict(keys, parts)
        if value.element is None:
            raise _Unknown("a dict whose keys change")
        key = name(free("key", self.taken))
        part = gast.comprehension(as_target(key), copy(path), [], 0)
        held = gast.Subscript(copy(path), key, gast.Load())
        return gast.DictComp(key, self.tree(held, value.element), [part])

    def instance(self, path: gast.expr, value: Value) -> gast.expr:
        if value.items is None:
            raise _Unknown("an object whose attributes are not known")
        pairs = list(zip(value.keys, value.items, strict=True))
        parts = [(k, self.tree(gast.Attribute(copy(path), k, gast.Load()), v)) for k, v in pairs]
        if self.target in (dataclasses.asdict, dataclasses.astuple):
            return self.record(value, dict(parts))
        self.plain(value)
        taken = self.facts.scope.locals
        making: Any = known.instance
        made = name(self.evaluate.program.aliases.of_function(making, taken))
        cls = expression("type($x)", x=path)
        return gast.Call(made, [cls], [gast.keyword(k, tree) for k, tree in parts])

    def record(self, value: Value, parts: dict[str, gast.expr]) -> gast.expr:
        """A dataclass as a dict or as a tuple of its fields; a named tuple stays one."""
        cls = value.cls
        if cls is None or not dataclasses.is_dataclass(cls):
            raise _Unknown("what is no dataclass")
        fields = [f.name for f in dataclasses.fields(cls)]
        if any(f not in parts for f in fields):
            raise _Unknown("a dataclass without one of its fields")
        if self.target is dataclasses.astuple:
            return gast.Tuple([parts[f] for f in fields], gast.Load())
        return gast.Dict([constant(f) for f in fields], [parts[f] for f in fields])


def _is_fixed(value: Value) -> bool:
    """Whether a container holds nothing that can change."""
    held = [*(value.items or ()), *([value.element] if value.element is not None else [])]
    known_parts = value.items is not None or value.element is not None
    return known_parts and all(
        is_scalar(part)
        or part.kind in ("str", "none", "function", "range")
        or (part.kind == "tuple" and _is_fixed(part))
        for part in held
    )
