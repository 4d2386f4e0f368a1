"""`export`: a derivative in one file, which runs where only NumPy is."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from tangentgen import making
from tangentgen.commands import Unusable, derivative
from tangentgen.commands.chosen import Chosen, chosen, is_path, kept, only
from tangentgen.commands.output import Output, save
from tangentgen.commands.target import find
from tangentgen.export.module import exported


def add(parsers: Any) -> None:
    parser = parsers.add_parser("export", help="write a derivative and what it needs to one file")
    derivative.add_options(parser)
    parser.add_argument("-o", "--output", metavar="FILE", required=True, help="- is the terminal")
    parser.set_defaults(run=run, mode=None)


def run(options: argparse.Namespace, out: Output) -> int:
    text = _text(options)
    if options.output == "-":
        out.write_source(text)
        return 0
    file = Path(options.output)
    if file.is_dir():
        raise Unusable(f"{file}: is a folder")
    save(text, file)
    return 0


def _text(options: argparse.Namespace) -> str:
    one = _kept(options)
    if one is not None:
        with one.at_work() as recalled:
            made = making.make(recalled.request, recalled.inner, cache=True)
            return exported(made)
    options.mode = options.mode or "reverse"
    text: str = derivative.derivative(find(options.target), options).export()
    return text


def _kept(options: argparse.Namespace) -> Chosen | None:
    """The file that is kept, edited perhaps; None where another derivative is asked for."""
    if is_path(options.target):
        return chosen(options)[0]
    asks = options.like or not options.optimize or options.has_aux
    return only(options) if not asks and kept(options) else None
