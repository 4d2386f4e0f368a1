"""Vectors in the plane of the flight."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Vec:
    """A vector: x is forward, z is up."""

    x: float
    z: float

    def __add__(self, other: Vec) -> Vec:
        return Vec(self.x + other.x, self.z + other.z)

    def __sub__(self, other: Vec) -> Vec:
        return self + -other

    def __neg__(self) -> Vec:
        return Vec(-self.x, -self.z)

    def __mul__(self, factor: float) -> Vec:
        return Vec(self.x * factor, self.z * factor)

    __rmul__ = __mul__

    def __matmul__(self, other: Vec) -> float:
        return self.x * other.x + self.z * other.z

    def __abs__(self) -> float:
        return np.sqrt(self @ self)

    @property
    def normal(self) -> Vec:
        """The vector turned a quarter to the left."""
        return Vec(-self.z, self.x)

    @classmethod
    def at_angle(cls, angle: float, length: float = 1.0) -> Vec:
        return cls(length * np.cos(angle), length * np.sin(angle))
