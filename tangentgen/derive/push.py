"""A seed pushed down an expression: a template at each node, to the places at the leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import gast
import numpy as np

from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.items_missing import begins_small
from tangentgen.analysis.join import MIXED, is_scalar
from tangentgen.analysis.operators import BINARY, UNARY
from tangentgen.analysis.results import same_shape
from tangentgen.analysis.values import ANY, Mixed, Value, in_words, part_keys
from tangentgen.derive import logged, realness, rebuilt
from tangentgen.derive.boxed import is_everything, number
from tangentgen.derive.broadcast import fit, spread
from tangentgen.derive.extents import alike
from tangentgen.derive.fill import Fill
from tangentgen.derive.helpers import Helpers
from tangentgen.derive.list_values import assembled, makes_list, pushed
from tangentgen.derive.names import Names
from tangentgen.derive.new_axes import dropped
from tangentgen.derive.picked import is_picked, picked
from tangentgen.derive.places import Place, held_expression, item_number, leaves, place_of
from tangentgen.derive.reading import Reading
from tangentgen.derive.regular import regular
from tangentgen.derive.rule_results import (
    is_nothing,
    is_seed,
    is_test,
    mentioned,
    mentions_in,
    subscripts_seed,
)
from tangentgen.derive.scatter import scatter
from tangentgen.derive.stems import stem_of
from tangentgen.derive.suspicious import suspicious
from tangentgen.derive.unasked import BY_ITSELF, Masks, by_itself, is_by_itself, picks, selects
from tangentgen.derive.unnamed import is_unnamed, unnamed
from tangentgen.derive.unsupported import Unsupported
from tangentgen.known import is_generated
from tangentgen.language import core
from tangentgen.language.fresh import fresh
from tangentgen.language.resolve import assigned
from tangentgen.rules import apply, library
from tangentgen.rules.partial import NoRule
from tangentgen.source.quote import as_target, constant, copy, expression, name, substitute
from tangentgen.tidy.known import rank

TRUTHS = Value("tensor", dtype="b1")


@dataclass(frozen=True)
class Seed:
    """The adjoint of an expression; where it is not `full`, it broadcasts to its shape."""

    tree: gast.expr
    full: bool = True
    masks: Masks = ()  # conditions under which it is not zero
    light: bool = False  # costs nothing to read more than once, as a section of an adjoint

    @property
    def atomic(self) -> bool:
        return (
            self.light
            or isinstance(self.tree, gast.Name | gast.Constant)
            or (
                isinstance(self.tree, gast.UnaryOp)
                and isinstance(self.tree.op, gast.USub)  # goes into the products it is part of
                and isinstance(self.tree.operand, gast.Constant | gast.Name)
            )
        )


@dataclass(frozen=True)
class Contribution:
    """What an expression adds to the adjoint of a place."""

    place: Place
    tree: gast.expr
    full: bool
    masks: Masks = ()


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
    exact: set[gast.expr] = field(
        default_factory=set
    )  # operands that have the result's shape for sure
    before: list[core.Statement] = field(default_factory=list)
    found: list[Contribution] = field(default_factory=list)

    def push(self, seed: Seed, node: gast.expr) -> None:
        """Sends the adjoint of `node` on to the places it was computed from."""
        if not self.facts.active(node):
            return
        arithmetic = isinstance(node, gast.BinOp) or node in self.facts.rule_calls
        read_only = arithmetic and (seed.light or isinstance(seed.tree, gast.Name))
        if is_scalar(self.facts.value(node)) and not read_only:
            whole = number(seed.tree, self.known, self.changes)
            seed = seed if whole is seed.tree else replace(seed, tree=whole, light=False)
        place = place_of(self.facts, node)
        if place is not None:
            self.at_place(seed, node, place)
            return
        if not _computed_active(self.facts.value(node)):
            return
        if makes_list(self.facts, node):
            pushed(self, seed.tree, node)
            return
        match node:
            case gast.BinOp() if node in self.facts.wholes:
                call = self.facts.wholes[node]
                self.through(seed, node, call.rule, call.bound)
            case gast.BinOp():
                self.by_rule(seed, node, BINARY[type(node.op)], [node.left, node.right])
            case gast.UnaryOp():
                self.by_rule(seed, node, UNARY[type(node.op)], [node.operand])
            case gast.Call() if (shares := logged.shares(self, node)) is not None:
                self.logarithm(seed, node, shares)
            case gast.Call() | gast.Subscript() if node in self.facts.rule_calls:
                call = self.facts.rule_calls[node]
                self.through(seed, node, call.rule, call.bound)
            case gast.Attribute() if self.facts.value(node.value).items is not None:
                self.item(seed, node)
            case gast.Attribute():
                function = library.attribute(node.attr)
                self.by_rule(seed, node, function, [node.value])
            case gast.Subscript() if (is_one := is_picked(self, node)) or is_unnamed(self, node):
                full = seed.tree if seed.full else spread(seed.tree, self.reading.witness(node))
                if not seed.atomic:
                    full = self.named(full, "item_bar", self.facts.value(node))
                if is_one:
                    self.found += picked(self, lambda path: full, node)
                else:
                    unnamed(self, lambda path: full, node)
            case gast.Subscript():
                self.selection(seed, node)
            case gast.IfExp():
                self.choice(seed, node)
            case gast.Tuple() | gast.List() | gast.Dict() | gast.Call():
                self.structure(lambda path: held_expression(path, seed.tree), node)
            case _:
                raise Unsupported(
                    node,
                    f"{type(node).__name__} of active values",
                    "write it with simpler expressions",
                )

    def at_place(self, seed: Seed, node: gast.expr, place: Place) -> None:
        value = self.facts.value(node)
        if value.items is not None:
            for part, inner in self._parts_at(place, value):
                self.found.append(Contribution(part, held_expression(inner, seed.tree), True))
            return
        while (
            place.rest and isinstance(place.rest[-1], gast.Attribute) and place.rest[-1].attr == "T"
        ):
            full = seed.tree if seed.full else spread(seed.tree, self.reading.witness(node))
            inner = place.rest[:-1]
            if is_scalar(self.facts.value(node)):
                node, place = node.value, Place(place.leaf, place.value, inner)
                continue
            two = (value.rank or 0) == 2
            seed = Seed(transposed(full) if two else gast.Attribute(full, "T", gast.Load()))
            place = Place(place.leaf, place.value, inner)
            node = node.value
        if len(place.rest) == 1 and place.value.shape == () and is_everything(place.rest[0]):
            place = replace(place, rest=())
        last = place.rest[-1] if place.rest and seed.full and not self.conservative else None
        fewer = dropped(last.slice) if isinstance(last, gast.Subscript) else None
        if fewer is not None and self.facts.value(node.value).kind == "array":
            tree = gast.Subscript(seed.tree, fewer, gast.Load())
            self.at_place(Seed(tree), node.value, replace(place, rest=place.rest[:-1]))
            return
        if place.rest and place.value.cls is Mixed:
            raise Unsupported(node, *MIXED)
        if not seed.full and place.rest and not is_scalar(value) and begins_small(place.value):
            seed = Seed(spread(seed.tree, self.reading.witness(node)), True, seed.masks)
        self.found.append(Contribution(place, seed.tree, seed.full, seed.masks))

    def _parts_at(self, place: Place, value: Value) -> Iterator[tuple[Place, Any]]:
        """The places of a structure's active parts, with their paths in it."""
        for leaf, _ in leaves(place.leaf, value, self.facts):
            inner = leaf[1][len(place.leaf[1]) :]
            if place.rest:  # an item of a list: its parts are sections of the list's adjoint
                accessors = tuple(expression("_[$k]", k=constant(key)) for _, key in inner)
                yield Place(place.leaf, place.value, (*place.rest, *accessors)), inner
            else:
                yield Place(leaf, _item(value, [key for _, key in inner])), inner

    def push_list(self, tree: gast.expr, node: gast.expr) -> None:
        """The adjoint of a list, or of a tuple, as one expression."""
        value = self.facts.value(node)
        if value.items is None or makes_list(self.facts, node):
            self.push(Seed(tree), node)
        else:
            self.structure(lambda path: held_expression(path, tree), node)

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

    def push_array(self, tree: gast.expr, node: gast.expr) -> None:
        self.push(Seed(tree), node)

    def structure(
        self, part: Callable[[Any], gast.expr | None], node: gast.expr, masks: Masks = ()
    ) -> None:
        """Seeds for the parts of a structure; `part(path)` is None for no seed."""
        if not self.facts.active(node):
            return
        value = self.facts.value(node)
        if is_picked(self, node):
            self.found += picked(self, part, node)
            return
        if is_unnamed(self, node) and place_of(self.facts, node) is None:
            unnamed(self, part, node)
            return
        if makes_list(self.facts, node) and place_of(self.facts, node) is None:
            pushed(self, assembled(self, part, node, value, ()), node)
            return
        parts: list[tuple[str, object, gast.expr]] = []
        match node:
            case gast.Tuple() | gast.List():
                parts = [("item", k, e) for k, e in enumerate(node.elts)]
            case gast.Dict() | gast.Call() if rebuilt.pushed(self, part, node):
                return
            case gast.Dict():
                keys = [self.facts.value(k).constant for k in node.keys]
                last = dict(zip(keys, node.values, strict=True))
                parts = [("item", k, e) for k, e in last.items()]
            case gast.Call() if node in self.facts.records:
                given = self.facts.records[node]
                parts = [("field", k, given[k]) for k in value.keys if k in given]
            case gast.Call() if value.kind == "object":
                given = dict(zip(value.keys, node.args, strict=False)) | {
                    k.arg: k.value for k in node.keywords
                }
                parts = [("field", k, given[k]) for k in value.keys if k in given]
            case gast.Call() if node in self.facts.rule_calls and value.items is not None:
                seeds = [part((("item", k),)) for k in range(len(value.items))]
                call = self.facts.rule_calls[node]
                asks = any("read" in t.parameters for t in call.rule.reverses)
                zeros = [
                    constant(0.0) if asks else self.nothing(node, k) for k in range(len(seeds))
                ]
                parts_bar = [s if s is not None else z for s, z in zip(seeds, zeros, strict=True)]
                read = frozenset(k for k, s in enumerate(seeds) if s is not None)
                whole = Seed(gast.Tuple(parts_bar, gast.Load()))
                self.through(whole, node, call.rule, call.bound, read)
                return
            case _:
                place = place_of(self.facts, node)
                if place is None or value.items is None:
                    raise Unsupported(
                        node,
                        f"{in_words(value)} made by {type(node).__name__}",
                        "name its parts first",
                    )
                for found, inner in self._parts_at(place, value):
                    seed = part(inner)
                    if seed is not None:
                        self.found.append(Contribution(found, seed, True, masks))
                return
        for kind, key, element in parts:
            inner_value = self.facts.value(element)
            if inner_value.items is not None:
                inside = partial(_inside, part, (kind, key))
                self.structure(inside, element, masks)
            elif (seed := part(((kind, key),))) is not None:
                self.push_held(seed, element, masks)

    def logarithm(
        self, seed: Seed, node: gast.expr, shares: list[tuple[gast.expr, gast.expr]]
    ) -> None:
        """The adjoint of the logarithm of a product, to the factors that are active."""
        if len(shares) > 1 and not seed.atomic:
            named = self.named(seed.tree, "log_bar", self.facts.value(node))
            seed = Seed(named, seed.full, seed.masks)
        call = self.facts.rule_calls[node]
        for factor, share in shares:
            tree = self.simplify(gast.BinOp(share, gast.Mult(), copy(seed.tree)))
            bound = logged.bound_to(call.bound, factor)
            self.through(replace(seed, tree=tree), node, call.rule, bound)

    def by_rule(
        self, seed: Seed, node: gast.expr, function: Any, operands: list[gast.expr]
    ) -> None:
        rule = library.find(function)
        if rule is None:
            raise Unsupported(
                node,
                f"{getattr(function, '__name__', function)} has no template",
                "use np functions",
            )
        bound = apply.bind(rule, list(operands), {})
        self.through(seed, node, rule, bound)

    def through(
        self,
        seed: Seed,
        node: gast.expr,
        rule: Any,
        bound: Mapping[str, Any],
        read: frozenset[int] | None = None,
    ) -> None:
        """One template: the adjoint of a node becomes the adjoints of its active arguments."""
        if rule.kind == "constant":
            return
        active = frozenset(p for p, e in bound.items() if self._any_active(e))
        if not seed.atomic and not self.conservative and not mentioned(seed.tree):
            seed = replace(seed, tree=self.simplify(seed.tree))  # a product of literals
        answer = self.facts.value(node)
        real = realness.of_answer(seed.tree, rule.function, answer, self.world)
        if real is not seed.tree:
            seed = replace(seed, tree=real)
        values = {p: self.world.settled(self._bound_value(e)) for p, e in bound.items()}
        values["ans"] = answer
        try:
            at_hand = self.at_hand(node, bound)
            expansion = apply.reverse(rule, dict(bound), active, values, at_hand, read)
        except (NoRule, apply.CannotBind) as problem:
            raise Unsupported(node, *str(problem).split(" - ", 1)) from None
        expansion = self.helpers.entered(expansion)
        if rule.function is np.sum and self.one_number(seed) and "where" not in bound:
            self.push(Seed(seed.tree, False, (), seed.light), bound["a"])
            return
        if rule.kind == "adjoint" and not seed.full:
            seed = Seed(spread(seed.tree, self.reading.witness(node)), True, seed.masks)
        wanted = [p for p in bound if p in active and p in expansion.results]
        elementwise = rule.kind == "elementwise"
        risky: dict[str, gast.expr] = {}
        if elementwise and seed.masks and rule.function is not np.where:
            risky = self._regular(rule, {p: expansion.results[p] for p in wanted}, bound)
        if risky and is_by_itself(seed.masks):
            seed = self._with_name(seed, node)
        uses = sum("ans_bar" in mentioned(expansion.results[p]) for p in wanted)
        uses += sum(mentions_in(s, "ans_bar") for s in expansion.before) * 2
        if uses > 1 and not seed.atomic:
            known = self.facts.value(node) if seed.full else self.lean(seed.tree)
            seed = Seed(self.named(seed.tree, stem_of(node) + "_bar", known), seed.full, seed.masks)
        selecting = any(map(subscripts_seed, expansion.results.values()))
        if isinstance(seed.tree, gast.Constant) and selecting:
            seed = replace(seed, tree=expression("np.asarray($x)", x=seed.tree))
        elif rule.kind == "adjoint" and not seed.atomic and not self.conservative:
            seed = replace(seed, tree=self.apart(seed.tree))
        given: dict[str, Any] = {"ans_bar": seed.tree}
        local = {n: self.names.fresh(n) for n in expansion.locals}
        given |= {old: name(new) for old, new in local.items()}
        fill = Fill(self.reading, bound, given, node)
        for statement in expansion.before:
            self.before.append(fill.statement(statement))
            if isinstance(statement, core.Assign) and is_test(statement.value):
                self.learn(local[statement.target.id], TRUTHS)
        asked = self._asked(seed, node, fill(next(iter(risky.values())))) if risky else ()
        for parameter in wanted:
            tree = expansion.results[parameter]
            if is_nothing(tree):
                continue
            full = seed.full or parameter in expansion.broadcasts
            if elementwise:
                full = seed.full or self._covers(tree, bound, node)
            elif parameter in expansion.broadcasts:
                full = False
            passed = is_seed(tree)
            masks = seed.masks if elementwise else by_itself(seed.masks)
            filled = fill.harmless(tree, asked) if parameter in risky else fill(tree)
            if isinstance(filled, gast.ListComp) and self._is_array(bound[parameter]):
                filled = expression("np.array($x)", x=filled)  # a rule for numbers in a list
            if rule.function is np.where and parameter in ("x", "y") and "condition" in bound:
                masks = (*masks, (bound["condition"], parameter == "x"))
            elif selects(rule.function, bound):
                masks = BY_ITSELF
            self.into(
                Seed(filled, full, masks, seed.light and passed),
                node,
                bound[parameter],
                elementwise,
            )

    def _with_name(self, seed: Seed, node: gast.expr) -> Seed:
        if isinstance(seed.tree, gast.Name):
            return seed
        known = self.facts.value(node) if seed.full else self.lean(seed.tree)
        return replace(seed, tree=self.named(seed.tree, stem_of(node) + "_bar", known))

    def _asked(self, seed: Seed, node: gast.expr, finite: gast.expr) -> Masks:
        """Where a partial counts: of zeros that say so themselves, where it is finite as well."""
        if not is_by_itself(seed.masks):
            return seed.masks
        test = expression("($b != 0.0) | $f", b=seed.tree, f=finite)
        assert isinstance(seed.tree, gast.Name)
        stem = seed.tree.id.rstrip("0123456789").removesuffix("_bar")
        given = self.names.fresh(stem + "_asked")
        self.learn(given, TRUTHS)
        self.before.append(core.Assign(as_target(name(given)), test))
        condition = name(given)
        self.reading.answers[condition] = condition
        own = ((condition, True),)
        return tuple(m for m in seed.masks if m not in BY_ITSELF) + own

    def _regular(
        self, rule: Any, partials: dict[str, gast.expr], bound: Mapping[str, Any]
    ) -> dict[str, gast.expr]:
        """Where partials are finite, in the template's names; none for one that always is."""
        literals = {p: e for p, e in bound.items() if isinstance(e, gast.Constant)}
        known = {p: self.simplify(substitute(e, literals)) for p, e in partials.items()}
        values = [self._bound_value(e) for e in bound.values() if isinstance(e, gast.expr)]
        imaginary = any(realness.may_be_complex(value, self.world) for value in values)
        wild = {p for p, e in bound.items() if self._may_be_wild(e)}
        return regular(rule.function, known, wild, imaginary)

    def _may_be_wild(self, argument: Any) -> bool:
        return isinstance(argument, gast.expr) and suspicious(argument, self.facts.tree)

    def _is_array(self, argument: Any) -> bool:
        return isinstance(argument, gast.expr) and self.facts.value(argument).kind == "array"

    def at_hand(self, node: gast.expr, bound: Mapping[str, Any]) -> set[str]:
        """What costs nothing to read: parameters, and "ans" where the result has a name."""
        found = {
            p for p, e in bound.items() if not isinstance(e, list) and self.reading.cost(e) <= 1
        }
        if node in self.reading.answers:
            found.add("ans")
        return found

    def into(self, seed: Seed, node: gast.expr, argument: Any, elementwise: bool) -> None:
        if isinstance(argument, gast.List | gast.Tuple) and self.facts.value(argument).kind in (
            "list",
            "tuple",
        ):
            self.parts(seed, argument)
            return
        if isinstance(argument, list):
            self.parts(seed, gast.List(argument, gast.Load()))
            return
        answer, value = self.facts.value(node), self.facts.value(argument)
        tree, full = seed.tree, seed.full
        if is_scalar(value) and _is_spread(tree):  # a number, not an array of no axes
            seed = replace(seed, tree=tree.args[0])
            tree = seed.tree
        light = seed.light
        tree = realness.of_argument(tree, answer, value, self.world)
        if elementwise and (argument in self.exact or self.made_alike(node, argument)):
            pass
        elif elementwise:
            tree, full = fit(
                Seed(tree, full),
                answer,
                value,
                node,
                argument,
                self.reading,
                self.helpers,
                self.world,
                self.conservative,
            )
        kept = tree is seed.tree or self.alike(node, argument)
        masks = seed.masks if kept else by_itself(seed.masks)
        whole = light and tree is seed.tree
        self.push(Seed(tree, full, masks, whole), argument)

    def parts(self, seed: Seed, argument: gast.expr) -> None:
        """The adjoint of a list literal that was an argument: one seed for each element."""
        elements = argument.elts
        masks = by_itself(seed.masks)
        if isinstance(seed.tree, gast.List | gast.Tuple) and len(seed.tree.elts) == len(elements):
            for part, element in zip(seed.tree.elts, elements, strict=True):
                self.push(Seed(part, masks=masks), element)
            return
        used = [self.facts.active(e) for e in elements]
        if isinstance(seed.tree, gast.Name):
            for k, element in enumerate(elements):
                if used[k]:
                    part = gast.Subscript(copy(seed.tree), constant(k), gast.Load())
                    self.push(Seed(part, masks=masks), element)
            return
        tree = seed.tree
        if (
            isinstance(tree, gast.Call)
            and isinstance(tree.func, gast.Name)
            and tree.func.id == "list"
        ):
            seed = Seed(tree.args[0])
        claimed = [
            self.claim(e) if active else None for e, active in zip(elements, used, strict=True)
        ]
        unread = "_" if all(used) else self.names.fresh("_")
        targets = [
            (own or self.names.fresh(stem_of(element) + "_bar")) if active else unread
            for element, active, own in zip(elements, used, claimed, strict=True)
        ]
        self.before.append(
            core.Assign(gast.Tuple([as_target(name(t)) for t in targets], gast.Store()), seed.tree)
        )
        for target, element, active, own in zip(targets, elements, used, claimed, strict=True):
            if active and own is None:
                self.push(Seed(name(target), masks=masks), element)

    def nothing(self, node: gast.expr, k: int) -> gast.expr:
        """The adjoint of an item of a result that nobody reads."""
        value = (self.facts.value(node).items or ())[k]
        if is_scalar(value):
            return constant(0.0)
        item = gast.Subscript(self.reading.answer(node), constant(k), gast.Load())
        return expression("np.zeros_like($x)", x=item)

    def item(self, seed: Seed, node: gast.Subscript | gast.Attribute) -> None:
        """`f(x)[1]` and `f(x).name` of a function that returns several values."""
        chosen = item_number(self.facts, node)
        if chosen is None:
            raise Unsupported(node, "an item of a computed container", "name the container first")
        full = seed.tree if seed.full else spread(seed.tree, self.reading.witness(node))
        self.structure(lambda path: full if path == (("item", chosen),) else None, node.value)

    def selection(self, seed: Seed, node: gast.Subscript) -> None:
        """`e[i]` of a computed e: zeros everywhere but in the section."""
        owner = self.facts.value(node.value)
        if owner.kind in ("tuple", "list") and isinstance(node.value, gast.Call):
            self.item(seed, node)
            return
        if owner.kind not in ("array", "tensor") and not self._of_adjoint(owner, node.slice):
            raise Unsupported(node, "an item of a computed container", "name the container first")
        fewer = dropped(node.slice) if seed.full and not self.conservative else None
        if fewer is not None and owner.kind == "array":
            self.push(Seed(gast.Subscript(seed.tree, fewer, gast.Load())), node.value)
            return
        whole = self.names.fresh(stem_of(node.value) + "_bar")
        shape = self.reading.witness(node.value)
        self.before.append(
            core.Assign(as_target(name(whole)), expression("np.zeros_like($x)", x=shape))
        )
        index = self.reading.read(node.slice)
        self.before.append(
            scatter(
                name(whole), index, self.simplify(seed.tree), self.facts.value(node.slice), node
            )
        )
        masks = picks(node.slice, self.facts.value(node.slice), owner) or by_itself(seed.masks)
        self.push(Seed(name(whole), True, masks), node.value)

    def _of_adjoint(self, owner: Value, index: gast.expr) -> bool:
        """Whether it is a slice of an adjoint in generated code, whose kind is not known."""
        parts = index.elts if isinstance(index, gast.Tuple) else [index]
        sliced = any(isinstance(part, gast.Slice) for part in parts)
        return owner.kind == "any" and sliced and is_generated(self.facts.scope.function)

    def choice(self, seed: Seed, node: gast.IfExp) -> None:
        """A ternary: each place gets what the branch taken gives it."""
        if not seed.atomic:
            seed = Seed(
                self.named(
                    seed.tree,
                    "choice_bar",
                    self.facts.value(node) if seed.full else Value("any", active=True),
                ),
                seed.full,
            )
        branches, namings = [], []
        for branch in (node.body, node.orelse):
            outer, self.found = self.found, []
            count = len(self.before)
            self.push(seed, branch)
            naming = tuple(self.before[count:])  # what only this branch has names for
            del self.before[count:]
            kept = not set(assigned(naming)).isdisjoint(self.names.given.values())
            if kept or any(not c.place.whole for c in self.found):
                raise Unsupported(
                    node, "a conditional expression of this form", "write if and else"
                )
            branches.append(self.found)
            namings.append(naming)
            self.found = outer
        test = self.reading.read(node.test)
        if namings[0]:
            self.before.append(core.If(copy(test), *namings))
        elif namings[1]:
            self.before.append(core.If(expression("not $t", t=test), namings[1], ()))
        for place in dict.fromkeys(c.place.leaf for b in branches for c in b):
            sides = [[c for c in b if c.place.leaf == place] for b in branches]
            chosen = next(c for side in sides for c in side)
            trees = [_total(side) or constant(0.0) for side in sides]
            tree = gast.IfExp(copy(test), trees[0], trees[1])
            full = all(side and all(c.full for c in side) for side in sides) or is_scalar(
                chosen.place.value
            )
            self.found.append(Contribution(chosen.place, tree, full))

    def apart(self, tree: gast.expr) -> gast.expr:
        """A seed simplified, but for one that is an array of its own and would be no more."""
        found = self.simplify(tree)
        return tree if fresh(tree) and not fresh(found) else found

    def named(self, tree: gast.expr, wanted: str, value: Value) -> gast.expr:
        """A name for a seed that goes to several places."""
        tree = self.simplify(tree)
        if isinstance(tree, gast.Name) and not self.conservative and self._is_users(tree.id):
            return tree  # of `x * 1.0`, say
        given = self.names.fresh(wanted)
        self.learn(given, value.but(active=True, sites=frozenset()))
        self.before.append(core.Assign(as_target(name(given)), tree))
        return name(given)

    def _is_users(self, given: str) -> bool:
        """Whether it is a variable of the primal, and no name that was made for a value of it."""
        return given in self.facts.arguments or given in self.facts.scope.locals

    def _covers(self, tree: gast.expr, bound: Mapping[str, Any], node: gast.expr) -> bool:
        """Whether a partial that is read has the answer's shape, so that the product has it."""
        answer = self.facts.value(node)
        if is_scalar(answer):
            return True
        read_names = mentioned(tree)
        if "ans" in read_names:
            return True
        for parameter, argument in bound.items():
            read = parameter in read_names and not isinstance(argument, list)
            if read and self.alike(node, argument):
                return True
        return False

    def alike(self, node: gast.expr, argument: gast.expr) -> bool:
        """Whether an argument has the shape of the result: by what is known, or how it is made."""
        answer, value = self.facts.value(node), self.facts.value(argument)
        return same_shape(value, answer, self.world) or self.made_alike(node, argument)

    def made_alike(self, node: gast.expr, argument: gast.expr) -> bool:
        return not self.conservative and alike(self.facts, node, argument)

    def one_number(self, seed: Seed) -> bool:
        """Whether all elements have one number as their adjoint: behind a sum too, of any axis."""
        return not seed.full and not self.conservative and rank(seed.tree, self.known) == 0

    def lean(self, tree: gast.expr) -> Value:
        """What is known of a seed that is smaller than what it is the adjoint of."""
        shape = () if rank(tree, self.known) == 0 else None
        return Value("tensor" if shape is None else "number", shape=shape, active=True)

    def _any_active(self, bound: Any) -> bool:
        if isinstance(bound, list):
            return any(self.facts.active(e) for e in bound)
        return self.facts.active(bound)

    def _bound_value(self, bound: Any) -> Value:
        if isinstance(bound, list):
            return Value("tuple", items=tuple(self.facts.value(e) for e in bound))
        return self.facts.value(bound)


def _is_spread(tree: gast.expr) -> bool:
    """Whether it is `np.broadcast_to(x, shape)`."""
    match tree:
        case gast.Call(func=gast.Attribute(value=gast.Name(id="np"), attr="broadcast_to")):
            return True
    return False


def _computed_active(value: Value) -> bool:
    """Whether the operands made it active; memory that is written later does not count."""
    parts = (*(value.items or ()), *([value.element] if value.element is not None else []))
    return value.active or any(map(_computed_active, parts))


def transposed(tree: gast.expr) -> gast.expr:
    """`e.T`, with the transposition moved inward.

    >>> gast.unparse(transposed(expression("a.T @ b"))).strip()
    'b.T @ a'
    """
    if isinstance(tree, gast.Attribute) and tree.attr == "T":
        return copy(tree.value)
    if isinstance(tree, gast.BinOp) and isinstance(tree.op, gast.MatMult):
        return gast.BinOp(transposed(tree.right), gast.MatMult(), transposed(tree.left))
    return gast.Attribute(copy(tree), "T", gast.Load())


def _inside(
    part: Callable[[Any], gast.expr | None], step: tuple[str, object], path: Any
) -> gast.expr | None:
    """The seed of a part of a part."""
    return part((step, *path))


def _item(value: Value, keys: list[object]) -> Value:
    for key in keys:
        assert value.items is not None
        position = part_keys(value).index(key)
        value = value.items[position]
    return value


def _total(side: list[Contribution]) -> gast.expr | None:
    total: gast.expr | None = None
    for contribution in side:
        total = (
            contribution.tree if total is None else gast.BinOp(total, gast.Add(), contribution.tree)
        )
    return total
