"""Sweeps as a person would have written them: copies decided, lines merged, a heading."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import replace

import gast

from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.values import Value, category
from tangentgen.derive.context import Derivation
from tangentgen.derive.lower import lowered
from tangentgen.derive.memory import written_by
from tangentgen.derive.names import Leaf, root, stem
from tangentgen.derive.output import Output
from tangentgen.derive.places import part_of
from tangentgen.derive.stems import value_stem
from tangentgen.language import core
from tangentgen.language.resolve import assigned, parameters, read_names
from tangentgen.tidy.accumulation import spelled
from tangentgen.tidy.born import born
from tangentgen.tidy.branches import without_empty
from tangentgen.tidy.coalesced import coalesced
from tangentgen.tidy.comprehensions import recollected
from tangentgen.tidy.constants import settled
from tangentgen.tidy.emptied import until_empty
from tangentgen.tidy.first_writes import first_written
from tangentgen.tidy.handed_on import handed_on
from tangentgen.tidy.headers import headed
from tangentgen.tidy.holding import Makes
from tangentgen.tidy.inline import inlined
from tangentgen.tidy.joined import joined
from tangentgen.tidy.leading import without_leading
from tangentgen.tidy.lent import rebound
from tangentgen.tidy.needless_copies import without_needless_copies
from tangentgen.tidy.own_items import added_in_place
from tangentgen.tidy.ownership import with_owners
from tangentgen.tidy.passing import passed_on
from tangentgen.tidy.put_back import not_put_back
from tangentgen.tidy.renamed import renamed
from tangentgen.tidy.renumbered import renumbered, with_names
from tangentgen.tidy.shared import shared
from tangentgen.tidy.switches import on
from tangentgen.tidy.thinned import thinned

SECTION = core.Notes(above=("# Reverse sweep",), section=True)


def finished(
    output: Output, work: Derivation, block: core.Block, given: set[str], keep: set[str]
) -> core.Block:
    """Saves lowered, copies decided, short-lived names put in place."""
    made, block = lowered(work.names, block)
    stacks = {*assigned(made)}
    if output.optimize and on("until_empty"):
        block = until_empty(block, stacks)
    user_names = set(parameters(work.facts.tree)) | written_by_user(work)
    keep = keep | set(work.names.given.values()) | user_names
    block = (*made, *polished(output, work, block, given, keep, stacks))
    return with_fewer_numbers(output, work, block, given | {str(work.answer)})


def with_fewer_numbers(
    output: Output, work: Derivation, block: core.Block, fixed: set[str]
) -> core.Block:
    """The names that were made up, counted anew; those of functions and parameters stay."""
    if not output.optimize or not on("renumbered"):
        return block
    fixed = fixed | set(parameters(work.facts.tree)) | output.taken
    handed = {n: w for n, w in work.names.wanted.items() if n in work.names.taken}
    swapped = without_usurpers(work, handed.keys() - fixed)
    if swapped:
        block = tuple(with_names(s, swapped) for s in block)
        handed |= {new: handed[old] for old, new in swapped.items() if old in handed}
    return renumbered(block, handed, fixed)


def without_usurpers(work: Derivation, free: Set[str]) -> dict[str, str]:
    """The adjoint of a variable gets its plain name, and what has that the other's."""
    found: dict[str, str] = {}
    own_names = {*work.names.given.values()}
    order = {parameter: k for k, parameter in enumerate(parameters(work.facts.tree))}
    adjoints = [(leaf, own) for (suffix, leaf), own in work.names.given.items() if suffix == "_bar"]
    for leaf, own in sorted(adjoints, key=lambda each: order.get(each[0][0], len(order))):
        plain = f"{stem(leaf)}_bar"
        if own == plain or not {own, plain} <= free or {own, plain} & found.keys():
            continue
        given = leaf[0] in order
        if (given or leaf[1] == ()) and (plain not in own_names or (given and leaf[1] == ())):
            found |= {own: plain, plain: own}
    return found


def scalar_in(work: Derivation) -> Callable[[str], bool]:
    return lambda given: is_scalar(work.value_of(given))


def leaf_kind(work: Derivation, leaf: Leaf) -> str:
    from tangentgen.derive.control import leaf_value

    return leaf_value(work, leaf).kind


def complex_arrays(work: Derivation) -> tuple[frozenset[str], frozenset[str]]:
    """The adjoints of what may be complex arrays, and names of what surely are."""
    from tangentgen.derive.control import leaf_value, leaf_values

    mixed, sure = set[str](), set[str]()
    for (_, leaf), given in work.names.given.items():
        values = [leaf_value(work, leaf), *leaf_values(work, leaf)]
        kinds = {category(v) for v in values if v.kind in ("array", "tensor")}
        if "complex" in kinds or (None in kinds and work.world.complex):
            mixed.add(given)
        if kinds == {"complex"} and leaf == root(leaf[0]):
            sure.add(leaf[0])
    return frozenset(mixed), frozenset(sure)


def with_section(forward: core.Block, backward: core.Block) -> core.Block:
    """Both sweeps under one roof, the second under its heading."""
    if not forward or not backward:
        return (*forward, *backward)
    first = backward[0]
    notes = replace(first.notes, above=(*SECTION.above, *first.notes.above), section=True)
    return (*forward, replace(first, notes=notes), *backward[1:])


def makes_by(output: Output) -> Makes:
    """Which results of a call of a derived function are arrays that nothing else holds."""

    def makes(value: gast.expr) -> tuple[bool, ...]:
        called = isinstance(value, gast.Call) and isinstance(value.func, gast.Name)
        return output.owning.get(value.func.id, ()) if called and output.optimize else ()

    return makes


def polished(
    output: Output,
    work: Derivation,
    block: core.Block,
    given: set[str],
    keep: set[str],
    stacks: set[str],
    of: str | None = None,
) -> core.Block:
    """Copies decided, and the lines written as a person would; `of` names the function.

    What is saved goes on the `stacks`.
    """
    arrays = frozenset(
        g
        for (_, leaf), g in work.names.given.items()
        if leaf_kind(work, leaf) == "array" and leaf not in work.started_bare
    )
    writes = written_by(work.facts, output)
    known = work.known
    given_names = set(work.names.given.values())
    if output.optimize and on("settled"):  # `y * s_bar` makes an array, and `y` does not
        made_up = {*assigned(block)} - keep
        block = settled(block, given_names | made_up, known, work.changing(), made_up - given_names)
    users = written_by_user(work)
    meant = {bar for (_, leaf), bar in work.names.given.items() if leaf[0] in users}
    if output.optimize and on("renamed"):
        block = renamed(block, meant, keep - given_names, writes)
    makes = makes_by(output)
    mixed, sure = complex_arrays(work)
    block, alone = with_owners(
        block, arrays, scalar_in(work), given, output.optimize, writes, mixed, sure, makes
    )
    if of is not None and alone:
        output.owning[of] = alone
    if not output.optimize:
        return block
    block = recollected(block)
    if on("own_items"):
        block = added_in_place(block, given)
    if on("spelled"):
        block = spelled(block)
    if on("first_writes"):
        block = first_written(block, known)
    if on("branches"):
        block = without_empty(block)
    aliased = under_other_names(work)
    if on("born"):
        shadows = {work.names.given.get(("_bar", root(n)), n) for n in work.shadows}
        block = born(block, known, lambda given: given in shadows or aliased(given))
    if on("shared"):
        block = shared(block, naming(work), aliased, has_section(block), writes, scalar_in(work))
    own = {work.names.given.get(("_bar", root(p)), "") for p in parameters(work.facts.tree)}
    ends = returned(block)
    named = (keep - given_names) | (ends & own) | (ends - meant)
    if on("passed_on"):
        block = passed_on(block, named, scalar_in(work), aliased, meant, writes, known)
    if on("handed_on"):
        block = handed_on(block, named - meant, scalar_in(work), aliased, writes)
    if on("coalesced"):
        block = coalesced(block, (keep - given_names) | meant, given | users)
    if on("thinned"):
        block = thinned(block, named, settled_by(work), writes, work.names.fresh)
    if on("needless_copies"):
        block = without_needless_copies(block, named | meant | users, aliased, writes)
    if on("joined"):
        block = joined(block, known, writes)
    if on("inlined"):
        block = inlined(block, named | meant, known, writes, stacks)
    if on("put_back"):
        block = not_put_back(block, users, writes)
    if on("leading"):
        block = without_leading(block, known, users)
    return headed(block) if on("headed") else block


def settled_by(work: Derivation) -> Callable[[gast.expr], Value]:
    """What is known of an expression, with lengths that are assumed to be equal as one."""
    known = work.known
    return lambda node: work.world.settled(known(node))


def under_other_names(work: Derivation) -> Callable[[str], bool]:
    """Whether the memory of a name may be changed under another one; shadows alias as arrays do."""
    primals = {work.names.given.get(("_bar", root(n)), n): n for n in work.shadows}
    return lambda given: work.shared(primals.get(given, given))


def with_lent(
    output: Output, work: Derivation, block: core.Block, seeds: Mapping[str, Value]
) -> core.Block:
    """Seeds that the derivative's caller gave, for such values, are left as they are."""
    if not output.seeds_given:
        return block
    arrays = {
        given
        for (_, leaf), given in work.names.given.items()
        if leaf[0] in work.shadows or leaf_kind(work, leaf) in ("array", "tensor")
    }

    def is_array(tree: gast.expr) -> bool:
        if isinstance(tree, gast.Name) and tree.id in arrays:
            return True
        return part_of(tree, seeds).kind == "array"

    return rebound(block, seeds.keys(), is_array)


def written_by_user(work: Derivation) -> set[str]:
    """The variables of the primal's own text: not those of calls that were taken apart."""
    code = work.facts.scope.function.__code__
    return {*code.co_varnames, *code.co_cellvars, *code.co_freevars}


def naming(work: Derivation) -> Callable[[gast.expr], str]:
    """Names for values, after what they are."""
    return lambda node: work.names.fresh(value_stem(node))


def has_section(block: core.Block) -> bool:
    return any(s.notes.section for s in block)


def returned(block: core.Block) -> set[str]:
    """The names that a block returns."""
    ends = [s.value for s in core.walk(block) if isinstance(s, core.Return)]
    return {n for value in ends if value is not None for n in read_names(value)}
