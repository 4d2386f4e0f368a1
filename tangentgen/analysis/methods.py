"""Methods of users' classes where Python calls them: operators, properties, calls of objects.

Each becomes a call of the method by a name that stands for it, and is printed as it was written.
"""

from __future__ import annotations

import inspect
import types
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import gast

from tangentgen.analysis.facts import Bound
from tangentgen.analysis.paths import Environment
from tangentgen.analysis.values import Value
from tangentgen.language import core
from tangentgen.source.quote import copy, name

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator

BINARY: dict[type[gast.operator], str] = {
    gast.Add: "add",
    gast.Sub: "sub",
    gast.Mult: "mul",
    gast.Div: "truediv",
    gast.FloorDiv: "floordiv",
    gast.Mod: "mod",
    gast.Pow: "pow",
    gast.MatMult: "matmul",
    gast.BitAnd: "and",
    gast.BitOr: "or",
    gast.BitXor: "xor",
    gast.LShift: "lshift",
    gast.RShift: "rshift",
}
UNARY: dict[type[gast.unaryop], str] = {
    gast.USub: "__neg__",
    gast.UAdd: "__pos__",
    gast.Invert: "__invert__",
}
FUNCTIONS: dict[Any, str] = {abs: "__abs__", len: "__len__", float: "__float__"}


@dataclass(frozen=True)
class Method:
    """A function of a class, and how a call of it is written."""

    function: types.FunctionType
    form: str  # "binary", "reflected", "unary", "call", "item", "property", "class", "function"
    detail: Any = None  # the operator, the name of the property, the builtin, the class and name


def method_of(value: Value, attribute: str) -> types.FunctionType | None:
    """The method that an operator calls on an object; None where there is none with source."""
    if value.kind != "object" or value.cls is None:
        return None
    found = inspect.getattr_static(value.cls, attribute, None)
    return found if isinstance(found, types.FunctionType) else None


def called(
    evaluate: Evaluator,
    node: gast.expr,
    method: Method,
    arguments: list[gast.expr],
    env: Environment,
    keywords: list[gast.keyword] | None = None,
) -> Value:
    """The value of an expression that stands for a call; the call takes its place later."""
    given = evaluate.program.method_name(method)
    return stands_for(evaluate, node, gast.Call(name(given), arguments, keywords or []), env)


def stands_for(evaluate: Evaluator, node: gast.expr, call: gast.expr, env: Environment) -> Value:
    """The value of a call that takes the place of an expression."""
    call = evaluate.as_before((node, None), call)
    place(call, node)
    evaluate.facts.explicit[node] = call
    value: Value = evaluate(call, env)
    return value


def home_of(cls: type | None, function: types.FunctionType) -> tuple[type, str] | None:
    """The class that has a function, and under which name; None where no module leads there."""
    for holder in cls.__mro__ if cls is not None else ():
        for attribute, value in holder.__dict__.items():
            if getattr(value, "__func__", value) is function:
                return None if "<locals>" in holder.__qualname__ else (holder, attribute)
    return None


def of_module(evaluate: Evaluator, node: gast.expr) -> bool:
    """Whether an expression is `module.name`, which means the same everywhere."""
    while isinstance(node, gast.Attribute):
        node = node.value
        if evaluate.facts.value(node).kind == "module":
            return True
    return False


def place(made: gast.expr, node: gast.expr) -> None:
    """A made expression stands where the one did that it is made from."""
    for key in ("lineno", "col_offset", "end_lineno", "end_col_offset"):
        if hasattr(node, key):
            setattr(made, key, getattr(node, key))


def binary(
    evaluate: Evaluator, node: gast.BinOp, left: Value, right: Value, env: Environment
) -> Value | None:
    """`a + b` where one is an object: its method, or the other's reflected one."""
    word = BINARY[type(node.op)]
    own = method_of(left, f"__{word}__")
    other = method_of(right, f"__r{word}__")
    ways = [("binary", own), ("reflected", other)]
    if own is not None and other is not None and left.cls is not right.cls:
        assert left.cls is not None
        assert right.cls is not None
        if issubclass(right.cls, left.cls):
            ways.reverse()
    for form, function in ways:
        if function is None:
            continue
        operands = [node.left, node.right]
        if form == "reflected":
            operands.reverse()
        found = called(evaluate, node, Method(function, form, type(node.op)), operands, env)
        if found.kind == "any" and any(map(evaluate.facts.active, operands)):
            if found.constant is NotImplemented:
                continue
            return evaluate.refuse(
                node,
                f"{function.__qualname__} returns values of different kinds",
                "return an object of one class",
            )
        if found.constant is not NotImplemented:
            return found
    evaluate.facts.explicit.pop(node, None)
    return None


def in_place(
    evaluate: Evaluator, statement: core.Augment, whole: gast.BinOp, env: Environment
) -> Value | None:
    """`u += v` of an object that has a method for it."""
    word = BINARY[type(statement.op)]
    left = evaluate(whole.left, env)
    function = method_of(left, f"__i{word}__")
    if function is None:
        return None
    home = home_of(left.cls, function)
    if home is None:
        return evaluate.refuse(
            whole, "an object of a class made in a function", "define the class at the top"
        )
    operands = [whole.left, whole.right]
    return called(evaluate, whole, Method(function, "function", home), operands, env)


def index_argument(index: gast.expr) -> gast.expr:
    """A subscript as an argument of `__getitem__`."""
    if isinstance(index, gast.Slice):
        bounds = (index.lower, index.upper, index.step)
        parts = [b if b is not None else gast.Constant(None, None) for b in bounds]
        return gast.Call(gast.Name("slice", gast.Load(), None, None), parts, [])
    return index


def setter(
    evaluate: Evaluator, statement: core.Statement, target: gast.expr, env: Environment
) -> bool:
    """Whether an assignment calls a method of the user's, which takes its place later."""
    owner = evaluate.facts.value(target.value)
    if owner.kind != "object" or owner.cls is None or not isinstance(statement, core.Assign):
        return False
    if statement.target is not target:
        return False
    arguments = [copy(target.value)]
    if isinstance(target, gast.Attribute):
        found = inspect.getattr_static(owner.cls, target.attr, None)
        function = found.fset if isinstance(found, property) else None
        detail = target.attr
    else:
        function, detail = method_of(owner, "__setitem__"), None
        arguments.append(index_argument(copy(target.slice)))
    if not isinstance(function, types.FunctionType):
        return False
    evaluate.program.classes[owner.cls] = None
    given = evaluate.program.method_name(Method(function, "assigned", detail))
    call = gast.Call(name(given), [*arguments, statement.value], [])
    place(call, target)
    evaluate.facts.setters[statement] = core.Evaluate(call, notes=statement.notes)
    evaluate(call, env)
    return True


def set_by_name(evaluate: Evaluator, node: gast.Call, env: Environment) -> bool:
    """Whether a statement is `setattr(a, "x", e)`, which is `a.x = e`."""
    statement = evaluate.statement
    if not isinstance(statement, core.Evaluate) or statement.value is not node:
        return False
    if len(node.args) != 3 or node.keywords:
        return False
    owner, key, value = node.args
    known = evaluate.facts.value(key).constant
    if not isinstance(known, str) or not known.isidentifier():
        return False
    target = gast.Attribute(owner, known, gast.Store())
    place(target, node)
    evaluate.facts.setters[statement] = core.Assign(target, value, notes=statement.notes)
    return True


def iterated(evaluate: Evaluator, node: gast.expr, value: Value, env: Environment) -> Value:
    """What a loop or an unpacking goes through, where that is an object with `__iter__`."""
    if value.kind != "object" or value.cls is None:
        return value
    if hasattr(value.cls, "_fields"):
        from tangentgen.analysis.named_tuples import as_tuple

        made = as_tuple(node, value) if value.items is not None else None
        return value if made is None else stands_for(evaluate, node, made, env)
    method = method_of(value, "__iter__")
    if method is None:
        return evaluate.refuse(
            node,
            f"a {value.cls.__name__} is iterated over",
            "give it a method that returns a tuple",
        )
    return called(evaluate, node, Method(method, "builtin", "tuple"), [copy(node)], env)


def super_method(evaluate: Evaluator, node: gast.Attribute, env: Environment) -> Value | None:
    """`super().name` as the function of the next class, with the object it is called on."""
    facts = evaluate.facts
    function = facts.scope.function
    match node.value:
        case gast.Call(func=gast.Name(id="super"), args=[], keywords=[]):
            cells = dict(
                zip(function.__code__.co_freevars, function.__closure__ or (), strict=True)
            )
            parameters = function.__code__.co_varnames
            if "__class__" not in cells or not parameters:
                return None
            start, first = cells["__class__"].cell_contents, parameters[0]
        case gast.Call(func=gast.Name(id="super"), args=[cls, gast.Name(id=first)], keywords=[]):
            start = evaluate(cls, env).constant
        case _:
            return None
    owner = facts.arguments.get(first)
    if not isinstance(start, type):
        return None
    kind = getattr(function, "constructs", None)
    if owner is not None:
        kind = owner.constant if isinstance(owner.constant, type) else owner.cls
    if kind is None or start not in kind.__mro__:
        return None
    after = kind.__mro__[kind.__mro__.index(start) + 1 :]
    for cls in after:
        if node.attr in cls.__dict__:
            found = cls.__dict__[node.attr]
            if found is object.__init__:
                return Value("function", constant=found)
            return bound(found, name(first))
    return None


def bound(found: Any, owner: gast.expr) -> Value | None:
    """What attribute access gives of a function in a class."""
    if isinstance(found, staticmethod):
        return Value("function", constant=found.__func__)
    if isinstance(found, classmethod):
        found = found.__func__
    if isinstance(found, types.FunctionType):
        return Value("function", constant=Bound(found, owner))
    return None
