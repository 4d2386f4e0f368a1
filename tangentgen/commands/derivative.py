"""The options of a derivative, shared by the commands that make one."""

from __future__ import annotations

import argparse
import inspect
import textwrap
from typing import Any, get_args

import tangentgen
from tangentgen.commands import Unusable
from tangentgen.commands.target import Target
from tangentgen.kinds import Kinds, kind_of, parse_like
from tangentgen.kinds.declared import annotated
from tangentgen.request import Mode
from tangentgen.subject import subject_of

MODES = {"reverse": "grad", "forward": "jvp"} | {
    mode: mode for mode in get_args(Mode) if hasattr(tangentgen, mode)
}


def add_target(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("target", help="FILE.py:FUNCTION, FILE.py:Class.method or pkg.mod:FUNCTION")
    parser.add_argument(
        "--wrt", metavar="w,b", help="parameters by name, path or number; default the first"
    )
    parser.add_argument(
        "--like", metavar="KINDS", help="of the arguments: 'w=f8[d] b=float x=f8[n,d]'"
    )


def add_options(parser: argparse.ArgumentParser) -> None:
    add_target(parser)
    parser.add_argument("--mode", default="reverse", choices=MODES, help="default: reverse")
    parser.add_argument("--has-aux", action="store_true", help="the function returns (loss, aux)")
    parser.add_argument(
        "--no-optimize",
        dest="optimize",
        action="store_false",
        help="the conservative form, which relies on no analysis",
    )


def derivative(target: Target, options: argparse.Namespace) -> Any:
    """What `tangentgen.grad` and its like return for these options."""
    call = getattr(tangentgen, MODES[options.mode])
    keywords: dict[str, Any] = {"wrt": wrt(options.wrt), "optimize": options.optimize}
    if options.like:
        like(options.like)  # said here, where a mistake is one line
        keywords["like"] = options.like
    if options.has_aux:
        if MODES[options.mode] not in ("grad", "value_and_grad"):
            raise Unusable(f"--has-aux does not go with --mode {options.mode}")
        keywords["has_aux"] = True
    return call(target.function, **keywords)


def header(target: Target, options: argparse.Namespace) -> str:
    """A comment that says for which kinds of arguments the text is, and which are assumed."""
    function = target.function
    told = dict(annotated(subject_of(function).function))
    if options.like:
        told |= dict(like(options.like))
    parameters = inspect.signature(function).parameters.values()
    for parameter in parameters:
        if parameter.default is not parameter.empty:
            told.setdefault(parameter.name, kind_of(parameter.default))
    given = [f"{p.name}={told[p.name]}" for p in parameters if p.name in told]
    assumed = [p.name for p in parameters if p.name not in told]
    words = [f"for {' '.join(given)}"] if given else []
    if assumed:
        words.append(f"numbers or arrays assumed for {', '.join(assumed)} (--like says otherwise)")
    lines = textwrap.wrap("; ".join(words), 86, break_long_words=False, break_on_hyphens=False)
    return "".join(f"# {line}\n" for line in lines)


def wrt(text: str | None) -> Any:
    """One name or number, or a tuple of them.

    >>> wrt("w,2"), wrt("model.w"), wrt(None)
    (('w', 2), 'model.w', 0)
    """
    if text is None:
        return 0
    parts = [part.strip() for part in text.split(",")]
    if not all(parts):
        raise Unusable(f"--wrt {text!r}: names or numbers with commas between them")
    found = tuple(int(part) if part.lstrip("-").isdecimal() else part for part in parts)
    return found[0] if len(found) == 1 else found


def like(text: str) -> Kinds:
    """The kinds of the parameters, in the order they were given."""
    try:
        return parse_like(text)
    except ValueError as error:
        raise Unusable(f"--like: {error}") from None
