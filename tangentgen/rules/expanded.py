"""What the generator makes of a template at a call, executed: for checks."""

from __future__ import annotations

import cmath
import math
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import gast
import numpy as np

from tangentgen.analysis.values import Value
from tangentgen.language import core
from tangentgen.language.optional import imported
from tangentgen.rules import apply
from tangentgen.rules.cases import Case
from tangentgen.rules.library import Rule
from tangentgen.rules.shared import sum_to_shape
from tangentgen.rules.static import is_literal, quoted
from tangentgen.rules.words import Template
from tangentgen.source.printer import print_module
from tangentgen.source.quote import name


def expanded(
    rule: Rule, template: Template, case: Case, ans: Any, ans_bar: Any
) -> Iterator[tuple[str, dict[str, Any]]]:
    """How it was expanded, and the adjoints: with and without literals, and kinds known."""
    subsets = [case.active] + ([(p,) for p in case.active] if len(case.active) > 1 else [])
    everything = {**case.arguments, "ans": ans}
    known = {key: value_of(value) for key, value in everything.items()}
    # all ways with doubles; one is enough to see that other kinds of numbers are no different
    other = any(getattr(v, "dtype", np.float64) != np.float64 for v in case.arguments.values())
    for literals in (True,) if other else (True, False):
        bound = {
            key: bound_to(key, value, literals and key not in case.active, rule)
            for key, value in case.arguments.items()
        }
        for values in (known,) if other else (known, {}):
            for active in subsets:
                if "active" in template.parameters and active != case.active:
                    continue  # another formula by right: a case of its own
                read = None if case.read is None else frozenset({case.read})
                expansion = apply.expand(rule, template, bound, active, values, read)
                found = execute(rule, expansion, case, ans, ans_bar, template.word)
                how = f"literals {literals}, kinds {bool(values)}, active {', '.join(active)}"
                yield how, found


def execute(
    rule: Rule, expansion: apply.Expansion, case: Case, ans: Any, ans_bar: Any, word: str
) -> dict[str, Any]:
    """The results of an expansion."""
    returned = core.Return(gast.Tuple(list(expansion.results.values()), gast.Load()))
    nothing = gast.arguments([], [], None, [], [], None, [])
    whole = core.Function("_expanded", nothing, (*expansion.before, returned))
    text = print_module(core.Module((), (whole, *expansion.helpers)))
    scope: dict[str, Any] = {"np": np, "math": math, "cmath": cmath, "ans": ans, "ans_bar": ans_bar}
    scope |= {**imported(), **case.arguments}
    exec(_compiled(text), scope)
    values = scope["_expanded"]()
    found = {}
    for parameter, value in zip(expansion.results, values, strict=True):
        argument = case.arguments[parameter]
        shape = () if isinstance(argument, list) else np.shape(argument)
        if word == "elementwise":
            value = sum_to_shape(np.broadcast_to(value, np.shape(ans)), shape)
        elif parameter in expansion.broadcasts:
            value = np.broadcast_to(value, shape)
        found[parameter] = value
    return found


@lru_cache(maxsize=1024)
def _compiled(text: str) -> Any:
    return compile(text, "<expanded>", "exec")


def bound_to(key: str, value: Any, literal: bool, rule: Rule) -> Any:
    kind = rule.signature.parameters[key].kind
    if kind is rule.signature.parameters[key].VAR_POSITIONAL:
        return [gast.Subscript(name(key), quoted(i), gast.Load()) for i in range(len(value))]
    if literal and is_literal(value):
        return quoted(value)
    return name(key)


def value_of(value: Any) -> Value:
    """What analysis would know of a value."""
    if isinstance(value, np.ndarray):
        return Value("array", dtype=value.dtype.str[1:], shape=(None,) * value.ndim)
    if isinstance(value, np.generic):
        return Value("scalar", dtype=value.dtype.str[1:], shape=())
    if isinstance(value, list | tuple):
        kind = "list" if isinstance(value, list) else "tuple"
        return Value(kind, items=tuple(map(value_of, value)))  # type: ignore[arg-type]  # one of two kinds
    kinds: dict[type, Any] = {
        bool: "bool",
        int: "int",
        float: "float",
        type(None): "none",
        str: "str",
    }
    return Value(kinds.get(type(value), "any"))
