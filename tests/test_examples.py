"""Every example runs, in a short form, and comes out as it says."""

from __future__ import annotations

import importlib.util
import inspect
import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tangentgen.derivative import Derivative
from tangentgen.store import header
from tangentgen.store.where import FOLDER as GENERATED

FOLDER = Path(__file__).resolve().parent.parent / "examples"
NO_PROGRAM = {"carbon_dioxide"}  # the model of `tangentgen demo`, which has tests of its own

NOT_EXPORTED = {
    "exploding_gradients",  # is given a function
    "first_derivatives",  # are derived once more
    "options",  # need SciPy
    "pendulum",
}
PICTURES = [
    "echoes",
    "exploding_gradients",
    "heat_source",
    "orbit",
    "pendulum",
    "seasons",
    "variational_autoencoder",
]

SHORT: dict[str, tuple[dict[str, Any], Callable[[Any], bool]]] = {
    "bundle_adjustment": ({"rounds": 40}, lambda r: r[1] < 0.5 * r[0]),
    "convolution_digits": ({"steps": 12}, lambda right: right > 0.3),
    "echoes": (
        {"size": (12, 12), "steps": 40, "rounds": 4},
        lambda r: r[0] and r[1] < 1.0,
    ),
    "exploding_gradients": (
        {"steps": 20},
        lambda r: r[0]["scale 0.8"][-1] < 1e-3 < 1.0 < r[0]["scale 1.25"][-1],
    ),
    "first_derivatives": ({}, lambda differences: max(differences) < 1e-12),
    "heat_source": ({"steps": 60, "rounds": 20}, lambda centre: 2 < centre[0] < 8),
    "hyperparameters": ({"rounds": 15, "steps": 20}, lambda r: r[1] < r[0]),
    "kalman": ({}, lambda r: abs(r[0] - 15099) < 150 and abs(r[1] - 1469) < 30),
    "linear_regression": ({"steps": 200}, lambda r: r[0] < 0.25),
    "message_passing": ({"steps": 60}, lambda right: right > 0.8),
    "options": ({"paths": 500}, lambda r: max(r) < 1e-9),
    "orbit": ({"steps": 60}, lambda miss: miss < 1e-6),
    "pendulum": ({"seconds": 3.0}, lambda off: max(abs(off)) < 0.1),
    "policy_gradient": ({"episodes": 40}, lambda r: min(r) > 5),
    "ratings": ({"rounds": 60}, lambda r: r[1] < r[0] - 0.08 and r[2] < r[1] + 0.02),
    "recurrent_text": ({"steps": 4}, lambda values: max(values) < 3.6),
    "seasons": ({}, lambda r: max(r) - min(r) < 1e-6 * min(r)),
    "sigmoid_layer": ({"steps": 60}, lambda right: right > 0.95),
    "softmax_digits": ({"steps": 40}, lambda right: right > 0.8),
    "transformer": ({"steps": 4}, lambda right: right > 0.05),
    "variational_autoencoder": ({"steps": 60}, lambda r: r[1] < r[0]),
}


@pytest.mark.parametrize("name", sorted(SHORT))
def test_it_runs(name: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    options, right = SHORT[name]
    module = load(name)
    made = [key for key, value in vars(module).items() if isinstance(value, Derivative)]
    calls = [] if name in NOT_EXPORTED else [Recorded(module, key) for key in made]
    picture = tmp_path / f"{name}.png"
    if name in PICTURES and importlib.util.find_spec("matplotlib"):
        options = {**options, "picture": picture}
    result = module.main(**options)
    assert right(result), result
    assert "def " in capsys.readouterr().out, "the derivative is shown"
    assert "picture" not in options or picture.read_bytes()[1:4] == b"PNG"
    for call in calls:
        assert call.exported(tmp_path) == call.expected, call.name


class Recorded:
    """Stands in a module for a derivative, and keeps its first call."""

    def __init__(self, module: Any, name: str) -> None:
        self.derivative, self.name = vars(module)[name], name
        self.given: Any = None
        setattr(module, name, self)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if self.given is None:
            self.given = pickle.dumps((args, kwargs))
            self.expected = shown(self.derivative(*args, **kwargs))
        return self.derivative(*args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.derivative, name)

    def exported(self, folder: Path) -> str:
        """What the exported file gives in a process that has NumPy and nothing else."""
        for part in Path(np.__file__).parent.parent.glob("numpy*"):
            (folder / part.name).unlink(missing_ok=True)
            (folder / part.name).symlink_to(part)
        (folder / "exported.py").write_text(self.derivative.export(), encoding="utf-8")
        (folder / "given").write_bytes(self.given)
        (folder / "shown.py").write_text(inspect.getsource(shown), encoding="utf-8")
        entry = self.derivative._current().function.__name__
        code = f"import sys; sys.path[:0] = [{str(folder)!r}]\n{ALONE}"
        command = [sys.executable, "-I", "-S", "-W", "error", "-c", code, entry, str(folder)]
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout


ALONE = """
import pickle
import numpy as np
import exported, shown
shown.np = np
with open(sys.argv[2] + "/given", "rb") as file:
    args, kwargs = pickle.load(file)
sys.stdout.write(shown.shown(getattr(exported, sys.argv[1])(*args, **kwargs)))
"""


def shown(value):
    """Every bit of a result, as text."""
    if isinstance(value, dict):
        return f"{{{','.join(f'{key}:{shown(item)}' for key, item in value.items())}}}"
    if isinstance(value, (tuple, list)):
        return f"({','.join(map(shown, value))})"
    return f"{np.asarray(value).dtype}{np.shape(value)}{np.asarray(value).tobytes().hex()}"


def test_every_example_is_run() -> None:
    assert {path.stem for path in FOLDER.glob("[a-z]*.py")} - NO_PROGRAM == set(SHORT)


def texts(folder: Path) -> dict[str, str]:
    """The derivatives that are kept in a folder, but for those of programs that were run."""
    found = {}
    for path in sorted(folder.glob("*.py")):
        file = header.parsed(path.read_text(encoding="utf-8"))
        assert file is not None, path
        if file.load["asked"]["module"] != "__main__":
            found[path.name] = file.text
    return found


def test_the_derivatives_beside_the_examples_are_current(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """`--update-cases` writes those anew whose text is another one; headers are not compared."""
    copy, committed = tmp_path / "examples", FOLDER / GENERATED
    shutil.copytree(FOLDER, copy, ignore=shutil.ignore_patterns(GENERATED))
    environment = {k: v for k, v in os.environ.items() if k != "TANGENTGEN_CACHE"}
    environment["PYTHONPATH"] = str(FOLDER.parent)
    build = [sys.executable, "-m", "tangentgen", "build", str(copy)]
    done = subprocess.run(build, env=environment, capture_output=True, text=True)
    assert done.returncode == 0 and "skipped" not in done.stderr, done.stderr
    if request.config.getoption("--update-cases"):
        made, there = texts(copy / GENERATED), texts(committed)
        for name in made.keys() | there.keys():
            if name not in made:
                (committed / name).unlink()
            elif made[name] != there.get(name):
                shutil.copy(copy / GENERATED / name, committed / name)
    assert texts(copy / GENERATED) == texts(committed)


def load(name: str) -> Any:
    spec = importlib.util.spec_from_file_location(name, FOLDER / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
