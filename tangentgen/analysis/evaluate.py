"""Expressions evaluated on abstract values."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import gast

from tangentgen.analysis.attribute_reads import attribute_read
from tangentgen.analysis.calls import call
from tangentgen.analysis.comprehensions import comprehension
from tangentgen.analysis.defined_inside import closure
from tangentgen.analysis.displays import display
from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.from_kinds import value_of
from tangentgen.analysis.gathering import spread
from tangentgen.analysis.grown import grown, made_into_array
from tangentgen.analysis.join import is_scalar, join_all
from tangentgen.analysis.lists import current, twice
from tangentgen.analysis.operations import and_or, binary, choice, comparison, unary
from tangentgen.analysis.optional import never_none, of_any_kind
from tangentgen.analysis.paths import Environment
from tangentgen.analysis.plain_only import plain_only
from tangentgen.analysis.sites import origin
from tangentgen.analysis.subscripts import subscripted
from tangentgen.analysis.values import ANY, NONE, Dim, Value, category
from tangentgen.analysis.variables import variable
from tangentgen.language import core
from tangentgen.language.walk import walk

if TYPE_CHECKING:
    from tangentgen.analysis.program import Program


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
        """What is put at a place, or handed back: arrays that may be None are not followed."""
        return self._evaluated(node, env, lambda v: v if is_scalar(v) else of_any_kind(v))

    def _evaluated(
        self, node: gast.expr, env: Environment, seen: Callable[[Value], Value]
    ) -> Value:
        self.facts.explicit.pop(node, None)  # it may have been an object in an earlier turn
        value = _BY_KIND.get(type(node), plain_only)(self, node, env)
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


def _constant(evaluate: Evaluator, node: gast.Constant, env: Environment) -> Value:
    value = node.value
    if value is None:
        return NONE
    if value is Ellipsis:
        return Value("any", constant=Ellipsis)
    known = value_of(value, None)
    if type(value) is int:
        return known.but(constant=value, length=Dim(value))
    return known.but(constant=value)


def _display(evaluate: Evaluator, node: gast.expr, env: Environment) -> Value:
    seen = evaluate if isinstance(node, gast.Slice) else evaluate.held
    starred = [n.value for n in (node, *getattr(node, "elts", ())) if isinstance(n, gast.Starred)]

    def evaluated(part: gast.expr) -> Value:
        value = seen(part, env)
        return (spread(evaluate, part, env) or value) if part in starred else value

    found = display(node, evaluated)
    twice(evaluate.facts, list(found.items or ()))
    return found


def _called(evaluate: Evaluator, node: gast.Call, env: Environment) -> Value:
    value = call(evaluate, node, env)
    return value.but(active=False) if node in evaluate.facts.cancelled else value


def _lambda(evaluate: Evaluator, node: gast.Lambda, env: Environment) -> Value:
    return closure(evaluate, node)


def _text(evaluate: Evaluator, node: gast.JoinedStr, env: Environment) -> Value:
    for inner in walk(node):  # not what is done to them, which only the text is told of
        if isinstance(inner, gast.Name) and inner.id in env:
            evaluate(inner, env)
    return Value("str")


def _set(evaluate: Evaluator, node: gast.Set, env: Environment) -> Value:
    items = [evaluate(e, env) for e in node.elts]
    if any(map(evaluate.facts.is_active, items)):
        return evaluate.refuse(node, "a set of active values", "use a tuple or a list")
    return Value("iterator", element=join_all(items))


def _yield(evaluate: Evaluator, node: gast.expr, env: Environment) -> Value:
    return evaluate.refuse(
        node, "a generator that is sent values", "pass them as arguments, or return a list"
    )


_BY_KIND: dict[type[gast.AST], Callable[[Evaluator, Any, Environment], Value]] = {
    gast.Name: variable,
    gast.Constant: _constant,
    gast.BinOp: binary,
    gast.UnaryOp: unary,
    gast.BoolOp: and_or,
    gast.Compare: comparison,
    gast.IfExp: choice,
    gast.Tuple: _display,
    gast.List: _display,
    gast.Dict: _display,
    gast.Slice: _display,
    gast.Starred: _display,
    gast.Attribute: attribute_read,
    gast.Subscript: subscripted,
    gast.Call: _called,
    gast.Lambda: _lambda,
    gast.JoinedStr: _text,
    gast.Set: _set,
    gast.ListComp: comprehension,
    gast.GeneratorExp: comprehension,
    gast.SetComp: comprehension,
    gast.DictComp: comprehension,
    gast.Yield: _yield,
    gast.YieldFrom: _yield,
}
