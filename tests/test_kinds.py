"""Kinds: from values, from text and back, from annotations, from examples."""

from __future__ import annotations

import collections
import dataclasses
import enum
import logging
import types

import numpy as np
import pytest

from tangentgen.checks import Names, condition
from tangentgen.kinds import NotTaken, from_annotation, kind_of, linear, parse_kind, parse_like
from tangentgen.kinds.like import Lengths
from tangentgen.kinds.live import classes_in, inner_values
from tangentgen.kinds.records import ANY, fitted, is_typed

Point = collections.namedtuple("Point", ["x", "y"])


@dataclasses.dataclass
class Model:
    w: np.ndarray
    b: float


@dataclasses.dataclass(slots=True)
class Slotted:
    w: float


class Plain:
    def __init__(self) -> None:
        self.rate = 0.5
        self.me = self


class Colour(enum.Enum):
    RED = 1


HERE = f"{__name__}:"
VALUES = [
    (1.0, "float"),
    (1, "int"),
    (True, "bool"),
    (1j, "complex"),
    ("a", "str"),
    (None, "None"),
    (np.float64(1), "np.f8"),
    (np.float32(1), "np.f4"),
    (np.bool_(True), "np.b1"),
    (np.array(1.0), "f8[]"),
    (np.zeros((2, 3), np.complex64), "c8[_,_]"),
    (np.zeros(3, np.uint8), "u1[_]"),
    ((), "()"),
    ((1.0,), "(float,)"),
    ((1.0, np.zeros(2)), "(float, f8[_])"),
    ([], "[]*"),
    ([1.0, 2.0], "[float]*"),
    ([np.zeros(1), np.zeros(2)], "[f8[_]]*"),
    ([np.zeros((1, 1)), np.zeros(2)], "[f8[_,_], f8[_]]"),
    ({"W": np.zeros((1, 1)), "b": 0.0}, "{'W': f8[_,_], 'b': float}"),
    ({"a:b": 1, 3: 2.0, ("k", 1): ""}, "{'a:b': int, 3: float, ('k', 1): str}"),
    (Model(np.zeros(2), 1.0), f"{HERE}Model(w=f8[_], b=float)"),
    (Slotted(2.0), f"{HERE}Slotted(w=float)"),
    (Point(1.0, 2), f"{HERE}Point(x=float, y=int)"),
    (Plain(), f"{HERE}Plain(rate=float, me=opaque({HERE}Plain))"),
    (types.SimpleNamespace(a=1.0), "types:SimpleNamespace(a=float)"),
    (np.sin, "function(numpy:sin)"),
    (np.sum, "function(numpy:sum)"),
    (len, "function(builtins:len)"),
    (Model, f"function({HERE}Model)"),
    (lambda x=[]: x, "function"),
    (range(3), "opaque(builtins:range)"),
    (Colour.RED, f"opaque({HERE}Colour)"),
    (np.random.default_rng(0), "opaque(numpy.random._generator:Generator)"),
    (logging.getLogger(__name__), "opaque(logging:Logger)"),
    ({object: 1}, "opaque(builtins:dict)"),
]


@pytest.mark.parametrize("value, text", VALUES, ids=[text for _, text in VALUES])
def test_kind_of_a_value_and_its_text(value: object, text: str) -> None:
    assert str(kind_of(value)) == text
    assert parse_kind(text) == kind_of(value)
    assert hash(parse_kind(text)) == hash(kind_of(value))


@pytest.mark.parametrize(
    "value",
    [
        np.zeros(2, ">f8"),
        np.zeros(2, object),
        np.zeros(2, "U3"),
        np.ma.zeros(2),
        np.zeros(2, [("a", float)]),
        np.zeros(2).view(type("Own", (np.ndarray,), {})),
        [np.zeros(2, ">f4")],
    ],
)
def test_arrays_that_are_not_taken(value: object) -> None:
    with pytest.raises(NotTaken):
        kind_of(value)


def test_a_long_chain_ends() -> None:
    chain: list[object] = []
    for _ in range(5000):
        chain = [chain, 1.0]
    assert "opaque" in str(kind_of(chain))


@pytest.mark.parametrize(
    "text", ["f8[n,d]", "f8[3]", "f8[_]", "f8[n-1]", "f8[4h,d+h]", "f8[n,_]", "f8[?]", "f8[n,1]"]
)
def test_typed_shapes(text: str) -> None:
    assert str(parse_kind(text)) == text


@pytest.mark.parametrize("text", ["f8", "f8[", "[float, int]*", "flaot", "f8[2]x", "{a: int}"])
def test_what_is_no_kind(text: str) -> None:
    with pytest.raises(ValueError):
        parse_kind(text)


def test_lengths() -> None:
    assert linear("n-1") == (-1, (("n", 1),))
    assert linear("n+1-n") == (1, ())
    assert parse_kind("f8[1+n]") == parse_kind("f8[n+1]")


ANNOTATIONS = [
    ("float", "float"),
    ("np.ndarray", "f8[?]"),
    ('Float[np.ndarray, "n d"]', "f8[n,d]"),
    ('Float32[np.ndarray, "n-1 3"]', "f4[n-1,3]"),
    ('Float[Array, "*batch n"]', "f8[?]"),
    ('Float[Array, "_ n"]', "f8[_,n]"),
    ('Int[np.ndarray, ""]', "i8[]"),
    ("npt.NDArray[np.float32]", "f4[?]"),
    ("list[np.ndarray]", "[f8[?]]*"),
    ("tuple[float, int]", "(float, int)"),
    ("float | None", "float"),
    ("Optional[np.ndarray]", "f8[?]"),
    ("int | float", "float"),
    ("Callable[[float], float]", "function"),
    ("'float'", "float"),
    ("np.float64", "np.f8"),
    ("dict[str, float]", "any"),
    ("not ( python", "any"),
    ("Model", f"{HERE}Model(w=f8[?], b=float)"),
]


@pytest.mark.parametrize("text, kind", ANNOTATIONS, ids=[text for text, _ in ANNOTATIONS])
def test_annotations_as_text(text: str, kind: str) -> None:
    assert str(from_annotation(text, globals())) == kind


def test_annotations_as_objects() -> None:
    assert str(from_annotation(float)) == "float"
    assert str(from_annotation(np.ndarray)) == "f8[?]"
    assert str(from_annotation(list[float])) == "[float]*"
    assert str(from_annotation(float | None)) == "float"
    assert str(from_annotation(Model)) == f"{HERE}Model(w=f8[?], b=float)"
    assert from_annotation(object()) == ANY


def test_like_on_a_command_line() -> None:
    found = parse_like("w=f8[d] b=float, x=f8[n,d] p={'a': f8[_,_]}")
    assert [name for name, _ in found] == ["w", "b", "x", "p"]


def test_examples_name_their_lengths() -> None:
    lengths = Lengths()
    kinds = [lengths.kind_of(v) for v in (np.ones((5, 3)), np.ones(3), [np.ones((3, 1))])]
    assert list(map(str, kinds)) == ["f8[n,m]", "f8[m]", "[f8[m,1]]*"]
    assert all(map(is_typed, kinds))


def test_declared_lengths_join_the_kinds_of_a_call() -> None:
    declared = parse_kind("(f8[n,d], f8[n], {'a': f8[d]})")
    actual = kind_of((np.ones((2, 2)), np.ones((2, 2)), {"a": np.ones(3, "f4"), "b": 1}))
    assert str(fitted(declared, actual)) == "(f8[n,d], f8[_,_], {'a': f4[d], 'b': int})"


def holds(test: object, value: object) -> bool:
    names = Names()
    return bool(eval(condition(test, "x", names), {**names.space, "x": value}))


def test_a_condition_holds_exactly_for_its_kind() -> None:
    values = [value for value, _ in VALUES]
    for one in values:
        for other in values:
            if callable(one) or callable(other):
                continue  # told apart by class, more finely than by kind
            assert holds(one, other) == (kind_of(one) == kind_of(other)), (one, other)


def test_classes_of_one_name_are_told_apart() -> None:
    def make() -> object:
        class Local:
            def __init__(self) -> None:
                self.a = 1.0

        return Local()

    one, other = make(), make()
    assert kind_of(one) == kind_of(other)
    assert classes_in([one]) != classes_in([other])
    assert holds(one, one) and not holds(one, other)
    assert len(list(inner_values(one))) == 2
