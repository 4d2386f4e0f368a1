"""Derived expressions read as if written by hand, and mean what they meant."""

import itertools
import random
import warnings

import gast
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tangentgen.analysis.probe import seen
from tangentgen.analysis.values import ANY, Dim, Value
from tangentgen.source.quote import expression
from tangentgen.tidy.algebra import TABLE, negated, simplify, sum_of
from tests.support.random_sums import NUMBERS, random_sum

ARRAY = Value("array", dtype="f8", shape=(None,))
KINDS = {
    "mask": Value("array", dtype="b1", shape=(None,)),
    "count": Value("array", dtype="i4", shape=(None,)),
    "zero": Value("array", dtype="f8", shape=()),
    "params": Value("dict", keys=("w",), items=(ARRAY,)),
    "p": Value("object", keys=("width",), items=(Value("float", shape=()),)),
    "n": Value("int", shape=()),
    "m": Value("int", shape=()),
    "s": Value("float", shape=()),
    "dt": Value("float", shape=()),
    "unknown": ANY,
    "col": Value("array", dtype="f8", shape=(None, Dim(1))),
    "v": Value("array", dtype="f8", shape=(Dim(3),)),
    "v2": Value("array", dtype="f8", shape=(Dim(3),)),
    "A": Value("array", dtype="f8", shape=(None, None)),
    "X": Value("array", dtype="f8", shape=(None, None)),
}


def known(node):
    return KINDS.get(node.id, ARRAY) if isinstance(node, gast.Name) else ANY


def simple(text):
    return gast.unparse(simplify(expression(text), known))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1.0 * e", "e"),
        ("np.sum(v * v2)", "v @ v2"),
        ("np.sum(e * r)", "np.sum(e * r)"),
        (
            "np.sum(A / col * X, axis=1, keepdims=True)",
            "np.sum(A * X, axis=1, keepdims=True) / col",
        ),
        ("np.sum(A / X, axis=1, keepdims=True)", "np.sum(A / X, axis=1, keepdims=True)"),
        ("np.sum(A / col, axis=0, keepdims=True)", "np.sum(A / col, axis=0, keepdims=True)"),
        ("e * -1.0", "-e"),
        ("0.5 * (2 * r)", "r"),
        ("2 * r / (2 * n)", "r / n"),
        ("0.5 * (2 * (u - target) ** (2 - 1)) * 1.0", "u - target"),
        ("x * (y * d_bar)", "x * y * d_bar"),
        ("-x[i] * d_bar[i]", "-x[i] * d_bar[i]"),
        ("-(x * g)", "-x * g"),
        ("2 * x ** 1 * g", "2 * x * g"),
        ("3 * x ** (3 - 1) * g", "3 * x ** 2 * g"),
        ("2 * (dt / 6 * z_bar)", "dt / 3 * z_bar"),
        ("2 * u * (-0.5 * (phi * phi_bar))", "-u * phi * phi_bar"),
        ("X.T @ (2 * r * 1.0 / n)", "X.T @ (2 * r / n)"),
        ("X.T.T @ -r", "-(X @ r)"),
        ("(2 * X.T).T @ r", "2 * (X @ r)"),
        ("np.sum(3 * v / s * v2)", "3 * (v @ v2) / s"),
        ("np.sum(v / s * e)", "np.sum(v / s * e)"),
        ("v @ (s * v2)", "s * (v @ v2)"),
        ("1.0 / len(r) * (2 * r)", "2 * r / len(r)"),
        ("a * (1 / n)", "a / n"),
        ("0.1 * (3 * x)", "0.3 * x"),
        ("x + -(y * z)", "x - y * z"),
        ("x - -y", "x + y"),
        ("-x + y", "y - x"),
        ("np.sum(2 * e / n, axis=0)", "2 * np.sum(e / n, axis=0)"),
        ("-np.sum(-e)", "np.sum(e)"),
        ("0.5 * np.sum(2 * e * g, axis=0)", "np.sum(e * g, axis=0)"),
        ("np.where(a <= s, 0.5 * (2 * a) * 1.0, s * a)", "np.where(a <= s, a, s * a)"),
        ("2 * x if c else 1.0 * y", "2 * x if c else y"),
        ("(x * -1.0)[1:]", "-x[1:]"),
        ("(2 * x)[1:]", "2 * x[1:]"),
        ("(2 * np.sum(X, axis=0, keepdims=True))[0]", "2 * np.sum(X, axis=0)"),
        ("tau * g if e else (tau - 1) * g", "(tau if e else tau - 1) * g"),
        ("-u * p.width if c else -u", "-(u * p.width if c else u)"),
        ("2 * (pred - y) * (1.0 / np.size(pred))", "2 * (pred - y) / np.size(pred)"),
        ("2 * r * (0.5 * np.where(a <= s, w, 0))", "r * np.where(a <= s, w, 0)"),
        ("-2 * u * (0.5 * (phi * np.outer(g, v)))", "-u * phi * np.outer(g, v)"),
        ("params['w'] * (-1.0 * p.width)", "-params['w'] * p.width"),
        ("mask * (1.0 * g)", "mask * g"),
        ("-(mask * g)", "-(mask * g)"),
        ("-1.5 * w / r2 * w_bar", "-1.5 * w / r2 * w_bar"),
        ("-(1 - x) * y_bar", "-(1 - x) * y_bar"),
    ],
)
def test_reads_as_written_by_hand(before, after):
    assert simple(before) == after


@pytest.mark.parametrize(
    "text",
    [
        "x * 0",
        "0.0 * x",
        "x + 0",
        "x - 0",
        "x - x",
        "x / x",
        "np.log(np.exp(x))",
        "x ** 0",
        "1 * n",
        "1.0 * mask",
        "1.0 * zero",
        "zero ** 1",
        "1.0 * unknown",
        "mask * (2 * g)",
        "count * (2 * g)",
        "np.exp(x) * (y * g)",
        "X * (s * dt)",
        "x ** 2 / x",
        "a / (2 * n)",
        "xs.pop() * 2 * ys.pop()",
        "r * r",
        "np.argmax(-x)",
        "np.sum(2 * n)",
    ],
)
def test_stays(text):
    assert simple(text) == text


@pytest.mark.parametrize(
    ("terms", "after"),
    [
        (["a * dx", "-(b * y * dx)"], "(a - b * y) * dx"),
        (["x * y_bar", "x * y_bar"], "2 * x * y_bar"),
        (["r * ((1 - x) * x_bar)", "-(r * x * x_bar)"], "r * (1 - 2 * x) * x_bar"),
        (["0.5 * x_bar", "-(0.5 * a / x ** 2 * x_bar)"], "0.5 * (1 - a / x ** 2) * x_bar"),
        (["c * x * dy", "-(d * dy)"], "(c * x - d) * dy"),
        (["a", "-b"], "a - b"),
        (["-a", "b"], "b - a"),
        (["-a", "-b"], "-a - b"),
        (["g", "g", "g"], "3 * g"),
        (["g", "-g"], "g - g"),
        (["2 * x * g", "-(x * g)"], "x * g"),
        (["X.T @ r", "s * w"], "X.T @ r + s * w"),
        (["np.sum(d, axis=0)", "np.sum(-d, axis=1)"], "np.sum(d, axis=0) - np.sum(d, axis=1)"),
        (["x / n", "y / n"], "(x + y) / n"),
        (["mask * g", "x * g"], "mask * g + x * g"),
        (["st.pop() * g", "st.pop() * g"], "st.pop() * g + st.pop() * g"),
        (["z1 + z2", "z3"], "z1 + z2 + z3"),
        (["x / (2 * n)", "y / n"], "(x / 2 + y) / n"),
        (["3 * x / (2 * n)", "y / (2 * n)"], "(1.5 * x + y / 2) / n"),
        (
            ["u * v", "-(mu * (2 * x) * v * x_dot)", "-x_dot"],
            "u * v - (2 * mu * x * v + 1) * x_dot",
        ),
    ],
)
def test_contributions_are_merged(terms, after):
    assert gast.unparse(sum_of([expression(term) for term in terms], known)) == after


def test_a_sign_in_front_is_found():
    assert gast.unparse(negated(simplify(expression("w * -d"), known))) == "w * d"
    assert negated(expression("w - d")) is None


def test_what_was_given_is_left_as_it_was():
    given = expression("0.5 * (2 * r) * -x + np.sum(2 * e)")
    before = gast.dump(given)
    simplify(given, known)
    assert gast.dump(given) == before


def test_twice_is_as_once():
    once = simplify(expression("2 * u * (-0.5 * (phi * -g)) / (4 * n)"), known)
    assert gast.unparse(simplify(once, known)) == gast.unparse(once)


@pytest.mark.parametrize("rewrite", TABLE, ids=lambda r: r.before)
def test_every_line_of_the_table_is_used(rewrite):
    text = rewrite.before
    exponents = {"$n": "(3 - 1)"}
    if "$a @ $b" in rewrite.after and "sum" in text:
        text = "np.sum(v * v2)"
    if rewrite.after == "$y":
        text = "np.sum(s * v * v2)"
    text = text.replace("($k * ", "(2 * ")
    if text.count("np.where") == 2:
        meant = {"$c": "unknown", "$a": "v", "$b": "v2", "$k": "3"}
        for hole, name in meant.items():
            text = text.replace(hole, name)
    made = {"$c": "(2 * x)", "/ $d": "X / col", "($y)": "x ** 2"}
    holes = {
        "$x": next((x for mark, x in made.items() if mark in rewrite.after), "x"),
        "$a": "X",
        "$b": "A",
        "$i": ":, 0" if "keepdims" in text else "0",
        "axis=$k, keepdims": "axis=1, keepdims",
        "$g": "g",
    }
    for hole, meant in {
        **holes,
        **exponents,
        "**$k": "axis=1, keepdims=True" if "/ $d" in rewrite.after else "axis=0",
        "$s": "(3, 4)",
        "if $c": "if c",
    }.items():
        text = text.replace(hole, meant)
    assert simple(text) != gast.unparse(expression(text))


# Values of which sums, products and quotients are exact, and what must come through.
FINITE = [0.0, -0.0, 0.5, -1.0, 2.0, 4.0, -0.25]
SPECIAL = [np.nan, np.inf, -np.inf]


def operands(values):
    it = itertools.cycle(values)

    def many(*shape, dtype="f8"):
        size = int(np.prod(shape))
        return np.array([next(it) for _ in range(size)], dtype).reshape(shape)

    return {
        "s": float(next(it)),
        "n": 4,
        "scalar": np.float64(next(it)),
        "single": np.float32(next(it)),
        "zero": np.array(next(it)),
        "x": many(3),
        "y": many(3),
        "table": many(2, 3),
        "column": many(2, 1),
        "f4": many(3, dtype="f4"),
        "z": many(3) + 1j,
        "mask": np.array([True, False, True]),
        "small": np.array([1, 2, 100], "i1"),
        "ints": np.array([1, 2, 3]),
    }


LITERALS = ["1", "2", "0.5", "1.0", "4", "0", "0.0", "0.25"]
NAMES = ["s", "n", "scalar", "single", "zero", "x", "y", "table", "column", "f4"]
ODD = ["z", "mask", "small", "ints"]


def trees(names, functions=True):
    leaves = st.sampled_from(LITERALS + names * 2)

    def larger(inner):
        options = [
            st.tuples(inner, st.sampled_from("+-**//*"), inner).map(
                lambda t: f"({t[0]} {t[1]} {t[2]})"
            ),
            inner.map(lambda t: f"(-{t})"),
            inner.map(lambda t: f"({t} ** 1)"),
        ]
        if functions:
            options += [
                inner.map(lambda t: f"np.sum({t})"),
                inner.map(lambda t: f"np.where(x > 0, {t}, y)"),
            ]
        return st.one_of(*options)

    return st.recursive(leaves, larger, max_leaves=7)


def of(values):
    table = {name: seen(value) for name, value in values.items()}
    return lambda node: table[node.id] if isinstance(node, gast.Name) and node.id in table else ANY


def evaluate(node, values):
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return eval(gast.unparse(node), {"np": np}, values)
        except (ZeroDivisionError, OverflowError, TypeError):
            return None


def agree(before, after):
    if type(before) is not type(after):
        return False
    if np.asarray(before).dtype != np.asarray(after).dtype or np.shape(before) != np.shape(after):
        return False
    precision = 1e-5 if np.asarray(before).dtype in ("f4", "c8") else 1e-9
    return np.allclose(before, after, rtol=precision, atol=precision, equal_nan=True)


values_of = st.lists(st.sampled_from(FINITE + SPECIAL), min_size=7, max_size=11)


@settings(max_examples=300, deadline=None)
@given(trees(NAMES), values_of)
def test_simplifying_keeps_value_shape_dtype_and_kind(text, numbers):
    check(text, numbers)


@settings(max_examples=200, deadline=None)
@given(trees(NAMES + ODD), values_of)
def test_so_with_integers_masks_and_complex(text, numbers):
    check(text, [v for v in numbers if np.isfinite(v)] or [0.5])


def check(text, numbers):
    values = operands(numbers)
    tree = expression(text)
    before = evaluate(tree, values)
    if before is not None:
        after = simplify(tree, of(values))
        assert agree(before, evaluate(after, values)), gast.unparse(after)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(trees(NAMES + ODD[:2], functions=False), min_size=1, max_size=4),
    st.lists(st.sampled_from(FINITE), min_size=7, max_size=11),
)
def test_summing_keeps_value_shape_dtype_and_kind(texts, numbers):
    values = operands(numbers)
    before = evaluate(expression(" + ".join(f"({t})" for t in texts)), values)
    if before is not None and np.all(np.isfinite(before)):
        after = sum_of([expression(t) for t in texts], of(values))
        assert agree(before, evaluate(after, values)), gast.unparse(after)


def test_sums_of_quotients_keep_their_value():
    """Literal divisors among them stay with what they divide."""
    for seed in range(600):
        draw = random.Random(seed)
        texts = [random_sum(draw) for _ in range(draw.randint(1, 3))]
        want = sum(eval(text, {}, NUMBERS) for text in texts)
        after = gast.unparse(sum_of([expression(t) for t in texts], lambda node: KINDS["s"]))
        assert np.isclose(eval(after, {}, NUMBERS), want, rtol=1e-9), (seed, texts, after)
