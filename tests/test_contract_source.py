"""The contract, case by case: the text of a function, and whose it is."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any

import pytest

from tangentgen import grad
from tangentgen.errors import TangentgenError
from tests.support.outcomes import or_refused
from tests.support.snippets import dedented, load, module_of


def test_without_source_is_refused() -> None:
    namespace: dict[str, Any] = {}
    exec("def f(x):\n    return x * x\n", namespace)
    with pytest.raises(TangentgenError):
        grad(namespace["f"])(1.0)


def test_source_changed_since_import(tmp_path: Path) -> None:
    """The text found under the function's line is another function's: never differentiated."""
    text = "def f(x):\n    return x * x\n\n\ndef g(x):\n    return x * x * x\n"
    module = module_of(text, "moving", tmp_path)
    (tmp_path / "moving.py").write_text(
        "def f(x):\n    return x * x * x\n\n\n\ndef g(x):\n    return x\n"
    )
    for function, want in ((module.f, 4.0), (module.g, 12.0)):
        try:
            assert grad(function, cache=False)(2.0) == pytest.approx(want)
        except TangentgenError as refusal:
            assert "changed" in str(refusal)


SAME = "def f(x):\n    y = x * x  # hm\n    return y * 3.0\n"
ODD_SOURCES = {
    "tabs": b"def f(x):\n\tif x > 0:\n\t\tx = x * x\n\treturn x * 3.0\n",
    "crlf": SAME.replace("\n", "\r\n").encode(),
    "byte order mark": b"\xef\xbb\xbf" + SAME.encode(),
    "no newline at the end": SAME.rstrip().encode(),
    "form feed": b"\x0c\n" + SAME.encode(),
    "latin": ("# -*- coding: latin-1 -*-\n" + SAME.replace("y", "grö")).encode("latin-1"),
    "unicode": SAME.replace("y", "λ").replace("hm", "∂").encode(),
    "wide": SAME.replace("= x * x", "= x * x * (len('日本') - 1)").encode(),
    "continued": SAME.replace("x * x", "x * \\\n        x").encode(),
    "in brackets": SAME.replace("y * 3.0", "(\n        y\n    * 3.0)").encode(),
    "semicolons": b"def f(x): y = x * x; return y * 3.0\n",
    "future": ("from __future__ import annotations\n" + SAME.replace("x)", "x: Never)")).encode(),
    "annotated": SAME.replace("y =", "z: int\n    y: float =").encode(),
    "decorated": ("def keep(f):\n    return f\n\n\n@keep\n" + SAME).encode(),
    "in a method": ("class C:\n" + textwrap.indent(SAME, "    ") + "\nf = C.f\n").encode(),
    "strings at the margin": (
        b'class C:\n    def f(x):\n        """Text\nat the margin"""\n'
        b'        s = """a\n  b"""\n        return x * x * 3.0 * (len(s) - 4)\n\nf = C.f\n'
    ),
    "in a function": (
        "def make():\n    if True:\n"
        + textwrap.indent(SAME, " " * 8)
        + "    return f\n\nf = make()\n"
    ).encode(),
}


@pytest.mark.parametrize("name", ODD_SOURCES)
def test_odd_sources(name: str, tmp_path: Path) -> None:
    path = tmp_path / "odd.py"
    path.write_bytes(ODD_SOURCES[name])
    f = load(path).f
    df = grad(f)
    assert df(2.0) == pytest.approx(12.0)
    compile(df.source, "again", "exec")


def test_wrapped_function_differentiates_what_is_called() -> None:
    """A decorator that changes what is computed is never looked through."""
    text = """
        import functools

        def twice(f):
            @functools.wraps(f)
            def both(x):
                return 2.0 * f(x)
            return both

        @twice
        def f(x):
            return x * x
    """
    f = module_of(dedented(text)).f
    with or_refused():
        assert grad(f)(3.0) == pytest.approx(12.0)


def test_recursive_decorated_name_is_refused() -> None:
    text = """
        from tangentgen import grad

        @grad
        def f(x, n):
            return x if n == 0 else x * f(x, n - 1)
    """
    with pytest.raises(TangentgenError):
        module_of(dedented(text)).f(2.0, 3)
