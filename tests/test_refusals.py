"""Programs that are refused: what is said, where, and nothing else goes wrong.

Each file in `refusals/` is written like a case; below its marker stands the refusal. A
program that is taken one day moves to `cases/`.
"""

import importlib
from pathlib import Path

import numpy as np
import pytest

from tangentgen import grad
from tangentgen.errors import Refusal
from tests.support.cases import MARKER

FOLDER = Path(__file__).parent / "refusals"
NAMES = sorted(p.stem for p in FOLDER.glob("*.py"))


def refused(name: str) -> str:
    """The refusal, with the file's own name for its path."""
    module = importlib.import_module(f"tests.refusals.{name}")
    function = getattr(module, name)
    [arguments, *_] = module.samples(np.random.default_rng(0))
    with pytest.raises(Refusal) as caught:
        grad(function, wrt=module.WRT, cache=False)(*arguments)
    return str(caught.value).replace(str(FOLDER / f"{name}.py"), f"{name}.py")


@pytest.mark.parametrize("name", NAMES)
def test_refusal(name: str, request: pytest.FixtureRequest) -> None:
    path = FOLDER / f"{name}.py"
    above, _, wanted = path.read_text().partition(MARKER)
    text = "".join(f"# {line}".rstrip() + "\n" for line in refused(name).splitlines())
    if request.config.getoption("--update-cases"):
        path.write_text(f"{above}{MARKER}\n{text}")
    else:
        assert wanted.lstrip("\n") == text


@pytest.mark.parametrize("name", NAMES)
def test_place_is_shown(name: str) -> None:
    """Every offence names its place, a reason, a rewrite, and points at the code."""
    for head, line, caret in zip(*[iter(refused(name).splitlines())] * 3, strict=True):
        place, _, rest = head.partition(": ")
        assert place.count(":") == 2
        assert " - " in rest
        assert line.strip()
        assert caret.strip() == "^"
        assert int(place.split(":")[2]) == caret.index("^") + 1
