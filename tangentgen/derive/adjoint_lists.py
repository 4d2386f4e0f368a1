"""Lists of adjoints: copied, so that one may be changed, and added up."""

from __future__ import annotations

import gast

from tangentgen.analysis.join import is_scalar, parts
from tangentgen.analysis.values import Value, part_keys
from tangentgen.language.fresh import fresh
from tangentgen.source.quote import constant, copy, expression, name


def own_list(tree: gast.expr, value: Value, depth: int = 1) -> gast.expr:
    """The adjoint of a list in lists of its own, which are changed item by item.

    >>> rows = Value("list", element=Value("list", element=Value("float")))
    >>> gast.unparse(own_list(expression("x"), rows)).strip()
    '[list(item) for item in x]'
    """
    inner = value.element
    if value.kind == "dict":
        given = _numbered("item", depth)
        held = name(given) if inner is None else _own_item(name(given), inner, depth + 1)
        if isinstance(held, gast.Name):
            made = isinstance(tree, gast.Call) and isinstance(tree.func, gast.Name)
            new = isinstance(tree, gast.DictComp) or (made and tree.func.id == "dict")
            return tree if new else expression("dict($x)", x=tree)
        return expression(f"{{k: $e for k, {given} in $x.items()}}", e=held, x=tree)
    if inner is not None and _is_list(inner):
        item = _numbered("item", depth)
        parts = _own_item(name(item), inner, depth + 1)
        return expression(f"[$e for {item} in $x]", e=parts, x=tree)
    if isinstance(tree, gast.Call) and isinstance(tree.func, gast.Name) and tree.func.id == "list":
        return tree
    return expression("list($x)", x=tree)


def own_rows(tree: gast.expr, value: Value) -> gast.expr:
    """The adjoint of a list of arrays that is handed out, in arrays of its own.

    >>> rows = Value("list", element=Value("array"))
    >>> gast.unparse(own_rows(expression("list(np.moveaxis(ans_bar, 1, 0))"), rows)).strip()
    'list(np.moveaxis(ans_bar, 1, 0).copy())'
    """
    if value.kind != "list" or value.element is None or value.element.kind != "array":
        return tree
    match tree:
        case gast.Call(func=gast.Name(id="list"), args=[whole]):
            return tree if fresh(whole) else expression("list($x.copy())", x=whole)
        case gast.Call():
            return expression("[item.copy() for item in $x]", x=tree)
    return tree


def holds_arrays(value: Value) -> bool:
    """Whether arrays are among the items of a list or a dict of unknown length."""
    if value.element is not None:
        return _arrays(value.element)
    return any(map(holds_arrays, value.items or ()))


def _arrays(value: Value) -> bool:
    """Whether it is an array, or holds one."""
    return any(part.kind in ("array", "tensor") for part in parts(value))


def own_arrays(tree: gast.expr, value: Value, depth: int = 1) -> gast.expr:
    """The adjoint of a list or a dict of arrays, in arrays of its own.

    >>> rows = Value("list", element=Value("array"))
    >>> gast.unparse(own_arrays(expression("w_bar"), rows)).strip()
    '[item.copy() for item in w_bar]'
    """
    if value.kind in ("array", "tensor"):
        sure = value.kind == "array" and not value.optional
        return expression("$x.copy()" if sure else "1.0 * $x", x=tree)
    if not _arrays(value):
        return tree
    if value.element is None:
        return _built(value, [own_arrays(_at(tree, k), v, depth) for k, v in _parts(value)])
    match tree:
        case gast.ListComp(elt=made, generators=through):
            return gast.ListComp(own_arrays(made, value.element, depth), through)
        case gast.List(elts=items) if not any(isinstance(i, gast.Starred) for i in items):
            return gast.List([own_arrays(i, value.element, depth) for i in items], gast.Load())
        case gast.Call(func=gast.Name(id="list")) if value.element.kind == "array":
            return own_rows(tree, value)
        case gast.Call(func=gast.Name(id="dict"), args=[gast.Call() as pairs]):
            item = own_arrays(name("item"), value.element, depth + 1)
            return expression("{k: $e for k, item in $x}", e=item, x=pairs)
    item = _numbered("item", depth)
    part = own_arrays(name(item), value.element, depth + 1)
    form = "[$e for {} in $x]" if value.kind != "dict" else "{{k: $e for k, {} in $x.items()}}"
    return expression(form.format(item), e=part, x=tree)


def _own_item(tree: gast.expr, value: Value, depth: int) -> gast.expr:
    if value.kind in ("list", "dict") and value.items is None:
        return own_list(tree, value, depth)
    if not _is_list(value):
        return tree
    if value.kind in ("dict", "object") and not any(_is_list(v) for _, v in _parts(value)):
        return expression("$x.copy()", x=tree)
    items = [_own_item(_at(tree, k), v, depth) for k, v in _parts(value)]
    return _built(value, items)


def list_sum(first: gast.expr, second: gast.expr, value: Value, depth: int = 1) -> gast.expr:
    """The sum of two lists of adjoints, item by item.

    >>> pairs = Value("list", element=Value("list", element=Value("float")))
    >>> gast.unparse(list_sum(expression("x"), expression("y"), pairs)).strip()
    '[[a2 + b2 for a2, b2 in zip(a, b, strict=True)] for a, b in zip(x, y, strict=True)]'
    """
    a, b = _numbered("a", depth), _numbered("b", depth)
    if value.kind == "dict":
        key = _numbered("k", depth)
        held = value.element or Value("float")
        match second:
            case gast.Call(func=gast.Name(id="dict"), args=[gast.Call(func=gast.Name(id="zip"))]):
                (pairs,) = second.args
                inner = item_sum(expression(f"$x[{key}]", x=first), name(b), held, depth + 1)
                return expression(f"{{{key}: $e for {key}, {b} in $p}}", e=inner, p=pairs)
        both = [expression(f"$x[{key}]", x=x) for x in (first, second)]
        inner = item_sum(both[0], both[1], held, depth + 1)
        return expression(f"{{{key}: $e for {key} in $y}}", e=inner, y=second)
    inner = item_sum(name(a), name(b), value.element or Value("float"), depth + 1)
    return expression(f"[$e for {a}, {b} in zip($x, $y, strict=True)]", e=inner, x=first, y=second)


def item_sum(first: gast.expr, second: gast.expr, value: Value, depth: int = 1) -> gast.expr:
    """The sum of two adjoints of an item of a list."""
    if value.kind in ("list", "dict") and value.items is None:
        return list_sum(first, second, value, depth)
    if _is_list(value):
        items = [item_sum(_at(first, k), _at(second, k), v, depth) for k, v in _parts(value)]
        return _built(value, items)
    if is_scalar(value) or value.kind in ("array", "tensor", "any"):
        return gast.BinOp(first, gast.Add(), second)
    return constant(None)


def _is_list(value: Value) -> bool:
    """Whether the adjoint of a value is a container."""
    return value.kind == "list" or value.items is not None


def _parts(value: Value) -> list[tuple[object, Value]]:
    return list(zip(part_keys(value), value.items or (), strict=True))


def _built(value: Value, items: list[gast.expr]) -> gast.expr:
    if value.kind in ("dict", "object"):
        return gast.Dict([constant(k) for k in value.keys], items)
    return gast.List(items, gast.Load())


def _at(tree: gast.expr, key: object) -> gast.expr:
    return gast.Subscript(copy(tree), constant(key), gast.Load())


def _numbered(stem: str, depth: int) -> str:
    return stem if depth == 1 else f"{stem}{depth}"
