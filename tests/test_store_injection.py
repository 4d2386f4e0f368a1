"""Texts that try to get out of where they stand: in comments, docstrings, defaults, names, paths.

Each holds code that sets a flag. The derivative is right, is loaded again, and the flag stays down.
"""

from __future__ import annotations

import builtins
import linecache
import re
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from tangentgen import grad
from tangentgen.commands.output import side_by_side
from tangentgen.export.module import exported

FLAG = "injected_into_the_store"
CODE = f"__import__('builtins').__dict__.update({FLAG}=1)"
QUOTED = f'__import__("builtins").__dict__.update({FLAG}=1)'
TEXTS = [
    f"\n{CODE}\n",
    f"\r{CODE}\r",
    f"\r\n{CODE}\r\n",
    f"\x0c{CODE}",
    f"\x0b{CODE}",
    f"\x1c{CODE}\x1d",
    f"\x85{CODE}",
    f"\u2028{CODE}\u2029",
    f"'\n{CODE}\n'",
    f'"\n{QUOTED}\n"',
    f"'''\n{CODE}\n'''",
    f'"""\n{QUOTED}\n"""',
    f"'; {CODE} #",
    f'"; {QUOTED} #',
    f"'''; {CODE}",
    f'"""; {QUOTED}',
    f"' + {CODE} + '",
    f'" + {QUOTED} + "',
    f"\\'; {CODE} #",
    f'\\"; {QUOTED} #',
    f"\\\n{CODE}\n",
    f"\\\\\n{CODE}\n\\",
    f"\\n{CODE}",
    f"\\x0a{CODE}",
    f"\\u000a{CODE}\\N{{LINE FEED}}",
    "{" + CODE + "}",
    "{{" + CODE + "}}",
    f"%({CODE})s %s %d %",
    f"$({CODE}) `{CODE}`",
    f"\n\n\n{CODE}\n\n\n# base:\n# QlpoOTFBWSZTWQ==\n# end: 00\n",
    f"# base:\n{CODE}\n# end: ",
    f"\n# load: {{}}\n{CODE}",
    f"# type: ignore\n{CODE}",
    f"# -*- coding: utf-7 -*-\n+AAo-{CODE}",
    f"# fmt: off\n{CODE}\n# fmt: on",
    f"\u202e{CODE}\u202c",
    f"\u200b\ufeff\u2066{CODE}\u2069",
    f"\x1b[2J\x1b]0;{CODE}\x07",
    f"*/ {CODE} /* --> {CODE} <!--",
    f"</pre><script>{CODE}</script>",
    f"ﬁ{CODE}Å\u0301ﷺ",
    f"\t{CODE}\t\b\b",
    f"lambda: {CODE}",
    f"\ud800{CODE}",
]


def test_there_are_forty() -> None:
    assert len(set(TEXTS)) >= 40 and all(FLAG in text for text in TEXTS)


@pytest.fixture(autouse=True)
def flag(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TANGENTGEN_CACHE", raising=False)
    vars(builtins).pop(FLAG, None)


def written(folder: Path, text: str) -> ModuleType:
    path = folder / "hostile.py"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    module = ModuleType("hostile")
    module.__file__ = str(path)
    sys.modules["hostile"] = module
    linecache.checkcache(str(path))
    exec(compile(text.encode(), str(path), "exec"), vars(module))
    return module


def one_line(text: str) -> str:
    """A text as a comment can hold it."""
    return re.sub(r"[\n\r\x0b\x0c\x00]", " ", text).encode("utf-8", "replace").decode()


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_nothing_gets_out_of_comments_docstrings_and_values(text: str, tmp_path: Path) -> None:
    plain = text.encode("utf-8", "replace").decode()
    source = (
        "import numpy as np\n\n\n"
        f"LABEL = {text!r}\n\n\n"
        f"def loss(p, x, label={text!r}, other='x'):  # {one_line(text)}\n"
        f"    {plain!r}\n"
        f"    # {one_line(text)}\n"
        f"    table = {{{plain!r}: 2.0}}\n"
        f"    y = p[{plain!r}] * x * len(LABEL)  # {one_line(text)}\n"
        "    for k in range(2):\n"
        f"        y = np.sin(y) * table[{plain!r}]  # {one_line(text)}\n"
        f"    if label == {plain!r} + 'x':\n"
        "        y = y * 3.0\n"
        "    return np.sum(y)\n"
    )
    module = written(tmp_path, source)
    assert FLAG not in vars(builtins)
    p, x = {plain: 0.3}, np.array([0.2, 0.7])
    step = 1e-6
    slope = (module.loss(p, x + step) - module.loss(p, x - step)) / (2 * step)
    for _ in range(2):
        df = grad(module.loss, wrt="x")
        assert df(p, x).sum() == pytest.approx(slope, rel=1e-6)
        assert df.path is not None and not df.edited
        assert all(line.startswith("# ") for line in header_of(df.path))
    repr(df), df.source, side_by_side(df.source, df.source), exported(df._current())
    names: dict[str, object] = {}
    exec(df.export(), names)
    assert FLAG not in vars(builtins)


def header_of(path: Path) -> list[str]:
    header = path.read_bytes().partition(b"\n\n")[0]
    assert header.isascii()
    return header.decode().splitlines()


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_nothing_gets_out_of_names_of_folders(text: str, tmp_path: Path) -> None:
    try:
        folder = tmp_path / re.sub(r"[/\x00]", "_", text)[:120].encode("utf-8", "replace").decode()
        folder.mkdir()
    except OSError:
        pytest.skip("no such name here")
    module = written(folder, "def loss(x):\n    return x * x\n")
    module.loss.__qualname__ = module.loss.__module__ = text.encode("utf-8", "replace").decode()
    for _ in range(2):
        df = grad(module.loss)
        assert df(3.0) == 6.0
        if df.path is not None:
            assert df.path.name.isascii() and "/" not in df.path.name
            assert all(line.startswith("# ") for line in header_of(df.path))
    assert FLAG not in vars(builtins)
