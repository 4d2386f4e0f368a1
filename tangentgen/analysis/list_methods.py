"""Methods of lists that are written with others: `sort`, `remove`, `extend`.

`xs.sort()` is `xs[:] = sorted(xs)`, and `xs.remove(e)` is `xs.pop(xs.index(e))`; what is extended
by an array, or by `zip`, appends in a loop.
"""

from __future__ import annotations

import gast

from tangentgen.analysis.facts import Analysis, ArrayMethod
from tangentgen.analysis.lists import goes_through
from tangentgen.analysis.loops import put_at
from tangentgen.language import core
from tangentgen.language.duplicate import with_body
from tangentgen.language.free import free, occurring
from tangentgen.source.quote import as_target, constant, copy, expression, name

_WITHOUT_RESULT = ("append", "insert", "extend", "clear", "reverse", "remove", "sort")


def with_others(facts: Analysis) -> core.Function | None:
    """The function without these methods of lists; None where it has none."""
    taken = occurring(facts.tree)
    found = _block(facts, facts.tree.body, taken)
    if found is facts.tree.body:
        return None
    return with_body(facts.tree, found)


def _block(facts: Analysis, block: core.Block, taken: set[str]) -> core.Block:
    new = tuple(s for old in block for s in _statement(facts, old, taken))
    same = len(new) == len(block) and all(a is b for a, b in zip(new, block, strict=True))
    return block if same else new


def _statement(facts: Analysis, statement: core.Statement, taken: set[str]) -> core.Block:
    match statement:
        case core.Assign(
            value=gast.Call(func=gast.Attribute(value=owner, attr=method)) as call
        ) if method in _WITHOUT_RESULT and is_lists(facts, call, owner):
            done = core.Evaluate(call, notes=statement.notes)
            plain = core.Notes(origin=statement.notes.origin)
            nothing = core.Assign(statement.target, constant(None), notes=plain)
            return (*_statement(facts, done, taken), nothing)
        case core.Evaluate(value=gast.Call(func=gast.Attribute(value=owner, attr=method)) as call):
            if not is_lists(facts, call, owner):
                return (statement,)
            if method == "remove" and len(call.args) == 1:
                index = name(free("index", taken))
                found = expression("$x.index($e)", x=owner, e=call.args[0])
                plain = core.Notes(origin=statement.notes.origin)
                popped = core.Evaluate(expression("$x.pop($i)", x=owner, i=index), notes=plain)
                return (core.Assign(as_target(index), found, notes=statement.notes), popped)
            if method == "sort" and not call.args:
                items = gast.Call(name("sorted"), [copy(owner)], [copy(k) for k in call.keywords])
                target = as_target(expression("$x[:]", x=owner))
                ordered = core.Assign(target, items, notes=statement.notes)
                put_at(ordered, call)
                return (ordered,)
            if method == "extend" and len(call.args) == 1 and goes_through(facts, call.args[0]):
                item = name(free("item", taken))
                put = core.Evaluate(expression("$x.append($e)", x=owner, e=item))
                return (core.For(as_target(item), call.args[0], (put,), notes=statement.notes),)
            return (statement,)
    if not core.blocks(statement):
        return (statement,)
    changed = core.mapped(statement, lambda b: _block(facts, b, taken))
    kept = all(a is b for a, b in zip(core.blocks(changed), core.blocks(statement), strict=True))
    return (statement,) if kept else (changed,)


def is_lists(facts: Analysis, call: gast.Call, owner: gast.expr) -> bool:
    """Whether it is a call of a method of a list."""
    held = facts.value(call.func).constant
    return isinstance(held, ArrayMethod) and facts.value(owner).kind == "list"
