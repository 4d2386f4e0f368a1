"""Leading axes that NumPy adds by itself: `x * m[None, :]` is `x * m` where x has two axes."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

import gast

from tangentgen.language import core
from tangentgen.language.resolve import bound
from tangentgen.source.rebuild import rebuilt
from tangentgen.tidy.known import Known, rank

_ELEMENTWISE = gast.Add | gast.Sub | gast.Mult | gast.Div


def without_leading(block: core.Block, known: Known, users: Set[str]) -> core.Block:
    """The block with arrays spread over leading axes written without these, but for `users` lines.

    >>> from tangentgen.analysis.values import Value
    >>> from tangentgen.source.quote import as_target, expression, name
    >>> known = lambda node: Value("array", shape=(None,) * {"x": 2, "m": 1}.get(node.id, 0))
    >>> def of(text):
    ...     line = core.Assign(as_target(name("y")), expression(text))
    ...     kind = lambda node: known(node) if isinstance(node, gast.Name) else Value("any")
    ...     return gast.unparse(without_leading((line,), kind, set())[0].value).strip()
    >>> of("x - m[None, :]"), of("m[None, :] / x"), of("m[None, :] * m"), of("x - m[:, None]")
    ('x - m', 'm / x', 'm[None, :] * m', 'x - m[:, None]')
    """

    def inside(tree: gast.AST) -> gast.AST:
        node: gast.AST = rebuilt(tree, inside)
        match node:
            case gast.BinOp(left=left, op=op, right=right) if isinstance(op, _ELEMENTWISE):
                return rebuilt(node, lambda part: _plain(part, left, right, known))
            case gast.Compare(left=left, ops=[_], comparators=[right]):
                return rebuilt(node, lambda part: _plain(part, left, right, known))
        return node

    def follow(inner: core.Block) -> core.Block:
        return tuple(statement_of(core.mapped(s, follow)) for s in inner)

    def statement_of(statement: core.Statement) -> core.Statement:
        if {*bound(statement)} <= users and not isinstance(statement, core.Return):
            return statement
        trees = {k: v for k, v in vars(statement).items() if isinstance(v, gast.expr)}
        changes = {k: new for k, v in trees.items() if (new := inside(v)) is not v}
        return replace(statement, **changes) if changes else statement

    return follow(block)


def _plain(part: gast.AST, left: gast.expr, right: gast.expr, known: Known) -> gast.AST:
    if part is not left and part is not right:
        return part
    other = right if part is left else left
    match part:
        case gast.Subscript(value=inner, slice=gast.Tuple(elts=[*parts])):
            added = sum(_is_new(each) for each in parts)
            leading = all(map(_is_new, parts[:added])) and all(map(_is_all, parts[added:]))
            own, others = rank(inner, known), rank(other, known)
            if added and leading and own == len(parts) - added and others == len(parts):
                return inner
    return part


def _is_new(part: gast.expr) -> bool:
    return isinstance(part, gast.Constant) and part.value is None


def _is_all(part: gast.expr) -> bool:
    return isinstance(part, gast.Slice) and not (part.lower or part.upper or part.step)
