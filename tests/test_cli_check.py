"""`check`: what agrees, what does not, and the arguments that are made up for it."""

import sys
from dataclasses import dataclass

import numpy as np
import pytest

from tangentgen import cli, vjp
from tangentgen.commands import Unusable
from tangentgen.commands.compare import compare
from tangentgen.commands.guess import guesses
from tangentgen.commands.samples import samples
from tangentgen.commands.target import find
from tangentgen.kinds import parse_like
from tangentgen.trees import random_like, shifted

MODEL = """
import numpy as np


def loss(w, x):
    y = x @ w
    return np.sum(y * y)


def layers(params, x):
    h = np.tanh(x @ params["W"] + params["b"])
    return h, np.sum(h)


def single(x):
    return np.sum(np.sin(x))


def nothing(x):
    x[0] = 1.0
"""


@pytest.fixture(autouse=True)
def file(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.setenv("TANGENTGEN_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "checked_of_tests.py"
    path.write_text(MODEL)
    yield path
    sys.modules.pop(path.stem, None)


def check(capsys, *words):
    code = cli.main(["check", *map(str, words)])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_an_edit_that_is_wrong_is_found(file, capsys, tmp_path):
    words = (f"{file}:loss", "--like", "w=f8[d] x=f8[n,d]")
    assert check(capsys, *words)[0] == 0
    assert not list((tmp_path / "cache").rglob("*.py"))  # it only looks
    w, x = np.ones(4), np.ones((3, 4))
    vjp(find(f"{file}:loss").function)(w, x, cotangent=1.0)
    (kept,) = (tmp_path / "cache").rglob("*.vjp.*.py")
    text = kept.read_text()
    assert "return " in text
    at = text.index("\n    return ")
    body = text[:at].replace('"""\n', '"""\n    half = 0.5\n', 1)  # which does no harm
    kept.write_text(f"{body}\n    w_bar = 1.01 * w_bar{text[at:]}")
    code, out, err = check(capsys, *words)
    assert code == 1
    assert err.startswith("forward mode gives other numbers\n")
    line = 1 + kept.read_text().split("\n").index("    w_bar = 1.01 * w_bar")
    assert err.endswith(f"{kept.name}:{line}: from this change on\n    w_bar = 1.01 * w_bar\n")
    assert out.count("DISAGREE") == 2


def test_structures_in_and_out(file, capsys):
    code, out, err = check(
        capsys, f"{file}:layers", "--like", "params={'W': f8[d,h], 'b': f8[h]} x=f8[n,d]"
    )
    assert (code, err) == (0, "")
    assert out.splitlines()[1].startswith("params")
    assert out.count("agree") == 1


def test_numpy_s_own_functions(capsys):
    code, out, err = check(capsys, "numpy:multiply", "--wrt", "0,1", "--like", "x=f8[n] y=float")
    assert (code, err) == (0, "")
    assert out.count("agree") == 2


def test_single_precision_is_measured_by_its_own_rule(file, capsys):
    assert check(capsys, f"{file}:single", "--like", "x=f4[n]")[0] == 0


def test_a_function_that_returns_nothing(file, capsys):
    code, _, err = check(capsys, f"{file}:nothing", "--like", "x=f8[n]")
    assert code == 2
    assert "returns nothing" in err


def test_a_function_that_takes_its_arguments_apart_gets_them_whole_again():
    def scaled(x):
        x *= x
        return np.sum(x)

    x = np.array([1.0, 2.0])
    assert [row.agrees for row in compare(scaled, (x,), 0)] == [True]
    np.testing.assert_array_equal(x, [1.0, 2.0])


@dataclass(frozen=True)
class Rates:
    fast: float
    slow: np.ndarray
    steps: int


def test_arguments_are_made_up_of_every_kind():
    made = samples(
        parse_like(
            "a=float b=c16[n] c=(int, [f4[_,_]]*) d={'k': b1[3]} e=np.f8 f=str g=None h=f8[] "
            f"i={__name__}:Rates(fast=float, slow=f8[n-1], steps=int) j=[f8[n], i8[n]] k=[]*"
        )
    )
    assert isinstance(made["a"], float)
    assert made["b"].dtype == complex
    assert [m.dtype for m in made["c"][1]] == [np.float32] * 3
    assert made["d"]["k"].dtype == bool
    assert isinstance(made["e"], np.float64)
    assert (made["f"], made["g"], made["k"]) == ("text", None, [])
    assert made["h"].shape == ()
    assert isinstance(made["i"], Rates)
    assert len(made["i"].slow) == len(made["b"]) - 1
    assert [m.dtype.kind for m in made["j"]] == ["f", "i"]
    again = samples(parse_like("a=float"))
    assert again["a"] == made["a"]


@pytest.mark.parametrize("kind", ["any", "function", "no.such:Module(x=float)", "opaque(a:B)"])
def test_what_cannot_be_made_up(kind):
    with pytest.raises(Unusable):
        samples(parse_like(f"x={kind}"))


def test_a_direction_has_the_structure_of_its_point():
    rng = np.random.default_rng(1)
    point = {"r": Rates(1.0, np.ones(2), 3), "l": [np.float32(1.0), 2j], "n": None}
    direction = random_like(point, rng)
    assert direction["r"].steps is None
    assert isinstance(direction["l"][0], np.float32)
    moved = shifted(point, direction, 0.5)
    assert moved["r"].steps == 3
    assert moved["r"].fast == 1.0 + 0.5 * direction["r"].fast
    np.testing.assert_array_equal(moved["r"].slow, 1.0 + 0.5 * direction["r"].slow)
    assert moved["l"][1] == 2j + 0.5 * direction["l"][1]


def test_guesses_say_nothing_where_uses_disagree():
    def confused(a, params, model, f, n):
        model.fit()
        return f(a[params["k"]] + len(a) + a.shape[0]) + sum(range(n)) + n[0]

    assert guesses(confused) == {"a": "f8[?]"}
    assert guesses(len) == {}
