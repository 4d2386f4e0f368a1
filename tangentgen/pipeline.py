"""The list of passes: from a request to a generated module."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from tangentgen import errors
from tangentgen.analysis.activity import carries
from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.from_kinds import argument
from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.program import Program
from tangentgen.analysis.values import in_words
from tangentgen.derive.gradient import gradient
from tangentgen.derive.module import module_of
from tangentgen.derive.output import Output
from tangentgen.derive.pairs import pair_of
from tangentgen.generated import Generated
from tangentgen.language import core
from tangentgen.language.remembered import remembering
from tangentgen.language.returning import returning
from tangentgen.request import Request
from tangentgen.source.printer import printed


def derive(request: Request) -> Generated:
    """The derivative that is asked for, as text."""
    with deep_recursion(), remembering():
        try:
            return _derive(Program(), request)
        except errors.TangentgenError as refusal:
            found = _without_objects(request)
            if found is None:
                raise refusal
            return found


_UNFORESEEN = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


def _without_objects(request: Request) -> Generated | None:
    """The derivative of the function written without its objects; None where that can't be."""
    from tangentgen.unfold.items import NotUnfolded
    from tangentgen.unfold.program import unfolded

    tried = set[str]()
    for peels in (False, True):
        program = Program()
        try:
            made = unfolded(program, request, peels)
            text = printed(core.Module((), (made.function,))).text
            if text in tried:
                return None
            tried.add(text)
            program.trees[request.function] = made.function
            found = _derive(program, request)
        except (NotUnfolded, errors.TangentgenError):
            continue
        except _UNFORESEEN:
            continue  # what it does not foresee must not hide what there was to say
        return replace(found, written=(*found.written, *made.written))
    return None


def _derive(program: Program, request: Request) -> Generated:
    facts = analysed(program, request)
    output = Output(program, request.optimize, pair_of)
    if request.memory is not None:
        output.memory = (request.function, request.memory)
    entry = entry_of(request)(output, facts, request)
    program.raise_offences(facts)
    return module_of(output, facts, request, entry)


def entry_of(request: Request) -> Callable[[Output, Analysis, Request], core.Function]:
    """What derives the function of a mode; loaded only when it is asked for."""
    match request.mode:
        case "jvp" | "hvp":
            from tangentgen.derive.forward import tangent

            return tangent
        case "pullback":
            from tangentgen.derive.pullback import pullback

            return pullback
        case "jacobian" | "hessian":
            from tangentgen.derive.jacobian import jacobian

            return jacobian
    return gradient


def analysed(program: Program, request: Request) -> Analysis:
    """The facts of the function under the kinds of the request."""
    wanted = request.wrt

    def active(path: str) -> bool:
        return any(path == w or path.startswith((f"{w}.", f"{w}[")) for w in wanted)

    program.world.sizes.update(request.sizes)
    values = {name: argument(kind, name, program.world, active) for name, kind in request.kinds}
    facts = program.entry = program.analyse(request.function, values, entry=True)
    program.raise_offences(facts)
    if (
        facts.returned.kind == "none"
        and facts.changed
        and request.mode not in ("grad", "value_and_grad")
    ):
        program.trees[request.function] = returning(
            program.tree(request.function), sorted(facts.changed)
        )
        program.analyses.clear()
        facts = program.analyse(request.function, values, entry=True)
        program.raise_offences(facts)
    check_output(facts, request, request.function in program.endless)
    return facts


@contextmanager
def deep_recursion() -> Iterator[None]:
    """Long sums nest as deep as they are long, and every pass follows them down."""
    old = sys.getrecursionlimit()
    sys.setrecursionlimit(max(old, 60_000))
    try:
        yield
    finally:
        sys.setrecursionlimit(old)


def check_output(facts: Analysis, request: Request, generates: bool) -> None:
    """Refuses a gradient of what is no scalar."""
    value = facts.returned
    if generates:
        raise errors.WrongOutput(
            errors.at_definition(
                request.function, "a generator or a coroutine", "return a list or an array"
            )
        )
    if facts.packs is not None:
        raise errors.WrongOutput(
            errors.at_definition(
                request.function,
                f"{request.function.__name__} returns a function, which has no derivative",
                "return its value at some argument",
            )
        )
    if request.mode not in ("grad", "value_and_grad"):
        if value.kind == "none":
            what = f"{request.function.__name__} returns nothing and changes none of its arguments"
            raise errors.WrongOutput(
                errors.at_definition(request.function, what, "return what it computes")
            )
        return
    if request.has_aux and value.items is not None and len(value.items) == 2:
        value = value.items[0]
    if is_scalar(value) and carries(value):
        return
    if value.kind in ("array", "tensor") and value.shape in (None, ()):
        return
    if value.kind == "any":
        return
    raise errors.WrongOutput(
        errors.at_definition(
            request.function,
            f"{request.function.__name__} returns {in_words(value)}, and a gradient needs a float",
            "return a sum of it, or use vjp",
        )
    )
