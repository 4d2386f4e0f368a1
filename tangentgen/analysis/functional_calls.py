"""NumPy's functions that call the user's: `vectorize`, `apply_along_axis`, `piecewise`."""

from __future__ import annotations

import types
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import gast
import numpy as np

from tangentgen.analysis import methods
from tangentgen.analysis.closures import captures_active
from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.paths import Environment
from tangentgen.analysis.values import UNKNOWN, Value
from tangentgen.language import functionals
from tangentgen.source.quote import constant, copy, expression, name

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator

_BY_COUNT: tuple[Any, ...] = (
    functionals.vectorized,
    functionals.vectorized_two,
    functionals.vectorized_three,
)


def functional_call(
    evaluate: Evaluator, node: gast.Call, target: Any, values: list[Value], env: Environment
) -> Value | None:
    """The value of such a call; None of another call, or where nothing active is in it."""
    active = any(evaluate.facts.is_active(v) or captures_active(evaluate, v, env) for v in values)
    if isinstance(target, np.vectorize):
        return _vectorized(evaluate, node, target, env) if active else None
    if target is np.vectorize and node.args:
        return _made(evaluate, node, env)
    if not active:
        return None
    if target is np.apply_along_axis:
        return _along_axis(evaluate, node, env)
    if target is np.apply_over_axes:
        return _over_axes(evaluate, node, env)
    if target is np.piecewise:
        return _piecewise(evaluate, node, env)
    if target is np.fromfunction:
        return _from_function(evaluate, node, env)
    return None


def _called(
    evaluate: Evaluator, node: gast.Call, way: Any, given: Sequence[gast.expr], env: Environment
) -> Value:
    call = gast.Call(_printed(evaluate, way), list(given), [])
    return methods.stands_for(evaluate, node, call, env)


def _printed(evaluate: Evaluator, way: Any) -> gast.expr:
    """One of our functions, by the name under which it is printed."""
    return name(evaluate.program.aliases.of_function(way, evaluate.facts.scope.locals))


def _vectorized(
    evaluate: Evaluator, node: gast.Call, target: np.vectorize, env: Environment
) -> Value:
    """A call of a function that `np.vectorize` made, with or without a decorator."""
    function = gast.Attribute(node.func, "pyfunc", gast.Load())
    if target.excluded or node.keywords:
        return evaluate.refuse(node, "np.vectorize with excluded or keywords", "write a lambda")
    if (several := _refused_results(evaluate, node, target.pyfunc)) is not None:
        return several
    if target.signature is not None:
        return _of_rows(evaluate, node, function, str(target.signature), env)
    if not 1 <= len(node.args) <= len(_BY_COUNT):
        return evaluate.refuse(node, "np.vectorize of so many arguments", "write a loop")
    return _called(evaluate, node, _BY_COUNT[len(node.args) - 1], [function, *node.args], env)


def _made(evaluate: Evaluator, node: gast.Call, env: Environment) -> Value | None:
    """`np.vectorize(f)` as a closure over the function."""
    named = {k.arg: k.value for k in node.keywords}
    if set(named) - {"otypes", "signature", "doc", "cache"} or len(node.args) > 1:
        return None
    signature = named.get("signature")
    text = evaluate.facts.value(signature).constant if signature is not None else ""
    count = _arguments_of(evaluate, node.args[0])
    function = evaluate.facts.value(node.args[0]).constant
    several = _refused_results(evaluate, node, getattr(function, "function", function))
    if several is not None:
        return several
    if not isinstance(text, str) or (text and not _is_of_rows(text)):
        return evaluate.refuse(node, "np.vectorize with this signature", "write a loop")
    if text:
        count = 1
    if count is None or not 1 <= count <= len(_BY_COUNT):
        return None
    own = ["x", "y", "z"][:count]
    if text:
        body = expression("np.apply_along_axis($f, -1, $x)", f=name("function"), x=name("x"))
    else:
        called = _printed(evaluate, _BY_COUNT[count - 1])
        body = gast.Call(called, [name("function"), *map(name, own)], [])
    inner = gast.Lambda(_parameters(own), body)
    outer = gast.Lambda(_parameters(["function"]), inner)
    call = gast.Call(outer, [node.args[0]], [])
    for each in (inner, outer, call, body):
        methods.place(each, node)
    return methods.stands_for(evaluate, node, call, env)


def _refused_results(evaluate: Evaluator, node: gast.Call, function: Any) -> Value | None:
    """A refusal where the function returns a tuple, as its text has it."""
    if not isinstance(function, types.FunctionType):
        return None
    ends = [n for n in gast.walk(evaluate.program.source(function).tree) if _returns_tuple(n)]
    if not ends:
        return None
    return evaluate.refuse(
        node, "np.vectorize of a function with several results", "make one function for each"
    )


def _returns_tuple(node: gast.AST) -> bool:
    value = node.value if isinstance(node, gast.Return) else None
    return isinstance(value, gast.Tuple) or (
        isinstance(node, gast.Lambda) and isinstance(node.body, gast.Tuple)
    )


def _parameters(names: list[str]) -> gast.arguments:
    own = [gast.Name(given, gast.Param(), None, None) for given in names]
    return gast.arguments(own, [], None, [], [], None, [])


def _arguments_of(evaluate: Evaluator, node: gast.expr) -> int | None:
    """How many arguments a function takes."""
    if isinstance(node, gast.Lambda):
        return len(node.args.args)
    target = evaluate.facts.value(node).constant
    function = getattr(target, "function", target)
    code = getattr(function, "__code__", None)
    if code is None:
        return 1 if callable(function) and function is not UNKNOWN else None
    free = len(getattr(target, "names", ()))
    return int(code.co_argcount) - (free if code.co_argcount > free else 0)


def _is_of_rows(signature: str) -> bool:
    """Whether a signature has one argument of one axis, as `(n)->()`."""
    given = signature.replace(" ", "").partition("->")[0]
    return given.startswith("(") and given.count("(") == 1 and given[1:-1].isidentifier()


def _of_rows(
    evaluate: Evaluator, node: gast.Call, function: gast.expr, signature: str, env: Environment
) -> Value:
    if not _is_of_rows(signature) or len(node.args) != 1:
        return evaluate.refuse(node, "np.vectorize with this signature", "write a loop")
    given = [function, constant(-1), node.args[0]]
    return _called(evaluate, node, functionals.along_axis, given, env)


def _along_axis(evaluate: Evaluator, node: gast.Call, env: Environment) -> Value:
    named = {k.arg: k.value for k in node.keywords}
    given = dict(zip(("func1d", "axis", "arr"), node.args, strict=False))
    given |= {k: named.pop(k) for k in list(named) if k in ("func1d", "axis", "arr")}
    rest = node.args[3:]
    if len(given) < 3 or None in named or any(isinstance(a, gast.Starred) for a in node.args):
        return evaluate.refuse(node, "np.apply_along_axis with * or **", "name the arguments")
    if named:
        return evaluate.refuse(node, "np.apply_along_axis with keywords", "write a lambda")
    first = [given["func1d"], given["axis"], given["arr"]]
    return _called(evaluate, node, functionals.along_axis, [*first, *rest], env)


def _over_axes(evaluate: Evaluator, node: gast.Call, env: Environment) -> Value:
    named = {k.arg: k.value for k in node.keywords}
    given = dict(zip(("func", "a", "axes"), node.args, strict=False)) | named
    if set(given) != {"func", "a", "axes"}:
        return evaluate.refuse(node, "np.apply_over_axes with * or **", "name the arguments")
    axes = given["axes"]
    several = axes.elts if isinstance(axes, gast.List | gast.Tuple) else [axes]
    if len(several) == 1 and evaluate.facts.value(several[0]).kind not in ("int",):
        return evaluate.refuse(node, "np.apply_over_axes with these axes", "write them out")
    result = given["a"]
    called = _printed(evaluate, functionals.over_axis)
    for axis in several:
        result = gast.Call(copy(called), [copy(given["func"]), result, axis], [])
        methods.place(result, node)
    return methods.stands_for(evaluate, node, result, env)


def _piecewise(evaluate: Evaluator, node: gast.Call, env: Environment) -> Value:
    named = {k.arg: k.value for k in node.keywords}
    given = dict(zip(("x", "condlist", "funclist"), node.args, strict=False))
    given |= {k: named.pop(k) for k in list(named) if k in ("x", "condlist", "funclist")}
    rest = node.args[3:]
    functions = given.get("funclist")
    if not isinstance(functions, gast.List | gast.Tuple) or "condlist" not in given:
        return evaluate.refuse(
            node, "np.piecewise without its lists", "write the functions in a list at the call"
        )
    if named:
        return evaluate.refuse(node, "np.piecewise with keywords", "write lambdas")
    x = evaluate.facts.value(given["x"])
    if is_scalar(x) or x.rank == 0:
        return evaluate.refuse(node, "np.piecewise of a number", "write if and else")
    conditions = given["condlist"]
    tests = conditions.elts if isinstance(conditions, gast.List | gast.Tuple) else [conditions]
    pieces = functions.elts
    if len(pieces) == len(tests) + 1:
        whole = copy(tests[0])
        for test in tests[1:]:
            whole = expression("$a | $b", a=whole, b=test)
        tests = [*tests, expression("~np.asarray($a)", a=whole)]
    if len(pieces) != len(tests):
        return evaluate.refuse(node, "np.piecewise with too few functions", "give one for each")
    x = given["x"]
    result: gast.expr = expression("np.zeros_like($x)", x=x)
    for test, function in zip(tests, pieces, strict=True):
        result = _one_piece(evaluate, node, (result, x, test), function, rest)
    return methods.stands_for(evaluate, node, result, env)


def _one_piece(
    evaluate: Evaluator,
    node: gast.Call,
    place: tuple[gast.expr, gast.expr, gast.expr],
    function: gast.expr,
    rest: list[gast.expr],
) -> gast.expr:
    """The result so far with what a function, or a number, gives where a condition holds."""
    y, x, test = place
    known = evaluate.facts.value(function)
    is_function = isinstance(function, gast.Lambda) or known.kind == "function"
    way: Any = functionals.piece if is_function else functionals.constant_piece
    given = [function, y, copy(x), copy(test), *rest]
    if not is_function:
        given = [y, copy(test), function]
    made = gast.Call(_printed(evaluate, way), given, [])
    methods.place(made, node)
    return made


def _from_function(evaluate: Evaluator, node: gast.Call, env: Environment) -> Value | None:
    """`np.fromfunction(f, shape)`: the function of the arrays of indices."""
    named = {k.arg: k.value for k in node.keywords}
    given = dict(zip(("function", "shape"), node.args, strict=False))
    given |= {k: named.pop(k) for k in list(named) if k in ("function", "shape", "dtype")}
    shape = given.get("shape")
    if named or not isinstance(shape, gast.Tuple) or "function" not in given:
        return evaluate.refuse(node, "np.fromfunction of this form", "use np.indices")
    kind = given.get("dtype", name("float"))
    grids = [
        expression(f"np.indices($s, dtype=$d)[{k}]", s=shape, d=kind)
        for k in range(len(shape.elts))
    ]
    call = gast.Call(given["function"], grids, [])
    return methods.stands_for(evaluate, node, call, env)
