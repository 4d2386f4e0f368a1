"""Which argument of a call belongs to which parameter of a rule."""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import gast

from tangentgen.analysis.values import UNKNOWN
from tangentgen.rules.library import Rule
from tangentgen.rules.static import value_of

Bound = dict[str, "gast.expr | list[gast.expr]"]
POSITIONAL = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)


class CannotBind(Exception):
    """The rule has no such parameter; the caller knows the place and makes it a refusal.

    `parameter` is its name, or None where there are too many arguments; `what` and `hint`
    are the words of the refusal.
    """

    def __init__(self, rule: Rule, parameter: str | None, call: str = "") -> None:
        self.rule = rule
        self.parameter = parameter
        what = f"the keyword {parameter!r}" if parameter else "so many arguments"
        self.what = f"{call or f'{rule.name} with {what}'} has no rule"
        taken = ", ".join(rule.signature.parameters)
        self.hint = f"its rule takes {taken}"
        super().__init__(f"{self.what} - {self.hint}")


def bind(rule: Rule, args: Sequence[gast.expr], keywords: Mapping[str, gast.expr]) -> Bound:
    """The argument for each parameter that is given one.

    A parameter that only the function has, not its rule, may be given its own default.
    """
    signature = rule.signature
    own = [p.name for p in signature.parameters.values() if p.kind in POSITIONAL]
    rest = [p.name for p in signature.parameters.values() if p.kind is p.VAR_POSITIONAL]
    real = parameters(rule.function)
    names = own if rest else _positions(own, real)
    if len(args) > len(names) and not rest:
        raise CannotBind(rule, None)
    bound: Bound = dict(zip(names, args, strict=False))
    if rest:
        match args[len(own) :]:
            case [gast.Starred(value=whole)]:  # of a length that is not known
                bound[rest[0]] = whole
            case each:
                bound[rest[0]] = list(each)
    aliases = dict(zip(_positional(real), own, strict=False))
    for key, value in keywords.items():
        alias = key if key in signature.parameters else aliases.get(key, key)
        if alias in bound:
            raise CannotBind(rule, key)
        bound[alias] = value
    for key in [key for key in bound if key not in signature.parameters]:
        value = bound[key]
        parameter = real.get(key)
        literal = UNKNOWN if isinstance(value, list) else value_of(value)
        if parameter is None or literal is UNKNOWN or parameter.default != literal:
            raise CannotBind(rule, key)
        del bound[key]
    for parameter in signature.parameters.values():
        required = parameter.default is parameter.empty and parameter.kind in POSITIONAL
        if required and parameter.name not in bound:
            raise CannotBind(rule, None, f"{rule.name} with no {parameter.name!r}")
    return bound


def _positions(own: list[str], real: Mapping[str, inspect.Parameter]) -> list[str]:
    """The names of the positional arguments: the template's, then those only the function has."""
    theirs = _positional(real)
    return own + theirs[len(own) :]


def _positional(real: Mapping[str, inspect.Parameter]) -> list[str]:
    return [p.name for p in real.values() if p.kind in POSITIONAL]


@cache
def parameters(function: Any) -> Mapping[str, inspect.Parameter]:
    """The function's own parameters; none where it does not tell."""
    try:
        return inspect.signature(function).parameters
    except (TypeError, ValueError):
        return {}
