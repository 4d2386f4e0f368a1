"""What a variable, an attribute or an item holds while a program is unfolded.

Objects and containers are known by number and looked up in a state; what they hold in the end,
numbers and arrays, are expressions of the program that is written.
"""

from __future__ import annotations

import types
from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import gast

from tangentgen.source.quote import constant as literal


class Unknown:
    """The constant of what is known only when the program runs."""


UNKNOWN = Unknown()


@dataclass(frozen=True, eq=False)
class Leaf:
    """An expression; `constant` where its value is known, `array` where it surely is one.

    What is `atomic` may be read as often as one likes: a name, a literal, a part of an argument.
    Of a part of an argument the class is known, `cls`.
    """

    tree: gast.expr
    constant: Any = UNKNOWN
    atomic: bool = False
    array: bool = False
    cls: type | None = None


@dataclass(frozen=True)
class Ref:
    """A thing of the state."""

    thing: int


@dataclass(frozen=True)
class Known:
    """A function, a class or a module, and how the text speaks of it."""

    value: Any
    tree: gast.expr | None = field(default=None, compare=False)


CLASSES = (type, types.UnionType)  # what `isinstance` may be asked for


@dataclass(frozen=True)
class Method:
    """A function with its first argument."""

    function: types.FunctionType
    owner: Item


@dataclass(frozen=True)
class Made:
    """A function that the program defines, with the variables around it."""

    node: Any  # a `gast.FunctionDef` or a `gast.Lambda`, compared by identity
    frame: int
    outer: types.FunctionType
    defaults: tuple[tuple[str, Item], ...] = ()


@dataclass(frozen=True)
class Part:
    """A function with some of its arguments: `functools.partial`."""

    function: Item
    arguments: tuple[Item, ...]
    keywords: tuple[tuple[str, Item], ...]


@dataclass(frozen=True)
class Own:
    """A method of a container."""

    name: str
    owner: Ref


@dataclass(frozen=True)
class Lost:
    """What is one thing on one way and another on another way; by the loop that it comes from."""

    loop: int


Item = Leaf | Ref | Known | Method | Made | Part | Own | Lost
# an iterator gives its items once; a `late` one would not have made them yet
Kind = Literal["object", "list", "tuple", "dict", "deque", "frame", "iterator", "late"]


@dataclass(frozen=True, eq=False)
class Thing:
    """An object, a container, or the variables of a function: its parts by key, in order."""

    kind: Kind
    parts: dict[Hashable, Item]  # never changed: a thing is replaced
    cls: type | None = None
    path: str | None = None  # where it stands in the arguments
    running: Leaf | None = None  # what the text calls it once its parts are not known any more
    most: int | None = None  # how many items a deque keeps
    factory: Item | None = None  # of a defaultdict
    parent: int | None = None  # the variables around those of a function
    rest: Leaf | None = None  # the array that an iterator goes through
    begun: int = 0  # how many items it has given
    backwards: bool = False
    asked: bool = False  # an iterator that is being gone through: nobody else may ask it now
    noisy: bool = False  # making its items changed something, which Python does one by one
    # containers that its items are taken from when they are asked for, each with its parts
    sources: tuple[tuple[int, tuple[Item, ...]], ...] = ()
    called: str = ""  # the name it was given first
    names: tuple[str, ...] = ()  # of the fields of a named tuple
    code: Any = None  # of a generator that nobody has asked yet, whose arguments the parts are

    def but(self, **changes: Any) -> Thing:
        return replace(self, **changes)

    @property
    def items(self) -> list[Item]:
        return list(self.parts.values())


@dataclass(eq=False)
class State:
    """All things by number, and the functions that run."""

    things: dict[int, Thing] = field(default_factory=dict)
    frames: tuple[int, ...] = ()

    def copy(self) -> State:
        return State(dict(self.things), self.frames)


class NotUnfolded(Exception):
    """The program can't be written without its objects."""


class Needed(NotUnfolded):
    """A value is read that is lost at the head of a loop: its first trip differs from the rest."""

    def __init__(self, loop: int) -> None:
        super().__init__("a value that is of two kinds")
        self.loop = loop


def of_constant(value: Any) -> Leaf:
    """A literal."""
    return Leaf(literal(value), value, atomic=True)


NONE = of_constant(None)


def in_order(parts: list[Item]) -> dict[Hashable, Item]:
    """The parts of a list or a tuple."""
    return dict(enumerate(parts))


def is_none(item: Item) -> bool:
    return isinstance(item, Leaf) and item.constant is None


def same_tree(one: gast.expr, other: gast.expr) -> bool:
    """Whether two atomic expressions are written alike."""
    return one is other or gast.dump(one) == gast.dump(other)
