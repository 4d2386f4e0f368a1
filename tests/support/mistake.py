"""A mistake to make in the store or around it, and the test that must notice it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.support.planted import ROOT, Bug


@dataclass(frozen=True)
class Mistake(Bug):
    """A mistake, the test that must fail because of it, and what that test is for."""

    test: str
    covers: str  # topics, with commas between them


def said(mistake: Mistake, folder: Path, seconds: float = 300) -> str:
    """What its test says with the mistake made; empty where it passes."""
    for name in ("tangentgen", "templates", "tests"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "docs", "examples", ".pre-commit-hooks.yaml"):
        (folder / name).symlink_to(ROOT / name)
    file = folder / "tangentgen" / mistake.path
    file.write_text(mistake.planted(file.read_text()))
    environment = {k: v for k, v in os.environ.items() if not k.startswith("TANGENTGEN_")}
    environment |= {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    words = ["-q", "-x", "-p", "no:cacheprovider", "--basetemp", str(folder / "tmp")]
    command = [sys.executable, "-m", "pytest", *words, f"tests/{mistake.test}"]
    # A session of its own: what hangs has children that hang.
    run = subprocess.Popen(
        command, cwd=folder, env=environment, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    try:
        out, _ = run.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        out = f"it hangs for {seconds} seconds"
    if run.returncode is None:
        os.killpg(run.pid, signal.SIGKILL)
        run.communicate()
        return out
    # 0 is that all tests have passed, 1 that some have failed; the others, that none was run.
    assert run.returncode in (0, 1) and " skipped" not in out.splitlines()[-1], out
    return out if run.returncode else ""
