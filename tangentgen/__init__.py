"""Derivatives of the NumPy you already have, as Python source that you can read, edit and keep."""

from tangentgen.api import grad, jvp, value_and_grad, vjp

__version__ = "0.1.0"
__all__ = ["grad", "jvp", "value_and_grad", "vjp"]
