"""The value of a statement as a document: which parentheses it gets where it does not fit.

After ruff's `maybe_parenthesize_expression`, `can_omit_optional_parentheses` and
`FormatStatementsLastExpression`.
"""

from __future__ import annotations

from typing import Any

import gast

from tangentgen.source import precedence as p
from tangentgen.source.document import (
    SOFT,
    Best,
    Doc,
    Group,
    Indent,
    Mark,
    Parenthesized,
    When,
)
from tangentgen.source.layout import if_expanded, layout, sequence
from tangentgen.source.parens import can_omit, needs_parentheses


def value(node: Any, bare: bool = True) -> Doc:
    """What stands behind `=` or `in`; behind `if`, where a tuple cannot be bare."""
    if isinstance(node, gast.Tuple) and bare and len(node.elts) > 1:
        return if_expanded(sequence(node.elts))
    if isinstance(node, gast.Tuple | gast.NamedExpr):
        return layout(node, p.TEST if bare or isinstance(node, gast.Tuple) else p.NAMED, None)
    need = needs_parentheses(node)
    if need == "never":
        return layout(node, p.BARE, None)
    if need == "best":
        mark = Mark()
        return Parenthesized(layout(node, p.BARE, mark), mark)
    if can_omit(node):
        mark = Mark()
        return optional_parentheses(layout(node, p.BARE, mark), mark)
    return if_expanded(layout(node, p.BARE, "inside"))


def returned(node: Any) -> Doc:
    """What stands behind `return`."""
    if isinstance(node, gast.Tuple) and len(node.elts) == 2:
        mark = Mark()
        return optional_parentheses(sequence(node.elts, mark), mark)
    return value(node)


def statement(node: Any) -> Doc:
    """An expression that is a statement; of these only sums get parentheses."""
    if isinstance(node, gast.BinOp) and p.precedence(node) <= p.ARITHMETIC:
        return value(node)
    return layout(node, p.TEST, None)


def optional_parentheses(content: Doc, mark: Mark) -> Doc:
    """The same, but only where breaking the brackets inside the content is not enough."""
    inside = Indent([SOFT, content], if_broken=mark)
    return Group([When("broken", "("), inside, SOFT, When("broken", ")")], mark)


def assignment(target: Doc, splits: bool, sign: str, node: gast.expr) -> Doc:
    """`target = value`; a target that can split does so only where nothing else helps."""
    if not splits or not _is_best_fitting(node):
        return [target, f" {sign} ", value(node)]
    plain = layout(node, p.BARE, None)
    head = [target, f" {sign} "]
    flat = [*head, plain]
    wrapped = [*head, "(", Group([Indent([SOFT, plain]), SOFT], broken=True), ")"]
    if isinstance(node, gast.Call | gast.Subscript):
        return Best((flat, [*head, Group(plain, broken=True)], wrapped, flat))
    return Best((flat, wrapped, flat))


def _is_best_fitting(node: gast.expr) -> bool:
    if isinstance(node, gast.Name | gast.Constant | gast.JoinedStr):
        return True
    need = needs_parentheses(node)
    if isinstance(node, gast.Attribute):
        return need == "best"
    return isinstance(node, gast.Call | gast.Subscript) and need == "never"
