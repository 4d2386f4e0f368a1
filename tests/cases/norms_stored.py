"""What is stored is read by the derivative as it was, when the older is back."""

import numpy as np


def norms_stored(y, t):
    m = np.outer(y, y * t)
    m[:, 1] = np.linalg.norm(m, axis=1)
    m[0] = np.std(m * t, axis=0)
    y[..., 0] = np.linalg.norm(y, axis=0)
    return np.sum(m * m) * np.sum(y)


WRT = ("y", "t")


def samples(rng):
    return [(rng.uniform(size=3), float(rng.uniform()))]


# --- expected ---
import numpy as np


def norms_stored_grad(y, t):
    """Gradient of `norms_stored` with respect to y and t."""
    y = y.copy()
    m = np.outer(y, y * t)
    m_old = m[:, 1].copy()
    m[:, 1] = np.linalg.norm(m, axis=1)
    m_old2 = m[0].copy()
    m[0] = np.std(m * t, axis=0)
    y_old = y[..., 0].copy()
    y[..., 0] = np.linalg.norm(y, axis=0)

    # Reverse sweep
    m_bar = 2 * m * np.sum(y)  # return np.sum(m * m) * np.sum(y)
    y_bar = np.broadcast_to(np.sum(m * m), np.shape(y))
    y_section_bar = y_bar[..., 0].copy()  # y[..., 0] = np.linalg.norm(y, axis=0)
    size = np.expand_dims(y[..., 0], 0).copy()
    y[..., 0] = y_old
    y_bar = y_bar.copy()
    y_bar[..., 0] = 0.0
    y_bar += y / np.where(size == 0, 1, size) * np.expand_dims(y_section_bar, 0)
    ans_m = m[0].copy()  # m[0] = np.std(m * t, axis=0)
    m[0] = m_old2
    product_bar = (m * t - np.mean(m * t, axis=0)) * np.expand_dims(
        m_bar[0] / (len(m) * np.where(ans_m == 0, 1, ans_m)), 0
    )
    m_bar[0] = 0.0
    m_bar += t * product_bar
    t_bar = np.sum(m * product_bar)
    m_section_bar = m_bar[:, 1].copy()  # m[:, 1] = np.linalg.norm(m, axis=1)
    size2 = m[:, 1][:, None].copy()
    m[:, 1] = m_old
    m_bar[:, 1] = 0.0
    m_bar += m / np.where(size2 == 0, 1, size2) * m_section_bar[:, None]
    product_bar2 = y @ m_bar  # m = np.outer(y, y * t)
    y_bar += m_bar @ (y * t) + t * product_bar2
    t_bar += y @ product_bar2
    return y_bar, float(t_bar)
