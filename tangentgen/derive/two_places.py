"""What one name leads to at two places: a car's front wheel, and its list of wheels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import gast

from tangentgen.analysis.facts import Analysis, Site
from tangentgen.analysis.values import Value


def at_two_places(facts: Analysis) -> set[Site]:
    """The memory that changes, and that some name leads to at two places.

    What is changed at one of them is read at the other, whose adjoint is not the same.
    """
    found: set[Site] = set()
    values = {id(v): v for n, v in facts.values.items() if isinstance(n, gast.Name)}
    for value in values.values():
        if value.items is not None or value.element is not None:
            places = Counter(_places(value))
            found.update(s for s, count in places.items() if count > 1 and s in facts.mutated)
    return found


def _places(value: Value) -> Iterator[Site]:
    """The memory at each place in a value, once for each place.

    >>> wheel = Value("object", items=(), sites=frozenset(["w"]))
    >>> list(_places(Value("object", items=(wheel, Value("list", items=(wheel,))))))
    ['w', 'w']
    """
    yield from value.sites
    for part in (*(value.items or ()), *([value.element] if value.element is not None else ())):
        yield from _places(part)


__all__ = ["at_two_places"]
