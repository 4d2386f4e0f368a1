"""Modules as text: what the formatter would leave, comments and marks in their places."""

from __future__ import annotations

import ast
import textwrap

import gast
import pytest

from tangentgen.language import core
from tangentgen.source.comments import comments
from tangentgen.source.printer import (
    print_expression,
    print_function,
    print_module,
    printed,
)
from tangentgen.source.quote import as_target, constant, expression
from tangentgen.source.records import annotate, records, split_docstring
from tests.support.ruff import complaints, formatted


def function(text: str) -> core.Function:
    """A function of a text, with its comments."""
    text = textwrap.dedent(text)
    (tree,) = gast.parse(text).body
    docstring, body = split_docstring(tree.body)
    blank = frozenset(n for n, line in enumerate(text.split("\n"), 1) if not line.strip())
    annotate(body, comments(text), blank)
    return core.Function(tree.name, tree.args, records(body), docstring, tree.returns)


def with_body(*body: core.Statement) -> core.Function:
    return core.Function("f", gast.parse("def f(x): 0").body[0].args, body)


def assign(target: str, value: str, **notes: object) -> core.Assign:
    return core.Assign(
        as_target(expression(target)),
        expression(value),
        notes=core.Notes(**notes),  # type: ignore[arg-type]  # as the test says
    )


SHAPES = '''\
def relax(x, steps: Float["n d"] = 3, *, rate: float, **rest) -> float:
    """Damped fixed-point iteration.

    More.
    """
    y = x

    # the loop
    for k in range(steps):  # over all
        if y > 1.0:
            y = y / 2.0  # damp
        elif y < -1.0 and not rate:
            y += 1
        else:
            continue
        if rate:
            break
        y = y + 0.1 * np.sin(x * y)
    while (n := f(y)) > 3:
        a, (b, *c) = y, (1, *y)
    with np.errstate(all="ignore") as e, g():
        del a, b
    try:
        assert y > 0, "positive"
    except (ValueError, KeyError) as error:
        raise E(f"{y!r:>{n}}") from error
    except TypeError:
        pass
    else:
        x[1:-1, ::2] -= y.T @ -(x**2)
    finally:
        y.sort()

    @decorated(1)
    def inner(z, /, w=2, *a):
        """Doc."""
        import os
        import sys

        global q
        yield z
        return lambda t, *, u=1: t if u else (yield)

    for a, b in zip(x, y, strict=True):
        z = a
    else:
        u = v = {"a": 1, **b}, {1, 2}, [i for i in x if i], {k: v for k, v in x}
    match x:
        case [1, y] if y:
            return 1
        case {"a": A(b=2)}:
            return
    return x, y
'''


def test_what_is_formatted_prints_as_it_stands() -> None:
    assert formatted(SHAPES) == SHAPES
    assert print_function(function(SHAPES)) == SHAPES


LITERALS = [
    *("1e-13", "1e16", "1e-5", "0.5", "1000000.0", "2j", "1e300", "1e309", "True", "None", "..."),
    *('"it\'s"', "'say \"no\"'", '"\\n\\t\\x00\\u202e"', '"é日"', 'b"\\xff"', '"\\\\"', '""'),
    *('f"{x}"', "f\"{d['a']!s} {{}} {y:.2f}\"", 'f"it\'s {x}"', "f'say \"{x}\"'", 'f"{ {1: 2} }"'),
]
EXPRESSIONS = [
    *(
        "-x",
        "--x",
        "-(x**2)",
        "(-x) ** 2",
        "x**-y",
        "x**2**y",
        "(x**y) ** 2",
        "x.y**2",
        "x[0] ** 2",
    ),
    *("a - (b - c)", "a - b - c", "a / (b * c)", "a @ b @ c", "(a + b) * c", "a + b * c", "~a & b"),
    *(
        "not a",
        "not (a and b)",
        "a and (b or c)",
        "a < b < c",
        "(a < b) < c",
        "a is not b",
        "-(-1)",
    ),
    *("x[a + 1 :]", "x[a:b]", "x[-1:]", "x[: -len(c)]", "x[a.b : c : 2]", "x[::-1]", "x[:: f(x)]"),
    *("x[1:-1, ..., None]", "x[(a,)]", "x[()]", "x[a, (b, c)]", "x[*a, b]", "x[a if b else c]"),
    *("f()", "f(x, *a, k=1, **b)", "f(i for i in x)", "f((i for i in x), y)", "f(a := 1)"),
    *("(a, b)", "(a,)", "()", "[a]", "[*a, b]", "{a}", "{a: b, **c}", "(a, b)[0]", "[(a, b)]"),
    *("a if b else c if d else e", "(a if b else c) + 1", "(lambda: 1)()", "lambda x, *a: x"),
    *("(1).real", "1.0.real", "(a + b).T", "f(x)(y)[z].w", "{k: v for k, v in x if k if v}"),
    *("[x for x in (a if b else c)]", "[x for y in z for x in y]", "1 .real", "2 - -1"),
]


def test_expressions() -> None:
    shown = [print_expression(gast.parse(text).body[0].value) for text in LITERALS + EXPRESSIONS]
    for text, again in zip(LITERALS + EXPRESSIONS, shown, strict=True):
        assert ast.dump(ast.parse(again)) == ast.dump(ast.parse(text)), text
    lines = "".join(f"y = [{text}]\n" for text in shown)
    assert formatted(lines) == lines


def test_constants_that_are_no_literals() -> None:
    for value, shown in [
        (-2, "-2"),
        (-1.5, "-1.5"),
        (float("inf"), "1e309"),
        (float("-inf"), "-1e309"),
        (float("nan"), 'float("nan")'),
        (-0.0, "-0.0"),
        (complex(1, -2), "complex(1.0, -2.0)"),
    ]:
        assert print_expression(constant(value)) == shown
        assert repr(eval(shown)) == repr(value)
    assert print_expression(expression("$a ** $b - $b", a=constant(-2), b=constant(-1))) == (
        "(-2) ** -1 - -1"
    )


def test_marks_are_shortened_to_the_line() -> None:
    long = "weights_bar[rows, labels]"
    body = [
        assign("a", "b", mark="y = f(x)"),
        assign("a", long, mark="loss = 0.5 * np.sum((prediction - target[0]) ** 2)"),
        assign("a", long, mark="y[i, j] = np.where(mask > 0, x, y) * np.where(x > 0, y, x[1:])"),
        assign("a", f"{long} + {long}", mark="return np.mean(np.log(x + y)) + alpha + beta"),
        assign("a", f"{long} + {long} + x", mark="return np.mean(np.log(x + y)) + alpha + beta"),
        assign("a", f"{long} + {long} + {long}[0]", mark="some_name = g(x)"),
        assign("a", "b", mark="s = 'no\n__import__(1)\u202e'"),
        assign("a", "b", mark="s = 1", trailing="# the user's"),
    ]
    assert (
        print_function(with_body(*body))
        == """\
def f(x):
    a = b  # y = f(x)
    a = weights_bar[rows, labels]  # loss = 0.5 * np.sum((prediction - target[0]) ** 2)
    a = weights_bar[rows, labels]  # y[i, j] = np.where(...) * np.where(x > 0, y, x[1:])
    a = weights_bar[rows, labels] + weights_bar[rows, labels]  # return ...
    a = weights_bar[rows, labels] + weights_bar[rows, labels] + x  # return ...
    # some_name = g(x)
    a = (
        weights_bar[rows, labels]
        + weights_bar[rows, labels]
        + weights_bar[rows, labels][0]
    )
    a = b  # s = 'no __import__(1)'
    a = b  # the user's
"""
    )


def test_comments_that_do_not_fit_go_above() -> None:
    words = "# " + "many words " * 12
    value = "some_function(some_argument, another_argument) + one_more_function(x)"
    body = [
        assign("a", "b", trailing=words.rstrip(), section=True),
        assign("result", value, trailing="# short", mark="m", section=True),
        assign("result", f"{value} + {value}", trailing="#tight", above=("#! /bin", "##  x")),
    ]
    text = print_module(core.Module((), (with_body(*body),)))
    assert (
        text
        == """\
def f(x):
    # many words many words many words many words many words many words many words many
    # words many words many words many words many words
    a = b

    # short
    result = some_function(some_argument, another_argument) + one_more_function(x)
    #! /bin
    ##  x
    # tight
    result = (
        some_function(some_argument, another_argument)
        + one_more_function(x)
        + some_function(some_argument, another_argument)
        + one_more_function(x)
    )
"""
    )
    assert formatted(text) == text


def test_what_follows_a_jump_needs_no_else() -> None:
    shown = print_function(
        function(
            """
            def f(x):
                if x:
                    return 1
                elif y:
                    return 2
                else:
                    z = 3  # three
                return z
            """
        )
    )
    assert "else" not in shown
    assert shown.endswith("    if y:\n        return 2\n    z = 3  # three\n    return z\n")


def test_an_elif_keeps_its_else() -> None:
    text = """\
def f(x):
    if x:
        y = 1
    elif y:
        return 2
    else:
        z = 3
"""
    assert print_function(function(text)) == text


def test_modules() -> None:
    first = core.Function(
        "f",
        gast.parse("def f(x): 0").body[0].args,
        (core.Return(expression("np.cos(x)")),),
        docstring='Says "x".',
    )
    module = core.Module(
        imports=(
            "import numpy as np",
            "from math import pi, e",
            "import os.path",
            "from math import tau",
            "import math",
            "from __future__ import annotations",
            "import tests.support.ruff",
            "from numpy import linalg as la",
            "from numpy import abs, Inf, PINF",
        ),
        functions=(first, with_body()),
        docstring="Two functions.",
    )
    text = print_module(module)
    assert (
        text
        == '''\
"""Two functions."""

from __future__ import annotations

import math
import os.path
from math import e, pi, tau

import numpy as np
from numpy import PINF, Inf, abs
from numpy import linalg as la

import tests.support.ruff


def f(x):
    """Says "x"."""
    return np.cos(x)


def f(x):
    pass
'''
    )
    assert formatted(text) == text
    third = core.Module(tuple(i for i in module.imports if "tests" not in i), module.functions)
    assert complaints(print_module(third), "F401,F811,A004,I002") == ""


@pytest.mark.parametrize(
    "docstring",
    [
        "One line.",
        'Ends in a "quote"',
        'Back\\slash and """ quotes.',
        "First.\n\n    indented\n\n  x\n",
        "A " + "very long line " * 10,
        "First.\n\n" + "A very long line " * 10,
        "x" * 90,
        "",
        "\u202e right to left \x00",
    ],
)
def test_docstrings(docstring: str) -> None:
    made = core.Function("f", gast.parse("def f(): 0").body[0].args, (core.Pass(),), docstring)
    text = print_module(core.Module((), (made,), docstring))
    assert formatted(text) == text
    shown = ast.get_docstring(ast.parse(text).body[1])  # type: ignore[arg-type]  # the function
    assert (shown or "").split() == docstring.split()


def test_the_table_names_lines_of_the_text() -> None:
    made = function(
        "def f(x):\n    # above\n    if x:\n        y = x\n    elif z:\n        y = 2\n"
    )
    result = printed(core.Module(("import numpy as np",), (made, made)))
    lines = result.text.split("\n")
    for line, name, origin in result.lines:
        assert name == "f"
        assert lines[line - 1].strip().removeprefix("el").removesuffix(":") == origin.text
    assert len(result.lines) == 8


def test_nothing_ends_a_comment() -> None:
    notes = core.Notes(
        above=("# a\nimport os", "b\rimport os", "# c\x0cimport os"),
        trailing="# d\u2028import os\x85",
        mark="e",
    )
    text = print_function(with_body(core.Pass(notes=notes)))
    (tree,) = ast.parse(text).body
    assert len(tree.body) == 1  # type: ignore[attr-defined]  # a function
    assert text.count("\n") == len(text.splitlines()) == 5
