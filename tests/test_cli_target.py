"""`FILE.py:FUNCTION`, `pkg.mod:FUNCTION`, `FILE.py:Class.f`: found, or one line that helps."""

import sys

import pytest

from tangentgen.commands import Unusable
from tangentgen.commands.target import find

MODULE = """
def loss(x):
    return x * x


def _private(x):
    return x


class Model:
    rate = 0.5

    def cost(self, x):
        return x

    @staticmethod
    def plain(x):
        return x

    @classmethod
    def made(cls, x):
        return x


RATE = 1.0
"""


@pytest.fixture(autouse=True)
def _leave_no_modules(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "path", list(sys.path))
    yield
    for name, module in list(sys.modules.items()):
        if (getattr(module, "__file__", None) or "").startswith(str(tmp_path)):
            del sys.modules[name]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "target_of_tests.py"
    path.write_text(MODULE)
    return path


def test_a_function_in_a_file(file):
    found = find(f"{file}:loss")
    assert found.function(3.0) == 9.0
    assert found.function.__module__ == "target_of_tests"


@pytest.mark.parametrize("name", ["cost", "plain", "made"])
def test_what_stands_in_a_class(file, name):
    assert find(f"{file}:Model.{name}").name == f"Model.{name}"


def test_a_module_on_the_path(file, monkeypatch):
    monkeypatch.chdir(file.parent)
    assert find("target_of_tests:loss").name == "loss"


def test_a_file_in_a_package_is_imported_as_part_of_it(tmp_path):
    package = tmp_path / "pack_of_tests"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "helper.py").write_text("def twice(x):\n    return 2 * x\n")
    (package / "main.py").write_text(
        "from .helper import twice\n\ndef f(x):\n    return twice(x)\n"
    )
    found = find(f"{package / 'main.py'}:f")
    assert found.function(2.0) == 4.0
    assert found.function.__module__ == "pack_of_tests.main"


def test_a_file_may_import_its_neighbour(tmp_path):
    (tmp_path / "neighbour_of_tests.py").write_text("def twice(x):\n    return 2 * x\n")
    file = tmp_path / "importer_of_tests.py"
    file.write_text("from neighbour_of_tests import twice\n\ndef f(x):\n    return twice(x)\n")
    assert find(f"{file}:f").function(2.0) == 4.0


def test_a_neighbour_does_not_shadow_what_is_imported_late(tmp_path, monkeypatch):
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    (tmp_path / "colorsys.py").write_text("raise SystemExit('the wrong module')\n")
    file = tmp_path / "painter_of_tests.py"
    file.write_text("import colorsys\n\ndef f(x):\n    return colorsys.rgb_to_yiq(x, x, x)[0]\n")
    assert find(f"{file}:f").function(0.5) == pytest.approx(0.5)


@pytest.mark.parametrize("taken", ["numpy", "random", "json"])
def test_the_name_of_another_module_does_not_replace_it(tmp_path, taken):
    before = sys.modules.get(taken)
    (tmp_path / f"{taken}.py").write_text("def f(x):\n    return x\n")
    assert find(f"{tmp_path / taken}.py:f").function.__module__ == f"_{taken}"
    assert sys.modules.get(taken) is before


def test_a_file_whose_name_is_no_identifier(tmp_path):
    (tmp_path / "2-d case.py").write_text("def f(x):\n    return x\n")
    assert find(f"{tmp_path}/2-d case.py:f").function.__module__ == "_2_d_case"


CASES = [
    ("{file}", "name a function"),
    ("{file}:", "name a function"),
    ("{file}:lost", "no 'lost' in it; did you mean loss?"),
    ("{file}:nothing_like_it", "did you mean Model, loss?"),
    ("{file}:Model.coast", "did you mean cost?"),
    ("{file}:Model", "'Model' is a class, not a function"),
    ("{file}:RATE", "'RATE' is of type float, not a function"),
    ("{file}:Model.rate", "of type float"),
    ("{folder}/target_of_test.py:loss", "no such file; did you mean target_of_tests.py?"),
    ("{folder}/no/such/folder.py:f", "no such file"),
    ("{folder}/:f", "no such file"),
    ("nmpy.linalg:norm", "no module named nmpy; did you mean numpy"),
    ("numpy.linlag:norm", "did you mean linalg"),
    ("a b:f", "neither a file nor the name of a module"),
    (":f", "neither a file nor"),
]


@pytest.mark.parametrize(("text", "message"), CASES)
def test_what_is_not_there_is_one_line(file, text, message):
    with pytest.raises(Unusable) as caught:
        find(text.format(file=file, folder=file.parent))
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


BROKEN = [
    ("1 / 0\n", ":1: ZeroDivisionError: division by zero"),
    ("x = 1\nraise SystemExit('usage:\\n  nothing')\n", ":2: SystemExit: usage: nothing"),
    ("def f(:\n", ":1: SyntaxError: invalid syntax"),
    ("import no_such_module_of_tests\n", "ModuleNotFoundError: No module named"),
]


@pytest.mark.parametrize(("text", "message"), BROKEN)
def test_a_module_that_fails_says_where(tmp_path, text, message):
    file = tmp_path / "broken_of_tests.py"
    file.write_text(text)
    with pytest.raises(Unusable) as caught:
        find(f"{file}:f")
    assert message in str(caught.value)
    assert "importing it failed" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "broken_of_tests" not in sys.modules
