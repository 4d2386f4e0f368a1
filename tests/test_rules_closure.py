"""Generated code is differentiated again, so templates may call only what has a rule itself."""

from __future__ import annotations

import builtins
import types
from typing import Any

import gast
import pytest
import scipy.integrate
import scipy.linalg
import scipy.ndimage
import scipy.signal
import scipy.special
import scipy.stats  # noqa: F401 - its templates are there once it is imported

from tangentgen.analysis.operands import MAKERS
from tangentgen.language import optional
from tangentgen.rules import body, library
from tangentgen.rules.static import dotted

# taken apart, or refused where active, before rules are asked
LANGUAGE = {
    *("range", "zip", "enumerate", "reversed", "list", "tuple", "set", "slice", "sorted"),
    *("NotImplementedError", "ValueError", "np.add.at", "np.ndindex"),
}
# splines that are made and evaluated at once have a rule as a whole
LANGUAGE |= {f"scipy_interpolate.{maker}" for maker in MAKERS}
# methods of strings, lists and dicts
METHODS = {
    "get",
    "setdefault",
    "lower",
    "replace",
    "split",
    "partition",
    "count",
    "append",
    "index",
    "join",
    "removesuffix",
}

TEMPLATES = [
    template.function
    for rule in library.all_rules()
    for template in (*rule.reverses, *rule.tangents)
]


@pytest.mark.parametrize("function", TEMPLATES, ids=lambda function: function.__name__)
def test_what_a_template_calls_has_a_rule(function: types.FunctionType) -> None:
    assert list(without_rule(function, set())) == []


def without_rule(function: types.FunctionType, seen: set[types.FunctionType]) -> list[str]:
    seen.add(function)
    missing = []
    for statement in body.statements(function):
        for node in gast.walk(statement):
            name = dotted(node.func) if isinstance(node, gast.Call) else ""
            if name in function.__code__.co_varnames:
                continue  # a function that the user gives
            if not name or name in LANGUAGE or name.split(".")[-1] in METHODS:
                continue
            called = resolved(name, function.__globals__)
            if isinstance(called, types.FunctionType) and "tangentgen" in called.__module__:
                if called not in seen:
                    missing += without_rule(called, seen)
            elif library.find(called) is None and library.method(name.split(".")[-1]) is None:
                missing.append(name)
    return missing


def resolved(name: str, scope: dict[str, Any]) -> Any:
    first, *rest = name.split(".")
    known = {**vars(builtins), **optional.imported(), **scope}
    found = known.get(first)
    for part in rest:
        found = getattr(found, part, None)
    return found
