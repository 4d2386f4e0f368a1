"""The tables that analysis fills beside a tree."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import gast

from tangentgen.analysis.functions import Closure
from tangentgen.analysis.values import ANY, Value
from tangentgen.language import core
from tangentgen.language.resolve import Scope

Site = Any


@dataclass(frozen=True, eq=False)
class ArrayMethod:
    """A method of an array, a list or a string, bound to the expression it was taken from."""

    name: str
    owner: gast.expr


@dataclass(frozen=True, eq=False)
class ListCall:
    """A call of a method that changes a list: which one, of the list in which expression."""

    name: str
    owner: gast.expr


@dataclass(frozen=True, eq=False)
class Bound:
    """A user's function with the expression that is its first argument."""

    function: types.FunctionType
    owner: gast.expr


@dataclass(frozen=True, eq=False)
class UserCall:
    """A call of a function with source: which one, with which expression for each parameter."""

    function: types.FunctionType
    arguments: dict[str, gast.expr]
    defaults: dict[str, Any]  # parameters that take their default
    values: dict[str, Value]
    callee: Analysis
    writes: tuple[str, ...] = ()  # variables here that the callee assigns


@dataclass(frozen=True, eq=False)
class RuleCall:
    """A call of a function that has a template, its arguments by the template's parameters."""

    function: Any
    rule: Any
    bound: dict[str, Any]


@dataclass(eq=False)
class Analysis:
    """All that is known of one function under given kinds of its arguments."""

    scope: Scope
    tree: core.Function
    arguments: dict[str, Value]
    values: dict[gast.AST, Value] = field(default_factory=dict)
    # attributes of what has been nothing but None so far
    of_none: set[gast.Attribute] = field(default_factory=set)
    user_calls: dict[gast.AST, UserCall] = field(default_factory=dict)
    rule_calls: dict[gast.AST, RuleCall] = field(default_factory=dict)
    # maxima that cancel, and so carry no derivative; see cancelled.py
    cancelled: frozenset[gast.AST] = frozenset()
    # quotients that have a rule as a whole; see rules/patterns.py
    wholes: dict[gast.AST, RuleCall] = field(default_factory=dict)
    # calls that are known only where they stand, `CubicSpline(x, y)` of `CubicSpline(x, y)(t)`
    in_place: set[gast.AST] = field(default_factory=set)
    written: dict[core.Statement, frozenset[Site]] = field(default_factory=dict)
    mutated: set[Site] = field(default_factory=set)
    held_in_place: set[Site] = field(default_factory=set)  # arrays in lists: `a[i] += e`
    active_sites: set[Site] = field(default_factory=set)
    holders: dict[Site, set[str]] = field(default_factory=dict)  # names a site's memory goes by
    # what calls of the user's functions change in place
    # arrays that a call of something unknown is given, and may write
    unseen: dict[gast.AST, tuple[gast.expr, ...]] = field(default_factory=dict)
    call_writes: dict[gast.AST, frozenset[Site]] = field(default_factory=dict)
    # `x op e` for `x op= e`
    augmented: dict[core.Statement, gast.BinOp] = field(default_factory=dict)
    # those of them that bind a name anew; see rebound.py
    rebound: set[core.Statement] = field(default_factory=set)
    # memory that is also reached through a container
    contained: set[Site] = field(default_factory=set)
    # what was put into a list that changes, by its memory; None for nothing yet
    cells: dict[Site, Value | None] = field(default_factory=dict)
    repeated: set[Site] = field(default_factory=set)  # lists that a container may hold twice
    # the names through which memory can be reached, once that was asked for
    reached: dict[Site, dict[str, gast.AST]] | None = None
    # what the keys of a dict are, where they are known at run time only, by its memory
    keys: dict[Site, Value] = field(default_factory=dict)
    # calls that make a container from another: from which, and what is replaced
    rebuilt: dict[gast.AST, tuple[gast.expr, dict[str, gast.expr]]] = field(default_factory=dict)
    # the keys and attributes that a container has from the beginning, by its memory
    born: dict[Site, tuple[Any, ...]] = field(default_factory=dict)
    # assignments that call a method: `__setitem__`, the setter of a property
    setters: dict[core.Statement, core.Statement] = field(default_factory=dict)
    # calls of classes that only store: by field, what it holds
    records: dict[gast.AST, dict[str, gast.expr]] = field(default_factory=dict)
    # calls that make an object without attributes
    allocated: set[gast.AST] = field(default_factory=set)
    # what was assigned to keys of dicts and attributes of objects, by their memory
    fields: dict[Site, dict[Any, Value]] = field(default_factory=dict)
    # the arrays that are built, and change no more, once a statement is done; see built.py
    built: dict[core.Statement, set[str]] = field(default_factory=dict)
    # expressions of objects that a statement puts into a list, but does not make
    moved: dict[core.Statement, list[gast.expr]] = field(default_factory=dict)
    list_calls: dict[gast.AST, ListCall] = field(default_factory=dict)
    # which symbol stands for an unknown length
    numbers: dict[tuple[core.Statement, str], int] = field(default_factory=dict)
    # parameters that the function as written changes in place
    changed: frozenset[str] = frozenset()
    changed_parts: tuple[Any, ...] = ()  # which parts of them; see changed_parts.py
    # memory of arguments that the caller changes under the name of what is returned
    lent: frozenset[Site] = frozenset()
    returned: Value = ANY
    # `with` statements behind which the program may go on after an exception in them
    swallowing: set[core.Statement] = field(default_factory=set)
    # and those that only say how NumPy computes
    arithmetic: set[core.Statement] = field(default_factory=set)
    raises_active: bool = False  # an exception that it may raise holds active values
    impure: set[gast.AST] = field(default_factory=set)
    # lists, dicts and objects that something unknown may have changed
    hidden: set[Site] = field(default_factory=set)
    opaque: set[str] = field(default_factory=set)  # names of objects that change out of sight
    told: set[str] = field(default_factory=set)  # names of texts of active values
    globals: dict[str, Any] = field(default_factory=dict)
    captured: dict[str, Value] = field(default_factory=dict)
    explicit: dict[gast.AST, gast.expr] = field(default_factory=dict)  # calls that Python makes
    # what names a part of a call, on lines of its own before it
    named_first: dict[gast.AST, core.Block] = field(default_factory=dict)
    closures: dict[str, Closure] = field(default_factory=dict)  # by the variables that hold them
    packs: Any = None  # where closures stand in the returned value
    held: frozenset[str] = frozenset()  # variables that these have captured
    # calls that solve an equation, or integrate
    implicit: dict[gast.AST, Any] = field(default_factory=dict)
    # expressions that stand for a derivative, with the function generated for the call
    derivatives: dict[gast.AST, types.FunctionType] = field(default_factory=dict)
    in_progress: bool = False
    as_written: bool = True  # by the user: nothing has been rewritten yet
    # calls of generator functions, with the memory that their items are made from
    generated: dict[gast.AST, frozenset[Site]] = field(default_factory=dict)
    # iterators that functions of the user's go through, by the calls that they are given in
    handed: dict[gast.AST, gast.AST] = field(default_factory=dict)
    generating: set[str] = field(default_factory=set)  # variables that such functions share

    def value(self, node: gast.AST) -> Value:
        """What an expression is; ANY where it was not evaluated."""
        return self.values.get(node, ANY)

    def active(self, node: gast.AST) -> bool:
        """Whether an expression may carry a derivative."""
        return self.is_active(self.value(node))

    def is_active(self, value: Value) -> bool:
        """Whether a value, its memory or one of its parts may carry a derivative."""
        if value.active or not self.active_sites.isdisjoint(value.sites):
            return True
        if value.items is not None:
            return any(self.is_active(item) for item in value.items)
        return value.element is not None and self.is_active(value.element)

    def sites(self, value: Value) -> Iterator[Site]:
        """The memory a value may live in, of its parts too."""
        yield from value.sites
        for item in value.items or ():
            yield from self.sites(item)
        if value.element is not None:
            yield from self.sites(value.element)
