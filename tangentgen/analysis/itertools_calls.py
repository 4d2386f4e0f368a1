"""Iterators of `itertools` over active values: each gives the items of a list, made in Python."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import gast

from tangentgen.analysis import methods
from tangentgen.analysis.callables import LAZY
from tangentgen.analysis.closures import captures_active
from tangentgen.analysis.groups import gone_through_once
from tangentgen.analysis.in_place import told_where_kept
from tangentgen.analysis.iterables import called, parts_active
from tangentgen.analysis.paths import Environment
from tangentgen.analysis.values import ANY, Value
from tangentgen.language import itertools_lists as lists
from tangentgen.language.free import free, occurring
from tangentgen.source.quote import as_target, constant, copy, expression, name

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator

_PARAMETERS: dict[Any, tuple[str, ...]] = {
    itertools.accumulate: ("iterable", "func", "initial"),
    itertools.starmap: ("function", "iterable"),
    itertools.takewhile: ("predicate", "iterable"),
    itertools.dropwhile: ("predicate", "iterable"),
    itertools.filterfalse: ("predicate", "iterable"),
    itertools.compress: ("data", "selectors"),
    itertools.chain.from_iterable: ("iterable",),
    itertools.groupby: ("iterable", "key"),
    itertools.zip_longest: ("first", "second", "fillvalue"),
}
KEYWORD_ONLY = ("initial", "fillvalue")
_MADE: dict[tuple[Any, tuple[str, ...]], Any] = {
    (itertools.accumulate, ("iterable",)): lists.accumulated,
    (itertools.accumulate, ("iterable", "initial")): lists.accumulated_from,
    (itertools.accumulate, ("iterable", "func")): lists.accumulated_by,
    (itertools.accumulate, ("iterable", "func", "initial")): lists.accumulated_by_from,
    (itertools.starmap, ("function", "iterable")): lists.spread_mapped,
    (itertools.takewhile, ("predicate", "iterable")): lists.taken_while,
    (itertools.dropwhile, ("predicate", "iterable")): lists.dropped_while,
    (itertools.filterfalse, ("predicate", "iterable")): lists.left_out,
    (itertools.compress, ("data", "selectors")): lists.chosen,
    (itertools.chain.from_iterable, ("iterable",)): lists.flattened,
    (itertools.groupby, ("iterable",)): lists.grouped,
    (itertools.groupby, ("iterable", "key")): lists.grouped_by,
    (itertools.zip_longest, ("first", "second", "fillvalue")): lists.zipped_longest,
}


def itertools_call(
    evaluate: Evaluator, node: gast.Call, target: Any, values: list[Value], env: Environment
) -> Value | None:
    """The value of such a call with active values; None of another call."""
    spread = _spread(evaluate, node, target, env)
    if spread is not None:
        return spread
    if target is itertools.repeat:
        return _repeated(evaluate, node, env)
    order = next((p for f, p in _PARAMETERS.items() if f == target), None)
    if order is None:
        return None
    given_active = any(
        evaluate.facts.is_active(v) or captures_active(evaluate, v, env) for v in values
    )
    if target is itertools.groupby and not gone_through_once(evaluate, node):
        what = "a group of groupby is kept, or gone through more than once"
        evaluate.program.refuse_for_good(evaluate.facts, node, what, "make it a list: list(group)")
        return ANY
    # of an iterator that gets no value of its own its parts say it; groups end when they are seen
    grouping = target is itertools.groupby
    if (
        not given_active
        and not grouping
        and not any(parts_active(evaluate.facts, a) for a in given_calls(node))
    ):
        return None
    given = dict(zip(order, node.args, strict=False))
    given |= {str(k.arg): k.value for k in node.keywords}
    for key in [k for k, v in given.items() if evaluate.facts.value(v).kind == "none"]:
        del given[key]  # the default of each of them
    names = tuple(parameter for parameter in order if parameter in given)
    late = set(KEYWORD_ONLY)
    made = next((way for (f, p), way in _MADE.items() if f == target and p == names), None)
    if made is None or len(given) != len(names) or len(node.args) > len(set(names) - late):
        return None
    if made is lists.accumulated and node in evaluate.looped and _is_vector(evaluate, node):
        return None  # the loop goes through `np.cumsum` of it
    if told_where_kept(evaluate, node, f"a {target.__name__}"):
        return ANY
    listed = methods.Method(made, "grouped" if grouping else "listed", (target, names))
    return methods.called(evaluate, node, listed, [as_list(evaluate, given[n]) for n in names], env)


def given_calls(node: gast.Call) -> Iterator[gast.Call]:
    """The arguments that are calls themselves."""
    return (a for a in node.args if isinstance(a, gast.Call))


def _repeated(evaluate: Evaluator, node: gast.Call, env: Environment) -> Value | None:
    """`repeat(e, n)` as `[e] * n`; None where nothing is active, or there is no end."""
    if len(node.args) != 2 or node.keywords or not evaluate.facts.active(node.args[0]):
        return None
    made = expression("$x * $n", x=gast.List([node.args[0]], gast.Load()), n=node.args[1])
    return methods.stands_for(evaluate, node, made, env)


def _is_vector(evaluate: Evaluator, node: gast.Call) -> bool:
    value = evaluate.facts.value(node.args[0])
    return value.kind == "array" and value.rank == 1


def _spread(evaluate: Evaluator, node: gast.Call, target: Any, env: Environment) -> Value | None:
    """`zip(*rows)` and `chain(*rows)` of rows whose number is not known; None of other calls."""
    match node:
        case gast.Call(args=[gast.Starred(value=rows)], keywords=[]) if target in (
            zip,
            itertools.chain,
        ):
            value = evaluate.facts.value(rows)
        case _:
            return None
    if not evaluate.facts.is_active(value) or told_where_kept(evaluate, node, "a zip"):
        return None
    if target is itertools.chain:
        way: Any = lists.flattened
        flattened = methods.Method(way, "listed", (target.from_iterable, ("iterable",)))
        return methods.called(evaluate, node, flattened, [rows], env)
    row = value.element
    if row is None or row.kind != "tuple" or row.items is None or not isinstance(rows, gast.Name):
        columns_of: Any = lists.transposed
        listed = methods.Method(columns_of, "spread", "zip")
        return methods.called(evaluate, node, listed, [rows], env)
    item = name(free("item", occurring(evaluate.facts.tree)))
    columns = [
        expression(
            "tuple($c)",
            c=gast.ListComp(
                gast.Subscript(item, constant(k), gast.Load()),
                [gast.comprehension(as_target(item), copy(rows), [], 0)],
            ),
        )
        for k in range(len(row.items))
    ]
    return methods.stands_for(evaluate, node, gast.Tuple(columns, gast.Load()), env)


def as_list(evaluate: Evaluator, node: gast.expr) -> gast.expr:
    """What is gone through: of `zip` and the like, over active values, the list of their items.

    So of a dict's values, which have no places.
    """
    facts = evaluate.facts
    if not isinstance(node, gast.Call) or not parts_active(facts, node):
        return node
    function = called(facts, node)
    if not any(function == lazy for lazy in (*LAZY, "items", "values")):
        return node
    made = gast.Call(name("list"), [node], [])
    methods.place(made, node)
    return made
