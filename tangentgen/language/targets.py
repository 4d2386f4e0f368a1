"""What a statement writes into."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import gast


def base_name(target: gast.expr) -> str | None:
    """The variable through which a section is reached; None where it is no variable.

    >>> from tangentgen.source.quote import expression
    >>> base_name(expression("a.b[0]")), base_name(expression("f(x)[0]"))
    ('a', None)
    """
    while isinstance(target, gast.Subscript | gast.Attribute):
        target = target.value
    return target.id if isinstance(target, gast.Name) else None


def parts(target: gast.expr) -> Iterator[gast.expr]:
    """The single targets of an assignment, without the tuples around them."""
    if isinstance(target, gast.Tuple | gast.List):
        for part in target.elts:
            yield from parts(part)
    else:
        yield target


Writes = Callable[[gast.expr], tuple[gast.expr, ...]]
"""The arrays that a call changes, as the expressions it is given."""


def no_writes(value: gast.expr) -> tuple[gast.expr, ...]:
    """For blocks in which no call changes what it is given."""
    return ()


def scattered(value: gast.expr) -> gast.expr | None:
    """The array that `np.add.at(a, i, v)` writes."""
    match value:
        case gast.Call(
            func=gast.Attribute(value=gast.Attribute(attr="add"), attr="at"), args=[into, *_]
        ):
            return into
    return None


LIST_METHODS = ("append", "pop", "insert", "extend", "clear", "reverse")


def changed_list(value: gast.expr) -> gast.expr | None:
    """The list that a call changes.

    >>> from tangentgen.source.quote import expression
    >>> gast.unparse(changed_list(expression("a[0].append(x)"))).strip()
    'a[0]'
    """
    match value:
        case gast.Call(func=gast.Attribute(value=owner, attr=method)) if method in LIST_METHODS:
            return owner
    return None
