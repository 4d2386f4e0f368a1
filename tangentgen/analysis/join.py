"""What is known of a value that comes from one of two places."""

from __future__ import annotations

from collections.abc import Iterator

from tangentgen.analysis.functions import Closure, Either, Packed, either
from tangentgen.analysis.values import UNKNOWN, Mixed, Nothing, Shape, Value, category

_DEEPEST = 4  # of what may hold another of its kind, and that another, as the data has it
MIXED = (
    "an item of what is a container at one time and something else at another",
    "keep values of one form under one name, and a list for what is linked",
)
STRUCTURES = ("tuple", "list", "dict", "object")
_SCALARS = {"bool", "int", "float", "complex", "scalar", "number"}
_ORDER = {"bool": 0, "int": 1, "real": 2, "complex": 3}
_DTYPE = {"bool": "b1", "int": "i8", "real": "f8", "complex": "c16"}


def is_scalar(value: Value) -> bool:
    """A Python number or a NumPy scalar, which no store can change."""
    return value.kind in _SCALARS


def same_constant(a: Value, b: Value) -> bool:
    """Whether both are known, and known to be one."""
    if a.constant is UNKNOWN or b.constant is UNKNOWN:
        return False
    if isinstance(a.constant, Closure | Either | Packed):
        return bool(a.constant == b.constant)
    return a.constant is b.constant or (
        type(a.constant) is type(b.constant)
        and isinstance(a.constant, int | float | str | bool)
        and a.constant == b.constant
    )


def join_shapes(a: Shape | None, b: Shape | None) -> Shape | None:
    """Axis by axis where the ranks agree.

    >>> join_shapes((None,), (None, None)) is None
    True
    """
    if a is None or b is None or len(a) != len(b):
        return None
    return tuple(x if x == y else None for x, y in zip(a, b, strict=True))


def parts(value: Value) -> Iterator[Value]:
    """A value and everything in it."""
    yield value
    for part in (*(value.items or ()), *([value.element] if value.element is not None else [])):
        yield from parts(part)


def unstructured(a: Value, b: Value) -> Value:
    """Nothing but the memory and the activity of two values, their parts' too.

    >>> pair = Value("tuple", items=(Value("float", active=True),))
    >>> unstructured(pair, Value("none")).active
    True
    """
    every = (*parts(a), *parts(b))
    mixed = any(v.kind in STRUCTURES or v.cls is Mixed for v in (a, b))
    return Value(
        "any",
        cls=Mixed if mixed else None,
        sites=frozenset(s for part in every for s in part.sites),
        active=any(part.active for part in every),
    )


def depth(value: Value) -> int:
    """How many structures deep a value is.

    >>> depth(Value("tuple", items=(Value("float"), Value("list", element=Value("float")))))
    2
    """
    inner = [*(value.items or ()), *([value.element] if value.element is not None else [])]
    return 1 + max(map(depth, inner)) if inner else 0


def cut(value: Value, levels: int) -> Value:
    """The value with nothing known of the structures further inside.

    >>> pair = Value("tuple", items=(Value("float"), Value("tuple", items=(Value("int"),))))
    >>> [item.kind for item in cut(pair, 1).items]
    ['float', 'any']
    """
    if depth(value) <= levels:
        return value
    if levels == 0:
        return unstructured(value, value)
    items = None if value.items is None else tuple(cut(i, levels - 1) for i in value.items)
    element = None if value.element is None else cut(value.element, levels - 1)
    return value.but(items=items, element=element)


def has_parts(value: Value) -> bool:
    """Whether None in a value's stead is told from it: by its parts, or as no list at all."""
    return value.kind == "list" or (value.items is not None and value.kind in STRUCTURES)


def join(a: Value, b: Value) -> Value:
    """The least that is true of both."""
    if a == b:
        return a
    if a.cls is Nothing or b.cls is Nothing:
        return a if b.cls is Nothing else b
    for present, other in ((a, b), (b, a)):
        if other.kind == "none" and has_parts(present):
            return present.but(optional=True)
    sites = a.sites | b.sites
    active = a.active or b.active
    optional = a.optional or b.optional
    constant = a.constant if same_constant(a, b) else UNKNOWN
    if a.kind == b.kind == "function" and constant is UNKNOWN:
        constant = either(a.constant, b.constant) or UNKNOWN
    if a.kind == b.kind:
        joined = _same_kind(a, b)
        if joined.kind == "any":  # what the parts held is all that is known of the whole
            return unstructured(a, b)
        if depth(a) != depth(b) and depth(joined) > _DEEPEST:
            joined = cut(joined, _DEEPEST)
        if optional and joined.kind in STRUCTURES and not has_parts(joined):
            return unstructured(a, b)  # without parts of its own, None is not told apart
        return joined.but(sites=sites, active=active, constant=constant, optional=optional)
    if is_scalar(a) and is_scalar(b):
        first, second = category(a), category(b)
        dtype = None
        if first is not None and second is not None:
            dtype = _DTYPE[max(first, second, key=_ORDER.__getitem__)]
        return Value("number", dtype=dtype, shape=(), active=active, optional=optional)
    numeric = _SCALARS | {"array", "tensor"}
    if a.kind in numeric and b.kind in numeric:
        dtype = a.dtype if a.dtype == b.dtype else None
        return Value("tensor", dtype=dtype, sites=sites, active=active, optional=optional)
    other = a if b.kind == "none" else b
    if "none" in (a.kind, b.kind) and other.kind in numeric:
        return other.but(constant=UNKNOWN, length=None, sites=sites, active=active, optional=True)
    return unstructured(a, b)


def _same_kind(a: Value, b: Value) -> Value:
    dtype = a.dtype if a.dtype == b.dtype else None
    length = a.length if a.length == b.length else None
    shape = () if is_scalar(a) else join_shapes(a.shape, b.shape)
    joined = Value(
        a.kind, dtype=dtype, shape=shape, length=length, cls=a.cls if a.cls is b.cls else None
    )
    if a.kind == "iterator":
        elements = [v for v in (a.element, b.element) if v is not None]
        return joined.but(element=join_all(elements))
    if a.kind not in ("tuple", "list", "dict", "object"):
        return joined
    fits = a.items is not None and b.items is not None and len(a.items) == len(b.items)
    if fits and a.keys == b.keys and a.cls is b.cls:
        items = tuple(join(x, y) for x, y in zip(a.items or (), b.items or (), strict=True))
        return joined.but(keys=a.keys, items=items)
    if a.kind == "object" and a.cls is b.cls and not a.sites.isdisjoint(b.sites):
        return _one_object(a, b, joined)
    if a.kind == "list":
        parts = [*(a.items or ()), *(b.items or ()), *(v for v in (a.element, b.element) if v)]
        return joined.but(items=None, element=join_all(parts), length=None)
    if a.kind == "dict":
        parts = [*(a.items or ()), *(b.items or ()), *(v for v in (a.element, b.element) if v)]
        asked = [v.keys[0] for v in (a, b) if v.items is None and v.keys]
        keys = (join_all(asked),) if len(asked) == 2 else ()
        return joined.but(items=None, element=join_all(parts), length=None, keys=keys)
    return Value("any")


def _one_object(a: Value, b: Value, joined: Value) -> Value:
    """An object before and after it was given attributes: it has all that it ever has."""
    if a.cls is None or a.items is None or b.items is None:
        return Value("any")
    fields = dict(zip(a.keys, a.items, strict=True))
    for key, item in zip(b.keys, b.items, strict=True):
        fields[key] = join(fields[key], item) if key in fields else item
    return joined.but(keys=tuple(fields), items=tuple(fields.values()))


def join_all(values: list[Value]) -> Value | None:
    """The join of several values; None of no value."""
    if not values:
        return None
    total = values[0]
    for value in values[1:]:
        total = join(total, value)
    return total
