"""A table of rewrites that keep value, NaN, infinity, shape and dtype, and its application.

    x * 1        →  x           where x holds reals, so that its dtype stays
    0.5 * (2 * r)  →  r         literals are multiplied out (fold)
    a + -b       →  a - b
    x ** 1       →  x
    np.sum(2 * e)  →  2 * np.sum(e)
    np.sum(e / s, axis=1, keepdims=True)  →  np.sum(e, …) / s    where s has one column

Nothing is here that looks right and is not: `x * 0`, `x + 0`, `x / x` and `log(exp(x))` stay.
Only the derived structure is rewritten, from the root through sums, products and the functions
that are linear in what they are given; what it is made of stays as the user wrote it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import gast
import numpy as np

from tangentgen.analysis.callables import is_elementwise
from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.values import Dim
from tangentgen.language.fresh import fresh
from tangentgen.source.match import Bindings, fill, match, pattern
from tangentgen.tidy.chosen import chosen
from tangentgen.tidy.fold import fold
from tangentgen.tidy.known import (
    Known,
    inexact,
    literal,
    may_be_huge,
    number,
    rank,
    times,
    zero_dimensional,
)
from tangentgen.tidy.merge import summed
from tangentgen.tidy.product import foldable, product
from tangentgen.tidy.render import Item, Product, built
from tangentgen.tidy.signs import linear_places, negated, presented
from tangentgen.tidy.spread import unspread

Condition = Callable[[Bindings, Known], bool]


def reals(*names: str) -> Condition:
    """That these hold reals and are not arrays of no axes, which arithmetic makes scalars of."""

    def holds(found: Bindings, known: Known) -> bool:
        return all(
            inexact(found[n], known) and not zero_dimensional(found[n], known) for n in names
        )

    return holds


def literal_in_front(found: Bindings, known: Known) -> bool:
    """Take the literals out of `$x`: they become `$c`, what is left `$y`."""
    parts = product(found["x"], known)
    coefficient = parts.coefficient()
    value, negative = abs(coefficient), coefficient < 0
    number_node = literal(value)
    if value == 1 or number_node is None or not foldable(parts, known) or not parts.factors:
        return False
    found["c"] = number_node
    sign = -parts.sign if negative else parts.sign
    found["y"] = built(Product(sign, [], [], parts.factors), known)
    return True


def divisor_in_front(found: Bindings, known: Known) -> bool:
    """Take a divisor `$d` out of `$x` that has one element only along the axes that are summed."""
    keywords = {k.arg: k.value for k in found["k"]}
    kept = keywords.get("keepdims")
    axes = summed_axes(keywords.get("axis"))
    if set(keywords) != {"axis", "keepdims"} or axes is None:
        return False
    if not (isinstance(kept, gast.Constant) and kept.value is True):
        return False
    parts = product(found["x"], known)
    for at, (op, node) in enumerate(parts.factors):
        left = parts.factors[:at] + parts.factors[at + 1 :]
        if op == "/" and left and left[0][0] == "*" and _single(node, axes, left, known):
            found["d"] = node
            found["y"] = built(Product(parts.sign, parts.above, parts.below, left), known)
            return inexact(found["y"], known) and foldable(parts, known)
    return False


def numbers_in_front(found: Bindings, known: Known) -> bool:
    """Take all but two vectors out of a sum of products, if that is numbers: $y."""
    parts = product(found["x"], known)
    numbers = [item for item in parts.items if is_scalar(known(item[1])) or number(item[1])]
    vectors = [item for item in parts.items if item not in numbers]
    if not numbers or [op for op, _ in vectors] != ["*", "*"]:
        return False
    (_, one), (_, other) = vectors
    exact = known(one).dtype == known(other).dtype == "f8"
    if not exact or not of_vectors({"a": one, "b": other}, known):
        return False
    if any(may_be_huge(node) for _, node in parts.items) or not foldable(parts, known):
        return False
    inner: Item = ("*", gast.BinOp(one, gast.MatMult(), other))
    first = [item for item in numbers if item[0] == "*"]
    rest = [item for item in numbers if item[0] == "/"]
    whole = Product(parts.sign, parts.above, parts.below, [*first, inner, *rest], parts.tied)
    found["y"] = built(whole, known)
    return True


def summed_axes(node: gast.expr | None) -> tuple[int, ...] | None:
    """The axes that a keyword names by literals."""
    if isinstance(node, gast.Tuple):
        found = [summed_axes(part) for part in node.elts]
        return None if None in found else tuple(k for part in found for k in part or ())
    value = number(node) if node is not None else None
    return None if value is None or value.denominator != 1 else (int(value),)


def _single(node: gast.expr, axes: tuple[int, ...], others: list[Item], known: Known) -> bool:
    """Whether a factor is spread along these axes over the others, which have as many axes."""
    shape = known(node).shape
    if shape is None or any(not -len(shape) <= axis < len(shape) for axis in axes):
        return False
    alike = any(rank(other, known) == len(shape) for _, other in others)
    return alike and all(shape[axis] == Dim(1) for axis in axes)


def at_summed_axis(found: Bindings, known: Known) -> bool:
    """That an index takes away the axes that were kept, and nothing else."""
    axes, index = summed_axes(found["k"]), found["i"]
    parts = index.elts if isinstance(index, gast.Tuple) else [index]
    if axes is None or sorted(axes)[-1] >= len(parts) or min(axes) < 0:
        return False
    return all(
        number(part) == 0
        if axis in axes
        else isinstance(part, gast.Slice) and not (part.lower or part.upper or part.step)
        for axis, part in enumerate(parts)
    )


def of_vectors(found: Bindings, known: Known) -> bool:
    """That these are vectors of one length and of real or complex numbers."""
    one, other = known(found["a"]), known(found["b"])
    if any(value.kind != "array" or value.dtype not in _FLOATS for value in (one, other)):
        return False
    return one.shape is not None and len(one.shape) == 1 and one.shape == other.shape != (None,)


_FLOATS = ("f4", "f8", "c8", "c16")


def as_large(found: Bindings, known: Known) -> bool:
    """Of `$x`, only what gives it its shape: `$y`; numbers on the spot do not."""
    match found["x"]:
        case gast.BinOp(left=inner, op=gast.Pow() | gast.Div(), right=other):
            pass
        case gast.BinOp(left=inner, op=gast.Mult() | gast.Add() | gast.Sub(), right=other):
            if number(inner) is not None:
                inner, other = other, inner
            if not inexact(inner, known):
                return False  # a list, perhaps, which a number makes longer
        case gast.UnaryOp(op=gast.USub(), operand=inner):
            other = gast.Constant(0, None)
        case gast.Call(
            func=gast.Attribute(value=gast.Name(id="np"), attr=function),
            args=[inner],
            keywords=[],
        ) if is_elementwise(getattr(np, function, None)):
            other = gast.Constant(0, None)
        case _:
            return False
    found["y"] = inner
    return number(other) is not None


def literal_exponent(found: Bindings, known: Known) -> bool:
    """Compute an exponent such as `3 - 1`."""
    value = _computed(found["n"])
    if value is None or isinstance(found["n"], gast.Constant):
        return False
    found["m"] = value
    return True


def _computed(node: gast.expr) -> gast.expr | None:
    if not (isinstance(node, gast.BinOp) and isinstance(node.op, gast.Add | gast.Sub)):
        return None
    left, right = number(node.left), number(node.right)
    if left is None or right is None:
        return None
    return literal(left + right if isinstance(node.op, gast.Add) else left - right)


def times_number(found: Bindings, known: Known) -> bool:
    """That `$k` is a literal, and `$a` an array of reals."""
    return number(found["k"]) is not None and reals("a")(found, known)


def number_times(array: str) -> Condition:
    """That `$k` is a number, and this an array of float64: their product may come later."""

    def holds(found: Bindings, known: Known) -> bool:
        factor, value = found["k"], known(found[array])
        if not is_scalar(known(factor)) and number(factor) is None:
            return False
        exact = value.kind == "array" and value.dtype == "f8"
        return exact and not any(map(may_be_huge, (factor, found["a"], found["b"])))

    return holds


@dataclass(frozen=True)
class Rewrite:
    """One line of the table."""

    before: str
    after: str
    when: Condition


TABLE = (
    Rewrite("$x ** $n", "$x ** $m", literal_exponent),
    Rewrite("$x ** 1", "$x", reals("x")),
    Rewrite("$a + -$b", "$a - $b", reals("b")),
    Rewrite("$a - -$b", "$a + $b", reals("b")),
    Rewrite("-$a + $b", "$b - $a", reals("a", "b")),
    Rewrite("-$a @ $b", "-($a @ $b)", reals("a")),
    Rewrite("$a @ -$b", "-($a @ $b)", reals("b")),
    Rewrite("($k * $a) @ $b", "$k * ($a @ $b)", number_times("a")),
    Rewrite("($k * $a).T @ $b", "$k * ($a.T @ $b)", number_times("a")),
    Rewrite("$a @ ($k * $b)", "$k * ($a @ $b)", number_times("b")),
    Rewrite("$a @ ($k * $b).T", "$k * ($a @ $b.T)", number_times("b")),
    Rewrite("(-$a)[$i]", "-$a[$i]", reals("a")),
    Rewrite("($k * $a)[$i]", "$k * $a[$i]", times_number),
    Rewrite("(-$a).T", "-$a.T", reals("a")),
    Rewrite("$a.T.T", "$a", reals("a")),
    Rewrite("($k * $a.T).T", "$k * $a", times_number),
    Rewrite("$a * $g if $c else $b * $g", "($a if $c else $b) * $g", reals("a", "b", "g")),
    Rewrite("$a / $g if $c else $b / $g", "($a if $c else $b) / $g", reals("a", "b", "g")),
    Rewrite("-$a if $c else -$b", "-($a if $c else $b)", reals("a", "b")),
    Rewrite("np.sum(-$x, **$k)", "-np.sum($x, **$k)", reals("x")),
    Rewrite("np.mean(-$x, **$k)", "-np.mean($x, **$k)", reals("x")),
    Rewrite("np.sum($a * $b)", "$a @ $b", of_vectors),
    Rewrite("np.sum($x)", "$y", numbers_in_front),
    Rewrite("np.sum($x, **$k)", "$c * np.sum($y, **$k)", literal_in_front),
    Rewrite("np.sum($x, **$k)", "np.sum($y, **$k) / $d", divisor_in_front),
    Rewrite("np.mean($x, **$k)", "$c * np.mean($y, **$k)", literal_in_front),
    Rewrite("np.size($x)", "np.size($y)", as_large),
    Rewrite("np.shape($x)", "np.shape($y)", as_large),
    Rewrite("len($x)", "len($y)", as_large),
    Rewrite("len($x * $x)", "len($x)", reals("x")),
    Rewrite("len(np.sum($x, axis=1))", "len($x)", reals("x")),
    Rewrite("np.sum($x, axis=$k, keepdims=True)[$i]", "np.sum($x, axis=$k)", at_summed_axis),
    Rewrite("np.outer($a, $b).T", "np.outer($b, $a)", reals("a", "b")),
    Rewrite("np.outer(-$a, $b)", "-np.outer($a, $b)", reals("a")),
    Rewrite("np.outer($a, -$b)", "-np.outer($a, $b)", reals("b")),
    Rewrite("np.dot(-$a, $b)", "-np.dot($a, $b)", reals("a")),
    Rewrite("np.dot($a, -$b)", "-np.dot($a, $b)", reals("b")),
    Rewrite("np.broadcast_to(-$x, $s)", "-np.broadcast_to($x, $s)", reals("x")),
)


def _root(node: gast.expr) -> object:
    """What an expression is at its root, for looking up the rewrites that may fit."""
    if isinstance(node, gast.BinOp):
        return type(node.op)
    if isinstance(node, gast.Call) and isinstance(node.func, gast.Attribute | gast.Name):
        return node.func.attr if isinstance(node.func, gast.Attribute) else node.func.id
    return type(node)


_INDEX: dict[object, list[Rewrite]] = {}
for _rewrite in TABLE:
    _INDEX.setdefault(_root(pattern(_rewrite.before)), []).append(_rewrite)


def simplify(node: gast.expr, known: Known) -> gast.expr:
    """An expression of a derivative as one would write it by hand.

    The result may be a part of what was given, such as a bare name, and then shares its memory.

    >>> from tangentgen.analysis.values import Value
    >>> from tangentgen.source.quote import expression
    >>> real = lambda node: Value("float", shape=())
    >>> for text in ("0.5 * (2 * r ** (2 - 1)) * 1.0", "-(x * y_bar)", "2 * r * (1 / len(r))"):
    ...     print(gast.unparse(simplify(expression(text), real)))
    r
    -x * y_bar
    2 * r / len(r)
    """
    return presented(_tidied(node, known), known)


def simplified_apart(node: gast.expr, known: Known) -> gast.expr:
    """The same, but what makes an array goes on making one: others have relied on that.

    >>> from tangentgen.analysis.values import Value
    >>> from tangentgen.source.quote import expression
    >>> array = lambda node: Value("array", dtype="f8", shape=(None,))
    >>> gast.unparse(simplified_apart(expression("x * 1.0"), array)).strip()
    'x * 1.0'
    """
    found = simplify(node, known)
    return node if fresh(node) and not fresh(found) else found


def sum_of(terms: Sequence[gast.expr], known: Known) -> gast.expr:
    """The sum of contributions, each simplified, equal ones counted, common factors taken out.

    >>> from tangentgen.analysis.values import Value
    >>> from tangentgen.source.quote import expression
    >>> real = lambda node: Value("float", shape=())
    >>> quoted = [expression("r * ((1 - x) * x_bar)"), expression("-(r * x * x_bar)")]
    >>> gast.unparse(sum_of(quoted, real))
    'r * (1 - 2 * x) * x_bar'
    """
    tidied = [_tidied(term, known) for term in terms]
    tidied = chosen(tidied, known, lambda tree: _tidied(tree, known))
    total = tidied[0] if len(tidied) == 1 else summed(tidied, known)
    if isinstance(total, gast.BinOp) and isinstance(total.op, gast.Add | gast.Sub):
        total = _rewritten(total, known)
    if len(tidied) > 1 and zero_dimensional(total, known):
        total = times(gast.Constant(1, None), total)  # a scalar, as any sum of such arrays
    return presented(total, known)


def whole_of(operand: gast.expr) -> gast.expr:
    """`x` of `x[...]`, which is the same to arithmetic."""
    match operand:
        case gast.Subscript(value=array, slice=gast.Constant(value=index)) if index is Ellipsis:
            return array
    return operand


def _tidied(node: gast.expr, known: Known, factor: bool = False) -> gast.expr:
    """The same with signs outermost, which the table expects; a factor is folded with the rest."""
    if isinstance(node, gast.BinOp):
        product = isinstance(node.op, gast.Mult | gast.Div)
        left, right = _tidied(node.left, known, product), node.right
        if not isinstance(node.op, gast.Pow):
            right = _tidied(right, known, product)
        left, right = whole_of(left), whole_of(right)
        if left is not node.left or right is not node.right:
            node = gast.BinOp(left, node.op, right)
        node = unspread(node, known)
        if product:
            return node if factor else fold(node, known)
    elif isinstance(node, gast.UnaryOp) and isinstance(node.op, gast.USub):
        operand = _tidied(node.operand, known, factor)
        double = negated(operand) if isinstance(operand, gast.UnaryOp) else None
        if double is not None and reals("double")({"double": double}, known):
            return double
        return node if operand is node.operand else gast.UnaryOp(node.op, operand)
    elif isinstance(node, gast.IfExp):
        body, orelse = _tidied(node.body, known), _tidied(node.orelse, known)
        if body is not node.body or orelse is not node.orelse:
            node = gast.IfExp(node.test, body, orelse)
    elif isinstance(node, gast.Call):
        node = _call(node, known)
    elif isinstance(node, gast.Subscript):
        value = _tidied(node.value, known)
        taken = _taken(value, node.slice)
        if taken is not None:
            return _tidied(taken, known)
        node = node if value is node.value else gast.Subscript(value, node.slice, node.ctx)
    elif isinstance(node, gast.Attribute) and node.attr == "T":
        value = _tidied(node.value, known)
        node = node if value is node.value else gast.Attribute(value, "T", node.ctx)
    return _rewritten(node, known)


def _taken(value: gast.expr, index: gast.expr) -> gast.expr | None:
    """The item that is taken from a display, whose others only need to be looked up."""
    if not isinstance(value, gast.List | gast.Tuple) or not isinstance(index, gast.Constant):
        return None
    plain = all(isinstance(e, gast.Name | gast.Constant) for e in value.elts)
    if type(index.value) is not int or not (plain or len(value.elts) == 1):
        return None
    if not -len(value.elts) <= index.value < len(value.elts):
        return None
    found: gast.expr = value.elts[index.value]
    return None if isinstance(found, gast.Starred) else found


def _call(node: gast.Call, known: Known) -> gast.Call:
    places = linear_places(node)
    if not places:
        return node
    args = [_tidied(a, known) if i in places else a for i, a in enumerate(node.args)]
    if all(new is old for new, old in zip(args, node.args, strict=True)):
        return node
    return gast.Call(node.func, args, node.keywords)


def _rewritten(node: gast.expr, known: Known) -> gast.expr:
    for rewrite in _INDEX.get(_root(node), ()):
        found = match(rewrite.before, node)
        if found is not None and rewrite.when(found, known):
            return _tidied(fill(rewrite.after, found), known)
    return node


__all__ = ["TABLE", "Rewrite", "negated", "simplified_apart", "simplify", "sum_of"]
