"""The tangent of an expression: a template at each node, its terms apart until they are summed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import gast

from tangentgen.analysis.constructed import is_record
from tangentgen.analysis.facts import ArrayMethod
from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.operators import BINARY, UNARY
from tangentgen.analysis.values import Value
from tangentgen.derive.fill import mentions
from tangentgen.derive.forward_dot import CONTAINERS, Dot
from tangentgen.derive.forward_owned import owned
from tangentgen.derive.forward_rules import Templates
from tangentgen.derive.forward_work import Work
from tangentgen.derive.forward_zeros import assembled, built, spliced, zero_of
from tangentgen.derive.places import item_number, leaf_expression, place_of, select
from tangentgen.derive.reading import Reading
from tangentgen.derive.sections import same
from tangentgen.derive.unsupported import Unsupported
from tangentgen.language import core
from tangentgen.language.fresh import fresh
from tangentgen.rules import apply, library
from tangentgen.rules.product import total
from tangentgen.source.quote import as_target, constant, copy, expression, name
from tangentgen.tidy.algebra import sum_of


class Plain(Reading):
    """Reads by writing the expression again: what may not be evaluated gets no name before."""

    def _named(self, node: gast.expr) -> gast.expr:
        return self._inner(node)


@dataclass
class Tangents:
    """The tangents of one statement's expressions."""

    work: Work
    reading: Reading
    before: list[core.Statement] = field(default_factory=list)
    conditional: bool = False

    def whole(self, node: gast.expr) -> gast.expr:
        """One expression of the node's structure and shape, zeros where it is inactive."""
        found = self.of(node)
        if found is None:
            return self.zeros(node)
        tree = self.sum(found)
        return tree if found.full else self.spread(tree, node)

    def sum(self, dot: Dot) -> gast.expr:
        if not self.work.optimize:
            return total([copy(t) for t in dot.terms])
        return sum_of([copy(t) for t in dot.terms], self.work.known)

    def spread(self, tree: gast.expr, node: gast.expr) -> gast.expr:
        """A tangent that broadcasts, made as large as the value."""
        value = self.work.facts.value(node)
        like = self.reading.witness(node)
        if value.kind == "array" and not _reads_any(tree, self.work.complex_names):
            return expression("np.full_like($a, $x)", x=tree, a=like)
        return expression("$x + np.zeros_like($a)", x=tree, a=like)

    def zeros(self, node: gast.expr) -> gast.expr:
        if node in self.work.facts.allocated:
            return copy(node)
        match node:
            case gast.Tuple() | gast.List() | gast.Dict():
                return self._structure(node)
        value = self.work.facts.value(node)
        if isinstance(node, gast.IfExp) and value.kind == "any":  # None, perhaps
            test = self.reading.read(node.test)
            with self.on_one_way():
                sides = self.zeros(node.body), self.zeros(node.orelse)
            return gast.IfExp(test, *sides)
        reads = (
            value.kind in ("array", "tensor")
            or value.items is not None
            or value.element is not None
        )
        primal = self.reading.witness(node) if reads else constant(None)
        return zero_of(self.work, value, primal)

    def of(self, node: gast.expr) -> Dot | None:
        """The tangent of an expression; None where it is zero."""
        facts = self.work.facts
        if not facts.active(node):
            return None
        found = self._at_given(node)
        if found is not None:
            return Dot((found,))
        match node:
            case gast.Name():
                return Dot((name(self.work.dot(node.id)),))
            case gast.Attribute():
                owner = facts.value(node.value)
                if owner.kind == "tuple":
                    chosen = constant(item_number(facts, node))
                    return Dot((gast.Subscript(self.whole(node.value), chosen, gast.Load()),))
                if owner.kind == "object" or node.attr in ("T", "mT", "real", "imag"):
                    return Dot((gast.Attribute(self.whole(node.value), node.attr, gast.Load()),))
                return self._by_rule(node, library.attribute(node.attr), [node.value])
            case gast.Subscript() if node in facts.rule_calls:
                call = facts.rule_calls[node]
                return Templates(self).through(node, call.rule, call.bound)
            case gast.Subscript():
                owner = self.whole(node.value)
                return Dot((gast.Subscript(owner, self.reading.read(node.slice), gast.Load()),))
            case gast.BinOp():
                if facts.value(node).kind in CONTAINERS:
                    return Dot((self._joined(node),))
                if node in facts.wholes:
                    call = facts.wholes[node]
                    return Templates(self).through(node, call.rule, call.bound)
                return self._by_rule(node, BINARY[type(node.op)], [node.left, node.right])
            case gast.UnaryOp():
                return self._by_rule(node, UNARY[type(node.op)], [node.operand])
            case gast.Call():
                return self._call(node)
            case gast.IfExp():
                return self._choice(node)
            case gast.Tuple() | gast.List() | gast.Dict():
                return Dot((self._structure(node),))
            case gast.Starred():
                return Dot((gast.Starred(self.whole(node.value), gast.Load()),))
        raise Unsupported(
            node, f"{type(node).__name__} of active values", "write it with simpler expressions"
        )

    def known_already(self, statement: core.Statement) -> str | None:
        """The name that the same value has got from another template of this statement."""
        match statement:
            case core.Assign(target=gast.Name(id=given), value=value) if self.work.optimize:
                for made in self.before:
                    match made:
                        case core.Assign(target=gast.Name(id=other)) if same(made.value, value):
                            self.work.names.taken.discard(given)
                            return str(other)
        return None

    def _at_given(self, node: gast.expr) -> gast.expr | None:
        """The tangent of a part of an argument that was asked for by its path (`wrt="model.w"`)."""
        work = self.work
        place = place_of(work.facts, node) if work.parts else None
        if place is None or not any(leaf[0] == place.leaf[0] for leaf in work.parts):
            return None
        first, path = place.leaf
        for length in range(len(path), 0, -1):
            given = work.parts.get((first, path[:length]))
            if given is not None:
                return select(leaf_expression(("", path[length:]), name(given)), place.rest)
        if place.rest:
            return None
        return assembled(work, place.leaf, work.facts.value(node))

    def _joined(self, node: gast.BinOp) -> gast.expr:
        """`a + b` of lists, and a list times a number."""
        facts = self.work.facts
        sides = [
            self.whole(side) if facts.value(side).kind in CONTAINERS else self.reading.read(side)
            for side in (node.left, node.right)
        ]
        for side, given in zip(sides, (node.left, node.right), strict=True):
            if isinstance(side, gast.Tuple) and not isinstance(given, gast.Tuple):
                parts: list[gast.expr] = [gast.Starred(each, gast.Load()) for each in sides]
                return gast.Tuple(spliced(parts), gast.Load())  # `(*a, 0.0)`, as linters want it
        return gast.BinOp(sides[0], node.op, sides[1])

    def _structure(self, node: gast.expr) -> gast.expr:
        match node:
            case gast.Dict():
                keys = [copy(k) if k is not None else None for k in node.keys]
                return gast.Dict(keys, [self.own(v) for v in node.values])
            case gast.List():
                return gast.List(spliced([self.own(e) for e in node.elts]), gast.Load())
        return gast.Tuple(spliced([self.own(e) for e in node.elts]), gast.Load())

    def own(self, node: gast.expr) -> gast.expr:
        """The tangent of what a container gets, in memory of its own where the value is."""
        if isinstance(node, gast.Starred):
            return gast.Starred(self.whole(node.value), gast.Load())
        tree = self.whole(node)
        value = self.work.facts.value(node)
        # what a callee puts somewhere, its caller may change
        written = not self.work.entry or not self.work.facts.mutated.isdisjoint(value.sites)
        if written and value.kind == "array" and value.sites == {node} and not fresh(tree):
            return expression("$x.copy()", x=tree)
        return owned(self.work, node, tree)

    def _call(self, node: gast.Call) -> Dot:
        facts = self.work.facts
        value = facts.value(node)
        if node in facts.allocated:
            return Dot((copy(node),))
        if node in facts.records:
            return Dot((self._record(node),))
        if node in facts.list_calls:
            made = self.list_call(node)
            return Dot((made if made is not None else self.zeros(node),))
        if node in facts.rebuilt:
            return Dot((self._rebuilt(node),))
        match node:
            case gast.Call(func=gast.Attribute(attr="copy", value=owner), args=[]):
                if value.kind in ("list", "dict"):
                    return Dot((expression("$x.copy()", x=self.whole(owner)),))
            case gast.Call(func=gast.Attribute(attr="values" | "items", value=owner), args=[]):
                if facts.value(owner).kind == "dict":
                    view = gast.Attribute(self.whole(owner), node.func.attr, gast.Load())
                    return Dot((gast.Call(view, [], []),))
            case gast.Call(func=gast.Attribute(attr="tolist", value=owner), args=[]):
                if value.kind == "list":
                    return Dot((expression("$x.tolist()", x=self.whole(owner)),))
        if node in facts.implicit:
            raise Unsupported(node, "a solution inside an expression", "give it a name first")
        if node in facts.user_calls:
            if self.conditional:
                return Dot((gast.Subscript(self.work.call(self, node), constant(1), gast.Load()),))
            raise Unsupported(
                node, "a call inside an expression of this form", "give its result a name first"
            )
        if node in facts.rule_calls:
            call = facts.rule_calls[node]
            return Templates(self).through(node, call.rule, call.bound)
        if value.kind in CONTAINERS and not isinstance(
            facts.value(node.func).constant, ArrayMethod
        ):
            keywords = [gast.keyword(k.arg, self.whole(k.value)) for k in node.keywords]
            return Dot((gast.Call(copy(node.func), [self.whole(a) for a in node.args], keywords),))
        if value.kind in CONTAINERS:
            raise Unsupported(node, "a container made in this way", "build it in a loop")
        return Dot((self.zeros(node),))

    def _record(self, node: gast.Call) -> gast.expr:
        """The tangent of an object of a class that only stores what it is given."""
        value, fields = self.work.facts.value(node), self.work.facts.records[node]
        given = {id(a) for a in (*node.args, *(k.value for k in node.keywords))}
        stores = is_record(value.cls) or value.cls is SimpleNamespace
        made = stores and all(id(tree) in given for tree in fields.values())
        if made:
            keywords = [gast.keyword(k.arg, self.own(k.value)) for k in node.keywords]
            return gast.Call(copy(node.func), [self.own(a) for a in node.args], keywords)
        parts = [self._field(fields.get(key)) for key in value.keys]
        return built(self.work, value, parts)

    def _field(self, tree: gast.expr | None) -> gast.expr:
        """The tangent of what a field holds."""
        match tree:
            case gast.List(elts=[]) | gast.Dict(keys=[]):
                return copy(tree)
            case None | gast.Constant(value=None | str()):
                return constant(None)
            case gast.Constant():
                return constant(0.0)
        return self.own(tree)

    def _rebuilt(self, node: gast.Call) -> gast.expr:
        """The same copy of the container of tangents, with the tangents of what is replaced."""
        owner, _ = self.work.facts.rebuilt[node]
        keywords = [gast.keyword(k.arg, self.own(k.value)) for k in node.keywords]
        function, args = copy(node.func), [self.whole(owner)]
        if not node.args:
            function, args = gast.Attribute(args[0], node.func.attr, gast.Load()), []
        return gast.Call(function, args, keywords)

    def list_call(self, node: gast.Call) -> gast.expr | None:
        """The same change of the list of tangents, which runs parallel; None where it has none."""
        called = self.work.facts.list_calls[node]
        if not self.work.facts.active(called.owner):
            return None
        put = {"append": 0, "insert": 1, "extend": 0}.get(called.name)
        args = [self.own(a) if k == put else self.reading.read(a) for k, a in enumerate(node.args)]
        function = gast.Attribute(self.whole(called.owner), called.name, gast.Load())
        return gast.Call(function, args, [])

    def _choice(self, node: gast.IfExp) -> Dot:
        test = self.reading.read(node.test)
        with self.on_one_way():
            sides = [self.of(branch) for branch in (node.body, node.orelse)]
            scalar = is_scalar(self.work.facts.value(node))
            full = scalar or all(side is not None and side.full for side in sides)
            trees = [
                self.sum(side) if side is not None else self.other_way(branch)
                for side, branch in zip(sides, (node.body, node.orelse), strict=True)
            ]
        return Dot((gast.IfExp(test, trees[0], trees[1]),), full)

    @contextmanager
    def on_one_way(self) -> Iterator[None]:
        """What is read may not be evaluated: no value in it is named before the statement."""
        outer = self.reading, self.conditional
        reading = self.reading
        self.reading = Plain(reading.facts, reading.world, reading.keep, reading.answers)
        self.conditional = True
        yield
        self.reading, self.conditional = outer

    def other_way(self, branch: gast.expr) -> gast.expr:
        """Zeros for a branch that carries nothing; a truth value may be added to, as a number."""
        return constant(0.0) if self.work.facts.value(branch).kind == "bool" else self.zeros(branch)

    def _by_rule(self, node: gast.expr, function: Any, operands: list[gast.expr]) -> Dot:
        rule = library.find(function)
        if rule is None:
            raise Unsupported(
                node,
                f"{getattr(function, '__name__', function)} has no template",
                "use np functions",
            )
        return Templates(self).through(node, rule, apply.bind(rule, list(operands), {}))

    def named(self, tree: gast.expr, wanted: str, value: Value) -> gast.expr:
        """A name for a tangent that is read several times."""
        if self.conditional:
            return tree
        given = self.work.names.fresh(wanted)
        self.work.learn(given, value.but(active=True, sites=frozenset()))
        self.before.append(core.Assign(as_target(name(given)), tree))
        return name(given)


def _reads_any(tree: gast.expr, wanted: frozenset[str]) -> bool:
    return bool(wanted) and not mentions(tree).isdisjoint(wanted)
