"""Derivatives of the NumPy you already have, as Python source that you can read, edit and keep."""

from typing import TYPE_CHECKING, Any

from tangentgen.api import (
    check_grads,
    explain,
    grad,
    hessian,
    hvp,
    jacobian,
    jvp,
    pullback,
    sparse_hessian,
    sparse_jacobian,
    value_and_grad,
    vjp,
)
from tangentgen.inside import checkpointed, stop_gradient, with_adjoint

if TYPE_CHECKING:
    from tangentgen.implicit import fixed_point, root

__version__ = "0.1.0"
__all__ = [
    "check_grads",
    "checkpointed",
    "explain",
    "fixed_point",
    "grad",
    "hessian",
    "hvp",
    "jacobian",
    "jvp",
    "pullback",
    "root",
    "sparse_hessian",
    "sparse_jacobian",
    "stop_gradient",
    "value_and_grad",
    "vjp",
    "with_adjoint",
]


def load_ipython_extension(shell: object) -> None:
    """What `%load_ext tangentgen` calls."""
    from tangentgen.notebook import load

    load(shell)


def __getattr__(name: str) -> Any:
    """The solvers, which need NumPy: the package itself is imported without it."""
    if name in ("fixed_point", "root"):
        from tangentgen import implicit

        return getattr(implicit, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
