"""What a name in a function means: a local, a captured variable, a global or a builtin."""

from __future__ import annotations

import builtins
import types
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import gast

from tangentgen.language import core
from tangentgen.language.remembered import remembered
from tangentgen.language.walk import all_names, walk

Place = Literal["local", "captured", "global", "builtin", "missing"]
MISSING = object()


@dataclass(frozen=True)
class Scope:
    """The names of one live function."""

    function: types.FunctionType
    locals: frozenset[str]

    def place(self, name: str) -> Place:
        if name in self.locals:
            return "local"
        if name in self.function.__code__.co_freevars:
            return "captured"
        if name in self.function.__globals__:
            return "global"
        return "builtin" if hasattr(builtins, name) else "missing"

    def value(self, name: str) -> Any:
        """The live object, or MISSING for a local and for what is not bound yet."""
        match self.place(name):
            case "captured":
                index = self.function.__code__.co_freevars.index(name)
                try:
                    return (self.function.__closure__ or ())[index].cell_contents
                except ValueError:
                    return MISSING
            case "global":
                return self.function.__globals__[name]
            case "builtin":
                return getattr(builtins, name)
        return MISSING


def live_object(function: types.FunctionType, node: gast.expr) -> Any:
    """What a name, or an attribute of one, stands for outside the function; MISSING if nothing."""
    if isinstance(node, gast.Attribute):
        return getattr(live_object(function, node.value), node.attr, MISSING)
    if not isinstance(node, gast.Name):
        return MISSING
    return Scope(function, frozenset()).value(node.id)


def scope_of(function: types.FunctionType, tree: core.Function) -> Scope:
    """The scope of a function whose statements are `tree`."""
    return Scope(function, frozenset(parameters(tree)) | frozenset(assigned(tree.body)))


def parameters(tree: core.Function) -> tuple[str, ...]:
    """The names of all parameters, in the order of the signature."""
    given = tree.arguments
    names = [a.id for a in (*given.posonlyargs, *given.args)]
    if given.vararg:
        names.append(given.vararg.id)
    names += [a.id for a in given.kwonlyargs]
    if given.kwarg:
        names.append(given.kwarg.id)
    return tuple(names)


def target_names(target: gast.expr) -> Iterator[str]:
    """The names a target binds (not those of arrays it stores into)."""
    match target:
        case gast.Name():
            yield target.id
        case gast.Tuple() | gast.List():
            for part in target.elts:
                yield from target_names(part)
        case gast.Starred():
            yield from target_names(target.value)


@remembered
def bound(statement: core.Statement) -> tuple[str, ...]:
    """The names that a statement itself binds, without its blocks."""
    return tuple(_bound(statement))


def _bound(statement: core.Statement) -> Iterator[str]:
    match statement:
        case core.Assign() | core.For() | core.Augment():
            yield from target_names(statement.target)
        case core.Case():
            for node in gast.walk(statement.pattern):
                found = getattr(node, "name", None) or getattr(node, "rest", None)
                if isinstance(found, str):
                    yield found
        case core.With() | core.Except():
            if statement.target is not None:
                yield from target_names(statement.target)
        case core.Foreign(tree=gast.FunctionDef(name=name) | gast.ClassDef(name=name)):
            yield name
        case core.Foreign():
            for node in walk(statement.tree):
                if isinstance(node, gast.Name) and isinstance(node.ctx, gast.Store):
                    yield node.id
                elif isinstance(node, gast.FunctionDef | gast.ClassDef):
                    yield node.name
                elif isinstance(node, gast.alias):
                    yield (node.asname or node.name).split(".")[0]


def assigned(block: core.Block) -> Iterator[str]:
    """The names bound anywhere in a block."""
    for statement in core.walk(block):
        yield from bound(statement)


@remembered
def read_names(node: gast.AST) -> tuple[str, ...]:
    """The names read in an expression, in the order of the tree."""
    return tuple([inner.id for inner in all_names(node) if isinstance(inner.ctx, gast.Load)])


def outer_names(node: gast.AST) -> Iterator[str]:
    """The names an expression reads, without those that its comprehensions bind themselves.

    >>> tree = gast.parse("[x[k] for k in range(n)]").body[0].value
    >>> sorted(set(outer_names(tree)))
    ['n', 'range', 'x']
    """
    if not any(isinstance(inner, gast.comprehension) for inner in walk(node)):
        yield from read_names(node)
        return
    own: set[str] = set()
    if isinstance(node, gast.ListComp | gast.SetComp | gast.DictComp | gast.GeneratorExp):
        first = node.generators[0].iter
        yield from outer_names(first)
        own = {n for part in node.generators for n in target_names(part.target)}
    for part in gast.iter_child_nodes(node):
        yield from (n for n in outer_names(part) if n not in own)
    if isinstance(node, gast.Name) and isinstance(node.ctx, gast.Load):
        yield node.id
