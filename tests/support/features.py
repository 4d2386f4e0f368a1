"""What a random program has in it, read off its text."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import combinations

from tests.support.programs import Program

FEATURES = ("view", "alias", "store", "loop", "branch", "helper that writes")
ARRAYS = "vhmg"  # how the names of arrays begin, beside the parameters
METHODS = {"sort", "fill"}
STORING = {"copyto", "at"}
VIEWING = {"inner", "ravel", "reshape", "asarray", "split"}
WRITERS = {"relax", "sweep", "push", "bump", "lifted"}


def features(program: Program) -> frozenset[str]:
    """Which of `FEATURES` stand in the program's own functions.

    >>> from tests.support.programs import Block
    >>> lines = ("v0 = x", "v1 = v0[::-1]", "v1[0] = t", "relax(x, t)")
    >>> sorted(features(Program((Block((("def f(x, y, t, n):", lines),)),), 0)))
    ['alias', 'helper that writes', 'store', 'view']
    """
    tree = ast.parse(program.own)
    writers = set(WRITERS)
    for definition in tree.body:
        if isinstance(definition, ast.FunctionDef) and definition.name == "step":
            found = {feature for node in ast.walk(definition) for feature in of(node, writers)}
            if found & {"store", "helper that writes"}:
                writers.add("step")
    return frozenset(feature for node in ast.walk(tree) for feature in of(node, writers))


def pairs() -> list[tuple[str, str]]:
    return list(combinations(FEATURES, 2))


def of(node: ast.AST, writers: set[str]) -> Iterator[str]:
    """What one node is an instance of."""
    match node:
        case ast.Assign(targets=[ast.Name(id=target)]) if is_array(target):
            yield from bound(node.value)
        case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
            if all(isinstance(n, ast.Name) for n in names):
                yield from (feature for value in values for feature in bound(value))
        case ast.Assign(targets=[ast.Tuple()]):
            yield "view"  # np.split
        case ast.For(target=ast.Name(id=target)) if is_array(target):
            yield "view"
        case ast.Call(func=ast.Name(id=called)) if called in writers:
            yield "helper that writes"
        case ast.Call(func=ast.Attribute(attr=called)) if called in METHODS | STORING:
            yield "store"
        case ast.Call(keywords=[ast.keyword(arg="out")]):
            yield "store"
        case ast.AugAssign(target=ast.Name(id=target)) if is_array(target):
            yield "store"
    match node:
        case ast.For() | ast.While():
            yield "loop"
        case ast.If():
            yield "branch"
        case ast.Subscript(value=value, ctx=ast.Store()) if not is_container(value):
            yield "store"


def bound(value: ast.expr) -> Iterator[str]:
    """What it is to bind an array's name to a value."""
    match value:
        case ast.Name(id=source) if is_array(source):
            yield "alias"
        case ast.IfExp():
            yield from bound(value.body)
            yield from bound(value.orelse)
        case ast.Subscript() if not isinstance(value.slice, ast.List):
            yield "view"  # of a matrix or a list of arrays where it is a single index
        case ast.Call(func=ast.Name(id=called) | ast.Attribute(attr=called)) if called in VIEWING:
            yield "view"


def is_array(name: str) -> bool:
    return name in ("x", "y") or (name[0] in ARRAYS and name[1:2].isdigit())


def is_container(value: ast.expr) -> bool:
    return isinstance(value, ast.Name) and value.id[0] in "ldr"
