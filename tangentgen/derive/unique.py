"""Lists that only one name can reach: made there, and put nowhere since."""

from __future__ import annotations

from collections.abc import Iterator

import gast

from tangentgen.analysis.facts import Analysis, Site, UserCall
from tangentgen.analysis.values import Value
from tangentgen.language import core
from tangentgen.language.resolve import bound
from tangentgen.language.walk import walk

Names = frozenset[str]

_READERS = frozenset(
    """len sum min max sorted list tuple reversed enumerate zip any all range set iter next bool
    str print""".split()  # noqa: SIM905 - read as text
)


def unique(facts: Analysis) -> dict[core.Statement, Names]:
    """For each statement, the names whose lists nothing else can reach where it begins."""
    tables: dict[core.Statement, Names] = {}
    _block(facts, facts.tree.body, frozenset(), tables)
    return tables


def _block(
    facts: Analysis, block: core.Block, names: Names, tables: dict[core.Statement, Names]
) -> Names:
    for statement in block:
        tables[statement] = names
        names = names - frozenset(_escaping(facts, statement))
        names = names - frozenset(_shared(facts, statement))
        match statement:
            case core.If():
                first = _block(facts, statement.body, names, tables)
                names = first & _block(facts, statement.orelse, names, tables)
            case core.For() | core.While():
                names = names - frozenset(bound(statement))
                while True:
                    again = names & _block(facts, statement.body, names, tables)
                    if again == names:
                        break
                    names = again
            case core.Assign(target=gast.Name(id=target), value=value):
                made = facts.value(value).sites == {value}
                names = names | {target} if made else names - {target}
            case core.Augment(target=gast.Name() as augmented) if _stays(facts, augmented):
                pass
            case _ if core.blocks(statement):
                ends = [_block(facts, b, names, tables) for b in core.blocks(statement)]
                names = names.intersection(*ends)
            case _:
                names = names - frozenset(bound(statement))
    return names


def _stays(facts: Analysis, augmented: gast.Name) -> bool:
    """Whether `a += e` leaves the name with the object that it had."""
    return facts.value(augmented).kind in ("array", "list")


def _shared(facts: Analysis, statement: core.Statement) -> Iterator[str]:
    """The names whose memory is in a value that a statement binds or puts somewhere."""
    values: list[gast.expr] = []
    match statement:
        case core.Assign(value=value):
            values = [value]
        case core.Evaluate(value=gast.Call(args=args) as call):
            user = facts.user_calls.get(call)
            values = [a for a in args if user is None or _keeps(user, a)]
    for value in values:
        held = {*facts.sites(facts.value(value)), *viewed(facts, facts.value(value))}
        for node in walk(value):
            if isinstance(node, gast.Name) and not held.isdisjoint(facts.value(node).sites):
                yield str(node.id)


def viewed(facts: Analysis, value: Value) -> Iterator[Site]:
    """The dicts whose values are seen through a view: what is put into one shows in it."""
    for site in value.sites:
        match site:
            case gast.Call(func=gast.Attribute(value=owner, attr="values" | "items"), args=[]):
                if facts.value(owner).kind == "dict":
                    yield from facts.value(owner).sites


def _escaping(facts: Analysis, statement: core.Statement) -> Iterator[str]:
    """The names whose objects a statement may hand to somebody else."""
    for key, value in vars(statement).items():
        if not isinstance(value, gast.expr):
            continue
        reading = key in ("test", "iter") or isinstance(statement, core.Augment)
        if isinstance(value, gast.Name):
            if not reading and isinstance(value.ctx, gast.Load):
                yield str(value.id)
        else:
            yield from _inside(facts, value)


def _inside(facts: Analysis, node: gast.AST) -> Iterator[str]:
    for child in gast.iter_child_nodes(node):
        if not isinstance(child, gast.Name):
            yield from _inside(facts, child)
        elif isinstance(child.ctx, gast.Load) and not _reads(node, child):
            user = facts.user_calls.get(node)
            if user is None or _keeps(user, child):
                yield str(child.id)


def _keeps(user: UserCall, child: gast.expr) -> bool:
    """Whether what a function is given may be held by something when it has returned."""
    callee = user.callee
    if callee.in_progress or callee.packs is not None:
        return True
    put = [v for fields in callee.fields.values() for v in fields.values()]
    put += [v for v in callee.cells.values() if v is not None]
    held = {s for v in (*put, callee.returned) for s in callee.sites(v)}
    theirs = [callee.arguments.get(p) for p, given in user.arguments.items() if given is child]
    return not theirs or any(v is None or not held.isdisjoint(callee.sites(v)) for v in theirs)


def _reads(node: gast.AST, child: gast.Name) -> bool:
    """Whether an expression only looks into what one of its parts is."""
    match node:
        case gast.Subscript() | gast.Attribute():
            return node.value is child or not isinstance(node, gast.Subscript)
        case gast.Call(func=gast.Name(id=called)):
            return called in _READERS
        case gast.Call(func=gast.Attribute(value=gast.Name(id="np"))):
            return True
        case gast.Call():
            return node.func is child
        case gast.BinOp() | gast.UnaryOp() | gast.Compare() | gast.comprehension():
            return True
        case gast.Starred() | gast.Slice():
            return True
    return False
