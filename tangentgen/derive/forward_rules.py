"""One template in forward mode: the tangents of its arguments become the tangent of its answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

import gast

from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.values import Value
from tangentgen.derive import forward_special
from tangentgen.derive.fill import Fill, occurrences
from tangentgen.derive.forward_cover import covers, trees
from tangentgen.derive.forward_dot import CONTAINERS, Dot
from tangentgen.derive.stems import stem_of
from tangentgen.derive.unsupported import Unsupported
from tangentgen.language import core
from tangentgen.rules import apply
from tangentgen.source.quote import name

if TYPE_CHECKING:
    from tangentgen.derive.forward_expression import Tangents


LONG = 100  # nodes, which fill about two lines


@dataclass(frozen=True)
class Templates:
    """Applies templates for the expressions of one statement."""

    on: Tangents

    def through(self, node: gast.expr, rule: Any, bound: Mapping[str, Any]) -> Dot:
        """One template."""
        active = [p for p in bound if p in rule.active and self._any_active(bound[p])]
        if not active or rule.kind == "constant":
            return Dot((self.on.zeros(node),))
        if rule.forward is None:
            raise Unsupported(
                node, f"{rule.name} has no tangent", "use reverse mode, or write a template"
            )
        if isinstance(node, gast.Call) and len(active) == 1 and forward_special.linear(rule, node):
            again = forward_special.same_call(self.on, node, bound[active[0]])
            if again is not None:
                return Dot((again,))
        special = forward_special.shorter(self.on, node, rule, bound, active)
        if special is not None:
            return special
        values = {p: self._bound_value(e) for p, e in bound.items()} | {
            "ans": self.on.work.facts.value(node)
        }
        groups = [[p] for p in active]
        if rule.tangents:
            groups = [active]
        try:
            expansions = [apply.forward(rule, dict(bound), frozenset(g), values) for g in groups]
            if len(groups) > 1 and any(e.before for e in expansions):
                groups = [active]
                expansions = [apply.forward(rule, dict(bound), frozenset(active), values)]
        except (apply.NoRule, apply.CannotBind) as problem:
            raise Unsupported(node, *str(problem).split(" - ", 1)) from None
        shaped: set[str] = set()
        found = [
            self._expanded(node, rule, bound, group, expansion, shaped)
            for group, expansion in zip(groups, expansions, strict=True)
        ]
        terms = tuple(t for dot in found for t in dot.terms)
        covered = all(p in shaped or self._is_scalar(e) for p, e in bound.items())
        return Dot(terms, covered or any(dot.full for dot in found))

    def _expanded(
        self,
        node: gast.expr,
        rule: Any,
        bound: Mapping[str, Any],
        active: list[str],
        expansion: apply.Expansion,
        shaped: set[str],
    ) -> Dot:
        expansion = self.on.work.output.helpers.entered(expansion)
        tree = expansion.results["ans"]
        given: dict[str, Any] = {}
        fill = Fill(self.on.reading, bound, given, node)
        fill.name_answer([*trees(expansion.before), tree])
        operands = {p: self._operand(bound[p], rule.kind == "elementwise") for p in active}
        full = rule.kind != "elementwise" or covers(
            self.on, tree, expansion.before, bound, operands, node, shaped
        )
        several: list[gast.expr] | None = None
        for parameter, operand in operands.items():
            hole = f"{parameter}_dot"
            if isinstance(operand, gast.expr):
                given[hole] = operand
                continue
            uses = occurrences(tree, hole) + 2 * sum(
                occurrences(v, hole) for v in trees(expansion.before)
            )
            several_terms = len(operands) == 1 and len(operand.terms) > 1
            once = uses == 1 and not expansion.before
            if several_terms and once and self._distributes(tree, operand, rule, node):
                if isinstance(tree, gast.Name):
                    several = list(operand.terms)
                    break
                several = []
                for term in operand.terms:
                    given[hole] = term
                    several.append(fill(tree))
                break
            summed = self.on.sum(operand)
            if (uses > 1 and not _atomic(summed)) or _is_long(summed):
                summed = self.on.named(
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
        if self.on.conditional:
            for statement in expansion.before:
                if not isinstance(statement, core.Assign) or not isinstance(
                    statement.target, gast.Name
                ):
                    raise Unsupported(
                        node, "a conditional expression of this form", "write if and else"
                    )
                given[statement.target.id] = fill(statement.value)
            return
        given |= {old: name(self.on.work.names.fresh(old)) for old in expansion.locals}
        for statement in expansion.before:
            filled = fill.statement(statement)
            again = self.on.known_already(filled)
            if again is not None and isinstance(statement, core.Assign):
                given[statement.target.id] = name(again)
            else:
                self.on.before.append(filled)

    def _operand(self, bound: Any, elementwise: bool) -> Dot | gast.expr:
        """The tangent of an argument: terms, or the one expression where it is a container."""
        if isinstance(bound, list):
            return gast.List([self.on.whole(e) for e in bound], gast.Load())
        if not elementwise or self.on.work.facts.value(bound).kind in CONTAINERS:
            return self.on.whole(bound)
        found = self.on.of(bound)
        return found if found is not None else self.on.zeros(bound)

    def _distributes(self, tree: gast.expr, operand: Dot, rule: Any, node: gast.expr) -> bool:
        """Whether a factor goes to each term: signs do, others where that costs next to nothing."""
        if not self.on.work.optimize:
            return False
        if isinstance(tree, gast.Name):
            return True
        if isinstance(tree, gast.UnaryOp) and isinstance(tree.operand, gast.Name):
            return True
        if not is_scalar(self.on.work.facts.value(node)) or not rule.name.startswith("operator."):
            return False
        return len(operand.terms) <= 2 and self.on.reading.cost(node) <= 4

    def _is_scalar(self, bound: Any) -> bool:
        return not isinstance(bound, list) and is_scalar(self.on.work.facts.value(bound))

    def _any_active(self, bound: Any) -> bool:
        if isinstance(bound, list):
            return any(self.on.work.facts.active(e) for e in bound)
        return self.on.work.facts.active(bound)

    def _bound_value(self, bound: Any) -> Value:
        if isinstance(bound, list):
            return Value("tuple", items=tuple(self.on.work.facts.value(e) for e in bound))
        return self.on.work.facts.value(bound)


def _is_long(tree: gast.expr) -> bool:
    """Whether an expression is rather named than put into another."""
    return sum(1 for _ in islice(gast.walk(tree), LONG)) == LONG


def _atomic(tree: gast.expr) -> bool:
    if isinstance(tree, gast.UnaryOp):
        tree = tree.operand
    return isinstance(tree, gast.Name | gast.Constant)
