"""The calls that a template is checked at, drawn from its samples."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from tangentgen.rules.library import Rule
from tangentgen.rules.samples import LISTS, NUMBERS, Sample, Shape
from tangentgen.rules.words import Template

ONE_PRECISION = {"number", "numbers", "complex number", "tied", "tied number", "tied numbers"}
SYMMETRIC = ("symmetric", "positive definite")
BROADCAST: tuple[tuple[Shape, Shape], ...] = (
    ((), (3,)),
    ((2, 3), ()),
    ((3,), (2, 3)),
    ((2, 1), (1, 3)),
    ((1,), (0,)),
)


@dataclass(frozen=True)
class Case:
    """Arguments by parameter: arrays, or lists of them, for the active ones."""

    arguments: dict[str, Any]
    active: tuple[str, ...]
    rest: str = ""  # the parameter that is written with a star
    symmetric: tuple[str, ...] = ()  # matrices that are moved only to symmetric ones
    tied: bool = False  # equal entries are moved together
    read: int | None = None  # which of several results is read; None for all

    def __str__(self) -> str:
        def short(value: Any) -> str:
            if isinstance(value, np.ndarray):
                return f"{value.dtype.str[1:]}{list(value.shape)}"
            if isinstance(value, list) and value and isinstance(value[0], np.ndarray):
                return "[" + ", ".join(map(short, value)) + "]"
            return repr(value)

        return ", ".join(f"{k}={short(v)}" for k, v in self.arguments.items())


def cases(rule: Rule, template: Template, dtype: str, seed: int = 0) -> Iterator[Case]:
    """Every combination of shapes and other values, with the random numbers of the seed; arrays
    that may be left out are, once.
    """
    for group in case_groups(template, dtype, seed):
        yield from group


def case_groups(template: Template, dtype: str, seed: int = 0) -> Iterator[list[Case]]:
    """The same, those of each decorator together."""
    rng = np.random.default_rng(seed)
    for samples in (template.samples, *template.more):
        yield list(_cases_of(rng, samples, template, dtype))


def _cases_of(
    rng: np.random.Generator, samples: dict[str, Any], template: Template, dtype: str
) -> Iterator[Case]:
    forms = {v.form for v in samples.values() if isinstance(v, Sample)}
    if forms & ONE_PRECISION and dtype != "f8":
        return  # Python floats come in one precision
    if forms & {"real", "increasing"} and dtype.startswith("c"):
        return
    arrays = {k: v for k, v in samples.items() if isinstance(v, Sample)}
    others = {k: list(v) for k, v in samples.items() if not isinstance(v, Sample)}
    for shapes in _shapes(arrays, template.word == "elementwise"):
        for values in itertools.product(*others.values()):
            drawn = {
                k: draw(rng, arrays[k], shape, dtype)
                for k, shape in shapes.items()
                if shape is not None
            }
            given = drawn | dict(zip(others, values, strict=True))
            order = [p for p in template.parameters if p in given]
            symmetric = [k for k, v in arrays.items() if v.form in SYMMETRIC]
            case = Case(
                {p: given[p] for p in order},
                tuple(drawn),
                template.rest,
                tuple(symmetric),
                bool(forms & {"tied", "tied number", "tied numbers"}),
            )
            yield case
            if "active" in template.parameters and len(drawn) > 1:
                for parameter in drawn:
                    yield replace(case, active=(parameter,))

    left_out = [k for k in arrays if template.has_default(k)]
    if left_out and len(left_out) < len(arrays):
        kept = {k: v for k, v in samples.items() if k not in left_out}
        yield from _cases_of(rng, kept, template, dtype)


def forms_of(arrays: dict[str, Sample]) -> set[str]:
    return {sample.form for sample in arrays.values()}


def _shapes(arrays: dict[str, Sample], broadcast: bool) -> Iterator[dict[str, Shape | None]]:
    """Which shape each array takes: paired ones together, alone each of its own, or broadcast."""
    names = list(arrays)
    pairings = {sample.pairing for sample in arrays.values()}
    lists = any(sample.form in LISTS for sample in arrays.values())
    if len(names) > 1 and pairings == {None} and broadcast:
        common = [s for s in arrays[names[0]].shapes if all(s in a.shapes for a in arrays.values())]
        for shape in common:
            yield dict.fromkeys(names, shape)
        for two in () if forms_of(arrays) & {"number", "tied number"} else BROADCAST:
            yield dict(zip(names, itertools.cycle(two), strict=False))
        return
    if lists:
        yield {name: () if a.form in LISTS else a.shapes[0] for name, a in arrays.items()}
        return
    if len(names) > 1 and pairings == {None}:
        for combination in itertools.product(*(arrays[name].shapes for name in names)):
            yield dict(zip(names, combination, strict=True))
        return
    for shapes in zip(*(arrays[name].shapes for name in names), strict=True):
        yield dict(zip(names, shapes, strict=True))


def draw(rng: np.random.Generator, sample: Sample, shape: Shape, dtype: str) -> Any:
    """Random numbers of the sample's kind. They are distinct, so that no maximum is tied."""
    if sample.form == "rows":
        half = len(sample.shapes) // 2
        parts = sample.shapes[:half], sample.shapes[half:]
        return [draw(rng, Sample(shapes=each, form="list"), (), dtype) for each in parts]
    if sample.form in LISTS:
        inner = sample.form.removesuffix("s") if sample.form in NUMBERS else ""
        plain = Sample(sample.low, sample.high, sample.gap, form=inner)
        return [draw(rng, plain, each, dtype) for each in sample.shapes if each is not None]
    size = int(np.prod(shape))
    steps = (rng.permutation(size) + rng.uniform(0.2, 0.8, size)) / max(size, 1)
    if sample.gap:
        width = sample.high - sample.gap
        signs = np.where(rng.random(size) < 0.5, -1, 1)
        numbers = signs * (sample.gap + width * steps)
    else:
        numbers = sample.low + (sample.high - sample.low) * steps
    values = numbers.reshape(shape)
    if sample.values:
        return rng.choice(sample.values, size=shape).astype(dtype)
    if sample.form == "number":
        return float(values)
    if sample.form == "complex number":
        return complex(float(values), float(rng.uniform(0.3, 1.0)))
    if sample.form == "tied number":
        return float(rng.choice([-1.5, 0.5]))
    if sample.form == "with nan":
        values[..., 0] = np.nan
    elif sample.form == "tied":
        values = rng.choice([-1.5, 0.5, 2.0], size=shape)
    elif sample.form == "increasing":
        values = np.sort(values, axis=-1)
    elif sample.form not in ("", "real"):
        values = _matrix(rng, sample.form, shape)
    if dtype.startswith("c"):
        values = values + 0.3j * rng.uniform(0.5, 1, shape)
    return np.asarray(values).astype(dtype)


def _matrix(rng: np.random.Generator, form: str, shape: Shape) -> Any:
    """A matrix, or a stack of them, of a kind."""
    noise = rng.normal(size=shape) * 0.3
    if form == "banded":  # the diagonals of one, of which the one in the middle is heavy
        return noise + 4 * (np.arange(shape[0]) == shape[0] // 2)[:, None]
    unit, steps = np.eye(shape[-2], shape[-1]), np.arange(1.0, shape[-1] + 1)
    if form == "positive definite":
        return noise @ np.swapaxes(noise, -1, -2) + 2 * unit
    if form == "symmetric":
        return noise + np.swapaxes(noise, -1, -2) + 2 * unit * steps
    if form == "separated":  # its singular values are
        return noise + 1.5 * unit * steps
    if form == "rotating":  # a pair of complex eigenvalues, and real ones
        turn = np.zeros(shape[-2:])
        turn[:2, :2] = [[0.0, 2.5], [-1.0, 0.3]]
        return 0.5 * noise + turn + 2 * unit * np.maximum(steps - 2, 0)
    return noise + 2 * unit
