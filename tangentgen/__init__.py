"""Derivatives of the NumPy you already have, as Python source that you can read, edit and keep."""
