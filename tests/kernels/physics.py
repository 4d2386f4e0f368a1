"""Many bodies, masks, histograms, scattering."""

import numpy as np


def accelerations(pos, mass, G, softening):
    x = pos[:, 0:1]
    y = pos[:, 1:2]
    z = pos[:, 2:3]
    dx = x.T - x
    dy = y.T - y
    dz = z.T - z
    inv_r3 = dx**2 + dy**2 + dz**2 + softening**2
    inv_r3[inv_r3 > 0] = inv_r3[inv_r3 > 0] ** (-1.5)
    ax = G * (dx * inv_r3) @ mass
    ay = G * (dy * inv_r3) @ mass
    az = G * (dz * inv_r3) @ mass
    a = np.hstack((ax, ay, az))
    return a


def energies(pos, vel, mass, G):
    KE = 0.5 * np.sum(mass * vel**2)
    x = pos[:, 0:1]
    y = pos[:, 1:2]
    z = pos[:, 2:3]
    dx = x.T - x
    dy = y.T - y
    dz = z.T - z
    inv_r = np.sqrt(dx**2 + dy**2 + dz**2)
    inv_r[inv_r > 0] = 1.0 / inv_r[inv_r > 0]
    PE = G * np.sum(np.triu(-(mass * mass.T) * inv_r, 1))
    return KE, PE


def nbody(mass, pos, vel, N, Nt, dt, G, softening):
    vel -= np.mean(mass * vel, axis=0) / np.mean(mass)
    acc = accelerations(pos, mass, G, softening)
    KE = np.ndarray(Nt + 1, dtype=np.float64)
    PE = np.ndarray(Nt + 1, dtype=np.float64)
    KE[0], PE[0] = energies(pos, vel, mass, G)
    t = 0.0
    for i in range(Nt):
        vel += acc * dt / 2.0
        pos += vel * dt
        acc = accelerations(pos, mass, G, softening)
        vel += acc * dt / 2.0
        t += dt
        KE[i + 1], PE[i + 1] = energies(pos, vel, mass, G)
    return KE, PE


def loss_nbody(mass1, P, Q):
    KE, PE = nbody(mass1, P, Q, 4, 3, 0.1, 1.3, 0.1)
    return np.sum(KE) + np.sum(PE * PE) + np.sum(P * Q)


def radial_average(data, radius, npt):
    rmax = radius.max()
    res = np.zeros(npt, dtype=np.float64)
    for i in range(npt):
        r1 = rmax * i / npt
        r2 = rmax * (i + 1) / npt
        mask_r12 = np.logical_and((r1 <= radius), (radius < r2))
        values_r12 = data[mask_r12]
        res[i] = values_r12.mean()
    return res


def loss_azim(w20):
    return np.sum(radial_average(w20, np.linspace(0.0, 1.0, 20), 4) ** 2)


def self_energies(neigh_idx, dH, G, D, Sigma):
    for k in range(G.shape[0]):
        for E in range(G.shape[1]):
            for q in range(D.shape[0]):
                for w in range(D.shape[1]):
                    for i in range(D.shape[-3]):
                        for j in range(D.shape[-3]):
                            for a in range(neigh_idx.shape[0]):
                                for b in range(neigh_idx.shape[1]):
                                    if E - w >= 0:
                                        dHG = G[k, E - w, neigh_idx[a, b]] @ dH[a, b, i]
                                        dHD = dH[a, b, j] * D[q, w, a, b, i, j]
                                        Sigma[k, E, a] += dHG @ dHD


def loss_scat(dH, G, DD):
    Sigma = np.zeros((2, 2, 2, 2, 2))
    self_energies(np.array([[0, 1], [1, 0]]), dH, G, DD, Sigma)
    return np.sum(Sigma**2)


def arc_distance(theta_1, phi_1, theta_2, phi_2):
    temp = (
        np.sin((theta_2 - theta_1) / 2) ** 2
        + np.cos(theta_1) * np.cos(theta_2) * np.sin((phi_2 - phi_1) / 2) ** 2
    )
    return 2 * (np.arctan2(np.sqrt(temp), np.sqrt(1 - temp)))


def loss_arc(u1, u2, u3, u4):
    return np.sum(arc_distance(u1, u2, u3, u4))


def clipped_sum(array_1, array_2, a, b, c):
    return np.clip(array_1, 2, 10) * a + array_2 * b + c


def loss_compute(M, N, c):
    return np.sum(clipped_sum(M, N, c, 1.2, 2.0) ** 2)


def go_fast(a):
    trace = 0.0
    for i in range(a.shape[0]):
        trace += np.tanh(a[i, i])
    return a + trace


def loss_gofast(M):
    return np.sum(go_fast(M) ** 2)


def mandelbrot(xmin, xmax, xn, maxiter, scale):
    X = np.linspace(xmin, xmax, xn)
    C = X * 1.0
    N = np.zeros(C.shape, dtype=np.int64)
    Z = np.zeros(C.shape)
    for n in range(maxiter):
        I = np.less(abs(Z), 2.0)
        N[I] = n
        Z[I] = Z[I] ** 2 * scale + C[I]
    N[N == maxiter - 1] = 0
    return Z, N


def loss_mandel(c):
    Z, N = mandelbrot(-1.7, 0.9, 6, 5, c)
    return np.sum(Z * N)


def checksum(data, poly):
    crc = 0xFFFF
    for b in data:
        cur_byte = 0xFF & b
        for _ in range(0, 8):
            if (crc & 0x0001) ^ (cur_byte & 0x0001):
                crc = (crc >> 1) ^ poly
            else:
                crc >>= 1
            cur_byte >>= 1
    return crc & 0xFFFF


def loss_crc(b):
    k = checksum(np.array([1, 2, 3], dtype=np.uint8), 0x8408)
    return np.sum(b) * k
