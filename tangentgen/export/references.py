"""What a definition reads from outside: its globals, with the attributes taken of them."""

from __future__ import annotations
import __future__

import ast
import dis
import types
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeGuard

FLAGS = __future__.annotations.compiler_flag  # no annotation is evaluated, neither here nor there
AT_ONCE = ("<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>")


@dataclass(frozen=True)
class Reference:
    """A name that is looked up outside, as in `utils.helper`.

    What a function captured is looked up as well: `utils.wave.__closure__[0].cell_contents`.
    """

    chain: tuple[ast.expr, ...]  # `utils`, then `utils.helper`: each is part of the next
    at_once: bool  # when the definition is executed, not when it is called
    weak: bool = False  # in an annotation, which nobody evaluates

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(map(_step, self.chain))


def references(text: str, tree: ast.Module) -> Iterator[Reference]:
    """Every global that a text reads, where it stands.

    The compiler knows which names are local, and tells the place of each instruction.

    >>> text = "def f(x, n=N):\\n    y = np.sin(x)\\n    return y + np.pi"
    >>> [(r.names, r.at_once) for r in references(text, ast.parse(text))]
    [(('N',), True), (('np', 'sin'), False), (('np', 'pi'), False)]
    """
    above = {id(inner): node for node in ast.walk(tree) for inner in ast.iter_child_nodes(node)}
    places = dict(_globals(compile(text, "<exported>", "exec", FLAGS, dont_inherit=True), True))
    weak = {id(node) for note in _annotations(tree) for node in ast.walk(note)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            place = (node.lineno, node.col_offset, node.id)
            if place in places or id(node) in weak:
                at_once = places.get(place, False)
                yield Reference(tuple(_chain(node, above)), at_once, id(node) in weak)


def _globals(code: types.CodeType, at_once: bool) -> Iterator[tuple[tuple[int, int, str], bool]]:
    own = {i.argval for i in dis.get_instructions(code) if i.opname == "STORE_NAME"}
    for instruction in dis.get_instructions(code):
        is_global = instruction.opname in ("LOAD_GLOBAL", "LOAD_FROM_DICT_OR_GLOBALS")
        is_name = instruction.opname == "LOAD_NAME" and instruction.argval not in own
        place = instruction.positions
        if (is_global or is_name) and place and place.lineno and place.col_offset is not None:
            yield (place.lineno, place.col_offset, instruction.argval), at_once
    for inner in code.co_consts:
        if isinstance(inner, types.CodeType):
            is_body = not inner.co_flags & 1  # of a class: only functions are "optimized"
            yield from _globals(inner, at_once and (is_body or inner.co_name in AT_ONCE))


def _chain(node: ast.expr, above: dict[int, ast.AST]) -> Iterator[ast.expr]:
    yield node
    outer = above.get(id(node))
    while _is_step(outer):
        yield outer
        outer = above.get(id(outer))


def _is_step(node: ast.AST | None) -> TypeGuard[ast.Attribute | ast.Subscript]:
    match node:
        case ast.Attribute(ctx=ast.Load()):
            return True
        case ast.Subscript(ast.Attribute(attr="__closure__"), ast.Constant(int()), ast.Load()):
            return True
    return False


def _step(node: ast.expr) -> str:
    match node:
        case ast.Name(name) | ast.Attribute(attr=name):
            return name
    assert isinstance(node, ast.Subscript)
    return ast.unparse(node.slice)


def _annotations(tree: ast.AST) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        found: ast.expr | None = None
        if isinstance(node, ast.arg | ast.AnnAssign):
            found = node.annotation
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found = node.returns
        if found is not None:
            yield found


def bound(tree: ast.AST, used: Iterable[ast.expr | None]) -> set[str]:
    """The names that stand for something of a text's own; `used` are those that do not.

    >>> tree = ast.parse("def f(x):\\n    y = g(x)\\n    return y")
    >>> sorted(bound(tree, []))
    ['f', 'g', 'x', 'y']
    """
    others = {id(node) for node in used}
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    others |= {id(method) for node in classes for method in node.body}
    return {
        name
        for node in ast.walk(tree)
        if id(node) not in others
        for name in _names_of(node)
        if name
    }


def _names_of(node: ast.AST) -> list[str | None]:
    match node:
        case ast.Name(name) | ast.arg(name):
            return [name]
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return [name]
        case ast.ExceptHandler(name=name) | ast.MatchAs(name=name) | ast.MatchStar(name=name):
            return [name]
        case ast.alias(name, other):
            return [(other or name).partition(".")[0]]
    return []
