"""`return e` gives the value and its tangent, and neither shares memory with what was given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gast

from tangentgen.analysis.activity import carries
from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.values import Value, category, part_keys
from tangentgen.derive.fill import occurrences
from tangentgen.derive.forward_work import Work
from tangentgen.derive.forward_zeros import built, zero_of
from tangentgen.derive.places import leaf_expression
from tangentgen.language import core
from tangentgen.language.fresh import fresh
from tangentgen.source.match import same
from tangentgen.source.printer import print_expression
from tangentgen.source.quote import as_target, constant, copy, expression, name

if TYPE_CHECKING:
    from tangentgen.derive.forward_step import Step

WIDTH = 72
DTYPES = {"f8": "float64", "f4": "float32", "f2": "float16", "c16": "complex128", "c8": "complex64"}


def returned(work: Work, statement: core.Return, step: Step) -> list[core.Statement]:
    node = statement.value
    if node is None:
        return [statement]
    mark = work.names.mark()
    answer = work.names.fresh("ans")
    work.learn(answer, work.facts.value(node))
    step.reading.answers[node] = name(answer)
    tree = tangent(work, step, node, None if work.entry else work.facts.returned)
    if any(occurrences(t, answer) for t in (tree, *_trees(step.before()))):
        named = core.Assign(as_target(name(answer)), step.primal().value, notes=statement.notes)  # type: ignore[attr-defined]  # a return's
        both = gast.Tuple([name(answer), tree], gast.Load())
        return [*step.extra, named, *step.tangents.before, core.Return(both)]
    step.reading.answers.pop(node)
    work.names.taken.discard(answer)
    value = step.primal().value  # type: ignore[attr-defined]  # a return's
    both = gast.Tuple([value, tree], gast.Load())
    final = core.Return(both, notes=statement.notes)
    plain = isinstance(tree, gast.Name | gast.Constant)
    # parts that are copied, or computed, are said where they are returned
    if plain or _has_work(tree) or len(print_expression(both)) <= WIDTH:
        return [*step.before(), final]
    del mark
    dot = work.names.fresh("ans_dot")
    work.learn(dot, work.facts.value(node).but(active=True))
    before = [*step.before(), core.Assign(as_target(name(dot)), tree)]
    return [
        *before,
        core.Return(gast.Tuple([value, name(dot)], gast.Load()), notes=statement.notes),
    ]


def _has_work(tree: gast.expr) -> bool:
    """Whether a tuple that is written out holds more than names."""
    if isinstance(tree, gast.Tuple):
        inner = [e for e in tree.elts if not isinstance(e, gast.Name | gast.Constant)]
        return any(_has_work(e) or not isinstance(e, gast.Tuple) for e in inner)
    return False


def _trees(block: list[core.Statement]) -> list[gast.expr]:
    return [
        v for s in core.walk(tuple(block)) for v in vars(s).values() if isinstance(v, gast.expr)
    ]


def tangent(
    work: Work,
    step: Step,
    node: gast.expr,
    whole: Value | None = None,
    replaceable: bool = False,
) -> gast.expr:
    """The tangent of a returned expression, None for its integers.

    Of a callee, `whole` is what all its returns give at this place: where that is active, whoever
    calls it computes with its tangent, of an integer too. So does he where what he gets stands in
    a list or a dict, `replaceable`: he may add something active to it.
    """
    if isinstance(node, gast.Starred):
        return gast.Starred(tangent(work, step, node.value), gast.Load())
    value = work.facts.value(node)
    match node:
        case gast.Tuple(elts=elements) | gast.List(elts=elements) if value.items is not None:
            pass
        case gast.Dict(values=elements) if value.items is not None and None not in node.keys:
            pass
        case _:
            elements = None
    if elements is not None:
        inner = _places(whole, len(elements))
        changes = not work.entry and value.kind in ("list", "dict")
        parts = [tangent(work, step, e, w, changes) for e, w in zip(elements, inner, strict=True)]
        return built(work, value, parts)
    asked = replaceable or (whole is not None and work.facts.is_active(whole))
    if not work.facts.active(node):
        reads = (
            value.kind in ("array", "tensor", "any")
            or value.items is not None
            or value.element is not None
        )
        primal = step.reading.witness(node) if reads else constant(None)
        if asked and value.kind in ("bool", "any"):
            return constant(0.0)  # it serves arrays as well
        zeros = zero_of(work, value, primal, integers=asked)
        return cast(work, zeros, value) if value.kind == "scalar" else zeros
    tree = step.tangents.whole(node)
    if value.items is not None and isinstance(node, gast.Name | gast.Attribute | gast.Subscript):
        # the caller of a callee may know the same object under another name
        return _by_leaves(work, tree, value) if work.entry else tree
    return cast(work, tree, value)


def _places(whole: Value | None, count: int) -> list[Value | None]:
    """What all returns give at each place of a structure; None where that is not known."""
    if whole is None:
        return [None] * count
    if whole.items is not None:
        return list(whole.items) if len(whole.items) == count else [None] * count
    return [whole.element] * count


def _by_leaves(work: Work, tree: gast.expr, value: Value) -> gast.expr:
    """A structure that has a name: itself, or put together again without what is no tangent."""
    if value.items is None:
        return (
            cast(work, tree, value)
            if work.facts.is_active(value)
            else zero_of(work, value, tree, integers=False)
        )
    kind = "field" if value.kind == "object" else "item"
    leaves = [leaf_expression(("", ((kind, key),)), copy(tree)) for key in part_keys(value)]
    parts = [_by_leaves(work, t, v) for t, v in zip(leaves, value.items, strict=True)]
    if value.kind == "object" and all(map(same, parts, leaves)):
        return tree  # an object is told from others by its class, and has all that it needs
    return built(work, value, parts)


def cast(work: Work, tree: gast.expr, value: Value) -> gast.expr:
    """The tangent in the value's own kind and dtype, where the function mixes several."""
    if value.kind == "list" and value.items is None and value.element is not None:
        item = cast(work, name("item"), value.element)
        whole = isinstance(item, gast.Name) or value.element.kind != "complex"
        return tree if whole else expression("[$e for item in $x]", e=item, x=tree)
    if not carries(value) or not _doubtful(work, value):
        return tree
    if value.kind == "complex":
        return expression("complex($x)", x=tree)
    if value.dtype not in DTYPES:
        return tree
    dtype = expression(f"np.{DTYPES[value.dtype]}")
    if value.kind == "scalar":
        return expression("$d($x)", d=dtype, x=tree)
    if value.kind == "array":
        # the caller of a callee may know the same array under another name
        apart = work.entry and not fresh(tree)
        form = "np.array($x, dtype=$d)" if apart else "np.asarray($x, dtype=$d)"
        return expression(form, x=tree, d=dtype)
    return tree


def _doubtful(work: Work, value: Value) -> bool:
    values = [v for v in work.facts.values.values() if carries(v)]
    if category(value) == "complex" and any(category(v) == "real" for v in values):
        return True
    if value.dtype in ("f4", "f2", "c8"):  # integers beside it make it double
        return True
    seen = {
        v.dtype for v in values if v.dtype is not None and v.kind in ("array", "scalar", "tensor")
    }
    return len(seen) > 1 and not (is_scalar(value) and value.kind == "float")
