"""Whole functions from sweeps: the gradient, and the pairs of the functions it calls."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import gast

from tangentgen.analysis.facts import Analysis, UserCall
from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.program import Program
from tangentgen.analysis.values import Value
from tangentgen.derive import reverse
from tangentgen.derive.accumulate import known_by
from tangentgen.derive.assignment import assignment_of
from tangentgen.derive.calls import ANSWER, Pair
from tangentgen.derive.context import Context, Derivation
from tangentgen.derive.lower import lowered
from tangentgen.derive.memory import Memory, pure_calls, snapshot_of
from tangentgen.derive.names import Leaf, Names, root
from tangentgen.derive.outputs import Results, uses_arrays
from tangentgen.derive.places import leaves
from tangentgen.derive.shadows import shadowed
from tangentgen.derive.snapshot import may_rerun
from tangentgen.derive.trees import filled
from tangentgen.derive.zeros import zero
from tangentgen.language import core
from tangentgen.language.resolve import assigned, parameters, read_names
from tangentgen.language.sweep import Own, Restore, Save
from tangentgen.source.quote import as_target, expression, name
from tangentgen.tidy.accumulation import spelled
from tangentgen.tidy.branches import without_empty
from tangentgen.tidy.constants import settled
from tangentgen.tidy.inline import inlined
from tangentgen.tidy.ownership import with_owners
from tangentgen.tidy.unused import without_unused

SECTION = core.Notes(above=("# Reverse sweep",), section=True)


@dataclass
class Output:
    """The functions that have been derived so far, and the names they go by."""

    program: Program
    optimize: bool
    taken: set[str] = field(default_factory=set)
    functions: list[core.Function] = field(default_factory=list)
    helpers: dict[str, core.Function] = field(default_factory=dict)
    pairs: dict[Any, Pair] = field(default_factory=dict)
    reserved: dict[Any, tuple[str, str]] = field(default_factory=dict)  # names of pairs being made
    recursive: set[Any] = field(default_factory=set)  # pairs that call themselves

    def fresh(self, wanted: str) -> str:
        return Names(self.taken).fresh(
            wanted if wanted.isidentifier() else wanted.replace("<lambda>", "f")
        )


@dataclass(frozen=True)
class Wanted:
    """What a derived function is to compute."""

    name: str
    value: bool  # whether the primal's value is returned too
    seed: Callable[[tuple[Any, ...]], gast.expr | None]
    independent: tuple[Leaf, ...]


@dataclass
class Parts:
    """One function's sweeps, lowered and without what is not needed."""

    work: Derivation
    forward: core.Block
    reverse: core.Block
    results: dict[Leaf, str]


@dataclass(frozen=True)
class Choice:
    """Which loops' bodies are run again, and which loops' own names are computed again."""

    rerun: frozenset[core.Statement] = frozenset()
    remade: frozenset[core.Statement] = frozenset()


SeedAt = Callable[[tuple[Any, ...]], gast.expr | None]
Outputs = Callable[[Derivation], tuple[core.Block, core.Block]]
Trial = tuple[Derivation, core.Block, core.Block]


def derivation(output: Output, facts: Analysis, extra: set[str], choice: Choice) -> Derivation:
    """The state with which a function's reversal begins."""
    taken = set(parameters(facts.tree)) | set(assigned(facts.tree.body)) | extra
    for statement in core.walk(facts.tree.body):
        for value in vars(statement).values():
            if isinstance(value, gast.AST):
                taken.update(n.id for n in gast.walk(value) if isinstance(n, gast.Name))
    taken |= (
        output.taken
        | {"np", "math", "unbroadcast"}
        | set(dir(builtins))
        | set(output.program.aliases.modules)
    )
    work = Derivation(
        facts,
        assignment_of(facts.tree),
        Names(taken),
        output.program.world,
        shadowed(facts, not output.optimize),
        output.optimize,
        choice.rerun,
        choice.remade,
        output.helpers,
    )
    work.refuse = lambda node, what, hint: output.program.refuse(facts, node, what, hint)
    work.pair = lambda user, wanted: pair_of(output, user, wanted)
    for each in work.shadows:
        work.live.add(root(each))
    work.handed = handed_over(facts)
    return work


def handed_over(facts: Analysis) -> frozenset[str]:
    """Names of arrays that a callee may keep in what it saves, and that are changed in place."""
    held: set[str] = set()
    for user in facts.user_calls.values():
        for value in user.values.values():
            for site in facts.sites(value):
                if site in facts.mutated:
                    held |= facts.holders.get(site, set())
    return frozenset(held)


def sweeps(
    output: Output,
    facts: Analysis,
    extra: set[str],
    value: bool,
    seed: Callable[[tuple[Any, ...]], gast.expr | None],
    choice: Choice,
) -> tuple[Derivation, core.Block, core.Block]:
    """Both sweeps with everything saved."""
    work = derivation(output, facts, extra, choice)
    work.seed_at = seed
    if value:
        work.answer = work.names.fresh(ANSWER)
    both = reverse.block(work, facts.tree.body, Context())
    shadows_given: list[core.Statement] = []
    for parameter, given in facts.arguments.items():
        if parameter in work.shadows and not is_scalar(given):
            bar = work.names.of(root(parameter), "_bar")
            shadows_given.append(core.Assign(as_target(name(bar)), zero(given, name(parameter))))
    undefined = [
        core.Assign(as_target(name(n)), gast.Constant(None, None))
        for n in sorted(work.undefined - set(parameters(facts.tree)))
    ]
    return work, (*undefined, *shadows_given, *both.forward), both.reverse


def rerun_candidates(facts: Analysis) -> list[core.Statement]:
    return [s for s in core.walk(facts.tree.body) if isinstance(s, core.For | core.While)]


def parts(
    output: Output,
    facts: Analysis,
    extra: set[str],
    value: bool,
    seed: Callable[[tuple[Any, ...]], gast.expr | None],
    wanted: list[Leaf],
    outputs: Callable[[Derivation], tuple[core.Block, core.Block]],
    hands_over: bool = False,
) -> tuple[Derivation, core.Block, core.Block]:
    """The shorter of saving statement by statement and of running loops' bodies again."""
    helpers = dict(output.helpers)
    best = _trial(output, facts, extra, value, seed, Choice(), outputs, hands_over)
    if not output.optimize:
        return best
    kept = dict(output.helpers)
    for loop in rerun_candidates(facts):
        if not _saves(best):
            break
        old = Choice(best[0].rerun, best[0].remade)
        ways = [Choice(old.rerun, old.remade | {loop})]
        if may_rerun(best[0], loop) and (_saves(best) > 1 or _copies(best)):
            ways.append(Choice(old.rerun | {loop}, old.remade))
        for way in ways:
            output.helpers.clear()
            output.helpers.update(helpers)
            trial = _trial(output, facts, extra, value, seed, way, outputs, hands_over)
            if _cost(trial) < _cost(best):
                best, kept = trial, dict(output.helpers)
    output.helpers.clear()
    output.helpers.update(kept)
    return best


def _trial(
    output: Output,
    facts: Analysis,
    extra: set[str],
    value: bool,
    seed: SeedAt,
    choice: Choice,
    outputs: Outputs,
    hands_over: bool,
) -> Trial:
    """Both sweeps under one choice, without what is not needed."""
    work, forward, backward = sweeps(output, facts, extra, value, seed, choice)
    before_return, ending = outputs(work)
    split = core.Evaluate(expression("reverse_sweep_starts_here()"))
    if hands_over:
        assert work.answer is not None
        split = core.Evaluate(expression("reverse_sweep_starts_here($x)", x=name(work.answer)))
    memory = Memory(facts, work)
    pure = pure_calls(facts, output)
    whole = (*forward, split, *backward, *before_return, *ending)
    whole = without_unused(whole, memory, pure, keep_saves=not output.optimize)
    whole = snapshot_of(work, memory, whole, split)
    at = whole.index(next(s for s in whole if isinstance(s, core.Evaluate) and _is_split(s, split)))
    return work, whole[:at], whole[at + 1 :]


def _is_split(statement: core.Evaluate, split: core.Evaluate) -> bool:
    return statement.value is split.value


def _saves(trial: Trial) -> int:
    return sum(
        1 for s in core.walk((*trial[1], *trial[2])) if isinstance(s, Save) and s.slot.stacked
    )


def _copies(trial: Trial) -> bool:
    return any(isinstance(s, Save) and s.slot.stacked and s.copied for s in core.walk(trial[1]))


def _cost(trial: Trial) -> int:
    """Lines, with pushes counted for the lines they take, and heavy work wherever it is done."""
    total = 0
    for s in core.walk((*trial[1], *trial[2])):
        total += 3 if isinstance(s, Save) and s.slot.stacked else 1
        for value in vars(s).values():
            if isinstance(value, gast.AST):
                total += sum(
                    3 if isinstance(n, gast.MatMult) else 1 for n in gast.walk(value) if heavy(n)
                )
    return total


def heavy(node: gast.AST) -> bool:
    """Work that is not to be done twice without a good reason."""
    if isinstance(node, gast.MatMult):
        return True
    return isinstance(node, gast.Call) and not (
        isinstance(node.func, gast.Name) and node.func.id in ("len", "range", "reversed")
    )


def finished(
    output: Output, work: Derivation, block: core.Block, given: set[str], keep: set[str]
) -> core.Block:
    """Saves lowered, copies decided, short-lived names put in place."""
    made, block = lowered(work.names, block)
    user_names = set(parameters(work.facts.tree)) | set(assigned(work.facts.tree.body))
    return (
        *made,
        *polished(output, work, block, given, keep | set(work.names.given.values()) | user_names),
    )


def scalar_in(work: Derivation) -> Callable[[str], bool]:
    return lambda given: is_scalar(work.value_of(given))


def _leaf_kind(work: Derivation, leaf: Leaf) -> str:
    from tangentgen.derive.control import leaf_value

    return leaf_value(work, leaf).kind


def with_section(forward: core.Block, backward: core.Block) -> core.Block:
    """Both sweeps under one roof, the second under its heading."""
    if not forward or not backward:
        return (*forward, *backward)
    first = backward[0]
    notes = replace(first.notes, above=(*SECTION.above, *first.notes.above), section=True)
    return (*forward, replace(first, notes=notes), *backward[1:])


def results_of(output: Output, facts: Analysis, work: Derivation) -> Results:
    def adjoint_of(leaf: Leaf, value: Value) -> gast.expr:
        from tangentgen.derive.places import leaf_expression

        if leaf in work.live:
            return name(work.names.of(leaf, "_bar"))
        return zero(value, leaf_expression(leaf))

    def class_of(cls: type) -> gast.expr:
        output.program.classes[cls] = None
        return expression(f"{spelled_class(output, cls)}")

    return Results(facts, adjoint_of, class_of, uses_arrays(facts))


def spelled_class(output: Output, cls: type) -> str:
    import sys

    aliases = output.program.aliases
    module = sys.modules.get(cls.__module__)
    for known, path in aliases.live.items():
        if path == cls.__module__:
            return f"{known}.{cls.__qualname__}"
    given = aliases.of_module(module, cls.__module__.split(".")[-1], frozenset(output.taken))
    aliases.live[given] = cls.__module__
    return f"{given}.{cls.__qualname__}"


def owned(
    work: Derivation, facts: Analysis, wanted: list[tuple[Leaf, Value]]
) -> list[core.Statement]:
    """Results share memory with nothing: each array among them is a copy unless proved its own."""
    return [
        Own(work.names.of(leaf, "_bar"))
        for leaf, value in wanted
        if leaf in work.live and value.kind in ("array", "tensor")
    ]


def pair_of(output: Output, user: UserCall, wanted: frozenset[Any]) -> Pair:
    """The derived pair of a callee, made once for each set of answers that matter."""
    key = (id(user.callee), wanted)
    known = output.pairs.get(key)
    if known is not None:
        return known
    facts = user.callee
    stem = user.function.__name__
    paths = tuple(
        leaf[1] for leaf, _ in leaves(root(ANSWER), facts.returned, facts) if leaf[1] in wanted
    )
    independent = [
        leaf
        for parameter, value in facts.arguments.items()
        for leaf in leaves(root(parameter), value, facts)
    ]
    gives = tuple(leaf for leaf, _ in independent)
    if key in output.reserved:
        output.recursive.add(key)
        forward_name, reverse_name = output.reserved[key]
        return Pair(forward_name, reverse_name, ("saved",), paths, gives)
    forward_name, reverse_name = output.fresh(f"{stem}_forward"), output.fresh(f"{stem}_reverse")
    output.reserved[key] = (forward_name, reverse_name)
    seed_names = _seed_names(facts, paths)

    def seed(path: tuple[Any, ...]) -> gast.expr | None:
        return name(seed_names[path]) if path in seed_names else None

    def outputs(work: Derivation) -> tuple[core.Block, core.Block]:
        trees = [
            name(work.names.of(leaf, "_bar"))
            if leaf in work.live
            else zero(value, _leaf_tree(leaf))
            for leaf, value in independent
        ]
        tree = trees[0] if len(trees) == 1 else gast.Tuple(trees, gast.Load())
        return (), (core.Return(tree),)

    extra = set(seed_names.values())
    work, forward, backward = parts(output, facts, extra, True, seed, list(gives), outputs, True)
    pair = _split(output, user, work, forward, backward, paths, seed_names, gives, key)
    output.pairs[key] = pair
    return pair


def _leaf_tree(leaf: Leaf) -> gast.expr:
    from tangentgen.derive.places import leaf_expression

    return leaf_expression(leaf)


def _seed_names(facts: Analysis, paths: tuple[Any, ...]) -> dict[Any, str]:
    """`ans_bar`, or the returned names' adjoints where a tuple of names is returned."""
    if paths == ((),):
        return {(): "ans_bar"}
    taken: dict[Any, str] = {}
    for path in paths:
        taken[path] = "ans_" + "_".join(str(k) for _, k in path) + "_bar"
    return taken


def _split(output, user, work, forward, backward, paths, seed_names, gives, key) -> Pair:  # type: ignore[no-untyped-def]  # the pieces of pair_of
    """The functions of a pair: one where running again is cheap or nothing is handed over."""
    facts = user.callee
    forward_name, reverse_name = output.reserved[key]
    memory, pure = Memory(facts, work), pure_calls(facts, output)
    marker = core.Evaluate(expression("reverse_sweep_starts_here($x)", x=name(work.answer)))
    made, flat = lowered(work.names, (*forward, marker, *backward))
    at = next(
        k for k, s in enumerate(flat) if isinstance(s, core.Evaluate) and s.value is marker.value
    )
    flat_forward, flat_backward = (*made, *flat[:at]), flat[at + 1 :]
    seeds = set(seed_names.values())
    parameter_names = parameters(facts.tree)
    rebound = set(assigned(flat_forward))
    reads = _free_names(flat_backward) - seeds
    needed = [n for n in _in_order(flat_forward, facts) if n in reads]
    direct = all((n in parameter_names and n not in rebound) or n == work.answer for n in needed)
    body: core.Block
    saved_pair = key in output.recursive
    sliced: core.Block = ()
    if not direct and not saved_pair:
        sliced = without_unused((*flat_forward, *flat_backward), memory, pure)
        saved_pair = work.answer in _free_names(sliced) or not _cheap(sliced, flat_backward)
    if saved_pair:
        takes: tuple[str, ...] = ("saved",)
        body = _handing_over(output, facts, work, flat_forward, flat_backward, needed, forward_name)
    elif direct:
        takes = tuple(p for p in parameter_names if p in needed) + (
            (ANSWER,) if work.answer in needed else ()
        )
        body = flat_backward
    else:
        free = _free_names(sliced)
        takes = tuple(p for p in parameter_names if p in free)
        count = len([s for s in sliced if s not in flat_backward])
        body = with_section(sliced[:count], sliced[count:])
    keep = (
        set(work.names.given.values())
        | set(parameter_names)
        | set(assigned(facts.tree.body))
        | seeds
    )
    body = polished(output, work, body, set(takes) | seeds, keep | {str(work.answer)})
    names = [ANSWER if t == ANSWER else t for t in takes] + [seed_names[p] for p in paths]
    if work.answer != ANSWER and ANSWER in takes:
        body = tuple(filled(s, {work.answer: name(ANSWER)}) for s in body)
    output.functions.append(core.Function(reverse_name, _arguments(names), body))
    return Pair(forward_name if saved_pair else None, reverse_name, takes, paths, gives)


def _handing_over(output, facts, work, forward, backward, needed, forward_name) -> core.Block:  # type: ignore[no-untyped-def]  # the pieces of _split
    """Writes the forward function; the reverse's body begins by taking apart what it was handed."""
    surely = frozenset(parameters(facts.tree))
    _, surely = definitely(forward, surely)
    undefined = [n for n in needed if n not in surely]
    first = tuple(core.Assign(as_target(name(n)), gast.Constant(None, None)) for n in undefined)
    saved: gast.expr = gast.Tuple([name(n) for n in needed], gast.Load())
    if len(needed) == 1:
        saved = name(needed[0])
    ending = core.Return(gast.Tuple([name(work.answer), saved], gast.Load()))
    whole = replace(
        facts.tree,
        name=forward_name,
        body=(*first, *forward, ending),
        docstring=None,
        notes=core.NOTHING,
    )
    output.functions.append(whole)
    if not needed or needed == ["saved"]:
        return backward
    return (core.Assign(as_target(saved), name("saved")), *backward)


def definitely(block: core.Block, surely: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The names that may be, and that must be, assigned behind a block."""
    from tangentgen.derive.assignment import Assignment, _forward, _live

    tables = Assignment()
    _live(block, frozenset(), tables, None)
    return _forward(block, surely, surely, tables)


def polished(
    output: Output, work: Derivation, block: core.Block, given: set[str], keep: set[str]
) -> core.Block:
    """Copies decided, and the lines written as a person would."""
    arrays = frozenset(
        g for (_, leaf), g in work.names.given.items() if _leaf_kind(work, leaf) == "array"
    )
    block = with_owners(block, arrays, scalar_in(work), given, output.optimize)
    if not output.optimize:
        return block
    known = known_by(work)
    block = settled(block, set(work.names.given.values()), known)
    return inlined(without_empty(spelled(block)), keep, known)


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
                    for n in gast.walk(value)
                    if isinstance(n, gast.Call | gast.MatMult)
                )
    return heavy <= 2 and len(again) <= 6


__all__ = [
    "Output",
    "Parts",
    "Restore",
    "Wanted",
    "finished",
    "owned",
    "parts",
    "read_names",
    "results_of",
    "with_section",
]
