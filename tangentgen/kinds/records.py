"""The kinds of arguments that a derivative is specialised for.

A kind says what Python and NumPy would dispatch on: float or array, dtype, rank, the
structure of containers. Lengths are part of it only where they were typed. The text form is
canonical: it goes into file names, headers and messages.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

Length = str | int | None  # a name or a linear sum ("n-1", "4h", "d+h"), an integer, not known


@dataclass(frozen=True)
class Kind:
    """The base of all kinds; `str` gives the text form."""


@dataclass(frozen=True)
class Plain(Kind):
    """A Python scalar, a callable, or anything at all: `float`, `None`, `function`, `any`."""

    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Scalar(Kind):
    """A NumPy scalar: `np.f8`."""

    dtype: str

    def __str__(self) -> str:
        return f"np.{self.dtype}"


@dataclass(frozen=True)
class Array(Kind):
    """`f8[_,_]` of two axes, `f8[?]` of any number, `f8[n,3]` by lengths, `f8[]` of none."""

    dtype: str
    shape: tuple[Length, ...] | None

    def __str__(self) -> str:
        if self.shape is None:
            return f"{self.dtype}[?]"
        lengths = ",".join("_" if length is None else str(length) for length in self.shape)
        return f"{self.dtype}[{lengths}]"

    @property
    def rank(self) -> int | None:
        return None if self.shape is None else len(self.shape)

    @property
    def typed(self) -> bool:
        """Whether anything is known of the lengths."""
        return self.shape is not None and any(length is not None for length in self.shape)


@dataclass(frozen=True)
class Tuple(Kind):
    """`(float, f8[_])`"""

    items: tuple[Kind, ...]

    def __str__(self) -> str:
        return f"({', '.join(map(str, self.items))}{',' if len(self.items) == 1 else ''})"


@dataclass(frozen=True)
class List(Kind):
    """A list of any length whose items are all of one kind: `[f8[_]]*`, empty `[]*`."""

    item: Kind | None

    def __str__(self) -> str:
        return f"[{'' if self.item is None else self.item}]*"


@dataclass(frozen=True)
class Items(Kind):
    """A list whose items differ: `[f8[_,_], f8[_]]`"""

    items: tuple[Kind, ...]

    def __str__(self) -> str:
        return f"[{', '.join(map(str, self.items))}]"


@dataclass(frozen=True)
class Dict(Kind):
    """`{'W': f8[_,_], 'b': f8[_]}`, keys in order"""

    entries: tuple[tuple[Hashable, Kind], ...]

    def __str__(self) -> str:
        return "{" + ", ".join(f"{key!r}: {kind}" for key, kind in self.entries) + "}"


@dataclass(frozen=True)
class Object(Kind):
    """A dataclass, a named tuple or a plain object: `pkg.mod:Class(w=f8[_], b=float)`"""

    cls: str
    fields: tuple[tuple[str, Kind], ...]

    def __str__(self) -> str:
        return f"{self.cls}({', '.join(f'{name}={kind}' for name, kind in self.fields)})"


@dataclass(frozen=True)
class Opaque(Kind):
    """What nothing is known of but its class: `opaque(pkg.mod:Class)`"""

    cls: str

    def __str__(self) -> str:
        return f"opaque({self.cls})"


@dataclass(frozen=True)
class Function(Kind):
    """A function that a module has, `function(numpy:tanh)`, or one by what it is made of."""

    path: str

    def __str__(self) -> str:
        return f"function({self.path})"


FLOAT, INT, BOOL, COMPLEX = Plain("float"), Plain("int"), Plain("bool"), Plain("complex")
STR, NONE, FUNCTION = Plain("str"), Plain("None"), Plain("function")
NUM, ANY = Plain("num"), Plain("any")  # a number or an array; anything

Kinds = tuple[tuple[str, Kind], ...]  # by parameter, in the order of the signature


def list_of(items: tuple[Kind, ...]) -> Kind:
    """The kind of a list with these items."""
    if not items:
        return List(None)
    return List(items[0]) if all(item == items[0] for item in items) else Items(items)


def fitted(declared: Kind, actual: Kind) -> Kind:
    """The actual kind with the lengths that were declared, where the two agree otherwise.

    A declared array of no rank says nothing that the actual one does not.

    >>> print(fitted(Array("f8", ("n", "d")), Array("f4", (None, None))))
    f4[n,d]
    >>> print(fitted(Array("f8", ("n",)), Array("f8", (None, None))))
    f8[_,_]
    """
    if isinstance(declared, Array) and isinstance(actual, Array):
        fits = declared.rank == actual.rank and declared.dtype[0] == actual.dtype[0]
        return Array(actual.dtype, declared.shape) if fits else actual
    if isinstance(declared, Tuple | Items) and isinstance(actual, Tuple | Items):
        if type(declared) is type(actual) and len(declared.items) == len(actual.items):
            pairs = zip(declared.items, actual.items, strict=True)
            return type(actual)(tuple(fitted(*pair) for pair in pairs))
    elif isinstance(declared, List) and isinstance(actual, List):
        if declared.item is not None and actual.item is not None:
            return List(fitted(declared.item, actual.item))
    elif isinstance(declared, Dict) and isinstance(actual, Dict):
        known = dict(declared.entries)
        return Dict(tuple((k, fitted(known.get(k, ANY), kind)) for k, kind in actual.entries))
    elif isinstance(actual, Object) and isinstance(declared, Object):
        own = dict(declared.fields) if declared.cls == actual.cls else {}
        fields = tuple((name, fitted(own.get(name, ANY), kind)) for name, kind in actual.fields)
        return Object(actual.cls, fields)
    return actual


def is_typed(kind: Kind) -> bool:
    """Whether any length in a kind was declared."""
    return (isinstance(kind, Array) and kind.typed) or any(map(is_typed, parts(kind)))


def parts(kind: Kind) -> tuple[Kind, ...]:
    """The kinds that a kind is made of, one level down."""
    if isinstance(kind, Tuple | Items):
        return kind.items
    if isinstance(kind, List):
        return () if kind.item is None else (kind.item,)
    if isinstance(kind, Dict):
        return tuple(inner for _, inner in kind.entries)
    if isinstance(kind, Object):
        return tuple(inner for _, inner in kind.fields)
    return ()


def given_functions(kinds: Kinds) -> set[str]:
    """The names of the functions that are arguments, or parts of them."""
    found, left = set[str](), [kind for _, kind in kinds]
    while left:
        kind = left.pop()
        left += parts(kind)
        if isinstance(kind, Function):
            found.add(kind.path)
    return found
