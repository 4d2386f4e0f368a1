"""SciPy's functions that come to others: solving with factors, the density of a normal vector."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import gast

from tangentgen.analysis import methods
from tangentgen.analysis.paths import Environment
from tangentgen.analysis.values import Value, category
from tangentgen.rules import library
from tangentgen.source.quote import constant, expression, name

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator

Given = dict[str, gast.expr]


def scipy_call(
    evaluate: Evaluator, node: gast.Call, target: Any, values: list[Value], env: Environment
) -> Value | None:
    """The value of such a call with active values; None of another call."""
    module = getattr(target, "__module__", None) or ""
    if not module.startswith("scipy.") or not any(map(evaluate.facts.is_active, values)):
        return None
    found = _FORMS.get(_full_name(target))
    if found is None:
        return None
    names, build = found
    given = arguments_by_name(node, names.split())
    if given is None:
        return None
    made = build(evaluate, node, given)
    if made is None:
        return None
    return made if isinstance(made, Value) else methods.stands_for(evaluate, node, made, env)


def _full_name(target: Any) -> str:
    """Of a method of a distribution, with the name of the distribution."""
    owner = type(getattr(target, "__self__", None)).__name__
    if owner.endswith("_gen"):
        return f"scipy.stats.{owner.removesuffix('_gen')}.{target.__name__}"
    return library.full_name(target)


def arguments_by_name(call: gast.Call, names: list[str]) -> Given | None:
    """The arguments by name; None for starred and unknown ones."""
    keywords = {str(k.arg): k.value for k in call.keywords if k.arg != "check_finite"}
    if any(isinstance(a, gast.Starred) for a in call.args) or len(call.args) > len(names):
        return None
    given = dict(zip(names, call.args, strict=False))
    if keywords.keys() & given.keys() or keywords.keys() - set(names):
        return None
    return given | keywords


def _printed(evaluate: Evaluator, way: str, given: Sequence[gast.expr]) -> gast.expr:
    """A call of one of our functions, by the name under which it is printed."""
    from tangentgen.language import scipy_functionals

    function = getattr(scipy_functionals, way)
    called = evaluate.program.aliases.of_function(function, evaluate.facts.scope.locals)
    return gast.Call(name(called), list(given), [])


def _pair(evaluate: Evaluator, pair: gast.expr) -> list[gast.expr]:
    """The two items of a factor, with what belongs to it."""
    pair = evaluate.facts.explicit.get(pair, pair)
    if isinstance(pair, gast.Tuple | gast.List) and len(pair.elts) == 2:
        return list(pair.elts)
    return [gast.Subscript(pair, constant(k), gast.Load()) for k in range(2)]


def _cho_factor(evaluate: Evaluator, node: gast.Call, given: Given) -> gast.expr:
    """The other triangle, in which SciPy leaves what was there, is zero."""
    lower = given.get("lower", constant(False))
    factor = expression("scipy_linalg.cholesky($a, lower=$k)", a=given["a"], k=lower)
    return gast.Tuple([factor, lower], gast.Load())


def _cho_solve(evaluate: Evaluator, node: gast.Call, given: Given) -> gast.expr:
    pair = _pair(evaluate, given["c_and_lower"])
    factors = evaluate.facts.value(given["c_and_lower"]).items
    is_real = factors is not None and category(factors[0]) == "real"
    way = "cho_solved" if is_real else "hermitian_solved"
    return _printed(evaluate, way, [*pair, given["b"]])


def _lu_solve(evaluate: Evaluator, node: gast.Call, given: Given) -> gast.expr | Value:
    pair = _pair(evaluate, given["lu_and_piv"])
    trans = given.get("trans", constant(0))
    number = (
        trans.value if isinstance(trans, gast.Constant) else evaluate.facts.value(trans).constant
    )
    if number == 2:
        return _printed(evaluate, "adjoint_solved", [*pair, given["b"]])
    if not isinstance(number, int):
        what = "lu_solve with trans= that is not known"
        return evaluate.refuse(node, what, "write the number in the call")
    return _printed(evaluate, "lu_solved", [*pair, given["b"], trans])


def _normal(evaluate: Evaluator, node: gast.Call, given: Given) -> gast.expr | Value:
    cov, mean = given.get("cov"), given.get("mean")
    if cov is None or evaluate.facts.value(cov).rank != 2:
        return evaluate.refuse(
            node,
            "multivariate_normal with a covariance that is not known to be a matrix",
            "give it as an array of two axes",
        )
    if mean is None or evaluate.facts.value(mean).kind == "none":
        mean = constant(0.0)
    return _printed(evaluate, "log_normal_density", [given["x"], mean, cov])


def _density(evaluate: Evaluator, node: gast.Call, given: Given) -> gast.expr | Value:
    found = _normal(evaluate, node, given)
    return found if isinstance(found, Value) else expression("np.exp($x)", x=found)


def _symmetric_bands(evaluate: Evaluator, node: gast.Call, given: Given) -> gast.expr:
    bands = [given["ab"], given["b"], given.get("lower", constant(False))]
    return _printed(evaluate, "symmetric_bands_solved", bands)


def _solve(evaluate: Evaluator, node: gast.Call, given: Given) -> gast.expr | None:
    """`solve(a, b, transposed=True)` is that of the transposed matrix."""
    turned = given.pop("transposed", None)
    if not isinstance(turned, gast.Constant) or turned.value is not True:
        return None
    kept = [gast.keyword(k, v) for k, v in given.items() if k not in ("a", "b")]
    matrix = expression("np.transpose($a)", a=given["a"])
    return gast.Call(node.func, [matrix, given["b"]], kept)


def _eigenvalues(evaluate: Evaluator, node: gast.Call, given: Given) -> gast.expr | None:
    """`eigh(a, eigvals_only=True)` is `eigvalsh(a)`."""
    only = given.pop("eigvals_only", None)
    if not isinstance(only, gast.Constant) or only.value is not True:
        return None
    matrices = [given.pop(k) for k in ("a", "b") if k in given]
    keywords = [gast.keyword(k, v) for k, v in given.items()]
    return gast.Call(expression("scipy_linalg.eigvalsh"), matrices, keywords)


def _of_numpy(function: str) -> Any:
    """The function of NumPy that gives the same."""

    def build(evaluate: Evaluator, node: gast.Call, given: Given) -> gast.expr:
        keywords = [gast.keyword(k, v) for k, v in given.items() if k not in ("a", "b")]
        arrays = [given[k] for k in ("a", "b") if k in given]
        return gast.Call(expression(function), arrays, keywords)

    return build


def _qr(evaluate: Evaluator, node: gast.Call, given: Given) -> gast.expr | None:
    """`qr(a, mode="economic")`, which is what NumPy means by "reduced"."""
    mode = given.get("mode")
    if not isinstance(mode, gast.Constant) or mode.value != "economic":
        return None
    return expression("np.linalg.qr($a)", a=given["a"])


def _complex_eigenvalues(evaluate: Evaluator, node: gast.Call, given: Given) -> gast.expr:
    """SciPy's are complex even where they are real."""
    return expression("np.linalg.eigvals($a) + 0j", a=given["a"])


def _by_pairs_of_rows(evaluate: Evaluator, node: gast.Call, given: Given) -> gast.expr:
    """Each row of the one times each row of the other."""
    pairs = "np.reshape(np.einsum('ik,jk->ijk', $a, $b), (-1, np.shape($b)[-1]))"
    return expression(pairs, a=given["a"], b=given["b"])


def _circulant(evaluate: Evaluator, node: gast.Call, given: Given) -> gast.expr:
    matrix = "scipy_linalg.solve(scipy_linalg.circulant($c), $b)"
    return expression(matrix, c=given["c"], b=given["b"])


def _hyperbolic(sign: str) -> Any:
    """A sum or a difference of exponentials."""

    def build(evaluate: Evaluator, node: gast.Call, given: Given) -> gast.expr:
        form = f"0.5 * (scipy_linalg.expm($a) {sign} scipy_linalg.expm(-$a))"
        return expression(form, a=given["A"])

    return build


def _on_grid(evaluate: Evaluator, node: gast.Call, given: Given) -> Value | None:
    """The coordinates in a tuple are not rows of points."""
    at = given.get("xi")
    if at is None or evaluate.facts.value(at).kind not in ("tuple", "list"):
        return None
    what = "interpn at points whose coordinates are apart"
    return evaluate.refuse(node, what, "give one array: np.stack((x, y), axis=-1)")


_FORMS: dict[str, tuple[str, Any]] = {
    "scipy.linalg.cho_factor": ("a lower", _cho_factor),
    "scipy.linalg.cho_solve": ("c_and_lower b", _cho_solve),
    "scipy.linalg.lu_solve": ("lu_and_piv b trans", _lu_solve),
    "scipy.linalg.solveh_banded": ("ab b overwrite_ab overwrite_b lower", _symmetric_bands),
    "scipy.linalg.khatri_rao": ("a b", _by_pairs_of_rows),
    "scipy.linalg.solve_circulant": ("c b", _circulant),
    "scipy.linalg.coshm": ("A", _hyperbolic("+")),
    "scipy.linalg.sinhm": ("A", _hyperbolic("-")),
    "scipy.linalg.solve": ("a b lower assume_a transposed", _solve),
    "scipy.linalg.norm": ("a ord axis keepdims", _of_numpy("np.linalg.norm")),
    "scipy.linalg.pinv": ("a", _of_numpy("np.linalg.pinv")),
    "scipy.linalg.lstsq": ("a b", _of_numpy("np.linalg.lstsq")),
    "scipy.linalg.svd": ("a full_matrices compute_uv", _of_numpy("np.linalg.svd")),
    "scipy.linalg.qr": ("a mode", _qr),
    "scipy.linalg.eigvals": ("a", _complex_eigenvalues),
    "scipy.linalg.eigh": ("a b lower eigvals_only type driver", _eigenvalues),
    "scipy.stats.multivariate_normal.logpdf": ("x mean cov", _normal),
    "scipy.interpolate.interpn": ("points values xi method bounds_error fill_value", _on_grid),
    "scipy.stats.multivariate_normal.pdf": ("x mean cov", _density),
}
