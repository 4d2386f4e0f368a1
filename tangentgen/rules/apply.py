"""Expanding a rule at a call: the adjoint of each argument, or the tangent of the answer."""

from __future__ import annotations

import builtins
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from types import FunctionType
from typing import Any

import gast

from tangentgen.analysis.values import ANY, UNKNOWN, Value
from tangentgen.language import core
from tangentgen.rules import helper, linear, product
from tangentgen.rules.bind import Bound, CannotBind, bind
from tangentgen.rules.body import names_read, statements
from tangentgen.rules.fold import Folder
from tangentgen.rules.library import Rule
from tangentgen.rules.partial import NoRule, NotStraight, assignments, is_long, names, straight
from tangentgen.rules.static import dotted, quoted, value_of
from tangentgen.rules.words import Template
from tangentgen.source.quote import name

__all__ = ["CannotBind", "Expansion", "NoRule", "bind", "forward", "reverse"]


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


def reverse(
    rule: Rule,
    bound: Bound,
    active: Collection[str],
    values: Mapping[str, Value],
    at_hand: Collection[str] | None = None,
) -> Expansion:
    """The adjoints of the active parameters, from `ans_bar`.

    Of several templates the first is taken of those that read the fewest values that are
    not `at_hand` (parameters, and "ans"); None: all are.
    """
    kept = [p for p in rule.active if p in active]
    if at_hand is None or len(rule.reverses) == 1:
        return expand(rule, rule.reverses[0], bound, kept, values)
    found = [expand(rule, template, bound, kept, values) for template in rule.reverses]
    return min(found, key=lambda e: len(e.reads - {*at_hand, "ans_bar"}))


def forward(
    rule: Rule,
    bound: Bound,
    active: Collection[str],
    values: Mapping[str, Value],
    at_hand: Collection[str] | None = None,
) -> Expansion:
    """The tangent of the answer, from `x_dot` of each active parameter x."""
    found = _forward(rule, bound, active, values, at_hand)
    reads = _reads(rule, [*found.results.values(), *_trees(found.before)])
    return replace(found, reads=reads)


def _forward(
    rule: Rule,
    bound: Bound,
    active: Collection[str],
    values: Mapping[str, Value],
    at_hand: Collection[str] | None,
) -> Expansion:
    kept = [p for p in rule.active if p in active]
    dots = {p: name(f"{p}_dot") for p in kept}
    if rule.tangents:
        template = rule.tangents[0]
        found = _expand(rule, template, bound, kept, values, ["ans"], positions=["ans"])
        # of an elementwise function, a smaller argument may be the only active one
        spread = frozenset({"ans"}) if rule.kind == "elementwise" else frozenset()
        return replace(found, broadcasts=spread)
    if rule.linear:
        return Expansion({"ans": linear.tangent(rule, bound, dots)})
    positions = list(rule.active)
    templates = rule.reverses if at_hand is not None else rule.reverses[:1]
    alternatives = [_expand(rule, t, bound, kept, values, kept, positions) for t in templates]
    partials = alternatives[0]
    if at_hand is not None:
        partials = min(
            alternatives, key=lambda e: len(_reads(rule, list(e.results.values())) - {*at_hand})
        )
    terms = [product.times(partials.results[p], dots[p]) for p in kept]
    broadcasts = frozenset() if len(rule.active) == 1 else frozenset({"ans"})
    return replace(partials, results={"ans": product.total(terms)}, broadcasts=broadcasts)


def expand(
    rule: Rule,
    template: Template,
    bound: Bound,
    active: Collection[str],
    values: Mapping[str, Value],
) -> Expansion:
    """The adjoints by one of a rule's templates."""
    kept = [p for p in rule.active if p in active]
    if template.word == "elementwise":
        found = _expand(rule, template, bound, kept, values, kept, positions=list(rule.active))
        results = {k: product.times(v, name("ans_bar")) for k, v in found.results.items()}
        broadcasts: frozenset[str] = frozenset()
    else:
        found = _expand(rule, template, bound, kept, values, [f"{p}_bar" for p in kept])
        results, broadcasts = {}, found.broadcasts
        for parameter in kept:
            result = found.results[f"{parameter}_bar"]
            spread = _spread(result, parameter)
            if spread is not None:
                broadcasts |= {parameter}
            results[parameter] = result if spread is None else spread
    reads = _reads(rule, [*results.values(), *_trees(found.before)])
    return Expansion(results, found.before, found.locals, reads, found.helpers, broadcasts)


def _expand(
    rule: Rule,
    template: Template,
    bound: Bound,
    kept: list[str],
    values: Mapping[str, Value],
    wanted: list[str],
    positions: list[str] | None = None,
) -> Expansion:
    folder = _folder(rule, template, bound, kept, values)
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
        return _with_helper(rule, template, bound, kept, wanted)
    helpers = _shared(template, [*found.results.values(), *(v for _, v in found.before)])
    before = assignments(found.before)
    return Expansion(found.results, before, tuple(k for k, _ in found.before), helpers=helpers)


def _with_helper(
    rule: Rule, template: Template, bound: Bound, kept: list[str], wanted: list[str]
) -> Expansion:
    # Only what is wanted decides the text, and the name says it: one name, one text.
    inactive = [p for p in rule.active if p not in kept]
    given = {"active": frozenset(kept), "literal": frozenset()}
    folder = Folder(given, {}, _zeros(template, inactive))
    block = helper.residual(
        statements(template.function), folder, wanted if template.word == "adjoint" else ()
    )
    read = helper.loads(block)
    parameters = [p for p in template.parameters if p in read]
    suffix = "".join(f"_{p}" for p in kept) if inactive else ""
    called = f"{template.name.removesuffix('_tangent')}_{template.word}{suffix}"
    made = helper.function(called, parameters, block, None)
    helpers = (made, *_shared(template, list(_trees(core.walk(block)))))
    defaults = {
        p.name: p.default
        for p in rule.signature.parameters.values()
        if p.name not in bound and p.default is not p.empty
    }
    arguments = [quoted(defaults[p]) if p in defaults else name(p) for p in parameters]
    call = gast.Call(name(made.name), arguments, [])
    if len(wanted) == 1:
        return Expansion({wanted[0]: call}, helpers=helpers)
    targets = [gast.Name(key, gast.Store(), None, None) for key in wanted]
    statement = core.Assign(gast.Tuple(targets, gast.Store()), call)
    return Expansion({k: name(k) for k in wanted}, (statement,), tuple(wanted), helpers=helpers)


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
        if isinstance(constants[key], FunctionType)
    }
    return folder


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
        if called in found or hasattr(builtins, called) or not isinstance(function, FunctionType):
            continue
        found[called] = helper.private(function)
        inner = _trees(core.walk(found[called].body))
        todo += [(each, function.__globals__) for tree in inner for each in names(tree)]
    return tuple(found.values())


def _spread(result: gast.expr, parameter: str) -> gast.expr | None:
    """E of `np.broadcast_to(E, np.shape(a))`, as the adjoint of a; new axes in front may go too."""
    match result:
        case gast.Call(args=[inner, shape]) if dotted(result.func) == "np.broadcast_to":
            if dotted(shape) != f"{parameter}.shape" and not _is_shape_of(shape, parameter):
                return None
            return _without_leading(inner)
    return None


def _without_leading(node: gast.expr) -> gast.expr:
    """Axes of length one in front may go from what is broadcast: `x[None, :]` is x."""
    match node:
        case gast.BinOp(op=gast.Mult() | gast.Div()):
            return gast.BinOp(_without_leading(node.left), node.op, node.right)
        case gast.Call(args=[small, axis]) if dotted(node.func) == "np.expand_dims":
            return small if value_of(axis) == 0 else node
        case gast.Subscript(slice=gast.Tuple(elts=places)):
            new = [isinstance(place, gast.Constant) and place.value is None for place in places]
            front = all(new[: sum(new)]) and not any(
                isinstance(place, gast.Constant) for place in places[sum(new) :]
            )
            return node.value if front else node
    return node


def _is_shape_of(node: gast.expr, parameter: str) -> bool:
    match node:
        case gast.Call(args=[gast.Name(id=found)]) if dotted(node.func) == "np.shape":
            return bool(found == parameter)
    return False


def _reads(rule: Rule, trees: list[Any]) -> frozenset[str]:
    own = {*rule.signature.parameters, "ans", "ans_bar"}
    return frozenset(key for tree in trees for key in names(tree) if key in own)


def _trees(block: Any) -> list[Any]:
    return [
        node
        for statement in block
        for node in vars(statement).values()
        if isinstance(node, gast.AST)
    ]
