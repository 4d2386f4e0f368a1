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
        first: dict[tuple[str, str], str] = {}
        given: dict[str, gast.expr] = {}
        stems = [stem(f.name) for f in functions]
        for function, own in zip(functions[1:], stems[1:], strict=True):
            if stems.count(own) < 2:
                continue
            known = first.setdefault((own, text(function)), function.name)
            if known != function.name:
                given[function.name] = name(known)
        if not given:
            return functions
        functions = [
            replace(f, body=tuple(filled(s, given) for s in f.body))
            for f in functions
            if f.name not in given
        ]


def stem(given: str) -> str:
    return plain_name(given).rstrip("0123456789")


def text(function: core.Function) -> str:
    """What a function says, apart from its name."""
    own: dict[str, gast.expr] = {function.name: name("_")}
    body = tuple(filled(s, own) for s in function.body)
    return print_module(core.Module((), (replace(function, name="_", body=body),)))
