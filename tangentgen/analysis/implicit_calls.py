"""Calls that solve an equation or integrate: what is solved, by what, and the derivatives of it."""

from __future__ import annotations

import sys
import types
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import gast

from tangentgen import implicit
from tangentgen.analysis.derivative_calls import LITERAL, specialised
from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.to_kinds import kind_from
from tangentgen.analysis.values import Value
from tangentgen.errors import Refusal
from tangentgen.inside import MAKERS

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator

Path = tuple[tuple[str, object], ...]
X: Path = (("field", "x"),)
Y: Path = (("field", "y"),)
FIRST: Path = (("item", 0),)


@dataclass(frozen=True)
class Solver:
    """How a function is called that solves."""

    kind: Literal["fixed", "zero", "minimum", "integral", "flow"]
    leading: int  # arguments before those of f: f itself, the guess or the bounds
    path: Path = ()  # where the solution is in what it returns
    result: Literal["guess", "vector", "float"] = "guess"
    spread: bool = False  # the arguments of f follow, instead of standing in args=


@dataclass(frozen=True, eq=False)
class Implicit:
    """One call that solves, with the names under which derivatives of f are printed."""

    solver: Solver
    arguments: tuple[gast.expr, ...]  # of f, after the unknown
    active: tuple[bool, ...]
    bounds: tuple[gast.expr, ...]  # of an integral; the span and the first state of a flow
    options: tuple[tuple[str, gast.expr], ...]  # that solving backwards takes as well
    solution: Value
    function: gast.expr  # what is called: `integrate.quad`
    f: gast.expr
    vjp: str
    jvp: str


OURS: dict[Any, Solver] = {
    implicit.fixed_point: Solver("fixed", 2, spread=True),
    implicit.root: Solver("zero", 2, spread=True),
}
FLOW = {"method", "t_eval", "rtol", "atol", "max_step"}
OPTIMIZE = {
    "fsolve": Solver("zero", 2, result="vector"),
    "newton": Solver("zero", 2),
    "root": Solver("zero", 2, X, "vector"),
    "minimize": Solver("minimum", 2, X, "vector"),
    **dict.fromkeys(("brentq", "brenth", "bisect", "ridder"), Solver("zero", 3, result="float")),
}


def solver_of(target: Any) -> Solver | None:
    """How a function solves; None where it does not."""
    if not isinstance(target, types.FunctionType):
        return None
    if target in OURS:
        return OURS[target]
    name = target.__name__
    if name in OPTIMIZE and getattr(sys.modules.get("scipy.optimize"), name, None) is target:
        return OPTIMIZE[name]
    if name == "solve_ivp" and getattr(sys.modules.get("scipy.integrate"), name, None) is target:
        return Solver("flow", 3, Y, "vector")
    if name == "quad" and getattr(sys.modules.get("scipy.integrate"), name, None) is target:
        return Solver("integral", 3, FIRST, "float")
    return None


def implicit_call(evaluate: Evaluator, node: gast.Call, target: Any, solver: Solver) -> Value:
    """The value of a call whose active arguments are among those of f, or bounds."""
    facts, name = evaluate.facts, target.__name__
    keywords = {k.arg: k.value for k in node.keywords}
    leading, rest = list(node.args[: solver.leading]), list(node.args[solver.leading :])
    if any(isinstance(a, gast.Starred) for a in node.args) or len(leading) < solver.leading:
        return evaluate.refuse(node, f"this call of {name}", "give f, guess and bounds by position")
    given = rest
    if not solver.spread:
        if "args" in keywords:
            holder: Any = keywords.pop("args")
        elif name in ("fsolve", "root", "minimize", "quad", *OPTIMIZE) and rest:
            holder = rest[0] if name not in ("newton", "solve_ivp") else None
        else:
            holder = gast.Tuple([], gast.Load())
        given = list(holder.elts) if isinstance(holder, gast.Tuple) else [holder]
        if None in given or (not isinstance(holder, gast.Tuple) and not _is_one(evaluate, holder)):
            return evaluate.refuse(node, f"args of {name}", "write them out: args=(a, b)")
    if solver.kind == "flow" and (rest or not keywords.keys() <= FLOW):
        hint = "give method, t_eval, rtol, atol, max_step and args by name, and no others"
        return evaluate.refuse(node, "solve_ivp with these options", hint)
    if solver.kind == "flow" and facts.active(leading[1]):
        return evaluate.refuse(leading[1], "an active time of solve_ivp", "scale the equation")
    if any(facts.active(value) for value in keywords.values()):
        return evaluate.refuse(node, f"{name} with an active option", "make it a constant")
    f = facts.value(leading[0]).constant
    if not isinstance(f, types.FunctionType):
        hint = "define it with def at the top of its module, and pass what it needs as arguments"
        return evaluate.refuse(node, f"{name} of a function that is not known", hint)
    solution = _solution(solver, facts.value(leading[1]), node)
    if solver.kind == "integral" and not all(is_scalar(facts.value(a)) for a in given):
        return evaluate.refuse(node, "quad with arrays as arguments", "integrate for each number")
    active = tuple(facts.active(a) for a in given)
    values = [solution, *map(facts.value, given)]
    if solver.kind == "flow":
        values.insert(0, Value("float", shape=()))
    try:
        vjp, jvp = _derivatives(evaluate, f, solver, values, active)
    except Refusal as refused:
        offence = refused.offences[0]
        return evaluate.refuse(node, f"{f.__name__}: {offence.what}", offence.hint)
    except (LookupError, TypeError):
        hint = "let it take the unknown and its arguments, and no more"
        return evaluate.refuse(node, f"{f.__name__} is called with other arguments", hint)
    taken = frozenset(facts.scope.locals)
    aliases = evaluate.program.aliases
    facts.implicit[node] = Implicit(
        solver, tuple(given), active, tuple(leading[1:]),
        tuple((k, v) for k, v in keywords.items() if k is not None and k != "t_eval"),
        solution, node.func, leading[0],
        aliases.of_function(vjp, taken), aliases.of_function(jvp, taken),
    )  # fmt: skip
    with_bounds = solver.kind in ("integral", "flow")
    flows = any(active) or (with_bounds and any(map(facts.active, leading[1:])))
    found = solution.but(active=flows)
    if solver.path == Y:
        row = solution.but(shape=(None, None), active=flows)
        t = Value("array", dtype="f8", shape=(None,), sites=frozenset([(node, "t")]))
        return Value("object", keys=("y", "t"), items=(row, t), sites=frozenset([(node, "sol")]))
    if solver.path == X:
        return Value("object", keys=("x",), items=(found,), cls=None, sites=frozenset([node]))
    if solver.path == FIRST:
        return Value("tuple", items=(found, Value("float", shape=())), sites=frozenset([node]))
    return found


def _is_one(evaluate: Evaluator, holder: gast.expr) -> bool:
    return evaluate.facts.value(holder).kind not in ("tuple", "list", "any", "tensor")


def _solution(solver: Solver, guess: Value, node: gast.AST) -> Value:
    if solver.result == "float":
        return Value("float", shape=())
    if solver.result == "vector":
        return Value("array", dtype="f8", shape=(None,), sites=frozenset([node]))
    if guess.kind == "array":
        return Value("array", dtype="f8", shape=guess.shape, sites=frozenset([node]))
    return (
        Value("number", dtype="f8", shape=()) if not is_scalar(guess) else Value("float", shape=())
    )


def _derivatives(
    evaluate: Evaluator,
    f: types.FunctionType,
    solver: Solver,
    values: list[Value],
    active: tuple[bool, ...],
) -> tuple[types.FunctionType, types.FunctionType]:
    """The functions generated for `f_vjp` and `f_jvp` by the unknown and the active arguments."""
    makers = {maker.__name__: maker for maker in MAKERS}
    first = 1 if solver.kind == "flow" else 0
    wrt = (first, *(k + first + 1 for k, on in enumerate(active) if on))
    of: Any = makers["grad"](f) if solver.kind == "minimum" else f
    found = []
    for mode in ("vjp", "jvp"):
        key = (mode, f, solver.kind, wrt)
        if key not in evaluate.program.derivatives:
            evaluate.program.derivatives[key] = makers[mode](of, wrt=wrt)
        derived: Any = evaluate.program.derivatives[key]
        names = derived._names
        parameters = derived._subject.full_signature().parameters
        defaults = {n: parameters[n].default for n in names[len(values) :]}
        if len(names) < len(values) or not all(isinstance(d, LITERAL) for d in defaults.values()):
            raise TypeError
        kinds = tuple(zip(names, map(kind_from, values), strict=False))
        function, relies_on = specialised(evaluate, derived, kinds, defaults)
        if function is None:
            raise TypeError
        evaluate.program.callees.update(dict.fromkeys(relies_on))
        found.append(function)
    return found[0], found[1]
