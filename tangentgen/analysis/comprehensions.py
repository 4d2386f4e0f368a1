"""What a comprehension makes: a list whose items are what its expression gives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import gast

from tangentgen.analysis.in_place import is_consumed, told_where_kept
from tangentgen.analysis.iteration import item_of, iterator
from tangentgen.analysis.lists import made_there
from tangentgen.analysis.optional import narrowed
from tangentgen.analysis.paths import Environment
from tangentgen.analysis.subscripts import subscript
from tangentgen.analysis.values import ANY, UNKNOWN, Dim, Value
from tangentgen.language.nested import default_names, free_names
from tangentgen.language.resolve import target_names
from tangentgen.language.walk import walk

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator

Comprehension = gast.ListComp | gast.GeneratorExp | gast.SetComp | gast.DictComp


def comprehension(evaluate: Evaluator, node: gast.expr, env: Environment) -> Value:
    """The value of a comprehension, its variables known inside it alone."""
    inner = dict(env)
    for part in node.generators:
        evaluate.gathered.update(walk(part.iter))
        items = evaluate(part.iter, inner)
        _bind(evaluate, part.target, _item(evaluate, part.iter, items), inner)
        for test in part.ifs:
            evaluate(test, inner)
            inner = dict(narrowed(test, True, inner))
    bound = {n for part in node.generators for n in target_names(part.target)}
    for made in _lambdas(node):
        if not bound.isdisjoint({*free_names(made), *default_names(made)}):
            what = "functions of a comprehension's own variable"
            hint = "define one function, and give it the variable as an argument"
            evaluate.refuse(made, what, hint)
            return ANY.but(active=True)
    if any(_once(evaluate, n) for n in walk(node)):
        evaluate.facts.impure.add(node)
    site = frozenset([node])
    through = [evaluate.facts.value(part.iter) for part in node.generators]
    empty = any(v.items == () and v.kind in ("list", "tuple") for v in through)
    if empty and isinstance(node, gast.ListComp | gast.GeneratorExp):
        return Value("list", items=(), length=Dim(), sites=site)
    if isinstance(node, gast.DictComp):
        key = evaluate(node.key, inner).but(constant=UNKNOWN, length=None)
        return Value("dict", keys=(key,), element=evaluate(node.value, inner), sites=site)
    element = evaluate(node.elt, inner)
    if isinstance(node, gast.SetComp):
        if evaluate.facts.is_active(element):
            return evaluate.refuse(node, "a set of active values", "use a tuple or a list")
        return Value("iterator", element=element.but(constant=UNKNOWN, length=None))
    if isinstance(node, gast.GeneratorExp):
        if not evaluate.facts.is_active(element) and not is_consumed(evaluate, node):
            return Value("iterator", element=element.but(constant=UNKNOWN, length=None))
        told_where_kept(evaluate, node, "a generator")
    if element.sites != {node.elt} and not made_there(evaluate.facts, element, node.elt):
        evaluate.facts.repeated.update(evaluate.facts.sites(element))
    return Value("list", element=element, sites=site)


def _lambdas(node: gast.AST) -> Iterator[gast.Lambda]:
    """The lambdas in an expression, without those inside others."""
    for part in gast.iter_child_nodes(node):
        if isinstance(part, gast.Lambda):
            yield part
        else:
            yield from _lambdas(part)


def _item(evaluate: Evaluator, node: gast.expr, items: Value) -> Value:
    """What one item of an iterable is."""
    return _part(evaluate, node, _iterated(evaluate, node, items))


def _part(evaluate: Evaluator, node: gast.expr, items: Value) -> Value:
    """What one item is of what is gone through."""
    if items.kind == "array":
        return subscript(evaluate, node, items, Value("int", shape=()))
    found = item_of(items)
    active = evaluate.facts.is_active(items)
    if found.kind == "any" and found.cls is None and items.kind != "dict" and active:
        return ANY.but(active=True)
    return found


def _iterated(evaluate: Evaluator, node: gast.expr, items: Value) -> Value:
    """What is gone through: of `zip` and the like, the iterator over what they are given."""
    if items.kind != "any" or not isinstance(node, gast.Call):
        return items
    facts = evaluate.facts
    arguments = [_iterated(evaluate, a, facts.value(a)) for a in node.args]
    named = {str(k.arg): facts.value(k.value) for k in node.keywords}
    function = facts.value(node.func).constant
    return iterator(function, arguments, named, lambda v: _part(evaluate, node, v)) or items


def _once(evaluate: Evaluator, node: gast.AST) -> bool:
    facts = evaluate.facts
    return node in facts.impure or node in facts.user_calls or node in facts.list_calls


def _bind(evaluate: Evaluator, target: gast.expr, value: Value, env: Environment) -> None:
    evaluate.facts.values[target] = value
    match target:
        case gast.Name():
            env[target.id] = value
        case gast.Tuple() | gast.List():
            for k, part in enumerate(target.elts):
                if value.items is not None and len(value.items) == len(target.elts):
                    inner = value.items[k]
                elif value.kind in ("array", "tensor"):
                    inner = subscript(evaluate, target, value, Value("int", shape=()))
                else:
                    inner = value.element or ANY.but(active=evaluate.facts.is_active(value))
                _bind(evaluate, part.value if isinstance(part, gast.Starred) else part, inner, env)
