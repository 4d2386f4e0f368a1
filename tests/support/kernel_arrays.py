"""Idioms of kernels: masks, reductions, gathers, scratch arrays, views, `out=`, solves by name."""

from __future__ import annotations

from tests.support.kernel_writer import KernelWriter, idiom, loop
from tests.support.programs import Block, Lines

# --- masks, reductions, gathers


@idiom("v")
def masked(w: KernelWriter) -> Lines:
    u, v = w.v(), w.v()
    if w.matrices and w.often(0.4):
        u, v = w.m(), w.m()
    at, c, mask = f"{w.draw.uniform(-0.5, 0.5):.2f}", w.c(), w.fresh("mask")
    kinds: list[Lines] = [
        (f"{u}[{u} > {at}] *= {c}",),
        (f"{u}[{v} < {at}] = {c}",),
        (f"{mask} = {v} > {at}", f"{u}[{mask}] = {v}[{mask}] * {c}"),
        (f"{mask} = {u} > {v}", f"{u}[{mask}] -= {c} * {v}[{mask}]", f"{v}[~{mask}] += {c}"),
        (f"{u}[:] = np.where({u} > {at}, {u} * {c}, {v})",),
        (f"{u}[:] = np.where({u} > {at}, np.log(np.abs({u}) + 1.0), 0.0)",),
        (f"np.maximum({u}, {at}, out={u})",),
        (f"np.clip({u}, -1.5, {at}, out={u})",),
        (f"{u}[:] = np.clip({u}, {at}, 2.0) + {v}",),
        (f"{mask} = np.abs({v}) > 0.3", f"{u}[{mask}] = np.sqrt(np.abs({v}[{mask}]))"),
        (f"np.copyto({u}, {v}, where={v} > {at})",),
        (f"np.putmask({u}, {u} > {at}, {c})",),
    ]
    return w.draw.choice(kinds)


@idiom("m")
def normalised(w: KernelWriter) -> Lines:
    a, t = w.m(), w.fresh("t")
    kinds: list[Lines] = [
        (f"{a}[:] -= np.mean({a}, axis=0)",),
        (f"{t} = np.max({a}, axis=-1, keepdims=True)", f"{a}[:] = np.exp({a} - {t})"),
        (f"{t} = np.exp(0.3 * {a})", f"{a}[:] = {t} / np.sum({t}, axis=1, keepdims=True)"),
        (f"{t} = np.std({a}, axis=0)", f"{t}[{t} <= 0.1] = 1.0", f"{a}[:] /= {t}"),
        (f"{t} = np.sum({a}[1:, :], axis=0)", f"{a}[0, :] += {t}", f"{t} *= 2.0"),
        (f"{t} = np.sqrt(np.sum({a} ** 2, axis=1) + 1.0)", f"{a}[:] /= {t}[:, None]"),
        (f"{t} = {a}.mean(axis=1)", f"{t} -= {t}[0]", f"{a}[:] += {t}.reshape(-1, 1)"),
        (f"{a}[:] = {a} / (1.0 + np.linalg.norm({a}))",),
        (f"{t} = {a} - {a}.mean(axis=0)", f"{a}[:] = {t}.T @ {t} / (n - 1.0)"),
    ]
    return w.draw.choice(kinds)


@idiom("v")
def gathered(w: KernelWriter) -> Lines:
    u, v, at, c = w.v(), w.v(), w.draw.choice(w.picks), w.c()
    less = f"np.array({at})" if at[0] == "[" else at
    acc = w.fresh("g")
    kinds: list[Lines] = [
        (f"np.add.at({u}, {at}, {c} * {v}[{at}])",),
        (f"np.add.at({u}, {at}, {c})",),
        (f"np.subtract.at({u}, {at}, {v}[{at}])",),
        (f"{u}[{at}] = {c} * {v}[{at}]",),
        (f"{u}[{at}] += {v}[{at}]",),
        (f"{u}[{at}] *= {c}",),
        (f"{u}[:] += {c} * {v}[np.arange(n)[::-1]]",),
        (f"{acc} = np.zeros(n)", f"np.add.at({acc}, {at}, {v}[{at}])", f"{u}[:] -= {acc}"),
        (f"{acc} = {v}[{less}]", f"{acc} *= {c}", f"{u}[{less}] -= {acc}"),
        (loop(f"for k in {at}:", f"{u}[k] += {c} * {v}[k - 1]"),),
        (loop(f"for k, j in enumerate({at}):", f"{u}[j] = {v}[k] * {c}"),),
        (f"{u}[:] = {c} * np.take({v}, [1, 1, 0, 2, 2])[:n] if n > 5 else {u}",),
    ]
    if w.matrices:
        m = w.m()
        kinds += [
            (f"{m}[{at}] *= {c}",),
            (f"{m}[{at}, {at}] += {v}[{at}]",),
            (f"{m}[:, {at}] = {c} * {m}[{at}].T",),
            (f"np.add.at({m}, ({at}, {at}), {v}[{at}])",),
            (f"np.add.at({m}, {at}, {c} * {m}[{at}])",),
            (f"{u}[:] = {m}[np.arange(n), np.arange(n)[::-1]]",),
            (f"{m}[np.ix_({at}, {at})] *= {c}",),
        ]
    return w.draw.choice(kinds)


# --- scratch arrays, views, out=


@idiom("v")
def scratch(w: KernelWriter) -> Lines:
    u, v, s, c = w.v(), w.v(), w.fresh("s"), w.c()
    begin = w.one(
        f"{s} = np.empty_like({u})",
        f"{s} = np.empty(n)",
        f"{s} = np.zeros(n)",
        f"{s} = np.zeros({u}.shape)",
        f"{s} = np.ones_like({v})",
        f"{s} = np.full(n, {c})",
    )
    fills: list[Lines] = [
        (f"{s}[0] = {c} * {u}[0]", f"{s}[1:] = {v}[1:] - {u}[:-1]"),
        (f"{s}[::2] = {u}[::2]", f"{s}[1::2] = {c}"),
        (f"{s}[:] = 0.0", f"{s}[1:-1] = {c} * {u}[:-2] * {v}[2:]"),
        (f"{s}.fill({c})", f"{s}[-1] -= {v}[0]"),
        (f"{s}[:2] = {u}[:2]", loop("for k in range(2, n):", f"{s}[k] = {c} * {s}[k - 2]")),
    ]
    w.vectors.append(s)
    return (begin, *w.draw.choice(fills))


@idiom("mv")
def scratch_matrix(w: KernelWriter) -> Lines:
    a, s, c = w.m(), w.fresh("S"), w.c()
    begin = w.one(
        f"{s} = np.zeros((n, n))",
        f"{s} = np.empty_like({a})",
        f"{s} = np.zeros_like({a})",
        f"{s} = np.empty((n, n))",
        f"{s} = np.ones((n, n))",
        f"{s} = {c} * np.eye(n)",
        f"{s} = np.array({a})",
        f"{s} = np.zeros({a}.shape, dtype={a}.dtype)",
    )
    fills: list[Lines] = [
        (f"{s}[:] = 0.0", f"{s}[1:-1, 1:-1] = {c} * {a}[2:, 1:-1]"),
        (loop("for k in range(n):", f"{s}[k] = {w.vector()}"),),
        (f"{s}[0] = {w.vector()}", loop("for k in range(1, n):", f"{s}[k] = {c} * {s}[k - 1]")),
        (f"{s}[:, 0] = {w.vector()}", f"{s}[:, 1:] = {c} * {a}[:, :-1]"),
        (
            loop(
                "for k in range(n):",
                loop("for j in range(n):", f"{s}[k, j] = {a}[j, k] * {c} - {a}[k, 0]"),
            ),
        ),
    ]
    w.matrices.append(s)
    return (begin, *w.draw.choice(fills))


@idiom("v")
def into_given(w: KernelWriter) -> Lines:
    u, v, c = w.v(), w.v(), w.c()
    kinds: list[Lines] = [
        (f"np.multiply({u}, {c}, out={u})",),
        (f"np.add({u}[1:], {v}[:-1], out={u}[1:])",),
        (f"np.subtract({u}, {v}, out={v})",),
        (f"np.sin({u}, out={u})",),
        (f"np.multiply({u}, {v}, {u})",),
        (f"np.add({u}, {c} * {v}, out={u})",),
        (f"np.divide({u}, 2.0 + {v} ** 2, out={u})",),
        (f"np.exp(0.2 * {u}, out={v})",),
    ]
    if w.vectors:
        x = w.named(w.vectors)
        s = w.fresh("s")
        kinds += [(f"{s} = np.empty(n)", f"np.cumsum({v}, out={s})", f"{x} += {c} * {s}")]
        kinds += [(f"{s} = np.empty_like({x})", f"np.square({v}, out={s})", f"{x} -= {c} * {s}")]
        if w.matrices:
            m = w.m()
            kinds += [
                (f"np.sum({m}, axis=0, out={x})", f"{x} *= {c}"),
                (f"{s} = np.zeros(n)", f"np.dot({m}, {x}, out={s})", f"{x}[:] = {s} * {c}"),
                (f"{s} = np.zeros(n)", f"np.matmul({m}, {v}, out={s})", f"{x} += {c} * {s}"),
                (f"np.mean({m}, axis=1, out={x})",),
                (f"np.max({m}, axis=0, out={x})",),
            ]
    return w.draw.choice(kinds)


@idiom("Nv")
def views(w: KernelWriter) -> Lines:
    a, m, c, p, i = w.named(w.matrices), w.m(), w.c(), w.fresh("p"), w.fresh("i")
    kinds: list[Lines] = [
        (f"{p} = {a}.reshape(-1)", f"{p}[::n + 1] += {c}"),
        (f"{p} = {a}.T", f"{p}[0] = {w.vector()}", f"{p}[1] *= {c}"),
        (f"{p} = {a}[1:-1, 1:-1]", f"{p} *= {c}", f"{a}[0] += {a}[1]"),
        (f"{p} = {a}[:, {w.at()}]", f"{p}[:] = {w.vector()}"),
        (f"{p} = {m}[{w.at()}]", f"{p} -= {c} * {a}[{w.at()}]", f"{p}[1:] *= {c}"),
        (f"{p} = np.reshape({a}, n * n)", f"{p}[1:] -= {c} * {p}[:-1]"),
        (f"{p} = {a}.ravel()", f"{p}[:n] = {c} * {p}[n:2 * n]"),
        (f"{p} = {a}[::-1, ::-1]", f"{p}[0] += {c} * {p}[1]"),
        (f"{a}.T[:] = {m} * {c}",),
        (f"np.fill_diagonal({a}, {c})",),
        (f"{a}.flat[::n + 1] = {c}",),
        (f"{a}[np.diag_indices(n)] += {c}",),
        (f"{a}[np.triu_indices(n, 1)] = 0.0",),
        (loop(f"for {p} in {m}:", f"{p} *= {c}", f"{p}[1:] += {p}[:-1]"),),
        (loop(f"for {i}, {p} in enumerate({a}):", f"{p}[{i}:] *= {c}", f"{p}[0] -= {a}[0, {i}]"),),
        (loop(f"for {p}, q in zip({a}, {m}):", f"{p} += {c} * q", f"{p}[0] = q[-1]"),),
        (
            loop(
                f"for {i} in range(1, n):",
                f"{p} = {a}[{i}]",
                f"{p} -= {c} * {a}[{i} - 1]",
                f"{p}[:{i}] *= {c}",
            ),
        ),
        (f"{p}, q = {a}[0], {a}[1]", f"{p}[:], q[:] = q * {c}, {p}.copy()"),
        (f"{a}[[0, 1]] = {a}[[1, 0]]",),
        (f"{p} = {a}[0].copy()", f"{a}[0] = {a}[1]", f"{a}[1] = {p}"),
    ]
    if w.cubes:
        k = w.named(w.cubes)
        kinds += [
            (f"{p} = {k}.reshape(n, n * n)", f"{p}[1:] -= {c} * {p}[:-1]"),
            (f"{p} = {k}.transpose(2, 0, 1)", f"{p}[0] *= {c}", f"{p}[1] += {m}"),
            (f"{p} = {k}[{w.at()}]", f"{p}[1:] = {c} * {p}[:-1]", f"{a} += {p}"),
            (f"{p} = np.swapaxes({k}, 0, 1)", f"{p}[0, 1:] = {c} * {a}[1:]"),
            (loop(f"for {p} in {k}:", f"{p} += {c} * {p}.T", f"{p}[0] = {w.vector()}"),),
            (f"{k}[:] = np.einsum('ij,jkl->ikl', {a}, {k}) * 0.2",),
            (f"{k}[{w.at()}, :, :] = {c} * {k}[{w.at()}, :, :] @ {a}",),
            (f"{a} += {c} * np.tensordot({k}, {k}, axes=([1, 2], [1, 2]))",),
        ]
    return w.draw.choice(kinds)


@idiom("n")
def partly(w: KernelWriter) -> Lines:
    """Halves of a vector, one written from the other."""
    u, p, q, c = w.named(w.vectors), w.fresh("p"), w.fresh("q"), w.c()
    kinds: list[Lines] = [
        (f"{p} = {u}[:2]", f"{q} = {u}[2:4]", f"{p} += {c} * {q}", f"{q} *= {p}"),
        (f"{p} = {u}[1:]", f"{q} = {u}[:-1]", f"{p} -= {c} * {q}", f"{q}[0] = {p}[-1]"),
        (f"{p} = {u}[::-1]", f"{p}[0] += {c} * {p}[1] * {u}[0]"),
        (f"{p} = {u}", f"{u} = {u} * {c}", f"{p}[0] = {u}[1]", f"{u}[0] += {p}[1]"),
        (f"{p} = {u}.reshape(1, -1)", f"{p}[0, 1:] *= {c}", f"{p}[:, 0] = 0.0"),
        (f"{u} = {w.vector()} + 0.0", f"{u}[1:] += {c}"),
        (f"{p} = {w.vector()} + 0.0", f"{p} *= {c}", f"{u} += {p}", f"{p}[0] = 0.0"),
        (f"{p} = {u}.copy()", f"{u} -= {c} * {w.v()}", f"{u}[{w.at()}] = {p}[{w.at()}]"),
        (f"{u}[0], {u}[1] = {u}[1], {u}[0] * {c}",),
    ]
    return w.draw.choice(kinds)


@idiom("vm")
def sums_of_all(w: KernelWriter) -> Lines:
    s = w.fresh("total")
    a, u = w.m(), w.v()
    value = w.one(
        *(f"np.sum({a})", f"np.max({a})", f"np.mean({u} ** 2)", f"{u} @ {a} @ {u}"),
        *(f"np.trace({a})", f"np.linalg.norm({u})", f"np.sum({a} * {a}.T)", f"{a}.sum()"),
        *(f"np.prod(1.0 + 0.1 * {u})", f"float(np.sum({u}))", f"np.dot({u}, {u})", f"sum({u})"),
    )
    w.sums.append(s)
    return (f"{s} = {value}",)


# --- what is less common


@idiom("n")
def held_in_containers(w: KernelWriter) -> Lines:
    """Buffers by number, and several names for one array."""
    u, p, q, c, t = w.named(w.vectors), w.fresh("p"), w.fresh("q"), w.c(), w.fresh("t")
    step = w.stencil(f"{p}[({t} + 1) % 2]", f"{p}[{t} % 2]")
    kinds: list[Lines] = [
        (
            f"{p} = np.zeros((2, n))",
            f"{p}[0] = {u}",
            loop(f"for {t} in range({w.steps}):", step),
            f"{u} += {c} * {p}[0]",
        ),
        (
            f"{p} = np.empty((3, n))",
            f"{p}[0] = {u}",
            loop(f"for {t} in range(2):", f"{p}[{t} + 1] = {c} * {p}[{t}] + {w.v()}"),
            f"{u}[:] = {p}[-1]",
        ),
        (f"{p} = {q} = np.zeros(n)", f"{p}[1:] = {u}[1:]", f"{q} *= {c}", f"{u} -= {p}"),
        (
            f"{p} = [{u}.copy(), np.zeros(n)]",
            loop(f"for {t} in range({w.steps}):", f"{p} = [{p}[1], {c} * {p}[0]]"),
            f"{u}[:] = {p}[0] + {p}[1]",
        ),
        (f"{p}, {q} = {u}[:-1], {u}[1:]", f"{u}[:-1] = {p} + {c} * ({q} - {p})"),
        (f"{p} = {u} if {w.entry()} > 0.2 else {u}.copy()", f"{p}[1:] *= {c}"),
        (
            f"{p} = []",
            loop(f"for {t} in range(n):", f"{p}.append({c} * {u}[{t}])", f"{u}[{t}] = {p}[0]"),
            f"{u} += np.array({p})",
        ),
    ]
    return w.draw.choice(kinds)


@idiom("v")
def in_place_methods(w: KernelWriter) -> Lines:
    u, v, c, s = w.v(), w.v(), w.c(), w.fresh("s")
    kinds: list[Lines] = [
        (f"{u}.sort()",),
        (f"{u}.fill({c})",),
        (f"{u}.put([0, 2], {v}[:2])",),
        (f"np.put({u}, [1, 2], {c})",),
        (f"{u}[:] = {u}[::-1]",),
        (f"{u}[1:] = {u}[:-1]",),
        (f"{u}[::2] = {v}[::-2]",),
        (f"{u}[:] **= 2",),
        (f"{u}[...] /= 2.0 + {v} * {v}",),
        (f"{s} = np.sort({v})", f"{u}[:] = {s}[::-1]"),
        (f"{s} = np.argsort({v})", f"{u}[{s}] = {c} * {v}"),
        (f"{s} = np.argmax({v})", f"{u}[{s}] *= {c}"),
        (f"{s} = np.flatnonzero({v} > 0.1)", f"{u}[{s}] += {c} * {v}[{s}]"),
        (f"{u}[:] = np.where({v} > 0.0, {u}, {c} * {v})", f"{v}[{v} > 0.9] = 0.9"),
        (f"{u}[:] = np.interp(np.linspace(0.0, 1.0, n), np.linspace(0.0, 1.0, n), {v})",),
        (f"{u}[:] = np.convolve({v}, [{c}, 0.2, 0.1], mode='same')",),
        (f"{u}[:] = np.concatenate(({v}[-2:], {v}[:-2]))",),
        (f"{u}[:] = np.gradient({v}) * {c}",),
        (f"{u}[1:-1] = {c} * (np.roll({v}, 1) + np.roll({v}, -1))[1:-1]",),
        (f"{s} = np.pad({v}, 1)", f"{u}[:] = {s}[2:] - {s}[:-2]"),
        (f"{s} = np.cumsum({v})", f"{u}[:] = {s} - {s}[-1]", f"{s}[0] = 0.0"),
    ]
    return w.draw.choice(kinds)


@idiom("m")
def over_entries(w: KernelWriter) -> Lines:
    a, b, c, i, j = w.m(), w.m(), w.c(), w.fresh("i"), w.fresh("j")
    line = w.one(
        f"{a}[{i}, {j}] = {c} * ({b}[{i}, {j}] + {b}[{j}, {i}])",
        f"{a}[{i}, {j}] *= {c} + 0.1 * {b}[{i} - 1, {j}]",
        f"{a}[{i}, {j}] += {c} * {a}[{i} - 1, {j} - 1]",
    )
    skipped = Block(((f"if {i} == {j}:", ("continue",)),))
    kinds: list[Lines] = [
        (loop(f"for {i}, {j} in np.ndindex(n, n):", line),),
        (loop(f"for {i} in np.arange(1, n):", loop(f"for {j} in range({i}):", line)),),
        (loop(f"for {i} in range(n):", loop(f"for {j} in range(n):", skipped, line)),),
        (
            loop(
                f"for {i} in range(n):",
                loop(
                    f"for {j} in range(n):",
                    Block(
                        (
                            (f"if {a}[{i}, {j}] > {w.draw.uniform(-0.5, 0.5):.2f}:", (line,)),
                            (f"elif {i} > {j}:", (f"{a}[{i}, {j}] = {c}",)),
                            ("else:", (f"{a}[{i}, {j}] -= {b}[0, {j}]",)),
                        )
                    ),
                ),
            ),
        ),
        (
            f"{j} = 0",
            loop(
                f"while {j} < n - 1 and {a}[{j}, 0] < 0.5:",
                f"{a}[{j} + 1] += {c} * {a}[{j}]",
                f"{j} += 1",
            ),
        ),
    ]
    return w.draw.choice(kinds)


@idiom("mv")
def linear_algebra(w: KernelWriter) -> Lines:
    a, b, u, v, c, s = w.m(), w.m(), w.v(), w.v(), w.c(), w.fresh("s")
    system = f"{a} @ {a}.T + 4.0 * np.eye(n)"
    kinds: list[Lines] = [
        (f"{u}[:] = np.linalg.solve({system}, {v})",),
        (f"{s} = np.linalg.inv({system})", f"{b}[:] = {c} * {s}"),
        (f"{s} = np.linalg.cholesky({system})", f"{b}[:] = 0.2 * {s}"),
        (f"{b}[:] += {c} * np.outer({u}, {v})", f"{u}[:] = {c} * ({b} @ {v})"),
        (f"{b}[:] -= {v}[:, None] * {u}",),
        (f"{s} = np.zeros((n, n))", f"np.outer({u}, {v}, out={s})", f"{b}[:] -= {c} * {s}"),
        (f"{s} = np.zeros((n, n))", f"np.dot({a}, {b}, out={s})", f"{b}[:] = 0.3 * {s}"),
        (f"{s} = np.empty(n)", f"np.einsum('ij,j->i', {a}, {v}, out={s})", f"{u}[:] = {s} * {c}"),
        (f"{a}[:] = np.where({b} > {a}.mean(axis=0), {c} * {a}, {b})",),
        (f"{u}[:] = np.sum({a} * {b}, axis=0) * {c}", f"{a}[0, :] = {u}"),
        (f"{s} = np.add.reduce({a}, axis=1)", f"{u}[:] = {s} * {c}"),
        (f"np.add({a}[0], {v}, out={b}[1])",),
        (f"np.multiply({a}[:, 0], {c}, out={b}[:, -1])",),
        (f"np.maximum({a}, {b}.T, out={a})",),
        (f"{s} = np.vstack(({u}, {v}))", f"{s}[0] *= {c}", f"{a}[:2] = {s}"),
        (f"{s} = np.stack([{u}, {v}], axis=1)", f"{a}[:, :2] += {s}"),
        (f"{s} = np.meshgrid({u}, {v})", f"{a}[:] = {c} * {s}[0] * {s}[1]"),
        (f"{s} = np.triu({a}, 1)", f"{s} += {s}.T", f"{b}[:] = {c} * {s}"),
    ]
    return w.draw.choice(kinds)
