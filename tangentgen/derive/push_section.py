"""The adjoint of a section of what is computed on the spot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gast

from tangentgen.analysis.values import Value
from tangentgen.derive.new_axes import dropped
from tangentgen.derive.push_structure import to_item
from tangentgen.derive.scatter import repeats, scatter
from tangentgen.derive.seeds import Seed
from tangentgen.derive.stems import stem_of
from tangentgen.derive.unasked import by_itself, picks
from tangentgen.derive.unsupported import Unsupported
from tangentgen.known import is_generated
from tangentgen.language import core
from tangentgen.source.quote import as_target, expression, name

if TYPE_CHECKING:
    from tangentgen.derive.push import Pusher


def to_section(pusher: Pusher, seed: Seed, node: gast.Subscript) -> None:
    """`e[i]` of a computed e: zeros everywhere but in the section."""
    owner = pusher.facts.value(node.value)
    if owner.kind in ("tuple", "list") and isinstance(node.value, gast.Call):
        to_item(pusher, seed, node)
        return
    if owner.kind not in ("array", "tensor") and not _of_adjoint(pusher, owner, node.slice):
        raise Unsupported(node, "an item of a computed container", "name the container first")
    fewer = dropped(node.slice) if seed.full and not pusher.conservative else None
    if fewer is not None and owner.kind == "array":
        pusher.push(Seed(gast.Subscript(seed.tree, fewer, gast.Load())), node.value)
        return
    whole = pusher.names.fresh(stem_of(node.value) + "_bar")
    shape = pusher.reading.witness(node.value)
    pusher.before.append(
        core.Assign(as_target(name(whole)), expression("np.zeros_like($x)", x=shape))
    )
    index = pusher.reading.read(node.slice)
    pusher.before.append(
        scatter(
            name(whole),
            index,
            pusher.simplify(seed.tree),
            repeats(pusher.facts, pusher.world, node.slice),
        )
    )
    masks = picks(node.slice, pusher.facts.value(node.slice), owner) or by_itself(seed.masks)
    pusher.push(Seed(name(whole), True, masks), node.value)


def _of_adjoint(pusher: Pusher, owner: Value, index: gast.expr) -> bool:
    """Whether it is a slice of an adjoint in generated code, whose kind is not known."""
    parts = index.elts if isinstance(index, gast.Tuple) else [index]
    sliced = any(isinstance(part, gast.Slice) for part in parts)
    return owner.kind == "any" and sliced and is_generated(pusher.facts.scope.function)
