"""Particles in cells, smoothed particles, particles on a lattice, rays that meet spheres."""

from dataclasses import dataclass

import numpy as np


@dataclass
class Potential:
    depth: float
    width: float = 1.0
    reach: float = 2.4


def sorted_into_cells(pos, length, count):
    cells = [[] for _ in range(count)]
    for i in range(len(pos)):
        cells[int(pos[i] / length * count) % count].append(i)
    return cells


def cell_list_energy(pos, depth, length=10.0, count=4):
    lj = Potential(depth)
    cells = sorted_into_cells(pos, length, count)
    energy = 0.0
    for c in range(count):
        for neighbour in (c, (c + 1) % count):
            for i in cells[c]:
                for j in cells[neighbour]:
                    if neighbour == c and j <= i:
                        continue
                    d = pos[i] - pos[j]
                    d -= length * np.round(d / length)
                    if d * d > lj.reach**2:
                        continue
                    s6 = (lj.width**2 / (d * d)) ** 3
                    energy += 4 * lj.depth * (s6**2 - s6)
    return energy


def loss_cells(line7, c):
    return cell_list_energy(line7, c)


def cubic_spline(q, h):
    out = np.zeros_like(q)
    inner = q < 1.0
    outer = (q >= 1.0) & (q < 2.0)
    out[inner] = 1 - 1.5 * q[inner] ** 2 + 0.75 * q[inner] ** 3
    out[outer] = 0.25 * (2 - q[outer]) ** 3
    return 10.0 / (7.0 * np.pi * h**2) * out


def loss_sph(m, u1, c):
    mass, rest, stiffness = u1[:4], 1.0, 2.0
    density = np.zeros(len(m))
    for i in range(len(m)):
        d = m[i] - m
        r = np.sqrt(np.sum(d * d, axis=1) + 1e-6)
        density[i] = np.sum(mass * cubic_spline(r / (c + 1.0), c + 1.0))
    pressure = stiffness * ((density / rest) ** 7 - 1)
    return np.sum(mass * pressure / density**2)


CX = np.array([0, 1, 0, -1, 0, 1, -1, -1, 1])
CY = np.array([0, 0, 1, 0, -1, 1, 1, -1, -1])
WEIGHTS = np.array([4 / 9] + [1 / 9] * 4 + [1 / 36] * 4)
OPPOSITE = [0, 3, 4, 1, 2, 7, 8, 5, 6]


def lattice_boltzmann(f, tau, solid, steps):
    for _ in range(steps):
        for i, (cx, cy) in enumerate(zip(CX, CY)):
            f[:, :, i] = np.roll(f[:, :, i], cx, axis=1)
            f[:, :, i] = np.roll(f[:, :, i], cy, axis=0)
        bounced = f[solid, :]
        bounced = bounced[:, OPPOSITE]
        rho = np.sum(f, 2)
        ux = np.sum(f * CX, 2) / rho
        uy = np.sum(f * CY, 2) / rho
        feq = np.zeros(f.shape)
        for i, cx, cy, w in zip(range(9), CX, CY, WEIGHTS):
            cu = cx * ux + cy * uy
            feq[:, :, i] = rho * w * (1 + 3 * cu + 9 * cu**2 / 2 - 3 * (ux**2 + uy**2) / 2)
        f += -(1.0 / tau) * (f - feq)
        f[solid, :] = bounced


def loss_lattice(F9, c):
    solid = np.zeros((4, 5), bool)
    solid[1, 2] = solid[2, 2] = True
    lattice_boltzmann(F9, c + 0.5, solid, 2)
    rho = F9.sum(axis=2)
    return np.sum(((F9 * CX).sum(axis=2) / rho) ** 2)


def met(origin, direction, sphere):
    oc = origin - sphere["centre"]
    b = np.dot(oc, direction)
    discriminant = b * b - np.dot(oc, oc) + sphere["radius"] ** 2
    if discriminant < 0:
        return None
    t = -b - np.sqrt(discriminant)
    return t if t > 1e-4 else None


def traced(origin, direction, scene, light, depth=0):
    nearest, hit = float("inf"), None
    for sphere in scene:
        t = met(origin, direction, sphere)
        if t is not None and t < nearest:
            nearest, hit = t, sphere
    if hit is None:
        return 0.1 * (direction[1] + 1.0)
    p = origin + nearest * direction
    n = (p - hit["centre"]) / hit["radius"]
    to_light = (light - p) / np.sqrt((light - p) @ (light - p))
    shade = hit["colour"] * max(n @ to_light, 0.0)
    if depth < 2 and hit["mirror"] > 0:
        mirrored = direction - 2 * (direction @ n) * n
        shade = shade + hit["mirror"] * traced(p, mirrored, scene, light, depth + 1)
    return shade


def loss_rays(balls, light):
    scene = [
        {"centre": balls[0], "radius": 0.7, "colour": 0.9, "mirror": 0.3},
        {"centre": balls[1], "radius": 0.5, "colour": 0.5, "mirror": 0.0},
    ]
    image = np.zeros((3, 3))
    eye = np.array([0.0, 0.0, -3.0])
    for i, y in enumerate(np.linspace(-0.6, 0.6, 3)):
        for j, x in enumerate(np.linspace(-0.6, 0.6, 3)):
            d = np.array([x, y, 2.0])
            image[i, j] = traced(eye, d / np.linalg.norm(d), scene, light)
    return np.sum(image**2)
