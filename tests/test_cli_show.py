"""`show` and `check`: the derivative of code on disk."""

import sys

import numpy as np
import pytest

from tangentgen import cli
from tangentgen.commands.derivative import MODES

MODEL = '''
import numpy as np


def squash(z):
    return 1.0 / (1.0 + np.exp(-z))


def loss(w, b, x, y):
    """Mean squared error of a logistic unit."""
    error = squash(x @ w + b) - y
    return np.mean(error * error)


def with_aux(x):
    return np.sum(x * x), x


def typed(x: float, n: int):
    total = 0.0
    for k in range(n):
        total += x * x
    return total


class Model:
    def __init__(self, rate):
        self.rate = rate

    def cost(self, x):
        return np.sum(x * x)
'''
LIKE = "w=f8[d] b=float x=f8[n,d] y=f8[n]"


@pytest.fixture(autouse=True)
def file(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.setenv("TANGENTGEN_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "model_of_tests.py"
    path.write_text(MODEL)
    yield path
    sys.modules.pop(path.stem, None)


def run(capsys, *words):
    code = cli.main([str(word) for word in words])
    said = capsys.readouterr()
    return code, said.out, said.err


def executed(text):
    names = {}
    exec(compile(text, "shown", "exec"), names)
    return names


def arguments():
    rng = np.random.default_rng(5)
    return rng.normal(size=3), 0.25, rng.normal(size=(7, 3)), rng.normal(size=7)


def test_the_printed_text_is_the_gradient(file, capsys):
    from tangentgen import grad

    code, text, err = run(capsys, "show", f"{file}:loss", "--wrt", "w,b", "--like", LIKE)
    assert code == 0, err
    ours = executed(text)["loss_grad"](*arguments())
    library = grad(sys.modules["model_of_tests"].loss, wrt=("w", "b"))(*arguments())
    for one, other in zip(ours, library, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-13)


def test_without_types_the_header_says_what_was_assumed(file, capsys):
    code, text, err = run(capsys, "show", f"{file}:loss")
    assert code == 0, err
    assert text.startswith("# assumed: w=f8[?] x=f8[?] numbers or arrays for b, y (")
    np.testing.assert_allclose(
        executed(text)["loss_grad"](*arguments()).shape, arguments()[0].shape
    )


@pytest.mark.parametrize("mode", MODES)
def test_every_mode_prints_a_module(file, capsys, mode):
    code, text, err = run(capsys, "show", f"{file}:loss", "--mode", mode, "--like", LIKE)
    assert code == 0, err
    assert any(callable(value) for value in executed(text).values())


def test_numbers_do_not_count_self(file, capsys):
    code, text, err = run(capsys, "show", f"{file}:Model.cost", "--wrt", "0")
    assert code == 0, err
    assert "x_bar" in text


def test_aux(file, capsys):
    code, text, err = run(capsys, "show", f"{file}:with_aux", "--has-aux", "--like", "x=f8[n]")
    assert code == 0, err
    gradient, aux = executed(text)["with_aux_grad"](np.array([1.0, 2.0]))
    np.testing.assert_array_equal(gradient, [2.0, 4.0])
    np.testing.assert_array_equal(aux, [1.0, 2.0])


def test_a_file_gets_what_standard_output_would(file, capsys, tmp_path):
    _, text, _ = run(capsys, "show", f"{file}:loss")
    code, out, err = run(capsys, "show", f"{file}:loss", "-o", tmp_path / "out.py")
    assert (code, out, err) == (0, "", "")
    assert (tmp_path / "out.py").read_text() == text
    code, out, err = run(capsys, "show", f"{file}:loss", "-o", "-")
    assert (code, out, err) == (0, text, "")


def test_what_is_only_looked_at_is_not_kept(file, capsys, tmp_path):
    for words in (["show"], ["show", "--html", tmp_path / "page.html"], ["explain"]):
        code, _, err = run(capsys, words[0], f"{file}:loss", *words[1:])
        assert code == 0, err
    assert not list(tmp_path.rglob("*.grad.*"))


def test_side_by_side(file, capsys):
    code, text, err = run(capsys, "show", f"{file}:loss", "--side-by-side")
    assert code == 0, err
    assert any(
        line.startswith("def loss(w, b, x, y):") and "│" in line for line in text.split("\n")
    )


QUESTIONS = [
    (["show", "{file}:loss", "--side-by-side", "-o", "x"], "neither -o nor --after"),
    (["show", "{file}:loss", "--wrt", "w,,b"], "names or numbers with commas between"),
    (["show", "{file}:loss", "--like", "w=f8[d"], "--like:"),
    (["show", "{file}:loss", "--like", "w=foo"], "'foo' is not a kind"),
    (
        ["show", "{file}:loss", "--like", "q=float"],
        "there is no parameter 'q'; there are w, b, x, y",
    ),
    (["check", "{file}:loss", "--like", "q=float"], "there is no parameter 'q'"),
    (["show", "{file}:loss", "--has-aux", "--mode", "vjp"], "--has-aux does not go with"),
    (["show", "{file}:loss", "--after", "no_such_pass"], "no_such_pass"),
    (["show", "{file}:loss", "-o", "{file}/out.py"], "cannot be written"),
    (["show", "{file}:loss", "-o", "{file}"], "holds loss itself"),
    (["check", "{file}:loss"], "of what kind is w?"),
    (["check", "{file}:loss", "--args", "1 +"], "--args '1 +': SyntaxError"),
    (["check", "{file}:loss", "--like", "w=opaque(a:B) b=float x=f8[n,d] y=f8[n]"], "give --args"),
    (["templates", "show", "np.exq"], "did you mean numpy.exp"),
]


@pytest.mark.parametrize(("words", "message"), QUESTIONS)
def test_a_question_that_makes_no_sense_is_one_line_and_code_2(file, capsys, words, message):
    code, out, err = run(capsys, *(word.format(file=file) for word in words))
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert message in err


def test_argparse_speaks_for_itself(capsys):
    code, _, err = run(capsys, "shwo")
    assert code == 2
    assert "shwo" in err
    assert run(capsys)[0] == 2
    code, out, _ = run(capsys, "--help")
    assert code == 0
    assert "show" in out


def test_wrt_of_no_parameter_is_the_library_s_refusal(file, capsys):
    code, out, err = run(capsys, "show", f"{file}:loss", "--wrt", "weights")
    assert (code, out) == (1, "")
    assert "model_of_tests.py:9:" in err
    assert "no parameter 'weights'" in err


@pytest.mark.parametrize("given", [["--like", LIKE], ["--args", "np.ones(2), 0.5, np.eye(2), 0.1"]])
def test_check_agrees(file, capsys, given):
    code, out, err = run(capsys, "check", f"{file}:loss", "--wrt", "w,b", *given)
    assert (code, err) == (0, "")
    assert "agree" in out


def test_check_takes_the_kinds_from_annotations(file, capsys):
    code, _, err = run(capsys, "check", f"{file}:typed")
    assert (code, err) == (0, "")


def test_an_error_of_the_primal_is_told_without_a_traceback(file, capsys):
    code, _, err = run(
        capsys, "check", f"{file}:loss", "--args", "np.ones(2), 0.5, np.ones((3, 5)), 0.1"
    )
    assert code == 1
    assert "ValueError" in err
    assert "Traceback" not in err


def test_templates(capsys):
    code, out, _ = run(capsys, "templates", "list", "numpy.exp")
    assert code == 0
    assert "numpy.exp " in out
    code, out, _ = run(capsys, "templates", "show", "np.exp")
    assert code == 0
    assert "def exp(" in out
    assert run(capsys, "templates", "list", "no such function")[0] == 1
