"""The body of a `try` in segments: an exception is raised, if at all, at the start of one."""

from __future__ import annotations

from dataclasses import dataclass

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.derive.context import Derivation
from tangentgen.derive.unsupported import Unsupported
from tangentgen.language import core


@dataclass(frozen=True)
class Plain:
    """Statements of which only the first may raise; no number where not even that one may."""

    statements: core.Block
    number: int


@dataclass(frozen=True)
class Branch:
    """An `if` with segments in it; `after`, the number of what comes before it."""

    statement: core.If
    body: list[Item]
    orelse: list[Item]
    after: int


@dataclass(frozen=True)
class Inside:
    """A `with` and the segments in it."""

    statement: core.With
    items: list[Item]


Item = Plain | Branch | Inside


@dataclass
class Segments:
    """Numbers the segments in the order of the text."""

    work: Derivation
    attempt: core.Try
    number: int = 0

    def of(self, block: core.Block) -> list[Item]:
        out: list[Item] = []
        run: list[core.Statement] = []
        number = 0

        def close() -> None:
            if run:
                out.append(Plain(tuple(run), number))
                run.clear()

        for statement in block:
            if not self.may_raise(statement):
                if not run:
                    number = self.number
                run.append(statement)
                continue
            close()
            if isinstance(statement, core.If):
                self.number += 1
                after = self.number
                body, orelse = self.of(statement.body), self.of(statement.orelse)
                out.append(Branch(statement, body, orelse, after))
            elif isinstance(statement, core.With):
                if statement in self.work.facts.swallowing:
                    raise self.refused(statement)
                out.append(Inside(statement, self.of(statement.body)))
            else:
                self.check(statement)
                self.number += 1
                number = self.number
                run.append(statement)
        close()
        return out

    def may_raise(self, statement: core.Statement) -> bool:
        match statement:
            case core.Assign(target=gast.Name(), value=value):
                return not harmless(self.work.facts, value)
            case core.If(test=gast.Name() | gast.Constant()):
                return any(self.may_raise(s) for s in (*statement.body, *statement.orelse))
        return True

    def check(self, statement: core.Statement) -> None:
        """Refuses what may be left half done."""
        if core.blocks(statement):
            raise self.refused(statement)
        facts = self.work.facts
        for value in vars(statement).values():
            for node in gast.walk(value) if isinstance(value, gast.AST) else ():
                if node in facts.user_calls and facts.user_calls[node].callee.changed:
                    raise Unsupported(
                        node,
                        "a function that changes its argument is called inside a try",
                        "let it return the new array",
                    )
        target = getattr(statement, "target", None)
        parts = target.elts if isinstance(target, gast.Tuple | gast.List) else []
        if not all(isinstance(t, gast.Name) for t in parts):
            raise Unsupported(target, "parts are assigned inside a try", "unpack into names")
        in_place = isinstance(statement, core.Augment) and facts.value(target).kind != "float"
        if in_place and _catches_arithmetic(self.attempt):
            raise Unsupported(
                target,
                "an operation in place whose arithmetic may raise",
                "write it as y = y * ... and y[...] = y[...] * ...",
            )

    def refused(self, statement: core.Statement) -> Unsupported:
        word = {core.For: "a loop", core.While: "a loop", core.Try: "a try"}
        node = gast.Pass()
        if statement.notes.origin is not None:
            node.lineno = statement.notes.origin.line
            node.col_offset = statement.notes.origin.column
        else:
            trees = [v for v in vars(statement).values() if isinstance(v, gast.AST)]
            placed = (n for tree in trees for n in gast.walk(tree) if getattr(n, "lineno", None))
            node = next(placed, node)
        return Unsupported(
            node,
            f"{word.get(type(statement), 'a with')} inside a try with handlers",
            "put it in a function of its own, or the try inside it",
        )


_PLAIN = ("float", "int", "bool")


def harmless(facts: Analysis, value: gast.expr) -> bool:
    """Whether evaluating an expression cannot raise: names, and sums and products of floats."""
    match value:
        case gast.Name() | gast.Constant():
            return True
        case gast.Tuple() | gast.List():
            return all(harmless(facts, e) for e in value.elts)
        case gast.BinOp(op=gast.Add() | gast.Sub() | gast.Mult()):
            return all(
                harmless(facts, e) and facts.value(e).kind in _PLAIN
                for e in (value.left, value.right)
            )
        case gast.UnaryOp(op=gast.USub() | gast.Not(), operand=operand):
            return harmless(facts, operand) and facts.value(operand).kind in _PLAIN
    return False


def _catches_arithmetic(statement: core.Try) -> bool:
    for handler in statement.handlers:
        kind = getattr(handler, "kind", None)
        for node in gast.walk(kind) if kind is not None else ():
            called = getattr(node, "id", None) or getattr(node, "attr", None)
            if called in ("FloatingPointError", "ArithmeticError"):
                return True
    return False
