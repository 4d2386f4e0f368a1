"""`check`: compare a derivative, edited or not, with forward mode and with differences."""

from __future__ import annotations

import argparse
import sys
from typing import Any

import numpy as np

from tangentgen import keeping
from tangentgen.commands import Unusable, derivative, edit
from tangentgen.commands.chosen import Chosen, chosen, is_path, kept
from tangentgen.commands.compare import HEAD, compare
from tangentgen.commands.output import Output
from tangentgen.commands.samples import samples
from tangentgen.commands.target import Target, find
from tangentgen.kinds import Kinds, from_annotation
from tangentgen.subject import subject_of


def add(parsers: Any) -> None:
    parser = parsers.add_parser("check", help="compare a derivative with differences")
    derivative.add_target(parser)
    parser.set_defaults(mode=None)
    parser.add_argument("--args", metavar="EXPR", help="the arguments: 'np.ones(3), 2.0'")
    parser.add_argument("--accept", action="store_true", help="an edit is right whatever it gives")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, out: Output) -> int:
    if options.accept or is_path(options.target):
        return _edits(options, chosen(options), out)
    target = find(options.target)
    arguments = _given(target, options.args) if options.args else _made_up(target, options.like)
    rows = list(compare(target.function, arguments, derivative.wrt(options.wrt)))
    out.write("".join(f"{line}\n" for line in (HEAD, *rows)))
    edits = [one for one in kept(options) if one.recalled.kept.file.edited]
    code = _edits(options, edits, out)
    return code if all(row.agrees for row in rows) else 1


def _edits(options: argparse.Namespace, found: list[Chosen], out: Output) -> int:
    """Every edit against forward mode, or accepted without."""
    code = 0
    for one in found:
        path = one.recalled.kept.path
        if not one.recalled.kept.file.edited:
            out.write(f"{path}: not edited\n")
        elif options.accept:
            with one.at_work() as recalled:
                keeping.accept(recalled)
            out.write(f"{path}: accepted\n")
        else:
            out.write(f"{path}\n")
            wrong = edit.check(one, out)
            if wrong:
                print(wrong, file=sys.stderr)
                code = 1
    return code


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
