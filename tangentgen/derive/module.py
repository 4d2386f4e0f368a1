"""The module that is printed: imports, the derivative, its pairs, its helpers."""

from __future__ import annotations

import builtins
import types
from dataclasses import replace

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.program import Program
from tangentgen.derive.alike import merged
from tangentgen.derive.captured import with_variables
from tangentgen.derive.output import Output
from tangentgen.derive.places import leaf_expression
from tangentgen.derive.scatter import index_expression
from tangentgen.derive.trees import filled
from tangentgen.derive.twins import without_twins
from tangentgen.derive.written_back import written_back
from tangentgen.generated import Generated
from tangentgen.kinds.functions import found_at
from tangentgen.kinds.live import class_name, functions_in
from tangentgen.kinds.records import given_functions
from tangentgen.kinds.unplaced import is_unplaced
from tangentgen.known import KNOWN, canonical
from tangentgen.language import core
from tangentgen.language.aliases import Aliases, import_of
from tangentgen.language.free import free
from tangentgen.language.nested import plain_name
from tangentgen.language.optional import MODULES
from tangentgen.language.resolve import assigned, parameters
from tangentgen.language.walk import all_names
from tangentgen.request import Request
from tangentgen.rules.helper import private
from tangentgen.source.imports import SKIP
from tangentgen.source.printer import print_expression, printed
from tangentgen.source.quote import as_target, copy, expression, name
from tangentgen.tidy.bare_reads import with_bare_reads
from tangentgen.tidy.cases import with_matches
from tangentgen.tidy.conditionals import simplified
from tangentgen.tidy.marks import said_once
from tangentgen.tidy.reads import expressions
from tangentgen.tidy.targets import without_unread
from tangentgen.tidy.told import told


def module_of(output: Output, facts: Analysis, request: Request, entry: core.Function) -> Generated:
    """The text of a derivative, and what must hold when it is called."""
    made = [replace(f, name=n, docstring=None) for n, f in output.program.written_out.items()]
    others = [*output.functions, *made, *output.helpers.values()]
    others += printed_again(output, entry, others)
    found = reached(entry, others)
    output.program.raise_offences_of(f.name for f in found if f in made)
    found = written_back(output.program, own_names(without_twins(merged(found)), output))
    aliases = output.program.aliases
    found = with_variables(renumbered(found), output.program.captured, aliases.modules)
    functions = [plain(f) for f in found]
    used = {n.id for f in functions for n in names_of(f)}
    bound = {n for f in functions for n in (f.name, *parameters(f), *assigned(f.body))}
    final = aliases.final(frozenset(bound))
    imports = [imported(aliases, n, final.get(n, n)) for n in aliases.modules if n in used]
    functions = [renamed(f, final) for f in functions]
    module = core.Module(tuple(imports), tuple(functions))
    shown = printed(module)
    path = output.program.source(request.function).path
    live = tuple((n, p) for n, p in aliases.live.items() if n in used)
    return Generated(
        text=shown.text,
        entry=entry.name,
        parameters=tuple(sorted(facts.captured)),
        modules=live,
        callees=callees_of(output.program, request),
        assumptions=assumed(output, request),
        lines=tuple((line, path, origin.line) for line, _, origin in shown.lines),
        inactive=tuple(output.inactive),
        written=written_parts(facts),
    )


def callees_of(program: Program, request: Request) -> tuple[str, ...]:
    """What was derived through; functions that are arguments, by what they are made of."""
    given = sorted(filter(is_unplaced, given_functions(request.kinds)))
    inside = {f for name in given for f in functions_in(found_at(name))}
    through = {f"{f.__module__}:{f.__qualname__}" for f in program.callees if f not in inside}
    return (*sorted(through | set(map(class_name, program.classes))), *given)


def written_parts(facts: Analysis) -> tuple[str, ...]:
    """What the primal changes of its arguments: `x`, `self.field`, `self.count =`."""
    found: dict[str, None] = {}
    for part in facts.changed_parts:
        text = print_expression(leaf_expression((part.parameter, part.path)))
        found[f"{text} =" if part.exchanged else text] = None
    told = {part.parameter for part in facts.changed_parts}
    return (*found, *(n for n in facts.arguments if n in facts.changed and n not in told))


def renamed(function: core.Function, names: dict[str, str]) -> core.Function:
    """The function with other names for modules."""
    given: dict[str, gast.expr] = {old: name(new) for old, new in names.items()}
    if not any(n.id in given for n in names_of(function)):
        return function
    return replace(function, body=tuple(filled(s, given) for s in function.body))


def printed_again(
    output: Output, entry: core.Function, others: list[core.Function]
) -> list[core.Function]:
    """The generated functions that the output calls as they are, and those that these call."""
    known = {f.name for f in others}
    found: list[core.Function] = []
    todo = [entry, *others]
    while todo:
        for node in names_of(todo.pop()):
            function = output.program.aliases.functions.get(node.id)
            if function is not None and node.id not in known:
                known.add(node.id)
                found.append(again(output, node.id, function))
                todo.append(found[-1])
    return found


def again(output: Output, given: str, function: types.FunctionType) -> core.Function:
    """A generated function as it is printed at the end of a module that calls it."""
    known = canonical(function)
    if KNOWN.get(known.__name__) is known:
        return replace(private(known), name=given)
    return replace(output.program.tree(function), name=given)


def imported(aliases: Aliases, name: str, final: str) -> str:
    """An import line; that of a user's module says that sorters leave it where it is."""
    line = aliases.import_line(name) if name == final else import_of(MODULES[name], final)
    return f"{line}  # {SKIP}" if name in aliases.live else line


def reached(entry: core.Function, others: list[core.Function]) -> list[core.Function]:
    """The entry and the functions that it calls, directly or not, in the order they were made."""
    by_name = {f.name: f for f in others}
    seen: set[str] = set()
    todo = [entry]
    while todo:
        for node in names_of(todo.pop()):
            if node.id in by_name and node.id not in seen:
                seen.add(node.id)
                todo.append(by_name[node.id])
    return [entry, *(f for f in others if f.name in seen)]


def own_names(functions: list[core.Function], output: Output) -> list[core.Function]:
    """Functions that were made inside others, under their own names where these are free."""
    lifted = [f.name for f in functions if f.name in output.program.lifted]
    if not lifted:
        return functions
    taken = {n.id for f in functions for n in names_of(f)} | {f.name for f in functions}
    taken |= {p for f in functions for p in parameters(f)} | {*output.program.aliases.modules}
    taken |= set(dir(builtins))
    taken |= set(output.program.aliases.modules)
    new: dict[str, str] = {}
    for old in lifted:
        new[old] = free(plain_name(old), taken)
    given: dict[str, gast.expr] = {old: name(fresh) for old, fresh in new.items()}
    return [
        replace(f, name=new.get(f.name, f.name), body=tuple(filled(s, given) for s in f.body))
        for f in functions
    ]


def renumbered(functions: list[core.Function]) -> list[core.Function]:
    """Numbers behind names only where the name without one is taken."""
    new: dict[str, str] = {}
    taken = {f.name for f in functions}
    for function in functions:
        stem = function.name.rstrip("0123456789")
        if stem != function.name and stem.endswith(("_forward", "_reverse", "_jvp")):
            candidates = [stem, *(f"{stem}{n}" for n in range(2, 100))]
            found = next(c for c in candidates if c == function.name or c not in taken)
            taken.discard(function.name)
            taken.add(found)
            new[function.name] = found
    given: dict[str, gast.expr] = {old: name(fresh) for old, fresh in new.items() if old != fresh}
    if not given:
        return functions
    return [
        replace(f, name=new.get(f.name, f.name), body=tuple(filled(s, given) for s in f.body))
        for f in functions
    ]


def plain(function: core.Function) -> core.Function:
    """Without annotations, whose names the module need not have."""
    given = function.arguments
    bare = gast.arguments(
        [_bare(a) for a in given.args],
        [_bare(a) for a in given.posonlyargs],
        _bare(given.vararg) if given.vararg else None,
        [_bare(a) for a in given.kwonlyargs],
        [_default(d) if d is not None else None for d in given.kw_defaults],
        _bare(given.kwarg) if given.kwarg else None,
        [_default(d) for d in given.defaults],
    )
    body = spelled_out(with_bare_reads(function.body))
    body = said_once(simplified(without_unread(told(with_matches(body)))))
    return replace(function, arguments=bare, returns=None, body=body)


def spelled_out(block: core.Block) -> core.Block:
    """Additions to what may occur twice as the calls they are, and exchanges of two elements."""
    out: list[core.Statement] = []
    for s in block:
        if isinstance(s, core.Exchange) and isinstance(s.value, gast.Subscript):
            sides = [[_element(tree, k) for k in (0, 1)] for tree in (s.target, s.value)]
            to = gast.Tuple([as_target(e) for e in sides[0]], gast.Store())
            s = core.Assign(to, gast.Tuple(sides[1], gast.Load()), notes=s.notes)
        if isinstance(s, core.AccumulateAt):
            method = "add" if isinstance(s.op, gast.Add) else "subtract"
            call = expression(
                f"np.{method}.at($x, $i, $v)",
                x=s.target.value,
                i=index_expression(s.target.slice),
                v=s.value,
            )
            s = core.Evaluate(call, notes=s.notes)
        out.append(core.mapped(s, spelled_out))
    return tuple(out)


def _element(tree: gast.expr, position: int) -> gast.expr:
    """`x[j]` of `x[[i, j]]`."""

    def chosen(index: gast.expr) -> gast.expr:
        return copy(index.elts[position] if isinstance(index, gast.List) else index)

    match tree:
        case gast.Subscript(value=owner, slice=gast.Tuple(elts=parts)):
            index = gast.Tuple([chosen(part) for part in parts], gast.Load())
            return gast.Subscript(copy(owner), index, gast.Load())
        case gast.Subscript(value=owner, slice=part):
            return gast.Subscript(copy(owner), chosen(part), gast.Load())
    return tree


def _bare(argument: gast.expr) -> gast.expr:
    return gast.Name(argument.id, gast.Param(), None, None)


def _default(default: gast.expr) -> gast.expr:
    """Literal defaults are shown; others are filled in by the caller, from the live function."""
    return (
        default if isinstance(default, gast.Constant | gast.UnaryOp) else gast.Constant(None, None)
    )


def names_of(function: core.Function) -> list[gast.Name]:
    return [
        node
        for statement in core.walk(function.body)
        for tree in expressions(statement)
        for node in all_names(tree)
    ]


def assumed(output: Output, request: Request) -> tuple[str, ...]:
    """What was taken from the example of the arguments' lengths, as Python over the parameters."""
    from tangentgen.derive.assumed import spelled

    return spelled(output.program.world, request)
