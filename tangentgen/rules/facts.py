"""What is known where a template is expanded: literals, kinds, ranks."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from typing import Any

import gast

from tangentgen.analysis.values import UNKNOWN, Dim, Value, category
from tangentgen.language.optional import MODULES
from tangentgen.rules.static import dotted, value_of, walk

SETS = ("active", "read", "literal")
KEEP_RANK = ("np.conj", "np.sign", "np.matrix_transpose")
REAL = {"triangle_weights"}  # helpers that make real numbers of integers
# what may be complex where every argument is real
MAKE_COMPLEX = {
    *("np.fft.fft", "np.fft.ifft", "np.fft.fft2", "np.fft.ifft2", "np.fft.fftn", "np.fft.ifftn"),
    *("np.fft.rfft", "np.fft.ihfft", "np.fft.rfft2", "np.fft.rfftn"),
    *("np.linalg.eig", "np.linalg.eigvals", "np.roots"),
}
CONSTANTS = {"np.inf": math.inf, "math.inf": math.inf, "math.e": math.e}

_MODULES = {"np", "math", "cmath", *MODULES}


class Facts:
    """Known values by name, and what analysis knows of the arguments and the answer.

    `definitions` are the locals that are not literals, with the expressions they stand for.
    """

    def __init__(self, statics: Mapping[str, Any], values: Mapping[str, Value]) -> None:
        self.statics = dict(statics)
        self.values = values
        # arguments that are no literals but have a known value: they decide tests, and no more
        self.decided: dict[str, Any] = {
            key: value.constant for key, value in values.items() if _decides(value)
        }
        self.definitions: dict[str, gast.expr] = {}

    def key(self) -> Hashable:
        """All that an expansion can depend on, beside the template and what it is wanted for."""
        return (
            tuple((k, repr(v)) for k, v in sorted(self.statics.items()) if k not in SETS),
            *(tuple(sorted(self.statics.get(key, ()))) for key in SETS),
            tuple((k, repr(v)) for k, v in sorted(self.decided.items())),
            tuple((k, _shown(v)) for k, v in sorted(self.values.items())),
        )

    def value(self, node: Any) -> Any:
        """The Python value of a folded expression, or UNKNOWN."""
        if isinstance(node, gast.Name):
            return self.statics.get(node.id, self.decided.get(node.id, UNKNOWN))
        if isinstance(node, gast.Attribute):
            return CONSTANTS.get(dotted(node), UNKNOWN)
        return value_of(node)

    def known(self, node: Any) -> Value | None:
        """What analysis knows of an argument, of an item of one, or of the answer."""
        found = self._known(node)
        return None if found is not None and found.optional else found

    def _known(self, node: Any) -> Value | None:
        if isinstance(node, gast.Name):
            if node.id in self.definitions:
                return None
            if node.id == "ans_bar":
                return self.values.get("ans_bar", self.values.get("ans"))
            if node.id.endswith("_dot"):
                return self.values.get(node.id, self.values.get(node.id[:-4]))
            return self.values.get(node.id)
        if isinstance(node, gast.Subscript):
            owner, index = self.known(node.value), self.value(node.slice)
            if owner is not None and owner.items is not None and isinstance(index, int):
                return owner.items[index] if index < len(owner.items) else None
        return None

    def rank(self, node: Any) -> int | None:
        """The rank of a folded expression, where it follows."""
        if isinstance(node, gast.Name) and node.id in self.definitions:
            return self.rank(self.definitions[node.id])
        known = self.known(node)
        if known is not None:
            scalar = known.kind in ("bool", "int", "float", "complex", "scalar", "number")
            return 0 if scalar else known.rank
        match node:
            case gast.Constant(value=bool() | int() | float() | complex()):
                return 0
            case gast.UnaryOp():
                return self.rank(node.operand)
            case gast.Attribute(attr="T"):
                return self.rank(node.value)
            case gast.BinOp(op=gast.Add() | gast.Sub() | gast.Mult() | gast.Div() | gast.Pow()):
                ranks = self.rank(node.left), self.rank(node.right)
                return None if None in ranks else max(ranks)  # type: ignore[type-var]
            case gast.BinOp(left=left, op=gast.MatMult(), right=right):
                return 2 if self.rank(left) == self.rank(right) == 2 else None
            case gast.Call(args=[first, *_]) if dotted(node.func) in KEEP_RANK:
                return self.rank(first)
            case gast.Call(func=gast.Attribute(attr="solve"), args=[first, second]):
                return self.rank(second) if self.rank(first) == 2 else None
            case gast.Call(func=gast.Name(id="triangle_weights")):
                return 2
        return None

    def is_matrix(self, node: Any) -> bool:
        """Whether it is an array of two axes, and no list of lists."""
        known = self.known(node)
        return self.rank(node) == 2 and (known is None or known.kind == "array")

    def lengths(self, node: Any) -> tuple[Dim, ...] | None:
        """The lengths that a shape or a part of one stands for, where all are known."""
        match node:
            case gast.Call(args=[owner]) if dotted(node.func) == "np.shape":
                known = self.known(owner)
                if known is None or known.shape is None or None in known.shape:
                    return None
                return known.shape  # type: ignore[return-value]  # no None is left in it
            case gast.Subscript(value=whole, slice=gast.Slice(lower=lower, upper=upper, step=None)):
                lengths = self.lengths(whole)
                ends = [end if end is None else self.value(end) for end in (lower, upper)]
                plain = all(end is None or isinstance(end, int) for end in ends)
                return lengths[slice(*ends)] if lengths is not None and plain else None
            case gast.Tuple() if (value := self.value(node)) is not UNKNOWN:
                return tuple(map(Dim, value))
        return None

    def is_real(self, node: Any) -> bool:
        """Whether nothing complex can be in it: every name is known to be real."""
        for part in walk(node):
            if isinstance(part, gast.Constant) and isinstance(part.value, complex):
                return False
            if isinstance(part, gast.Call) and dotted(part.func) in MAKE_COMPLEX:
                return False
            if not isinstance(part, gast.Name) or part.id in _MODULES or part.id in REAL:
                continue
            if part.id in self.definitions:
                if not self.is_real(self.definitions[part.id]):
                    return False
                continue
            known = self.known(part)
            if known is None or category(known) not in ("bool", "int", "real"):
                return False
        return True

    def truth(self, node: gast.expr) -> bool | None:
        """Whether a folded test holds; None where that is not known."""
        value = self.value(node)
        return None if value is UNKNOWN else bool(value)


def _decides(value: Value) -> bool:
    return value.constant is None or isinstance(value.constant, bool | int | float | str | tuple)


def _shown(value: Value) -> Hashable:
    items = None if value.items is None else tuple(map(_shown, value.items))
    return value.kind, value.dtype, value.shape, items
