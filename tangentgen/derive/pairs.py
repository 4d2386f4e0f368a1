"""The two functions that stand for a callee: its forward sweep, and its reverse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import gast

from tangentgen.analysis import opaque
from tangentgen.analysis.facts import Analysis, UserCall
from tangentgen.analysis.values import ANY, Value
from tangentgen.analysis.writing_calls import is_view
from tangentgen.derive.caller import ALONE, Caller
from tangentgen.derive.calls import ANSWER, TAKES_ANSWER, TAKES_SAVED, Pair
from tangentgen.derive.changed import (
    bound_anew,
    buffered,
    changed,
    changed_containers,
    early,
    final,
    returned_parts,
    shared_returns,
)
from tangentgen.derive.choice import parts
from tangentgen.derive.context import Derivation
from tangentgen.derive.given_again import given_again
from tangentgen.derive.handed import mark, without_marks
from tangentgen.derive.kept import refers, returned_arrays
from tangentgen.derive.lower import lowered
from tangentgen.derive.memory import Memory, is_pure, pure_calls, written_by
from tangentgen.derive.names import Leaf, Names, root
from tangentgen.derive.output import Output
from tangentgen.derive.places import held_expression, leaves
from tangentgen.derive.polish import (
    polished,
    with_fewer_numbers,
    with_lent,
    with_section,
    written_by_user,
)
from tangentgen.derive.realness import of_argument
from tangentgen.derive.trees import filled
from tangentgen.derive.zeros import zero
from tangentgen.language import core
from tangentgen.language.resolve import assigned, parameters, read_names
from tangentgen.language.sweep import Restore
from tangentgen.language.targets import base_name
from tangentgen.language.walk import walk
from tangentgen.source.printer import print_expression
from tangentgen.source.quote import as_target, expression, name
from tangentgen.tidy.inline import inlined
from tangentgen.tidy.reads import contents, reads
from tangentgen.tidy.switches import on
from tangentgen.tidy.unused import without_unused

WIDTH = 77  # of what is returned in one line


def pair_of(
    output: Output,
    user: UserCall,
    wanted: frozenset[Any],
    restores: bool,
    through: tuple[Leaf, ...] = (),
    caller: Caller = ALONE,
) -> Pair:
    """The derived pair of a callee, made once for each set of answers that matter.

    One that `restores` puts what the call has written back to what it was. `through` are the
    parts of containers that it changes whose adjoints matter: they go in, and come out.
    """
    restores = restores or bool(changed_containers(user.callee))
    key = (id(user.callee), wanted, restores, through, caller)
    known = output.pairs.get(key)
    if known is not None:
        return known
    facts = user.callee
    stem = user.function.__name__.strip("_") or "function"
    paths = tuple(
        leaf[1] for leaf, _ in leaves(root(ANSWER), facts.returned, facts) if leaf[1] in wanted
    )
    in_place = buffered(facts)
    soon = early(facts)
    shadows = tuple(path for path, plain in shared_returns(facts).items() if plain is None)
    _check_views(output, facts, shadows)
    independent = [
        leaf
        for parameter in facts.arguments
        if parameter not in in_place
        for leaf in leaves(root(parameter), final(facts, parameter), facts)
    ]
    gives = tuple(leaf for leaf, _ in independent)
    late = tuple(p for p in in_place if p not in soon)
    if key in output.reserved:
        output.recursive.add(key)
        forward_name, reverse_name = output.reserved[key]
        return Pair(forward_name, reverse_name, (TAKES_SAVED,), paths, gives, late, soon, shadows)
    forward_name, reverse_name = output.fresh(f"{stem}_forward"), output.fresh(f"{stem}_reverse")
    output.reserved[key] = (forward_name, reverse_name)
    if not is_pure(facts, set()):
        output.impure.add(forward_name)
    order = parameters(facts.tree)
    written = tuple(k for k, p in enumerate(order) if p in changed(facts))
    output.changing[forward_name] = written
    output.changing[reverse_name] = tuple(range(1 + len(late))) if in_place or written else ()
    seed_names = _seed_names(facts, paths)

    def seed(path: tuple[Any, ...]) -> gast.expr | None:
        return name(seed_names[path]) if path in seed_names else None

    def given_back(work: Derivation) -> list[tuple[Leaf, Value]]:
        """All, or those that are other than zero where that is known before it is relied on."""
        every = key in output.recursive
        return [p for p in independent if every or not p[0][1] or _held_live(work, p[0])]

    def outputs(work: Derivation) -> tuple[core.Block, core.Block]:
        trees = [
            _given(work, leaf, value) if _held_live(work, leaf) else zero(value, _leaf_tree(leaf))
            for leaf, value in given_back(work)
        ]
        tree = trees[0] if len(trees) == 1 else gast.Tuple(trees, gast.Load())
        ending = core.Return(tree if trees else None)
        handed = [work.names.of(root(p), "_bar") for p in in_place]
        handed += changed(facts) if restores else ()
        return ((mark(handed),) if handed else ()), (ending,)

    extra = set(seed_names.values())
    before, output.caller = output.caller, caller
    try:
        work, forward, backward = parts(
            output, facts, extra, True, seed, through, outputs, True, restores
        )
    finally:
        output.caller = before
    gives = tuple(leaf for leaf, _ in given_back(work))
    given = frozenset() if key in output.recursive else given_again(output.program, facts)
    # the adjoints that the reverse is given: those the forward sweep has got may be held by it
    own = set(bound_anew(facts, facts.tree.body))
    late = tuple(p for p in in_place if p not in soon or (p in given and p not in own))
    sweeps = (forward, backward)
    pair = _split(output, user, work, sweeps, seed_names, gives, key, through, given, late)
    late = pair.late
    masked = frozenset(leaf for leaf in gives if leaf in work.unasked)
    pair = replace(pair, early=soon, shadows=shadows, unasked=masked)
    if in_place or written:
        writes = (*changed(facts), TAKES_SAVED)
        at = [k for k, p in enumerate(pair.takes) if p in writes]
        at += range(len(pair.takes), len(pair.takes) + len(late))
        output.changing[reverse_name] = tuple(at)
    output.pairs[key] = pair
    return pair


def _given_names(facts: Analysis, answer: str, needed: list[str]) -> tuple[str, str]:
    """What the reverse calls the answer and what was saved: as ever, where the callee does not.

    What is saved is not called as a part of it is.
    """
    own = {*parameters(facts.tree), *assigned(facts.tree.body)}
    saved = Names(own | {answer, *needed}).fresh("saved")
    return (answer if ANSWER in own else ANSWER), saved


def _handed(facts: Analysis, answer: str, needed: list[str]) -> str:
    """What the reverse calls what was saved: the one value's own name."""
    return needed[0] if len(needed) == 1 else _given_names(facts, answer, needed)[1]


def _check_views(output: Output, facts: Analysis, shadows: tuple[tuple[Any, ...], ...]) -> None:
    """Refuses a returned number that may be a view: the caller adds to the adjoint of either."""
    perhaps = {path for path, value in returned_parts(facts.returned) if value.kind == "tensor"}
    if perhaps.isdisjoint(shadows):
        return
    for statement in core.walk(facts.tree.body):
        if isinstance(statement, core.Return) and statement.value is not None:
            what = "what may be a number, or a view of an array that changes, is returned"
            output.program.refuse(facts, statement.value, what, "index by what is surely an int")


def _held_live(work: Derivation, leaf: Leaf) -> bool:
    """Whether there is an adjoint of a part of a parameter, or one of the whole that holds it."""
    return leaf in work.live or root(leaf[0]) in work.live


def _given(work: Derivation, leaf: Leaf, value: Value) -> gast.expr:
    """The adjoint of a parameter: the real part for what is real before it is bound anew.

    A list that a loop binds anew has one adjoint, a list, of which the parts are taken.
    """
    if leaf not in work.live:
        return held_expression(leaf[1], name(work.names.of(root(leaf[0]), "_bar")))
    tree = name(work.names.of(leaf, "_bar"))
    return tree if leaf[1] else of_argument(tree, work.value_of(leaf[0]), value, work.world)


def _leaf_tree(leaf: Leaf) -> gast.expr:
    from tangentgen.derive.places import leaf_expression

    return leaf_expression(leaf)


def _seed_names(facts: Analysis, paths: tuple[Any, ...]) -> dict[Any, str]:
    """`ans_bar`, or the returned names' adjoints where a tuple of names is returned."""
    names = Names({*parameters(facts.tree), *assigned(facts.tree.body)})
    taken: dict[Any, str] = {}
    for path in paths:
        wanted = "_".join(["ans", *(str(k) for _, k in path), "bar"])
        taken[path] = names.fresh(wanted if wanted.isidentifier() else "ans_bar")
    return taken


def _split(
    output: Output,
    user: UserCall,
    work: Derivation,
    sweeps: tuple[core.Block, core.Block],
    seed_names: dict[Any, str],
    gives: tuple[Leaf, ...],
    key: Any,
    through: tuple[Leaf, ...],
    given_again: frozenset[str],
    late_parameters: tuple[str, ...],
) -> Pair:
    """The functions of a pair: one where running again is cheap or nothing is handed over."""
    facts = user.callee
    forward_name, reverse_name = output.reserved[key]
    memory, pure = Memory(facts, work), pure_calls(facts, output)
    forward, backward = sweeps
    paths = tuple(seed_names)
    assert work.answer is not None
    marker = core.Evaluate(expression("reverse_sweep_starts_here()"))
    made, flat = lowered(work.names, (*forward, marker, *backward))
    at = next(
        k for k, s in enumerate(flat) if isinstance(s, core.Evaluate) and s.value is marker.value
    )
    flat_forward, flat_backward = (*made, *flat[:at]), flat[at + 1 :]
    passing = [work.names.of(leaf, "_bar") for leaf in through]
    seeds = {*seed_names.values(), *passing}
    parameter_names = parameters(facts.tree)
    rebound = set(bound_anew(facts, flat_forward))
    bars = {p: work.names.of(root(p), "_bar") for p in buffered(facts)}
    soon = [bars[p] for p in early(facts)]
    late = [bars[p] for p in late_parameters]
    held_soon = [bar for bar in soon if bar not in late]
    needed: list[str] = []
    for block in (without_marks(flat_backward), flat_backward if held_soon else ()):
        wanted = _free_names(block) - seeds - set(late)
        needed = needed or [n for n in (*_in_order(flat_forward, facts), *soon) if n in wanted]
    needed = list(dict.fromkeys(needed))
    read = _free_names(without_marks(flat_backward))
    late_parameters = tuple(
        p for p in late_parameters if p not in early(facts) or bars[p] in read
    )  # a shadow that the forward sweep has got already is given again where it is read
    late = [bars[p] for p in late_parameters]
    direct = all((n in parameter_names and n not in rebound) or n == work.answer for n in needed)
    body: core.Block
    held = [n for n in needed if n not in given_again or n in rebound]
    handed = any(plain is None for plain in shared_returns(facts).values())
    saved_pair = key in output.recursive or (bool(soon) and (bool(held) or handed))
    saved_pair = saved_pair or (bool(changed_containers(facts)) and bool(held))
    sliced: core.Block = ()
    count = 0  # of the forward statements among them
    if not direct and not saved_pair:
        heading = core.Evaluate(expression("reverse_sweep_starts_here()"))
        writes = written_by(facts, output)
        whole = without_unused(
            (*flat_forward, heading, *flat_backward), memory, pure, writes=writes
        )
        count = whole.index(heading)
        sliced = (*whole[:count], *whole[count + 1 :])
        saved_pair = work.answer in _free_names(sliced) or not _cheap(sliced, flat_backward)
        saved_pair = saved_pair or _too_late(facts, memory, sliced[:count])
        saved_pair = saved_pair or opaque.reads(facts, sliced[:count])
        saved_pair = saved_pair or not _only_computes(facts, sliced[:count], pure)
    direct = direct and not saved_pair
    if saved_pair:
        takes: tuple[str, ...] = (*(p for p in parameter_names if p in {*needed} - {*held}),)
        if held or key in output.recursive:
            takes = (*takes, TAKES_SAVED)
        needed = held
        shadows = [
            work.names.of((work.answer, path), "_bar")
            for path, plain in shared_returns(facts).items()
            if plain is None
        ]
        if output.optimize and on("inlined"):
            kept = {*parameter_names, *written_by_user(work), *needed, work.answer}
            writes = written_by(facts, output)
            flat_forward = inlined(flat_forward, kept, work.known, writes, {*assigned(made)})
        body = _handing_over(
            output,
            facts,
            [*([] if facts.returned.kind == "none" else [work.answer]), *shadows],
            (flat_forward, flat_backward),
            needed if TAKES_SAVED in takes else None,
            forward_name,
            soon,
            _handed(facts, work.answer, needed),
            returned_arrays(work, flat_forward, needed) if work.caller.writes else {},
        )
    elif direct:
        takes = tuple(p for p in parameter_names if p in needed) + (
            (TAKES_ANSWER,) if work.answer in needed else ()
        )
        body = flat_backward
    else:
        free = _free_names(sliced)
        takes = tuple(p for p in parameter_names if p in free)
        body = with_section(sliced[:count], sliced[count:])
    keep = set(work.names.given.values()) | set(parameter_names) | written_by_user(work) | seeds
    given = {work.answer if t == TAKES_ANSWER else t for t in takes} | seeds | set(late)
    given |= {*needed} if saved_pair and len(needed) == 1 else set()
    stacks = {*assigned(made)}
    body = polished(output, work, body, given, keep | {work.answer}, stacks, reverse_name)
    fixed = {*given, work.answer, forward_name, reverse_name}
    values = {path: value for (_, path), value in leaves(root(ANSWER), facts.returned, facts)}
    given_seeds = dict.fromkeys(passing, ANY) | {seed_names[p]: values[p] for p in paths}
    body = with_lent(output, work, without_marks(body), given_seeds)
    body = with_fewer_numbers(output, work, body, fixed)
    if isinstance(body[-1], core.Return) and body[-1].value is None:
        body = body[:-1]
    idle = not gives and all(_unpacks(s) for s in body)
    answer, saved = _given_names(facts, work.answer, needed)
    saved = _handed(facts, work.answer, needed) if saved_pair else saved
    spelled = {TAKES_ANSWER: answer, TAKES_SAVED: saved}
    names = [*(spelled.get(t, t) for t in takes), *late, *(seed_names[p] for p in paths)]
    names += passing
    if work.answer != answer and TAKES_ANSWER in takes:
        body = tuple(filled(s, {work.answer: name(answer)}) for s in body)
    output.functions.append(core.Function(reverse_name, _arguments(names), body))
    forward_function = forward_name if saved_pair else None
    holds = saved_pair and (
        bool(held_soon)
        or bool(changed_containers(facts))
        or refers(work, flat_forward, needed, soon)
    )
    undoes = _undoes(facts, memory, backward)
    pair = Pair(forward_function, reverse_name, takes, paths, gives, holds=holds, undoes=undoes)
    return replace(pair, idle=idle, late=late_parameters)


def _unpacks(statement: core.Statement) -> bool:
    """Whether it only takes apart what the reverse was handed."""
    match statement:
        case core.Assign(target=gast.Name() | gast.Tuple(), value=gast.Name()):
            return True
    return False


def _undoes(facts: Analysis, memory: Memory, backward: core.Block) -> bool:
    """Whether a reverse sweep puts something back that the function has written."""
    written = {memory(p) for p in changed(facts)}
    return any(
        isinstance(s, Restore)
        and not isinstance(s.target, gast.Name)
        and (base := base_name(s.target)) is not None
        and memory(base) in written
        for s in core.walk(backward)
    )


def _handing_over(
    output: Output,
    facts: Analysis,
    answer: list[str],
    sweeps: tuple[core.Block, core.Block],
    saves: list[str] | None,
    forward_name: str,
    shadows: list[str],
    handed: str,
    copied: dict[str, gast.expr],
) -> core.Block:
    """Writes the forward function; the reverse's body begins by taking apart what it was handed."""
    forward, backward = sweeps
    needed = saves or []
    given = [*parameters(facts.tree), *shadows]
    surely = frozenset(given)
    _, surely = definitely(facts, forward, surely)
    undefined = [n for n in needed if n not in surely]
    first = tuple(core.Assign(as_target(name(n)), gast.Constant(None, None)) for n in undefined)
    kept = [copied.get(n, name(n)) for n in needed]
    saved = kept[0] if len(needed) == 1 else gast.Tuple(kept, gast.Load())
    ending = core.Return(saved)
    if answer:
        last = [saved] if saves is not None else []
        forward, results = _results(forward, answer, needed, last, output.optimize)
        ending = core.Return(gast.Tuple([*results, *last], gast.Load()))
    whole = replace(
        facts.tree,
        name=forward_name,
        arguments=_arguments(given),
        body=(*first, *forward, ending),
        docstring=None,
        notes=core.NOTHING,
    )
    output.functions.append(whole)
    if not needed or needed == [handed]:
        return backward
    taken = [name(n) for n in needed]
    target = taken[0] if len(needed) == 1 else gast.Tuple(list(taken), gast.Load())
    return (core.Assign(as_target(target), name(handed)), *backward)


def _results(
    forward: core.Block, answer: list[str], needed: list[str], last: list[gast.expr], lean: bool
) -> tuple[core.Block, list[gast.expr]]:
    """What is handed over before what is saved: the answer and shadows of its parts.

    Those that are named at the end only to be returned need no names, where the line is short.
    """
    results: list[gast.expr] = [*map(name, answer)]
    found: dict[str, gast.expr] = {}
    block = [*forward]
    while lean and block:
        match block[-1]:
            case core.Assign(target=gast.Name(id=given), value=value) if (
                given in answer and given not in {*needed, *found}
            ):
                found[str(given)] = value
                block.pop()
            case _:
                break
    if found.keys() != {*answer} or any({*read_names(t)} & {*answer} for t in found.values()):
        return forward, results
    trees = [found[each] for each in answer]
    line = print_expression(gast.Tuple([*trees, *last], gast.Load()))
    return (tuple(block), trees) if len(line) <= WIDTH else (forward, results)


def definitely(
    facts: Analysis, block: core.Block, surely: frozenset[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """The names that may be, and that must be, assigned behind a block."""
    from tangentgen.derive.assignment import Assignment, _forward, _live

    catching = {s.context for s in facts.swallowing if isinstance(s, core.With)}
    swallowing = (s for s in core.walk(block) if isinstance(s, core.With) and s.context in catching)
    tables = Assignment(swallowing=frozenset(swallowing))
    _live(block, frozenset(), tables, None)
    return _forward(block, surely, surely, tables)


def _arguments(names: list[str]) -> gast.arguments:
    given = [gast.Name(n, gast.Param(), None, None) for n in names]
    return gast.arguments(given, [], None, [], [], None, [])


def _free_names(block: core.Block) -> set[str]:
    """Names that a block reads before it assigns them on every way."""
    from tangentgen.derive.assignment import Assignment, _live

    return set(_live(block, frozenset(), Assignment(), None))


def _in_order(forward: core.Block, facts: Analysis) -> list[str]:
    return list(dict.fromkeys([*parameters(facts.tree), *assigned(forward)]))


def _cheap(sliced: core.Block, backward: core.Block) -> bool:
    """Whether the forward statements that the reverse needs are better run again than saved."""
    again = [s for s in sliced if s not in backward]
    if any(isinstance(s, core.For | core.While) for s in again):
        return False
    heavy = 0
    for s in again:
        for value in vars(s).values():
            if isinstance(value, gast.AST):
                heavy += sum(
                    3 if isinstance(n, gast.MatMult) else 1
                    for n in walk(value)
                    if isinstance(n, gast.Call | gast.MatMult)
                )
    return heavy <= 2 and len(again) <= 6


def _only_computes(facts: Analysis, block: core.Block, pure: Callable[[gast.expr], bool]) -> bool:
    """Whether statements give the same when they run again: none draws a number, or prints."""
    for s in core.walk(block):
        for value in vars(s).values():
            if not isinstance(value, gast.expr) or pure(value):
                continue
            if not all(_is_known_to(facts, n) for n in walk(value) if isinstance(n, gast.Call)):
                return False
    return True


def _is_known_to(facts: Analysis, call: gast.Call) -> bool:
    """Whether a call does no more than give its value, or change what it is given."""
    user = facts.user_calls.get(call)
    if user is not None:
        return is_pure(user.callee, set())
    return call in facts.values and call not in facts.impure


def _too_late(facts: Analysis, memory: Memory, again: core.Block) -> bool:
    """Whether statements can't be run again behind a call because it changed what they read."""
    later = {contents(where) for p in changed(facts) if (where := memory(p)) is not None}
    if not later:
        return False
    for s in core.walk(again):
        target = getattr(s, "target", None)
        if isinstance(target, gast.Subscript | gast.Attribute):
            return True
        where = memory(s.target.id) if isinstance(s, core.Augment) else None
        if where is not None and contents(where) in later:
            return True
        for value in vars(s).values():
            if isinstance(value, gast.AST) and not later.isdisjoint(reads(value, memory)):
                view = facts.value(value).kind == "array" and is_view(facts, value)
                if not (view and isinstance(target, gast.Name) and value is not target):
                    return True
    return False
