"""Values that may be None instead: what a test or an operation tells of them."""

from __future__ import annotations

from dataclasses import dataclass

import gast

from tangentgen.analysis.join import has_parts, unstructured
from tangentgen.analysis.paths import Environment
from tangentgen.analysis.values import ANY, NONE, NOTHING, Value
from tangentgen.language.resolve import read_names


@dataclass(frozen=True, eq=False)
class Condition:
    """A condition that has been given a name."""

    tree: gast.expr


def never_none(value: Value) -> Value:
    """The value where None would raise an exception."""
    return value.but(optional=False) if value.optional else value


def of_any_kind(value: Value) -> Value:
    """The value where None means something of its own: nothing is known of a number."""
    return unstructured(value, value) if value.optional and not has_parts(value) else value


def narrowed(test: gast.expr, outcome: bool, env: Environment) -> Environment:
    """What is known where a condition came out so.

    >>> from tangentgen.source.quote import expression
    >>> env = {"v": Value("float", shape=(), optional=True)}
    >>> narrowed(expression("v is None or v < 0"), False, env)["v"].optional
    False
    >>> narrowed(expression("v is None"), True, env)["v"].kind
    'none'
    """
    match test:
        case gast.UnaryOp(op=gast.Not(), operand=operand):
            return narrowed(operand, not outcome, env)
        case gast.BoolOp(op=op, values=values) if isinstance(op, gast.And) is outcome:
            for value in values:
                env = narrowed(value, outcome, env)
            return env
        case gast.Compare(
            left=gast.Name(id=name),
            ops=[gast.Is() | gast.IsNot() as op],
            comparators=[gast.Constant(value=None)],
        ):
            return _told(name, isinstance(op, gast.Is) is outcome, env)
        case gast.Call(func=gast.Name(id="bool"), args=[inner], keywords=[]):
            return narrowed(inner, outcome, env)
        case gast.Name(id=name):
            named = env.get(_key(name), ANY).constant
            if isinstance(named, Condition):
                return narrowed(named.tree, outcome, env)
            return _told(name, False, env) if outcome else env
    return env


def bound(name: str, tree: gast.expr | None, env: Environment) -> None:
    """Notes that a name is bound anew, to the value of a condition perhaps."""
    for key, value in env.items():
        if isinstance(value.constant, Condition) and name in set(read_names(value.constant.tree)):
            env[key] = ANY
    if tree is not None and _asks_for_none(tree):
        env[_key(name)] = ANY.but(constant=Condition(tree))
    elif _key(name) in env:
        env[_key(name)] = ANY


def _key(name: str) -> str:
    """Where an environment holds the condition that a name stands for."""
    return f"?{name}"


def _asks_for_none(tree: gast.expr) -> bool:
    match tree:
        case gast.BoolOp(values=values):
            return any(map(_asks_for_none, values))
        case gast.UnaryOp(op=gast.Not(), operand=inner):
            return _asks_for_none(inner)
        case gast.Call(func=gast.Name(id="bool"), args=[inner], keywords=[]):
            return _asks_for_none(inner)
        case gast.Compare(left=gast.Name(), ops=[gast.Is() | gast.IsNot()]):
            return True
    return False


def _told(name: str, is_none: bool, env: Environment) -> Environment:
    value = env.get(name)
    if value is None:
        return env
    if value.kind == "none" and not is_none:  # so far: another trip of a loop may come here
        return {**env, name: NOTHING}
    if not value.optional:
        return env
    return {**env, name: NONE if is_none else never_none(value)}
