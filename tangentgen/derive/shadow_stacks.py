"""Stacks of arrays that go by other names too: beside each there is one of their shadows.

for k in range(n):           rows.append(u)      # the array itself, not a copy of it
    rows.append(u)           rows_bar.append(u_bar)
    u = x * u                ...
while rows:                  u = rows.pop()
    u = rows.pop()           u_bar = rows_bar.pop()
    u[0] = 1.0

What an array's name does is done to its shadow's name: both are put on a stack, and both come
off one. A shadow belongs to an array, so nothing flows when it is moved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import gast

from tangentgen.analysis.facts import Analysis, Site
from tangentgen.analysis.join import is_scalar, parts
from tangentgen.derive.accumulate import adjoint
from tangentgen.derive.assignment import read_behind
from tangentgen.derive.context import Context, Derivation
from tangentgen.derive.names import root
from tangentgen.derive.only_popped import only_popped
from tangentgen.derive.step import shadow_saves
from tangentgen.derive.unsupported import Unsupported
from tangentgen.language import core
from tangentgen.language.resolve import parameters
from tangentgen.language.sweep import Restore, Save, Slot, Sweeps
from tangentgen.language.walk import walk
from tangentgen.source.quote import as_target, as_value, expression, name


@dataclass(frozen=True)
class Stack:
    """What is put on a list and taken off it, and what it may hold."""

    moved: tuple[gast.expr, ...]
    sites: frozenset[Site]


Stacks = Mapping[str, Stack]


def stacks_of(facts: Analysis) -> dict[str, Stack]:
    """The lists of arrays on which something is put, and from which the last is taken off.

    `stack = []`, `stack.append(u)`, `u = stack.pop()` and the question how many there are.
    """
    if not facts.cells or any(isinstance(s, core.Try) for s in core.walk(facts.tree.body)):
        return {}
    uses: Counter[str] = Counter()
    plain: Counter[str] = Counter()
    moved: dict[str, list[gast.expr]] = {}
    for statement in core.walk(facts.tree.body):
        for tree in vars(statement).values():
            if isinstance(tree, gast.AST):
                uses.update(n.id for n in walk(tree) if isinstance(n, gast.Name))
                plain.update(_counted(tree))
        match statement:
            case core.While(test=gast.Name(id=asked)) | core.If(test=gast.Name(id=asked)):
                plain[asked] += 1
        for stack, item in _moves(facts, statement):
            plain[stack] += 1
            moved.setdefault(stack, []).append(item)
    made: Counter[str] = Counter()
    for statement in facts.tree.body:  # one list all the time
        match statement:
            case core.Assign(target=gast.Name(id=stack), value=gast.List(elts=[])):
                made[stack] += 1
    given = set(parameters(facts.tree))
    found: dict[str, Stack] = {}
    for stack, items in moved.items():
        alone = made[stack] == 1 and plain[stack] + 1 == uses[stack] and stack not in given
        values = [facts.value(item) for item in items]
        arrays = all(v.kind in ("array", "tensor") or is_scalar(v) for v in values)
        sites = frozenset(site for v in values for site in v.sites)
        if alone and arrays and sites and facts.scope.place(stack) == "local":
            found[stack] = Stack(tuple(items), sites)
    return found


def needed(facts: Analysis, stacks: Stacks) -> dict[str, Stack]:
    """The stacks whose arrays change while they, or their views, may be on them."""
    if not any(not stack.sites.isdisjoint(facts.mutated) for stack in stacks.values()):
        return {}
    behind = read_behind(facts.tree.body)
    copies = only_popped(facts)
    return {
        name_: stack
        for name_, stack in stacks.items()
        if name_ not in copies
        and any(
            name_ in behind[statement] and not stack.sites.isdisjoint(written)
            for statement, written in facts.written.items()
            if statement in behind
        )
    }


def with_shadows(stacks: Stacks, shadows: frozenset[str]) -> dict[str, Stack]:
    """The stacks whose arrays have shadows, all of them."""
    return {
        name_: stack
        for name_, stack in stacks.items()
        if all(not isinstance(i, gast.Name) or i.id in shadows for i in stack.moved)
        and any(isinstance(i, gast.Name) for i in stack.moved)
    }


def _moves(facts: Analysis, statement: core.Statement) -> Iterator[tuple[str, gast.expr]]:
    """The stack on which a statement puts an array, or from which it takes one."""
    match statement:
        case core.Evaluate(
            value=gast.Call(
                func=gast.Attribute(value=gast.Name(id=stack), attr="append"), args=[item]
            )
        ):
            if isinstance(item, gast.Name) or facts.value(item).sites == {item}:
                yield stack, item
        case core.Evaluate(
            value=gast.Call(
                func=gast.Attribute(value=gast.Name(id=stack), attr="pop"), args=[]
            ) as dropped
        ):
            yield stack, dropped
        case core.Assign(
            target=gast.Name() as item,
            value=gast.Call(func=gast.Attribute(value=gast.Name(id=stack), attr="pop"), args=[]),
        ):
            yield stack, item


def _counted(tree: gast.AST) -> Iterator[str]:
    """The lists of which it is only asked how many items they have."""
    for node in walk(tree):
        match node:
            case gast.Call(func=gast.Name(id="len"), args=[gast.Name(id=stack)]):
                yield stack


def held_elsewhere(facts: Analysis, held: set[Site], stacks: Collection[str]) -> set[Site]:
    """Of memory that containers hold, what another container than such a stack holds too."""
    if not held:
        return held
    apart = _taken_apart(facts, stacks)
    found: set[Site] = set()
    for node, value in facts.values.items():
        if value.items is None and value.element is None:
            continue
        if node in apart or (isinstance(node, gast.Name) and node.id in stacks):
            continue
        for part in (*(value.items or ()), *([value.element] if value.element is not None else ())):
            found.update(site for inner in parts(part) for site in inner.sites)
    for value in facts.arguments.values():
        found.update(site for part in parts(value) for site in part.sites)
    return held & found


def _taken_apart(facts: Analysis, stacks: Collection[str]) -> set[gast.AST]:
    """What is written out and taken apart at once, or returned, and the stacks themselves.

    `a, b = b, a`, `a, b = helper(x)` and `np.concatenate([a, b])` keep nothing of what they hold
    for a moment.
    """
    found: set[gast.AST] = set()
    for node in facts.rule_calls:
        if isinstance(node, gast.Call):
            found.update(a for a in node.args if isinstance(a, gast.Tuple | gast.List))
    for statement in core.walk(facts.tree.body):
        match statement:
            case core.Assign(target=gast.Tuple() as target, value=gast.Tuple() as value):
                found |= {target, value}
            case core.Assign(target=gast.Tuple() as target, value=value) if (
                value in facts.user_calls
            ):
                found |= {value, *(n for n in walk(target) if isinstance(n, gast.Tuple))}
            case core.Assign(target=gast.Name(id=stack), value=value) if stack in stacks:
                found.add(value)
            case core.Return(value=gast.Tuple() as value):
                found.update(n for n in walk(value) if isinstance(n, gast.Tuple))
    return found | _only_returned(facts)


def _only_returned(facts: Analysis) -> set[gast.AST]:
    """Tuples that a name is given only to be returned, when their arrays change no more."""
    found: set[gast.AST] = set()
    body = facts.tree.body
    for at, statement in enumerate(body):
        match statement:
            case core.Assign(target=gast.Name(id=answer) as target, value=gast.Tuple() as value):
                pass
            case _:
                continue
        read = [n for s in core.walk(body) for n in _named(s, answer)]
        returned = [
            n for s in core.walk(body) if isinstance(s, core.Return) for n in _named(s, answer)
        ]
        later = {site for s in core.walk(body[at + 1 :]) for site in facts.written.get(s, ())}
        if len(read) == len(returned) + 1 and later.isdisjoint(facts.sites(facts.value(value))):
            found |= {target, *returned, *(n for n in walk(value) if isinstance(n, gast.Tuple))}
    return found


def _named(statement: core.Statement, given: str) -> Iterator[gast.Name]:
    """Where a name stands in a statement itself."""
    for tree in vars(statement).values():
        for node in walk(tree) if isinstance(tree, gast.AST) else ():
            if isinstance(node, gast.Name) and node.id == given:
                yield node


def made(work: Derivation, statement: core.Assign) -> Sweeps:
    """`stack = []`."""
    bar = adjoint(work, root(statement.target.id))
    beside = core.Assign(as_target(name(bar)), gast.List([], gast.Load()))
    return Sweeps((statement, beside), ())


def put_on(work: Derivation, statement: core.Evaluate) -> Sweeps:
    """`stack.append(a)`."""
    stack, item = next(_moves(work.facts, statement))
    bars, bar = bars_of(work, stack), name(adjoint(work, root(item.id)))
    beside = core.Evaluate(expression("$s.append($x)", s=bars, x=bar))
    undo = [core.Evaluate(expression("$s.pop()", s=s)) for s in (bars, name(stack))]
    return Sweeps((statement, beside), tuple(undo))


def bars_of(work: Derivation, stack: str) -> gast.Name:
    """The stack of shadows."""
    return name(adjoint(work, root(stack)))


def zeros_on(work: Derivation, statement: core.Evaluate) -> core.Statement:
    """The shadow of a new array that has been put on a stack."""
    stack, item = next(_moves(work.facts, statement))
    match item:
        case gast.Call(func=gast.Attribute(value=gast.Name() as copied, attr="copy"), args=[]):
            like: gast.expr = copied
        case _:
            like = expression("$s[-1]", s=name(stack))
    return core.Evaluate(expression("$s.append(np.zeros_like($x))", s=bars_of(work, stack), x=like))


def dropped(work: Derivation, statement: core.Evaluate, context: Context) -> Sweeps:
    """`stack.pop()`: what came off goes back on, the same array with the same shadow."""
    stack, _ = next(_moves(work.facts, statement))
    bars = bars_of(work, stack)
    saves: list[core.Statement] = []
    back: list[core.Statement] = []
    for each in (stack, bars.id):
        slot, item = Slot(each, context.stacked), work.names.fresh(f"{each}_item")
        saves.append(Save(slot, expression("$s[-1]", s=name(each)), False))
        put = core.Evaluate(expression("$s.append($x)", s=name(each), x=name(item)))
        back = [Restore(slot, as_target(name(item))), put, *back]
    gone = core.Evaluate(expression("$s.pop()", s=bars))
    return Sweeps((*saves, statement, gone), tuple(back))


def taken_off(
    work: Derivation,
    statement: core.Assign,
    context: Context,
    kept: list[core.Statement],
    put: list[core.Statement],
) -> Sweeps:
    """`a = stack.pop()`."""
    stack, item = next(_moves(work.facts, statement))
    if item.id not in work.shadows:
        raise Unsupported(item, "an array of a stack of arrays that change", "copy it")
    bars, bar = bars_of(work, stack), name(adjoint(work, root(item.id)))
    binding = core.Assign(as_target(bar), expression("$s.pop()", s=bars))
    back: list[core.Statement] = [
        core.Evaluate(expression("$s.append($x)", s=s, x=x))
        for s, x in ((bars, bar), (name(stack), as_value(item)))
    ]
    bar_kept, bar_put = shadow_saves(work, statement, [item.id], context)
    return Sweeps((*kept, statement, *bar_kept, binding), (*back, *bar_put, *put))
