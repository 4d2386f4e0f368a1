"""Lists of one kind of item with the number of items that they have in a call."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from tangentgen.kinds.live import kind_of, parts_of
from tangentgen.kinds.records import Dict, Items, Kind, Kinds, List, Object, Tuple, list_of, parts

MOST = 16  # items: each has statements of its own in the text


def counted(kinds: Kinds, arguments: Mapping[str, object]) -> Kinds:
    """The kinds with the lengths of short lists, where the arguments tell them.

    >>> given = {"params": [(1.0, 2.0), (3.0, 4.0)], "n": 3}
    >>> kinds = tuple((name, kind_of(value)) for name, value in given.items())
    >>> [str(kind) for _, kind in kinds], [str(kind) for _, kind in counted(kinds, given)]
    (['[(float, float)]*', 'int'], ['[(float, float), (float, float)]', 'int'])
    """
    return tuple(
        (name, _counted(kind, arguments[name]) if name in arguments else kind)
        for name, kind in kinds
    )


def is_counted(kind: Kind) -> bool:
    """Whether a kind tells the length of a list that other lists have in common with it."""
    if isinstance(kind, Items) and isinstance(list_of(kind.items), List):
        return True
    return any(map(is_counted, parts(kind)))


def lengths(path: str, kind: Kind) -> Iterator[str]:
    """What must hold of a value for it to be of such a kind.

    >>> list(lengths("d", Dict((("u", Items((kind_of(1.0), kind_of(2.0)))),))))
    ["len(d['u']) == 2"]
    """
    match kind:
        case Tuple(items=items) | Items(items=items):
            if isinstance(kind, Items) and isinstance(list_of(items), List):
                yield f"len({path}) == {len(items)}"
            for k, item in enumerate(items):
                yield from lengths(f"{path}[{k}]", item)
        case Dict(entries=entries):
            for key, item in entries:
                yield from lengths(f"{path}[{key!r}]", item)
        case Object(fields=fields):
            for name, item in fields:
                yield from lengths(f"{path}.{name}", item)


def _counted(kind: Kind, value: object) -> Kind:
    match kind, value:
        case List(), list():
            if not 0 < len(value) <= MOST:
                return kind
            return Items(tuple(_counted(kind_of(item), item) for item in value))
        case ((Tuple(items=items) | Items(items=items)), (tuple() | list())):
            pairs = zip(items, value, strict=True)
            return type(kind)(tuple(_counted(item, inner) for item, inner in pairs))
        case Dict(entries=entries), dict():
            return Dict(tuple((key, _counted(item, value[key])) for key, item in entries))
        case Object(fields=fields), _:
            state = parts_of(value) or {}
            return replace(
                kind, fields=tuple((name, _counted(item, state[name])) for name, item in fields)
            )
    return kind
