"""`templates`: which functions have a rule, and what the rule says."""

from __future__ import annotations

import argparse
import difflib
import inspect
from typing import Any

from tangentgen.commands import Unusable
from tangentgen.commands.output import Output
from tangentgen.rules import library


def add(parsers: Any) -> None:
    parser = parsers.add_parser("templates", help="the rules of differentiation")
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="the functions that have a rule")
    listing.add_argument("part", nargs="?", default="", help="only names with this in them")
    listing.set_defaults(run=run_list)
    showing = actions.add_parser("show", help="the rule of one function")
    showing.add_argument("name", help="such as np.exp, numpy.linalg.norm, sum")
    showing.set_defaults(run=run_show)


def run_list(options: argparse.Namespace, out: Output) -> int:
    rules = [rule for rule in library.all_rules() if options.part in rule.name]
    width = max((len(rule.name) for rule in rules), default=0)
    for rule in rules:
        why = f": {rule.constant_because}" if rule.constant_because else ""
        out.write(f"{rule.name:{width}}  {rule.kind}{why}\n")
    return 0 if rules else 1


def run_show(options: argparse.Namespace, out: Output) -> int:
    rule = _find(options.name)
    if rule.constant_because:
        out.write_source(f"# {rule.name} is constant: {rule.constant_because}\n")
        return 0
    parts = [inspect.getsource(t.function) for t in (*rule.reverses, *rule.tangents)]
    if rule.linear:
        parts.append(f"# forward mode: linear in {', '.join(rule.linear)}\n")
    elif rule.kind == "elementwise":
        parts.append("# forward mode: the same partial, times the tangent\n")
    out.write_source("\n\n".join(parts))
    return 0


def _find(name: str) -> library.Rule:
    rules = {rule.name: rule for rule in library.all_rules()}
    full = "numpy." + name[3:] if name.startswith("np.") else name
    found = rules.get(full) or rules.get(f"numpy.{full}")
    if found is None:
        ends = [rule for rule in rules.values() if rule.name.endswith(f".{full}")]
        if len(ends) == 1:
            return ends[0]
        near = [rule.name for rule in ends] or difflib.get_close_matches(full, rules, n=3)
        hint = f"; did you mean {', '.join(near)}?" if near else ""
        raise Unusable(f"{name}: no rule of this name{hint}")
    return found
