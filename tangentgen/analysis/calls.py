"""What a call is: of a user's function, of a function with a template, or of something constant."""

from __future__ import annotations

import builtins
import dataclasses
import inspect
import types
from typing import TYPE_CHECKING, Any

import gast
import numpy as np

from tangentgen.analysis import results
from tangentgen.analysis.facts import ArrayMethod, Bound, RuleCall, UserCall
from tangentgen.analysis.from_kinds import value_of
from tangentgen.analysis.pieces import pieces
from tangentgen.analysis.values import ANY, UNKNOWN, Dim, Value
from tangentgen.rules import apply, library

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Environment, Evaluator
    from tangentgen.analysis.program import Program

_PURE_BUILTINS = {
    "len", "range", "abs", "float", "int", "bool", "complex", "min", "max", "sum", "round", "pow", "divmod",
    "zip", "enumerate", "reversed", "list", "tuple", "dict", "set", "str", "isinstance", "type", "sorted", "slice",
    "any", "all", "hasattr", "getattr", "repr", "callable", "map", "filter",
}  # fmt: skip
_LIST_WRITES = {
    "append",
    "pop",
    "insert",
    "extend",
    "sort",
    "reverse",
    "remove",
    "clear",
    "update",
    "setdefault",
}
_ARRAY_WRITES = {
    "sort",
    "fill",
    "partition",
    "put",
    "itemset",
    "resize",
    "setflags",
    "setfield",
    "byteswap",
}
_WRITERS = {"copyto", "put", "put_along_axis", "place", "putmask", "fill_diagonal", "shuffle"}


class Calls:
    """Resolves calls, and records what the deriver needs of each."""

    def __init__(self, program: Program) -> None:
        self.program = program

    def call(self, evaluate: Evaluator, node: gast.Call, env: Environment) -> Value:
        callee = evaluate(node.func, env)
        arguments = [evaluate(a, env) for a in node.args]
        keywords = {k.arg: evaluate(k.value, env) for k in node.keywords}
        active = any(evaluate.facts.is_active(v) for v in (*arguments, *keywords.values()))
        target = callee.constant
        owner: gast.expr | None = None
        if isinstance(target, types.MethodType) and isinstance(target.__func__, types.FunctionType):
            if active:
                return evaluate.refuse(
                    node, "a bound method held in a variable", "call it on the object directly"
                )
            evaluate.facts.impure.add(node)
            return ANY
        if isinstance(target, Bound):
            owner, target = target.owner, target.function
        target = _unwrapped(target)
        if (
            isinstance(target, types.FunctionType)
            and library.find(target) is None
            and not _is_library(target)
        ):
            return self._user_call(evaluate, node, target, owner)
        if isinstance(target, ArrayMethod):
            return self._method(evaluate, node, target, arguments, keywords)
        if isinstance(target, type) and dataclasses.is_dataclass(target):
            return self._construct(evaluate, node, target, arguments, keywords)
        if isinstance(target, type) and issubclass(target, tuple) and hasattr(target, "_fields"):
            return self._construct(evaluate, node, target, arguments, keywords)
        if target is reversed and len(arguments) == 1 and arguments[0].kind == "range":
            return arguments[0]
        if target in (list, tuple) and len(arguments) == 1 and not keywords:
            return self._sequence(node, target, arguments[0])
        return self._rule_call(evaluate, node, target, arguments, keywords, active)

    def _rule_call(
        self,
        evaluate: Evaluator,
        node: gast.Call,
        target: Any,
        arguments: list[Value],
        keywords: dict[str, Value],
        active: bool,
    ) -> Value:
        name = getattr(target, "__name__", None) or "this function"
        starred = any(isinstance(a, gast.Starred) for a in node.args) or None in keywords
        if "out" in keywords and keywords["out"].kind != "none":
            return evaluate.refuse(
                node, f"{name} with out=", "assign its result to the slice: y[...] = ..."
            )
        if "where" in keywords and active:
            return evaluate.refuse(node, f"{name} with where=", "use np.where")
        if name in _WRITERS or name == "at":
            return evaluate.refuse(
                node, f"{name} writes into its argument", "assign to a subscript: y[index] = value"
            )
        rule = None if target is UNKNOWN else library.find(target)
        if active and (rule is None or starred):
            what = "a call with * or **" if starred else f"{name} has no template"
            if (callable(target) and target is not UNKNOWN) or starred:
                return evaluate.refuse(
                    node, what, "use a function that has one, or write a template"
                )
            return evaluate.refuse(
                node,
                "a call of something that is not known before the program runs",
                "call a function by its name",
            )
        if rule is None and (target is UNKNOWN or not _known_pure(target)):
            evaluate.facts.impure.add(node)
            return ANY
        result = (
            results.result(target, arguments, keywords, self.program.world) if not starred else ANY
        )
        if result.kind == "any" and not starred:
            result = pieces(target, arguments, keywords) or result
        if rule is not None and active:
            try:
                bound = apply.bind(rule, list(node.args), {k.arg: k.value for k in node.keywords})
            except Exception as error:
                return evaluate.refuse(node, str(error), "leave it out, or write the formula")
            evaluate.facts.rule_calls[node] = RuleCall(target, rule, bound)
            if rule.kind != "constant":
                self._check_active(evaluate, node, rule, bound)
        return evaluate._tagged(node, target, result, [*arguments, *keywords.values()])

    def _check_active(
        self, evaluate: Evaluator, node: gast.AST, rule: Any, bound: dict[str, Any]
    ) -> None:
        for parameter, expression in bound.items():
            parts = expression if isinstance(expression, list) else [expression]
            for part in parts:
                if parameter not in rule.active and evaluate.facts.active(part):
                    evaluate.refuse(
                        part,
                        f"{rule.name} has no derivative with respect to '{parameter}'",
                        "make that argument a constant",
                    )

    def _method(
        self,
        evaluate: Evaluator,
        node: gast.Call,
        method: ArrayMethod,
        arguments: list[Value],
        keywords: dict[str, Value],
    ) -> Value:
        owner = evaluate.facts.value(method.owner)
        active = evaluate.facts.is_active(owner) or any(
            map(evaluate.facts.is_active, (*arguments, *keywords.values()))
        )
        if owner.kind in ("list", "dict", "tuple", "str"):
            if method.name in _LIST_WRITES and owner.kind in ("list", "dict"):
                return evaluate.refuse(
                    node,
                    f".{method.name}() on a {owner.kind}",
                    "build an array of known size and assign to its elements",
                )
            if active:
                return evaluate.refuse(
                    node, f".{method.name}() of a {owner.kind}", "index it by its keys"
                )
            evaluate.facts.impure.add(node)
            return ANY
        if method.name in _ARRAY_WRITES:
            return evaluate.refuse(
                node,
                f".{method.name}() changes the array",
                "assign to a subscript, or use the function that returns a new array",
            )
        function = library.method(method.name)
        if function is None:
            if active:
                return evaluate.refuse(
                    node, f"method .{method.name}() has no template", "use the NumPy function"
                )
            evaluate.facts.impure.add(node)
            return ANY
        args, named = library.method_arguments(
            method.name, list(node.args), {k.arg: k.value for k in node.keywords}
        )
        for part in (*args, *named.values()):
            if part not in evaluate.facts.values:
                self._gathered(evaluate, part)
        values = [owner, *(evaluate.facts.value(a) for a in args)]
        named_values = {k: evaluate.facts.value(v) for k, v in named.items()}
        result = results.result(function, values, named_values, self.program.world)
        rule = library.find(function)
        if rule is not None and active:
            try:
                bound = apply.bind(rule, [method.owner, *args], named)
            except Exception as error:
                return evaluate.refuse(node, str(error), "leave it out, or write the formula")
            evaluate.facts.rule_calls[node] = RuleCall(function, rule, bound)
            if rule.kind != "constant":
                self._check_active(evaluate, node, rule, bound)
        return evaluate._tagged(node, function, result, [*values, *named_values.values()])

    def _gathered(self, evaluate: Evaluator, node: gast.expr) -> None:
        """The value of an argument that was put together from evaluated ones (`reshape(2, n)`)."""
        if isinstance(node, gast.Tuple | gast.List):
            items = tuple(evaluate.facts.value(e) for e in node.elts)
            evaluate.facts.values[node] = Value("tuple", items=items, length=Dim(len(items)))
        else:
            evaluate(node, {})

    def _user_call(
        self,
        evaluate: Evaluator,
        node: gast.Call,
        function: types.FunctionType,
        owner: gast.expr | None,
    ) -> Value:
        facts = evaluate.facts
        given = ([owner] if owner is not None else []) + list(node.args)
        if any(isinstance(a, gast.Starred) for a in node.args) or any(
            k.arg is None for k in node.keywords
        ):
            if any(facts.active(a) for a in given) or any(
                facts.active(k.value) for k in node.keywords
            ):
                return evaluate.refuse(
                    node, "a call with * or ** of active values", "pass the arguments one by one"
                )
            facts.impure.add(node)
            return ANY
        signature = inspect.signature(function)
        kinds = {p.kind for p in signature.parameters.values()}
        values_active = any(facts.active(a) for a in given) or any(
            facts.active(k.value) for k in node.keywords
        )
        captured_active = False
        if kinds & {inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD}:
            if values_active:
                return evaluate.refuse(
                    node,
                    f"{function.__name__} takes * or ** parameters",
                    "give it named parameters",
                )
            facts.impure.add(node)
            return ANY
        try:
            bound = signature.bind(*given, **{k.arg: k.value for k in node.keywords})
        except TypeError as error:
            return evaluate.refuse(
                node, f"{function.__name__}(): {error}", "call it as it is defined"
            )
        arguments = dict(bound.arguments)
        defaults = {
            name: p.default for name, p in signature.parameters.items() if name not in arguments
        }
        values = {name: facts.value(a) for name, a in arguments.items()}
        values |= {name: _default_value(function, name, d) for name, d in defaults.items()}
        callee = self.program.analyse_call(function, values, facts, node)
        if callee is None:
            facts.impure.add(node)
            if values_active or captured_active:
                return evaluate.refuse(
                    node, f"{function.__name__} cannot be read", "define it with def in a file"
                )
            return ANY
        facts.user_calls[node] = UserCall(function, arguments, defaults, values, callee)
        return self.program.returned_to(callee, values, node, evaluate)

    def _construct(
        self,
        evaluate: Evaluator,
        node: gast.Call,
        cls: type,
        arguments: list[Value],
        keywords: dict[str, Value],
    ) -> Value:
        if dataclasses.is_dataclass(cls):
            fields = [f for f in dataclasses.fields(cls) if f.init]
            plain = "__post_init__" not in cls.__dict__ and all(
                "__post_init__" not in c.__dict__ for c in cls.__mro__
            )
            names = [f.name for f in fields]
        else:
            names, plain = list(cls._fields), True  # type: ignore[attr-defined]  # a named tuple class
        given = dict(zip(names, arguments, strict=False)) | keywords
        active = any(map(evaluate.facts.is_active, given.values()))
        if not plain or set(given) != set(names):
            if active:
                return evaluate.refuse(
                    node,
                    f"{cls.__name__}(...) does more than store its arguments",
                    "pass every field",
                )
            evaluate.facts.impure.add(node)
            return ANY
        return Value(
            "object",
            keys=tuple(names),
            items=tuple(given[n] for n in names),
            cls=cls,
            sites=frozenset([node]),
        )

    def _sequence(self, node: gast.Call, target: type, value: Value) -> Value:
        kind = "list" if target is list else "tuple"
        site = frozenset([node])
        if value.items is not None and value.kind in ("list", "tuple"):
            return Value(kind, items=value.items, length=value.length, sites=site)  # type: ignore[arg-type]  # one of two
        if value.kind in ("list", "tuple"):
            return Value(kind, element=value.element, sites=site)  # type: ignore[arg-type]  # one of two
        if value.kind == "array":
            rank = value.rank
            shape = value.shape[1:] if value.shape else None
            if rank == 1:
                element = Value("scalar", dtype=value.dtype, shape=(), active=value.active)
            else:
                element = Value(
                    "array", dtype=value.dtype, shape=shape, sites=value.sites, active=value.active
                )
            return Value(kind, element=element, sites=site)  # type: ignore[arg-type]  # one of two
        return Value(kind, element=Value("any", active=value.active), sites=site)  # type: ignore[arg-type]  # one of two


def _default_value(function: types.FunctionType, name: str, default: Any) -> Value:
    value = value_of(default, (function, name))
    if default is None or isinstance(default, bool | int | float | str):
        return value.but(constant=default)
    return value


def _unwrapped(target: Any) -> Any:
    """The function inside a transparent decorator (`functools.wraps`, `lru_cache`, numba's `njit`)."""
    inner = getattr(target, "py_func", None) or (
        target.__wrapped__ if type(target).__name__ == "_lru_cache_wrapper" else None
    )
    return inner if isinstance(inner, types.FunctionType) else target


def _is_library(function: types.FunctionType) -> bool:
    return (function.__module__ or "").split(".")[0] in (
        "numpy",
        "scipy",
        "math",
        "operator",
        "builtins",
        "functools",
        "itertools",
    )


def _known_pure(target: Any) -> bool:
    module = getattr(target, "__module__", None) or ""
    if isinstance(target, np.ufunc):
        return True
    if module == "builtins" or getattr(builtins, getattr(target, "__name__", ""), None) is target:
        return getattr(target, "__name__", "") in _PURE_BUILTINS
    head = module.split(".")
    if head[0] in ("math", "cmath", "operator", "_operator"):
        return True
    if head[0] == "numpy":
        return "random" not in module and getattr(target, "__name__", "") not in (
            "save",
            "load",
            "loadtxt",
            "savetxt",
            "fromfile",
        )
    return isinstance(target, type) and issubclass(target, np.generic)
