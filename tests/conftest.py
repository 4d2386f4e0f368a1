"""What all tests share: where derivatives are kept, and the flag that rewrites expected texts."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tangentgen.rules import library, words

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # `tests.support` is imported from here

collect_ignore_glob = ["cases/*"]  # read by test_cases.py, each under its own rules


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-cases",
        action="store_true",
        help="write what is generated now below the marker of each case, to be reviewed as a diff",
    )


@pytest.fixture(scope="session", autouse=True)
def derivatives_kept_apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """No test reads a derivative that another run has left, nor leaves one beside a source.

    With `TANGENTGEN_CACHE=verify` all that is found on disk is derived again and compared.
    """
    base = tmp_path_factory.getbasetemp()
    # Those who run side by side read what the others have derived.
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "derivatives"
    folder.mkdir(exist_ok=True)
    before = os.environ.get("TANGENTGEN_CACHE")
    os.environ["TANGENTGEN_CACHE"] = f"verify:{folder}" if before == "verify" else str(folder)
    yield folder
    if before is None:
        del os.environ["TANGENTGEN_CACHE"]
    else:
        os.environ["TANGENTGEN_CACHE"] = before


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(20261121)


@pytest.fixture(autouse=True)
def nothing_is_taught() -> Iterator[None]:
    """Templates that a test writes of NumPy's functions would be part of what others derive."""
    library.load()
    before = {key: vars(entry).copy() for key, entry in words.ENTRIES.items()}
    yield
    for key, entry in list(words.ENTRIES.items()):
        if entry.is_own and key in before:
            vars(entry).update(before[key])
        elif entry.is_own:
            del words.ENTRIES[key]
