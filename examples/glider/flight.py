"""A glider, and the flight that its angles of attack give."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .air import Density, Ridge, Thermal, layered, rising
from .vectors import Vec

GRAVITY = 9.81
STALL = 0.25  # rad: beyond it the lift breaks down
SKY = (Thermal(400.0, 120.0, 2.5), (Ridge(1500.0, 150.0, 1.2), Thermal(2100.0, 200.0, 1.5)))
AIR = ((500.0, 9000.0), (3000.0, 8000.0))


@dataclass(frozen=True)
class Wing:
    """What lift and drag come to at an angle of attack."""

    area: float
    slope: float = 5.0  # of the lift coefficient, by radian
    least_drag: float = 0.012
    induced: float = 0.02

    def coefficients(self, angle: float) -> tuple[float, float]:
        """Those of lift and of drag."""
        lift = self.slope * angle
        drag = self.least_drag + self.induced * lift * lift
        if angle > STALL:
            return lift / (1.0 + 40.0 * (angle - STALL) ** 2), drag + 2.0 * (angle - STALL)
        return lift, drag


@dataclass(frozen=True)
class Balanced(Wing):
    """A wing with a tail, whose load costs some of the lift."""

    tail: float = 0.04

    def coefficients(self, angle: float) -> tuple[float, float]:
        lift, drag = super().coefficients(angle)
        return lift * (1.0 - self.tail), drag


@dataclass(frozen=True)
class Glider:
    mass: float
    wing: Wing

    def __call__(self, air: Vec, density: float, angle: float) -> Vec:
        """The acceleration in air that goes past with this velocity."""
        speed = abs(air)
        lift, drag = self.wing.coefficients(angle)
        along = air * (1.0 / speed)
        pressure = 0.5 * density * speed * speed * self.wing.area
        force = along.normal * (lift * pressure) - along * (drag * pressure)
        return force * (1.0 / self.mass) - Vec(0.0, GRAVITY)


def heun(slope, state: tuple[Vec, Vec], step: float) -> tuple[Vec, Vec]:
    """One step for a place and a velocity: the mean of the slopes at both ends."""
    place, velocity = state
    go, turn = slope(place, velocity)
    go2, turn2 = slope(place + go * step, velocity + turn * step)
    return place + (go + go2) * (0.5 * step), velocity + (turn + turn2) * (0.5 * step)


def motion(glider: Glider, density: Density, angle: float):
    """How place and velocity change at one angle of attack."""

    def slope(place: Vec, velocity: Vec) -> tuple[Vec, Vec]:
        past = velocity - Vec(0.0, rising(SKY, place))
        return velocity, glider(past, density(place.z), angle)

    return slope


def flight(angles, glider: Glider, surface: float = 1.2, step: float = 0.5) -> float:
    """How far the glider comes, which holds each angle for a while, before it lands or breaks.

    What the pilot does with the stick is worth a little as well: that of jerking it is taken off.
    """
    density = layered(surface, AIR)
    place, velocity = Vec(0.0, 300.0), Vec.at_angle(-0.05, 25.0)
    effort = 0.0
    last = angles[0]

    def steer(angle: float) -> None:
        nonlocal effort, last
        effort = effort + 500.0 * (angle - last) ** 2
        last = angle

    for angle in angles:
        steer(angle)
        slope = motion(glider, density, angle)
        for _ in range(20):
            before = place
            place, velocity = heun(slope, (place, velocity), step)
            if place.z <= 0.0:  # it touches down between two steps
                share = before.z / (before.z - place.z)
                return before.x + share * (place.x - before.x) - effort
            if abs(velocity) > 80.0:
                return place.x - 10.0 * abs(velocity) - effort
    return place.x + 20.0 * place.z + velocity @ velocity - effort


def main() -> None:
    """Let the gradient find better angles than a steady one."""
    from tangentgen import value_and_grad

    glider = Glider(300.0, Balanced(11.0))
    angles, step = np.full(6, 0.12), 0.02
    ascent = value_and_grad(flight)
    print(f"a steady angle: {flight(angles, glider):.0f} m")
    while step > 1e-5:
        best, gradient = ascent(angles, glider)
        trial = angles + step * gradient / np.max(np.abs(gradient))
        if flight(trial, glider) > best:
            angles = trial
        else:
            step = step / 2.0
    print(f"its own way:    {flight(angles, glider):.0f} m")
    print("angles:", np.round(np.degrees(angles), 1))


if __name__ == "__main__":
    main()
