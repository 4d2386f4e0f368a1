"""Folding the calls that ask for a rank, a kind or a length."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import gast

from tangentgen.analysis.values import UNKNOWN, category
from tangentgen.rules.facts import Facts
from tangentgen.rules.notation import parts
from tangentgen.rules.static import CALLS, dotted, is_literal, quoted

_TYPES: dict[str, type] = {
    "int": int,
    "float": float,
    "complex": complex,
    "bool": bool,
    "tuple": tuple,
    "list": list,
    "str": str,
}
_ON_DIAGONAL = ("np.diag", "np.tril", "np.triu")  # of which the diagonal itself is the default
_CHAINS = {"math.prod": gast.Mult(), "sum": gast.Add()}


def folded_call(
    folded: gast.Call, facts: Facts, functions: Mapping[str, Callable[..., Any]]
) -> gast.expr:
    """A call whose arguments are folded; `functions` may be called at once where all is literal."""
    function, args = dotted(folded.func), folded.args
    if function == "surely":
        return quoted(facts.truth(args[0]) is True)
    if function == "surely_equal":
        lengths = [facts.lengths(arg) for arg in args]
        return quoted(None not in lengths and lengths[0] == lengths[1])
    if function == "surely_matching":
        return quoted(_matching(args[0], args[1], facts))
    if function == "isinstance":
        return _isinstance(folded, facts)
    if function in CALLS and not folded.keywords:
        values = [facts.value(arg) for arg in args]
        if UNKNOWN not in values:
            result = CALLS[function](*values)
            return quoted(result) if is_literal(result) else folded
    called = functions.get(function)
    if called is not None and not folded.keywords:
        values = [facts.value(arg) for arg in args]
        if UNKNOWN not in values:
            result = called(*values)
            return quoted(result) if is_literal(result) else folded
    if len(args) == 2 and function in _ON_DIAGONAL and facts.value(args[1]) == 0:
        return gast.Call(folded.func, args[:1], folded.keywords)
    if len(args) != 1:
        return folded
    known = facts.known(args[0])
    if function in ("tuple", "list") and isinstance(args[0], gast.Tuple | gast.List):
        return (gast.Tuple if function == "tuple" else gast.List)(args[0].elts, gast.Load())
    if function in _CHAINS and isinstance(args[0], gast.List) and args[0].elts:
        chain, *others = args[0].elts
        for other in others:
            chain = gast.BinOp(chain, _CHAINS[function], other)
        return chain
    if function == "len" and isinstance(args[0], gast.Call) and dotted(args[0].func) == "np.shape":
        rank = facts.rank(args[0].args[0])
        return folded if rank is None else quoted(rank)
    if function == "len" and isinstance(args[0], gast.List | gast.Tuple):
        return quoted(len(args[0].elts))
    if function == "len" and known is not None and known.items is not None:
        return quoted(len(known.items))
    if function in ("np.conj", "np.real") and facts.is_real(args[0]):
        return args[0]
    if function == "np.matrix_transpose" and facts.is_matrix(args[0]):
        return gast.Attribute(args[0], "T", gast.Load())
    if function == "np.ndim":
        rank = facts.rank(args[0])
        return folded if rank is None else quoted(rank)
    if function == "np.shape" and facts.rank(args[0]) == 0:
        return quoted(())
    if function == "np.iscomplexobj" and known is not None:
        numbers = category(known)
        return folded if numbers is None else quoted(numbers == "complex")
    if function == "is_whole" and known is not None:
        numbers = category(known)
        return folded if numbers is None else quoted(numbers in ("int", "bool"))
    return folded


def _matching(subscripts: gast.expr, operands: gast.expr, facts: Facts) -> bool:
    """Whether each letter of these subscripts stands for one length, wherever it stands."""
    text = facts.value(subscripts)
    known = facts.known(operands)
    items = getattr(operands, "elts", None)
    shapes: list[Any] = []
    if items is not None:
        shapes = [getattr(facts.known(item), "shape", None) for item in items]
    elif known is not None and known.items is not None:
        shapes = [item.shape for item in known.items]
    if not isinstance(text, str) or not shapes or None in shapes:
        return False
    lengths: dict[str, Any] = {}
    for letters, shape in zip(parts(text)[0], shapes, strict=True):
        for letter, length in zip(letters, shape, strict=True):
            if length is None or lengths.setdefault(letter, length) != length:
                return False
    return True


def _isinstance(node: gast.Call, facts: Facts) -> gast.expr:
    value, known = facts.value(node.args[0]), facts.known(node.args[0])
    parts = node.args[1].elts if isinstance(node.args[1], gast.Tuple) else [node.args[1]]
    names = [dotted(part) for part in parts]
    if value is not UNKNOWN and all(n in _TYPES for n in names):
        return quoted(isinstance(value, tuple(_TYPES[n] for n in names)))
    if known is not None and known.kind in (*_TYPES, "array"):
        return quoted(("np.ndarray" if known.kind == "array" else known.kind) in names)
    if known is not None and known.kind == "scalar" and {"list", "tuple", "str"}.issuperset(names):
        return quoted(False)
    return node
