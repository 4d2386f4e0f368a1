"""`table[k](x)` of a container of functions, where k is known when the derivative runs.

Each function is called by its own key: `table["p"](x) if k == "p" else table["q"](x)`, behind a
test that k is one of the keys.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import gast

from tangentgen.analysis import methods
from tangentgen.analysis.functions import MOST, Closure, Either, Lifted, Packed
from tangentgen.analysis.in_place import around
from tangentgen.analysis.paths import Environment
from tangentgen.analysis.values import UNKNOWN, Value
from tangentgen.language import core
from tangentgen.language.free import free, occurring
from tangentgen.language.walk import SCOPES
from tangentgen.source.quote import as_target, constant, copy, expression, name

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator

LATER = gast.IfExp | gast.BoolOp | SCOPES
"""What is evaluated later than the statement begins, or not at all, or more than once."""


def comes_first(evaluate: Evaluator, node: gast.AST) -> bool:
    """Whether what an expression needs may stand on a line before its statement."""
    path = list(around(evaluate.statement, node))
    if not path or isinstance(evaluate.statement, core.While):
        return False
    return not any(isinstance(outer, LATER) for outer in path)


def named_function(
    evaluate: Evaluator, node: gast.Call, target: Either, env: Environment
) -> Value | None:
    """The value of a call of a function that it takes a computation to find: it gets a name."""
    if not comes_first(evaluate, node):
        return None
    (given,) = names_for(evaluate, node, ["function"])
    made = core.Assign(as_target(name(given)), node.func)
    call = gast.Call(name(given), list(node.args), list(node.keywords))
    inner = {**env, given: Value("function", constant=target)}
    evaluate.facts.named_first[node] = (made,)
    methods.place(call.func, node)
    return methods.stands_for(evaluate, node, call, inner)


def picked_call(
    evaluate: Evaluator, node: gast.Call, callee: Value, env: Environment
) -> Value | None:
    """The value of such a call; None of any other."""
    if not isinstance(node.func, gast.Subscript) or _is_plain(callee.constant):
        return None
    owner, key = node.func.value, node.func.slice
    held = evaluate.facts.value(owner)
    items = held.items
    if items is None or not 1 < len(items) <= MOST or held.kind not in ("dict", "list", "tuple"):
        return None
    named = isinstance(owner, gast.Name | gast.Attribute)
    if not named or evaluate.facts.value(key).constant is not UNKNOWN:
        return None
    if not all(_is_function(v) for v in items) or not comes_first(evaluate, node):
        return None
    keys: tuple[Any, ...] = held.keys if held.kind == "dict" else tuple(range(len(items)))
    if not all(isinstance(k, str | int) for k in keys):
        return None
    before: list[core.Statement] = []
    inner = dict(env)
    asked: gast.expr = key
    if not isinstance(key, gast.Name):
        (given,) = names_for(evaluate, node, ["key"])
        before.append(core.Assign(as_target(name(given)), key))
        asked, inner[given] = name(given), evaluate.facts.value(key)
    before.append(_guard(held.kind, asked, keys))
    ways = [_called(node, owner, k) for k in keys]
    whole: gast.expr = ways[-1]
    for k, way in reversed(list(zip(keys[:-1], ways[:-1], strict=True))):
        whole = gast.IfExp(_is(held.kind, asked, k, len(keys)), way, whole)
    for part in gast.walk(whole):
        if isinstance(part, gast.IfExp | gast.Compare | gast.Call):
            methods.place(part, node)
    evaluate.facts.named_first[node] = tuple(before)
    return methods.stands_for(evaluate, node, whole, inner)


def looked_up(
    evaluate: Evaluator, node: gast.Call, callee: Value, arguments: list[Value], env: Environment
) -> Value | None:
    """`getattr(np, "sin")` and `table.get("sin", f)` of what is known: the function itself."""
    keys = [a.constant for a in arguments]
    if callee.constant is getattr and len(node.args) == 2 and isinstance(keys[1], str):
        plain: gast.expr = gast.Attribute(node.args[0], keys[1], gast.Load())
        return methods.stands_for(evaluate, node, plain, env)
    if callee.constant is getattr and len(node.args) == 3 and isinstance(keys[1], str):
        chosen = _attribute_or(evaluate, node, keys[1])
        return methods.stands_for(evaluate, node, chosen, env) if chosen is not None else None
    match node:
        case gast.Call(func=gast.Attribute(value=owner, attr="get"), args=[_, *rest], keywords=[]):
            held = evaluate.facts.value(owner)
            functions = held.kind == "dict" and held.items and all(map(_is_function, held.items))
            changed = not held.sites.isdisjoint(evaluate.facts.fields)
            if not functions or keys[0] is UNKNOWN or changed:
                return None
            if keys[0] in held.keys:
                plain = gast.Subscript(owner, constant(keys[0]), gast.Load())
            else:
                plain = rest[0] if rest else constant(None)
            return methods.stands_for(evaluate, node, plain, env)
    return None


def _attribute_or(evaluate: Evaluator, node: gast.Call, key: str) -> gast.expr | None:
    """`getattr(body, "mass", None)` of an object that holds it, or may."""
    owner, named, other = node.args
    held = evaluate.facts.value(owner)
    if held.kind != "object" or key not in held.keys or not key.isidentifier():
        return None
    if not isinstance(owner, gast.Name | gast.Attribute):
        return None
    plain = gast.Attribute(owner, key, gast.Load())
    if held.sites and all(key in evaluate.facts.born.get(s, ()) for s in held.sites):
        return plain
    return expression("$p if hasattr($o, $k) else $d", p=plain, o=copy(owner), k=named, d=other)


def _is_plain(target: object) -> bool:
    return target is not UNKNOWN and not isinstance(target, Either)


def _is_function(value: Value) -> bool:
    return value.kind == "function" or isinstance(value.constant, Closure | Packed | Lifted)


def _called(node: gast.Call, owner: gast.expr, key: Any) -> gast.Call:
    function = gast.Subscript(copy(owner), constant(key), gast.Load())
    return gast.Call(function, [copy(a) for a in node.args], [copy(k) for k in node.keywords])


def _is(kind: str, asked: gast.expr, key: Any, count: int) -> gast.expr:
    if kind == "dict":
        return expression("$k == $c", k=asked, c=constant(key))
    return expression("$k == $c or $k == $d", k=asked, c=constant(key), d=constant(key - count))


def _guard(kind: str, asked: gast.expr, keys: tuple[Any, ...]) -> core.Statement:
    """What Python would raise of a key that is not there."""
    if kind == "dict":
        known: gast.expr = gast.Tuple([constant(k) for k in keys], gast.Load())
        test = expression("$k not in $known", k=asked, known=known)
        return core.If(test, (core.Raise(expression("KeyError($k)", k=asked)),))
    count = constant(len(keys))
    test = expression("$k >= $n or $k < -$n", k=asked, n=count)
    return core.If(test, (core.Raise(expression("IndexError('list index out of range')")),))


def names_for(evaluate: Evaluator, node: gast.Call, wanted: list[str]) -> list[str]:
    """Names that nothing else has; the same for a call each time it is looked at."""
    taken = occurring(evaluate.facts.tree)
    for other, made in evaluate.facts.named_first.items():
        if other is not node:
            for statement in made:
                target = getattr(statement, "target", None)
                if target is not None:
                    taken |= {n.id for n in gast.walk(target) if isinstance(n, gast.Name)}
    return [free(w, taken) for w in wanted]
