"""What indexing, joining and iterating Python's own containers gives."""

from __future__ import annotations

from tangentgen.analysis.dims import Assumptions
from tangentgen.analysis.integers import integer, integer_as_dim, length_as_integer
from tangentgen.analysis.join import join_all
from tangentgen.analysis.values import ANY, Dim, Value

SEQUENCES = ("list", "tuple")


def plain(value: Value) -> Value:
    """The value without what only the caller knows of it."""
    return value.but(sites=frozenset(), active=False) if value.sites or value.active else value


def length(value: Value, world: Assumptions) -> Value:
    """What `len` returns."""
    if isinstance(value.constant, str | tuple):
        return integer(Dim(len(value.constant)))
    if value.kind == "dict" and value.items is not None:
        return integer(Dim(len(value.keys)))
    if value.items is not None and value.kind in SEQUENCES:
        return integer(Dim(len(value.items)))
    if value.kind == "array" and value.shape:
        return length_as_integer(value.shape[0], world)
    return length_as_integer(value.length, world)


def part(container: Value, index: Value) -> Value:
    """`container[index]` of what is no array."""
    if container.kind == "range":
        return integer(None) if index.kind != "slice" else Value("range", element=integer(None))
    if container.kind == "str":
        return Value("str")
    if container.kind == "dict":
        if container.items is not None and index.constant in container.keys:
            return container.items[container.keys.index(index.constant)]
        return join_all([*(container.items or ()), *filter(None, [container.element])]) or ANY
    items = container.items
    if index.kind == "slice":
        return _section(container, index)
    if items is None:
        return container.element or ANY
    if isinstance(index.constant, int):
        inside = -len(items) <= index.constant < len(items)
        return items[index.constant] if inside else ANY
    return join_all(list(items)) or ANY


def _section(container: Value, index: Value) -> Value:
    if container.items is None:
        return container.but(length=None)
    bounds = [part.constant for part in index.items or ()]
    if len(bounds) == 3 and all(b is None or isinstance(b, int) for b in bounds):
        items = container.items[slice(*bounds)]
        return Value(container.kind, items=items, length=Dim(len(items)))
    if container.kind == "list":
        return Value("list", element=join_all(list(container.items)))
    return ANY


def joined(a: Value, b: Value) -> Value:
    """`a + b` of two lists or two tuples."""
    if a.kind != b.kind:
        return ANY
    total = a.length + b.length if a.length and b.length else None
    if a.items is not None and b.items is not None:
        return Value(a.kind, items=a.items + b.items, length=total)
    parts = [*(a.items or ()), *(b.items or ()), *filter(None, (a.element, b.element))]
    return Value(a.kind, element=join_all(parts), length=total)


def repeated(sequence: Value, count: Value) -> Value:
    """`sequence * count`.

    >>> repeated(Value("list", items=(Value("float"),)), integer(Dim(2))).length
    Dim(constant=2, terms=())
    """
    times = integer_as_dim(count)
    items = sequence.items
    if items is not None and times is not None and times.is_constant:
        many = max(0, times.constant)
        if len(items) * many <= 256:
            return Value(sequence.kind, items=items * many, length=Dim(len(items) * many))
    single = items is not None and len(items) == 1
    parts = list(items) if items is not None else list(filter(None, [sequence.element]))
    return Value(sequence.kind, element=join_all(parts), length=times if single else None)


def counted(arguments: list[Value]) -> Value:
    """`range(...)`: start, stop and step as items; its length where the step is 1."""
    start, step = integer(Dim()), integer(Dim(1))
    stop = arguments[0] if arguments else integer(None)
    if len(arguments) > 1:
        start, stop = arguments[:2]
    if len(arguments) > 2:
        step = arguments[2]
    first, last = integer_as_dim(start), integer_as_dim(stop)
    found = None
    if step.constant == 1 and first is not None and last is not None:
        found = last - first
    return Value("range", items=(start, stop, step), element=integer(None), length=found)


def item_of(iterable: Value) -> Value | None:
    """What any item of an iterable is."""
    if iterable.kind == "range":
        return integer(None)
    if iterable.kind == "array" and iterable.shape:
        if len(iterable.shape) > 1:
            return Value("array", dtype=iterable.dtype, shape=iterable.shape[1:])
        return Value("scalar", dtype=iterable.dtype, shape=())
    found = join_all([*(iterable.items or ()), *filter(None, [iterable.element])])
    return plain(found) if found is not None and iterable.kind in SEQUENCES else None
