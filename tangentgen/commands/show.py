"""`show`: print the derivative of a function on disk."""

from __future__ import annotations

import argparse
import inspect
import textwrap
from pathlib import Path
from typing import Any

from tangentgen.commands import Unusable, derivative
from tangentgen.commands.html import page
from tangentgen.commands.output import Output, save, side_by_side
from tangentgen.commands.target import Target, find
from tangentgen.stages import STAGES


def add(parsers: Any) -> None:
    parser = parsers.add_parser("show", help="print the derivative of a function")
    derivative.add_options(parser)
    parser.add_argument("-o", "--output", metavar="OUT", help="write it to this file instead")
    parser.add_argument("--side-by-side", action="store_true", help="beside the primal")
    parser.add_argument(
        "--html", metavar="PAGE", help="write a page with both, their lines linked, to this file"
    )
    parser.add_argument("--after", metavar="PASS", help="what this pass of the generator leaves")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, out: Output) -> int:
    if options.side_by_side and (options.output or options.after):
        raise Unusable("--side-by-side is for reading: it goes with neither -o nor --after")
    if options.html and (options.side_by_side or options.output or options.after):
        raise Unusable("--html writes a page and nothing else")
    target = find(options.target)
    if options.html:
        made = derivative.derivative(target, options)
        about = derivative.header(target, options).replace("# ", "").strip()
        save(page(made.__name__, about, made.linked()), Path(options.html))
        return 0
    text = _text(target, options)
    if options.side_by_side:
        primal = textwrap.dedent(inspect.getsource(target.function))
        out.write(side_by_side(primal, text))
    elif options.output and options.output != "-":
        file = Path(options.output)
        if _same(file, inspect.getsourcefile(target.function)):
            raise Unusable(f"{file}: holds {target.name} itself")
        save(text, file)
    else:
        out.write_source(text)
    return 0


def _same(file: Path, source: str | None) -> bool:
    return source is not None and file.exists() and file.samefile(source)


def _text(target: Target, options: argparse.Namespace) -> str:
    if options.after:
        return _text_after(options.after, derivative.derivative(target, options))
    made = derivative.derivative(target, options)
    return f"{derivative.header(target, options)}{made.source}"


def _text_after(name: str, made: Any) -> str:
    if name not in STAGES:
        raise Unusable(f"--after {name}: no such pass; there are {', '.join(STAGES)}")
    text: str = made.text_after(name)
    return text
