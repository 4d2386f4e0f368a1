"""What random numbers are: their kinds and shapes follow from what is asked for."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import gast
import numpy as np

from tangentgen.analysis import results
from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.values import ANY, Dim, Value

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator

SOURCES = (np.random.Generator, np.random.RandomState)
_MAKERS = {
    np.random.default_rng: np.random.Generator,
    np.random.Generator: np.random.Generator,
    np.random.RandomState: np.random.RandomState,
}
# How many parameters a distribution has; `size` follows them.
_PARAMETERS = {
    0: "random random_sample ranf sample standard_cauchy standard_exponential standard_normal",
    1: """chisquare exponential geometric logseries pareto poisson power rayleigh standard_gamma
       standard_t weibull zipf""",
    2: """beta binomial f gamma gumbel integers laplace logistic lognormal negative_binomial
       noncentral_chisquare normal randint uniform vonmises wald""",
    3: "hypergeometric noncentral_f triangular",
}
_SIZE_AT = {name: count for count, names in _PARAMETERS.items() for name in names.split()}
_WHOLE = frozenset(
    (
        *("binomial", "geometric", "hypergeometric", "integers", "logseries"),
        *("negative_binomial", "poisson", "randint", "zipf"),
    )
)
_PYTHON_FLOATS = frozenset(
    (
        *("betavariate", "expovariate", "gammavariate", "gauss", "lognormvariate"),
        *("normalvariate", "paretovariate", "random", "triangular", "uniform"),
        *("vonmisesvariate", "weibullvariate"),
    )
)
_PYTHON_INTS = frozenset(("randint", "randrange", "getrandbits"))


def drawn(
    evaluate: Evaluator,
    node: gast.Call,
    target: Any,
    arguments: list[Value],
    keywords: dict[str, Value],
) -> Value:
    """The value of a call that may give random numbers; nothing is known of any other call."""
    if any(target is maker for maker in _MAKERS):
        return Value("any", cls=_MAKERS[target], sites=frozenset([node]))
    name = getattr(target, "__name__", "")
    if any(isinstance(a, gast.Starred) for a in node.args) or None in keywords:
        return ANY
    if isinstance(getattr(target, "__self__", None), random.Random):
        floats = name in _PYTHON_FLOATS
        if not floats and name not in _PYTHON_INTS:
            return ANY
        return Value("float" if floats else "int", shape=())
    bound = type(getattr(target, "__self__", None)) in SOURCES
    if not bound and not any(target is getattr(source, name, None) for source in SOURCES):
        return ANY
    found = _numbers(evaluate, name, arguments, keywords)
    return found.but(sites=frozenset([node])) if found.kind in ("array", "tensor") else found


def _numbers(
    evaluate: Evaluator, name: str, arguments: list[Value], keywords: dict[str, Value]
) -> Value:
    if name in ("rand", "randn"):
        size = Value("tuple", items=tuple(arguments), length=Dim(len(arguments)))
        return _of_size(evaluate, size, "f8") if arguments else Value("float", shape=())
    if name == "permutation" and len(arguments) == 1:
        given = arguments[0]
        if given.kind == "int":
            return _of_size(evaluate, given, "i8")
        return given if given.kind == "array" else ANY
    if name == "choice" and arguments and "axis" not in keywords:
        return _picked(evaluate, arguments, keywords)
    if name not in _SIZE_AT or "dtype" in keywords:
        return ANY
    at = _SIZE_AT[name]
    whole = name in _WHOLE
    size = keywords.get("size", arguments[at] if len(arguments) > at else Value("none"))
    if size.kind != "none":
        return _of_size(evaluate, size, "i8" if whole else "f8")
    if not all(map(is_scalar, (*arguments, *keywords.values()))):
        return Value("tensor", dtype="i8" if whole else "f8")
    return Value("int" if whole else "float", shape=())


def _picked(evaluate: Evaluator, arguments: list[Value], keywords: dict[str, Value]) -> Value:
    """Entries of a vector, or numbers below one."""
    given = arguments[0]
    vector = given.kind == "array" and given.shape is not None and len(given.shape) == 1
    if not vector and given.kind != "int":
        return ANY
    dtype = given.dtype if vector else "i8"
    size = keywords.get("size", arguments[1] if len(arguments) > 1 else Value("none"))
    if size.kind != "none":
        return _of_size(evaluate, size, dtype or "f8").but(dtype=dtype)
    return Value("scalar", dtype=dtype, shape=()) if vector else Value("int", shape=())


def _of_size(evaluate: Evaluator, size: Value, dtype: str) -> Value:
    made = results.result(np.zeros, [size], {}, evaluate.program.world)
    return made.but(dtype=dtype) if made.kind == "array" else Value("tensor", dtype=dtype)
