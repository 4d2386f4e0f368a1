"""Statements as records: positions, comments, what stays foreign, private names."""

from __future__ import annotations

import linecache
import types
from itertools import count
from typing import Any

import gast
import pytest

from tangentgen.language import core
from tangentgen.source.read import Source, read
from tangentgen.source.records import notes_of, records

_NUMBER = count()


def source(text: str, name: str = "f") -> Source:
    """The source of a function of a text, as a notebook would hold it."""
    path = f"<cell {next(_NUMBER)}>"
    linecache.cache[path] = (len(text), None, text.splitlines(keepends=True), path)
    namespace: dict[str, Any] = {"__name__": "cells"}
    exec(compile(text, path, "exec", dont_inherit=True), namespace)
    found: Any = namespace
    for part in name.split("."):
        found = found[part] if isinstance(found, dict) else vars(found)[part]
    assert isinstance(found, types.FunctionType)
    return read(found)


def kinds(block: core.Block) -> list[str]:
    return [type(statement).__name__ for statement in core.walk(block)]


def test_every_statement() -> None:
    text = """\
def f(x):
    'Doc.'
    y: float = x
    z: int
    a = b = y
    (a, b), c = (y, y), y
    y += 1
    g(y)
    if a:
        pass
    elif b:
        raise E from c
    else:
        assert a, "no"
    for i in c:
        continue
    while a:
        break
    for i in c: pass
    else: pass
    with a as b: y = 1
    def g(): return 1
    del a
    import os
    return
"""
    made = source(text).function
    assert made.docstring == "Doc."
    assert kinds(made.body) == [
        *("Assign", "Foreign", "Assign", "Augment", "Evaluate"),
        *("If", "Pass", "If", "Raise", "Assert", "For", "Continue", "While", "Break"),
        *("For", "Pass", "Pass", "With", "Assign"),
        *("Foreign",) * 3,
        "Return",
    ]


def test_positions_are_those_of_the_file_in_characters() -> None:
    text = 'é = 1\n\nclass A:\n\tdef f(self, é):\n\t\tä = "日本"; ö = é + ä\n\t\treturn ö\n'
    made = source(text, "A.f")
    first, second, last = made.function.body
    assert (first.notes.origin.line, first.notes.origin.column) == (5, 2)  # type: ignore[union-attr]
    assert (second.notes.origin.line, second.notes.origin.column) == (5, 12)  # type: ignore[union-attr]
    assert second.notes.origin.text == "ö = é + ä"  # type: ignore[union-attr]
    value = second.value  # type: ignore[attr-defined]
    line = text.split("\n")[value.lineno - 1]
    assert line[value.col_offset : value.end_col_offset] == "é + ä"
    assert line[value.right.col_offset : value.right.end_col_offset] == "ä"
    assert last.notes.origin.line == 6  # type: ignore[union-attr]
    assert made.first_line == 4


def test_positions_in_a_lambda() -> None:
    text = 'é = ["ä", (lambda x:\n  "ö" + x)]\nf = é[1]\n'
    made = source(text)
    value = made.function.body[0].value  # type: ignore[attr-defined]
    line = text.split("\n")[value.right.lineno - 1]
    assert line[value.right.col_offset : value.right.end_col_offset] == "x"
    assert (made.first_line, made.tree.args.args[0].col_offset) == (1, 18)
    assert made.function.name == "lambda_"
    assert made.qualname == "<lambda>"


COMMENTED = """\
@keep  # not this
def f(x,  # nor this
      y):  # the head
    # first

    #: second
    a = x  # behind
    b = g(x,  # inside
          # alone inside
          y)  # at the end

    # of the loop
    for i in x:  # the loop
        c = 1  # noqa: E501
        # the end of the block
    # after the loop
    if a: b = 1; c = 2  # both
    # otherwise
    else:  # here
        s = "# no comment"  #tight
    return c
    # dropped
"""


def test_comments_stand_with_their_statements() -> None:
    made = source("def keep(f):\n    return f\n" + COMMENTED)
    found = [(s.notes.above, s.notes.trailing) for s in core.walk(made.function.body)]
    assert made.function.notes.trailing == "# the head"
    assert found == [
        (("# first", "#: second"), "# behind"),
        (("# inside", "# alone inside"), "# at the end"),
        (("# of the loop",), "# the loop"),
        ((), None),
        (("# after the loop",), None),
        ((), None),
        ((), "# both"),
        (("# otherwise", "# here"), "# tight"),
        ((), None),
    ]
    assert [s.notes.section for s in made.function.body] == [False, False, True, False, False]


def test_private_names_are_those_of_the_class() -> None:
    text = """\
class _A:
    def f(self, __x, **__k):
        def __g(): return self.__w(__x, __y=1)
        class __B:
            def m(self): return self.__v
        return __g, self.__d__
"""
    made = source(text, "_A.f")
    shown = gast.unparse(made.tree)
    for name in ("_A__x", "_A__k", "_A__g", "self._A__w", "__y=1", "self._B__v", "self.__d__"):
        assert name in shown


def test_a_lambda_is_a_function_that_returns() -> None:
    made = source("f = lambda x, *a, n=1, **k: x + n\n")
    (only,) = made.function.body
    assert isinstance(only, core.Return)
    assert only.notes.origin is not None
    assert only.notes.origin.text == "return x + n"


def test_what_is_asynchronous_stays_foreign() -> None:
    made = source("async def f(x):\n    return x\n")
    assert kinds(made.function.body) == ["Foreign"]


def test_notes_outlive_the_conversion_of_a_foreign_block() -> None:
    made = source("def f(x):\n    async def g():\n        # above\n        y = x  # behind\n")
    (foreign,) = made.function.body
    assert isinstance(foreign, core.Foreign)
    (inner,) = records(foreign.tree.body)
    assert (inner.notes.above, inner.notes.trailing) == (("# above",), "# behind")
    assert inner.notes.origin == core.Origin(4, 8, "y = x")
    assert notes_of(gast.parse("z = 1").body[0]).origin == core.Origin(1, 0, "z = 1")


@pytest.mark.parametrize("text", ["def f(x):\n    return " + " + ".join(["x"] * 2000) + "\n"])
def test_long_expressions(text: str) -> None:
    made = source(text)
    assert made.function.body[0].notes.origin.text.count("+") == 1999  # type: ignore[union-attr]


def test_numbers_are_kept_as_they_were_written() -> None:
    written = ["1e-3", "1E+5", ".5", "5.", "0XfF", "1_000", "1e-07", "2.50", "0b1_1", "3J", "1.0"]
    made = source(f"def f(é):\n    return 'é', [{', '.join(written)}], 0.0010\n")
    (only,) = made.function.body
    assert only.notes.origin is not None
    assert only.notes.origin.text == (
        'return "é", [1e-3, 1e5, 0.5, 5.0, 0xFF, 1_000, 1e-07, 2.50, 0b1_1, 3j, 1.0], 0.0010'
    )
