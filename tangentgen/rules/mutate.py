"""Templates with one mistake each, to see that the checks have teeth.

A sign is flipped, a sum made a difference, a factor or a divisor dropped, a power forgotten, two
arguments exchanged, a keyword left out. A mutant that no check notices is one of two things: the
same function written differently, which stands in the list of equivalents with the reason, or a
hole in the samples.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from types import FunctionType

from tangentgen.rules.body import text
from tangentgen.rules.check import faults
from tangentgen.rules.equivalents import reason
from tangentgen.rules.library import Rule
from tangentgen.rules.words import Template
from tangentgen.source.written import remember

# functions of two arguments that may be exchanged
SYMMETRIC = {"min", "max", "zip", "np.maximum", "np.minimum", "np.convolve", "surely_equal"}
SYMMETRIC |= {"np.broadcast_shapes", "signal.convolve", "log_beta", "special.betaln"}
SYMMETRIC |= {"nearly_equal"}
SYMMETRIC |= {
    f"np.polynomial.{family}.{name}mul"
    for family, name in (
        *(("polynomial", "poly"), ("chebyshev", "cheb"), ("legendre", "leg")),
        *(("hermite", "herm"), ("hermite_e", "herme"), ("laguerre", "lag")),
    )
}


@dataclass(frozen=True)
class Mutant:
    """A template with one change, which is told as `old -> new`."""

    template: Template
    change: str


def survivors(rules: list[Rule]) -> Iterator[tuple[str, Mutant, str]]:
    """The mutants that no check notices, each with the name of a function that the template is for
    and with the reason, if there is one. A template of several functions is checked by each.
    """
    for template, uses in uses_of(rules).items():
        for mutant in mutants(template):
            if all(next(faults(rule_with(rule, template, mutant)), None) is None for rule in uses):
                yield uses[0].name, mutant, reason(template.name, mutant.change)


def uses_of(rules: list[Rule]) -> dict[Template, list[Rule]]:
    """The rules that a template stands in: those of the functions it is for."""
    found: dict[FunctionType, Template] = {}
    uses: dict[Template, list[Rule]] = {}
    for rule in rules:
        for template in (*rule.reverses, *rule.tangents):
            first = found.setdefault(template.function, template)
            uses.setdefault(first, []).append(rule)
    return uses


def rule_with(rule: Rule, template: Template, mutant: Mutant) -> Rule:
    """The rule with a mutant in the place of a template."""
    if any(template.function is other.function for other in rule.reverses):
        return replace(rule, reverses=(mutant.template,))
    return replace(rule, tangents=(mutant.template,))


def mutants(template: Template) -> Iterator[Mutant]:
    """Every mutant of one template.

    >>> import numpy as np
    >>> from tangentgen.rules.library import find
    >>> [mutant.change for mutant in mutants(find(np.cos).reverses[0])]
    ['-np.sin(x) -> np.sin(x)']
    """
    tree = ast.parse(text(template.function))
    definition = next(node for node in tree.body if isinstance(node, ast.FunctionDef))
    definition.decorator_list = []
    for place, node in enumerate(sites(definition)):
        for k, changed in enumerate(changes(node)):
            mutated = copy.deepcopy(tree)
            copied = next(n for n in mutated.body if isinstance(n, ast.FunctionDef))
            old = list(sites(copied))[place]
            new = list(changes(old))[k]
            change = f"{ast.unparse(node)} -> {ast.unparse(changed)}"
            _Put(old, new).visit(mutated)
            yield Mutant(replace(template, function=_compiled(mutated, template)), change)


def sites(definition: ast.FunctionDef) -> Iterator[ast.expr]:
    """The expressions of a body, in one order; what only raises is none."""
    todo: list[ast.AST] = list(reversed(definition.body))
    while todo:
        node = todo.pop()
        if isinstance(node, ast.Raise):
            continue
        if isinstance(node, ast.expr):
            yield node
        todo += reversed(list(ast.iter_child_nodes(node)))


def changes(node: ast.expr) -> Iterator[ast.expr]:
    """What one mistake makes of an expression.

    >>> def show(text): return [ast.unparse(new) for new in changes(ast.parse(text).body[0].value)]
    >>> show("-a"), show("a + b"), show("a * b"), show("a / b"), show("a ** 2")
    (['a'], ['a - b'], ['a', 'b'], ['a'], ['a'])
    >>> show("f(a, b, k=c)")
    ['f(b, a, k=c)', 'f(a, b)']
    """
    match node:
        case ast.UnaryOp(op=ast.USub()) if not isinstance(node.operand, ast.Constant):
            yield node.operand
        case ast.BinOp(op=ast.Add()):
            yield ast.BinOp(node.left, ast.Sub(), node.right)
        case ast.BinOp(op=ast.Sub()):
            yield ast.BinOp(node.left, ast.Add(), node.right)
        case ast.BinOp(op=ast.Mult()):
            yield node.left
            yield node.right
        case ast.BinOp(op=ast.Div() | ast.Pow()):
            yield node.left
        case ast.Call():
            starred = any(isinstance(a, ast.Starred) for a in node.args)
            if len(node.args) == 2 and not starred and ast.unparse(node.func) not in SYMMETRIC:
                yield ast.Call(node.func, node.args[::-1], node.keywords)
            for k in range(len(node.keywords)):
                if node.keywords[k].arg == "strict":
                    continue  # only looks after lengths that are equal
                rest = node.keywords[:k] + node.keywords[k + 1 :]
                yield ast.Call(node.func, node.args, rest)


class _Put(ast.NodeTransformer):
    """One node for another."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        return self.new if node is self.old else super().generic_visit(node)


_numbers = count()


def _compiled(tree: ast.Module, template: Template) -> FunctionType:
    """The function of a tree, with a text that can be found like that of any other."""
    source = ast.unparse(ast.fix_missing_locations(tree)) + "\n"
    name = f"<mutant {next(_numbers)} of {template.name}>"
    remember(name, source)
    scope = dict(template.function.__globals__)
    exec(compile(source, name, "exec"), scope)
    function = scope[template.function.__name__]
    assert isinstance(function, FunctionType)
    return function
