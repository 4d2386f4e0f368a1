"""`demo`: real data, a generated gradient, and the accuracy that it states."""

import csv
import re
import sys

import numpy as np
import pytest

from tangentgen import cli
from tangentgen.commands import demo
from tangentgen.commands.target import find


@pytest.fixture
def model(monkeypatch, tmp_path):
    monkeypatch.setenv("TANGENTGEN_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(sys, "path", list(sys.path))
    loss = find(f"{demo.examples() / 'carbon_dioxide.py'}:smoothing_loss").function
    yield sys.modules.get(loss.__module__)
    del sys.modules[loss.__module__]


def test_the_table_is_whole(model):
    with (demo.examples() / "carbon_dioxide.csv").open() as file:
        rows = list(csv.reader(line for line in file if not line.startswith("#")))[1:]
    assert [(int(y), int(m)) for y, m, _ in rows] == [
        (year, month) for year in range(1959, 1998) for month in range(1, 13)
    ]
    observed = model.load()
    assert [float(row[2]) for row in rows] == list(observed)
    assert (observed[0], observed[-1]) == (315.42, 364.34)


def test_the_loss_is_that_of_the_forecasts(model):
    rng = np.random.default_rng(3)
    at = rng.normal(size=3), 315.0, 0.1, rng.normal(size=12)
    observed = model.load()
    off = model.forecasts(*at, observed) - observed
    np.testing.assert_allclose(model.smoothing_loss(*at, observed), np.mean(off**2), rtol=1e-12)


def test_the_demo_reaches_what_it_states(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("TANGENTGEN_CACHE", str(tmp_path / "cache"))
    assert cli.main(["demo"]) == 0
    said = capsys.readouterr().out
    assert "def smoothing_loss_value_and_grad(" in said
    assert "season_bar[" in said
    error = float(re.search(r"a month ahead to ([\d.]+) ppm", said)[1])
    assert error < demo.ASKED
    assert str(tmp_path / "cache") in said.splitlines()[-1]


def test_a_demo_that_falls_short_says_so(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("TANGENTGEN_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(demo, "ASKED", 0.01)
    assert cli.main(["demo", "--steps", "2"]) == 1
