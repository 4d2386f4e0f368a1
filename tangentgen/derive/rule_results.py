"""What a rule gives for an argument: nothing, the seed itself, a test, or more."""

from __future__ import annotations

import gast

from tangentgen.language import core
from tangentgen.language.walk import all_names, walk


def is_nothing(tree: gast.expr) -> bool:
    """Whether an adjoint is zero: the literal, or zeros in the shape of an argument."""
    match tree:
        case gast.Constant(value=0):
            return type(tree.value) is int
        case gast.Call(func=gast.Attribute(attr="zeros_like"), args=[gast.Name()]):
            return not tree.keywords
    return False


def subscripts_seed(tree: gast.expr) -> bool:
    return any(
        isinstance(n, gast.Subscript | gast.Attribute)
        and isinstance(n.value, gast.Name)
        and n.value.id == "ans_bar"
        for n in walk(tree)
    )


def is_seed(tree: gast.expr) -> bool:
    """Whether a partial passes the seed on, perhaps with the other sign."""
    if isinstance(tree, gast.UnaryOp) and isinstance(tree.op, gast.USub):
        tree = tree.operand
    return isinstance(tree, gast.Name) and tree.id == "ans_bar"


def is_test(tree: gast.expr) -> bool:
    """Whether a rule's own value is a truth value or an array of them, which has no negative."""
    if isinstance(tree, gast.UnaryOp):
        return isinstance(tree.op, gast.Not | gast.Invert)
    return isinstance(tree, gast.Compare | gast.BoolOp)


def mentioned(tree: gast.AST) -> set[str]:
    return {n.id for n in all_names(tree)}


def mentions_in(statement: core.Statement, wanted: str) -> bool:
    return any(
        wanted in mentioned(value)
        for s in core.walk((statement,))
        for value in vars(s).values()
        if isinstance(value, gast.AST)
    )
