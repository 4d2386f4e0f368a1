"""Tangents in memory of their own: `y + 1.0` is a new array, and its tangent is that of `y`."""

from __future__ import annotations

import gast

from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.values import Value, category
from tangentgen.derive.forward_work import Work
from tangentgen.derive.unsupported import Unsupported
from tangentgen.language.fresh import fresh, kept_by
from tangentgen.source.match import match
from tangentgen.source.quote import expression

FULL = "np.full_like($x, $y)"
DTYPES = {"f4": "float32", "f8": "float64"}
LOWER = {"f4": ("f2",), "f8": ("f2", "f4")}


def owned(work: Work, given: gast.expr, tree: gast.expr) -> gast.expr:
    """The tangent in memory of its own where the value is, and either of the two is written to."""
    value = work.facts.value(given)
    if is_scalar(value):
        return _number(work, given, tree)
    if value.kind not in ("array", "tensor") or value.items is not None:
        return tree
    written = not (work.facts.mutated | work.lent).isdisjoint(value.sites)
    if not work.entry:  # what a callee puts somewhere, its caller may change
        written = written or not work.facts.contained.isdisjoint(value.sites)
    made_here = value.sites == {given}  # in a loop its operands may be older ones of it
    choice = isinstance(given, gast.IfExp)
    if written and category(value) == "complex" and (made_here or choice) and not _zeros(tree):
        form = "$x.astype($d)" if made_here else "$x.astype($d, copy=False)"
        return expression(form, x=tree, d=_dtype(value))
    if written and made_here and _is_lower(work, given, value) and not _zeros(tree):
        return expression("$x.astype($d)", x=tree, d=_dtype(value))
    by_helper = isinstance(tree, gast.Call) and isinstance(tree.func, gast.Name)
    if fresh(tree) or (by_helper and given in work.facts.rule_calls):
        if written and not made_here and given in work.facts.rule_calls and not _zeros(tree):
            raise Unsupported(
                given,
                "an array that may share memory with one that is changed in place",
                "copy it: .copy()",
            )
        return tree  # of a call, the value may be the very array that it is given
    dots = kept_by(tree)
    for node in gast.walk(given):
        if isinstance(node, gast.Name) and work.dot_if_any(node.id) in dots:
            held = work.facts.value(node)
            if held.kind in ("list", "tuple", "dict", "object") and not made_here:
                continue  # what it holds is held by the container of tangents in the same way
            sites = held.sites
            if (made_here or sites.isdisjoint(value.sites)) and (
                written or not work.facts.mutated.isdisjoint(sites)
            ):
                sure = value.kind == "array" and not value.optional
                return expression("$x.copy()" if sure else "1.0 * $x", x=tree)
    return tree


def _number(work: Work, given: gast.expr, tree: gast.expr) -> gast.expr:
    """The tangent of a number; a 0-d array that is written to may be what it was computed from."""
    dots = kept_by(tree)
    for node in gast.walk(given):
        if isinstance(node, gast.Name) and work.dot_if_any(node.id) in dots:
            held = work.facts.value(node)
            if (
                held.items is None
                and held.shape == ()
                and not work.facts.mutated.isdisjoint(held.sites)
            ):
                return expression("$x[()]", x=tree)
    return tree


def _is_lower(work: Work, given: gast.expr, value: Value) -> bool:
    """Whether what carries a tangent is of a lower precision than the value: something constant
    beside it is not.
    """
    if value.kind != "array" or value.dtype not in LOWER:
        return False
    parts = [work.facts.value(n) for n in gast.walk(given) if isinstance(n, gast.Name)]
    return any(p.dtype in LOWER[value.dtype] and work.facts.is_active(p) for p in parts)


def _zeros(tree: gast.expr) -> bool:
    """Whether it is zeros, or full of one number, of a primal's own dtype."""
    return any(match(form, tree) is not None for form in ("np.zeros_like($x)", FULL))


def _dtype(value: Value) -> gast.expr:
    if value.dtype in LOWER:
        return expression(f"np.{DTYPES[value.dtype]}")
    return expression("np.complex64" if value.dtype == "c8" else "np.complex128")
