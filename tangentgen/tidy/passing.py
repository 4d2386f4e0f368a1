"""Statements that only pass a value on fold into what comes before or after them.

    k4_bar = s_bar                       t_bar = W.T @ s_bar
    z_bar = reverse(z, k4_bar)           b_bar += s_bar
                                         x_bar = t_bar
becomes
    z_bar = reverse(z, s_bar)            x_bar = W.T @ s_bar
                                         b_bar += s_bar
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Set
from dataclasses import dataclass, replace

import gast

from tangentgen.analysis.values import ANY
from tangentgen.language import core
from tangentgen.language.filled import filled
from tangentgen.language.fresh import fresh
from tangentgen.language.resolve import assigned, read_names, target_names
from tangentgen.language.targets import Writes, base_name, no_writes
from tangentgen.language.walk import walk
from tangentgen.source.printer import print_expression
from tangentgen.source.quote import as_target, name
from tangentgen.tidy.algebra import simplified_apart
from tangentgen.tidy.known import Known, repeatable
from tangentgen.tidy.lines import Lines, changed_by, heir
from tangentgen.tidy.reads import expressions

WIDTH = 50  # a longer expression is easier to read in two statements that stand apart


def passed_on(
    block: core.Block,
    keep: Set[str],
    scalar: Callable[[str], bool],
    shared: Callable[[str], bool],
    meant: Set[str] = frozenset(),
    writes: Writes = no_writes,
    known: Known = lambda node: ANY,
) -> core.Block:
    """The block without names that only pass a value on, but for those in `keep`.

    `shared` says whether an array may be changed under another name; `meant` are the adjoints of
    variables, whose names say more than those of others.
    """
    written = Counter(assigned(block))
    read: Counter[str] = Counter()
    changed: set[str] = set()
    for statement in core.walk(block):
        changed.update(changed_by(statement, writes))
        for tree in expressions(statement):
            read.update(read_names(tree))
    return _Passing(keep, meant, scalar, shared, writes, known, written, read, changed).block(block)


@dataclass
class _Passing:
    keep: Set[str]
    meant: Set[str]
    scalar: Callable[[str], bool]
    shared: Callable[[str], bool]
    writes: Writes
    known: Known
    written: Counter[str]
    read: Counter[str]
    changed: set[str]

    def block(self, block: core.Block) -> core.Block:
        lines = Lines([self.inside(statement) for statement in block], self.writes)
        at = lines.following(0)
        while at < len(lines):
            statement = lines.at[at]
            if (
                isinstance(statement, core.Assign)
                and isinstance(statement.target, gast.Name)
                and (
                    self.renamed(lines, at, statement)
                    or self.forward(lines, at, statement)
                    or self.backward(lines, at, statement)
                    or self.sunk(lines, at, statement)
                )
            ):
                heir(lines, at, statement)
                at = lines.following(at)
                continue
            if isinstance(statement, core.Assign) and self.begun(lines, at, statement):
                heir(lines, at, _left(lines, at, statement))
                at = lines.following(at)
                continue
            at = lines.following(at + 1)
        return lines.block()

    def inside(self, statement: core.Statement) -> core.Statement:
        found: core.Statement = core.mapped(statement, self.block)
        return found

    def forward(self, lines: Lines, at: int, statement: core.Assign) -> bool:
        """`a = b`: a's readers read b, which stays what it is until the last of them."""
        given, value = statement.target.id, statement.value
        if given in self.keep or self.written[given] != 1 or given in self.changed:
            return False
        if not self.light(given, value) or not self.says_as_much(given, value):
            return False
        readers = lines.readers(given, at)
        if not readers or sum(lines.uses(k).read[given] for k in readers) != self.read[given]:
            return False
        sources = set(read_names(value))
        if lines.touches(sources, at, readers[-1]):
            return False
        if not isinstance(value, gast.Name) and not self.steady(value, lines, at, readers[-1]):
            return False
        simple = core.Assign | core.Augment | core.Evaluate | core.Return
        last = readers[-1]
        if not isinstance(lines.at[last], simple) and lines.touches(sources, last - 1, last + 1):
            return False
        if any(lines.uses(k).hides for k in readers):
            return False
        lines.drop(at)
        self.fill(lines, readers, {given: value})
        for each in sources:
            self.read[each] += self.read[given] - 1
        return True

    def fill(self, lines: Lines, readers: list[int], given: dict[str, gast.expr]) -> None:
        """The statements with names replaced; what says `a = a` then goes."""
        for k in readers:
            reader = lines.at[k]
            assert reader is not None
            merged = filled(reader, given)
            if _is_itself(merged):
                lines.drop(k)
                heir(lines, k, reader)
            else:
                lines.put(k, merged)

    def says_as_much(self, given: str, value: gast.expr) -> bool:
        """Whether what is read instead is known for an adjoint, as the name is."""
        if given not in self.meant or not isinstance(value, gast.Name):
            return True
        return value.id in self.meant or value.id.startswith("ans_")

    def renamed(self, lines: Lines, at: int, statement: core.Assign) -> bool:
        """`sum_bar = e` ... `d_bar = sum_bar`: d_bar from the beginning."""
        given, value = statement.target.id, statement.value
        if given not in self.meant or not isinstance(value, gast.Name):
            return False
        old = value.id
        if old in self.meant or old in self.keep or "_bar" not in old:
            return False
        both = (given, old)
        if any(self.written[n] != 1 or n in self.changed for n in both):
            return False
        made = lines.binder(old, at)
        if made is None or lines.read_before(given, at):
            return False
        readers = lines.readers(old, made - 1)
        if sum(_is_alias(lines.at[k], old) for k in readers) > 1:
            return False
        if sum(lines.uses(k).read[old] for k in readers) != self.read[old] or lines.hides(made):
            return False
        first = lines.at[made]
        assert isinstance(first, core.Assign)
        lines.drop(at)
        lines.put(made, replace(first, target=_renamed(first.target, old, given)))
        for k in readers:
            reader = lines.at[k]
            if reader is not None and k != made:
                lines.put(k, filled(reader, {old: name(given)}))
        self.read[given] += self.read[old] - 1
        self.read[old] = self.written[old] = 0
        return True

    def light(self, given: str, value: gast.expr) -> bool:
        """Whether reading a value again costs nothing: a name, or an element of an array."""
        if isinstance(value, gast.Name):
            return True
        if not isinstance(value, gast.Subscript) or not self.scalar(given) or self.read[given] > 2:
            return False
        plain = gast.Name | gast.Constant | gast.Subscript | gast.BinOp | gast.Tuple | gast.operator
        return repeatable(value) and all(isinstance(n, plain) for n in walk(value))

    def steady(self, value: gast.expr, lines: Lines, after: int, before: int) -> bool:
        """Whether an element of an array stays what it is, also under the array's other names."""
        base = base_name(value)
        if base is None or self.shared(base):
            return False
        between = tuple(s for s in lines.at[after + 1 : before] if s is not None)
        return all(repeatable(tree) for s in core.walk(between) for tree in expressions(s))

    def backward(self, lines: Lines, at: int, statement: core.Assign) -> bool:
        """`t = e` ... `a = t`: a is what e is assigned to."""
        value, target = statement.value, statement.target.id
        if not isinstance(value, gast.Name) or value.id in self.keep:
            return False
        given = value.id
        if self.written[given] != 1 or self.read[given] != 1 or given in self.changed:
            return False
        made = lines.binder(given, at)
        if made is None or lines.touches({target}, made, at):
            return False
        if any(k < at for k in lines.readers(target, made)):
            return False
        if any(s is not None and s.notes.section for s in lines.at[made + 1 : at + 1]):
            return False
        if any(lines.uses(k).jumps for k in lines.between(made, at)):
            return False
        first = lines.at[made]
        assert isinstance(first, core.Assign)
        renamed = _renamed(first.target, given, target)
        if Counter(target_names(renamed))[target] > 1:
            return False
        lines.put(made, replace(first, target=renamed))
        lines.drop(at)
        self.written[given] = self.read[given] = 0
        return True

    def begun(self, lines: Lines, at: int, statement: core.Assign) -> bool:
        """`a_bar = b` ... `a_bar = a_bar + e`: `a_bar = b + e`, where it is not read in between."""
        given, value = base_name(statement.target), statement.value
        if not isinstance(statement.target, gast.Name) or not isinstance(value, gast.Name):
            return False
        if given is None or given == value.id or "_bar" not in given:
            return False
        place = lines.touched(given, at)
        if place is None or any(k < place for k in lines.readers(given, at)):
            return False
        if lines.touches({value.id}, at, place):
            return False
        if any(lines.uses(k).jumps for k in lines.between(at, place)):
            return False
        same = self.scalar(given) or self.given_up(lines, value, at)
        added = _added(lines.at[place], given, same)
        if added is None or lines.uses(place).hides:
            return False
        whole, rest = added
        lines.drop(at)
        sum_ = _begun_with(name(value.id), rest.op, rest.right)
        lines.put(place, replace(whole, value=sum_))
        self.read[given] -= 1
        self.written[given] -= 1
        return True

    def given_up(self, lines: Lines, value: gast.Name, at: int) -> bool:
        """Whether a name that was made up for an array is read last here, and what is added to the
        array is no wider.
        """
        old, known = value.id, self.known(value)
        place = lines.binder(old, at)
        if place is None or lines.readers(old, at) or not _makes_array(lines.at[place]):
            return False
        ours = old not in self.keep and old not in self.meant and self.written[old] == 1
        return ours and known.kind == "array" and known.dtype == "f8"

    def sunk(self, lines: Lines, at: int, statement: core.Assign) -> bool:
        """`t = e` ... `a = f(t)`: `a = f(e)`, where the line stays short."""
        given, value = statement.target.id, statement.value
        if given in self.keep or given in self.meant or given in self.changed:
            return False
        if self.written[given] != 1 or self.read[given] != 1 or not repeatable(value):
            return False
        readers = lines.readers(given, at)
        if not readers or not isinstance(lines.at[readers[0]], core.Assign | core.Augment):
            return False
        reader = readers[0]
        sources = set(read_names(value))
        if lines.touches(sources, at, reader):
            return False
        if lines.uses(reader).hides or lines.uses(at).hides:
            return False
        if lines.changes(at, reader) and any(self.shared(n) for n in sources):
            return False
        reading = lines.at[reader]
        assert reading is not None
        merged = filled(reading, {given: value})
        assert isinstance(merged, core.Assign | core.Augment)
        merged = replace(merged, value=simplified_apart(merged.value, self.known))
        if max(len(print_expression(t)) for t in expressions(merged) if _is_value(t)) > WIDTH:
            return False
        lines.put(reader, merged)
        lines.drop(at)
        self.read[given] = self.written[given] = 0
        return True


def _added(
    statement: core.Statement | None, given: str, same: bool
) -> tuple[core.Assign, gast.BinOp] | None:
    """`a = a + e`, or `a += e` where that is the `same`: the assignment, and the sum in it."""
    match statement:
        case core.Assign(
            target=gast.Name(id=target), value=gast.BinOp(left=gast.Name(id=left)) as sum_
        ):
            pass
        case core.Augment(target=gast.Name(id=target) as to, op=op, value=value) if same:
            left, sum_ = given, gast.BinOp(name(given), op, value)
            statement = core.Assign(to, sum_, notes=statement.notes)
        case _:
            return None
    plain = target == left == given and isinstance(sum_.op, gast.Add | gast.Sub)
    if not plain or given in set(read_names(sum_.right)):
        return None
    return statement, sum_


def _left(lines: Lines, at: int, gone: core.Statement) -> core.Statement:
    """A statement that went further down, without its mark where what follows only puts back."""
    following = lines.following(at)
    target = getattr(lines.at[following], "target", None) if following < len(lines) else None
    if target is None or "_bar" in (base_name(target) or ""):
        return gone
    return replace(gone, notes=replace(gone.notes, mark=None))


def _makes_array(statement: core.Statement | None) -> bool:
    return isinstance(statement, core.Assign) and fresh(statement.value)


def _begun_with(first: gast.expr, op: gast.operator, rest: gast.expr) -> gast.expr:
    """`a + e` as it is written: `a + b - c` for an e of `b - c`."""
    match rest:
        case gast.BinOp(left=left, op=gast.Add() | gast.Sub() as inner, right=right) if isinstance(
            op, gast.Add
        ):
            return gast.BinOp(_begun_with(first, op, left), inner, right)
    return gast.BinOp(first, op, rest)


def _is_value(tree: gast.AST) -> bool:
    return isinstance(tree, gast.expr)


def _is_alias(statement: core.Statement | None, of: str) -> bool:
    match statement:
        case core.Assign(target=gast.Name(), value=gast.Name(id=value)):
            return bool(value == of)
    return False


def _renamed(target: gast.expr, old: str, new: str) -> gast.expr:
    if isinstance(target, gast.Name):
        return as_target(name(new)) if target.id == old else target
    if isinstance(target, gast.Tuple | gast.List):
        return type(target)([_renamed(e, old, new) for e in target.elts], gast.Store())
    return target


def _is_itself(statement: core.Statement) -> bool:
    """Whether a statement is `a = a`."""
    match statement:
        case core.Assign(target=gast.Name(id=one), value=gast.Name(id=two)):
            return bool(one == two)
    return False
