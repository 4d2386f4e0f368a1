"""Methods and attributes of arrays, and the functions they stand for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import gast
import numpy as np

METHODS: dict[str, Any] = {
    name: getattr(np, name)
    for name in [
        "all",
        "any",
        "argmax",
        "argmin",
        "argpartition",
        "argsort",
        "choose",
        "clip",
        "compress",
        "conj",
        "conjugate",
        "copy",
        "cumprod",
        "cumsum",
        "diagonal",
        "dot",
        "max",
        "mean",
        "min",
        "nonzero",
        "prod",
        "ptp",
        "put",
        "ravel",
        "repeat",
        "reshape",
        "resize",
        "round",
        "searchsorted",
        "sort",
        "squeeze",
        "std",
        "sum",
        "swapaxes",
        "take",
        "trace",
        "transpose",
        "var",
    ]
} | {
    "flatten": np.ndarray.flatten,
    "astype": np.ndarray.astype,
    "item": np.ndarray.item,
    "tolist": np.ndarray.tolist,
    "view": np.ndarray.view,
    "fill": np.ndarray.fill,
}

ATTRIBUTES: dict[str, Any] = {
    "T": np.transpose,
    "mT": np.matrix_transpose,
    "real": np.real,
    "imag": np.imag,
    "shape": np.shape,
    "size": np.size,
    "ndim": np.ndim,
    "dtype": np.result_type,
}

# x.reshape(2, 3) and x.transpose(1, 0) list what the functions take as one tuple
_LISTED = {"reshape": "shape", "transpose": "axes"}
# methods whose array is not the first argument of the function
OWNER_SECOND = frozenset({"compress"})
# keywords of methods that the functions call otherwise
_RENAMED = {("clip", "min"): "a_min", ("clip", "max"): "a_max"}


def method_arguments(
    name: str, args: Sequence[gast.expr], keywords: Mapping[str, gast.expr]
) -> tuple[list[gast.expr], dict[str, gast.expr]]:
    """The arguments, after the array itself, for a call of the function instead of the method.

    >>> from tangentgen.source.quote import expression
    >>> args, keywords = method_arguments("reshape", [expression("2"), expression("-1")], {})
    >>> gast.unparse(args[0])
    '(2, -1)'
    """
    if name in _LISTED and (len(args) > 1 or (len(args) == 1 and _is_one(args[0]))):
        args = [gast.Tuple([*args], gast.Load())]
    return list(args), {_RENAMED.get((name, key), key): value for key, value in keywords.items()}


def _is_one(node: gast.expr) -> bool:
    """Whether an argument is a number, or numbers one by one, `*axes`, and no tuple of them."""
    if isinstance(node, gast.Starred):
        return True
    if isinstance(node, gast.UnaryOp):
        node = node.operand
    return isinstance(node, gast.Constant) and isinstance(node.value, int)
