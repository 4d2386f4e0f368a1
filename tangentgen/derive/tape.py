"""How many bytes a derivative keeps for its reverse sweep, as a formula in sizes and trips."""

from __future__ import annotations

from collections.abc import Iterator

import gast

from tangentgen.derive.checkpoint_plan import NUMBER
from tangentgen.derive.context import Derivation
from tangentgen.language import core
from tangentgen.language.sweep import Save
from tangentgen.source.printer import print_expression

Loop = core.For | core.While


def tape(work: Derivation, forward: core.Block) -> str:
    """What the saves of a forward sweep hold in the end, `steps * u[1:-1].nbytes + y.nbytes`.

    References are not counted: the array they lead to is there in any case. Empty where nothing
    is kept.
    """
    found: dict[str, int] = {}
    for save, loops in _saves(forward, ()):
        size = _size(work, save)
        if size is None:
            continue
        term = " * ".join([*map(_trips, loops), size])
        found[term] = found.get(term, 0) + 1
    return " + ".join(term if n == 1 else f"{n} * {term}" for term, n in found.items())


def _saves(block: core.Block, loops: tuple[Loop, ...]) -> Iterator[tuple[Save, tuple[Loop, ...]]]:
    for statement in block:
        if isinstance(statement, Save):
            yield statement, loops if statement.slot.stacked else ()
        inside = (*loops, statement) if isinstance(statement, Loop) else loops
        for inner in core.blocks(statement):
            yield from _saves(inner, inside)


def _size(work: Derivation, save: Save) -> str | None:
    """The bytes of one value; None of a reference to what stays as it is."""
    value = work.facts.value(save.value)
    if isinstance(save.value, gast.Name) and value.kind == "any":
        value = work.value_of(save.value.id)
    if value.kind == "array" or save.copied:
        # an array that is rebound, not changed, lives on for the stack alone
        return f"{print_expression(save.value)}.nbytes"
    return str(NUMBER) if value.kind in ("number", "any", "tensor") else None


def _trips(loop: Loop) -> str:
    match loop:
        case core.For(iter=gast.Call(func=gast.Name(id="range"), args=[stop])):
            text = print_expression(stop)
            return text if isinstance(stop, gast.Name | gast.Constant | gast.Call) else f"({text})"
        case core.For(iter=iterable):
            return f"len({print_expression(iterable)})"
    return "trips"
