"""`jacobian` and `hessian`: a derivative called once for each unit vector.

In forward mode a column at a time, in reverse mode a row at a time: the forward sweep runs once.
"""

from __future__ import annotations

from dataclasses import replace

from tangentgen import errors
from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.values import Value, category
from tangentgen.derive.batched import batched
from tangentgen.derive.forward import tangent_of_callee
from tangentgen.derive.gradient import extended, spoken
from tangentgen.derive.names import Names
from tangentgen.derive.output import Output
from tangentgen.derive.split import Split, split
from tangentgen.language import core
from tangentgen.language.resolve import assigned, parameters
from tangentgen.request import Request
from tangentgen.source.text import function_of
from tangentgen.tidy.headers import headed


def jacobian(output: Output, facts: Analysis, request: Request) -> core.Function:
    """The function that was asked for; the derivative that it calls is in `output`."""
    output.taken.add(request.name)
    for path in request.wrt:
        _check_input(facts, request, path)
    outputs = _outputs(facts, request)
    forward = request.direction == "forward" or (request.direction is None and len(outputs) > 1)
    if not forward and facts.returned.kind == "tuple":
        raise _refused(request, "returns a tuple", "leave mode='reverse' away")
    body = (_columns if forward else _rows)(output, facts, request)
    word = "Hessian" if request.mode == "hessian" else "Jacobian"
    doc = f"{word} of `{request.called}` with respect to {spoken(request.wrt)}."
    arguments = facts.tree.arguments
    if facts.captured:
        arguments = extended(arguments, sorted(facts.captured), None)
    return core.Function(request.name, arguments, body, doc)


def _columns(output: Output, facts: Analysis, request: Request) -> core.Block:
    own = [*parameters(facts.tree), *sorted(facts.captured)]
    names = Names({*own, *output.taken, "np", *output.program.aliases.modules})
    pushed = output.fresh(f"{request.function.__name__}_pushforward")
    pushing = tangent_of_callee(output, facts, pushed, only_tangent=True)
    at_once = _at_once(output, facts, request, pushing)
    if at_once is not None:
        return at_once
    output.functions.append(replace(pushing, body=headed(pushing.body)))
    active = [p for p in parameters(facts.tree) if facts.is_active(facts.arguments[p])]
    dots = {p: names.fresh(f"{p}_dot") for p in active}
    index, answer = names.fresh("index"), names.fresh("ans_dot")
    lines = [f"{dots[p]} = {_zero(facts.arguments[p], p)}" for p in active]
    call = f"{pushed}({', '.join([*own, *dots.values()])})"
    outputs = _outputs(facts, request)
    several = facts.returned.kind == "tuple"
    results: list[list[str]] = [[] for _ in outputs]
    hessian = request.mode == "hessian"
    if not hessian and any(not is_scalar(facts.arguments[p]) for p in request.wrt):
        lines.append(f"{answer} = {call}")
    for parameter in request.wrt:
        dot, value = dots[parameter], facts.arguments[parameter]
        rows = request.wrt if hessian and several else [None] * len(outputs)
        given = [names.fresh(_called(parameter, request.mode, row)) for row in rows]
        if is_scalar(value):
            lines += [f"{dot} = 1.0", f"{', '.join(given)} = {call}"]
            if parameter != request.wrt[-1]:
                lines.append(f"{dot} = 0.0")
            for k, made in enumerate(given):
                results[k].append(made)
            continue
        for k, made in enumerate(given):
            part = f"{answer}[{k}]" if several else answer
            if hessian:
                part = request.wrt[k]
            shape = f"np.shape({parameter})"
            if not is_scalar(outputs[k]):
                shape = f"np.shape({parameter}) + np.shape({part})"
            lines.append(f"{made} = np.zeros({shape}{dtype_argument(outputs[k].dtype)})")
        lines += [
            f"for {index} in np.ndindex(np.shape({parameter})):",
            f"    {dot}[{index}] = 1.0",
        ]
        if several:
            lines.append(f"    {answer} = {call}")
            lines += [f"    {made}[{index}] = {answer}[{k}]" for k, made in enumerate(given)]
        else:
            lines.append(f"    {given[0]}[{index}] = {call}")
        lines.append(f"    {dot}[{index}] = 0.0")
        for k, made in enumerate(given):
            results[k].append(_columns_last(made, parameter, value, outputs[k]))
    made_rows = [_tupled(row) for row in results]
    lines.append(f"return {_tupled(made_rows) if several else made_rows[0]}")
    return _block(lines)


def _at_once(
    output: Output, facts: Analysis, request: Request, made: core.Function
) -> core.Block | None:
    """One call for all unit vectors of one vector, where the tangents can have a leading axis."""
    own = [*parameters(facts.tree), *sorted(facts.captured)]
    active = [p for p in parameters(facts.tree) if facts.is_active(facts.arguments[p])]
    if tuple(request.wrt) != tuple(active) or len(active) != 1 or not output.optimize:
        return None
    (parameter,) = active
    value, result = facts.arguments[parameter], facts.returned
    if value.kind != "array" or value.rank != 1 or result.kind == "tuple":
        return None
    (dot,) = parameters(made)[len(own) :]
    plain, integers = _ranks({p: facts.arguments[p] for p in own if p in facts.arguments})
    found = batched(made, {dot: 1}, plain, integers)
    if found is None:
        return None
    function, rank = found
    if rank != (0 if is_scalar(result) else result.rank):
        return None
    output.functions.append(function)
    units = f"np.eye(len({parameter}){dtype_argument(value.dtype)})"
    call = f"{made.name}({', '.join([*own, units])})"
    return _block([f"return {_columns_last(call, parameter, value, result)}"])


def _ranks(values: dict[str, Value]) -> tuple[dict[str, int], set[str]]:
    """The ranks of arrays and numbers, and which of them are integers."""
    ranks = {n: 0 if is_scalar(v) else v.rank for n, v in values.items()}
    known = {n: -1 if r is None or not _is_numeric(values[n]) else r for n, r in ranks.items()}
    return known, {n for n, v in values.items() if v.kind == "int"}


def _called(parameter: str, mode: str, row: str | None) -> str:
    """What an array of derivatives is called: `x_jacobian`, `w_b_hessian`."""
    return f"{parameter}_{mode}" if row is None else f"{row}_{parameter}_{mode}"


def _columns_last(made: str, parameter: str, value: Value, output: Value) -> str:
    """The Jacobian with the axes of the output first."""
    if is_scalar(output):
        return made
    if value.rank == 1 and output.rank == 1:
        return f"{made}.T"
    if value.rank == 1:
        return f"np.moveaxis({made}, 0, -1)"
    axes = f"range(np.ndim({parameter}))" if value.rank is None else f"range({value.rank})"
    last = f"range(-np.ndim({parameter}), 0)" if value.rank is None else f"range({-value.rank}, 0)"
    return f"np.moveaxis({made}, {axes}, {last})"


def _rows(output: Output, facts: Analysis, request: Request) -> core.Block:
    made = split(output, facts, request, "reverse")
    own = {*parameters(facts.tree), *facts.captured, *assigned(made.forward)}
    names = Names({*own, *output.taken, *output.program.aliases.modules})
    value = facts.returned
    wanted = [names.fresh(f"{p}_jacobian") for p in request.wrt]
    seed = names.fresh(f"{made.answer}_bar")
    call = f"{made.reverse}({', '.join([*made.saved, seed])})"
    if is_scalar(value):
        call = f"{made.reverse}({', '.join([*made.saved, '1.0'])})"
        return (*made.forward, *_block([f"return {call}"]))
    answer, index = made.answer, names.fresh("index")
    at_once = _rows_at_once(output, facts, request, made)
    if at_once is not None:
        return (*made.forward, *_block([f"return {at_once}"]))
    lines = [f"{seed} = np.zeros_like({answer})"]
    for parameter, jac in zip(request.wrt, wanted, strict=True):
        argument = facts.arguments[parameter]
        shape = f"np.shape({answer})"
        if not is_scalar(argument):
            shape += f" + np.shape({parameter})"
        lines.append(f"{jac} = np.zeros({shape}{dtype_argument(argument.dtype)})")
    targets = ", ".join(f"{jac}[{index}]" for jac in wanted)
    lines += [
        f"for {index} in np.ndindex(np.shape({answer})):",
        f"    {seed}[{index}] = 1.0",
        f"    {targets} = {call}",
        f"    {seed}[{index}] = 0.0",
        f"return {_tupled(wanted)}",
    ]
    return (*made.forward, *_block(lines))


def _rows_at_once(output: Output, facts: Analysis, request: Request, made: Split) -> str | None:
    """The same of the reverse sweep: one call for all unit vectors of a vector that comes out."""
    value = facts.returned
    if len(request.wrt) != 1 or value.kind != "array" or value.rank != 1 or not output.optimize:
        return None
    at = next(k for k, f in enumerate(output.functions) if f.name == made.reverse)
    function = output.functions[at]
    (seed,) = parameters(function)[len(made.saved) :]
    plain, integers = _ranks({n: made.work.value_of(n) for n in made.saved})
    found = batched(function, {seed: 1}, plain, integers)
    argument = facts.arguments[request.wrt[0]]
    if found is None or found[1] != (0 if is_scalar(argument) else argument.rank):
        return None
    output.functions[at] = found[0]
    given = [*made.saved, f"np.eye(len({made.answer}){dtype_argument(value.dtype)})"]
    return f"{made.reverse}({', '.join(given)})"


def _block(lines: list[str]) -> core.Block:
    return function_of("\n    ".join(["def f():", *lines]) + "\n").body


def _tupled(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else ", ".join(f"({p})" if "," in p else p for p in parts)


def _zero(value: Value, parameter: str) -> str:
    return "0.0" if is_scalar(value) else f"np.zeros_like({parameter})"


def dtype_argument(dtype: str | None) -> str:
    """What `np.zeros` has to be told of a dtype.

    >>> dtype_argument("f4"), dtype_argument("f8")
    (', dtype=np.float32', '')
    """
    names = {"f4": "float32", "f2": "float16", "c16": "complex128", "c8": "complex64"}
    return f", dtype=np.{names[dtype]}" if dtype in names else ""


def _outputs(facts: Analysis, request: Request) -> list[Value]:
    """The arrays or numbers that the function returns."""
    value = facts.returned
    parts = list(value.items or ()) if value.kind == "tuple" else [value]
    if not parts or not all(_is_numeric(part) for part in parts):
        raise _refused(request, "returns no array", "return one array, or a tuple of arrays")
    if any(category(part) == "complex" for part in parts):
        raise _refused(request, "returns complex numbers", "return real and imaginary parts")
    return parts


def _is_numeric(value: Value) -> bool:
    return value.items is None and (is_scalar(value) or value.kind in ("array", "tensor", "any"))


def _check_input(facts: Analysis, request: Request, path: str) -> None:
    value = facts.arguments.get(path)
    if value is None or not _is_numeric(value):
        raise _refused(request, f"takes {path!r}, which is no array", "use vjp or jvp")
    if category(value) == "complex":
        raise _refused(request, f"takes {path!r}, which is complex", "use vjp or jvp")


def _refused(request: Request, what: str, hint: str) -> errors.TangentgenError:
    said = f"{request.called} {what}, which has no Jacobian here"
    return errors.WrongOutput(errors.at_definition(request.function, said, hint))
