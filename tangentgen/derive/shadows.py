"""Shadows: adjoints that belong to array objects, and alias as the primal's arrays do.

Where memory that is changed in place goes by several names, each of them has a shadow: an
array of the same shape that is made where the primal's array is made, in the forward
sweep. Every view, alias and rebinding does the same to the shadow's name.
"""

from __future__ import annotations

from typing import Any

import gast
import numpy as np

from tangentgen.analysis import results
from tangentgen.analysis.facts import Analysis, RuleCall
from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.memory import as_function
from tangentgen.analysis.placed import as_called
from tangentgen.analysis.values import Value
from tangentgen.analysis.writing_calls import is_view
from tangentgen.derive.accumulate import adjoint, gathered
from tangentgen.derive.changed import forced, returned_names, written_sites
from tangentgen.derive.context import Context, Derivation
from tangentgen.derive.edges import asked_by_mask
from tangentgen.derive.exchanged import changed_back
from tangentgen.derive.names import Leaf, root
from tangentgen.derive.seeds import Seed
from tangentgen.derive.shadow_stacks import (
    Stacks,
    held_elsewhere,
    needed,
    stacks_of,
    with_shadows,
)
from tangentgen.derive.sharing import contained
from tangentgen.derive.step import Step, around_restore, shadow_saves
from tangentgen.derive.unsupported import Unsupported
from tangentgen.language import core
from tangentgen.language.resolve import bound
from tangentgen.language.sweep import Restore, Save, Slot, Sweeps
from tangentgen.source.quote import as_target, constant, copy, expression, name


def with_stacks(facts: Analysis, everything: bool) -> tuple[frozenset[str], frozenset[str]]:
    """The names of arrays that need shadows, and of the stacks that need stacks of them."""
    known = stacks_of(facts)
    stacks = needed(facts, known)
    while True:
        shadows = shadowed(facts, everything, stacks)
        asked = with_shadows(known, shadows)  # what has a shadow is put on, or comes off
        if asked.keys() == stacks.keys():
            return shadows, frozenset(stacks)
        known, stacks = (known, asked) if stacks.keys() < asked.keys() else (asked, asked)


def shadowed(facts: Analysis, everything: bool, stacks: Stacks) -> frozenset[str]:
    """The names of arrays that need shadows: written, active, and known by several names.

    Arrays of no axes need them too: arithmetic makes numbers of their adjoints, and nothing can
    be written into a number.
    """
    wanted = written_sites(facts) | forced(facts)  # whose adjoints are handed in, or on
    elsewhere = held_elsewhere(facts, contained(facts), stacks)
    arrays = facts.mutated - facts.cells.keys() - facts.fields.keys() - elsewhere
    written = arrays & (facts.active_sites | (_held_actively(facts) if arrays else set()))
    chosen = returned_names(facts)
    flat = _without_axes(facts) if written or wanted else set()
    apart = wanted | flat | {site for stack in stacks.values() for site in stack.sites}
    for site in written | wanted:
        names = facts.holders.get(site, set())
        if len(names) > 1 or everything or site in apart:
            chosen |= names
    while True:
        more = set(chosen)
        for names in facts.holders.values():
            if not names.isdisjoint(chosen):
                more |= names
        if more == chosen:
            return frozenset(n for n in chosen if facts.scope.place(n) == "local")
        chosen = more


def _without_axes(facts: Analysis) -> set[object]:
    """The memory that a name has as an array of no axes."""
    return {
        site
        for node, value in facts.values.items()
        if value.shape == () and isinstance(node, gast.Name)
        for site in value.sites
    }


def _held_actively(facts: Analysis) -> set[object]:
    """The memory that a name has as an array which may carry a derivative."""
    return {
        site
        for node, value in facts.values.items()
        if isinstance(node, gast.Name) and value.sites and facts.is_active(value)
        for site in value.sites
    }


def shadow_of(work: Derivation, node: gast.expr, made: str) -> tuple[gast.expr, bool | None]:
    """The shadow of what `node` evaluates to: (tree, whether it is an alias, None for perhaps)."""
    facts = work.facts
    value = facts.value(node)
    if is_scalar(value):  # nothing else has its memory, but the name may have had a shadow
        elsewhere = work.value_of(made)
        if is_scalar(elsewhere) or elsewhere.kind == "none":
            return constant(0.0), False
        return expression("np.zeros_like($x)", x=name(made)), False  # added to in place
    if value.kind == "none":
        return constant(None), False
    if value.sites == {node}:
        return expression("np.zeros_like($x)", x=name(made)), False
    held = [n for n in gast.walk(node) if isinstance(n, gast.Name) and n.id in work.shadows]
    overlapping = [n for n in held if not value.sites.isdisjoint(facts.value(n).sites)]
    if not overlapping and shared_with(work, value, made):
        raise Unsupported(
            node,
            "an array that is changed in place is taken out of a container",
            "use the name that it has, or copy it: .copy()",
        )
    if not overlapping:
        return expression("np.zeros_like($x)", x=name(made)), False
    match node:
        case gast.Name():
            return name(adjoint(work, root(node.id))), True
        case gast.IfExp():
            first, one = shadow_of(work, node.body, made)
            second, two = shadow_of(work, node.orelse, made)
            if one is True and two is True:
                return gast.IfExp(copy(node.test), first, second), True
            raise Unsupported(
                node,
                "an array that may be another one's memory is chosen here",
                "write if and else",
            )
        case gast.Attribute(attr="imag"):
            raise _imaginary(node)
        case gast.Subscript() | gast.Attribute():
            inner, alias = shadow_of(work, node.value, made)
            if alias is True:
                again = (
                    gast.Subscript(inner, copy(node.slice), gast.Load())
                    if isinstance(node, gast.Subscript)
                    else gast.Attribute(inner, node.attr, gast.Load())
                )
                kind = None
                if isinstance(node, gast.Subscript):
                    memory = results.memory(
                        _getitem(), [facts.value(node.value), facts.value(node.slice)], {}
                    )
                    kind = True if memory == "view" else None
                else:
                    kind = True
                return again, kind
        case gast.Call() if node in facts.rule_calls:
            call = facts.rule_calls[node]
            source, given = _viewed(facts, node, call)
            if call.function is np.imag:
                raise _imaginary(node)
            if isinstance(source, gast.expr):
                inner, alias = shadow_of(work, source, made)
                if alias is True:
                    memory = results.memory(as_called(node, call.function), given, {})
                    again = writable(facts, call.function, node, _replaced(node, source, inner))
                    return again, True if memory == "view" else None
    raise Unsupported(
        node, "an array that may share memory with one that is changed in place", "copy it: .copy()"
    )


def _imaginary(node: gast.expr) -> Unsupported:
    """`z_bar.imag` has the other sign: dL = Re(z_bar dz) counts -Im(z_bar) for the imaginary part.

    So no view of one shadow is the shadow of the other.
    """
    what = "the imaginary part of an array that is changed in place"
    return Unsupported(node, what, "copy it: .copy()")


def shared_with(work: Derivation, value: Value, made: str) -> bool:
    """Whether memory is a parameter's that has a shadow, or was made under a name that has one."""
    facts = work.facts
    owners = {given: set(v.sites) for given, v in facts.arguments.items()}
    for statement in core.walk(facts.tree.body):
        if isinstance(statement, core.Assign):
            called = statement.value in facts.user_calls
            for node in gast.walk(statement.target):
                if isinstance(node, gast.Name):
                    sites = facts.value(node).sites
                    new = sites if called else sites & {statement.value}
                    owners.setdefault(node.id, set()).update(new)
    others = work.shadows - {made}
    return any(not owners[n].isdisjoint(value.sites) for n in others if n in owners)


def _viewed(facts: Analysis, node: gast.Call, call: RuleCall) -> tuple[Any, list[Value]]:
    """The argument that a result is a view of, and the values that say whether it is one."""
    if call.function is np.einsum:
        plain = len(node.args) == 2 and not node.keywords
        return node.args[1] if plain else None, [facts.value(a) for a in node.args]
    source = next(iter(call.bound.values()))
    return source, [facts.value(source)] if isinstance(source, gast.expr) else []


_FOR_READING = (
    *(np.broadcast_to, np.broadcast_arrays, np.diagonal),
    np.lib.stride_tricks.sliding_window_view,
)


def writable(facts: Analysis, function: object, node: gast.expr, shadow: gast.expr) -> gast.expr:
    """The shadow of a view that NumPy gives for reading only, as one that can be written."""
    match shadow:
        case gast.Call(args=[source]) | gast.Call(func=gast.Attribute(value=source), args=[]) if (
            as_function(function) is np.diagonal and not shadow.keywords
        ):
            if facts.value(node).rank == 1:
                shape = facts.value(_first(node)).shape or (None, 0)
                if shape[0] is not None and shape[0] == shape[1]:
                    return expression('np.einsum("ii->i", $x)', x=source)
                length = expression("min(np.shape($x))", x=source)
                return expression('np.einsum("ii->i", $x[:$n, :$n])', x=source, n=length)
    if as_function(function) in _FOR_READING:
        raise Unsupported(
            node, "a view for reading of an array that is changed in place", "copy it: .copy()"
        )
    return shadow


def _first(node: gast.expr) -> gast.expr:
    """The array that a function or a method is called for."""
    assert isinstance(node, gast.Call)
    owner: gast.expr = node.args[0] if node.args else node.func.value
    return owner


def _getitem() -> object:
    import operator

    return operator.getitem


def _replaced(node: gast.expr, old: gast.expr, new: gast.expr) -> gast.expr:
    def walk(tree: gast.AST) -> gast.AST:
        if tree is old:
            return copy(new)
        fresh = tree.__class__.__new__(tree.__class__)
        for key, value in tree.__dict__.items():
            if isinstance(value, gast.AST):
                value = walk(value)
            elif isinstance(value, list):
                value = [walk(v) if isinstance(v, gast.AST) else v for v in value]
            fresh.__dict__[key] = value
        return fresh

    found = walk(node)
    assert isinstance(found, gast.expr)
    return found


def assigned(
    work: Derivation,
    statement: core.Assign,
    context: Context,
    kept: list[core.Statement],
    put: list[core.Statement],
) -> Sweeps:
    """`y = e` where y's array has a shadow."""
    target = statement.target.id
    bar = adjoint(work, root(target))
    tree, alias = shadow_of(work, statement.value, target)
    binding = core.Assign(as_target(name(bar)), tree)
    bar_kept: list[core.Statement] = []
    bar_put: list[core.Statement] = []
    if kept:  # a name that had an array before had its shadow too
        slot = Slot(bar, context.stacked)
        bar_kept, bar_put = [Save(slot, name(bar), False)], [Restore(slot, as_target(name(bar)))]
        surely = target in work.tables.surely.get(statement, frozenset())
        if not surely or _from_loop(work, target):
            work.undefined.add(bar)
    if alias is True:
        return Sweeps((*kept, statement, *bar_kept, binding), (*bar_put, *put))
    step = Step.of(work, statement, context)
    pusher = step.pusher()
    post = pusher.answered(statement.value, target)
    before_live, before_bare, mark = set(work.live), set(work.bare), work.names.mark()
    unasked = work.taken_masks(root(target), statement)
    masks = asked_by_mask(work, target, statement.value) or unasked
    pusher.push(Seed(name(bar), True, masks), statement.value)
    terms = gathered(work, pusher.found, pusher.before)
    seed_name = bar
    head: list[core.Statement] = []
    if bar_put and any(work.aliases(t.place.leaf[0], target) for t in terms):
        work.live, work.bare = before_live, before_bare  # what was claimed for the first try
        work.names.back_to(mark)
        seed_name = work.names.fresh(bar)
        head = [core.Assign(as_target(name(seed_name)), name(bar)), *bar_put]
        step = Step.of(work, statement, context)
        pusher = step.pusher()
        pusher.reading.answers[statement.value] = name(post)
        pusher.push(Seed(name(seed_name), True, masks), statement.value)
        terms = gathered(work, pusher.found, pusher.before)
    from tangentgen.derive.accumulate import added

    body: list[core.Statement] = [*pusher.before, *(s for t in terms for s in added(work, t))]
    if alias is None:
        base = next(
            n.id
            for n in gast.walk(statement.value)
            if isinstance(n, gast.Name) and n.id in work.shadows
        )
        test = expression(
            "not np.shares_memory($a, $b)", a=name(seed_name), b=name(adjoint(work, root(base)))
        )
        body = [core.If(test, tuple(body))] if body else []
    body = [*head, *body] if head else [*body, *bar_put]
    reverse_part = around_restore(work, body, put, post, name(target), target)
    return Sweeps(
        (*step.extra, *kept, *step.forward()[len(step.extra) :], *bar_kept, binding), reverse_part
    )


def _from_loop(work: Derivation, given: str) -> bool:
    """Whether a loop over what carries no derivative binds a name, and so gives it no shadow."""
    return any(
        isinstance(s, core.For) and given in set(bound(s)) and not work.facts.active(s.iter)
        for s in core.walk(work.facts.tree.body)
    )


def _roots(work: Derivation) -> set[Leaf]:
    return {root(each) for each in work.shadows}


def parts_shadow(work: Derivation, node: gast.expr) -> gast.expr | None:
    """The shadow of an array, or of views that a call makes of one, as a whole; None without."""
    facts = work.facts
    if facts.value(node).kind == "array" and is_view(facts, node):
        tree, alias = shadow_of(work, node, "")
        return tree if alias else None
    if isinstance(node, gast.Call) and node in facts.rule_calls:
        call = facts.rule_calls[node]
        source, given = _viewed(facts, node, call)
        plain = isinstance(source, gast.expr) and is_view(facts, source)
        if plain and results.memory(call.function, given, {}) == "view":
            tree, alias = shadow_of(work, source, "")
            if not alias:
                return None
            return writable(work.facts, call.function, node, _replaced(node, source, tree))
    return None


def unpacked(
    work: Derivation,
    statement: core.Assign,
    context: Context,
    kept: list[core.Statement],
    put: list[core.Statement],
) -> Sweeps:
    """`a, b = b, a` of arrays with shadows: the shadows are exchanged as well."""
    targets = [t.id for t in statement.target.elts if isinstance(t, gast.Name)]
    values = statement.value.elts if isinstance(statement.value, gast.Tuple | gast.List) else []
    flat = len(targets) == len(statement.target.elts)
    if flat and values and not any(leaf[0] in targets for leaf in work.live - _roots(work)):
        pairs = [(t, v) for t, v in zip(targets, values, strict=False) if t in work.shadows]
        targets, values = [t for t, _ in pairs], [v for _, v in pairs]
    flat = flat and all(t in work.shadows for t in targets)
    whole = parts_shadow(work, statement.value) if flat and not values else None
    if whole is None and (not flat or len(values) != len(targets)):
        raise Unsupported(
            statement.target,
            "arrays that are changed in place are unpacked here",
            "assign them one by one",
        )
    trees = []
    for target, value in zip(targets if values else (), values, strict=True):
        tree, alias = shadow_of(work, value, target)
        if alias is not True:
            raise Unsupported(
                value,
                "a new array is unpacked beside one that is changed in place",
                "assign them one by one",
            )
        trees.append(tree)
    bars = [adjoint(work, root(t)) for t in targets]
    binding = core.Assign(
        gast.Tuple([as_target(name(b)) for b in bars], gast.Store()),
        whole if whole is not None else gast.Tuple(trees, gast.Load()),
    )
    bar_kept, bar_put = shadow_saves(work, statement, targets, context)
    if work.optimize and len(bar_kept) == len(bars) and isinstance(binding.value, gast.Tuple):
        back = changed_back(binding.target.elts, binding.value.elts)
        bar_kept, bar_put = ([], [back]) if back is not None else (bar_kept, bar_put)
    return Sweeps((*kept, statement, *bar_kept, binding), (*reversed(bar_put), *reversed(put)))
