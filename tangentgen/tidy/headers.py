"""A loop over indices goes through the items themselves, where it asks for no index.

for k in range(len(x)):
    c = x[k]
    y = y * t + c        becomes        for c in x:
                                            y = y * t + c
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeGuard

import gast

from tangentgen.language import core
from tangentgen.language.resolve import assigned, bound, read_names, target_names
from tangentgen.language.targets import base_name
from tangentgen.language.walk import walk
from tangentgen.source.match import same
from tangentgen.source.printer import print_expression
from tangentgen.source.quote import as_target, constant, copy, name, substitute
from tangentgen.tidy.known import Known
from tangentgen.tidy.reads import expressions


def headed(block: core.Block, beside: Known | None = None) -> core.Block:
    """Loops with the header that `notes.header` keeps, instead of one over indices.

    Not where what it reads is bound in the loop, or the index is read by more than what begins
    the body. With `beside`, what is known of expressions, what else begins it with an item of the
    same index is zipped: tangents are as long as what they are tangents of.
    """
    if all(s.notes.header is None for s in core.walk(block)):
        return block
    return _Headers(_outside(block, frozenset()), beside).block(block)


def _outside(block: core.Block, bound_around: frozenset[str]) -> set[str]:
    """The names that are read outside of the loops that bind them."""
    found = set[str]()
    for statement in block:
        found.update(
            n for t in expressions(statement) for n in read_names(t) if n not in bound_around
        )
        around = bound_around
        if isinstance(statement, core.For):
            around = bound_around | {*target_names(statement.target)}
        for inner in core.blocks(statement):
            found |= _outside(inner, around)
    return found


def _reads(block: core.Block) -> set[str]:
    return {n for s in core.walk(block) for t in expressions(s) for n in read_names(t)}


class _Headers:
    def __init__(self, outside: set[str], beside: Known | None) -> None:
        self.outside = outside  # names that are read outside of the loops that bind them
        self.beside = beside

    def block(self, block: core.Block) -> core.Block:
        return tuple(self.statement(core.mapped(s, self.block)) for s in block)

    def statement(self, statement: core.Statement) -> core.Statement:
        match statement:
            case core.For(
                target=gast.Name(id=counter),
                iter=gast.Call(func=gast.Name(id="range")),
                notes=core.Notes(header=core.Header() as header),
            ):
                return self.loop(statement, counter, header) or statement
        return statement

    def loop(self, loop: core.For, counter: str, header: core.Header) -> core.For | None:
        """The loop with its header, where that says the same."""
        wanted = {_text(target, value) for target, value in header.binds}
        tangents: list[core.Assign] = []
        counting: core.Block = ()
        rest = loop.body
        while rest:
            match rest[0]:
                case core.Augment(target=gast.Name(), value=gast.Constant()) as count:
                    counting = (*counting, count)
                case core.Assign(target=target, value=value) if _text(target, value) in wanted:
                    wanted.remove(_text(target, value))
                case core.Assign(target=gast.Name()) as item if self.tangent(item, counter):
                    tangents.append(item)
                case _:
                    break
            rest = rest[1:]
        own = counter in set(target_names(header.target))
        body = (*counting, *tangents, *rest) if own else (*counting, *rest)
        idle = all(isinstance(s, core.Pass) for s in body)  # it is there for its last item
        if wanted or idle or (not own and counter in {*self.outside, *_reads(body)}):
            return None
        target, items = header.target, header.iter
        if tangents and not own and self.beside is not None:
            zipped = _zipped(header, tangents, self.beside)
            if zipped is None:
                return None
            target, items = zipped
        changed = {n for n in (*assigned(loop.body), *bound(loop)) if n != counter}
        if changed & set(read_names(items)) or of_neighbours(items):
            return None
        notes = replace(loop.notes, header=None)
        items = as_long_as_shortest(copy(items))
        return replace(loop, target=as_target(target), iter=items, body=body, notes=notes)

    def tangent(self, statement: core.Assign, counter: str) -> bool:
        """Whether it is `t = x[k]`, or of another index that k decides."""
        match statement.value:
            case gast.Subscript(value=gast.Name(), slice=index) if self.beside is not None:
                return set(read_names(index)) == {counter}
        return False


def of_neighbours(items: gast.expr) -> bool:
    """Whether it goes through `zip(x, x[1:])`, for which linters ask for another function."""
    for node in walk(items):
        match node:
            case gast.Call(
                args=[
                    first,
                    gast.Subscript(
                        value=whole,
                        slice=gast.Slice(lower=gast.Constant(value=1), upper=None, step=None),
                    ),
                ]
            ) if _is_zip(node) and same(first, whole):
                return True
    return False


def as_long_as_shortest(items: gast.expr) -> gast.expr:
    """Calls of zip that say what they do with other lengths, as linters ask for."""
    for node in walk(items):
        if isinstance(node, gast.expr) and _is_zip(node) and not node.keywords:
            node.keywords = [gast.keyword("strict", constant(False))]
    return items


def _zipped(
    header: core.Header, tangents: list[core.Assign], known: Known
) -> tuple[gast.expr, gast.expr] | None:
    """`a, a_dot` in `zip(x, x_dot)`."""
    targets, sides = [header.target], _sides(header.iter)
    sections = (side for side in sides if isinstance(side, gast.Subscript))
    if any(known(section.value).kind != "array" for section in sections):
        return None  # of a container, a part that has no name
    strict = [gast.keyword("strict", constant(True))]
    if _is_zip(header.iter):
        if not isinstance(header.target, gast.Tuple) or len(header.target.elts) != len(sides):
            return None
        targets, strict = list(header.target.elts), header.iter.keywords
    beside: list[gast.expr] = []
    for item in tangents:
        pairs = zip(targets, sides, strict=True)
        found = [_beside(header, *pair, item.value) for pair in pairs]
        side = _only(item.value, [one for one in found if one is not None])
        if side is None:
            return None
        beside.append(side)
    both = gast.Tuple([copy(t) for t in (*targets, *(i.target for i in tangents))], gast.Store())
    return both, gast.Call(name("zip"), [copy(side) for side in (*sides, *beside)], strict)


def _beside(
    header: core.Header, target: gast.expr, side: gast.expr, item: gast.expr
) -> tuple[str, gast.expr] | None:
    """`x` and `x_dot[1:]`, where a name's items are those of `x[1:]` and `item` its tangent."""
    bound_to = [v for t, v in header.binds if print_expression(t) == print_expression(target)]
    base = base_name(bound_to[0]) if bound_to else None
    owner = base_name(item)
    if base is None or owner is None:
        return None
    swapped = {base: name(owner)}
    fits = print_expression(substitute(bound_to[0], swapped)) == print_expression(item)
    return (base, substitute(side, swapped)) if fits and base in read_names(side) else None


def _only(item: gast.expr, found: list[tuple[str, gast.expr]]) -> gast.expr | None:
    """The one side that a tangent's items may come from: `x_dot` goes with what is called `x`."""
    owner = base_name(item)
    for sides in (found, [one for one in found if owner == f"{one[0]}_dot"]):
        if len({print_expression(side) for _, side in sides}) == 1:
            return sides[0][1]
    return None


def _sides(items: gast.expr) -> list[gast.expr]:
    return list(items.args) if _is_zip(items) else [items]


def _is_zip(items: gast.expr) -> TypeGuard[gast.Call]:
    return (
        isinstance(items, gast.Call)
        and isinstance(items.func, gast.Name)
        and items.func.id == "zip"
    )


def _text(target: gast.expr, value: gast.expr) -> tuple[str, str]:
    return print_expression(target), print_expression(value)
