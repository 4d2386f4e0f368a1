"""What a copy is mended of has no derivative in what was copied."""

import numpy as np

WRT = ("x", "y")


def copied_then_masked(x, y):
    with np.errstate(all="ignore"):
        ratio = y / np.maximum(x, 0.0)
        mended = ratio.copy()
        mended[x <= 0.0] = 1.0
    return np.sum(mended * y)


def samples(rng):
    return [(np.array([-1.0, 0.4, 2.3]), rng.uniform(0.5, 1.5, size=3))]


# --- expected ---
import numpy as np


def copied_then_masked_grad(x, y):
    """Gradient of `copied_then_masked` with respect to x and y."""
    with np.errstate(all="ignore"):
        maximum_x = np.maximum(x, 0.0)
        ratio = y / maximum_x
        mended = ratio.copy()
        mended[x <= 0.0] = 1.0

    # Reverse sweep
    mended_bar = y  # return np.sum(mended * y)
    y_bar = mended.copy()
    with np.errstate(all="ignore"):
        mended_bar = mended_bar.copy()
        mended_bar[x <= 0.0] = 0.0  # mended[x <= 0.0] = 1.0
        ratio_asked = (mended_bar != 0.0) | np.isfinite(ratio)  # ratio = y / ...
        where_ratio_asked = np.where(ratio_asked, maximum_x, 0.5)
        y_bar += mended_bar / where_ratio_asked
        x_bar = -(
            (x > 0.0)
            * (np.where(ratio_asked, ratio, 0.5) / where_ratio_asked * mended_bar)
        )
    return x_bar, y_bar
