"""`explain`: why values are active, saved, copied, computed again, line by line."""

from __future__ import annotations

import argparse
from typing import Any

from tangentgen.commands import derivative
from tangentgen.commands.output import Output
from tangentgen.commands.target import find


def add(parsers: Any) -> None:
    parser = parsers.add_parser(
        "explain", help="say line by line what is active, saved, copied, computed again"
    )
    derivative.add_target(parser)
    parser.set_defaults(run=run, mode="vjp", has_aux=False, optimize=True)


def run(options: argparse.Namespace, out: Output) -> int:
    target = find(options.target)
    made = derivative.derivative(target, options)
    out.write(f"{derivative.header(target, options)}{made.explanation()}\n")
    return 0
