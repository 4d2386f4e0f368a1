"""An adjoint that only goes into a part of another goes there where it is computed.

c_bar = s_bar                            x_bar[k] = s_bar
s_bar = t * s_bar           becomes      s_bar = t * s_bar
x_bar[k] = c_bar
"""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass, replace

import gast

from tangentgen.language import core
from tangentgen.language.fresh import kept_by
from tangentgen.language.resolve import read_names, target_names
from tangentgen.language.targets import Writes, base_name, no_writes
from tangentgen.source.printer import print_expression
from tangentgen.tidy.lines import Lines
from tangentgen.tidy.read_later import NOTHING, Later, inside, within

WIDTH = 60  # of what is computed; a longer line is easier to read in two


def handed_on(
    block: core.Block,
    keep: Set[str],
    scalar: Callable[[str], bool],
    shared: Callable[[str], bool],
    writes: Writes = no_writes,
) -> core.Block:
    """The block without names, none of `keep`, that are read once, by `x[k] = name` or `+=`.

    `shared` says whether an array may be changed under another name.
    """
    work = _Handing(keep, scalar, shared, writes, _kept(block, scalar))
    return work.block(block, NOTHING)


def _kept(block: core.Block, scalar: Callable[[str], bool]) -> dict[str, set[str]]:
    """For each name, those that may hold what it holds, or a part of it, or have it as a part."""
    found: dict[str, set[str]] = {}
    for statement in core.walk(block):
        if isinstance(statement, core.Assign):
            held = {n for n in _held(statement.value) if not scalar(n)}
            for given in target_names(statement.target) if held else ():
                for other in held:
                    found.setdefault(given, set()).add(other)
                    found.setdefault(other, set()).add(given)
    return found


def _held(value: gast.expr) -> set[str]:
    """The names whose objects the value may be, hold, or be a view of."""
    match value:
        case gast.List(elts=items) | gast.Tuple(elts=items) | gast.Dict(values=items):
            return {n for item in items for n in _held(item)}
        case gast.ListComp(elt=item) | gast.DictComp(value=item):
            return kept_by(value) if _held(item) else set()
    return kept_by(value)


@dataclass
class _Handing:
    keep: Set[str]
    scalar: Callable[[str], bool]
    shared: Callable[[str], bool]
    writes: Writes
    kept: dict[str, set[str]]

    def block(self, block: core.Block, later: Later) -> core.Block:
        here = within(block, later)
        statements = (self.inside(s, here.behind(place)) for place, s in enumerate(block))
        lines = Lines(statements, self.writes)
        for at in range(len(lines)):
            self.hand_on(lines, at, here)
        return lines.block()

    def inside(self, statement: core.Statement, later: Later) -> core.Statement:
        found: core.Statement = core.mapped(
            statement, lambda block: self.block(block, inside(statement, later))
        )
        return found

    def hand_on(self, lines: Lines, at: int, here: Later) -> None:
        """`t = e` at a position becomes what t goes into further below, if that says the same."""
        match lines.at[at]:
            case core.Assign(target=gast.Name(id=given), value=value) as made:
                pass
            case _:
                return
        place = None if given in self.keep else _first_reader(lines, given, at)
        if place is None or place == lines.following(at + 1) or given in here.behind(place):
            return
        into = _added_to(lines.at[place], given)
        if into is None or lines.uses(place).read[given] != 1:
            return
        if not self.is_free(lines, into, at, place) or not self.stays(lines, value, at, place):
            return
        if len(print_expression(value)) > WIDTH or not _goes_unmarked(lines, value, at, place):
            return
        lines.put(at, replace(into, value=value, notes=made.notes))
        lines.drop(place)

    def is_free(self, lines: Lines, into: core.Assign | core.Augment, at: int, place: int) -> bool:
        """Whether what is added to may be added to earlier: nothing asks for it in between."""
        base = base_name(into.target)
        if base is None or self.shared(base):
            return False
        others = self.others(base)
        if lines.touches({*read_names(into.target), *others}, at, place):
            return False
        if any(k < place for each in others for k in lines.readers(each, at)):
            return False
        return not any(lines.uses(k).jumps or lines.uses(k).hides for k in lines.between(at, place))

    def others(self, base: str) -> set[str]:
        """The names by which memory of a name may be reached, itself among them."""
        found, new = set[str](), {base}
        while new:
            found |= new
            new = {other for each in new for other in self.kept.get(each, ())} - found
        return found

    def stays(self, lines: Lines, value: gast.expr, at: int, place: int) -> bool:
        """Whether a value is at its place what it was where it got its name.

        Names that are bound anew have left it alone; arrays that are changed may be part of it.
        """
        for each in set(read_names(value)):
            inside = [lines.uses(k) for k in lines.between(at, place)]
            if not self.scalar(each) and any(each in found.changed for found in inside):
                return False
        return True


def _first_reader(lines: Lines, given: str, at: int) -> int | None:
    """The statement that reads a name first behind its place, if nothing has touched it."""
    place = next(iter(lines.readers(given, at)), None)
    return None if place is None or lines.touches({given}, at, place + 1) else place


def _added_to(statement: core.Statement | None, given: str) -> core.Assign | core.Augment | None:
    """`x[k] = t`, `x[k] += t`, `x += t`."""
    match statement:
        case (
            core.Assign(target=gast.Subscript(), value=gast.Name(id=read))
            | core.Augment(value=gast.Name(id=read))
        ) if read == given and given not in set(read_names(statement.target)):
            return statement
    return None


def _goes_unmarked(lines: Lines, value: gast.expr, at: int, place: int) -> bool:
    """Whether no line would stand under the wrong comment without the one at a place.

    What is added further down is better said under its own comment where it could be.
    """
    statement = lines.at[place]
    assert statement is not None
    notes = statement.notes
    if notes.above or notes.section or notes.trailing:
        return False
    marks = [_mark(lines, k) for k in (*lines.between(at, place), place)]
    if not lines.touches(read_names(value), at, place) and any(marks):
        return False
    following = lines.following(place + 1)
    return notes.mark is None or following == len(lines) or _mark(lines, following) is not None


def _mark(lines: Lines, at: int) -> str | None:
    statement = lines.at[at]
    return None if statement is None else statement.notes.mark
