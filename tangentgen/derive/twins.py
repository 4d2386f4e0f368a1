"""Two reverses of which one is the other with an adjoint that is zero are printed once.

def walk_reverse(x, ans_bar, place_bar):     def walk_reverse(x, ans_bar, place_bar):
    place_bar += ans_bar                         place_bar += ans_bar
    return x * place_bar                         return x * place_bar
                                    becomes
def walk_reverse2(x, ans_bar):               and walk_reverse(x, ans_bar, 0.0)
    place_bar = ans_bar                      where walk_reverse2(x, ans_bar) was
    return x * place_bar
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import gast

from tangentgen.derive.alike import same, stem
from tangentgen.derive.trees import read_by
from tangentgen.language import core
from tangentgen.language.in_statements import changed, nodes
from tangentgen.language.resolve import parameters
from tangentgen.language.walk import walk
from tangentgen.source.quote import as_target, constant, name
from tangentgen.source.rebuild import rebuilt

ENDING = "_bar"


@dataclass(frozen=True)
class Twin:
    """A function that is another one with zero for some of its parameters."""

    of: str
    zeros: tuple[int, ...]  # positions among the parameters of the other

    def call(self, arguments: list[gast.expr]) -> gast.expr:
        given = [*arguments]
        for at in self.zeros:
            given.insert(at, constant(0.0))
        return gast.Call(name(self.of), given, [])


def without_twins(functions: list[core.Function]) -> list[core.Function]:
    """The functions, the first of which is the entry, without those that others can stand for."""
    while True:
        found = next(_twins(functions), None)
        if found is None:
            return functions
        small, twin = found
        functions = [_calling(f, small, twin) for f in functions if f.name != small]


def _twins(functions: list[core.Function]) -> Iterator[tuple[str, Twin]]:
    for small in functions[1:]:
        for large in functions[1:]:
            extra = _extra(small, large)
            if extra and _called_plainly(functions, small.name):
                zeroed = _zeroed(large, extra)
                if zeroed is not None and same(_bare(zeroed), _bare(small)):
                    zeros = (k for k, p in enumerate(parameters(large)) if p in extra)
                    yield small.name, Twin(large.name, tuple(zeros))


def _extra(small: core.Function, large: core.Function) -> set[str]:
    """The adjoints that one function is given and the other is not, where that is all."""
    if small is large or stem(small.name) != stem(large.name):
        return set()
    if large.arguments.defaults or large.arguments.kwonlyargs or large.arguments.vararg:
        return set()
    few, many = parameters(small), parameters(large)
    extra = {p for p in many if p not in few}
    if tuple(p for p in many if p not in extra) != few:
        return set()
    return extra if all(p.rstrip("0123456789").endswith(ENDING) for p in extra) else set()


def _called_plainly(functions: list[core.Function], wanted: str) -> bool:
    """Whether a function occurs only where it is called, with one argument after another."""
    plain = 0
    names = 0
    for node in (n for f in functions for n in nodes(f.body)):
        match node:
            case gast.Call(func=gast.Name(id=called), args=args, keywords=[]) if called == wanted:
                plain += not any(isinstance(a, gast.Starred) for a in args)
            case gast.Name(id=read) if read == wanted:
                names += 1
    return plain == names


def _zeroed(function: core.Function, zeros: set[str]) -> core.Function | None:
    """The function with zero for some parameters; None where that is not seen to be simpler."""
    given = function.arguments
    kept = [a for a in given.args if a.id not in zeros]
    arguments = gast.arguments(kept, [], None, [], [], None, [])
    body: list[core.Statement] = []
    zero = set(zeros)
    for statement in function.body:
        begun = _begun(statement, zero)
        if begun is not None:
            zero -= {begun.target.id}
            if not _is_new(begun.value, parameters(function)):
                return None
            body.append(begun)
        elif not zero & set(_bound((statement,))):
            body += _with_zeros((statement,), zero)
        else:
            return None
    return replace(function, arguments=arguments, body=tuple(body))


def _begun(statement: core.Statement, zero: set[str]) -> Any:
    """`p = e` for `p += e` and `p = p + e`, where p is zero."""
    match statement:
        case core.Augment(target=gast.Name(id=p), op=gast.Add(), value=value):
            pass
        case core.Assign(
            target=gast.Name(id=p),
            value=gast.BinOp(left=gast.Name(id=first), op=gast.Add(), right=value),
        ) if first == p:
            pass
        case _:
            return None
    if p not in zero or read_by(core.Evaluate(value)) & zero:
        return None
    return core.Assign(as_target(name(p)), value)


def _is_new(value: gast.expr, given: Iterable[str]) -> bool:
    """Whether nobody waits for what is added to a value in place: a result's adjoint is its own."""
    match value:
        case gast.Name(id=seed):
            return seed in given and seed.startswith("ans_")
        case gast.BinOp() | gast.UnaryOp():
            return True
    return False


def _with_zeros(block: core.Block, zero: set[str]) -> core.Block:
    out: list[core.Statement] = []
    for s in block:
        if not zero & read_by(s):
            out.append(s)
            continue
        changes: dict[str, Any] = {}
        for key, value in vars(s).items():
            if key in core.BLOCKS:
                changes[key] = value and (_with_zeros(value, zero) or (core.Pass(),))
            elif isinstance(value, gast.AST):
                changes[key] = _sum(value, zero)
        new = replace(s, **changes)
        if not (isinstance(new, core.Augment) and _is_zero(new.value)):
            out.append(new)
    return tuple(out)


def _sum(tree: Any, zero: set[str]) -> Any:
    """A tree with zero for some names, which drop out of its sums."""
    if isinstance(tree, gast.Name) and tree.id in zero:
        return constant(0.0)
    new = rebuilt(tree, lambda part: _sum(part, zero))
    if new is tree:
        return tree
    match new:
        case gast.BinOp(left=left, op=gast.Add(), right=right) if _is_zero(left):
            return right
        case gast.BinOp(left=left, op=gast.Add() | gast.Sub(), right=right) if _is_zero(right):
            return left
        case gast.BinOp(left=left, op=gast.Mult(), right=right):
            if _is_zero(left) and isinstance(right, gast.Constant):
                return left
            if _is_zero(right) and isinstance(left, gast.Constant):
                return right
    return new


def _is_zero(tree: gast.expr) -> bool:
    return isinstance(tree, gast.Constant) and isinstance(tree.value, float) and tree.value == 0.0


def _bound(block: core.Block) -> Iterator[str]:
    for node in nodes(block):
        if isinstance(node, gast.Name) and not isinstance(node.ctx, gast.Load):
            yield str(node.id)


def _bare(function: core.Function) -> core.Function:
    """Without notes, which may stand at what drops out, and in an order that is always the same."""
    return replace(function, body=_in_order(function.body), notes=core.NOTHING)


def _in_order(block: core.Block) -> core.Block:
    """Assignments behind one another of which none reads what another binds, by their names."""
    out: list[core.Statement] = []
    run: dict[str, core.Statement] = {}
    seen: set[str] = set()
    for s in (replace(core.mapped(s, _in_order), notes=core.NOTHING) for s in block):
        given, read = _plain(s), read_by(s)
        if given is None or given in run or given in seen or read & run.keys():
            out += (run[key] for key in sorted(run))
            run, seen = {}, set()
        if given is None:
            out.append(s)
        else:
            run[given] = s
            seen |= read
    return (*out, *(run[key] for key in sorted(run)))


def _plain(statement: core.Statement) -> str | None:
    """What a statement binds that does nothing else."""
    match statement:
        case core.Assign(target=gast.Name(id=given), value=value):
            return None if any(isinstance(n, gast.Call) for n in walk(value)) else str(given)
    return None


def _calling(function: core.Function, small: str, twin: Twin) -> core.Function:
    def change(tree: Any) -> Any:
        tree = rebuilt(tree, change)
        match tree:
            case gast.Call(func=gast.Name(id=called), args=arguments) if called == small:
                return twin.call(arguments)
        return tree

    return replace(function, body=changed(function.body, change))
