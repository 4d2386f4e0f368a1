"""The options of a derivative, shared by the commands that make one."""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Iterable
from typing import Any, get_args

import tangentgen
from tangentgen.commands import Unusable
from tangentgen.commands.guess import guesses
from tangentgen.commands.target import Target
from tangentgen.derivative import Derivative, Options
from tangentgen.kinds import ANY, NUM, Kind, Kinds, kind_of, parse_kind, parse_like
from tangentgen.kinds.declared import annotated
from tangentgen.request import Mode
from tangentgen.subject import subject_of

MODES = {"reverse": "grad", "forward": "jvp"} | {
    mode: mode for mode in get_args(Mode) if hasattr(tangentgen, mode)
}
_OF_NUMBERS = ("grad", "value_and_grad", "hvp", "hessian")  # of functions that return a number


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


def derivative(target: Target, options: argparse.Namespace, keep: bool = False) -> Derivative:
    """What `tangentgen.grad` and its like return for these options; to look at, unless kept."""
    mode: Any = MODES[options.mode]
    _, assumed = kinds(target, options)
    words = [f"{name}={kind}" for name, kind in assumed.items() if kind != ANY]
    if options.has_aux and mode not in ("grad", "value_and_grad"):
        raise Unusable(f"--has-aux does not go with --mode {options.mode}")
    given = Options(
        like=" ".join([options.like or "", *words]),
        optimize=options.optimize,
        has_aux=options.has_aux,
        keep=keep,
    )
    return Derivative(mode, target.function, wrt(options.wrt), given)


def kinds(target: Target, options: argparse.Namespace) -> tuple[dict[str, Kind], dict[str, Kind]]:
    """The kinds that annotations, `--like` and defaults say, and those assumed of the others."""
    subject = subject_of(target.function)
    told = annotated(subject.function)
    parameters = subject.signature().parameters
    if options.like:
        told |= dict(like(options.like, parameters))
    guessed = guesses(subject.function, MODES[options.mode] in _OF_NUMBERS)
    given: dict[str, Kind] = {}
    assumed: dict[str, Kind] = {}
    for name, parameter in parameters.items():
        if name in told:
            given[name] = told[name]
        elif parameter.default is not parameter.empty:
            given[name] = kind_of(parameter.default)
        else:
            assumed[name] = parse_kind(guessed.get(name, "any"))
    return given, assumed


def header(target: Target, options: argparse.Namespace) -> str:
    """A comment that says for which kinds of arguments the text is, and which are assumed."""
    given, assumed = kinds(target, options)
    words = ["for " + " ".join(f"{n}={k}" for n, k in given.items())] if given else []
    sure = [f"{name}={kind}" for name, kind in assumed.items() if kind not in (ANY, NUM)]
    unsure = [name for name, kind in assumed.items() if kind in (ANY, NUM)]
    if unsure:
        sure.append(f"numbers or arrays for {', '.join(unsure)}")
    if sure:
        words.append(f"assumed: {' '.join(sure)} (--like says otherwise)")
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


def like(text: str, parameters: Iterable[str]) -> Kinds:
    """The kinds of these parameters, in the order they were given."""
    try:
        found = parse_like(text)
    except ValueError as error:
        raise Unusable(f"--like: {error}") from None
    names = list(parameters)
    for name, _ in found:
        if name not in names:
            raise Unusable(f"--like: there is no parameter {name!r}; there are {', '.join(names)}")
    return found
