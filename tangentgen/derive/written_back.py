"""Methods that Python calls, as the user wrote them: `u + v`, `model(x)`, `u.norm`."""

from __future__ import annotations

import itertools
import sys
from dataclasses import replace
from typing import Any

import gast

from tangentgen.analysis.itertools_calls import KEYWORD_ONLY
from tangentgen.analysis.methods import Method
from tangentgen.analysis.program import Program
from tangentgen.language import core
from tangentgen.source.quote import constant, expression, name
from tangentgen.source.rebuild import rebuilt


def written_back(program: Program, functions: list[core.Function]) -> list[core.Function]:
    """The functions without the names that stand for methods."""
    if not program.methods:
        return functions
    return [replace(f, body=tuple(_statement(program, s) for s in f.body)) for f in functions]


def _statement(program: Program, statement: core.Statement) -> core.Statement:
    match statement:
        case core.Evaluate(value=gast.Call(func=gast.Name(id=given), args=[owner, *index, value])):
            method = program.methods.get(given)
            if method is not None and method.form == "assigned":
                owner, *index = (_expression(program, part) for part in (owner, *index))
                target: gast.expr = gast.Attribute(owner, method.detail, gast.Store())
                if index:
                    target = gast.Subscript(owner, index[0], gast.Store())
                return core.Assign(target, _expression(program, value), notes=statement.notes)
    changes: dict[str, Any] = {}
    for key, value in vars(statement).items():
        if key in core.BLOCKS:
            changes[key] = tuple(_statement(program, s) for s in value)
        elif isinstance(value, gast.AST):
            changes[key] = _expression(program, value)
    return replace(statement, **changes)


def _expression(program: Program, node: Any) -> Any:
    match node:
        case gast.Call(func=gast.Name(id=given)) if given in program.methods:
            args = [_expression(program, a) for a in node.args]
            keywords = [_expression(program, k) for k in node.keywords]
            call = gast.Call(node.func, args, keywords)
            return _written(program, program.methods[given], call)
        case gast.Call(
            func=gast.Name(id="list" | "tuple" as made),
            args=[gast.Call(func=gast.Name(id=given), args=items)],
            keywords=[],
        ) if given in program.methods and program.methods[given].form == "listed":
            args = [_expression(program, item) for item in items]
            return gast.Call(
                name(made), [_iterator(program, program.methods[given].detail, args)], []
            )
        case gast.Name(id=given) if given in program.methods:
            return _path(program, program.methods[given])
    return rebuilt(node, lambda part: _expression(program, part))


def _written(program: Program, method: Method, call: gast.Call) -> gast.expr:
    first, *rest = call.args
    match method.form:
        case "binary":
            return gast.BinOp(first, method.detail(), rest[0])
        case "reflected":
            return gast.BinOp(rest[0], method.detail(), first)
        case "unary":
            return gast.UnaryOp(method.detail(), first)
        case "call":
            return gast.Call(first, rest, call.keywords)
        case "item":
            return gast.Subscript(first, rest[0], gast.Load())
        case "listed":
            return gast.Call(name("list"), [_iterator(program, method.detail, call.args)], [])
        case "grouped":
            return expression(
                "[(key, list(group)) for key, group in $i]",
                i=_iterator(program, method.detail, call.args),
            )
        case "spread":
            items = gast.Starred(first, gast.Load())
            return gast.Call(name("list"), [gast.Call(name(method.detail), [items], [])], [])
        case "next":
            return gast.Call(name("next"), [gast.Call(name("iter"), [first], []), *rest], [])
        case "default":
            return gast.Call(name(method.detail), [first], [gast.keyword("default", rest[0])])
        case "sorted":
            keywords = [gast.keyword("key", rest[0])]
            if method.detail:
                keywords.append(gast.keyword("reverse", constant(True)))
            return gast.Call(name("sorted"), [first], keywords)
        case "class":
            return gast.Call(gast.Attribute(first, method.detail, gast.Load()), rest, call.keywords)
        case "property":
            return gast.Attribute(first, method.detail, gast.Load())
        case "builtin":
            return gast.Call(name(method.detail), [first], [])
    return gast.Call(_path(program, method), call.args, call.keywords)


def _iterator(program: Program, detail: Any, args: list[gast.expr]) -> gast.expr:
    """The call of `map` or `filter`, or of a function of `itertools`, that gives these items."""
    if isinstance(detail, str):
        return gast.Call(name(detail), args, [])
    function, names = detail
    module = program.aliases.of_module(itertools, "itertools", frozenset())
    keywords = [gast.keyword(n, a) for n, a in zip(names, args, strict=True) if n in KEYWORD_ONLY]
    return gast.Call(
        _dotted(module, function.__qualname__), args[: len(args) - len(keywords)], keywords
    )


def _path(program: Program, method: Method) -> gast.expr:
    """A function of a class by the way to it from a module."""
    function = method.function
    if method.form != "function":
        return _dotted(program.aliases.of_user_module(function, frozenset()), function.__qualname__)
    cls, attribute = method.detail
    module = sys.modules.get(cls.__module__)
    if function.__module__ == cls.__module__ or module is None:
        given = program.aliases.of_user_module(function, frozenset())
    else:  # put into the class from elsewhere
        given = program.aliases.of_module(module, module.__name__.split(".")[-1], frozenset())
        program.aliases.live[given] = module.__name__
    found = _dotted(given, f"{cls.__qualname__}.{attribute}")
    if isinstance(cls.__dict__[attribute], classmethod):
        found = gast.Attribute(found, "__func__", gast.Load())
    return found


def _dotted(module: str, path: str) -> gast.expr:
    found: gast.expr = name(module)
    for part in path.split("."):
        found = gast.Attribute(found, part, gast.Load())
    return found
