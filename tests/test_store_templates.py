"""A user's own templates are part of what a derivative is made of, on disk and in memory."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import tangentgen.pipeline
from tangentgen import grad
from tangentgen.generated import Generated
from tangentgen.request import Request
from tests.support.store import write_module

MODULE = """
    import numpy as np

    from tangentgen.rules.samples import real
    from tangentgen.rules.words import constant, elementwise

    FACTOR = 3

    def sensor(x):
        return np.array([v**3 for v in np.ravel(x)]).reshape(np.shape(x))

    def gauge(x):
        return np.asarray(x.tolist())

    def inner(x):
        return x * x

    @elementwise(sensor, x=real)
    def sensor_partial(x):
        # 3 x²
        return FACTOR * inner(x)

    @elementwise(gauge, x=real)
    def gauge_partial(x):
        return 1.0

    def loss(x):
        return np.sum(sensor(x))
"""
X = np.array([1.0, 2.0])


class Counter:
    """The real generator, counted."""

    def __init__(self) -> None:
        self.real, self.count = tangentgen.pipeline.derive, 0

    def __call__(self, request: Request) -> Generated:
        self.count += 1
        return self.real(request)


@pytest.fixture
def counter(monkeypatch: pytest.MonkeyPatch) -> Counter:
    made = Counter()
    monkeypatch.setattr(tangentgen.pipeline, "derive", made)
    monkeypatch.delenv("TANGENTGEN_CACHE", raising=False)
    return made


# what stands there, what comes instead, the derivative then, derived again or not
CHANGES: list[tuple[str, str, list[float], bool]] = [
    ("FACTOR * inner(x)", "5 * inner(x)", [5.0, 20.0], True),
    ("FACTOR = 3", "FACTOR = 4", [4.0, 16.0], True),
    ("return x * x", "return x + x", [6.0, 12.0], True),
    ("# 3 x²", "# three x²", [3.0, 12.0], False),
    ("return 1.0", "return 2.0", [3.0, 12.0], False),
    ("def loss", "constant(gauge, why='whole')\n\n    def loss", [3.0, 12.0], False),
    ("def loss", "constant(sensor, why='whole')\n\n    def loss", [3.0, 12.0], True),
]


@pytest.mark.parametrize("old, new, expected, again", CHANGES)
def test_a_template_changes_between_two_runs(
    old: str, new: str, expected: list[float], again: bool, tmp_path: Path, counter: Counter
) -> None:
    def run(text: str) -> Any:
        df = grad(write_module(tmp_path, text, "templated").loss)
        result = df(X).tolist()
        assert df.path is not None
        return result

    assert old in MODULE
    for _ in range(2):
        assert run(MODULE) == [3.0, 12.0] and counter.count == 1
    for _ in range(2):
        assert run(MODULE.replace(old, new)) == expected
        assert counter.count == 1 + again
    for _ in range(2):
        assert run(MODULE) == [3.0, 12.0] and counter.count == 1 + 2 * again


def test_a_template_is_given_to_what_was_derived_through(tmp_path: Path, counter: Counter) -> None:
    text = """
        def square(x):
            return x * x

        def loss(x):
            return square(x)
    """
    assert grad(write_module(tmp_path, text, "templated").loss)(3.0) == 6.0
    text += """
        from tangentgen.rules.samples import real
        from tangentgen.rules.words import elementwise

        @elementwise(square, x=real)
        def square_partial(x):
            return 10.0
    """
    for _ in range(2):
        assert grad(write_module(tmp_path, text, "templated").loss)(3.0) == 10.0
        assert counter.count == 2


def test_a_template_is_defined_again_in_the_running_program(
    tmp_path: Path, counter: Counter
) -> None:
    module = write_module(tmp_path, MODULE, "templated")
    df = grad(module.loss, cache=False)
    for _ in range(30):
        assert df(X).tolist() == [3.0, 12.0]
    text = "@elementwise(sensor, x=real)\ndef sensor_partial(x):\n    return {} * x\n"
    for factor in (7, 9):
        cell = tmp_path / f"cell_{factor}.py"
        cell.write_text(text.format(factor))
        exec(compile(cell.read_text(), str(cell), "exec"), vars(module))
        for _ in range(3):
            assert df(X).tolist() == [factor * 1.0, factor * 2.0]
    assert counter.count == 3
