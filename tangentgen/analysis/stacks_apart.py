"""Stacks of tuples that hold arrays which change, or containers: a stack for each part.

`stack.append((u, t))` becomes `u_stack.append(u); t_stack.append(t)`, and `u, t = stack.pop()`
becomes `u = u_stack.pop(); t = t_stack.pop()`. What an array's name does is done to its shadow's
name, on stacks of arrays too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.join import parts
from tangentgen.analysis.values import Value
from tangentgen.language import core
from tangentgen.language.duplicate import duplicate
from tangentgen.language.free import free, occurring
from tangentgen.language.resolve import parameters
from tangentgen.language.walk import all_names, walk
from tangentgen.source.quote import as_target, constant, copy, expression, name
from tangentgen.source.rebuild import rebuilt

_MOST = 16  # parts


def stacks_apart(facts: Analysis) -> core.Function | None:
    """The function with several stacks for each such stack; None where there is none."""
    if not facts.cells:
        return None
    stems = dict(_stacks(facts))
    if not stems:
        return None
    taken = occurring(facts.tree)
    apart = {stack: [free(stem, taken) for stem in found] for stack, found in stems.items()}
    body = tuple(duplicate(s) for s in _block(apart, facts.tree.body))
    return replace(facts.tree, body=body)


def _stacks(facts: Analysis) -> Iterator[tuple[str, list[str]]]:
    """The stacks of tuples of one length that have to be taken apart, with names for the parts."""
    uses: Counter[str] = Counter()
    plain: Counter[str] = Counter()
    made: Counter[str] = Counter()
    items: dict[str, list[Value]] = {}
    puts: dict[str, list[gast.expr]] = {}
    for statement in core.walk(facts.tree.body):
        trees = [t for t in vars(statement).values() if isinstance(t, gast.AST)]
        uses.update(n.id for tree in trees for n in all_names(tree))
        put, off = _put(statement), _off(statement)
        match statement:
            case core.Assign(target=gast.Name(id=stack), value=gast.List(elts=[])):
                made[stack] += 1
            case core.While(test=gast.Name(id=stack)) | core.If(test=gast.Name(id=stack)):
                plain[stack] += 1
        if put is not None:
            plain[put[0]] += 1
            puts.setdefault(put[0], []).append(put[1])
            items.setdefault(put[0], []).append(facts.value(put[1]))
        if off is not None:
            plain[off] += 1
        plain.update(n for tree in trees for n in _counted(tree))
    given = set(parameters(facts.tree))
    caught = any(isinstance(s, core.Try) for s in core.walk(facts.tree.body))
    for stack, values in items.items():
        count = len(values[0].items or ())
        alike = all(_is_tuple(v) and len(v.items or ()) == count for v in values)
        if caught and not all(_cannot_fail(item) for item in puts[stack]):
            continue  # one part might be put on a stack, and the next not
        whole = plain[stack] + made[stack] == uses[stack] and made[stack] and stack not in given
        local = facts.scope.place(stack) == "local" and 0 < count <= _MOST
        if whole and alike and local and any(_is_needed(facts, v) for v in values):
            yield stack, [_stem(puts[stack][0], stack, k) for k in range(count)]


def _cannot_fail(item: gast.expr) -> bool:
    elements = item.elts if isinstance(item, gast.Tuple) else [item]
    return all(isinstance(element, gast.Name | gast.Constant) for element in elements)


def _stem(item: gast.expr, stack: str, k: int) -> str:
    part = item.elts[k] if isinstance(item, gast.Tuple) else None
    return f"{part.id}_stack" if isinstance(part, gast.Name) else f"{stack}_{k}"


def _is_tuple(value: Value) -> bool:
    return value.kind == "tuple" and value.items is not None and not value.optional


def _is_needed(facts: Analysis, value: Value) -> bool:
    """Whether a tuple has parts whose shadows need names: arrays that change, and containers."""
    held = [p for part in value.items or () for p in parts(part)]
    arrays = (p for p in held if p.kind in ("array", "tensor"))
    return any(p.kind in ("list", "dict") for p in held) or any(
        not facts.mutated.isdisjoint(p.sites) for p in arrays
    )


def _put(statement: core.Statement) -> tuple[str, gast.expr] | None:
    match statement:
        case core.Evaluate(
            value=gast.Call(
                func=gast.Attribute(value=gast.Name(id=stack), attr="append"),
                args=[gast.Name() | gast.Tuple() as item],
            )
        ) if not any(isinstance(n, gast.Starred) for n in walk(item)):
            return stack, item
    return None


def _off(statement: core.Statement) -> str | None:
    match statement:
        case core.Assign(
            target=gast.Name() | gast.Tuple() as target,
            value=gast.Call(
                func=gast.Attribute(value=gast.Name(id=stack), attr="pop"), args=[], keywords=[]
            ),
        ):
            flat = isinstance(target, gast.Name) or all(
                isinstance(t, gast.Name) for t in target.elts
            )
            return str(stack) if flat else None
        case core.Evaluate(
            value=gast.Call(
                func=gast.Attribute(value=gast.Name(id=stack), attr="pop"), args=[], keywords=[]
            )
        ):
            return str(stack)
    return None


def _counted(tree: gast.AST) -> Iterator[str]:
    for node in walk(tree):
        match node:
            case gast.Call(func=gast.Name(id="len"), args=[gast.Name(id=stack)]):
                yield stack


Apart = dict[str, list[str]]


def _block(apart: Apart, block: core.Block) -> core.Block:
    return tuple(new for statement in block for new in _statement(apart, statement))


def _statement(apart: Apart, statement: core.Statement) -> core.Block:
    put, off = _put(statement), _off(statement)
    if put is not None and put[0] in apart:
        item = put[1]
        elements = item.elts if isinstance(item, gast.Tuple) else None
        return _noted(
            statement,
            [
                core.Evaluate(
                    expression(
                        "$s.append($x)",
                        s=name(stack),
                        x=elements[k] if elements else expression("$t[$k]", t=item, k=constant(k)),
                    )
                )
                for k, stack in enumerate(apart[put[0]])
            ],
        )
    if off in apart:
        pops = [expression("$s.pop()", s=name(stack)) for stack in apart[str(off)]]
        match statement:
            case core.Assign(target=gast.Tuple(elts=targets)):
                return _noted(
                    statement,
                    [core.Assign(t, p) for t, p in zip(targets, pops, strict=True)],
                )
            case core.Assign():
                return (replace(statement, value=gast.Tuple(pops, gast.Load())),)
        return _noted(statement, [core.Evaluate(p) for p in pops])
    match statement:
        case core.Assign(target=gast.Name(id=stack), value=gast.List(elts=[])) if stack in apart:
            return _noted(
                statement,
                [core.Assign(as_target(name(s)), gast.List([], gast.Load())) for s in apart[stack]],
            )
    statement = core.mapped(statement, lambda inner: _block(apart, inner))
    changed = {
        key: _first(apart, value)
        for key, value in vars(statement).items()
        if isinstance(value, gast.AST)
    }
    return (replace(statement, **changed),)


def _noted(statement: core.Statement, made: list[core.Statement]) -> core.Block:
    """What stands for a statement: the first has its comments."""
    rest = [replace(s, notes=core.Notes(origin=statement.notes.origin)) for s in made[1:]]
    return (replace(made[0], notes=statement.notes), *rest)


def _first(apart: Apart, tree: gast.AST) -> gast.AST:
    """The expression that asks the first of several stacks how many items they have."""
    if isinstance(tree, gast.Name) and tree.id in apart:
        return copy(name(apart[tree.id][0]))
    found: gast.AST = rebuilt(tree, lambda part: _first(apart, part))
    return found
