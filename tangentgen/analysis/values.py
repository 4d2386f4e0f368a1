"""What is known of a value without running the program."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Category = Literal["bool", "int", "real", "complex"]


@dataclass(frozen=True)
class Dim:
    """A length: `constant + Σ coefficient · symbol`; `terms` in the order of the symbols."""

    constant: int = 0
    terms: tuple[tuple[str, int], ...] = ()

    def __add__(self, other: Dim) -> Dim:
        total = dict(self.terms)
        for symbol, factor in other.terms:
            total[symbol] = total.get(symbol, 0) + factor
        kept = tuple(sorted((s, c) for s, c in total.items() if c))
        return Dim(self.constant + other.constant, kept)

    def scale(self, factor: int) -> Dim:
        kept = tuple((s, c * factor) for s, c in self.terms if c * factor)
        return Dim(self.constant * factor, kept)

    def __sub__(self, other: Dim) -> Dim:
        return self + other.scale(-1)

    @property
    def is_constant(self) -> bool:
        return not self.terms


Shape = tuple[Dim | None, ...]  # None: a length that is not known


class Unknown:
    """The constant of a value that is not a known constant."""

    def __repr__(self) -> str:
        return "unknown"


UNKNOWN = Unknown()

Kind = Literal[
    "any",  # nothing is known
    "none",
    "bool",
    "int",
    "float",
    "complex",
    "str",
    "scalar",  # a NumPy scalar, its dtype in `dtype`
    "array",  # numpy.ndarray, 0-d too
    "number",  # a Python or a NumPy scalar
    "tensor",  # a number or an array: the rank is not known
    "tuple",
    "list",
    "dict",
    "object",  # an instance of a user's class: its fields in `keys` and `items`
    "range",
    "iterator",  # gone through once; what its items are in `element`
    "slice",
    "function",  # anything callable, a class too; the object itself in `constant`
    "module",
]


@dataclass(frozen=True)
class Value:
    """One abstract value.

    `dtype` is a NumPy dtype string ("f8", "i8", "c16", "b1") where known; `shape` holds one
    entry for each axis where the rank is known and is None where it is not (scalars: ()).
    `items` are the parts of a tuple, a list of known length, a dict with known keys or an
    object with known fields (named by `keys`); `element` is what any item of a list of
    unknown length is. `constant` is the value itself where it is known (functions,
    modules and literals). `length` is the integer as a linear expression in the lengths
    of the arguments, where it is one. `sites` names the memory that an array, list, dict
    or object may live in. `active` says that it depends differentiably on the
    independent variables, `optional` that it may be None instead.
    """

    kind: Kind
    dtype: str | None = None
    shape: Shape | None = None
    keys: tuple[Any, ...] = ()
    items: tuple[Value, ...] | None = None
    element: Value | None = None
    cls: type | None = None
    constant: Any = UNKNOWN
    length: Dim | None = None
    sites: frozenset[Any] = frozenset()
    active: bool = False
    optional: bool = False

    @property
    def rank(self) -> int | None:
        return None if self.shape is None else len(self.shape)

    def but(self, **changes: Any) -> Value:
        """A copy with some fields changed; `dataclasses.replace` takes twenty times as long."""
        fresh = object.__new__(Value)
        fresh.__dict__.update(self.__dict__, **changes)
        return fresh


SPOKEN = {
    "any": "a value that is not known",
    "none": "None",
    "bool": "a truth value",
    "int": "an integer",
    "str": "a string",
    "array": "an array",
    "scalar": "a number",
    "tensor": "a number or an array",
    "object": "an object",
    "iterator": "an iterator",
}


def in_words(value: Value) -> str:
    """What a value is, as in a sentence.

    >>> in_words(Value("list")), in_words(Value("any"))
    ('a list', 'a value that is not known')
    """
    return SPOKEN.get(value.kind, f"a {value.kind}")


def part_keys(value: Value) -> tuple[Any, ...]:
    """By what the parts of a value are selected: keys, fields, or positions.

    >>> part_keys(Value("tuple", keys=("Q", "R"), items=(Value("array"), Value("array"))))
    (0, 1)
    """
    if value.kind in ("dict", "object"):
        return value.keys
    return tuple(range(len(value.items or ())))


def part_at(value: Value, path: Any) -> Value | None:
    """What a structure holds at a path, as of a leaf; None where that is not known."""
    for _, key in path:
        if value.items is None:
            return None
        keys = part_keys(value)
        if key not in keys:
            return None
        part = value.items[keys.index(key)]
        value = part.but(optional=True) if value.optional else part
    return value


class Mixed:
    """The class of what is a container at one time, and something else at another."""


class Nothing:
    """The class of what is taken out of a container into which nothing is known to be put yet."""


ANY = Value("any")
NOTHING = Value("any", cls=Nothing)
"""No value at all: what is computed from it is not computed in this round of the analysis."""
NONE = Value("none", constant=None)


def category(value: Value) -> Category | None:
    """Which numbers a value holds, or None where that is not known or it holds none."""
    if value.kind == "bool":
        return "bool"
    if value.kind == "int":
        return "int"
    if value.kind == "float":
        return "real"
    if value.kind == "complex":
        return "complex"
    if value.dtype is None:
        return None
    return {"b": "bool", "i": "int", "u": "int", "f": "real", "c": "complex"}.get(value.dtype[0])  # type: ignore[return-value]  # the dict's values are the literals
