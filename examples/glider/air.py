"""The air: its density in layers, and rising columns over the ground."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .vectors import Vec

Density = Callable[[float], float]


def layered(surface: float, layers: tuple[tuple[float, float], ...]) -> Density:
    """The density by height: in each layer, up to its top, it falls off with its own scale."""

    def through(density: float, bottom: float, height: float, rest) -> float:
        if len(rest) == 0:
            return density
        top, scale = rest[0]
        if height < top:
            return density * np.exp(-(height - bottom) / scale)
        return through(density * np.exp(-(top - bottom) / scale), top, height, rest[1:])

    def density(height: float) -> float:
        return through(surface, 0.0, height, layers)

    return density


@dataclass(frozen=True)
class Thermal:
    """A column of rising air."""

    centre: float
    width: float
    strength: float

    def lift(self, place: Vec) -> float:
        """How fast the air rises, less near the ground."""
        off = (place.x - self.centre) / self.width
        return self.strength * np.exp(-off * off) * (1.0 - np.exp(-place.z / 50.0))


@dataclass(frozen=True)
class Ridge:
    """A slope that turns a headwind upward, in front of its crest."""

    crest: float
    height: float
    wind: float

    def lift(self, place: Vec) -> float:
        if place.x > self.crest:
            return 0.0
        return self.wind * self.height / (self.crest - place.x + self.height)


def rising(sky, place: Vec) -> float:
    """The rise of the air in a sky: one column or slope, or skies beside each other."""
    if isinstance(sky, tuple):
        total = 0.0
        for part in sky:
            total += rising(part, place)
        return total
    return sky.lift(place)
