"""The tangent of an expression: a template at each node, the terms kept apart until they are summed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import gast

from tangentgen.analysis.evaluate import BINARY, UNARY
from tangentgen.analysis.facts import ArrayMethod
from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.results import same_shape
from tangentgen.analysis.values import Value
from tangentgen.derive.forward_fill import Fill, mentions, occurrences
from tangentgen.derive.forward_work import Work, zero_of
from tangentgen.derive.places import leaf_expression, place_of, select
from tangentgen.derive.push import Unsupported, stem_of
from tangentgen.derive.reading import Reading
from tangentgen.language import core
from tangentgen.rules import apply, library
from tangentgen.rules.product import total
from tangentgen.source.quote import as_target, constant, copy, expression, name
from tangentgen.tidy.algebra import sum_of

QUOTIENTS = ("operator.truediv", "numpy.divide", "numpy.true_divide")
PRODUCTS = ("operator.matmul", "numpy.dot", "numpy.inner")
ALIKE = ("astype", "copy", "reshape", "ravel", "flatten", "transpose", "squeeze", "swapaxes")
CONTAINERS = ("list", "tuple", "dict", "object")


@dataclass(frozen=True)
class Dot:
    """A tangent as a sum of terms; where it is not `full`, it only broadcasts to the value's shape."""

    terms: tuple[gast.expr, ...]
    full: bool = True


class Plain(Reading):
    """Reads by writing the expression again: where it may not be evaluated, it is not named before."""

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
        match node:
            case gast.Tuple() | gast.List() | gast.Dict():
                return self._structure(node)
        value = self.work.facts.value(node)
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
                if owner.kind == "object" or node.attr in ("T", "mT", "real", "imag"):
                    return Dot((gast.Attribute(self.whole(node.value), node.attr, gast.Load()),))
                return self._by_rule(node, library.attribute(node.attr), [node.value])
            case gast.Subscript():
                owner = self.whole(node.value)
                return Dot((gast.Subscript(owner, self.reading.read(node.slice), gast.Load()),))
            case gast.BinOp():
                if facts.value(node).kind in CONTAINERS:
                    return Dot((self._joined(node),))
                return self._by_rule(node, BINARY[type(node.op)], [node.left, node.right])
            case gast.UnaryOp():
                return self._by_rule(node, UNARY[type(node.op)], [node.operand])
            case gast.Call():
                return self._call(node)
            case gast.IfExp():
                return self._choice(node)
            case gast.Tuple() | gast.List() | gast.Dict():
                return Dot((self._structure(node),))
        raise Unsupported(
            node, f"{type(node).__name__} of active values", "write it with simpler expressions"
        )

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
        return work.assembled(place.leaf, work.facts.value(node))

    def _joined(self, node: gast.BinOp) -> gast.expr:
        """`a + b` of lists, and a list times a number."""
        facts = self.work.facts
        sides = [
            self.whole(side) if facts.value(side).kind in CONTAINERS else self.reading.read(side)
            for side in (node.left, node.right)
        ]
        return gast.BinOp(sides[0], node.op, sides[1])

    def _structure(self, node: gast.expr) -> gast.expr:
        match node:
            case gast.Dict():
                keys = [copy(k) for k in node.keys]
                return gast.Dict(keys, [self.whole(v) for v in node.values])
            case gast.List():
                return gast.List([self.whole(e) for e in node.elts], gast.Load())
        return gast.Tuple([self.whole(e) for e in node.elts], gast.Load())

    def _call(self, node: gast.Call) -> Dot:
        facts = self.work.facts
        value = facts.value(node)
        if node in facts.user_calls:
            if self.conditional:
                return Dot((gast.Subscript(self.work.call(self, node), constant(1), gast.Load()),))
            raise Unsupported(
                node, "a call inside an expression of this form", "give its result a name first"
            )
        if node in facts.rule_calls:
            call = facts.rule_calls[node]
            return self._through(node, call.rule, call.bound)
        if value.kind in CONTAINERS and not isinstance(
            facts.value(node.func).constant, ArrayMethod
        ):
            keywords = [gast.keyword(k.arg, self.whole(k.value)) for k in node.keywords]
            return Dot((gast.Call(copy(node.func), [self.whole(a) for a in node.args], keywords),))
        return Dot((self.zeros(node),))

    def _choice(self, node: gast.IfExp) -> Dot:
        test = self.reading.read(node.test)
        outer = self.reading, self.conditional
        self.reading = Plain(
            self.reading.facts, self.reading.world, self.reading.keep, self.reading.answers
        )
        self.conditional = True
        sides = [self.of(branch) for branch in (node.body, node.orelse)]
        scalar = is_scalar(self.work.facts.value(node))
        full = scalar or all(side is not None and side.full for side in sides)
        trees = [
            self.sum(side) if side is not None else self.zeros(branch)
            for side, branch in zip(sides, (node.body, node.orelse), strict=True)
        ]
        self.reading, self.conditional = outer
        return Dot((gast.IfExp(test, trees[0], trees[1]),), full)

    def _by_rule(self, node: gast.expr, function: Any, operands: list[gast.expr]) -> Dot:
        rule = library.find(function)
        if rule is None:
            raise Unsupported(
                node,
                f"{getattr(function, '__name__', function)} has no template",
                "use np functions",
            )
        return self._through(node, rule, apply.bind(rule, list(operands), {}))

    def _through(self, node: gast.expr, rule: Any, bound: Mapping[str, Any]) -> Dot:
        """One template."""
        active = [p for p in bound if p in rule.active and self._any_active(bound[p])]
        if not active or rule.kind == "constant":
            return Dot((self.zeros(node),))
        if rule.forward is None:
            raise Unsupported(
                node, f"{rule.name} has no tangent", "use reverse mode, or write a template"
            )
        if isinstance(node, gast.Call) and len(active) == 1 and _linear(rule, node):
            again = self._same_call(node, bound[active[0]])
            if again is not None:
                return Dot((again,))
        special = self._special(node, rule, bound, active)
        if special is not None:
            return special
        values = {p: self._bound_value(e) for p, e in bound.items()} | {
            "ans": self.work.facts.value(node)
        }
        groups = [[p] for p in active]
        if rule.tangents:
            groups = [active]
        expansions = [apply.forward(rule, dict(bound), frozenset(g), values) for g in groups]
        if len(groups) > 1 and any(e.before for e in expansions):
            groups = [active]
            expansions = [apply.forward(rule, dict(bound), frozenset(active), values)]
        shaped: set[str] = set()
        found = [
            self._expanded(node, rule, bound, group, expansion, shaped)
            for group, expansion in zip(groups, expansions, strict=True)
        ]
        terms = tuple(t for dot in found for t in dot.terms)
        covered = all(p in shaped or self._is_scalar(e) for p, e in bound.items())
        return Dot(terms, covered or any(dot.full for dot in found))

    def _special(
        self, node: gast.expr, rule: Any, bound: Mapping[str, Any], active: list[str]
    ) -> Dot | None:
        """Quotients and inner products, which have shorter forms than their partials give."""
        operands = list(bound.values())
        if len(operands) != 2 or not self.work.optimize:
            return None
        if rule.name in QUOTIENTS and operands[1] is bound.get(active[-1]):
            return self._quotient(node, operands[0], operands[1])
        values = [self._bound_value(e) for e in operands]
        if rule.name in PRODUCTS and len(active) == 2 and all(_is_vector(v) for v in values):
            factors, bare = zip(*map(_without_literal, operands), strict=True)
            form = "$a @ $b" if rule.name == "operator.matmul" else "np.dot($a, $b)"
            terms = []
            for primal, dotted in (bare[::-1], bare):
                inner = expression(form, a=self.reading.read(primal), b=self.whole(dotted))
                for factor in factors:
                    inner = (
                        expression("$c * $x", c=factor, x=inner) if factor is not None else inner
                    )
                terms.append(inner)
            return Dot(tuple(terms))
        return None

    def _quotient(self, node: gast.expr, above: gast.expr, below: gast.expr) -> Dot:
        """`(x_dot - ans * y_dot) / y`."""
        divisor = self.whole(below)
        over = self.of(above)
        answer = self.reading.answer(node)
        terms = [*(over.terms if over is not None else ())]
        terms.append(gast.UnaryOp(gast.USub(), expression("$q * $d", q=answer, d=divisor)))
        upper = self.sum(Dot(tuple(terms)))
        return Dot((expression("$u / $y", u=upper, y=self.reading.read(below)),))

    def _expanded(
        self,
        node: gast.expr,
        rule: Any,
        bound: Mapping[str, Any],
        active: list[str],
        expansion: apply.Expansion,
        shaped: set[str],
    ) -> Dot:
        for helper in expansion.helpers:
            self.work.output.helpers.setdefault(helper.name, helper)
        tree = expansion.results["ans"]
        given: dict[str, Any] = {}
        fill = Fill(self.reading, bound, given, node)
        operands = {p: self._operand(bound[p], rule.kind == "elementwise") for p in active}
        full = rule.kind != "elementwise" or self._covers(
            tree, expansion.before, bound, operands, node, shaped
        )
        several: list[gast.expr] | None = None
        for parameter, operand in operands.items():
            hole = f"{parameter}_dot"
            if isinstance(operand, gast.expr):
                given[hole] = operand
                continue
            uses = occurrences(tree, hole) + 2 * sum(
                occurrences(v, hole) for v in _trees(expansion.before)
            )
            if len(operands) == 1 and len(operand.terms) > 1 and uses == 1 and not expansion.before:
                if self._distributes(tree, hole, rule, node, operand):
                    several = []
                    for term in operand.terms:
                        given[hole] = term
                        several.append(fill(tree))
                    break
            summed = self.sum(operand)
            if uses > 1 and not _atomic(summed):
                summed = self.named(
                    summed, f"{stem_of(bound[parameter])}_dot", self._bound_value(bound[parameter])
                )
            given[hole] = summed
        if several is not None:
            return Dot(tuple(several), full)
        self._run_before(expansion, fill, given, node)
        return Dot((fill(tree),), full)

    def _run_before(
        self, expansion: apply.Expansion, fill: Fill, given: dict[str, Any], node: gast.expr
    ) -> None:
        if self.conditional:
            for statement in expansion.before:
                if not isinstance(statement, core.Assign) or not isinstance(
                    statement.target, gast.Name
                ):
                    raise Unsupported(
                        node, "a conditional expression of this form", "write if and else"
                    )
                given[statement.target.id] = fill(statement.value)
            return
        given |= {old: name(self.work.names.fresh(old)) for old in expansion.locals}
        self.before += [fill.statement(statement) for statement in expansion.before]

    def _operand(self, bound: Any, elementwise: bool) -> Dot | gast.expr:
        """The tangent of an argument: terms, or the one expression where it is a container."""
        if isinstance(bound, list):
            return gast.List([self.whole(e) for e in bound], gast.Load())
        if not elementwise or self.work.facts.value(bound).kind in CONTAINERS:
            return self.whole(bound)
        found = self.of(bound)
        return found if found is not None else self.zeros(bound)

    def _distributes(
        self, tree: gast.expr, hole: str, rule: Any, node: gast.expr, operand: Dot
    ) -> bool:
        """Whether a factor goes to each term: signs always, factors only where that costs next to nothing."""
        if not self.work.optimize:
            return False
        if isinstance(tree, gast.Name):
            return True
        if isinstance(tree, gast.UnaryOp) and isinstance(tree.operand, gast.Name):
            return True
        if not is_scalar(self.work.facts.value(node)) or not rule.name.startswith("operator."):
            return False
        return len(operand.terms) <= 3 and self.reading.cost(node) <= 4

    def _same_call(self, node: gast.Call, argument: Any) -> gast.expr | None:
        """The user's own call of a linear function, of the tangent."""
        if isinstance(argument, list):
            return None
        method = self.work.facts.value(node.func).constant
        keywords = [gast.keyword(k.arg, self.reading.read(k.value)) for k in node.keywords]
        if isinstance(method, ArrayMethod):
            if argument is not method.owner or self.work.facts.value(method.owner).kind != "array":
                return None
            function = gast.Attribute(self.whole(method.owner), method.name, gast.Load())
            return gast.Call(function, [self.reading.read(a) for a in node.args], keywords)
        for k, given in enumerate(node.args):
            if given is argument:
                args = [
                    self.whole(a) if j == k else self.reading.read(a)
                    for j, a in enumerate(node.args)
                ]
                return gast.Call(copy(node.func), args, keywords)
        return None

    def named(self, tree: gast.expr, wanted: str, value: Value) -> gast.expr:
        """A name for a tangent that is read several times."""
        if self.conditional:
            return tree
        given = self.work.names.fresh(wanted)
        self.work.learn(given, value.but(active=True, sites=frozenset()))
        self.before.append(core.Assign(as_target(name(given)), tree))
        return name(given)

    def _covers(
        self,
        tree: gast.expr,
        before: core.Block,
        bound: Mapping[str, Any],
        operands: Mapping[str, Dot | gast.expr],
        node: gast.expr,
        shaped: set[str],
    ) -> bool:
        """Whether a part that is read has the answer's shape; adds to those whose shapes take part."""
        facts, world = self.work.facts, self.reading.world
        answer = facts.value(node)
        if is_scalar(answer):
            return True
        read = mentions(tree) | {n for v in _trees(before) for n in mentions(v)}
        if "ans" in read:
            return True
        for parameter, argument in bound.items():
            operand = operands.get(parameter)
            dotted = f"{parameter}_dot" in read and not (
                isinstance(operand, Dot) and not operand.full
            )
            if parameter in read or dotted:
                shaped.add(parameter)
                if not isinstance(argument, list) and same_shape(
                    facts.value(argument), answer, world
                ):
                    return True
        return False

    def _is_scalar(self, bound: Any) -> bool:
        return not isinstance(bound, list) and is_scalar(self.work.facts.value(bound))

    def _any_active(self, bound: Any) -> bool:
        if isinstance(bound, list):
            return any(self.work.facts.active(e) for e in bound)
        return self.work.facts.active(bound)

    def _bound_value(self, bound: Any) -> Value:
        if isinstance(bound, list):
            return Value("tuple", items=tuple(self.work.facts.value(e) for e in bound))
        return self.work.facts.value(bound)


def _linear(rule: Any, node: gast.Call) -> bool:
    """Whether the tangent is the same call of the argument's tangent."""
    return rule.forward == "linear" or getattr(node.func, "attr", "") in ALIKE


def _without_literal(node: gast.expr) -> tuple[gast.expr | None, gast.expr]:
    """`c` and `x` of `c * x` where c is a literal."""
    match node:
        case gast.BinOp(op=gast.Mult(), left=gast.Constant() as factor):
            return factor, node.right
    return None, node


def _is_vector(value: Value) -> bool:
    return value.kind == "array" and value.rank == 1


def _atomic(tree: gast.expr) -> bool:
    if isinstance(tree, gast.UnaryOp):
        tree = tree.operand
    return isinstance(tree, gast.Name | gast.Constant)


def _trees(block: core.Block) -> list[gast.expr]:
    return [v for s in core.walk(block) for v in vars(s).values() if isinstance(v, gast.expr)]


def _reads_any(tree: gast.expr, wanted: frozenset[str]) -> bool:
    return bool(wanted) and not mentions(tree).isdisjoint(wanted)
