"""`diff`, `sync`, `revert`: what was edited by hand, against what is generated."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from tangentgen import keeping
from tangentgen.commands.chosen import add_options, chosen
from tangentgen.commands.output import Output
from tangentgen.keeping import Recalled
from tangentgen.store.edited import conflict_in


def add(parsers: Any) -> None:
    for name, run, about in (
        ("diff", run_diff, "what was edited in a derivative"),
        ("sync", run_sync, "merge an edit into the derivative as it is generated now"),
        ("revert", run_revert, "go back to what is generated"),
    ):
        parser = parsers.add_parser(name, help=about)
        add_options(parser)
        parser.set_defaults(run=run)


def run_diff(options: argparse.Namespace, out: Output) -> int:
    for one in chosen(options):
        out.write(keeping.diff(one.recalled))
    return 0


def run_sync(options: argparse.Namespace, out: Output) -> int:
    code = 0
    for one in chosen(options):
        with one.at_work() as recalled:
            state = recalled.state
            path = recalled.kept.path
            if conflict_in(recalled.kept.file.text) is not None:
                print(f"{path}: there are conflicts in it to settle first", file=sys.stderr)
                code = 1
                continue
            if state in ("current", "edited"):
                out.write(f"{path}: {state}, nothing to do\n")
                continue
            conflicts = keeping.sync(recalled)
        if conflicts:
            number = f"{conflicts} conflict{'s' * (conflicts > 1)}"
            print(f"{path}: merged with {number}, marked in it; settle them", file=sys.stderr)
            code = 1
        else:
            done = "derived again" if state == "stale" else "merged; its next call checks it once"
            out.write(f"{path}: {done}\n")
    return code


def run_revert(options: argparse.Namespace, out: Output) -> int:
    for one in chosen(options):
        with one.at_work() as recalled:
            out.write(_reverted(recalled))
    return 0


def _reverted(recalled: Recalled) -> str:
    aside = keeping.revert(recalled)
    saved = f"; the edit is kept as {aside}" if aside else ""
    return f"{recalled.kept.path}: as generated{saved}\n"
