"""`tangentgen templates`: what there is, whether it is right, whether a mistake is noticed."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tangentgen.cli import main

RIGHT = """
import numpy as np

from tangentgen.rules.samples import real
from tangentgen.rules.words import elementwise, linear


def cubed(x):
    return np.array([v**3 for v in np.ravel(x)]).reshape(np.shape(x))


@elementwise(cubed, x=real)
def cubed_partial(x):
    \"\"\"d x³ = 3 x² dx.\"\"\"
    return 3 * x**2
"""


@pytest.fixture(autouse=True)
def _leave_no_modules(monkeypatch):
    monkeypatch.setattr(sys, "path", list(sys.path))


def run(capsys, *arguments):
    code = main(["templates", *arguments])
    return code, capsys.readouterr()


def test_a_right_template_is_called_right(tmp_path, capsys):
    file = tmp_path / "cubes.py"
    file.write_text(RIGHT)
    code, streams = run(capsys, "check", str(file))
    assert code == 0
    assert streams.out == "cubes.cubed: right\n"


def test_of_a_folder_every_file_is_checked(tmp_path, capsys):
    (tmp_path / "first_cubes.py").write_text(RIGHT)
    (tmp_path / "second_cubes.py").write_text(RIGHT.replace("3 * x**2", "3 * x"))
    code, streams = run(capsys, "check", str(tmp_path))
    assert code == 1
    assert "first_cubes.cubed: right" in streams.out
    assert "second_cubes.cubed:" in streams.out
    assert "by differences" in streams.out


def test_a_file_without_templates_is_told(tmp_path, capsys):
    file = tmp_path / "nothing_here.py"
    file.write_text("x = 1\n")
    code, streams = run(capsys, "check", str(file))
    assert code == 2
    assert "no templates in it" in streams.err


def test_coverage_misses_nothing(capsys):
    code, streams = run(capsys, "coverage", "numpy")
    assert code == 0
    assert "numpy.linalg.qr " in streams.out
    assert "0 missing" in streams.out


def test_mistakes_are_noticed(capsys):
    code, streams = run(capsys, "mutate", "numpy.arctan2")
    assert code == 0
    assert streams.out.endswith("mutants, 0 not noticed\n")


def test_libraries_that_nobody_imported_are_listed():
    pytest.importorskip("scipy")
    command = [sys.executable, "-m", "tangentgen", "templates", "list", "scipy.special.erf"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert "scipy.special.erf " in done.stdout
