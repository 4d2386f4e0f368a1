"""Items of dicts that are replaced while nothing but a name reaches the dict.

d = given.copy()
d["w"] = d["w"].copy()  # from here on it holds the copy, and not what was given
d["w"] *= 2.0
"""

from __future__ import annotations

import gast

from tangentgen.analysis.facts import Analysis, Site
from tangentgen.analysis.paths import Environment
from tangentgen.analysis.values import Value, part_keys
from tangentgen.language import core


def keep_parts(facts: Analysis, statement: core.Assign, env: Environment) -> None:
    """`d = given.copy()`: a dict has the parts that it was given, whatever is put into it later."""
    match statement:
        case core.Assign(
            target=gast.Name(id=copied),
            value=gast.Call(func=gast.Attribute(value=source, attr="copy"), args=[]),
        ):
            given, now = facts.value(source), env[copied]
            if given.kind == now.kind == "dict" and given.items is not None and now.items is None:
                env[copied] = given.but(sites=now.sites)


def replaces(facts: Analysis, target: gast.expr, owner: Value, env: Environment) -> bool:
    """Whether `d[k] = e` leaves nothing of what `d[k]` may have been.

    The dict was made here, and one name leads to it in one way only.
    """
    found = _path(target)
    if owner.kind != "dict" or len(owner.sites) != 1 or found is None:
        return False
    root, path = found
    (site,) = owner.sites
    if not isinstance(site, gast.AST) or not _has(env.get(root), path):
        return False
    held = [v for fields in facts.fields.values() for v in fields.values()]
    held += [v for v in facts.cells.values() if v is not None]
    if any(site in facts.sites(v) for v in held):
        return False
    return sum(_times(value, site) for value in env.values()) == 1


def _has(value: Value | None, path: list[object]) -> bool:
    """Whether a value has a part at a path."""
    for key in path:
        if value is None or value.items is None or key not in part_keys(value):
            return False
        value = value.items[part_keys(value).index(key)]
    return value is not None


def put_in(target: gast.expr, value: Value, env: Environment) -> None:
    """What a name stands for has another part at the path of a target."""
    found = _path(target)
    assert found is not None
    root, path = found
    env[root] = _with_part(env[root], path, value)


def _path(target: gast.expr) -> tuple[str, list[object]] | None:
    """The name and the keys by which a target is reached, where all of them are known."""
    path: list[object] = []
    while isinstance(target, gast.Subscript | gast.Attribute):
        if isinstance(target, gast.Attribute):
            path.insert(0, target.attr)
        elif isinstance(target.slice, gast.Constant):
            path.insert(0, target.slice.value)
        else:
            return None
        target = target.value
    return (target.id, path) if isinstance(target, gast.Name) else None


def _times(value: Value, site: Site) -> int:
    """How often memory occurs in a value.

    >>> table = Value("dict", sites=frozenset(["t"]))
    >>> _times(Value("tuple", items=(table, Value("list", element=table))), "t")
    2
    """
    inner = (*(value.items or ()), *([value.element] if value.element is not None else ()))
    return (site in value.sites) + sum(_times(part, site) for part in inner)


def _with_part(whole: Value, path: list[object], part: Value) -> Value:
    """A container with another value for the part at a path."""
    if not path:
        return part
    if whole.items is None:
        return whole
    keys = part_keys(whole)
    items = tuple(
        _with_part(item, path[1:], part) if key == path[0] else item
        for key, item in zip(keys, whole.items or (), strict=True)
    )
    return whole.but(items=items)
