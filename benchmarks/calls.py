"""What tangentgen itself costs: a call, a derivative from disk, a new one, the import.

    python benchmarks/calls.py

Each figure stands beside what it is measured against in the same run, and beside its limit.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

PRIMALS = '''\
import numpy as np


def scalar(x):
    return x * x


def two(x, n):
    return x * n


def damp(u):
    return u * 0.5


def one_array(u):
    return np.sum(u * u)


def three_arrays(w, x, y):
    r = x @ w - y
    return r @ r


def with_helper(x):
    return damp(x) * x


def make(rate):
    def captured(x):
        return rate * x * x

    return captured


def five_lines(w, x, y):
    """Mean squared error with decay."""
    r = x @ w - y
    data = np.sum(r * r) / len(y)
    decay = 0.5 * np.sum(w * w)
    return data + decay
'''


def module_at(folder: Path) -> ModuleType:
    path = folder / "primals.py"
    path.write_text(PRIMALS)
    spec = importlib.util.spec_from_file_location("primals", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["primals"] = module
    spec.loader.exec_module(module)
    return module


def side_by_side(
    one: Callable[[], Any], other: Callable[[], Any], rounds: int = 3000
) -> list[float]:
    """Nanoseconds of each, taken in turn; the least of many short runs, since only noise adds."""
    best = [float("inf"), float("inf")]
    for _ in range(rounds):
        for number, function in enumerate((one, other)):
            start = time.perf_counter_ns()
            for _ in range(100):
                function()
            best[number] = min(best[number], (time.perf_counter_ns() - start) / 100)
    return best


def calls(primals: ModuleType) -> None:
    import numpy as np

    from tangentgen import grad

    w, x, y = np.ones(3), np.ones((4, 3)), np.ones(4)
    cases: list[tuple[Any, tuple[Any, ...], int]] = [
        (primals.scalar, (2.0,), 1),
        (primals.two, (2.0, 3), 2),
        (primals.one_array, (w,), 1),
        (primals.three_arrays, (w, x, y), 3),
        (primals.with_helper, (2.0,), 2),
        (primals.make(3.0), (2.0,), 2),
    ]
    print("call of a derivative, ns          generated   derivative   over   limit")
    for function, args, checked in cases:
        derivative = grad(function)
        for _ in range(50):
            derivative(*args)
        generated = derivative._current().function
        space = {f"a{number}": value for number, value in enumerate(args)}
        names = ", ".join(space)
        plain = ", rate=3.0" if "rate" in generated.__code__.co_varnames else ""
        pair = [
            eval(f"lambda: f({names}{plain})", {**space, "f": generated}),
            eval(f"lambda: f({names})", {**space, "f": derivative}),
        ]
        base, ours = side_by_side(*pair)
        limit = 100 + 40 * checked
        print(f"{function.__name__:30} {base:12.0f} {ours:12.0f} {ours - base:6.0f} {limit:7}")


def milliseconds(code: str, folder: Path, runs: int = 15) -> float:
    """What a process prints, the least of several."""
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{folder}"}
    # What is measured is not the compiler: an installed package has its bytecode.
    environment["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    found = [
        float(
            subprocess.run(
                [sys.executable, "-c", code],
                env=environment,
                capture_output=True,
                text=True,
                check=True,
            ).stdout
        )
        for _ in range(runs)
    ]
    return min(found) * 1e3


TIMED = """
import time
{before}
start = time.perf_counter()
{timed}
print(time.perf_counter() - start)
"""


def from_disk(folder: Path) -> None:
    ready = "import numpy as np, primals\nfrom tangentgen import grad\n"
    ready += "args = np.ones(3), np.ones((4, 3)), np.ones(4)\n"
    warm = ready + "grad(primals.scalar)(2.0)\n"
    call = "grad(primals.five_lines)(*args)"
    without = warm + f"import shutil\nshutil.rmtree({str(folder / '__tangentgen__')!r})\n"
    without += "import tangentgen.pipeline\n"
    one = milliseconds(TIMED.format(before=without, timed=call), folder)
    hit = milliseconds(TIMED.format(before=warm, timed=call), folder)
    first = milliseconds(TIMED.format(before=ready, timed=call), folder)
    path = next((folder / "__tangentgen__").glob("primals.five_lines*"))
    plain = f"compile(open({str(path)!r}).read(), 'x', 'exec')"
    read = milliseconds(TIMED.format(before=warm, timed=plain), folder)
    cold_call = "grad(primals.five_lines, cache=False)(*args)"
    cold = ready + "grad(primals.scalar, cache=False)(2.0)\n"
    new = milliseconds(TIMED.format(before=cold, timed=cold_call), folder)
    print("\nfirst call of a function of five lines, ms")
    print(f"read and compile of the same file  {read:8.2f}")
    print(f"found on disk                      {hit:8.2f}   over {hit - read:.2f}, limit 2")
    print(f"the first one of the process       {first:8.2f}")
    print(f"derived anew, nothing kept         {new:8.2f}   limit 30")
    print(f"derived anew, and kept             {one:8.2f}")


def imports(folder: Path) -> None:
    numpy = milliseconds(TIMED.format(before="", timed="import numpy"), folder)
    both = milliseconds(TIMED.format(before="import numpy", timed="import tangentgen"), folder)
    print("\nimport, ms")
    print(f"numpy                              {numpy:8.2f}")
    print(f"tangentgen after numpy             {both:8.2f}   limit 20")


def main() -> None:
    os.environ.pop("TANGENTGEN_CACHE", None)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        calls(module_at(folder))
        from_disk(folder)
        imports(folder)


if __name__ == "__main__":
    main()
