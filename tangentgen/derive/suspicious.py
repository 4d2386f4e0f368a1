"""Values that may be infinite or NaN at points which a branch of `np.where` avoids."""

from __future__ import annotations

from functools import lru_cache

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.language import core
from tangentgen.language.resolve import read_names, target_names
from tangentgen.source.quote import as_value

_FINITE = frozenset(
    """
    abs absolute add arctan arcsinh array asarray broadcast_to clip copy cos cumsum full
    full_like len linspace max maximum mean min minimum multiply negative ones ones_like ravel
    reshape sign sin size shape subtract sum tanh transpose where zeros zeros_like arange
    """.split()  # noqa: SIM905 - read as text
)


def suspicious(tree: gast.expr, facts: Analysis) -> bool:
    """Whether an expression, or what a name in it stands for, may be infinite or NaN."""
    harmless = _harmless_calls(facts, ())
    names = _names(facts.tree, harmless)
    return _risky(tree, harmless) or not set(read_names(tree)).isdisjoint(names)


def _harmless_calls(facts: Analysis, within: tuple[Analysis, ...]) -> frozenset[gast.AST]:
    """The calls of the user's functions in which nothing infinite is computed of what is finite."""
    return frozenset(
        call
        for call, user in facts.user_calls.items()
        if not any(user.callee is caller for caller in (facts, *within))
        and not _computes_risky(user.callee, (facts, *within))
    )


def _computes_risky(callee: Analysis, within: tuple[Analysis, ...]) -> bool:
    harmless = _harmless_calls(callee, within)
    return any(
        _risky(value, harmless)
        for statement in core.walk(callee.tree.body)
        if (value := _given(statement)) is not None
    )


def _risky(tree: gast.AST, harmless: frozenset[gast.AST] = frozenset()) -> bool:
    """Whether finite operands may give an infinite or undefined value.

    >>> from tangentgen.source.quote import expression
    >>> [_risky(expression(text)) for text in ("x * np.sin(y)", "x / y", "np.log(x)", "x / 2.0")]
    [False, True, True, False]
    """
    for node in gast.walk(tree):
        match node:
            case gast.Call() if node in harmless:
                pass
            case gast.BinOp(op=gast.Mod() | gast.FloorDiv()):
                return True
            case gast.BinOp(op=gast.Pow(), right=exponent) if not is_natural(exponent):
                return True
            case gast.BinOp(op=gast.Div(), right=right) if not isinstance(right, gast.Constant):
                return True
            case gast.Call(func=gast.Attribute(attr=called) | gast.Name(id=called)):
                if called not in _FINITE:
                    return True
    return False


def is_natural(exponent: gast.expr) -> bool:
    """Whether a power is finite, with its derivative, wherever its base is."""
    return isinstance(exponent, gast.Constant) and exponent.value in range(1, 100)


def _given(statement: core.Statement) -> gast.expr | None:
    """What a statement binds or computes: of `x op= e`, the whole."""
    value = getattr(statement, "value", None)
    if isinstance(statement, core.Augment):
        return gast.BinOp(as_value(statement.target), statement.op, statement.value)
    return value if isinstance(value, gast.expr) else None


@lru_cache(maxsize=64)
def _names(function: core.Function, harmless: frozenset[gast.AST]) -> frozenset[str]:
    """The names that may hold such a value."""
    found: set[str] = set()
    while True:
        size = len(found)
        for statement in core.walk(function.body):
            value = _given(statement)
            target = getattr(statement, "target", None)
            if value is None or not isinstance(target, gast.expr):
                continue
            if _risky(value, harmless) or not found.isdisjoint(read_names(value)):
                names = {n.id for n in gast.walk(target) if isinstance(n, gast.Name)}
                found |= set(target_names(target)) or names
        if len(found) == size:
            return frozenset(found)
