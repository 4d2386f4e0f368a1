"""The statements that are left after rewriting, and the functions made of them.

Expressions are gast trees, shared by all Python versions. Statements are our own frozen
records, because a gast node cannot carry a comment or a mark through conversion. Records
are compared by identity, so that facts can be kept in tables beside the tree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import gast

from tangentgen.language.remembered import remembered


@dataclass(frozen=True)
class Origin:
    """Where a statement stands in the user's file: 1-based line, 0-based character column."""

    line: int
    column: int
    text: str  # the statement in one line; of a compound statement, its header


@dataclass(frozen=True, eq=False)
class Chosen:
    """The case of a `match` that an `if` was made of."""

    match: object  # the same for all cases of a statement
    subject: gast.expr
    pattern: gast.AST
    guard: gast.expr | None


@dataclass(frozen=True, eq=False)
class Header:
    """`for target in iter`, where a loop over indices begins with what `binds` says."""

    target: gast.expr
    iter: gast.expr
    binds: tuple[tuple[gast.expr, gast.expr], ...]  # targets and what is assigned to them


@dataclass(frozen=True)
class Notes:
    """What is printed around a statement beside its code."""

    origin: Origin | None = None
    above: tuple[str, ...] = ()  # the user's comment lines before it, each with its "#"
    trailing: str | None = None  # the user's comment on its line, with its "#"
    mark: str | None = None  # the primal statement that this one reverses, printed as a comment
    collects: gast.expr | None = None  # the comprehension that a loop was written as
    collecting: bool = False  # puts an item into what a comprehension makes, new when it begins
    header: Header | None = field(default=None, repr=False)  # that a loop over indices had
    section: bool = False  # a blank line stands above
    case: Chosen | None = field(default=None, repr=False)  # what an `if` was made of


NOTHING = Notes()


@dataclass(frozen=True, eq=False, kw_only=True)
class Statement:
    notes: Notes = field(default=NOTHING)


Block = tuple[Statement, ...]


@dataclass(frozen=True, eq=False)
class Assign(Statement):
    """`target = value`; the target is a name, an attribute, a subscript, or a tuple of these."""

    target: gast.expr
    value: gast.expr


@dataclass(frozen=True, eq=False)
class Exchange(Assign):
    """`x[i], x[j] = x[j], x[i]` of numbers in an array, held as `x[[i, j]] = x[[j, i]]`."""


@dataclass(frozen=True, eq=False)
class Augment(Statement):
    """`target op= value`; the target is a name, an attribute or a subscript."""

    target: gast.expr
    op: gast.operator
    value: gast.expr


@dataclass(frozen=True, eq=False)
class AccumulateAt(Augment):
    """`np.add.at(x, i, e)`: as `x[i] += e`, but an index counts as often as it occurs."""


@dataclass(frozen=True, eq=False)
class Evaluate(Statement):
    """An expression evaluated for its effect."""

    value: gast.expr


@dataclass(frozen=True, eq=False)
class If(Statement):
    test: gast.expr
    body: Block
    orelse: Block = ()


@dataclass(frozen=True, eq=False)
class For(Statement):
    target: gast.expr
    iter: gast.expr
    body: Block
    orelse: Block = ()  # only until language/desugar has run
    snapshots: gast.expr | None = None  # how many states the reverse sweep may store


@dataclass(frozen=True, eq=False)
class While(Statement):
    test: gast.expr
    body: Block
    orelse: Block = ()  # only until language/desugar has run
    snapshots: gast.expr | None = None


@dataclass(frozen=True, eq=False)
class With(Statement):
    """`with context as target`; several managers are nested statements."""

    context: gast.expr
    target: gast.expr | None
    body: Block


@dataclass(frozen=True, eq=False)
class Except(Statement):
    """`except kind as target`, in the handlers of a `Try`."""

    kind: gast.expr | None
    target: gast.expr | None
    body: Block


@dataclass(frozen=True, eq=False)
class Try(Statement):
    """After desugaring, either with handlers or with a final block, and without `orelse`."""

    body: Block
    handlers: Block = ()
    orelse: Block = ()
    final: Block = ()


@dataclass(frozen=True, eq=False)
class Case(Statement):
    """`case pattern if guard`, in the cases of a `Match`."""

    pattern: gast.AST
    guard: gast.expr | None
    body: Block


@dataclass(frozen=True, eq=False)
class Match(Statement):
    """Only until language/desugar has run."""

    subject: gast.expr
    cases: Block


@dataclass(frozen=True, eq=False)
class Return(Statement):
    value: gast.expr | None = None


@dataclass(frozen=True, eq=False)
class Break(Statement):
    pass


@dataclass(frozen=True, eq=False)
class Continue(Statement):
    pass


@dataclass(frozen=True, eq=False)
class Leave(Statement):
    """To the end of the `with` or `try` around it; only while language/desugar runs."""


@dataclass(frozen=True, eq=False)
class Pass(Statement):
    pass


@dataclass(frozen=True, eq=False)
class Assert(Statement):
    test: gast.expr
    message: gast.expr | None = None


@dataclass(frozen=True, eq=False)
class Raise(Statement):
    value: gast.expr | None = None
    cause: gast.expr | None = None


@dataclass(frozen=True, eq=False)
class Foreign(Statement):
    """A statement that no pass has rewritten yet, as the parser gave it."""

    tree: gast.stmt


@dataclass(frozen=True, eq=False)
class Function:
    """A function of the primal or of the output."""

    name: str
    arguments: gast.arguments
    body: Block
    docstring: str | None = None
    returns: gast.expr | None = None
    notes: Notes = NOTHING


@dataclass(frozen=True, eq=False)
class Module:
    """What is printed to a file: imports in order, then functions."""

    imports: tuple[str, ...]  # whole lines: "import numpy as np"
    functions: tuple[Function, ...]
    docstring: str | None = None


BLOCKS = ("body", "handlers", "cases", "orelse", "final")
"""The fields that hold blocks, in the order of the text."""


def blocks(statement: Statement) -> tuple[Block, ...]:
    """The blocks inside a statement.

    >>> blocks(Pass())
    ()
    """
    keys = _BLOCKS.get(statement.__class__)
    if keys is None:
        return ()
    found = tuple([getattr(statement, key) for key in keys])
    return found if found[-1] or statement.__class__ not in (For, While) else found[:-1]


_BLOCKS: dict[type, tuple[str, ...]] = {
    If: ("body", "orelse"),
    Try: ("body", "handlers", "orelse", "final"),
    For: ("body", "orelse"),
    While: ("body", "orelse"),
    With: ("body",),
    Except: ("body",),
    Case: ("body",),
    Match: ("cases",),
}


def mapped(statement: Any, change: Callable[[Block], Block]) -> Any:
    """The statement with each of its blocks changed; the same where none became another.

    >>> choice = If(gast.parse("x", mode="eval").body, (Pass(),))
    >>> [type(s).__name__ for s in mapped(choice, lambda block: (*block, Break())).body]
    ['Pass', 'Break']
    """
    if not blocks(statement):
        return statement
    changes: dict[str, Block] = {}
    for key in _BLOCKS[statement.__class__]:
        old = getattr(statement, key)
        if old and (new := change(old)) != old:
            changes[key] = new
    return replace(statement, **changes) if changes else statement


def walk(block: Block) -> Iterator[Statement]:
    """Every statement of a block, outer before inner, in the order of the text."""
    for statement in block:
        yield statement
        if statement.__class__ in _BLOCKS:
            yield from _inside(statement)


@remembered
def _inside(statement: Statement) -> tuple[Statement, ...]:
    return tuple([inner for block in blocks(statement) for inner in walk(block)])


def level(block: Block) -> Iterator[Statement]:
    """The statements of a block and of its branches, without those inside its loops.

    >>> expression = gast.parse("True", mode="eval").body
    >>> loop = While(expression, (Break(),))
    >>> [type(s).__name__ for s in level((If(expression, (Pass(),)), loop))]
    ['If', 'Pass', 'While']
    """
    for statement in block:
        yield statement
        if isinstance(statement, For | While):
            yield from level(statement.orelse)
        else:
            for inner in blocks(statement):
                yield from level(inner)
