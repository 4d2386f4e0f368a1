"""Which elements a subscript selects, as bounds that are linear in loop variables and lengths."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import gast

from tangentgen.analysis.values import Dim, Value

Env = Mapping[str, Dim | None]
"""What integer names stand for where an expression is; None for what is not known."""


@dataclass(frozen=True)
class Span:
    """The elements of one axis from `low` to `high`, both included; None is unbounded."""

    low: Dim | None
    high: Dim | None
    from_end: bool = False  # `x[-1]`, which exists, so that the position from the front is none < 0


Region = tuple[Span, ...]
"""One span for each of the first axes."""


@dataclass(frozen=True)
class Loop:
    """A loop around a statement, with what its variable is between."""

    symbol: str
    low: Dim | None
    high: Dim | None
    direction: int  # 1 where later trips have greater values, -1 for smaller, 0 for unknown


@dataclass(frozen=True)
class Integers:
    """What expressions of integers mean, by what is known of names anywhere in the function."""

    value_of: Callable[[str], Value]
    normal: Callable[[Dim], Dim]
    constant: Callable[[str], bool]  # whether a name is bound once

    def form(self, tree: gast.expr | None, env: Env) -> Dim | None:
        """An integer expression as a linear form; None where it is none."""
        match tree:
            case gast.Constant(value=int() as value) if not isinstance(value, bool):
                return Dim(value)
            case gast.Name(id=given):
                return self._name(given, env)
            case gast.UnaryOp(op=gast.USub(), operand=operand):
                inner = self.form(operand, env)
                return None if inner is None else inner.scale(-1)
            case gast.BinOp(left=left, op=gast.Add() | gast.Sub() | gast.Mult() as op, right=right):
                one, two = self.form(left, env), self.form(right, env)
                if one is None or two is None:
                    return None
                if isinstance(op, gast.Mult):
                    one, two = (two, one) if two.is_constant else (one, two)
                    return two.scale(one.constant) if one.is_constant else None
                return one + two if isinstance(op, gast.Add) else one - two
            case gast.Call(func=gast.Name(id="len"), args=[gast.Name(id=given)]):
                return self.length(given, 0)
            case gast.Subscript(
                value=gast.Attribute(value=gast.Name(id=given), attr="shape"),
                slice=gast.Constant(value=int() as axis),
            ):
                return self.length(given, axis)
        return None

    def _name(self, given: str, env: Env) -> Dim | None:
        if given in env:
            return env[given]
        value = self.value_of(given)
        if value.kind == "int" and value.length is not None:
            return _lasting(self.normal(value.length))
        if value.kind == "int" and self.constant(given):
            return Dim(0, ((f"name {given}", 1),))
        return None

    def length(self, given: str, axis: int) -> Dim | None:
        shape = self.value_of(given).shape
        if shape is None or axis >= len(shape) or shape[axis] is None:
            return None
        found = shape[axis]
        return None if found is None else _lasting(self.normal(found))

    def region(self, given: str, index: gast.expr, env: Env) -> Region | None:
        """What `given[index]` selects; None where it may be anything."""
        parts = index.elts if isinstance(index, gast.Tuple) else [index]
        spans = [self._span(given, axis, part, env) for axis, part in enumerate(parts)]
        found = [span for span in spans if span is not None]
        return tuple(found) if len(found) == len(spans) else None

    def _span(self, given: str, axis: int, part: gast.expr, env: Env) -> Span | None:
        if not isinstance(part, gast.Slice):
            place = self._place(given, axis, part, env)
            if place is None:
                return None
            length = self.length(given, axis)
            last = length is not None and place == length - Dim(1)  # there is one, or it raises
            return Span(place, place, last or _is_literal(part))
        if part.step is not None and not _is_positive(part.step):
            return None
        low, high = Dim(0), None
        if part.lower is not None:
            given_low = self._place(given, axis, part.lower, env)
            if given_low is None:
                return None if not _is_literal(part.lower) else Span(Dim(0), None)
            low = given_low if not _is_literal(part.lower) else _at_front(given_low)
        if part.upper is not None:
            end = self._place(given, axis, part.upper, env)
            if end is None and not _is_literal(part.upper):
                return None
            high = None if end is None else end - Dim(1)
        return Span(low, high)

    def _place(self, given: str, axis: int, part: gast.expr, env: Env) -> Dim | None:
        """A position counted from the front."""
        place = self.form(part, env)
        if place is not None and place.is_constant and place.constant < 0:
            length = self.length(given, axis)
            return None if length is None else length + place
        return place

    def loop(self, symbol: str, iterable: gast.expr, env: Env) -> Loop:
        """What is known of the variable of a loop over a range."""
        direction = 1
        match iterable:
            case gast.Call(func=gast.Name(id="reversed"), args=[inner]):
                iterable, direction = inner, -1
        match iterable:
            case gast.Call(func=gast.Name(id="range"), args=args, keywords=[]):
                step = self.form(args[2], env) if len(args) == 3 else Dim(1)
                if step is None or not step.is_constant or not step.constant:
                    return Loop(symbol, None, None, 0)
                start = self.form(args[0], env) if len(args) > 1 else Dim(0)
                stop = self.form(args[1] if len(args) > 1 else args[0], env)
                if step.constant > 0:
                    return Loop(symbol, start, _minus(stop, 1), direction)
                return Loop(symbol, _minus(stop, -1), start, -direction)
        return Loop(symbol, None, None, 0)


def is_counted(iterable: gast.expr) -> bool:
    """Whether a loop runs over integers for sure."""
    match iterable:
        case gast.Call(func=gast.Name(id="reversed"), args=[inner]):
            return is_counted(inner)
        case gast.Call(func=gast.Name(id="range")):
            return True
    return False


def _at_front(place: Dim) -> Dim:
    """The lower end of a slice: `x[-3:]` of a shorter array begins at its front."""
    return place if place.is_constant else Dim(0)


def _lasting(form: Dim) -> Dim | None:
    """A form in lengths of arguments, which are the same in every trip; others are not."""
    return None if any(symbol[0] in "@%&" for symbol, _ in form.terms) else form


def _minus(form: Dim | None, number: int) -> Dim | None:
    return None if form is None else form - Dim(number)


def _is_literal(tree: gast.expr) -> bool:
    if isinstance(tree, gast.UnaryOp):
        tree = tree.operand
    return isinstance(tree, gast.Constant)


def _is_positive(tree: gast.expr) -> bool:
    return isinstance(tree, gast.Constant) and isinstance(tree.value, int) and tree.value > 0
