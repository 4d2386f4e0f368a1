"""Stacks between which objects move: each is on one of them at most, or has a name.

    u = stack.pop()        # off the one
    u[0] = 1.0             # so no stack holds what changes here
    kept.append(u)         # on the other

What is put on such a stack is new, or came off one, and has been put on none since.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.language import core
from tangentgen.language.resolve import bound, parameters
from tangentgen.language.walk import walk

Names = frozenset[str]
Tables = dict[core.Statement, Names]


def moving(facts: Analysis) -> tuple[Names, Tables]:
    """Such stacks, and for each statement the names of objects that none of them holds."""
    stacks = frozenset(_stacks(facts)) if facts.cells else frozenset()
    while True:
        tables: Tables = {}
        bad: set[str] = set()
        _block(facts, facts.tree.body, frozenset(), stacks, tables, bad)
        if not bad or not stacks:
            return stacks, tables
        stacks -= bad


def _stacks(facts: Analysis) -> Iterator[str]:
    """The lists that begin empty, are put on and taken off, and asked how many items they have."""
    if any(isinstance(s, core.Try) for s in core.walk(facts.tree.body)):
        return
    uses: Counter[str] = Counter()
    plain: Counter[str] = Counter()
    for statement in core.walk(facts.tree.body):
        trees = [t for t in vars(statement).values() if isinstance(t, gast.AST)]
        uses.update(n.id for tree in trees for n in walk(tree) if isinstance(n, gast.Name))
        match statement:
            case core.Assign(target=gast.Name(id=stack), value=gast.List(elts=[])):
                plain[stack] += 1
            case core.While(test=gast.Name(id=stack)) | core.If(test=gast.Name(id=stack)):
                plain[stack] += 1
        put = _put(statement)
        taken = _taken(statement)
        plain.update([put[0]] if put is not None else [taken] if taken is not None else [])
        for tree in trees:
            plain.update(_read(tree))
    given = set(parameters(facts.tree))
    for stack, times in plain.items():
        if times == uses[stack] and stack not in given and facts.scope.place(stack) == "local":
            yield stack


def _put(statement: core.Statement) -> tuple[str, gast.expr] | None:
    match statement:
        case core.Evaluate(
            value=gast.Call(
                func=gast.Attribute(value=gast.Name(id=stack), attr="append"), args=[item]
            )
        ):
            return stack, item
    return None


def _taken(statement: core.Statement) -> str | None:
    match statement:
        case (
            core.Assign(target=gast.Name(), value=gast.Call(args=[], keywords=[]) as call)
            | core.Evaluate(value=gast.Call(args=[], keywords=[]) as call)
        ):
            match call.func:
                case gast.Attribute(value=gast.Name(id=stack), attr="pop"):
                    return str(stack)
    return None


def _read(tree: gast.AST) -> Iterator[str]:
    """The stacks that are counted or gone through, or whose items are read where they are."""
    for node in walk(tree):
        match node:
            case gast.Call(func=gast.Name(id="len"), args=[gast.Name(id=stack)]):
                yield stack
            case gast.comprehension(iter=gast.Name(id=stack)):
                yield stack
            case gast.Subscript(value=gast.Name(id=stack), ctx=gast.Load()):
                yield stack


def _block(
    facts: Analysis,
    block: core.Block,
    names: Names,
    stacks: Names,
    tables: Tables,
    bad: set[str],
) -> Names:
    def inside(inner: core.Block, names: Names) -> Names:
        return _block(facts, inner, names, stacks, tables, bad)

    for statement in block:
        tables[statement] = names
        put = _put(statement)
        match statement:
            case core.If():
                names = inside(statement.body, names) & inside(statement.orelse, names)
            case core.For() | core.While():
                names = names - frozenset(bound(statement))
                while (again := names & inside(statement.body, names)) != names:
                    names = again
            case core.Assign(target=gast.Name(id=target), value=value):
                new = set(facts.sites(facts.value(value))) == {value}
                names = names - {target}
                names = names | {target} if new or _taken(statement) in stacks else names
            case _ if put is not None and put[0] in stacks:
                stack, item = put
                if isinstance(item, gast.Name) and item.id in names:
                    names = names - {item.id}
                elif set(facts.sites(facts.value(item))) != {item}:
                    bad.add(stack)
            case core.Augment():
                pass
            case _ if core.blocks(statement):
                ends = [inside(b, names) for b in core.blocks(statement)]
                names = names.intersection(*ends)
            case _:
                names = names - frozenset(bound(statement))
    return names
