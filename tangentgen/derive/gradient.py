"""Reverse mode: `grad`, `value_and_grad` and `vjp` of the function that was asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.values import Value
from tangentgen.derive.assignment import reads
from tangentgen.derive.choice import parts
from tangentgen.derive.context import Derivation
from tangentgen.derive.names import Leaf, Names, root
from tangentgen.derive.output import Output
from tangentgen.derive.outputs import is_empty_list
from tangentgen.derive.places import leaf_expression, leaves
from tangentgen.derive.polish import finished, with_lent, with_section
from tangentgen.derive.results import owned, results_of
from tangentgen.derive.trees import filled
from tangentgen.language import core
from tangentgen.language.free import occurring
from tangentgen.language.resolve import assigned
from tangentgen.request import Request
from tangentgen.source.quote import as_target, constant, copy, name


def check_returned(output: Output, facts: Analysis) -> None:
    """Refuses lists of objects as results: a cotangent has objects where an adjoint has dicts."""
    for statement in core.walk(facts.tree.body):
        if not isinstance(statement, core.Return) or statement.value is None:
            continue
        value = facts.value(statement.value)
        if facts.is_active(value) and _holds_objects(value):
            what = "a list of objects of unknown number is differentiated"
            hint = "hold their fields in lists or arrays"
            output.program.refuse(facts, statement.value, what, hint)


def _holds_objects(value: Value, open_ended: bool = False) -> bool:
    if value.kind == "object" and open_ended:
        return True
    inner = value.element is not None and _holds_objects(value.element, True)
    return inner or any(_holds_objects(item, open_ended) for item in value.items or ())


def gradient(output: Output, facts: Analysis, request: Request) -> core.Function:
    """The derivative function; the pairs that it calls are in `output`."""
    entry = request.name
    output.taken.add(entry)
    wants_value = request.mode != "grad" or request.has_aux
    cotangent = request.extra or "cotangent"
    output.seeds_given = request.mode == "vjp"
    extra = {cotangent} if request.mode == "vjp" else set()
    seeds = cotangent
    if extra & set(assigned(facts.tree.body)):  # the primal has a use for the name
        seeds = Names(occurring(facts.tree) | extra).fresh("ans_bar")
        extra.add(seeds)

    def seed(path: tuple[Any, ...]) -> gast.expr | None:
        if request.has_aux:
            return constant(1.0) if path == (("item", 0),) else None
        if request.mode != "vjp":
            return constant(1.0)
        return leaf_expression((seeds, path), name(seeds))

    independent = [places(facts, path) for path in request.wrt]
    check_returned(output, facts)

    def outputs(work: Derivation) -> tuple[core.Block, core.Block]:
        results = results_of(output, facts, work)
        trees = [results.tree(leaf, value) for leaf, value in independent]
        every = [pair for leaf, value in independent for pair in leaves(leaf, value, facts)]
        gradients = trees[0] if len(trees) == 1 else gast.Tuple(trees, gast.Load())
        returned: gast.expr = gradients
        if wants_value:
            assert work.answer is not None
            returned = gast.Tuple([name(work.answer), gradients], gast.Load())
            if request.has_aux and request.mode == "grad":
                aux = gast.Subscript(name(work.answer), constant(1), gast.Load())
                returned = gast.Tuple([gradients, aux], gast.Load())
        return (*owned(work, facts, every), *results.before), (core.Return(returned),)

    work, forward, backward = parts(output, facts, extra, wants_value, seed, (), outputs)
    for path, (leaf, value) in zip(request.wrt, independent, strict=True):
        empty = value.items == () or is_empty_list(value)
        if not empty and not any(part in work.live for part, _ in leaves(leaf, value, facts)):
            output.inactive.append(path)
    answer = work.answer or ""
    if seeds != cotangent:
        forward = (core.Assign(as_target(name(seeds)), name(cotangent)), *forward)
    body = finished(output, work, with_section(forward, backward), set(), {answer})
    body = with_lent(output, work, body, {seeds: facts.returned})
    body = without_alias(body, answer)
    arguments = facts.tree.arguments
    captured = read_captured(facts, body)
    if captured or request.mode == "vjp":
        arguments = extended(arguments, captured, cotangent if request.mode == "vjp" else None)
    what = {"vjp": "Value and vector-Jacobian product", "value_and_grad": "Value and gradient"}
    computed = what.get(request.mode, "Gradient")
    doc = f"{computed} of `{request.function.__name__}` with respect to {spoken(request.wrt)}."
    return core.Function(entry, arguments, body, doc)


def read_captured(facts: Analysis, body: core.Block) -> list[str]:
    """The captured variables, without functions that the derivative does not call itself."""
    read = {n for s in core.walk(body) for n in reads(s)}
    for given, value in list(facts.captured.items()):
        if value.kind == "function" and given not in read:
            del facts.captured[given]
    return sorted(facts.captured)


def spoken(names: tuple[str, ...]) -> str:
    """The names as in a sentence.

    >>> spoken(("w",)), spoken(("w", "b", "c"))
    ('w', 'w, b and c')
    """
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def places(facts: Analysis, path: str) -> tuple[Leaf, Any]:
    """The leaf or structure that a path of `wrt` names."""
    first, *rest = path.split(".")
    leaf, value = root(first), facts.arguments[first]
    for part in rest:
        position = value.keys.index(part)
        kind = "field" if value.kind == "object" else "item"
        leaf, value = (leaf[0], (*leaf[1], (kind, part))), (value.items or ())[position]
    return leaf, value


def extended(arguments: gast.arguments, captured: list[str], extra: str | None) -> gast.arguments:
    """The primal's parameters, then the captured variables, then the cotangent: keywords only."""
    added = [
        gast.Name(n, gast.Param(), None, None) for n in (*captured, *([extra] if extra else []))
    ]
    return gast.arguments(
        list(arguments.args),
        list(arguments.posonlyargs),
        arguments.vararg,
        [*arguments.kwonlyargs, *added],
        [*arguments.kw_defaults, *(None for _ in added)],
        arguments.kwarg,
        list(arguments.defaults),
    )


def without_alias(block: core.Block, answer: str) -> core.Block:
    """`ans = y` goes where y is never bound again: the return says y."""
    if not answer:
        return block
    for k, s in enumerate(block):
        if isinstance(s, core.Assign) and isinstance(s.target, gast.Name) and s.target.id == answer:
            if not isinstance(s.value, gast.Name):
                return block
            if s.value.id in set(assigned(block[k + 1 :])):
                return block
            given = {answer: copy(s.value)}
            rest = [filled(r, given) for r in block[k + 1 :]]
            if s.notes.above and rest:
                rest[0] = replace(
                    rest[0],
                    notes=replace(rest[0].notes, above=(*s.notes.above, *rest[0].notes.above)),
                )
            return (*block[:k], *rest)
    return block
