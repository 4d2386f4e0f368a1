"""`s += e` where s is a number at first and an array later: `s = s + e`, if nobody can tell.

    total = 0
    for row in rows:
        total += row

Python adds in place from the second trip on. Where the array has no other name and is in no
container, a new array in its stead is the same program; but for the dtype, which a store keeps.
Where s is a number, Python itself binds the name again, to the array that comes out.
"""

from __future__ import annotations

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.sites import is_outside
from tangentgen.analysis.values import Value
from tangentgen.language import core
from tangentgen.language.duplicate import with_body
from tangentgen.source.quote import as_value

_NARROW = ("f2", "f4", "c8", "i1", "i2", "i4", "u1", "u2", "u4")


def may_be_either(old: Value) -> bool:
    """Whether a value may be a number, which is rebound, or an array, which is changed."""
    return old.kind == "tensor" or (old.kind == "any" and bool(old.sites))


def nobody_else(facts: Analysis, name: str, old: Value) -> bool:
    """Whether the memory of a variable was made here, and goes by its name alone."""
    return all(
        not is_outside(site)
        and site not in facts.contained
        and facts.holders.get(site, {name}) <= {name}
        for site in facts.sites(old)
    ) and not any(value.dtype in _NARROW for value in facts.values.values())


def written_anew(facts: Analysis) -> core.Function | None:
    """The function with `s = s + e` for such a statement; None where there is none."""
    if not facts.rebound:
        return None

    def block(statements: core.Block) -> core.Block:
        return tuple(
            core.Assign(s.target, gast.BinOp(as_value(s.target), s.op, s.value), notes=s.notes)
            if isinstance(s, core.Augment) and s in facts.rebound
            else core.mapped(s, block)
            for s in statements
        )

    return with_body(facts.tree, block(facts.tree.body))
