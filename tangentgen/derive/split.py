"""Both sweeps as two functions: the reverse one runs as often as it is called."""

from __future__ import annotations

import copy as copying
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.sites import is_outside
from tangentgen.derive.choice import parts
from tangentgen.derive.context import Derivation
from tangentgen.derive.gradient import check_returned, places
from tangentgen.derive.lower import lowered
from tangentgen.derive.names import Names
from tangentgen.derive.output import Output
from tangentgen.derive.pairs import _arguments, _free_names, definitely
from tangentgen.derive.places import leaf_expression, leaves
from tangentgen.derive.polish import polished, with_lent
from tangentgen.derive.results import owned, results_of
from tangentgen.derive.used_up import (
    changes_what_is_saved,
    stacks_anew,
    taken_off,
    together,
    using_up,
)
from tangentgen.known import deep_copied
from tangentgen.language import core
from tangentgen.language.free import occurring
from tangentgen.language.fresh import fresh, kept_by
from tangentgen.language.resolve import assigned, parameters
from tangentgen.request import Request
from tangentgen.rules.helper import private
from tangentgen.source.quote import as_target, expression, name


@dataclass(frozen=True)
class Split:
    """The forward sweep, and the name and arguments of the function that is the reverse."""

    forward: core.Block
    answer: str
    reverse: str
    saved: tuple[str, ...]  # what the reverse takes before the seed
    work: Derivation
    deep: Callable[[gast.expr], gast.expr]  # a copy of an expression's value, all the way down
    alike: Callable[[gast.expr], gast.expr]  # one whose arrays share memory as the others do
    changes: bool  # whether the reverse changes copies of what it is given


def split(output: Output, facts: Analysis, request: Request, suffix: str) -> Split:
    """Derives both; the reverse is put into `output`, and changes nothing that it is given."""
    output.taken.add(request.name)
    reverse_name = output.fresh(f"{request.function.__name__}_{suffix}")
    independent = [places(facts, path) for path in request.wrt]
    check_returned(output, facts)

    output.seeds_given = True
    seed_name = Names(occurring(facts.tree)).fresh("ans_bar")

    def seed(path: tuple[Any, ...]) -> gast.expr | None:
        return leaf_expression((seed_name, path), name(seed_name))

    def outputs(work: Derivation) -> tuple[core.Block, core.Block]:
        results = results_of(output, facts, work)
        trees = [results.tree(leaf, value) for leaf, value in independent]
        every = [pair for leaf, value in independent for pair in leaves(leaf, value, facts)]
        tree = trees[0] if len(trees) == 1 else gast.Tuple(trees, gast.Load())
        return (*owned(work, facts, every), *results.before), (core.Return(tree),)

    work, forward, backward = parts(output, facts, {seed_name}, True, seed, (), outputs, True)
    answer = work.answer or ""
    marker = core.Evaluate(expression("reverse_sweep_starts_here($x)", x=name(answer)))
    made, flat = lowered(work.names, (*forward, marker, *backward))
    at = next(
        k for k, s in enumerate(flat) if isinstance(s, core.Evaluate) and s.value is marker.value
    )
    ahead, back = (*made, *flat[:at]), flat[at + 1 :]
    own = list(dict.fromkeys([*parameters(facts.tree), *sorted(facts.captured), *assigned(ahead)]))
    reads = _free_names(back) - {seed_name}
    saved = tuple(n for n in own if n in reads)
    _, surely = definitely(facts, ahead, frozenset([*parameters(facts.tree), *facts.captured]))
    undefined = [n for n in saved if n not in surely]
    first = tuple(core.Assign(as_target(name(n)), gast.Constant(None, None)) for n in undefined)

    def module() -> str:
        return output.program.aliases.of_module(copying, "copy", frozenset(work.names.taken))

    def deep(tree: gast.expr) -> gast.expr:
        return expression(f"{module()}.deepcopy($x)", x=tree)

    def alike(tree: gast.expr) -> gast.expr:
        output.helpers.setdefault(deep_copied.__name__, private(deep_copied))
        return expression(f"deep_copied($x, {module()}.deepcopy)", x=tree)

    bars = set(work.names.given.values())
    keep = bars | set(parameters(facts.tree)) | set(assigned(facts.tree.body)) | {answer, seed_name}
    own_bars = bars - {*saved, *taken_off(back, set(saved))}  # shadows are given
    changes = changes_what_is_saved(back, own_bars, using_up(output.functions))
    shared = [n for n in saved if not is_scalar(work.value_of(n))]
    fresh_ones = together(shared, shared, alike) if changes else stacks_anew(back, saved)
    back = (*fresh_ones, *back)
    stacks = {*assigned(made)}
    back = polished(output, work, back, {*saved, seed_name}, keep | set(saved), stacks)
    back = with_lent(output, work, back, {seed_name: facts.returned})
    output.functions.append(core.Function(reverse_name, _arguments([*saved, seed_name]), back))
    ahead = _ahead(output, work, (*first, *ahead), saved, keep | set(saved), stacks)
    return Split(ahead, answer, reverse_name, saved, work, deep, alike, changes)


def _ahead(
    output: Output,
    work: Derivation,
    block: core.Block,
    saved: tuple[str, ...],
    keep: set[str],
    stacks: set[str],
) -> core.Block:
    """The forward sweep, at whose end what the reverse is given has its names."""
    arguments: list[gast.expr] = [name(n) for n in saved]
    handed = gast.Call(name("reverse_sweep_starts_here"), arguments, [])
    *block_, last = polished(output, work, (*block, core.Evaluate(handed)), set(), keep, stacks)
    assert isinstance(last, core.Evaluate)
    again = zip(saved, last.value.args, strict=True)
    named = (
        core.Assign(as_target(name(n)), tree)
        for n, tree in again
        if not (isinstance(tree, gast.Name) and tree.id == n)
    )
    return (*block_, *named)


def kept(split: Split, facts: Analysis) -> list[gast.expr]:
    """What is saved, copied where its holder may change it before the reverse sweep runs."""
    answered = set(facts.sites(facts.returned))
    pushed = _pushed(split.forward)
    bound = _bound(split.forward)
    returned = _reachable(split.answer, bound)

    def is_ours(tree: gast.expr) -> bool:
        """Whether nobody else holds the arrays of an expression."""
        if isinstance(tree, gast.Call | gast.Compare | gast.BinOp | gast.UnaryOp):
            return not isinstance(tree, gast.Call) or _is_copy(tree)
        if isinstance(tree, gast.Tuple):
            return all(map(is_ours, tree.elts))
        if isinstance(tree, gast.Constant):
            return True
        if not isinstance(tree, gast.Name):
            return False
        if tree.id in pushed:
            return all(map(is_ours, pushed[tree.id]))
        value = split.work.value_of(tree.id)
        if is_scalar(value) or value.kind in PLAIN:
            return True
        if tree.id in returned:
            return False
        made = bound.get(tree.id, [])
        if made and tree.id not in facts.arguments and all(map(fresh, made)):
            return True
        outside = any(map(is_outside, value.sites))
        is_apart = bool(value.sites) and not outside and value.sites.isdisjoint(answered)
        return is_apart and value.kind == "array"

    found: list[gast.expr] = []
    for given in split.saved:
        tree: gast.expr = name(given)
        if not is_ours(tree):
            is_array = given not in pushed and split.work.value_of(given).kind == "array"
            tree = expression("$x.copy()", x=tree) if is_array else split.deep(tree)
        found.append(tree)
    return found


PLAIN = ("int", "bool", "str", "none", "range", "function", "module")


def _is_copy(call: gast.Call) -> bool:
    return isinstance(call.func, gast.Attribute) and call.func.attr == "copy"


def _pushed(block: core.Block) -> dict[str, list[gast.expr]]:
    """What is put on each stack."""
    found: dict[str, list[gast.expr]] = {}
    for statement in core.walk(block):
        match statement:
            case core.Evaluate(
                value=gast.Call(func=gast.Attribute(value=gast.Name(id=stack), attr="append"))
            ):
                found.setdefault(str(stack), []).extend(statement.value.args)
            case core.Assign(target=gast.Name(id=stack), value=gast.List(elts=[])):
                found.setdefault(str(stack), [])
    return found


def _bound(block: core.Block) -> dict[str, list[gast.expr]]:
    """The expressions that each name is bound to; what is unpacked is the whole right-hand side."""
    found: dict[str, list[gast.expr]] = {}
    for statement in core.walk(block):
        tree = getattr(statement, "value", None) or getattr(statement, "iter", None)
        for given in assigned((statement,)):
            if isinstance(tree, gast.expr):
                plain = isinstance(getattr(statement, "target", None), gast.Name)
                plain = plain and isinstance(statement, core.Assign)
                found.setdefault(given, []).append(tree if plain else gast.Tuple([tree], None))
    return found


def _reachable(answer: str, bound: dict[str, list[gast.expr]]) -> set[str]:
    """The names whose arrays the returned value may be or hold."""
    found, todo = {answer}, [answer]
    while todo:
        for tree in bound.get(todo.pop(), ()):
            for inner in kept_by(tree) - found:
                found.add(inner)
                todo.append(inner)
    return found
