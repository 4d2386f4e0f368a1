"""A seed pushed down an expression: a template at each node, to the places at the leaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.operators import BINARY, UNARY
from tangentgen.analysis.results import same_shape
from tangentgen.analysis.values import ANY, Value
from tangentgen.derive import logged, realness
from tangentgen.derive.adjoint_lists import holds_arrays, own_arrays
from tangentgen.derive.boxed import number
from tangentgen.derive.broadcast import spread
from tangentgen.derive.extents import alike
from tangentgen.derive.helpers import Helpers
from tangentgen.derive.list_values import makes_list, pushed
from tangentgen.derive.names import Names
from tangentgen.derive.picked import is_picked, picked
from tangentgen.derive.places import held_expression, place_of
from tangentgen.derive.push_choice import to_branches
from tangentgen.derive.push_place import to_place
from tangentgen.derive.push_rule import by_rule, through, to_factors
from tangentgen.derive.push_section import to_section
from tangentgen.derive.push_structure import to_item, to_parts
from tangentgen.derive.reading import Reading
from tangentgen.derive.seeds import Contribution, Seed
from tangentgen.derive.unasked import Masks, told
from tangentgen.derive.unnamed import is_unnamed, unnamed
from tangentgen.derive.unsupported import Unsupported
from tangentgen.language import core
from tangentgen.language.fresh import fresh
from tangentgen.rules import library
from tangentgen.source.quote import as_target, name
from tangentgen.tidy.known import rank


@dataclass
class Pusher:
    """The reverse of one statement's right-hand side."""

    facts: Analysis
    names: Names
    reading: Reading
    helpers: Helpers
    world: Any
    learn: Callable[[str, Value], None]
    simplify: Callable[[gast.expr], gast.expr]
    claim: Callable[[gast.expr], str | None]
    """The name of an adjoint that is to be assigned here for the first time, or None."""

    conservative: bool = False
    known: Callable[[gast.expr], Value] = lambda node: ANY
    changes: Callable[[str], bool] = lambda given: False
    """Whether an adjoint is an array that is changed in place."""
    stable: Callable[[gast.expr], bool] = fresh
    """Whether what is kept of it can't be changed behind the back of who keeps it."""
    exact: set[gast.expr] = field(
        default_factory=set
    )  # operands that have the result's shape for sure
    before: list[core.Statement] = field(default_factory=list)
    found: list[Contribution] = field(default_factory=list)
    unasked: dict[str, Masks] = field(default_factory=dict)
    """Adjoints that may be zero because nothing was asked: a container is pushed part by part,
    and what its parts get is told by the name that it reads."""

    def answered(self, node: gast.expr, stem: str) -> str:
        """A name that stands for a value which has one in the program, at some places."""
        given = self.names.fresh(f"ans_{stem}")
        self.learn(given, self.facts.value(node))
        self.reading.answers[node] = name(given)
        return given

    def push(self, seed: Seed, node: gast.expr) -> None:
        """Sends the adjoint of `node` on to the places it was computed from."""
        if not self.facts.active(node):
            return
        if not seed.masks and self.unasked:
            seed = replace(seed, masks=told(seed.tree, self.unasked))
        arithmetic = isinstance(node, gast.BinOp) or node in self.facts.rule_calls
        read_only = arithmetic and (seed.light or isinstance(seed.tree, gast.Name))
        if is_scalar(self.facts.value(node)) and not read_only:
            whole = number(seed.tree, self.known, self.changes)
            seed = seed if whole is seed.tree else replace(seed, tree=whole, light=False)
        place = place_of(self.facts, node)
        if place is not None:
            to_place(self, seed, node, place)
            return
        if makes_list(self.facts, node):
            pushed(self, self.kept(self.with_masks(seed, node), self.facts.value(node)), node)
            return
        if not isinstance(node, HANDS_ON) and not _computed_active(self.facts.value(node)):
            return
        match node:
            case gast.BinOp() if node in self.facts.wholes:
                call = self.facts.wholes[node]
                through(self, seed, node, call.rule, call.bound)
            case gast.BinOp():
                by_rule(self, seed, node, BINARY[type(node.op)], [node.left, node.right])
            case gast.UnaryOp():
                by_rule(self, seed, node, UNARY[type(node.op)], [node.operand])
            case gast.Call() if (shares := logged.shares(self, node)) is not None:
                to_factors(self, seed, node, shares)
            case gast.Call() | gast.Subscript() if node in self.facts.rule_calls:
                call = self.facts.rule_calls[node]
                through(self, seed, node, call.rule, call.bound)
            case gast.Attribute() if self.facts.value(node.value).items is not None:
                to_item(self, seed, node)
            case gast.Attribute():
                function = library.attribute(node.attr)
                by_rule(self, seed, node, function, [node.value])
            case gast.Subscript() if (is_one := is_picked(self, node)) or is_unnamed(self, node):
                full = seed.tree if seed.full else spread(seed.tree, self.reading.witness(node))
                full = self.with_masks(replace(seed, tree=full), node)
                if not replace(seed, tree=full).atomic:
                    full = self.named(full, "item_bar", self.facts.value(node))
                if is_one:
                    self.found += picked(self, lambda path: full, node)
                else:
                    unnamed(self, lambda path: full, node)
            case gast.Subscript():
                to_section(self, seed, node)
            case gast.IfExp():
                to_branches(self, seed, node)
            case gast.Tuple() | gast.List() | gast.Dict() | gast.Call():
                whole = self.with_masks(seed, node)
                to_parts(self, lambda path: held_expression(path, whole), node)
            case _:
                raise Unsupported(
                    node,
                    f"{type(node).__name__} of active values",
                    "write it with simpler expressions",
                )

    def with_masks(self, seed: Seed, node: gast.expr) -> gast.expr:
        """A seed for parts, by a name that its conditions can be told of."""
        if not seed.masks:
            return seed.tree
        tree = seed.tree
        if not isinstance(tree, gast.Name):
            tree = self.named(tree, "item_bar", self.facts.value(node))
        if isinstance(tree, gast.Name):
            self.unasked[tree.id] = seed.masks
        return tree

    def push_list(self, tree: gast.expr, node: gast.expr) -> None:
        """The adjoint of a list, or of a tuple, as one expression."""
        value = self.facts.value(node)
        if value.items is None or makes_list(self.facts, node):
            self.push(Seed(tree), node)
        else:
            to_parts(self, lambda path: held_expression(path, tree), node)

    def push_item(self, tree: gast.expr, node: gast.expr) -> None:
        """The adjoint of an item: a number, an array, or a container's adjoint."""
        if self.facts.value(node).kind in ("list", "tuple"):
            self.push_list(tree, node)
        else:
            self.push_held(tree, node)

    def push_held(self, tree: gast.expr, node: gast.expr, masks: Masks = ()) -> None:
        """The adjoint of what a container holds, which may hold other kinds of numbers too."""
        value = self.facts.value(node)
        held = realness.of_held(tree, value, self.facts, self.world)
        self.push(Seed(held, masks=masks), node)

    def structure(
        self, part: Callable[[Any], gast.expr | None], node: gast.expr, masks: Masks = ()
    ) -> None:
        """Seeds for the parts of a structure; `part(path)` is None for no seed."""
        to_parts(self, part, node, masks)

    def push_array(self, tree: gast.expr, node: gast.expr) -> None:
        self.push(Seed(tree), node)

    def apart(self, tree: gast.expr) -> gast.expr:
        """A seed simplified, but for one that is an array of its own and would be no more."""
        found = self.simplify(tree)
        return tree if fresh(tree) and not fresh(found) else found

    def named(self, tree: gast.expr, wanted: str, value: Value) -> gast.expr:
        """A name for a seed that goes to several places."""
        tree = self.simplify(tree)
        if isinstance(tree, gast.Name) and not self.conservative and self._is_users(tree.id):
            return tree  # of `x * 1.0`, say
        tree = self.kept(tree, value)
        given = self.names.fresh(wanted)
        self.learn(given, value.but(active=True, sites=frozenset()))
        self.before.append(core.Assign(as_target(name(given)), tree))
        if masks := told(tree, self.unasked):
            self.unasked[given] = masks
        return name(given)

    def kept(self, tree: gast.expr, value: Value) -> gast.expr:
        """The seed of a list or a dict, whose arrays nobody changes while it is kept."""
        changes = holds_arrays(value) and not self.stable(tree)
        return own_arrays(tree, value) if changes else tree

    def _is_users(self, given: str) -> bool:
        """Whether it is a variable of the primal, and no name that was made for a value of it."""
        return given in self.facts.arguments or given in self.facts.scope.locals

    def alike(self, node: gast.expr, argument: gast.expr) -> bool:
        """Whether an argument has the shape of the result: by what is known, or how it is made."""
        answer, value = self.facts.value(node), self.facts.value(argument)
        return same_shape(value, answer, self.world) or self.made_alike(node, argument)

    def made_alike(self, node: gast.expr, argument: gast.expr) -> bool:
        return not self.conservative and alike(self.facts, node, argument)

    def any_active(self, bound: Any) -> bool:
        """Whether something that is bound to a parameter is active."""
        if isinstance(bound, list):
            return any(self.facts.active(e) for e in bound)
        return self.facts.active(bound)

    def bound_value(self, bound: Any) -> Value:
        if isinstance(bound, list):
            return Value("tuple", items=tuple(self.facts.value(e) for e in bound))
        return self.facts.value(bound)

    def one_number(self, seed: Seed) -> bool:
        """Whether all elements have one number as their adjoint: behind a sum too, of any axis."""
        return not seed.full and not self.conservative and rank(seed.tree, self.known) == 0

    def lean(self, tree: gast.expr) -> Value:
        """What is known of a seed that is smaller than what it is the adjoint of."""
        shape = () if rank(tree, self.known) == 0 else None
        return Value("tensor" if shape is None else "number", shape=shape, active=True)


# What gives parts of its operands as they are, which may have become active in memory.
HANDS_ON = gast.Subscript | gast.Attribute | gast.IfExp | gast.Tuple | gast.List | gast.Dict


def _computed_active(value: Value) -> bool:
    """Whether the operands made it active; memory that is written later does not count."""
    parts = (*(value.items or ()), *([value.element] if value.element is not None else []))
    return value.active or any(map(_computed_active, parts))
