"""Statements in one line; of compound ones the header, without its colon."""

from __future__ import annotations

import ast

import gast

from tangentgen.language import core
from tangentgen.source import precedence as p
from tangentgen.source.precedence import symbol
from tangentgen.source.spelling import spell, spell_value, write


def one_line(statement: core.Statement) -> str:
    """A record's statement, or its header.

    >>> from tangentgen.source.quote import expression
    >>> one_line(core.Assert(expression("x>0"), expression("'no'")))
    'assert x > 0, "no"'
    """
    match statement:
        case core.Assign():
            return f"{spell_value(statement.target)} = {spell_value(statement.value)}"
        case core.Augment():
            target = spell(statement.target)
            return f"{target} {symbol(statement.op)}= {spell_value(statement.value)}"
        case core.Evaluate():
            bare = isinstance(statement.value, gast.Yield | gast.YieldFrom)
            return spell(statement.value, p.BARE if bare else p.TEST)
        case core.Return():
            return "return" + (
                "" if statement.value is None else " " + spell_value(statement.value)
            )
        case core.If():
            return f"if {spell(statement.test, p.NAMED)}"
        case core.While():
            return f"while {spell(statement.test, p.NAMED)}"
        case core.For():
            return f"for {spell_value(statement.target)} in {spell_value(statement.iter)}"
        case core.With():
            return headline(gast.With([gast.withitem(statement.context, statement.target)], []))
        case core.Match():
            return f"match {spell_value(statement.subject)}"
        case core.Assert():
            message = "" if statement.message is None else ", " + spell(statement.message)
            return f"assert {spell(statement.test)}{message}"
        case core.Raise():
            text = "raise" + ("" if statement.value is None else " " + spell(statement.value))
            return text + ("" if statement.cause is None else " from " + spell(statement.cause))
        case core.Foreign():
            return headline(statement.tree)
    return type(statement).__name__.lower()  # break, continue, pass


def headline(node: gast.stmt) -> str:
    """A parser's statement, or its header.

    >>> headline(gast.parse("with  f( x ) as y , z: pass").body[0])
    'with f(x) as y, z'
    """
    match node:
        case gast.Assign():
            targets = [f"{spell_value(target)} = " for target in node.targets]
            return "".join(targets) + spell_value(node.value)
        case gast.AnnAssign():
            value = "" if node.value is None else f" = {spell_value(node.value)}"
            return f"{spell(node.target)}: {spell(node.annotation)}{value}"
        case gast.AugAssign():
            return one_line(core.Augment(node.target, node.op, node.value))
        case gast.Expr():
            return one_line(core.Evaluate(node.value))
        case gast.Return():
            return one_line(core.Return(node.value))
        case gast.If():
            return one_line(core.If(node.test, ()))
        case gast.While():
            return one_line(core.While(node.test, ()))
        case gast.For() | gast.AsyncFor():
            word = "async " if isinstance(node, gast.AsyncFor) else ""
            return word + one_line(core.For(node.target, node.iter, ()))
        case gast.With() | gast.AsyncWith():
            word = "async with " if isinstance(node, gast.AsyncWith) else "with "
            return word + ", ".join(map(_item, node.items))
        case gast.Assert():
            return one_line(core.Assert(node.test, node.msg))
        case gast.Raise():
            return one_line(core.Raise(node.exc, node.cause))
        case gast.FunctionDef() | gast.AsyncFunctionDef():
            word = "async def" if isinstance(node, gast.AsyncFunctionDef) else "def"
            returns = "" if node.returns is None else f" -> {spell(node.returns)}"
            return f"{word} {node.name}({', '.join(parameters(node.args))}){returns}"
        case gast.Delete():
            return "del " + ", ".join(map(spell, node.targets))
        case gast.Try():
            return "try"
        case gast.Match():
            return f"match {spell_value(node.subject)}"
    # The rest holds no expression, or stands where it will be refused.
    text: str = ast.unparse(gast.gast_to_ast(node))
    return text.split("\n", 1)[0].removesuffix(":")


def _item(node: gast.withitem) -> str:
    name = "" if node.optional_vars is None else " as " + spell(node.optional_vars)
    return spell(node.context_expr) + name


def parameters(arguments: gast.arguments) -> list[str]:
    """The parameters of a function, each with its annotation and default.

    >>> parameters(gast.parse("def f(a, /, b: int=1, *, c=2, **d): pass").body[0].args)
    ['a', '/', 'b: int = 1', '*', 'c=2', '**d']
    """
    positional = [*arguments.posonlyargs, *arguments.args]
    missing = len(positional) - len(arguments.defaults)
    defaults = [*[None] * missing, *arguments.defaults]
    texts = [_parameter(*pair) for pair in zip(positional, defaults, strict=True)]
    if arguments.posonlyargs:
        texts.insert(len(arguments.posonlyargs), "/")
    if arguments.vararg is not None:
        texts.append("*" + _parameter(arguments.vararg, None))
    elif arguments.kwonlyargs:
        texts.append("*")
    for pair in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        texts.append(_parameter(*pair))
    if arguments.kwarg is not None:
        texts.append("**" + _parameter(arguments.kwarg, None))
    return texts


def _parameter(name: gast.Name, default: gast.expr | None) -> str:
    text = write(name, p.TEST)
    if default is None:
        return text
    return text + (" = " if name.annotation is not None else "=") + write(default, p.TEST)
