"""The value of a statement as a document: which parentheses it gets where it does not fit.

After ruff's `maybe_parenthesize_expression`, `can_omit_optional_parentheses` and
`FormatStatementsLastExpression`.
"""

from __future__ import annotations

from typing import Any

import gast

from tangentgen.language import core
from tangentgen.source import precedence as p
from tangentgen.source.breaks import brackets, commas, if_expanded
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
from tangentgen.source.layout import layout, sequence
from tangentgen.source.oneline import one_line, parameters
from tangentgen.source.parens import can_omit, needs_parentheses
from tangentgen.source.spelling import write


def document(node: core.Statement) -> Doc:
    """A statement that does not fit a line; of a compound one the header, with its colon."""
    match node:
        case core.Assign():
            return assignment(node.target, "=", node.value)
        case core.Augment():
            return assignment(node.target, p.symbol(node.op) + "=", node.value)
        case core.Evaluate():
            return statement(node.value)
        case core.Return(value=None):
            return "return"
        case core.Return():
            return ["return ", returned(node.value)]
        case core.If():
            return ["if ", value(node.test, bare=False), ":"]
        case core.While():
            return ["while ", value(node.test, bare=False), ":"]
        case core.For():
            target = value(node.target)
            return ["for ", target, " in ", value(node.iter), ":"]
        case core.Assert():
            test = value(node.test, bare=False)
            if node.message is None:
                return ["assert ", test]
            return ["assert ", test, ", ", message(node.message)]
        case core.Raise(value=None):
            return "raise"
        case core.Raise():
            cause = [] if node.cause is None else [" from ", value(node.cause, bare=False)]
            return ["raise ", value(node.value, bare=False), cause]
    return one_line(node)


def foreign(tree: gast.stmt, flat: str) -> Doc:
    """A statement that no pass has rewritten; of a compound one, the clause that starts so."""
    match tree:
        case gast.Assign():
            heads = [f"{write(target, p.BARE)} = " for target in tree.targets]
            return [*heads, value(tree.value)]
        case gast.AnnAssign() if tree.value is not None:
            return [flat[: -len(write(tree.value, p.BARE))], value(tree.value)]
        case gast.FunctionDef() | gast.AsyncFunctionDef() if not flat.startswith("@"):
            word = "async " if isinstance(tree, gast.AsyncFunctionDef) else ""
            return [word, header(core.Function(tree.name, tree.args, (), returns=tree.returns))]
        case gast.With(items=[gast.withitem(optional_vars=None)]):
            return ["with ", value(tree.items[0].context_expr), ":"]
        case gast.With():
            items = [[_context(item)] for item in tree.items]
            return ["with ", if_expanded([*commas(items), _lone_comma(items)]), ":"]
    return flat


def _context(item: gast.withitem) -> Doc:
    content = layout(item.context_expr, p.TEST, "inside")
    if item.optional_vars is None:
        return content
    return [content, " as ", write(item.optional_vars, p.TEST)]


def _lone_comma(items: list[Doc]) -> Doc:
    return When("broken", ",") if len(items) == 1 else []


def message(node: Any) -> Doc:
    """What an assertion says: also a call or a name may go into parentheses."""
    if can_omit(node):
        mark = Mark()
        return optional_parentheses(layout(node, p.TEST, mark), mark)
    return if_expanded(layout(node, p.TEST, "inside"))


def header(function: core.Function) -> Doc:
    """The `def` line of a function."""
    arguments = function.arguments
    items: list[Doc] = [*parameters(arguments)]
    content = [Group(commas(items)), _lone_comma(items)]
    listed = brackets("(", content if items else [], ")", None)
    if function.returns is None:
        return [f"def {function.name}", listed, ":"]
    return [f"def {function.name}", listed, " -> ", layout(function.returns, p.TEST, None), ":"]


def value(node: Any, bare: bool = True) -> Doc:
    """What stands behind `=` or `in`; behind `if`, where a tuple cannot be bare."""
    if isinstance(node, gast.Tuple) and bare and len(node.elts) > 1:
        return if_expanded(sequence(node.elts))
    if isinstance(node, gast.Yield | gast.YieldFrom) and node.value is not None:
        word = "yield " if isinstance(node, gast.Yield) else "yield from "
        return [word, value(node.value)]
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
    if isinstance(node, gast.Yield | gast.YieldFrom):
        return value(node)
    if isinstance(node, gast.BinOp) and p.precedence(node) <= p.ARITHMETIC:
        return value(node)
    return layout(node, p.TEST, None)


def optional_parentheses(content: Doc, mark: Mark) -> Doc:
    """The same, but only where breaking the brackets inside the content is not enough."""
    inside = Indent([SOFT, content], if_broken=mark)
    return Group([When("broken", "("), inside, SOFT, When("broken", ")")], mark)


def assignment(target: Any, sign: str, node: gast.expr) -> Doc:
    """`target = value`; a target that can split does so only where nothing else helps."""
    splits = isinstance(target, gast.Subscript | gast.List)
    head = [value(target) if splits or isinstance(target, gast.Tuple) else write(target, p.BARE)]
    head.append(f" {sign} ")
    if not splits or not _is_best_fitting(node):
        return [*head, value(node)]
    plain = layout(node, p.BARE, None)
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
