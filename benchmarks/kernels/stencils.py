"""Sweeps over grids, in place."""

import numpy as np


def jacobi(u, steps):
    for _ in range(steps):
        u[1:-1, 1:-1] = 0.25 * (u[:-2, 1:-1] + u[2:, 1:-1] + u[1:-1, :-2] + u[1:-1, 2:])
    return 0.5 * np.sum(u * u)


def jacobi_adjoint(u, steps):
    u = u.copy()
    for _ in range(steps):
        u[1:-1, 1:-1] = 0.25 * (u[:-2, 1:-1] + u[2:, 1:-1] + u[1:-1, :-2] + u[1:-1, 2:])

    u_bar = u
    for _ in range(steps):
        quarter = 0.25 * u_bar[1:-1, 1:-1]
        u_bar[1:-1, 1:-1] = 0.0
        u_bar[:-2, 1:-1] += quarter
        u_bar[2:, 1:-1] += quarter
        u_bar[1:-1, :-2] += quarter
        u_bar[1:-1, 2:] += quarter
    return (u_bar,)


def seidel(u, steps):
    n = len(u)
    for _ in range(steps):
        for i in range(1, n - 1):
            u[i] = (u[i - 1] + u[i] + u[i + 1]) / 3.0
    return 0.5 * np.sum(u * u)


def seidel_adjoint(u, steps):
    n = len(u)
    u = u.copy()
    for _ in range(steps):
        for i in range(1, n - 1):
            u[i] = (u[i - 1] + u[i] + u[i + 1]) / 3.0

    u_bar = u
    for _ in range(steps):
        for i in range(n - 2, 0, -1):
            third = u_bar[i] / 3.0
            u_bar[i] = third
            u_bar[i - 1] += third
            u_bar[i + 1] += third
    return (u_bar,)


def burgers(u, nu, dt, dx, steps):
    for _ in range(steps):
        un = u.copy()
        u[1:-1] = (
            un[1:-1]
            - dt / dx * un[1:-1] * (un[1:-1] - un[:-2])
            + nu * dt / dx**2 * (un[2:] - 2.0 * un[1:-1] + un[:-2])
        )
    return 0.5 * np.sum(u * u)


def burgers_adjoint(u, nu, dt, dx, steps):
    u = u.copy()
    c, d = dt / dx, dt / dx**2
    u_stack = []
    for _ in range(steps):
        un = u.copy()
        u_stack.append(un)
        u[1:-1] = (
            un[1:-1]
            - c * un[1:-1] * (un[1:-1] - un[:-2])
            + nu * d * (un[2:] - 2.0 * un[1:-1] + un[:-2])
        )

    u_bar = u
    nu_bar = 0.0
    while u_stack:
        un = u_stack.pop()
        seed = u_bar[1:-1].copy()
        nu_bar += d * np.sum((un[2:] - 2.0 * un[1:-1] + un[:-2]) * seed)
        u_bar[1:-1] = (1.0 - c * (2.0 * un[1:-1] - un[:-2]) - 2.0 * nu * d) * seed
        u_bar[:-2] += (c * un[1:-1] + nu * d) * seed
        u_bar[2:] += nu * d * seed
    return u_bar, nu_bar


def horizontal_diffusion(a, k):
    lap = 4.0 * a[1:-1, 1:-1] - (a[2:, 1:-1] + a[:-2, 1:-1] + a[1:-1, 2:] + a[1:-1, :-2])
    fx = lap[1:, 1:-1] - lap[:-1, 1:-1]
    fx = np.where(fx * (a[2:-1, 2:-2] - a[1:-2, 2:-2]) > 0, 0.0, fx)
    fy = lap[1:-1, 1:] - lap[1:-1, :-1]
    fy = np.where(fy * (a[2:-2, 2:-1] - a[2:-2, 1:-2]) > 0, 0.0, fy)
    out = a[2:-2, 2:-2] - k * (fx[1:] - fx[:-1] + fy[:, 1:] - fy[:, :-1])
    return 0.5 * np.sum(out * out)


def horizontal_diffusion_adjoint(a, k):
    lap = 4.0 * a[1:-1, 1:-1] - (a[2:, 1:-1] + a[:-2, 1:-1] + a[1:-1, 2:] + a[1:-1, :-2])
    fx = lap[1:, 1:-1] - lap[:-1, 1:-1]
    xmask = fx * (a[2:-1, 2:-2] - a[1:-2, 2:-2]) > 0
    fx[xmask] = 0.0
    fy = lap[1:-1, 1:] - lap[1:-1, :-1]
    ymask = fy * (a[2:-2, 2:-1] - a[2:-2, 1:-2]) > 0
    fy[ymask] = 0.0
    div = fx[1:] - fx[:-1] + fy[:, 1:] - fy[:, :-1]
    out_bar = a[2:-2, 2:-2] - k * div

    a_bar = np.zeros_like(a)
    a_bar[2:-2, 2:-2] = out_bar
    k_bar = -np.sum(div * out_bar)
    seed = k * out_bar
    fx_bar = np.zeros_like(fx)
    fx_bar[:-1] = seed
    fx_bar[1:] -= seed
    fx_bar[xmask] = 0.0
    fy_bar = np.zeros_like(fy)
    fy_bar[:, :-1] = seed
    fy_bar[:, 1:] -= seed
    fy_bar[ymask] = 0.0
    lap_bar = np.zeros_like(lap)
    lap_bar[1:, 1:-1] = fx_bar
    lap_bar[:-1, 1:-1] -= fx_bar
    lap_bar[1:-1, 1:] += fy_bar
    lap_bar[1:-1, :-1] -= fy_bar
    a_bar[1:-1, 1:-1] += 4.0 * lap_bar
    a_bar[2:, 1:-1] -= lap_bar
    a_bar[:-2, 1:-1] -= lap_bar
    a_bar[1:-1, 2:] -= lap_bar
    a_bar[1:-1, :-2] -= lap_bar
    return a_bar, k_bar


KERNELS = {
    "jacobi": (("u",), lambda rng: (rng.normal(size=(100, 100)), 30)),
    "seidel": (("u",), lambda rng: (rng.normal(size=60), 10)),
    "burgers": (("u", "nu"), lambda rng: (1.0 + rng.random(2000), 0.05, 0.001, 0.05, 50)),
    "horizontal_diffusion": (("a", "k"), lambda rng: (rng.normal(size=(200, 200)), 0.1)),
}
