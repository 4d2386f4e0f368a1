"""What is shipped: a wheel, an editable install and a bare checkout each find their templates."""

import os
import shutil
import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
FOLDERS = {"tangentgen": "tangentgen", "templates": "tangentgen/templates"}

DIFFERENTIATE = """
import numpy as np

from tangentgen import grad
from tangentgen.rules import library


def loss(x, steps):
    y = x.copy()
    for k in range(steps):
        y[1:] += 0.1 * np.sin(x[:-1])
    return np.sum(y * y)


x = np.linspace(0.5, 2.0, 4)
step = np.sqrt(np.finfo(float).eps)
shifted = x + 1e-6 * np.eye(4)
slopes = [(loss(up, 3) - loss(2 * x - up, 3)) / 2e-6 for up in shifted]
np.testing.assert_allclose(grad(loss)(x, 3), slopes, rtol=1e-7)
print(library.folder())
"""


def run(*command, cwd, **variables):
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment | variables,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def packages_on_disk():
    for folder, name in {**FOLDERS, "examples": "tangentgen/examples"}.items():
        for path in [ROOT / folder, *(ROOT / folder).rglob("*/")]:
            if any(path.glob("*.py")) and path.name not in ("__pycache__", "__tangentgen__"):
                yield ".".join((Path(name) / path.relative_to(ROOT / folder)).parts)


def test_every_folder_is_shipped():
    assert PROJECT["tool"]["setuptools"]["packages"] == sorted(packages_on_disk())


def test_dependencies_are_these_three():
    names = [text.split(">")[0] for text in PROJECT["project"]["dependencies"]]
    assert names == ["gast", "astor", "numpy"]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A copy, because a build writes into the folder it builds."""
    copy = tmp_path_factory.mktemp("checkout") / "tangentgen"
    ignored = shutil.ignore_patterns(
        ".*", "__pycache__", "__tangentgen__", "build", "dist", "*.egg-info", "tests", "benchmarks"
    )
    shutil.copytree(ROOT, copy, ignore=ignored)
    return copy


@pytest.fixture(scope="module")
def wheel(checkout, tmp_path_factory):
    """Built from the sdist, which is built from the checkout: so both hold all that is needed."""
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--outdir", out, checkout, cwd=out)
    (found,) = out.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def python(tmp_path_factory):
    """The interpreter of an empty virtual environment."""
    folder = tmp_path_factory.mktemp("empty") / "venv"
    venv.create(folder, with_pip=True, symlinks=True)
    return folder / "bin" / "python"


@pytest.fixture
def elsewhere(tmp_path):
    (tmp_path / "work.py").write_text(DIFFERENTIATE)
    return tmp_path


def test_the_wheel_holds_all_and_only_what_runs(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for folder, shipped in FOLDERS.items():
        for path in (ROOT / folder).rglob("*.py"):
            if not {"__pycache__", "__tangentgen__"} & set(path.parts):
                assert f"{shipped}/{path.relative_to(ROOT / folder).as_posix()}" in names
    assert "tangentgen/py.typed" in names
    assert "tangentgen/examples/carbon_dioxide.csv" in names
    assert any(name.endswith("LICENSE") for name in names)
    assert {name.split("/")[0].split("-")[0] for name in names} == {"tangentgen"}


def test_from_an_installed_wheel(wheel, python, elsewhere):
    run(python, "-m", "pip", "install", "-q", wheel, cwd=elsewhere)
    folder = Path(run(python, "work.py", cwd=elsewhere).strip())
    assert folder.parts[-3:] == ("site-packages", "tangentgen", "templates")
    shown = run(python.with_name("tangentgen"), "show", "work.py:loss", cwd=elsewhere)
    assert "def loss_grad(x, steps" in shown
    cache = str(elsewhere / "cache")
    said = run(python.with_name("tangentgen"), "demo", cwd=elsewhere, TANGENTGEN_CACHE=cache)
    assert f"The derivative: {cache}" in said


def test_from_an_editable_install(wheel, python, checkout, elsewhere):
    install = ("-m", "pip", "install", "-q", "--force-reinstall", "--no-deps", "-e", checkout)
    run(python, *install, cwd=elsewhere)
    assert run(python, "work.py", cwd=elsewhere).strip() == str(checkout / "templates")


def test_from_a_bare_checkout(wheel, python, checkout, elsewhere):
    run(python, "-m", "pip", "uninstall", "-q", "-y", "tangentgen", cwd=elsewhere)
    said = run(python, "work.py", cwd=elsewhere, PYTHONPATH=str(checkout))
    assert said.strip() == str(checkout / "templates")
