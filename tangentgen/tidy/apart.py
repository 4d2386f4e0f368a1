"""Whether what one statement writes is never read by another that runs later."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from tangentgen.analysis.values import Dim
from tangentgen.tidy.regions import Loop, Region, Span

ONE = Dim(1)


@dataclass(frozen=True)
class Access:
    """Elements of an array that a statement reads or writes, and where the statement stands."""

    region: Region | None  # None: perhaps all of it
    loops: tuple[Loop, ...]  # around it, the outermost first
    order: int  # in the text

    @cached_property
    def in_front(self) -> bool:
        """Whether it is known which elements, and none is counted from the end."""
        return self.region is not None and _in_front(self)


def never_meets(write: Access, read: Access, anew: Collection[Loop] = ()) -> bool:
    """Whether no read that follows a write, in the same trip or a later one, is of its elements.

    In each trip of the loops `anew` the read is of another array.
    """
    if not write.in_front:
        return False
    shared = 0
    for one, two in zip(write.loops, read.loops, strict=False):
        if one is not two:
            break
        shared += 1
    # the loops of which the read may be in a later trip
    cases = [k for k in range(shared) if not any(loop in anew for loop in read.loops[k:])]
    if read.order > write.order:
        cases.append(shared)  # the same trip of all
    if not cases:
        return True
    if not read.in_front:
        return False
    return all(_apart(write, read, level, level < shared) for level in cases)


def _in_front(access: Access) -> bool:
    """Whether no position is counted from the end, as negative ones are."""
    assert access.region is not None
    bounds = {loop.symbol: loop for loop in access.loops}
    order = [loop.symbol for loop in reversed(access.loops)]
    return all(
        span.from_end or (span.low is not None and _at_least(span.low, 0, order, bounds))
        for span in access.region
    )


def _apart(write: Access, read: Access, level: int, later: bool) -> bool:
    """Whether the elements differ; from `level` on the loops' variables have different values."""
    assert write.region is not None and read.region is not None
    renamed = {loop.symbol: f"{loop.symbol} later" for loop in read.loops[level:]}
    own = [_renamed_loop(loop, renamed) for loop in read.loops[level:]]
    bounds = {loop.symbol: loop for loop in (*write.loops, *own)}
    order = [loop.symbol for loop in reversed(own)]
    shift: dict[str, Dim] = {}
    if later and own[0].direction:
        # A later trip: the variable is at least one further on.
        order.remove(own[0].symbol)
        distance = f"{own[0].symbol} distance"
        bounds[distance] = Loop(distance, ONE, None, 0)
        moved = Dim(0, ((write.loops[level].symbol, 1),))
        shift[own[0].symbol] = moved + Dim(0, ((distance, own[0].direction),))
        order.append(own[0].symbol)
        order.append(distance)
    order += [loop.symbol for loop in reversed(write.loops)]
    for one, two in zip(write.region, read.region, strict=False):
        two = Span(_renamed(two.low, renamed), _renamed(two.high, renamed))
        for first, second in ((one, two), (two, one)):
            if first.low is None or second.high is None:
                continue
            if _at_least(first.low - second.high, 1, order, bounds, shift):
                return True
    return False


def _at_least(
    form: Dim,
    least: int,
    order: list[str],
    bounds: dict[str, Loop],
    shift: dict[str, Dim] | None = None,
) -> bool:
    """Whether a form is `least` or more whatever the loops' variables and the lengths are."""
    for symbol in order:
        factor = dict(form.terms).get(symbol, 0)
        if not factor:
            continue
        if shift and symbol in shift:
            bound: Dim | None = shift[symbol]
        else:
            bound = bounds[symbol].low if factor > 0 else bounds[symbol].high
        if bound is None:
            return False
        form = form - Dim(0, ((symbol, factor),)) + bound.scale(factor)
    lengths = all(c > 0 and not s.startswith("name ") for s, c in form.terms)
    return form.constant >= least and lengths


def _renamed(form: Dim | None, names: dict[str, str]) -> Dim | None:
    if form is None or not names:
        return form
    total = Dim(form.constant)
    for symbol, factor in form.terms:
        total = total + Dim(0, ((names.get(symbol, symbol), factor),))
    return total


def _renamed_loop(loop: Loop, names: dict[str, str]) -> Loop:
    return Loop(
        names[loop.symbol], _renamed(loop.low, names), _renamed(loop.high, names), loop.direction
    )
