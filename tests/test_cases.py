"""Every case: the text as expected, the numbers right in every mode, nothing else touched."""

from __future__ import annotations

import ast
import functools
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.support import cases, compare
from tests.support.derivatives import (
    Problem,
    check_forward,
    check_reverse,
    check_transposed,
    derive,
    reverse_mode,
    run_forward,
    run_reverse,
)
from tests.support.trees import random_like

NAMES = cases.names()
ROOT = Path(__file__).resolve().parent.parent
every_case = pytest.mark.parametrize("name", NAMES)


@functools.cache
def derivative(name: str, mode: str, optimize: bool = True) -> Any:
    """The derivative of a case, made once for all tests."""
    case = cases.load(name)
    options = case.options() if optimize else {**case.options(), "optimize": False}
    return derive(mode, case.problems()[0], **options)


@functools.cache
def text_of(name: str) -> str:
    """The text of a case in its own mode, for the kinds of its first sample."""
    case = cases.load(name)
    function = derive(case.mode, case.problems()[0], **case.options())
    call(function, case.mode, case.problems()[0])  # without `like`, kinds come from the first call
    return function.source


def call(function: Any, mode: str, problem: Problem) -> Any:
    rng = np.random.default_rng(11)
    if mode == "jvp":
        return run_forward(function, problem, random_like(rng, problem.point))
    return run_reverse(mode, function, problem, random_like(rng, problem.value()))


@every_case
def test_text(name: str, request: pytest.FixtureRequest) -> None:
    case = cases.load(name)
    if request.config.getoption("--update-cases"):
        cases.update(case, text_of(name))
    else:
        assert text_of(name) == case.expected


@every_case
def test_numbers(name: str, rng: np.random.Generator) -> None:
    case = cases.load(name)
    tolerance = case.flag("TOLERANCE", 1e-7)
    exact = case.flag("COMPLEX_STEP", False)
    for problem in case.problems():
        mode = reverse_mode(problem, case.mode)
        backwards, forwards = derivative(name, mode), derivative(name, "jvp")
        result, cotangent = check_reverse(problem, backwards, mode, rng, tolerance, exact)
        tangents, tangent = check_forward(problem, forwards, rng, tolerance)
        check_transposed(result, cotangent, tangents, tangent, case.flag("TRANSPOSED", 1e-10))


@every_case
def test_conservative_form_agrees(name: str, rng: np.random.Generator) -> None:
    case = cases.load(name)
    for problem in case.problems():
        mode = reverse_mode(problem, case.mode)
        cotangent = random_like(rng, problem.value())
        lean, plain = (
            run_reverse(mode, derivative(name, mode, optimize), problem, cotangent)
            for optimize in (True, False)
        )
        tolerance = case.flag("TRANSPOSED", 1e-10)
        compare.assert_close(lean.gradients, plain.gradients, "optimize=False", tolerance)


@every_case
def test_needs_nothing_of_ours(name: str) -> None:
    imported = [
        alias.name if isinstance(node, ast.Import) else str(node.module)
        for node in ast.walk(ast.parse(text_of(name)))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    ]
    assert not [module for module in imported if module.split(".")[0] == "tangentgen"]


def test_same_bytes_again_under_another_hash_seed() -> None:
    """One process, not one for each case: starting Python costs more than deriving."""
    environment = {**os.environ, "PYTHONHASHSEED": "1", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "tests.support.texts", *NAMES]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    texts = json.loads(done.stdout)
    assert [name for name in NAMES if texts[name] != cases.load(name).expected] == []


def test_texts_pass_ruff(tmp_path: Path) -> None:
    """One run over all texts, under the rules that we promise."""
    (tmp_path / "ruff.toml").write_text((ROOT / "tests/support/generated_ruff.toml").read_text())
    for name in NAMES:
        try:
            (tmp_path / f"{name}.py").write_text(text_of(name))
        except Exception:
            continue  # test_text fails for it, and says how
    for check in (["check", "--no-cache", "--output-format=concise"], ["format", "--diff"]):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *check, "."],
            cwd=tmp_path,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]


@pytest.mark.parametrize("name", [name for name in NAMES if cases.load(name).options()])
def test_twice(name: str, rng: np.random.Generator) -> None:
    """Forward mode over the derivative of what is given by example; test_orders_twice has all."""
    case = cases.load(name)
    if not case.flag("TWICE", True):
        return  # the case says why beside the flag
    problem = case.problems()[0]
    mode = reverse_mode(problem, case.mode)
    if mode == "vjp":
        return  # its cotangent is a keyword: differentiated in the tests of api
    second = Problem(derivative(name, mode), case.wrt, problem.args)
    check_forward(second, derive("jvp", second), rng, case.flag("TOLERANCE", 1e-7))
