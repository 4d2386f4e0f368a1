"""Every class of `ast` node: a program in which it is taken, or refused with a rewrite that is.

A class that Python adds is in neither table, and the first test says so.
"""

from __future__ import annotations

import ast
import textwrap
from typing import Any

import numpy as np
import pytest

from tests.support.derivatives import Problem
from tests.support.outcomes import REFUSED, RIGHT, outcome
from tests.support.snippets import module_of

HEAD = """import contextlib
import dataclasses

import numpy as np

RATE = 1.5


@dataclasses.dataclass
class Point:
    u: float
    v: float


def decorated(f):
    return f


"""
ARGUMENTS: dict[str, Any] = {
    "x": np.array([1.1, 2.3, 0.6]),
    "y": np.array([0.9, -1.4, 1.7]),
    "a": 1.3,
    "n": 2,
}

TAKEN: dict[str, str] = {
    # statements
    "Return": "return a * a",
    "Delete": "b = a * a; c = b * a; del b; return c",
    "Assign": "b = c = a * a; return b * c",
    "AugAssign": "a *= a; return a",
    "AnnAssign": "b: float = a * a; return b",
    "For": "for v in x:\n    a = a * v\nelse:\n    a = a + 1.0\nreturn a",
    "While": "while a < 9.0:\n    a = a * a\nelse:\n    a = a + 1.0\nreturn a",
    "If": "if a > 1.0:\n    a = a * a\nelif a > 0.0:\n    a = -a\nreturn a",
    "With": "with np.errstate(all='ignore'):\n    b = a * a\nreturn b",
    "Match": "match n:\n    case 2:\n        return a * a\n    case _:\n        return a",
    "Raise": "if a < 0.0:\n    raise ValueError('negative')\nreturn a * a",
    "Try": "try:\n    b = a * x[7]\nexcept IndexError:\n    b = a * a\nreturn b",
    "Assert": "assert a > 0.0, 'negative'; return a * a",
    "Import": "import math; return math.sin(a)",
    "ImportFrom": "from math import sin; return sin(a)",
    "Global": "global RATE; return a * a * RATE",
    "Expr": "print(a); return a * a",
    "Pass": "pass; return a * a",
    "Break": "for v in x:\n    a = a * v\n    if a > 2.0:\n        break\nreturn a",
    "Continue": "for v in x:\n    if v > 2.0:\n        continue\n    a = a * v\nreturn a",
    "FunctionDef": "def g(v):\n    return v * a\nreturn g(a)",
    "Nonlocal": "def g():\n    nonlocal n\n    return a * n\nreturn g() * a",
    # expressions
    "BoolOp": "return a and a * a",
    "NamedExpr": "return (b := a * a) * b",
    "BinOp": "return a * a",
    "UnaryOp": "return -a * a",
    "Lambda": "g = lambda v: v * a; return g(a)",
    "IfExp": "return a if a < 0.0 else a * a",
    "Dict": "d = {'p': a * a}; return d['p'] * a",
    "Set": "return a * a if n in {1, 2} else a",
    "ListComp": "rows = [k * 2 for k in range(n)]; return a * a * rows[1]",
    "SetComp": "return a * a * len({k % 2 for k in range(n)})",
    "DictComp": "d = {k: 2 * k for k in range(n)}; return a * a * d[1]",
    "GeneratorExp": "return a * a * sum(k for k in range(n))",
    "Compare": "return a * a * (0.0 < a < 2.0)",
    "Call": "return np.sin(a)",
    "FormattedValue": "print(f'{a:.2f}'); return a * a",
    "JoinedStr": "print(f'{a}'); return a * a",
    "Constant": "return a * 2.0",
    "Attribute": "return np.sum(x.T * x)",
    "Subscript": "return x[0] * x[1]",
    "Starred": "def g(u, v):\n    return u * v\nreturn g(*(a, a))",
    "Name": "return a",
    "List": "b = [a, a * a]; return b[0] * b[1]",
    "Tuple": "b, c = a, a * a; return b * c",
    "Slice": "return np.sum(x[1:] * x[:-1])",
    # patterns
    "MatchValue": "match n:\n    case 2:\n        return a * a\nreturn a",
    "MatchSingleton": "match n:\n    case None:\n        return a\nreturn a * a",
    "MatchSequence": "match (n, a):\n    case [k, v]:\n        return v * v * k\nreturn a",
    "MatchMapping": "match {'k': n}:\n    case {'k': k}:\n        return a * a * k\nreturn a",
    "MatchClass": "match n:\n    case int(k):\n        return a * a * k\nreturn a",
    "MatchStar": "match (n, n):\n    case [_, *rest]:\n        return a * a * len(rest)\nreturn a",
    "MatchAs": "match n:\n    case 2 as k:\n        return a * a * k\nreturn a",
    "MatchOr": "match n:\n    case 1 | 2:\n        return a * a\nreturn a",
    # operators
    "Add": "return a + a * a",
    "Sub": "return a - a * a",
    "Mult": "return a * a",
    "MatMult": "return x @ x",
    "Div": "return a / (a + 1.0)",
    "Mod": "return a % 1.0 * a",
    "Pow": "return a**3",
    "FloorDiv": "return a * (5 // n)",
    "LShift": "return a * a * (n << 1)",
    "RShift": "return a * a * (n >> 1)",
    "BitOr": "return a * a * (n | 1)",
    "BitXor": "return a * a * (n ^ 1)",
    "BitAnd": "return a * a * (n & 3)",
    "And": "return a * a if a > 0.0 and n > 1 else a",
    "Or": "return a * a if a > 9.0 or n > 1 else a",
    "Invert": "return np.sum(x[~(x > 2.0)] ** 2)",
    "Not": "return a * a if not a < 0.0 else a",
    "UAdd": "return +a * a",
    "USub": "return -a * a",
    "Eq": "return a * a if n == 2 else a",
    "NotEq": "return a * a if n != 1 else a",
    "Lt": "return a * a if a < 2.0 else a",
    "LtE": "return a * a if a <= 2.0 else a",
    "Gt": "return a * a if a > 1.0 else a",
    "GtE": "return a * a if a >= 1.0 else a",
    "Is": "return a if n is None else a * a",
    "IsNot": "return a * a if n is not None else a",
    "In": "return a * a if n in (1, 2) else a",
    "NotIn": "return a if n not in (1, 2) else a * a",
    # parts of these
    "Load": "return a",
    "Store": "b = a; return b * b",
    "Del": "b = a * a; c = b; del b; return c",
    "ExceptHandler": "try:\n    b = a * x[7]\nexcept IndexError as error:\n    b = a * a\nreturn b",
    "comprehension": "rows = [k for k in range(n)]; return a * a * rows[1]",
    "arguments": "return a * a",
    "arg": "return a * a",
    "keyword": "return np.sum(x * x, axis=0)",
    "alias": "import math as m; return m.sin(a)",
    "withitem": "with contextlib.nullcontext():\n    b = a * a\nreturn b",
    "match_case": "match n:\n    case 2:\n        return a * a\nreturn a",
}

REFUSED_WITH: dict[str, tuple[str, str, str]] = {
    "AsyncFunctionDef": (
        "async def g():\n    return 1.0\nreturn a * a",
        "an asynchronous function",
        "def g():\n    return 1.0\nreturn a * a * g()",
    ),
    "ClassDef": (
        "class Inner:\n    pass\nreturn a * a",
        "a class defined inside a function",
        "p = Point(a, 2.0)\nreturn p.u * p.u * p.v",
    ),
    "TryStar": (
        "try:\n    b = a * x[7]\nexcept* IndexError:\n    b = a * a\nreturn b",
        "except*",
        "try:\n    b = a * x[7]\nexcept IndexError:\n    b = a * a\nreturn b",
    ),
    "Yield": (
        "yield a",
        "a generator or a coroutine",
        "return a * a",
    ),
    "YieldFrom": (
        "yield from x",
        "a generator or a coroutine",
        "return np.sum(x * x)",
    ),
}
"""The program, what is said, and the rewrite."""

ASYNC = {"AsyncFor", "AsyncWith", "Await"}  # stand in asynchronous functions only
ELSEWHERE = {
    # what is parsed is a module
    *("Module", "Interactive", "Expression", "FunctionType", "TypeIgnore"),
    # what `ast` only keeps for old programs
    *("Suite", "Num", "Str", "Bytes", "NameConstant", "Ellipsis", "ExtSlice", "Index"),
    *("AugLoad", "AugStore", "Param"),
    # declarations for type checkers, from Python 3.12 on, and their parameters
    *("TypeAlias", "TypeVar", "ParamSpec", "TypeVarTuple"),
    # template strings, from Python 3.14 on, which hold no number
    *("TemplateStr", "Interpolation"),
}
"""Classes of which no node stands in a function that is differentiated, or none that matters."""

BASES = {
    *("mod", "stmt", "expr", "expr_context", "boolop", "operator", "unaryop", "cmpop"),
    *("excepthandler", "pattern", "type_ignore", "slice", "type_param"),
}


def classes(base: type[ast.AST] = ast.AST) -> set[str]:
    found = set()
    for cls in base.__subclasses__():
        if cls.__module__ in ("ast", "_ast"):
            found |= {cls.__name__} | classes(cls)
    return found


def written(text: str) -> str:
    """A program with one statement a line, simple ones parted by semicolons."""
    lines = text if "\n" in text else text.replace("; ", "\n")
    body = lines if "\n    " not in lines else text
    return HEAD + "def f(x, y, a, n):\n" + textwrap.indent(body, "    ") + "\n"


def problem_of(text: str) -> Problem:
    function = module_of(written(text)).f
    return Problem(function, ("x", "a"), tuple(ARGUMENTS.values()))


def test_every_class_is_in_one_table() -> None:
    tables = [set(TAKEN), set(REFUSED_WITH), ASYNC, ELSEWHERE, BASES]
    assert classes() - set().union(*tables) == set()
    assert sum(map(len, tables)) == len(set().union(*tables))


@pytest.mark.parametrize("name", TAKEN)
def test_taken(name: str, rng: np.random.Generator) -> None:
    tree = ast.parse(written(TAKEN[name]))
    assert name in {type(node).__name__ for node in ast.walk(tree.body[-1])}
    assert outcome(problem_of(TAKEN[name]), rng, cache=False) == (RIGHT, "")


@pytest.mark.parametrize("name", REFUSED_WITH)
def test_refused(name: str, rng: np.random.Generator) -> None:
    program, said, rewrite = REFUSED_WITH[name]
    tree = ast.parse(written(program))
    assert name in {type(node).__name__ for node in ast.walk(tree.body[-1])}
    what, why = outcome(problem_of(program), rng, cache=False)
    assert what == REFUSED
    assert said in why
    assert outcome(problem_of(rewrite), rng, cache=False) == (RIGHT, "")
