"""Checking a template without writing a test.

The adjoint is held against differences, forward mode against reverse, the shape and the dtype
of each adjoint against its argument, the signature against the function, and what the
generator makes of the template against the template run as it stands.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from tangentgen.rules.bind import parameters
from tangentgen.rules.cases import Case, case_groups
from tangentgen.rules.expanded import expanded
from tangentgen.rules.library import Rule
from tangentgen.rules.running import (
    EPSILONS,
    absolute,
    adjoints,
    along,
    call,
    close,
    dot,
    leaves,
    like,
    slope,
    tangent,
)
from tangentgen.rules.words import Template

STEPS = ((1.0, 2e-8), (1 / 64, 1e-6))  # shorter steps where long ones lead across a kink
MOST = {"f8": 48, "f4": 6, "c16": 10}  # cases of one template
LEAST = {"f8": 16, "f4": 3, "c16": 5}  # of one decorator
SINGLE = {np.dtype("f4"), np.dtype("c8")}


def check(rule: Rule, seed: int = 0) -> list[str]:
    """What is wrong with a rule, in words; nothing for a rule that is right.

    >>> import numpy as np
    >>> from tangentgen.rules.library import find
    >>> check(find(np.exp))
    []
    """
    return list(faults(rule, seed))


def faults(rule: Rule, seed: int = 0) -> Iterator[str]:
    """What is wrong with a rule, one after the other: whoever only asks whether takes the first."""
    yield from signature_faults(rule)
    for template in rule.reverses:
        for dtype in ("f8", "f4", "c16"):
            found = 0
            for case in _some(template, dtype, seed):
                ans = _answer(rule, case, seed)
                if ans is None:
                    continue
                found += 1
                for variant in _variants(template, case, ans):
                    for fault in _attempted(rule, template, variant, ans, seed):
                        yield f"{template.function.__name__}({variant}): {fault}"
            if not found and dtype == "f8":
                yield f"{template.function.__name__}: no case can be called"


def _some(template: Template, dtype: str, seed: int) -> Iterator[Case]:
    """All cases in doubles, up to fifty; of the other kinds of numbers a few of each. Where there
    are several decorators, each has its part.

    They are drawn: every second one of a product would always have the same of two values.
    """
    groups = list(case_groups(template, dtype, seed))
    most = max(MOST[dtype] // len(groups), LEAST[dtype])
    for found in groups:
        drawn = np.random.default_rng(len(found)).permutation(len(found))[:most]
        yield from (found[k] for k in sorted(drawn))


def _answer(rule: Rule, case: Case, seed: int) -> Any:
    """What the function returns; None where that is nothing to compare with. The logarithm of a
    density that is zero is -inf, and so it is all around.
    """
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            ans = call(rule.function, case)
        except (ValueError, TypeError, IndexError, np.linalg.LinAlgError):
            return None  # shapes that do not go together
    finite = all(np.all(np.isfinite(leaf)) for leaf in leaves(ans))
    if finite or (_some_finite(ans) and _finite_around(rule, case, seed)):
        return ans
    return None  # the mean of nothing is none


def _some_finite(ans: Any) -> bool:
    """Whether infinities are beside finite numbers."""
    whole = np.concatenate([np.ravel(leaf) for leaf in leaves(ans)])
    return bool(np.any(np.isfinite(whole)) and not np.any(np.isnan(whole)))


def _finite_around(rule: Rule, case: Case, seed: int) -> bool:
    """Whether what is infinite stays so nearby, and the rest finite."""
    rng = np.random.default_rng(seed)
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        slopes = [slope(rule.function, case, p, along(case, p, rng)) for p in case.active]
    return all(np.all(np.isfinite(leaf)) for each in slopes for leaf in leaves(each))


def _attempted(rule: Rule, template: Template, case: Case, ans: Any, seed: int) -> Iterator[str]:
    """The faults of one case; what a template raises is one."""
    found = case_faults(rule, template, case, ans, seed)
    while True:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            try:
                fault = next(found, None)
            except NotImplementedError:
                return  # the template says that it does not cover this
            except Exception as error:  # a template may fail in any way
                fault = f"{type(error).__name__}: {error}"
        if fault is None:
            return
        yield fault


def signature_faults(rule: Rule) -> Iterator[str]:
    """Parameters that the function does not have, in another place or with other defaults."""
    real = parameters(rule.function)
    if not real or rule.kind == "constant":
        return
    places = [p.name for p in real.values() if p.kind is not p.KEYWORD_ONLY and p.name != "out"]
    for place, parameter in enumerate(rule.signature.parameters.values()):
        by_position = parameter.kind is parameter.POSITIONAL_OR_KEYWORD
        if by_position and parameter.name in places and places.index(parameter.name) != place:
            yield f"{rule.name} has {parameter.name!r} in another place"
        if parameter.default is parameter.empty and parameter.kind is not parameter.KEYWORD_ONLY:
            continue  # positional: the name is the template's own
        theirs = real.get(parameter.name)
        if theirs is None and any(p.kind is p.VAR_KEYWORD for p in real.values()):
            continue
        if theirs is None:
            yield f"{rule.name} has no parameter {parameter.name!r}"
        elif repr(theirs.default) != repr(parameter.default) and "no value" not in repr(
            theirs.default
        ):
            yield f"{rule.name}: the default of {parameter.name!r} is {theirs.default!r}"


def _variants(template: Template, case: Case, ans: Any) -> Iterator[Case]:
    """The case, and where a template asks what is read, each of several results read alone."""
    yield case
    if "read" in template.parameters and isinstance(ans, tuple):
        for k in range(len(ans)):
            yield replace(case, read=k)


def case_faults(rule: Rule, template: Template, case: Case, ans: Any, seed: int) -> Iterator[str]:
    rng = np.random.default_rng(seed + 1)
    ans_bar = like(ans, rng)
    given = ans_bar
    if case.read is not None:
        given = [b if k == case.read else 0.0 for k, b in enumerate(ans_bar)]
        ans_bar = [b if k == case.read else np.zeros_like(b) for k, b in enumerate(ans_bar)]
    found = adjoints(rule, template, case, ans, given)
    for parameter in case.active:
        x, x_bar = case.arguments[parameter], found[parameter]
        for leaf, leaf_bar in zip(leaves(x), leaves(x_bar), strict=True):
            if np.shape(leaf) != np.shape(leaf_bar):
                yield f"{parameter}_bar has shape {np.shape(leaf_bar)} for {np.shape(leaf)}"
                return
    for parameter in case.active:
        yield from _against_differences(rule, case, parameter, ans_bar, found[parameter], rng)
        yield from _against_forward(rule, template, case, parameter, ans, ans_bar, found, rng)
    for how, others in expanded(rule, template, case, ans, given):
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
    if SINGLE & {np.result_type(*leaves(x)), np.result_type(*leaves(ans_bar))}:
        return
    if case.tied and len([p for p in rule.active if p in case.arguments]) > 1:
        return  # only one of them would move
    direction = along(case, parameter, rng)
    got = dot(x_bar, direction)
    for scale, tolerance in STEPS:
        want = dot(ans_bar, slope(rule.function, case, parameter, direction, scale))
        if abs(want - got) <= tolerance * (1 + abs(want) + abs(got)):
            return
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
    for leaf, leaf_dot in zip(leaves(ans), leaves(ans_dot), strict=True):
        if np.ndim(leaf_dot) and np.shape(leaf_dot) != np.shape(leaf):
            yield f"ans_dot has shape {np.shape(leaf_dot)} for {np.shape(leaf)}"
            return
    if case.read is not None:
        ans_bar, ans_dot = ans_bar[case.read], ans_dot[case.read]
    forward, reverse = dot(ans_bar, ans_dot), dot(found[parameter], direction)
    size = 1 + dot(absolute(ans_bar), absolute(ans_dot))
    size += dot(absolute(found[parameter]), absolute(direction))
    eps = 1e-12 if np.result_type(leaves(x)[0]) not in SINGLE else EPSILONS * np.finfo("f4").eps
    if not abs(forward - reverse) <= eps * size:
        yield f"forward mode in {parameter} is {forward}, reverse {reverse}"
