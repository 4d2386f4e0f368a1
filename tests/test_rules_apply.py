"""What rules expand to: what an expert would write, for what is known."""

from __future__ import annotations

import math
import operator
from typing import Any

import numpy as np
import pytest

from tangentgen.analysis.values import Dim, Value
from tangentgen.language import core
from tangentgen.rules import apply, library
from tangentgen.source.printer import print_expression, print_module
from tangentgen.source.quote import expression

FLOAT, INT = Value("float"), Value("int")
COMPLEX = Value("array", dtype="c16", shape=(None,))


def array(rank: int, dtype: str = "f8") -> Value:
    return Value("array", dtype=dtype, shape=(None,) * rank)


def sized(*lengths: int) -> Value:
    return Value("array", dtype="f8", shape=tuple(map(Dim, lengths)))


def expansion(
    function: Any,
    call: str,
    active: str,
    values: dict[str, Value] | None = None,
    mode: Any = apply.reverse,
    **more: Any,
) -> apply.Expansion:
    rule = library.find(function)
    assert rule is not None
    tree: Any = expression(f"f({call})")
    bound = apply.bind(rule, tree.args, {k.arg: k.value for k in tree.keywords})
    found: apply.Expansion = mode(rule, bound, active.split(), values or {}, **more)
    return found


def text(found: apply.Expansion) -> str:
    return "; ".join(print_expression(tree) for tree in found.results.values())


REVERSE: list[tuple[Any, str, str, dict[str, Value], str]] = [
    (np.exp, "x", "x", {}, "ans * ans_bar"),
    (np.log, "x", "x", {}, "ans_bar / x"),
    (np.sin, "x", "x", {}, "np.cos(x) * ans_bar"),
    (np.cos, "x", "x", {}, "-np.sin(x) * ans_bar"),
    (np.tanh, "x", "x", {}, "(1 - ans**2) * ans_bar"),
    (np.sqrt, "x", "x", {}, "0.5 / ans * ans_bar"),
    (np.arccos, "x", "x", {}, "-ans_bar / np.sqrt(1 - x**2)"),
    (math.sqrt, "x", "x", {}, "0.5 / ans * ans_bar"),
    (operator.add, "x, y", "x y", {}, "ans_bar; ans_bar"),
    (operator.sub, "x, y", "x y", {}, "ans_bar; -ans_bar"),
    (operator.mul, "x, y", "x y", {}, "y * ans_bar; x * ans_bar"),
    (operator.truediv, "x, y", "x y", {}, "ans_bar / y; -ans / y * ans_bar"),
    (operator.neg, "x", "x", {}, "-ans_bar"),
    (operator.pow, "x, 2", "x", {}, "2 * x * ans_bar"),
    (operator.pow, "x, 3", "x", {}, "3 * x**2 * ans_bar"),
    (operator.pow, "x, -1", "x", {}, "-(x**-2) * ans_bar"),
    (operator.pow, "x, 0.5", "x", {}, "0.5 / ans * ans_bar"),
    (operator.pow, "x, 1.5", "x", {}, "1.5 * x**0.5 * ans_bar"),
    (operator.pow, "x, 1", "x", {}, "ans_bar"),
    (operator.pow, "x, 0", "x", {}, "0"),
    (
        *(operator.pow, "x, p", "x", {}),
        "p * x ** np.where((p != 0) | (x != 0), p - 1, 1) * ans_bar",
    ),
    (
        *(operator.pow, "x, p", "x", {"x": FLOAT, "p": FLOAT}),
        "p * x ** (p - 1 if p != 0 or x != 0 else 1) * ans_bar",
    ),
    (operator.pow, "x, p", "x", {"p": INT}, "p * x ** (p - 1 if p != 0 else 1) * ans_bar"),
    (operator.pow, "2.0, p", "p", {}, "np.log(2.0) * ans * ans_bar"),
    (np.logaddexp, "0, y", "y", {}, "np.exp(y - ans) * ans_bar"),
    (np.maximum, "x, 0", "x", {}, "(x > 0) * ans_bar"),
    (
        np.where,
        "c, x, y",
        "x y",
        {},
        "np.where(condition, ans_bar, 0); np.where(condition, 0, ans_bar)",
    ),
    (np.clip, "x, 0, 1", "a", {}, "((0 < a) & (a < 1)) * ans_bar"),
    (np.abs, "x", "x", {"x": array(1)}, "np.sign(x) * ans_bar"),
    (np.abs, "x", "x", {"x": COMPLEX}, "np.conj(x) / np.where(ans == 0, 1, ans) * ans_bar"),
    (np.sum, "x", "a", {}, "ans_bar"),
    (np.sum, "x, axis=0", "a", {"a": array(2), "ans": array(1)}, "ans_bar"),
    (np.sum, "x, axis=1", "a", {"a": array(2), "ans": array(1)}, "ans_bar[:, None]"),
    (np.sum, "x, axis=1", "a", {"a": array(3), "ans": array(2)}, "ans_bar[:, None, :]"),
    (np.sum, "x, axis=-1", "a", {"a": array(3), "ans": array(2)}, "ans_bar[:, :, None]"),
    (np.sum, "x, axis=1, keepdims=True", "a", {}, "ans_bar"),
    (np.mean, "x", "a", {"a": array(1)}, "ans_bar / len(a)"),
    (np.mean, "x", "a", {"a": array(2)}, "ans_bar / np.size(a)"),
    (np.mean, "x, axis=0", "a", {"a": array(2), "ans": array(1)}, "ans_bar / len(a)"),
    (np.var, "x", "a", {"a": array(1)}, "2 * (a - np.mean(a)) / len(a) * ans_bar"),
    (operator.matmul, "x, y", "x y", {"x": array(1), "y": array(1)}, "ans_bar * y; ans_bar * x"),
    (
        operator.matmul,
        "x, y",
        "x y",
        {"x": array(2), "y": array(1)},
        "np.outer(ans_bar, y); x.T @ ans_bar",
    ),
    (
        operator.matmul,
        "x, y",
        "x y",
        {"x": array(1), "y": array(2)},
        "y @ ans_bar; np.outer(x, ans_bar)",
    ),
    (
        operator.matmul,
        "x, y",
        "x y",
        {"x": array(2), "y": array(2)},
        "ans_bar @ y.T; x.T @ ans_bar",
    ),
    (np.dot, "x, y", "b", {"a": array(2), "b": array(1)}, "a.T @ ans_bar"),
    (np.outer, "x, y", "a b", {"a": array(1), "b": array(1)}, "ans_bar @ b; a @ ans_bar"),
    (np.reshape, "x, (2, 3)", "a", {}, "np.reshape(ans_bar, np.shape(a))"),
    (np.transpose, "x", "a", {"a": array(2)}, "ans_bar.T"),
    (np.transpose, "x, (2, 0, 1)", "a", {}, "np.transpose(ans_bar, (1, 2, 0))"),
    (np.cumsum, "x", "a", {"a": array(1)}, "np.cumsum(ans_bar[::-1])[::-1]"),
    (np.diff, "x", "a", {}, "-np.diff(ans_bar, prepend=0, append=0)"),
    (
        np.concatenate,
        "[u, v]",
        "arrays",
        {"arrays": Value("list", items=(array(1), array(1)))},
        "[ans_bar[: len(arrays[0])], ans_bar[len(arrays[0]) :]]",
    ),
    (np.stack, "xs", "arrays", {"arrays": Value("list")}, "list(ans_bar)"),
    (np.stack, "xs", "arrays", {"arrays": array(2)}, "ans_bar"),
    (
        np.einsum,
        '"ij,jk->ik", u, v',
        "operands",
        {"operands": Value("tuple", items=(sized(2, 3), sized(3, 4)))},
        '[np.einsum("ik,jk->ij", ans_bar, operands[1]), '
        'np.einsum("ik,ij->jk", ans_bar, operands[0])]',
    ),
    (
        np.einsum,
        '"ij->j", u',
        "operands",
        {"operands": Value("tuple", items=(array(2),))},
        '[unbroadcast(np.einsum("j,i->ij", ans_bar, np.ones(len(operands[0]))), operands[0])]',
    ),
    (np.linalg.inv, "x", "a", {"a": array(2)}, "-ans.T @ ans_bar @ ans.T"),
    (max, "x, 0", "x", {}, "(x > y) * ans_bar".replace("y", "0")),
]


@pytest.mark.parametrize(("function", "call", "active", "values", "expected"), REVERSE)
def test_reverse(
    function: Any, call: str, active: str, values: dict[str, Value], expected: str
) -> None:
    assert text(expansion(function, call, active, values)) == expected


FORWARD: list[tuple[Any, str, str, dict[str, Value], str]] = [
    (np.sin, "x", "x", {}, "np.cos(x) * x_dot"),
    (operator.mul, "x, y", "x y", {}, "y * x_dot + x * y_dot"),
    (operator.truediv, "x, y", "x y", {}, "x_dot / y - ans / y * y_dot"),
    (operator.sub, "x, y", "x y", {}, "x_dot - y_dot"),
    (operator.sub, "x, y", "y", {}, "-y_dot"),
    (np.sum, "x, axis=0", "a", {}, "np.sum(a_dot, axis=0)"),
    (operator.matmul, "x, y", "x y", {}, "x_dot @ y + x @ y_dot"),
    (np.dot, "x, y", "a b", {}, "np.dot(a_dot, b) + np.dot(a, b_dot)"),
    (np.where, "c, x, y", "x", {}, "np.where(condition, x_dot, 0)"),
    (np.linalg.solve, "x, y", "b", {"b": array(2)}, "np.linalg.solve(a, b_dot)"),
    (np.linalg.solve, "x, y", "a b", {"b": array(2)}, "np.linalg.solve(a, b_dot - a_dot @ ans)"),
    (np.linalg.solve, "x, y", "a", {"a": array(2)}, "np.linalg.solve(a, -(a_dot @ ans))"),
    (np.abs, "x", "x", {"x": FLOAT}, "np.sign(x) * x_dot"),
]


@pytest.mark.parametrize(("function", "call", "active", "values", "expected"), FORWARD)
def test_forward(
    function: Any, call: str, active: str, values: dict[str, Value], expected: str
) -> None:
    assert text(expansion(function, call, active, values, apply.forward)) == expected


def test_a_sum_says_that_its_adjoint_only_broadcasts() -> None:
    assert expansion(np.sum, "x", "a").broadcasts == {"a"}
    assert expansion(np.sum, "x, axis=k", "a").broadcasts == set()


def test_what_is_read() -> None:
    assert expansion(np.exp, "x", "x").reads == {"ans", "ans_bar"}
    assert expansion(operator.add, "x, y", "x").reads == {"ans_bar"}
    assert expansion(operator.mul, "x, y", "x").reads == {"y", "ans_bar"}


def test_of_alternatives_the_one_that_reads_what_is_at_hand() -> None:
    with_answer = expansion(operator.truediv, "x, y", "y", at_hand=("y", "ans"))
    without = expansion(operator.truediv, "x, y", "y", at_hand=("x", "y"))
    assert text(with_answer) == "-ans / y * ans_bar"
    assert text(without) == "-x / y / y * ans_bar"
    larger = expansion(np.maximum, "x, 0", "x", at_hand=("y", "ans"))
    assert text(larger) == "(ans > 0) * ans_bar"


def test_a_local_that_is_read_twice_is_a_statement() -> None:
    found = expansion(np.max, "x", "a", {"a": array(1)})
    [statement] = found.before
    assert isinstance(statement, core.Assign)
    assert found.locals == ("top",)
    assert print_expression(statement.value) == "a == ans"
    assert text(found) == "top * ans_bar / np.sum(top)"


def test_a_long_rule_becomes_one_function() -> None:
    first = expansion(operator.matmul, "x, y", "x y")
    second = expansion(operator.matmul, "u, v", "x y", {"x": array(2)})
    assert [helper.name for helper in first.helpers] == ["matmul_adjoint", "sum_to_shape"]
    assert first.helpers[0] is second.helpers[0]
    alone = expansion(operator.matmul, "x, y", "x")
    assert alone.helpers[0].name == "matmul_adjoint_x"
    printed = print_module(core.Module((), first.helpers))
    assert "return x_bar, y_bar" in printed


def test_a_default_of_the_rule_is_passed_to_its_helper() -> None:
    found = expansion(np.mean, "x, axis=k", "a")
    assert text(found) == "mean_adjoint(a, axis, False, True, ans_bar)"


def test_what_a_template_does_not_cover_is_refused() -> None:
    with pytest.raises(apply.NoRule, match="qr of complex numbers has no rule"):
        expansion(np.linalg.qr, "x", "a", {"a": array(2, "c16")})


@pytest.mark.parametrize(
    ("function", "call", "message"),
    [
        (np.ptp, "x, out=y", "the keyword 'out'"),
        (np.nanprod, "x, initial=1.0", "the keyword 'initial'"),
        (np.sum, "x, 0, float", "the keyword 'dtype'"),
        (np.exp, "x, where=mask", "the keyword 'where'"),
        (np.mean, "x, nonsense=1", "the keyword 'nonsense'"),
        (np.linalg.inv, "x, y", "so many arguments"),
        (np.reshape, "x", "no 'shape'"),
    ],
)
def test_an_argument_without_a_parameter_is_refused_by_name(
    function: Any, call: str, message: str
) -> None:
    with pytest.raises(apply.CannotBind, match=message):
        expansion(function, call, "a")


def test_a_keyword_at_its_default_is_as_good_as_none() -> None:
    assert text(expansion(np.sum, "x, dtype=None, out=None", "a")) == "ans_bar"


def test_equal_lengths_make_no_difference_to_the_text() -> None:
    n = Dim(0, (("n", 1),))
    known = Value("array", dtype="f8", shape=(n, n))
    assert (
        text(expansion(operator.matmul, "x, y", "x", {"x": known, "y": known})) == "ans_bar @ y.T"
    )
