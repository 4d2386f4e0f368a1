"""Derivatives of the NumPy you already have, as Python source that you can read, edit and keep."""

from tangentgen.api import (
    check_grads,
    explain,
    grad,
    hessian,
    hvp,
    jacobian,
    jvp,
    pullback,
    value_and_grad,
    vjp,
)
from tangentgen.inside import stop_gradient, with_adjoint

__version__ = "0.1.0"
__all__ = [
    "check_grads",
    "explain",
    "grad",
    "hessian",
    "hvp",
    "jacobian",
    "jvp",
    "pullback",
    "stop_gradient",
    "value_and_grad",
    "vjp",
    "with_adjoint",
]


def load_ipython_extension(shell: object) -> None:
    """What `%load_ext tangentgen` calls."""
    from tangentgen.notebook import load

    load(shell)
