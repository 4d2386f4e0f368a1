"""The reverse of statements that bind a name, and of `return`."""

from __future__ import annotations

import gast

from tangentgen.analysis.activity import carries
from tangentgen.analysis.values import Mixed, Value
from tangentgen.derive import shadow_stacks, shadows
from tangentgen.derive.accumulate import adjoint, gathered, ordered
from tangentgen.derive.bare import is_bare
from tangentgen.derive.changed import Path, shared_returns
from tangentgen.derive.context import Context, Derivation
from tangentgen.derive.edges import asked_by_mask
from tangentgen.derive.names import Leaf, root
from tangentgen.derive.places import held_expression
from tangentgen.derive.realness import of_argument
from tangentgen.derive.seeds import Seed
from tangentgen.derive.step import Step, around_restore, saves, take
from tangentgen.derive.unasked import BY_ITSELF
from tangentgen.derive.unsupported import Unsupported
from tangentgen.language import core
from tangentgen.language.sweep import Sweeps
from tangentgen.source.quote import as_target, name


def assigned_name(work: Derivation, statement: core.Assign, context: Context) -> Sweeps:
    target = statement.target.id
    if target in work.stacks:
        return shadow_stacks.made(work, statement)
    value, given = work.facts.value(statement.target), work.facts.value(statement.value)
    kept, put = saves(work, statement, [target], context)
    if target in work.shadows:
        return shadows.assigned(work, statement, context, kept, put)
    live = take(work, target)
    if not live:
        return Sweeps((*kept, statement), tuple(put))
    check_one_structure(work, statement, live)
    full = not is_bare(work, root(target))
    work.live.difference_update(live)
    step = Step.of(work, statement, context)
    pusher = step.pusher()
    post = pusher.answered(statement.value, target)
    if value.items is not None:
        pusher.unasked.update(work.unasked_of(live, statement))
        pusher.structure(
            lambda path: _seed(work, (target, tuple(path)), live, value), statement.value
        )
    elif root(target) in live:
        masks = work.taken_masks(root(target), statement)
        bar = adjoint(work, root(target))
        masks = asked_by_mask(work, target, statement.value) or masks
        seed = of_argument(name(bar), work.value_of(target), given, work.world)
        pusher.push(Seed(seed, full, masks), statement.value)
    body = [*pusher.before, *ordered(work, gathered(work, pusher.found, pusher.before), live)]
    return Sweeps(step.forward(*kept), around_restore(work, body, put, post, name(target), target))


def check_one_structure(work: Derivation, statement: core.Assign, live: list[Leaf]) -> None:
    """A structure has adjoints part by part, and what it is mixed with has one as a whole."""
    value, target = work.facts.value(statement.target), statement.target.id
    if value.items is not None:
        mixed = root(target) in live and work.value_of(target).cls is Mixed
    else:
        mixed = any(leaf[1] for leaf in live) and work.facts.is_active(value)
    if mixed:
        raise Unsupported(
            statement.target,
            "a name of a structure that is something else at other times",
            "give the structure a name of its own",
        )


def _seed(work: Derivation, leaf: Leaf, live: list[Leaf], value: Value) -> gast.expr | None:
    """The adjoint of a part, also where the name stands for a list of any length elsewhere."""
    found = name(adjoint(work, leaf)) if leaf in live else None
    if not leaf[1] or root(leaf[0]) not in live or value.kind not in ("list", "dict"):
        return found
    held = held_expression(leaf[1], name(adjoint(work, root(leaf[0]))))
    return held if found is None else gast.BinOp(found, gast.Add(), held)


def augmented_name(work: Derivation, statement: core.Augment, context: Context) -> Sweeps:
    """`s += e` of a number: `s = s + e`."""
    target = statement.target.id
    kept, put = saves(work, statement, [target], context)
    live = take(work, target)
    if not live:
        return Sweeps((*kept, statement), tuple(put))
    whole = work.facts.augmented[statement]
    step = Step.of(work, statement, context)
    pusher = step.pusher()
    post = pusher.answered(whole, target)
    bar = adjoint(work, root(target))
    work.live.difference_update(live)
    pusher.push(Seed(name(bar)), whole)
    terms = gathered(work, pusher.found, pusher.before)
    same = [t for t in terms if t.place.leaf == root(target) and t.place.whole and _is(t.tree, bar)]
    if same:
        work.live.add(root(target))
        terms = [t for t in terms if t not in same]
    body = [*pusher.before, *ordered(work, terms, [] if same else live)]
    return Sweeps(step.forward(*kept), around_restore(work, body, put, post, name(target), target))


def _is(tree: gast.expr, wanted: str) -> bool:
    return isinstance(tree, gast.Name) and tree.id == wanted


def returned(work: Derivation, statement: core.Return, context: Context) -> Sweeps:
    """The seed of a scalar is 1; of other values it is the cotangent given."""
    if statement.value is None:
        return Sweeps((), ())
    value: Value = work.facts.value(statement.value)
    step = Step.of(work, statement, context)
    pusher = step.pusher()
    if work.answer:
        pusher.reading.answers[statement.value] = name(work.answer)
    masks = BY_ITSELF if work.caller.unasked else ()
    if value.items is not None:
        pusher.structure(
            lambda path: None if _shared(work, tuple(path)) else _asked(work, tuple(path)),
            statement.value,
            masks,
        )
    elif _shared(work, ()):
        pass  # the adjoint of written memory is in its buffer
    elif carries(value) and (seed := work.seed_at(())) is not None:
        seed = of_argument(seed, work.facts.returned, value, work.world)
        pusher.push(Seed(seed, masks=masks), statement.value)
    body = [*pusher.before, *ordered(work, gathered(work, pusher.found, pusher.before), [])]
    forward = step.forward()
    if work.answer:
        last = forward[-1]
        assert isinstance(last, core.Return) and last.value is not None
        final = core.Assign(as_target(name(work.answer)), last.value, notes=last.notes)
        forward = (*forward[:-1], final, *_answer_shadows(work, statement.value))
    else:
        forward = forward[:-1]
    return Sweeps(forward, tuple(body))


def _asked(work: Derivation, path: Path) -> gast.expr | None:
    """The seed of a part of what is returned, which elsewhere may be a list of another length."""
    for length in range(len(path), -1, -1):
        seed = work.seed_at(path[:length])
        if seed is not None:
            return seed if length == len(path) else held_expression(path[length:], seed)
    return None


def _shared(work: Derivation, path: Path) -> bool:
    return path in shared_returns(work.facts)


def _answer_shadows(work: Derivation, value: gast.expr) -> list[core.Statement]:
    """The shadows of what is returned of the arguments' memory."""
    out: list[core.Statement] = []
    for path, parameter in shared_returns(work.facts).items():
        if parameter is not None:
            continue
        part: gast.expr | None = value
        for _, key in path:
            inside = isinstance(part, gast.Tuple | gast.List) and isinstance(key, int)
            part = part.elts[key] if inside else None  # type: ignore[union-attr]  # it has them
        if not isinstance(part, gast.Name) or part.id not in work.shadows:
            raise Unsupported(
                value, "arrays that are changed in place are returned in a container", "name them"
            )
        assert work.answer is not None
        bar = work.names.of((work.answer, path), "_bar")
        out.append(core.Assign(as_target(name(bar)), name(adjoint(work, root(part.id)))))
    return out
