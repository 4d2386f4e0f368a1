"""What a function captured is read once, at the top, under the name that it has there.

y = f.__closure__[0].cell_contents * x                   rate = f.__closure__[0].cell_contents
x_bar = f.__closure__[0].cell_contents * y_bar  becomes  y = rate * x
                                                         x_bar = rate * y_bar
"""

from __future__ import annotations

import builtins
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeGuard

import gast

from tangentgen.derive.stems import stem_of
from tangentgen.language import core
from tangentgen.language.free import free, occurring
from tangentgen.language.in_statements import changed, nodes
from tangentgen.language.resolve import assigned
from tangentgen.source.match import key
from tangentgen.source.quote import as_target, copy, name
from tangentgen.source.rebuild import rebuilt

Names = Mapping[tuple[Any, int], str]
"""The variables of functions, by the ways to them and the positions of their cells."""


@dataclass(frozen=True)
class Cell:
    """`f.__closure__[k].cell_contents`."""

    tree: gast.Attribute
    function: gast.expr  # f
    variable: str


def with_variables(
    functions: list[core.Function], names: Names, taken: Iterable[str]
) -> list[core.Function]:
    """The functions of a module, each with a variable for every cell that it reads."""
    stored = {str(node.attr) for f in functions for node in _targets(f)}
    others = {*taken, *(f.name for f in functions), *dir(builtins)}
    return [_with_variables(f, names, stored, others) for f in functions]


def _with_variables(
    function: core.Function, names: Names, stored: set[str], taken: set[str]
) -> core.Function:
    bound = {*assigned(function.body), *(n.id for n in nodes(function.body) if _binds(n))}
    whole = bound.union(_whole(function))
    cells: dict[Any, Cell] = {}
    for node in nodes(function.body):
        cell = _cell(node, names)
        if cell is not None and _stays(cell.function, bound, whole, stored):
            cells.setdefault(key(node), cell)
    if not cells:
        return function
    given = _named([*cells.values()], taken | occurring(function))
    places = dict(zip(cells, given, strict=True))

    def read(node: Any) -> Any:
        if isinstance(node, gast.Attribute) and node.attr == "cell_contents":
            found = places.get(key(node))
            if found is not None:
                return name(found)
        return rebuilt(node, read)

    pairs = zip(given, cells.values(), strict=True)
    first = (core.Assign(as_target(name(own)), copy(cell.tree)) for own, cell in pairs)
    return replace(function, body=(*first, *changed(function.body, read)))


def _cell(node: gast.AST, names: Names) -> Cell | None:
    match node:
        case gast.Attribute(
            attr="cell_contents",
            value=gast.Subscript(
                value=gast.Attribute(value=function, attr="__closure__"),
                slice=gast.Constant(value=int() as k),
            ),
        ):
            variable = names.get((key(function), k))
            return None if variable is None else Cell(node, function, variable)
    return None


def _stays(function: gast.expr, bound: set[str], whole: set[str], stored: set[str]) -> bool:
    """Whether a path leads to the same function all through, as one from a parameter does."""
    while isinstance(function, gast.Attribute):
        if function.attr in stored:
            return False
        function = function.value
    match function:
        case gast.Name(id=given):
            return given not in bound
        case gast.Subscript(value=gast.Name(id=given), slice=gast.Constant()):
            return given not in whole
    return False


def _named(cells: list[Cell], taken: set[str]) -> list[str]:
    """The captured variables' names, behind those of their functions where they are taken."""
    often = Counter(cell.variable for cell in cells)
    return [
        free(
            cell.variable
            if often[cell.variable] == 1 and cell.variable not in taken
            else f"{stem_of(cell.function)}_{cell.variable}",
            taken,
        )
        for cell in cells
    ]


def _whole(function: core.Function) -> Iterator[str]:
    """The names that are read other than for a part of what they hold, which others may change."""
    parts = {
        id(node.value)
        for node in nodes(function.body)
        if isinstance(node, gast.Subscript) and isinstance(node.ctx, gast.Load)
    }
    for node in nodes(function.body):
        if isinstance(node, gast.Name) and id(node) not in parts:
            yield str(node.id)


def _binds(node: gast.AST) -> TypeGuard[gast.Name]:
    return isinstance(node, gast.Name) and not isinstance(node.ctx, gast.Load)


def _targets(function: core.Function) -> Iterator[gast.Attribute]:
    """The attributes that a function assigns."""
    for node in nodes(function.body):
        if isinstance(node, gast.Attribute) and not isinstance(node.ctx, gast.Load):
            yield node
