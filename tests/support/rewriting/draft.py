"""A module that is being rewritten: its tree, one function, and what is known of its names."""

from __future__ import annotations

import ast
import random
from collections.abc import Iterator
from dataclasses import dataclass, field

Kinds = dict[str, frozenset[str]]
JUMPS = (ast.Break, ast.Continue)
SCOPES = (ast.FunctionDef, ast.ClassDef, ast.Lambda)
# Names that derivatives have for things of their own: a program may have them too.
OURS = """x_bar x_dot ans ans_bar x_stack stack y_old saved back k total_bar s_bar damped x_bar2
tangents cotangent x_2 item keep trips taken n_steps sum_bar x_grad result value""".split()  # noqa: SIM905 - read as text


@dataclass
class Draft:
    """What a rewriting changes in place."""

    tree: ast.Module
    function: ast.FunctionDef
    known: dict[int, Kinds]  # by line, what is bound before it runs
    draw: random.Random
    wrt: tuple[str, ...]
    primal: str
    names: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for node in ast.walk(self.tree):
            for attribute in ("id", "arg", "attr", "name"):
                text = getattr(node, attribute, None)
                if isinstance(text, str):
                    self.names.add(text)

    def fresh(self) -> str:
        """A name that the module does not have."""
        free = [name for name in OURS if name not in self.names]
        name = self.draw.choice(free) if free else f"name{len(self.names)}"
        self.names.add(name)
        return name

    def define(self, text: str) -> None:
        """Put a definition before the one which the function stands in."""
        for number, statement in enumerate(self.tree.body):
            if any(node is self.function for node in ast.walk(statement)):
                self.tree.body[number:number] = ast.parse(text).body
                return

    def bound(self, statement: ast.stmt) -> Kinds:
        return self.known.get(statement.lineno, {}) if hasattr(statement, "lineno") else {}

    @property
    def locals(self) -> set[str]:
        """The function's parameters and what it binds itself."""
        return set(self.parameters) | stored(self.function.body)

    @property
    def parameters(self) -> list[str]:
        given = self.function.args
        every = [*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg]
        return [arg.arg for arg in every if arg]

    def blocks(self) -> list[list[ast.stmt]]:
        return [*blocks(self.function.body)]

    def statements(self, *types: type[ast.stmt]) -> list[tuple[list[ast.stmt], int]]:
        """Places of statements of some types that are known to run."""
        return [
            (block, number)
            for block in self.blocks()
            for number, statement in enumerate(block)
            if (not types or isinstance(statement, types)) and self.bound(statement)
        ]

    def run(self) -> tuple[list[ast.stmt], int, int] | None:
        """Some consecutive statements, which no jump leaves."""
        places = self.statements()
        if not places:
            return None
        block, first = self.draw.choice(places)
        last = self.draw.randint(first + 1, len(block))
        if is_docstring(block[first]) or escapes(block[first:last]):
            return None
        return block, first, last

    def expressions(self) -> list[tuple[list[ast.stmt], int, ast.expr]]:
        """Expressions that are evaluated as their statements are begun, with their places."""
        return [
            (block, number, node)
            for block, number in self.statements(ast.Assign, ast.AugAssign, ast.Return, ast.Expr)
            if getattr(block[number], "value", None) is not None
            for node in evaluated(block[number].value)  # type: ignore[attr-defined]
        ]

    def arrays(self, statement: ast.stmt) -> list[str]:
        return [n for n, kinds in self.bound(statement).items() if kinds == {"array"}]

    def numbers(self, statement: ast.stmt) -> list[str]:
        return [n for n, kinds in self.bound(statement).items() if kinds <= {"float", "number"}]

    def values(self, statement: ast.stmt) -> list[str]:
        """The names of what may vary."""
        return [
            name
            for name, kinds in self.bound(statement).items()
            if kinds <= {"array", "float", "number", "list", "tuple", "dict", "object"}
            and name in self.locals
        ]


def parsed(text: str, **parts: str) -> list[ast.stmt]:
    """The statements of a text, with expressions put in."""
    return ast.parse(text.format(**parts)).body


def is_docstring(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def blocks(body: list[ast.stmt]) -> Iterator[list[ast.stmt]]:
    """All lists of statements, but not those of functions and classes inside."""
    yield body
    for statement in body:
        if isinstance(statement, SCOPES):
            continue
        for name in ("body", "orelse", "finalbody"):
            inner = getattr(statement, name, None)
            if inner:
                yield from blocks(inner)
        for part in [*getattr(statement, "handlers", ()), *getattr(statement, "cases", ())]:
            yield from blocks(part.body)


def walk_own(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes below one, without what functions and comprehensions inside bind for themselves."""
    yield node
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, SCOPES):
            yield from walk_own(child)


def escapes(run: list[ast.stmt], inside_loop: bool = False) -> bool:
    """Whether a jump, a return or a yield leaves these statements, or names change their scope."""
    for statement in run:
        if isinstance(statement, ast.Return | ast.Global | ast.Nonlocal):
            return True
        if isinstance(statement, JUMPS) and not inside_loop:
            return True
        if isinstance(statement, SCOPES):
            continue
        if any(isinstance(node, ast.Yield | ast.YieldFrom) for node in walk_own(statement)):
            return True
        loop = inside_loop or isinstance(statement, ast.For | ast.While)
        for name in ("body", "orelse", "finalbody"):
            inner = getattr(statement, name, None) or []
            if escapes(inner, loop):
                return True
        for part in [*getattr(statement, "handlers", ()), *getattr(statement, "cases", ())]:
            if escapes(part.body, loop):
                return True
    return False


def stored(run: list[ast.stmt]) -> set[str]:
    """The names that statements bind."""
    found = set()
    for statement in run:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            found.add(statement.name)
            continue
        inner = {
            id(name)
            for node in walk_own(statement)
            if isinstance(node, ast.comprehension)
            for name in ast.walk(node.target)
        }
        for node in walk_own(statement):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                if id(node) not in inner:
                    found.add(node.id)
            elif isinstance(node, ast.MatchAs | ast.MatchStar | ast.ExceptHandler) and node.name:
                found.add(node.name)
            elif isinstance(node, ast.alias):
                found.add(node.asname or node.name)
    return found


def loaded(run: list[ast.AST]) -> set[str]:
    return {
        node.id
        for statement in run
        for node in ast.walk(statement)
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Store)
    }


LAZY = (
    ast.IfExp,
    ast.BoolOp,
    ast.Lambda,
    ast.ListComp,
    ast.GeneratorExp,
    ast.DictComp,
    ast.SetComp,
)


def evaluated(expression: ast.expr) -> Iterator[ast.expr]:
    """The parts of an expression that are evaluated whatever comes of the others, once."""
    if isinstance(expression, ast.Constant | ast.Starred | ast.Slice | ast.Yield | ast.NamedExpr):
        return
    if isinstance(expression, ast.JoinedStr):
        return
    yield expression
    if isinstance(expression, LAZY):
        return
    for name, child in ast.iter_fields(expression):
        if isinstance(expression, ast.Call) and name == "func":
            if isinstance(child, ast.Attribute) and isinstance(child.value, ast.Call):
                yield from evaluated(child.value)
            continue
        if isinstance(expression, ast.Attribute) and isinstance(expression.value, ast.Name):
            continue
        for part in child if isinstance(child, list) else [child]:
            if isinstance(part, ast.keyword):
                yield from evaluated(part.value)
            elif isinstance(part, ast.expr):
                yield from evaluated(part)


class Swap(ast.NodeTransformer):
    """Puts one node in the place of another."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        return self.new if node is self.old else super().generic_visit(node)


class Renamed(ast.NodeTransformer):
    """Names of a function under other names."""

    def __init__(self, names: dict[str, str]) -> None:
        self.names = names

    def visit_Name(self, node: ast.Name) -> ast.Name:
        return ast.Name(self.names.get(node.id, node.id), node.ctx)

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.arg = self.names.get(node.arg, node.arg)
        return node


def swap(statement: ast.stmt, old: ast.AST, new: ast.AST) -> None:
    Swap(old, new).visit(statement)


def text_of(node: ast.AST) -> str:
    return ast.unparse(node)


def expression(text: str, **parts: str) -> ast.expr:
    return ast.parse(text.format(**parts), mode="eval").body
