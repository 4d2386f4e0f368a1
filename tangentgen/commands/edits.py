"""`diff`, `sync`, `revert`: what was edited by hand, against what is generated."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from tangentgen import keeping
from tangentgen.commands.chosen import Chosen, add_options, chosen, is_path
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
    code, done = 0, set[Path]()
    left = chosen(options)
    while left:
        for one in left:
            done |= {one.recalled.kept.path, one.recalled.path}
            code = max(code, _synchronised(one, out))
        # A second derivative is reached when the first is settled.
        found = [] if is_path(options.target) else chosen(options)
        left = [one for one in found if one.recalled.kept.path not in done]
    return code


def _synchronised(one: Chosen, out: Output) -> int:
    with one.at_work() as recalled:
        state, path = recalled.state, recalled.path
        if conflict_in(recalled.kept.file.text) is not None:
            where = recalled.kept.path
            print(f"{where}: there are conflicts in it to settle first", file=sys.stderr)
            return 1
        if state in ("current", "edited"):
            out.write(f"{path}: {state}, nothing to do\n")
            return 0
        conflicts = keeping.sync(recalled)
    if conflicts:
        number = f"{conflicts} conflict{'s' * (conflicts > 1)}"
        print(f"{path}: merged with {number}, marked in it; settle them", file=sys.stderr)
        return 1
    done = "derived again" if state == "stale" else "merged; its next call checks it once"
    out.write(f"{path}: {done}\n")
    return 0


def run_revert(options: argparse.Namespace, out: Output) -> int:
    for one in chosen(options):
        with one.at_work() as recalled:
            out.write(_reverted(recalled))
    return 0


def _reverted(recalled: Recalled) -> str:
    aside = keeping.revert(recalled)
    saved = f"; the edit is kept as {aside}" if aside else ""
    return f"{recalled.path}: as generated{saved}\n"
