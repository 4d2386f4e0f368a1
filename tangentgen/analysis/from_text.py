"""What goes through a text is lost: `float(str(x))` is a number again, and nobody knows of which.

So is what a text does: `eval` reads and binds names that the derivative may not have.
"""

from __future__ import annotations

import ast
import builtins
import decimal
import fractions
import json
from typing import TYPE_CHECKING, Any

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.in_place import is_users
from tangentgen.language import core
from tangentgen.language.resolve import target_names
from tangentgen.language.walk import children, walk

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator

_SPELLED = (str, repr, ascii, format, bytes)
_READING = (
    *(float, complex, float.fromhex, json.loads, ast.literal_eval),
    *(decimal.Decimal, fractions.Fraction),
)
_BY_NAME = (builtins.locals, builtins.vars)


def check_text(evaluate: Evaluator, statement: core.Statement) -> None:
    """Refuses numbers that are read from texts of active values, and texts that are run."""
    facts = evaluate.facts
    if not facts.as_written:
        return
    for tree in vars(statement).values():
        for node in walk(tree) if isinstance(tree, gast.AST) else ():
            if isinstance(node, gast.comprehension) and tells(facts, node.iter):
                facts.told.update(target_names(node.target))
        for node in walk(tree) if isinstance(tree, gast.AST) else ():
            unused = isinstance(statement, core.Evaluate) and node is statement.value
            found = _refused(facts, node, unused)
            if found is not None:
                evaluate.program.refuse_for_good(facts, node, *found)
    match statement:
        case core.Assign(target=gast.Subscript(value=gast.Name(id=given), slice=key)) if tells(
            facts, key
        ):
            facts.told.add(given)
        case core.Assign(target=target, value=told) | core.For(target=target, iter=told):
            if tells(facts, told):
                facts.told.update(target_names(target))
        case core.Augment(target=gast.Name(id=given), value=told) if tells(facts, told):
            facts.told.add(given)


def _refused(facts: Analysis, node: gast.AST, unused: bool) -> tuple[str, str] | None:
    """What is wrong with an expression, and what to write; of a call `unused` is its result."""
    match node:
        case gast.Call():
            return _refused_call(facts, node, unused)
        case gast.Dict(keys=keys):
            if any(k is not None and facts.is_active(facts.value(k)) for k in keys):
                return "a dict with active keys", "use a list of pairs"
        case gast.DictComp(key=key) if facts.is_active(facts.value(key)):
            return "a dict with active keys", "use a list of pairs"
    return None


def _refused_call(facts: Analysis, call: gast.Call, unused: bool) -> tuple[str, str] | None:
    called = facts.value(call.func).constant
    if any(called is f for f in (eval, exec)) and _has_active(facts):
        return f"{called.__name__}, which may read any name", "write what it says in the function"
    if any(called is f for f in _BY_NAME) and not call.args and _has_active(facts):
        return f"{called.__name__}() of a function that has a derivative", "name what is needed"
    given = [*call.args, *(k.value for k in call.keywords)]
    lost = [a for a in given if tells(facts, a) and not facts.is_active(facts.value(a))]
    if lost and not unused and _reads_numbers(called):
        return "a number that is read from a text of an active value", "compute with the value"
    return None


def _has_active(facts: Analysis) -> bool:
    values = (*facts.arguments.values(), *facts.captured.values())
    return any(map(facts.is_active, values))


def _reads_numbers(called: Any) -> bool:
    module = getattr(called, "__module__", None) or ""
    return any(called == f for f in _READING) or str(module).partition(".")[0] == "numpy"


def tells(facts: Analysis, node: gast.AST) -> bool:
    """Whether it is, or holds, a text of something active."""
    match node:
        case gast.JoinedStr(values=parts):
            return any(isinstance(p, gast.FormattedValue) and _shows(facts, p.value) for p in parts)
        case gast.Name(id=given):
            return given in facts.told
        case gast.Call(func=function, args=given, keywords=named):
            called = facts.value(function).constant
            arguments = [*given, *(k.value for k in named)]
            if any(called is f for f in _SPELLED):
                return any(_says(facts, argument) for argument in arguments)
            if isinstance(function, gast.Attribute) and tells(facts, function.value):
                return True
            ours = node in facts.user_calls and is_users(called)
            passed = facts.value(node).kind in ("any", "str", "iterator") and not ours
            return passed and any(tells(facts, argument) for argument in arguments)
        case gast.Subscript(value=inner) | gast.Starred(value=inner):
            return tells(facts, inner)
        case gast.BinOp(left=left, right=right):
            return tells(facts, left) or tells(facts, right)
        case gast.IfExp(body=left, orelse=right):
            return tells(facts, left) or tells(facts, right)
        case gast.List(elts=items) | gast.Tuple(elts=items) | gast.Dict(keys=items):
            return any(item is not None and tells(facts, item) for item in items)
        case gast.ListComp(elt=item) | gast.GeneratorExp(elt=item) | gast.DictComp(key=item):
            return tells(facts, item)
    return False


def _shows(facts: Analysis, node: gast.AST) -> bool:
    """Whether what is put into a text is made of something active, or of such a text."""
    match node:
        case gast.Attribute(attr="shape" | "size" | "ndim" | "dtype"):
            return False
        case gast.Call(func=gast.Name(id="len" | "type" | "range" | "isinstance")):
            return False
        case gast.Name():
            return _says(facts, node)
    return any(_shows(facts, part) for part in children(node))


def _says(facts: Analysis, node: gast.expr) -> bool:
    return facts.is_active(facts.value(node)) or tells(facts, node)
