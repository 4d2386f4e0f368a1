"""What an expression reads: names, and the memory of the arrays they stand for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import gast

from tangentgen.language import core
from tangentgen.language.remembered import remembered
from tangentgen.language.resolve import target_names
from tangentgen.language.walk import children


class Memory(Protocol):
    """The class of memory a name's arrays belong to; None where they never change."""

    def __call__(self, name: str, /) -> str | None: ...

    def grows(self, name: str, /) -> bool:
        """Whether it is a list or a dict whose length changes."""
        ...

    def ours(self, name: str, /) -> bool:
        """Whether it is a list that no other function sees."""
        ...

    def alone(self, name: str, /) -> bool:
        """Whether what the array of a name holds is read by that name only, while it has it."""
        ...


_OF_SHAPE = ("shape", "size", "ndim", "dtype")
_FROM_SHAPE = ("shape", "size", "ndim", "zeros_like", "empty_like")


def contents(where: str) -> str:
    """How the contents of a class of memory are written among the names that are live."""
    return "*" + where


def reads(tree: gast.AST, memory: Memory) -> Iterator[str]:
    """The names read, and `contents` of the memory read with them; a shape is not contents.

    >>> from tangentgen.source.quote import expression
    >>> class Heap:
    ...     def __call__(self, name: str) -> str:
    ...         return "heap"
    ...     def grows(self, name: str) -> bool:
    ...         return False
    ...     ours = alone = grows
    >>> sorted(reads(expression("x[0] + len(y)"), Heap()))
    ['*heap', 'len', 'x', 'y']
    """
    if isinstance(tree, gast.Name):
        if isinstance(tree.ctx, gast.Load):
            yield tree.id
            if (where := memory(tree.id)) is not None:
                yield contents(where)
        return
    if isinstance(tree, gast.ListComp | gast.SetComp | gast.DictComp | gast.GeneratorExp):
        yield from _around(tree, memory)
        return
    yield from _inside(tree, memory)


def _around(tree: gast.AST, memory: Memory) -> Iterator[str]:
    """What a comprehension reads: the names that it binds are none of those around it."""
    yield from reads(tree.generators[0].iter, memory)
    own = {n for part in tree.generators for n in target_names(part.target)}
    yield from (read for read in _inside(tree, memory) if read not in own)


def _inside(tree: gast.AST, memory: Memory) -> Iterator[str]:
    shape_only = asks_shape(tree)
    for child in children(tree):
        shape = shape_only and isinstance(child, gast.Name)
        if not shape or memory.grows(child.id):
            yield from reads(child, memory)
        elif isinstance(child.ctx, gast.Load):
            yield child.id


def asks_shape(tree: gast.AST) -> bool:
    """Whether no more than shapes and dtypes is read of the names right below."""
    match tree:
        case gast.Call(func=gast.Attribute(value=gast.Name(id="np"), attr=attr)):
            return attr in _FROM_SHAPE
        case gast.Call(func=gast.Name(id="len")):
            return True
        case gast.Attribute(attr=attr):
            return attr in _OF_SHAPE
    return False


@remembered
def expressions(statement: core.Statement) -> tuple[gast.AST, ...]:
    """The expressions of a statement itself, targets too."""
    return tuple([value for value in vars(statement).values() if isinstance(value, gast.AST)])
