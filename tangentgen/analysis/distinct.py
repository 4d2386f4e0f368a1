"""Index arrays that choose no place twice, by how they are made.

`x[order]` of `order = np.argsort(x)` reads every place once, as `z[np.arange(n), labels]` reads
one of each row: what is added there needs no care for places that occur twice.
"""

from __future__ import annotations

import gast
import numpy as np

from tangentgen.analysis.broadcasting import same_shape
from tangentgen.analysis.dims import Assumptions
from tangentgen.analysis.facts import Analysis
from tangentgen.language import core
from tangentgen.language.resolve import bound
from tangentgen.rules.static import value_of

_COUNTING = (np.arange, range)
# of vectors only: along an axis of a matrix each row counts anew
_ORDERING = (np.argsort, np.ndarray.argsort)
_FINDING = (np.flatnonzero,)
# all that is found, one array for each axis
_FOUND = (np.nonzero, np.ndarray.nonzero)
_PAIRS = (
    np.tril_indices,
    np.triu_indices,
    np.diag_indices,
    np.tril_indices_from,
    np.triu_indices_from,
    np.diag_indices_from,
)


def chosen_once(facts: Analysis, world: Assumptions, index: gast.expr) -> bool:
    """Whether an index is told to choose no place of an array twice."""
    if _places(facts, index):
        return True
    parts = index.elts if isinstance(index, gast.Tuple) else [index]
    arrays = [e for e in parts if _kind(facts, e) in ("array", "tensor", "list", "any", "range")]
    telling = [e for e in arrays if _counts(facts, e)]
    return any(
        all(same_shape(facts.value(e), facts.value(one), world) for e in arrays if e is not one)
        for one in telling
    )


def _kind(facts: Analysis, part: gast.expr) -> str:
    return "slice" if isinstance(part, gast.Slice) else facts.value(part).kind


def _counts(facts: Analysis, part: gast.expr) -> bool:
    """Whether it is a vector of numbers from zero on, none of them twice."""
    made = _made(facts, part)
    if isinstance(made, gast.List):
        return _unequal([value_of(e) for e in made.elts])
    if isinstance(made, gast.Subscript):  # the places along one axis, of a vector alone
        found = _made(facts, made.value)
        return _is_found(facts, found) and _of_vector(facts, found)
    if _is_call(facts, made, _FINDING):
        return True
    if _is_call(facts, made, _ORDERING):
        return facts.value(part).rank == 1
    return _is_call(facts, made, _COUNTING) and _from_zero(made)


def _places(facts: Analysis, index: gast.expr) -> bool:
    """Whether it is a tuple of arrays that together say places, none of them twice."""
    made = _unpacked(facts, index) if isinstance(index, gast.Tuple) else _made(facts, index)
    return _is_found(facts, made) or _is_call(facts, made, _PAIRS)


def _unpacked(facts: Analysis, index: gast.Tuple) -> gast.expr | None:
    """What was taken apart into just these names, as in `i, j = np.triu_indices(n)`."""
    names = [e.id for e in index.elts if isinstance(e, gast.Name)]
    bindings = [s for s in core.walk(facts.tree.body) if not set(names).isdisjoint(bound(s))]
    match bindings:
        case [core.Assign(target=gast.Tuple(elts=parts), value=made)]:
            whole = [p.id for p in parts if isinstance(p, gast.Name)] == names
            whole = whole and len(names) == len(parts) == len(index.elts)
            if whole and not any(_changed(facts, e) or _given(facts, e) for e in index.elts):
                return made
    return None


def _from_zero(made: gast.expr) -> bool:
    """Whether `arange` or `range` begins at or above zero: from below, −1 is the last place."""
    assert isinstance(made, gast.Call)
    if any(k.arg != "dtype" for k in made.keywords):
        return False
    match [value_of(a) for a in made.args]:
        case [_]:
            return True
        case [int(first), _] | [int(first), _, int()]:
            step = 1 if len(made.args) == 2 else value_of(made.args[2])
            return first >= 0 and isinstance(step, int) and step > 0
    return False


def _unequal(places: list[object]) -> bool:
    counted = all(isinstance(p, int) and not isinstance(p, bool) and p >= 0 for p in places)
    return counted and len(set(places)) == len(places)


def _of_vector(facts: Analysis, found: gast.expr) -> bool:
    assert isinstance(found, gast.Call)
    function = found.func
    given = found.args or ([function.value] if isinstance(function, gast.Attribute) else [])
    return bool(given) and facts.value(given[0]).rank == 1


def _is_found(facts: Analysis, made: gast.expr | None) -> bool:
    """Whether it gives all places where something holds, an array for each axis."""
    if not isinstance(made, gast.Call):
        return False
    alone = len(made.args) == 1 and not made.keywords
    return _is_call(facts, made, _FOUND) or (alone and _is_call(facts, made, (np.where,)))


def _is_call(facts: Analysis, made: gast.expr | None, functions: tuple[object, ...]) -> bool:
    if not isinstance(made, gast.Call):
        return False
    call = facts.rule_calls.get(made)
    called = call.function if call is not None else facts.value(made.func).constant
    return any(called is function for function in functions)


def _made(facts: Analysis, part: gast.expr) -> gast.expr | None:
    """What it is, or what its name is bound to wherever it has a value."""
    if not isinstance(part, gast.Name):
        return part
    if _given(facts, part):
        return None
    match [s for s in core.walk(facts.tree.body) if part.id in bound(s)]:
        case [core.Assign(target=gast.Name(), value=made)] if not _changed(facts, part):
            return made
    return None


def _given(facts: Analysis, part: gast.expr) -> bool:
    return isinstance(part, gast.Name) and part.id in facts.arguments


def _changed(facts: Analysis, array: gast.expr) -> bool:
    """Whether something may be written into it."""
    sites = set(facts.sites(facts.value(array)))
    statements = core.walk(facts.tree.body)
    return not sites or any(not sites.isdisjoint(facts.written.get(s, ())) for s in statements)
