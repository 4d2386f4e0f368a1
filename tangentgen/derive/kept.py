"""Whether what a callee saves may be arrays of its caller, or become such: they change later."""

from __future__ import annotations

from collections.abc import Iterator

import gast

from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.values import ANY, Value
from tangentgen.derive.context import Derivation
from tangentgen.language import core
from tangentgen.language.fresh import fresh, kept_by
from tangentgen.language.resolve import assigned, parameters
from tangentgen.source.quote import expression, name


def refers(work: Derivation, forward: core.Block, needed: list[str], given_bars: list[str]) -> bool:
    """Whether one of the names may hold an array of the arguments, or a view of one.

    The adjoints that the forward sweep is given are arrays of the caller's as well.
    """
    facts = work.facts
    given = {s for v in facts.arguments.values() for s in facts.sites(v)}
    theirs = {n for site in given for n in facts.holders.get(site, ())}
    theirs |= {p for p, v in facts.arguments.items() if any(facts.sites(v))}
    own = set(parameters(facts.tree)) | set(assigned(facts.tree.body))

    def may_refer(each: str, seen: frozenset[str]) -> bool:
        if each in own:
            return each in theirs
        if each in work.holding or each in seen or each in given_bars:
            return True
        return any(
            not fresh(value)
            and not is_scalar(facts.value(value))
            and any(may_refer(n, seen | {each}) for n in kept_by(value))
            for value in _values(forward, each)
        )

    return any(may_refer(n, frozenset()) for n in needed)


def _values(block: core.Block, wanted: str) -> Iterator[gast.expr]:
    """What is bound to a name, or pushed on the stack it is."""
    for s in core.walk(block):
        match s:
            case core.Assign(target=gast.Name(id=found), value=value) if found == wanted:
                yield value
            case core.Assign(target=gast.Tuple(), value=value) if wanted in assigned((s,)):
                yield value
            case core.Evaluate(
                value=gast.Call(func=gast.Attribute(value=gast.Name(id=found)), args=[value])
            ) if found == wanted:
                yield value


def returned_arrays(
    work: Derivation, forward: core.Block, needed: list[str]
) -> dict[str, gast.expr]:
    """Copies of those of the names that may be new arrays which are returned, or views of them.

    What was given is left: who gave it puts it back where it lies, and so may the reverse. So are
    shadows, which share memory with each other: a call gets them beside what it returns.
    """
    facts, answer = work.facts, work.answer or ""
    given = {s for v in facts.arguments.values() for s in facts.sites(v)}
    new, theirs = set[str](), set[str]()
    for value in _values(forward, answer):
        for tree, part in _parts(value, facts.returned):
            reached = {n for first in kept_by(tree) for n in _reached(forward, first)}
            (new if given.isdisjoint(facts.sites(part)) else theirs).update(reached)
    if facts.returned.items is None and given.isdisjoint(facts.sites(facts.returned)):
        new.add(answer)
    values = {n: facts.returned if n == answer else work.value_of(n) for n in new - theirs}
    return {
        n: expression(_COPIES[value.kind], x=name(n))
        for n, value in values.items()
        if n in needed
        and work.names.leaf_of(n) is None
        and value.kind in _COPIES
        and given.isdisjoint(facts.sites(value))
    }


_COPIES = {
    "array": "$x.copy()",
    "tensor": "$x.copy()",
    "any": "$x.copy() if isinstance($x, np.ndarray) else $x",
}


def _reached(forward: core.Block, first: str) -> set[str]:
    """A name, and those of what it may be, hold or be a view of."""
    found, todo = {first}, [first]
    while todo:
        for value in _values(forward, todo.pop()):
            held = {n for tree, _ in _parts(value, ANY) for n in kept_by(tree)} - found
            found |= held
            todo += sorted(held)
    return found


def _parts(tree: gast.expr, value: Value) -> Iterator[tuple[gast.expr, Value]]:
    """The expressions of what a container is made of, each with what is known of it."""
    match tree:
        case gast.Tuple(elts=parts) | gast.List(elts=parts) | gast.Dict(values=parts):
            pass
        case gast.Call(args=[*args], keywords=[*keywords]) if value.kind == "object":
            by_name = {k.arg: k.value for k in keywords}
            parts = [*args, *(by_name[k] for k in value.keys[len(args) :] if k in by_name)]
        case _:
            yield tree, value
            return
    items = value.items if value.items is not None and len(value.items) == len(parts) else None
    for part, item in zip(parts, items or [value] * len(parts), strict=True):
        yield from _parts(part, item)
