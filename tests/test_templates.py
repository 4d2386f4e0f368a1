"""Every template, by itself and through the generator, over the samples that it declares."""

from __future__ import annotations

import importlib.util
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
import scipy.integrate
import scipy.interpolate
import scipy.linalg
import scipy.ndimage
import scipy.signal
import scipy.sparse
import scipy.special
import scipy.stats  # noqa: F401 - its templates are there once it is imported

import tangentgen
from tangentgen.rules import library
from tangentgen.rules.bind import parameters as parameters_of
from tangentgen.rules.cases import Case, cases
from tangentgen.rules.check import check
from tangentgen.rules.running import adjoints, along, call, dot, leaves, like
from tangentgen.rules.static import is_literal

RULES = [rule for rule in library.all_rules() if rule.kind != "constant"]
OPERATORS = {
    "numpy.c_": "np.c_[{0}]",
    "numpy.r_": "np.r_[{0}]",
    "operator.abs": "abs({0})",
    "operator.add": "{0} + {1}",
    "operator.matmul": "{0} @ {1}",
    "operator.mod": "{0} % {1}",
    "operator.mul": "{0} * {1}",
    "operator.neg": "-{0}",
    "operator.pos": "+{0}",
    "operator.pow": "{0} ** {1}",
    "operator.sub": "{0} - {1}",
    "operator.truediv": "{0} / {1}",
    "tangentgen.rules.shared.largest": "max(*{0}, *{1})",
    "tangentgen.rules.shared.smallest": "min(*{0}, *{1})",
    "tangentgen.rules.shared.log_det": "np.log(np.linalg.det({0}))",
    "tangentgen.rules.shared.logistic": "{0} / (1 + np.exp({1}))",
    "tangentgen.rules.shared.logistic_of_number": "{0} / (1 + math.exp({1}))",
}
IMPORTS = """
import cmath
import math
import statistics

import numpy as np
from scipy import integrate, linalg, ndimage, signal, spatial, special, stats

import tangentgen


"""
FORMS = 2  # calls of each rule that go through the generator
EMPTY = {"numpy.intersect1d"}  # of numbers drawn at random there is nothing left
LOSSY = {"numpy.float32", "numpy.complex64"}  # they round what they are given


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_template_by_itself(rule: library.Rule) -> None:
    assert check(rule) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_template_through_the_generator(rule: library.Rule, tmp_path: Path) -> None:
    forms = 0
    for number, (case, ans) in enumerate(distinct(rule)):
        parameters, text = written(rule, case)
        source = f"def f({', '.join(parameters)}):\n    return {text}\n"
        function = load(tmp_path / f"call_{number}.py", source).f
        rng = np.random.default_rng(number)
        values = [x for p in case.active for x in leaves(case.arguments[p])]
        ans_bar = like(ans, rng)
        cotangent = tuple(ans_bar) if isinstance(ans, tuple) else ans_bar

        try:
            _, found = tangentgen.vjp(function, wrt=tuple(parameters))(*values, cotangent=cotangent)
        except NotImplementedError:
            continue  # the template says that it does not cover this
        found = found if len(parameters) > 1 else (found if isinstance(found, tuple) else (found,))
        want = adjoints(rule, rule.reverses[0], case, ans, ans_bar)
        wanted = [x for p in case.active for x in leaves(want[p])]
        for value, x_bar, expected in zip(values, found, wanted, strict=True):
            assert np.shape(x_bar) == np.shape(value), text
            expected = expected if np.iscomplexobj(value) else np.real(expected)
            np.testing.assert_allclose(x_bar, expected, 1e-9, 1e-9, err_msg=text)

        if rule.name in LOSSY:
            continue
        dots = tuple(x for p in case.active for x in leaves(along(case, p, rng)))
        given = dots if len(dots) > 1 else dots[0]
        _, ans_dot = tangentgen.jvp(function, wrt=tuple(parameters))(*values, tangents=given)
        forward, reverse = dot(ans_bar, ans_dot), dot(list(found), list(dots))
        assert forward == pytest.approx(reverse, rel=1e-9, abs=1e-9), text
        forms += 1
    assert forms or rule.name in LOSSY | EMPTY or not can_be_written(rule)


def distinct(rule: library.Rule) -> Iterator[tuple[Case, Any]]:
    """A few calls that differ in their text or in the ranks of their arguments."""
    seen = set()
    for case in cases(rule, rule.reverses[0], "f8"):
        if not all(is_literal(v) for k, v in case.arguments.items() if k not in case.active):
            continue
        ranks = [np.ndim(x) for p in case.active for x in leaves(case.arguments[p])]
        key = (written(rule, case)[1], *ranks)
        if key in seen or len(seen) == FORMS:
            continue
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            try:
                ans = call(rule.function, case)
            except (ValueError, TypeError, IndexError):
                continue  # shapes that do not go together
        if not np.size(leaves(ans)[0]):
            continue
        seen.add(key)
        yield case, ans


def can_be_written(rule: library.Rule) -> bool:
    others = [v for v in rule.reverses[0].samples.values() if isinstance(v, list)]
    return all(any(map(is_literal, values)) for values in others)


def written(rule: library.Rule, case: Case) -> tuple[list[str], str]:
    """The call as a user would write it, with its active arguments as parameters."""
    parameters: list[str] = []
    arguments: list[str] = []
    skipped = False
    for name, parameter in rule.signature.parameters.items():
        if name not in case.arguments:
            skipped = True
            continue
        value = case.arguments[name]
        text = name
        if name in case.active and isinstance(value, list):
            items = [spelled(item, f"{name}{i}") for i, item in enumerate(value)]
            parameters += [given for item in items for given in item.strip("[]").split(", ")]
            text = ", ".join(items)
            if parameter.kind is not parameter.VAR_POSITIONAL:
                text = f"[{text}]"
        elif name in case.active:
            parameters.append(name)
        elif parameter.kind is parameter.VAR_POSITIONAL:
            arguments += map(repr, value)
            continue
        else:
            text = repr(value)
        theirs = parameters_of(rule.function).get(name, parameter)
        by_name = skipped or parameter.KEYWORD_ONLY in (parameter.kind, theirs.kind)
        arguments.append(f"{name}={text}" if by_name else text)
    if rule.name in OPERATORS:
        return parameters, OPERATORS[rule.name].format(*arguments)
    name = rule.name.replace("numpy.", "np.", 1).replace("scipy.", "", 1)
    if name.startswith("np.ndarray."):
        return parameters, f"{arguments[0]}.{name[11:]}({', '.join(arguments[1:])})"
    return parameters, f"{name}({', '.join(arguments)})"


def spelled(value: Any, name: str) -> str:
    """A name, or of a list the names of its items."""
    if not isinstance(value, list):
        return name
    return f"[{', '.join(f'{name}_{k}' for k in range(len(value)))}]"


def load(path: Path, text: str) -> ModuleType:
    path.write_text(IMPORTS + text)
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module
