"""`templates`: which functions have a rule, and what the rule says."""

from __future__ import annotations

import argparse
import contextlib
import difflib
import importlib
import inspect
from pathlib import Path
from typing import Any

from tangentgen.commands import Unusable
from tangentgen.commands.output import Output
from tangentgen.commands.target import load
from tangentgen.language import optional
from tangentgen.rules import library
from tangentgen.rules.check import check
from tangentgen.rules.coverage import MODULES, Kind, counted, coverage
from tangentgen.rules.mutate import mutants, survivors, uses_of
from tangentgen.rules.words import Template

SHOWN = 5  # faults of a rule
KINDS: dict[Kind, str] = {
    "rule": "with a rule",
    "constant": "constant",
    "unsupported": "unsupported",
    "missing": "missing",
}


def add(parsers: Any) -> None:
    parser = parsers.add_parser("templates", help="the rules of differentiation")
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="the functions that have a rule")
    listing.add_argument("part", nargs="?", default="", help="only names with this in them")
    listing.set_defaults(run=run_list)
    showing = actions.add_parser("show", help="the rule of one function")
    showing.add_argument("name", help="such as np.exp, numpy.linalg.norm, sum")
    showing.set_defaults(run=run_show)
    covering = actions.add_parser("coverage", help="every function of a module, and what it has")
    covering.add_argument("package", nargs="?", default="numpy", choices=sorted(MODULES))
    covering.set_defaults(run=run_coverage)

    checking = actions.add_parser("check", help="the rules in your own files: are they right?")
    checking.add_argument("files", nargs="+", metavar="FILE", help="files, folders or modules")
    checking.set_defaults(run=run_check)
    mutating = actions.add_parser("mutate", help="put a mistake into each rule: is it noticed?")
    mutating.add_argument("part", nargs="?", default="", help="only names with this in them")
    mutating.set_defaults(run=run_mutate)


def run_check(options: argparse.Namespace, out: Output) -> int:
    """Every function that a template in the files is for, with all that is said of it."""
    places = [place for file in options.files for place in _files(file)]
    there = {str(Path(load(place).__file__ or "").resolve()) for place in places}
    rules = [rule for rule in library.all_rules() if there & set(map(_place, _templates(rule)))]
    faulty = 0
    for rule in rules:
        found = check(rule)
        faulty += bool(found)
        out.write(f"{rule.name}: {'right' if not found else f'{len(found)} faults'}\n")
        for fault in found[:SHOWN]:
            out.write(f"    {fault}\n")
        if len(found) > SHOWN:
            out.write(f"    and {len(found) - SHOWN} more\n")
    if not rules:
        raise Unusable(f"{' '.join(options.files)}: no templates in it")
    return 1 if faulty else 0


def _files(place: str) -> list[str]:
    """The place itself; of a folder, the files in it."""
    if not Path(place).is_dir():
        return [place]
    return sorted(str(file) for file in Path(place).glob("*.py"))


def _templates(rule: library.Rule) -> list[Template]:
    return [*rule.reverses, *rule.tangents]


def _place(template: Template) -> str:
    """The file that a template stands in."""
    return str(Path(template.function.__code__.co_filename).resolve())


def run_mutate(options: argparse.Namespace, out: Output) -> int:
    part = options.part.replace("np.", "numpy.", 1) if options.part[:3] == "np." else options.part
    rules = [r for r in every_rule() if part in r.name and r.kind != "constant"]
    tried = sum(1 for template in uses_of(rules) for _ in mutants(template))
    missed = 0
    for name, mutant, why in survivors(rules):
        missed += not why
        told = f"{mutant.change}  ({why})" if why else mutant.change
        out.write(f"{name}: {mutant.template.name}: {told}\n")
    out.write(f"{tried} mutants, {missed} not noticed\n")
    return 1 if missed else 0


def run_coverage(options: argparse.Namespace, out: Output) -> int:
    found = coverage(options.package)
    width = max(len(each.name) for each in found)
    for each in found:
        why = each.why or (f"as {each.alias_of}" if each.alias_of else "")
        out.write(f"{each.name:{width}}  {each.kind:11}  {why}".rstrip() + "\n")
    out.write("\n")
    for module in MODULES[options.package]:
        counts = [f"{counted(found, kind, module)} {word}" for kind, word in KINDS.items()]
        out.write(f"{module}: {', '.join(counts)}\n")
    return 1 if any(each.kind == "missing" for each in found) else 0


def every_rule() -> list[library.Rule]:
    """Those for libraries too that are installed and that nobody has imported yet."""
    for path in optional.MODULES.values():
        with contextlib.suppress(ImportError):
            importlib.import_module(path)
    return library.all_rules()


def run_list(options: argparse.Namespace, out: Output) -> int:
    rules = [rule for rule in every_rule() if options.part in rule.name]
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
    rules = {rule.name: rule for rule in every_rule()}
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
