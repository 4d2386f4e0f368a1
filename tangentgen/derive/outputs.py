"""What a derivative returns: gradients in the structure, shape and dtype of the arguments."""

from __future__ import annotations

import dataclasses
from typing import Any

import gast

from tangentgen.analysis.activity import carries
from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.values import Value, category, part_keys
from tangentgen.derive.names import Leaf
from tangentgen.derive.places import leaf_expression
from tangentgen.language import core
from tangentgen.source.quote import as_target, constant, copy, expression, name


class Results:
    """Builds the returned expression, and the statements that come before it."""

    def __init__(  # type: ignore[no-untyped-def]  # four small callables, two flags
        self, facts: Analysis, adjoint_of, name_of, class_of, made_of, seeds_given, complex_occurs
    ) -> None:
        self.facts, self.adjoint_of, self.class_of = facts, adjoint_of, class_of
        self.name_of = name_of  # one that no other leaf has: many objects may have a field `w`
        self.made_of = made_of  # an object of a class, of the dict of its fields
        self.seeds_given = seeds_given  # a cotangent's numbers may be of any kind
        self.mixed = seeds_given or uses_arrays(facts)
        self.reduced = self.mixed or may_reduce(facts)  # what is complex may have a real adjoint
        self.before: list[core.Statement] = []
        self.complex_occurs = complex_occurs
        kinds = ("complex", None) if complex_occurs else ()
        self.complex = {  # names that may stand for complex numbers somewhere
            node.id
            for node, value in facts.values.items()
            if isinstance(node, gast.Name) and category(value) in kinds and carries(value)
        }

    def tree(self, leaf: Leaf, value: Value) -> gast.expr:
        """The gradient of a leaf, or of the structure that it is the root of; or None."""
        if value.items is not None:
            return self._structure(leaf, value)
        if is_empty_list(value):
            return gast.List([], gast.Load())
        if not self.facts.is_active(value) or not (carries(value) or value.kind == "list"):
            return constant(None)
        tree = self.adjoint_of(leaf, value)
        if value.kind in ("list", "dict") and value.element is not None:
            tree = self.rebuilt(value, tree) or tree
        return self._cast(tree, leaf, value)

    def rebuilt(self, value: Value, tree: gast.expr, depth: int = 1) -> gast.expr | None:
        """What a list stands for while it is added to, with tuples and objects in it, and None for
        what has no derivative; None where it is that itself.
        """
        if value.kind in ("list", "dict") and value.items is None:
            item = name("item" if depth == 1 else f"item{depth}")
            inner = value.element and self.rebuilt(value.element, item, depth + 1)
            each = f"{item.id} in $x" if value.kind == "list" else f"k, {item.id} in $x.items()"
            made = f"[$e for {each}]" if value.kind == "list" else f"{{k: $e for {each}}}"
            return inner and expression(made, e=inner, x=tree)
        if value.items is None:
            return None if value.kind == "any" or carries(value) else constant(None)
        keys = value.keys if value.kind == "object" else part_keys(value)
        parts = [gast.Subscript(copy(tree), constant(k), gast.Load()) for k in keys]
        within = [self.rebuilt(v, p, depth) for v, p in zip(value.items, parts, strict=True)]
        items = [w or p for w, p in zip(within, parts, strict=True)]
        if value.kind == "tuple":
            return gast.Tuple(items, gast.Load())
        if value.kind == "object":
            return self.made_of(value.cls, dict(zip(keys, items, strict=True)))
        if not any(within):
            return None
        if value.kind == "list":
            return gast.List(items, gast.Load())
        return gast.Dict(list(map(constant, keys)), items)

    def _structure(self, leaf: Leaf, value: Value) -> gast.expr:
        kind = "field" if value.kind == "object" else "item"
        keys = part_keys(value)
        parts = [
            self.tree((leaf[0], (*leaf[1], (kind, key))), item)
            for key, item in zip(keys, value.items or (), strict=True)
        ]
        if value.kind == "tuple":
            return gast.Tuple(parts, gast.Load())
        if value.kind == "list":
            return gast.List(parts, gast.Load())
        if value.kind == "dict":
            return gast.Dict([constant(k) for k in keys], parts)
        return self._object(leaf, value, parts)

    def _object(self, leaf: Leaf, value: Value, parts: list[gast.expr]) -> gast.expr:
        cls = value.cls
        assert cls is not None
        spelled = self.class_of(cls)
        if takes_fields(cls, value.keys):
            return gast.Call(spelled, parts, [])
        made = self.name_of(leaf)
        self.before.append(
            core.Assign(as_target(name(made)), expression("object.__new__($c)", c=spelled))
        )
        for key, part in zip(value.keys, parts, strict=True):
            call = expression(
                "object.__setattr__($o, $k, $v)", o=name(made), k=constant(key), v=part
            )
            parameters = getattr(cls, "__dataclass_params__", None)
            if parameters is not None and parameters.frozen:
                self.before.append(core.Evaluate(call))
            else:
                target = gast.Attribute(name(made), key, gast.Store())
                self.before.append(core.Assign(target, part))
        return name(made)

    def _cast(
        self, tree: gast.expr, leaf: Leaf, value: Value, *, in_list: bool = False
    ) -> gast.expr:
        """The adjoint in the argument's own kind and dtype; of an item of a list as far as that is
        known.
        """
        # what goes through a list has come from anywhere
        doubtful = self.complex_occurs if in_list else leaf[0] in self.complex
        if category(value) == "real" and doubtful and not _plain(tree):
            tree = expression("np.real($x)", x=tree)
        if value.kind == "float":
            return expression("float($x)", x=tree) if self.mixed and not _plain(tree) else tree
        if value.kind == "complex":
            return expression("complex($x)", x=tree) if self.reduced else tree
        through = self.seeds_given or self.complex_occurs
        if value.kind == "list" and through and value.element is not None:
            item = self._cast(name("item"), leaf, value.element, in_list=True)
            return tree if isinstance(item, gast.Name) else _each(item, tree)
        if value.kind == "scalar":
            return expression("$d($x)", d=_dtype(value.dtype), x=tree)
        if value.kind != "array" or (in_list and value.dtype is None):
            return tree
        given = leaf_expression(leaf)
        dtype = _dtype(value.dtype) if in_list else expression("$p.dtype", p=given)
        if value.rank == 0:  # its adjoint may be a number
            return expression("np.array($x, dtype=$d)", x=tree, d=dtype)
        if self._doubtful(value):
            return expression("np.asarray($x, dtype=$d)", x=tree, d=dtype)
        return tree

    def _doubtful(self, value: Value) -> bool:
        """Whether the function mixes precisions, so that the adjoint may have another dtype."""
        seen = {
            v.dtype
            for v in self.facts.values.values()
            if v.dtype is not None
            and v.dtype[0] in "fc"
            and v.kind in ("array", "scalar", "tensor")
        }
        return value.dtype != "f8" or seen != {value.dtype}


def takes_fields(cls: type, fields: tuple[Any, ...]) -> bool:
    """Whether a class is called with its fields in their order, and does no more than keep them."""
    if hasattr(cls, "_fields"):
        return True
    if not dataclasses.is_dataclass(cls):
        return False
    given = [f for f in dataclasses.fields(cls) if f.init]
    plain = not any("__post_init__" in c.__dict__ for c in cls.__mro__)
    by_place = not any(f.kw_only for f in given)
    return plain and by_place and [f.name for f in given] == list(fields)


def is_empty_list(value: Value) -> bool:
    """Whether an argument is a list that holds nothing."""
    return value.kind == "list" and value.items is None and value.element is None


def _each(item: gast.expr, tree: gast.expr) -> gast.expr:
    return expression("[$e for item in $x]", e=item, x=tree)


def _plain(tree: gast.expr) -> bool:
    return isinstance(tree, gast.Constant)


def _dtype(dtype: str | None) -> gast.expr:
    names = {
        "f8": "float64",
        "f4": "float32",
        "f2": "float16",
        "c16": "complex128",
        "c8": "complex64",
    }
    return expression(f"np.{names.get(dtype or 'f8', 'float64')}")


def uses_arrays(facts: Analysis) -> bool:
    """Whether anything but Python numbers occurs."""
    return any(
        not is_scalar(v) or v.kind in ("scalar", "number")
        for v in facts.values.values()
        if v.kind in ("array", "tensor", "scalar", "any", "number")
    )


def may_reduce(facts: Analysis) -> bool:
    """Whether a Python complex may get an adjoint that is real, or a number of NumPy's.

    A real part alone hands on the real adjoint that it is given, a sum or a product none.
    """
    return any(
        (isinstance(node, gast.Attribute) and node.attr == "real")
        or (isinstance(node, gast.Call) and facts.is_active(value))
        for node, value in facts.values.items()
    )
