"""Whether what a callee saves may refer to arrays of its caller, which change later."""

from __future__ import annotations

from collections.abc import Iterator

import gast

from tangentgen.analysis.join import is_scalar
from tangentgen.derive.context import Derivation
from tangentgen.language import core
from tangentgen.language.fresh import fresh, kept_by
from tangentgen.language.resolve import assigned, parameters


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
