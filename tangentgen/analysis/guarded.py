"""`with` and `try` followed on abstract values."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gast

from tangentgen.analysis.managers import may_swallow, sets_arithmetic
from tangentgen.analysis.paths import Environment
from tangentgen.analysis.values import ANY, UNKNOWN, Value
from tangentgen.language import core

if TYPE_CHECKING:
    from tangentgen.analysis.flow import Flow


def managed(flow: Flow, statement: core.With, env: Environment) -> Environment | None:
    """`with context as target`: what the manager is given must not carry a derivative."""
    facts = flow.facts
    manager = _manager(flow, statement.context, env)
    arguments = [
        n for n in gast.walk(statement.context) if isinstance(n, gast.Name) and n.id in env
    ]
    for node in arguments:
        value = facts.value(node)
        if facts.is_active(value) or value.kind in ("array", "tensor", "list", "dict"):
            flow.program.refuse(
                facts,
                statement.context,
                "an array or an active value is given to a context manager",
                "use it inside the block instead",
            )
            break
    call = statement.context if isinstance(statement.context, gast.Call) else None
    function = facts.value(call.func).constant if call is not None else UNKNOWN
    if may_swallow(manager, function):
        facts.swallowing.add(statement)
    if sets_arithmetic(function):
        facts.arithmetic.add(statement)
    if statement.target is not None:
        flow.stores.assign(statement, statement.target, ANY, env)
    if statement not in facts.swallowing:
        return flow.block(statement.body, env)
    end, left = followed(flow, statement.body, env)
    return flow.meet(end, left)


def _manager(flow: Flow, node: gast.expr, env: Environment) -> Value:
    """What is known of a manager: of a call, the class or function that is called."""
    if not isinstance(node, gast.Call):
        return flow.evaluate(node, env)
    flow.evaluate(node.func, env)
    for part in (*node.args, *(k.value for k in node.keywords)):
        flow.evaluate(part, env)
    if sets_arithmetic(flow.facts.value(node.func).constant):
        return flow.evaluate(node, env)
    flow.facts.impure.add(node)
    flow.facts.values[node] = ANY
    return ANY


def followed(
    flow: Flow, body: core.Block, env: Environment
) -> tuple[Environment | None, Environment]:
    """What is known at the end of a body, and where it may be left by an exception."""
    points: list[Environment] = []
    flow.points.append(points)
    end = flow.block(body, dict(env))
    flow.points.pop()
    left: Environment = dict(env)
    for point in points:
        left = flow.meet(left, point) or left
    return end, left


def attempted(flow: Flow, statement: core.Try, env: Environment) -> Environment | None:
    """`try`: a handler begins with what may be true anywhere in the body."""
    end, left = followed(flow, statement.body, env)
    if statement.final:
        final = flow.block(statement.final, flow.meet(end, left) or left)
        return None if end is None else final
    for handler in statement.handlers:
        assert isinstance(handler, core.Except)
        inner = dict(left)
        if handler.kind is not None:
            flow.evaluate(handler.kind, inner)
        if handler.target is not None:
            caught = ANY.but(active=flow.facts.raises_active)
            flow.stores.assign(handler, handler.target, caught, inner)
        end = flow.meet(end, flow.block(handler.body, inner))
    return end
