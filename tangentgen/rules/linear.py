"""Forward mode of what is linear in some arguments: the function, of the tangent."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Any

import gast

from tangentgen.language.optional import spelled
from tangentgen.rules.bind import Bound
from tangentgen.rules.library import Rule, full_name
from tangentgen.rules.product import total
from tangentgen.source.quote import copy, expression, name

OPERATORS = {
    "operator.add": "$a + $b",
    "operator.sub": "$a - $b",
    "operator.mul": "$a * $b",
    "operator.truediv": "$a / $b",
    "operator.matmul": "$a @ $b",
    "operator.neg": "-$a",
    "operator.pos": "+$a",
}


def tangent(rule: Rule, bound: Bound, dots: Mapping[str, gast.expr]) -> gast.expr:
    """The sum over the active arguments of the call with the tangent in its place."""
    terms = []
    for parameter in rule.linear:
        if parameter in dots:
            given = {key: name(key) for key in bound}
            given[parameter] = copy(dots[parameter])
            terms.append(call(rule, given))
    return total(terms)


def call(rule: Rule, given: Mapping[str, gast.expr]) -> gast.expr:
    """A call of the rule's function; what has a default goes by keyword."""
    text = OPERATORS.get(rule.name)
    if text is not None:
        return expression(text, **dict(zip("ab", given.values(), strict=False)))
    args: list[gast.expr] = []
    keywords: list[Any] = []
    for parameter in rule.signature.parameters.values():
        value = given.get(parameter.name)
        if value is None:
            continue
        if parameter.kind is inspect.Parameter.VAR_POSITIONAL:
            args.append(gast.Starred(value, gast.Load()))
        elif parameter.default is parameter.empty:
            args.append(value)
        else:
            keywords.append(gast.keyword(parameter.name, value))
    function = spelled(full_name(rule.function))
    return gast.Call(expression(function), args, keywords)
