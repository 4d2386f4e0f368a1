"""A quotient of the primal is read again where its two halves meet in the reverse sweep.

    weights = e / total                                 weights = e / total
    e_bar = (weights_bar - np.sum(…)) / total  becomes  z_bar = weights * (weights_bar - np.sum(…))
    z_bar = e * e_bar

It saves a division, and often the numerator need not be kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace

import gast

from tangentgen.analysis.values import ANY
from tangentgen.language import core
from tangentgen.language.resolve import assigned
from tangentgen.language.sweep import Restore
from tangentgen.language.targets import Writes, base_name
from tangentgen.source.quote import name
from tangentgen.source.rebuild import rebuilt
from tangentgen.tidy.known import Known, repeatable, times
from tangentgen.tidy.lines import uses
from tangentgen.tidy.product import foldable, product
from tangentgen.tidy.render import Product, built

Quotients = Mapping[tuple[str, str], str]
"""The names of quotients by those of their numerators and denominators."""


def with_quotients(
    block: core.Block,
    writes: Writes,
    moving: Collection[str] = (),
    known: Known = lambda node: ANY,
) -> core.Block:
    """The block with products that contain a named quotient made of it.

    `moving` are names that do not keep the value of the only statement that binds them:
    parameters that are bound again, arrays that are changed under another name.

    >>> from tangentgen.language.targets import no_writes
    >>> from tangentgen.source.printer import print_function
    >>> from tangentgen.source.quote import as_target, expression
    >>> texts = [("w", "e / s"), ("e_bar", "w_bar / s"), ("z_bar", "e * e_bar")]
    >>> block = [core.Assign(as_target(name(t)), expression(v)) for t, v in texts]
    >>> block.append(core.Return(name("z_bar")))
    >>> arguments = gast.parse("def f(e, s, w_bar): 0").body[0].args
    >>> short = with_quotients(tuple(block), no_writes)
    >>> print(print_function(core.Function("f", arguments, short)))
    def f(e, s, w_bar):
        w = e / s
        z_bar = w * w_bar
        return z_bar
    <BLANKLINE>
    """
    bound = Counter(assigned(block))
    put_back = {base_name(s.target) for s in core.walk(block) if isinstance(s, Restore)}
    done = uses(core.If(gast.Constant(True, None), block), writes)
    every = done.read.keys() | done.touched
    steady = {n for n in every if bound[n] <= 1} - done.changed - put_back - {*moving}
    quotients: dict[tuple[str, str], str] = {}
    out: list[core.Statement] = []
    for statement in block:
        given, over, under = _quotient(statement)
        if {given, over, under} <= steady:
            quotients[over, under] = given
        elif quotients and isinstance(statement, core.Assign | core.Augment):
            first = out[-1] if out else None
            if isinstance(first, core.Assign) and isinstance(first.target, gast.Name):
                once = first.target.id in steady and done.read[first.target.id] == 1
                if once and (merged := _merged(first, statement, quotients)) is not None:
                    out[-1] = merged
                    continue
            value = _read(statement.value, quotients, known)
            statement = statement if value is statement.value else replace(statement, value=value)
        out.append(statement)
    return tuple(out)


def _quotient(statement: core.Statement) -> tuple[str, str, str]:
    match statement:
        case core.Assign(
            target=gast.Name(id=given),
            value=gast.BinOp(left=gast.Name(id=over), op=gast.Div(), right=gast.Name(id=under)),
        ):
            return given, over, under
    return "", "", ""


def _merged(
    first: core.Assign, second: core.Assign | core.Augment, quotients: Quotients
) -> core.Assign | core.Augment | None:
    """`t = n / s` and `u = e * t` as `u = w * n`, where w = e / s."""
    match first.value:
        case gast.BinOp(left=rest, op=gast.Div(), right=gast.Name(id=under)) if repeatable(rest):
            pass
        case _:
            return None

    def change(node: gast.expr) -> gast.expr:
        match node:
            case gast.BinOp(left=gast.Name(id=one), op=gast.Mult(), right=gast.Name(id=two)):
                over = one if two == first.target.id else two if one == first.target.id else ""
                if (over, under) in quotients:
                    return times(name(quotients[over, under]), rest)
        found: gast.expr = rebuilt(node, change)
        return found

    value = change(second.value)
    if value is second.value:
        return None
    notes = replace(
        second.notes,
        above=(*first.notes.above, *second.notes.above),
        mark=first.notes.mark or second.notes.mark,
        origin=first.notes.origin or second.notes.origin,
        section=first.notes.section or second.notes.section,
    )
    return replace(second, value=value, notes=notes)


def _read(node: gast.expr, quotients: Quotients, known: Known) -> gast.expr:
    """`e * n / s` as `w * n`."""
    if isinstance(node, gast.BinOp) and isinstance(node.op, gast.Mult | gast.Div):
        found = product(node, known)
        for (over, under), given in quotients.items():
            over_at = _place(found, "*", over)
            under_at = _place(found, "/", under)
            if over_at is not None and under_at is not None and foldable(found, known):
                items = list(found.items)
                items[over_at] = ("*", name(given))
                del items[under_at]
                shorter = Product(found.sign, found.above, found.below, items, found.tied)
                return _read(built(shorter, known), quotients, known)
    result: gast.expr = rebuilt(node, lambda part: _read(part, quotients, known))
    return result


def _place(found: Product, op: str, wanted: str) -> int | None:
    """Where a name stands among the factors."""
    for at, (each, node) in enumerate(found.items):
        if each == op and isinstance(node, gast.Name) and node.id == wanted:
            return at
    return None
