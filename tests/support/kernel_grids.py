"""Idioms of kernels: stencils, steps in time, solves, factorisations, filters, sums."""

from __future__ import annotations

from collections.abc import Callable

from tests.support.kernel_writer import KernelWriter, idiom, loop
from tests.support.programs import Block, Lines

# --- stencils and time


@idiom("v")
def stencil(w: KernelWriter) -> Lines:
    return (w.stencil(w.v(), w.v()),)


@idiom("v")
def stencil_by_entries(w: KernelWriter) -> Lines:
    u, v, i = w.v(), w.v(), w.fresh("i")
    line = f"{u}[{i}] {w.op()} {w.c()} * ({v}[{i} - 1] + {v}[{i}] + {u}[{i} + 1])"
    heads = [f"for {i} in range(1, n - 1):", f"for {i} in range(n - 2, 0, -1):"]
    return (loop(w.draw.choice(heads), line),)


@idiom("m")
def stencil_of_matrix(w: KernelWriter) -> Lines:
    return (w.stencil2(w.m(), w.m()),)


@idiom("m")
def seidel(w: KernelWriter) -> Lines:
    a, i, j = w.m(), w.fresh("i"), w.fresh("j")
    near = f"{a}[{i} - 1, {j}] + {a}[{i}, {j} - 1] + {a}[{i}, {j}] + {a}[{i} + 1, {j}]"
    if w.often(0.5):
        line = f"{a}[{i}, {j}] = {w.c()} * ({near})"
        inner: Lines = (loop(f"for {j} in range(1, n - 1):", line),)
    else:
        inner = (
            f"{a}[{i}, 1:-1] += {a}[{i} - 1, :-2] + {a}[{i} + 1, 2:]",
            loop(
                f"for {j} in range(1, n - 1):",
                f"{a}[{i}, {j}] += {a}[{i}, {j} - 1]",
                f"{a}[{i}, {j}] /= 9.0",
            ),
        )
    return (loop(f"for {i} in range(1, n - 1):", *inner),)


@idiom("c")
def heat_in_cube(w: KernelWriter) -> Lines:
    c = w.named(w.cubes)
    i = "[1:-1, 1:-1, 1:-1]"
    return w.draw.choice(
        [
            (
                f"{c}{i} += {w.c()} * ({c}[2:, 1:-1, 1:-1] - 2.0 * {c}{i} + {c}[:-2, 1:-1, 1:-1])"
                f" + {w.c()} * ({c}[1:-1, 1:-1, 2:] - {c}[1:-1, 1:-1, :-2])",
            ),
            (f"{c}[:, :, 1:] -= {w.c()} * {c}[:, :, :-1] * {c}[:, :, 1:]",),
            (f"{c}[0] = {c}[1]", f"{c}[-1, :, :] = {w.c()}", f"{c}[:, 0, :] = {c}[:, 1, :]"),
            (f"{c} *= {w.c()} + np.mean({c}, axis=(0, 1))",),
            (f"{c}[:, {w.at()}, :] -= {c}.mean(axis=1)",),
        ]
    )


@idiom("n")
def steps_of_vector(w: KernelWriter) -> Lines:
    return stepped(w, w.named(w.vectors), w.stencil, ["n"])


@idiom("N")
def steps_of_matrix(w: KernelWriter) -> Lines:
    return stepped(w, w.named(w.matrices), w.stencil2, ["(n, n)"])


def stepped(w: KernelWriter, u: str, step: Callable[[str, str], str], shape: list[str]) -> Lines:
    """Steps in time between two buffers."""
    un, t = w.fresh("un"), w.fresh("t")
    begin = w.one(
        *(f"{un} = {u}.copy()", f"{un} = np.copy({u})", f"{un} = np.zeros_like({u})"),
        *(f"{un} = np.empty_like({u})\n{un}[:] = {u}", f"{un} = np.zeros({shape[0]})"),
    )
    inner = {
        "exchanged": (step(un, u), f"{u}, {un} = {un}, {u}"),
        "copied back": (step(un, u), f"{u}[:] = {un}"),
        "copied before": (f"{un} = {u}.copy()", step(u, un)),
        "filled before": (f"{un}[:] = {u}", step(u, un)),
        "copyto": (step(un, u), f"np.copyto({u}, {un})"),
        "taken over": (step(un, u), f"{u} = {un}.copy()"),
        "there and back": (step(un, u), step(u, un)),
        "the same": (step(un, u), f"{u} = {un}"),
        "filled": (f"{un}[...] = {u}", step(u, un), f"{u}[0] = {u}[-1]"),
    }
    body = w.draw.choice(list(inner.values()))
    if w.often(0.3):
        body = (*body, w.one(f"{u}[0] = 0.0", f"{u}[-1] = {u}[-2]", f"{u} *= {w.c()}"))
    return (*begin.split("\n"), loop(f"for {t} in range({w.steps}):", *body))


@idiom("n")
def until_converged(w: KernelWriter) -> Lines:
    u, old, err, it = w.named(w.vectors), w.fresh("old"), w.fresh("err"), w.fresh("it")
    change = w.one(
        f"np.max(np.abs({u} - {old}))",
        f"np.linalg.norm({u} - {old})",
        f"abs({u}[1] - {old}[1])",
        f"np.sum(({u} - {old}) ** 2)",
    )
    step = w.one(w.stencil(u, old), w.stencil(u, u), f"{u}[:] = {w.vector()}", f"{u} *= {w.c()}")
    limit = f"{w.draw.uniform(0.05, 0.4):.2f}"
    if w.often(0.5):
        return (
            f"{err} = 1.0",
            f"{it} = 0",
            loop(
                f"while {err} > {limit} and {it} < 6:",
                f"{old} = {u}.copy()",
                step,
                f"{err} = {change}",
                f"{it} += 1",
            ),
        )
    stop = Block(((f"if {change} < {limit}:", (w.ending or "break",)),))
    return (loop(f"for {it} in range(5):", f"{old} = {u}.copy()", step, stop),)


# --- solves and factorisations


@idiom("vm")
def triangular_solve(w: KernelWriter) -> Lines:
    a, b, x, i = w.m(), w.v(), w.fresh("s"), w.fresh("i")
    safe = f"(2.0 + {a}[{i}, {i}] ** 2)"
    begin = w.one(f"{x} = np.zeros(n)", f"{x} = np.empty_like({b})", f"{x} = {b}.copy()")
    lower = f"{x}[{i}] = ({b}[{i}] - {a}[{i}, :{i}] @ {x}[:{i}]) / {safe}"
    upper = f"{x}[{i}] = ({b}[{i}] - np.dot({a}[{i}, {i} + 1 :], {x}[{i} + 1 :])) / {safe}"
    found = w.draw.choice(
        [
            loop(f"for {i} in range(n):", lower),
            loop(f"for {i} in range(n - 1, -1, -1):", upper),
            loop(f"for {i} in reversed(range(n)):", upper),
            loop(
                f"for {i} in range(n):",
                f"{x}[{i}] = {b}[{i}]",
                loop(f"for j in range({i}):", f"{x}[{i}] -= {a}[{i}, j] * {x}[j]"),
                f"{x}[{i}] /= {safe}",
            ),
        ]
    )
    w.vectors.append(x)
    return (begin, found)


@idiom("m")
def factorisation(w: KernelWriter) -> Lines:
    a = w.m()
    dominant = (f"{a}[:] *= 0.3", f"{a}[range(n), range(n)] = 2.0 + {a}[range(n), range(n)] ** 2")
    if w.often(0.4):
        dominant = (
            f"{a}[:] = 0.1 * {a} + 3.0 * np.eye(n)",
            *w.draw.choice([(), (f"{a}[:] = {a} @ {a}.T",)]),
        )
    elif w.often(0.5):
        dominant = (f"{a}[:] = 0.1 * ({a} + {a}.T)", f"{a}[:] += 3.0 * np.eye(n)")
    lower = w.fresh("L")
    kinds: dict[str, Lines] = {
        "lu": (
            loop(
                "for i in range(n):",
                loop(
                    "for j in range(i):",
                    f"{a}[i, j] -= {a}[i, :j] @ {a}[:j, j]",
                    f"{a}[i, j] /= {a}[j, j]",
                ),
                loop("for j in range(i, n):", f"{a}[i, j] -= {a}[i, :i] @ {a}[:i, j]"),
            ),
        ),
        "lu by rows": (
            loop(
                "for k in range(n):",
                loop(
                    "for i in range(k + 1, n):",
                    f"{a}[i, k] = {a}[i, k] / {a}[k, k]",
                    f"{a}[i, k + 1:] -= {a}[i, k] * {a}[k, k + 1:]",
                ),
            ),
        ),
        "lu by outer": (
            loop(
                "for k in range(n - 1):",
                f"{a}[k + 1:, k] /= {a}[k, k]",
                f"{a}[k + 1:, k + 1:] -= np.outer({a}[k + 1:, k], {a}[k, k + 1:])",
            ),
        ),
        "cholesky": (
            loop(
                "for i in range(n):",
                loop(
                    "for j in range(i):",
                    f"{a}[i, j] -= np.dot({a}[i, :j], {a}[j, :j])",
                    f"{a}[i, j] /= {a}[j, j]",
                ),
                f"{a}[i, i] -= np.dot({a}[i, :i], {a}[i, :i])",
                f"{a}[i, i] = np.sqrt(np.abs({a}[i, i]))",
            ),
        ),
        "cholesky apart": (
            f"{lower} = np.zeros((n, n))",
            loop(
                "for i in range(n):",
                loop(
                    "for j in range(i + 1):",
                    f"rest = {a}[i, j] - {lower}[i, :j] @ {lower}[j, :j]",
                    Block(
                        (
                            ("if i == j:", (f"{lower}[i, j] = np.sqrt(np.abs(rest))",)),
                            ("else:", (f"{lower}[i, j] = rest / {lower}[j, j]",)),
                        )
                    ),
                ),
            ),
        ),
        "elimination": (
            loop(
                "for k in range(n):",
                f"{a}[k] /= {a}[k, k]",
                loop(
                    "for i in range(n):",
                    Block((("if i != k:", (f"{a}[i] -= {a}[i, k] * {a}[k]",)),)),
                ),
            ),
        ),
        "columns": (
            loop(
                "for k in range(n):",
                f"{a}[:, k] /= np.sqrt(1.0 + np.dot({a}[:, k], {a}[:, k]))",
                loop(
                    "for j in range(k + 1, n):",
                    f"r = {a}[:, k] @ {a}[:, j]",
                    f"{a}[:, j] -= {a}[:, k] * r",
                ),
            ),
        ),
    }
    kind = w.draw.choice(list(kinds))
    if kind == "cholesky apart":
        w.matrices.append(lower)
    return (*dominant, *kinds[kind])


@idiom("m")
def products_by_rows(w: KernelWriter) -> Lines:
    a, b, c, i, k = w.m(), w.m(), w.c(), w.fresh("i"), w.fresh("k")
    sums: list[Lines] = [
        (f"{a}[{i}, :{i} + 1] *= {c}", f"{a}[{i}, :{i} + 1] += {b}[{i}, {k}] * {b}[:{i} + 1, {k}]"),
        (f"{a}[{i}, {k}] += {c} * np.dot({b}[{i} + 1 :, {i}], {a}[{i} + 1 :, {k}])",),
        (f"{a}[:{i}, {k}] += {c} * {b}[{i}, {k}] * {a}[{i}, :{i}]",),
        (f"{a}[{i}] += {c} * {b}[{i}, {k}] * {a}[{k}]",),
        (f"{a}[{i}, {k}] = np.minimum({a}[{i}, {k}], {a}[{i}, 0] + {b}[0, {k}])",),
        (f"{a}[{i}, :] = np.maximum({a}[{i}, :], {a}[{i}, {k}] + {b}[{k}, :])",),
    ]
    body = w.draw.choice(sums)
    return (loop(f"for {i} in range(n):", loop(f"for {k} in range(n):", *body)),)


# --- filters and accumulators


@idiom("v")
def recursive_filter(w: KernelWriter) -> Lines:
    u, v, i = w.v(), w.v(), w.fresh("i")
    a, b = w.c(), w.c()
    y = w.fresh("y")
    kinds: list[Lines] = [
        (loop(f"for {i} in range(1, n):", f"{u}[{i}] = {a} * {u}[{i} - 1] + {b} * {v}[{i}]"),),
        (loop(f"for {i} in range(n - 2, -1, -1):", f"{u}[{i}] += {a} * {u}[{i} + 1]"),),
        (
            f"{y} = np.empty(n)",
            f"{y}[0] = {a} * {v}[0]",
            f"{y}[1] = {a} * {v}[1] + {b} * {y}[0]",
            loop(
                f"for {i} in range(2, n):",
                f"{y}[{i}] = {a} * {v}[{i}] + {b} * {y}[{i} - 1] - {a} * {y}[{i} - 2]",
            ),
            f"{u}[:] = {y}",
        ),
        (
            "ym1 = 0.0",
            "ym2 = 0.0",
            loop(
                f"for {i} in range(n):",
                f"{u}[{i}] = {a} * {v}[{i}] + {b} * ym1 - {a} * ym2",
                "ym2 = ym1",
                f"ym1 = {u}[{i}]",
            ),
        ),
        (
            f"prev = {v}[0]",
            loop(
                f"for {i}, value in enumerate({v}):",
                f"prev = {a} * prev + (1.0 - {a}) * value",
                f"{u}[{i}] = prev",
            ),
        ),
    ]
    return w.draw.choice(kinds)


@idiom("v")
def accumulator(w: KernelWriter) -> Lines:
    acc, out, i, v = w.fresh("acc"), w.fresh("out"), w.fresh("i"), w.v()
    w.index.append(i)
    add = w.scalar()
    w.index.pop()
    heads = [f"for {i} in range(n):", f"for {i} in range(n - 1, -1, -1):"]
    begin = w.one(f"{acc} = 0.0", f"{acc} = 0", f"{acc} = {w.c()}", f"{acc} = {v}[0]")
    kinds: list[Lines] = [
        (
            begin,
            f"{out} = np.zeros(n)",
            loop(w.draw.choice(heads), f"{acc} += {add}", f"{out}[{i}] = {acc}"),
        ),
        (begin, loop(w.draw.choice(heads), f"{acc} += {add}", f"{v}[{i}] = {acc} * {w.c()}")),
        (
            begin,
            f"{out} = np.empty((2, n))",
            f"{out}[0] = {v}",
            loop(w.draw.choice(heads), f"{acc} = {acc} + {add}", f"{out}[1, {i}] = {acc}"),
            f"{v}[:] = {out}[1] * {w.c()} - {out}[0]",
        ),
        (begin, loop(f"for value in {v}:", f"{acc} += value * {w.c()}")),
    ]
    found = w.draw.choice(kinds)
    w.sums.append(acc)
    return found


@idiom("m")
def nested_sums(w: KernelWriter) -> Lines:
    a, b, acc, i, j = w.m(), w.m(), w.fresh("acc"), w.fresh("i"), w.fresh("j")
    upper = w.one("n", i, f"{i} + 1", f"n - {i}")
    w.index += [i, j]
    add = w.one(w.scalar(), f"{a}[{i}, {j}] * {b}[{j}, {i}]")
    w.index = w.index[:-2]
    inner = loop(f"for {j} in range({upper}):", f"{acc} += {add}")
    to = w.one(f"{a}[{i}, {i}] = {acc}", f"{b}[{i}, 0] += {w.c()} * {acc}", f"{a}[{i}, :] -= {acc}")
    return (loop(f"for {i} in range(n):", f"{acc} = 0.0", inner, to),)
