"""Each public function of NumPy has a rule, is constant for a reason, or stands in a list."""

from __future__ import annotations

import numpy as np
import pytest

from tangentgen.analysis.stored_calls import FUNCTIONS
from tangentgen.rules import library
from tangentgen.rules.coverage import (
    FUNCTIONALS,
    GONE_THROUGH,
    MODULES,
    STORES,
    counted,
    coverage,
    public,
)
from tangentgen.rules.unsupported import UNSUPPORTED

EVERY = [(name, function) for package in MODULES for name, function in public(package)]


@pytest.mark.parametrize(("name", "function"), EVERY, ids=[name for name, _ in EVERY])
def test_every_public_function_is_accounted_for(name: str, function: object) -> None:
    has_rule = library.find(function) is not None or name in STORES | FUNCTIONALS | GONE_THROUGH
    assert has_rule != (name in UNSUPPORTED), "in one place and only one"


def test_what_is_unsupported_exists() -> None:
    names = {name for name, _ in EVERY}
    assert sorted(UNSUPPORTED.keys() - names - OF_OTHER_VERSIONS) == []


OF_OTHER_VERSIONS = {"numpy.row_stack", "numpy.fromregex", "numpy.trapz", "numpy.in1d"}


def test_what_is_a_store_is_taken_as_one() -> None:
    assert {f"numpy.{function.__name__}" for function in FUNCTIONS} == STORES


def test_as_many_have_a_rule_as_is_promised() -> None:
    found = coverage("numpy")
    assert counted(found, "rule", "numpy") >= 220
    assert counted(found, "rule", "numpy.linalg") + counted(found, "rule", "numpy.fft") >= 45


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
