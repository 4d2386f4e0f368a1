"""Checking a template without writing a test.

The adjoint is held against differences, forward mode against reverse, the shape and the dtype
of each adjoint against its argument, the signature against the function, and what the
generator makes of the template against the template run as it stands.
"""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from tangentgen.rules.bind import parameters
from tangentgen.rules.body import returned_names
from tangentgen.rules.cases import Case, cases
from tangentgen.rules.expanded import expanded
from tangentgen.rules.library import Rule
from tangentgen.rules.shared import sum_to_shape
from tangentgen.rules.words import Template

DIFFERENCES = 2e-8
EPSILONS = 50  # how many roundings a result in single precision may be off


def check(rule: Rule, seed: int = 0) -> list[str]:
    """What is wrong with a rule, in words; nothing for a rule that is right.

    >>> import numpy as np
    >>> from tangentgen.rules.library import find
    >>> check(find(np.exp))
    []
    """
    found = list(signature_faults(rule))
    for template in rule.reverses:
        for dtype in ("f8", "f4"):
            count = 0
            for case in cases(rule, template, dtype, seed):
                with warnings.catch_warnings(), np.errstate(all="ignore"):
                    warnings.simplefilter("ignore")
                    try:
                        ans = call(rule.function, case)
                    except (ValueError, TypeError, IndexError, np.linalg.LinAlgError):
                        continue  # shapes that do not go together
                    count += 1
                    try:
                        faults = list(case_faults(rule, template, case, ans, seed))
                    except Exception as error:  # a template may fail in any way
                        faults = [f"{type(error).__name__}: {error}"]
                found += [f"{template.function.__name__}({case}): {fault}" for fault in faults]
            if not count and dtype == "f8":
                found.append(f"{template.function.__name__}: no case can be called")
    return found


def signature_faults(rule: Rule) -> Iterator[str]:
    """Parameters that the function does not have, or with other defaults."""
    real = parameters(rule.function)
    if not real or rule.kind == "constant":
        return
    for parameter in rule.signature.parameters.values():
        if parameter.default is parameter.empty and parameter.kind is not parameter.KEYWORD_ONLY:
            continue  # positional: the name is the template's own
        theirs = real.get(parameter.name)
        if theirs is None:
            yield f"{rule.name} has no parameter {parameter.name!r}"
        elif theirs.default != parameter.default and "no value" not in repr(theirs.default):
            yield f"{rule.name}: the default of {parameter.name!r} is {theirs.default!r}"


def case_faults(rule: Rule, template: Template, case: Case, ans: Any, seed: int) -> Iterator[str]:
    rng = np.random.default_rng(seed + 1)
    ans_bar = like(ans, rng)
    found = adjoints(rule, template, case, ans, ans_bar)
    for parameter in case.active:
        x, x_bar = case.arguments[parameter], found[parameter]
        for leaf, leaf_bar in zip(leaves(x), leaves(x_bar), strict=True):
            if np.shape(leaf) != np.shape(leaf_bar):
                yield f"{parameter}_bar has shape {np.shape(leaf_bar)} for {np.shape(leaf)}"
                return
    for parameter in case.active:
        yield from _against_differences(rule, case, parameter, ans_bar, found[parameter], rng)
        yield from _against_forward(rule, template, case, parameter, ans, ans_bar, found, rng)
    for how, others in expanded(rule, template, case, ans, ans_bar):
        for parameter, x_bar in others.items():
            if not close(x_bar, found[parameter], case):
                yield f"{parameter}_bar differs when expanded with {how}"
            pairs = zip(leaves(x_bar), leaves(case.arguments[parameter]), strict=True)
            wrong = {
                np.result_type(g)
                for g, x in pairs
                if np.any(g) and np.result_type(g) != np.result_type(x)
            }
            same = np.result_type(leaves(ans)[0]) == np.result_type(
                leaves(case.arguments[parameter])[0]
            )
            if wrong and same and template.word == "elementwise":
                yield f"{parameter}_bar is {wrong} when expanded with {how}"


def _against_differences(
    rule: Rule, case: Case, parameter: str, ans_bar: Any, x_bar: Any, rng: Any
) -> Iterator[str]:
    x = case.arguments[parameter]
    if np.result_type(leaves(x)[0]) != np.float64 or np.result_type(*leaves(ans_bar)) == np.float32:
        return
    direction = along(case, parameter, rng)
    want = dot(ans_bar, slope(rule.function, case, parameter, direction))
    got = dot(x_bar, direction)
    scale = 1 + abs(want) + abs(got)
    if not abs(want - got) <= DIFFERENCES * scale:
        yield f"{parameter}_bar along a direction is {got}, by differences {want}"


def _against_forward(
    rule: Rule,
    template: Template,
    case: Case,
    parameter: str,
    ans: Any,
    ans_bar: Any,
    found: dict[str, Any],
    rng: Any,
) -> Iterator[str]:
    x = case.arguments[parameter]
    direction = along(case, parameter, rng)
    ans_dot = tangent(rule, template, case, ans, {parameter: direction})
    if ans_dot is None:
        yield "no forward mode"
        return
    forward, reverse = dot(ans_bar, ans_dot), dot(found[parameter], direction)
    size = 1 + dot(absolute(ans_bar), absolute(ans_dot))
    size += dot(absolute(found[parameter]), absolute(direction))
    eps = 1e-12 if np.result_type(leaves(x)[0]) == np.float64 else EPSILONS * np.finfo("f4").eps
    if not abs(forward - reverse) <= eps * size:
        yield f"forward mode in {parameter} is {forward}, reverse {reverse}"


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
            f"{p}_dot": dots.get(p, map_leaves(np.zeros_like, case.arguments[p]))
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
    """The function itself; by keyword what it has a name for."""
    real = parameters(function)
    named = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
    args, keywords = [], {}
    for name, value in case.arguments.items():
        if name == case.rest:
            args.extend(value)
        elif name in real and real[name].kind in named:
            keywords[name] = value
        else:
            args.append(value)
    return function(*args, **keywords)


def slope(function: Callable[..., Any], case: Case, parameter: str, direction: Any) -> Any:
    """The derivative along a direction: differences, extrapolated twice."""

    def central(step: float) -> Any:
        x = case.arguments[parameter]
        ends = [
            call(
                function,
                replace(
                    case,
                    arguments=case.arguments
                    | {
                        parameter: map_leaves(lambda a, d, h=h: np.asarray(a + h * d), x, direction)
                    },
                ),
            )
            for h in (step, -step)
        ]
        return map_leaves(lambda p, m: (np.asarray(p) - np.asarray(m)) / (2 * step), *ends)

    a, b, c = (central(h) for h in (4e-3, 2e-3, 1e-3))
    return map_leaves(lambda x, y, z: (16 * (4 * z - y) / 3 - (4 * y - x) / 3) / 15, a, b, c)


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
    """A direction to move an argument in: a symmetric matrix stays one."""
    direction = like(case.arguments[parameter], rng)
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
