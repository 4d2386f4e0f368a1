"""Which way a condition goes, where that is known."""

from __future__ import annotations

from tangentgen.unfold import attributes
from tangentgen.unfold.items import UNKNOWN, Item, Leaf, NotUnfolded, Ref
from tangentgen.unfold.work import Work


def truth(work: Work, item: Item) -> bool | None:
    """Whether it counts as true; None where only the program knows."""
    if isinstance(item, Leaf):
        return None if item.constant is UNKNOWN else bool(item.constant)
    if isinstance(item, Ref):
        thing = work.state.things[item.thing]
        if thing.running is not None:
            return None
        if thing.kind == "object":
            for method in ("__bool__", "__len__"):
                if attributes.of_class(work, item, method) is not None:
                    raise NotUnfolded("an object that says itself whether it is true")
            return True
        return bool(thing.parts)
    return True
