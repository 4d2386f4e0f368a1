"""A name that is read once, in the very next statement, gives way to what it stands for.

What is saved between the two stays in front of both:

step_ans = step(u)
u_stack.append(u.copy())    becomes    u_stack.append(u.copy())
u += dt * step_ans                     u += dt * step(u)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace

import gast

from tangentgen.analysis.values import ANY
from tangentgen.language import core
from tangentgen.language.resolve import read_names
from tangentgen.language.targets import Writes, base_name, changed_list, no_writes
from tangentgen.language.walk import walk
from tangentgen.source.printer import print_expression
from tangentgen.source.quote import substitute
from tangentgen.tidy.algebra import simplified_apart
from tangentgen.tidy.known import Known

WIDTH = 70  # a longer expression is easier to read in two statements


def inlined(
    block: core.Block,
    keep: Set[str],
    known: Known = lambda node: ANY,
    writes: Writes = no_writes,
    stacks: Set[str] = frozenset(),
) -> core.Block:
    """`t = e; y = f(t)` becomes `y = f(e)` where t occurs nowhere else and is none of `keep`.

    `writes` says which of its arguments a call changes: nothing that it may change is read
    before it instead of after it, as `x[0]` would be by `x[0] += change(x)`. `stacks` are lists
    that nothing but saves goes on.
    """
    read: Counter[str] = Counter()
    written: Counter[str] = Counter()
    for statement in core.walk(block):
        for value in vars(statement).values():
            if isinstance(value, gast.AST):
                for node in walk(value):
                    if isinstance(node, gast.Name):
                        (read if isinstance(node.ctx, gast.Load) else written)[node.id] += 1
    return _Inlining(keep, read, written, known, writes, stacks).block(block)


@dataclass
class _Inlining:
    keep: Set[str]
    read: Counter[str]
    written: Counter[str]
    known: Known
    writes: Writes
    stacks: Set[str]

    def block(self, block: core.Block) -> core.Block:
        out: list[core.Statement] = []
        for statement in block:
            statement = core.mapped(statement, self.block)
            if out and self.undone(out[-1], statement):
                out.pop()
                continue
            while (found := self.nearest(out, statement)) is not None:
                place, statement = found
                del out[place]
            out.append(statement)
        return tuple(out)

    def nearest(
        self, before: list[core.Statement], statement: core.Statement
    ) -> tuple[int, core.Statement] | None:
        """The place of a statement that can be put into this one, and both in one."""
        saving: set[str] = set()
        for place in reversed(range(len(before))):
            first = before[place]
            merged = self.merged(first, statement)
            if merged is not None and not (saving and self.is_bound_to(first, saving)):
                return place, merged
            names = self.saved(first)
            if names is None:
                return None
            saving |= names
        return None

    def is_bound_to(self, first: core.Statement, saving: Set[str]) -> bool:
        """Whether an assignment has to stay in front of saves to these names."""
        assert isinstance(first, core.Assign)
        return self.writing(first.value) or not saving.isdisjoint(read_names(first.value))

    def saved(self, statement: core.Statement) -> set[str] | None:
        """What a statement changes that only saves a name; None if it does more."""
        match statement:
            case core.Assign(target=gast.Name(id=kept), value=value) if _is_name_or_copy(value):
                return {kept}
            case core.Evaluate(
                value=gast.Call(
                    func=gast.Attribute(value=gast.Name(id=stack), attr="append"), args=[value]
                )
            ) if stack in self.stacks and _is_name_or_copy(value):
                return {stack}
        return None

    def once(self, name: str) -> bool:
        return self.read[name] == 1 and self.written[name] == 1

    def undone(self, first: core.Statement, second: core.Statement) -> bool:
        """Whether two statements save a name and put it back at once."""
        match first, second:
            case (
                core.Assign(target=gast.Name(id=kept), value=gast.Name(id=one)),
                core.Assign(target=gast.Name(id=two), value=gast.Name(id=back)),
            ):
                return one == two and kept == back and self.once(kept)
        return False

    def merged(self, first: core.Statement, second: core.Statement) -> core.Statement | None:
        """Both statements in one, where that is short."""
        if not isinstance(first, core.Assign) or not isinstance(first.target, gast.Name):
            return None
        given = first.target.id
        if given in self.keep or not self.once(given):
            return None
        if not isinstance(second, core.Assign | core.Augment | core.Evaluate):
            return None
        if given not in set(read_names(second.value)) or _inside_function(second.value, given):
            return None
        if _takes_from_read(first.value, second) or self.late(first.value, given, second):
            return None
        if _takes(first.value) and not _always(second.value, given):
            return None
        put = _without_copy(first.value) if _is_operand(second.value, given) else first.value
        value = simplified_apart(substitute(second.value, {given: put}), self.known)
        if len(print_expression(value)) > WIDTH:
            return None
        return replace(second, value=value, notes=_joined(first.notes, second.notes))

    def late(
        self, value: gast.expr, given: str, second: core.Assign | core.Augment | core.Evaluate
    ) -> bool:
        """Whether a call that writes would be made on the other side of a read."""
        target, before = getattr(second, "target", None), list(_before(second.value, given))
        if any(map(self.writing, before)):
            return True
        if not self.writing(value):
            return False
        if isinstance(second, core.Augment) and not isinstance(target, gast.Name):
            return True
        return not all(isinstance(node, gast.Name | gast.Constant) for node in before)

    def writing(self, tree: gast.expr) -> bool:
        calls = [node for node in walk(tree) if isinstance(node, gast.Call)]
        return any(self.writes(call) for call in calls)


def _is_name_or_copy(value: gast.expr) -> bool:
    match value:
        case gast.Name() | gast.Call(func=gast.Attribute(value=gast.Name(), attr="copy"), args=[]):
            return True
    return False


def _before(tree: gast.expr, given: str) -> Iterator[gast.expr]:
    """What is evaluated before a name; where that may not be evaluated at all, what decides it."""
    children = [c for c in gast.iter_child_nodes(tree) if isinstance(c, gast.expr | gast.keyword)]
    sometimes = isinstance(tree, gast.IfExp | gast.BoolOp | gast.Compare)
    if sometimes and given not in set(read_names(children[0])):
        yield tree
    for child in children:
        value = child.value if isinstance(child, gast.keyword) else child
        if given in set(read_names(value)):
            yield from _before(value, given)
            return
        function = isinstance(tree, gast.Call) and child is tree.func
        yield value.value if function and isinstance(value, gast.Attribute) else value


def _always(tree: gast.AST, given: str) -> bool:
    """Whether a name that is read in an expression is read whatever its conditions say.

    >>> from tangentgen.source.quote import expression
    >>> _always(expression("a + (b if c else d)"), "c"), _always(expression("b if c else d"), "b")
    (True, False)
    """
    children = [child for child in gast.iter_child_nodes(tree) if given in set(read_names(child))]
    sometimes = isinstance(tree, gast.IfExp | gast.BoolOp | gast.Compare)
    first = next(gast.iter_child_nodes(tree), None)
    if isinstance(tree, gast.BoolOp):
        first = tree.values[0]
    if sometimes and any(child is not first for child in children):
        return False
    return all(_always(child, given) for child in children)


def _takes(value: gast.expr) -> bool:
    """Whether a value comes off a list, which is one item shorter then."""
    return any(isinstance(n, gast.Call) and changed_list(n) is not None for n in walk(value))


def _takes_from_read(value: gast.expr, second: core.Statement) -> bool:
    """Whether a value comes off a list that the second statement reads, perhaps before it."""
    lists = {
        base_name(owner)
        for node in gast.walk(value)
        if isinstance(node, gast.expr) and (owner := changed_list(node)) is not None
    }
    return any(
        isinstance(node, gast.Name) and node.id in lists
        for tree in vars(second).values()
        if isinstance(tree, gast.AST)
        for node in gast.walk(tree)
    )


def _joined(first: core.Notes, second: core.Notes) -> core.Notes:
    return replace(
        second,
        section=first.section or second.section,
        mark=first.mark or second.mark,
        above=(*first.above, *second.above),
        origin=first.origin or second.origin,
    )


def _inside_function(tree: gast.expr, wanted: str) -> bool:
    """Whether a name is read where an expression would be evaluated again and again, or later."""
    return any(
        isinstance(node, gast.ListComp | gast.GeneratorExp | gast.Lambda)
        and wanted in set(read_names(node))
        for node in walk(tree)
    )


def _is_operand(tree: gast.expr, given: str) -> bool:
    """Whether a name is read by arithmetic, which makes a new array of it there and then."""
    return any(
        given in map(_part_read, (node.left, node.right))
        for node in walk(tree)
        if isinstance(node, gast.BinOp)
    )


def _part_read(operand: gast.expr) -> str | None:
    """The name of an operand, or of what it is the real or the imaginary part of."""
    match operand:
        case gast.Name(id=given):
            return str(given)
        case gast.Call(
            func=gast.Attribute(value=gast.Name(id="np"), attr="real" | "imag"), args=[inner]
        ):
            return _part_read(inner)
    return None


def _without_copy(value: gast.expr) -> gast.expr:
    match value:
        case gast.Call(func=gast.Attribute(value=owner, attr="copy"), args=[], keywords=[]):
            return owner
    return value
