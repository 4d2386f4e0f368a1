"""Expressions: what they come to, with the objects in them looked up."""

from __future__ import annotations

import builtins
import operator
from collections.abc import Callable, Hashable
from typing import Any

import gast

from tangentgen.language import core
from tangentgen.source.quote import as_target, constant, copy, name
from tangentgen.source.rebuild import rebuilt
from tangentgen.unfold import attributes, comprehensions, containers, iteration
from tangentgen.unfold.calls import call, call_item, made, of_super
from tangentgen.unfold.items import (
    CLASSES,
    UNKNOWN,
    Item,
    Known,
    Leaf,
    Method,
    NotUnfolded,
    Ref,
    Thing,
    in_order,
    of_constant,
)
from tangentgen.unfold.sequences import placed, several
from tangentgen.unfold.truth import truth
from tangentgen.unfold.work import Work

FAR = 10_000  # columns that no text has
_FOLDED: dict[type, Callable[[Any, Any], Any]] = {
    gast.Add: operator.add,
    gast.Sub: operator.sub,
    gast.Mult: operator.mul,
    gast.FloorDiv: operator.floordiv,
    gast.Mod: operator.mod,
    gast.Pow: operator.pow,
}
_COMPARED: dict[type, Callable[[Any, Any], Any]] = {
    gast.Eq: operator.eq,
    gast.NotEq: operator.ne,
    gast.Lt: operator.lt,
    gast.LtE: operator.le,
    gast.Gt: operator.gt,
    gast.GtE: operator.ge,
}
_METHODS = {
    gast.Add: "__add__",
    gast.Sub: "__sub__",
    gast.Mult: "__mul__",
    gast.Div: "__truediv__",
    gast.Pow: "__pow__",
    gast.MatMult: "__matmul__",
}


def evaluate(work: Work, node: gast.expr) -> Item:
    """What an expression comes to; statements that it needs are written."""
    found = _evaluated(work, node)
    line = getattr(node, "lineno", None)
    if isinstance(found, Leaf) and line is not None and not hasattr(found.tree, "lineno"):
        # What is written many times stands at many places, which tell functions apart.
        work.places += 1
        found.tree.lineno, found.tree.col_offset = line, FAR + work.places
        found.tree.end_lineno, found.tree.end_col_offset = line, FAR + work.places
    return found


def _evaluated(work: Work, node: gast.expr) -> Item:
    match node:
        case gast.Constant(value=value):
            return Leaf(constant(value), value, atomic=True)
        case gast.Name():
            return _name(work, node)
        case gast.Attribute():
            return _attribute(work, node)
        case gast.Subscript():
            owner, index = placed(work, node.value, node.slice)
            return containers.read(work, owner, index)
        case gast.Call():
            return call(work, node)
        case gast.Tuple() | gast.List():
            kind = "tuple" if isinstance(node, gast.Tuple) else "list"
            return _display(work, node.elts, kind)
        case gast.Dict():
            return _dict(work, node)
        case gast.ListComp() | gast.GeneratorExp() | gast.DictComp() | gast.SetComp():
            return comprehensions.made(work, node)
        case gast.Lambda():
            return made(work, node)
        case gast.BoolOp():
            return _bool(work, node)
        case gast.IfExp():
            return _choice(work, node)
        case gast.Compare():
            return _compare(work, node)
        case gast.UnaryOp():
            return _unary(work, node)
        case gast.BinOp():
            return _binary(work, node)
        case gast.JoinedStr():
            return _text(work, node)
        case gast.NamedExpr() | gast.Await() | gast.Yield() | gast.YieldFrom() | gast.Starred():
            raise NotUnfolded("an expression that is not followed")
    return plain(work, node)


def plain(work: Work, node: gast.expr) -> Leaf:
    """The expression with the expressions of its parts."""
    parts: list[gast.expr] = []

    def collect(part: Any) -> Any:
        if isinstance(part, gast.expr):
            parts.append(part)
        return part

    rebuilt(node, collect)
    trees = iter([work.tree(item) for item in several(work, parts)])
    found = rebuilt(node, lambda p: next(trees) if isinstance(p, gast.expr) else copy(p))
    return Leaf(found)


def _name(work: Work, node: gast.Name) -> Item:
    frame: int | None = work.state.frames[-1]
    while frame is not None:
        found = work.state.things[frame].parts.get(node.id)
        if found is not None:
            return work.usable(found)
        frame = work.state.things[frame].parent
    if len(work.functions) == 1 and node.id in work.entry.__code__.co_freevars:
        return Leaf(name(node.id), atomic=True)
    live = work.program.aliases.module(node.id)
    if live is not None:
        return Known(live, name(node.id))
    if hasattr(builtins, node.id):
        return Known(getattr(builtins, node.id), name(node.id))
    raise NotUnfolded(f"the variable {node.id}")


def _attribute(work: Work, node: gast.Attribute) -> Item:
    above = of_super(work, node)
    if above is not None:
        return above
    owner = evaluate(work, node.value)
    found = attributes.read(work, owner, node.attr, node)
    if isinstance(found, Method) and found.function in attributes.getters(work, owner, node.attr):
        return call_item(work, Method(found.function, found.owner), [], {}, node)
    return found


def _display(work: Work, elements: list[gast.expr], kind: Any) -> Item:
    hint, work.hint = work.hint, ""
    plain_ = [e.value if isinstance(e, gast.Starred) else e for e in elements]
    stems = [work.item_name(hint, k) for k in range(len(plain_))]
    parts: list[Item] = []
    for element, item in zip(elements, several(work, plain_, stems), strict=True):
        if isinstance(element, gast.Starred):
            parts += containers.items_of(work, item)
        else:
            parts.append(item)
    return work.new(Thing(kind, in_order(parts)))


def _dict(work: Work, node: gast.Dict) -> Item:
    hint, work.hint = work.hint, ""
    nodes = [p for kv in zip(node.keys, node.values, strict=True) for p in kv if p is not None]
    stems = []
    for key, _ in zip(node.keys, node.values, strict=True):
        stem = work.item_name(hint, getattr(key, "value", "item"))
        stems += [stem] if key is None else [stem, stem]
    items = iter(several(work, nodes, stems))
    whole: dict[Hashable, Item] = {}
    for key in node.keys:
        if key is None:
            spread = work.thing(next(items))
            if spread is None or spread.kind != "dict" or spread.running is not None:
                raise NotUnfolded("a dict that is spread")
            whole |= spread.parts
        else:
            found = constant_of(next(items))
            whole[found] = next(items)
    return work.new(Thing("dict", whole))


def constant_of(item: Item) -> Any:
    if isinstance(item, Leaf) and item.constant is not UNKNOWN:
        return item.constant
    raise NotUnfolded("a key that is known only when the program runs")


def quiet(work: Work, node: gast.expr) -> Item | None:
    """What an expression comes to without a statement or a change; None where it needs one."""
    before, taken, number = dict(work.state.things), set(work.taken), work.numbers
    own_names = set(work.own)
    with work.writing() as written:
        found = evaluate(work, node)
    same = all(work.state.things[n] is thing for n, thing in before.items())
    if written or not same:
        work.state.things, work.taken, work.numbers = before, taken, number
        work.own = own_names
        return None
    return found


def _bool(work: Work, node: gast.BoolOp) -> Item:
    stops = isinstance(node.op, gast.Or)
    trees: list[gast.expr] = []
    for position, value in enumerate(node.values):
        last = position == len(node.values) - 1
        item = quiet(work, value) if trees else evaluate(work, value)
        if item is None:
            raise NotUnfolded("a call behind `and` or `or`")
        known = truth(work, item)
        if known is None:
            trees.append(work.tree(item))
            continue
        if known is stops or (last and not trees):
            if not trees:
                return item
            trees.append(work.tree(item))
            break
        if last:
            trees.append(work.tree(item))
    if len(trees) == 1:
        return Leaf(trees[0])
    return Leaf(gast.BoolOp(node.op, trees))


def _choice(work: Work, node: gast.IfExp) -> Item:
    test = evaluate(work, node.test)
    known = truth(work, test)
    if known is not None:
        return evaluate(work, node.body if known else node.orelse)
    with work.held(test):
        body, orelse = quiet(work, node.body), quiet(work, node.orelse)
    if isinstance(body, Leaf) and isinstance(orelse, Leaf):
        return Leaf(gast.IfExp(work.tree(test), work.tree(body), work.tree(orelse)))
    given, asked = work.fresh("chosen"), work.fresh("asked")
    branches = [(core.Assign(as_target(name(given)), e),) for e in (node.body, node.orelse)]
    iteration.bind(work, as_target(name(asked)), test)  # which is evaluated once
    work.run(work, (core.If(name(asked), *branches),))
    return work.usable(work.state.things[work.state.frames[-1]].parts.get(given))


def _compare(work: Work, node: gast.Compare) -> Item:
    items = several(work, [node.left, *node.comparators])
    if len(items) == 2:
        found = _compared(work, node.ops[0], items[0], items[1])
        if found is not None:
            return of_constant(found)
    trees = [work.tree(i) for i in items]
    return Leaf(gast.Compare(trees[0], node.ops, trees[1:]))


def _compared(work: Work, op: gast.cmpop, left: Item, right: Item) -> bool | None:
    if isinstance(op, gast.Is | gast.IsNot):
        found = _same(left, right)
        return found if found is None or isinstance(op, gast.Is) else not found
    both = [i.constant if isinstance(i, Leaf) else UNKNOWN for i in (left, right)]
    if UNKNOWN not in both and type(op) in _COMPARED:
        try:
            return bool(_COMPARED[type(op)](*both))
        except TypeError:
            return None
    if isinstance(left, Known) and isinstance(right, Known) and type(op) in _COMPARED:
        return bool(_COMPARED[type(op)](left.value, right.value))
    if isinstance(op, gast.In | gast.NotIn) and isinstance(right, Ref):
        thing = work.state.things[right.thing]
        if thing.running is not None or both[0] is UNKNOWN:
            return None
        if thing.kind == "dict":
            inside: bool | None = both[0] in thing.parts
        else:
            constants = [i.constant if isinstance(i, Leaf) else UNKNOWN for i in thing.items]
            inside = None if UNKNOWN in constants else both[0] in constants
        return inside if inside is None or isinstance(op, gast.In) else not inside
    return None


def _same(left: Item, right: Item) -> bool | None:
    """Whether two are one and the same; None where it is not known."""
    match left, right:
        case Ref(), Ref():
            return left.thing == right.thing
        case Known(), Known():
            return left.value is right.value
        case Leaf(), Leaf():
            if left.constant is None or right.constant is None:
                other = right if left.constant is None else left
                if other.constant is not UNKNOWN:
                    return other.constant is None
                return False if other.array else None
            if isinstance(left.constant, bool) and isinstance(right.constant, bool):
                return left.constant is right.constant
            return None
        case (Leaf(constant=None), _) | (_, Leaf(constant=None)):
            return False
    return None


def _unary(work: Work, node: gast.UnaryOp) -> Item:
    item = evaluate(work, node.operand)
    if isinstance(node.op, gast.Not):
        known = truth(work, item)
        if known is not None:
            return of_constant(not known)
    negative = isinstance(node.op, gast.USub)
    if negative and isinstance(item, Leaf) and type(item.constant) in (int, float):
        return Leaf(gast.UnaryOp(node.op, copy(item.tree)), -item.constant, atomic=True)
    if negative and isinstance(item, Ref):
        method = attributes.of_class(work, item, "__neg__")
        if method is not None:
            return call_item(work, method, [], {}, node)
    array = isinstance(item, Leaf) and item.array
    return Leaf(gast.UnaryOp(node.op, work.tree(item)), array=array)


def _binary(work: Work, node: gast.BinOp) -> Item:
    left, right = several(work, [node.left, node.right])
    return binary(work, node.op, left, right, node)


def binary(work: Work, op: gast.operator, left: Item, right: Item, node: gast.AST) -> Item:
    """What an operator makes of two items."""
    if isinstance(left, Leaf) and isinstance(right, Leaf):
        pair = (left.constant, right.constant)
        if type(op) in _FOLDED and all(type(c) in (int, str) for c in pair):
            if isinstance(op, gast.Pow) and not (pair[1] in range(30) and type(pair[0]) is int):
                return Leaf(gast.BinOp(work.tree(left), op, work.tree(right)))
            try:
                return of_constant(_FOLDED[type(op)](*pair))
            except (TypeError, ZeroDivisionError, ValueError):
                pass
        array = (left.array or right.array) and not isinstance(op, gast.MatMult)
        return Leaf(gast.BinOp(work.tree(left), op, work.tree(right)), array=array)
    both = isinstance(left, Known) and isinstance(right, Known) and (left.value, right.value)
    if isinstance(op, gast.BitOr) and both and all(isinstance(v, CLASSES) for v in both):
        tree = gast.BinOp(work.tree(left), op, work.tree(right))
        return Known(both[0] | both[1], tree)
    joined = containers.joined(work, op, left, right)
    if joined is not None:
        return joined
    method = _METHODS.get(type(op))
    if method is not None:
        for owner, other, called in ((left, right, method), (right, left, f"__r{method[2:]}")):
            bound = attributes.of_class(work, owner, called)
            if bound is not None:
                return call_item(work, bound, [other], {}, node)
    return Leaf(gast.BinOp(work.tree(left), op, work.tree(right)))


def _text(work: Work, node: gast.JoinedStr) -> Item:
    found = ""
    for part in node.values:
        if isinstance(part, gast.Constant):
            found += str(part.value)
            continue
        item = evaluate(work, part.value)
        known = isinstance(item, Leaf) and type(item.constant) in (int, str)
        if not known or part.format_spec is not None or part.conversion not in (-1, None):
            return plain_text(work, node)
        found += str(item.constant)  # type: ignore[union-attr]  # a leaf
    return of_constant(found)


def plain_text(work: Work, node: gast.JoinedStr) -> Leaf:
    values = []
    for part in node.values:
        if isinstance(part, gast.Constant):
            values.append(part)
        else:
            item = quiet(work, part.value)
            if item is None:
                raise NotUnfolded("a call inside a text")
            values.append(gast.FormattedValue(work.tree(item), part.conversion, part.format_spec))
    return Leaf(gast.JoinedStr(values))
