"""Expressions evaluated on abstract values."""

from __future__ import annotations

import operator
import types
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import gast
import numpy as np

from tangentgen.analysis import results
from tangentgen.analysis.activity import activated, carries
from tangentgen.analysis.calls import call
from tangentgen.analysis.facts import Analysis, ArrayMethod, Bound
from tangentgen.analysis.from_kinds import value_of
from tangentgen.analysis.join import is_scalar, join, join_all
from tangentgen.analysis.operators import BINARY, COMPARE, UNARY
from tangentgen.analysis.values import ANY, NONE, UNKNOWN, Dim, Value
from tangentgen.language.resolve import MISSING
from tangentgen.rules import library

if TYPE_CHECKING:
    from tangentgen.analysis.program import Program

Environment = dict[str, Value]

BOOL = Value("bool", dtype=None, shape=())


class Evaluator:
    """Evaluates expressions of one function and writes what it finds into its tables."""

    def __init__(self, program: Program, analysis: Analysis) -> None:
        self.program = program
        self.facts = analysis

    def __call__(self, node: gast.expr, env: Environment) -> Value:
        method = getattr(self, "_" + type(node).__name__, None)
        value: Value = method(node, env) if method else self._other(node, env)
        self.facts.values[node] = value
        return value

    def refuse(self, node: gast.AST, what: str, hint: str) -> Value:
        self.program.refuse(self.facts, node, what, hint)
        return ANY

    def _Name(self, node: gast.Name, env: Environment) -> Value:
        if node.id in env:
            value = env[node.id]
            if not value.active and self.facts.is_active(value):
                value = value.but(active=carries(value) and value.items is None)
            for site in value.sites:
                self.facts.holders.setdefault(site, set()).add(node.id)
            return value
        scope = self.facts.scope
        module = self.program.aliases.module(node.id)
        if module is not None and scope.place(node.id) != "local":
            return Value("module", constant=module)
        place = scope.place(node.id)
        live = scope.value(node.id)
        if place == "local":
            return ANY
        if live is MISSING:
            return self.refuse(
                node, f"'{node.id}' is not defined", "define it before the derivative is called"
            )
        value = value_of(live, (place, node.id))
        if place == "captured" and value.constant is UNKNOWN:
            self.facts.captured[node.id] = value
        elif place == "global":
            self.facts.globals[node.id] = live
        for site in value.sites:
            self.facts.holders.setdefault(site, set()).add(node.id)
        return value

    def _Constant(self, node: gast.Constant, env: Environment) -> Value:
        value = node.value
        if value is None:
            return NONE
        if value is Ellipsis:
            return Value("any", constant=Ellipsis)
        known = value_of(value, None)
        if type(value) is int:
            return known.but(constant=value, length=Dim(value))
        return known.but(constant=value)

    def _BinOp(self, node: gast.BinOp, env: Environment) -> Value:
        left, right = self(node.left, env), self(node.right, env)
        return self.operation(node, BINARY[type(node.op)], [left, right])

    def operation(self, node: gast.AST, function: Callable[..., Any], values: list[Value]) -> Value:
        """An operator applied to values."""
        if any(v.kind in ("list", "tuple", "dict", "object", "str") for v in values):
            return self._container_operation(node, function, values)
        result = results.result(function, values, {}, self.program.world)
        return self.tagged(node, function, result, values)

    def tagged(self, node: gast.AST, function: Any, result: Value, values: list[Value]) -> Value:
        rule = library.find(function)
        active = any(self.facts.is_active(v) for v in values)
        if active and rule is None and carries(result):
            self.refuse(
                node,
                f"{_named(function)} has no template",
                "write one, or compute it outside the function",
            )
        if rule is not None and rule.kind == "constant":
            active = False
        placed = self._placed(node, function, result, values)
        return activated(placed) if active else placed.but(active=False)

    def _placed(self, node: gast.AST, function: Any, result: Value, values: list[Value]) -> Value:
        """The result with the memory it may live in."""
        if result.items is not None:
            memory = results.memory(function, values, {})
            if memory in ("view", "maybe") and values:
                items = tuple(
                    i.but(sites=values[0].sites | ({(node, k)} if memory == "maybe" else set()))
                    for k, i in enumerate(result.items)
                )
            else:
                items = tuple(
                    i if is_scalar(i) else i.but(sites=frozenset([(node, k)]))
                    for k, i in enumerate(result.items)
                )
            return result.but(items=items, sites=frozenset([node]))
        if (
            result.kind in ("list", "tuple")
            and result.element is not None
            and not is_scalar(result.element)
        ):
            memory = results.memory(function, values, {})
            inherited = values[0].sites if memory in ("view", "maybe") and values else frozenset()
            element = result.element.but(sites=inherited | {(node, "item")})
            return result.but(element=element, sites=frozenset([node]))
        if is_scalar(result) or result.kind in (
            "none",
            "range",
            "slice",
            "function",
            "module",
            "str",
        ):
            return result
        memory = results.memory(function, values, {})
        sites: frozenset[Any] = frozenset([node])
        if memory == "scalar":
            return result
        if memory in ("view", "maybe"):
            inherited = frozenset(s for v in values[:1] for s in v.sites)
            sites = inherited if memory == "view" and inherited else inherited | sites
        return result.but(sites=sites)

    def _container_operation(self, node: gast.AST, function: Any, values: list[Value]) -> Value:
        left, right = values
        both = {left.kind, right.kind}
        site = frozenset([node])
        if function is operator.add and both == {"list"} | set():
            if left.items is not None and right.items is not None:
                return Value("list", items=left.items + right.items, sites=site)
            parts = [
                *(left.items or ()),
                *(right.items or ()),
                *(v.element for v in values if v.element),
            ]
            return Value("list", element=join_all(parts), sites=site)
        if (
            function is operator.add
            and both == {"tuple"}
            and left.items is not None
            and right.items is not None
        ):
            return Value("tuple", items=left.items + right.items, sites=site)
        if function is operator.mul and "list" in both:
            of = left if left.kind == "list" else right
            element = of.element or join_all(list(of.items or ()))
            return Value("list", element=element, sites=site)
        if any(self.facts.is_active(v) for v in values):
            return self.refuse(
                node,
                f"{_named(function)} on a {left.kind} and a {right.kind}",
                "convert both to arrays first: np.array(...)",
            )
        if "str" in both:
            return Value("str")
        return ANY

    def _UnaryOp(self, node: gast.UnaryOp, env: Environment) -> Value:
        value = self(node.operand, env)
        function = UNARY[type(node.op)]
        if isinstance(node.op, gast.Not):
            return BOOL
        if (
            isinstance(node.op, gast.USub)
            and value.constant is not UNKNOWN
            and isinstance(value.constant, int | float)
        ):
            return value.but(
                constant=-value.constant, length=value.length.scale(-1) if value.length else None
            )
        return self.operation(node, function, [value])

    def _BoolOp(self, node: gast.BoolOp, env: Environment) -> Value:
        values = [self(v, env) for v in node.values]
        if any(self.facts.is_active(v) for v in values):
            return self.refuse(
                node,
                "'and' or 'or' of active values",
                "write a conditional expression: a if c else b",
            )
        return join_all(values) or ANY

    def _Compare(self, node: gast.Compare, env: Environment) -> Value:
        values = [self(node.left, env), *(self(c, env) for c in node.comparators)]
        function = COMPARE.get(type(node.ops[0]))
        if function is None or len(values) > 2:
            return BOOL
        if any(v.kind in ("list", "tuple", "dict", "object", "str", "none", "any") for v in values):
            return BOOL if not any(v.kind == "any" for v in values) else ANY
        result = results.result(function, values, {}, self.program.world)
        return result.but(
            active=False, sites=frozenset([node]) if result.kind == "array" else frozenset()
        )

    def _IfExp(self, node: gast.IfExp, env: Environment) -> Value:
        self(node.test, env)
        return join(self(node.body, env), self(node.orelse, env))

    def _Tuple(self, node: gast.Tuple, env: Environment) -> Value:
        items = tuple(self(e, env) for e in node.elts)
        if any(isinstance(e, gast.Starred) for e in node.elts):
            return Value("tuple", element=join_all(list(items)))
        return Value("tuple", items=items, length=Dim(len(items)))

    def _List(self, node: gast.List, env: Environment) -> Value:
        items = tuple(self(e, env) for e in node.elts)
        if any(isinstance(e, gast.Starred) for e in node.elts):
            return Value("list", element=join_all(list(items)), sites=frozenset([node]))
        return Value("list", items=items, length=Dim(len(items)), sites=frozenset([node]))

    def _Dict(self, node: gast.Dict, env: Environment) -> Value:
        keys = [self(k, env) if k is not None else ANY for k in node.keys]
        items = tuple(self(v, env) for v in node.values)
        site = frozenset([node])
        if all(k.constant is not UNKNOWN for k in keys):
            return Value("dict", keys=tuple(k.constant for k in keys), items=items, sites=site)
        return Value("dict", element=join_all(list(items)), sites=site)

    def _Slice(self, node: gast.Slice, env: Environment) -> Value:
        parts = tuple(
            self(p, env) if p is not None else NONE for p in (node.lower, node.upper, node.step)
        )
        return Value("slice", items=parts)

    def _Starred(self, node: gast.Starred, env: Environment) -> Value:
        value = self(node.value, env)
        return value.element or join_all(list(value.items or ())) or ANY

    def _Attribute(self, node: gast.Attribute, env: Environment) -> Value:
        owner = self(node.value, env)
        if owner.constant is not UNKNOWN:
            found = getattr(owner.constant, node.attr, MISSING)
            if found is MISSING:
                return self.refuse(
                    node,
                    f"{_named(owner.constant)} has no attribute '{node.attr}'",
                    "check the name",
                )
            if owner.kind == "module":
                if not _from_library(owner.constant):
                    self.facts.globals[f"{owner.constant.__name__}.{node.attr}"] = found
                known = value_of(found, (owner.constant.__name__, node.attr))
                return (
                    known.but(constant=found)
                    if _from_library(owner.constant) and is_scalar(known)
                    else known
                )
            return value_of(found, (owner.constant, node.attr))
        if owner.kind in ("array", "scalar", "number", "tensor", "float", "int", "complex"):
            return self._array_attribute(node, owner)
        if owner.kind == "object" and owner.items is not None:
            return self._field(node, owner)
        if owner.kind in ("list", "dict", "str", "tuple"):
            return Value("function", constant=ArrayMethod(node.attr, node.value))
        if self.facts.is_active(owner):
            return self.refuse(
                node, f"attribute '{node.attr}' of a value whose class is not known", "give like="
            )
        return ANY

    def _array_attribute(self, node: gast.Attribute, owner: Value) -> Value:
        function = library.attribute(node.attr)
        if function is None:
            return Value("function", constant=ArrayMethod(node.attr, node.value))
        result = results.result(function, [owner], {}, self.program.world)
        return self.tagged(node, function, result, [owner])

    def _field(self, node: gast.Attribute, owner: Value) -> Value:
        if node.attr in owner.keys:
            return (owner.items or ())[owner.keys.index(node.attr)]
        found = getattr(owner.cls, node.attr, MISSING)
        if isinstance(found, types.FunctionType):
            static = (
                isinstance(owner.cls.__dict__.get(node.attr), staticmethod) if owner.cls else False
            )
            return Value("function", constant=found if static else Bound(found, node.value))
        if isinstance(found, types.MethodType):
            return Value("function", constant=found)
        if found is MISSING or isinstance(found, property):
            if self.facts.is_active(owner):
                return self.refuse(
                    node, f"'{node.attr}' is computed by a property", "write a method and call it"
                )
            return ANY
        return value_of(found, (owner.cls, node.attr))

    def _Subscript(self, node: gast.Subscript, env: Environment) -> Value:
        owner, index = self(node.value, env), self(node.slice, env)
        return self.subscript(node, owner, index)

    def subscript(self, node: gast.AST, owner: Value, index: Value) -> Value:
        """`owner[index]`."""
        if owner.kind == "object" and owner.items is not None and hasattr(owner.cls, "_fields"):
            owner = Value("tuple", items=owner.items, length=Dim(len(owner.items)))
        if owner.kind in ("tuple", "list", "dict") and owner.items is not None:
            constant = index.constant
            if owner.kind == "dict" and constant is not UNKNOWN and constant in owner.keys:
                return owner.items[owner.keys.index(constant)]
            if (
                owner.kind != "dict"
                and isinstance(constant, int)
                and -len(owner.items) <= constant < len(owner.items)
            ):
                return owner.items[constant]
            if index.kind == "slice" and owner.kind != "dict":
                return self._sliced(node, owner, index)
            return join_all(list(owner.items)) or ANY
        if owner.kind in ("list", "tuple", "dict"):
            if index.kind == "slice":
                return owner.but(sites=frozenset([node]))
            return owner.element or ANY
        if owner.kind == "range":
            return Value("int", shape=())
        result = results.result(operator.getitem, [owner, index], {}, self.program.world)
        active = self.facts.is_active(owner) and carries(result)
        memory = results.memory(operator.getitem, [owner, index], {})
        if memory == "scalar" or is_scalar(result):
            return result.but(active=active)
        own: frozenset[Any] = frozenset([node])
        sites = {"view": owner.sites or own, "maybe": owner.sites | own}.get(memory, own)
        return result.but(active=active, sites=sites)

    def _sliced(self, node: gast.AST, owner: Value, index: Value) -> Value:
        bounds = [p.constant for p in index.items or ()]
        if all(b is None or isinstance(b, int) for b in bounds):
            items = (owner.items or ())[slice(*bounds)]
            return owner.but(items=items, length=Dim(len(items)), sites=frozenset([node]))
        element = join_all(list(owner.items or ()))
        return owner.but(items=None, element=element, length=None, sites=frozenset([node]))

    def _Call(self, node: gast.Call, env: Environment) -> Value:
        return call(self, node, env)

    def _Lambda(self, node: gast.Lambda, env: Environment) -> Value:
        return self._other(node, env)

    def _JoinedStr(self, node: gast.JoinedStr, env: Environment) -> Value:
        return Value("str")

    def _other(self, node: gast.expr, env: Environment) -> Value:
        """Any other expression: taken where nothing active is in it, evaluated as a whole."""
        for inner in gast.walk(node):
            if isinstance(inner, gast.Name) and isinstance(inner.ctx, gast.Load):
                known = inner.id in env or self.facts.scope.place(inner.id) != "local"
                if known and self.facts.is_active(self(inner, env)):
                    return self.refuse(
                        node,
                        f"{_spelled(node)} with active values",
                        "write it as a loop or as array operations",
                    )
        self.facts.impure.add(node)
        return ANY


def _named(function: Any) -> str:
    return getattr(function, "__name__", None) or type(function).__name__


def _from_library(module: types.ModuleType) -> bool:
    return (
        module.__name__.split(".")[0] in ("numpy", "math", "cmath", "scipy", "operator", "builtins")
        or module is np
    )


def _spelled(node: gast.AST) -> str:
    return {
        "ListComp": "a list comprehension",
        "GeneratorExp": "a generator expression",
        "DictComp": "a dict comprehension",
        "SetComp": "a set comprehension",
        "Lambda": "a lambda",
        "NamedExpr": "an assignment expression",
        "Await": "await",
        "Yield": "yield",
    }.get(type(node).__name__, type(node).__name__)
