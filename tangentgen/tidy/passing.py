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
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass, replace

import gast

from tangentgen.language import core
from tangentgen.language.filled import filled
from tangentgen.language.resolve import assigned, read_names, target_names
from tangentgen.language.targets import Writes, base_name, changed_list, no_writes, scattered
from tangentgen.language.walk import walk
from tangentgen.source.printer import print_expression
from tangentgen.source.quote import as_target, name
from tangentgen.tidy.known import repeatable
from tangentgen.tidy.reads import expressions

WIDTH = 50  # a longer expression is easier to read in two statements that stand apart


def passed_on(
    block: core.Block,
    keep: Set[str],
    scalar: Callable[[str], bool],
    shared: Callable[[str], bool],
    meant: Set[str] = frozenset(),
    writes: Writes = no_writes,
) -> core.Block:
    """The block without names that only pass a value on, but for those in `keep`.

    `shared` says whether an array may be changed under another name; `meant` are the adjoints of
    variables, whose names say more than those of others.
    """
    written = Counter(assigned(block))
    read: Counter[str] = Counter()
    changed: set[str] = set()
    for statement in core.walk(block):
        changed.update(_changed(statement, writes))
        for tree in expressions(statement):
            read.update(read_names(tree))
    return _Passing(keep, meant, scalar, shared, writes, written, read, changed).block(block)


@dataclass
class _Passing:
    keep: Set[str]
    meant: Set[str]
    scalar: Callable[[str], bool]
    shared: Callable[[str], bool]
    writes: Writes
    written: Counter[str]
    read: Counter[str]
    changed: set[str]

    def block(self, block: core.Block) -> core.Block:
        out = [self.inside(statement) for statement in block]
        position = 0
        while position < len(out):
            statement = out[position]
            if (
                isinstance(statement, core.Assign)
                and isinstance(statement.target, gast.Name)
                and (
                    self.renamed(out, position)
                    or self.forward(out, position)
                    or self.backward(out, position)
                    or self.sunk(out, position)
                )
            ):
                if position < len(out):
                    out[position] = _after(statement.notes, out[position])
                continue
            position += 1
        return tuple(out)

    def inside(self, statement: core.Statement) -> core.Statement:
        found: core.Statement = core.mapped(statement, self.block)
        return found

    def forward(self, out: list[core.Statement], at: int) -> bool:
        """`a = b`: a's readers read b, which stays what it is until the last of them."""
        statement = out[at]
        assert isinstance(statement, core.Assign) and isinstance(statement.target, gast.Name)
        given, value = statement.target.id, statement.value
        if given in self.keep or self.written[given] != 1 or given in self.changed:
            return False
        if not self.light(given, value) or not self.says_as_much(given, value):
            return False
        readers = [k for k in range(at + 1, len(out)) if given in _reads(out[k])]
        if not readers or sum(_reads(out[k])[given] for k in readers) != self.read[given]:
            return False
        sources = set(read_names(value))
        between = out[at + 1 : readers[-1]]
        if any(not sources.isdisjoint(touched(s, self.writes)) for s in between):
            return False
        if not isinstance(value, gast.Name) and not self.steady(value, between):
            return False
        last = out[readers[-1]]
        simple = isinstance(last, core.Assign | core.Augment | core.Evaluate | core.Return)
        if not simple and not sources.isdisjoint(touched(last, self.writes)):
            return False
        if any(hides(out[k]) for k in readers):
            return False
        for k in readers:
            out[k] = filled(out[k], {given: value})
        out[at:] = [s for s in out[at + 1 :] if not _is_itself(s)]
        for each in sources:
            self.read[each] += self.read[given] - 1
        return True

    def says_as_much(self, given: str, value: gast.expr) -> bool:
        """Whether what is read instead is known for an adjoint, as the name is."""
        if given not in self.meant or not isinstance(value, gast.Name):
            return True
        return value.id in self.meant or value.id.startswith("ans_")

    def renamed(self, out: list[core.Statement], at: int) -> bool:
        """`sum_bar = e` ... `d_bar = sum_bar`: d_bar from the beginning."""
        statement = out[at]
        assert isinstance(statement, core.Assign) and isinstance(statement.target, gast.Name)
        given, value = statement.target.id, statement.value
        if given not in self.meant or not isinstance(value, gast.Name):
            return False
        old = value.id
        if old in self.meant or old in self.keep or "_bar" not in old:
            return False
        both = (given, old)
        if any(self.written[n] != 1 or n in self.changed for n in both):
            return False
        made = next((k for k in reversed(range(at)) if _binds(out[k], old)), None)
        if made is None or any(given in _reads(s) for s in out[:at]):
            return False
        aliases = [s for s in out[made:] if _is_alias(s, old)]
        if len(aliases) > 1 or sum(_reads(s)[old] for s in out[made:]) != self.read[old]:
            return False
        if any(hides(s) for s in out[made:]):
            return False
        first = out[made]
        assert isinstance(first, core.Assign)
        out[made] = replace(first, target=_renamed(first.target, old, given))
        del out[at]
        out[made + 1 :] = [filled(s, {old: name(given)}) for s in out[made + 1 :]]
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

    def steady(self, value: gast.expr, between: list[core.Statement]) -> bool:
        """Whether an element of an array stays what it is, also under the array's other names."""
        base = base_name(value)
        if base is None or self.shared(base):
            return False
        inner = [s for outer in between for s in core.walk((outer,))]
        return all(repeatable(tree) for s in inner for tree in expressions(s))

    def backward(self, out: list[core.Statement], at: int) -> bool:
        """`t = e` ... `a = t`: a is what e is assigned to."""
        statement = out[at]
        assert isinstance(statement, core.Assign) and isinstance(statement.target, gast.Name)
        value, target = statement.value, statement.target.id
        if not isinstance(value, gast.Name) or value.id in self.keep:
            return False
        given = value.id
        if self.written[given] != 1 or self.read[given] != 1 or given in self.changed:
            return False
        made = next((k for k in reversed(range(at)) if _binds(out[k], given)), None)
        if made is None:
            return False
        if any(s.notes.section for s in out[made + 1 : at + 1]):
            return False
        for between in out[made + 1 : at]:
            if (
                target in _reads(between)
                or target in touched(between, self.writes)
                or _jumps(between)
            ):
                return False
        first = out[made]
        assert isinstance(first, core.Assign)
        renamed = _renamed(first.target, given, target)
        if Counter(target_names(renamed))[target] > 1:
            return False
        out[made] = replace(first, target=renamed)
        del out[at]
        self.written[given] = self.read[given] = 0
        return True

    def sunk(self, out: list[core.Statement], at: int) -> bool:
        """`t = e` ... `a = f(t)`: `a = f(e)`, where the line stays short."""
        statement = out[at]
        assert isinstance(statement, core.Assign) and isinstance(statement.target, gast.Name)
        given, value = statement.target.id, statement.value
        if given in self.keep or given in self.meant or given in self.changed:
            return False
        if self.written[given] != 1 or self.read[given] != 1 or not repeatable(value):
            return False
        reader = next((k for k in range(at + 1, len(out)) if given in _reads(out[k])), None)
        if reader is None or not isinstance(out[reader], core.Assign | core.Augment):
            return False
        sources = set(read_names(value))
        bound = {n for s in out[at + 1 : reader] for n in touched(s, self.writes)}
        changed = {
            n
            for s in out[at + 1 : reader]
            for i in core.walk((s,))
            for n in _changed(i, self.writes)
        }
        if not sources.isdisjoint(bound) or hides(out[reader]) or hides(statement):
            return False
        if changed and any(self.shared(n) for n in sources):
            return False
        merged = filled(out[reader], {given: value})
        if max(len(print_expression(t)) for t in expressions(merged) if _is_value(t)) > WIDTH:
            return False
        out[reader] = merged
        del out[at]
        self.read[given] = self.written[given] = 0
        return True


def _is_value(tree: gast.AST) -> bool:
    return isinstance(tree, gast.expr)


def _is_alias(statement: core.Statement, of: str) -> bool:
    match statement:
        case core.Assign(target=gast.Name(), value=gast.Name(id=value)):
            return bool(value == of)
    return False


def _after(gone: core.Notes, statement: core.Statement) -> core.Statement:
    """The statement that follows one that went, with its heading, and its mark in one group."""
    notes = statement.notes
    notes = replace(notes, above=(*gone.above, *notes.above), section=gone.section or notes.section)
    if gone.mark is not None and notes.mark is None and not isinstance(statement, core.Return):
        notes = replace(notes, mark=gone.mark, origin=gone.origin)
    return replace(statement, notes=notes)


def _reads(statement: core.Statement) -> Counter[str]:
    found: Counter[str] = Counter()
    for inner in core.walk((statement,)):
        for tree in expressions(inner):
            found.update(read_names(tree))
    return found


def touched(statement: core.Statement, writes: Writes) -> set[str]:
    """The names that a statement binds or whose arrays it changes."""
    inner = list(core.walk((statement,)))
    return {*assigned((statement,)), *(n for s in inner for n in _changed(s, writes))}


def _changed(statement: core.Statement, writes: Writes) -> Iterator[str]:
    """The names whose arrays a statement itself changes in place."""
    for tree in expressions(statement):
        for node in walk(tree):
            if isinstance(node, gast.Call):
                yield from filter(None, map(base_name, writes(node)))
                owner = changed_list(node)
                if owner is not None and (base := base_name(owner)) is not None:
                    yield base
    match statement:
        case core.Assign(target=target) | core.Augment(target=target):
            for part in target.elts if isinstance(target, gast.Tuple | gast.List) else [target]:
                plain = isinstance(part, gast.Name) and isinstance(statement, core.Assign)
                base = None if plain else base_name(part)
                if base is not None:
                    yield base
        case core.Evaluate(value=value):
            into = scattered(value)
            base = None if into is None else base_name(into)
            if base is not None:
                yield base
            if isinstance(value, gast.Call) and isinstance(value.func, gast.Attribute):
                held = base_name(value.func.value)
                if held is not None:
                    yield held


def _binds(statement: core.Statement, wanted: str) -> bool:
    return isinstance(statement, core.Assign) and wanted in target_names(statement.target)


def _renamed(target: gast.expr, old: str, new: str) -> gast.expr:
    if isinstance(target, gast.Name):
        return as_target(name(new)) if target.id == old else target
    if isinstance(target, gast.Tuple | gast.List):
        return type(target)([_renamed(e, old, new) for e in target.elts], gast.Store())
    return target


def _jumps(statement: core.Statement) -> bool:
    jumping = core.Break | core.Continue | core.Return | core.Raise
    return any(isinstance(s, jumping) for s in core.walk((statement,)))


def _is_itself(statement: core.Statement) -> bool:
    """Whether a statement is `a = a`."""
    match statement:
        case core.Assign(target=gast.Name(id=one), value=gast.Name(id=two)):
            return bool(one == two)
    return False


def hides(statement: core.Statement) -> bool:
    """Whether a name could mean another one in it: in a comprehension, in a lambda."""
    inner = [tree for s in core.walk((statement,)) for tree in expressions(s)]
    scopes = gast.Lambda | gast.ListComp | gast.SetComp | gast.GeneratorExp | gast.DictComp
    return any(isinstance(node, scopes) for tree in inner for node in walk(tree))
