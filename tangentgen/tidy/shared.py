"""Costly values that are computed twice between two changes of what they are made of, once.

s_bar = np.sum(np.exp(z))                exp_z = np.exp(z)
z_bar = np.exp(z) / s_bar     becomes    s_bar = np.sum(exp_z)
                                         z_bar = exp_z / s_bar
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import gast

from tangentgen.language import core
from tangentgen.language.fresh import kept_by
from tangentgen.language.resolve import read_names
from tangentgen.language.targets import Writes, no_writes
from tangentgen.language.walk import walk
from tangentgen.source.match import key
from tangentgen.source.quote import as_target, name
from tangentgen.source.rebuild import rebuilt
from tangentgen.tidy.known import function_of, repeatable
from tangentgen.tidy.lines import Uses, changed_by, uses
from tangentgen.tidy.reads import expressions

_PROBE = "<value>"  # no name of a program

COSTLY = frozenset(
    """exp expm1 exp2 log log1p log2 log10 sqrt cbrt sin cos tan arcsin arccos arctan arctan2
    sinh cosh tanh power hypot where dot matmul einsum outer sum mean prod max min cumsum
    sort argsort erf erfc gamma lgamma concatenate stack roll take solve inv det""".split()  # noqa: SIM905 - read as text
)

Costly = tuple[Hashable, gast.expr]


def shared(
    block: core.Block,
    fresh: Callable[[gast.expr], str],
    aliased: Callable[[str], bool],
    from_section: bool,
    writes: Writes = no_writes,
    scalar: Callable[[str], bool] = lambda given: False,
) -> core.Block:
    """The block with a name for each costly value that several of its statements compute.

    `fresh` names an expression, `aliased` says whether an array may change under another name.
    Where `from_section` holds, what stands before the reverse sweep stays as it is; the names that
    are given there are read behind it.
    """
    at = next((k for k, s in enumerate(block) if s.notes.section), None) if from_section else 0
    if at is None:
        return block
    sharing = _Sharing(fresh, aliased, writes, scalar, frozenset(_changed_or_held(block, writes)))
    return (*block[:at], *sharing.block(sharing.from_before(block, at)))


@dataclass(frozen=True)
class _Sharing:
    fresh: Callable[[gast.expr], str]
    aliased: Callable[[str], bool]
    writes: Writes
    scalar: Callable[[str], bool]
    known: frozenset[str]  # names whose arrays are changed, or known by other names
    used: dict[core.Statement, Uses] = field(default_factory=dict)
    found: dict[core.Statement, tuple[Costly, ...]] = field(default_factory=dict)

    def uses(self, statement: core.Statement) -> Uses:
        """What a statement does with names, asked again and again."""
        found = self.used.get(statement)
        if found is None:
            found = self.used[statement] = uses(statement, self.writes)
        return found

    def costly(self, statement: core.Statement) -> tuple[Costly, ...]:
        """The costly values in a statement, each with what is equal for equal ones."""
        found = self.found.get(statement)
        if found is None:
            nodes = [_unsigned(node) for tree in _values(statement) for node in walk(tree)]
            found = tuple(
                [(key(n), n) for n in nodes if isinstance(n, gast.expr) and _is_costly(n)]
            )
            self.found[statement] = found
        return found

    def has(self, statement: core.Statement, wanted: Hashable) -> bool:
        return any(each == wanted for each, _ in self.costly(statement))

    def block(self, block: core.Block) -> core.Block:
        out = [core.mapped(s, self.block) for s in block]
        while (found := self.twice(out)) is not None:
            out = found
        return tuple(out)

    def from_before(self, block: core.Block, at: int) -> core.Block:
        """The statements from a position on, with the names that costly values have before it."""
        out = list(block)
        places: dict[Hashable, set[int]] = {}

        def note(position: int) -> None:
            for each, _ in self.costly(out[position]):
                places.setdefault(each, set()).add(position)

        for position in range(at, len(out)):
            if isinstance(out[position], core.Assign | core.Augment | core.Return):
                note(position)
        for k, made in enumerate(block[:at]):
            match made:
                case core.Assign(target=gast.Name(id=given), value=value) if _is_costly(value):
                    wanted, read = key(value), set(read_names(value))
                case _:
                    continue
            if wanted not in places or given in read:  # `x = np.cos(x)`: of another x from here on
                continue
            sources = {given, *read}
            here, aliased = set(places[wanted]), any(map(self.aliased, sources))
            for position in range(k + 1, max(here) + 1):
                statement = out[position]
                touched = self.uses(statement).touched
                if position in here and not self.uses(statement).hides:
                    out[position] = _with(statement, wanted, given, in_arithmetic=True)
                    note(position)
                if (aliased and _writes(statement)) or not sources.isdisjoint(touched):
                    break
        return tuple(out[at:])

    def twice(self, out: list[core.Statement]) -> list[core.Statement] | None:
        """The statements with the largest such value shared; None where there is none."""
        places: dict[Hashable, list[int]] = {}
        nodes: dict[Hashable, gast.expr] = {}
        for position, statement in enumerate(out):
            if not isinstance(statement, core.Assign | core.Augment | core.Return | core.Evaluate):
                continue
            if self.uses(statement).hides:
                continue
            for each, node in self.costly(statement):
                if not self.holds(statement, each):
                    nodes[each] = node
                    places.setdefault(each, []).append(position)
        wanted = [k for k, found in places.items() if len(found) > 1]
        for each in sorted(wanted, key=lambda k: -sum(1 for _ in walk(nodes[k]))):
            shorter = self.once(out, nodes[each], each, places[each])
            if shorter is not None:
                return shorter
        return None

    def once(
        self, out: list[core.Statement], node: gast.expr, wanted: Hashable, places: list[int]
    ) -> list[core.Statement] | None:
        sources = set(read_names(node))
        first = places[0]
        last = first
        for position in range(first, len(out)):
            if position in places:
                last = position
            if not sources.isdisjoint(self.uses(out[position]).touched):
                break
            if _writes(out[position]) and any(map(self.aliased, sources)):
                break
        count = sum(first <= position <= last for position in places)
        if count < 2 + _of_numbers(node):
            return None
        made = out[first]
        given = _named(made, wanted)
        if given is not None and any(
            given in self.uses(s).touched for s in out[first + 1 : last + 1]
        ):
            given = None
        if given is not None:
            changed = [self.reading(s, wanted, given) for s in out[first + 1 : last + 1]]
            return [*out[: first + 1], *changed, *out[last + 1 :]]
        given = self.fresh(node)
        naming = core.Assign(as_target(name(given)), node, notes=made.notes)
        out = [*out]
        out[first] = replace(made, notes=core.Notes(origin=made.notes.origin))
        changed = [self.reading(s, wanted, given) for s in out[first : last + 1]]
        return [*out[:first], naming, *changed, *out[last + 1 :]]

    def reading(self, statement: core.Statement, wanted: Hashable, given: str) -> core.Statement:
        """The statement with a name for the value, if that makes no other name for its array."""
        if not self.has(statement, wanted) or self.holds(statement, wanted):
            return statement
        return _with(statement, wanted, given)

    def holds(self, statement: core.Statement, wanted: Hashable) -> bool:
        """Whether the value's array is what a statement binds, or a view of that, and changes."""
        if not isinstance(statement, core.Assign):
            return False
        if not any(target in self.known for target, _ in _bound(statement)):
            return False
        probed = _with(statement, wanted, _PROBE)
        return any(
            _PROBE in kept_by(value) and not self.scalar(target)
            for target, value in _bound(probed)
            if target in self.known
        )


def _bound(statement: core.Statement) -> Iterator[tuple[str, gast.expr]]:
    """The names that an assignment binds, each with what is written beside it."""
    match statement:
        case core.Assign(target=gast.Name(id=target), value=value):
            yield target, value
        case core.Assign(target=gast.Tuple(elts=targets), value=gast.Tuple(elts=values)):
            same = len(targets) == len(values)
            for each, value in zip(targets, values, strict=True) if same else ():
                if isinstance(each, gast.Name):
                    yield each.id, value


def _changed_or_held(block: core.Block, writes: Writes) -> Iterator[str]:
    """The names whose arrays are changed in place, returned, or may go by other names."""
    for statement in core.walk(block):
        yield from changed_by(statement, writes)
        value = getattr(statement, "value", None)
        if isinstance(value, gast.expr):
            yield from kept_by(value)


def _values(statement: core.Statement) -> Iterator[gast.AST]:
    target = getattr(statement, "target", None)
    return (tree for tree in expressions(statement) if tree is not target)


def _is_costly(node: gast.AST) -> bool:
    if isinstance(node, gast.BinOp) and isinstance(node.op, gast.MatMult):
        return repeatable(node)
    if isinstance(node, gast.BinOp) and isinstance(node.op, gast.Div):
        worked_out = any(isinstance(side, gast.BinOp) for side in (node.left, node.right))
        return worked_out and any(read_names(node)) and repeatable(node)
    return isinstance(node, gast.Call) and function_of(node) in COSTLY and repeatable(node)


def _unsigned(node: Any) -> Any:
    """`x**2 / r` of `-x**2 / r`; other nodes as they are."""
    match node:
        case gast.BinOp(left=gast.UnaryOp(op=gast.USub(), operand=top), op=gast.Div() as op):
            return gast.BinOp(top, op, node.right)
    return node


def _of_numbers(node: gast.expr) -> bool:
    """Whether it is a function of `math`, which costs no more than a name does."""
    match node:
        case gast.Call(func=gast.Attribute(value=gast.Name(id="math"))):
            return True
    return False


def _named(statement: core.Statement, wanted: Hashable) -> str | None:
    """The name that a statement gives to the value."""
    match statement:
        case core.Assign(target=gast.Name(id=given), value=value) if key(value) == wanted:
            return str(given)
    return None


def _writes(statement: core.Statement) -> bool:
    """Whether a statement may change an array in place."""
    if isinstance(statement, core.Assign):
        return not isinstance(statement.target, gast.Name)
    return not isinstance(statement, core.Return)


def _with(
    statement: core.Statement, wanted: Hashable, given: str, in_arithmetic: bool = False
) -> core.Statement:
    """The statement with a name for a value; `in_arithmetic` only where that gives a new array.

    An adjoint that was that name would be the primal's array, which it changes or hands out.
    """

    def change(tree: gast.expr, kept: bool) -> gast.expr:
        if not kept and _is_costly(tree) and key(tree) == wanted:
            return name(given)
        plain = _unsigned(tree)
        if plain is not tree and _is_costly(plain) and key(plain) == wanted:
            return gast.UnaryOp(gast.USub(), name(given))
        inside = in_arithmetic and not isinstance(tree, gast.BinOp | gast.UnaryOp)
        found: gast.expr = rebuilt(tree, lambda part: change(part, inside))
        return found

    changes = {
        field: change(value, in_arithmetic)
        for field, value in vars(statement).items()
        if isinstance(value, gast.expr) and field != "target"
    }
    return replace(statement, **changes)
