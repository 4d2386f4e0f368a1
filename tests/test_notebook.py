"""How a derivative looks in a notebook, which is executed for it, and in IPython."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient

from tangentgen import grad
from tests.support.store import write_module

ROOT = Path(__file__).resolve().parent.parent
CELLS = [
    "import numpy as np\n%load_ext tangentgen",
    '%%grad --wrt w\ndef loss(w, x):\n    """<b>&"""\n    return np.sum(np.sin(w * x))',
    "loss_grad(2.0, np.ones(3))",
    "def loss(w, x):\n    return np.sum(np.cos(w * x))",
    "from tangentgen import grad\ngrad(loss)(2.0, np.ones(3))",
    "%%grad --like 'x=f8[n]'\ndef worse(x):\n    del x[0]\n    return x",
    "%%grad nothing\nx = 1",
    "%%grad --no-such-option\ny = 1",
    "%%grad helper --mode vjp --wrt x\ndef helper(x, n: int):\n    return x**n\n"
    "def other(x):\n    return x",
    "helper_vjp(3.0, 2, cotangent=1.0)",
    "%%grad\ndef first(x: float):\n    return x\ndef second(x: float):\n    return 2.0 * first(x)",
    "second_grad(1.0)",
    "%%grad --wrt z\ndef third(w):\n    return w",
]


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> list[list[Any]]:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in CELLS])
    folder = tmp_path_factory.mktemp("notebook")
    os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    client = NotebookClient(
        notebook,
        timeout=120,
        kernel_name="python3",
        allow_errors=True,
        resources={"metadata": {"path": str(folder)}},
    )
    client.execute()
    return [cell.outputs for cell in notebook.cells]


def data(output: list[Any]) -> Any:
    (result,) = [o for o in output if o.output_type == "execute_result"]
    return result.data


def test_the_cell_magic_derives_binds_and_shows(outputs: list[list[Any]]) -> None:
    assert outputs[0] == []
    shown = data(outputs[1])
    html, plain = shown["text/html"], shown["text/plain"]
    assert html.count("<pre>") == 2 and "&lt;b&gt;&amp;" in html and "<b>" not in html
    assert '<span class="k">def</span>' in html and "loss_grad" in html
    assert "def loss_grad(w, x):" in plain and "\x1b" not in plain
    assert float(data(outputs[2])["text/plain"]) == pytest.approx(3 * np.cos(2.0))


def test_a_cell_that_is_run_again_is_another_function(outputs: list[list[Any]]) -> None:
    assert float(data(outputs[4])["text/plain"]) == pytest.approx(-3 * np.sin(2.0))


def test_refusals_and_mistakes_are_shown(outputs: list[list[Any]]) -> None:
    html = data(outputs[5])["text/html"]
    assert "del" in html and "^" in html  # the refusal with its caret
    (error,) = outputs[6]
    assert error.output_type == "error" and error.evalue == "nothing: there is no such function"
    assert sum("notebook.py" in line for line in error.traceback) == 1  # and nothing below
    (error,) = outputs[12]
    assert (
        error.ename == "WrongArguments" and "third has no parameter 'z' - it has w" in error.evalue
    )
    assert len(error.traceback) <= len(outputs[6][0].traceback)
    (said,) = outputs[7]
    assert "unrecognized arguments" in said.text


def test_a_function_can_be_named(outputs: list[list[Any]]) -> None:
    assert "def helper_vjp(x, n, *, cotangent):" in data(outputs[8])["text/plain"]
    assert data(outputs[9])["text/plain"] == "(9.0, 6.0)"


def test_the_last_function_of_a_cell_is_meant(outputs: list[list[Any]]) -> None:
    assert "def second_grad(x):" in data(outputs[10])["text/plain"]
    assert data(outputs[11])["text/plain"] == "2.0"


def test_the_tutorial_runs(tmp_path: Path) -> None:
    notebook = nbformat.read(ROOT / "docs" / "tutorial.ipynb", as_version=4)
    assert not any(cell.get("outputs") for cell in notebook.cells), "it is committed as it is run"
    os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    NotebookClient(
        notebook,
        timeout=120,
        kernel_name="python3",
        resources={"metadata": {"path": str(tmp_path)}},
    ).execute()
    said = [
        data(cell.outputs) for cell in notebook.cells if cell.get("outputs") and has_result(cell)
    ]
    assert "def misfit_grad(x, stiff, damp, goal, steps):" in said[0]["text/plain"]
    assert said[-2]["text/plain"] == "True"
    assert "np.delete" in said[-1]["text/plain"]


def has_result(cell: Any) -> bool:
    return any(o.output_type == "execute_result" for o in cell.outputs)


class Printer:
    def __init__(self) -> None:
        self.said = ""

    def text(self, text: str) -> None:
        self.said += text


def test_in_ipython_it_stands_beside_the_primal_where_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = write_module(tmp_path, "def loss(x):\n    return x * x\n", "shown_of_tests")
    df: Any = grad(module.loss, like="x=float", cache=False)
    for columns, mark in (("200", "│ def loss_grad(x):"), ("20", "\ndef loss_grad(x):")):
        monkeypatch.setenv("COLUMNS", columns)
        printer = Printer()
        df._repr_pretty_(printer, False)
        assert mark in f"\n{printer.said}" and "\x1b" not in printer.said
    printer = Printer()
    df._repr_pretty_(printer, True)
    assert printer.said == repr(df)


def test_it_looks_the_same_without_pygments(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    text = "def loss(x):\n    # <script>alert('&')</script>\n    return x * x\n"
    module = write_module(tmp_path, text, "shown_of_tests")
    df: Any = grad(module.loss, like="x=float", cache=False)
    assert "<script" not in df._repr_html_()
    monkeypatch.setitem(sys.modules, "pygments.lexers", None)
    shown = df._repr_html_()
    assert "<span" not in shown and "def loss_grad(x):" in shown
    assert "<script" not in shown and "&lt;script&gt;" in shown
