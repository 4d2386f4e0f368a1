"""Random sums of products and quotients of positive numbers, as texts."""

from __future__ import annotations

import random

NUMBERS = {"a": 1.37, "b": 2.11, "c": 0.73, "d": 3.19, "e": 0.41}
LITERALS = ("2", "3", "4", "0.5", "2.0", "6", "0.1", "-2")


def random_sum(draw: random.Random, depth: int = 0) -> str:
    """One to three terms, added and subtracted.

    >>> random_sum(random.Random(5))
    '-(2 * 0.5) - a * b / 0.1 / -2 * a - b / 0.5'
    """
    terms = [_term(draw, depth) for _ in range(draw.randint(1, 3))]
    return draw.choice([" + ", " - "]).join(terms)


def _term(draw: random.Random, depth: int) -> str:
    factors = [_factor(draw, depth) for _ in range(draw.randint(1, 3))]
    text = " * ".join(factors)
    for _ in range(draw.choice([0, 1, 1, 2])):
        text += f" / {_divisor(draw)}"
    if draw.random() < 0.3:
        text += f" * {draw.choice([*NUMBERS])}"
    return f"-({text})" if draw.random() < 0.2 else text


def _factor(draw: random.Random, depth: int) -> str:
    if depth < 2 and draw.random() < 0.15:
        return f"({draw.choice(['', '-'])}{random_sum(draw, depth + 1)})"
    return draw.choice([*NUMBERS] if draw.random() < 0.7 else LITERALS)


def _divisor(draw: random.Random) -> str:
    one, other, literal = draw.choice([*NUMBERS]), draw.choice([*NUMBERS]), draw.choice(LITERALS)
    ways = [one, literal, f"({literal} * {one})", f"({literal} * {one})", f"({one} * {other})"]
    return draw.choice([*ways, f"({literal} * {one} * {other})"])
