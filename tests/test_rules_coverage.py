"""Each public function of NumPy has a rule, is constant for a reason, or stands in a list."""

from __future__ import annotations

import math
import types
from collections.abc import Iterator

import numpy as np
import pytest

from tangentgen.rules import library
from tangentgen.rules.unsupported import UNSUPPORTED

MODULES = {"numpy": np, "numpy.linalg": np.linalg, "numpy.fft": np.fft, "math": math}


def public() -> Iterator[tuple[str, object]]:
    for module_name, module in MODULES.items():
        for name in sorted(getattr(module, "__all__", dir(module))):
            found = getattr(module, name, None)
            if name.startswith("_") or isinstance(found, type | types.ModuleType):
                continue
            if callable(found):
                yield f"{module_name}.{name}", found


@pytest.mark.parametrize(("name", "function"), list(public()), ids=[name for name, _ in public()])
def test_every_public_function_is_accounted_for(name: str, function: object) -> None:
    has_rule = library.find(function) is not None
    assert has_rule != (name in UNSUPPORTED), "in one place and only one"


def test_what_is_constant_says_why() -> None:
    for rule in library.all_rules():
        assert (rule.kind == "constant") == bool(rule.constant_because), rule.name


def test_every_rule_has_both_modes_and_a_formula() -> None:
    for rule in library.all_rules():
        if rule.kind == "constant":
            continue
        assert rule.reverse is not None and rule.forward is not None, rule.name
        for template in (*rule.reverses, *rule.tangents):
            assert template.function.__doc__, f"{rule.name}: {template.function.__name__}"


def test_functions_are_found_by_identity() -> None:
    found = library.find(np.sum)
    assert found is not None and found.name == "numpy.sum"
    assert library.find(lambda a: a) is None
    assert library.find([]) is None
    assert library.method("sum") is np.sum
    assert library.method("nonsense") is None
    assert library.attribute("T") is np.transpose


@pytest.mark.parametrize("name", ["sum", "reshape", "transpose", "flatten", "clip", "item"])
def test_the_function_of_a_method_has_a_rule(name: str) -> None:
    assert library.find(library.method(name)) is not None
