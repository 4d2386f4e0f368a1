"""A template's expressions with the caller's in the place of its parameters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import gast

from tangentgen.analysis.join import is_scalar
from tangentgen.derive.hygiene import COMPREHENSIONS, apart
from tangentgen.derive.reading import Reading
from tangentgen.derive.suspicious import suspicious
from tangentgen.derive.unasked import Masks
from tangentgen.language import core
from tangentgen.language.remembered import remembered
from tangentgen.language.walk import all_names, walk
from tangentgen.source.quote import as_target, constant, copy, expression


@dataclass
class Fill:
    """`bound` are the primal's arguments by parameter; `given` the adjoint or the tangents, and
    local names.
    """

    reading: Reading
    bound: Mapping[str, Any]
    given: dict[str, gast.expr]
    node: gast.expr  # whose value `ans` is

    def __call__(self, tree: gast.expr) -> gast.expr:
        found: gast.expr = self._filled(tree)
        return found

    def name_answer(self, trees: Iterable[gast.AST]) -> None:
        """Gives the answer a name where the expressions read it again and again."""
        if sum(occurrences(t, "ans") + in_items(t, "ans") for t in trees) > 2:
            self.reading.once(self.node)

    def harmless(self, tree: gast.expr, masks: Masks) -> gast.expr:
        """The same, with every value taken at a harmless point where the masks are off."""
        safe = frozenset(self.bound) - at_risk(tree)
        return _Guarded(self.reading, self.bound, self.given, self.node, masks, safe)(tree)

    def statement(self, statement: core.Statement) -> core.Statement:
        changes: dict[str, Any] = {}
        for key, value in vars(statement).items():
            if isinstance(value, gast.expr):
                changes[key] = self._filled(value)
            elif key in core.BLOCKS:
                changes[key] = tuple(self.statement(s) for s in value)
        return replace(statement, **changes)

    def _filled(self, tree: Any) -> Any:
        match tree:
            case _ if isinstance(tree, COMPREHENSIONS):
                return apart(tree, self._parts)
            case gast.Name():
                return self._name(tree)
            case gast.Subscript(value=gast.Name(id=of), slice=gast.Constant(value=int() as k)):
                item = self._item(of, k)
                if item is not None:
                    return item
            case gast.Attribute(value=gast.Name(id=of), attr="T") if self._is_turned(of):
                return self.reading.read(self.bound[of].value)
            case gast.Call(args=[gast.Name(id=of), *rest]) if _asks_shape(tree):
                argument = self.node if of == "ans" else self.bound.get(of)
                if isinstance(argument, gast.expr):
                    args = [self.reading.witness(argument), *(self._filled(a) for a in rest)]
                    keywords = [gast.keyword(k.arg, self._filled(k.value)) for k in tree.keywords]
                    return gast.Call(copy(tree.func), args, keywords)
        return _picked_out(self._parts(tree))

    def _parts(self, tree: Any) -> Any:
        fresh = tree.__class__.__new__(tree.__class__)
        for key, value in tree.__dict__.items():
            if isinstance(value, gast.AST):
                value = self._filled(value)
            elif isinstance(value, list):
                value = [self._filled(v) if isinstance(v, gast.AST) else v for v in value]
                value = [e for v in value for e in _unstarred(v)]
            fresh.__dict__[key] = value
        return fresh

    def _is_turned(self, parameter: str) -> bool:
        """Whether the argument is the transpose of an array, which turned again is the array."""
        match self.bound.get(parameter):
            case gast.Attribute(value=whole, attr="T"):
                return self.reading.facts.value(whole).kind == "array"
        return False

    def _name(self, tree: gast.Name) -> gast.expr:
        if tree.id in self.given:
            found = copy(self.given[tree.id])
            return as_target(found) if isinstance(tree.ctx, gast.Store) else found
        if tree.id == "ans":
            return self.reading.answer(self.node)
        argument = self.bound.get(tree.id)
        if argument is None:
            return copy(tree)
        if isinstance(argument, list):
            return gast.List([self.reading.read(e) for e in argument], gast.Load())
        return self.reading.read(argument)

    def _item(self, of: str, position: int) -> gast.expr | None:
        """`arrays[0]` of a list written on the spot is its first element."""
        if of in self.given:
            elements = _counted(getattr(self.given[of], "elts", None))
            return copy(elements[position]) if elements is not None else None
        argument = self.bound.get(of)
        elements = argument if isinstance(argument, list) else getattr(argument, "elts", None)
        elements = _counted(elements)
        return self.reading.read(elements[position]) if elements is not None else None


def _counted(elements: list[gast.expr] | None) -> list[gast.expr] | None:
    """The elements of a display; None where one of them stands for several: `(*shape, 3)`."""
    several = any(isinstance(element, gast.Starred) for element in elements or [])
    return None if several else elements


def _picked_out(tree: Any) -> Any:
    """`[a, b][0]` is a."""
    match tree:
        case gast.Subscript(
            value=gast.List(elts=items), slice=gast.Constant(value=int() as k), ctx=gast.Load()
        ) if not any(isinstance(item, gast.Starred) for item in items):
            return items[k]
    return tree


HARMLESS = 0.5  # inside the domain of log, sqrt, powers, 1/x, arcsin, arctanh and their derivatives


@dataclass
class _Guarded(Fill):
    """Fills in values that are replaced by a constant wherever a branch is not taken."""

    masks: Masks = ()
    safe: frozenset[str] = frozenset()

    def _filled(self, tree: Any) -> Any:
        if isinstance(tree, gast.IfExp):  # its test is of numbers, and stays one
            test = Fill(self.reading, self.bound, self.given, self.node)(tree.test)
            return gast.IfExp(test, self._filled(tree.body), self._filled(tree.orelse))
        ways = _ways(tree)
        if ways is not None:
            test = Fill(self.reading, self.bound, self.given, self.node)(tree.args[0])
            return gast.Call(copy(tree.func), [test, *map(self._filled, ways)], [])
        return super()._filled(tree)

    def _name(self, tree: gast.Name) -> gast.expr:
        found = super()._name(tree)
        if tree.id != "ans" and tree.id not in self.bound:
            return found
        if isinstance(found, gast.Constant) or (
            tree.id in self.safe and self._is_finite_number(self.bound[tree.id])
        ):
            return found
        for condition, taken in self.masks:
            test = self.reading.read(condition)
            form = "np.where($c, $x, $h)" if taken else "np.where($c, $h, $x)"
            found = expression(form, c=test, x=found, h=constant(HARMLESS))
        return found

    def _is_finite_number(self, argument: Any) -> bool:
        facts = self.reading.facts
        return (
            isinstance(argument, gast.expr)
            and is_scalar(facts.value(argument))
            and not suspicious(argument, facts)
        )


def _ways(tree: gast.AST) -> list[gast.expr] | None:
    """What `np.where` chooses from."""
    match tree:
        case gast.Call(func=gast.Attribute(attr="where"), args=[_, first, second]):
            return [first, second]
    return None


def at_risk(tree: gast.AST, inside: bool = False) -> set[str]:
    """The names on whose values it depends whether a partial is finite.

    >>> from tangentgen.source.quote import expression
    >>> sorted(at_risk(expression("p * x ** (p - 1 if p != 0 else 1) / np.log(y)")))
    ['np', 'x', 'y']
    """
    match tree:
        case gast.Name():
            return {tree.id} if inside else set()
        case gast.BinOp(left=base, op=gast.Pow(), right=exponent):
            return at_risk(base, True) | at_risk(exponent, inside)
        case gast.BinOp(left=over, op=gast.Div(), right=under):
            return at_risk(over, inside) | at_risk(under, True)
        case gast.IfExp(body=body, orelse=orelse):
            return at_risk(body, inside) | at_risk(orelse, inside)
        case gast.Call() if (ways := _ways(tree)) is not None:
            return at_risk(ways[0], inside) | at_risk(ways[1], inside)
        case gast.Call():
            inside = True
    found: set[str] = set()
    for child in gast.iter_child_nodes(tree):
        found |= at_risk(child, inside)
    return found


def _unstarred(node: Any) -> list[Any]:
    if isinstance(node, gast.Starred) and isinstance(node.value, gast.List):
        return list(node.value.elts)
    return [node]


def _asks_shape(call: gast.Call) -> bool:
    match call.func:
        case gast.Attribute(value=gast.Name(id="np"), attr=attr):
            return attr in ("shape", "size", "ndim", "zeros_like", "empty_like")
        case gast.Name(id="len"):
            return True
    return False


def mentions(tree: gast.AST) -> set[str]:
    """The names whose values are read, not only their shapes.

    >>> from tangentgen.source.quote import expression
    >>> sorted(mentions(expression("a * np.zeros(np.shape(b))")))
    ['a', 'np']
    """
    if isinstance(tree, gast.Name):
        return {tree.id}
    shape = isinstance(tree, gast.Call) and _asks_shape(tree)
    found: set[str] = set()
    for child in gast.iter_child_nodes(tree):
        if not (shape and isinstance(child, gast.Name)):
            found |= mentions(child)
    return found


def in_items(tree: gast.AST, wanted: str) -> int:
    """How often a name is read for each item of a comprehension."""
    return sum(occurrences(item, wanted) for item in _items(tree))


@remembered
def _items(tree: gast.AST) -> tuple[gast.expr, ...]:
    """What the comprehensions in an expression are made of."""
    return tuple([n.elt for n in walk(tree) if isinstance(n, gast.ListComp | gast.GeneratorExp)])


def occurrences(tree: gast.AST, wanted: str) -> int:
    return sum(node.id == wanted for node in all_names(tree))
