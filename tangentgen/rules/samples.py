"""What templates are checked on. Values are drawn by `check`; importing this costs nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Shape = tuple[int, ...]

ELEMENTWISE: tuple[Shape, ...] = ((), (3,), (2, 3), (1, 3), (0,))
GRIDS: tuple[Shape, ...] = ((3,), (2, 3), (1, 3), (2, 1, 3), (2, 0))

NUMBERS = ("numbers", "tied numbers")  # lists of them
LISTS = ("list", "rows", *NUMBERS)  # forms of what is no array


@dataclass(frozen=True)
class Sample:
    """Floats between `low` and `high`, at least `gap` away from zero, in each of the shapes.

    `pairing` joins the samples that take their shapes together, item by item. `form` asks
    for more than independent numbers: "invertible", "positive definite", "list", "rows",
    "number", "increasing" along the last axis; "real" draws no complex numbers. Where there are
    `values`, each number is one of them.
    """

    low: float = -2.0
    high: float = 2.0
    gap: float = 0.0
    shapes: tuple[Shape | None, ...] = ELEMENTWISE
    pairing: int | None = None
    form: str = ""
    values: tuple[float, ...] = ()


real = Sample()
nonzero = Sample(gap=0.4)
positive = Sample(low=0.3, high=3.0)
unit = Sample(low=-0.9, high=0.9)
above_one = Sample(low=1.2, high=3.0)
grids = Sample(shapes=GRIDS)
positive_grids = Sample(low=0.3, high=3.0, shapes=GRIDS)
nonzero_grids = Sample(gap=0.4, shapes=GRIDS)
full_grids = Sample(shapes=GRIDS[:-1])
with_nan = Sample(shapes=((3,), (2, 3)), form="with nan")  # at the beginning of each row
tied_number = Sample(shapes=((),) * 4, form="tied number")
several_numbers = Sample(gap=0.4, shapes=((),) * 4, form="number")
large_number = Sample(low=2.6, high=9.0, shapes=((),) * 4, form="number")
tied = Sample(shapes=((5,), (2, 4)), form="tied")  # of three values, so that many are equal
number = Sample(shapes=((),), form="number")
positive_number = Sample(low=0.3, high=3.0, shapes=((),), form="number")
unit_number = Sample(low=-0.9, high=0.9, shapes=((),), form="number")
above_one_number = Sample(low=1.2, high=3.0, shapes=((),), form="number")
complex_number = Sample(low=0.3, high=1.5, shapes=((),), form="complex number")
positive_number_list = Sample(low=0.3, high=3.0, shapes=((), (), ()), form="numbers")
number_list = Sample(shapes=((), (), ()), form="numbers")
tied_number_list = Sample(shapes=((), (), ()), form="tied numbers")
vectors = Sample(shapes=((3,), (1,), (0,)))
matrices = Sample(shapes=((2, 3), (3, 3), (1, 2)))
cubes = Sample(shapes=((2, 3, 4), (1, 2, 3)))
square = Sample(shapes=((3, 3), (1, 1), (2, 3, 3)), form="invertible")
symmetric = Sample(shapes=((3, 3), (2, 3, 3)), form="symmetric")
rotating = Sample(shapes=((3, 3), (2, 3, 3)), form="rotating")
separated = Sample(shapes=((3, 2), (3, 3), (2, 3), (2, 3, 2)), form="separated")
lopsided = Sample(gap=0.4, shapes=GRIDS[:-1])  # absolute values differ too
definite = Sample(shapes=((3, 3), (1, 1), (2, 3, 3)), form="positive definite")


def shaped(*shapes: Shape) -> Sample:
    """Any numbers, in these shapes.

    >>> shaped((2, 3)).shapes
    ((2, 3),)
    """
    return Sample(shapes=shapes)


def among(*values: float, shapes: tuple[Shape, ...] = ELEMENTWISE) -> Sample:
    """Real numbers out of a few, at which a formula might be one of 0 by 0.

    >>> among(0.0, 1.0).values
    (0.0, 1.0)
    """
    return Sample(shapes=shapes, form="real", values=values)


def listed(*shapes: Shape) -> Sample:
    """A list of arrays, one for each shape."""
    return Sample(shapes=shapes, form="list")


def two_rows(*shapes: Shape) -> Sample:
    """Two lists of arrays in a list, one array for each shape."""
    return Sample(shapes=shapes, form="rows")


_pairings = iter(range(10**9))


def paired(
    *shapes: Sequence[Shape | None], form: str = "", low: float = -2.0
) -> tuple[Sample, ...]:
    """Samples that go together: in each case, one shape for each of them, None for no argument.

    >>> left, right = paired(((2, 3), (3,)), ((3,), (3,)))
    >>> left.shapes, right.shapes
    (((2, 3), (3,)), ((3,), (3,)))
    """
    pairing = next(_pairings)
    columns = zip(*shapes, strict=True)
    first, *rest = (Sample(low, shapes=tuple(column), pairing=pairing) for column in columns)
    if form:
        first = Sample(shapes=first.shapes, pairing=pairing, form=form)
    return (first, *rest)
