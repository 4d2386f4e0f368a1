"""A derivative as a short function that calls another one, which stands below it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from tangentgen import making
from tangentgen.analysis.program import Program
from tangentgen.derive.gradient import extended, spoken
from tangentgen.derive.module import module_of
from tangentgen.derive.output import Output
from tangentgen.derive.pairs import pair_of
from tangentgen.generated import Generated
from tangentgen.kinds.records import Kind
from tangentgen.language import core
from tangentgen.language.free import free
from tangentgen.language.remembered import remembering
from tangentgen.pipeline import analysed, deep_recursion, entry_of
from tangentgen.request import Mode, Request, extra_name
from tangentgen.source.text import function_of


class NoOther(Exception):
    """The derivative has no other order here."""


@dataclass(frozen=True)
class Called:
    """What the function that is called takes beside the primal's arguments, and what it gives."""

    first: Request  # of the primal
    given: Kind  # of what the first derivative adds to the primal's parameters, if anything
    mode: Mode  # of the second
    wrt: tuple[str, ...]
    keywords: Mapping[str, str]  # expressions, by the name that they are passed under
    lines: Callable[[str], list[str]]  # the body around a call


@dataclass(frozen=True)
class Names:
    """What is spoken of in a function that calls a second derivative of f."""

    own: tuple[str, ...]  # the parameters of f
    along: tuple[str, ...]  # those that either derivative is with respect to
    bars: Mapping[str, str]  # the gradients of f
    dots: Mapping[str, str]  # and their tangents
    value: str
    dot: str  # the tangent of the value

    @classmethod
    def of(cls, request: Request, first: Request) -> Names:
        taken = names_for(request, first)
        own = tuple(name for name, _ in first.kinds)
        along = tuple(p for p in own if p in (*first.wrt, *request.wrt))
        bars, dots = numbered("_bar", along, taken), numbered("_bar_dot", along, taken)
        return cls(own, along, bars, dots, free("ans", taken), free("ans_dot", taken))

    def gradient(self, first: Request, bars: Mapping[str, str]) -> str:
        """The gradients, or their tangents, as the first derivative returns them."""
        return tupled([bars[p] for p in first.wrt])


def names_for(request: Request, first: Request) -> set[str]:
    """The names that are taken in the function that calls."""
    return {*(name for name, _ in request.kinds), *(name for name, _ in first.kinds), "np",
            request.extra or ""}  # fmt: skip


def numbered(stem: str, parts: tuple[str, ...], taken: set[str]) -> dict[str, str]:
    """A name for something of each parameter: `x_bar`, `y_bar`."""
    return {part: free(f"{part}{stem}", taken) for part in parts}


def tupled(trees: list[str]) -> str:
    """One as it is, several as a tuple."""
    return trees[0] if len(trees) == 1 else f"({', '.join(trees)})"


def parts_of(tree: str, wrt: tuple[str, ...]) -> dict[str, str]:
    """Where those of each parameter are in what is given for several."""
    return {p: tree if len(wrt) == 1 else f"{tree}[{k}]" for k, p in enumerate(wrt)}


def extra_of(first: Request) -> str | None:
    """The keyword that a first derivative adds to the primal's parameters."""
    return extra_name(first.mode, [name for name, _ in first.kinds])


def by_call(request: Request, called: Called) -> Generated:
    """The derivative that is asked for as a call, with the function that it calls."""
    first = replace(called.first, seen=False, sizes=() if called.first.seen else called.first.sizes)
    inner = making.make(first, None, cache=False)
    kinds = dict(making.of_generated(inner, first.kinds))
    if first.extra is not None:
        kinds[first.extra] = called.given
    second = replace(
        first,
        function=inner.function,
        mode=called.mode,
        wrt=called.wrt,
        kinds=tuple(kinds.items()),
        extra=extra_name(called.mode, kinds),
    )
    with deep_recursion(), remembering():
        program = Program()
        facts = analysed(program, second)
        output = Output(program, second.optimize, pair_of)
        made = entry_of(second)(output, facts, second)
        program.raise_offences(facts)
        if facts.changed or facts.captured:
            raise NoOther
        output.functions.append(made)
        # Read by a program of its own: what the derivative calls is not called here.
        entry = _entry(request, called, made.name, Program().tree(request.function))
        found = module_of(output, facts, second, entry)
    return replace(
        found,
        assumptions=tuple(dict.fromkeys((*inner.assumptions, *found.assumptions))),
        lines=(),  # they are those of a text that nobody sees
        inactive=tuple(name for name in found.inactive if name in request.wrt),
    )


WORDS = {
    "jvp": "Value of `{}` and its tangent, for tangents of",
    "hessian": "Hessian of `{}` with respect to",
    "hvp": "Hessian-vector product of `{}` with respect to",
    "grad": "Gradient of `{}` with respect to",
    "value_and_grad": "Value and gradient of `{}` with respect to",
    "vjp": "Value and vector-Jacobian product of `{}` with respect to",
}


def _entry(request: Request, called: Called, name: str, derivative: core.Function) -> core.Function:
    passed = [*_passed(derivative, set(called.keywords))]
    passed += [f"{key}={tree}" for key, tree in called.keywords.items()]
    lines = called.lines(f"{name}({', '.join(passed)})")
    order = "reverse of a tangent" if called.mode == "vjp" else "tangent of a reverse"
    doc = f"{WORDS[request.mode].format(request.called)} {spoken(request.wrt)}.\n\n"
    doc += f"Second derivatives do not depend on the order: this is the {order}."
    given = derivative.arguments
    return replace(
        function_of("\n    ".join(["def f():", *lines])),
        name=request.name,
        arguments=extended(given, [], request.extra) if request.extra else given,
        docstring=doc,
    )


def _passed(derivative: core.Function, ours: set[str]) -> list[str]:
    """The arguments that are passed on as they come."""
    given = derivative.arguments
    if given.vararg is not None or given.kwarg is not None:
        raise NoOther
    positional = [a.id for a in (*given.posonlyargs, *given.args)]
    return [*positional, *(f"{a.id}={a.id}" for a in given.kwonlyargs if a.id not in ours)]
