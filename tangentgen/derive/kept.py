"""Whether what a callee saves may be arrays of its caller, or become such: they change later."""

from __future__ import annotations

from collections.abc import Iterator

import gast

from tangentgen.analysis.join import is_scalar
from tangentgen.derive.context import Derivation
from tangentgen.derive.unsupported import Unsupported
from tangentgen.language import core
from tangentgen.language.fresh import fresh, kept_by
from tangentgen.language.resolve import assigned, parameters
from tangentgen.source.quote import expression, name


def refers(work: Derivation, forward: core.Block, needed: list[str]) -> bool:
    """Whether one of the names may hold an array of the arguments, or a view of one."""
    facts = work.facts
    given = {s for v in facts.arguments.values() for s in facts.sites(v)}
    theirs = {n for site in given for n in facts.holders.get(site, ())}
    theirs |= {p for p, v in facts.arguments.items() if any(facts.sites(v))}
    own = set(parameters(facts.tree)) | set(assigned(facts.tree.body))

    def may_refer(each: str, seen: frozenset[str]) -> bool:
        if each in own:
            return each in theirs
        if each in work.holding or each in seen:
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
    """Copies of those of the names that may be arrays which are returned, or views of them.

    What was given is the caller's to put back, and what a copy has put back it would not see.
    """
    answer = work.answer or ""
    found = _reached(forward, answer)
    given = {s for v in work.facts.arguments.values() for s in work.facts.sites(v)}

    def is_given(each: str) -> bool:
        names = _reached(forward, each)
        held = {s for n in names for s in work.facts.sites(work.value_of(n))}
        if held.isdisjoint(given) and not refers(work, forward, [each]):
            return False
        own = [v for v in _values(forward, each) if not isinstance(v, gast.Tuple) and fresh(v)]
        if own:
            what = (
                "what may be an array of the caller's or a new one is returned, and changed there"
            )
            raise Unsupported(own[0], what, "copy it in the caller: .copy()")
        return True

    values = {n: work.facts.returned if n == answer else work.value_of(n) for n in found}
    forms = {
        "array": "$x.copy()",
        "tensor": "$x.copy()",
        "any": "$x.copy() if isinstance($x, np.ndarray) else $x",
    }
    return {
        n: expression(forms[values[n].kind], x=name(n))
        for n in needed
        if n in found and values[n].kind in forms and not is_given(n)
    }


def _reached(forward: core.Block, first: str) -> set[str]:
    """A name, and those of what it may be, hold or be a view of."""
    found, todo = {first}, [first]
    while todo:
        for value in _values(forward, todo.pop()):
            held = {n for part in _parts(value) for n in kept_by(part)} - found
            found |= held
            todo += sorted(held)
    return found


def _parts(value: gast.expr) -> Iterator[gast.expr]:
    """The expressions of what a container is made of."""
    match value:
        case gast.Tuple(elts=parts) | gast.List(elts=parts) | gast.Dict(values=parts):
            for part in parts:
                yield from _parts(part)
        case gast.Call(args=parts, keywords=keywords):
            yield value
            for part in (*parts, *(k.value for k in keywords)):
                if isinstance(part, gast.Tuple | gast.List | gast.Dict):
                    yield from _parts(part)
        case _:
            yield value
