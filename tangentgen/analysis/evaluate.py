"""Expressions evaluated on abstract values."""

from __future__ import annotations

import enum
import operator
import types
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import gast

from tangentgen.analysis import methods, results
from tangentgen.analysis.activity import activated, carries
from tangentgen.analysis.attributes import attribute
from tangentgen.analysis.calls import call
from tangentgen.analysis.comprehensions import comprehension
from tangentgen.analysis.displays import display, merged
from tangentgen.analysis.facts import Analysis, Bound, RuleCall
from tangentgen.analysis.from_kinds import value_of
from tangentgen.analysis.functions import DEFAULT, Closure
from tangentgen.analysis.gathering import spread
from tangentgen.analysis.grids import grid
from tangentgen.analysis.grown import grown, made_into_array
from tangentgen.analysis.index_tricks import joined_by_index
from tangentgen.analysis.indirect import held_method
from tangentgen.analysis.join import is_scalar, join, join_all
from tangentgen.analysis.lists import current, opened, twice
from tangentgen.analysis.operands import sparse_product
from tangentgen.analysis.operators import BINARY, COMPARE, UNARY
from tangentgen.analysis.optional import narrowed, never_none, of_any_kind
from tangentgen.analysis.paths import Environment
from tangentgen.analysis.placed import placed, viewed
from tangentgen.analysis.sequences import item, joined, named
from tangentgen.analysis.sites import origin
from tangentgen.analysis.slices import with_slices
from tangentgen.analysis.values import (
    ANY,
    NONE,
    NOTHING,
    UNKNOWN,
    Dim,
    Nothing,
    Value,
    category,
)
from tangentgen.language import core
from tangentgen.language.nested import Definition, default_names
from tangentgen.language.rebinding import changing
from tangentgen.language.resolve import MISSING
from tangentgen.rules import library
from tangentgen.rules.patterns import whole

if TYPE_CHECKING:
    from tangentgen.analysis.program import Program

BOOL = Value("bool", dtype=None, shape=())
_ORDERED = (gast.Lt, gast.LtE, gast.Gt, gast.GtE)


class Evaluator:
    """Evaluates expressions of one function and writes what it finds into its tables."""

    def __init__(self, program: Program, analysis: Analysis) -> None:
        self.program = program
        self.facts = analysis
        self.looped: set[gast.AST] = set()  # what loops go through, item by item
        self.gathered: set[gast.AST] = set()  # what comprehensions go through
        self.statement: core.Statement | None = None  # that is being followed
        self.made: dict[tuple[gast.AST, Any], gast.expr] = {}  # what stands for an expression

    def __call__(self, node: gast.expr, env: Environment) -> Value:
        """The value of an expression in a place where None may mean something of its own."""
        return self._evaluated(node, env, of_any_kind)

    def operand(self, node: gast.expr, env: Environment) -> Value:
        """The value of an expression in a place where None would raise an exception."""
        return self._evaluated(node, env, never_none)

    def held(self, node: gast.expr, env: Environment) -> Value:
        """The value of an expression that is handed on as it is, None or not."""
        return self._evaluated(node, env, lambda value: value)

    def part(self, node: gast.expr, env: Environment) -> Value:
        """An item of a container: arrays that may be None are not followed in there."""
        return self._evaluated(node, env, lambda v: v if is_scalar(v) else of_any_kind(v))

    def _evaluated(
        self, node: gast.expr, env: Environment, seen: Callable[[Value], Value]
    ) -> Value:
        self.facts.explicit.pop(node, None)  # it may have been an object in an earlier turn
        method = getattr(self, "_" + type(node).__name__, None)
        value: Value = method(node, env) if method else self._other(node, env)
        if value.kind in ("dict", "object") and value.items is not None:
            for site in value.sites:
                self.facts.born.setdefault(site, self._born(value, site))
        value = seen(current(self.facts, value))
        if value.kind == "list" and value.length is None and isinstance(node, gast.Name):
            value = self._with_length(node, value)
        self.facts.values[node] = value
        if category(value) == "complex":
            self.program.world.complex = True
        return value

    def as_before(self, place: tuple[gast.AST, Any], tree: gast.expr) -> gast.expr:
        """What was made for a place in an earlier turn, where that reads the same.

        The memory that an expression makes goes by its node: made anew, it would be another.
        """
        known = self.made.get(place)
        if known is not None and gast.dump(known) == gast.dump(tree):
            return known
        self.made[place] = tree
        return tree

    def _with_length(self, node: gast.Name, value: Value) -> Value:
        """A list that an array is made of, with its length where all its items are counted."""
        if not made_into_array(node, self.statement):
            return value
        return value.but(length=grown(self.facts, node.id, self.statement, self.program.world))

    def _born(self, value: Value, site: Any) -> tuple[Any, ...]:
        """The keys and attributes that a container has from the beginning."""
        if isinstance(site, gast.AST) or origin(site) == "argument":
            return value.keys
        if value.kind == "dict" or value.cls is None or value.length is not None:
            return ()
        there = self.program.surely_set(value.cls)
        return tuple(key for key in value.keys if key in there)

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
        named = self.program.method_named(node.id)
        if named is not None:
            return Value("function", constant=named.function)
        target = self.program.lifted_target(node.id)
        if target is not None:
            return Value("function", constant=target)
        scope = self.facts.scope
        module = self.program.aliases.module(node.id)
        if module is not None and scope.place(node.id) != "local":
            return Value("module", constant=module)
        place = scope.place(node.id)
        if place == "local":
            return ANY
        if node.id in self.program.aliases.functions:
            return Value("function", constant=self.program.aliases.functions[node.id])
        live = scope.value(node.id)
        if live is MISSING:
            return self.refuse(
                node, f"'{node.id}' is not defined", "define it before the derivative is called"
            )
        value = value_of(live, (place, node.id))
        if place == "captured":
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
        left, right = self.operand(node.left, env), self.operand(node.right, env)
        if isinstance(node.op, gast.MatMult):
            self.facts.wholes.pop(node, None)
            product = sparse_product(self, node, left, right)
            if product is not None:
                return product
        if "object" in (left.kind, right.kind):
            found = methods.binary(self, node, left, right, env)
            if found is not None:
                return found
        if isinstance(node.op, gast.BitOr) and left.kind == right.kind == "dict":
            return methods.stands_for(self, node, merged(node.left, node.right), env)
        if isinstance(node.op, gast.Div):
            self.facts.wholes.pop(node, None)
            quotient = whole(node, lambda called: self.facts.value(called.func).constant)
            if quotient is not None:
                rule, bound = quotient
                self.facts.wholes[node] = RuleCall(rule.function, rule, dict(bound))
        return self.operation(node, BINARY[type(node.op)], [left, right])

    def operation(self, node: gast.AST, function: Callable[..., Any], values: list[Value]) -> Value:
        """An operator applied to values."""
        if any(v.cls is Nothing for v in values):
            return NOTHING
        values = [_as_number(v) for v in values]
        if any(v.kind in ("list", "tuple", "dict", "object", "str") for v in values):
            return joined(self, node, function, values)
        result = results.result(function, values, {}, self.program.world)
        return self.tagged(node, function, result, values)

    def tagged(
        self,
        node: gast.AST,
        function: Any,
        result: Value,
        values: list[Value],
        keywords: dict[str, Value] | None = None,
    ) -> Value:
        rule = library.find(function)
        active = any(self.facts.is_active(v) for v in (*values, *(keywords or {}).values()))
        if active and rule is None and carries(result):
            self.refuse(
                node,
                f"{named(function)} has no template",
                "write one, or compute it outside the function",
            )
        if rule is not None and (rule.kind == "constant" or _is_constant(rule, values)):
            active = False
        value = placed(node, function, result, values, keywords)
        return activated(value) if active else value.but(active=False)

    def _UnaryOp(self, node: gast.UnaryOp, env: Environment) -> Value:
        function = UNARY[type(node.op)]
        if isinstance(node.op, gast.Not):
            self.held(node.operand, env)
            return BOOL
        value = self.operand(node.operand, env)
        word = methods.UNARY[type(node.op)]
        method = methods.method_of(value, word)
        if method is not None:
            form = methods.Method(method, "unary", type(node.op))
            return methods.called(self, node, form, [node.operand], env)
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
        either = isinstance(node.op, gast.Or)
        values = []
        for operand in node.values:
            values.append(self.held(operand, env))
            env = narrowed(operand, not either, env)
        if either:  # what is not true is not what comes out
            values[:-1] = map(never_none, values[:-1])
        return join_all(values) or ANY

    def _Compare(self, node: gast.Compare, env: Environment) -> Value:
        seen = self.held if isinstance(node.ops[0], gast.Is | gast.IsNot) else self
        seen = self.operand if isinstance(node.ops[0], _ORDERED) else seen
        values = [seen(node.left, env), *(seen(c, env) for c in node.comparators)]
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
        self.held(node.test, env)
        body = self.held(node.body, narrowed(node.test, True, env))
        return join(body, self.held(node.orelse, narrowed(node.test, False, env)))

    def _display(self, node: gast.expr, env: Environment) -> Value:
        seen = self.held if isinstance(node, gast.Tuple) else self.part
        seen = self if isinstance(node, gast.Slice) else seen
        starred = [
            n.value for n in (node, *getattr(node, "elts", ())) if isinstance(n, gast.Starred)
        ]

        def evaluated(part: gast.expr) -> Value:
            value = seen(part, env)
            return (spread(self, part, env) or value) if part in starred else value

        found = display(node, evaluated)
        twice(self.facts, list(found.items or ()))
        return found

    _Tuple = _List = _Dict = _Slice = _Starred = _display

    def _Attribute(self, node: gast.Attribute, env: Environment) -> Value:
        found = self.attribute(node, env)
        if isinstance(found.constant, Bound):
            return held_method(self, node, found.constant, env)
        return found

    def attribute(self, node: gast.Attribute, env: Environment) -> Value:
        """`owner.name`, which may be a method that is called with its owner."""
        if node.attr == "cell_contents":
            return self.in_cell(node, env)
        found = methods.super_method(self, node, env) or attribute(
            self, node, self.operand(node.value, env), env
        )
        self.facts.values[node] = found
        return found

    def in_cell(self, node: gast.Attribute, env: Environment) -> Value:
        """`f.__closure__[k].cell_contents` of a known function f."""
        match node.value:
            case gast.Subscript(
                value=gast.Attribute(value=function, attr="__closure__"),
                slice=gast.Constant(value=k),
            ):
                live = self(function, env).constant
                if isinstance(live, types.FunctionType) and live.__closure__:
                    name = live.__code__.co_freevars[k]
                    return value_of(live.__closure__[k].cell_contents, ("captured", name, live))
        return ANY

    def _Subscript(self, node: gast.Subscript, env: Environment) -> Value:
        owner, index = self.operand(node.value, env), self(node.slice, env)
        made = joined_by_index(self, node, owner) or grid(self, node, owner)
        if made is not None:
            return made
        method = methods.method_of(owner, "__getitem__")
        if method is not None:
            form = methods.Method(method, "item")
            return methods.called(
                self, node, form, [node.value, methods.index_argument(node.slice)], env
            )
        return self.subscript(node, owner, index)

    def subscript(self, node: gast.AST, owner: Value, index: Value) -> Value:
        """`owner[index]`."""
        if owner.cls is Nothing or index.cls is Nothing:
            return NOTHING
        if owner.kind in ("list", "tuple", "dict"):
            opened(self.facts, owner, index)
            return item(node, owner, index)
        if owner.kind == "range":
            return Value("int", shape=())
        if owner.kind == "object" and self.facts.is_active(index):
            return self.refuse(node, "a subscript of an object", "call a function")
        result = results.result(operator.getitem, [owner, index], {}, self.program.world)
        result = with_slices(node, owner, result)
        active = self.facts.is_active(owner) and carries(result)
        return viewed(node, owner, index, result).but(active=active)

    def _Call(self, node: gast.Call, env: Environment) -> Value:
        value = call(self, node, env)
        return value.but(active=False) if node in self.facts.cancelled else value

    def _Lambda(self, node: gast.Lambda, env: Environment) -> Value:
        return self.closure(node)

    def closure(self, node: Definition) -> Value:
        """A function defined inside this one."""
        function = self.program.nested(self.facts, node)
        names = [(n, n) for n in self.program.made[function].free]
        defaults = list(default_names(node))
        names += [(f"{DEFAULT}{n}", n) for n in defaults]
        if any(changing(self.facts.tree, n) for n in defaults):
            self.program.refuse_for_good(
                self.facts,
                node,
                "a default that is a variable which is assigned again",
                "pass the value at the call, or use the variable itself",
            )
        return Value("function", constant=Closure(function, tuple(names)))

    def call_lambda(self, node: gast.Lambda, target: gast.expr) -> None:
        """A lambda goes by the name of the variable that it is assigned to."""
        function = self.program.nested(self.facts, node)
        if isinstance(target, gast.Name) and function.__name__ == "<lambda>":
            function.__name__ = target.id

    def _JoinedStr(self, node: gast.JoinedStr, env: Environment) -> Value:
        return Value("str")

    def _Set(self, node: gast.Set, env: Environment) -> Value:
        items = [self(e, env) for e in node.elts]
        if any(map(self.facts.is_active, items)):
            return self.refuse(node, "a set of active values", "use a tuple or a list")
        return Value("iterator", element=join_all(items))

    def _comprehension(self, node: gast.expr, env: Environment) -> Value:
        return comprehension(self, node, env)

    _ListComp = _GeneratorExp = _SetComp = _DictComp = _comprehension

    def _Yield(self, node: gast.expr, env: Environment) -> Value:
        return self.refuse(
            node, "a generator that is sent values", "pass them as arguments, or return a list"
        )

    _YieldFrom = _Yield

    def _other(self, node: gast.expr, env: Environment) -> Value:
        """Any other expression: taken where nothing active is in it, evaluated as a whole."""
        own = _own_names(node)
        for inner in gast.walk(node):
            if isinstance(inner, gast.Name) and not _stored(inner) and inner.id not in own:
                known = inner.id in env or self.facts.scope.place(inner.id) != "local"
                if known and self.facts.is_active(self(inner, env)):
                    return self.refuse(
                        node,
                        f"{_spelled(node)} with active values",
                        "write it as a loop or as array operations",
                    )
        self.facts.impure.add(node)
        return ANY


def _own_names(node: gast.expr) -> set[str]:
    """The names of a comprehension's own that its iterables do not read as well."""
    own = {n.id for n in gast.walk(node) if isinstance(n, gast.Name) and _stored(n)}
    for inner in gast.walk(node):
        if isinstance(inner, gast.comprehension):
            own -= {n.id for n in gast.walk(inner.iter) if isinstance(n, gast.Name)}
    return own


def _stored(node: gast.Name) -> bool:
    return isinstance(node.ctx, gast.Store)


def _as_number(value: Value) -> Value:
    """A member of an `IntEnum` is a number in arithmetic.

    >>> _as_number(Value("object", cls=enum.IntEnum)).kind
    'int'
    """
    member = value.kind == "object" and isinstance(value.cls, enum.EnumType)
    return Value("int", shape=()) if member and issubclass(value.cls, int) else value  # type: ignore[arg-type]  # a class


def _is_constant(rule: library.Rule, values: list[Value]) -> bool:
    """Whether a function is one that is constant between its jumps, of real numbers."""
    kinds = ("bool", "int", "real")
    return rule.constant_of_real and all(category(value) in kinds for value in values)


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
