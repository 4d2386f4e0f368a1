"""A call of a short function as the expression that it stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import gast

from tangentgen.analysis.facts import Analysis, UserCall
from tangentgen.language import core
from tangentgen.language.walk import SCOPES
from tangentgen.source.quote import copy
from tangentgen.source.rebuild import rebuilt

if TYPE_CHECKING:
    from tangentgen.analysis.program import Program

OPERATIONS = 6  # that a function may have to be written out where it is called


def inlined(
    program: Program, facts: Analysis, user: UserCall, given: dict[str, gast.expr]
) -> gast.expr | None:
    """The expression that a function returns, with its arguments; None where it does more.

    An argument that is computed may stand once, and outside of every condition; what it does
    beside giving its value would change places.
    """
    tree = program.written_out.get(program.lifted_name(user.callee))
    if user.callee.in_progress or tree is None:
        return None
    match tree.body:
        case (core.Return(value=gast.expr() as value),):
            pass
        case _:
            return None
    if not _short(value):
        return None
    counts: dict[str, int] = {}
    for node in gast.walk(value):
        if isinstance(node, gast.Name):
            counts[node.id] = counts.get(node.id, 0) + 1
    if any(n not in given and n in facts.scope.locals for n in counts):
        return None
    conditional = any(isinstance(n, gast.IfExp | gast.BoolOp) for n in gast.walk(value))
    for parameter, argument in given.items():
        if _atomic(argument):
            continue
        if conditional or counts.get(parameter, 0) != 1 or _calls(facts, argument):
            return None
    return _filled(value, given)


def _short(value: gast.expr) -> bool:
    """Whether an expression is plain and small."""
    operations = 0
    for node in gast.walk(value):
        if isinstance(node, SCOPES):
            return False
        operations += isinstance(
            node, gast.BinOp | gast.UnaryOp | gast.Call | gast.Compare | gast.IfExp | gast.BoolOp
        )
    return operations <= OPERATIONS


def _atomic(argument: gast.expr) -> bool:
    while isinstance(argument, gast.Attribute):
        argument = argument.value
    return isinstance(argument, gast.Name | gast.Constant)


def _calls(facts: Analysis, argument: gast.expr) -> bool:
    """Whether an argument calls what is not known to be a function of NumPy or of Python."""
    return any(
        isinstance(n, gast.Call) and (n in facts.user_calls or n not in facts.rule_calls)
        for n in gast.walk(argument)
    )


def _filled(node: Any, given: dict[str, gast.expr]) -> Any:
    if isinstance(node, gast.Name) and node.id in given:
        return copy(given[node.id])
    fresh = rebuilt(node, lambda part: _filled(part, given))
    return spliced(fresh) if isinstance(fresh, gast.Call) else fresh


def spliced(call: gast.Call) -> gast.Call:
    """`f(*(a, b), **{"k": c})` as `f(a, b, k=c)`."""
    args: list[gast.expr] = []
    for argument in call.args:
        if isinstance(argument, gast.Starred) and isinstance(argument.value, gast.Tuple):
            args += argument.value.elts
        else:
            args.append(argument)
    keywords: dict[str | None, gast.keyword] = {}  # what a partial function is given, goes first
    for keyword in call.keywords:
        if keyword.arg is None and isinstance(keyword.value, gast.Dict):
            for key, value in zip(keyword.value.keys, keyword.value.values, strict=True):
                keywords[key.value] = gast.keyword(key.value, value)
        else:
            keywords[keyword.arg] = keyword
    return gast.Call(call.func, args, list(keywords.values()))
