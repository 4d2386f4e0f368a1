"""Gradients as they are returned: by leaf, in the classes of the arguments, each its own."""

from __future__ import annotations

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.values import Value
from tangentgen.derive.adjoint_lists import holds_arrays, own_arrays
from tangentgen.derive.bare import filled, is_bare
from tangentgen.derive.context import Derivation
from tangentgen.derive.names import Leaf
from tangentgen.derive.output import Output
from tangentgen.derive.outputs import Results, takes_fields
from tangentgen.known import instance
from tangentgen.language import core
from tangentgen.language.sweep import Own
from tangentgen.rules.helper import private
from tangentgen.source.quote import as_target, expression, name


def results_of(output: Output, facts: Analysis, work: Derivation) -> Results:
    def adjoint_of(leaf: Leaf, value: Value) -> gast.expr:
        from tangentgen.derive.optional import zero_at

        if leaf in work.live:
            return name(name_of(leaf))
        return zero_at(work, leaf, value)

    def name_of(leaf: Leaf) -> str:
        return work.names.of(leaf, "_bar")

    def class_of(cls: type) -> gast.expr:
        output.program.classes[cls] = None
        return expression(f"{spelled_class(output, cls)}")

    def made_of(cls: type, fields: dict[str, gast.expr]) -> gast.expr:
        if takes_fields(cls, tuple(fields)):
            return gast.Call(class_of(cls), [*fields.values()], [])
        output.helpers.setdefault(instance.__name__, private(instance))
        keywords = [gast.keyword(key, field) for key, field in fields.items()]
        return gast.Call(name(instance.__name__), [class_of(cls)], keywords)

    world = output.program.world
    return Results(facts, adjoint_of, name_of, class_of, made_of, output.seeds_given, world.complex)


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
    """Results share memory with nothing: each array among them is a copy unless proved its own.

    The adjoint of an array of no axes, which may be a number, is made an array as it is returned.
    """
    out: list[core.Statement] = []
    for leaf, value in wanted:
        bar = work.names.of(leaf, "_bar")
        if leaf not in work.live:
            continue
        if is_bare(work, leaf) and value.kind == "array":
            out.append(filled(work, leaf))
        elif value.kind in ("array", "tensor") and value.rank != 0:
            out.append(Own(bar, changed=False))
        elif holds_arrays(value) and holds_arrays(facts.returned):  # the cotangent's may be in it
            out.append(core.Assign(as_target(name(bar)), own_arrays(name(bar), value)))
    return out
