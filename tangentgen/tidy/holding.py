"""Which names may hold the arrays of a value, and which own what they are bound to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import gast

from tangentgen.language.fresh import fresh, kept_by
from tangentgen.language.resolve import read_names
from tangentgen.language.targets import Writes, no_writes
from tangentgen.tidy.wide import wide

Makes = Callable[[gast.expr], tuple[bool, ...]]
"""Which results of a call are arrays that nothing else holds; empty where nothing is known."""


def makes_nothing(value: gast.expr) -> tuple[bool, ...]:
    """For blocks without calls of derived functions."""
    return ()


@dataclass(frozen=True)
class Holding:
    """What is known of names and of calls; `arrays` are names that hold arrays for sure.

    An adjoint of a complex array may be real as long as nothing else was added to it; where it
    is complex for sure, `wide` of its name is among those that are owned.
    """

    arrays: frozenset[str]
    scalar: Callable[[str], bool]
    writes: Writes = no_writes
    mixed: frozenset[str] = frozenset()  # adjoints of complex arrays
    complex: frozenset[str] = frozenset()  # names that hold nothing but complex arrays
    makes: Makes = makes_nothing

    def kept_by(self, value: gast.expr) -> set[str]:
        """The names whose objects the value may hold; what a call changes is only lent to it."""
        found = kept_by(value)
        lent = self.writes(value)
        made = self.makes(value)
        if made and all(made) and not lent:
            return set()
        if found and lent and isinstance(value, gast.Call):
            rest = {n for a in value.args if a not in lent for n in read_names(a)}
            found &= rest
        return found

    def is_section(self, target: gast.expr) -> bool:
        """Whether it is a section of an array, which takes the numbers of what is stored."""
        match target:
            case gast.Subscript(value=gast.Name(id=owner)):
                return owner in self.arrays
        return False

    def made(self, target: gast.expr, value: gast.expr) -> set[str]:
        """The names that the results of a call get as their own."""
        found = self.makes(value)
        if not isinstance(target, gast.Tuple) or len(found) != len(target.elts):
            return set()
        pairs = zip(target.elts, found, strict=True)
        return {part.id for part, own in pairs if own and isinstance(part, gast.Name)}

    def holds(self, target: str, is_complex: bool) -> set[str]:
        """What is owned once a name holds an array of its own."""
        return {target, wide(target)} if is_complex and target in self.mixed else {target}


def section_copied(value: gast.expr) -> str:
    """x of `x[1:].copy()`."""
    match value:
        case gast.Call(
            func=gast.Attribute(
                value=gast.Subscript(value=gast.Name(id=whole), slice=index), attr="copy"
            ),
            args=[],
            keywords=[],
        ):
            parts = index.elts if isinstance(index, gast.Tuple) else [index]
            if any(isinstance(part, gast.Slice) for part in parts):
                return str(whole)
    return ""


_TURNING = ("reshape", "transpose", "moveaxis", "swapaxes", "ravel", "squeeze", "expand_dims")


def whole_of_view(value: gast.expr) -> str:
    """The array of which a value is the whole, perhaps in another shape: x of `np.reshape(x, s)`.

    >>> from tangentgen.source.quote import expression
    >>> texts = ("x", "np.transpose(np.reshape(x, s)).T", "np.broadcast_to(x, s)", "x[1:]")
    >>> [whole_of_view(expression(text)) for text in texts]
    ['x', 'x', '', '']
    """
    match value:
        case gast.Name(id=name):
            return str(name)
        case gast.Attribute(value=inner, attr="T"):
            return whole_of_view(inner)
        case gast.Call(
            func=gast.Attribute(value=gast.Name(id="np"), attr=called), args=[inner, *_]
        ) if called in _TURNING:
            return whole_of_view(inner)
    return ""


def owned_parts(value: gast.expr | None, owned: set[str]) -> tuple[bool, ...]:
    """Which of the returned values are arrays that only the caller will know."""
    parts = list(value.elts) if isinstance(value, gast.Tuple) else [] if value is None else [value]
    names = [n for part in parts for n in read_names(part)]
    return tuple(
        part.id in owned and names.count(part.id) == 1
        if isinstance(part, gast.Name)
        else fresh(part)
        for part in parts
    )
