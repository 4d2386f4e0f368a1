"""Elements at the edge of a domain that nobody asks about: `r[r > 0] = 1.0 / r[r > 0]`.

Where an array is written under a mask, the other elements may lie where a derivative is
infinite, as that of a square root at zero. What their adjoints are zero for has no
derivative either: 0 · ∞ is taken as 0 there, and only there. So it is with `1 / r`, where
the mask asks for what `r` is read, or for what is finite.
"""

from __future__ import annotations

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.derive.context import Derivation
from tangentgen.derive.suspicious import is_natural
from tangentgen.derive.unasked import BY_ITSELF, Masks
from tangentgen.language import core
from tangentgen.language.resolve import read_names
from tangentgen.language.walk import walk


def asked_by_mask(work: Derivation, target: str, value: gast.expr) -> Masks:
    """Whether only those elements count whose adjoint is not zero."""
    edges, poles = any(map(edge, walk(value))), [p for n in walk(value) if (p := pole(n))]
    masks = masks_of(work.facts, target) if edges or poles else []
    return BY_ITSELF if masks and (edges or _ruled_out(work.facts, poles, masks)) else ()


def masks_of(facts: Analysis, target: str) -> list[gast.expr]:
    """The conditions by which sections of the array are written."""
    found = []
    for statement in core.walk(facts.tree.body):
        if isinstance(statement, core.Assign | core.Augment):
            place = statement.target
            if isinstance(place, gast.Subscript) and isinstance(place.value, gast.Name):
                index = facts.value(place.slice)
                if place.value.id == target and index.kind == "array" and index.dtype == "b1":
                    found.append(place.slice)
    return found


def _ruled_out(facts: Analysis, poles: list[gast.expr], masks: list[gast.expr]) -> bool:
    """Whether a mask is made of what is divided by or what that is made of, or asks for what is
    finite.
    """
    named = {
        s.target.id: s.value
        for s in core.walk(facts.tree.body)
        if isinstance(s, core.Assign) and isinstance(s.target, gast.Name)
    }
    read = {n for p in poles for n in read_names(p)}
    read |= {n for name in read if name in named for n in read_names(named[name])}
    for mask in masks:
        made = named.get(mask.id, mask) if isinstance(mask, gast.Name) else mask
        if not read.isdisjoint(read_names(made)) or any(map(_asks_finite, walk(made))):
            return True
    return False


def _asks_finite(node: gast.AST) -> bool:
    return isinstance(node, gast.Attribute) and node.attr in ("isfinite", "isinf", "isnan", "inf")


def edge(node: gast.AST) -> gast.expr | None:
    """The operand of a function that somewhere has a value, and an infinite derivative."""
    match node:
        case gast.Call(func=gast.Attribute(attr="power"), args=[_, exponent, *_]) if is_natural(
            exponent
        ):
            return None
        case gast.Call(
            func=gast.Attribute(attr="sqrt" | "cbrt" | "power" | "arccos" | "arcsin"),
            args=[operand, *_],
        ):
            return operand
        case gast.BinOp(left=operand, op=gast.Pow(), right=exponent):
            return None if is_natural(exponent) else operand
    return None


def pole(node: gast.AST) -> gast.expr | None:
    """The operand of a function that is infinite somewhere."""
    match node:
        case gast.BinOp(op=gast.Div(), right=operand) if not isinstance(operand, gast.Constant):
            return operand
        case gast.Call(
            func=gast.Attribute(attr="log" | "log2" | "log10" | "divide" | "reciprocal"),
            args=[*_, operand],
        ):
            return operand
    return None
