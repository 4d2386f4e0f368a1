"""The state with which a function's reversal begins, under a choice of what loops save."""

from __future__ import annotations

import builtins
from dataclasses import dataclass

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.join import parts as every
from tangentgen.analysis.results import Assumptions, same_shape
from tangentgen.analysis.values import Value
from tangentgen.derive import reverse
from tangentgen.derive.asked_parts import asked_attributes, asks_for_keys
from tangentgen.derive.assignment import assignment_of
from tangentgen.derive.changed import changed
from tangentgen.derive.checkpoint_plan import share
from tangentgen.derive.context import Derivation
from tangentgen.derive.first_set import first_set
from tangentgen.derive.names import Names, root
from tangentgen.derive.order_of_keys import used_in_order
from tangentgen.derive.output import Output
from tangentgen.derive.reached import roots
from tangentgen.derive.shadows import with_stacks
from tangentgen.language import core
from tangentgen.language.resolve import assigned, parameters
from tangentgen.language.walk import all_names


@dataclass(frozen=True)
class Choice:
    """Which loops' bodies are run again, and which loops' own names are computed again."""

    rerun: frozenset[core.Statement] = frozenset()
    remade: frozenset[core.Statement] = frozenset()
    restored: frozenset[core.Statement] = frozenset()  # undone without what they overwrite


def derivation(output: Output, facts: Analysis, extra: set[str], choice: Choice) -> Derivation:
    """The state with which a function's reversal begins."""
    taken = set(parameters(facts.tree)) | set(assigned(facts.tree.body)) | extra
    for statement in core.walk(facts.tree.body):
        for value in vars(statement).values():
            if isinstance(value, gast.AST):
                taken.update(n.id for n in all_names(value))
    taken |= (
        output.taken
        | {"np", "math", "cmath", "unbroadcast"}
        | {n for n in dir(builtins) if n != "_"}
        | set(output.program.aliases.modules)
        | set(output.program.aliases.functions)
    )
    shadows, stacks = with_stacks(facts, not output.optimize)
    others = reshaped(facts, output.program.world) - shadows  # a shadow is never made zero
    work = Derivation(
        facts,
        assignment_of(facts.tree, frozenset(facts.swallowing), others),
        Names(taken),
        output.program.world,
        shadows,
        stacks,
        output.optimize,
        choice.rerun,
        choice.remade,
        choice.restored,
        output.helpers,
    )
    work.refuse = lambda node, what, hint: output.program.refuse(facts, node, what, hint)
    if output.optimize:
        work.first_set = lambda statement: first_set(output.program, facts, statement)
    work.keys_asked = lambda owner: asks_for_keys(output.program, facts, owner)
    work.keys_in_order = lambda: used_in_order(output.program, facts)
    work.attributes_asked = lambda: asked_attributes(output.program)
    work.pair = lambda *asked: output.pair_of(output, *asked)
    work.caller = output.caller
    for each in work.shadows:
        work.live.add(root(each))
        if work.caller.unasked and each in facts.arguments:
            work.unasked.add(root(each))
    work.grouped = lambda block, context: reverse.grouped(work, block, context)
    work.trials = output.trials
    if output.memory is not None and output.memory[0] is facts.scope.function:
        work.memory = share(work, output.memory[1])
    work.handed = handed_over(facts)
    entry = output.program.entry
    if facts is not entry:
        work.outlive = frozenset(changed(facts))
    if entry is not None:
        work.lists_given = any(v.kind in ("list", "dict", "any") for v in every(entry.returned))
    return work


def reshaped(facts: Analysis, world: Assumptions) -> frozenset[str]:
    """The names that are bound to arrays of which it is not known that they have one shape."""
    found: dict[str, Value] = {}
    other: set[str] = set()
    for statement in core.walk(facts.tree.body):
        if not isinstance(statement, core.Assign):
            continue
        for node in all_names(statement.target):
            value = facts.value(node)
            first = found.setdefault(node.id, value)
            if value.kind in ("array", "tensor") and not same_shape(first, value, world):
                other.add(node.id)
    return frozenset(other)


def handed_over(facts: Analysis) -> frozenset[str]:
    """Names of arrays that a callee may keep in what it saves, and that are changed in place."""
    held: set[str] = set()
    reaching = roots(facts) if facts.contained else {}
    for user in facts.user_calls.values():
        for value in user.values.values():
            for site in facts.sites(value):
                if site in facts.mutated:
                    held |= facts.holders.get(site, set()) | set(reaching.get(site, ()))
    return frozenset(held)
