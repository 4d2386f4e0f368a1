"""The function that runs when a derivative is called.

It is written for one derivative: the primal's own parameters, the checks in line, and a call.

    def loss_grad(w, x):
        try:
            fits = w.__class__ is ndarray and ... and globals["helper"] is helper
        except gone:
            fits = False
        if fits:
            try:
                return generated(w, x)
            except Exception as error:
                explain(error)
                raise
        return miss({"w": w, "x": x})
"""

from __future__ import annotations

import ast
import contextlib
import inspect
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tangentgen.checks import Names, condition
from tangentgen.inline import inlined
from tangentgen.outside import PARTS
from tangentgen.specialised import Specialised
from tangentgen.subject import Subject, with_extra

P = inspect.Parameter
CALLS = 20  # before it is worth while to write the entry once more
MISSING = object()
GONE = (KeyError, AttributeError, ValueError)  # a name was deleted, a cell is empty
ALWAYS = {"__class__", "dtype", "ndim", *PARTS}
STARS: dict[Any, str] = {P.VAR_POSITIONAL: "*", P.VAR_KEYWORD: "**"}
FITS, ERROR = "tangentgen_fits", "tangentgen_error"


@dataclass(frozen=True, eq=False)
class Prepared:
    """A specialised derivative and the lines that call it if it fits."""

    specialised: Specialised
    lines: tuple[str, ...]
    space: Mapping[str, Any]  # what the lines refer to
    call: str  # the name of the generated function in them


def prepare(
    specialised: Specialised, arguments: Mapping[str, Any], given: Mapping[str, str]
) -> Prepared:
    """For arguments of the kinds that it was made for; `given` are their expressions."""
    names = Names()
    # What is bound is compared too: an object may get other fields between two calls.
    tests = [condition(value, given[name], names) for name, value in arguments.items()]
    tests += specialised.holding(names)
    plain = _never_raises(" and ".join(tests) or "True")
    assumed = [_in_entry(text, given) for text in specialised.assumptions]
    if specialised.loose:
        tests += assumed  # their places are there once the kinds are right
    fits = " and ".join(tests) or "True"
    lines = [f"if {fits}:"]
    if not plain:
        lines = [
            "try:",
            f"    {FITS} = {fits}",
            f"except {names.of(GONE, 'gone')}:",
            f"    {FITS} = False",
            f"if {FITS}:",
        ]
    strict = not specialised.loose and bool(assumed)
    if strict or specialised.written:
        collected = ", ".join(f"{name!r}: {given[name]}" for name in arguments)
        checked = f"{names.of(specialised.admit, 'admit')}({{{collected}}})"
        if not specialised.written:  # the message is put together only where it is needed
            checked = f"if not ({' and '.join(assumed)}): {checked}"
        lines.append(f"    {checked}")
    values = dict(given)
    for name, cell in specialised.cells().items():
        values[name] = f"{names.of(cell, 'cell')}.cell_contents"
    made = specialised.function
    name = names.of(made, "generated")
    lines += [
        "    try:",
        f"        return {name}({_passed(made, values)})",
        f"    except {names.of(Exception, 'Exception')} as {ERROR}:",
        f"        {names.of(specialised.explain, 'explain')}({ERROR})",
        "        raise",
    ]
    return Prepared(specialised, tuple(lines), names.space, name)


def entry(
    name: str,
    subject: Subject,
    extra: str | None,
    prepared: Sequence[Prepared],
    miss: Callable[[dict[str, Any]], Any],
    warm: Callable[[], None] | None = None,
) -> types.FunctionType:
    """A function that calls the first derivative that fits, otherwise `miss`.

    After `CALLS` calls `warm` is called; without it, the newest derivative is pasted in.
    """
    names = Names()
    signature = with_extra(subject.signature(), extra)
    collected = ", ".join(f"{parameter!r}: {parameter}" for parameter in signature.parameters)
    lines = [*_defaults(subject, names)]
    if warm is not None:
        left = names.of(iter(range(CALLS)), "left")
        lines.append(
            f"if {names.of(next, 'next')}({left}, None) is None: {names.of(warm, 'warm')}()"
        )
    lines += [line for one in prepared for line in one.lines]
    lines.append(f"return {names.of(miss, 'miss')}({{{collected}}})")
    head = f"def {name}({_parameters(signature, subject.keywords, names)}):"
    text = "\n    ".join([head, *lines])
    space = {"np": np, **names.space}  # assumptions may use it, as the text does
    for one in prepared:
        space.update(one.space)
    for parameter, value in subject.bound_arguments().items():
        space[bound_name(parameter)] = value
    if warm is None:
        newest = prepared[-1]
        made, content = newest.specialised.function, newest.specialised.content
        # Deep trees can be compiled from text, but not always from a tree.
        with contextlib.suppress(RecursionError, SyntaxError, ValueError):
            pasted = inlined(text, name, newest.call, made, content, space)
            if pasted is not None:
                return pasted
    exec(compile(text, f"<entry of {name}>", "exec"), space)
    plain = space[name]
    assert isinstance(plain, types.FunctionType)
    return plain


def _never_raises(tests: str) -> bool:
    """Whether every object has what the tests look up, or is known to be of the class that has it.

    >>> _never_raises("x.__class__ is c and x.ndim == 1"), _never_raises("space['f'] is g")
    (True, False)
    """
    nodes = list(ast.walk(ast.parse(tests, mode="eval")))
    return not any(
        isinstance(node, ast.Subscript | ast.Call)
        or (isinstance(node, ast.Attribute) and node.attr not in ALWAYS)
        for node in nodes
    )


def _in_entry(assumption: str, given: Mapping[str, str]) -> str:
    """An assumption about parameters as one about the expressions that they are given by."""
    tree = ast.parse(assumption, mode="eval")
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in given:
            node.id = given[node.id]
    return f"({ast.unparse(tree)})"


def _defaults(subject: Subject, names: Names) -> Iterator[str]:
    """What is left out is looked up in the primal, whose defaults may have been changed."""
    code = subject.function.__code__
    for parameter in subject.signature().parameters.values():
        if parameter.default is P.empty or parameter.name in subject.keywords:
            continue
        found = names.of(subject.function, "primal")
        if parameter.name in code.co_varnames[: code.co_argcount]:
            place = code.co_varnames.index(parameter.name) - code.co_argcount
            found = f"{found}.__defaults__[{place}]"
        else:
            found = f"{found}.__kwdefaults__[{parameter.name!r}]"
        missing = names.of(MISSING, "missing")
        yield f"if {parameter.name} is {missing}: {parameter.name} = {found}"


def bound_name(parameter: str) -> str:
    """What stands for an argument that is already given."""
    return f"tangentgen_bound_{parameter}"


def call(specialised: Specialised, arguments: Mapping[str, Any]) -> Any:
    """What the branch of an entry does, without its checks."""
    primal = {name: value for name, value in arguments.items() if name in specialised.own}
    specialised.admit(primal)
    cells = {name: cell.cell_contents for name, cell in specialised.cells().items()}
    values = {**arguments, **cells}
    positional: list[Any] = []
    named: dict[str, Any] = {}
    for parameter in _signature(specialised.function).parameters.values():
        value = values[parameter.name]
        if parameter.kind is P.VAR_POSITIONAL:
            positional += value
        elif parameter.kind is P.VAR_KEYWORD:
            named |= value
        elif parameter.kind is P.KEYWORD_ONLY:
            named[parameter.name] = value
        else:
            positional.append(value)
    try:
        return specialised.function(*positional, **named)
    except Exception as error:
        specialised.explain(error)
        raise


def _signature(function: types.FunctionType) -> inspect.Signature:
    return inspect.signature(function, follow_wrapped=False)


def _passed(function: types.FunctionType, values: Mapping[str, str]) -> str:
    """The arguments of a call, each parameter given the expression under its name."""
    words = []
    for parameter in _signature(function).parameters.values():
        value = values[parameter.name]
        named = f"{parameter.name}=" if parameter.kind is P.KEYWORD_ONLY else ""
        words.append(STARS.get(parameter.kind, named) + value)
    return ", ".join(words)


def _parameters(signature: inspect.Signature, keywords: Mapping[str, Any], names: Names) -> str:
    words, last = list[str](), None
    for parameter in signature.parameters.values():
        if last is P.POSITIONAL_ONLY and parameter.kind is not P.POSITIONAL_ONLY:
            words.append("/")
        if parameter.kind is P.KEYWORD_ONLY and last not in (P.KEYWORD_ONLY, P.VAR_POSITIONAL):
            words.append("*")
        prefix = STARS.get(parameter.kind, "")
        default = ""
        if parameter.default is not P.empty:
            given = keywords.get(parameter.name, MISSING)
            default = f"={names.of(given, 'default')}"
        words.append(f"{prefix}{parameter.name}{default}")
        last = parameter.kind
    if last is P.POSITIONAL_ONLY:
        words.append("/")
    return ", ".join(words)
