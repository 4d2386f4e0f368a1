"""Functions that go through an iterator that they are given once, as through a list.

def mean(items, count):
    return sum(items) / count     # nothing else reads `items`, and no loop is around it

mean((v * v for v in x), 3)
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import gast

from tangentgen.analysis.facts import Bound
from tangentgen.language import core
from tangentgen.language.resolve import assigned
from tangentgen.language.walk import walk

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator

_CONSUMERS = frozenset(
    ("sum", "max", "min", "list", "tuple", "sorted", "set", "dict", "any", "all")
)
_PASS_ON = frozenset(("enumerate", "zip", "map", "filter"))


def goes_through_once(
    evaluate: Evaluator, call: gast.Call, called: Any, argument: gast.AST
) -> bool:
    """Whether a function of the user's takes all items of an argument, or none, at one place."""
    function = getattr(called, "function", called)
    if isinstance(called, type) or not inspect.isfunction(function):
        return False
    parameter = _parameter(function, call, argument, isinstance(called, Bound))
    if parameter is None:
        return False
    tree = evaluate.program.tree(function)
    if _names(tree) & (_CONSUMERS | _PASS_ON):
        return False
    for statement in tree.body:
        reads = list(_reads(statement, parameter))
        if reads and _is_listed(statement, parameter):
            return True
        if reads:
            break
    reads = [r for s in tree.body for r in _reads(s, parameter)]
    return parameter not in assigned(tree.body) and reads in ([], [True])


def _is_listed(statement: core.Statement, name: str) -> bool:
    """Whether it is `items = list(items)`, from where on there is no iterator."""
    match statement:
        case core.Assign(
            target=gast.Name(id=target),
            value=gast.Call(
                func=gast.Name(id="list" | "tuple" | "sorted"), args=[gast.Name(id=given)]
            ),
        ):
            return bool(target == given == name)
    return False


def _parameter(function: Any, call: gast.Call, argument: gast.AST, bound: bool) -> str | None:
    """The name that an argument has in the function; None behind a star, or of `*rest`."""
    if any(isinstance(a, gast.Starred) for a in call.args):
        return None
    for keyword in call.keywords:
        if keyword.value is argument:
            return str(keyword.arg) if keyword.arg else None
    places: list[str] = [
        p.name
        for p in inspect.signature(function, follow_wrapped=False).parameters.values()
        if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)
    ][bound:]
    numbers = [k for k, a in enumerate(call.args) if a is argument]
    return places[numbers[0]] if numbers and numbers[0] < len(places) else None


def _names(tree: core.Function) -> set[str]:
    """What a function binds, by which the builtins may be hidden."""
    given = tree.arguments
    everything = [*given.args, *given.posonlyargs, *given.kwonlyargs, given.vararg, given.kwarg]
    return {a.id for a in everything if a is not None} | set(assigned(tree.body))


def _reads(statement: core.Statement, name: str) -> Iterator[bool]:
    """For each place that reads a name, whether all items are taken there, once."""
    for key, value in vars(statement).items():
        if key in core.BLOCKS:
            # again and again, or with an eye to what an item raises
            apart = isinstance(statement, core.For | core.While | core.Try | core.With)
            for inner in value:
                yield from (taken and not apart for taken in _reads(inner, name))
        elif isinstance(value, gast.AST):
            header = isinstance(statement, core.For) and key == "iter"
            again = isinstance(statement, core.While)
            yield from (t and not again for t in _read_in(value, name, header))


def _read_in(tree: gast.AST, name: str, taken: bool) -> Iterator[bool]:
    match tree:
        case gast.Name(id=found):
            if found == name:
                yield taken
        case gast.FunctionDef() | gast.Lambda():  # it may be called again
            yield from (False for n in walk(tree) if isinstance(n, gast.Name) and n.id == name)
        case gast.Call(func=gast.Name(id=called)) if called in _CONSUMERS | _PASS_ON:
            inside = taken if called in _PASS_ON else True
            for part in (*tree.args, *(k.value for k in tree.keywords)):
                yield from _read_in(part, name, inside)
        case gast.Starred(value=value):
            yield from _read_in(value, name, True)
        case gast.ListComp() | gast.SetComp() | gast.DictComp() | gast.GeneratorExp():
            at_once = taken or not isinstance(tree, gast.GeneratorExp)
            first = tree.generators[0].iter
            yield from _read_in(first, name, at_once)
            rest = sum(n.id == name for n in walk(tree) if isinstance(n, gast.Name))
            rest -= sum(n.id == name for n in walk(first) if isinstance(n, gast.Name))
            yield from [False] * rest
        case _:
            for part in gast.iter_child_nodes(tree):
                yield from _read_in(part, name, False)
