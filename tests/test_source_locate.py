"""The text of a live function is found, and proved to be that function's own."""

from __future__ import annotations

import functools
import linecache
import subprocess
import sys
import textwrap
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tangentgen import errors
from tangentgen.source.locate import Changed, locate, quick_text
from tangentgen.source.read import read

Make = Callable[..., types.ModuleType]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """A module executed from a file, as an import would, without the import system."""

    def made(text: str | bytes, name: str = "made") -> types.ModuleType:
        path = tmp_path / f"{name}.py"
        path.write_bytes(text if isinstance(text, bytes) else textwrap.dedent(text).encode())
        module = types.ModuleType(name)
        module.__file__ = str(path)
        linecache.checkcache(str(path))
        exec(compile(path.read_bytes(), str(path), "exec"), module.__dict__)
        return module

    return made


def test_decorators_and_methods(make: Make) -> None:
    m = make(
        '''
        def keep(f):
            return f

        @keep
        @ keep
        def f(x):
            """Text
        at the margin"""
            return x  # the end

            # below

        class A:
            @property
            def size(self): return self.__n
            def grow(self, by):
                return super().__init__() or self.__n + by
            class _B:
                def __hidden(self, __k): return self.__n + __k
        '''
    )
    assert quick_text(m.f).startswith("@keep\n@ keep\ndef f(x):\n")
    assert quick_text(m.f).endswith("return x  # the end\n")
    assert quick_text(m.A.size.fget).count("\n") == 2
    assert quick_text(m.A.grow).endswith("self.__n + by\n")
    assert "__hidden" in quick_text(m.A._B._B__hidden)


def test_closures_and_methods_in_closures(make: Make) -> None:
    m = make(
        """
        import numpy as np
        def outer(a, b):
            def inner(x):
                return a * np.sum(x) + b
            class K:
                __p = 1
                def m(self, c):
                    return a + self.__p + c.__q()
                def n(self):
                    def deeper():
                        return super().n() + self.__p + b
                    return deeper
            return inner, K
        """
    )
    inner, cls = m.outer(1, 2)
    assert "a * np.sum(x) + b" in quick_text(inner)
    assert "self.__p + c" in quick_text(cls.m)
    assert "super().n()" in quick_text(cls().n())


def test_imported_names_are_called_by_other_instructions(make: Make) -> None:
    m = make(
        """
        import math as mm
        from os import path
        def f(x): return mm.sin(x) + path.join(x) + x.join(x)
        g = lambda x: mm.sin(x)
        h = lambda x, path=None: path.join(x)
        """
    )
    for function in (m.f, m.g, m.h):
        assert locate(function).first_line == function.__code__.co_firstlineno


def test_lambdas_on_one_line(make: Make) -> None:
    m = make(
        """
        fs = [lambda x: x + 1, lambda x: x + 1.0, lambda y: y + 1, lambda x, n=1: x * n,
              lambda x: (x +
                         2)]
        é = {"à": (lambda: 'é'), "b": lambda x, n=2: x * n}
        """
    )
    texts = [quick_text(f) for f in m.fs]
    assert texts[:3] == ["lambda x: x + 1", "lambda x: x + 1.0", "lambda y: y + 1"]
    assert texts[4].split() == ["lambda", "x:", "(x", "+", "2)"]
    assert quick_text(m.é["à"]) == "lambda: 'é'"
    assert quick_text(m.é["b"]) == "lambda x, n=2: x * n"
    assert locate(m.é["à"]).column == 11


def test_lambdas_told_apart_by_their_columns(make: Make) -> None:
    m = make("fs = [lambda x, n=1: x * n, lambda x, n=2: x * n]\n")
    assert [quick_text(f) for f in m.fs] == ["lambda x, n=1: x * n", "lambda x, n=2: x * n"]


def test_equal_functions_of_one_name(make: Make) -> None:
    m = make(
        """
        def f(x): return x  # one
        first = f
        def f(x): return x  # two
        """
    )
    assert "one" in quick_text(m.first)
    assert "two" in quick_text(m.f)


def test_a_file_that_moved_is_searched(make: Make, tmp_path: Path) -> None:
    m = make("def f(x):\n    return x * x\n\ndef g(x):\n    return x + x\n")
    lines = (
        "\n\n# a comment\ndef f(x):\n    # another\n    return x * x\n\ndef g(x):\n    return x\n"
    )
    (tmp_path / "made.py").write_text(lines)
    linecache.clearcache()
    assert locate(m.f).first_line == 4
    with pytest.raises(Changed):
        locate(m.g)
    with pytest.raises(errors.SourceChanged, match=r"made\.py:4:1: g: source changed"):
        read(m.g)


def test_another_text_in_the_same_place(make: Make, tmp_path: Path) -> None:
    m = make("def f(x):\n    return x * x\n")
    for other in (
        "def f(x):\n    return x * x * x\n",
        "def f(x):\n    return x *\n",
        "",
        "x = 1\n",
    ):
        (tmp_path / "made.py").write_text(other)
        linecache.clearcache()
        with pytest.raises((errors.SourceChanged, errors.NoSource)):
            read(m.f)


def test_a_default_edited_since_import(make: Make, tmp_path: Path) -> None:
    m = make("def f(x, n=3):\n    return x * n\n")
    (tmp_path / "made.py").write_text("def f(x, n=4):\n    return x * n\n")
    linecache.clearcache()
    with pytest.raises(errors.SourceChanged, match="default 4"):
        read(m.f)


@pytest.mark.parametrize("constant", ["1.0", "True", "-0.0", "1j", "'1'", "(1, 2.0)", "b'1'"])
def test_constants_are_compared_with_their_types(make: Make, tmp_path: Path, constant: str) -> None:
    m = make("def f(x):\n    return x, 1, 0.0, (1, 2)\n")
    for old in (", 1", "0.0", "(1, 2)"):
        text = "def f(x):\n    return x, 1, 0.0, (1, 2)\n".replace(old, ", " + constant, 1)
        (tmp_path / "made.py").write_text(text)
        linecache.clearcache()
        with pytest.raises((errors.SourceChanged, errors.NoSource)):
            read(m.f)


def test_strings_and_brackets_that_end_late(make: Make) -> None:
    m = make(
        '''
def f(x):
    return (x,
"at the margin",
)
def g(x):
    y = x \\
+ 1
    return y + \\
1
def h(x):
    return x
    """never
made into code
"""
'''
    )
    assert quick_text(m.f).endswith(",\n)\n")
    assert quick_text(m.g).endswith("+ \\\n1\n")
    assert quick_text(m.h).endswith('made into code\n"""\n')


@pytest.mark.parametrize(
    "text",
    [
        b"\xef\xbb\xbfdef f(x):\r\n\tif x:\r\n\t\treturn 1\r\n\treturn 2",
        "# -*- coding: latin-1 -*-\ndef f(é):\n    return 'ü', é\n".encode("latin-1"),
        b"\x0c\ndef f(x):\n    return x\n",
        b"from __future__ import annotations\ndef f(x: Never) -> X:\n    y: Z = x\n    return y\n",
    ],
)
def test_odd_files(make: Make, text: bytes) -> None:
    source = read(make(text).f)
    assert source.text.startswith("def f(")
    assert "\r" not in source.text
    assert source.function.name == "f"


def test_exec_with_text_in_linecache() -> None:
    text = "def f(x):\r\n    return x\r\n"
    name = "<ipython-input-1>"
    linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
    namespace: dict[str, Any] = {}
    exec(compile(text, name, "exec"), namespace)
    assert quick_text(namespace["f"]) == "def f(x):\n    return x\n"


def test_no_source() -> None:
    namespace: dict[str, Any] = {}
    exec("def f(x): return x", namespace)
    for function in (namespace["f"], len, np.sin, functools.partial(len)):
        with pytest.raises(errors.NoSource) as caught:
            read(function)
        assert " - " in str(caught.value)


def test_a_doctest_has_source() -> None:
    """
    >>> def cube(x):
    ...     return x * x * x
    >>> quick_text(cube)
    'def cube(x):\\n    return x * x * x\\n'
    """


def test_asserts_that_pytest_has_rewritten() -> None:
    def checked(x: float) -> float:
        assert x > 0, "positive"
        return x * 2.0

    assert "positive" in quick_text(checked)  # type: ignore[arg-type]  # it is a function


def test_main_and_a_hit_without_gast(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import sys\n"
        "def f(x):\n    return x\n"
        "from tangentgen.source.locate import quick_text\n"
        "print(quick_text(f), end='')\n"
        "assert not {'gast', 'astor'} & set(sys.modules)\n"
    )
    root = Path(__file__).resolve().parent.parent
    done = subprocess.run(
        [sys.executable, str(script)],
        env={"PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "def f(x):\n    return x\n"
