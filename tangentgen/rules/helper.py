"""A template that is too long to paste becomes a function at the end of the module."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Sequence
from functools import cache
from types import FunctionType

import gast

from tangentgen.language import core
from tangentgen.language.fresh import fresh
from tangentgen.language.targets import scattered
from tangentgen.rules.body import body, statements
from tangentgen.rules.fold import Folder
from tangentgen.rules.static import walk
from tangentgen.source.quote import copy


def function(
    called: str, parameters: Sequence[str], block: core.Block, docstring: str | None
) -> core.Function:
    """A helper, the same object whenever the same text is asked for."""
    key = (called, tuple(parameters), _key(block), docstring)
    found = _made.get(key)
    if found is None:
        arguments = gast.arguments(
            [gast.Name(p, gast.Param(), None, None) for p in parameters], [], None, [], [], None, []
        )
        found = _made[key] = core.Function(called, arguments, block, docstring)
    return found


def residual(template: Sequence[gast.stmt], folder: Folder, wanted: Sequence[str]) -> core.Block:
    """The statements that are left, with decided branches taken and what is not wanted dropped."""
    block = _block(template, folder, wanted)
    while True:
        shorter = _without_unread(block)
        if len(list(core.walk(shorter))) == len(list(core.walk(block))):
            return shorter
        block = shorter


def _block(source: Sequence[gast.stmt], folder: Folder, wanted: Sequence[str]) -> core.Block:
    done: list[core.Statement] = []
    for statement in source:
        match statement:
            case gast.If():
                test = folder.fold(statement.test)
                truth = folder.truth(test)
                if truth is not None:
                    branch = statement.body if truth else statement.orelse
                    done.extend(_block(branch, folder, wanted))
                else:
                    yes = _block(statement.body, folder, wanted)
                    done.append(core.If(test, yes, _block(statement.orelse, folder, wanted)))
            case gast.For():
                inner = _block(statement.body, folder, wanted)
                iterable = folder.fold(statement.iter)
                done.append(core.For(_target(statement.target, folder), iterable, inner))
            case gast.While():
                test = folder.fold(statement.test)
                done.append(core.While(test, _block(statement.body, folder, wanted)))
            case gast.Assign():
                value = folder.fold(statement.value)
                done.append(core.Assign(_target(statement.targets[0], folder), value))
            case gast.AnnAssign():
                value = folder.fold(statement.value)
                done.append(core.Assign(_target(statement.target, folder), value))
            case gast.AugAssign():
                value = folder.fold(statement.value)
                target = _target(statement.target, folder)
                done.append(core.Augment(target, statement.op, value))
            case gast.Expr():
                done.append(core.Evaluate(folder.fold(statement.value)))
            case gast.Raise():
                done.append(core.Raise(folder.fold(statement.exc)))
            case gast.Return():
                done.append(core.Return(_returned(statement.value, folder, wanted)))
            case _:
                raise TypeError(f"{type(statement).__name__} in a template")
        if isinstance(done[-1] if done else None, core.Return):
            break
    return tuple(done)


def _target(node: gast.expr, folder: Folder) -> gast.expr:
    if isinstance(node, gast.Subscript):
        return gast.Subscript(folder.fold(node.value), folder.fold(node.slice), gast.Store())
    return copy(node)


def _returned(value: gast.expr, folder: Folder, wanted: Sequence[str]) -> gast.expr:
    parts = value.elts if isinstance(value, gast.Tuple) else [value]
    if not wanted:
        return folder.fold(value)
    found = {part.id: part for part in parts}
    kept = [folder.fold(found[key]) for key in wanted]
    return kept[0] if len(kept) == 1 else gast.Tuple(kept, gast.Load())


def _without_unread(block: core.Block) -> core.Block:
    """The block without names, and what is put into new arrays, that nothing reads."""
    named = [s for s in core.walk(block) if isinstance(s, core.Assign) and _given(s) is not None]
    new = {_given(s) for s in named} - {_given(s) for s in named if not fresh(s.value)}
    filled = {_filled(s) for s in core.walk(block)}
    read = {n for s in core.walk(block) for tree in _read(s) for n in _loaded(tree)}
    read |= {n for n in filled if n is not None and n not in new}  # perhaps views of others

    def unread(s: core.Statement) -> bool:
        given = _given(s) or _filled(s)
        return given is not None and given not in read

    def kept(inner: core.Block) -> core.Block:
        rest = (core.mapped(s, kept) for s in inner if not unread(s))
        return tuple(s for s in map(_completed, rest) if s is not None)

    return kept(block)


def _completed(statement: core.Statement) -> core.Statement | None:
    """A statement of which a block may be empty; None where all are."""
    match statement:
        case core.If(body=(), orelse=()) | core.For(body=()) | core.While(body=()):
            return None
        case core.If(test=test, body=(), orelse=orelse):
            return core.If(gast.UnaryOp(gast.Not(), test), orelse)
    return statement


def _given(statement: core.Statement) -> str | None:
    """The name that a statement binds, and does nothing else."""
    target = getattr(statement, "target", None)
    if isinstance(statement, core.Assign) and isinstance(target, gast.Name):
        return str(target.id)
    return None


def _filled(statement: core.Statement) -> str | None:
    """The array that a statement changes, and does nothing else."""
    if isinstance(statement, core.Evaluate):
        into = scattered(statement.value)
        return into.id if isinstance(into, gast.Name) else None
    target = getattr(statement, "target", None)
    if isinstance(statement, core.Augment) and isinstance(target, gast.Name):
        return str(target.id)
    if isinstance(statement, core.Assign | core.Augment) and isinstance(target, gast.Subscript):
        return target.value.id if isinstance(target.value, gast.Name) else None
    return None


def _read(statement: core.Statement) -> list[gast.AST]:
    """The trees in which a statement reads; an array that it only fills is not read."""
    if _filled(statement) is None:
        return [tree for tree in vars(statement).values() if isinstance(tree, gast.AST)]
    if isinstance(statement, core.Evaluate):
        return list(statement.value.args[1:])
    target, value = statement.target, statement.value  # type: ignore[attr-defined]  # a store's
    return [target.slice, value] if isinstance(target, gast.Subscript) else [value]


def _loaded(tree: gast.AST) -> Iterator[str]:
    for part in walk(tree):
        if isinstance(part, gast.Name) and isinstance(part.ctx, gast.Load):
            yield part.id


def loads(block: core.Block) -> list[str]:
    """Every name that is read, in the order of the text."""
    found: dict[str, None] = {}
    for statement in core.walk(block):
        for node in vars(statement).values():
            if isinstance(node, gast.AST):
                found |= dict.fromkeys(_loaded(node))
    return list(found)


@cache
def private(function_: FunctionType) -> core.Function:
    """A function that templates of one file share, printed as it stands."""
    folder = Folder({}, {}, frozenset())
    tree = body(function_)
    plain = copy(tree.args)
    for argument in [*plain.args, *plain.kwonlyargs, *([plain.vararg] if plain.vararg else [])]:
        argument.annotation = None
    block = _block(statements(function_), folder, ())
    doc = inspect.getdoc(function_)
    return core.Function(function_.__name__, plain, block, doc)


def _key(block: core.Block) -> str:
    parts = []
    for statement in core.walk(block):
        trees = [gast.dump(v) for v in vars(statement).values() if isinstance(v, gast.AST)]
        parts.append(f"{type(statement).__name__}{trees}{len(getattr(statement, 'body', ()))}")
    return ";".join(parts)


_made: dict[object, core.Function] = {}
