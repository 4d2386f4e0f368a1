"""What a name stands for: a variable, a function, a module, what is captured or global."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gast

from tangentgen.analysis.activity import carries
from tangentgen.analysis.from_kinds import value_of
from tangentgen.analysis.paths import Environment
from tangentgen.analysis.values import ANY, Value
from tangentgen.language.resolve import MISSING

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator


def variable(evaluate: Evaluator, node: gast.Name, env: Environment) -> Value:
    if node.id in env:
        value = env[node.id]
        if not value.active and evaluate.facts.is_active(value):
            value = value.but(active=carries(value) and value.items is None)
        for site in value.sites:
            evaluate.facts.holders.setdefault(site, set()).add(node.id)
        return value
    named = evaluate.program.method_named(node.id)
    if named is not None:
        return Value("function", constant=named.function)
    target = evaluate.program.lifted_target(node.id)
    if target is not None:
        return Value("function", constant=target)
    scope = evaluate.facts.scope
    module = evaluate.program.aliases.module(node.id)
    if module is not None and scope.place(node.id) != "local":
        return Value("module", constant=module)
    place = scope.place(node.id)
    if place == "local":
        return ANY
    if node.id in evaluate.program.aliases.functions:
        return Value("function", constant=evaluate.program.aliases.functions[node.id])
    live = scope.value(node.id)
    if live is MISSING:
        return evaluate.refuse(
            node, f"'{node.id}' is not defined", "define it before the derivative is called"
        )
    value = value_of(live, (place, node.id))
    if place == "captured":
        evaluate.facts.captured[node.id] = value
    elif place == "global":
        evaluate.facts.globals[node.id] = live
    for site in value.sites:
        evaluate.facts.holders.setdefault(site, set()).add(node.id)
    return value
