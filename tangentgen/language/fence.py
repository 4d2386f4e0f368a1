"""What is not taken, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterator

import gast

from tangentgen.language import core
from tangentgen.language.walk import walk

REFUSED: dict[type[gast.AST], tuple[str, str]] = {
    gast.AsyncFunctionDef: ("an asynchronous function", "make it an ordinary function"),
    gast.AsyncFor: ("async for", "collect the items first"),
    gast.AsyncWith: ("async with", "open it outside the function"),
    gast.ClassDef: ("a class defined inside a function", "define it at the top of the module"),
    gast.FunctionDef: (
        "a decorated function inside a function, that calls itself or awaits",
        "define it at the top of the module and pass what it uses",
    ),
    gast.Global: ("a global that is assigned", "pass the value as an argument and return it"),
    gast.Nonlocal: (
        "a nonlocal statement that outlives the call",
        "pass the value as an argument and return it",
    ),
    gast.Import: (
        "an import inside a function that fails, or whose name is bound again",
        "import at the top of the module",
    ),
    gast.ImportFrom: (
        "an import inside a function that fails, or whose name is bound again",
        "import at the top of the module",
    ),
    gast.Match: (
        "a match whose pattern has a guard and ways that bind names",
        "write if and elif",
    ),
    gast.Delete: ("del of an item", "build a new container without it"),
}
if hasattr(gast, "TryStar"):
    REFUSED[gast.TryStar] = ("except*", "catch the exception group with except and look inside")


def described(tree: gast.AST) -> tuple[str, str]:
    """What a statement is called in a refusal, and the rewrite."""
    return REFUSED.get(type(tree), (f"{type(tree).__name__}", "write it with simpler statements"))


def refused(function: core.Function) -> Iterator[tuple[gast.AST, str, str]]:
    """Every expression of a function that can never be taken."""
    for statement in core.walk(function.body):
        for node in _expressions(statement):
            for inner in walk(node):
                if isinstance(inner, gast.Await | gast.Yield | gast.YieldFrom):
                    yield inner, "a generator or a coroutine", "return a list or an array"
                elif isinstance(inner, gast.NamedExpr):
                    yield inner, "an assignment inside an expression", "assign on a line of its own"


def _expressions(statement: core.Statement) -> Iterator[gast.expr]:
    for value in vars(statement).values():
        if isinstance(value, gast.expr):
            yield value
