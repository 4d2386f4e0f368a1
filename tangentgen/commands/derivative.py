"""The options of a derivative, shared by the commands that make one."""

from __future__ import annotations

import argparse
from typing import Any

import tangentgen
from tangentgen.commands import Unusable
from tangentgen.commands.target import Target, find

MODES = {
    "reverse": "grad",
    "forward": "jvp",
    **{
        name: name
        for name in (
            "grad", "value_and_grad", "vjp", "jvp", "pullback", "jacobian", "hessian", "hvp"
        )
    },
}  # fmt: skip


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("target", help="FILE.py:FUNCTION, FILE.py:Class.method or pkg.mod:FUNCTION")
    parser.add_argument(
        "--wrt", metavar="w,b", help="parameters by name, path or number; default the first"
    )
    parser.add_argument("--mode", default="reverse", choices=MODES, help="default: reverse")
    parser.add_argument(
        "--like", metavar="KINDS", help="of the arguments: 'w=f8[d] b=float x=f8[n,d]'"
    )
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
    keywords: dict[str, Any] = {"wrt": wrt(target, options.wrt), "optimize": options.optimize}
    if options.like:
        keywords["like"] = split_like(options.like)
    if options.has_aux:
        keywords["has_aux"] = True
    try:
        return call(target.function, **keywords)
    except TypeError as error:
        if options.has_aux and "has_aux" in str(error):
            raise Unusable(f"--has-aux does not go with --mode {options.mode}") from None
        raise


def wrt(target: Target, text: str | None) -> Any:
    """One name or number, or a tuple of them; numbers do not count `self`.

    >>> wrt(Target(len, "len", 0), "w,2"), wrt(Target(len, "len", 1), None)
    (('w', 2), 1)
    """
    if text is None:
        return target.skipped
    parts = [part.strip() for part in text.split(",")]
    if not all(parts):
        raise Unusable(f"--wrt {text!r}: names or numbers with commas between them")
    found = [int(part) + target.skipped if part.isdecimal() else part for part in parts]
    return found[0] if len(found) == 1 else tuple(found)


def split_like(text: str) -> dict[str, str]:
    """The kind of each parameter, as text: blanks separate, except inside brackets and quotes.

    >>> split_like("w=f8[n, d] m={'a b': float} p=mod:P(x=float, y=f8[])")
    {'w': 'f8[n, d]', 'm': "{'a b': float}", 'p': 'mod:P(x=float, y=f8[])'}
    """
    words, depth, quote = [""], 0, ""
    for character in text:
        if quote:
            quote = "" if character == quote else quote
        elif character in "'\"":
            quote = character
        else:
            depth += (character in "([{") - (character in ")]}")
        if character.isspace() and not depth and not quote:
            words.append("")
        else:
            words[-1] += character
    kinds: dict[str, str] = {}
    for word in filter(None, words):
        name, equals, kind = word.partition("=")
        if not (equals and kind and name.isidentifier()):
            raise Unusable(f"--like {word!r}: a parameter and its kind, as in x=f8[n,d]")
        kinds[name] = kind
    return kinds
