"""What a call leaves to the callee's defaults, as the derived functions are given it."""

from __future__ import annotations

from typing import Any

import gast

from tangentgen.analysis.facts import UserCall
from tangentgen.source.quote import constant, expression


def default(user: UserCall, node: gast.Call, parameter: str) -> gast.expr:
    """A default: itself where it is a literal, else looked up in the live function."""
    value = user.defaults[parameter]
    if value is None or isinstance(value, bool | int | float | str):
        return constant(value)
    function = getattr(user.function, "__wrapped__", user.function)
    called = node.func
    if hasattr(function, "constructs"):
        called = gast.Attribute(called, "__init__", gast.Load())
    keywords = function.__kwdefaults__ or {}
    if parameter in keywords:
        return expression("$f.__kwdefaults__[$k]", f=called, k=constant(parameter))
    code = function.__code__
    names = code.co_varnames[: code.co_argcount]
    defaults: tuple[Any, ...] = function.__defaults__ or ()
    position = names.index(parameter) - (len(names) - len(defaults))
    return expression("$f.__defaults__[$k]", f=called, k=constant(position))
