"""The checks themselves: each wrong template must be noticed."""

from __future__ import annotations

import inspect
import types
from dataclasses import replace
from typing import Any

import gast
import numpy as np
import pytest

from tangentgen.rules import body, library
from tangentgen.rules.check import check, signature_faults
from tangentgen.rules.library import Rule
from tangentgen.rules.words import Template

MUTANTS: list[tuple[Any, str, str]] = [
    (np.exp, "return ans", "return -ans"),
    (np.log, "1 / x", "2 / x"),
    (np.cos, "-np.sin(x)", "np.sin(x)"),
    (np.tanh, "1 - ans**2", "1 + ans**2"),
    (np.tanh, "1 - ans**2", "1 - ans"),
    (np.divide, "-ans / y", "ans / y"),
    (np.divide, "-ans / y", "-x / y"),
    (np.power, "p - 1, 1", "p, 1"),
    (np.subtract, "1, -1", "-1, 1"),
    (np.arctan2, "return x /", "return y /"),
    (np.maximum, "return x > y, y > x", "return x > y, x > y"),
    (np.maximum, "np.where(x == y, 0.5, x > y)", "np.where(x == y, 0.5, x < y)"),
    (np.where, "np.where(condition, 0, 1)", "np.where(condition, 1, 0)"),
    (np.sum, "np.expand_dims(ans_bar, axis)", "ans_bar"),
    (np.mean, "ans_bar / np.size(a)", "ans_bar"),
    (np.var, "2 * away", "away"),
    (np.prod, "others_along(a, axis)", "a"),
    (np.cumsum, "np.flip(np.cumsum(np.flip(ans_bar, axis), axis=axis), axis)", "ans_bar"),
    (np.max, "top * share", "share"),
    (np.transpose, "np.argsort([i % len(axes) for i in axes])", "axes"),
    (np.roll, "else -shift", "else shift"),
    (np.concatenate, "arrays[:-1]", "arrays[1:]"),
    (np.matmul, "ans_bar @ y.T", "ans_bar @ y"),
    (np.matmul, "np.outer(ans_bar, y)", "np.outer(y, ans_bar)"),
    (np.matmul, "y_bar = x.T @ ans_bar", "y_bar = -x.T @ ans_bar"),
    (np.tensordot, "for i in np.argsort(b_axes)", "for i in np.argsort(a_axes)"),
    (np.linalg.inv, "-ans.T", "ans.T"),
    (np.linalg.solve, "np.linalg.solve(a.T, ans_bar)", "np.linalg.solve(a, ans_bar)"),
    (np.linalg.cholesky, "both * (weights", "full * (weights"),
    (np.linalg.norm, "np.conj(x) /", "np.conj(x) *"),
    (np.sort, "shared_among_equals(ans, ans_bar, axis)", "ans_bar[::-1]"),
    (np.take, "np.add.at(a_bar, where, ans_bar)", "a_bar[where] = ans_bar"),
]


@pytest.mark.parametrize(("function", "old", "new"), MUTANTS)
def test_a_wrong_template_is_noticed(
    function: Any, old: str, new: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = library.find(function)
    assert rule is not None
    template = rule.reverses[0]
    mutant, tree = mutated(template, old, new)
    original = body.body

    def changed(asked: types.FunctionType) -> gast.FunctionDef:
        return tree if asked is mutant.function else original(asked)

    monkeypatch.setattr(body, "body", changed)
    assert check(replace(rule, reverses=(mutant,))) != []


def test_a_linear_word_that_is_not_true_is_noticed() -> None:
    rule = library.find(np.sum)
    assert rule is not None
    assert check(replace(rule, function=np.prod)) != []


def test_a_parameter_that_the_function_does_not_have_is_noticed() -> None:
    rule = library.find(np.sum)
    assert rule is not None
    wrong = Rule("numpy.sort", np.sort, "adjoint", ("a",), rule.reverses, linear=("a",))
    assert any("has no parameter 'keepdims'" in fault for fault in check(wrong))


def test_a_parameter_in_another_place_is_noticed() -> None:
    rule = library.find(np.cumsum)
    assert rule is not None
    a, axis, *rest = rule.signature.parameters.values()
    assert (a.name, axis.name) == ("a", "axis")
    turned = inspect.Signature([axis.replace(default=inspect.Parameter.empty), a, *rest])
    wrong = types.SimpleNamespace(**vars(rule) | {"signature": turned, "name": rule.name})
    assert "numpy.cumsum has 'axis' in another place" in list(signature_faults(wrong))


def mutated(template: Template, old: str, new: str) -> tuple[Template, gast.FunctionDef]:
    """The template with one piece of its text changed, as a function and as a tree."""
    text = inspect.getsource(template.function)
    text = text[text.index("\ndef ") :]
    assert old in text, f"{old!r} does not occur in\n{text}"
    text = text.replace(old, new)
    scope = dict(template.function.__globals__)
    exec(text, scope)
    function = scope[template.function.__name__]
    changed: gast.FunctionDef = gast.parse(text).body[0]
    return replace(template, function=function), changed
