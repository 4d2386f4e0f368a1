"""`check`: compare a derivative, edited or not, with forward mode and with differences."""

from __future__ import annotations

import argparse
from typing import Any

import numpy as np

from tangentgen.commands import Unusable, derivative
from tangentgen.commands.compare import HEAD, compare
from tangentgen.commands.output import Output
from tangentgen.commands.samples import samples
from tangentgen.commands.target import Target, find
from tangentgen.kinds import Kinds, from_annotation
from tangentgen.subject import subject_of


def add(parsers: Any) -> None:
    parser = parsers.add_parser("check", help="compare a derivative with differences")
    derivative.add_target(parser)
    parser.add_argument("--args", metavar="EXPR", help="the arguments: 'np.ones(3), 2.0'")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, out: Output) -> int:
    target = find(options.target)
    arguments = _given(target, options.args) if options.args else _made_up(target, options.like)
    rows = list(compare(target.function, arguments, derivative.wrt(options.wrt)))
    out.write("".join(f"{line}\n" for line in (HEAD, *rows)))
    return 0 if all(row.agrees for row in rows) else 1


def _given(target: Target, text: str) -> tuple[Any, ...]:
    """The arguments as written, in the words of the target's module."""
    names = {"np": np, **getattr(target.function, "__globals__", {})}
    try:
        found = eval(f"({text},)", names)
    except Exception as error:
        raise Unusable(f"--args {text!r}: {type(error).__name__}: {error}") from None
    return tuple(found)


def _made_up(target: Target, like: str | None) -> tuple[Any, ...]:
    subject = subject_of(target.function)
    parameters = subject.signature().parameters
    given = dict(derivative.like(like, parameters)) if like else {}
    names = subject.function.__globals__
    kinds: Kinds = ()
    for name, parameter in parameters.items():
        is_annotated = parameter.annotation is not parameter.empty
        if name in given or is_annotated:
            kind = given[name] if name in given else from_annotation(parameter.annotation, names)
            kinds = (*kinds, (name, kind))
        elif parameter.default is parameter.empty:
            raise Unusable(f"of what kind is {name}? say so with --like '{name}=f8[n]', or --args")
        else:
            break
    return tuple(samples(kinds).values())
