"""Running templates and functions on the cases of a check, and comparing what comes out."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from tangentgen.rules.bind import parameters
from tangentgen.rules.body import returned_names
from tangentgen.rules.cases import Case
from tangentgen.rules.library import Rule
from tangentgen.rules.shared import sum_to_shape
from tangentgen.rules.words import Template

EPSILONS = 50  # how many roundings a result in single precision may be off


def adjoints(rule: Rule, template: Template, case: Case, ans: Any, ans_bar: Any) -> dict[str, Any]:
    """The adjoint of each active argument, by the template run as it stands."""
    if template.word == "adjoint":
        returned = run(template, case, ans=ans, ans_bar=ans_bar)
        names = returned_names(template.function)
        parts = returned if len(names) > 1 else (returned,)
        return {key.removesuffix("_bar"): p for key, p in zip(names, parts, strict=True)}
    partials = run(template, case, ans=ans)
    parts = partials if len(rule.active) > 1 else (partials,)
    return {
        p: sum_to_shape(
            np.broadcast_to(partial * ans_bar, np.shape(ans)), np.shape(case.arguments[p])
        )
        for p, partial in zip(rule.active, parts, strict=True)
        if p in case.active
    }


def tangent(rule: Rule, template: Template, case: Case, ans: Any, dots: dict[str, Any]) -> Any:
    """The tangent of the answer; None where there is no forward mode."""
    if rule.tangents:
        all_dots = {
            f"{p}_dot": dots.get(p, map_leaves(np.zeros_like, case.arguments.get(p, 0.0)))
            for p in rule.active
        }
        return run(rule.tangents[0], case, ans=ans, **all_dots)
    if rule.linear:
        [(parameter, dot_)] = dots.items()
        if parameter not in rule.linear:
            return None
        return call(rule.function, replace(case, arguments=case.arguments | {parameter: dot_}))
    if template.word == "adjoint":
        return None
    partials = run(template, case, ans=ans)
    parts = partials if len(rule.active) > 1 else (partials,)
    total = sum(part * dots[p] for p, part in zip(rule.active, parts, strict=True) if p in dots)
    return np.broadcast_to(total, np.shape(ans))


def run(template: Template, case: Case, **given: Any) -> Any:
    """The template called with the arguments, and with what it asks for beside them."""
    given |= {"active": frozenset(case.active), "literal": frozenset()}
    given["read"] = frozenset(range(10)) if case.read is None else frozenset({case.read})
    whole = inspect.signature(template.function).parameters
    args, keywords, skipped = [], {}, False
    for name, parameter in whole.items():
        if parameter.kind is parameter.VAR_POSITIONAL:
            args.extend(case.arguments[name])
        elif name in case.arguments or name in given:
            value = case.arguments.get(name, given.get(name))
            if parameter.kind is parameter.KEYWORD_ONLY or skipped:
                keywords[name] = value
            else:
                args.append(value)
        else:
            skipped = True
    return template.function(*args, **keywords)


def call(function: Callable[..., Any], case: Case) -> Any:
    """The function itself; by position as far as that goes, then by keyword."""
    real = parameters(function)
    named = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
    open_ended = not case.rest and any(p.kind is p.VAR_KEYWORD for p in real.values())
    places = [p.name for p in real.values() if p.kind in named[:1]]
    args: list[Any] = []
    keywords: dict[str, Any] = {}
    for name, value in case.arguments.items():
        if name == case.rest:
            args.extend(value)
        elif not keywords and places[len(args) : len(args) + 1] == [name]:
            args.append(value)
        elif (name in real and real[name].kind in named) or (open_ended and name not in real):
            keywords[name] = value
        else:
            args.append(value)
    asked: Any = function
    if asked is np.r_ or asked is np.c_:
        return asked[tuple(args)]
    return function(*args, **keywords)


def slope(
    function: Callable[..., Any], case: Case, parameter: str, direction: Any, scale: float = 1.0
) -> Any:
    """The derivative along a direction: differences, extrapolated twice."""

    def central(step: float) -> Any:
        x = case.arguments[parameter]
        ends = [
            call(
                function,
                replace(
                    case,
                    arguments=case.arguments
                    | {parameter: map_leaves(lambda a, d, h=h: moved(a, h * d), x, direction)},
                ),
            )
            for h in (step, -step)
        ]
        return map_leaves(lambda p, m: difference(p, m) / (2 * step), *ends)

    a, b, c = (central(scale * h) for h in (4e-3, 2e-3, 1e-3))
    return map_leaves(lambda x, y, z: (16 * (4 * z - y) / 3 - (4 * y - x) / 3) / 15, a, b, c)


def difference(a: Any, b: Any) -> Any:
    """a - b, 0 where both are the same infinity."""
    return np.where(np.isinf(a) & (np.asarray(a) == b), 0, np.asarray(a) - np.asarray(b))


def moved(x: Any, step: Any) -> Any:
    """A number or an array a step away, of its kind."""
    return x + step if isinstance(x, float | complex) else np.asarray(x + step)


def leaves(value: Any) -> list[Any]:
    if isinstance(value, list | tuple):
        return [leaf for item in value for leaf in leaves(item)]
    return [value]


def map_leaves(function: Callable[..., Any], *trees: Any) -> Any:
    if isinstance(trees[0], list | tuple):
        return [map_leaves(function, *items) for items in zip(*trees, strict=True)]
    return function(*trees)


def like(value: Any, rng: Any) -> Any:
    """Random numbers in the structure of a value, of its dtype."""

    def draw(x: Any) -> Any:
        numbers = rng.normal(size=np.shape(x))
        if np.iscomplexobj(x):
            numbers = numbers + 1j * rng.normal(size=np.shape(x))
        kind = np.result_type(x)
        drawn = np.asarray(numbers).astype(kind if kind.kind in "fc" else float)[()]
        return float(drawn) if type(x) is float else drawn

    return map_leaves(draw, value)


def along(case: Case, parameter: str, rng: Any) -> Any:
    """A direction to move an argument in: a symmetric matrix stays one, equal entries equal."""
    direction = like(case.arguments[parameter], rng)
    if case.tied:
        return map_leaves(lambda x: np.cos(3 * x), case.arguments[parameter])
    if parameter in case.symmetric:
        return direction + np.swapaxes(direction, -1, -2)
    return direction


def dot(a: Any, b: Any) -> float:
    """Re Σ a b, the pairing of an adjoint with a tangent."""
    pairs = zip(leaves(a), leaves(b), strict=True)
    return float(
        sum(np.sum(np.real(np.asarray(x, "c16") * np.asarray(y, "c16"))) for x, y in pairs)
    )


def absolute(value: Any) -> Any:
    return map_leaves(np.abs, value)


def close(a: Any, b: Any, case: Case) -> bool:
    single = any(
        getattr(leaf, "dtype", None) == np.float32
        for value in case.arguments.values()
        for leaf in leaves(value)
    )
    tolerance = EPSILONS * np.finfo("f4").eps if single else 1e-12
    pairs = list(zip(leaves(a), leaves(b), strict=True))
    return all(
        np.shape(x) == np.shape(y) and np.allclose(x, y, tolerance, tolerance, equal_nan=True)
        for x, y in pairs
    )
