"""One template at one call: a few expressions and statements, or a call of a helper."""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from dataclasses import dataclass
from types import FunctionType
from typing import Any, TypeGuard

import gast

from tangentgen.analysis.values import ANY, UNKNOWN, Value
from tangentgen.language import core
from tangentgen.rules import helper
from tangentgen.rules.bind import Bound
from tangentgen.rules.body import names_read, statements
from tangentgen.rules.fold import Folder
from tangentgen.rules.library import Rule
from tangentgen.rules.partial import NotStraight, assignments, is_long, names, straight
from tangentgen.rules.static import quoted, value_of
from tangentgen.rules.words import TEMPLATES, Template
from tangentgen.source.quote import name


@dataclass(frozen=True)
class Expansion:
    """What stands for a rule at one call, over the parameters' own names.

    Free names are the template's parameters, `ans`, `ans_bar` or `x_dot`, the locals that
    `before` assigns, the helpers, and `np`, `math` and the builtins. Of an argument that is
    a list or a tuple on the spot, `arrays[0]` stands for its first item.
    """

    results: dict[str, gast.expr]  # parameter → its adjoint; in forward mode "ans" → its tangent
    before: tuple[core.Statement, ...] = ()
    locals: tuple[str, ...] = ()  # what `before` assigns
    reads: frozenset[str] = frozenset()  # which parameters, and whether "ans" and "ans_bar"
    helpers: tuple[core.Function, ...] = ()
    broadcasts: frozenset[str] = frozenset()  # results that only broadcast to the shape that is due


def expanded(
    rule: Rule,
    template: Template,
    bound: Bound,
    kept: list[str],
    values: Mapping[str, Value],
    wanted: list[str],
    positions: list[str] | None = None,
    read: frozenset[int] | None = None,
) -> Expansion:
    folder = _folder(rule, template, bound, kept, values)
    if "read" in template.parameters:
        folder.statics["read"] = EVERY if read is None else read
    key = (template, folder.key(), tuple(wanted), *sorted(bound))
    if key not in _expanded:
        _expanded[key] = _expand_anew(rule, template, bound, kept, folder, wanted, positions)
    return _expanded[key]


def _expand_anew(
    rule: Rule,
    template: Template,
    bound: Bound,
    kept: list[str],
    folder: Folder,
    wanted: list[str],
    positions: list[str] | None,
) -> Expansion:
    source = statements(template.function)
    try:
        found = straight(source, folder, wanted, positions)
    except NotStraight:
        found = None
    if found is None or (template.word != "elementwise" and is_long(found)):
        return _with_helper(rule, template, bound, kept, wanted, folder.statics.get("read"))
    helpers = _shared(template, [*found.results.values(), *(v for _, v in found.before)])
    before = assignments(found.before)
    return Expansion(found.results, before, tuple(k for k, _ in found.before), helpers=helpers)


EVERY = frozenset(range(10))  # results: more than any function has


def _with_helper(
    rule: Rule,
    template: Template,
    bound: Bound,
    kept: list[str],
    wanted: list[str],
    results: frozenset[int] | None,
) -> Expansion:
    # Only what is wanted decides the text, and the name says it: one name, one text.
    inactive = [p for p in rule.active if p not in kept]
    given: dict[str, Any] = {"active": frozenset(kept), "literal": frozenset()}
    if results is not None:
        given["read"] = results
    folder = Folder(given, {}, _zeros(template, inactive))
    block = helper.residual(
        statements(template.function), folder, wanted if template.word == "adjoint" else ()
    )
    read = helper.loads(block)
    parameters = [p for p in template.parameters if p in read]
    suffix = "".join(f"_{p}" for p in kept) if inactive else ""
    if results is not None and results != EVERY:
        suffix += "".join(f"_{k}" for k in sorted(results))
    called = f"{template.name.removesuffix('_tangent')}_{template.word}{suffix}"
    made = helper.function(called, parameters, block, None)
    helpers = (made, *_shared(template, list(trees_of(core.walk(block)))))
    defaults = {
        p.name: p.default
        for p in rule.signature.parameters.values()
        if p.name not in bound and p.default is not p.empty
    }
    arguments = [quoted(defaults[p]) if p in defaults else name(p) for p in parameters]
    call = gast.Call(name(made.name), arguments, [])
    returned = list(rule.active) if template.word == "elementwise" else wanted
    if len(returned) == 1:
        return Expansion({wanted[0]: call}, helpers=helpers)
    targets = [gast.Name(key, gast.Store(), None, None) for key in returned]
    statement = core.Assign(gast.Tuple(targets, gast.Store()), call)
    return Expansion({k: name(k) for k in wanted}, (statement,), tuple(returned), helpers=helpers)


def _folder(
    rule: Rule, template: Template, bound: Bound, kept: list[str], values: Mapping[str, Value]
) -> Folder:
    statics: dict[str, Any] = {"active": frozenset(kept)}
    known = dict(values)
    for parameter in rule.signature.parameters.values():
        if parameter.name not in bound:
            if parameter.default is not parameter.empty:
                statics[parameter.name] = parameter.default
            continue
        argument = bound[parameter.name]
        items = argument if isinstance(argument, list) else getattr(argument, "elts", None)
        value = UNKNOWN if isinstance(argument, list) else value_of(argument)
        if value is not UNKNOWN and parameter.name not in kept:
            statics[parameter.name] = value
        elif items and known.get(parameter.name, ANY).items is None and _is_display(items):
            known[parameter.name] = Value("list", items=(ANY,) * len(items))
    literal = statics.keys() - {"active"}
    statics["literal"] = frozenset(literal)
    constants = template.function.__globals__
    for key in names_read(template.function) & constants.keys():
        if isinstance(constants[key], int | float | str | tuple):
            statics.setdefault(key, constants[key])
    inactive = [p for p in rule.active if p not in kept]
    folder = Folder(statics, known, _zeros(template, inactive))
    folder.functions = {
        key: constants[key]
        for key in names_read(template.function) & constants.keys()
        if is_plain(constants[key])
    }
    return folder


def is_plain(function: Any) -> TypeGuard[FunctionType]:
    """Whether it is a Python function that is no template, which output may call."""
    return isinstance(function, FunctionType) and function not in TEMPLATES


def _is_display(items: list[gast.expr]) -> bool:
    return not any(isinstance(item, gast.Starred) for item in items)


def _zeros(template: Template, inactive: list[str]) -> frozenset[str]:
    return frozenset(f"{p}_dot" for p in inactive if template.word == "tangent")


_expanded: dict[Any, Expansion] = {}  # the callers copy what they put into a tree


def _shared(template: Template, trees: list[Any]) -> tuple[core.Function, ...]:
    """The plain functions that the template's file has and the trees call, and theirs in turn."""
    found: dict[str, core.Function] = {}
    todo = [(called, template.function.__globals__) for tree in trees for called in names(tree)]
    while todo:
        called, scope = todo.pop()
        function = scope.get(called)
        if called in found or hasattr(builtins, called) or not is_plain(function):
            continue
        found[called] = helper.private(function)
        inner = trees_of(core.walk(found[called].body))
        todo += [(each, function.__globals__) for tree in inner for each in names(tree)]
    return tuple(found.values())


def trees_of(block: Any) -> list[Any]:
    return [
        node
        for statement in block
        for node in vars(statement).values()
        if isinstance(node, gast.AST)
    ]
