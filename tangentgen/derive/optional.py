"""Zeros for the parts of what may be None at other times: `best = None; if …: best = (t, hit)`."""

from __future__ import annotations

import gast

from tangentgen.analysis.values import Value, part_keys
from tangentgen.derive.context import Derivation
from tangentgen.derive.names import Leaf
from tangentgen.derive.places import leaf_expression
from tangentgen.derive.zeros import zero
from tangentgen.source.quote import expression


def zero_at(work: Derivation, leaf: Leaf, value: Value) -> gast.expr:
    """Zeros like what is at a leaf; a number where the container they are in is None."""
    tree = zero(value, leaf_expression(leaf))
    if isinstance(tree, gast.Constant):
        return tree
    for length in reversed(range(len(leaf[1]))):
        whole = (leaf[0], leaf[1][:length])
        if any(_optional(work.facts.values[node], whole) for node in work.named(leaf[0])):
            form = "0.0 if $whole is None else $zeros"
            tree = expression(form, whole=leaf_expression(whole), zeros=tree)
    return tree


def _optional(value: Value, leaf: Leaf) -> bool:
    for _, key in leaf[1]:
        if value.items is None or key not in part_keys(value):
            return False
        value = value.items[part_keys(value).index(key)]
    return value.optional
