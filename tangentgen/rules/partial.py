"""Running a template on what is known: what is left is a few expressions, or a helper.

if axis is None or keepdims:                                  axis=1, keepdims=False
    a_bar = np.broadcast_to(ans_bar, np.shape(a))        →    a of two dimensions:
else:                                                         np.broadcast_to(
    a_bar = np.broadcast_to(np.expand_dims(...), ...)             ans_bar[:, None], a.shape)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import gast

from tangentgen.language import core
from tangentgen.rules import zero
from tangentgen.rules.fold import Folder
from tangentgen.rules.static import walk
from tangentgen.source.quote import name, substitute

LONGEST = 24  # names, literals and attributes that one line may hold


class NoRule(Exception):
    """The template says that it does not cover this call; the caller knows the place."""

    def __init__(self, what: str) -> None:
        self.what = f"{what} has no rule"
        self.hint = "write it with functions that have one, or write a template"
        super().__init__(f"{self.what} - {self.hint}")


class NotStraight(Exception):
    """The template does not reduce to expressions and single assignments."""


@dataclass(frozen=True)
class Straight:
    """Assignments of locals in order, then the expressions that are returned, by name."""

    before: tuple[tuple[str, gast.expr], ...]
    results: dict[str, gast.expr]


def straight(
    statements: Sequence[gast.stmt],
    folder: Folder,
    wanted: Sequence[str],
    positions: Sequence[str] | None = None,
) -> Straight:
    """Reduce a template's statements to expressions, or raise NotStraight.

    `wanted` are the results to keep. They are called as in `positions`, in the order in
    which they are returned; without that, by the names that are returned.
    """
    runner = _Runner(folder, wanted, positions)
    results = runner.run(list(statements))
    if results is None:
        raise NotStraight("nothing is returned")
    return _inlined(runner, results)


class _Runner:
    def __init__(
        self, folder: Folder, wanted: Sequence[str], positions: Sequence[str] | None
    ) -> None:
        self.folder = folder
        self.wanted = wanted
        self.positions = positions
        self.depth = 0
        self.conditional: set[str] = set()

    def run(self, statements: list[gast.stmt]) -> dict[str, gast.expr] | None:
        for i, statement in enumerate(statements):
            match statement:
                case gast.Assign(targets=[gast.Name(id=target)]):
                    self.assign(target, self.folder.fold(statement.value))
                case gast.AnnAssign(target=gast.Name(id=target), value=gast.expr()):
                    self.assign(target, self.folder.fold(statement.value))
                case gast.Assign(targets=[gast.Tuple(elts=targets)]):
                    self.unpack(targets, self.folder.fold(statement.value))
                case gast.If():
                    test = self.folder.fold(statement.test)
                    truth = self.folder.truth(test)
                    rest = statements[i + 1 :]
                    if truth is None:
                        return self.both(test, statement.body + rest, statement.orelse + rest)
                    return self.run((statement.body if truth else statement.orelse) + rest)
                case gast.Return():
                    return self.returned(statement.value)
                case gast.Raise() if not self.depth:
                    raise NoRule(_message(statement))
                case _:
                    raise NotStraight(type(statement).__name__)
        return None

    def assign(self, target: str, value: gast.expr) -> None:
        folder = self.folder
        if folder.value(value).__class__.__name__ != "Unknown" or zero.is_zero(value):
            folder.locals[target] = value
            return
        fresh, number = target, 2
        while fresh in folder.definitions or fresh in folder.values:
            fresh, number = f"{target}{number}", number + 1
        folder.definitions[fresh] = value
        folder.locals[target] = name(fresh)
        if self.depth:
            self.conditional.add(fresh)

    def unpack(self, targets: list[gast.expr], value: gast.expr) -> None:
        if not isinstance(value, gast.Tuple) or len(value.elts) != len(targets):
            raise NotStraight("tuple")
        for target, item in zip(targets, value.elts, strict=True):
            assert isinstance(target, gast.Name)
            self.assign(target.id, item)

    def both(
        self, test: gast.expr, yes: list[gast.stmt], no: list[gast.stmt]
    ) -> dict[str, gast.expr] | None:
        folder, outer = self.folder, dict(self.folder.locals)
        self.depth += 1
        first = self.run(yes)
        folder.locals = outer
        second = self.run(no)
        self.depth -= 1
        if first is None or second is None:
            raise NotStraight("nothing is returned")
        merged = {}
        for key, value in first.items():
            other = second[key]
            same = gast.dump(value) == gast.dump(other)
            merged[key] = value if same else gast.IfExp(test, value, other)
        return merged

    def returned(self, value: gast.expr) -> dict[str, gast.expr]:
        keys = self.positions
        parts = value.elts if isinstance(value, gast.Tuple) and len(keys or "ab") > 1 else [value]
        if keys is None:
            keys = [part.id for part in parts]
        found = dict(zip(keys, parts, strict=True))
        return {key: self.folder.fold(found[key]) for key in self.wanted}


def _inlined(runner: _Runner, results: dict[str, gast.expr]) -> Straight:
    """Put in place what is read once; keep, in order, what is read more often."""
    definitions = dict(runner.folder.definitions)
    reads = _reads(definitions, results)
    # latest first: a later definition may be the only reader of an earlier one
    kept: dict[str, gast.expr] = {}
    current = dict(results)
    for local in reversed(list(definitions)):
        value = definitions[local]
        if not reads[local]:
            continue
        if reads[local] == 1 or _is_cheap(value):
            current = {k: substitute(v, {local: value}) for k, v in current.items()}
            kept = {k: substitute(v, {local: value}) for k, v in kept.items()}
            definitions = {k: substitute(v, {local: value}) for k, v in definitions.items()}
        elif local in runner.conditional:
            raise NotStraight("a local of one branch is read twice")
        else:
            kept = {local: value, **kept}
    folder = runner.folder
    again = Folder({}, folder.values, frozenset())
    again.definitions = kept
    before = tuple((k, zero.without_markers(again.fold(v))) for k, v in kept.items())
    return Straight(before, {k: zero.without_markers(again.fold(v)) for k, v in current.items()})


def _reads(definitions: Mapping[str, gast.expr], results: Mapping[str, gast.expr]) -> Counter[str]:
    """How often each local is read, counting only what the results need."""
    reads: Counter[str] = Counter()
    for value in results.values():
        reads.update([*names(value), *_again(value)])
    for local in reversed(list(definitions)):
        if reads[local]:
            reads.update([*names(definitions[local]), *_again(definitions[local])])
    return reads


def _again(node: gast.AST) -> list[str]:
    """The names that a comprehension reads for each item."""
    items = [part.elt for part in walk(node) if isinstance(part, gast.ListComp | gast.GeneratorExp)]
    return [each for item in items for each in names(item)]


def names(node: gast.AST) -> list[str]:
    """Every name read, as often as it is."""
    return [part.id for part in walk(node) if isinstance(part, gast.Name)]


def _is_cheap(node: gast.expr) -> bool:
    return isinstance(node, gast.Name | gast.Constant) or (
        isinstance(node, gast.Attribute) and isinstance(node.value, gast.Name)
    )


def is_long(found: Straight) -> bool:
    """Whether the result is more than three lines, or than one choice in a line."""
    results = [part for tree in found.results.values() for part in _items(tree)]
    expressions = [*results, *(value for _, value in found.before)]
    if len(found.before) > 3:
        return True
    for node in expressions:
        parts = list(walk(node))
        words = sum(isinstance(p, gast.Name | gast.Constant | gast.Attribute) for p in parts)
        if words > LONGEST or sum(isinstance(p, gast.IfExp) for p in parts) > 1:
            return True
    return False


def _items(tree: gast.expr) -> list[gast.expr]:
    """The adjoints of the items of a list, each of which goes its own way; the calls of a sum."""
    if isinstance(tree, gast.List):
        return list(tree.elts)
    calls = list(_terms(tree))
    return calls if len(calls) < 4 and all(isinstance(c, gast.Call) for c in calls) else [tree]


def _terms(tree: gast.expr) -> Iterator[gast.expr]:
    if isinstance(tree, gast.BinOp) and isinstance(tree.op, gast.Add):
        yield from _terms(tree.left)
        yield from _terms(tree.right)
    else:
        yield tree


def assignments(pairs: Sequence[tuple[str, gast.expr]]) -> tuple[core.Statement, ...]:
    return tuple(
        core.Assign(target=gast.Name(key, gast.Store(), None, None), value=value)
        for key, value in pairs
    )


def _message(statement: gast.Raise) -> str:
    """The text of `raise NotImplementedError("…")`."""
    return str(statement.exc.args[0].value)
