"""A negative literal below a fraction keeps its sign when it leaves a sum."""

import numpy as np
import pytest

from tangentgen import grad


def halved(x):
    y = x * x
    return np.sum(y / (-2)) * np.sum(y)


@pytest.mark.parametrize("optimize", [True, False])
def test_negative_divisor(optimize: bool) -> None:
    x = np.array([0.5, -1.5, 2.0])
    got = grad(halved, cache=False, optimize=optimize)(x)
    np.testing.assert_allclose(got, -2.0 * np.sum(x * x) * x)
