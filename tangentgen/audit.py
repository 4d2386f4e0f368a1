"""A derivative that was edited, held against forward mode.

Along a random direction d both should give one number: c · f'(x) d, where c is the cotangent.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from tangentgen import making
from tangentgen.entry import call
from tangentgen.errors import Offence, WrongEdit
from tangentgen.request import Request, extra_name
from tangentgen.specialised import Specialised
from tangentgen.store.edited import command
from tangentgen.trees import at, dot, leaves, like, random_like

TOLERANCES = {8: 1e-6, 4: 1e-2}  # of the least precise number that is involved, by its bytes


@dataclass(frozen=True)
class Found:
    """What the derivative and forward mode say of one of its independent variables."""

    wrt: str
    derivative: float
    forward: float
    tolerance: float

    @property
    def agrees(self) -> bool:
        """Whether both are within the tolerance, relative to the larger; NaN equals NaN."""
        if self.derivative == self.forward or (
            np.isnan(self.derivative) and np.isnan(self.forward)
        ):
            return True
        size = max(1.0, abs(self.derivative), abs(self.forward))
        return abs(self.derivative - self.forward) <= self.tolerance * size

    def __str__(self) -> str:
        verdict = "agree" if self.agrees else "DISAGREE"
        return f"{self.wrt:<12} {self.derivative:<18.10g}{self.forward:<18.10g}{verdict}"


def compare(
    request: Request,
    derivative: Specialised,
    arguments: Mapping[str, Any],
    inner: Specialised | None = None,
) -> Iterator[Found]:
    """A comparison for each independent variable; the arguments are left as they are."""
    if request.mode not in ("grad", "value_and_grad", "vjp", "jvp"):
        yield _against_anew(request, derivative, arguments, inner)
        return
    extra = request.extra
    primal = {name: value for name, value in arguments.items() if name != extra}
    other = extra_name("jvp", [name for name, _ in request.kinds])
    asked = replace(request, mode="jvp", extra=other, has_aux=False)
    forward = making.make(asked, inner, cache=False)
    assert other is not None
    rng = np.random.default_rng(0)
    points = [at(path, primal) for path in request.wrt]
    given = {**primal, extra: arguments.get(extra)} if extra else primal
    gradients: list[Any] = []
    cotangent: Any = 1.0
    if request.mode != "jvp":
        found = call(derivative, copy.deepcopy(given))
        gradients, cotangent = _taken_apart(request, found, arguments)
    for number, (path, point) in enumerate(zip(request.wrt, points, strict=True)):
        direction = random_like(point, rng)
        parts = [like(p, 0.0) for p in points]
        parts[number] = direction
        tangents = tuple(parts) if len(parts) > 1 else parts[0]
        value, tangent = call(forward, copy.deepcopy({**primal, other: tangents}))
        if request.has_aux:
            value, tangent = value[0], tangent[0]
        if request.mode == "jvp":
            _, mine = call(derivative, copy.deepcopy({**primal, str(extra): tangents}))
            cotangent = random_like(value, rng)
            one = dot(cotangent, mine)
        else:
            one = dot(gradients[number], direction)
        yield Found(path, one, dot(cotangent, tangent), TOLERANCES[least_bytes(point, value)])


def _against_anew(
    request: Request,
    derivative: Specialised,
    arguments: Mapping[str, Any],
    inner: Specialised | None,
) -> Found:
    """A matrix, a product with one or a pullback against the conservative form of the same."""
    form = replace(request, optimize=False)
    if request.mode == "jacobian":
        form = replace(form, direction="forward")
    anew = making.make(form, inner, cache=False)
    rng = np.random.default_rng(0)
    mine, other = (call(one, copy.deepcopy(dict(arguments))) for one in (derivative, anew))
    if request.mode == "pullback":
        cotangent = random_like(mine[0], rng)
        mine, other = mine[1](cotangent), other[1](copy.deepcopy(cotangent))
    direction = random_like(other, rng)
    tolerance = TOLERANCES[least_bytes(other)]
    return Found(request.mode, dot(mine, direction), dot(other, direction), tolerance)


def _taken_apart(
    request: Request, found: Any, arguments: Mapping[str, Any]
) -> tuple[list[Any], Any]:
    """The gradients in the order of `wrt`, and the cotangent that they belong to."""
    cotangent: Any = 1.0
    if request.mode == "vjp":
        _, found = found
        cotangent = arguments[str(request.extra)]
    elif request.mode == "value_and_grad":
        _, found = found
    elif request.has_aux:
        found, _ = found
    return list(found) if len(request.wrt) > 1 else [found], cotangent


def least_bytes(*trees: Any) -> int:
    """Of a float: 8, or 4 where something is of single precision or less."""
    kinds = [np.asarray(leaf).dtype for tree in trees for leaf in leaves(tree)]
    parts = [d.itemsize // (2 if d.kind == "c" else 1) for d in kinds if d.kind in "fc"]
    return 8 if min(parts, default=8) >= 8 else 4


def refuse_wrong(
    request: Request,
    derivative: Specialised,
    arguments: Mapping[str, Any],
    inner: Specialised | None = None,
) -> None:
    """Raise where an edit gives other numbers than forward mode does."""
    wrong = [f for f in compare(request, derivative, arguments, inner) if not f.agrees]
    if not wrong:
        return
    path = derivative.path
    assert path is not None
    said = ", ".join(f"{f.derivative:.6g} for {f.wrt}, not {f.forward:.6g}" for f in wrong)
    what = f"after the merge the edited derivative gives {said}, as forward mode does"
    accept = command("check --accept", path)
    hint = f"mend it, `{command('revert', path)}`, or `{accept}` if it is meant"
    raise WrongEdit(Offence(str(path), 1, 0, "", what, hint))
