"""A name that stands for a literal gives way to the literal until it is bound anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set
from dataclasses import dataclass, replace
from typing import Any

import gast

from tangentgen.language import core
from tangentgen.language.fresh import kept_by
from tangentgen.language.resolve import assigned, bound, read_names, target_names
from tangentgen.language.sweep import Own
from tangentgen.language.targets import base_name
from tangentgen.language.walk import all_names, walk
from tangentgen.source.quote import expression, name, substitute
from tangentgen.tidy.algebra import simplify
from tangentgen.tidy.known import Known
from tangentgen.tidy.lines import JUMPS
from tangentgen.tidy.literals import folded


def settled(
    block: core.Block,
    ours: Set[str],
    known: Known,
    changing: Set[str] = frozenset(),
    parts: Set[str] = frozenset(),
) -> core.Block:
    """`s_bar = 1.0` and later `s_bar * e`: `e`, up to where `s_bar` is bound again.

    Only names that are `ours`, which neither the user gave nor the caller reads. What comes to be
    the array of a name that is `changing`, and was a product, is a copy of it. Of those that are
    `parts` of a statement's reverse, what the statement says goes to the next line.
    """
    once = {n for n, count in Counter(assigned(block)).items() if count == 1}
    # of what is bound in these, one may see what was bound on the way to an exception
    left = (s for s in core.walk(block) if isinstance(s, core.Try | core.With))
    exposed = {n for s in left for n in assigned((s,))}
    again = ours - once - parts - exposed
    return _Settling(ours & once, again, known, changing, parts, _reads(block)).block(block)


def _reads(block: core.Block) -> Counter[str]:
    trees = (t for s in core.walk(block) for t in vars(s).values() if isinstance(t, gast.AST))
    return Counter(n for tree in trees for n in read_names(tree))


@dataclass(frozen=True)
class _Settling:
    once: Set[str]
    again: Set[str]  # those that are bound several times
    known: Known
    changing: Set[str]
    parts: Set[str]
    reads: Counter[str]  # in all blocks

    def block(self, block: core.Block) -> core.Block:
        """Literals that are read in the block where they are bound, from outer to inner blocks."""
        bound = {
            s.target.id: s.value
            for s in block
            if isinstance(s, core.Assign)
            and isinstance(s.target, gast.Name)
            and _is_literal(s.value)
            and s.target.id in self.once
        }
        here = _reads(block) if bound else Counter()
        given = {n: value for n, value in bound.items() if here[n] == self.reads[n]}
        if given:
            return self.block(_block(block, given, self))
        if self.again:
            block = self.until_bound(block)
        return tuple(core.mapped(s, self.block) for s in block)

    def adds(self, statement: core.Statement) -> bool:
        """Whether it says more of an adjoint: the reverse of a statement begins with no other."""
        target = getattr(statement, "target", None)
        base = base_name(target) if isinstance(target, gast.expr) else None
        value = getattr(statement, "value", None)
        ours = base in self.once | self.again and base not in self.parts
        return ours and isinstance(value, gast.expr) and not _zeros(value)

    def until_bound(self, block: core.Block) -> core.Block:
        """`s_bar = 1.0`, `t_bar = s_bar * a`, `s_bar = s_bar * b`: `t_bar = a`, `s_bar = b`."""
        at = 0
        while at < len(block):
            match block[at]:
                case core.Assign(target=gast.Name(id=given), value=value) if _is_literal(value):
                    end = _bound_anew(block, at, given) if given in self.again else None
                    old = block[at : (end or at) + 1]
                    new = _block(old, {given: value}, self) if end is not None else old
                    if end is not None and _factors(new) <= _factors(old):
                        block = (*block[:at], *new, *block[end + 1 :])
                        continue
            at += 1
        return block


def _is_literal(value: gast.expr) -> bool:
    match value:
        case gast.UnaryOp(op=gast.USub(), operand=gast.Constant(value=int() | float())):
            return True
    return isinstance(value, gast.Constant)


def _zeros(value: gast.expr) -> bool:
    """Whether an adjoint begins with it as zero, for what a loop or a branch adds to it."""
    return any(
        (isinstance(n, gast.Constant) and type(n.value) is float and n.value == 0)
        or (isinstance(n, gast.Attribute) and n.attr in ("zeros", "zeros_like"))
        for n in walk(value)
    )


def _bound_anew(block: core.Block, at: int, given: str) -> int | None:
    """Where the block itself binds a name next, if nothing leaves it before that."""
    for k in range(at + 1, len(block)):
        inside = tuple(core.walk((block[k],)))
        if given in {n for s in inside for n in bound(s)}:
            match block[k]:
                case core.Assign(target=gast.Name(id=target)) if target == given:
                    return k
            return None
        if any(isinstance(s, JUMPS) for s in inside):
            return None
    return None


def _factors(block: core.Block) -> int:
    """How often something is multiplied by one, as what may be an integer has to be."""
    trees = (t for s in core.walk(block) for t in vars(s).values() if isinstance(t, gast.expr))
    products = (n for tree in trees for n in walk(tree) if isinstance(n, gast.BinOp))
    ones = (n for n in products if isinstance(n.op, gast.Mult) and _is_one(n.left, n.right))
    return sum(1 for _ in ones)


def _is_one(*factors: gast.expr) -> bool:
    return any(isinstance(f, gast.Constant) and f.value == 1 for f in factors)


def _block(block: core.Block, given: dict[str, gast.expr], by: _Settling) -> core.Block:
    out: list[core.Statement] = []
    moved = core.NOTHING  # the heading of a statement that is left out goes to the next one
    part = False
    for statement in block:
        if _binds(statement, given):
            before, moved = moved, statement.notes
            part = by.parts.issuperset(target_names(statement.target))  # type: ignore[attr-defined]  # it binds
            section, above = before.section or moved.section, (*before.above, *moved.above)
            moved = replace(moved, section=section, above=above)
            continue
        if isinstance(statement, Own) and statement.name in given:
            continue  # a number shares memory with nothing
        if moved != core.NOTHING:
            above, notes = (*moved.above, *statement.notes.above), statement.notes
            notes = replace(notes, section=moved.section or notes.section, above=above)
            marks = moved.mark is not None and notes.mark is None and not core.blocks(statement)
            if marks and (part or by.adds(statement)):
                notes = replace(notes, mark=moved.mark, origin=moved.origin)
            statement, moved = replace(statement, notes=notes), core.NOTHING
        settling = _statement(statement, given, by)
        out.append(apart(statement, settling, by))
    return tuple(out)


def _binds(statement: core.Statement, given: dict[str, gast.expr]) -> bool:
    return (
        isinstance(statement, core.Assign)
        and isinstance(statement.target, gast.Name)
        and statement.target.id in given
        and statement.value is given[statement.target.id]
    )


def _statement(
    statement: core.Statement, given: dict[str, gast.expr], by: _Settling
) -> core.Statement:
    changes: dict[str, Any] = {}
    for key, value in vars(statement).items():
        if key in core.BLOCKS:
            changes[key] = _block(value, given, by)
        elif key == "target" and isinstance(value, gast.Name):
            continue  # what it is bound to from here on
        elif isinstance(value, gast.expr) and _mentions(value, given):
            changes[key] = simplify(folded(substitute(value, given)), by.known)
    return replace(statement, **changes) if changes else statement


def _mentions(tree: gast.expr, given: dict[str, gast.expr]) -> bool:
    return any(n.id in given for n in all_names(tree))


def apart(old: core.Statement, new: core.Statement, by: _Settling) -> core.Statement:
    """A simplified statement; with a copy where it made an array, and now names a changing one."""
    match old, new:
        case (core.Assign(target=gast.Name(id=target), value=before), core.Assign(value=after)):
            made = kept_by(after) - kept_by(before)
            if made & by.changing and by.known(name(target)).kind in _ARRAYS:
                return replace(new, value=expression("$x.copy()", x=after))
    return new


_ARRAYS = ("array", "tensor")
