"""Whether a helper asks which keys a dict has, or a program which attributes an object has.

The reverse of a helper asks again. So a key that the reverse sweep takes back is taken out again:
None in its place would be another answer to `"flux" in out` and to `len(out)`. What a function asks
itself of a dict that it changes is saved.
"""

from __future__ import annotations

from collections.abc import Iterator

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.program import Program
from tangentgen.language import core
from tangentgen.language.walk import walk


def asks_for_keys(program: Program, facts: Analysis, owner: gast.expr) -> bool:
    """Whether a helper that may be given a dict asks for more than what its keys hold."""
    sites = facts.value(owner).sites
    if all(isinstance(site, gast.AST) for site in sites):
        callees = [
            user.callee
            for user in facts.user_calls.values()
            if any(not sites.isdisjoint(facts.sites(v)) for v in user.values.values())
        ]
    elif program.entry is not None:
        callees = [f for f in program.reached(program.entry) if f is not program.entry]
    else:
        return True
    every = set().union(*map(program.reached, callees))
    return any(_asks(f, s) for f in every for s in core.walk(f.tree.body))


def asked_attributes(program: Program) -> frozenset[str | None]:
    """The attributes that are asked for where there may be none; None for any."""
    if program.entry is None:
        return frozenset((None,))
    return frozenset(
        found
        for facts in program.reached(program.entry)
        for statement in core.walk(facts.tree.body)
        for found in _attributes(statement)
    )


def _trees(statement: core.Statement) -> Iterator[tuple[str, gast.AST]]:
    for key, value in vars(statement).items():
        if isinstance(value, gast.AST):
            yield key, value


def _asks(facts: Analysis, statement: core.Statement) -> bool:
    def is_dict(node: object) -> bool:
        return isinstance(node, gast.AST) and facts.value(node).kind in ("dict", "any")

    for key, tree in _trees(statement):
        if key in ("iter", "test") and is_dict(tree):
            return True
        for node in walk(tree):
            match node:
                case gast.Compare(ops=[gast.In() | gast.NotIn()], comparators=[owner]):
                    found = is_dict(owner)
                case gast.Call(func=gast.Attribute(value=owner)) if _is_known(facts, owner):
                    found = True
                case gast.Call(args=args) if node not in facts.user_calls:
                    found = any(_is_known(facts, a) for a in args)
                case gast.comprehension(iter=through) | gast.Starred(value=through):
                    found = is_dict(through)
                case gast.Dict(keys=keys):
                    found = None in keys
                case gast.IfExp(test=asked) | gast.UnaryOp(op=gast.Not(), operand=asked):
                    found = _is_known(facts, asked)
                case gast.BoolOp(values=values):
                    found = any(_is_known(facts, v) for v in values)
                case _:
                    found = False
            if found:
                return True
    return False


def _is_known(facts: Analysis, node: gast.AST) -> bool:
    """Whether it is a dict for sure: anything may be called, or be true or not."""
    return facts.value(node).kind == "dict"


def _attributes(statement: core.Statement) -> Iterator[str | None]:
    for _, tree in _trees(statement):
        unless = [_or_none(statement), *map(_or_none, walk(tree))]
        for node in walk(tree):
            match node:
                case gast.Call() if any(node is asked for asked in unless):
                    pass  # which is None in its place as well
                case gast.Call(func=gast.Name(id="hasattr" | "vars" | "dir"), args=[_, *asked]):
                    yield _named(asked)
                case gast.Call(func=gast.Name(id="getattr"), args=[_, asked_, default]):
                    if not (isinstance(default, gast.Constant) and default.value is None):
                        yield _named([asked_])
                case gast.Attribute(attr="__dict__"):
                    yield None


def _or_none(node: gast.AST | core.Statement) -> gast.expr | None:
    """The question in `o.k if hasattr(o, "k") else None`."""
    match node:
        case core.If(
            test=asked,
            body=(core.Assign(value=gast.Attribute()),),
            orelse=(core.Assign(value=gast.Constant(value=None)),),
        ):
            return asked
        case gast.IfExp(test=asked, body=gast.Attribute(), orelse=gast.Constant(value=None)):
            return asked
    return None


def _named(asked: list[gast.expr]) -> str | None:
    match asked:
        case [gast.Constant(value=str() as attribute)]:
            return attribute
    return None
