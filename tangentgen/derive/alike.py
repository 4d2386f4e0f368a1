"""Functions that say the same under different names are printed once."""

from __future__ import annotations

from dataclasses import replace

import gast

from tangentgen.derive.trees import filled
from tangentgen.language import core
from tangentgen.language.nested import plain_name
from tangentgen.source.printer import print_module
from tangentgen.source.quote import name


def merged(functions: list[core.Function]) -> list[core.Function]:
    """The functions, the first of which is the entry, without repetitions.

    What two functions call may turn out to be one, and then they are.
    """
    while True:
        given: dict[str, gast.expr] = {}
        alike: dict[str, list[core.Function]] = {}
        for function in functions[1:]:
            before = alike.setdefault(stem(function.name), [])
            known = next((f for f in before if same(f, function)), None)
            if known is None:
                before.append(function)
            else:
                given[function.name] = name(known.name)
        if not given:
            return functions
        functions = [
            replace(f, body=tuple(filled(s, given) for s in f.body))
            for f in functions
            if f.name not in given
        ]


def same(first: core.Function, second: core.Function) -> bool:
    """Whether two functions say the same, also where they call themselves or each other."""
    either: dict[str, gast.expr] = {f.name: name("_") for f in (first, second)}
    return text(first, either) == text(second, either)


def stem(given: str) -> str:
    return plain_name(given).rstrip("0123456789")


def text(function: core.Function, given: dict[str, gast.expr]) -> str:
    """What a function says, apart from its name; some names are other ones there."""
    body = tuple(filled(s, given) for s in function.body)
    return print_module(core.Module((), (replace(function, name="_", body=body),)))
