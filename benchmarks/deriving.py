"""How long a derivation takes, and how it grows with the source.

    python benchmarks/deriving.py [--lines 5 100 500 1000 2000] [--runs 5]

The functions are made of the same twenty lines again and again, each round on other names: array
operations, a loop, a branch, stores into a slice and a call of a helper. Nothing is kept on disk;
a figure is the least of some runs, each of which reads, analyses, derives and prints anew.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np

from tangentgen import grad

FIRST = """\
import numpy as np


def damped(v, rate):
    return np.tanh(v) * np.exp(-rate * np.sum(v * v))

"""
ROUND = """\
    u{k} = np.sin(x) * {before} + 0.1
    v{k} = u{k} * u{k} - 0.5 * x
    w{k} = np.empty_like(v{k})
    w{k}[0] = v{k}[0]
    for i in range(1, len(w{k})):
        w{k}[i] = 0.9 * w{k}[i - 1] + v{k}[i]
    s{k} = np.mean(w{k})
    if s{k} > 0.2:
        z{k} = np.exp(-w{k} * w{k})
        s{k} = s{k} * 0.5
    else:
        z{k} = np.cos(w{k}) + s{k}
    z{k}[1:] *= x[:-1]
    z{k} += 0.1 * damped(v{k}, 0.3)
    a{k} = np.dot(z{k}, v{k}) / len(x)
    b{k} = np.maximum(z{k}, 0.1 * v{k})
    c{k} = np.sqrt(b{k} * b{k} + 1.0)
    for n in range(3):
        c{k} = 0.5 * c{k} + 0.1 * np.tanh(c{k}) * a{k}
    y{k} = c{k} / (1.0 + np.sum(c{k} * c{k}))
"""
SHORT = """\
def short(x):
    u = np.sin(x) * x
    for n in range(3):
        u = u * 0.5 + np.exp(-x)
    s = np.sum(u * u)
    return s
"""


def text(lines: int) -> tuple[str, str]:
    """The text of a module and the name of the function in it that has so many lines."""
    if lines <= 5:
        return FIRST + "\n" + SHORT, "short"
    rounds = [
        ROUND.format(k=k, before=f"y{k - 1}" if k else "x").splitlines()
        for k in range(-(-(lines - 1) // 20))
    ]
    body = [line for part in rounds for line in part][: 20 * (lines // 20)]
    last = f"    return np.sum(y{len(body) // 20 - 1})"
    return FIRST + "\n" + "\n".join(["def long(x):", *body, last]) + "\n", "long"


def module_of(lines: int, folder: Path) -> ModuleType:
    path = folder / f"lines_{lines}.py"
    path.write_text(text(lines)[0])
    spec = spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


def seconds(module: ModuleType, name: str, runs: int) -> float:
    """The least time of a derivation."""
    x = np.linspace(0.1, 1.0, 6)
    found = []
    for _ in range(runs):
        derivative = grad(getattr(module, name), cache=False)
        begun = time.perf_counter()
        derivative(x)
        found.append(time.perf_counter() - begun)
    return min(found)


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]  # the module has one
    reader.add_argument("--lines", type=int, nargs="+", default=[5, 20, 100, 500, 1000, 2000])
    reader.add_argument("--runs", type=int, default=5)
    given = reader.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        seconds(module_of(5, Path(folder)), "short", 1)  # the templates are read once
        print("lines        ms   ms for each line")
        for lines in given.lines:
            runs = max(1, min(given.runs, 2000 // lines))
            taken = 1e3 * seconds(module_of(lines, Path(folder)), text(lines)[1], runs)
            print(f"{lines:5} {taken:9.1f} {taken / lines:18.2f}", flush=True)


if __name__ == "__main__":
    main()
